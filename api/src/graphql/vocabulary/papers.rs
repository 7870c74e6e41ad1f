//! Words for documents, periods and figures.

use async_graphql::Enum;

/// What kind of document it is (domain.md §3.10).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::document::DocumentType", name = "DocumentType")]
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
    /// 行政处罚决定书（公示文本）: the decision as it is shown to the public.
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

/// Whose deadline it is: an agency is alerted by the raw date, a party's right ends on the rolled one.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::Bound", name = "DeadlineBound")]
pub enum DeadlineBound {
    /// A duty of the agency.
    Agency,
    /// A right or duty of the party.
    Party,
    /// A court's.
    Court,
}

/// A rule that starts a period. `timers.toml` says how long it is and under which article.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::Timer", name = "Timer")]
pub enum Timer {
    /// Verification of a lead, to the decision whether to file (PR 18).
    LeadVerify,
    /// Telling a real-name reporter whether the case was filed (CMP 31).
    ReportInform,
    /// A review of the case (PR 55).
    ReviewDo,
    /// The party's time to state and to defend itself (PR 57).
    NoticeState,
    /// The party's time to ask for a hearing (APL 64(1)).
    HearingRequest,
    /// Between the notice of a hearing and the hearing (APL 64(2)).
    HearingNotify,
    /// From filing to decision (PR 64).
    CaseDecide,
    /// Serving a penalty decision, or publishing the announcement that serves it (PR 81, 82).
    DecisionServe,
    /// Publicity on GSXT in the same province (PUB 9).
    PubGsxtSame,
    /// Pushing a decision to the province of registration (PUB 10).
    PubGsxtPush,
    /// Publicity on Credit China (双公示).
    PubDual,
    /// Publicity on the agency's portal.
    PubPortal,
    /// Paying a fine (PR 72).
    PayFine,
    /// The closing form (PR 77).
    CloseForm,
    /// Asking for reconsideration (ARL 20).
    ReconApply,
    /// Suing directly (ALL 46).
    SuitDirect,
    /// Appealing against a ruling (ALL 85).
    SuitAppealRuling,
    /// Deciding anew, by the day that the organ or the court set (ARL 64; ALL 70).
    Redo,
    /// Performing what the organ or the court ordered, by the day that it set (ARL 66; ALL 72, 73).
    Perform,
    /// Service by announcement takes effect (PR 82(5)).
    ServiceAnnounce,
    /// The limitation period of a violation (APL 36).
    Limitation,
    /// The longer limitation period: life, health or financial safety, with harm (APL 36).
    LimitationLong,
    /// Correcting shared data, and what rests on it, once it was found wrong (GDS 26).
    ShareCorrect,
    /// How long after an act its entry is not late.
    EntryLate,
    /// Negotiating over jurisdiction between market bureaus (PR 13).
    JurisNegotiate,
    /// The superior's designation of who has jurisdiction (PR 16).
    JurisDesignate,
    /// Acting on evidence that was registered and preserved (PR 35).
    EvidPreserve,
    /// Reporting an urgent measure and getting it approved (PR 33, 36).
    UrgentApproval,
    /// Sealing or seizure (PR 38).
    MeasureSeize,
    /// Freezing (ACL 32).
    MeasureFreeze,
    /// Handing over the decision to freeze (ACL 31).
    FreezeDeliver,
    /// Helping another market bureau that asked for it (PR 45).
    AssistAnswer,
    /// Handing in what an on-the-spot decision left (PR 70).
    OnspotFile,
    /// Handing cash that an officer collected to the agency (PR 73).
    CashToAgency,
    /// Paying that cash in at the bank (PR 73).
    CashToBank,
    /// Publicity of a decision that another province sent (PUB 10).
    PubGsxtHost,
    /// Withdrawing publicity of a decision that fell or was altered (APL 48, PUB 11).
    PubWithdraw,
    /// Correcting what is shown of a decision that was put right since (PUB 12).
    PubCorrect,
    /// How long public criticism and lower fines are shown (PUB 13).
    PubStopLight,
    /// How long other penalties are shown (PUB 13).
    PubStopOther,
    /// How long a minor penalty is shown (CR25).
    PubStopMinor,
    /// How long a moderate penalty is shown at most (CR25).
    PubStopModerate,
    /// How long a serious penalty is shown at most (CR25).
    PubStopSerious,
    /// Between a demand notice and the application to a court (PR 76).
    DemandWait,
    /// Asking a court to enforce (PR 76, ACL 53).
    CourtApply,
    /// The court's acceptance of that application (ACL 56).
    CourtAccept,
    /// The court's ruling on it (ACL 57).
    CourtRule,
    /// The court's ruling where it doubts the decision (ACL 58).
    CourtRuleDoubt,
    /// Whether a request for reconsideration is admitted (ARL 30).
    ReconReview,
    /// Deciding on reconsideration, ordinary procedure (ARL 62).
    ReconDecide,
    /// Deciding on reconsideration, simplified procedure (ARL 62).
    ReconSimple,
    /// The agency's reply in reconsideration (ARL 48).
    ReconReply,
    /// The agency's reply in the simplified procedure (ARL 54).
    ReconReplySimple,
    /// Forwarding a request that was handed to the agency itself (ARL 32).
    ReconForward,
    /// Reporting on a reconsideration opinion (ARL 76).
    ReconOpinion,
    /// Reporting to whoever supervises enforcement, by the day that the paper sets (SUP).
    SupervisionAnswer,
    /// The agency's reply in court (ALL 67).
    SuitReply,
    /// Appealing against a judgment (ALL 85).
    SuitAppeal,
    /// Suing after reconsideration (ALL 45).
    SuitAfter,
    /// The principal head's decision on a transfer to the police (TRF 5).
    PoliceApprove,
    /// Sending the case to the police once that is approved (TRF 5).
    PoliceSend,
    /// The police's decision whether to file (TRF 8).
    PoliceReview,
    /// Handing over the property once the police have filed (TRF 12).
    PoliceHandover,
    /// Publishing the report of a year (EIP 8).
    ReportAnnual,
    /// Entering whoever gave a ground in the list of abnormal operations, or marking it (ABN).
    AbnEnter,
    /// Letting it leave once the ground is gone (ABN).
    AbnExit,
    /// Publishing an entry of the list of serious violations on GSXT (SDL).
    ListPublish,
    /// Ending the publicity of an entry that was revoked (SDL).
    ListWithdraw,
    /// How long an entry of that list lasts (SDL).
    ListExpire,
    /// Before which an entry of that list is not removed early (SDL).
    ListEarly,
    /// Showing on GSXT what another department handed over (EIP 7.2).
    InboundPublish,
    /// Taking down what that department has withdrawn (APL 48.2).
    InboundWithdraw,
    /// How long a penalty of another department is shown that names no last day.
    InboundShown,
    /// Lifting what rests on a source that was restored or delisted (SC22; domain.md §6.7).
    MeasureLift,
    /// How long it is shown at least before its credit may be restored (CR21 6).
    RestoreWait,
    /// Accepting an application for restoration, or not.
    RestoreAccept,
    /// Deciding on an application for restoration.
    RestoreDecide,
    /// Ending what is shown on a channel, once a restoration was granted.
    RestoreEffect,
    /// Before which whoever obtained a restoration by fraud doesn't apply again (NDRC36).
    RestoreBar,
}

/// Which half of the file a document belongs to (PR 78).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::document::Volume", name = "Volume")]
pub enum Volume {
    /// 正卷.
    MainFile,
    /// 副卷.
    InternalFile,
}

/// What a line of the record is about.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::lines::Section", name = "Section")]
pub enum Section {
    /// 案件.
    Case,
    /// 人员.
    People,
    /// 调查.
    Investigation,
    /// 审核.
    Review,
    /// 告知和权利.
    Rights,
    /// 决定.
    Decision,
    /// 执行.
    Performance,
    /// 公示.
    Publicity,
    /// 期限.
    Deadlines,
    /// 文书.
    Documents,
}
