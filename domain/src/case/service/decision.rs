//! Serving the decision: a penalty is handed over when it is announced, otherwise served within seven
//! working days, and with it the notice that it will be made public (PR 81; PUB 8). A decision without a
//! penalty is served too (PR 82).

use jiff::civil::Date;

use super::{DecisionServed, Service, ServiceMode, announces, check};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        decision::Decided,
        guard::{Paper, filled, of_type},
        publicity,
        remedy::fallen,
        state,
    },
    citation::cite,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, Recording},
    id::PartId,
    publicity::Channel,
    text::is_blank,
};

/// Records that the decision was served (送达决定书).
#[derive(Debug, Clone)]
pub struct ServeDecision {
    /// Which decision.
    pub decision: PartId,
    /// How.
    pub service: Service,
    /// 告知公示: the notice that the penalty will be made public.
    pub publicity_notice: Option<DocumentRef>,
    /// 互联网复议渠道: where the party may ask for reconsideration online; asked for where the decision is served
    /// electronically.
    pub reconsideration_channel: Option<String>,
}

impl Act for ServeDecision {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Serve)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let notice = self.publicity_notice.iter();
        let notice = notice.map(|it| Paper::new(it, "publicityNotice"));
        self.service.papers().chain(notice).collect()
    }

    /// The decision, whatever has become of it since.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.as_decided_by(&self.decision).since
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let stages = [Main::PenaltyDecided, Main::NoPenaltyDecided, Main::NotEstablished];
        let then = case.as_decided_by(&self.decision);
        if refusals.check(then.stands_at(&stages)).is_some() {
            refusals.check(self.names_the_decision(case));
            refusals.check(self.tells_of_publicity(case));
            let document = case.decision_document(&self.decision);
            refusals.check(announces(&self.service, document, &then));
        }
        refusals.check(self.names_the_channel(context));
        refusals.check(check(&self.service, self.rests_on(case), (case, context)));
        refusals.verdict()?;
        let served = DecisionServed {
            decision: self.decision.clone(),
            number: self.number(case),
            service: self.overtaking(case),
            publicity_notice: self.publicity_notice.clone(),
            reconsideration_channel: self.reconsideration_channel.clone(),
            settled: vec![],
            deadlines: self.starting(case, context)?,
        };
        let event = Event::DecisionServed(served.clone());
        let after = state::evolve(case.clone(), &event, context.occurred);
        let settled = after.settled_anew();
        let changed = after.to_pay_since_changed(context)?;
        let ended = after.to_close_now(context)?;
        let deadlines = served.deadlines.iter().cloned().chain(changed).chain(ended).collect();
        Ok(vec![Event::DecisionServed(DecisionServed { settled, deadlines, ..served })])
    }
}

impl Case {
    /// The paper that a decision is written on.
    pub(in crate::case) fn decision_document(&self, decision: &PartId) -> DocumentType {
        if self.record.decisions.iter().any(|(_, it)| it.id == *decision) {
            DocumentType::PenaltyDecision
        } else {
            DocumentType::NoPenaltyDecision
        }
    }
}

impl ServeDecision {
    fn names_the_decision(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(case.record.decided_as().any(|(id, _)| *id == self.decision), || {
            crate::case::guard::no_such_part(&self.decision, "决定书", "decision")
        });
        refusals.require(!case.is_served(&self.decision), || {
            Code::AlreadyDone
                .refuse("该决定书已经送达", "this decision has been served already")
                .under("PR", "82.1")
                .at("decision")
        });
        // What falls on a day does so for all of it.
        refusals.require(!case.has_fallen(&self.decision, self.service.served_on), || {
            fallen().under("PR", "81")
        });
        refusals.verdict()
    }

    /// How, with the announcements of this very decision that still ran.
    fn overtaking(&self, case: &Case) -> Service {
        let document = case.decision_document(&self.decision);
        let overtakes = case.running(self.service.served_on, |it| {
            let another = it.decision.as_ref().is_some_and(|of| *of != self.decision);
            it.serves == document && !another
        });
        Service { overtakes, ..self.service.clone() }
    }

    /// The penalty that it serves, where it serves one.
    fn penalty<'a>(&self, case: &'a Case) -> Option<&'a Decided> {
        let mut decided = case.record.decisions.iter().map(|(_, it)| it);
        decided.find(|it| it.id == self.decision)
    }

    fn number(&self, case: &Case) -> Option<DocumentNumber> {
        let mut numbered = case.record.decided_as();
        numbered.find(|(id, _)| **id == self.decision).and_then(|(_, number)| number.cloned())
    }

    /// What is made public on GSXT is announced to the party in writing (PUB 8).
    fn tells_of_publicity(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        if let Some(notice) = &self.publicity_notice {
            let typed = (notice, "publicityNotice");
            return of_type(typed, DocumentType::PublicityNotice, ("PUB", "8"));
        }
        let decided = self.penalty(case);
        let public = decided.is_some_and(|it| publicity::bars(it, Channel::Gsxt).is_none());
        if !public {
            return Ok(());
        }
        Err(vec![
            Code::DocumentMissing
                .refuse(
                    "送达决定书时应当书面告知当事人行政处罚信息将向社会公示，请附告知书",
                    "the party is to be told in writing that the penalty will be made public: name that notice",
                )
                .under("PUB", "8")
                .at("publicityNotice"),
        ])
    }

    /// Whoever serves a decision over the internet names the channel through which the party may ask for
    /// reconsideration over it, since the law of 2023 (ARL 22).
    fn names_the_channel(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let online = self.service.mode == ServiceMode::Electronic
            && context.law.in_force(&cite("ARL", "22"), self.service.served_on);
        let named = self.reconsideration_channel.as_ref().is_some_and(|it| !is_blank(it));
        let mut refusals = Refusals::new();
        let what = "提交行政复议申请书的互联网渠道";
        filled(&mut refusals, online && !named, "reconsiderationChannel", what, ("ARL", "22.2"));
        refusals.verdict()
    }

    /// The party's time to pay and to seek a remedy, from service on (PR 72; ARL 20; ALL 46).
    fn starting(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let start = Moment::midnight(self.service.served_on);
        let mut deadlines =
            case.resuming_by(context, &self.service, case.decision_document(&self.decision));
        // What counted at the end of that day is to be paid, whatever was paid or has become of it since: that settles it
        // as of then.
        let in_force = case.sanctions_in_force(start.day()).into_iter();
        let served = in_force.filter(|(of, _)| of.id == self.decision).map(|(_, it)| it);
        for sanction in served.filter(|it| it.kind.is_paid() && case.is_open_on(it, start.day())) {
            deadlines.extend(case.time_to_pay(context, (sanction, start))?);
        }
        for timer in [Timer::ReconApply, Timer::SuitDirect] {
            deadlines.extend(case.start(context, timer, Some(&self.decision), start)?);
        }
        Ok(deadlines)
    }
}
