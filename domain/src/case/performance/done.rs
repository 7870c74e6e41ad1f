//! What is left to be performed of what a case's decisions order, since when nothing is, and the closing form's time, which
//! runs from then on (PR 71, 77).

use jiff::civil::Date;

use super::Towards;
use crate::{
    Context, Fen, Moment, Rejection, Rulebook,
    case::{
        Case, Event, Main,
        decision::Decided,
        sanction::{Sanction, SanctionKind},
        state,
    },
    clock::Deadline,
    id::PartId,
};

impl Case {
    /// The sanctions that count on that day and are not performed: not paid, or not carried out. A warning is
    /// performed by its service.
    pub(in crate::case) fn unperformed(&self, on: Date) -> Vec<&Sanction> {
        let in_force = self.sanctions_in_force(on).into_iter();
        let open = |(decided, it): &(&Decided, &Sanction)| match it.kind {
            SanctionKind::Warning => !self.is_served(&decided.id),
            kind if kind.is_paid() => self.open_principal(it) > Fen::ZERO,
            _ => self.record.carried_out_at(&it.id).is_none(),
        };
        in_force.filter(open).map(|(_, it)| it).collect()
    }

    /// The decision was served, or has wholly fallen before it was, and nothing that counts on that day is left to be performed (PR 77.1(1)).
    #[must_use]
    pub fn is_performed(&self, on: Date) -> bool {
        self.main == Main::PenaltyDecided
            && self.record.decisions.last().is_some_and(|(_, it)| !self.awaits_service(&it.id))
            && self.unperformed(on).is_empty()
    }

    /// On which day all that a decision orders, as it counts on a day, had been performed: paid with what it had grown
    /// by, carried out, a warning served. Nothing where something is left, and where nothing counts any more.
    #[must_use]
    pub fn performed_on(&self, decision: &PartId, on: Date, law: &Rulebook) -> Option<Date> {
        let standing = self.standing_of(decision, on)?;
        let owed = self.owed(on, law);
        let grown =
            |id: &PartId| owed.iter().any(|it| it.sanction == *id && it.surcharge_open > Fen::ZERO);
        let paid = |id| self.parts(id, Towards::Surcharge).map(|(day, _)| day).max();
        let days = standing.counting().map(|it| {
            let done = self.done_since(&it.id).filter(|_| !grown(&it.id))?;
            Some(paid(&it.id).map_or(done.day(), |paid| paid.max(done.day())))
        });
        days.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// The closing form's time, where `event` leaves nothing to be performed (PR 77).
    pub(in crate::case) fn to_close_after(
        &self,
        event: &Event,
        context: &Context<'_>,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        state::evolve(self.clone(), event, context.occurred).to_close_now(context)
    }

    /// The same in a case that knows of the event, from when on nothing was left, whatever was entered last. What was
    /// closed before it was decided anew is closed anew.
    pub(in crate::case) fn to_close_now(
        &self,
        context: &Context<'_>,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let from = self.nothing_left_since().unwrap_or(context.occurred);
        let runs = self.closing_since().is_some_and(|it| it <= from);
        if runs || !self.is_performed(self.latest(context).day()) {
            return Ok(vec![]);
        }
        self.time_to_close(context, from)
    }

    /// Something is left on that day, or was left after the time to close began that runs: that one is over.
    pub(super) fn is_unfinished(&self, on: Date) -> bool {
        let Some(runs) = self.closing_since() else { return false };
        let again = self.nothing_left_since().is_some_and(|since| runs < since);
        again || !self.unperformed(on).is_empty()
    }

    /// The time of an act, or of the last one on record where that is later.
    pub(super) fn latest(&self, context: &Context<'_>) -> Moment {
        self.record.last.map_or(context.occurred, |it| it.max(context.occurred))
    }

    /// Since when nothing is left to be performed of what its decisions ordered, where that is so: all was decided, and
    /// served or fallen before it was, and each sanction performed, or changed so that nothing of it is left.
    fn nothing_left_since(&self) -> Option<Moment> {
        let decisions = self.record.decisions.iter();
        let services = self.record.services.iter().map(|it| it.service.served_on);
        let done = decisions.clone().flat_map(|(_, of)| &of.sanctions);
        let done = done.filter_map(|it| self.done_since(&it.id));
        // What never reached the party is nobody's to serve since it has wholly fallen.
        let unserved = decisions.clone().filter(|(_, it)| !self.is_served(&it.id));
        let unserved = unserved.flat_map(|(_, of)| &of.sanctions);
        let last = self.record.last?.day();
        let fell = unserved.flat_map(|it| self.changes_on(&it.id, last)).map(|it| it.from());
        let reached = services.map(Moment::midnight).chain(fell);
        done.chain(decisions.map(|(at, _)| *at)).chain(reached).max()
    }

    /// The moment since which nothing of a sanction is left to be performed, by what counts of it each time.
    fn done_since(&self, sanction: &PartId) -> Option<Moment> {
        let mut acts: Vec<_> = self.acts_on(sanction).iter().map(|it| (it.at, it.from())).collect();
        let served = self.reached_the_party(sanction).into_iter();
        let done = served.chain(self.record.carried_out_at(sanction));
        acts.extend(done.map(|at| (at, at)));
        acts.sort_by_key(|(at, _)| *at);
        let since = acts.iter().rev().take_while(|(at, _)| !self.is_left_at(sanction, *at));
        since.last().map(|(_, from)| *from)
    }

    /// Something of a sanction is left to be performed at a moment: a warning is performed by its service.
    pub(in crate::case) fn is_left_at(&self, sanction: &PartId, at: Moment) -> bool {
        let by_then = |it: Option<Moment>| it.is_some_and(|done| done <= at);
        self.sanction_at(sanction, at).is_some_and(|counts| match counts.kind {
            SanctionKind::Warning => !by_then(self.reached_the_party(sanction)),
            kind if kind.is_paid() => {
                let payments = self.payments_on(sanction).into_iter().filter(|it| it.at <= at);
                counts.payable() > payments.fold(Fen::ZERO, |paid, it| it.adds_to(paid))
            }
            _ => !by_then(self.record.carried_out_at(sanction)),
        })
    }
}
