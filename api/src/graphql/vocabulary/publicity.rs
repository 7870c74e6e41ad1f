//! Words of publicity: where decisions are shown, in which state, for how long, and what of them is masked.

use async_graphql::Enum;

/// Where decisions are made public (PUB 9).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::Channel", name = "PublicityChannel")]
pub enum PublicityChannel {
    /// 国家企业信用信息公示系统.
    Gsxt,
    /// 信用中国（双公示）.
    CreditChina,
    /// 行政执法公示平台.
    Portal,
}

/// Where the publicity of a decision stands on a channel.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::State", name = "PublicityState")]
pub enum PublicityState {
    /// Nothing has happened yet.
    Unopened,
    /// 不予公示: the law says so, or the review of secrecy.
    NotPublishable,
    /// 应当公示.
    Due,
    /// 已公示.
    Published,
    /// 已更正: shown as corrected.
    Corrected,
    /// 已撤回: shown no longer, as the decision fell or the publicity was wrong.
    Withdrawn,
    /// 公示期届满: shown for as long as the law says.
    Expired,
    /// 已停止公示（信用修复）: shown no longer, as credit was restored.
    StoppedByRestoration,
}

/// Why a decision is not made public on a channel.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::NotPublic", name = "NotPublicReason")]
pub enum NotPublicReason {
    /// 仅受到警告 (PUB 2.2).
    MereWarning,
    /// 自然人没有登记主体页面 (PUB 2.3).
    NoRegisteredEntity,
    /// 仅受到警告、通报批评: since 2026-04-01 in principle not shown on Credit China (NDRC36).
    MinorSanction,
    /// 保密审查 (PUB 5).
    Secrecy,
}

/// Why what is shown is withdrawn (PUB 11).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::withdrawing::Withdrawal", name = "WithdrawalGround")]
pub enum WithdrawalGround {
    /// 决定被变更: the new content is shown in its place.
    DecisionAltered,
    /// 决定被撤销.
    DecisionRevoked,
    /// 决定被确认违法, also where it is kept.
    DecisionIllegal,
    /// 决定被确认无效.
    DecisionVoid,
    /// 公示有误: what is right is shown in its place.
    PublishedInError,
}

/// The rules under which it is decided how long something is shown.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::term::Regime", name = "PublicityRegime")]
pub enum PublicityRegime {
    /// 《市场监督管理行政处罚信息公示规定》第十三条, from 2021-09-01.
    Pub13,
    /// 《市场监督管理信用修复管理办法》, from 2025-12-25.
    Cr25,
    /// 《信用修复管理办法》, for Credit China, from 2026-04-01.
    Ndrc36,
}

/// How heavy a decision is, as a regime grades it.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::term::Grade", name = "PublicityGrade")]
pub enum PublicityGrade {
    /// 仅受到通报批评或者较低数额罚款 (PUB 13.1).
    Light,
    /// 其他行政处罚 (PUB 13.1).
    Other,
    /// 限制开展生产经营活动、限制从业超过三年 (PUB 13.3).
    OverThreeYears,
    /// 轻微.
    Minor,
    /// 一般.
    Moderate,
    /// 严重.
    Serious,
}

/// From which day a term of publicity counts.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::publicity::term::CountedFrom", name = "PublicityStart")]
pub enum PublicityStart {
    /// 自公示之日起.
    Publication,
    /// 自决定书作出之日起.
    Document,
}

/// What kind of datum is masked.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::masking::Datum", name = "MaskedDatum")]
pub enum MaskedDatum {
    /// 姓名或者名称.
    Name,
    /// 身份证件号码.
    IdNumber,
    /// 家庭住址.
    HomeAddress,
    /// 电话、电子邮箱、即时通信账号.
    Contact,
    /// 银行账户、支付账户.
    Account,
    /// 健康、财产、生物识别、行踪等敏感个人信息.
    Sensitive,
    /// 车牌、运单号、订单号.
    Trace,
    /// 商业秘密.
    TradeSecret,
    /// 执法证件号码.
    CertificateNumber,
}

/// Whose datum is masked.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::masking::Whose", name = "MaskedPerson")]
pub enum MaskedPerson {
    /// 法人、非法人组织, and the people who represent it.
    Organisation,
    /// 个体工商户, and its operator.
    IndividualBusiness,
    /// 自然人当事人.
    NaturalPerson,
    /// 投诉人、举报人、证人、被害人 and other third persons.
    ThirdPerson,
    /// 执法人员.
    Officer,
}
