//! The law as data: effective-dated rows, each with its authority and confidence. What loads is
//! complete: no gap, no overlap, no unknown key, no rule that the program knows and a file lacks.
//!
//! A provincial row wins over the national one; where neither is there, the figure is absent and the
//! officer is asked for it. Conditions are Rust, named after their article; figures never are.

mod benchmarks;
mod disclosed;
mod instruments;
mod masking;
mod measures;
mod merge;
mod powers;
mod publicity;
pub(crate) mod read;
mod restoration;
mod risk;
mod roles;
pub(crate) mod row;
mod stated;
mod thresholds;
mod timers;

pub use self::{
    benchmarks::{Benchmark, BenchmarkRow, BenchmarkRule, FineRange, Measure},
    disclosed::{
        InspectionItem, InspectionItemRow, InspectionPlan, InspectionPlanRow, RemedyBody,
        RemedyBodyRow, Step, StepRow,
    },
    instruments::{Instrument, Rank},
    masking::{Mask, MaskRow},
    measures::{Addressed, Listed, MeasureRow},
    powers::{Power, PowerKind, PowerRow},
    publicity::{Shown, ShownRow},
    restoration::{Limit, RestorationRow, Wait},
    risk::{Begins, ClassRow, Ratio, RatioRow, Weight, WeightRow},
    roles::{GrantRow, Granted},
    row::Row,
    stated::{Stated, Unknown},
    thresholds::{Figure, Quantity, Threshold},
    timers::{Longer, OnExpiry, Period, TimerRow},
};

use serde::{Deserialize, Serialize};

use self::{instruments::Instruments, restoration::Restored, row::Table};
use crate::{
    Agencies, Capability,
    agency::AgencyError,
    calendar::Calendar,
    citation::Citation,
    clock::Timer,
    id::InstrumentId,
    id::MeasureCode,
    id::PowerItem,
    masking::MaskRule,
    money::Fen,
    publicity::term::TermRule,
    restoration::RestorationRule,
    risk::{Indicator, RiskClass},
};

/// How sure a row is (domain.md §0.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Confidence {
    /// Read in the text that it cites.
    Verified,
    /// Recalled; the text was not seen.
    Recalled,
    /// Recalled and doubtful; a lawyer is to confirm it before it is relied on.
    Uncertain,
    /// A design decision of this system, not law.
    Design,
    /// 演示数据: invented for the demonstration.
    Demonstration,
    /// Stated by the officer, with its source, where the rulebook has no figure.
    OfficerStated,
}

impl Confidence {
    /// Every degree.
    pub const ALL: [Self; 6] = [
        Self::Verified,
        Self::Recalled,
        Self::Uncertain,
        Self::Design,
        Self::Demonstration,
        Self::OfficerStated,
    ];

    /// As it is shown beside a figure.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Verified => "已核对原文",
            Self::Recalled => "未见原文",
            Self::Uncertain => "存疑，须经法制机构确认",
            Self::Design => "本系统设定，非法律规定",
            Self::Demonstration => "演示数据",
            Self::OfficerStated => "经办人陈述",
        }
    }
}

impl Confidence {
    /// 演示数据: whatever rests on such a figure says so.
    #[must_use]
    pub fn is_demonstration(self) -> bool {
        self == Self::Demonstration
    }

    /// What is said beside every use of such a figure, since it is none of the law's: 演示数据, 经办人陈述.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Demonstration | Self::OfficerStated => Some(self.label()),
            Self::Verified | Self::Recalled | Self::Uncertain | Self::Design => None,
        }
    }
}

/// What is wrong with the rulebook: always a file and a key in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: `{key}`: {problem}")]
pub struct RulebookError {
    /// `timers.toml`.
    pub file: String,
    /// The row, or the line where there is none.
    pub key: String,
    /// What is wrong.
    pub problem: String,
}

impl From<AgencyError> for RulebookError {
    fn from(error: AgencyError) -> Self {
        Self { file: crate::agency::FILE.to_owned(), key: error.key, problem: error.problem }
    }
}

/// The law, every version of it.
#[derive(Debug, Clone)]
pub struct Rulebook {
    instruments: Instruments,
    timers: Table<Timer, Period>,
    thresholds: Table<Threshold, Fen>,
    quantities: Table<Quantity, u32>,
    grants: Table<Capability, Granted>,
    powers: Table<PowerItem, Power>,
    measures: Table<MeasureCode, Listed>,
    shown: Table<TermRule, Shown>,
    masks: Table<MaskRule, Mask>,
    restoration: Table<RestorationRule, Restored>,
    benchmarks: Table<BenchmarkRule, Benchmark>,
    risk_weights: Table<Indicator, Weight>,
    risk_classes: Table<RiskClass, Begins>,
    risk_ratios: Table<RiskClass, Ratio>,
    inspected: Table<String, InspectionItem>,
    plans: Table<String, InspectionPlan>,
    bodies: Table<String, RemedyBody>,
    steps: Table<String, Step>,
    calendar: Calendar,
    agencies: Agencies,
    sources: Vec<(String, String)>,
    digest: String,
}

/// The files that are built in.
const BUILT_IN: [(&str, &str); 16] = [
    (instruments::FILE, include_str!("../rulebook/instruments.toml")),
    (timers::FILE, include_str!("../rulebook/timers.toml")),
    (thresholds::FILE, include_str!("../rulebook/thresholds.toml")),
    (roles::FILE, include_str!("../rulebook/roles.toml")),
    (powers::FILE, include_str!("../rulebook/powers.toml")),
    (measures::FILE, include_str!("../rulebook/measures.toml")),
    (masking::FILE, include_str!("../rulebook/masking.toml")),
    (publicity::FILE, include_str!("../rulebook/publicity.toml")),
    (restoration::FILE, include_str!("../rulebook/restoration.toml")),
    (benchmarks::FILE, include_str!("../rulebook/benchmarks.toml")),
    (risk::FILE, include_str!("../rulebook/risk.toml")),
    (disclosed::INSPECTION, include_str!("../rulebook/inspection.toml")),
    (disclosed::PROCEDURE, include_str!("../rulebook/procedure.toml")),
    (disclosed::REMEDIES, include_str!("../rulebook/remedies.toml")),
    (crate::calendar::FILE, include_str!("../rulebook/calendar.toml")),
    (crate::agency::FILE, crate::agency::BUILT_IN),
];

impl Rulebook {
    /// The law as it is built in.
    ///
    /// # Errors
    ///
    /// Never in a build that passed its tests.
    pub fn builtin() -> Result<Self, RulebookError> {
        Self::load(&[])
    }

    /// The law as it is built in, with files of the same names (name, text) laid over it in order: a
    /// row replaces what has the same key and scope for as long as it holds itself, others are added.
    ///
    /// # Errors
    ///
    /// The first flaw, with file and key.
    pub fn load(overlays: &[(String, String)]) -> Result<Self, RulebookError> {
        let built_in = BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let sources: Vec<_> = built_in.chain(overlays.iter().cloned()).collect();
        let mut law = Self {
            instruments: Instruments::default(),
            timers: Table::new(timers::FILE),
            thresholds: Table::new(thresholds::FILE),
            quantities: Table::new(thresholds::FILE),
            grants: Table::new(roles::FILE),
            powers: Table::new(powers::FILE),
            measures: Table::new(measures::FILE),
            shown: Table::new(publicity::FILE),
            masks: Table::new(masking::FILE),
            restoration: Table::new(restoration::FILE),
            benchmarks: Table::new(benchmarks::FILE),
            risk_weights: Table::new(risk::FILE),
            risk_classes: Table::new(risk::FILE),
            risk_ratios: Table::new(risk::FILE),
            inspected: Table::new(disclosed::INSPECTION),
            plans: Table::new(disclosed::INSPECTION),
            bodies: Table::new(disclosed::REMEDIES),
            steps: Table::new(disclosed::PROCEDURE),
            calendar: Calendar::default(),
            agencies: Agencies::default(),
            sources: vec![],
            digest: String::new(),
        };
        for (name, text) in &sources {
            law.lay_over(name, text)?;
        }
        law.check()?;
        Ok(Self { sources, ..law })
    }

    /// The register of agencies.
    #[must_use]
    pub fn agencies(&self) -> &Agencies {
        &self.agencies
    }

    /// Every text that was read, by file name: what is built in, then what lies over it, in order.
    #[must_use]
    pub fn sources(&self) -> &[(String, String)] {
        &self.sources
    }

    /// The digest of the sources, as the edge has computed it.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Names the version by the digest of its sources.
    #[must_use]
    pub fn with_digest(self, digest: String) -> Self {
        Self { digest, ..self }
    }

    /// The working days that are known.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// A legal instrument.
    #[must_use]
    pub fn instrument(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.instruments.get(id)
    }

    /// What is cited was in force on a day: its instrument has such an article, had begun by then, as far as that is
    /// known, and had not ended.
    #[must_use]
    pub fn in_force(&self, cited: &Citation, on: jiff::civil::Date) -> bool {
        let holds = |it: &Instrument| {
            let begun = it.from.is_none_or(|from| from <= on);
            it.has(cited.article) && begun && it.to.is_none_or(|to| on <= to)
        };
        self.instrument(&cited.instrument).is_some_and(holds)
    }

    /// What is cited is a law or a regulation: it alone may reduce rights.
    #[must_use]
    pub fn is_statute(&self, cited: &Citation) -> bool {
        let rank = self.instrument(&cited.instrument).and_then(|it| it.rank);
        rank.is_some_and(Rank::is_statute)
    }

    /// Every legal instrument, by id.
    pub fn instruments(&self) -> impl Iterator<Item = &Instrument> {
        self.instruments.all()
    }

    /// As an official document cites it: `《市场监督管理行政处罚程序规定》第十九条`.
    #[must_use]
    pub fn cite(&self, citation: &Citation) -> String {
        let Some(instrument) = self.instrument(&citation.instrument) else {
            return citation.to_string();
        };
        format!("《{}》{}", instrument.title, citation.article.in_chinese())
    }
}

#[cfg(test)]
mod tests;
