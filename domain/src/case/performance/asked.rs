//! Since when what is paid is asked for, part by part: what was decided, from service on; what came on top of it by a later
//! act, or was restored after it had been given back, from that act on (PR 72; ARL 63.2, 72.2).

use jiff::civil::Date;

use super::Change;
use crate::{
    Context, Fen, Moment, Rejection, Rulebook,
    case::{Case, sanction::Sanction},
    clock::{Arrears, Deadline, Surcharge, Timer},
    id::PartId,
};

/// A part of what is paid on a sanction, with a time to pay of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// Since which act; nothing of what is asked for since service.
    pub since: Option<Moment>,
    /// How much.
    pub amount: Fen,
}

impl Asked {
    /// It was asked for by the end of that day.
    pub(super) fn is_of(self, day: Date) -> bool {
        self.since.is_none_or(|it| it.day() <= day)
    }

    /// The time to pay that is recorded is its own, and that of no other of these parts.
    fn is_timed_by(self, recorded: &Deadline, parts: &[Self]) -> bool {
        let start = Some(recorded.start);
        self.since == start || self.since.is_none() && parts.iter().all(|it| it.since != start)
    }
}

/// What these parts come to.
pub(super) fn sum(parts: &[Asked]) -> Fen {
    parts.iter().map(|it| it.amount).sum()
}

/// The first of these parts that come to so much.
fn up_to(parts: &[Asked], most: Fen) -> Vec<Asked> {
    let mut left = most;
    let cut = parts.iter().map(|it| {
        let amount = it.amount.min(left);
        left = left.less(amount);
        Asked { amount, ..*it }
    });
    cut.collect()
}

/// What was asked for after each of these acts, with what counts after it: what was lowered and counts again keeps its day,
/// what was given back does not. Until the decision was served, nothing is asked for but what counts then.
pub(super) fn asked_after(
    decided: Fen,
    acts: &[(Change, Fen)],
    served_on: Option<Date>,
) -> Vec<Vec<Asked>> {
    let (mut parts, mut paid) = (vec![Asked { since: None, amount: decided }], Fen::ZERO);
    let after = acts.iter().map(|(act, counts)| {
        let unpaid = sum(&parts).less(paid);
        paid = act.adds_to(paid);
        if act.refunded > Fen::ZERO {
            parts = up_to(&parts, paid.plus(unpaid).max(*counts));
        } else if act.paid.is_none() {
            if served_on.is_none_or(|it| act.at.day() <= it) {
                parts = vec![Asked { since: None, amount: *counts }];
            }
            let amount = counts.less(sum(&parts));
            let more = Asked { since: Some(act.from()), amount };
            parts.extend(Some(more).filter(|it| it.amount > Fen::ZERO));
        }
        parts.clone()
    });
    after.collect()
}

impl Case {
    /// What is asked for of a sanction as it counts at the end of a day, part by part.
    pub(super) fn asked(&self, sanction: &Sanction, on: Date) -> Vec<Asked> {
        let decided = self.decided_amount(&sanction.id);
        let acts = self.acts_with_what_counts(&sanction.id, on);
        let last =
            asked_after(decided, &acts, self.reached_the_party(&sanction.id).map(Moment::day))
                .pop();
        let parts = last.unwrap_or_else(|| vec![Asked { since: None, amount: decided }]);
        up_to(&parts, sanction.payable())
    }

    /// The first of these parts of which something is open once so much was paid.
    fn first_open(parts: &[Asked], paid: Fen) -> Option<Asked> {
        let mut asked = Fen::ZERO;
        let mut parts = parts.iter();
        let open = parts.find(|it| {
            asked = asked.plus(it.amount);
            asked > paid
        });
        open.copied()
    }

    /// The part of a sanction that is to be paid next, of what counts on a day and whenever it was paid.
    pub(super) fn next_to_pay(&self, sanction: &Sanction, on: Date) -> Option<Asked> {
        Self::first_open(&self.asked(sanction, on), self.kept(&sanction.id))
    }

    /// Whether the instalments of the last deferral stand in place of the sanction: nothing else of it is open.
    pub(super) fn is_by_instalments(&self, sanction: &Sanction, on: Date) -> bool {
        let next = self.next_to_pay(sanction, on);
        let covers = |approved| next.is_none_or(|it| it.is_of(approved));
        self.deferral_of(sanction).is_some_and(|(approved, _)| covers(*approved))
    }

    /// The time to pay what is asked for next, where it is another one than that which ran: of what came on top, or is to
    /// be paid again after it was given back, from what asks for it on.
    pub(in crate::case) fn to_pay_since_changed(
        &self,
        context: &Context<'_>,
    ) -> Result<Vec<Deadline>, Vec<Rejection>> {
        let on = self.latest(context).day();
        let mut deadlines = vec![];
        for (decided, sanction) in self.sanctions_in_force(on) {
            let waits = self.is_served(&decided.id) && !self.is_by_instalments(sanction, on);
            let Some(next) = self.next_to_pay(sanction, on).filter(|_| waits) else { continue };
            let Some(start) = self.asked_from(&sanction.id, next) else { continue };
            let timed = self.record.timers.get(&(Timer::PayFine, Some(sanction.id.clone())));
            let parts = self.asked(sanction, on);
            if timed.is_none_or(|it| !next.is_timed_by(&it.deadline, &parts)) {
                deadlines.extend(self.time_to_pay(context, (sanction, start))?);
            }
        }
        Ok(deadlines)
    }

    /// From when on the time to pay a part runs, once the decision has reached the party.
    fn asked_from(&self, sanction: &PartId, part: Asked) -> Option<Moment> {
        let reached = self.reached_the_party(sanction)?;
        Some(part.since.map_or(reached, |it| it.max(reached)))
    }

    /// The time to pay one of these parts: as it is recorded, or as the law counts it where another one has come in its
    /// place.
    fn time_of(
        &self,
        sanction: &PartId,
        (parts, part): (&[Asked], Asked),
        (on, law): (Date, &Rulebook),
    ) -> Option<Deadline> {
        let timed = self.record.timers.get(&(Timer::PayFine, Some(sanction.clone())))?;
        if part.is_timed_by(&timed.deadline, parts) {
            return Some(timed.deadline.clone());
        }
        let start = self.asked_from(sanction, part)?;
        law.deadline(Timer::PayFine, start, self.handled_in(law, on), &self.record.pauses)
    }

    /// The last day to pay what is asked for next of these parts, or the last one where all of them were paid.
    pub(super) fn due_of(
        &self,
        (sanction, parts): (&Sanction, &[Asked]),
        paid: Fen,
        at: (Date, &Rulebook),
    ) -> Option<Date> {
        let last = || parts.iter().rfind(|it| it.amount > Fen::ZERO).copied();
        if let Some(part) = Self::first_open(parts, paid).or_else(last) {
            return self.time_of(&sanction.id, (parts, part), at)?.due_date();
        }
        let timed = self.record.timers.get(&(Timer::PayFine, Some(sanction.id.clone())))?;
        timed.deadline.due_date()
    }

    /// The year whose calendar the time to pay one of these parts, or an instalment, waits for; what was paid in time whatever
    /// that will say waits for nothing.
    pub(super) fn waits_for(
        &self,
        (sanction, parts): (&Sanction, &[Asked]),
        at: (Date, &Rulebook),
    ) -> Option<i16> {
        let open = |(n, part): (usize, &Asked)| {
            let time = self.time_of(&sanction.id, (parts, *part), at)?;
            let paid = self.paid_down(&sanction.id, sum(&parts[..=n]), Fen::ZERO);
            let in_time = paid.zip(time.raw_date()).is_some_and(|(paid, raw)| paid <= raw);
            Some(time).filter(|_| part.amount > Fen::ZERO && !in_time)
        };
        let mut times = parts.iter().enumerate().filter_map(open);
        let mut split = self.open_instalments(&sanction.id).into_iter();
        let of_parts = times.find_map(|it| it.missing_year());
        of_parts.or_else(|| split.find_map(|(_, it)| it.missing_year()))
    }

    /// What a fine has grown by: each part from its own last day to pay on, or from the last that this can be: what grew
    /// since then is owed whatever the calendar will say.
    pub(super) fn surcharge_on(
        &self,
        (sanction, decision): (&Sanction, &PartId),
        parts: &[Asked],
        (on, law): (Date, &Rulebook),
    ) -> Option<Surcharge> {
        let division = self.handled_in(law, on);
        let idle = self.days_of_remedies(decision).chain(self.days_without(&sanction.id, decision));
        let idle: Vec<_> = idle.collect();
        let grown = parts.iter().enumerate().filter(|(_, it)| it.amount > Fen::ZERO);
        let grown = grown.filter_map(|(n, part)| {
            let due = self.time_of(&sanction.id, (parts, *part), (on, law))?.latest()?;
            let paid = self.paid_down(&sanction.id, sum(&parts[..=n]), Fen::ZERO);
            let mut standstills = self.deferred_days(sanction, (parts, *part));
            standstills.extend_from_slice(&idle);
            let (fine, standstills) = (part.amount, &standstills[..]);
            law.surcharge(&Arrears { fine, due, paid, division, standstills }, on)
        });
        grown.reduce(Surcharge::and)
    }
}
