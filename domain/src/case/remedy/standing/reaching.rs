//! Which acts have changed a decision, and how each reaches its sanctions, one after the other.

use jiff::civil::Date;

use super::{Changed, Changer, Effect, StandingSanction, Touched};
use crate::{
    Moment,
    case::{Case, correction::Correction, decision::Decided, remedy::Ground, sanction::Sanction},
    citation::Citation,
    id::PartId,
};

/// An act that changed a decision.
pub(super) struct Change<'a> {
    /// From when on.
    pub(super) since: Moment,
    /// Which act.
    pub(super) by: Changer,
    /// What it touches.
    pub(super) touched: &'a [Touched],
    /// Under which articles.
    authority: Vec<Citation>,
    /// 已改变原违法行政行为: it finds on the decision as it had been made before the agency changed it (ALL 74.2(2); ARL 65.2(2)).
    of_what_was_changed: bool,
}

impl Change<'_> {
    /// It has that effect on a sanction as it stands by then.
    fn reaches(&self, effect: &Effect, stands: &StandingSanction<'_>) -> bool {
        match effect {
            // What has fallen counts for nothing that could be unlawful, and what was changed is another decision.
            Effect::ConfirmedIllegal => stands.counts.is_some() && !self.of_what_was_changed,
            // The agency corrects what counts: what has fallen it does not bring back (APL 75.2).
            Effect::Altered { .. } | Effect::Upheld => {
                stands.counts.is_some() || !self.by.is_a_correction()
            }
            Effect::Revoked | Effect::Void => true,
        }
    }
}

impl Case {
    /// Whatever has changed a decision by the end of that day, the last one last.
    pub(in crate::case) fn changers_of<'a>(
        &'a self,
        decision: &'a PartId,
        on: Date,
    ) -> impl DoubleEndedIterator<Item = Changer> + 'a {
        self.changes_of(decision, on).into_iter().map(|it| it.by)
    }

    /// What has changed a decision by the end of that day, in the order in which it took effect.
    pub(super) fn changes_of<'a>(&'a self, decision: &'a PartId, on: Date) -> Vec<Change<'a>> {
        let remedies = self.record.remedies.iter().filter(|it| it.opened.decision == *decision);
        let mut changes: Vec<_> = remedies
            .filter_map(|remedy| {
                let (at, concluded) = remedy.concluded.as_ref()?;
                let since = self.takes_effect(remedy).filter(|it| *it <= on)?;
                if self.is_retried(remedy, on) {
                    return None;
                }
                let by = Changer::Remedy(remedy.opened.id.clone());
                Some(Change {
                    since: from_its_hour(since, *at),
                    by,
                    touched: &concluded.touched,
                    authority: concluded.authorities.clone(),
                    of_what_was_changed: concluded.grounds.contains(&Ground::ChangedMeanwhile),
                })
            })
            .collect();
        changes.extend(self.corrected(decision, on));
        changes.sort_by_key(|it| it.since);
        let corrected = changes.iter().find(|it| it.by.is_a_correction()).map(|it| it.since);
        for it in &mut changes {
            it.of_what_was_changed &= corrected.is_some_and(|since| since <= it.since);
        }
        changes
    }

    /// What the agency itself, or its superior, has made of a decision by the end of that day.
    fn corrected<'a>(&'a self, decision: &'a PartId, on: Date) -> impl Iterator<Item = Change<'a>> {
        let all = self.record.corrections.iter();
        let counting = all.filter(move |(_, it)| it.since() <= on && it.decision() == decision);
        counting.filter_map(|(at, it)| {
            let by = match it {
                Correction::Altered(it) => Changer::OwnMotion(it.id.clone()),
                Correction::Revoked(it) => Changer::OwnMotion(it.id.clone()),
                Correction::RevokedBySuperior(it) => Changer::Superior(it.id.clone()),
                Correction::Clerical(_) => return None,
            };
            Some(Change {
                since: from_its_hour(it.since(), *at),
                by,
                touched: it.touched(),
                authority: vec![it.authority()],
                of_what_was_changed: false,
            })
        })
    }
}

/// Each sanction of a decision as these changes, one after the other, left it.
pub(super) fn standing_by<'a>(
    decided: &'a Decided,
    by_effect: &[Change<'a>],
) -> Vec<StandingSanction<'a>> {
    decided.sanctions.iter().map(|it| after_all(it, by_effect)).collect()
}

fn after_all<'a>(decided: &'a Sanction, by_effect: &[Change<'a>]) -> StandingSanction<'a> {
    let (changed, counts, felled_by) = (None, Some(decided), vec![]);
    let mut it = StandingSanction { decided, changed, counts, felled_by };
    for change in by_effect {
        let touched = change.touched.iter().find(|of| of.sanction == decided.id);
        let Some(Touched { effect, .. }) = touched.filter(|of| change.reaches(&of.effect, &it))
        else {
            continue;
        };
        if effect.fells() {
            it.felled_by.push(change.by.clone());
        } else {
            it.felled_by.clear();
        }
        // What has fallen fell by the first act that took it away.
        if effect.fells() && it.counts.is_none() {
            continue;
        }
        it.counts = effect.leaves(decided, it.counts);
        let (by, authority) = (change.by.clone(), change.authority.clone());
        it.changed = Some(Changed { effect, by, since: change.since.day(), authority });
    }
    it
}

/// From when on what counts from a day on does so: from its own hour, where the act is of that day.
pub(super) fn from_its_hour(since: Date, act: Moment) -> Moment {
    if act.day() == since { act } else { Moment::midnight(since) }
}
