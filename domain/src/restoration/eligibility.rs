//! Whether a target can be restored: each condition as met or not, from which day on, under which article.

mod conditions;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::conditions::assess;
use super::{Gravity, Regime, Shown, Statutory, Waiting, Window, reorganising::Plan};
use crate::{
    case::sanction::SanctionKind,
    citation::Citation,
    id::{EventId, RestorationId},
    listing::Register,
    party::Party,
    restriction::{Found, Source},
    rulebook::Confidence,
};

/// What is gathered, in the streams of its source, of something whose credit may be restored. Gathered by the edge;
/// never client input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restorable {
    /// The decision, or the entry: what is shown.
    pub source: Source,
    /// Whose.
    pub party: Party,
    /// How heavy a penalty is, as market supervision grades it since 2025.
    pub gravity: Gravity,
    /// How heavy it is for Credit China.
    pub gravity_on_credit_china: Gravity,
    /// A penalty in food, drugs or special equipment (CR21 6).
    pub concerns_safety: bool,
    /// What a penalty is made of.
    pub sanctions: Vec<SanctionKind>,
    /// How it is shown on each channel on which it is made public.
    pub shown: Vec<Shown>,
    /// From which day on it counts no longer, where it has fallen.
    pub fallen_on: Option<Date>,
    /// On which day all that was ordered had been performed.
    pub performed_on: Option<Date>,
    /// Something of what was to be paid is open, as the case has it, whatever was verified.
    pub owes: bool,
    /// Whether it had been corrected, and its harm eliminated.
    pub corrected: Correction,
    /// Whether a credit commitment was handed in with the application that stands; nothing where none does.
    pub committed: Option<bool>,
    /// On which day it was verified that the ground of an entry is gone.
    pub cured_on: Option<Date>,
    /// The other penalties of the party.
    pub penalties: Vec<Penalised>,
    /// The entries of the party in registers, this one apart.
    pub entries: Vec<Entry>,
    /// The last day of a restriction of business or employment that the penalty itself sets, where it does.
    pub statutory_until: Option<Date>,
    /// The measures with a time of their own under a statute that run on account of it.
    pub measures: Vec<Statutory>,
    /// What of it the catalogue of measures answers.
    pub found: Found,
    /// The applications of the party for restoration, those of others apart.
    pub applications: Vec<Application>,
}

/// Whether what was wrong had been corrected, and its harm eliminated: nobody but whoever verifies an application says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// No application waits for it: the next one has it verified.
    UponApplication,
    /// The application that stands has not had it verified.
    Unverified,
    /// On this day, as was verified.
    On(Date),
}

/// Another penalty of the party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Penalised {
    /// Its number.
    pub number: String,
    /// On which day it was decided.
    pub decided_on: Date,
    /// It is for the same type of violation.
    pub same_type: bool,
    /// 较重行政处罚 (SDL 2).
    pub heavy: bool,
}

/// An entry of the party in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// Which.
    pub register: Register,
    /// Since which day it counts.
    pub since: Date,
    /// From which day on it counts no longer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ended_on: Option<Date>,
}

/// An application of the party, and whether it bars another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Application {
    /// Which.
    pub id: RestorationId,
    /// What it is about.
    pub source: EventId,
    /// It waits for a decision, or was granted and stands.
    pub stands: bool,
    /// On which day it was found that the party had deceived.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revoked_on: Option<Date>,
    /// The last day on which the party doesn't apply again on that account, where a rule of that day set one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub barred_until: Option<Bar>,
}

/// How long a party doesn't apply again, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bar {
    /// The last day.
    pub until: Date,
    /// The article.
    pub authority: Citation,
    /// How sure that is.
    pub confidence: Confidence,
}

/// A condition of restoration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConditionKind {
    /// 仍在公示、仍在名单中: there is something to restore.
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
    /// 重整计划经法院裁定批准 (SC22).
    PlanApproved,
    /// 不在不得申请的期限内.
    NotBarred,
}

/// A condition, met or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    /// Which.
    pub kind: ConditionKind,
    /// It is met on the day that is asked for.
    pub met: bool,
    /// From which day on it is met, where a day decides.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<Date>,
    /// The article that wants it.
    pub authority: Citation,
    /// How sure the figure or the article is.
    pub confidence: Confidence,
    /// The same in plain Chinese.
    pub says: String,
    /// Whether it is met is verified upon application, and nobody applied: it stands against nothing. Never so in an event,
    /// which has an application.
    #[serde(skip)]
    pub upon_application: bool,
}

/// Whether a target can be restored on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eligibility {
    /// Under which rules.
    pub regime: Regime,
    /// Since when they apply.
    pub since: Date,
    /// Why these.
    pub reason: String,
    /// How long it is shown at least.
    pub wait: Waiting,
    /// The last day on which it is shown on the channel of the window, where that ends of itself: after it nothing is
    /// left that could be restored.
    pub until: Option<Date>,
    /// Each condition, in the order of the articles.
    pub conditions: Vec<Condition>,
}

/// For what is asked: what is restored, through which window, on which day, under which plan.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What is gathered of it.
    pub of: &'a Restorable,
    /// Where the application came in, or would.
    pub window: Window,
    /// The plan of reorganisation on which it rests, where it does.
    pub plan: Option<&'a Plan>,
    /// On which day.
    pub on: Date,
}

impl Correction {
    /// On which day, where that was verified.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::On(day) => Some(day),
            Self::UponApplication | Self::Unverified => None,
        }
    }
}

impl ConditionKind {
    /// Every condition.
    pub const ALL: [Self; 13] = [
        Self::StillShown,
        Self::Waited,
        Self::Open,
        Self::Performed,
        Self::Corrected,
        Self::Committed,
        Self::NoSameTypeAgain,
        Self::NoHeavyPenaltyAgain,
        Self::Unlisted,
        Self::GroundGone,
        Self::NoStatutoryMeasure,
        Self::PlanApproved,
        Self::NotBarred,
    ];

    /// As the articles call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::StillShown => "仍在公示",
            Self::Waited => "达到最短公示期",
            Self::Open => "不属于不得提前停止公示的处罚",
            Self::Performed => "已经履行义务",
            Self::Corrected => "已经纠正违法行为、消除危害后果",
            Self::Committed => "已经公开作出信用承诺",
            Self::NoSameTypeAgain => "未因同一类违法行为再次受到行政处罚",
            Self::NoHeavyPenaltyAgain => "未再次受到较重行政处罚",
            Self::Unlisted => "未在经营异常名录和严重违法失信名单中",
            Self::GroundGone => "列入事由已经消除",
            Self::NoStatutoryMeasure => "法定限制措施已经届满",
            Self::PlanApproved => "重整计划经人民法院裁定批准",
            Self::NotBarred => "不在不得申请的期限内",
        }
    }

    /// Whether the file shows it when an application comes in: what is left is verified first.
    #[must_use]
    pub fn shows_at_once(self) -> bool {
        match self {
            Self::StillShown | Self::Waited | Self::Open | Self::PlanApproved | Self::NotBarred => {
                true
            }
            Self::Performed
            | Self::Corrected
            | Self::Committed
            | Self::NoSameTypeAgain
            | Self::NoHeavyPenaltyAgain
            | Self::Unlisted
            | Self::GroundGone
            | Self::NoStatutoryMeasure => false,
        }
    }
}

impl Eligibility {
    /// Every condition is met, but for what is verified upon application.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.unmet().next().is_none()
    }

    /// The first day on which every condition is met, where days alone decide, and not before these rules apply; nothing
    /// where something else has to happen first, no condition has a day, or it is not shown any more by then.
    #[must_use]
    pub fn from(&self) -> Option<Date> {
        let waits = self.unmet().all(|it| it.from.is_some());
        let last = self.conditions.iter().filter_map(|it| it.from).max().filter(|_| waits);
        last.map(|it| it.max(self.since)).filter(|it| self.is_shown(*it))
    }

    /// The first day on which an application is accepted, where days alone stand against it now: what is verified later
    /// apart.
    #[must_use]
    pub fn acceptable_from(&self) -> Option<Date> {
        let against = self.unmet().filter(|it| it.kind.shows_at_once());
        let days: Option<Vec<_>> = against.map(|it| it.from).collect();
        days?.into_iter().max().filter(|it| self.is_shown(*it))
    }

    fn is_shown(&self, on: Date) -> bool {
        self.until.is_none_or(|last| on <= last)
    }

    /// The conditions that are not met, but for what is verified upon application.
    pub fn unmet(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|it| !it.met && !it.upon_application)
    }
}
