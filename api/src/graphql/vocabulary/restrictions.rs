//! Words of restrictions: what they rest on, what they do, how they stand and what ends them.

use async_graphql::Enum;

/// Where a measure bites: the five domains of the policy document (川市监发〔2022〕68号, 十五), and whatever lies outside.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Domain", name = "RestrictionDomain")]
pub enum RestrictionDomain {
    /// 行业准入.
    IndustryEntry,
    /// 项目审批.
    ProjectApproval,
    /// 获得信贷.
    CreditAccess,
    /// 发票领用.
    InvoiceUse,
    /// 出口退税.
    ExportTaxRebate,
    /// 其他: supervision, honours.
    Other,
}

/// How far a measure reaches (SC49, LIST24).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::MeasureKind", name = "MeasureKind")]
pub enum MeasureKind {
    /// 减损权益类: it wants a law or a regulation.
    K1,
    /// 管理类: no right is reduced.
    K2,
    /// 市场自主类: whoever gives credit decides.
    K3,
}

/// What a restriction rests on.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::SourceKind", name = "RestrictionSourceKind")]
pub enum RestrictionSourceKind {
    /// 行政处罚决定.
    Penalty,
    /// 严重违法失信名单.
    SeriousList,
    /// 经营异常名录.
    AbnormalList,
    /// 其他部门推送的信息: a penalty or a list entry.
    InboundRecord,
}

/// What in a source a measure answers, after the article that names it.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Trigger", name = "RestrictionTrigger")]
pub enum RestrictionTrigger {
    /// 列入严重违法失信名单 (SDL 2, 15; EIP 18).
    SeriousList,
    /// The same for a violation of food safety (SDL 5; FSR 66).
    FoodSeriousList,
    /// 列入经营异常名录 (EIP 17, 18; REG 33).
    AbnormalList,
    /// 从重处以罚款 (SDL 2).
    HeavyFine,
    /// 吊销许可证件、营业执照 (SDL 2; GPL 22).
    LicenceRevoked,
    /// 吊销食品生产经营许可证 (FSL 135.1).
    FoodLicenceRevoked,
    /// 因食品安全犯罪被判处有期徒刑以上刑罚 (FSL 135.2).
    FoodCrime,
    /// 责令停产停业、责令关闭、限制开展生产经营活动或者限制从业 (SDL 2; GPL 22).
    BusinessStopped,
    /// 被吊销营业执照、责令关闭 (CO23 178).
    CompanyClosed,
    /// 隐瞒情况或者提供虚假材料申请行政许可 (ALC 78).
    LicenceConcealment,
    /// 以欺骗、贿赂等不正当手段取得行政许可 (ALC 79).
    LicenceFraud,
    /// 因虚假登记被撤销市场主体登记 (REG 40).
    FalseRegistrationCancelled,
    /// 政府采购不良行为记录 (GPL 77).
    ProcurementMisconduct,
    /// 串通投标 (BID 53).
    BiddingCollusion,
}

/// In which capacity somebody answers for what a party was penalised for.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Capacity", name = "AnswerableCapacity")]
pub enum AnswerableCapacity {
    /// 法定代表人 (FSL 135.1; CO23 178).
    LegalRepresentative,
    /// 经营者 of an individual business, whose the licence was (FSL 135.1).
    Operator,
    /// 直接负责的主管人员 (FSL 135.1).
    InCharge,
    /// 其他直接责任人员 (FSL 135.1; REG 40.3).
    OtherResponsible,
}

/// How a restriction stands on a day.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::StandingKind", name = "RestrictionStanding")]
pub enum RestrictionStanding {
    /// 已通报: told, and not imposed yet.
    Notified,
    /// 已决定实施，尚未生效: imposed, from a day on that has not come.
    Scheduled,
    /// 生效.
    Active,
    /// 不予实施.
    Declined,
    /// 来源失效，通报已撤回: told and never answered, and what it rests on has fallen. No measure has ended.
    Withdrawn,
    /// 来源失效，待解除: it counts nothing, and its agency is to lift it.
    Unfounded,
    /// 暂停.
    Suspended,
    /// 已终止.
    Ended,
}

/// What ends a measure (domain.md §6.7).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Cause", name = "RestrictionCause")]
pub enum RestrictionCause {
    /// 期限届满.
    Expired,
    /// 来源失效: revoked, altered, confirmed illegal or void.
    SourceFell,
    /// 信用修复.
    Restored,
    /// 移出名单.
    Delisted,
    /// 实施机关自行解除.
    OwnDecision,
    /// 对象错误.
    WrongSubject,
    /// 依据废止.
    BasisRepealed,
    /// 主体终止.
    SubjectEnded,
}

/// How a source fell.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::falling::Fall", name = "SourceFall")]
pub enum SourceFall {
    /// 被撤销.
    Revoked,
    /// 被变更: what the measure answers is in it no longer.
    Altered,
    /// 被确认违法.
    ConfirmedIllegal,
    /// 被确认无效.
    ConfirmedVoid,
    /// 被移出名单.
    Delisted,
    /// 完成信用修复.
    Restored,
    /// 更正了对象: it was never against whom it named: a number was mistyped, or a person named in error.
    WrongSubject,
    /// 被推送机关更正或者撤回.
    Retracted,
}

/// What the fall of a source asks of the agency that was told of it.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::falling::Asks", name = "SourceFallAsks")]
pub enum SourceFallAsks {
    /// 须解除已实施的措施.
    Correct,
    /// 数据已撤回，仅供知悉: nothing was imposed, or whoever gives credit decides.
    DataWithdrawn,
}

/// Why an agency lifts a measure.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::ending::LiftCause", name = "LiftCause")]
pub enum LiftCause {
    /// 来源失效.
    SourceFell,
    /// 信用修复.
    Restored,
    /// 移出名单.
    Delisted,
    /// 实施机关自行解除, while the source counts.
    OwnDecision,
}

/// Why a measure is voided.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::ending::VoidReason", name = "VoidReason")]
pub enum VoidReason {
    /// 对象错误: on the right one only after a notice and a decision of its own.
    WrongSubject,
    /// 依据废止.
    BasisRepealed,
}

/// What somebody asks for at a counter.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Matter", name = "CounterMatter")]
pub enum CounterMatter {
    /// 行政许可、市场准入.
    Licence,
    /// 项目审批、政府采购、招标投标.
    Project,
    /// 贷款授信.
    Loan,
    /// 发票领用.
    Invoice,
    /// 出口退税.
    Rebate,
    /// 表彰奖励.
    Honour,
}

/// How far a restriction bears on a matter.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restriction::Bearing", name = "Bearing")]
pub enum Bearing {
    /// 无记录: none that is in effect bears on it.
    NoneRecorded,
    /// 应予考虑: whoever decides weighs it; it forbids nothing by itself.
    ToBeWeighed,
    /// 依法不得: a statute says no.
    BarredByStatute,
}
