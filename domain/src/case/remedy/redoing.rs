//! The agency decides anew, as an outcome or a correction of its own wants, until what was to be decided anew counts
//! again: a court takes back what the organ had made of the decision (ALL 70, 77, 79), or a retrial what a judgment
//! had (ALL 90).

use jiff::civil::Date;

use super::{Changer, Concluded, StandingSanction, Stood};
use crate::{
    Context, Moment,
    case::{Case, Main, correction::Correction, state::Record},
    clock::Deadline,
    id::PartId,
};

/// The agency decides anew, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redoing {
    /// The decision in whose place another one is to come, or came.
    pub decision: PartId,
    /// Where the main line stood before.
    pub stood: Stood,
    /// Since when it decided anew in the place of an earlier decision then, where it did.
    pub before: Option<Moment>,
}

impl Record {
    /// The agency decides anew from then on, where what took effect wants that.
    pub(in crate::case) fn redo(
        &mut self,
        begins: bool,
        (at, main, since): (Moment, Main, Option<Moment>),
    ) {
        if let Some(decision) = self.last_decision().filter(|_| begins).cloned() {
            let stood = Stood { main, since };
            let before = self.redone_since.replace(at);
            self.redoing = Some(Redoing { decision, stood, before });
        }
    }

    /// It does so no more, where the main line returns to what was decided.
    pub(super) fn end_redo(&mut self, returns_to: Option<Main>) {
        let ends = returns_to.is_some_and(Main::is_decided) && self.last_is_redone().is_some();
        if let Some(it) = self.redoing.take_if(|_| ends) {
            self.redone_since = it.before;
        }
    }

    /// Since when the main line stands where it returns to.
    pub(in crate::case) fn reached_before_redo(&self, returns_to: Option<Main>) -> Option<Moment> {
        let stood = self.last_is_redone().map(|it| &it.stood);
        stood.filter(|it| Some(it.main) == returns_to)?.since
    }

    /// From the second one on the time to decide anew is named by the decision that it waits for, so that what was missed of
    /// the first one stays so.
    pub(super) fn names_the_time_to_redo(&self) -> Option<PartId> {
        Some(self.next_decision()).filter(|it| *it != PartId::nth('P', 2))
    }

    /// The last decision is to be made anew, or was: the case may have ended without another one.
    pub(in crate::case) fn last_is_redone(&self) -> Option<&Redoing> {
        self.redoing.as_ref().filter(|it| self.last_decision() == Some(&it.decision))
    }
}

impl Case {
    /// Where the main line returns to, where a decision is on its way to be made anew and nothing of it stands any
    /// more as an act left it that wants that, on that day. What was closed before is open where something is to be
    /// performed (PR 77).
    pub(super) fn returns_from_redo(&self, decision: &PartId, on: Date) -> Option<Main> {
        let before = self.record.last_is_redone()?.stood.main;
        let on_its_way = self.record.last_decision() == Some(decision) && !self.is_decided();
        if !on_its_way || !self.redo_wanted_by(decision, on).is_empty() {
            return None;
        }
        let closed = matches!(before, Main::Closed | Main::Archived);
        let open = closed && !self.unperformed(on).is_empty();
        Some(if open { Main::PenaltyDecided } else { before })
    }

    /// What has the agency begin to decide anew on that day: the decision is its last, and nobody decided anew in its
    /// place yet, or what ended that counts no more.
    pub(super) fn redo_begins(&self, decision: &PartId, on: Date) -> Option<Changer> {
        let begun = self.record.last_is_redone().is_some();
        if begun || self.record.last_decision() != Some(decision) || !self.is_decided() {
            return None;
        }
        self.redo_wanted_by(decision, on).pop()
    }

    /// The acts that want a decision to be made anew, the last one last: those that took away a sanction which does not count
    /// on that day; of a decision that imposes none, the last act that changed it.
    pub(in crate::case) fn redo_wanted_by(&self, decision: &PartId, on: Date) -> Vec<Changer> {
        let mut changers = self.changers_of(decision, on);
        let Some(standing) = self.standing_of(decision, on) else {
            // A remedy that ended without a finding, or left the decision as it is, is none of them.
            let finds = |by: &Changer| {
                let concluded = self.concluded_by(by);
                concluded.is_none_or(|it| it.outcome.touches())
            };
            let last = changers.rfind(finds).filter(|by| self.wants_redo(by));
            return last.into_iter().collect();
        };
        let felled: Vec<_> =
            standing.sanctions.iter().flat_map(StandingSanction::felled_by).collect();
        changers.filter(|by| felled.contains(&by) && self.wants_redo(by)).collect()
    }

    /// The time to decide anew, where the organ or the court whose act wants it set one. One that lies before the order
    /// counts was overtaken.
    pub(super) fn time_to_redo(
        &self,
        by: &Changer,
        (since, context): (Date, &Context<'_>),
    ) -> Option<Deadline> {
        let concluded = self.concluded_by(by)?;
        let until = concluded.redo.as_ref()?.until.filter(|it| since <= *it)?;
        let named = self.record.names_the_time_to_redo();
        Some(concluded.time_to_redo(context, (named.as_ref(), (since, until))))
    }

    /// The outcome of the remedy that changed a decision.
    pub(in crate::case) fn concluded_by(&self, by: &Changer) -> Option<&Concluded> {
        let Changer::Remedy(id) = by else { return None };
        self.remedy(id)?.concluded.as_ref().map(|(_, it)| it)
    }

    /// What it changed is to be decided anew.
    fn wants_redo(&self, by: &Changer) -> bool {
        match by {
            Changer::Remedy(_) => self.concluded_by(by).is_some_and(|it| it.redo.is_some()),
            Changer::OwnMotion(id) | Changer::Superior(id) => {
                self.record.correction(id).is_some_and(Correction::wants_redo)
            }
        }
    }
}

/// `，不再重新作出决定，案件恢复为已作出处罚决定`.
pub(super) fn returned(to: Option<Main>) -> String {
    to.map(|it| format!("，不再重新作出决定，案件恢复为{}", it.label())).unwrap_or_default()
}
