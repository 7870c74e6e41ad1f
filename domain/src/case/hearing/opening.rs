//! From the request to the notice of the hearing: who asked in time, who hosts, when it opens
//! (APL 63, 64).

use jiff::civil::Date;

use super::{AbortGround, HostAppointed, Notified, Requested, course::hosting};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Role,
    case::{
        Act, Case, Event, Needs,
        guard::{Paper, filled, of_type},
        handlers::{Handler, recused, registered},
        service::{self, Service},
        state::Hearing,
        statement::Right,
    },
    clock::{Deadline, PauseKind, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording},
    id::{PartId, PersonId},
    rejection::word,
};

/// Records that the party asked for a hearing (要求听证), within five working days of the notice.
#[derive(Debug, Clone)]
pub struct Request {
    /// On which notice.
    pub notice: PartId,
    /// How it arrived: 书面、口头.
    pub means: Narrative,
    /// 听证申请书, or the record of what was said.
    pub document: DocumentRef,
}

impl Act for Request {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// Who asks anew has taken back what was asked on that notice before (APL 64(1)).
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let asked = case.record.hearings.iter().filter(|it| it.request.notice == self.notice);
        let withdrawn = case.last_on_parts(asked.map(|it| &it.request.id));
        case.reached(&self.notice).max(withdrawn)
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        if let Some(notice) = refusals.check(case.notice(&self.notice)) {
            let right = notice.hearing.told || notice.hearing.because.is_open();
            refusals.require(right, || {
                Code::NotProvidedFor
                    .refuse(
                        "拟作出的处罚不属于听证范围，告知书也未告知听证权利",
                        "no hearing is open on what was noticed, and none was offered",
                    )
                    .under("APL", "63")
                    .at("notice")
            });
            refusals.check(self.in_time(case, context));
        }
        // Who took the request back within the five days may renew it while they last.
        let stands = |it: &&Hearing| it.aborted != Some(AbortGround::Withdrawn);
        let mut asked = case.record.hearings.iter().filter(stands);
        let asked = asked.any(|it| it.request.notice == self.notice);
        refusals.require(!asked, || {
            Code::AlreadyDone.refuse(
                "当事人已就该告知书要求听证",
                "the party has asked for a hearing on that notice already",
            )
        });
        let means = self.means.is_blank();
        filled(&mut refusals, means, "means", "提出方式", ("APL", "64(1)"));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::HearingRequest, ("APL", "64(1)")));
        refusals.verdict()?;
        let id = PartId::nth('H', case.record.hearings.len() + 1);
        Ok(vec![Event::HearingRequested(Requested {
            notice: self.notice.clone(),
            means: self.means.clone(),
            document: self.document.clone(),
            deadlines: case.pausing(context, (PauseKind::Hearing, None), &id),
            id,
        })])
    }
}

impl Request {
    /// On the last day it is in time until midnight.
    fn in_time(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let late = case.is_over(Right::Hearing, &self.notice, context.occurred.day());
        refusals.require(!late, || {
            Code::TooLate
                .refuse(
                    "当事人要求听证的期限已经届满",
                    "the time in which a hearing is to be asked for is over",
                )
                .under("APL", "64(1)")
                .resting_on(case.sure_of(Right::Hearing, &self.notice))
        });
        refusals.verdict()
    }
}

/// Appoints who hosts the hearing, or who hosts it instead (APL 64(4)).
#[derive(Debug, Clone)]
pub struct AppointHost {
    /// Of which hearing.
    pub hearing: PartId,
    /// Who.
    pub host: PersonId,
}

impl Act for AppointHost {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        vec![&self.host]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on_part(&self.hearing))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let hearing = refusals.check(case.unheld_hearing(&self.hearing));
        let host = refusals.check(self.eligible(case, context));
        refusals.verdict()?;
        if hearing.is_some_and(|it| it.host == host) {
            return Ok(vec![]);
        }
        let appointed = |host| HostAppointed { hearing: self.hearing.clone(), host };
        Ok(host.map(|it| Event::HearingHostAppointed(appointed(it))).into_iter().collect())
    }
}

impl AppointHost {
    /// A host on the register who neither handled nor reviewed the case, and is not recused.
    fn eligible(&self, case: &Case, context: &Context<'_>) -> Result<Handler, Vec<Rejection>> {
        let person = &self.host;
        let at_host = |it: Rejection| it.at("host");
        let host = registered(context, person)
            .map_err(|all| all.into_iter().map(at_host).collect::<Vec<_>>())?;
        let mut refusals = Refusals::new();
        let day = context.occurred.day();
        let officer = context.facts.officers.get(person);
        refusals.require(officer.is_some_and(|it| it.holds(Role::HearingHost, day)), || {
            Code::NotPermitted
                .refuse(
                    format!("{}（{person}）在{day}不是听证主持人", host.shown),
                    format!("{person} is not a hearing host on {day}"),
                )
                .under("APL", "64(4)")
                .at("host")
        });
        refusals.require(!case.record.handled_by.contains(person), || {
            Code::ConflictOfDuties
                .refuse(
                    format!("{}（{person}）是本案调查人员，不得主持听证", host.shown),
                    format!("{person} has investigated the case and may not host its hearing"),
                )
                .under("APL", "64(4)")
                .at("host")
        });
        refusals.require(!case.has_reviewed(person), || {
            Code::ConflictOfDuties
                .refuse(
                    format!("{}（{person}）是本案审核人员，不得主持听证", host.shown),
                    format!("{person} has reviewed the case and may not host its hearing"),
                )
                .under("PR", "4.1")
                .at("host")
        });
        let withdrew = case.was_recused(person, context.occurred);
        refusals.require(!withdrew, || recused(&host).at("host"));
        refusals.verdict()?;
        Ok(Handler { certificate: None, ..host })
    }
}

/// Tells the party when and where (听证通知), seven working days before it opens (APL 64(2)).
#[derive(Debug, Clone)]
pub struct Notify {
    /// Of which hearing.
    pub hearing: PartId,
    /// When.
    pub opens_at: Moment,
    /// Where.
    pub place: Narrative,
    /// Why the public is not admitted, where it isn't (APL 64(3)).
    pub closed_because: Option<Narrative>,
    /// How it was served.
    pub service: Service,
    /// 听证通知书.
    pub document: DocumentRef,
}

impl Act for Notify {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::HostHearing)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        std::iter::once(Paper::new(&self.document, "document"))
            .chain(self.service.papers())
            .collect()
    }

    fn number(&self) -> Option<NumberKind> {
        self.service.wants(NumberKind::HearingNotice)
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_on_part(&self.hearing))
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let hearing = refusals.check(case.unheld_hearing(&self.hearing));
        if let Some(hearing) = hearing {
            refusals.check(hosting(hearing, context));
        }
        let place = self.place.is_blank();
        filled(&mut refusals, place, "place", "听证地点", ("APL", "64(2)"));
        let unexplained = self.closed_because.as_ref().is_some_and(Narrative::is_blank);
        filled(&mut refusals, unexplained, "closedBecause", "不公开的理由", ("APL", "64(3)"));
        refusals.check(service::check(&self.service, self.rests_on(case), (case, context)));
        refusals.check(service::announces(&self.service, DocumentType::HearingNotice, case));
        refusals.check(self.early_enough(case, context));
        let number = refusals.check(service::signed(
            &self.service,
            DocumentType::HearingNotice,
            (case, context),
        ));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::HearingNotice, ("APL", "64(2)")));
        refusals.verdict()?;
        let notified = number.map(|it| self.notified(case, context, it)).transpose()?;
        Ok(notified.into_iter().collect())
    }
}

impl Notify {
    /// The hearing opens once the party has had the law's working days since the notice reached it.
    fn early_enough(&self, case: &Case, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let reached = Moment::midnight(self.service.served_on);
        let first = case.start(context, Timer::HearingNotify, Some(&self.hearing), reached)?;
        let early = |it: &&Deadline| it.latest().is_some_and(|day| self.opens_at.day() < day);
        let Some(period) = first.first().filter(early) else { return Ok(()) };
        let (n, unit) = (period.length, period.unit);
        let first = period.latest().unwrap_or(self.service.served_on);
        let uncertain = period.as_it_may_be();
        Err(vec![
            Code::TooEarly
                .refuse(
                    format!(
                        "应当在举行听证的{n}{}前通知当事人，最早可于{first}举行{uncertain}",
                        unit.label()
                    ),
                    format!(
                        "the party is told {n} {} before; the hearing may open on {first} at the earliest",
                        word(unit)
                    ),
                )
                .under("APL", "64(2)")
                .resting_on(period.confidences())
                .at("opensAt"),
        ])
    }

    fn notified(
        &self,
        case: &Case,
        context: &Context<'_>,
        number: DocumentNumber,
    ) -> Result<Event, Vec<Rejection>> {
        let reached = Moment::midnight(self.service.served_on);
        let mut deadlines = case.resuming_by(context, &self.service, DocumentType::HearingNotice);
        deadlines.extend(case.start(
            context,
            Timer::HearingNotify,
            Some(&self.hearing),
            reached,
        )?);
        Ok(Event::HearingNotified(Notified {
            hearing: self.hearing.clone(),
            opens_at: self.opens_at,
            place: self.place.clone(),
            closed_because: self.closed_because.clone(),
            service: self.service.overtaking(DocumentType::HearingNotice, case),
            document: self.document.numbered(&number),
            number,
            deadlines,
        }))
    }
}
