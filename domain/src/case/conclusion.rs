//! Conclusion of the investigation, and the agency's approval of what is proposed (PR 48, 56).

mod approval;

pub use self::approval::Approve;

use serde::{Deserialize, Serialize};

use super::{
    Main,
    event::{Facets, Fact},
    sanction::listed,
};

use super::sanction::Sanction;
use crate::{Narrative, document::DocumentRef, id::PartId};

/// The investigation was concluded with a report (调查终结, PR 48).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Concluded {
    /// (2) Source, course, measures.
    pub course: Narrative,
    /// (3) The facts found.
    pub facts: Narrative,
    /// (3) The main evidence.
    pub evidence: Vec<PartId>,
    /// (4) The nature of the violation.
    pub nature: Narrative,
    /// (5) How the case should be handled.
    pub opinion: Outcome,
    /// (5) Which sanctions are proposed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sanctions: Vec<Sanction>,
    /// (5) On what basis.
    pub provisions: Vec<String>,
    /// (6) Why discretion is used this way.
    pub discretion: Narrative,
    /// 调查终结报告.
    pub report: DocumentRef,
}

/// How a case may end (PR 60).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// 给予行政处罚.
    Penalty,
    /// 不予行政处罚.
    NoPenalty,
    /// 违法事实不能成立.
    NotEstablished,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Penalty, Self::NoPenalty, Self::NotEstablished];

    /// As PR 60 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "给予行政处罚",
            Self::NoPenalty => "不予行政处罚",
            Self::NotEstablished => "违法事实不能成立，不予行政处罚",
        }
    }
}

/// A leader approved the penalty that is proposed, so that the party may be told (PR 56).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalApproved {
    /// What is proposed.
    pub sanctions: Vec<Sanction>,
    /// The approval.
    pub document: DocumentRef,
}

impl Fact for Concluded {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "48")]).opening(Main::Concluded).filing([&self.report])
    }

    fn sentence(&self) -> String {
        let sanctions = match self.opinion {
            Outcome::Penalty => format!("（{}）", listed(&self.sanctions)),
            Outcome::NoPenalty | Outcome::NotEstablished => String::new(),
        };
        format!("调查终结，建议{}{sanctions}", self.opinion.label())
    }
}

impl Fact for ProposalApproved {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "56")]).opening(Main::ApprovedForNotice).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("批准拟作出的行政处罚：{}", listed(&self.sanctions))
    }
}
