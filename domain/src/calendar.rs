//! 放假安排: which days are working days. A year that is not loaded is not known; nothing guesses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::Deserialize;

use crate::{
    citation::Citation,
    rulebook::{Confidence, RulebookError, read},
};

pub(crate) const FILE: &str = "calendar.toml";

/// The working days of the whole country.
#[derive(Debug, Clone, Default)]
pub struct Calendar(BTreeMap<i16, Year>);

/// The schedule of a year, as the State Council's notice has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// Where.
    pub scope: Scope,
    /// Which reading of it: `2026.1`.
    pub version: String,
    /// The notice that sets it.
    #[serde(deserialize_with = "read::citation")]
    pub authority: Citation,
    /// How sure that is.
    #[serde(deserialize_with = "read::confidence")]
    pub confidence: Confidence,
    /// The notice in words, and how it was read.
    pub source: String,
    /// How many working days it has.
    pub working_days: usize,
    /// The days off, weekends inside included.
    pub off: Vec<Holiday>,
    /// The weekend days that are worked.
    pub made_up: BTreeSet<Date>,
}

/// Where a schedule holds. The holidays of autonomous prefectures don't move statutory periods
/// (domain.md Q12), so that there is only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scope {
    /// The whole country.
    National,
}

/// A run of days off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// `国庆节`.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// The schedule of this year is not loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("CALENDAR_MISSING({0})")]
pub struct CalendarMissing(pub i16);

/// Why a weekend day is off that is no holiday.
pub(crate) const WEEKEND: &str = "周末";

impl Calendar {
    /// Why `day` is off: `国庆节`, `周末`; nothing on a working day.
    ///
    /// # Errors
    ///
    /// Where the year is not loaded.
    pub fn off(&self, day: Date) -> Result<Option<&str>, CalendarMissing> {
        let year = self.0.get(&day.year()).ok_or(CalendarMissing(day.year()))?;
        Ok(year.off(day))
    }

    /// The schedule of a year, where it is loaded.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&Year> {
        self.0.get(&year)
    }

    /// Every year that is loaded.
    pub(crate) fn years(&self) -> impl Iterator<Item = &Year> {
        self.0.values()
    }

    /// The last year that is loaded.
    #[must_use]
    pub fn last_year(&self) -> Option<i16> {
        self.0.keys().next_back().copied()
    }

    /// The first working day after `day`.
    ///
    /// # Errors
    ///
    /// Where a year is not loaded.
    pub fn next_working_day(&self, day: Date) -> Result<Date, CalendarMissing> {
        let mut next = day;
        loop {
            next = next.tomorrow().map_err(|_| CalendarMissing(next.year()))?;
            if self.off(next)?.is_none() {
                return Ok(next);
            }
        }
    }

    /// Whether `day` of a year that is not loaded is taken to be off, where the days off lie as
    /// unfavourably as they can: weekends, and from the first working day on as many as the year had that
    /// had most. `left` is how many are still to come, by year.
    pub(crate) fn may_be_off(
        &self,
        day: Date,
        left: &mut BTreeMap<i16, usize>,
    ) -> Option<&'static str> {
        if let Some(weekend) = weekend(day) {
            return Some(weekend);
        }
        let most = || self.0.values().map(Year::weekdays_off).max().unwrap_or_default();
        let left = left.entry(day.year()).or_insert_with(most);
        *left = left.checked_sub(1)?;
        Some("可能放假")
    }

    /// As it was before the schedule of `year` and of those after it became known.
    #[cfg(test)]
    pub(crate) fn before(&self, year: i16) -> Self {
        Self(self.0.range(..year).map(|(year, it)| (*year, it.clone())).collect())
    }

    /// Which readings cover these years: `NATIONAL 2025.1 2026.1`; nothing for no years. What is none of the
    /// State Council's says so: `NATIONAL 2026.1 2027.1（演示数据）`.
    pub(crate) fn versions(&self, years: &BTreeSet<i16>) -> Option<String> {
        let marked = |it: &Year| match it.confidence.mark() {
            Some(mark) => format!("{}（{mark}）", it.version),
            None => it.version.clone(),
        };
        let versions: Vec<_> = years.iter().filter_map(|it| self.0.get(it)).map(marked).collect();
        (!versions.is_empty()).then(|| format!("NATIONAL {}", versions.join(" ")))
    }

    /// Replaces the years that the text has, adds the others.
    pub(crate) fn lay_over(&mut self, text: &str) -> Result<(), RulebookError> {
        let [tables] = read::arrays(FILE, text, ["year"])?;
        let mut over = BTreeMap::new();
        for table in tables {
            let name = read::name(FILE, "year", "year", &table)?;
            let year: Year = read::say(FILE, &name, table)?;
            year.check().map_err(|problem| RulebookError::new(FILE, &name, problem))?;
            if over.insert(year.year, year).is_some() {
                return Err(RulebookError::new(FILE, &name, "the year is listed twice"));
            }
        }
        self.0.extend(over);
        Ok(())
    }

    /// No year is missing between two that are loaded.
    pub(crate) fn check(&self) -> Result<(), RulebookError> {
        let years: Vec<_> = self.0.keys().copied().collect();
        let gap = years.windows(2).find(|pair| pair[0] + 1 != pair[1]);
        gap.map_or(Ok(()), |pair| {
            let missing = (pair[0] + 1).to_string();
            Err(RulebookError::new(FILE, &missing, "the year is missing between two others"))
        })
    }
}

impl Year {
    fn off(&self, day: Date) -> Option<&str> {
        let holiday = self.off.iter().find(|it| it.from <= day && day <= it.to);
        let resting = || (is_weekend(day) && !self.made_up.contains(&day)).then_some(WEEKEND);
        holiday.map(|it| it.name.as_str()).or_else(resting)
    }

    /// How many of the days from Monday to Friday are off.
    fn weekdays_off(&self) -> usize {
        self.days().filter(|it| !is_weekend(*it) && self.off(*it).is_some()).count()
    }

    fn days(&self) -> impl Iterator<Item = Date> {
        let first = Date::new(self.year, 1, 1).unwrap_or(Date::MAX);
        first.series(1.day()).take_while(|it| it.year() == self.year)
    }

    /// The schedule doesn't contradict itself.
    fn check(&self) -> Result<(), String> {
        for (n, holiday) in self.off.iter().enumerate() {
            let Holiday { name, from, to } = holiday;
            if from > to || from.year() != self.year || to.year() != self.year {
                return Err(format!("`off`: {name} from {from} to {to} is no run in the year"));
            }
            if self.off[..n].iter().any(|it| it.from <= *to && *from <= it.to) {
                return Err(format!("`off`: {name} on {from} overlaps another holiday"));
            }
        }
        for day in &self.made_up {
            if day.year() != self.year || !is_weekend(*day) {
                return Err(format!("`made-up`: {day} is no weekend day of the year"));
            }
            if self.off.iter().any(|it| it.from <= *day && *day <= it.to) {
                return Err(format!("`made-up`: {day} is off as well"));
            }
        }
        let working = self.days().filter(|it| self.off(*it).is_none()).count();
        if working == self.working_days {
            Ok(())
        } else {
            Err(format!("`working-days` says {}, the schedule has {working}", self.working_days))
        }
    }
}

/// Why `day` is off where no schedule says anything of it.
pub(crate) fn weekend(day: Date) -> Option<&'static str> {
    is_weekend(day).then_some(WEEKEND)
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Rulebook;

    fn law() -> Rulebook {
        Rulebook::builtin().unwrap()
    }

    #[test]
    fn each_year_has_its_working_days() {
        let counts = [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)];
        for (year, expected) in counts {
            let year = law().calendar().year(year).unwrap().clone();
            assert_eq!(year.days().filter(|it| year.off(*it).is_none()).count(), expected);
        }
    }

    #[test]
    fn a_sunday_may_be_worked_and_a_monday_off() {
        let law = law();
        assert_eq!(law.calendar().off(date(2023, 1, 29)), Ok(None));
        assert_eq!(law.calendar().off(date(2022, 10, 3)), Ok(Some("国庆节")));
        assert_eq!(law.calendar().off(date(2022, 10, 16)), Ok(Some("周末")));
    }

    #[test]
    fn new_years_eve_of_2024_was_an_ordinary_friday() {
        assert_eq!(law().calendar().off(date(2024, 2, 9)), Ok(None));
    }

    #[test]
    fn a_year_that_is_not_loaded_is_not_guessed() {
        assert_eq!(law().calendar().off(date(2027, 1, 4)), Err(CalendarMissing(2027)));
        assert_eq!(CalendarMissing(2027).to_string(), "CALENDAR_MISSING(2027)");
        assert_eq!(law().calendar().last_year(), Some(2026));
    }

    fn refusal(text: &str) -> String {
        Rulebook::load(&[(FILE.to_owned(), text.to_owned())]).unwrap_err().to_string()
    }

    fn year(year: i16, working_days: usize, off: &str, made_up: &str) -> String {
        format!(
            "[[year]]\nyear = {year}\nscope = \"NATIONAL\"\nversion = \"x\"\nsource = \"x\"\n\
             authority = \"HOL26\"\nconfidence = \"UNCERTAIN\"\nworking-days = {working_days}\noff = [{off}]\nmade-up = [{made_up}]\n"
        )
    }

    #[test]
    fn a_schedule_that_contradicts_itself_is_refused() {
        let refused = refusal(&year(2027, 262, "", ""));
        assert_eq!(refused, "calendar.toml: `2027`: `working-days` says 262, the schedule has 261");
        let refused = refusal(&year(2027, 262, "", "\"2027-01-04\""));
        assert!(refused.contains("2027-01-04 is no weekend day"), "{refused}");
        let off = "{ name = \"元旦\", from = \"2027-01-02\", to = \"2027-01-03\" }";
        let refused = refusal(&year(2027, 262, off, "\"2027-01-02\""));
        assert!(refused.contains("2027-01-02 is off as well"), "{refused}");
        let refused = refusal(&year(2027, 262, &format!("{off}, {off}"), ""));
        assert!(refused.contains("overlaps"), "{refused}");
        let off = "{ name = \"元旦\", from = \"2027-12-31\", to = \"2028-01-01\" }";
        let refused = refusal(&year(2027, 262, off, ""));
        assert!(refused.contains("no run in the year"), "{refused}");
        let both = year(2027, 261, "", "").repeat(2);
        assert!(refusal(&both).contains("listed twice"));
    }

    #[test]
    fn a_year_is_not_left_out_between_two() {
        let refused = refusal(&year(2028, 260, "", ""));
        assert_eq!(refused, "calendar.toml: `2027`: the year is missing between two others");
    }
}
