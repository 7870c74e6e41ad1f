//! Serving the prior notice: everything that PR 57 wants the party to be told.

use jiff::civil::Date;

use super::{HearingRight, Served, scope::hearing_right};
use crate::{
    Capability, Code, Context, Fen, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, filled, none_or_blank, of_type},
        sanction::{Sanction, well_formed, within},
        serious_list,
        service::{self, Service, ServiceMode},
    },
    clock::Timer,
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::PartId,
    rejection::word,
};

/// Tells the party what is proposed (处罚告知).
#[derive(Debug, Clone)]
pub struct Serve {
    /// 拟作出的行政处罚内容: what the leader approved, or less.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations besides (SDL 13).
    pub serious_list: Option<Box<serious_list::Propose>>,
    /// 事实.
    pub facts: Narrative,
    /// 理由.
    pub reasons: Narrative,
    /// 依据.
    pub provisions: Vec<String>,
    /// The notice tells the party that it may state and defend itself.
    pub tells_statement: bool,
    /// The notice tells the party that it may ask for a hearing.
    pub tells_hearing: bool,
    /// How much is to be refunded, where a price law wants that first.
    pub refund: Option<Fen>,
    /// The notice that this one replaces.
    pub supersedes: Option<PartId>,
    /// Which new facts or basis call for a new notice.
    pub new_ground: Option<Narrative>,
    /// How it was served.
    pub service: Service,
    /// 行政处罚告知书.
    pub document: DocumentRef,
}

impl Act for Serve {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        std::iter::once(Paper::new(&self.document, "document"))
            .chain(self.service.papers())
            .collect()
    }

    fn number(&self) -> Option<NumberKind> {
        self.service.wants(NumberKind::PriorNotice)
    }

    /// The results that were awaited; and where the party was told already, what it was heard with (PR 32, 58).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.results_came()).max(case.heard())
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn wants_handlers(&self) -> bool {
        true
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let hearing = hearing_right(&self.sanctions, self.tells_hearing, case, context);
        if refusals.check(case.stands_at(&[Main::ApprovedForNotice, Main::Noticed])).is_some() {
            refusals.check(self.approved(case));
            refusals.check(self.renewed(case));
            refusals.check(case.no_heavier_than_told(&self.sanctions));
            refusals.check(serious_list::within_approved(case, self.listing()));
            refusals.check(case.no_listing_beyond_told(self.listing()));
            refusals.check(case.no_hearing_open());
            refusals.check(case.still_handled(context));
            refusals.check(case.nothing_awaited());
            refusals.check(self.tells(&hearing));
            refusals.check(self.tells_apart_what_goes_back(case));
        }
        refusals.check(self.complete());
        refusals.check(well_formed(&self.sanctions));
        let listing = self.serious_list.as_ref().map(|it| it.check(&self.sanctions, context));
        refusals.check(listing.unwrap_or(Ok(())));
        refusals.check(self.handed_over(context, case));
        let number = refusals.check(service::signed(
            &self.service,
            DocumentType::PriorNotice,
            (case, context),
        ));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::PriorNotice, ("PR", "57.1")));
        refusals.verdict()?;
        let served = number.map(|it| self.served(case, context, (it, hearing))).transpose()?;
        Ok(served.into_iter().collect())
    }
}

impl Serve {
    fn listing(&self) -> Option<&serious_list::Proposed> {
        self.serious_list.as_ref().map(|it| &it.proposed)
    }

    /// The notice goes no further than what the leader approved (PR 56).
    fn approved(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let proposal = case.record.proposals.last();
        proposal.map_or(Ok(()), |it| within(&self.sanctions, &it.sanctions, "负责人批准"))
    }

    /// A second notice names the one that it replaces and the new facts or basis (PR 58).
    fn renewed(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        // What led to a decision that fell is replaced by nothing: the party is told from the beginning.
        let last = case.record.notices.last().filter(|(at, _)| case.is_of_this_course(*at));
        let last = last.map(|(_, it)| &it.id);
        let mut refusals = Refusals::new();
        refusals.require(self.supersedes.as_ref() == last, || {
            let (zh, en) = match last {
                Some(last) => (
                    format!("已经告知当事人（{last}），再次告知须注明所替代的告知书"),
                    format!(
                        "the party was told already; name {last} as the notice that is replaced"
                    ),
                ),
                None => ("本案没有可以替代的告知书".into(), "there is no notice to replace".into()),
            };
            Code::Contradictory.refuse(zh, en).under("PR", "58").at("supersedes")
        });
        let grounded = self.new_ground.as_ref().is_some_and(|it| !it.is_blank());
        let what = "再次告知所依据的新的事实或者依据";
        filled(&mut refusals, last.is_some() && !grounded, "newGround", what, ("PR", "58"));
        refusals.verdict()
    }

    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let mut want = |blank, field, what| {
            filled(&mut refusals, blank, field, what, ("PR", "57.1"));
        };
        want(self.sanctions.is_empty(), "sanctions", "拟作出的行政处罚内容");
        want(self.facts.is_blank(), "facts", "事实");
        want(self.reasons.is_blank(), "reasons", "理由");
        let no_basis = none_or_blank(&self.provisions);
        want(no_basis, "provisions", "依据");
        refusals.require(self.refund != Some(Fen::ZERO), || {
            Code::WrongAmount
                .refuse(
                    "拟责令退还的数额应大于零；不责令退还的，请勿填写",
                    "an amount to be refunded is above zero; leave it out where nothing is",
                )
                .under("PR", "57.1")
                .at("refund")
        });
        refusals.require(self.tells_statement, || {
            Code::Incomplete
                .refuse(
                    "告知书应当告知当事人依法享有陈述权、申辩权",
                    "the notice must tell the party that it may state and defend itself",
                )
                .under("PR", "57.1")
                .at("tellsStatement")
        });
        refusals.verdict()
    }

    /// Where APL 63 opens a hearing, the notice says so.
    fn tells(&self, hearing: &HearingRight) -> Result<(), Vec<Rejection>> {
        let threshold = hearing.threshold.as_ref().map(|it| it.confidence);
        let mut refusals = Refusals::new();
        refusals.require(self.tells_hearing || !hearing.told, || {
            Code::Incomplete
                .refuse(
                    format!("{}：告知书应当告知当事人有要求听证的权利", hearing.because.label()),
                    format!(
                        "the notice must tell the party that it may ask for a hearing ({})",
                        word(hearing.because)
                    ),
                )
                .under("APL", "63")
                .resting_on(threshold)
                .at("tellsHearing")
        });
        refusals.verdict()
    }

    /// Served in a way that PR 82 knows; handing over on announcement is for decisions (PR 81).
    fn handed_over(&self, context: &Context<'_>, case: &Case) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.service.mode != ServiceMode::OnTheSpot, || {
            Code::Contradictory
                .refuse(
                    "宣告后当场交付只适用于处罚决定书，请改为直接送达",
                    "handing over on announcement is for decisions: choose DIRECT",
                )
                .under("PR", "81")
                .at("service.mode")
        });
        refusals.check(service::check(&self.service, self.rests_on(case), (case, context)));
        refusals.check(service::announces(&self.service, DocumentType::PriorNotice, case));
        refusals.verdict()
    }

    fn served(
        &self,
        case: &Case,
        context: &Context<'_>,
        (number, hearing): (DocumentNumber, HearingRight),
    ) -> Result<Event, Vec<Rejection>> {
        let id = case.next_notice();
        let start = Moment::midnight(self.service.served_on);
        let mut deadlines = case.resuming_by(context, &self.service, DocumentType::PriorNotice);
        deadlines.extend(case.start(context, Timer::NoticeState, Some(&id), start)?);
        if hearing.told {
            deadlines.extend(case.start(context, Timer::HearingRequest, Some(&id), start)?);
        }
        Ok(Event::PriorNoticeServed(Served {
            sanctions: self.sanctions.clone(),
            serious_list: self.listing().cloned().map(Box::new),
            deviations: case.deviations_as_found(&self.sanctions, context),
            facts: self.facts.clone(),
            reasons: self.reasons.clone(),
            provisions: self.provisions.clone(),
            hearing,
            refund: self.refund,
            supersedes: self.supersedes.clone(),
            new_ground: self.new_ground.clone(),
            service: self.service.overtaking(DocumentType::PriorNotice, case),
            document: self.document.numbered(&number),
            settled: case.stated_before(&id).into_iter().collect(),
            id,
            number,
            deadlines,
        }))
    }
}
