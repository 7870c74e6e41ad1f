//! Evidence of all eight kinds (APL 46, PR 23–31), from verification on.

mod collecting;
mod form;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::collecting::Collect;

use super::{
    Case, Facets, Fact,
    guard::{no_such_part, recordings},
    handlers::{Handler, named},
    phrase::text,
};
use crate::{
    Moment, Narrative, Personal, Refusals, Rejection,
    document::{DocumentRef, Recording, Sha256},
    id::PartId,
};

/// A piece of evidence was collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Collected {
    /// `E1`, `E2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: EvidenceKind,
    /// What it is and what it shows.
    pub description: Narrative,
    /// Where it comes from (证据出处).
    pub origin: Narrative,
    /// It comes from the party itself, who had to know its rights first (PR 21).
    pub from_party: bool,
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
    /// Where the inspection took place (PR 28): it may be somebody's home.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<Personal<String>>,
    /// The party, told to be there, was not (PR 28, 43).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub party_absent: bool,
    /// What the record notes of that, or of the refusal to sign (PR 43).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub situation: Option<Narrative>,
    /// 见证人, where somebody was asked to be one (PR 43).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub witness: Option<Personal<String>>,
    /// What is to be heard in a recording, in writing (PR 25).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sound: Option<Sound>,
}

/// What is to be heard in 视听资料 (PR 25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sound {
    /// 声音内容的文字记录.
    Transcript(DocumentRef),
    /// Nothing.
    Silent,
}

impl Sound {
    /// What is said in it, in writing.
    #[must_use]
    pub fn transcript(&self) -> Option<&DocumentRef> {
        match self {
            Self::Transcript(document) => Some(document),
            Self::Silent => None,
        }
    }
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

    /// Sound, picture or data, which lie on a carrier (PR 25, 26).
    fn is_on_a_carrier(self) -> bool {
        matches!(self, Self::AudioVisual | Self::ElectronicData)
    }

    /// Somebody was heard (PR 29).
    fn is_heard(self) -> bool {
        matches!(self, Self::WitnessTestimony | Self::PartyStatement)
    }

    /// The article that says in which form it is collected.
    fn form_article(self) -> &'static str {
        match self {
            Self::AudioVisual => "25",
            Self::ElectronicData => "26",
            Self::SceneRecord => "28",
            Self::WitnessTestimony | Self::PartyStatement => "29",
            Self::ExpertOpinion => "32",
            Self::DocumentaryEvidence | Self::PhysicalEvidence => "24",
        }
    }
}

/// Original or copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "form",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum EvidenceForm {
    /// 原件、原物、原始载体.
    Original,
    /// A copy or photograph that the provider confirmed as 与原件一致, with date and signature (PR 24).
    ConfirmedCopy {
        /// Why the original was not taken.
        reason: Narrative,
        /// 出证日期: when the provider confirmed and signed it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        provided_on: Option<Date>,
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

impl Collected {
    /// `；当事人未到场，笔录注明：…`, where something out of the ordinary had to be noted (PR 43).
    fn irregularity(&self) -> String {
        let Some(situation) = &self.situation else { return String::new() };
        let what = match (self.party_absent, self.signature_refused) {
            (true, true) => "当事人未到场，且有人拒绝签名",
            (true, false) => "当事人未到场",
            (false, true) => "拒绝签名",
            (false, false) => return String::new(),
        };
        format!("；{what}，笔录注明：{}", text(situation))
    }
}

impl Fact for Collected {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "23"), ("PR", "22"), ("APL", "46")])
            .filing(&self.documents)
            .filing(self.sound.iter().filter_map(Sound::transcript))
            .filing(recordings(self.recording.as_ref()))
    }

    fn sentence(&self) -> String {
        format!(
            "收集{}（证据编号{}）：{}，出处：{}，取证人员为{}{}",
            self.kind.label(),
            self.id,
            text(&self.description),
            text(&self.origin),
            named(&self.officers),
            self.irregularity()
        )
    }
}

impl Case {
    /// The evidence that an act names is on file.
    pub(super) fn holds_evidence(
        &self,
        named: &[PartId],
        (instrument, article): (&str, &str),
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        for (n, id) in named.iter().enumerate() {
            refusals.require(self.record.evidence.iter().any(|it| it.id == *id), || {
                no_such_part(id, "证据", &format!("evidence.{n}")).under(instrument, article)
            });
        }
        refusals.verdict()
    }
}
