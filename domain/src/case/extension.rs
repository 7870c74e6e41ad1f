//! More time for deciding (PR 64): thirty days by a leader, afterwards a definite time by the leaders
//! together.

use serde::{Deserialize, Serialize};

use super::{
    event::{Facets, Fact},
    handlers::named,
};

use super::handlers::Handler;
use crate::{Narrative, clock::Deadline, document::DocumentRef};

/// The time for deciding was extended (PR 64): by a leader once, afterwards by the leaders together
/// for a definite time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Extended {
    /// By how many days.
    pub days: u32,
    /// Who discussed it, where the leaders decided together.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attendees: Vec<Handler>,
    /// Why.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The ninety days, longer.
    pub deadlines: Vec<Deadline>,
}

impl Fact for Extended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "64.1")]).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let how = if self.attendees.is_empty() {
            "批准延长".to_owned()
        } else {
            format!("经{}集体讨论，决定继续延长", named(&self.attendees))
        };
        format!("{how}办案期限{}日", self.days)
    }
}
