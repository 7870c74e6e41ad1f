//! What is to be performed again, where a later act has restored a sanction, raised it or made it one of another kind: its
//! time to pay runs on, or that of what came on top begins, and there is nothing to close for now (PR 72, 77; APL 67).

use jiff::civil::Date;

use super::{Settled, settling::Portioned};
use crate::{
    Context, Moment, Rejection,
    case::{
        Case, Facets,
        sanction::{Sanction, SanctionKind},
    },
    clock::{Deadline, Timer},
    id::PartId,
    rulebook::OnExpiry,
};

/// What is to be performed again because of an act.
#[derive(Default)]
pub(in crate::case) struct Again {
    /// There is nothing to close for now, though there was, or was not meanwhile: the time to close that runs is over.
    pub unfinished: bool,
    /// The sanctions, or the instalments of a sanction, that are to be paid again.
    pub reopened: Vec<PartId>,
    /// The sanctions in whose place instalments are owed again.
    pub settled: Vec<Settled>,
    /// The time to pay what nobody had to pay before; the closing form.
    pub deadlines: Vec<Deadline>,
}

impl Case {
    /// The time to pay a sanction, from service on or from when it became one that is paid (PR 72).
    pub(in crate::case) fn time_to_pay(
        &self,
        context: &Context<'_>,
        (sanction, from): (&Sanction, Moment),
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let mut deadlines = self.start(context, Timer::PayFine, Some(&sanction.id), from)?;
        // What is confiscated bears no surcharge (PR 75).
        for it in deadlines.iter_mut().filter(|_| sanction.kind != SanctionKind::Fine) {
            it.on_expiry = OnExpiry::Alert;
        }
        Ok(deadlines)
    }

    /// What of the sanctions that count is to be performed again, or was meanwhile, in a case that knows of the act; and the
    /// time to close, where nothing is left of what is not decided anew.
    pub(in crate::case) fn again(
        &self,
        context: &Context<'_>,
        redo: bool,
    ) -> Result<Again, Vec<Rejection>> {
        let on = self.latest(context).day();
        let in_force = self.sanctions_in_force(on).into_iter().map(|(_, it)| it);
        let reopened: Vec<_> = in_force.flat_map(|it| self.paid_before(it, on)).collect();
        let mut settled = self.settled_parts();
        settled.retain(|it| reopened.contains(&it.part));
        let by_instalments = self.unperformed(on).into_iter();
        let by_instalments = by_instalments.filter(|it| self.is_by_instalments(it, on));
        settled.extend(by_instalments.filter_map(|it| self.stood_for(it)));
        let unfinished = self.is_unfinished(on);
        let mut deadlines = self.to_pay_since_changed(context)?;
        if !redo {
            let mut now = self.clone();
            let over = Facets::under(&[]).reopening(&[], unfinished);
            now.record.move_deadlines(&over, context.occurred);
            deadlines.extend(now.to_close_now(context)?);
        }
        Ok(Again { unfinished, reopened, settled, deadlines })
    }

    /// The parts of a sanction that somebody had paid, or had not to pay any more, and of which something is open, or was
    /// since: of one that was deferred, the last instalments.
    fn paid_before(&self, sanction: &Sanction, on: Date) -> Vec<PartId> {
        let deferral = self.deferral_of(sanction).into_iter();
        let instalments = deferral.flat_map(|(approved, it)| it.portioned(*approved));
        let whole = (&sanction.id, Portioned::WHOLE);
        let whole = Some(whole).filter(|_| !self.is_by_instalments(sanction, on));
        let parts = instalments.chain(whole);
        let again = |(part, of): &(&PartId, Portioned)| {
            let timed = self.record.timers.get(&(Timer::PayFine, Some((*part).clone())));
            let Some(before) = timed.and_then(|it| it.settled) else { return false };
            self.paid_or_changed(&sanction.id, *of).is_none_or(|by| before < by.at)
        };
        parts.filter(again).map(|(it, _)| it.clone()).collect()
    }

    /// A sanction that was paid in instalments and is not any more: as of their approval they stand in its place.
    fn stood_for(&self, sanction: &Sanction) -> Option<Settled> {
        let (approved, _) = self.deferral_of(sanction)?;
        let timed = self.record.timers.get(&(Timer::PayFine, Some(sanction.id.clone())))?;
        let since = Moment::midnight(*approved);
        let met = timed.settled.is_some() && !timed.replaced;
        let part = sanction.id.clone();
        met.then_some(Settled { part, right: None, since, met: false, rests_on: None })
    }

    /// The last deferral of a sanction, and the day of its approval.
    pub(super) fn deferral_of(&self, sanction: &Sanction) -> Option<&(Date, super::Deferred)> {
        self.record.deferrals.iter().rfind(|(_, it)| it.sanction == sanction.id)
    }
}
