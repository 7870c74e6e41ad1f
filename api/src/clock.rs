//! The one place that reads the time. The law uses [`Clock`]; tokens and timeouts use the machine's.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::Moment;
use jiff::{ToSpan, civil::Date};
use tokio::sync::watch;

/// How long the machine's clock is not looked at by whoever waits for a day to pass: it may be set, or
/// have slept.
const LOOKED_AT_EVERY: Duration = Duration::from_mins(1);

/// Where the law's time comes from.
#[derive(Debug)]
pub struct Clock(Source);

#[derive(Debug)]
enum Source {
    System,
    Standing(watch::Sender<Moment>),
}

/// A standing clock was asked to go back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the clock stands at {now} and can't go back to {asked}")]
pub struct Backwards {
    /// Where it stands.
    pub now: Moment,
    /// Where it was asked to go.
    pub asked: Moment,
}

/// Why a clock was not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSet {
    /// It follows the machine.
    #[error("this clock follows the machine; only that of a demonstration is set by hand")]
    Running,
    /// It would have gone back.
    #[error(transparent)]
    Backwards(#[from] Backwards),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `moment` until it is set forward: that of a demonstration.
    #[must_use]
    pub fn standing(moment: Moment) -> Self {
        Self(Source::Standing(watch::Sender::new(moment)))
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::System => system_now(),
            Source::Standing(moment) => *moment.borrow(),
        }
    }

    /// Whether it only moves when it is set.
    #[must_use]
    pub fn is_standing(&self) -> bool {
        matches!(self.0, Source::Standing(_))
    }

    /// Sets a standing clock to `asked`, which is not earlier than where it stands.
    ///
    /// # Errors
    ///
    /// The clock follows the machine, or would go back.
    pub fn set(&self, asked: Moment) -> Result<(), NotSet> {
        let Source::Standing(moment) = &self.0 else { return Err(NotSet::Running) };
        let mut set = Ok(());
        moment.send_if_modified(|now| {
            if asked < *now {
                set = Err(Backwards { now: *now, asked }.into());
            } else {
                *now = asked;
            }
            set.is_ok()
        });
        set
    }

    /// Waits until it is another day than `day`.
    pub async fn day_passes(&self, day: Date) {
        match &self.0 {
            Source::System => {
                while self.now().day() == day {
                    let left = until_midnight(self.now());
                    tokio::time::sleep(left.min(LOOKED_AT_EVERY)).await;
                }
            }
            Source::Standing(moment) => {
                // The clock outlives whoever waits, so that there is always another moment to come.
                drop(moment.subscribe().wait_for(|now| now.day() != day).await);
            }
        }
    }
}

/// How much is left of the day.
fn until_midnight(now: Moment) -> Duration {
    let tomorrow = Moment::midnight(now.day().saturating_add(1.day()));
    let left = tomorrow.timestamp().duration_since(now.timestamp());
    Duration::try_from(left).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
fn system_now() -> Moment {
    Moment::new(jiff::Timestamp::now())
}

/// Seconds since 1970 by the machine's clock: what tokens are measured against, never the law.
#[must_use]
pub fn machine_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_standing_clock_moves_only_forward_and_only_when_set() {
        let start = moment("2026-06-30T09:00:00+08:00");
        let clock = Clock::standing(start);
        assert_eq!(clock.now(), start);
        let next = moment("2026-07-01T09:00:00+08:00");
        clock.set(next).unwrap();
        assert_eq!(clock.now(), next);
        assert_eq!(clock.set(start), Err(Backwards { now: next, asked: start }.into()));
        assert_eq!(clock.now(), next);
    }

    #[tokio::test]
    async fn a_day_has_passed_once_the_clock_was_set_to_another() {
        let clock = Clock::standing(moment("2026-06-30T09:00:00+08:00"));
        let day = clock.now().day();
        let mut waiting = std::pin::pin!(clock.day_passes(day));
        assert!(futures::poll!(&mut waiting).is_pending());
        clock.set(moment("2026-06-30T23:59:59+08:00")).unwrap();
        assert!(futures::poll!(&mut waiting).is_pending());
        clock.set(moment("2026-07-01T00:00:00+08:00")).unwrap();
        waiting.await;
        Clock::system().day_passes(day).await;
    }

    #[test]
    fn the_day_ends_at_midnight_in_the_east() {
        let left = |at| until_midnight(moment(at));
        assert_eq!(left("2026-06-30T23:59:59.5+08:00"), Duration::from_millis(500));
        assert_eq!(left("2026-06-30T16:00:00Z"), Duration::from_hours(24));
    }

    #[test]
    fn the_machines_clock_is_not_set() {
        assert_eq!(
            Clock::system().set(Moment::midnight(jiff::civil::date(2026, 1, 1))),
            Err(NotSet::Running)
        );
    }
}
