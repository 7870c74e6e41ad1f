//! How a pair stands, and what ends it (domain.md §6.7).

use serde::{Deserialize, Serialize};

/// How a pair stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "state", content = "cause", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Standing {
    /// 已通报: told, and not imposed yet.
    Notified,
    /// 已决定实施: imposed, from a day on that has not come.
    Scheduled,
    /// 生效.
    Active,
    /// 不予实施.
    Declined,
    /// 通报已撤回: told and never answered, and the source has fallen. Nothing is to be answered any more.
    Withdrawn,
    /// 失去依据: imposed, and its source has fallen. It counts nothing, and its agency is to lift it.
    Unfounded,
    /// 暂停.
    Suspended,
    /// 已终止.
    Ended(Cause),
}

/// How a pair stands, without what ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StandingKind {
    /// See [`Standing::Notified`].
    Notified,
    /// See [`Standing::Scheduled`].
    Scheduled,
    /// See [`Standing::Active`].
    Active,
    /// See [`Standing::Declined`].
    Declined,
    /// See [`Standing::Withdrawn`].
    Withdrawn,
    /// See [`Standing::Unfounded`].
    Unfounded,
    /// See [`Standing::Suspended`].
    Suspended,
    /// See [`Standing::Ended`].
    Ended,
}

/// What ended a measure (domain.md §6.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Cause {
    /// 期满.
    Expired,
    /// 来源失效: revoked, altered, confirmed illegal or void.
    SourceFell,
    /// 信用修复.
    Restored,
    /// 移出名单.
    Delisted,
    /// 机关自行决定.
    OwnDecision,
    /// 对象错误.
    WrongSubject,
    /// 依据废止.
    BasisRepealed,
    /// 主体终止.
    SubjectEnded,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 8] = [
        Self::Expired,
        Self::SourceFell,
        Self::Restored,
        Self::Delisted,
        Self::OwnDecision,
        Self::WrongSubject,
        Self::BasisRepealed,
        Self::SubjectEnded,
    ];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Expired => "期限届满",
            Self::SourceFell => "来源失效",
            Self::Restored => "信用修复",
            Self::Delisted => "移出名单",
            Self::OwnDecision => "实施机关自行解除",
            Self::WrongSubject => "对象错误",
            Self::BasisRepealed => "依据废止",
            Self::SubjectEnded => "主体终止",
        }
    }
}

impl Standing {
    /// Without what ended it.
    #[must_use]
    pub fn kind(self) -> StandingKind {
        match self {
            Self::Notified => StandingKind::Notified,
            Self::Scheduled => StandingKind::Scheduled,
            Self::Active => StandingKind::Active,
            Self::Declined => StandingKind::Declined,
            Self::Withdrawn => StandingKind::Withdrawn,
            Self::Unfounded => StandingKind::Unfounded,
            Self::Suspended => StandingKind::Suspended,
            Self::Ended(_) => StandingKind::Ended,
        }
    }

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Ended(cause) => format!("{}（{}）", self.kind().label(), cause.label()),
            other => other.kind().label().to_owned(),
        }
    }
}

impl StandingKind {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Notified,
        Self::Scheduled,
        Self::Active,
        Self::Declined,
        Self::Withdrawn,
        Self::Unfounded,
        Self::Suspended,
        Self::Ended,
    ];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Notified => "已通报，待答复",
            Self::Scheduled => "已决定实施，尚未生效",
            Self::Active => "生效",
            Self::Declined => "不予实施",
            Self::Withdrawn => "来源失效，通报已撤回",
            Self::Unfounded => "来源失效，待解除",
            Self::Suspended => "暂停",
            Self::Ended => "已终止",
        }
    }
}
