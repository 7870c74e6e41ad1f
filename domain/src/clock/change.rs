//! What moves the end of a period: pauses and extensions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Moment, citation::Citation, id::PartId};

/// Why a running period stands still (PR 18, 64).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PauseKind {
    /// 检测、检验、检疫、鉴定.
    Appraisal,
    /// 权利人辨认或者鉴别.
    RightHolder,
    /// 听证.
    Hearing,
    /// 公告.
    Announcement,
    /// 中止.
    Suspension,
    /// 责令退还多收价款.
    Refund,
    /// 行政复议中止.
    ReconsiderationSuspended,
}

impl PauseKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Appraisal,
        Self::RightHolder,
        Self::Hearing,
        Self::Announcement,
        Self::Suspension,
        Self::Refund,
        Self::ReconsiderationSuspended,
    ];

    /// As the rules call it (PR 64).
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Appraisal => "检测、检验、检疫、鉴定",
            Self::RightHolder => "权利人辨认或者鉴别",
            Self::Hearing => "听证",
            Self::Announcement => "公告",
            Self::Suspension => "中止调查",
            Self::Refund => "责令退还多收价款",
            Self::ReconsiderationSuspended => "行政复议中止",
        }
    }
}

/// 补录: an act that moved the end was itself entered late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnteredLate {
    /// When it is said to have taken place.
    pub occurred: Moment,
    /// When that was entered.
    pub recorded: Moment,
}

/// An interval in which a period stands still: `[from, to)` in days; open while `to` is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub kind: PauseKind,
    /// The part of the case that it comes of (an appraisal, a hearing), to end the right one.
    pub of: PartId,
    /// Its first day.
    pub from: Date,
    /// The first day that counts again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
    /// What began it was entered late.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entered_late: Option<EnteredLate>,
}

impl Pause {
    /// Whether a period that it stops stands still on `day`.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

/// What has made a period longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extension {
    /// By how much, in the period's unit.
    pub by: u32,
    /// Under which article.
    pub authority: Citation,
    /// It was entered late.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entered_late: Option<EnteredLate>,
}

/// That a period may be made longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extendable {
    /// By how much, in the period's unit; whoever decides says so where absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<u32>,
    /// Under which article.
    pub authority: Citation,
}
