//! What waited for the calendar of a year, and is fixed once that is loaded.

use serde::{Deserialize, Serialize};

use super::Deadline;
use crate::{Rulebook, case::phrase::end, citation::Citation};

/// The calendar of a year is there now, and deadlines that had waited for it are fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeadlineFixed {
    /// As they are now.
    pub deadlines: Vec<Deadline>,
}

impl DeadlineFixed {
    /// Those among the deadlines of a record that had waited for a calendar which is loaded now; nothing where none has.
    /// Those that were met are fixed too: whether in time, only their end tells.
    pub(crate) fn of<'a>(
        deadlines: impl IntoIterator<Item = &'a Deadline>,
        law: &Rulebook,
    ) -> Option<Self> {
        let deadlines: Vec<_> = deadlines.into_iter().filter_map(|it| it.fixed(law)).collect();
        (!deadlines.is_empty()).then_some(Self { deadlines })
    }

    /// The articles that set them.
    pub(crate) fn basis(&self) -> Vec<Citation> {
        let mut basis: Vec<Citation> = vec![];
        for it in &self.deadlines {
            if !basis.contains(&it.authority) {
                basis.push(it.authority.clone());
            }
        }
        basis
    }

    /// What was done, as the predicate of an official sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let fixed = self.deadlines.iter();
        let fixed: Vec<_> =
            fixed.filter_map(|it| Some(format!("{}{}", it.timer.label(), end(it)?))).collect();
        format!("放假安排已经公布，相关期限确定：{}", fixed.join("，"))
    }
}
