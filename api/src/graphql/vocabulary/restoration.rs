//! Words of restoration: under which rules, through which window, how an application stands, what it has to meet.

use async_graphql::Enum;

/// The rules under which credit is restored.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restoration::Regime", name = "RestorationRegime")]
pub enum RestorationRegime {
    /// 《市场监督管理信用修复管理办法》 of 2021, to 2025-12-24.
    Cr21,
    /// 《市场监督管理信用修复管理办法》 of 2025, from 2025-12-25.
    Cr25,
    /// 《信用修复管理办法》, from 2026-04-01, and before it 《关于进一步完善信用修复制度的实施方案》.
    Ndrc36,
}

/// Where an application is received.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restoration::Window", name = "RestorationWindow")]
pub enum RestorationWindow {
    /// 国家企业信用信息公示系统.
    Gsxt,
    /// “信用中国”网站统一受理.
    CreditChina,
}

/// How an application stands.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restoration::Status", name = "RestorationStatus")]
pub enum RestorationStatus {
    /// 已申请.
    Applied,
    /// 材料不齐，已退回: it came to its end, and is handed in anew.
    RejectedIncomplete,
    /// 不予受理.
    NotAccepted,
    /// 已受理.
    Accepted,
    /// 核实中.
    Verifying,
    /// 准予修复: not every channel has acknowledged that it stopped.
    Granted,
    /// 修复生效: every channel has.
    Effective,
    /// 不予修复.
    Denied,
    /// 因欺骗撤销，已恢复原状态.
    Reinstated,
    /// 重整计划未能执行，已恢复原状态.
    Resumed,
}

/// A condition of restoration.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restoration::ConditionKind", name = "RestorationConditionKind")]
pub enum RestorationConditionKind {
    /// 仍在公示: there is something to restore.
    StillShown,
    /// 达到最短公示期 (PUB 14.1).
    Waited,
    /// 不属于不得提前停止公示的行政处罚 (PUB 14.3).
    Open,
    /// 已经自觉履行义务 (PUB 14.1(1)).
    Performed,
    /// 已经主动消除危害后果和不良影响 (PUB 14.1(2)).
    Corrected,
    /// 已经公开作出信用承诺 (NDRC36).
    Committed,
    /// 未因同一类违法行为再次受到行政处罚 (PUB 14.1(3)).
    NoSameTypeAgain,
    /// 未再次受到较重行政处罚 (SDL).
    NoHeavyPenaltyAgain,
    /// 未在经营异常名录和严重违法失信名单中 (PUB 14.1(4)).
    Unlisted,
    /// 列入事由已经消除 (EIP 17.2).
    GroundGone,
    /// 依照法律实施的限制措施已经届满 (SDL).
    NoStatutoryMeasure,
    /// 重整计划经人民法院裁定批准 (SC22).
    PlanApproved,
    /// 不在不得申请的期限内.
    NotBarred,
}

/// In which way what an application says is verified.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::restoration::verifying::Method", name = "VerificationMethod")]
pub enum VerificationMethod {
    /// 网上核实.
    Online,
    /// 书面核实.
    Paper,
    /// 实地核实: by two officers at least, with a record.
    OnSite,
}
