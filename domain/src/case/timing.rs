//! How acts move the deadlines of a case. Whatever starts, pauses, resumes or extends a clock carries
//! all the deadlines that result.

use super::Case;
use crate::{
    Code, Context, Moment, Rejection,
    clock::{Deadline, Due, Pause, PauseKind, Timer},
    division::Division,
    id::PartId,
};

/// The last day of a period as it binds: the rolled one, where it rolls. Unknown while it stands
/// still, or where it is counted in working days of a year whose calendar isn't loaded.
pub(super) fn last_day(deadline: &Deadline) -> Option<jiff::civil::Date> {
    match deadline.due {
        Due::Fixed { due_date, .. } => Some(due_date),
        Due::Undetermined { raw_date, .. } => raw_date,
        Due::Paused { .. } => None,
    }
}

impl Case {
    /// A period that starts, under the rule of that day; nothing where no rule sets one.
    pub(super) fn start(
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

    /// The open deadlines that stand still from `from` on because of `of`.
    pub(super) fn pausing(
        &self,
        context: &Context<'_>,
        kind: PauseKind,
        of: &PartId,
    ) -> Vec<Deadline> {
        let from = context.occurred.day();
        let pause = Pause { kind, of: of.clone(), from, to: None };
        let pauses: Vec<_> = self.record.pauses.iter().cloned().chain([pause]).collect();
        self.recounted(context, &pauses)
    }

    /// The open deadlines that run again from `to` on.
    pub(super) fn resuming(
        &self,
        context: &Context<'_>,
        of: &PartId,
        to: jiff::civil::Date,
    ) -> Vec<Deadline> {
        let ended = |pause: &Pause| match pause.to {
            None if pause.of == *of => Pause { to: Some(to), ..pause.clone() },
            _ => pause.clone(),
        };
        let pauses: Vec<_> = self.record.pauses.iter().map(ended).collect();
        self.recounted(context, &pauses)
    }

    /// The case once a document that was announced counts as served: the periods that stood still for
    /// the announcement run again from that day on.
    pub(super) fn once_served(&self, service: &super::service::Service) -> Self {
        let mut case = self.clone();
        case.record.end_pause(service.announcement.as_ref(), service.served_on);
        case
    }

    /// The open deadlines that run again because a document that was announced counts as served.
    pub(super) fn resuming_by(
        &self,
        context: &Context<'_>,
        service: &super::service::Service,
    ) -> Vec<Deadline> {
        let announced = service.announcement.as_ref();
        announced.map_or_else(Vec::new, |it| self.resuming(context, it, service.served_on))
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
        open.map(|it| it.extended(context.law, by)).into_iter().collect()
    }

    /// The deadline, where the act that it waits for has not taken place.
    pub(super) fn open_deadline(&self, timer: Timer, of: Option<&PartId>) -> Option<&Deadline> {
        let found = self.record.timers.get(&(timer, of.cloned()));
        found.filter(|it| it.settled.is_none()).map(|it| &it.deadline)
    }

    /// The period has not run out, so that it can still be made longer.
    pub(super) fn still_running(
        &self,
        timer: Timer,
        of: Option<&PartId>,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let last = self.open_deadline(timer, of).and_then(Deadline::raw_date);
        match last {
            Some(last) if last < context.occurred.day() => Err(vec![Code::TooLate.refuse(
                format!("期限已于{last}届满，不能再延长"),
                format!("the period ended on {last} and can't be extended any more"),
            )]),
            _ => Ok(()),
        }
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
        let agency = self.record.lead.as_ref().map(|it| &it.agency);
        let agency = agency.or_else(|| context.actor.officer().map(|it| &it.agency));
        let agencies = context.law.agencies();
        let division = agency.and_then(|it| agencies.division_of(it, context.occurred.day()));
        division.map_or("", Division::as_str)
    }
}
