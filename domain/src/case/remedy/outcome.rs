//! How a remedy can end, and on which ground; which leads to which, one table says.

mod table;

pub(super) use self::table::{authority, grounds, listed_in};

use serde::{Deserialize, Serialize};

use super::Effect;

/// How a remedy ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
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

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 12] = [
        Self::Upheld,
        Self::Altered,
        Self::Revoked,
        Self::ConfirmedIllegal,
        Self::ConfirmedVoid,
        Self::OrderedToPerform,
        Self::Dismissed,
        Self::Mediated,
        Self::Withdrawn,
        Self::Terminated,
        Self::JudgmentUpheld,
        Self::Remanded,
    ];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Upheld => "维持",
            Self::Altered => "变更",
            Self::Revoked => "撤销",
            Self::ConfirmedIllegal => "确认违法",
            Self::ConfirmedVoid => "确认无效",
            Self::OrderedToPerform => "责令履行",
            Self::Dismissed => "驳回",
            Self::Mediated => "调解结案",
            Self::Withdrawn => "准予撤回",
            Self::Terminated => "终止",
            Self::JudgmentUpheld => "维持原判",
            Self::Remanded => "发回重审",
        }
    }

    /// What it can do to a sanction. What is altered may lose a sanction whole, and where a court finds otherwise
    /// than the reconsideration before it, the decision may count again as made.
    pub(super) fn may_have(self, effect: &Effect) -> bool {
        match self {
            Self::Altered | Self::Mediated => {
                matches!(effect, Effect::Altered { .. } | Effect::Revoked | Effect::Upheld)
            }
            Self::Revoked => matches!(effect, Effect::Revoked | Effect::Upheld),
            Self::ConfirmedIllegal => matches!(effect, Effect::ConfirmedIllegal),
            Self::ConfirmedVoid => matches!(effect, Effect::Void),
            Self::Upheld => matches!(effect, Effect::Upheld),
            Self::OrderedToPerform
            | Self::Dismissed
            | Self::Withdrawn
            | Self::Terminated
            | Self::JudgmentUpheld
            | Self::Remanded => false,
        }
    }

    /// Whether it has to name a sanction that it touches, where the decision has any.
    pub(super) fn touches(self) -> bool {
        matches!(self, Self::Altered | Self::Revoked | Self::ConfirmedIllegal | Self::ConfirmedVoid)
    }

    /// Whether the judgment that it is about stands: of an appeal or a retrial that changed nothing.
    #[must_use]
    pub fn leaves_the_judgment(self) -> bool {
        matches!(self, Self::JudgmentUpheld | Self::Withdrawn | Self::Terminated)
    }

    /// Whether the body found on what was asked of it, so that suing again waits for its decision (ALL 45).
    #[must_use]
    pub(super) fn is_a_decision(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Terminated)
    }
}

/// On which ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Ground {
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

impl Ground {
    /// Every ground.
    pub const ALL: [Self; 29] = [
        Self::FactsUnproven,
        Self::WrongBasis,
        Self::Procedure,
        Self::BeyondPowers,
        Self::AbuseOfPowers,
        Self::ManifestlyUnfit,
        Self::NoReply,
        Self::UnfitContent,
        Self::BasisMisapplied,
        Self::FactsEstablished,
        Self::WrongAmount,
        Self::HarmIfRevoked,
        Self::SlightProcedure,
        Self::NothingToRevoke,
        Self::ChangedMeanwhile,
        Self::PerformancePointless,
        Self::ManifestlyIllegal,
        Self::DutyNotPerformed,
        Self::PaymentOwed,
        Self::Lawful,
        Self::NoSuchDuty,
        Self::Inadmissible,
        Self::Agreed,
        Self::ByApplicant,
        Self::ApplicantEnded,
        Self::SuspendedTooLong,
        Self::JudgmentRight,
        Self::JudgmentFactsUnproven,
        Self::JudgmentProcedure,
    ];

    /// As the statutes word it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FactsUnproven => "主要事实不清、证据不足",
            Self::WrongBasis => "适用的依据不合法或者适用法律、法规错误",
            Self::Procedure => "违反法定程序",
            Self::BeyondPowers => "超越职权",
            Self::AbuseOfPowers => "滥用职权",
            Self::ManifestlyUnfit => "明显不当",
            Self::NoReply => "未依法提出答复、提交证据和依据，视为没有证据、依据",
            Self::UnfitContent => "内容不适当",
            Self::BasisMisapplied => "未正确适用依据",
            Self::FactsEstablished => "事实不清、证据不足，经查清事实和证据",
            Self::WrongAmount => "款额的确定、认定确有错误",
            Self::HarmIfRevoked => "依法应予撤销，但撤销会造成重大损害",
            Self::SlightProcedure => "程序轻微违法，但对权利不产生实际影响",
            Self::NothingToRevoke => "行政行为违法，但不具有可撤销内容",
            Self::ChangedMeanwhile => "已改变原违法行政行为",
            Self::PerformancePointless => "责令履行没有意义",
            Self::ManifestlyIllegal => "重大且明显违法",
            Self::DutyNotPerformed => "不履行法定职责",
            Self::PaymentOwed => "依法负有给付义务",
            Self::Lawful => "事实清楚、证据确凿、适用依据正确、程序合法",
            Self::NoSuchDuty => "没有相应法定职责或者已经履行",
            Self::Inadmissible => "不符合受理或者起诉条件",
            Self::Agreed => "当事人达成协议",
            Self::ByApplicant => "申请人撤回",
            Self::ApplicantEnded => "申请人死亡或者终止，无人承受权利义务",
            Self::SuspendedTooLong => "中止满六十日，原因仍未消除",
            Self::JudgmentRight => "原判决认定事实清楚，适用法律、法规正确",
            Self::JudgmentFactsUnproven => "原判决认定基本事实不清、证据不足",
            Self::JudgmentProcedure => "原判决遗漏当事人等严重违反法定程序",
        }
    }
}
