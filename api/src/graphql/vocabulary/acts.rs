//! Words for acts: who does what, how, and on which ground. The same enums as the domain's; the compiler
//! holds the two together.

use async_graphql::Enum;

/// In which role somebody acts (domain.md §3.2).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::actor::Role", name = "Role")]
pub enum Role {
    /// 登记人员: registers leads.
    Intake,
    /// 办案人员: collects evidence, inspects, serves, proposes (PR 19, 22).
    Handler,
    /// 办案机构负责人: names the handlers, answers for the conclusion report (PR 19, 48).
    UnitHead,
    /// 案件审核人员: reviews cases outside PR 50 (PR 52).
    CaseReviewer,
    /// 法制审核人员: reviews cases under PR 50 (APL 58).
    LegalReviewer,
    /// 部门负责人, deputies included: decides.
    AgencyLeader,
    /// 主要负责人: decides what deputies may not.
    PrincipalHead,
    /// 听证主持人: not an investigator of the case (APL 64(4)).
    HearingHost,
    /// 信用监管人员: publishes what the law makes public.
    CreditUnit,
    /// 人事管理人员: keeps the officers' register.
    Registrar,
}

/// The ways of service (PR 82).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::service::ServiceMode", name = "ServiceMode")]
pub enum ServiceMode {
    /// 宣告后当场交付: handed over on announcement (PR 81).
    OnTheSpot,
    /// 直接送达.
    Direct,
    /// 留置送达.
    Leave,
    /// 电子送达.
    Electronic,
    /// 邮寄送达.
    Mail,
    /// 委托送达.
    Entrusted,
    /// 转交送达.
    Forwarded,
    /// 公告送达.
    Announcement,
}

/// What is answered by `readSealed` alone (domain.md §9).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::access::TargetKind", name = "SealedContent")]
pub enum SealedContent {
    /// 举报人身份: who reported it, and how to reach them.
    Reporter,
    /// 当事人个人信息: the natural person, or the people of the organisation.
    Party,
    /// 证据提供人: who provided a piece of evidence, or fixed it.
    Provider,
    /// 文书签收人: who signed for a document that was served.
    Recipient,
    /// 听证代理人: who spoke for the party at a hearing.
    Agents,
    /// 责任人员个人信息: who was named as answerable for a decision.
    Answerable,
    /// 被限制人员个人信息: whom a measure bars, for the agency that was told of it.
    Barred,
}

/// How a lead came (PR 18; domain.md §1).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::lead::LeadSource", name = "LeadSource")]
pub enum LeadSource {
    /// 监督检查.
    SupervisionCheck,
    /// 投诉.
    Complaint,
    /// 举报.
    Report,
    /// 其他部门移送.
    OtherAgency,
    /// 上级交办.
    Superior,
    /// 媒体曝光.
    Media,
    /// 网络监测.
    Monitoring,
}

/// Who asks for a recusal.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::recusal::Requester", name = "RecusalRequester")]
pub enum RecusalRequester {
    /// 当事人.
    Party,
    /// 本人.
    Officer,
    /// 本部门.
    Agency,
}

/// The eight kinds (APL 46, PR 23).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::evidence::EvidenceKind", name = "EvidenceKind")]
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

/// What is done (PR 32; PR 30 for right holders).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::appraisal::AppraisalKind", name = "AppraisalKind")]
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

/// Grounds of suspension (PR 46).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::suspension::SuspensionGround", name = "SuspensionGround")]
pub enum SuspensionGround {
    /// A related judgment or decision is awaited.
    AwaitingDecision,
    /// A question of law was referred.
    LegalQuestion,
    /// 不可抗力.
    ForceMajeure,
    /// 当事人下落不明.
    PartyMissing,
    /// 其他应当中止调查的情形.
    Other,
}

/// Grounds of termination (PR 47); both want that nobody takes over rights and duties.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::suspension::TerminationGround", name = "TerminationGround")]
pub enum TerminationGround {
    /// 自然人死亡.
    PersonDied,
    /// 法人、其他组织终止.
    EntityEnded,
}

/// The two kinds (PR 49).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::review::ReviewKind", name = "ReviewKind")]
pub enum ReviewKind {
    /// 案件审核.
    CaseReview,
    /// 法制审核.
    LegalReview,
}

/// When a review takes place.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::review::ReviewPhase", name = "ReviewPhase")]
pub enum ReviewPhase {
    /// Before the party is told (PR 49, 56).
    BeforeNotice,
    /// After the hearing (PR 50).
    AfterHearing,
}

/// Why a case is one of those of PR 50.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::review::LegalReviewGround", name = "LegalReviewGround")]
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

/// The seven points (PR 53).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::review::CheckPoint", name = "CheckPoint")]
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

/// The four opinions (PR 54).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::review::Opinion", name = "ReviewOpinion")]
pub enum ReviewOpinion {
    /// 同意.
    Agree,
    /// 建议纠正.
    Correct,
    /// 建议补充调查.
    Supplement,
    /// 其他意见和建议.
    Other,
}
