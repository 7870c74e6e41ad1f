//! 信用修复: by regime and by what it takes the target for, how long it waits, and by when each step is due.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Confidence, Longer, OnExpiry, Period, Row, Rulebook, RulebookError, TimerRow, read};
use crate::{
    Moment,
    citation::Citation,
    clock::{Bound, Deadline, Timer, Unit},
    publicity::{Channel, term::CountedFrom},
    restoration::RestorationRule,
};

pub(super) const FILE: &str = "restoration.toml";

/// More units than any of these periods has; a larger number is a slip.
const MOST: u32 = 100;

/// A row of `restoration.toml`.
pub type RestorationRow = Row<RestorationRule, Restored>;

/// What a regime says of a target.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restored {
    /// How long it is shown at least; none is wanted where absent.
    pub wait: Option<Wait>,
    /// By when an application is accepted or not.
    pub accept: Option<Limit>,
    /// By when it is decided.
    pub decide: Option<Limit>,
    /// By when it is shown no longer, per channel.
    #[serde(default)]
    pub effect: BTreeMap<Channel, Limit>,
    /// How long whoever deceived doesn't apply again.
    pub bar: Option<Limit>,
    /// A plan of reorganisation that a court approved lifts it.
    #[serde(default)]
    pub reorganisation: bool,
}

/// A period, with the article that sets it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units.
    pub n: u32,
    /// Of which kind.
    pub unit: Unit,
    /// It may be made longer where the matter is complex.
    #[serde(default)]
    pub extension: bool,
    /// The article that sets it.
    #[serde(deserialize_with = "read::citation")]
    pub authority: Citation,
    /// How sure that is.
    #[serde(deserialize_with = "read::confidence")]
    pub confidence: Confidence,
}

/// A period that is shown at least, and from which day it counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// How many units.
    pub n: u32,
    /// Of which kind.
    pub unit: Unit,
    /// From which day it counts.
    pub since: CountedFrom,
    /// The article that sets it.
    #[serde(deserialize_with = "read::citation")]
    pub authority: Citation,
    /// How sure that is.
    #[serde(deserialize_with = "read::confidence")]
    pub confidence: Confidence,
}

impl Limit {
    /// The period of one of the rules that regimes set, from a day on.
    #[must_use]
    pub fn deadline(&self, timer: Timer, start: Moment, law: &Rulebook) -> Deadline {
        let extendable = || Longer { by: None, authority: self.authority.clone() };
        let barring = timer == Timer::RestoreBar;
        let row = TimerRow {
            key: timer,
            scope: None,
            from: start.day(),
            to: None,
            authority: self.authority.clone(),
            confidence: self.confidence,
            value: Period {
                n: self.n,
                unit: self.unit,
                extension: self.extension.then(extendable),
                pauses: vec![],
                bound: if barring { Bound::Party } else { Bound::Agency },
                roll: false,
                on_expiry: if barring { OnExpiry::Earliest } else { OnExpiry::Alert },
            },
        };
        Deadline::under(&row, start, law)
    }
}

impl Wait {
    /// The period from a day on.
    #[must_use]
    pub fn deadline(&self, start: Moment, law: &Rulebook) -> Deadline {
        let row = TimerRow {
            key: Timer::RestoreWait,
            scope: None,
            from: start.day(),
            to: None,
            authority: self.authority.clone(),
            confidence: self.confidence,
            value: Period {
                n: self.n,
                unit: self.unit,
                extension: None,
                pauses: vec![],
                bound: Bound::Party,
                roll: false,
                on_expiry: OnExpiry::Earliest,
            },
        };
        Deadline::under(&row, start, law)
    }
}

impl Restored {
    fn limits(&self) -> impl Iterator<Item = &Limit> {
        let Self { accept, decide, effect, bar, .. } = self;
        accept.iter().chain(decide).chain(bar).chain(effect.values())
    }

    /// The articles that its figures cite.
    pub(super) fn cited(&self) -> impl Iterator<Item = &Citation> {
        let wait = self.wait.iter().map(|it| &it.authority);
        self.limits().map(|it| &it.authority).chain(wait)
    }
}

impl Rulebook {
    /// Every version of what every regime says.
    pub fn restorations(&self) -> impl Iterator<Item = &RestorationRow> {
        self.restoration.all()
    }

    /// What a regime says of a target on a day.
    #[must_use]
    pub fn restoration(
        &self,
        rule: RestorationRule,
        on: jiff::civil::Date,
    ) -> Option<&RestorationRow> {
        self.restoration.at(&rule, on, "")
    }

    /// A period of restoration from a moment on, as a regime sets it for a target on that day; how soon it is shown no
    /// longer, each channel has for itself. Nothing where the rule is none of those that regimes set, or this one does
    /// not set it.
    #[must_use]
    pub fn restoring(
        &self,
        (timer, rule): (Timer, RestorationRule),
        channel: Option<Channel>,
        start: Moment,
    ) -> Option<Deadline> {
        let set = &self.restoration(rule, start.day())?.value;
        if timer == Timer::RestoreWait {
            return Some(set.wait.as_ref()?.deadline(start, self));
        }
        let limits = [
            (Timer::RestoreAccept, set.accept.as_ref()),
            (Timer::RestoreDecide, set.decide.as_ref()),
            (Timer::RestoreEffect, channel.and_then(|it| set.effect.get(&it))),
            (Timer::RestoreBar, set.bar.as_ref()),
        ];
        let (_, limit) = limits.into_iter().find(|(it, _)| *it == timer)?;
        Some(limit?.deadline(timer, start, self))
    }
}

/// What a row must hold by itself.
pub(super) fn check(row: &RestorationRow) -> Result<(), RulebookError> {
    let name = row.key.to_string();
    let require = |holds: bool, problem: &str| {
        if holds { Ok(()) } else { Err(RulebookError::new(FILE, &name, problem)) }
    };
    let counted = |n: u32| (1..=MOST).contains(&n);
    let figures = row.value.limits().map(|it| it.n).chain(row.value.wait.iter().map(|it| it.n));
    require(figures.into_iter().all(counted), &format!("a period of 1 to {MOST} units"))?;
    require(row.scope.is_none(), "`scope`: the regimes are the nation's")?;
    require(row.key.exists(), "the regime doesn't grade so")?;
    let longer = |it: &&Limit| it.extension;
    let only_decisions = row.value.limits().filter(longer).count()
        == usize::from(row.value.decide.as_ref().is_some_and(|it| it.extension));
    require(only_decisions, "`extension`: only the time to decide is made longer")
}

#[cfg(test)]
mod tests;
