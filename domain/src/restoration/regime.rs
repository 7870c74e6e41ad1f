//! Three regimes of restoration, and which of them applies (domain.md §6.6; Appendix C, Q3, Q4).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Channel, Restorable};
use crate::{
    Moment, Rulebook,
    clock::Deadline,
    publicity::term::{self, CountedFrom},
    rejection::{pair, word},
    restriction::SourceKind,
    rulebook::{Confidence, Figure, RestorationRow, Wait},
    time::in_chinese,
};

/// The rules under which credit is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Regime {
    /// 《市场监督管理信用修复管理办法》 of 2021.
    #[serde(rename = "CR21")]
    Cr21,
    /// 《市场监督管理信用修复管理办法》 of 2025.
    #[serde(rename = "CR25")]
    Cr25,
    /// 《信用修复管理办法》, and before it 《关于进一步完善信用修复制度的实施方案》.
    #[serde(rename = "NDRC36")]
    Ndrc36,
}

/// Where an application is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Window {
    /// 国家企业信用信息公示系统.
    Gsxt,
    /// “信用中国”网站统一受理.
    CreditChina,
}

/// How heavy a penalty is, as the rules since 2025 grade it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Gravity {
    /// 轻微.
    Minor,
    /// 一般.
    Moderate,
    /// 严重.
    Serious,
}

/// What a regime takes a target for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Class {
    /// 行政处罚信息.
    Penalty,
    /// 食品、药品、特种设备领域行政处罚信息.
    SafetyPenalty,
    /// 轻微失信.
    Minor,
    /// 一般失信.
    Moderate,
    /// 严重失信.
    Serious,
    /// 经营异常名录、经营异常状态.
    AbnormalList,
    /// 严重违法失信名单.
    SeriousList,
}

/// A row's key in `restoration.toml`: `CR25.MODERATE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct RestorationRule {
    /// Under which regime.
    pub regime: Regime,
    /// What it takes the target for.
    pub class: Class,
}

/// The rules that apply to a target on a day, and why.
#[derive(Debug, Clone)]
pub struct Applicable<'a> {
    /// What they say.
    pub row: &'a RestorationRow,
    /// How long it is shown at least, by the rules that are best for the party; none is wanted where absent.
    pub wait: Waiting,
    /// Why these rules, and why that wait, for whoever reads it.
    pub reason: String,
    /// How sure the line is by which its fines were weighed, where they were.
    pub weighed_by: Option<Confidence>,
}

/// How long something is shown at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// No time is wanted.
    None,
    /// Its first day has not come: it is not shown yet.
    NotBegun(Wait),
    /// Until its last day is over.
    Until(Box<Deadline>),
}

impl Regime {
    /// Every regime.
    pub const ALL: [Self; 3] = [Self::Cr21, Self::Cr25, Self::Ndrc36];

    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Cr21 => "市场监督管理信用修复管理办法（2021年）",
            Self::Cr25 => "市场监督管理信用修复管理办法（2025年）",
            Self::Ndrc36 => "信用修复管理办法（此前为关于进一步完善信用修复制度的实施方案）",
        }
    }

    /// Where it receives applications.
    #[must_use]
    pub fn window(self) -> Window {
        match self {
            Self::Cr21 | Self::Cr25 => Window::Gsxt,
            Self::Ndrc36 => Window::CreditChina,
        }
    }

    /// What it takes the target for.
    #[must_use]
    pub fn class(self, of: &Restorable) -> Option<Class> {
        match (of.source.kind, self) {
            (SourceKind::AbnormalList, _) => Some(Class::AbnormalList),
            (SourceKind::SeriousList, _) => Some(Class::SeriousList),
            (SourceKind::InboundRecord, _) => None,
            (SourceKind::Penalty, Self::Cr21) if of.concerns_safety => Some(Class::SafetyPenalty),
            (SourceKind::Penalty, Self::Cr21) => Some(Class::Penalty),
            (SourceKind::Penalty, Self::Cr25) => Some(of.gravity.class()),
            (SourceKind::Penalty, Self::Ndrc36) => Some(of.gravity_on_credit_china.class()),
        }
    }

    fn row<'a>(self, of: &Restorable, on: Date, law: &'a Rulebook) -> Option<&'a RestorationRow> {
        law.restoration(RestorationRule { regime: self, class: self.class(of)? }, on)
    }
}

impl Window {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Gsxt, Self::CreditChina];

    /// What is shown there is stopped through it.
    #[must_use]
    pub fn channel(self) -> Channel {
        match self {
            Self::Gsxt => Channel::Gsxt,
            Self::CreditChina => Channel::CreditChina,
        }
    }

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Gsxt => "国家企业信用信息公示系统",
            Self::CreditChina => "“信用中国”网站",
        }
    }
}

impl Gravity {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Minor, Self::Moderate, Self::Serious];

    /// In a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Minor => "轻微",
            Self::Moderate => "一般",
            Self::Serious => "严重",
        }
    }

    fn class(self) -> Class {
        match self {
            Self::Minor => Class::Minor,
            Self::Moderate => Class::Moderate,
            Self::Serious => Class::Serious,
        }
    }
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::Penalty,
        Self::SafetyPenalty,
        Self::Minor,
        Self::Moderate,
        Self::Serious,
        Self::AbnormalList,
        Self::SeriousList,
    ];

    /// As the rules call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Penalty => "行政处罚信息",
            Self::SafetyPenalty => "食品、药品、特种设备领域行政处罚信息",
            Self::Minor => "轻微失信信息",
            Self::Moderate => "一般失信信息",
            Self::Serious => "严重失信信息",
            Self::AbnormalList => "经营异常名录信息",
            Self::SeriousList => "严重违法失信名单信息",
        }
    }
}

impl RestorationRule {
    /// The regime grades so.
    #[must_use]
    pub fn exists(self) -> bool {
        let before = matches!(self.class, Class::Penalty | Class::SafetyPenalty);
        let since = matches!(self.class, Class::Minor | Class::Moderate | Class::Serious);
        match self.regime {
            Regime::Cr21 => !since,
            Regime::Cr25 | Regime::Ndrc36 => !before,
        }
    }
}

impl TryFrom<String> for RestorationRule {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a regime and what it grades so: `CR25.MODERATE`");
        let (regime, class) = pair(&text).ok_or_else(wrong)?;
        Ok(Self { regime, class })
    }
}

impl std::fmt::Display for RestorationRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", word(self.regime), word(self.class))
    }
}

impl Waiting {
    /// The first day on which the time is over.
    #[must_use]
    pub fn over_from(&self) -> Option<Date> {
        match self {
            Self::None => Some(Date::MIN),
            Self::NotBegun(_) => None,
            Self::Until(deadline) => deadline.latest()?.tomorrow().ok(),
        }
    }

    /// How sure its figure is.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        match self {
            Self::None => None,
            Self::NotBegun(wait) => Some(wait.confidence),
            Self::Until(deadline) => Some(deadline.confidence),
        }
    }
}

/// Which rules apply to a target, where the application came in through a window, on a day. The procedure is that of
/// the day; of the times to wait, that of the day on which the target was decided counts where it is over sooner, since
/// the law leaves the choice and it is the party's. Nothing where no rule of the day grades such a target.
#[must_use]
pub fn applicable<'a>(
    of: &Restorable,
    window: Window,
    on: Date,
    law: &'a Rulebook,
) -> Option<Applicable<'a>> {
    let rows = |day: Date| {
        let here = Regime::ALL.into_iter().filter(move |it| it.window() == window);
        here.filter_map(move |it| it.row(of, day, law))
    };
    let row = rows(on).next()?;
    let now = waiting(row, (of, on), law);
    let since = of.source.decided_on;
    let earlier = rows(since.min(on)).next().filter(|it| it.key.regime != row.key.regime);
    let earlier = earlier.filter(|it| !it.key.regime.closes(of));
    let sooner = earlier
        .map(|it| (it, waiting(it, (of, on), law)))
        .filter(|(_, then)| ends(then) < ends(&now));
    let (label, class) = (row.key.regime.label(), row.key.class.label());
    let through = window.label();
    let day = in_chinese(on);
    let mut reason = format!("通过{through}申请，{day}适用《{label}》，属于{class}");
    if let Some((older, _)) = &sooner {
        let label = older.key.regime.label();
        reason += &format!(
            "；作出决定时适用的《{label}》规定的最短公示期届满较早，新旧规定不一致，适用对当事人有利的规定"
        );
    }
    let line = weighed_by(row, of, law);
    if let Some(mark) = line.as_ref().and_then(|(by, it)| by.marked(it)) {
        reason += &format!("；{mark}");
    }
    let weighed_by = line.map(|(_, it)| it.confidence);
    Some(Applicable { row, wait: sooner.map_or(now, |(_, then)| then), reason, weighed_by })
}

/// The line by which the rules weigh the fines of what was penalised with nothing heavier, where they do.
fn weighed_by(
    row: &RestorationRow,
    of: &Restorable,
    law: &Rulebook,
) -> Option<(term::Regime, Figure)> {
    let graded_by = match row.key.regime {
        Regime::Cr21 => None,
        Regime::Cr25 => Some(term::Regime::Cr25),
        Regime::Ndrc36 => Some(term::Regime::Ndrc36),
    }?;
    let penalty = of.source.kind == SourceKind::Penalty;
    let weighed = penalty && graded_by.weighs(of.sanctions.iter().copied());
    let decided_on = of.source.decided_on;
    let here = law.agencies().place_of(&of.source.agency, decided_on);
    let line = law.figure(graded_by.line(), decided_on, here).filter(|_| weighed);
    line.map(|it| (graded_by, it))
}

fn ends(waiting: &Waiting) -> Date {
    waiting.over_from().unwrap_or(Date::MAX)
}

fn waiting(row: &RestorationRow, (of, on): (&Restorable, Date), law: &Rulebook) -> Waiting {
    let Some(wait) = &row.value.wait else { return Waiting::None };
    let first = match wait.since {
        CountedFrom::Publication => of.published_on(row.key.regime.window()),
        CountedFrom::Document => Some(of.source.decided_on),
    };
    // What was obtained by deceit has the publicity counted anew, wherever the time to wait began at first (domain.md §6.6).
    match first.map(|it| of.counted_anew(on).map_or(it, |anew| anew.max(it))) {
        None => Waiting::NotBegun(wait.clone()),
        Some(day) => Waiting::Until(Box::new(wait.deadline(Moment::midnight(day), law))),
    }
}
