//! Appraisal: testing, inspection, quarantine, expert appraisal, and identification by the right
//! holder (PR 30, 32). While it lasts, verification and the ninety days stand still (PR 18, 64).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::{Facets, Fact};

use crate::{
    Narrative,
    clock::{Deadline, PauseKind},
    document::DocumentRef,
    id::PartId,
};

/// An appraisal was commissioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Commissioned {
    /// `A1`, `A2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: AppraisalKind,
    /// Who does it.
    pub institution: String,
    /// Whether the institution holds the statutory qualification (PR 32).
    pub qualified: bool,
    /// What makes it fit, where no qualified one exists.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fitness: Option<Narrative>,
    /// What is to be found out.
    pub question: Narrative,
    /// By when it is to be done, as the party was told in writing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
    /// The day on which the party was told of that period.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party_told_on: Option<Date>,
    /// 委托书, 期间告知书, 抽样记录.
    pub documents: Vec<DocumentRef>,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
}

/// What is done (PR 32; PR 30 for right holders).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AppraisalKind {
    /// 检测.
    Testing,
    /// 检验.
    Inspection,
    /// 检疫.
    Quarantine,
    /// 鉴定.
    ExpertAppraisal,
    /// 权利人辨认或者鉴别.
    RightHolderIdentification,
}

impl AppraisalKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Testing,
        Self::Inspection,
        Self::Quarantine,
        Self::ExpertAppraisal,
        Self::RightHolderIdentification,
    ];

    /// As PR 32 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Testing => "检测",
            Self::Inspection => "检验",
            Self::Quarantine => "检疫",
            Self::ExpertAppraisal => "鉴定",
            Self::RightHolderIdentification => "权利人辨认、鉴别",
        }
    }

    /// How it stops the clock.
    #[must_use]
    pub fn pause(self) -> PauseKind {
        match self {
            Self::RightHolderIdentification => PauseKind::RightHolder,
            Self::Testing | Self::Inspection | Self::Quarantine | Self::ExpertAppraisal => {
                PauseKind::Appraisal
            }
        }
    }
}

/// Its result arrived; the clocks run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultReceived {
    /// Which appraisal.
    pub appraisal: PartId,
    /// What it found.
    pub finding: Narrative,
    /// The report.
    pub document: DocumentRef,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

/// The party was told the result (PR 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultTold {
    /// Which appraisal.
    pub appraisal: PartId,
    /// 结果告知书.
    pub document: DocumentRef,
}

impl Fact for Commissioned {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match self.kind {
            AppraisalKind::RightHolderIdentification => &[("PR", "30.2"), ("PR", "64.2")],
            AppraisalKind::Testing
            | AppraisalKind::Inspection
            | AppraisalKind::Quarantine
            | AppraisalKind::ExpertAppraisal => &[("PR", "32"), ("PR", "64.2")],
        };
        Facets::under(basis).timing(&self.deadlines).filing(&self.documents)
    }

    fn sentence(&self) -> String {
        format!("委托{}进行{}（{}）", self.institution, self.kind.label(), self.id)
    }
}

impl Fact for ResultReceived {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "32"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("收到{}的结果：{}", self.appraisal, self.finding.shown())
    }
}

impl Fact for ResultTold {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "32")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("将{}的结果告知当事人", self.appraisal)
    }
}
