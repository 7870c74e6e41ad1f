//! What has changed a sanction, and when: by its time, and whether it was entered late.

use jiff::civil::Date;

use super::{
    Changer,
    reaching::{Change, from_its_hour},
};
use crate::{
    Fen,
    case::{Case, correction::Correction, performance, remedy::RemedyKind},
    clock::EnteredLate,
    id::PartId,
};

impl Case {
    /// What has changed a sanction by the end of a day, in the order in which it took effect; a retrial too, which takes back
    /// what the judgment before it had changed.
    pub(in crate::case) fn changes_on(
        &self,
        sanction: &PartId,
        on: Date,
    ) -> Vec<performance::Change> {
        let Some((_, of)) = self.imposing(sanction) else { return vec![] };
        let changes = self.changes_of(&of.id, on).into_iter();
        let touching = changes.filter(|it| it.touched.iter().any(|it| it.sanction == *sanction));
        let change = |it: Change<'_>| performance::Change {
            at: it.since,
            paid: None,
            refunded: Fen::ZERO,
            entered_late: self.changed_late(&it.by),
        };
        let mut changes: Vec<_> = touching.map(change).collect();
        changes.extend(self.retried(&of.id, on));
        changes.extend(self.undone(&of.id, on));
        changes.sort_by_key(|it| it.at);
        changes
    }

    /// When retrials put something else in the place of a judgment over a decision (ALL 90–93).
    fn retried(&self, decision: &PartId, on: Date) -> impl Iterator<Item = performance::Change> {
        let of = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        let retrials = of.filter(|it| it.opened.kind == RemedyKind::Retrial);
        retrials.filter_map(move |it| {
            let (at, concluded) = it.concluded.as_ref()?;
            let stands = concluded.outcome.leaves_the_judgment();
            let since = self.takes_effect(it).filter(|since| !stands && *since <= on)?;
            let (at, entered_late) = (from_its_hour(since, *at), concluded.entered_late);
            Some(performance::Change { at, paid: None, refunded: Fen::ZERO, entered_late })
        })
    }

    /// When appeals took back what a judgment had changed of a decision, as it never was in force (ALL 85).
    fn undone(&self, decision: &PartId, on: Date) -> impl Iterator<Item = performance::Change> {
        let of = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        let appeals = of.filter(move |it| it.opened.undoes.is_some() && it.since.day() <= on);
        appeals.map(|it| performance::Change {
            at: it.since,
            paid: None,
            refunded: Fen::ZERO,
            entered_late: None,
        })
    }

    /// That the act which changed a decision was entered late, where it was.
    fn changed_late(&self, by: &Changer) -> Option<EnteredLate> {
        if let Some(remedy) = self.remedy(by.id()) {
            return remedy.concluded.as_ref()?.1.entered_late;
        }
        match self.record.correction(by.id())? {
            Correction::Altered(it) => it.entered_late,
            Correction::Revoked(_) | Correction::RevokedBySuperior(_) | Correction::Clerical(_) => {
                None
            }
        }
    }
}
