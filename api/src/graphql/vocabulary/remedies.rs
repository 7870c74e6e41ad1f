//! Words for remedies against a decision.

use async_graphql::Enum;

/// Which remedy against a decision (ARL; ALL).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::RemedyKind", name = "RemedyKind")]
pub enum RemedyKind {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼第一审.
    FirstInstance,
    /// 行政诉讼第二审.
    SecondInstance,
    /// 行政诉讼再审.
    Retrial,
}

/// At whose instance a remedy was opened.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::Applicant", name = "RemedyApplicant")]
pub enum RemedyApplicant {
    /// 当事人.
    Party,
    /// 利害关系人、第三人.
    ThirdParty,
    /// 本机关: an appeal, a request for retrial.
    Agency,
    /// 人民法院: a retrial of its own motion (ALL 92).
    Court,
    /// 人民检察院: a protest (ALL 93).
    Procuratorate,
}

/// By which procedure a remedy is decided (ARL 53; ALL 82).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::Procedure", name = "RemedyProcedure")]
pub enum RemedyProcedure {
    /// 普通程序.
    Ordinary,
    /// 简易程序.
    Simplified,
}

/// How a remedy ended (ARL 63–73; ALL 69–77, 89).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::Outcome", name = "RemedyOutcome")]
pub enum RemedyOutcome {
    /// 维持行政行为.
    Upheld,
    /// 变更.
    Altered,
    /// 撤销或者部分撤销.
    Revoked,
    /// 确认违法.
    ConfirmedIllegal,
    /// 确认无效.
    ConfirmedVoid,
    /// 责令履行.
    OrderedToPerform,
    /// 驳回.
    Dismissed,
    /// 调解.
    Mediated,
    /// 撤回.
    Withdrawn,
    /// 终止.
    Terminated,
    /// 维持原判: of an appeal or a retrial.
    JudgmentUpheld,
    /// 发回重审: of an appeal or a retrial.
    Remanded,
}

/// On which ground a remedy ended so.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::Ground", name = "RemedyGround")]
pub enum RemedyGround {
    /// 主要事实不清、证据不足.
    FactsUnproven,
    /// 适用的依据不合法、适用法律法规错误.
    WrongBasis,
    /// 违反法定程序.
    Procedure,
    /// 超越职权.
    BeyondPowers,
    /// 滥用职权.
    AbuseOfPowers,
    /// 明显不当.
    ManifestlyUnfit,
    /// 未依法提出答复、提交证据，视为没有证据、依据.
    NoReply,
    /// 内容不适当.
    UnfitContent,
    /// 未正确适用依据.
    BasisMisapplied,
    /// 经查清事实和证据.
    FactsEstablished,
    /// 款额的确定、认定确有错误.
    WrongAmount,
    /// 撤销会造成重大损害.
    HarmIfRevoked,
    /// 程序轻微违法.
    SlightProcedure,
    /// 不具有可撤销内容.
    NothingToRevoke,
    /// 已改变原行政行为.
    ChangedMeanwhile,
    /// 责令履行没有意义.
    PerformancePointless,
    /// 重大且明显违法.
    ManifestlyIllegal,
    /// 不履行法定职责.
    DutyNotPerformed,
    /// 依法负有给付义务.
    PaymentOwed,
    /// 合法、适当.
    Lawful,
    /// 没有相应职责或者已经履行.
    NoSuchDuty,
    /// 不符合受理、起诉条件.
    Inadmissible,
    /// 达成调解.
    Agreed,
    /// 申请人撤回.
    ByApplicant,
    /// 申请人死亡、终止且无人承受.
    ApplicantEnded,
    /// 中止满六十日原因仍未消除.
    SuspendedTooLong,
    /// 原判决正确.
    JudgmentRight,
    /// 基本事实不清、证据不足.
    JudgmentFactsUnproven,
    /// 遗漏当事人、违法缺席判决等.
    JudgmentProcedure,
}

/// What an outcome makes of a sanction.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::EffectKind", name = "SanctionEffect")]
pub enum SanctionEffect {
    /// 撤销: it counts no more.
    Revoked,
    /// 变更: another one counts, under the same id.
    Altered,
    /// 确认违法: it was unlawful, and counts all the same.
    ConfirmedIllegal,
    /// 确认无效: it never counted.
    Void,
    /// 维持: it counts as it was made.
    Upheld,
}

/// Who stays the execution (ARL 42; ALL 56).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::StayedBy", name = "StayedBy")]
pub enum StayedBy {
    /// 被申请人、被告认为需要停止执行.
    Respondent,
    /// 行政复议机关、人民法院认为需要停止执行.
    Body,
    /// 依申请停止执行.
    OnApplication,
    /// 法律、法规规定停止执行.
    Statute,
}

/// Why a request for reconsideration could be handed to the agency itself (ARL 32).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::HandedInGround", name = "HandedInGround")]
pub enum HandedInGround {
    /// 当场作出的行政处罚决定.
    OnTheSpot,
    /// 依据电子技术监控设备记录的违法事实作出的行政处罚决定.
    ElectronicMonitoring,
}

/// What has to be submitted with an answer (ARL 48; ALL 67).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::remedy::ItemKind", name = "ReplyItem")]
pub enum ReplyItem {
    /// 书面答复、答辩状.
    Reply,
    /// 行政处罚决定书.
    Decision,
    /// 决定书送达证明.
    ProofOfService,
    /// 变更、撤销、补正文书及送达证明.
    Correction,
    /// 证据.
    Evidence,
    /// 依据.
    Basis,
    /// 立案审批表.
    Filing,
    /// 行政处罚告知书及送达证明.
    PriorNotice,
    /// 陈述、申辩材料.
    Statement,
    /// 听证通知书、听证笔录.
    Hearing,
}
