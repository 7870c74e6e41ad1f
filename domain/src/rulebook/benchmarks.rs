//! 行政处罚裁量基准: between which sums a fine lies, by type of violation and grade (APL 34). What lies outside is no
//! wrong; whoever decides so says why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Row, Rulebook, RulebookError};
use crate::{
    case::{sanction::Grade, violation::ViolationType},
    money::Fen,
    rejection::{pair, word},
};

pub(super) const FILE: &str = "benchmarks.toml";

/// No fine is a larger multiple of anything, in per cent; a larger number is a slip.
const MOST_PERCENT: u32 = 10_000;

/// A row of `benchmarks.toml`.
pub type BenchmarkRow = Row<BenchmarkRule, Benchmark>;

/// A rule, as `benchmarks.toml` calls it: `PRICE_FRAUD.LIGHTER`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BenchmarkRule {
    /// What was violated.
    pub violation: ViolationType,
    /// How it is graded.
    pub grade: Grade,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// Between which sums the fine lies.
    pub fine: FineRange,
}

/// Between which sums a fine lies, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FineRange {
    /// In what it is measured.
    pub by: Measure,
    /// At least so much: yuan, or per cent of what it is measured by.
    pub least: u32,
    /// At most so much.
    pub most: u32,
}

/// In what a fine is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Measure {
    /// 金额: in yuan.
    Amount,
    /// 违法所得: in per cent of what was gained unlawfully.
    UnlawfulIncome,
    /// 货值金额: in per cent of the value of the goods.
    GoodsValue,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 3] = [Self::Amount, Self::UnlawfulIncome, Self::GoodsValue];

    /// As benchmarks call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Amount => "金额",
            Self::UnlawfulIncome => "违法所得",
            Self::GoodsValue => "货值金额",
        }
    }
}

impl FineRange {
    /// As people read it: `50000元至100000元`, `违法所得的100%至300%`.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { by, least, most } = *self;
        match by {
            Measure::Amount => format!("{}至{}", Fen::yuan(least), Fen::yuan(most)),
            Measure::UnlawfulIncome | Measure::GoodsValue => {
                format!("{}的{least}%至{most}%", by.label())
            }
        }
    }

    /// The sums themselves, where it is known what it is measured by.
    #[must_use]
    pub fn sums(&self, measured: Option<Fen>) -> Option<(Fen, Fen)> {
        match self.by {
            Measure::Amount => Some((Fen::yuan(self.least), Fen::yuan(self.most))),
            Measure::UnlawfulIncome | Measure::GoodsValue => {
                let share = |it: Fen, percent: u32| it.times(percent.into(), 100);
                measured.map(|it| (share(it, self.least), share(it, self.most)))
            }
        }
    }
}

impl Rulebook {
    /// The benchmark of a rule on a day, in a division (six digits). Absent where nobody has read one.
    #[must_use]
    pub fn benchmark(
        &self,
        rule: BenchmarkRule,
        on: Date,
        division: &str,
    ) -> Option<&BenchmarkRow> {
        self.benchmarks.at(&rule, on, division)
    }

    /// Every version of every benchmark.
    pub fn benchmarks(&self) -> impl Iterator<Item = &BenchmarkRow> {
        self.benchmarks.all()
    }
}

impl std::fmt::Display for BenchmarkRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", word(self.violation), word(self.grade))
    }
}

impl From<BenchmarkRule> for String {
    fn from(rule: BenchmarkRule) -> Self {
        rule.to_string()
    }
}

impl TryFrom<String> for BenchmarkRule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (violation, grade) = pair(&text).ok_or_else(|| {
            format!("`{text}` is not a type of violation and a grade: `PRICE_FRAUD.LIGHTER`")
        })?;
        Ok(Self { violation, grade })
    }
}

/// What a row must hold, by itself and beside the others: a heavier grade is never the milder one.
pub(super) fn check(row: &BenchmarkRow, law: &Rulebook) -> Result<(), RulebookError> {
    let name = row.key.to_string();
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, &name, problem)) }
    };
    let FineRange { by, least, most } = row.value.fine;
    require(least <= most && most > 0, "`fine`: `least` ≤ `most`, and `most` above 0")?;
    let meant = by == Measure::Amount || most <= MOST_PERCENT;
    require(meant, &format!("`fine`: at most {MOST_PERCENT} per cent"))?;
    let milder = law.benchmarks.all().filter(|it| {
        let same = it.key.violation == row.key.violation && it.value.fine.by == by;
        same && it.key.grade < row.key.grade && it.overlaps(row)
    });
    for other in milder {
        let fine = other.value.fine;
        let problem = format!("`fine`: milder than `{}`, which is the milder grade", other.key);
        require(fine.least <= least && fine.most <= most, &problem)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
