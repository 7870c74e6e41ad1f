//! Taking in what the party says, checking it, and recording what it gives up (PR 57, 58; APL 45, 62).

use jiff::civil::Date;

use super::{Adoption, Lapsed, Received, Reviewed, Right, Waived};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Rulebook,
    case::{
        Act, Case, Event, Main, Needs,
        guard::{Paper, filled, find, issued_before, of_type},
        notice::Served,
        performance::Settled,
        service::Service,
    },
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    rejection::word,
    rulebook::Confidence,
    time::in_chinese,
};

/// Records what the party states or says in its defence; any time before the decision (PR 58).
#[derive(Debug, Clone)]
pub struct Record {
    /// On which notice; the announcement of one counts for it, also while it runs.
    pub notice: PartId,
    /// What it says.
    pub content: Narrative,
    /// The paper, or the record of what was said.
    pub document: DocumentRef,
}

impl Act for Record {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let announced = case.announced_notice(&self.notice).map(|(at, _)| at);
        announced.or_else(|| case.reached(case.told_by(&self.notice)))
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let announced = case.announced_notice(&self.notice).map(|(_, notice)| notice);
        if announced.is_none() {
            refusals.check(case.undecided());
            refusals.check(case.notice(case.told_by(&self.notice)));
        }
        let what = "陈述、申辩的事实、理由";
        filled(&mut refusals, self.content.is_blank(), "content", what, ("PR", "58"));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::Statement, ("PR", "58")));
        refusals.verdict()?;
        Ok(vec![Event::StatementReceived(Received {
            id: PartId::nth('D', case.record.statements.len() + 1),
            notice: announced.unwrap_or_else(|| case.told_by(&self.notice).clone()),
            content: self.content.clone(),
            document: self.document.clone(),
        })])
    }
}

/// Checks a statement, and adopts it or says why not (复核, PR 58).
#[derive(Debug, Clone)]
pub struct Review {
    /// Which statement.
    pub statement: PartId,
    /// Whether it is adopted.
    pub adoption: Adoption,
    /// Why.
    pub reasons: Narrative,
    /// The record of it.
    pub document: Option<DocumentRef>,
}

impl Act for Review {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        self.document.iter().map(|it| Paper::new(it, "document")).collect()
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.statement)
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let named = (&self.statement, "陈述、申辩", "statement");
        let found =
            refusals.check(find(case.record.statements.iter(), named, |it| &it.received.id));
        refusals.require(found.is_none_or(|it| it.adoption.is_none()), || {
            Code::AlreadyDone
                .refuse("该陈述、申辩意见已经复核", "this statement has been reviewed already")
                .at("statement")
        });
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "复核的理由", ("PR", "58"));
        refusals.check(issued_before(self.papers(), case));
        refusals.verdict()?;
        Ok(vec![Event::StatementReviewed(Reviewed {
            statement: self.statement.clone(),
            adoption: self.adoption,
            reasons: self.reasons.clone(),
            document: self.document.clone(),
        })])
    }
}

/// Records that the party gave up rights, expressly and in writing (APL 62).
#[derive(Debug, Clone)]
pub struct Waive {
    /// Of which notice.
    pub notice: PartId,
    /// Which.
    pub rights: Vec<Right>,
    /// What it signed.
    pub document: DocumentRef,
}

impl Act for Waive {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.reached(&self.notice)
    }

    fn is_of_its_day(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.undecided());
        let notice = refusals.check(case.notice(&self.notice));
        filled(&mut refusals, self.rights.is_empty(), "rights", "放弃的权利", ("APL", "62"));
        let given_up = |right: &&Right| case.has_waived(**right, &self.notice);
        let mut rights: Vec<_> = self.rights.iter().filter(|it| !given_up(it)).copied().collect();
        rights.sort();
        rights.dedup();
        refusals.check(self.not_over(case, &rights, context.occurred.day()));
        let untold = notice.is_some_and(|it| !it.hearing.told);
        refusals.require(!untold || !self.rights.contains(&Right::Hearing), || {
            Code::Contradictory
                .refuse(
                    "该告知书未告知听证权利，当事人无从放弃",
                    "that notice told of no right to a hearing, so none can be given up",
                )
                .under("APL", "63")
                .at("rights")
        });
        refusals.require(self.document.document_type == DocumentType::Waiver, || {
            Code::DocumentMissing
                .refuse(
                    "当事人明确放弃权利须有其签署的放弃权利声明",
                    "giving up rights takes a declaration that the party signed",
                )
                .under("APL", "62")
                .at("document")
        });
        refusals.verdict()?;
        if rights.is_empty() {
            return Ok(vec![]);
        }
        Ok(vec![Event::RightsWaived(Waived {
            notice: self.notice.clone(),
            rights,
            document: self.document.clone(),
        })])
    }
}

impl Waive {
    /// Nobody gives up what is over (PR 57.2).
    fn not_over(&self, case: &Case, rights: &[Right], on: Date) -> Result<(), Vec<Rejection>> {
        let over = rights.iter().filter(|it| case.is_over(**it, &self.notice, on));
        let refused = over.map(|it| {
            let (label, notice) = (it.label(), &self.notice);
            Code::TooLate
                .refuse(
                    format!("{label}权利（{notice}）的行使期限已经届满，无从放弃"),
                    format!(
                        "the time for it ({}, {notice}) is over: nothing is left to give up",
                        word(it)
                    ),
                )
                .under("PR", "57.2")
                .resting_on(case.sure_of(*it, &self.notice))
                .at("rights")
        });
        let refused: Vec<_> = refused.collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }
}

/// Records that rights which were neither used nor given up are over, because their last day is, and
/// with it the time in which an act of that day is entered without being late (PR 57). The clock's alone;
/// once recorded, it records nothing more.
#[derive(Debug, Clone)]
pub struct Lapse {
    /// Of which notice.
    pub notice: PartId,
}

impl Act for Lapse {
    fn needs(&self) -> Needs {
        Needs::Clock
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        case.notice(&self.notice)?;
        let open = |right: &Right| case.open_deadline(right.timer(), Some(&self.notice));
        let running: Vec<_> =
            Right::ALL.into_iter().filter_map(|it| Some((it, open(&it)?))).collect();
        let today = context.occurred.day();
        let over: Vec<_> = running
            .iter()
            .filter_map(|(right, deadline)| Some((*right, deadline.due_date()?)))
            .filter(|(_, last)| Self::is_due(*last, context.law, today))
            .collect();
        match over.iter().map(|(_, last)| *last).max() {
            Some(due) => Ok(vec![Event::RightsLapsed(Lapsed {
                notice: self.notice.clone(),
                rights: over.into_iter().map(|(right, _)| right).collect(),
                due,
            })]),
            None if running.is_empty() => Ok(vec![]),
            None => Err(vec![still_used(&running)]),
        }
    }
}

fn still_used(running: &[(Right, &Deadline)]) -> Rejection {
    Code::PeriodRunning
        .refuse(
            "当事人行使权利的期限，或者期限最后一日所为行为的录入期限尚未届满",
            "the party may still use its rights, or what it did on the last day may still be entered",
        )
        .under("PR", "57.2")
        .resting_on(running.iter().flat_map(|(_, it)| it.confidences()))
}

impl Lapse {
    /// Whether it is certain by `today` that a right with this last day was not used.
    #[must_use]
    pub fn is_due(last: Date, law: &Rulebook, today: Date) -> bool {
        law.late_after(Moment::midnight(last)).is_some_and(|it| it < today)
    }
}

impl Right {
    /// The period in which the party may use it.
    #[must_use]
    pub fn timer(self) -> Timer {
        match self {
            Self::State => Timer::NoticeState,
            Self::Hearing => Timer::HearingRequest,
        }
    }
}

impl Case {
    /// The notice of that id.
    pub(in crate::case) fn notice(&self, id: &PartId) -> Result<&Served, Vec<Rejection>> {
        let notices = self.record.notices.iter().map(|(_, it)| it);
        find(notices, (id, "告知书", "notice"), |it| &it.id)
    }

    /// Since when the party could know what a notice says: the start of the day on which it counts as served; where it
    /// was announced, its publication, as whoever reads it early may answer early (PR 82.1(5)).
    pub(in crate::case) fn reached(&self, notice: &PartId) -> Option<Moment> {
        let told = self.notice(notice).ok()?;
        let served = Moment::midnight(told.service.served_on);
        let by = told.service.announcement.iter().chain(&told.service.overtakes);
        let by: Vec<_> = by.collect();
        let mut announced = self.record.announcements.iter();
        let first = announced
            .find(|(_, it)| by.contains(&&it.id) && it.number.as_ref() == Some(&told.number));
        Some(first.map_or(served, |(at, _)| served.min(*at)))
    }

    /// The notice of that announcement, where it is one that has served a notice or ran when that was handed over; what
    /// is named itself otherwise.
    fn told_by<'a>(&'a self, named: &'a PartId) -> &'a PartId {
        let by =
            |it: &Service| it.announcement.as_ref() == Some(named) || it.overtakes.contains(named);
        let mut notices = self.record.notices.iter().map(|(_, it)| it);
        notices.find(|it| by(&it.service)).map_or(named, |it| &it.id)
    }

    /// When an announcement of a notice was published that has not served it yet, and what the notice will be called.
    fn announced_notice(&self, named: &PartId) -> Option<(Moment, PartId)> {
        let mut running = self.announced_as_it_is(DocumentType::PriorNotice);
        let (at, _) = running.find(|(_, it)| it.id == *named)?;
        let awaited = self.main == Main::ApprovedForNotice;
        awaited.then(|| (*at, self.next_notice()))
    }

    /// What the next notice is called.
    pub(in crate::case) fn next_notice(&self) -> PartId {
        PartId::nth('N', self.record.notices.len() + 1)
    }

    /// That the party has stated on a notice before it counts as told.
    pub(in crate::case) fn stated_before(&self, notice: &PartId) -> Option<Settled> {
        let stated = self.record.statements.iter().filter(|it| it.received.notice == *notice);
        let since = stated.map(|it| it.received_at).min()?;
        let (part, right) = (notice.clone(), Some(Right::State));
        Some(Settled { part, right, since, met: true, rests_on: None })
    }

    /// When the last decision reached the party: the start of the day on which it counts as served.
    pub(in crate::case) fn decision_reached(&self) -> Option<Moment> {
        self.record.services.iter().map(|it| Moment::midnight(it.service.served_on)).max()
    }

    /// The party was told, or has answered what was announced, and nothing is decided yet; the case may be on its way to
    /// a new notice.
    pub(in crate::case) fn undecided(&self) -> Result<(), Vec<Rejection>> {
        if self.record.notices.is_empty() && self.record.statements.is_empty() {
            return self.stands_at(&[Main::Noticed]);
        }
        self.is_filed_and_open()
    }

    /// The party gave this right up, expressly and in writing.
    pub(in crate::case) fn has_waived(&self, right: Right, notice: &PartId) -> bool {
        let waivers = self.record.waivers.iter().filter(|it| it.notice == *notice);
        waivers.into_iter().any(|it| it.rights.contains(&right))
    }

    /// The party's period is over, on that day: its last day has passed or, where the calendar of a year is
    /// not loaded, the last that it can have.
    pub(in crate::case) fn is_over(&self, right: Right, notice: &PartId, on: Date) -> bool {
        let period = self.period_of(right, notice);
        period.and_then(Deadline::latest).is_some_and(|last| last < on)
    }

    /// That the party's period is not over, and where nobody knows yet when it is, why, and the last day that it can have.
    pub(in crate::case) fn not_over(&self, right: Right, notice: &PartId) -> String {
        let undetermined = self.period_of(right, notice).filter(|it| it.missing_year().is_some());
        match undetermined.and_then(|it| Some((it.ends(), it.latest()?))) {
            None => "尚未届满".to_owned(),
            Some((ends, latest)) => {
                format!("尚不能确定已经届满（{ends}，最迟{}届满）", in_chinese(latest))
            }
        }
    }

    /// How sure the figures are that the party's period is counted by.
    pub(in crate::case) fn sure_of(
        &self,
        right: Right,
        notice: &PartId,
    ) -> impl Iterator<Item = Confidence> {
        self.period_of(right, notice).into_iter().flat_map(Deadline::confidences)
    }

    fn period_of(&self, right: Right, notice: &PartId) -> Option<&Deadline> {
        let timed = self.record.timers.get(&(right.timer(), Some(notice.clone())));
        timed.map(|it| &it.deadline)
    }
}
