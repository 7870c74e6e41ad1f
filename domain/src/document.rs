//! Documents: what identifies one, what it is called, where its bytes are.

mod number;

use serde::{Deserialize, Serialize};

pub use self::number::{DocumentNumber, NumberKind};
use crate::id::Malformed;

/// The SHA-256 of a document's bytes, in lower-case hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// A digest computed elsewhere.
    #[must_use]
    pub const fn new(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::str::FromStr for Sha256 {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let refuse = || Malformed::new(text, "a SHA-256: 64 hexadecimal digits");
        if text.len() != 64 || !text.is_ascii() {
            return Err(refuse());
        }
        let mut digest = [0; 32];
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| refuse())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refuse())?;
        }
        Ok(Self(digest))
    }
}

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> Self {
        digest.to_string()
    }
}

/// What kind of document it is (domain.md §3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DocumentType {
    /// 案件来源登记表.
    SourceForm,
    /// 立案审批表.
    FilingApproval,
    /// 不予立案审批表.
    NonFilingApproval,
    /// 现场笔录.
    SceneRecord,
    /// 询问笔录.
    InterviewRecord,
    /// Any other piece of evidence.
    Evidence,
    /// 抽样记录.
    SamplingRecord,
    /// 检测鉴定委托书.
    AppraisalCommission,
    /// 检测鉴定期间告知书.
    AppraisalPeriodNotice,
    /// 检测鉴定结果告知书.
    AppraisalResultNotice,
    /// 检测、检验、检疫、鉴定报告.
    AppraisalReport,
    /// 中止、恢复、终止调查审批表.
    SuspensionApproval,
    /// 调查终结报告.
    ConclusionReport,
    /// 审核意见.
    ReviewOpinion,
    /// 行政处罚告知审批表.
    ProposalApproval,
    /// 集体讨论记录.
    DiscussionMinutes,
    /// 听证报告.
    HearingReport,
    /// 延长办案期限审批表.
    ExtensionApproval,
    /// 行政处罚告知书.
    PriorNotice,
    /// 陈述申辩书.
    Statement,
    /// 放弃权利声明.
    Waiver,
    /// 听证申请书.
    HearingRequest,
    /// 听证通知书.
    HearingNotice,
    /// 听证笔录.
    HearingRecord,
    /// 责令退款通知书.
    RefundOrder,
    /// 行政处罚决定书.
    PenaltyDecision,
    /// 不予行政处罚决定书.
    NoPenaltyDecision,
    /// 送达回证.
    ServiceReceipt,
    /// 送达地址确认书.
    AddressConfirmation,
    /// 公告.
    Announcement,
    /// 延期（分期）缴纳申请书.
    DeferralApplication,
    /// 延期（分期）缴纳通知书.
    DeferralNotice,
    /// 缴款凭证.
    PaymentReceipt,
    /// 财物处理单据.
    PropertyReceipt,
    /// 回避申请或者决定.
    RecusalPaper,
    /// 告知举报人记录.
    ReporterNotice,
    /// 结案审批表.
    ClosingForm,
    /// 录音、录像、照片.
    Recording,
    /// 行政处罚信息公示告知书.
    PublicityNotice,
    /// 询问通知书.
    InterviewNotice,
    /// 限期提供材料通知书.
    MaterialsNotice,
    /// 责令改正通知书.
    RectificationOrder,
    /// 其他材料.
    Other,
}

/// Which half of the file a document belongs to (PR 78).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Volume {
    /// 正卷.
    MainFile,
    /// 副卷.
    InternalFile,
}

impl Volume {
    /// Both halves, in their order.
    pub const ALL: [Self; 2] = [Self::MainFile, Self::InternalFile];

    /// As PR 78 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MainFile => "正卷",
            Self::InternalFile => "副卷",
        }
    }
}

impl DocumentType {
    /// Every type.
    pub const ALL: [Self; 43] = [
        Self::SourceForm,
        Self::FilingApproval,
        Self::NonFilingApproval,
        Self::SceneRecord,
        Self::InterviewRecord,
        Self::Evidence,
        Self::SamplingRecord,
        Self::AppraisalCommission,
        Self::AppraisalPeriodNotice,
        Self::AppraisalResultNotice,
        Self::AppraisalReport,
        Self::SuspensionApproval,
        Self::ConclusionReport,
        Self::ReviewOpinion,
        Self::ProposalApproval,
        Self::DiscussionMinutes,
        Self::HearingReport,
        Self::ExtensionApproval,
        Self::PriorNotice,
        Self::Statement,
        Self::Waiver,
        Self::HearingRequest,
        Self::HearingNotice,
        Self::HearingRecord,
        Self::RefundOrder,
        Self::PenaltyDecision,
        Self::NoPenaltyDecision,
        Self::ServiceReceipt,
        Self::AddressConfirmation,
        Self::Announcement,
        Self::DeferralApplication,
        Self::DeferralNotice,
        Self::PaymentReceipt,
        Self::PropertyReceipt,
        Self::RecusalPaper,
        Self::ReporterNotice,
        Self::ClosingForm,
        Self::Recording,
        Self::PublicityNotice,
        Self::InterviewNotice,
        Self::MaterialsNotice,
        Self::RectificationOrder,
        Self::Other,
    ];

    /// As the model documents of 2021 call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SourceForm => "案件来源登记表",
            Self::FilingApproval => "立案审批表",
            Self::NonFilingApproval => "不予立案审批表",
            Self::SceneRecord => "现场笔录",
            Self::InterviewRecord => "询问笔录",
            Self::Evidence => "证据材料",
            Self::SamplingRecord => "抽样记录",
            Self::AppraisalCommission => "检测鉴定委托书",
            Self::AppraisalPeriodNotice => "检测鉴定期间告知书",
            Self::AppraisalResultNotice => "检测鉴定结果告知书",
            Self::AppraisalReport => "检测鉴定报告",
            Self::SuspensionApproval => "中止（恢复、终止）调查审批表",
            Self::ConclusionReport => "调查终结报告",
            Self::ReviewOpinion => "审核意见",
            Self::ProposalApproval => "行政处罚告知审批表",
            Self::DiscussionMinutes => "集体讨论记录",
            Self::HearingReport => "听证报告",
            Self::ExtensionApproval => "延长期限审批表",
            Self::PriorNotice => "行政处罚告知书",
            Self::Statement => "陈述申辩材料",
            Self::Waiver => "放弃权利声明",
            Self::HearingRequest => "听证申请书",
            Self::HearingNotice => "听证通知书",
            Self::HearingRecord => "听证笔录",
            Self::RefundOrder => "责令退款通知书",
            Self::PenaltyDecision => "行政处罚决定书",
            Self::NoPenaltyDecision => "不予行政处罚决定书",
            Self::ServiceReceipt => "送达回证",
            Self::AddressConfirmation => "送达地址确认书",
            Self::Announcement => "公告",
            Self::DeferralApplication => "延期（分期）缴纳罚款申请书",
            Self::DeferralNotice => "延期（分期）缴纳罚款通知书",
            Self::PaymentReceipt => "缴款凭证",
            Self::PropertyReceipt => "财物处理单据",
            Self::RecusalPaper => "回避申请（决定）书",
            Self::ReporterNotice => "告知举报人记录",
            Self::ClosingForm => "结案审批表",
            Self::Recording => "音像记录",
            Self::PublicityNotice => "行政处罚信息公示告知书",
            Self::InterviewNotice => "询问通知书",
            Self::MaterialsNotice => "限期提供材料通知书",
            Self::RectificationOrder => "责令改正通知书",
            Self::Other => "其他材料",
        }
    }
}

impl DocumentType {
    /// Whether it names whoever reported the case, where somebody did (CMP 33).
    #[must_use]
    pub fn names_reporter(self) -> bool {
        matches!(self, Self::SourceForm | Self::ReporterNotice)
    }

    /// Which half of the file it belongs to: the agency's own deliberations are internal (PR 78).
    #[must_use]
    pub fn volume(self) -> Volume {
        match self {
            Self::SourceForm
            | Self::ConclusionReport
            | Self::ReviewOpinion
            | Self::ProposalApproval
            | Self::DiscussionMinutes
            | Self::HearingReport
            | Self::ExtensionApproval
            | Self::SuspensionApproval
            | Self::RecusalPaper
            | Self::ReporterNotice
            | Self::ClosingForm => Volume::InternalFile,
            Self::FilingApproval
            | Self::NonFilingApproval
            | Self::SceneRecord
            | Self::InterviewRecord
            | Self::Evidence
            | Self::SamplingRecord
            | Self::AppraisalCommission
            | Self::AppraisalPeriodNotice
            | Self::AppraisalResultNotice
            | Self::AppraisalReport
            | Self::PriorNotice
            | Self::Statement
            | Self::Waiver
            | Self::HearingRequest
            | Self::HearingNotice
            | Self::HearingRecord
            | Self::RefundOrder
            | Self::PenaltyDecision
            | Self::NoPenaltyDecision
            | Self::ServiceReceipt
            | Self::AddressConfirmation
            | Self::Announcement
            | Self::DeferralApplication
            | Self::DeferralNotice
            | Self::PaymentReceipt
            | Self::PropertyReceipt
            | Self::Recording
            | Self::PublicityNotice
            | Self::InterviewNotice
            | Self::MaterialsNotice
            | Self::RectificationOrder
            | Self::Other => Volume::MainFile,
        }
    }
}

/// A document that an act names. Its bytes lie in the document folder, under their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRef {
    /// Of its bytes.
    pub sha256: Sha256,
    /// What it is.
    #[serde(rename = "type")]
    pub document_type: DocumentType,
    /// Its number, where it has one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// How many pages it has.
    pub pages: u16,
    /// Where the paper original is kept, in the agency's words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
}

impl DocumentRef {
    /// The same document under the number that it was allotted on signing.
    #[must_use]
    pub fn numbered(&self, number: &DocumentNumber) -> Self {
        Self { number: Some(number.clone()), ..self.clone() }
    }

    /// Whether both are the same bytes, filed as the same kind of document.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        (self.sha256, self.document_type) == (other.sha256, other.document_type)
    }
}

/// How an act that the law wants recorded in sound or picture (PR 43, 44, 82) was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Recording {
    /// These recordings show it.
    Recorded(Vec<DocumentRef>),
    /// There is none, for this reason.
    Exempt(String),
}

#[cfg(test)]
mod spec;
