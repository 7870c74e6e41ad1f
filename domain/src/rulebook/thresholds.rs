//! 数额和数量: figures of the law that are not periods.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Table;

use super::{Confidence, Row, Rulebook, RulebookError, read, row::Named};
use crate::{citation::Citation, money::Fen};

pub(super) const FILE: &str = "thresholds.toml";

/// A sum of money that the law draws a line at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Threshold {
    /// From here on a fine or confiscation gives a natural person the right to a hearing (HR 5).
    HearingFinePerson,
    /// The same for a legal person or another organisation.
    HearingFineOrganisation,
    /// The same for an individual business, of which HR 5 says nothing.
    HearingFineIndividual,
    /// 较低数额罚款: publicity ends after three months (PUB 13). Only the end of publicity asks for it.
    LowerFine,
    /// 巨额罚款: from here on fines are serious for Credit China (NDRC36). Publicity and restoration ask for it.
    HugeFine,
}

/// A number that the law names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Quantity {
    /// Years in which an earlier violation means that this is not the first (APL 33).
    FirstViolationYears,
    /// The surcharge of a day, in per cent of the fine (PR 75).
    SurchargePercent,
    /// All that the surcharge may come to, in per cent of the fine (PR 75).
    SurchargeCapPercent,
    /// How many officers an act of enforcement wants at least (APL 42).
    OfficersMin,
    /// How many leaders discuss and decide together at least (PR 4, 60, 64).
    LeadersMin,
    /// How many agents the party may send to a hearing at most (APL 64(5)).
    HearingAgentsMax,
    /// Below this age, in years, nobody is penalised (APL 30).
    LiableAge,
    /// From this age, in years, nobody is treated more lightly for being young (APL 30).
    FullAge,
    /// The most units that one extension may have whose length whoever decides says, and the most days until which
    /// a refund is ordered: all want a definite time (PR 55, 59, 64).
    ExtensionMax,
    /// How many letters nobody signed for before a business counts as out of reach at its address (ABN).
    LettersMin,
    /// The fewest days between two such letters (ABN).
    LetterGapMin,
    /// The most days between two such letters (ABN).
    LetterGapMax,
    /// By how many levels above it a city's or county's bureau has an entry in the list of serious violations
    /// consented to (SDL).
    ListConsentLevels,
    /// How many fines there are at least in a year whose sum is told to the public (SYS3; GIR 15).
    StatisticsMin,
}

impl Threshold {
    /// Every threshold.
    pub const ALL: [Self; 5] = [
        Self::HearingFinePerson,
        Self::HearingFineOrganisation,
        Self::HearingFineIndividual,
        Self::LowerFine,
        Self::HugeFine,
    ];

    /// As the file calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::HearingFinePerson => "HEARING_FINE_PERSON",
            Self::HearingFineOrganisation => "HEARING_FINE_ORGANISATION",
            Self::HearingFineIndividual => "HEARING_FINE_INDIVIDUAL",
            Self::LowerFine => "LOWER_FINE",
            Self::HugeFine => "HUGE_FINE",
        }
    }

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::HearingFinePerson => "自然人听证数额标准",
            Self::HearingFineOrganisation => "法人或者其他组织听证数额标准",
            Self::HearingFineIndividual => "个体工商户听证数额标准",
            Self::LowerFine => "较低数额罚款标准",
            Self::HugeFine => "巨额罚款标准",
        }
    }
}

impl Quantity {
    /// Every quantity.
    pub const ALL: [Self; 14] = [
        Self::FirstViolationYears,
        Self::SurchargePercent,
        Self::SurchargeCapPercent,
        Self::OfficersMin,
        Self::LeadersMin,
        Self::HearingAgentsMax,
        Self::LiableAge,
        Self::FullAge,
        Self::ExtensionMax,
        Self::LettersMin,
        Self::LetterGapMin,
        Self::LetterGapMax,
        Self::ListConsentLevels,
        Self::StatisticsMin,
    ];

    /// As the file calls it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::FirstViolationYears => "FIRST_VIOLATION_YEARS",
            Self::SurchargePercent => "SURCHARGE_PERCENT",
            Self::SurchargeCapPercent => "SURCHARGE_CAP_PERCENT",
            Self::OfficersMin => "OFFICERS_MIN",
            Self::LeadersMin => "LEADERS_MIN",
            Self::HearingAgentsMax => "HEARING_AGENTS_MAX",
            Self::LiableAge => "LIABLE_AGE",
            Self::FullAge => "FULL_AGE",
            Self::ExtensionMax => "EXTENSION_MAX",
            Self::LettersMin => "LETTERS_MIN",
            Self::LetterGapMin => "LETTER_GAP_MIN",
            Self::LetterGapMax => "LETTER_GAP_MAX",
            Self::ListConsentLevels => "LIST_CONSENT_LEVELS",
            Self::StatisticsMin => "STATISTICS_MIN",
        }
    }

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::FirstViolationYears => "初次违法回溯年限",
            Self::SurchargePercent => "每日加处罚款比例",
            Self::SurchargeCapPercent => "加处罚款上限比例",
            Self::OfficersMin => "执法人员最低人数",
            Self::LeadersMin => "集体讨论负责人最低人数",
            Self::HearingAgentsMax => "听证代理人最多人数",
            Self::LiableAge => "行政处罚责任年龄",
            Self::FullAge => "完全行政处罚责任年龄",
            Self::ExtensionMax => "一次延长的最长期限",
            Self::LettersMin => "无法联系的专用信函最低件数",
            Self::LetterGapMin => "两次邮寄专用信函最短间隔",
            Self::LetterGapMax => "两次邮寄专用信函最长间隔",
            Self::ListConsentLevels => "列入严重违法失信名单须经同意的上级层级数",
            Self::StatisticsMin => "统计年报公开罚款合计的最低件数",
        }
    }
}

impl Quantity {
    /// Between which numbers it lies whatever the law says; any other is a slip.
    fn bounds(self) -> RangeInclusive<u32> {
        match self {
            Self::SurchargeCapPercent | Self::LetterGapMin | Self::LetterGapMax => 0..=1_000,
            Self::OfficersMin | Self::LeadersMin | Self::LettersMin | Self::StatisticsMin => {
                1..=100
            }
            Self::ListConsentLevels => 0..=2,
            Self::SurchargePercent | Self::HearingAgentsMax => 0..=100,
            Self::FirstViolationYears | Self::LiableAge | Self::FullAge => 0..=150,
            Self::ExtensionMax => 1..=10_000,
        }
    }

    /// No province may set another (APL 30).
    fn is_the_same_everywhere(self) -> bool {
        matches!(self, Self::LiableAge | Self::FullAge)
    }
}

/// A figure of the law, and on whose word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Figure<T = Fen> {
    /// How much.
    pub amount: T,
    /// The article that says so.
    pub authority: Citation,
    /// How sure that is.
    pub confidence: Confidence,
    /// 出处, where the officer states it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
}

impl<K, T: Copy> Row<K, T> {
    /// What it says, for an event to keep.
    #[must_use]
    pub fn figure(&self) -> Figure<T> {
        let (authority, confidence) = (self.authority.clone(), self.confidence);
        Figure { amount: self.value, authority, confidence, source: None }
    }
}

impl Rulebook {
    /// A sum of the law on a day, in a division (six digits; "" for none). Absent where nobody has
    /// read it: then the officer states it, with its source.
    #[must_use]
    pub fn figure(&self, of: Threshold, on: Date, division: &str) -> Option<Figure> {
        self.thresholds.at(&of, on, division).map(Row::figure)
    }

    /// A number of the law on a day, in a division. Absent where nobody has read it.
    #[must_use]
    pub fn quantity(&self, of: Quantity, on: Date, division: &str) -> Option<Figure<u32>> {
        self.quantities.at(&of, on, division).map(Row::figure)
    }

    /// Every version of every sum.
    pub fn thresholds(&self) -> impl Iterator<Item = &Row<Threshold, Fen>> {
        self.thresholds.all()
    }

    /// Every version of every number.
    pub fn quantities(&self) -> impl Iterator<Item = &Row<Quantity, u32>> {
        self.quantities.all()
    }
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct Sum {
    yuan: u32,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct Count {
    n: u32,
}

pub(super) fn rows(tables: Vec<Table>) -> Result<Named<Threshold, Fen>, RulebookError> {
    let rows = read::rows::<_, Sum>(FILE, "threshold", "figure", tables)?;
    Ok(rows.into_iter().map(|(name, row)| (name, row.with(|it| Fen::yuan(it.yuan)))).collect())
}

pub(super) fn counts(tables: Vec<Table>) -> Result<Named<Quantity, u32>, RulebookError> {
    let rows = read::rows::<_, Count>(FILE, "quantity", "of", tables)?;
    Ok(rows.into_iter().map(|(name, row)| (name, row.with(|it| it.n))).collect())
}

/// What a row must hold by itself.
pub(super) fn check(row: &Row<Quantity, u32>) -> Result<(), RulebookError> {
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, row.key.id(), problem)) }
    };
    let bounds = row.key.bounds();
    let problem = format!("`n` is at least {} and at most {}", bounds.start(), bounds.end());
    require(bounds.contains(&row.value), &problem)?;
    let everywhere = !row.key.is_the_same_everywhere() || row.scope.is_none();
    require(everywhere, "`scope`: the ages of APL 30 are the same everywhere")
}

impl<K, V> Row<K, V> {
    fn with<W>(self, value: impl FnOnce(V) -> W) -> Row<K, W> {
        let Self { key, scope, from, to, authority, confidence, value: said } = self;
        Row { key, scope, from, to, authority, confidence, value: value(said) }
    }
}
