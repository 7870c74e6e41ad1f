//! How acts move the deadlines of a case. Whatever starts, pauses, resumes or extends a clock carries
//! all the deadlines that result.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Case, guard::filled};
use crate::{
    Code, Context, Moment, Refusals, Rejection, Rulebook,
    citation::Citation,
    clock::{Bound, Deadline, Due, Pause, PauseKind, Timer, Unit},
    document::DocumentType,
    id::PartId,
    rulebook::{Confidence, Figure, OnExpiry, Quantity},
};

/// A period whose last day a paper of somebody else's sets, because no rule has a figure.
pub(super) fn set_by_paper(
    (timer, of): (Timer, Option<&PartId>),
    authority: Citation,
    (since, until): (Date, Date),
    paper: &str,
) -> Deadline {
    let days = since.until(until).map_or(0, |it| it.get_days());
    Deadline {
        timer,
        of: of.cloned(),
        bound: Bound::Agency,
        start: Moment::midnight(since),
        length: u32::try_from(days).unwrap_or(0),
        unit: Unit::CalendarDays,
        on_expiry: OnExpiry::Alert,
        rolls: false,
        stopped_by: BTreeSet::new(),
        extendable: None,
        extensions: vec![],
        authority,
        confidence: Confidence::OfficerStated,
        source: Some(paper.to_owned()),
        pauses: vec![],
        skipped: vec![],
        calendar: None,
        due: Due::Fixed { raw_date: until, due_date: until, rolled_because: None, at: None },
        without_late_entries: None,
    }
}

impl Case {
    /// A period that starts, under the rule of that day; as the officer states it where there is none.
    pub(super) fn start(
        &self,
        context: &Context<'_>,
        timer: Timer,
        of: Option<&PartId>,
        start: Moment,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let place = (start, self.division(context));
        let deadline = context.period(timer, place, &self.record.pauses)?;
        Ok(vec![Deadline { of: of.cloned(), ..deadline }])
    }

    /// A duty that starts where a rule of that day wants it: one that came with an instrument of its own,
    /// before which nobody owed it.
    pub(super) fn start_where_owed(
        &self,
        context: &Context<'_>,
        timer: Timer,
        of: Option<&PartId>,
        start: Moment,
    ) -> Vec<Deadline> {
        let division = self.division(context);
        let deadline = context.law.deadline(timer, start, division, &self.record.pauses);
        deadline.map(|it| Deadline { of: of.cloned(), ..it }).into_iter().collect()
    }

    /// The open deadlines that stand still from the act on because of `of`: until somebody records its
    /// end, or until `to`, where the law or the act itself knows it.
    pub(super) fn pausing(
        &self,
        context: &Context<'_>,
        (kind, to): (PauseKind, Option<Date>),
        of: &PartId,
    ) -> Vec<Deadline> {
        let (from, entered_late) = (context.occurred.day(), context.entered_late());
        let pause = Pause { kind, of: of.clone(), from, to, entered_late };
        let pauses: Vec<_> = self.record.pauses.iter().cloned().chain([pause]).collect();
        self.recounted(context, &pauses)
    }

    /// The open deadlines that run again from `to` on.
    pub(super) fn resuming(&self, context: &Context<'_>, of: &PartId, to: Date) -> Vec<Deadline> {
        let mut record = self.record.clone();
        record.end_pause(of, to);
        self.recounted(context, &record.pauses)
    }

    /// The case once a document has reached the party in this way: the periods that stood still for its
    /// announcement run again from that day on.
    pub(super) fn once_served(
        &self,
        service: &super::service::Service,
        document: DocumentType,
    ) -> Self {
        let mut case = self.clone();
        case.record.reached(document, service.served_on);
        case
    }

    /// The open deadlines that run again because a document that was announced has reached the party.
    pub(super) fn resuming_by(
        &self,
        context: &Context<'_>,
        service: &super::service::Service,
        document: DocumentType,
    ) -> Vec<Deadline> {
        self.recounted(context, &self.once_served(service, document).record.pauses)
    }

    /// A deadline that is made longer, where it is still open: by so many units, or by what its rule
    /// allows where nothing is said.
    pub(super) fn extending(
        &self,
        context: &Context<'_>,
        timer: Timer,
        of: Option<&PartId>,
        by: Option<u32>,
    ) -> Vec<Deadline> {
        let open = self.open_deadline(timer, of);
        let today = context.occurred.day();
        // More time for what runs only by a late entry rests on that one as well.
        let late =
            |it: &Deadline| context.entered_late().or_else(|| it.runs_by_a_late_entry(today));
        open.map(|it| it.extended(context.law, by, late(it))).into_iter().collect()
    }

    /// The deadline, where the act that it waits for has not taken place.
    pub(super) fn open_deadline(&self, timer: Timer, of: Option<&PartId>) -> Option<&Deadline> {
        let found = self.record.timers.get(&(timer, of.cloned()));
        found.filter(|it| it.settled.is_none()).map(|it| &it.deadline)
    }

    /// The period has not run out, so that it can still be made longer. Where it doesn't end on a day off,
    /// it runs to the day after (PR 80).
    pub(super) fn still_running(
        &self,
        timer: Timer,
        of: Option<&PartId>,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Some(open) = self.open_deadline(timer, of) else { return Ok(()) };
        let Some(last) = open.latest().filter(|it| *it < context.occurred.day()) else {
            return Ok(());
        };
        let refusal = Code::TooLate.refuse(
            format!("期限已于{last}届满，不能再延长"),
            format!("the period ended on {last} and can't be extended any more"),
        );
        let refusal = refusal.resting_on(open.confidences());
        let article = open.extendable.as_ref().map_or(&open.authority, |it| &it.authority);
        Err(vec![Rejection { citation: Some(article.clone()), ..refusal }])
    }

    /// Whoever says how long an extension is says a definite time (PR 55, 64), no longer than the rulebook lets
    /// one be.
    pub(super) fn definite(
        &self,
        days: u32,
        context: &Context<'_>,
        (what, instrument, article): (&str, &str, &str),
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        filled(&mut refusals, days == 0, "days", what, (instrument, article));
        let endless = self.longer_than_at_once(days, context).map(|most| {
            let (label, amount) = (Quantity::ExtensionMax.label(), most.amount);
            let message =
                format!("延长{days}日超过{label}（{amount}日），请确定合理的期限，必要时再次延长");
            let message_en = format!(
                "{days} days are more than one extension may have ({amount}); extend again where that is needed"
            );
            let refusal = Code::NotProvidedFor.refuse(message, message_en);
            refusal.under(instrument, article).resting_on([most.confidence]).at("days")
        });
        if let Some(endless) = endless {
            refusals.refuse(endless);
        }
        refusals.verdict()
    }

    /// The most that somebody may give at once who says how long, where so many days are more: what is definite
    /// stops no clock without end.
    pub(super) fn longer_than_at_once(
        &self,
        days: u32,
        context: &Context<'_>,
    ) -> Option<Figure<u32>> {
        let (of, day) = (Quantity::ExtensionMax, context.occurred.day());
        let most = context.law.quantity(of, day, self.division(context));
        most.filter(|it| it.amount < days)
    }

    fn recounted(&self, context: &Context<'_>, pauses: &[Pause]) -> Vec<Deadline> {
        let open = self.record.timers.values().filter(|it| it.settled.is_none());
        open.map(|it| (it, it.deadline.recounted(context.law, pauses)))
            .filter(|(before, after)| before.deadline != *after)
            .map(|(_, after)| after)
            .collect()
    }

    /// The division of the agency that handles the case, for provincial rows.
    pub(super) fn division<'a>(&self, context: &Context<'a>) -> &'a str {
        let day = context.occurred.day();
        if self.record.lead.is_some() {
            return self.handled_in(context.law, day);
        }
        let opener = context.actor.officer().map(|it| &it.agency);
        opener.map_or("", |it| context.law.agencies().place_of(it, day))
    }

    /// The same for whoever reads the case, on a day.
    pub(super) fn handled_in<'a>(&self, law: &'a Rulebook, on: Date) -> &'a str {
        let agency = self.record.lead.as_ref().map(|it| &it.agency);
        agency.map_or("", |it| law.agencies().place_of(it, on))
    }
}
