//! Documents: what identifies one, what it is called, where its bytes are.

use serde::{Deserialize, Serialize};

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

/// A document's number: `川市监处罚〔2022〕1号` (domain.md §8.4, GB/T 9704).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    organ: String,
    kind: NumberKind,
    year: i16,
    sequence: u32,
}

/// What a number is for, as its 文种字 say. Each organ numbers each kind anew every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NumberKind {
    /// 立: a case.
    Filing,
    /// 罚告: a prior notice.
    PriorNotice,
    /// 听通: a notice of hearing.
    HearingNotice,
    /// 处罚: a penalty decision.
    Penalty,
    /// 不罚: a decision not to penalise.
    NoPenalty,
    /// 退款: an order to refund.
    Refund,
    /// 延缴: a deferral or instalment notice.
    Deferral,
}

impl NumberKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Filing,
        Self::PriorNotice,
        Self::HearingNotice,
        Self::Penalty,
        Self::NoPenalty,
        Self::Refund,
        Self::Deferral,
    ];

    /// The characters that stand for it in a number.
    #[must_use]
    pub fn characters(self) -> &'static str {
        match self {
            Self::Filing => "立",
            Self::PriorNotice => "罚告",
            Self::HearingNotice => "听通",
            Self::Penalty => "处罚",
            Self::NoPenalty => "不罚",
            Self::Refund => "退款",
            Self::Deferral => "延缴",
        }
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

impl DocumentType {
    /// Every type.
    pub const ALL: [Self; 38] = [
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
            Self::Other => "其他材料",
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

/// How an act that the law wants recorded in sound or picture (PR 43, 44, 82) was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Recording {
    /// These recordings show it.
    Recorded(Vec<DocumentRef>),
    /// There is none, for this reason.
    Exempt(String),
}

impl DocumentNumber {
    /// The `sequence`th number (from 1) of an organ (`川市监`) for a kind in a year.
    #[must_use]
    pub fn new(organ: &str, kind: NumberKind, year: i16, sequence: u32) -> Self {
        Self { organ: organ.to_owned(), kind, year, sequence }
    }

    /// Whose it is: its 机关代字.
    #[must_use]
    pub fn organ(&self) -> &str {
        &self.organ
    }
}

impl std::fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { organ, kind, year, sequence } = self;
        write!(f, "{organ}{}〔{year}〕{sequence}号", kind.characters())
    }
}

impl std::str::FromStr for DocumentNumber {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        parse_number(text)
            .ok_or_else(|| Malformed::new(text, "a document number, like 川市监处罚〔2022〕1号"))
    }
}

fn parse_number(text: &str) -> Option<DocumentNumber> {
    let (head, rest) = text.split_once('〔')?;
    let (year, rest) = rest.split_once('〕')?;
    let sequence = rest.strip_suffix('号')?;
    // The longest kind first, so that 不罚 is not read as an organ that ends in 不.
    let mut kinds = NumberKind::ALL;
    kinds.sort_by_key(|it| std::cmp::Reverse(it.characters().len()));
    let (organ, kind) =
        kinds.into_iter().find_map(|kind| Some((head.strip_suffix(kind.characters())?, kind)))?;
    let han = organ.chars().all(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
    let fits = han
        && (1..=14).contains(&organ.chars().count())
        && year.len() == 4
        && year.bytes().all(|it| it.is_ascii_digit())
        && !sequence.starts_with('0')
        && sequence.bytes().all(|it| it.is_ascii_digit());
    let number = fits.then(|| (year.parse().ok(), sequence.parse().ok()))?;
    let (Some(year), Some(sequence)) = number else { return None };
    Some(DocumentNumber { organ: organ.to_owned(), kind, year, sequence })
}

impl TryFrom<String> for DocumentNumber {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.to_string()
    }
}
