//! Deadlines: how they are counted, paused and extended, and how each explains itself.
//!
//! [`Rulebook::deadline`] starts one; [`Deadline::recounted`], [`Deadline::extended`] and
//! [`Deadline::fixed`] move its end. A deadline carries all of its rule, so that only the calendar is
//! asked again; it stands in the event that moved it, and replay needs no rulebook.

mod change;
mod count;
mod explain;
mod fixed;
mod outcome;
mod rule;
mod skipped;
mod surcharge;

pub(crate) use self::outcome::days;
pub use self::{
    change::{EnteredLate, Extendable, Extension, Pause, PauseKind},
    explain::waits_for,
    fixed::DeadlineFixed,
    outcome::{ByLateEntry, Done, Outcome, OutcomeKind},
    rule::{Bound, Timer, Unit},
    skipped::{SkipKind, Skipped},
    surcharge::{Arrears, Standstill, Surcharge},
};

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Moment, Rulebook,
    citation::Citation,
    id::PartId,
    rulebook::{Confidence, OnExpiry, TimerRow},
};

/// Where a period ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "state",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Due {
    /// On a day that is known.
    Fixed {
        /// As counted.
        raw_date: Date,
        /// As it binds: the raw date, or the first working day after it.
        due_date: Date,
        /// Why the two differ.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        rolled_because: Option<String>,
        /// The hour that it binds, where it is counted in hours.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        at: Option<Moment>,
    },
    /// Nobody knows while it stands still.
    Paused {
        /// The first day of the open pause.
        since: Date,
        /// How many units are left; days, where the unit is months or years.
        remaining: u32,
    },
    /// The calendar of a year that it reaches into is not loaded.
    Undetermined {
        /// `CALENDAR_MISSING` of this year.
        missing_year: i16,
        /// As counted, where the unit needs no calendar.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        raw_date: Option<Date>,
        /// The last day that it can have, whatever the missing schedule will say.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        latest: Option<Date>,
    },
}

/// A deadline that explains itself. It stands in the event that started, paused, resumed or
/// extended it, so that nobody needs the rulebook to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deadline {
    /// Under which rule.
    pub timer: Timer,
    /// Of which part of the case, where there may be several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<PartId>,
    /// Whose it is.
    pub bound: Bound,
    /// What starts it; the day itself is not counted (PR 80).
    pub start: Moment,
    /// How long, extensions apart.
    pub length: u32,
    /// In which unit.
    pub unit: Unit,
    /// What follows when it has run out.
    pub on_expiry: OnExpiry,
    /// It does not end on a day off.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub rolls: bool,
    /// What makes it stand still.
    #[serde(skip_serializing_if = "BTreeSet::is_empty", default)]
    pub stopped_by: BTreeSet<PauseKind>,
    /// Whether, and by how much, it may be made longer.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub extendable: Option<Extendable>,
    /// What has made it longer.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub extensions: Vec<Extension>,
    /// The article that sets it.
    pub authority: Citation,
    /// How sure the rulebook is of the figure.
    pub confidence: Confidence,
    /// 出处, where the officer states the figure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// When it stands or stood still, between its start and its end.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pauses: Vec<Pause>,
    /// The days between start and end that did not count.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub skipped: Vec<Skipped>,
    /// The calendar that was used: `NATIONAL 2025.1 2026.1`; absent where none was needed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub calendar: Option<String>,
    /// Where it ends.
    pub due: Due,
    /// Where it would end by what was entered in time alone; absent where that is the same.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub without_late_entries: Option<Due>,
}

impl Due {
    /// The last day as the law lets it be, or the last that it can be; unknown while the period stands still.
    fn latest(&self) -> Option<Date> {
        match self {
            Self::Fixed { due_date, .. } => Some(*due_date),
            Self::Undetermined { latest, .. } => *latest,
            Self::Paused { .. } => None,
        }
    }
}

impl Rulebook {
    /// The period that starts at `start` under the rule of that day, in a division (six digits; ""
    /// for none); those of the pauses count that its rule names. Nothing where no rule sets one.
    #[must_use]
    pub fn deadline(
        &self,
        timer: Timer,
        start: Moment,
        division: &str,
        pauses: &[Pause],
    ) -> Option<Deadline> {
        let row = self.procedural(timer, start.day(), division)?;
        Some(Deadline::starting(row, start).recounted(self, pauses))
    }

    /// The same period where no rule sets one for that day and the officer states how long it is, and
    /// where that is said; for the rest it is as the rule has it on the nearest day.
    #[must_use]
    pub(crate) fn deadline_stated(
        &self,
        (timer, n, source): (Timer, u32, &str),
        (start, division): (Moment, &str),
        pauses: &[Pause],
    ) -> Option<Deadline> {
        let row = self.nearest(timer, start.day(), division)?;
        let stated = Deadline {
            length: n,
            confidence: Confidence::OfficerStated,
            source: Some(source.to_owned()),
            ..Deadline::starting(row, start)
        };
        Some(stated.recounted(self, pauses))
    }

    /// The period in which a violation that ended then may be penalised, as it is decided now (APL 36,
    /// 37).
    #[must_use]
    pub fn limitation(
        &self,
        timer: Timer,
        ended_on: Date,
        decided_on: Date,
        division: &str,
    ) -> Option<Deadline> {
        let row = self.substantive(timer, ended_on, decided_on, division)?;
        Some(Deadline::under(row, Moment::midnight(ended_on), self))
    }

    /// The last day on which the entry of an act is not late; where the calendar is not loaded, the first that
    /// it can be: whoever enters it after that says why, and what is late by then is never in time afterwards.
    #[must_use]
    pub fn late_after(&self, occurred: Moment) -> Option<Date> {
        self.deadline(Timer::EntryLate, occurred, "", &[])?.earliest(self.calendar())
    }
}

impl Deadline {
    /// Not counted yet.
    fn starting(row: &TimerRow, start: Moment) -> Self {
        let period = &row.value;
        let extendable = period.extension.as_ref();
        Self {
            timer: row.key,
            of: None,
            bound: period.bound,
            start,
            length: period.n,
            unit: period.unit,
            on_expiry: period.on_expiry,
            rolls: period.roll,
            stopped_by: period.pauses.iter().copied().collect(),
            extendable: extendable
                .map(|it| Extendable { by: it.by, authority: it.authority.clone() }),
            extensions: vec![],
            authority: row.authority.clone(),
            confidence: row.confidence,
            source: None,
            pauses: vec![],
            skipped: vec![],
            calendar: None,
            due: Due::Paused { since: start.day(), remaining: period.n },
            without_late_entries: None,
        }
    }

    /// As a row has it, whatever the day on which it starts.
    pub(crate) fn under(row: &TimerRow, start: Moment, law: &Rulebook) -> Self {
        Self::starting(row, start).recounted(law, &[])
    }

    /// Counted anew from the same start, with these pauses instead of those that it has.
    #[must_use]
    pub fn recounted(&self, law: &Rulebook, pauses: &[Pause]) -> Self {
        let stopping =
            pauses.iter().filter(|it| self.stopped_by.contains(&it.kind)).cloned().collect();
        Self { pauses: stopping, ..self.clone() }.counted(law.calendar())
    }

    /// Longer by so many units, or by what its rule gives where nothing is said; `entered_late` where that was
    /// entered late. A period that its rule doesn't let be extended, or not by itself, stays as it is.
    #[must_use]
    pub fn extended(
        &self,
        law: &Rulebook,
        by: Option<u32>,
        entered_late: Option<EnteredLate>,
    ) -> Self {
        let Some(extendable) = &self.extendable else { return self.clone() };
        let Some(by) = by.or(extendable.by) else { return self.clone() };
        let extension = Extension { by, authority: extendable.authority.clone(), entered_late };
        let extensions = self.extensions.iter().cloned().chain([extension]).collect();
        Self { extensions, ..self.clone() }.counted(law.calendar())
    }

    /// The same where it was undetermined and the calendar is loaded now; nothing otherwise.
    #[must_use]
    pub fn fixed(&self, law: &Rulebook) -> Option<Self> {
        let Due::Undetermined { .. } = self.due else { return None };
        let counted = self.clone().counted(law.calendar());
        (!matches!(counted.due, Due::Undetermined { .. })).then_some(counted)
    }

    /// How sure the rulebook was of what it was counted by: of its figure, and of a schedule that was made up for a
    /// demonstration.
    pub fn confidences(&self) -> impl Iterator<Item = Confidence> {
        let invented = Confidence::Demonstration;
        let marked = |calendar: &String| invented.mark().is_some_and(|it| calendar.contains(it));
        let calendar = self.calendar.as_ref().filter(|it| marked(it)).map(|_| invented);
        [self.confidence].into_iter().chain(calendar)
    }

    /// What tells it from the other deadlines of a case.
    #[must_use]
    pub fn key(&self) -> (Timer, Option<PartId>) {
        (self.timer, self.of.clone())
    }

    /// Its last day as counted, where that is known.
    #[must_use]
    pub fn raw_date(&self) -> Option<Date> {
        match self.due {
            Due::Fixed { raw_date, .. } => Some(raw_date),
            Due::Undetermined { raw_date, .. } => raw_date,
            Due::Paused { .. } => None,
        }
    }

    /// Its last day as the law lets it end, where that is known.
    #[must_use]
    pub fn due_date(&self) -> Option<Date> {
        match self.due {
            Due::Fixed { due_date, .. } => Some(due_date),
            Due::Paused { .. } | Due::Undetermined { .. } => None,
        }
    }

    /// The year whose calendar it waits for, where it does.
    #[must_use]
    pub fn missing_year(&self) -> Option<i16> {
        match self.due {
            Due::Undetermined { missing_year, .. } => Some(missing_year),
            Due::Fixed { .. } | Due::Paused { .. } => None,
        }
    }

    /// Its last day as the law lets it end or, where the calendar of a year is not loaded, the last that
    /// it can have. Unknown while it stands still.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.due.latest()
    }

    /// The same by what was entered in time alone.
    #[must_use]
    pub(crate) fn latest_punctually(&self) -> Option<Date> {
        self.without_late_entries.as_ref().unwrap_or(&self.due).latest()
    }

    /// What was entered late and makes it run still on a day, on which it would be over otherwise.
    #[must_use]
    pub fn runs_by_a_late_entry(&self, on: Date) -> Option<EnteredLate> {
        let over = self.without_late_entries.as_ref()?.latest().is_some_and(|it| it < on);
        self.last_entered_late().filter(|_| over)
    }

    /// The last extension or pause that was entered late.
    fn last_entered_late(&self) -> Option<EnteredLate> {
        let pauses = self.pauses.iter().filter_map(|it| it.entered_late);
        let all = self.extensions.iter().filter_map(|it| it.entered_late).chain(pauses);
        all.max_by_key(|it| it.recorded)
    }

    /// What it is about may take place once it is over, and on its last day.
    #[must_use]
    pub fn is_a_wait(&self) -> bool {
        self.on_expiry == OnExpiry::Earliest
    }

    /// The day by which it is listed and alerted: a duty of the agency or a court by the raw date, a
    /// party's right by the day on which it ends.
    #[must_use]
    pub fn alert_date(&self) -> Option<Date> {
        match self.bound {
            Bound::Agency | Bound::Court => self.raw_date(),
            Bound::Party => self.due_date(),
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod spec;
#[cfg(test)]
pub(crate) mod tests;
