//! Since when nothing is open of what is to be paid: of a fine or of an instalment, by the time of payments and changes,
//! whatever was entered last (PR 72, 74; APL 75.2).

use serde::{Deserialize, Serialize};

use super::{Deferred, Towards};
use crate::{
    Context, Fen, Moment,
    case::{Case, correction::Correction, sanction::Sanction},
    clock::{ByLateEntry, EnteredLate, Timer},
    id::PartId,
};

/// A sanction or an instalment is settled as of another act than the one that tells of it, or rests on an entry that
/// was late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settled {
    /// The sanction or the instalment.
    pub part: PartId,
    /// When the act took place since which nothing of it is open.
    pub since: Moment,
    /// That act was a payment; otherwise one that changed the decision, so that nobody has to pay it any more.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub met: bool,
    /// What was entered late, where it would not have been settled then without it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rests_on: Option<ByLateEntry>,
}

/// What an event tells of what it settles: as of itself, and otherwise.
pub(in crate::case) type Told = (Vec<PartId>, Vec<Settled>);

/// A payment on a sanction, or an act that changed it.
#[derive(Debug, Clone, Copy)]
pub(in crate::case) struct Change {
    /// When it was paid; from when on it counts, where it is a change.
    pub at: Moment,
    /// What was paid with it; nothing by a change.
    pub paid: Option<Fen>,
    /// It was entered late.
    pub entered_late: Option<EnteredLate>,
}

impl Change {
    /// The moment from which something runs because of it: a payment's own, the day's of what counts for the whole of it.
    pub(super) fn from(&self) -> Moment {
        if self.paid.is_some() { self.at } else { Moment::midnight(self.at.day()) }
    }
}

/// The first of these acts, in the order of their time, since which no more than `left` is open of what counts.
pub(super) fn paid_down(
    acts: &[Change],
    left: Fen,
    counts: impl Fn(Moment) -> Fen,
) -> Option<Change> {
    let mut paid = Fen::ZERO;
    acts.iter().fold(None, |since, it| {
        paid = paid.plus(it.paid.unwrap_or_default());
        let down = counts(it.at).less(paid) <= left;
        since.or(Some(*it)).filter(|_| down)
    })
}

impl Case {
    /// What was paid on a sanction itself, in the order of its time.
    pub(super) fn payments_on(&self, sanction: &PartId) -> Vec<Change> {
        let payments = self.record.payments.iter();
        let parts = payments.flat_map(|(at, it)| it.parts.iter().map(move |part| (*at, it, part)));
        let on = |part: &super::PaidPart| {
            part.sanction == *sanction && part.towards == Towards::Principal
        };
        let mut paid: Vec<_> = parts
            .filter(|(.., part)| on(part))
            .map(|(at, it, part)| {
                let paid = Some(part.amount);
                Change { at, paid, entered_late: it.entered_late }
            })
            .collect();
        paid.sort_by_key(|it| it.at);
        paid
    }

    /// The same with what changed it.
    pub(super) fn acts_on(&self, sanction: &PartId) -> Vec<Change> {
        let mut acts = self.payments_on(sanction);
        acts.extend(self.changes_on(sanction));
        acts.sort_by_key(|it| it.at);
        acts
    }

    /// The act since which no more than `left` of a sanction is open, by what counts of it each time.
    pub(super) fn paid_or_changed(&self, sanction: &PartId, left: Fen) -> Option<Change> {
        paid_down(&self.acts_on(sanction), left, |at| {
            self.sanction_at(sanction, at).map_or(Fen::ZERO, Sanction::payable)
        })
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

    /// The sanctions that are paid, or were made such, with the instalments of their deferrals, and what of the sanction may be open once
    /// each is settled.
    fn to_be_paid(&self) -> impl Iterator<Item = (&PartId, &PartId, Fen)> {
        let decided = self.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let timed =
            |id: &PartId| self.record.timers.contains_key(&(Timer::PayFine, Some(id.clone())));
        let paid = decided.filter(move |it| it.kind.is_paid() || timed(&it.id));
        paid.flat_map(|sanction| {
            let id = &sanction.id;
            let deferrals = self.record.deferrals.iter().map(|(_, it)| it);
            let instalments = deferrals.filter(move |it| it.sanction == *id).flat_map(|deferral| {
                let numbered = deferral.instalments.iter().enumerate();
                numbered.map(|(n, it)| (&it.id, deferral.left_after(n)))
            });
            instalments.chain([(id, Fen::ZERO)]).map(move |(part, left)| (id, part, left))
        })
    }

    /// Each sanction and instalment of which nothing is owed any more, as it was settled.
    pub(in crate::case) fn settled_parts(&self) -> Vec<Settled> {
        let punctual = self.as_entered_in_time();
        let settled = |(sanction, part, left): (&PartId, &PartId, Fen)| {
            let by = self.paid_or_changed(sanction, left)?;
            let otherwise = punctual.paid_or_changed(sanction, left).map(|it| it.at);
            let acts = self.acts_on(sanction).into_iter().filter(|it| it.at <= by.at);
            let late = acts.filter_map(|it| it.entered_late).max_by_key(|it| it.recorded);
            let late = late.filter(|_| otherwise != Some(by.at));
            let rests_on = late.map(|entered| ByLateEntry { entered, otherwise });
            Some(Settled { part: part.clone(), since: by.at, met: by.paid.is_some(), rests_on })
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

    /// The same of what an act has made of a decision.
    pub(in crate::case) fn settled_by_change(&self, context: &Context<'_>) -> Told {
        let own = |it: &Settled| {
            let open = self.open_deadline(Timer::PayFine, Some(&it.part)).is_some();
            !it.met && open && it.is_of_itself(context)
        };
        let (ended, otherwise): (Vec<_>, _) = self.settled_anew().into_iter().partition(own);
        (ended.into_iter().map(|it| it.part).collect(), otherwise)
    }

    fn is_imposed(&self, part: &PartId) -> bool {
        self.imposing(part).is_some()
    }
}

impl Settled {
    /// The act that is entered settles it, and rests on no late entry but its own.
    fn is_of_itself(&self, context: &Context<'_>) -> bool {
        let own = |it: &ByLateEntry| it.otherwise.is_none() && it.entered.recorded == context.at;
        self.since == context.occurred && self.rests_on.as_ref().is_none_or(own)
    }
}

impl Deferred {
    /// What may be open still once the instalment at `n` (from 0) is paid.
    pub(super) fn left_after(&self, n: usize) -> Fen {
        self.instalments.iter().skip(n + 1).map(|it| it.amount).sum()
    }
}
