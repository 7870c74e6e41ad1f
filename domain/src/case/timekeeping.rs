//! What the clock records in a case because time has passed, or because a calendar was loaded.

use serde::{Deserialize, Serialize};

use super::{Act, Case, Event, Facets, Fact, Needs};
use crate::{Context, Moment, Rejection, clock::Deadline};

/// The calendar of a year is there now, and deadlines that had waited for it are fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineFixed {
    /// As they are now.
    pub deadlines: Vec<Deadline>,
}

/// Fixes every deadline that had waited for a calendar which is loaded now. The clock's alone; once
/// done, it records nothing more.
#[derive(Debug, Clone)]
pub struct FixDeadlines;

impl Act for FixDeadlines {
    fn needs(&self) -> Needs {
        Needs::Clock
    }

    fn rests_on(&self, _: &Case) -> Option<Moment> {
        None
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        // Those that were met are fixed too: whether in time, only their end tells.
        let timed = case.record.timers.values();
        let deadlines: Vec<_> = timed.filter_map(|it| it.deadline.fixed(context.law)).collect();
        if deadlines.is_empty() {
            return Ok(vec![]);
        }
        Ok(vec![Event::DeadlineFixed(DeadlineFixed { deadlines })])
    }
}

impl Fact for DeadlineFixed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "80")]).timing(&self.deadlines)
    }

    fn sentence(&self) -> String {
        "放假安排已经公布，相关期限确定".to_owned()
    }
}
