//! What a payment leaves nothing open of: sanctions and instalments, by what counts when it is made, and by what an act
//! that is on record already has made of them since (PR 72, 74; APL 75.2).

use super::{Deferred, Paid, Relieved, Towards};
use crate::{
    Fen, Moment,
    case::{Case, sanction::Sanction},
    clock::Timer,
    id::PartId,
};

impl Case {
    /// A sanction and the instalments of its last deferral, with what of the sanction may be open once each is paid.
    pub(in crate::case) fn to_be_paid<'a>(
        &'a self,
        sanction: &'a PartId,
    ) -> Vec<(&'a PartId, Fen)> {
        let last = self.record.deferrals.iter().rfind(|(_, it)| it.sanction == *sanction);
        let instalments = last.into_iter().flat_map(|(_, deferral)| {
            let numbered = deferral.instalments.iter().enumerate();
            numbered.map(|(n, it)| (&it.id, deferral.left_after(n)))
        });
        instalments.chain([(sanction, Fen::ZERO)]).collect()
    }

    /// The instalments, and the sanctions themselves, that a payment leaves nothing open of by what counts when it is
    /// made.
    pub(super) fn settled_by(&self, paid: &Paid, at: Moment) -> Vec<PartId> {
        let settled = self.sanctions_at(at).flat_map(|it| self.settled_of(it, paid));
        settled.cloned().collect()
    }

    /// The same by what an act that is on record already, and comes after the payment, has made of what it is on: it
    /// would have ended them, had the payment been entered before it.
    pub(super) fn relieved_by(&self, paid: &Paid, at: Moment) -> Vec<Relieved> {
        let mut relieved: Vec<Relieved> = vec![];
        let open = |it: &PartId| self.open_deadline(Timer::PayFine, Some(it)).is_some();
        for since in self.changes_after(at) {
            for part in self.sanctions_at(since).flat_map(|it| self.settled_of(it, paid)) {
                let told = relieved.iter().any(|it| it.part == *part);
                if open(part) && !told && !paid.settles.contains(part) {
                    relieved.push(Relieved { part: part.clone(), since });
                }
            }
        }
        relieved
    }

    /// The same of one sanction, as it counts: what it comes to, and what an alteration had left nothing open of.
    fn settled_of<'a>(&'a self, sanction: &'a Sanction, paid: &Paid) -> Vec<&'a PartId> {
        let part =
            |it: &&super::PaidPart| it.sanction == sanction.id && it.towards == Towards::Principal;
        let now: Fen = paid.parts.iter().filter(part).map(|it| it.amount).sum();
        let before = self.open_principal(sanction);
        let after = before.less(now);
        let open = |part| self.open_deadline(Timer::PayFine, Some(part)).is_some();
        let parts = self.to_be_paid(&sanction.id).into_iter();
        let settled = parts
            .filter(|(id, left)| now > Fen::ZERO && after <= *left && (*left < before || open(id)));
        settled.map(|(id, _)| id).collect()
    }
}

impl Deferred {
    /// What may be open still once the instalment at `n` (from 0) is paid.
    pub(super) fn left_after(&self, n: usize) -> Fen {
        self.instalments.iter().skip(n + 1).map(|it| it.amount).sum()
    }
}
