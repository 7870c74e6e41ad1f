//! 公示期: how long what is made public is shown, by regime, channel and grade.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Row, Rulebook};
use crate::{
    Moment,
    clock::{Deadline, Timer},
    publicity::term::{CountedFrom, TermRule},
};

pub(super) const FILE: &str = "publicity.toml";

/// A row of `publicity.toml`.
pub type ShownRow = Row<TermRule, Shown>;

/// How long, and from when on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Shown {
    /// The rule that says how long; as long as the restriction lasts, where there is none.
    #[serde(default)]
    pub period: Option<Timer>,
    /// From which day it counts.
    pub counted_from: CountedFrom,
}

impl Rulebook {
    /// Every version of every term of publicity.
    pub fn publicity_terms(&self) -> impl Iterator<Item = &ShownRow> {
        self.shown.all()
    }

    /// The period that a rule gives as it holds on a day, from another day on: what is shown already is shown for as
    /// long as later rules say.
    #[must_use]
    pub fn period_of(&self, timer: Timer, on: Date, start: Moment) -> Option<Deadline> {
        let row = self.procedural(timer, on, "")?;
        Some(Deadline::under(row, start, self))
    }
}

/// As the file calls it.
pub(super) fn id(rule: TermRule) -> String {
    let TermRule { regime, channel, grade } = rule;
    let words = [crate::rejection::word(regime), crate::rejection::word(channel)];
    format!("{}.{}", words.join("."), crate::rejection::word(grade))
}
