//! 期限: how long each rule gives.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Row, Rulebook, RulebookError, read};
use crate::{
    citation::Citation,
    clock::{Bound, PauseKind, Timer, Unit},
};

pub(super) const FILE: &str = "timers.toml";

/// More units than any period has, of whichever kind; a larger number is a slip.
const MOST: u32 = 10_000;

/// A row of `timers.toml`.
pub type TimerRow = Row<Timer, Period>;

/// How long a rule gives, and what moves its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Period {
    /// How many units.
    pub n: u32,
    /// Of which kind.
    pub unit: Unit,
    /// By how much it may be made longer, where it may.
    pub extension: Option<Longer>,
    /// What stops it.
    #[serde(default)]
    pub pauses: Vec<PauseKind>,
    /// Whose it is.
    pub bound: Bound,
    /// It does not end on a day off (PR 80).
    #[serde(default)]
    pub roll: bool,
    /// What follows when it has run out.
    pub on_expiry: OnExpiry,
}

impl Period {
    /// Periods in different units are not compared: the older one stays.
    fn is_shorter_than(&self, other: &Self) -> bool {
        self.unit == other.unit && self.n < other.n
    }
}

/// That a period may be made longer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Longer {
    /// By how many units; whoever decides says so where absent.
    pub by: Option<u32>,
    /// Under which article.
    #[serde(deserialize_with = "read::citation")]
    pub authority: Citation,
}

/// What follows by itself when a period has run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OnExpiry {
    /// The agency is reminded; what it does late is valid, and shown as late.
    Alert,
    /// The party's right counts as waived.
    Waiver,
    /// A surcharge may accrue.
    Surcharge,
    /// The right ends.
    RightLapses,
    /// The act takes effect.
    TakesEffect,
    /// Only then may the act take place.
    Earliest,
    /// No penalty any more: the case can't be filed.
    BarsFiling,
    /// The entry is a late one.
    LateEntry,
    /// The measure ends by itself (PR 35, ACL 33).
    Lifts,
    /// The measure doesn't end by itself, but the agency has no basis for it any more (PR 42(4)).
    HeldWithoutBasis,
    /// The common superior is asked to decide (PR 13).
    Escalates,
    /// What is public is hidden, and the agency is reminded (APL 48.2).
    Hides,
    /// It is shown no longer (PUB 13).
    PublicityEnds,
    /// The act counts as without evidence and basis (ARL 70, ALL 34).
    DeemedGroundless,
    /// It is another organ's, and the agency is told.
    Informs,
    /// 移出名单: the entry of a register ends by itself (SDL).
    ListingEnds,
}

impl OnExpiry {
    /// Every consequence.
    pub const ALL: [Self; 16] = [
        Self::Alert,
        Self::Waiver,
        Self::Surcharge,
        Self::RightLapses,
        Self::TakesEffect,
        Self::Earliest,
        Self::BarsFiling,
        Self::LateEntry,
        Self::Lifts,
        Self::HeldWithoutBasis,
        Self::Escalates,
        Self::Hides,
        Self::PublicityEnds,
        Self::DeemedGroundless,
        Self::Informs,
        Self::ListingEnds,
    ];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Alert => "提醒办理",
            Self::Waiver => "视为放弃权利",
            Self::Surcharge => "可以加处罚款",
            Self::RightLapses => "权利丧失",
            Self::TakesEffect => "视为送达",
            Self::Earliest => "期满方可进行",
            Self::BarsFiling => "不再给予行政处罚",
            Self::LateEntry => "按补录处理",
            Self::Lifts => "自动解除",
            Self::HeldWithoutBasis => "继续持有无依据，应当立即解除",
            Self::Escalates => "报请指定管辖",
            Self::Hides => "停止展示并提醒撤回",
            Self::PublicityEnds => "停止公示",
            Self::DeemedGroundless => "视为没有证据、依据",
            Self::Informs => "供知悉",
            Self::ListingEnds => "移出名单",
        }
    }

    /// Whether the act is still owed when the period has run out.
    #[must_use]
    pub fn still_owed(self) -> bool {
        match self {
            Self::Alert
            | Self::Surcharge
            | Self::LateEntry
            | Self::HeldWithoutBasis
            | Self::Escalates
            | Self::Hides
            | Self::DeemedGroundless
            | Self::Informs => true,
            Self::Waiver
            | Self::RightLapses
            | Self::TakesEffect
            | Self::Earliest
            | Self::BarsFiling
            | Self::Lifts
            | Self::PublicityEnds
            | Self::ListingEnds => false,
        }
    }
}

impl Rulebook {
    /// The procedural rule on the day of the act, in a division (six digits; "" for none).
    #[must_use]
    pub fn procedural(&self, timer: Timer, on: Date, division: &str) -> Option<&TimerRow> {
        self.timers.at(&timer, on, division)
    }

    /// The rule of the day that is nearest, in a division: what a period is like that no row has for this
    /// one.
    #[must_use]
    pub(crate) fn nearest(&self, timer: Timer, on: Date, division: &str) -> Option<&TimerRow> {
        self.timers.nearest(&timer, on, division)
    }

    /// The rule of a period in which the party may be penalised: that of the day on which the violation
    /// was committed or ended; that of the day of the decision where it is lighter (从旧兼从轻, APL 37).
    /// The shorter period is the lighter one.
    #[must_use]
    pub fn substantive(
        &self,
        timer: Timer,
        violated_on: Date,
        decided_on: Date,
        division: &str,
    ) -> Option<&TimerRow> {
        let old = self.procedural(timer, violated_on, division);
        let new = self.procedural(timer, decided_on, division);
        match (old, new) {
            (Some(old), Some(new)) if new.value.is_shorter_than(&old.value) => Some(new),
            (Some(old), _) => Some(old),
            (None, new) => new,
        }
    }

    /// Every version of every rule that sets a period.
    pub fn timers(&self) -> impl Iterator<Item = &TimerRow> {
        self.timers.all()
    }
}

/// What a row must hold by itself.
pub(super) fn check(row: &TimerRow) -> Result<(), RulebookError> {
    let Period { n, unit, ref pauses, roll, .. } = row.value;
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, row.key.id(), problem)) }
    };
    require((1..=MOST).contains(&n), &format!("`n` is at least 1 and at most {MOST}"))?;
    let longer = row.value.extension.as_ref().and_then(|it| it.by);
    let bounded = longer.is_none_or(|it| (1..=MOST).contains(&it));
    require(bounded, &format!("`extension`: `by` is at least 1 and at most {MOST}"))?;
    let everywhere = row.key != Timer::EntryLate || row.scope.is_none();
    require(everywhere, "`scope`: an entry is late after the same time everywhere")?;
    let whole_days = unit != Unit::Hours;
    require(whole_days || pauses.is_empty(), "hours can't be paused: pauses are whole days")?;
    require(
        !roll || (whole_days && unit != Unit::WorkingDays),
        "`roll` is for calendar days, months and years",
    )
}
