//! What kind of document it is, and in which half of the file it lies.

mod purpose;

use serde::{Deserialize, Serialize};

use super::Volume;

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
    /// 公示文本: the decision as it is shown to the public.
    RedactedCopy,
    /// 询问通知书.
    InterviewNotice,
    /// 限期提供材料通知书.
    MaterialsNotice,
    /// 责令改正通知书.
    RectificationOrder,
    /// 行政复议申请书、起诉状、上诉状副本.
    RemedyApplication,
    /// 行政复议答复书、答辩状.
    RemedyReply,
    /// 行政复议机关、人民法院的通知书、裁定书.
    RemedyNotice,
    /// 行政复议决定书、裁判文书、调解书.
    RemedyDecision,
    /// 退还罚没款凭证.
    RefundReceipt,
    /// 其他材料.
    Other,
    /// 列入（标记）决定书.
    ListingDecision,
    /// 移出（恢复、撤销列入）决定书.
    DelistingDecision,
    /// 专用信函及其邮寄凭证.
    ContactLetter,
    /// 上级部门同意列入的文件.
    ListingConsent,
    /// 信用修复申请书.
    RestorationApplication,
    /// 信用承诺书.
    CreditCommitment,
    /// 履行义务、纠正违法行为的证明.
    PerformanceProof,
    /// 信用修复（不予修复、撤销修复）决定书.
    RestorationDecision,
    /// 变更（撤销）行政处罚决定书.
    CorrectionDecision,
    /// 补正通知书.
    CorrectionNotice,
    /// 上级行政机关撤销决定书.
    SuperiorDecision,
    /// 行政复议意见书、行政执法监督文书.
    SupervisionPaper,
    /// 纠正情况报告.
    SupervisionReport,
}

impl DocumentType {
    /// Every type.
    pub const ALL: [Self; 62] = [
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
        Self::RedactedCopy,
        Self::InterviewNotice,
        Self::MaterialsNotice,
        Self::RectificationOrder,
        Self::RemedyApplication,
        Self::RemedyReply,
        Self::RemedyNotice,
        Self::RemedyDecision,
        Self::RefundReceipt,
        Self::Other,
        Self::ListingDecision,
        Self::DelistingDecision,
        Self::ContactLetter,
        Self::ListingConsent,
        Self::RestorationApplication,
        Self::CreditCommitment,
        Self::PerformanceProof,
        Self::RestorationDecision,
        Self::CorrectionDecision,
        Self::CorrectionNotice,
        Self::SuperiorDecision,
        Self::SupervisionPaper,
        Self::SupervisionReport,
    ];

    /// As the model documents of 2021 call it.
    #[expect(clippy::too_many_lines, reason = "one arm a type, and the compiler counts them")]
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
            Self::RedactedCopy => "行政处罚决定书（公示文本）",
            Self::InterviewNotice => "询问通知书",
            Self::MaterialsNotice => "限期提供材料通知书",
            Self::RectificationOrder => "责令改正通知书",
            Self::RemedyApplication => "行政复议申请书（起诉状、上诉状）",
            Self::RemedyReply => "行政复议答复书（答辩状）",
            Self::RemedyNotice => "行政复议机关（人民法院）通知书",
            Self::RemedyDecision => "行政复议决定书（裁判文书、调解书）",
            Self::RefundReceipt => "退还罚没款凭证",
            Self::Other => "其他材料",
            Self::ListingDecision => "列入（标记）决定书",
            Self::DelistingDecision => "移出（恢复、撤销列入）决定书",
            Self::ContactLetter => "专用信函及邮寄凭证",
            Self::ListingConsent => "上级部门同意列入的文件",
            Self::RestorationApplication => "信用修复申请书",
            Self::CreditCommitment => "信用承诺书",
            Self::PerformanceProof => "履行义务、纠正违法行为的证明",
            Self::RestorationDecision => "信用修复（不予修复、撤销修复）决定书",
            Self::CorrectionDecision => "变更（撤销）行政处罚决定书",
            Self::CorrectionNotice => "补正通知书",
            Self::SuperiorDecision => "上级行政机关撤销决定书",
            Self::SupervisionPaper => "行政复议意见书、行政执法监督文书",
            Self::SupervisionReport => "纠正情况报告",
        }
    }
}

impl DocumentType {
    /// Which half of the file it belongs to: the agency's own deliberations are internal (PR 78).
    #[expect(clippy::too_many_lines, reason = "one arm a type, and the compiler counts them")]
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
            | Self::ClosingForm
            | Self::ListingConsent => Volume::InternalFile,
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
            | Self::RedactedCopy
            | Self::InterviewNotice
            | Self::MaterialsNotice
            | Self::RectificationOrder
            | Self::RemedyApplication
            | Self::RemedyReply
            | Self::RemedyNotice
            | Self::RemedyDecision
            | Self::RefundReceipt
            | Self::Other
            | Self::ListingDecision
            | Self::DelistingDecision
            | Self::ContactLetter
            | Self::RestorationApplication
            | Self::CreditCommitment
            | Self::PerformanceProof
            | Self::RestorationDecision
            | Self::CorrectionDecision
            | Self::CorrectionNotice
            | Self::SuperiorDecision
            | Self::SupervisionPaper
            | Self::SupervisionReport => Volume::MainFile,
        }
    }
}
