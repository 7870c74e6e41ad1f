//! How a period is counted (domain.md §7.1): day by day, so that pauses that overlap stop it once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Span, Timestamp, civil::Date};

use super::{Deadline, Due, Pause, Skipped, Unit};
use crate::{
    Moment,
    calendar::{self, Calendar, CalendarMissing},
};

/// For how many years without a schedule the days off are counted, where a period ends at the latest.
const UNKNOWN_YEARS: i16 = 10;

/// A walk through the days of a period.
struct Walk<'a> {
    calendar: &'a Calendar,
    pauses: &'a [Pause],
    skipped: Vec<Skipped>,
    years: BTreeSet<i16>,
    /// What is taken of the years without a schedule.
    unscheduled: Unscheduled,
}

/// What a walk takes the days of a year to be whose schedule is not loaded.
enum Unscheduled {
    /// Nobody knows: it ends there.
    Unknown,
    /// Off as soon as they can be, so many of its working days still, by year: it goes as far as it can.
    Off(BTreeMap<i16, usize>),
    /// Worked from Monday to Friday: it goes no farther than it has to.
    Worked,
}

/// Where a walk ends.
enum End {
    Day(Date),
    Paused { since: Date, remaining: u32 },
    Missing(i16),
}

impl Deadline {
    /// With its end, as start, rule, extensions, pauses and calendar have it.
    pub(super) fn counted(mut self, calendar: &Calendar) -> Self {
        let mut walk = Walk::new(calendar, &self.pauses);
        let due = walk.due(&self);
        let Walk { skipped, years, .. } = walk;
        let due = match due {
            Due::Undetermined { missing_year, raw_date, .. } => {
                Due::Undetermined { missing_year, raw_date, latest: self.at_most(calendar) }
            }
            known => known,
        };
        (self.skipped, self.calendar, self.due) = (skipped, calendar.versions(&years), due);
        let punctual = self.without_late_entries().map(|it| it.counted(calendar).due);
        self.without_late_entries = punctual.filter(|it| *it != self.due);
        let first = self.start.day().tomorrow().unwrap_or(Date::MAX);
        let last = self.raw_date().unwrap_or(Date::MAX);
        // What began after the end, or ended before the first day, has moved nothing.
        self.pauses.retain(|it| it.from <= last && it.to.is_none_or(|to| first.max(it.from) < to));
        self
    }

    /// The last day that it can have, whatever a schedule that isn't loaded will say.
    fn at_most(&self, calendar: &Calendar) -> Option<Date> {
        self.taking(Unscheduled::Off(BTreeMap::new()), calendar)
    }

    /// The last day as the law lets it be or, where the schedule of a year isn't loaded, the first that it can
    /// have with no holiday ahead. Unknown while it stands still.
    pub(super) fn earliest(&self, calendar: &Calendar) -> Option<Date> {
        self.taking(Unscheduled::Worked, calendar)
    }

    /// The first day that it can end on whatever a schedule that isn't loaded says, not even that of a weekend which
    /// is worked: every day after the start counts but those that are known not to.
    pub(super) fn at_least(&self) -> Date {
        let off: i64 = self.skipped.iter().map(Skipped::days).sum();
        days_after(self.start.day(), i64::from(self.units()).saturating_add(off))
    }

    /// The same by what its rule gives alone, without what has made it longer or stopped it.
    pub(super) fn at_least_by_its_rule(&self) -> Date {
        days_after(self.start.day(), i64::from(self.length))
    }

    /// Its last day where the days of the years without a schedule are these.
    fn taking(&self, unscheduled: Unscheduled, calendar: &Calendar) -> Option<Date> {
        let mut walk = Walk { unscheduled, ..Walk::new(calendar, &self.pauses) };
        match walk.due(self) {
            Due::Fixed { due_date, .. } => Some(due_date),
            Due::Paused { .. } | Due::Undetermined { .. } => None,
        }
    }

    /// Without the extensions and pauses that were entered late; nothing where there are none.
    fn without_late_entries(&self) -> Option<Self> {
        let mut punctual = self.clone();
        punctual.extensions.retain(|it| it.entered_late.is_none());
        punctual.pauses.retain(|it| it.entered_late.is_none());
        let moved = (&punctual.extensions, &punctual.pauses) != (&self.extensions, &self.pauses);
        moved.then_some(punctual)
    }

    /// All units, extensions included.
    fn units(&self) -> u32 {
        self.extensions.iter().fold(self.length, |sum, it| sum.saturating_add(it.by))
    }

    /// The day a number of months or years after the start: the same date, else the month's last.
    fn anniversary(&self) -> Date {
        let n = i64::from(self.units());
        let span = match self.unit {
            Unit::Years => Span::new().try_years(n),
            _ => Span::new().try_months(n),
        };
        span.and_then(|it| self.start.day().checked_add(it)).unwrap_or(Date::MAX)
    }
}

impl<'a> Walk<'a> {
    fn new(calendar: &'a Calendar, pauses: &'a [Pause]) -> Self {
        Self {
            calendar,
            pauses,
            skipped: vec![],
            years: BTreeSet::new(),
            unscheduled: Unscheduled::Unknown,
        }
    }

    fn due(&mut self, period: &Deadline) -> Due {
        let start = period.start.day();
        let end = match period.unit {
            Unit::Hours => return hours(period),
            Unit::WorkingDays => self.walk(start, period.units(), true),
            Unit::CalendarDays => self.walk(start, period.units(), false),
            Unit::Months | Unit::Years => {
                let days = start.until(period.anniversary()).map_or(0, |it| it.get_days());
                self.walk(start, u32::try_from(days).unwrap_or(0), false)
            }
        };
        match end {
            End::Paused { since, remaining } => Due::Paused { since, remaining },
            End::Missing(missing_year) => {
                Due::Undetermined { missing_year, raw_date: None, latest: None }
            }
            End::Day(raw) if period.rolls => self.rolled(raw),
            End::Day(raw) => on(raw),
        }
    }

    /// The `n`th day after `start` that counts.
    fn walk(&mut self, start: Date, n: u32, working: bool) -> End {
        let (mut day, mut left) = (start, n);
        while left > 0 {
            if let Some(end) = self.at_once(day, left, working) {
                return End::Day(end);
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            if let Some(since) = self.standing_still(day) {
                return End::Paused { since, remaining: left };
            }
            match self.not_counted(day, working) {
                Err(CalendarMissing(year)) => return End::Missing(year),
                Ok(Some(because)) => self.skip(day, &because),
                Ok(None) => left -= 1,
            }
        }
        End::Day(day)
    }

    /// Where the rest of the walk ends, where nothing lies ahead that has to be looked at day by day: no pause, and
    /// no schedule; or no schedule for so long that it may as well end too late.
    fn at_once(&self, day: Date, left: u32, working: bool) -> Option<Date> {
        let next = day.tomorrow().ok()?;
        let ahead = |it: &Pause| it.to.is_none_or(|to| next < to);
        if self.pauses.iter().any(ahead) {
            return None;
        }
        let last = self.calendar.last_year().unwrap_or_default();
        let unknown = day.year() > last.saturating_add(UNKNOWN_YEARS);
        let days = match (working, &self.unscheduled) {
            (false, _) => i64::from(left),
            // Of two days, one at least is worked in every year so far.
            (true, Unscheduled::Off(_)) if unknown => i64::from(left) * 2,
            (true, Unscheduled::Worked) if unknown => i64::from(left),
            (true, _) => return None,
        };
        Some(days_after(day, days))
    }

    /// The first day of the open pause that `day` lies in.
    fn standing_still(&self, day: Date) -> Option<Date> {
        let open = self.pauses.iter().filter(|it| it.to.is_none() && it.from <= day);
        open.map(|it| it.from).min()
    }

    /// Why `day` doesn't count: a pause, or in working days a day off.
    fn not_counted(&mut self, day: Date, working: bool) -> Result<Option<String>, CalendarMissing> {
        let pause = self.pauses.iter().find(|it| it.covers(day));
        match pause {
            Some(pause) => Ok(Some(pause.kind.label().to_owned())),
            None if working => self.off(day),
            None => Ok(None),
        }
    }

    fn off(&mut self, day: Date) -> Result<Option<String>, CalendarMissing> {
        let off = match (self.calendar.off(day), &mut self.unscheduled) {
            (Err(_), Unscheduled::Off(left)) => self.calendar.may_be_off(day, left),
            (Err(_), Unscheduled::Worked) => calendar::weekend(day),
            (known, _) => known?,
        };
        self.years.insert(day.year());
        Ok(off.map(str::to_owned))
    }

    /// Adds a day to the last run, or begins another.
    fn skip(&mut self, day: Date, because: &str) {
        let before = day.yesterday().unwrap_or(day);
        match self.skipped.last_mut() {
            Some(run) if run.because == because && run.to == before => run.to = day,
            _ => self.skipped.push(Skipped { from: day, to: day, because: because.to_owned() }),
        }
    }

    /// The raw date, or the first working day after it (PR 80).
    fn rolled(&mut self, raw_date: Date) -> Due {
        let mut reasons: Vec<String> = vec![];
        let mut due_date = raw_date;
        loop {
            match (self.off(due_date), due_date.tomorrow()) {
                (Err(CalendarMissing(missing_year)), _) => {
                    let raw_date = Some(raw_date);
                    return Due::Undetermined { missing_year, raw_date, latest: None };
                }
                (Ok(Some(because)), Ok(next)) => {
                    if reasons.last() != Some(&because) {
                        reasons.push(because);
                    }
                    due_date = next;
                }
                (Ok(_), _) => break,
            }
        }
        let rolled_because = (!reasons.is_empty()).then(|| reasons.join("、"));
        Due::Fixed { raw_date, due_date, rolled_because, at: None }
    }
}

/// So many days later, or the end of all time.
fn days_after(day: Date, n: i64) -> Date {
    Span::new().try_days(n).and_then(|it| day.checked_add(it)).unwrap_or(Date::MAX)
}

fn on(day: Date) -> Due {
    Due::Fixed { raw_date: day, due_date: day, rolled_because: None, at: None }
}

/// The starting hour is not counted (PR 80).
fn hours(period: &Deadline) -> Due {
    const HOUR: i64 = 3600;
    let next_full = period.start.timestamp().as_second().div_euclid(HOUR) + 1;
    let end = (next_full + i64::from(period.units())).saturating_mul(HOUR);
    let moment = |second| Moment::new(Timestamp::from_second(second).unwrap_or(Timestamp::MAX));
    let at = moment(end);
    // What ends at midnight ends on the day before.
    let day = moment(end - 1).day();
    Due::Fixed { raw_date: day, due_date: day, rolled_because: None, at: Some(at) }
}
