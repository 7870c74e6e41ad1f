//! What happens because time passes: deadlines that have run out become commands of the clock, and those
//! that waited for a calendar are fixed once it is there. Level-triggered: each round looks at what is due
//! now, so that nothing is lost when the program stands still, and nothing happens twice.

mod due;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use domain::{
    Actor, Moment,
    case::{
        self, Case,
        remedy::TakeEffect,
        statement::{Lapse, Right},
    },
    clock::Timer,
    inbound::Inbound,
    listing::{self, Listing},
    publicity::Publicity,
    restoration::Restoration,
    restriction::Restriction,
};
use futures::future::BoxFuture;
use jiff::civil::Date;
use projections::{
    Progress, ReadModel, ReadModelError,
    publicity::PublicityRow,
    restrictions::RestrictionRow,
    worklist::{Refused, Task},
};
use store::{Request, TransactError};
use tokio::sync::watch;
use uuid::Uuid;

use self::due::{Command, Due};
use crate::{App, app::Failure, http::Closing, reactions::Reactions};

/// How often it looks.
const ROUND_EVERY: Duration = Duration::from_secs(5);

/// How long it waits at least before it looks again because of what readers see.
const AGAIN_AFTER: Duration = Duration::from_millis(500);

/// How long an act may be under way before its number is taken back.
const STALE_AFTER: Duration = Duration::from_mins(1);

/// How many rows are looked at together, and how many commands of each sort are given in one round at
/// most.
const BATCH: usize = 100;

/// How many commands are remembered as tried.
const TRIED_MAX: usize = 10_000;

/// Gives the commands of the clock, and does the open duties.
#[derive(Debug)]
pub struct Clockwork {
    app: App,
    reactions: Reactions,
    /// The commands that were given and left something due, each at a revision of its record: it is given
    /// again once that has moved.
    tried: HashMap<(Uuid, u64), Tried>,
    /// Those among them that this round has met again, or was refused.
    refused: BTreeMap<Uuid, Refused>,
    /// Those whose record can't be read or written, as this round has met them, with why.
    failed: BTreeMap<Uuid, String>,
    state: watch::Sender<State>,
    /// How far the tables were when it last looked.
    progress: watch::Receiver<Progress>,
}

/// What came of a command that left something due.
#[derive(Debug, Clone)]
enum Tried {
    /// It took effect.
    Admitted,
    /// A rule stands in its way.
    Refused(Refused),
    /// Its record can't be read or written.
    Failed(String),
}

/// How clockwork is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// When it last looked at everything.
    pub at: Option<Moment>,
    /// Why its last round came to nothing, or which records it left out, where it did.
    pub failed: Option<String>,
}

/// Does all that is due until nothing is left; how much that was. Acts under way lose their claims, and
/// decide anew. A record that can't be read or written is left out.
///
/// # Errors
///
/// Where log or tables fail.
pub async fn settle(app: &App) -> Result<usize, Failure> {
    let mut clockwork = Clockwork::new(app.clone());
    let mut all = 0;
    loop {
        let done = clockwork.round(Duration::ZERO).await?;
        if done == 0 {
            return Ok(all);
        }
        all += done;
    }
}

impl Clockwork {
    /// Clockwork that has not looked at anything yet.
    #[must_use]
    pub fn new(app: App) -> Self {
        let reactions = Reactions::new(app.clone());
        let (tried, refused, failed) = (HashMap::new(), BTreeMap::new(), BTreeMap::new());
        let (state, progress) = (watch::Sender::default(), app.progress.clone());
        Self { app, reactions, tried, refused, failed, state, progress }
    }

    /// How it is doing, from now on.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Works until the program stops. What a former process left over is settled at once.
    pub async fn run(mut self, closing: Closing) {
        let mut stale_after = Duration::ZERO;
        while !closing.has_begun() {
            let done = self.round(stale_after).await;
            stale_after = STALE_AFTER;
            self.report(done.as_ref().err());
            if done.is_ok_and(|it| it > 0) {
                continue;
            }
            // What readers see next may make something a duty, or settle what somebody is told of as refused.
            tokio::select! {
                () = closing.begins() => {}
                () = tokio::time::sleep(ROUND_EVERY) => {}
                () = news(&mut self.progress) => {}
            }
        }
    }

    /// One round, once the tables hold all that is in the log; how many commands took effect.
    async fn round(&mut self, stale_after: Duration) -> Result<usize, Failure> {
        if !self.app.caught_up().await {
            return Ok(0);
        }
        self.progress.mark_unchanged();
        if self.tried.len() > TRIED_MAX {
            self.tried.clear();
        }
        self.refused.clear();
        self.failed.clear();
        let due = self.lapses()?.into_iter().chain(self.fixes()?).chain(self.expiries()?);
        let due = due.chain(self.years_over()?).chain(self.ends_of_terms()?);
        let due: Vec<_> = due.collect();
        // Where there is more than a round takes, what was refused before has not all been met again.
        let whole = due.len() < BATCH;
        let mut done = 0;
        for due in due {
            done += usize::from(self.give(due).await?);
        }
        done += self.reactions.round(stale_after).await?;
        if whole {
            self.tell_refused();
        }
        Ok(done)
    }

    /// Whoever asks is told of what stays due because it was refused.
    fn tell_refused(&self) {
        let mut refused: Vec<_> = self.refused.values().chain(self.reactions.refused()).collect();
        refused.sort_by_key(|it| (it.since, it.record, it.task.kind(), it.task.number()));
        self.app.refused.send_if_modified(|told| {
            let moved = !told.iter().eq(refused.iter().copied());
            if moved {
                *told = refused.into_iter().cloned().collect::<Arc<[_]>>();
            }
            moved
        });
    }

    /// Gives a command; whether it was admitted.
    async fn give(&mut self, due: Due) -> Result<bool, Failure> {
        let request = Request {
            command_id: due.id,
            command_hash: String::new(),
            expected_revision: None,
            causation_id: None,
            correlation_id: None,
        };
        let stream = due.stream.clone();
        let app = &self.app;
        // Each kind of record has a future of its own, which lies apart: the stack holds none of them.
        let issued: BoxFuture<'_, _> = match &due.command {
            Command::Case(it) => Box::pin(app.issue::<Case>(Actor::Clock, &stream, &request, it)),
            Command::Publicity(it) => {
                Box::pin(app.issue::<Publicity>(Actor::Clock, &stream, &request, it))
            }
            Command::Listing(it) => {
                Box::pin(app.issue::<Listing>(Actor::Clock, &stream, &request, it))
            }
            Command::Restriction(it) => {
                Box::pin(app.issue::<Restriction>(Actor::Clock, &stream, &request, it))
            }
            Command::Restoration(it) => {
                Box::pin(app.issue::<Restoration>(Actor::Clock, &stream, &request, it))
            }
            Command::Inbound(it) => {
                Box::pin(app.issue::<Inbound>(Actor::Clock, &stream, &request, it))
            }
        };
        match issued.await {
            Ok(_) => {
                self.tried.insert((due.id, due.revision), Tried::Admitted);
                Ok(true)
            }
            // Its record has moved: what is due of it is seen in the next round.
            Err(TransactError::Conflict { .. }) => Ok(false),
            Err(TransactError::Rejected(rejections)) => {
                tracing::warn!(%stream, ?rejections, "the clock is refused");
                let (id, revision) = (due.id, due.revision);
                let refused = due.refused(self.app.clock.now(), rejections);
                self.refused.insert(id, refused.clone());
                self.tried.insert((id, revision), Tried::Refused(refused));
                Ok(false)
            }
            Err(TransactError::Store(error)) if error.is_of_one_record() => {
                let failed = store::in_full(&error);
                tracing::error!(error = failed, "clockwork leaves {stream} out: {failed}");
                self.failed.insert(due.id, failed.clone());
                self.tried.insert((due.id, due.revision), Tried::Failed(failed));
                Ok(false)
            }
            Err(TransactError::Store(error)) => Err(error.into()),
        }
    }

    /// Rights that ran out unused, the party's and that to appeal from a judgment. An act of their last day may still be entered on the next working day
    /// without being late, so nothing is recorded before that is over.
    fn lapses(&mut self) -> Result<Vec<Due>, Failure> {
        let today = self.app.clock.now().day();
        let rights = Right::ALL.map(Right::timer);
        let judgments = [Timer::SuitAppeal, Timer::SuitAppealRuling];
        let timers = [&rights[..], &judgments].concat();
        let (mut due, mut after) = (vec![], None);
        loop {
            let rows = self.app.read_model.due_lapses(&timers, today, (after.as_ref(), BATCH))?;
            let last = rows.len() < BATCH;
            after = rows.last().map(|(key, _)| key.clone());
            for (_, row) in &rows {
                let ended = row.deadline.due_date().filter(|it| self.is_past_entry(*it));
                let Some((part, ended)) = row.deadline.of.clone().zip(ended) else { continue };
                let what = format!("lapse {part} of {ended}");
                let deadline = Box::new(row.deadline.clone());
                let (task, command) = if rights.contains(&row.deadline.timer) {
                    let lapse = case::Command::LapseRights(Lapse { notice: part });
                    (Task::LapseRights(deadline), lapse)
                } else {
                    let effect = case::Command::TakeEffect(TakeEffect { remedy: part });
                    (Task::TakeEffect(deadline), effect)
                };
                let command = Command::Case(Box::new(command));
                self.note(&mut due, Due::of(row, (&what, task), command));
            }
            if last || due.len() >= BATCH {
                return Ok(due);
            }
        }
    }

    /// One command for each record and purpose, unless it was given at this revision and left it due.
    fn note(&mut self, due: &mut Vec<Due>, it: Due) {
        match self.tried.get(&(it.id, it.revision)) {
            Some(Tried::Refused(refused)) => drop(self.refused.insert(it.id, refused.clone())),
            Some(Tried::Failed(failed)) => drop(self.failed.insert(it.id, failed.clone())),
            None if due.iter().all(|other| other.id != it.id) => due.push(it),
            Some(Tried::Admitted) | None => {}
        }
    }

    fn is_past_entry(&self, last: Date) -> bool {
        Lapse::is_due(last, &self.app.law, self.app.clock.now().day())
    }

    /// Deadlines that waited for the calendar of a year which is loaded by now.
    fn fixes(&mut self) -> Result<Vec<Due>, Failure> {
        let (mut due, mut after) = (vec![], 0);
        loop {
            let rows = self.app.read_model.undetermined((after, BATCH))?;
            let last = rows.len() < BATCH;
            after = rows.last().map_or(after, |(key, _)| key.no);
            for (_, row) in &rows {
                if row.deadline.fixed(&self.app.law).is_some() {
                    let task = Task::FixDeadlines(Box::new(row.deadline.clone()));
                    let what = format!("fix deadlines at {}", row.revision);
                    let command = Command::fixing(row.record, &self.app.read_model)?;
                    self.note(&mut due, Due::of(row, (&what, task), command));
                }
            }
            if last || due.len() >= BATCH {
                return Ok(due);
            }
        }
    }

    /// What was shown for as long as the law says.
    fn expiries(&mut self) -> Result<Vec<Due>, Failure> {
        let read = ReadModel::publicity_over;
        self.over(read, |row: &PublicityRow| Some(Due::expiry(row, row.ends_on?)))
    }

    /// Entries whose years are over.
    fn years_over(&mut self) -> Result<Vec<Due>, Failure> {
        let (mut due, mut after) = (vec![], None);
        let today = self.app.clock.now().day();
        loop {
            let timers = [Timer::ListExpire];
            let rows = self.app.read_model.due_lapses(&timers, today, (after.as_ref(), BATCH))?;
            let last = rows.len() < BATCH;
            after = rows.last().map(|(key, _)| key.clone());
            for (key, row) in &rows {
                let task = Task::ExpireListing(Box::new(row.deadline.clone()));
                let what = format!("expire after {}", key.day);
                let command = Command::Listing(Box::new(listing::Command::Expire));
                self.note(&mut due, Due::of(row, (&what, task), command));
            }
            if last || due.len() >= BATCH {
                return Ok(due);
            }
        }
    }

    /// Measures whose term is over.
    fn ends_of_terms(&mut self) -> Result<Vec<Due>, Failure> {
        let read = ReadModel::restrictions_over;
        self.over(read, |row: &RestrictionRow| Some(Due::end_of_term(row, row.until?)))
    }

    /// What was over before today and of which nothing says so, each row with its number.
    fn over<R>(
        &mut self,
        read: impl Fn(&ReadModel, Date, (i64, usize)) -> Result<Vec<(i64, R)>, ReadModelError>,
        ends: impl Fn(&R) -> Option<Due>,
    ) -> Result<Vec<Due>, Failure> {
        let today = self.app.clock.now().day();
        let (mut due, mut after) = (vec![], 0);
        loop {
            let rows = read(&self.app.read_model, today, (after, BATCH))?;
            let last = rows.len() < BATCH;
            after = rows.last().map_or(after, |(no, _)| *no);
            for it in rows.iter().filter_map(|(_, row)| ends(row)) {
                self.note(&mut due, it);
            }
            if last || due.len() >= BATCH {
                return Ok(due);
            }
        }
    }

    fn report(&self, failure: Option<&Failure>) {
        if let Some(failure) = failure {
            tracing::error!(error = %failure, "clockwork stands still: {failure}");
        }
        let failed = failure.map(ToString::to_string).or_else(|| self.left_out());
        self.state.send_replace(State { at: Some(self.app.clock.now()), failed });
    }

    /// The records that can't be read or written, each with why.
    fn left_out(&self) -> Option<String> {
        let failed = self.failed.values().map(String::as_str).chain(self.reactions.failed());
        let failed: Vec<_> = failed.collect();
        (!failed.is_empty()).then(|| failed.join("; "))
    }
}

/// Readers see something new, though not at once after the last round.
async fn news(progress: &mut watch::Receiver<Progress>) {
    tokio::time::sleep(AGAIN_AFTER).await;
    if progress.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}
