//! What has become of a deadline, on a day.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Deadline, Due, EnteredLate};
use crate::{Moment, rulebook::OnExpiry};

/// The act that a deadline waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// When it took place.
    pub occurred: Moment,
    /// When it was entered.
    pub recorded: Moment,
    /// It was entered late, with a reason (补录).
    pub late_entry: bool,
    /// It did not meet the deadline: it put another one in its place, or an end to what was owed.
    pub replaced: bool,
    /// Another act that was entered late, without which this one would not have met it, or ended it.
    pub rests_on: Option<ByLateEntry>,
}

/// What was entered late and let something be met, or ended, when it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ByLateEntry {
    /// When the last such act is said to have taken place, and when it was entered.
    pub entered: EnteredLate,
    /// When it would have been met or ended by what was entered in time alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub otherwise: Option<Moment>,
}

/// What has become of a deadline. Days are calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// It runs.
    Open {
        /// To the day by which it is alerted; 0 on that day.
        days_left: u32,
    },
    /// The act that is owed has not been entered, and the day by which it is alerted is over.
    Overdue {
        /// Since that day.
        days: u32,
    },
    /// It has run out, and that is nobody's delay: a right has lapsed, an act has taken effect, or
    /// may take place now.
    Expired {
        /// Since its last day.
        days: u32,
    },
    /// The act took place in time, and was entered in time.
    Met {
        /// From the act to the end or, while nobody knows that, to the first day that it can have; units that were
        /// left, where the period stood still; to the act, where that had to wait for the end.
        days_before: u32,
    },
    /// The act took place after the end.
    MetLate {
        /// From the end to the act; from the last day that it can have, while nobody knows the end.
        days: u32,
    },
    /// It is said to have taken place in time, by an entry that was late itself: that of the act, or of an
    /// extension or a pause without which it would have been too late.
    StatedInTime {
        /// When what was entered late is said to have taken place.
        occurred: Moment,
        /// When that was entered.
        recorded: Moment,
    },
    /// No act met it before another one took its place, or before nobody owed it any more.
    Ended {
        /// By how many days it was over on the day of the act that ended it, where it was owed; else 0.
        overdue: u32,
        /// When that act is said to have taken place, and when it was entered, where it was shown as overdue by
        /// more than that meanwhile.
        stated: Option<EnteredLate>,
    },
    /// It stands still.
    Paused,
    /// The calendar of a year that it reaches into is not loaded.
    Undetermined,
}

/// What an [`Outcome`] is, without its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeKind {
    /// It runs.
    Open,
    /// A duty is overdue.
    Overdue,
    /// A right lapsed, or a period took effect.
    Expired,
    /// Kept.
    Met,
    /// Done after the end.
    MetLate,
    /// Said to be kept, by an entry that was late itself.
    StatedInTime,
    /// Not met, and no more to be.
    Ended,
    /// It stands still.
    Paused,
    /// The calendar of a year that it reaches into is not loaded.
    Undetermined,
}

impl OutcomeKind {
    /// For a list.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "进行中",
            Self::Overdue => "已逾期",
            Self::Expired => "已届满",
            Self::Met => "按期完成",
            Self::MetLate => "逾期完成",
            Self::StatedInTime => "补录称按期完成",
            Self::Ended => "终止计算",
            Self::Paused => "停止计算",
            Self::Undetermined => "期限待定",
        }
    }
}

impl Outcome {
    /// What it is, without its figures.
    #[must_use]
    pub fn kind(self) -> OutcomeKind {
        match self {
            Self::Open { .. } => OutcomeKind::Open,
            Self::Overdue { .. } => OutcomeKind::Overdue,
            Self::Expired { .. } => OutcomeKind::Expired,
            Self::Met { .. } => OutcomeKind::Met,
            Self::MetLate { .. } => OutcomeKind::MetLate,
            Self::StatedInTime { .. } => OutcomeKind::StatedInTime,
            Self::Ended { .. } => OutcomeKind::Ended,
            Self::Paused => OutcomeKind::Paused,
            Self::Undetermined => OutcomeKind::Undetermined,
        }
    }

    /// For a list: what it is and, where it was overdue when it was ended, by how much.
    #[must_use]
    pub fn label(self) -> Cow<'static, str> {
        let Self::Ended { overdue, stated } = self else { return self.kind().label().into() };
        let after = if overdue > 0 { format!("逾期{overdue}日后") } else { String::new() };
        let said = if stated.is_some() { "补录称" } else { "" };
        format!("{said}{after}{}", self.kind().label()).into()
    }

    /// When what was entered late is said to have taken place, and when it was entered, where only that
    /// kept it, or ended it before it was missed.
    #[must_use]
    pub fn entered_late(self) -> Option<EnteredLate> {
        match self {
            Self::StatedInTime { occurred, recorded } => Some(EnteredLate { occurred, recorded }),
            Self::Ended { stated, .. } => stated,
            Self::Open { .. }
            | Self::Overdue { .. }
            | Self::Expired { .. }
            | Self::Met { .. }
            | Self::MetLate { .. }
            | Self::Paused
            | Self::Undetermined => None,
        }
    }

    /// By how many days it was kept or missed, are left or over.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        match self {
            Self::Open { days_left: days }
            | Self::Overdue { days }
            | Self::Expired { days }
            | Self::Met { days_before: days }
            | Self::MetLate { days } => Some(days),
            Self::Ended { overdue, .. } => Some(overdue).filter(|it| *it > 0),
            Self::StatedInTime { .. } | Self::Paused | Self::Undetermined => None,
        }
    }
}

/// Whether an act came before the end.
enum Kept {
    InTime { days_before: u32 },
    Late,
}

impl Due {
    /// Whether the act came before this end, which lies no earlier than `at_least`; nothing where nobody knows
    /// yet. What came before any day that it can have was in time, and what came after the last one too late.
    fn kept(&self, done: &Done, at_least: Date) -> Option<Kept> {
        let act = done.occurred.day();
        let (in_time, days_before) = match self {
            Self::Fixed { at: Some(at), due_date, .. } => {
                (done.occurred <= *at, days(act, *due_date))
            }
            Self::Fixed { due_date, .. } => (act <= *due_date, days(act, *due_date)),
            // What is done while the period stands still is done before it ends.
            Self::Paused { remaining, .. } => (true, *remaining),
            Self::Undetermined { raw_date, .. } if act <= raw_date.unwrap_or(at_least) => {
                (true, days(act, raw_date.unwrap_or(at_least)))
            }
            Self::Undetermined { latest: Some(latest), .. } if *latest < act => (false, 0),
            Self::Undetermined { .. } => return None,
        };
        Some(if in_time { Kept::InTime { days_before } } else { Kept::Late })
    }
}

impl Deadline {
    /// It is still to be met on that day, and late.
    #[must_use]
    pub fn is_overdue(&self, done: Option<&Done>, today: Date) -> bool {
        matches!(self.outcome(done, today), Outcome::Overdue { .. })
    }

    /// What has become of it by `today`, now that the act was `done` or was not. An open duty of the
    /// agency is measured by its raw date; whether an act was in time, by the day the law gives.
    #[must_use]
    pub fn outcome(&self, done: Option<&Done>, today: Date) -> Outcome {
        match done {
            Some(done) if done.replaced => self.ended(done),
            Some(done) => self.settled(done),
            None => self.pending(today),
        }
    }

    fn pending(&self, today: Date) -> Outcome {
        // It may be known already when it runs again.
        let stands_still = self.pauses.iter().any(|it| it.covers(today));
        match (&self.due, self.alert_date()) {
            _ if stands_still => Outcome::Paused,
            (Due::Paused { .. }, _) => Outcome::Paused,
            // An agency's own duty is measured by its raw date, which needs no calendar.
            (Due::Fixed { .. } | Due::Undetermined { .. }, Some(last)) if last < today => {
                self.run_out(days(last, today))
            }
            (Due::Fixed { .. }, Some(last)) => Outcome::Open { days_left: days(today, last) },
            (Due::Fixed { .. } | Due::Undetermined { .. }, _) => self.certainly_over(today),
        }
    }

    /// Whatever the schedule that isn't loaded says, it is over after the last day that it can have.
    fn certainly_over(&self, today: Date) -> Outcome {
        match self.latest().filter(|last| *last < today) {
            Some(last) => self.run_out(days(last, today)),
            None => Outcome::Undetermined,
        }
    }

    /// What has become of it, once an act ended it that didn't meet it.
    fn ended(&self, done: &Done) -> Outcome {
        let overdue = self.overdue_on(done.occurred.day());
        let Done { occurred, recorded, .. } = *done;
        let (stated, shown) = match done.rests_on {
            Some(it) => (Some(it.entered), it.otherwise.unwrap_or(it.entered.recorded)),
            None => (done.late_entry.then_some(EnteredLate { occurred, recorded }), recorded),
        };
        let hidden = overdue < self.overdue_on(shown.day());
        Outcome::Ended { overdue, stated: stated.filter(|_| hidden) }
    }

    /// By how many days it is over on that day where nobody has met it and it is owed; else 0.
    #[must_use]
    pub fn overdue_on(&self, day: Date) -> u32 {
        match self.pending(day) {
            Outcome::Overdue { days } => days,
            _ => 0,
        }
    }

    fn run_out(&self, days: u32) -> Outcome {
        if self.on_expiry.still_owed() {
            Outcome::Overdue { days }
        } else {
            Outcome::Expired { days }
        }
    }

    fn settled(&self, done: &Done) -> Outcome {
        let kept = match self.on_expiry {
            OnExpiry::Earliest => self.waited_out(done),
            _ => self.due.kept(done, self.at_least()),
        };
        let Some(kept) = kept else { return Outcome::Undetermined };
        match (kept, done.late_entry, self.owed_to_a_late_entry(done)) {
            (Kept::Late, ..) => {
                let act = done.occurred.day();
                self.too_late(self.latest().map_or(0, |last| days(last, act)))
            }
            (Kept::InTime { .. }, true, _) => {
                Outcome::StatedInTime { occurred: done.occurred, recorded: done.recorded }
            }
            (Kept::InTime { .. }, false, Some(EnteredLate { occurred, recorded })) => {
                Outcome::StatedInTime { occurred, recorded }
            }
            (Kept::InTime { days_before }, false, None) => Outcome::Met { days_before },
        }
    }

    /// What may take place from the last day on is in time from then on (APL 64(2)); whatever lay before is refused.
    fn waited_out(&self, done: &Done) -> Option<Kept> {
        let act = done.occurred.day();
        let first = self.latest().filter(|first| *first <= act)?;
        Some(Kept::InTime { days_before: days(first, act) })
    }

    /// The act, extension or pause, entered late, without which this one would not have been in time; the last of them.
    fn owed_to_a_late_entry(&self, done: &Done) -> Option<EnteredLate> {
        if let Some(ByLateEntry { entered, otherwise }) = done.rests_on {
            let punctual = otherwise.map(|occurred| Done { occurred, ..*done });
            let kept = punctual.and_then(|it| self.due.kept(&it, self.at_least()));
            if !matches!(kept, Some(Kept::InTime { .. })) {
                return Some(entered);
            }
        }
        let punctual = self.without_late_entries.as_ref()?;
        let at_least = self.at_least_by_its_rule();
        if matches!(punctual.kept(done, at_least), Some(Kept::InTime { .. })) {
            return None;
        }
        self.last_entered_late()
    }

    /// What came after the end: a duty was done late; a right had run out by then.
    fn too_late(&self, days: u32) -> Outcome {
        match self.run_out(days) {
            Outcome::Overdue { days } => Outcome::MetLate { days },
            expired => expired,
        }
    }
}

/// From one day to another, at least 0.
pub(crate) fn days(from: Date, to: Date) -> u32 {
    from.until(to).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
}
