//! Plays histories merged by time, as if everybody had sat at their desks: the clock is set to the
//! moment of an act, and the act is done.

use std::iter::Peekable;

use domain::Moment;
use jiff::ToSpan;

use super::{
    acts::{Acts, Entry, Halt},
    history::History,
    staff::Staff,
};
use crate::{App, app::Failure, clock::NotSet, clockwork};

/// Everything that is still to be played.
pub struct Player<'a> {
    acts: Acts<'a>,
    queue: Peekable<std::vec::IntoIter<Entry<'a>>>,
}

/// Why playing ends early.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A history came to a halt.
    #[error(transparent)]
    Halt(#[from] Halt),
    /// The time can't pass.
    #[error(transparent)]
    Pass(#[from] PassError),
}

/// Why time doesn't pass.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// The clock can't be set there.
    #[error(transparent)]
    Clock(#[from] NotSet),
    /// What is due can't be done.
    #[error("what is due by then can't be done: {0}")]
    Failed(#[from] Failure),
}

/// Lets the time pass until `moment`, day by day: what is due on a day happens at its beginning.
///
/// # Errors
///
/// The clock of `app` doesn't stand, or would go back, or what is due can't be done.
pub async fn pass(app: &App, moment: Moment) -> Result<(), PassError> {
    let mut day = app.clock.now().day();
    while day < moment.day() {
        day = day.saturating_add(1.day());
        app.clock.set(Moment::midnight(day))?;
        clockwork::settle(app).await?;
    }
    Ok(app.clock.set(moment)?)
}

impl<'a> Player<'a> {
    /// Plays `histories` in `app`, whose clock stands still.
    #[must_use]
    pub fn new(app: App, staff: &'a Staff, histories: &'a [History]) -> Self {
        let of = |history: &'a History| {
            let steps = history.steps.iter().enumerate();
            steps.map(move |(n, step)| Entry { history, n, step })
        };
        let mut queue: Vec<_> = histories.iter().flat_map(of).collect();
        queue.sort_by_key(|it| (it.step.entered(), &it.history.name, it.n));
        Self { acts: Acts::of(app, staff), queue: queue.into_iter().peekable() }
    }

    /// How many steps are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.queue.len()
    }

    /// Leaves out what was entered before `moment`; what was entered at it is played again, and
    /// changes nothing where it took effect.
    pub fn skip_to(&mut self, moment: Moment) {
        while self.queue.next_if(|it| it.step.entered() < moment).is_some() {}
    }

    /// Plays whatever is entered until `moment`, tells `played` after each step how many are left, and
    /// lets the clock stand at `moment`.
    ///
    /// # Errors
    ///
    /// The first step that goes otherwise than its history expects.
    pub async fn until(
        &mut self,
        moment: Moment,
        mut played: impl FnMut(usize),
    ) -> Result<(), PlayError> {
        while let Some(entry) = self.queue.next_if(|it| it.step.entered() <= moment) {
            pass(&self.acts.app, entry.step.entered()).await?;
            self.acts.play(entry).await?;
            played(self.left());
        }
        Ok(pass(&self.acts.app, moment).await?)
    }
}
