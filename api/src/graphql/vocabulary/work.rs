//! Words for what somebody has to see to.

use async_graphql::Enum;

/// What kind of thing is on a worklist.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::worklist::WorkKind", name = "WorkKind")]
pub enum WorkKind {
    /// 期限: a deadline.
    Deadline,
    /// 系统自动记录受阻: the clock has something to record, and rules stand in the way.
    Refused,
    /// 通报待签收: an entry of the agency's inbox that nobody has taken notice of.
    Notice,
    /// 待公示: a decision is to be made public, and no limit runs: mostly what counts since it was altered, in place of what
    /// was withdrawn (PUB 11; APL 48.2).
    Unpublished,
    /// 待重新审核列入: the decision on which an entry of the list of serious violations rests was altered, and it is to be
    /// examined again (SDL 2).
    ReExamination,
    /// 来源失效，待解除: a measure of the agency rests on what has fallen.
    Unfounded,
}

/// Kinds of records of which something is due.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::records::RecordKind", name = "RecordKind")]
pub enum RecordKind {
    /// 行政处罚案件: a penalty case.
    Case,
    /// 行政处罚信息公示: the publicity of a decision on one channel.
    Publicity,
    /// 名录列入记录: an entry of a register.
    Listing,
    /// 限制措施: a restriction.
    Restriction,
    /// 信用修复: the restoration of credit.
    Restoration,
    /// 部门推送信息: what another department handed over.
    Inbound,
}

/// What the clock has to record.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::worklist::TaskKind", name = "ClockTask")]
pub enum ClockTask {
    /// 记录逾期视为放弃权利: the rights of a notice ran out unused (PR 57).
    LapseRights,
    /// 记录判决生效: the time to appeal ran out unused (ALL 85).
    TakeEffect,
    /// 确定待定期限: the calendar that deadlines waited for is loaded.
    FixDeadlines,
    /// 确认文号: the act that was allotted a number has taken place.
    ConfirmNumber,
    /// 作废文号: the act that was allotted a number has not taken place.
    VoidNumber,
    /// 确认同一违法行为的罚款登记: an act in law was fined, so that nobody fines it again (APL 29).
    ConfirmFine,
    /// 撤销同一违法行为的罚款登记: an act in law was not fined after all (APL 29).
    FreeFine,
    /// 公示立项: a decision falls due to be made public (PUB 9).
    OpenPublicity,
    /// 撤回公示 (APL 48.2; PUB 11).
    WithdrawPublicity,
    /// 记录公示内容应当更正: a decision that is shown was put right (PUB 12).
    OutdatePublicity,
    /// 通报限制措施: an agency is to be told of a measure that a source calls for (LIST24).
    NotifyAgency,
    /// 记录来源失效: what a restriction rests on has fallen.
    TakeBack,
    /// 列入严重违法失信名单: a penalty decision says that its party is entered (SDL 13).
    EnterSeriousList,
    /// 撤销列入: the decision on which an entry rests has fallen (SDL).
    RevokeListing,
    /// 审查是否重新审核列入: the decision on which an entry rests was altered (SDL 2).
    ReExamineListing,
    /// 更正列入的当事人: the number of the party was put right in the decision (APL 75.2; EIP 12).
    CorrectListedParty,
    /// 列入期届满移出: the years of an entry are over (SDL).
    ExpireListing,
    /// 停止公示: what was made public is shown for as long as the law says (PUB 13).
    ExpirePublicity,
    /// 记录限制措施期满: the term of a measure is over.
    ExpireRestriction,
}

/// What an entry of an agency's inbox tells.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "projections::inbox::EntryKind", name = "InboxEntryType")]
pub enum InboxEntryType {
    /// 限制措施通报: a measure is called for.
    Notified,
    /// 来源失效通报: what it rests on has fallen.
    SourceFell,
    /// 来源暂停通报: what it rests on rests while a plan of reorganisation is carried out (SC22).
    SourceSuspended,
    /// 来源恢复通报: what it rests on counts again.
    SourceResumed,
    /// 推送信息校核通报: something seems wrong in what the agency handed over (EIP 12.1; GDS 26).
    Objected,
}
