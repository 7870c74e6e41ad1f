//! The rules that set periods, by name, and what tells them apart.

use serde::{Deserialize, Serialize};

macro_rules! timers {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $label:literal;)*) => {
        /// A rule that starts a period. `timers.toml` says how long it is and under which article.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Timer {$($(#[$doc])* #[serde(rename = $id)] $name,)*}

        impl Timer {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As files and programs call it: `CASE.DECIDE`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {$(Self::$name => $id,)*}
            }

            /// As an officer calls it: `办案期限`.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$name => $label,)*}
            }
        }
    };
}

timers! {
    /// Verification of a lead, to the decision whether to file (PR 18).
    LeadVerify = "LEAD.VERIFY", "核查期限";
    /// Telling a real-name reporter whether the case was filed (CMP 31).
    ReportInform = "REPORT.INFORM", "告知举报人期限";
    /// A review of the case (PR 55).
    ReviewDo = "REVIEW.DO", "审核期限";
    /// The party's time to state and to defend itself (PR 57).
    NoticeState = "NOTICE.STATE", "陈述申辩期限";
    /// The party's time to ask for a hearing (APL 64(1)).
    HearingRequest = "HEARING.REQUEST", "申请听证期限";
    /// Between the notice of a hearing and the hearing (APL 64(2)).
    HearingNotify = "HEARING.NOTIFY", "听证通知期限";
    /// From filing to decision (PR 64).
    CaseDecide = "CASE.DECIDE", "办案期限";
    /// Serving a penalty decision, or publishing the announcement that serves it (PR 81, 82(5)).
    DecisionServe = "DECISION.SERVE", "决定书送达期限";
    /// Publicity on GSXT in the same province (PUB 9).
    PubGsxtSame = "PUB.GSXT.SAME", "企业信用信息公示系统公示期限";
    /// Sending the publicity to the province where the party is registered (PUB 10).
    PubGsxtPush = "PUB.GSXT.PUSH", "向登记地推送公示信息期限";
    /// Publicity on Credit China (双公示).
    PubDual = "PUB.DUAL", "信用中国“双公示”期限";
    /// Publicity on the agency's portal.
    PubPortal = "PUB.PORTAL", "本机关网站公示期限";
    /// Paying a fine (PR 72).
    PayFine = "PAY.FINE", "缴纳罚没款期限";
    /// The closing form (PR 77).
    CloseForm = "CLOSE.FORM", "填写结案审批表期限";
    /// Asking for reconsideration (ARL 20).
    ReconApply = "RECON.APPLY", "申请行政复议期限";
    /// Suing directly (ALL 46).
    SuitDirect = "SUIT.DIRECT", "直接提起行政诉讼期限";
    /// Service by announcement takes effect (PR 82(5)).
    ServiceAnnounce = "SERVICE.ANNOUNCE", "公告送达期间";
    /// The limitation period of a violation (APL 36).
    Limitation = "LIMITATION", "行政处罚追责时效";
    /// The longer limitation period: life, health or financial safety, with harm (APL 36).
    LimitationLong = "LIMITATION.LONG", "行政处罚追责时效（五年）";
    /// How long after an act its entry is not late.
    EntryLate = "ENTRY.LATE", "录入期限";
}

impl std::fmt::Display for Timer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
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

impl Bound {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Agency, Self::Party];

    /// Whose it is, in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agency => "行政机关",
            Self::Party => "当事人",
        }
    }
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 5] =
        [Self::WorkingDays, Self::CalendarDays, Self::Hours, Self::Months, Self::Years];

    /// As it follows a number: `15个工作日`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkingDays => "个工作日",
            Self::CalendarDays => "日",
            Self::Hours => "小时",
            Self::Months => "个月",
            Self::Years => "年",
        }
    }
}
