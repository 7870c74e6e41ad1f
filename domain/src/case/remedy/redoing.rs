//! The agency decides anew, as an outcome or a correction of its own wants, until what was to be decided anew counts
//! again: a court takes back what the organ had made of the decision (ALL 70, 77, 79), or a retrial what a judgment
//! had (ALL 90).

use jiff::civil::Date;

use super::{Changer, Stood};
use crate::{
    Moment,
    case::{Case, Main, correction::Correction, state::Record},
    id::PartId,
};

impl Record {
    /// The agency decides anew from then on, where what took effect wants that.
    pub(in crate::case) fn redo(
        &mut self,
        begins: bool,
        (at, main, since): (Moment, Main, Option<Moment>),
    ) {
        if begins {
            self.before_redo = Some(Stood { main, since, redone_since: self.redone_since });
            self.redone_since = Some(at);
        }
    }

    /// It does so no more, where the main line returns.
    pub(super) fn end_redo(&mut self, returns_to: Option<Main>) {
        if let Some(before) = self.before_redo.take_if(|_| returns_to.is_some()) {
            self.redone_since = before.redone_since;
        }
    }

    /// Since when the main line stands where it returns to.
    pub(in crate::case) fn reached_before_redo(&self, returns_to: Option<Main>) -> Option<Moment> {
        let before = self.before_redo.as_ref().filter(|it| Some(it.main) == returns_to);
        before.and_then(|it| it.since)
    }
}

impl Case {
    /// Where the main line returns to, where a decision is on its way to be made anew and nothing of it stands any
    /// more as an act left it that wants that, on that day. What was closed before is open where something is to be
    /// performed (PR 77).
    pub(super) fn returns_from_redo(&self, decision: &PartId, on: Date) -> Option<Main> {
        let before = self.record.before_redo.as_ref()?;
        let last = self.decided_as().last().map(|(id, _)| id);
        let on_its_way = last == Some(decision) && !self.is_decided();
        let standing = self.standing_of(decision, on).filter(|_| on_its_way)?;
        let mut changed = standing.sanctions.iter().filter_map(|it| it.changed.as_ref());
        if changed.any(|it| self.wants_redo(&it.by)) {
            return None;
        }
        let closed = matches!(before.main, Main::Closed | Main::Archived);
        let open = closed && !self.unperformed(on).is_empty();
        Some(if open { Main::PenaltyDecided } else { before.main })
    }

    /// What it changed is to be decided anew.
    fn wants_redo(&self, by: &Changer) -> bool {
        match by {
            Changer::Remedy(id) => {
                let concluded = self.remedy(id).and_then(|it| it.concluded.as_ref());
                concluded.is_some_and(|(_, it)| it.redo.is_some())
            }
            Changer::OwnMotion(id) | Changer::Superior(id) => {
                let mut corrections = self.record.corrections.iter().map(|(_, it)| it);
                corrections.find(|it| it.id() == id).is_some_and(Correction::wants_redo)
            }
        }
    }
}

/// `，不再重新作出决定，案件恢复为已作出处罚决定`.
pub(super) fn returned(to: Option<Main>) -> String {
    to.map(|it| format!("，不再重新作出决定，案件恢复为{}", it.label())).unwrap_or_default()
}
