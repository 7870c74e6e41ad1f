//! Since when nothing is open of what is to be paid: of a fine or of an instalment, by the time of payments and changes,
//! whatever was entered last (PR 72, 74; APL 75.2).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Deferred, PaidPart, Towards,
    asked::{asked_after, sum},
};
use crate::{
    Context, Fen, Moment,
    case::{Case, correction::Correction, sanction::Sanction, statement::Right},
    clock::{ByLateEntry, EnteredLate, Timer},
    id::PartId,
};

/// A sanction or an instalment is settled as of another act than the one that tells of it, or rests on an entry that
/// was late; or what the party said before it counts as told has used its right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settled {
    /// The sanction or the instalment; the notice.
    pub part: PartId,
    /// The period that waited for it, where that is none to pay in.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub right: Option<Right>,
    /// When the act took place since which nothing of it is open.
    pub since: Moment,
    /// That act was a payment, or the party's own; otherwise one that changed the decision, so that nobody has to pay it any more.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub met: bool,
    /// What was entered late, where it would not have been settled then without it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rests_on: Option<ByLateEntry>,
}

/// What an event tells of what it settles: as of itself, and otherwise.
pub(in crate::case) type Told = (Vec<PartId>, Vec<Settled>);

/// A payment on a sanction, what was given back of it, or an act that changed it.
#[derive(Debug, Clone, Copy)]
pub(in crate::case) struct Change {
    /// When it was paid; from when on it counts, where it is a change.
    pub at: Moment,
    /// What was paid with it, where it is a payment.
    pub paid: Option<Fen>,
    /// What was given back with it.
    pub refunded: Fen,
    /// It was entered late.
    pub entered_late: Option<EnteredLate>,
}

impl Change {
    /// What is paid after it, where so much was before.
    pub(super) fn adds_to(&self, paid: Fen) -> Fen {
        paid.plus(self.paid.unwrap_or_default()).less(self.refunded)
    }

    /// The moment from which something runs because of it: a payment's own, the day's of what counts for the whole of it.
    pub(super) fn from(&self) -> Moment {
        if self.paid.is_some() { self.at } else { Moment::midnight(self.at.day()) }
    }
}

/// The first of these acts, in the order of their time and with what is asked for after each, since which no more than
/// `left` of that is open.
pub(super) fn paid_down(acts: impl Iterator<Item = (Change, Fen)>, left: Fen) -> Option<Change> {
    let mut paid = Fen::ZERO;
    acts.fold(None, |since, (it, asked)| {
        paid = it.adds_to(paid);
        since.or(Some(it)).filter(|_| asked.less(paid) <= left)
    })
}

/// A part that is told to be paid by a day: a sanction, or an instalment of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Portioned {
    /// How much may be open still once it is paid.
    pub left: Fen,
    /// When the instalment was approved: what is asked for since is none of its.
    pub approved: Option<Date>,
}

impl Portioned {
    /// The sanction itself.
    pub(super) const WHOLE: Self = Self { left: Fen::ZERO, approved: None };
}

impl Case {
    /// What was paid on a sanction itself, and what was given back of that, in the order of its time.
    pub(super) fn payments_on(&self, sanction: &PartId) -> Vec<Change> {
        let on =
            |part: &&PaidPart| part.sanction == *sanction && part.towards == Towards::Principal;
        let payments = self.record.payments.iter().flat_map(|(at, it)| {
            let (at, entered_late) = (*at, it.entered_late);
            it.parts.iter().filter(on).map(move |part| {
                let paid = Some(part.amount);
                Change { at, paid, refunded: Fen::ZERO, entered_late }
            })
        });
        let refunds = self.record.refunded.iter().flat_map(|(at, it)| {
            let at = *at;
            it.parts.iter().filter(on).map(move |part| {
                let refunded = part.amount;
                Change { at, paid: None, refunded, entered_late: None }
            })
        });
        let mut all: Vec<_> = payments.chain(refunds).collect();
        all.sort_by_key(|it| it.at);
        all
    }

    /// The same with what changed it, which comes before what was given back because of it.
    pub(super) fn acts_on(&self, sanction: &PartId) -> Vec<Change> {
        let last = self.record.last.map(Moment::day);
        last.map(|last| self.acts_by(sanction, last)).unwrap_or_default()
    }

    /// The same by changes of that day and before.
    fn acts_by(&self, sanction: &PartId, on: Date) -> Vec<Change> {
        let mut acts = self.payments_on(sanction);
        acts.extend(self.changes_on(sanction, on));
        acts.sort_by_key(|it| (it.at, it.refunded > Fen::ZERO));
        acts
    }

    /// What was done on a sanction by the end of a day, with what counts of it after each act.
    pub(super) fn acts_with_what_counts(&self, sanction: &PartId, on: Date) -> Vec<(Change, Fen)> {
        let acts = self.acts_by(sanction, on).into_iter().filter(|it| it.at.day() <= on);
        let counts = |it: Change| {
            let counts = self.sanction_at(sanction, it.at);
            (it, counts.map_or(Fen::ZERO, Sanction::payable))
        };
        acts.map(counts).collect()
    }

    /// What a sanction made the party pay as it was decided.
    pub(super) fn decided_amount(&self, sanction: &PartId) -> Fen {
        let decided = self.imposing(sanction).and_then(|(_, it)| it.sanction(sanction));
        decided.map_or(Fen::ZERO, Sanction::payable)
    }

    /// The act since which a part of a sanction is paid, by what counts of it each time.
    pub(super) fn paid_or_changed(&self, sanction: &PartId, part: Portioned) -> Option<Change> {
        let last = self.record.last?.day();
        let acts = self.acts_with_what_counts(sanction, last);
        let Some(approved) = part.approved else { return paid_down(acts.into_iter(), part.left) };
        let decided = self.decided_amount(sanction);
        let served_on = self.reached_the_party(sanction).map(Moment::day);
        let asked = asked_after(decided, &acts, served_on).into_iter().map(|mut parts| {
            parts.retain(|it| it.is_of(approved));
            sum(&parts)
        });
        let acts = acts.into_iter().zip(asked);
        paid_down(acts.map(|((act, counts), asked)| (act, counts.min(asked))), part.left)
    }

    /// The case as what was entered in time alone makes it.
    fn as_entered_in_time(&self) -> Self {
        let mut case = self.clone();
        case.record.payments.retain(|(_, it)| it.entered_late.is_none());
        case.record.corrections.retain(|(_, it)| match it {
            Correction::Altered(it) => it.entered_late.is_none(),
            Correction::Revoked(_) | Correction::RevokedBySuperior(_) | Correction::Clerical(_) => {
                true
            }
        });
        for remedy in &mut case.record.remedies {
            remedy.concluded.take_if(|(_, it)| it.entered_late.is_some());
        }
        case
    }

    /// The sanctions that are paid, or were made such, with the instalments of their deferrals.
    fn to_be_paid(&self) -> impl Iterator<Item = (&PartId, &PartId, Portioned)> {
        let decided = self.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let timed =
            |id: &PartId| self.record.timers.contains_key(&(Timer::PayFine, Some(id.clone())));
        let paid = decided.filter(move |it| it.kind.is_paid() || timed(&it.id));
        paid.flat_map(|sanction| {
            let id = &sanction.id;
            let deferrals = self.record.deferrals.iter().filter(move |(_, it)| it.sanction == *id);
            let instalments = deferrals.flat_map(|(approved, it)| it.portioned(*approved));
            instalments.chain([(id, Portioned::WHOLE)]).map(move |(part, of)| (id, part, of))
        })
    }

    /// Each sanction and instalment of which nothing is owed any more, as it was settled.
    pub(in crate::case) fn settled_parts(&self) -> Vec<Settled> {
        let punctual = self.as_entered_in_time();
        let settled = |(sanction, part, of): (&PartId, &PartId, Portioned)| {
            let by = self.paid_or_changed(sanction, of)?;
            let otherwise = punctual.paid_or_changed(sanction, of).map(|it| it.at);
            let acts = self.acts_on(sanction).into_iter().filter(|it| it.at <= by.at);
            let late = acts.filter_map(|it| it.entered_late).max_by_key(|it| it.recorded);
            let late = late.filter(|_| otherwise != Some(by.at));
            let rests_on = late.map(|entered| ByLateEntry { entered, otherwise });
            let (part, since, met) = (part.clone(), by.at, by.paid.is_some());
            Some(Settled { part, right: None, since, met, rests_on })
        };
        self.to_be_paid().filter_map(settled).collect()
    }

    /// What of it is told anew, in a case that knows of the act: what waited still, or was settled as of a later act.
    pub(in crate::case) fn settled_anew(&self) -> Vec<Settled> {
        let mut settled = self.settled_parts();
        settled.retain(|it| {
            let timed = self.record.timers.get(&(Timer::PayFine, Some(it.part.clone())));
            timed.is_some_and(|timed| timed.settled.is_none_or(|at| it.since < at))
        });
        settled
    }

    /// The same of what a payment settles, as of itself and otherwise; also a sanction that nobody waited for, as the
    /// decision was not served yet, or as its instalments stand in its place.
    pub(super) fn settled_by_payment(&self, context: &Context<'_>) -> Told {
        let timed = |part: &PartId| self.record.timers.get(&(Timer::PayFine, Some(part.clone())));
        let own = |it: &Settled| {
            let waits = match timed(&it.part) {
                Some(timed) => {
                    timed.waited_at(it.since) || timed.replaced && self.is_imposed(&it.part)
                }
                None => true,
            };
            it.met && waits && it.is_of_itself(context)
        };
        let settles = self.settled_parts().into_iter().filter(own).map(|it| it.part);
        let settles: Vec<_> = settles.collect();
        let mut otherwise = self.settled_anew();
        otherwise.retain(|it| !settles.contains(&it.part));
        (settles, otherwise)
    }

    /// The same of what an act has made of a decision, with the orders to perform that are about nothing any more.
    pub(in crate::case) fn settled_by_change(&self, context: &Context<'_>) -> Told {
        let own = |it: &Settled| {
            let open = self.open_deadline(Timer::PayFine, Some(&it.part)).is_some();
            !it.met && open && it.is_of_itself(context)
        };
        let (ended, otherwise): (Vec<_>, _) = self.settled_anew().into_iter().partition(own);
        let ended = ended.into_iter().map(|it| it.part);
        (ended.chain(self.moot_orders().cloned()).collect(), otherwise)
    }

    fn is_imposed(&self, part: &PartId) -> bool {
        self.imposing(part).is_some()
    }
}

impl Settled {
    /// The deadline that is settled.
    #[must_use]
    pub fn key(&self) -> (Timer, Option<PartId>) {
        (self.right.map_or(Timer::PayFine, Right::timer), Some(self.part.clone()))
    }

    /// The act that is entered settles it, and rests on no late entry but its own.
    fn is_of_itself(&self, context: &Context<'_>) -> bool {
        let own = |it: &ByLateEntry| it.otherwise.is_none() && it.entered.recorded == context.at;
        self.since == context.occurred && self.rests_on.as_ref().is_none_or(own)
    }
}

impl Deferred {
    /// The day of the approval, where it was told at `at`.
    #[must_use]
    pub fn approved(&self, at: Moment) -> Date {
        self.approved_on.or(self.signed_on).unwrap_or_else(|| at.day())
    }

    /// The instalments, as they are told to be paid since that day.
    pub(super) fn portioned(&self, approved: Date) -> impl Iterator<Item = (&PartId, Portioned)> {
        let numbered = self.instalments.iter().enumerate();
        numbered.map(move |(n, it)| {
            (&it.id, Portioned { left: self.left_after(n), approved: Some(approved) })
        })
    }

    /// What may be open still once the instalment at `n` (from 0) is paid.
    pub(super) fn left_after(&self, n: usize) -> Fen {
        self.instalments.iter().skip(n + 1).map(|it| it.amount).sum()
    }
}
