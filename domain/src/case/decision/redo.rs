//! Deciding anew: what was revoked is not decided again on the same facts and for the same reasons, unless it was
//! revoked for its procedure alone (ARL 64.2; ALL 71).

use std::{borrow::Cow, collections::BTreeSet};

use jiff::civil::Date;

use super::{Decide, Decided};
use crate::{
    Code, Context, Moment, Refusals, Rejection,
    case::{
        Case, Main,
        remedy::{Concluded, Matter},
        sanction::Sanction,
    },
    id::PartId,
};

impl Case {
    /// The penalty decision in whose place another one is to come, and the outcomes that revoked it.
    fn revoked_to_be_redone(&self, on: Date) -> Option<(&Decided, Vec<&Concluded>)> {
        let redone = &self.record.last_is_redone()?.decision;
        let (_, before) = self.record.decisions.iter().find(|(_, it)| it.id == *redone)?;
        let revoking = self.redo_wanted_by(redone, on).into_iter();
        Some((before, revoking.filter_map(|it| self.concluded_by(&it)).collect()))
    }

    /// It took place since the agency began to decide anew, where it did: what led to a decision that fell is used up.
    pub(in crate::case) fn is_of_this_course(&self, at: Moment) -> bool {
        self.record.redone_since.is_none_or(|since| since <= at)
    }

    /// The penalty decision that imposed a sanction, whatever counts of it still, and when it was made.
    pub(in crate::case) fn imposing(&self, sanction: &PartId) -> Option<&(Moment, Decided)> {
        self.record.decisions.iter().find(|(_, it)| it.sanction(sanction).is_some())
    }

    /// The case as a penalty decision left it: where that has fallen, or another one is to come in its place or has
    /// come, what took place before is entered as if it stood there still.
    pub(in crate::case) fn as_decided_by(&self, decision: &PartId) -> Cow<'_, Self> {
        let mut decided = self.record.decisions.iter().filter(|(_, it)| it.id == *decision);
        let last = self.record.last.map(Moment::day);
        let fallen = last.is_some_and(|on| self.has_fallen(decision, on));
        match decided.next() {
            Some((at, _)) if fallen || !self.is_of_this_course(*at) => {
                Cow::Owned(self.back_at((Some(*at), Main::PenaltyDecided)))
            }
            Some(_) | None => Cow::Borrowed(self),
        }
    }

    /// Sanctions keep their ids for good, so that a payment or a remedy never names two: another decision uses others.
    pub(in crate::case) fn newly_named(
        &self,
        sanctions: &[Sanction],
    ) -> Result<(), Vec<Rejection>> {
        let decided = self.record.decisions.iter().flat_map(|(_, it)| &it.sanctions);
        let used: BTreeSet<_> = decided.map(|it| &it.id).collect();
        let highest = used.iter().filter_map(|it| it.as_str()[1..].parse::<usize>().ok()).max();
        let mut refusals = Refusals::new();
        for (n, sanction) in sanctions.iter().enumerate() {
            refusals.require(!used.contains(&sanction.id), || {
                let next = PartId::nth('S', highest.unwrap_or_default() + 1);
                Code::Contradictory
                    .refuse(
                        format!("编号{}已用于先前的决定，请自{next}起编号", sanction.id),
                        format!("{} is of an earlier decision: go on with {next}", sanction.id),
                    )
                    .at(&format!("sanctions.{n}.id"))
            });
        }
        refusals.verdict()
    }
}

impl Decide {
    /// Another decision than the one that was revoked, or the same after a revocation for its procedure alone.
    pub(super) fn not_the_same(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let at = (context.law, context.occurred.day());
        let Some((before, revoking)) = case.revoked_to_be_redone(at.1) else { return Ok(()) };
        let bars = |it: &&Concluded| !it.is_for_procedure() && self.is_the_same(before, it);
        let Some(concluded) = revoking.into_iter().find(bars) else { return Ok(()) };
        let (instrument, article) = concluded.kind.article(Matter::NotTheSame, at);
        Err(vec![
            Code::SameAsRevoked
                .refuse(
                    format!(
                        "不得以同一事实和理由作出与被撤销的决定（{}）相同或者基本相同的行政行为",
                        before.number
                    ),
                    format!(
                        "{} was revoked: the same may not be decided on the same facts and reasons",
                        before.number
                    ),
                )
                .under(instrument, article)
                .at("sanctions"),
        ])
    }

    /// The same evidence, the same provisions, and nothing milder of what was revoked, whatever is imposed beside it.
    fn is_the_same(&self, before: &Decided, concluded: &Concluded) -> bool {
        let evidence = set(&self.evidence) == set(&before.evidence);
        let violated = trimmed(&self.violated) == trimmed(&before.violated);
        let fell = |it: &&Sanction| {
            concluded
                .touched
                .iter()
                .any(|touched| touched.sanction == it.id && touched.effect.fells())
        };
        let revoked: Vec<_> = before.sanctions.iter().filter(fell).collect();
        let again = |it: &&Sanction| self.sanctions.iter().any(|new| new.is_no_milder_than(it));
        let again = !revoked.is_empty() && revoked.iter().all(again);
        evidence && violated && again
    }
}

fn set(parts: &[PartId]) -> BTreeSet<&PartId> {
    parts.iter().collect()
}

fn trimmed(provisions: &[String]) -> BTreeSet<&str> {
    provisions.iter().map(|it| it.trim()).collect()
}

impl Sanction {
    /// Of the same kind, with no lower amount and no shorter term.
    fn is_no_milder_than(&self, other: &Self) -> bool {
        let longer = match (self.months, other.months) {
            (Some(months), Some(before)) => months >= before,
            (None, _) => true,
            (Some(_), None) => false,
        };
        self.kind == other.kind
            && self.amount.unwrap_or_default() >= other.amount.unwrap_or_default()
            && longer
    }
}
