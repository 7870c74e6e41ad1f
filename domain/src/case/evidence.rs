//! Evidence of all eight kinds (APL 46, PR 23–31), from verification on.

use serde::{Deserialize, Serialize};

use super::{
    event::{Facets, Fact},
    handlers::named,
};

use super::handlers::Handler;
use crate::{
    Moment, Narrative, Personal,
    document::{DocumentRef, Recording, Sha256},
    id::PartId,
};

/// A piece of evidence was collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Collected {
    /// `E1`, `E2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is and what it shows.
    pub description: Narrative,
    /// Where it comes from (证据出处).
    pub origin: Narrative,
    /// Who provided or was heard.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub provider: Option<Personal<String>>,
    /// Original or copy, and how a copy is confirmed (PR 24–26).
    pub form: EvidenceForm,
    /// The officers who collected it, two at least (PR 22).
    pub officers: Vec<Handler>,
    /// The evidence itself, or the record of it.
    pub documents: Vec<DocumentRef>,
    /// In sound or picture (PR 43, 44).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
    /// The provider or the party refused to sign; then the recording shows it (PR 43).
    pub signature_refused: bool,
}

/// The eight kinds (APL 46, PR 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EvidenceKind {
    /// 书证.
    DocumentaryEvidence,
    /// 物证.
    PhysicalEvidence,
    /// 视听资料.
    AudioVisual,
    /// 电子数据.
    ElectronicData,
    /// 证人证言.
    WitnessTestimony,
    /// 当事人的陈述.
    PartyStatement,
    /// 鉴定意见.
    ExpertOpinion,
    /// 勘验笔录、现场笔录.
    SceneRecord,
}

impl EvidenceKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::DocumentaryEvidence,
        Self::PhysicalEvidence,
        Self::AudioVisual,
        Self::ElectronicData,
        Self::WitnessTestimony,
        Self::PartyStatement,
        Self::ExpertOpinion,
        Self::SceneRecord,
    ];

    /// As PR 23 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DocumentaryEvidence => "书证",
            Self::PhysicalEvidence => "物证",
            Self::AudioVisual => "视听资料",
            Self::ElectronicData => "电子数据",
            Self::WitnessTestimony => "证人证言",
            Self::PartyStatement => "当事人的陈述",
            Self::ExpertOpinion => "鉴定意见",
            Self::SceneRecord => "勘验笔录、现场笔录",
        }
    }
}

/// Original or copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum EvidenceForm {
    /// 原件、原物、原始载体.
    Original,
    /// A copy or photograph that the provider confirmed as 与原件一致, with date and signature (PR 24).
    ConfirmedCopy {
        /// Why the original was not taken.
        reason: Narrative,
    },
    /// Data or sound fixed by copying (PR 25, 26).
    Fixed {
        /// 制作方法.
        method: String,
        /// 制作时间.
        made_at: Moment,
        /// 制作人.
        maker: Personal<String>,
        /// Of the data as fixed.
        sha256: Sha256,
    },
}

impl Fact for Collected {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "23"), ("PR", "22"), ("APL", "46")]).filing(&self.documents)
    }

    fn sentence(&self) -> String {
        format!(
            "由{}收集证据{}（{}）：{}",
            named(&self.officers),
            self.id,
            self.kind.label(),
            self.description.shown()
        )
    }
}
