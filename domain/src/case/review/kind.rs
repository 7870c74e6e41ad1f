//! The words of review: which kind, when, on which grounds, what is looked at, what came of it (PR 50–54).

use serde::{Deserialize, Serialize};

/// The two kinds (PR 49).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReviewKind {
    /// 案件审核.
    CaseReview,
    /// 法制审核.
    LegalReview,
}

impl ReviewKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::CaseReview, Self::LegalReview];

    /// As PR 49 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CaseReview => "案件审核",
            Self::LegalReview => "法制审核",
        }
    }
}

/// When a review takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReviewPhase {
    /// Before the party is told (PR 49, 56).
    BeforeNotice,
    /// After the hearing (PR 50).
    AfterHearing,
}

impl ReviewPhase {
    /// Both.
    pub const ALL: [Self; 2] = [Self::BeforeNotice, Self::AfterHearing];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::BeforeNotice => "告知前审核",
            Self::AfterHearing => "听证后审核",
        }
    }
}

/// Why a case is one of those of PR 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LegalReviewGround {
    /// 涉及重大公共利益.
    PublicInterest,
    /// 直接关系当事人或者第三人重大权益，经过听证程序.
    HearingHeld,
    /// 案件情况疑难复杂、涉及多个法律关系.
    Complex,
    /// 法律、法规规定应当进行法制审核的其他情形.
    ByLaw,
}

impl LegalReviewGround {
    /// Every ground.
    pub const ALL: [Self; 4] =
        [Self::PublicInterest, Self::HearingHeld, Self::Complex, Self::ByLaw];

    /// As PR 50 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PublicInterest => "涉及重大公共利益",
            Self::HearingHeld => "直接关系当事人或者第三人重大权益，经过听证程序",
            Self::Complex => "案件情况疑难复杂、涉及多个法律关系",
            Self::ByLaw => "法律、法规规定应当进行法制审核的其他情形",
        }
    }
}

/// The seven points (PR 53).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckPoint {
    /// 是否具有管辖权.
    Jurisdiction,
    /// 当事人的基本情况是否清楚.
    Party,
    /// 案件事实是否清楚、证据是否充分.
    FactsAndEvidence,
    /// 定性是否准确.
    Characterisation,
    /// 适用依据是否正确.
    Basis,
    /// 程序是否合法.
    Procedure,
    /// 处理是否适当.
    Appropriateness,
}

impl CheckPoint {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Jurisdiction,
        Self::Party,
        Self::FactsAndEvidence,
        Self::Characterisation,
        Self::Basis,
        Self::Procedure,
        Self::Appropriateness,
    ];

    /// As PR 53 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Jurisdiction => "是否具有管辖权",
            Self::Party => "当事人的基本情况是否清楚",
            Self::FactsAndEvidence => "案件事实是否清楚、证据是否充分",
            Self::Characterisation => "定性是否准确",
            Self::Basis => "适用依据是否正确",
            Self::Procedure => "程序是否合法",
            Self::Appropriateness => "处理是否适当",
        }
    }
}

/// The four opinions (PR 54).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Opinion {
    /// 同意.
    Agree,
    /// 建议纠正.
    Correct,
    /// 建议补充调查.
    Supplement,
    /// 其他意见和建议.
    Other,
}

impl Opinion {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Agree, Self::Correct, Self::Supplement, Self::Other];

    /// As PR 54 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agree => "同意案件处理意见",
            Self::Correct => "建议纠正",
            Self::Supplement => "建议补充调查",
            Self::Other => "提出其他意见和建议",
        }
    }
}
