//! 企业信用风险分类: what weighs how much and for how long, from how many points on a class begins, and how often each class
//! is inspected (CRC). None is built in.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Row, Rulebook, RulebookError};
use crate::{
    rejection::word,
    risk::{Indicator, RiskClass},
    text::is_blank,
};

pub(super) const FILE: &str = "risk.toml";

/// More months or points than any row means; a larger number is a slip.
const MOST: u32 = 10_000;

/// How much an indicator weighs.
pub type WeightRow = Row<Indicator, Weight>;
/// Where a class begins.
pub type ClassRow = Row<RiskClass, Begins>;
/// How often a class is inspected.
pub type RatioRow = Row<RiskClass, Ratio>;

/// How much an indicator weighs, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Weight {
    /// Points.
    pub points: u32,
    /// For so many months from the day on which it began; for as long as it lasts, where absent.
    pub months: Option<u16>,
}

/// Where a class begins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Begins {
    /// With so many points.
    pub at_least: u32,
}

/// How often a class is inspected at random (抽查比例和频次).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ratio {
    /// Of a hundred subjects so many.
    pub percent: u32,
    /// How often.
    pub frequency: String,
}

impl Weight {
    /// Whether what began on a day weighs on another one.
    #[must_use]
    pub fn weighs(&self, began: Date, on: Date) -> bool {
        let months = self.months.map(|it| jiff::Span::new().months(it));
        months.and_then(|it| began.checked_add(it).ok()).is_none_or(|until| on < until)
    }
}

impl Rulebook {
    /// How much an indicator weighs on a day, in a division.
    #[must_use]
    pub fn risk_weight(&self, of: Indicator, on: Date, division: &str) -> Option<&WeightRow> {
        self.risk_weights.at(&of, on, division)
    }

    /// The class that so many points make on a day, in a division; nothing where no row grades there.
    #[must_use]
    pub fn risk_class(&self, points: u32, on: Date, division: &str) -> Option<&ClassRow> {
        let rows = RiskClass::ALL.iter().rev();
        let mut rows = rows.filter_map(|it| self.risk_classes.at(it, on, division));
        rows.find(|it| it.value.at_least <= points)
    }

    /// How often a class is inspected on a day, in a division.
    #[must_use]
    pub fn risk_ratio(&self, of: RiskClass, on: Date, division: &str) -> Option<&RatioRow> {
        self.risk_ratios.at(&of, on, division)
    }
}

/// As the file calls it.
pub(super) fn id(of: impl serde::Serialize) -> String {
    word(of)
}

/// What a class must hold: the first begins with nothing, and each other one above the one before it.
pub(super) fn check_class(row: &ClassRow, law: &Rulebook) -> Result<(), RulebookError> {
    let name = id(row.key);
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, &name, problem)) }
    };
    let at_least = row.value.at_least;
    let first = row.key == RiskClass::A;
    require(!first || at_least == 0, "`at-least`: the first class begins with 0")?;
    require(at_least <= MOST, &format!("`at-least`: at most {MOST} points"))?;
    let before = RiskClass::ALL.into_iter().rfind(|it| *it < row.key);
    let below = law.risk_classes.all().filter(|it| Some(it.key) == before && it.overlaps(row));
    let below: Vec<_> = below.map(|it| it.value.at_least).collect();
    require(first || !below.is_empty(), "the class below it has no row for these days and place")?;
    require(below.iter().all(|it| *it < at_least), "`at-least`: above that of the class below it")
}

/// What a weight must hold.
pub(super) fn check_weight(row: &WeightRow) -> Result<(), RulebookError> {
    let meant = row.value.points <= MOST && row.value.months.is_none_or(|it| it > 0);
    let problem = format!("`points` at most {MOST}, `months` above 0");
    if meant { Ok(()) } else { Err(RulebookError::new(FILE, &id(row.key), problem)) }
}

/// What a ratio must hold.
pub(super) fn check_ratio(row: &RatioRow) -> Result<(), RulebookError> {
    let meant = row.value.percent <= 100 && !is_blank(&row.value.frequency);
    let problem = "`percent` at most 100, and `frequency` in words";
    if meant { Ok(()) } else { Err(RulebookError::new(FILE, &id(row.key), problem)) }
}
