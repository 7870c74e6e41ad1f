//! What the clock records in a case because time has passed, or because a calendar was loaded.

use serde::{Deserialize, Serialize};

use super::event::{Facets, Fact};

use crate::clock::Deadline;

/// The calendar of a year is there now, and deadlines that had waited for it are fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineFixed {
    /// As they are now.
    pub deadlines: Vec<Deadline>,
}

impl Fact for DeadlineFixed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "80")]).timing(&self.deadlines)
    }

    fn sentence(&self) -> String {
        "放假安排已经公布，相关期限确定".to_owned()
    }
}
