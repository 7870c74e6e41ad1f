//! What can have happened to a case, in the order of the procedure.
//!
//! These names and fields are the storage format: every one ever written must decode for ever.
//! `fixtures/events/` holds a specimen of each, and a test holds this enum to them. Whatever stands in an event
//! denies fields that it does not know: an older program stops at what it would lose.

use serde::{Deserialize, Serialize};

use super::{
    Facets, answerable, appraisal, closing, conclusion, correction, decision, discussion, evidence,
    exit, extension, filing, handlers, hearing, identification, lead, notice, performance,
    publicity, recusal, redaction, refund, remedy, review, rights, service, statement, suspension,
    timekeeping,
};
use crate::{clock::DeadlineFixed, document::DocumentNumber};

/// A fact. It carries what the law made of it, so that replaying it needs no rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// T1 登记案源.
    LeadRegistered(lead::Registered),
    /// T2 分送核查.
    LeadAssigned(lead::Assigned),
    /// 延长核查期限.
    VerificationExtended(lead::Extended),
    /// T3 立案.
    CaseFiled(filing::Filed),
    /// T4 不予立案.
    CaseNotFiled(filing::NotFiled),
    /// T5 告知举报人.
    ReporterInformed(filing::ReporterInformed),
    /// 更换办案人员.
    HandlersReplaced(handlers::Replaced),
    /// T8 告知陈述申辩和申请回避的权利.
    RightsInformed(rights::Informed),
    /// T9 申请回避.
    RecusalRequested(recusal::Requested),
    /// T9 回避决定.
    RecusalDecided(recusal::Decided),
    /// T10 取证.
    EvidenceCollected(evidence::Collected),
    /// T12 委托检测鉴定.
    AppraisalCommissioned(appraisal::Commissioned),
    /// T12 收到结果.
    AppraisalResultReceived(appraisal::ResultReceived),
    /// T12 告知结果.
    AppraisalResultTold(appraisal::ResultTold),
    /// 查明当事人身份.
    PartyIdentified(identification::Identified),
    /// T19 中止调查.
    InvestigationSuspended(suspension::Suspended),
    /// T20 恢复调查.
    InvestigationResumed(suspension::Resumed),
    /// T21 终止调查.
    InvestigationTerminated(suspension::Terminated),
    /// 延长办案期限.
    DecisionTimeExtended(extension::Extended),
    /// T22 调查终结.
    InvestigationConcluded(conclusion::Concluded),
    /// T23 送审.
    ReviewRequested(review::Requested),
    /// 延长审核期限.
    ReviewExtended(review::Extended),
    /// T24 审核同意.
    ReviewPassed(review::Passed),
    /// T24 建议纠正.
    CorrectionAdvised(review::CorrectionAdvised),
    /// T24 建议补充调查.
    SupplementAdvised(review::SupplementAdvised),
    /// T24 其他意见和建议.
    OtherAdvised(review::OtherAdvised),
    /// T25 批准拟处罚.
    PenaltyProposalApproved(conclusion::ProposalApproved),
    /// 公告送达.
    DocumentAnnounced(service::Announced),
    /// T26 处罚告知.
    PriorNoticeServed(notice::Served),
    /// T27 陈述申辩.
    StatementReceived(statement::Received),
    /// T27 复核.
    StatementReviewed(statement::Reviewed),
    /// 明确放弃权利.
    RightsWaived(statement::Waived),
    /// 逾期视为放弃权利.
    RightsLapsed(statement::Lapsed),
    /// T28 责令退款.
    RefundOrdered(refund::Ordered),
    /// 退款终了.
    RefundEnded(refund::Ended),
    /// T29 要求听证.
    HearingRequested(hearing::Requested),
    /// 指定听证主持人.
    HearingHostAppointed(hearing::HostAppointed),
    /// T30 听证通知.
    HearingNotified(hearing::Notified),
    /// T30 举行听证.
    HearingHeld(hearing::Held),
    /// T30 终止听证.
    HearingAborted(hearing::Aborted),
    /// T30 听证报告.
    HearingReported(hearing::Reported),
    /// T32 集体讨论.
    CollectiveDiscussionHeld(discussion::Discussed),
    /// T33 处罚决定.
    PenaltyDecided(decision::Decided),
    /// T34 不予处罚.
    NoPenaltyDecided(exit::NotPenalised),
    /// T35 违法事实不能成立.
    ViolationNotEstablished(exit::NotEstablished),
    /// T37 送达决定, T38 告知公示.
    DecisionServed(service::DecisionServed),
    /// 制作公示文本.
    RedactedCopyPrepared(redaction::Prepared),
    /// 批准公示文本.
    RedactedCopyApproved(redaction::Approved),
    /// T39 公示, as it was recorded before publicity had a stream of its own.
    PenaltyPublished(publicity::Published),
    /// T40 缴款.
    FinePaid(performance::Paid),
    /// T41 延期、分期.
    DeferralApproved(performance::Deferred),
    /// 其他处罚执行完毕.
    SanctionCarriedOut(performance::CarriedOut),
    /// T47 结案.
    CaseClosed(closing::Closed),
    /// T48 归档.
    CaseArchived(closing::Archived),
    /// 收到行政复议申请.
    ReconsiderationRequestReceived(remedy::HandedIn),
    /// 转送行政复议申请.
    ReconsiderationRequestForwarded(remedy::Forwarded),
    /// 行政复议、行政诉讼.
    RemedyOpened(remedy::Opened),
    /// 答复、答辩.
    ReplySubmitted(remedy::Submitted),
    /// 准许延期提供证据.
    ReplyTimeExtended(remedy::ReplyExtended),
    /// 准许补充证据.
    EvidencePermitted(remedy::Permitted),
    /// 停止执行.
    ExecutionStayed(remedy::Stayed),
    /// 恢复执行.
    StayEnded(remedy::StayEnded),
    /// 行政复议中止.
    ReconsiderationSuspended(remedy::Suspended),
    /// 行政复议恢复审理.
    ReconsiderationResumed(remedy::Resumed),
    /// 行政复议延期.
    ReconsiderationExtended(remedy::Extended),
    /// 行政复议决定、裁判.
    RemedyConcluded(remedy::Concluded),
    /// 行政复议、行政诉讼转为普通程序.
    RemedyConverted(remedy::Converted),
    /// 履行行政复议决定、裁判.
    OrderPerformed(remedy::Performed),
    /// 判决生效.
    JudgmentTookEffect(remedy::JudgmentTookEffect),
    /// 退还罚没款.
    FineRefunded(performance::Refunded),
    /// 自行变更决定.
    DecisionAltered(correction::Altered),
    /// 自行撤销决定.
    DecisionRevokedByOwnMotion(correction::RevokedByOwnMotion),
    /// 上级行政机关撤销决定.
    DecisionRevokedBySuperior(correction::RevokedBySuperior),
    /// 补正.
    ClericalCorrected(correction::ClericalCorrected),
    /// 认定责任人员.
    AnswerablePersonsNamed(answerable::Named),
    /// 撤回责任人员认定.
    AnswerablePersonWithdrawn(answerable::Withdrawn),
    /// 收到行政复议意见书、行政执法监督文书.
    SupervisionReceived(correction::Received),
    /// 报告纠正情况.
    SupervisionAnswered(correction::Answered),
    /// 期限确定.
    DeadlineFixed(DeadlineFixed),
    /// 文号作废.
    ClaimAbandoned(timekeeping::ClaimAbandoned),
}

/// What every event of a case can tell about itself. Each stage's file says it of its own.
pub trait Fact {
    /// What it does to the case as a whole.
    fn facets(&self) -> Facets<'_>;

    /// What was done, as the predicate of an official sentence: `批准立案（案号…），指定李某、张某为办案人员`.
    fn sentence(&self) -> String;
}

impl Event {
    /// The stage's own account of it.
    #[expect(clippy::too_many_lines, reason = "one arm an event, and the compiler counts them")]
    #[must_use]
    pub fn fact(&self) -> &dyn Fact {
        match self {
            Self::LeadRegistered(it) => it,
            Self::LeadAssigned(it) => it,
            Self::VerificationExtended(it) => it,
            Self::CaseFiled(it) => it,
            Self::CaseNotFiled(it) => it,
            Self::ReporterInformed(it) => it,
            Self::HandlersReplaced(it) => it,
            Self::RightsInformed(it) => it,
            Self::RecusalRequested(it) => it,
            Self::RecusalDecided(it) => it,
            Self::EvidenceCollected(it) => it,
            Self::AppraisalCommissioned(it) => it,
            Self::AppraisalResultReceived(it) => it,
            Self::AppraisalResultTold(it) => it,
            Self::PartyIdentified(it) => it,
            Self::InvestigationSuspended(it) => it,
            Self::InvestigationResumed(it) => it,
            Self::InvestigationTerminated(it) => it,
            Self::DecisionTimeExtended(it) => it,
            Self::InvestigationConcluded(it) => it,
            Self::ReviewRequested(it) => it,
            Self::ReviewExtended(it) => it,
            Self::ReviewPassed(it) => it,
            Self::CorrectionAdvised(it) => it,
            Self::SupplementAdvised(it) => it,
            Self::OtherAdvised(it) => it,
            Self::PenaltyProposalApproved(it) => it,
            Self::DocumentAnnounced(it) => it,
            Self::PriorNoticeServed(it) => it,
            Self::StatementReceived(it) => it,
            Self::StatementReviewed(it) => it,
            Self::RightsWaived(it) => it,
            Self::RightsLapsed(it) => it,
            Self::RefundOrdered(it) => it,
            Self::RefundEnded(it) => it,
            Self::HearingRequested(it) => it,
            Self::HearingHostAppointed(it) => it,
            Self::HearingNotified(it) => it,
            Self::HearingHeld(it) => it,
            Self::HearingAborted(it) => it,
            Self::HearingReported(it) => it,
            Self::CollectiveDiscussionHeld(it) => it,
            Self::PenaltyDecided(it) => it,
            Self::NoPenaltyDecided(it) => it,
            Self::ViolationNotEstablished(it) => it,
            Self::DecisionServed(it) => it,
            Self::RedactedCopyPrepared(it) => it,
            Self::RedactedCopyApproved(it) => it,
            Self::PenaltyPublished(it) => it,
            Self::FinePaid(it) => it,
            Self::DeferralApproved(it) => it,
            Self::SanctionCarriedOut(it) => it,
            Self::CaseClosed(it) => it,
            Self::CaseArchived(it) => it,
            Self::ReconsiderationRequestReceived(it) => it,
            Self::ReconsiderationRequestForwarded(it) => it,
            Self::RemedyOpened(it) => it,
            Self::ReplySubmitted(it) => it,
            Self::ReplyTimeExtended(it) => it,
            Self::EvidencePermitted(it) => it,
            Self::RemedyConverted(it) => it,
            Self::OrderPerformed(it) => it,
            Self::ExecutionStayed(it) => it,
            Self::StayEnded(it) => it,
            Self::ReconsiderationSuspended(it) => it,
            Self::ReconsiderationResumed(it) => it,
            Self::ReconsiderationExtended(it) => it,
            Self::RemedyConcluded(it) => it,
            Self::JudgmentTookEffect(it) => it,
            Self::FineRefunded(it) => it,
            Self::DecisionAltered(it) => it,
            Self::DecisionRevokedByOwnMotion(it) => it,
            Self::DecisionRevokedBySuperior(it) => it,
            Self::ClericalCorrected(it) => it,
            Self::AnswerablePersonsNamed(it) => it,
            Self::AnswerablePersonWithdrawn(it) => it,
            Self::SupervisionReceived(it) => it,
            Self::SupervisionAnswered(it) => it,
            Self::DeadlineFixed(it) => it,
            Self::ClaimAbandoned(it) => it,
        }
    }

    /// The number that it was allotted, or that what it serves or announces has.
    #[expect(clippy::too_many_lines, reason = "one arm an event, and the compiler counts them")]
    #[must_use]
    pub fn signed_as(&self) -> Option<&DocumentNumber> {
        match self {
            Self::CaseFiled(it) => Some(&it.number),
            Self::DocumentAnnounced(it) => it.number.as_ref(),
            Self::PriorNoticeServed(it) => Some(&it.number),
            Self::RefundOrdered(it) => Some(&it.number),
            Self::HearingNotified(it) => Some(&it.number),
            Self::PenaltyDecided(it) => Some(&it.number),
            Self::NoPenaltyDecided(it) => Some(&it.number),
            Self::ViolationNotEstablished(it) => it.number.as_ref(),
            Self::DeferralApproved(it) => Some(&it.number),
            Self::DecisionAltered(it) => Some(&it.number),
            Self::LeadRegistered(_)
            | Self::LeadAssigned(_)
            | Self::VerificationExtended(_)
            | Self::CaseNotFiled(_)
            | Self::ReporterInformed(_)
            | Self::HandlersReplaced(_)
            | Self::RightsInformed(_)
            | Self::RecusalRequested(_)
            | Self::RecusalDecided(_)
            | Self::EvidenceCollected(_)
            | Self::AppraisalCommissioned(_)
            | Self::AppraisalResultReceived(_)
            | Self::AppraisalResultTold(_)
            | Self::PartyIdentified(_)
            | Self::InvestigationSuspended(_)
            | Self::InvestigationResumed(_)
            | Self::InvestigationTerminated(_)
            | Self::DecisionTimeExtended(_)
            | Self::InvestigationConcluded(_)
            | Self::ReviewRequested(_)
            | Self::ReviewExtended(_)
            | Self::ReviewPassed(_)
            | Self::CorrectionAdvised(_)
            | Self::SupplementAdvised(_)
            | Self::OtherAdvised(_)
            | Self::PenaltyProposalApproved(_)
            | Self::StatementReceived(_)
            | Self::StatementReviewed(_)
            | Self::RightsWaived(_)
            | Self::RightsLapsed(_)
            | Self::RefundEnded(_)
            | Self::HearingRequested(_)
            | Self::HearingHostAppointed(_)
            | Self::HearingHeld(_)
            | Self::HearingAborted(_)
            | Self::HearingReported(_)
            | Self::CollectiveDiscussionHeld(_)
            | Self::DecisionServed(_)
            | Self::RedactedCopyPrepared(_)
            | Self::RedactedCopyApproved(_)
            | Self::PenaltyPublished(_)
            | Self::FinePaid(_)
            | Self::SanctionCarriedOut(_)
            | Self::CaseClosed(_)
            | Self::CaseArchived(_)
            | Self::ReconsiderationRequestReceived(_)
            | Self::ReconsiderationRequestForwarded(_)
            | Self::RemedyOpened(_)
            | Self::ReplySubmitted(_)
            | Self::ReplyTimeExtended(_)
            | Self::EvidencePermitted(_)
            | Self::RemedyConverted(_)
            | Self::OrderPerformed(_)
            | Self::ExecutionStayed(_)
            | Self::StayEnded(_)
            | Self::ReconsiderationSuspended(_)
            | Self::ReconsiderationResumed(_)
            | Self::ReconsiderationExtended(_)
            | Self::RemedyConcluded(_)
            | Self::JudgmentTookEffect(_)
            | Self::FineRefunded(_)
            | Self::DecisionRevokedByOwnMotion(_)
            | Self::DecisionRevokedBySuperior(_)
            | Self::ClericalCorrected(_)
            | Self::AnswerablePersonsNamed(_)
            | Self::AnswerablePersonWithdrawn(_)
            | Self::SupervisionReceived(_)
            | Self::SupervisionAnswered(_)
            | Self::DeadlineFixed(_)
            | Self::ClaimAbandoned(_) => None,
        }
    }
}
