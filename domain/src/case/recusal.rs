//! Recusal: whoever has an interest in the case withdraws from it (APL 43, PR 4).

use serde::{Deserialize, Serialize};

use super::{
    event::{Facets, Fact},
    handlers::named,
};

use super::handlers::Handler;
use crate::{
    Narrative,
    document::DocumentRef,
    id::{PartId, PersonId},
};

/// Somebody's recusal was asked for. The investigation goes on meanwhile (PR 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Requested {
    /// `R1`, `R2`, …
    pub id: PartId,
    /// Of whom.
    pub officer: Handler,
    /// By whom.
    pub by: Requester,
    /// Why.
    pub reason: Narrative,
    /// The request.
    pub document: DocumentRef,
}

/// Who asks for a recusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Requester {
    /// 当事人.
    Party,
    /// 本人.
    Officer,
    /// 本部门.
    Agency,
}

impl Requester {
    /// Every requester.
    pub const ALL: [Self; 3] = [Self::Party, Self::Officer, Self::Agency];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Party => "当事人",
            Self::Officer => "本人",
            Self::Agency => "本部门",
        }
    }
}

/// A recusal was decided (PR 4): by a leader, by the principal head about a leader, by the leaders
/// together about the principal head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decided {
    /// Which request.
    pub request: PartId,
    /// About whom.
    pub person: PersonId,
    /// Whether the person withdraws.
    pub granted: bool,
    /// Why.
    pub reason: Narrative,
    /// Who discussed it, where the leaders decided together.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attendees: Vec<Handler>,
    /// The decision.
    pub document: DocumentRef,
}

impl Fact for Requested {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "43.2"), ("PR", "4")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("记录{}提出的回避申请，申请{}回避", self.by.label(), self.officer.shown)
    }
}

impl Fact for Decided {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "4"), ("APL", "43.3")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let verdict = if self.granted { "决定准予回避" } else { "决定驳回回避申请" };
        let together = if self.attendees.is_empty() {
            String::new()
        } else {
            format!("经{}集体讨论，", named(&self.attendees))
        };
        format!("{together}{verdict}（申请{}）", self.request)
    }
}
