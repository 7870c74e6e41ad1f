//! How long a decision is shown (PUB 13; domain.md §6.2). Three regimes follow one another and count from different
//! days; the event of publication keeps the terms of each whose rules were known, and the day on which the end
//! is asked for picks one of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Channel, Penalty, Publicity, State};
use crate::{
    Fen, Moment,
    case::sanction::SanctionKind,
    citation::Citation,
    rulebook::{Confidence, Figure, Threshold},
};

/// The rules under which it is decided how long something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Regime {
    /// 《市场监督管理行政处罚信息公示规定》第十三条.
    #[serde(rename = "PUB13")]
    Pub13,
    /// 《市场监督管理信用修复管理办法》.
    #[serde(rename = "CR25")]
    Cr25,
    /// 《信用修复管理办法》, for Credit China.
    #[serde(rename = "NDRC36")]
    Ndrc36,
}

/// How heavy a decision is, as a regime grades it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Grade {
    /// 仅受到通报批评或者较低数额罚款 (PUB 13.1).
    Light,
    /// 其他行政处罚 (PUB 13.1).
    Other,
    /// 限制开展生产经营活动、限制从业超过三年 (PUB 13.3).
    OverThreeYears,
    /// 轻微.
    Minor,
    /// 一般.
    Moderate,
    /// 严重.
    Serious,
}

/// From which day a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CountedFrom {
    /// 自公示之日起.
    Publication,
    /// 自决定书作出之日起.
    Document,
}

/// A row's key in `publicity.toml`: `PUB13.GSXT.LIGHT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct TermRule {
    /// Under which regime.
    pub regime: Regime,
    /// On which channel.
    pub channel: Channel,
    /// What is graded so.
    pub grade: Grade,
}

/// How long a decision is shown under one regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Term {
    /// Under which rules.
    pub regime: Regime,
    /// What they take the decision for.
    pub grade: Grade,
    /// Why: the condition that it meets.
    pub because: String,
    /// From which day it counts.
    pub counted_from: CountedFrom,
    /// The last day on which it is shown; absent where the restriction has no end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub last_day: Option<Date>,
    /// Since when the rules hold.
    pub from: Date,
    /// Until when they hold, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<Date>,
    /// The article.
    pub authority: Citation,
    /// How sure that is.
    pub confidence: Confidence,
}

impl Regime {
    /// Every regime.
    pub const ALL: [Self; 3] = [Self::Pub13, Self::Cr25, Self::Ndrc36];

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pub13 => "市场监督管理行政处罚信息公示规定",
            Self::Cr25 => "市场监督管理信用修复管理办法",
            Self::Ndrc36 => "信用修复管理办法",
        }
    }

    /// The line by which it weighs fines: below it they are low, or from it on huge.
    #[must_use]
    pub fn line(self) -> Threshold {
        match self {
            Self::Pub13 | Self::Cr25 => Threshold::LowerFine,
            Self::Ndrc36 => Threshold::HugeFine,
        }
    }

    /// What it takes a decision for, and why; by its own line.
    #[must_use]
    pub fn grade(self, penalties: &[Penalty], line: Option<Fen>) -> (Grade, String) {
        match self {
            Self::Pub13 => pub_13(penalties, line),
            Self::Cr25 => cr25(penalties, line),
            Self::Ndrc36 => ndrc36(penalties, line),
        }
    }

    /// Whether it weighs the fines of what consists of such sanctions: as low ones where there is nothing heavier but
    /// words, as huge ones where nothing else is serious.
    #[must_use]
    pub fn weighs(self, kinds: impl IntoIterator<Item = SanctionKind>) -> bool {
        let mut heavier = kinds.into_iter().filter(|it| !is_but_words(*it)).peekable();
        match self {
            Self::Pub13 | Self::Cr25 => {
                heavier.peek().is_some() && heavier.all(|it| it == SanctionKind::Fine)
            }
            Self::Ndrc36 => {
                let heavier: Vec<_> = heavier.collect();
                let serious = heavier.iter().any(|it| it.weighs_heavily());
                !serious && heavier.contains(&SanctionKind::Fine)
            }
        }
    }

    /// That the line by which fines were weighed is no figure of the law, where it isn't.
    #[must_use]
    pub fn marked(self, line: &Figure) -> Option<String> {
        let (fine, amount, mark) = (self.weighed_as(), line.amount, line.confidence.mark()?);
        Some(format!("“{fine}”标准{amount}为{mark}"))
    }

    /// What it asks of fines, in words.
    fn weighed_as(self) -> &'static str {
        match self {
            Self::Pub13 | Self::Cr25 => "较低数额罚款",
            Self::Ndrc36 => "巨额罚款",
        }
    }

    /// Whether it asks how high the fines are, of those that were imposed with nothing heavier.
    pub(super) fn asks_how_high(self, penalties: &[Penalty]) -> bool {
        self.weighs(penalties.iter().map(|it| it.kind)) && !fined_little(penalties, None)
    }
}

impl Grade {
    /// Every grade.
    pub const ALL: [Self; 6] = [
        Self::Light,
        Self::Other,
        Self::OverThreeYears,
        Self::Minor,
        Self::Moderate,
        Self::Serious,
    ];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "较轻",
            Self::Other => "其他行政处罚",
            Self::OverThreeYears => "限制超过三年",
            Self::Minor => "轻微",
            Self::Moderate => "一般",
            Self::Serious => "严重",
        }
    }
}

impl CountedFrom {
    /// Every beginning.
    pub const ALL: [Self; 2] = [Self::Publication, Self::Document];

    /// In words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Publication => "自公示之日起",
            Self::Document => "自决定书作出之日起",
        }
    }
}

impl TryFrom<String> for TermRule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a regime, a channel and a grade: `PUB13.GSXT.LIGHT`");
        let parts: Vec<_> = text.split('.').map(|it| toml::Value::String(it.into())).collect();
        let [regime, channel, grade] = parts.try_into().map_err(|_| wrong())?;
        Ok(Self {
            regime: regime.try_into().map_err(|_| wrong())?,
            channel: channel.try_into().map_err(|_| wrong())?,
            grade: grade.try_into().map_err(|_| wrong())?,
        })
    }
}

fn is_but_words(kind: SanctionKind) -> bool {
    matches!(kind, SanctionKind::Warning | SanctionKind::Criticism)
}

/// All fines together.
fn fined(penalties: &[Penalty]) -> Fen {
    let fines = penalties.iter().filter(|it| it.kind == SanctionKind::Fine);
    fines.filter_map(|it| it.amount).fold(Fen::ZERO, Fen::plus)
}

/// All fines together stay below the line that the province draws; the line itself is no lower fine.
fn fined_little(penalties: &[Penalty], lower_fine: Option<Fen>) -> bool {
    let sum = fined(penalties);
    sum == Fen::ZERO || lower_fine.is_some_and(|line| sum < line)
}

/// Nothing but words and fines.
fn all_light(penalties: &[Penalty]) -> bool {
    penalties.iter().all(|it| is_but_words(it.kind) || it.kind == SanctionKind::Fine)
}

/// Nothing but words and fines, those being low.
fn is_light(penalties: &[Penalty], lower_fine: Option<Fen>) -> bool {
    all_light(penalties) && fined_little(penalties, lower_fine)
}

/// Says so where a fine was weighed and no line is known.
fn unweighed(penalties: &[Penalty], lower_fine: Option<Fen>, said: &str) -> String {
    if all_light(penalties) && lower_fine.is_none() && !fined_little(penalties, None) {
        return format!("{said}（“较低数额罚款”标准未载入，不按较低数额计算）");
    }
    said.to_owned()
}

fn pub_13(penalties: &[Penalty], lower_fine: Option<Fen>) -> (Grade, String) {
    if penalties.iter().any(restricts_for_over_three_years) {
        return (Grade::OverThreeYears, "限制开展生产经营活动、限制从业超过三年".to_owned());
    }
    if is_light(penalties, lower_fine) {
        return (Grade::Light, "仅受到通报批评或者较低数额罚款".to_owned());
    }
    (Grade::Other, unweighed(penalties, lower_fine, "不限于通报批评或者较低数额罚款"))
}

pub(super) fn restricts_for_over_three_years(penalty: &Penalty) -> bool {
    let restricts =
        matches!(penalty.kind, SanctionKind::RestrictBusiness | SanctionKind::RestrictEmployment);
    restricts && penalty.months.is_none_or(|it| it > 36)
}

fn cr25(penalties: &[Penalty], lower_fine: Option<Fen>) -> (Grade, String) {
    if penalties.iter().any(|it| it.kind.weighs_heavily()) {
        return (Grade::Serious, "属于较为严重的行政处罚".to_owned());
    }
    if is_light(penalties, lower_fine) {
        return (Grade::Minor, "仅受到通报批评或者较低数额罚款".to_owned());
    }
    (Grade::Moderate, unweighed(penalties, lower_fine, "既非轻微也非严重"))
}

fn ndrc36(penalties: &[Penalty], huge_fine: Option<Fen>) -> (Grade, String) {
    if penalties.iter().any(|it| it.kind.weighs_heavily()) {
        return (Grade::Serious, "责令停产停业、限制从业、吊销许可等严重处罚".to_owned());
    }
    let sum = fined(penalties);
    if huge_fine.is_some_and(|line| line <= sum) {
        return (Grade::Serious, "受到巨额罚款".to_owned());
    }
    if penalties.iter().all(|it| is_but_words(it.kind)) {
        return (Grade::Minor, "仅受到警告、通报批评".to_owned());
    }
    let unweighed = sum > Fen::ZERO && huge_fine.is_none();
    let mark =
        if unweighed { "（“巨额罚款”标准未载入，不按巨额计算）" } else { "" };
    (Grade::Moderate, format!("既非轻微也非严重{mark}"))
}

impl Publicity {
    /// The last day on which it is shown, and under which rules: those in force when its end is asked for, or those
    /// under which it was made public, where they end it sooner. Later rules end nothing before they hold. Nothing while
    /// a restoration has stopped it.
    #[must_use]
    pub fn shown_until(&self) -> Option<(Date, &Term)> {
        if self.state == State::StoppedByRestoration {
            return None;
        }
        let ends = self.competing().filter_map(|it| Some((it.ends_no_sooner_than()?, it)));
        let since = self.shown_since.map(Moment::day);
        ends.map(|(end, it)| (since.map_or(end, |since| end.max(since)), it))
            .min_by_key(|(end, it)| (*end, it.from))
    }

    /// The terms among which the day chooses. A restriction that a statute sets for longer than three years is shown
    /// until its end, whatever the others say (PUB 13.3).
    fn competing(&self) -> impl Iterator<Item = &Term> {
        let restricted = self.terms.iter().any(|it| it.grade == Grade::OverThreeYears);
        let competes = move |it: &&Term| !restricted || it.grade == Grade::OverThreeYears;
        self.terms.iter().filter(competes)
    }

    /// The term that applies on a day: of the rules that hold by then the one that is best for the party.
    #[must_use]
    pub fn term_on(&self, day: Date) -> Option<&Term> {
        let known = self.competing().filter(|it| it.from <= day);
        known.min_by_key(|it| it.last_day.unwrap_or(Date::MAX))
    }

    /// Why that term applies on a day, for whoever reads it.
    #[must_use]
    pub fn why_on(&self, day: Date) -> Option<String> {
        let term = self.term_on(day)?;
        let others = self.competing().filter(|it| it.from <= day).count() > 1;
        let (regime, grade, because) = (term.regime.label(), term.grade.label(), &term.because);
        let choice = if others {
            "；新旧规定期限不同，适用对当事人有利的规定"
        } else {
            ""
        };
        Some(format!(
            "适用《{regime}》，{grade}：{because}；{}计算{choice}",
            term.counted_from.label()
        ))
    }
}

impl Term {
    /// The last day on which it may end what is shown: its own, or the day before its rules held, where it was over by
    /// then.
    fn ends_no_sooner_than(&self) -> Option<Date> {
        let last_day = self.last_day?;
        Some(last_day.max(self.from.yesterday().unwrap_or(Date::MIN)))
    }
}
