//! Setting the scene: a log that is empty is filled with the histories, one that was left halfway is
//! played to its end, and one that somebody went on with stays as it is.

use std::path::Path;

use domain::{Moment, id::CaseId};
use projections::ReadModelError;
use store::StoreError;

use super::{
    CASES, History, Player, Staff,
    acts::{self, Reason},
    history::{Flaw, Step},
    opening,
    player::{self, PassError, PlayError},
    staff::StaffError,
    standing::{NotKept, kept},
    today,
};
use crate::{
    App,
    app::stream_of,
    clock::{Clock, NotSet},
};

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
pub enum SceneError {
    /// A history is not written in the form.
    #[error(transparent)]
    Flaw(#[from] Flaw),
    /// The staff can't be read, or not be entered into the register.
    #[error(transparent)]
    Staff(#[from] StaffError),
    /// A history goes otherwise than it says.
    #[error(transparent)]
    Play(#[from] PlayError),
    /// A history opens no case.
    #[error(transparent)]
    Reason(#[from] Reason),
    /// The log has gone further than the moment at which the clock is to stand.
    #[error(transparent)]
    Clock(#[from] NotSet),
    /// The time can't pass.
    #[error(transparent)]
    Pass(#[from] PassError),
    /// The log can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tables can't be read.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The tables have stopped.
    #[error("the tables have stopped; `/readyz` and the log lines say at which event")]
    TablesStopped,
}

/// Where the clock of the demonstration in the folder `data` stands before its log is read: where it was
/// last set, or so early that nothing happens before.
///
/// # Errors
///
/// Nobody can tell where it was set.
pub fn clock(data: &Path, from: Option<Moment>) -> Result<Clock, NotKept> {
    let early = from.map_or_else(opening, |it| it.min(opening()));
    Ok(Clock::standing(kept(data)?.unwrap_or(early)))
}

/// Sets the scene in `app`. With `from` a new log has its officers and no case, and the clock stands
/// there; without, it has the histories. A log that holds something goes on at its last time. `told` is
/// told how many steps are left.
///
/// # Errors
///
/// See [`SceneError`].
pub async fn set(
    app: &App,
    from: Option<Moment>,
    told: impl FnMut(usize),
) -> Result<(), SceneError> {
    let histories = built_in()?;
    let staff = Staff::built_in()?;
    let last = last_known(app).await?;
    if let Some(last) = last {
        app.clock.set(last.max(app.clock.now()))?;
    }
    let fresh = last.is_none();
    match from {
        // An empty log has nothing that could fall due on the way.
        Some(from) if fresh => {
            app.clock.set(from)?;
            staff.enroll(app).await?;
        }
        Some(from) => player::pass(app, from).await?,
        None if fresh || has(app, &staff, &histories).await? => {
            play(app, (&staff, &histories), told).await?;
        }
        None => {}
    }
    Ok(())
}

/// Plays what the log doesn't hold yet, and lets the clock stand on the day of the demonstration, or
/// where the log has come to.
async fn play(
    app: &App,
    (staff, histories): (&Staff, &[History]),
    told: impl FnMut(usize),
) -> Result<(), SceneError> {
    let mut player = Player::new(app.clone(), staff, histories);
    player.skip_to(app.clock.now());
    if player.left() > 0 {
        staff.enroll(app).await?;
    }
    Ok(player.until(today().max(app.clock.now()), told).await?)
}

fn built_in() -> Result<Vec<History>, Flaw> {
    CASES.iter().map(|(name, text)| History::parse(name, text)).collect()
}

/// Whether the log was begun with these histories.
async fn has(app: &App, staff: &Staff, histories: &[History]) -> Result<bool, SceneError> {
    let first = histories.iter().min_by_key(|it| it.steps.first().map(Step::entered));
    let Some((history, step)) = first.and_then(|it| Some((it, it.steps.first()?))) else {
        return Ok(false);
    };
    let case: CaseId = acts::case_of(history, &step.case, staff)?;
    Ok(!app.store.read(&stream_of(case)).await?.is_empty())
}

/// The last time of the log; nothing where it is empty.
async fn last_known(app: &App) -> Result<Option<Moment>, SceneError> {
    if app.store.read_all(None, 1).await?.is_empty() {
        return Ok(None);
    }
    let end = app.store.end();
    let mut progress = app.progress.clone();
    let caught_up = progress.wait_for(|it| it.position >= end || it.stopped.is_some()).await;
    if caught_up.is_ok_and(|it| it.stopped.is_some()) {
        return Err(SceneError::TablesStopped);
    }
    Ok(app.read_model.last_known()?)
}
