//! Words for what other departments hand over.

use async_graphql::Enum;

/// What another department hands over (EIP 7.1).
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::inbound::Kind", name = "InboundKind")]
pub enum InboundKind {
    /// 行政许可: granted, altered or continued.
    Licence,
    /// 行政处罚.
    Penalty,
    /// 名单: an entry of a list that the department keeps.
    ListEntry,
}

/// How what another department handed over stands on a day.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::inbound::Standing", name = "InboundStanding")]
pub enum InboundStanding {
    /// 尚未生效: its first day lies ahead.
    Ahead,
    /// 有效.
    InForce,
    /// 已届满: its last day is over, and it is shown no more.
    Over,
    /// 已撤回: it counts for nothing.
    Withdrawn,
}

/// Why its agency withdrew what it had handed over.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::inbound::changing::Ground", name = "InboundWithdrawalGround")]
pub enum InboundWithdrawalGround {
    /// 推送有误.
    PushedInError,
    /// 主体错误: it concerns somebody else.
    WrongSubject,
    /// 决定被变更、撤销、确认违法或者确认无效 (APL 48.2).
    DecisionFell,
    /// 许可注销、移出名单.
    Ended,
}
