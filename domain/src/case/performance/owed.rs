//! What is still owed, computed for a day: never an event a day (PR 72–75; APL 72).

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    Deferred, Towards,
    asked::{Asked, sum},
    settling::paid_down,
};
use crate::{
    Fen, Moment, Rejection, Rulebook,
    case::{
        Case, Main,
        decision::Decided,
        remedy::{Standing, StandingSanction},
        sanction::{Sanction, SanctionKind},
    },
    clock::{Standstill, Surcharge, Timer},
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
    /// How much was paid on it, what was given back since too.
    pub paid: Fen,
    /// How much of what counts is open.
    pub open: Fen,
    /// The last day to pay it, once the decision was served and the calendar of that year is loaded.
    pub due: Option<Date>,
    /// The year whose calendar is missing, where the last day to pay it, or an instalment of it, waits for that: until it is
    /// loaded, the surcharge is what has grown at the least.
    pub waits_for: Option<i16>,
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

impl Owed {
    /// The surcharge may be more than this, once the calendar that it waits for is loaded.
    #[must_use]
    pub fn is_the_least(&self) -> bool {
        self.waits_for.is_some() && self.surcharge.as_ref().is_some_and(|it| !it.capped)
    }
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
        let amount = sanction.payable();
        let paid = self.paid_on(&sanction.id, Towards::Principal, on);
        let kept = paid.less(self.refunded_of(&sanction.id, Towards::Principal, on));
        let parts = self.asked(sanction, on);
        let grows =
            decided.surcharge_stated && sanction.kind == SanctionKind::Fine && amount > Fen::ZERO;
        let surcharge = Some(&parts[..]).filter(|_| grows);
        let surcharge = surcharge
            .and_then(|parts| self.surcharge_on((sanction, &decided.id), parts, (on, law)));
        let accrued = surcharge.as_ref().map_or(Fen::ZERO, |it| it.amount);
        let surcharge_paid = self.paid_on(&sanction.id, Towards::Surcharge, on);
        let surcharge_back = self.refunded_of(&sanction.id, Towards::Surcharge, on);
        let surcharge_kept = surcharge_paid.less(surcharge_back);
        Owed {
            sanction: sanction.id.clone(),
            kind: sanction.kind,
            amount,
            paid,
            open: amount.less(kept),
            due: self.due_of((sanction, &parts), kept, (on, law)),
            waits_for: self.waits_for((sanction, &parts), (on, law)),
            surcharge,
            surcharge_paid,
            surcharge_open: accrued.less(surcharge_kept),
            refunded: self.refunded_on(&sanction.id, on),
            refundable: kept.less(amount),
            surcharge_refundable: surcharge_kept.less(accrued),
        }
    }

    fn refunded_on(&self, sanction: &PartId, on: Date) -> Fen {
        Towards::ALL.into_iter().map(|it| self.refunded_of(sanction, it, on)).sum()
    }

    /// What was given back of what was paid on a sanction, by the end of a day.
    fn refunded_of(&self, sanction: &PartId, towards: Towards, on: Date) -> Fen {
        let refunds = self.record.refunded.iter().filter(|(at, _)| at.day() <= on);
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

    pub(super) fn parts(
        &self,
        sanction: &PartId,
        towards: Towards,
    ) -> impl Iterator<Item = (Date, Fen)> {
        let parts = self
            .record
            .payments
            .iter()
            .flat_map(|(at, it)| it.parts.iter().map(|part| (at.day(), part)));
        parts
            .filter(move |(_, it)| it.sanction == *sanction && it.towards == towards)
            .map(|(day, it)| (day, it.amount))
    }

    /// What was paid on a sanction itself and not given back, whenever that was.
    pub(super) fn kept(&self, sanction: &PartId) -> Fen {
        let acts = self.payments_on(sanction);
        acts.iter().fold(Fen::ZERO, |paid, it| it.adds_to(paid))
    }

    /// What is open of a sanction itself, whenever it was paid.
    pub(in crate::case) fn open_principal(&self, sanction: &Sanction) -> Fen {
        sanction.payable().less(self.kept(&sanction.id))
    }

    /// Something is open of a sanction itself at the end of a day.
    pub(in crate::case) fn is_open_on(&self, sanction: &Sanction, on: Date) -> bool {
        let by_then = self.payments_on(&sanction.id).into_iter().filter(|it| it.at.day() <= on);
        sanction.payable() > by_then.fold(Fen::ZERO, |paid, it| it.adds_to(paid))
    }

    /// What was paid towards the surcharge of a sanction and not given back, whenever that was.
    pub(super) fn surcharge_paid(&self, sanction: &PartId) -> Fen {
        let paid: Fen = self.parts(sanction, Towards::Surcharge).map(|(_, it)| it).sum();
        paid.less(self.refunded_of(sanction, Towards::Surcharge, Date::MAX))
    }

    /// The last day to pay a sanction, as the law counts it from service on or, while the calendar is not loaded, the
    /// last that this can be.
    pub(super) fn payable_until(&self, part: &PartId) -> Option<Date> {
        let timed = self.record.timers.get(&(Timer::PayFine, Some(part.clone())))?;
        timed.deadline.latest()
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

    /// The day since which no more than `left` was open of so much of a sanction.
    pub(super) fn paid_down(&self, sanction: &PartId, of: Fen, left: Fen) -> Option<Date> {
        if of <= left {
            return Some(Date::MIN);
        }
        let payments = self.payments_on(sanction).into_iter().map(|it| (it, of));
        paid_down(payments, left).map(|it| it.at.day())
    }

    /// From the approval of a deferral on nothing accrues on the parts that were asked for then, but while an instalment
    /// that was missed is not made good (PR 74, 75); from that of a later one on, its own instalments count.
    pub(super) fn deferred_days(
        &self,
        sanction: &Sanction,
        (parts, part): (&[Asked], Asked),
    ) -> Vec<Standstill> {
        let deferrals = self.record.deferrals.iter().filter(|(_, it)| it.sanction == sanction.id);
        let deferrals: Vec<_> = deferrals.collect();
        let mut kept = vec![];
        for (n, (from, deferral)) in deferrals.iter().enumerate() {
            if !part.is_of(*from) {
                continue;
            }
            let then: Vec<_> = parts.iter().filter(|it| it.is_of(*from)).copied().collect();
            let next = deferrals.get(n + 1).map(|(next, _)| *next);
            let days = self.kept_days((&sanction.id, sum(&then)), *from, deferral).into_iter();
            kept.extend(days.filter_map(|it| it.until(next)));
        }
        kept
    }

    /// From the approval to the last day of the first instalment that was missed; from the day after it
    /// was made good to the last day of the next.
    fn kept_days(
        &self,
        (sanction, asked): (&PartId, Fen),
        from: Date,
        deferral: &Deferred,
    ) -> Vec<Standstill> {
        let mut kept = vec![];
        let mut from = Some(from);
        for (n, instalment) in deferral.instalments.iter().enumerate() {
            let (Some(first), Some(last)) = (from, self.payable_until(&instalment.id)) else {
                continue;
            };
            let paid = self.paid_down(sanction, asked, deferral.left_after(n));
            if paid.is_some_and(|it| it <= last) {
                continue;
            }
            kept.push(Standstill { from: first, to: last.tomorrow().ok() });
            from = paid.and_then(|it| it.tomorrow().ok()).map(|it| it.max(first));
        }
        kept.extend(from.map(|from| Standstill { from, to: None }));
        kept
    }

    /// The decision that imposed a sanction is performed, whatever has become of it since; also once the case is closed,
    /// where something of it is left again.
    pub(super) fn performs(&self, sanction: &PartId) -> Result<(), Vec<Rejection>> {
        let imposing = self.imposing(sanction);
        let then = imposing.map_or(Cow::Borrowed(self), |(_, it)| self.as_decided_by(&it.id));
        let stages = [Main::PenaltyDecided, Main::Closed, Main::Archived];
        let left = self
            .record
            .last
            .is_some_and(|it| self.unperformed(it.day()).iter().any(|left| left.id == *sanction));
        then.stands_at(if left { &stages } else { &stages[..1] })
    }

    /// Since when a sanction binds the party: since it was decided, and its decision has reached the party.
    pub(super) fn binding_since(&self, sanction: &PartId) -> Option<Moment> {
        let (decided, _) = self.imposing(sanction)?;
        Some(*decided).max(self.reached_the_party(sanction))
    }

    /// When the decision that imposed a sanction reached the party: the start of the day on which it counts as served.
    pub(super) fn reached_the_party(&self, sanction: &PartId) -> Option<Moment> {
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
}
