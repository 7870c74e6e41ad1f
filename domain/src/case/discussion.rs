//! Discussion: a case of PR 50 that is to be penalised is discussed by the leaders together (PR 60;
//! APL 57).

use serde::{Deserialize, Serialize};

use super::{
    event::{Facets, Fact},
    handlers::named,
    sanction::listed,
};

use super::{handlers::Handler, sanction::Sanction};
use crate::{Narrative, document::DocumentRef, id::PartId};

/// The leaders discussed the case together (集体讨论, PR 60, 64).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Discussed {
    /// `M1`, `M2`, …
    pub id: PartId,
    /// Who was there.
    pub attendees: Vec<Handler>,
    /// What they agreed on.
    pub sanctions: Vec<Sanction>,
    /// In words.
    pub conclusion: Narrative,
    /// Who thought otherwise, and what.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub dissent: Vec<Dissent>,
    /// 集体讨论记录.
    pub document: DocumentRef,
}

/// A leader who thought otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dissent {
    /// Who.
    pub leader: Handler,
    /// What.
    pub opinion: Narrative,
}

impl Fact for Discussed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "60.2"), ("APL", "57.2")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let dissent = match self.dissent.len() {
            0 => String::new(),
            n => format!("（{n}人持不同意见，已记入笔录）"),
        };
        format!(
            "经{}集体讨论（{}），同意{}{dissent}",
            named(&self.attendees),
            self.id,
            listed(&self.sanctions)
        )
    }
}
