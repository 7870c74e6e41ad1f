//! Deadlines: how they are counted, paused and extended, and how each explains itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Moment, citation::Citation};

/// A rule that starts a period. `timers.toml` says how long it is and under which article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Timer {
    /// Verification of a lead, to the decision whether to file (PR 18).
    #[serde(rename = "LEAD.VERIFY")]
    LeadVerify,
    /// Telling a real-name reporter whether the case was filed (CMP 31).
    #[serde(rename = "REPORT.INFORM")]
    ReportInform,
    /// A review of the case (PR 55).
    #[serde(rename = "REVIEW.DO")]
    ReviewDo,
    /// The party's time to state and to defend itself (PR 57).
    #[serde(rename = "NOTICE.STATE")]
    NoticeState,
    /// The party's time to ask for a hearing (APL 64(1)).
    #[serde(rename = "HEARING.REQUEST")]
    HearingRequest,
    /// Between the notice of a hearing and the hearing (APL 64(2)).
    #[serde(rename = "HEARING.NOTIFY")]
    HearingNotify,
    /// From filing to decision (PR 64).
    #[serde(rename = "CASE.DECIDE")]
    CaseDecide,
    /// Serving the decision (PR 81).
    #[serde(rename = "DECISION.SERVE")]
    DecisionServe,
    /// Publicity on GSXT in the same province (PUB 9).
    #[serde(rename = "PUB.GSXT.SAME")]
    PubGsxtSame,
    /// Publicity on Credit China (双公示).
    #[serde(rename = "PUB.DUAL")]
    PubDual,
    /// Publicity on the agency's portal.
    #[serde(rename = "PUB.PORTAL")]
    PubPortal,
    /// Paying a fine (PR 72).
    #[serde(rename = "PAY.FINE")]
    PayFine,
    /// The closing form (PR 77).
    #[serde(rename = "CLOSE.FORM")]
    CloseForm,
    /// Asking for reconsideration (ARL 20).
    #[serde(rename = "RECON.APPLY")]
    ReconApply,
    /// Suing directly (ALL 46).
    #[serde(rename = "SUIT.DIRECT")]
    SuitDirect,
    /// Service by announcement takes effect (PR 82(5)).
    #[serde(rename = "SERVICE.ANNOUNCE")]
    ServiceAnnounce,
    /// The limitation period of a violation (APL 36).
    #[serde(rename = "LIMITATION")]
    Limitation,
    /// The longer limitation period: life, health or financial safety, with harm (APL 36).
    #[serde(rename = "LIMITATION.LONG")]
    LimitationLong,
    /// How long after an act its entry is not late.
    #[serde(rename = "ENTRY.LATE")]
    EntryLate,
}

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
}

/// An interval in which a period stands still: `[from, to)` in days; open while `to` is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub kind: PauseKind,
    /// The part of the case that it comes of (an appraisal, a hearing), to end the right one.
    pub of: crate::id::PartId,
    /// Its first day.
    pub from: Date,
    /// The first day that counts again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
}

/// Whose deadline it is: an agency is alerted by the raw date, a party's right ends on the rolled one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Bound {
    /// A duty of the agency.
    Agency,
    /// A right or duty of the party.
    Party,
}

/// When a period starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// 工作日.
    WorkingDays,
    /// 日.
    CalendarDays,
    /// 时.
    Hours,
    /// 月.
    Months,
    /// 年.
    Years,
}

/// What makes a period longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extension {
    /// By how much, in the period's unit.
    pub by: u32,
    /// Under which article.
    pub authority: Citation,
}

/// A run of days that did not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Skipped {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Why: `周末`, `国庆节`, a pause's name.
    pub because: String,
}

/// Where a period ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Due {
    /// On a day that is known.
    Fixed {
        /// As counted.
        raw_date: Date,
        /// As it binds: the raw date, or the first working day after it.
        due_date: Date,
        /// Why the two differ.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        rolled_because: Option<String>,
        /// The hour that it binds, where it is counted in hours.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        at: Option<Moment>,
    },
    /// Nobody knows while it stands still.
    Paused {
        /// The first day of the open pause.
        since: Date,
        /// How many units are left.
        remaining: u32,
    },
    /// The calendar of a year that it reaches into is not loaded.
    Undetermined {
        /// `CALENDAR_MISSING` of this year.
        missing_year: i16,
        /// As counted, where the unit needs no calendar.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        raw_date: Option<Date>,
    },
}

/// A deadline that explains itself. It stands in the event that started, paused, resumed or
/// extended it, so that nobody needs the rulebook to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deadline {
    /// Under which rule.
    pub timer: Timer,
    /// Of which part of the case, where there may be several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<crate::id::PartId>,
    /// Whose it is.
    pub bound: Bound,
    /// What starts it; the day itself is not counted (PR 80).
    pub start: Moment,
    /// How long.
    pub length: u32,
    /// In which unit.
    pub unit: Unit,
    /// What made it longer.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub extensions: Vec<Extension>,
    /// The article that sets it.
    pub authority: Citation,
    /// How sure the rulebook is of the figure.
    pub confidence: crate::rulebook::Confidence,
    /// When it stands or stood still.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pauses: Vec<Pause>,
    /// The days between start and end that did not count.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub skipped: Vec<Skipped>,
    /// The calendar that was used: `2022-11` of `NATIONAL`, say; absent where none was needed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub calendar: Option<String>,
    /// Where it ends.
    pub due: Due,
}
