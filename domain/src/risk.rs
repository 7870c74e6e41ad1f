//! 企业信用风险分类 (CRC): the class of a subject, computed from what was recorded of it and from the rows of the day.
//! It directs inspections and nothing else: it is no evaluation of credit, is shown to nobody outside, and is no ground
//! for a restriction (domain.md §5, App. D 13).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Rulebook,
    id::{EventId, SubjectId},
    rulebook::Confidence,
};

/// A class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RiskClass {
    /// 信用风险低.
    A,
    /// 信用风险一般.
    B,
    /// 信用风险较高.
    C,
    /// 信用风险高.
    D,
}

/// What weighs in a class while it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Indicator {
    /// 受到行政处罚.
    Penalty,
    /// 受到较重行政处罚: whoever is stopped, restricted or loses a licence, or is fined on the heavier grade.
    HeavyPenalty,
    /// 列入严重违法失信名单.
    SeriousList,
    /// 列入经营异常名录或者标记为经营异常状态.
    AbnormalList,
    /// 逾期不缴纳罚没款.
    MissedPayment,
}

/// What an input does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Something that weighs began, or weighs otherwise since than it did.
    Began(Indicator),
    /// 修复: it weighs no more, unless the restoration is undone.
    Restored,
    /// 撤销修复: it weighs again.
    Reinstated,
    /// 失效、移出、缴清: it weighs no more.
    Ended(Ending),
}

/// How something that weighs ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// 处罚决定失效.
    Fell,
    /// 移出名录.
    Left,
    /// 撤销列入.
    Revoked,
    /// 缴清、准予延期或者不再缴纳.
    Settled,
}

/// One thing that a class rests on. Its order is that of the days; the order of entry plays no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Input {
    /// From which day on.
    pub on: Date,
    /// What it does.
    pub what: What,
    /// Which event says so.
    pub event: EventId,
    /// The event by which that began which it is about.
    pub source: EventId,
    /// Of several that one event began, which.
    pub nth: usize,
}

/// A class on a day, and on what it rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// On which day.
    pub on: Date,
    /// The class; or why there is none.
    pub class: Result<RiskClass, Undetermined>,
    /// What weighs on the day.
    pub weighing: Vec<Input>,
    /// What all of it comes to; nothing where the rulebook doesn't weigh some of it.
    pub points: Option<u32>,
    /// How sure the least sure of the rows is by which it was graded; nothing where none was.
    pub confidence: Option<Confidence>,
}

/// Why a class is undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undetermined {
    /// No row grades on the day.
    NoClasses,
    /// No row weighs this.
    NoWeight(Indicator),
    /// It is no enterprise.
    NoEnterprise,
}

impl RiskClass {
    /// Every class, the lowest risk first.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// As CRC calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A => "A类（信用风险低）",
            Self::B => "B类（信用风险一般）",
            Self::C => "C类（信用风险较高）",
            Self::D => "D类（信用风险高）",
        }
    }
}

impl Indicator {
    /// Every indicator.
    pub const ALL: [Self; 5] = [
        Self::Penalty,
        Self::HeavyPenalty,
        Self::SeriousList,
        Self::AbnormalList,
        Self::MissedPayment,
    ];

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "受到行政处罚",
            Self::HeavyPenalty => "受到较重行政处罚",
            Self::SeriousList => "列入严重违法失信名单",
            Self::AbnormalList => "列入经营异常名录或者标记为经营异常状态",
            Self::MissedPayment => "逾期未缴纳罚没款",
        }
    }
}

impl What {
    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Began(it) => it.label(),
            Self::Restored => "信用修复",
            Self::Reinstated => "信用修复被撤销",
            Self::Ended(Ending::Fell) => "处罚决定失效",
            Self::Ended(Ending::Left) => "移出名录",
            Self::Ended(Ending::Revoked) => "撤销列入",
            Self::Ended(Ending::Settled) => "罚没款已缴清、延期或者不再缴纳",
        }
    }

    /// What weighs, where that began.
    #[must_use]
    pub fn began(self) -> Option<Indicator> {
        match self {
            Self::Began(it) => Some(it),
            Self::Restored | Self::Reinstated | Self::Ended(_) => None,
        }
    }
}

impl Undetermined {
    /// Why, for an officer.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::NoClasses => "规则库未收录企业信用风险分类标准，无法确定类别".to_owned(),
            Self::NoWeight(it) => {
                format!("规则库未收录「{}」的分值，无法确定类别", it.label())
            }
            Self::NoEnterprise => "信用风险分类仅适用于企业，自然人不分类".to_owned(),
        }
    }
}

/// What weighs on a day, of these inputs: what began and neither ended nor was restored, for as long as its row says since
/// it first did, however it weighs since.
fn weighing(inputs: &[Input], (on, law, division): (Date, &Rulebook, &str)) -> Vec<Input> {
    let mut sorted: Vec<_> = inputs.iter().filter(|it| it.on <= on).collect();
    sorted.sort_unstable();
    let mut courses: BTreeMap<_, Course> = BTreeMap::new();
    for input in sorted {
        courses.entry((input.source, input.nth)).or_default().note(*input);
    }
    let still = |Course { began, ended, restored }: Course| {
        let (first, it) = began.filter(|_| !ended && !restored)?;
        let row = it.what.began().and_then(|of| law.risk_weight(of, on, division));
        row.is_none_or(|row| row.value.weighs(first, on)).then_some(it)
    };
    let mut weighing: Vec<_> = courses.into_values().filter_map(still).collect();
    weighing.sort_unstable();
    weighing
}

/// What became of one thing that weighs, in the order of the days.
#[derive(Default)]
struct Course {
    /// On which day it began first, and how it weighs since the last time.
    began: Option<(Date, Input)>,
    /// It ended, and did not begin again since.
    ended: bool,
    /// It was restored, and that stands.
    restored: bool,
}

impl Course {
    fn note(&mut self, input: Input) {
        match input.what {
            What::Began(_) => {
                let first = self.began.map_or(input.on, |(first, _)| first);
                (self.began, self.ended) = (Some((first, input)), false);
            }
            What::Ended(_) => self.ended = true,
            What::Restored => self.restored = true,
            What::Reinstated => self.restored = false,
        }
    }
}

/// The class of a subject on a day by these inputs, under the rows of the day: it hangs on the set of them alone.
#[must_use]
pub fn grade(subject: &SubjectId, inputs: &[Input], (on, law): (Date, &Rulebook)) -> Graded {
    let Some(division) = division_of(subject) else {
        let class = Err(Undetermined::NoEnterprise);
        return Graded { on, class, weighing: vec![], points: None, confidence: None };
    };
    let weighing = weighing(inputs, (on, law, division));
    let (mut unweighed, mut confidence) = (None, None);
    let points = weighing.iter().filter_map(|it| it.what.began()).fold(0_u32, |sum, of| {
        let row = law.risk_weight(of, on, division);
        unweighed = unweighed.or_else(|| row.is_none().then_some(of));
        confidence = confidence.max(row.map(|it| it.confidence));
        sum.saturating_add(row.map_or(0, |it| it.value.points))
    });
    let row = law.risk_class(points, on, division);
    let class = match (row, unweighed) {
        (None, _) => Err(Undetermined::NoClasses),
        (Some(_), Some(of)) => Err(Undetermined::NoWeight(of)),
        (Some(row), None) => Ok(row.key),
    };
    let confidence = confidence.max(row.map(|it| it.confidence));
    Graded { on, class, weighing, points: unweighed.is_none().then_some(points), confidence }
}

/// The class after each input by a day, the oldest first, each under the rows of its own day.
#[must_use]
pub fn history<'a>(
    subject: &SubjectId,
    inputs: &'a [Input],
    (on, law): (Date, &Rulebook),
) -> Vec<(&'a Input, Graded)> {
    let mut sorted: Vec<_> = inputs.iter().filter(|it| it.on <= on).collect();
    sorted.sort_unstable();
    let by_then = |n: usize| sorted[..=n].iter().map(|it| **it).collect::<Vec<_>>();
    let graded = |(n, it): (usize, &&'a Input)| (*it, grade(subject, &by_then(n), (it.on, law)));
    sorted.iter().enumerate().map(graded).collect()
}

/// Where an enterprise is registered, by its 统一社会信用代码 or the 注册号 of before: six digits; nothing of a natural person.
#[must_use]
pub fn division_of(subject: &SubjectId) -> Option<&str> {
    let code = subject.as_str();
    if code.parse::<crate::uscc::Uscc>().is_ok() {
        return code.get(2..8);
    }
    let legacy = code.len() == LEGACY && code.bytes().all(|it| it.is_ascii_digit());
    legacy.then(|| code.get(..6)).flatten()
}

/// So many digits a 注册号 has.
const LEGACY: usize = 15;

#[cfg(test)]
mod tests;
