//! What is still owed, computed for a day: never an event a day (PR 72–75; APL 72).

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Deferred, Towards, settling::paid_down};
use crate::{
    Context, Fen, Moment, Rejection, Rulebook,
    case::{
        Case, Event, Main,
        decision::Decided,
        remedy::{Standing, StandingSanction},
        sanction::{Sanction, SanctionKind},
        state,
    },
    clock::{Arrears, Deadline, Standstill, Surcharge, Timer},
    id::PartId,
    rulebook::Confidence,
};

/// How a sanction that is paid stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Which sanction.
    pub sanction: PartId,
    /// What it does.
    pub kind: SanctionKind,
    /// How much counts: as it was imposed, or as it was altered since; nothing once it was revoked.
    pub amount: Fen,
    /// How much of that is paid.
    pub paid: Fen,
    /// How much of that is open.
    pub open: Fen,
    /// The last day to pay it, once the decision was served and the calendar of that year is loaded.
    pub due: Option<Date>,
    /// What it has grown by, where it is a fine paid too late and the decision warned of it.
    pub surcharge: Option<Surcharge>,
    /// How much of the surcharge is paid.
    pub surcharge_paid: Fen,
    /// How much of the surcharge is open.
    pub surcharge_open: Fen,
    /// How much was given back, of the surcharge too.
    pub refunded: Fen,
    /// How much was paid in excess of what counts, and is still to be given back (APL 74.3; ARL 72.2).
    pub refundable: Fen,
    /// The same of the surcharge.
    pub surcharge_refundable: Fen,
}

impl Case {
    /// What its decisions make the party pay, sanction by sanction, as it stands at the end of `on`: what counts of
    /// them on that day, and what was paid on what does not count any more.
    #[must_use]
    pub fn owed(&self, on: Date, law: &Rulebook) -> Vec<Owed> {
        self.owed_of(&self.standing(on), on, law)
    }

    /// The same at a moment of the day: what counts of them then.
    pub(super) fn owed_at(&self, at: Moment, law: &Rulebook) -> Vec<Owed> {
        self.owed_of(&self.standing_at(at), at.day(), law)
    }

    fn owed_of(&self, standing: &[Standing<'_>], on: Date, law: &Rulebook) -> Vec<Owed> {
        let sanctions =
            standing.iter().flat_map(|it| it.sanctions.iter().map(|of| (it.decided, of)));
        let paid = |it: &&(&Decided, &StandingSanction<'_>)| {
            let counts = it.1.counts().is_some_and(|counts| counts.kind.is_paid());
            counts || self.all_paid_on(&it.1.decided.id)
        };
        let sanctions: Vec<_> = sanctions.collect();
        sanctions.iter().filter(paid).map(|it| self.owed_for(*it, (on, law))).collect()
    }

    /// Something was paid on it, whenever it was.
    fn all_paid_on(&self, sanction: &PartId) -> bool {
        Towards::ALL.into_iter().any(|it| self.parts(sanction, it).next().is_some())
    }

    fn owed_for(
        &self,
        (decided, standing): (&Decided, &StandingSanction<'_>),
        (on, law): (Date, &Rulebook),
    ) -> Owed {
        let nothing = Sanction { amount: None, ..standing.decided.clone() };
        let sanction = standing.counts().unwrap_or(&nothing);
        let amount = sanction.amount.unwrap_or_default();
        let paid = self.paid_on(&sanction.id, Towards::Principal, on);
        let due = self.payable_until(&sanction.id);
        let grows =
            decided.surcharge_stated && sanction.kind == SanctionKind::Fine && amount > Fen::ZERO;
        let mut standstills = self.deferred_days(sanction);
        standstills.extend(self.days_of_remedies(&decided.id));
        let surcharge = due.filter(|_| grows).and_then(|due| {
            let paid = self.paid_down(sanction, Fen::ZERO);
            let division = self.handled_in(law, on);
            let arrears = Arrears { fine: amount, due, paid, division, standstills: &standstills };
            law.surcharge(&arrears, on)
        });
        let accrued = surcharge.as_ref().map_or(Fen::ZERO, |it| it.amount);
        let surcharge_paid = self.paid_on(&sanction.id, Towards::Surcharge, on);
        Owed {
            sanction: sanction.id.clone(),
            kind: sanction.kind,
            amount,
            paid,
            open: amount.less(paid),
            due,
            surcharge,
            surcharge_paid,
            surcharge_open: accrued.less(surcharge_paid),
            refunded: self.refunded_on(&sanction.id, on),
            refundable: paid.less(amount).less(self.refunded_of(
                &sanction.id,
                Towards::Principal,
                on,
            )),
            surcharge_refundable: surcharge_paid.less(accrued).less(self.refunded_of(
                &sanction.id,
                Towards::Surcharge,
                on,
            )),
        }
    }

    /// What was paid on a sanction in excess of what counts of it on a day, and was not given back: with the surcharge,
    /// where nothing counts any more.
    pub(in crate::case) fn paid_in_excess(
        &self,
        standing: &StandingSanction<'_>,
        on: Date,
    ) -> Option<Fen> {
        let id = &standing.decided.id;
        let left = |towards| self.paid_on(id, towards, on).less(self.refunded_of(id, towards, on));
        let counts = standing.counts().map(|it| it.amount.unwrap_or_default());
        let excess = match counts {
            Some(amount) => left(Towards::Principal).less(amount),
            None => Towards::ALL.into_iter().map(left).sum(),
        };
        (excess > Fen::ZERO).then_some(excess)
    }

    fn refunded_on(&self, sanction: &PartId, on: Date) -> Fen {
        Towards::ALL.into_iter().map(|it| self.refunded_of(sanction, it, on)).sum()
    }

    /// What was given back of what was paid on a sanction, by the end of a day.
    fn refunded_of(&self, sanction: &PartId, towards: Towards, on: Date) -> Fen {
        let refunds = self.record.refunded.iter().filter(|(day, _)| *day <= on);
        let parts = refunds.flat_map(|(_, it)| &it.parts);
        parts
            .filter(|it| it.sanction == *sanction && it.towards == towards)
            .map(|it| it.amount)
            .sum()
    }

    /// What has been paid on a sanction by the end of a day.
    fn paid_on(&self, sanction: &PartId, towards: Towards, on: Date) -> Fen {
        self.parts(sanction, towards).filter(|(day, _)| *day <= on).map(|(_, it)| it).sum()
    }

    fn parts(&self, sanction: &PartId, towards: Towards) -> impl Iterator<Item = (Date, Fen)> {
        let parts = self
            .record
            .payments
            .iter()
            .flat_map(|(at, it)| it.parts.iter().map(|part| (at.day(), part)));
        parts
            .filter(move |(_, it)| it.sanction == *sanction && it.towards == towards)
            .map(|(day, it)| (day, it.amount))
    }

    /// What is open of a sanction itself, whenever it was paid.
    pub(in crate::case) fn open_principal(&self, sanction: &Sanction) -> Fen {
        let paid = self.parts(&sanction.id, Towards::Principal).map(|(_, it)| it).sum();
        sanction.amount.unwrap_or_default().less(paid)
    }

    /// Something is open of a sanction itself at the end of a day.
    pub(in crate::case) fn is_open_on(&self, sanction: &Sanction, on: Date) -> bool {
        let paid = self.paid_on(&sanction.id, Towards::Principal, on);
        sanction.amount.unwrap_or_default() > paid
    }

    /// What was paid towards the surcharge of a sanction, whenever it was.
    pub(super) fn surcharge_paid(&self, sanction: &PartId) -> Fen {
        self.parts(sanction, Towards::Surcharge).map(|(_, it)| it).sum()
    }

    /// The last day to pay a sanction, as the law counts it from service on. Unknown while the calendar is
    /// not loaded: nothing grows from a day that may be off.
    fn payable_until(&self, part: &PartId) -> Option<Date> {
        let timed = self.record.timers.get(&(Timer::PayFine, Some(part.clone())))?;
        timed.deadline.due_date()
    }

    /// How sure the figures are that its surcharge is counted by: the rate and the cap, and the time to pay.
    pub(in crate::case) fn sure_of_surcharge(
        &self,
        owed: &Owed,
    ) -> impl Iterator<Item = Confidence> {
        let timed = self.record.timers.get(&(Timer::PayFine, Some(owed.sanction.clone())));
        let rate = owed.surcharge.as_ref().map(|it| it.confidence);
        rate.into_iter().chain(timed.into_iter().flat_map(|it| it.deadline.confidences()))
    }

    /// The day on which no more than `left` of it was open, by what counts of it.
    fn paid_down(&self, sanction: &Sanction, left: Fen) -> Option<Date> {
        let counts = sanction.amount.unwrap_or_default();
        if counts <= left {
            return Some(Date::MIN);
        }
        let by = paid_down(&self.payments_on(&sanction.id), left, |_| counts);
        by.map(|it| it.at.day())
    }

    /// From the approval of a deferral on nothing accrues but while an instalment that was missed is not
    /// made good (PR 74, 75); from that of a later one on, its own instalments count.
    fn deferred_days(&self, sanction: &Sanction) -> Vec<Standstill> {
        let deferrals = self.record.deferrals.iter().filter(|(_, it)| it.sanction == sanction.id);
        let deferrals: Vec<_> = deferrals.collect();
        let mut kept = vec![];
        for (n, (from, deferral)) in deferrals.iter().enumerate() {
            let next = deferrals.get(n + 1).map(|(next, _)| *next);
            let days = self.kept_days(sanction, *from, deferral).into_iter();
            kept.extend(days.filter_map(|it| it.until(next)));
        }
        kept
    }

    /// From the approval to the last day of the first instalment that was missed; from the day after it
    /// was made good to the last day of the next.
    fn kept_days(&self, sanction: &Sanction, from: Date, deferral: &Deferred) -> Vec<Standstill> {
        let mut kept = vec![];
        let mut from = Some(from);
        for (n, instalment) in deferral.instalments.iter().enumerate() {
            let (Some(first), Some(last)) = (from, self.payable_until(&instalment.id)) else {
                continue;
            };
            let paid = self.paid_down(sanction, deferral.left_after(n));
            if paid.is_some_and(|it| it <= last) {
                continue;
            }
            kept.push(Standstill { from: first, to: last.tomorrow().ok() });
            from = paid.and_then(|it| it.tomorrow().ok()).map(|it| it.max(first));
        }
        kept.extend(from.map(|from| Standstill { from, to: None }));
        kept
    }

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
        let standing = self.standing(on).into_iter().find(|it| it.decided.id == *decision)?;
        let owed = self.owed(on, law);
        let grown =
            |id: &PartId| owed.iter().any(|it| it.sanction == *id && it.surcharge_open > Fen::ZERO);
        let served = self.record.services.iter().find(|it| it.decision == *decision);
        let days = standing.counting().map(|it| match it.kind {
            SanctionKind::Warning => served.map(|it| it.service.served_on),
            kind if kind.is_paid() => self.paid_whole_on(it).filter(|_| !grown(&it.id)),
            _ => self.record.carried_out_at(&it.id).map(Moment::day),
        });
        days.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// The day of the last payment on a sanction, where nothing of it is open.
    fn paid_whole_on(&self, sanction: &Sanction) -> Option<Date> {
        if self.open_principal(sanction) > Fen::ZERO {
            return None;
        }
        let paid = Towards::ALL.into_iter().flat_map(|it| self.parts(&sanction.id, it));
        paid.map(|(day, _)| day).max()
    }

    /// The decision that imposed a sanction is performed, whatever has become of it since.
    pub(super) fn performs(&self, sanction: &PartId) -> Result<(), Vec<Rejection>> {
        let imposing = self.imposing(sanction);
        let then = imposing.map_or(Cow::Borrowed(self), |(_, it)| self.as_decided_by(&it.id));
        then.stands_at(&[Main::PenaltyDecided])
    }

    /// Since when a sanction binds the party: since it was decided, and its decision has reached the party.
    pub(super) fn binding_since(&self, sanction: &PartId) -> Option<Moment> {
        let (decided, _) = self.imposing(sanction)?;
        Some(*decided).max(self.reached_the_party(sanction))
    }

    /// When the decision that imposed a sanction reached the party: the start of the day on which it counts as served.
    fn reached_the_party(&self, sanction: &PartId) -> Option<Moment> {
        let (_, of) = self.imposing(sanction)?;
        let served = self.record.services.iter().find(|it| it.decision == of.id);
        served.map(|it| Moment::midnight(it.service.served_on))
    }

    /// A decision has reached the party, as far as is recorded.
    pub(in crate::case) fn is_served(&self, decision: &PartId) -> bool {
        self.record.services.iter().any(|it| it.decision == *decision)
    }

    /// A decision is to reach the party still, as far as is recorded: what has wholly fallen is not served any more.
    pub(in crate::case) fn awaits_service(&self, decision: &PartId) -> bool {
        let fallen = self.record.last.is_some_and(|it| self.has_fallen(decision, it.day()));
        !fallen && !self.is_served(decision)
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
        let redone = self.record.redone_since;
        let runs =
            self.record.timers.get(&(Timer::CloseForm, None)).is_some_and(|it| {
                it.settled.map_or(it.deadline.start <= from, |at| Some(at) > redone)
            });
        let now = self.record.last.map_or(context.occurred, |it| it.max(context.occurred));
        if runs || !self.is_performed(now.day()) {
            return Ok(vec![]);
        }
        self.start(context, Timer::CloseForm, None, from)
    }

    /// Since when nothing is left to be performed of what its decisions ordered, where that is so: all was decided and
    /// served, and each sanction paid, carried out, or changed so that nothing of it counts.
    fn nothing_left_since(&self) -> Option<Moment> {
        let decisions = self.record.decisions.iter();
        let services = self.record.services.iter().map(|it| it.service.served_on);
        let done = decisions.clone().flat_map(|(_, of)| &of.sanctions);
        let done = done.filter_map(|it| self.performed_or_changed(it));
        done.chain(decisions.map(|(at, _)| *at)).chain(services.map(Moment::midnight)).max()
    }

    /// What is paid: once nothing of it is open; what else is to be done: once it is, or need not be any more.
    fn performed_or_changed(&self, sanction: &Sanction) -> Option<Moment> {
        if sanction.kind.is_paid() {
            let by = self.paid_or_changed(&sanction.id, Fen::ZERO)?;
            return Some(by.from()).max(self.record.carried_out_at(&sanction.id));
        }
        let changes = self.changes_on(&sanction.id).into_iter();
        let fell = changes.filter(|it| self.sanction_at(&sanction.id, it.at).is_none());
        let done = match sanction.kind {
            SanctionKind::Warning => self.reached_the_party(&sanction.id),
            _ => self.record.carried_out_at(&sanction.id),
        };
        let done = done.into_iter();
        done.chain(fell.map(|it| it.from())).min()
    }
}
