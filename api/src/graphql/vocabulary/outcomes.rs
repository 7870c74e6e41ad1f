//! Words for what comes of a case.

use async_graphql::Enum;

/// What a penalty does (APL 9).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::sanction::SanctionKind", name = "SanctionKind")]
pub enum SanctionKind {
    /// 警告.
    Warning,
    /// 通报批评.
    Criticism,
    /// 罚款.
    Fine,
    /// 没收违法所得.
    ConfiscateIncome,
    /// 没收非法财物.
    ConfiscateGoods,
    /// 暂扣许可证件.
    SuspendLicence,
    /// 降低资质等级.
    LowerQualification,
    /// 吊销许可证件.
    RevokeLicence,
    /// 限制开展生产经营活动.
    RestrictBusiness,
    /// 责令停产停业.
    StopBusiness,
    /// 责令关闭.
    CloseBusiness,
    /// 限制从业.
    RestrictEmployment,
    /// 法律、行政法规规定的其他行政处罚.
    Other,
}

/// How a sanction stands against the benchmark (APL 32; domain.md §1).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::sanction::Grade", name = "PenaltyGrade")]
pub enum PenaltyGrade {
    /// 减轻: below the statutory minimum.
    Mitigated,
    /// 从轻.
    Lighter,
    /// 一般.
    Ordinary,
    /// 从重.
    Heavier,
}

/// Why a case is not filed (PR 19, 20).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::filing::NotFiledReason", name = "NotFiledReason")]
pub enum NotFiledReason {
    /// 违法行为轻微并及时改正，没有造成危害后果.
    MinorCorrected,
    /// 初次违法且危害后果轻微并及时改正.
    FirstMinorCorrected,
    /// 当事人有证据足以证明没有主观过错.
    NoFaultProven,
    /// A condition of PR 19 is not met.
    ConditionNotMet,
    /// 依法可以不予立案的其他情形.
    Other,
}

/// The conditions under which a case must be filed (PR 19).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::filing::FilingCondition", name = "FilingCondition")]
pub enum FilingCondition {
    /// (1) 有证据初步证明存在违法行为.
    PrimaFacieEvidence,
    /// (2) 应当给予行政处罚.
    PenaltyDue,
    /// (3) 属于本部门管辖.
    Competence,
    /// (4) 在给予行政处罚的法定期限内.
    WithinLimitation,
}

/// How a case may end (PR 60).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::conclusion::Outcome", name = "CaseOutcome")]
pub enum CaseOutcome {
    /// 给予行政处罚.
    Penalty,
    /// 不予行政处罚.
    NoPenalty,
    /// 违法事实不能成立.
    NotEstablished,
}

/// Whether a statement was adopted.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::statement::Adoption", name = "Adoption")]
pub enum Adoption {
    /// 采纳.
    Adopted,
    /// 部分采纳.
    PartlyAdopted,
    /// 不予采纳.
    NotAdopted,
}

/// What a notice lets the party do.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::statement::Right", name = "PartyRight")]
pub enum PartyRight {
    /// 陈述、申辩.
    State,
    /// 要求听证.
    Hearing,
}

/// Why a hearing ends early.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::hearing::AbortGround", name = "AbortGround")]
pub enum AbortGround {
    /// 无正当理由拒不出席.
    Absent,
    /// 未经许可中途退出.
    Left,
    /// 撤回听证申请.
    Withdrawn,
}

/// Why there is no penalty (APL 30–33, 36).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::exit::NoPenaltyReason", name = "NoPenaltyReason")]
pub enum NoPenaltyReason {
    /// 违法行为轻微并及时改正，没有造成危害后果: must.
    MinorNoHarm,
    /// 初次违法且危害后果轻微并及时改正: may.
    FirstMinor,
    /// 没有主观过错: must.
    NoFault,
    /// 不满十四周岁.
    Under14,
    /// 不能辨认或者不能控制自己行为.
    Incapacity,
    /// 超过追究时效.
    LimitationExpired,
}

/// What a payment settles.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::performance::Towards", name = "PaymentPurpose")]
pub enum PaymentPurpose {
    /// 罚没款.
    Principal,
    /// 加处罚款.
    Surcharge,
}

/// How it was paid (PR 72); never to the agency (APL 67).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::performance::PaymentChannel", name = "PaymentChannel")]
pub enum PaymentChannel {
    /// 指定银行.
    Bank,
    /// 电子支付系统.
    ElectronicPayment,
}

/// Why a case is closed (PR 77).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::closing::ClosingGround", name = "ClosingGround")]
pub enum ClosingGround {
    /// 行政处罚决定执行完毕.
    Performed,
    /// 终止调查.
    Terminated,
    /// 不予行政处罚.
    NotPenalised,
    /// 违法事实不能成立.
    NotEstablished,
    /// 其他应予结案的情形.
    Other,
}

/// Where the main line of a case stands (domain.md §3.1).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::state::Main", name = "Stage")]
pub enum Stage {
    /// Nothing has happened yet.
    Unopened,
    /// 已登记案源.
    Lead,
    /// 核查中.
    Verifying,
    /// 不予立案.
    NotFiled,
    /// 调查中.
    Investigating,
    /// 中止调查.
    Suspended,
    /// 终止调查.
    Terminated,
    /// 调查终结.
    Concluded,
    /// 审核中.
    InReview,
    /// 退回办案机构.
    Supplementing,
    /// 审核通过.
    Reviewed,
    /// 已批准拟处罚，待告知.
    ApprovedForNotice,
    /// 已告知.
    Noticed,
    /// 已作出处罚决定.
    PenaltyDecided,
    /// 不予行政处罚.
    NoPenaltyDecided,
    /// 违法事实不能成立.
    NotEstablished,
    /// 已结案.
    Closed,
    /// 已归档.
    Archived,
}

/// A type of violation.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::case::violation::ViolationType", name = "ViolationType")]
pub enum ViolationType {
    /// Food business without a licence (FSL 122).
    UnlicensedFoodBusiness,
    /// A platform that didn't check its merchants' licences (FSL 131).
    PlatformLicenceCheck,
    /// Food that fails the safety standards (FSL 124).
    UnsafeFood,
    /// False advertising (广告法 55).
    FalseAdvertising,
    /// Price fraud (价格法 40).
    PriceFraud,
    /// Prices not clearly marked (价格法 42).
    UnmarkedPrices,
    /// Fake transactions, bought reviews (反不正当竞争法 20).
    FakeTransactions,
    /// Licence not displayed by an online trader (ECL 76).
    LicenceNotDisplayed,
    /// Trade without registration (无证无照经营查处办法).
    UnregisteredBusiness,
    /// Trademark infringement (商标法 60).
    TrademarkInfringement,
    /// Counterfeit patent (专利法 68).
    CounterfeitPatent,
    /// Products that fail the quality standards (产品质量法 49, 50).
    SubstandardProducts,
    /// Prohibited goods sold online (ECL 13).
    ProhibitedGoods,
    /// A platform's rules or fees that are unreasonable (ECL 35, 82).
    UnreasonablePlatformTerms,
    /// Consumers' rights infringed (消费者权益保护法 56).
    ConsumerRights,
    /// False registration material (REG 44).
    FalseRegistration,
    /// A licence for food business applied for with facts concealed or false material: a matter of public safety and health
    /// (ALC 78).
    FoodLicenceConcealment,
    /// A licence for food business obtained by fraud, bribery or other improper means: a matter of public safety and health
    /// (ALC 79).
    FoodLicenceFraud,
    /// Anything else.
    Other,
}
