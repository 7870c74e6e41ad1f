//! The follower: all that has queued in the log goes into the tables in one transaction, together with
//! the checkpoint. It never skips: an event that it can't apply stops it, and says which. A disk without
//! room only makes it wait.

use std::{sync::Arc, time::Duration};

use store::{EventStore, Position, StoreError, Stretch};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use crate::{
    batch::BATCH,
    read_model::{ReadModel, ReadModelError, files},
    rebuild::{Built, CatchingUp, Handover, build},
    writing::Tables,
};

/// How long it waits for room, or for a file that is busy.
const AGAIN_AFTER: Duration = Duration::from_millis(500);

/// How far the tables are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// How far of the log they hold: their last event, or a place after it where there was nothing more.
    pub position: Option<Position>,
    /// What they held before the last batch: whoever saw less has missed what other batches touched.
    pub since: Option<Position>,
    /// The streams that the last batch touched.
    pub touched: Arc<[String]>,
    /// How many events were put into tables since the follower was opened, those of a rebuild among them.
    pub applied: u64,
    /// Why it waits, where it does; it goes on by itself.
    pub waiting: Option<Waiting>,
    /// Where and why it stopped, where it did.
    pub stopped: Option<Stopped>,
}

/// A follower that can't go on at present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Why.
    pub reason: String,
    /// Since when what readers see grows old.
    pub since: Instant,
}

/// A follower that can't go on at all, as at an event that can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Where it lies; absent where the log, or the file of the tables, is what failed.
    pub position: Option<Position>,
    /// Its stream; empty where there is none.
    pub stream: String,
    /// Its type; empty where there is none.
    pub event_type: String,
    /// Which projection could not apply it; absent where it can't be read, or not be committed.
    pub projection: Option<&'static str>,
    /// What is wrong.
    pub reason: String,
}

/// Why a feed is left.
enum Fate {
    /// The log has no more.
    LogClosed,
    /// The tables are others, and may stand elsewhere.
    TakenOver,
}

/// Why a follower can't go on.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tables can't be opened.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The tables can't be written at present; nothing is lost by waiting.
    #[error("the tables can't be written at present: {0}")]
    NoRoom(String),
    /// A thread of a rebuild ended before its work did.
    #[error("the rebuild was interrupted: {0}")]
    Interrupted(String),
    /// An event can't be applied.
    #[error("{} at {} can't be applied: {}", .0.event_type, .0.stream, .0.reason)]
    Stopped(Stopped),
}

impl FollowError {
    /// Why to try again, where that may help.
    fn passing(&self) -> Option<&str> {
        match self {
            Self::NoRoom(reason)
            | Self::Store(StoreError::Unavailable { reason } | StoreError::Undone { reason, .. }) => {
                Some(reason)
            }
            Self::Store(_) | Self::ReadModel(_) | Self::Interrupted(_) | Self::Stopped(_) => None,
        }
    }
}

/// Feeds the tables.
#[derive(Debug)]
pub struct Follower {
    store: EventStore,
    read_model: ReadModel,
    tables: Tables,
    progress: watch::Sender<Progress>,
    handovers: mpsc::Receiver<Handover>,
}

impl Follower {
    /// A follower that goes on where the tables stand.
    ///
    /// # Errors
    ///
    /// Where the tables can't be written.
    pub fn open(store: EventStore, read_model: &ReadModel) -> Result<Self, ReadModelError> {
        let read_model = read_model.clone();
        let tables = Tables::open(&read_model.path())?;
        let position = tables.position;
        let progress = watch::Sender::new(Progress { position, ..Progress::default() });
        let handovers = read_model.followed();
        Ok(Self { store, read_model, tables, progress, handovers })
    }

    /// How far it is, from now on.
    #[must_use]
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Brings the tables to the end of the log, before anybody reads them. Empty ones, such as those of another
    /// version, are rebuilt; so are those that hold what this log does not, as where it was put back from a
    /// copy that is older than they are. `progress` is told after each batch.
    ///
    /// # Errors
    ///
    /// Where the log fails, or an event can't be applied.
    pub async fn catch_up_whole(
        &mut self,
        mut progress: impl FnMut(CatchingUp) + Send,
    ) -> Result<(), FollowError> {
        let empty = self.tables.position.is_none();
        let fit = self.tables.fit(&self.store).await?;
        if !fit {
            tracing::warn!("the tables hold what the log does not: they are made anew from it");
        }
        if !fit || empty && !self.store.read_all(None, 1).await?.is_empty() {
            let built = build(&self.store, &self.read_model, &mut progress).await?;
            self.take_over(&built).await?;
        }
        while self.catch_up().await? {
            let end = self.store.end();
            if let Some((position, end)) = self.tables.position.zip(end) {
                progress(CatchingUp { position, end });
            }
        }
        Ok(())
    }

    /// Follows the log for as long as it lasts, and takes over what was rebuilt beside it. An event that
    /// can't be applied stops it for good.
    ///
    /// # Errors
    ///
    /// Where the log fails, or an event can't be applied.
    pub async fn run(mut self) -> Result<(), FollowError> {
        loop {
            let error = match self.go_on().await {
                Ok(Fate::LogClosed) => return Ok(()),
                Ok(Fate::TakenOver) => continue,
                Err(error) => error,
            };
            let Some(reason) = error.passing() else {
                self.stop(&error);
                return Err(error);
            };
            self.wait(reason, Duration::ZERO);
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    }

    /// Takes what there is, after which nothing is waited for any more, and then what a feed tells.
    async fn go_on(&mut self) -> Result<Fate, FollowError> {
        while self.catch_up().await? {}
        let mut feed = self.store.follow(self.tables.position);
        loop {
            tokio::select! {
                stretch = feed.next(BATCH) => match stretch {
                    Ok(Some(stretch)) => self.apply(stretch)?,
                    Ok(None) => return Ok(Fate::LogClosed),
                    // It goes on by itself.
                    Err(StoreError::Unavailable { reason }) => {
                        self.wait(&reason, self.store.noticed_within());
                    }
                    Err(error) => return Err(error.into()),
                },
                Some(handover) = self.handovers.recv() => {
                    let taken = self.take_over(&handover.built).await;
                    // Whoever asked may have gone; the tables are the new ones all the same.
                    drop(handover.taken.send(taken));
                    return Ok(Fate::TakenOver);
                }
            }
        }
    }

    /// Says for good why the tables stand still, where no event has said so.
    fn stop(&self, error: &FollowError) {
        let (stream, event_type) = match error {
            FollowError::Store(StoreError::Undecodable { stream, event_type, .. }) => {
                (stream.clone(), event_type.clone())
            }
            _ => (String::new(), String::new()),
        };
        let reason = store::in_full(error);
        let stopped = Stopped { position: None, stream, event_type, projection: None, reason };
        self.progress.send_modify(|it| {
            it.stopped.get_or_insert(stopped);
        });
    }

    /// Says why the tables stand still, and perhaps did so for a while before anybody noticed.
    fn wait(&self, reason: &str, unnoticed: Duration) {
        self.progress.send_if_modified(|it| {
            let before = it.waiting.take();
            let new = before.as_ref().is_none_or(|it| it.reason != reason);
            if new {
                tracing::warn!("the tables wait: {reason}");
            }
            let now = Instant::now();
            let begun = now.checked_sub(unnoticed).unwrap_or(now);
            let since = before.map_or(begun, |it| it.since);
            it.waiting = Some(Waiting { reason: reason.to_owned(), since });
            new
        });
    }

    /// Applies a batch; whether there was one.
    ///
    /// # Errors
    ///
    /// Where the log fails, or an event can't be applied.
    pub async fn catch_up(&mut self) -> Result<bool, FollowError> {
        let taken = self.tables.take(&self.store).await;
        let Some(touched) = self.heard(taken)? else {
            self.progress.send_if_modified(|it| it.waiting.take().is_some());
            return Ok(false);
        };
        self.tell(touched);
        Ok(true)
    }

    /// Applies a batch, and says how far the tables are.
    fn apply(&mut self, stretch: Stretch) -> Result<(), FollowError> {
        let applied = self.tables.apply(stretch);
        let touched = self.heard(applied)?;
        self.tell(touched);
        Ok(())
    }

    /// An event that can't be applied is told at once.
    fn heard<T>(&self, applied: Result<T, FollowError>) -> Result<T, FollowError> {
        if let Err(FollowError::Stopped(stopped)) = &applied {
            self.progress.send_modify(|it| it.stopped = Some(stopped.clone()));
        }
        applied
    }

    /// Says how far the tables are, and which streams the last batch touched.
    fn tell(&self, touched: Vec<String>) {
        self.read_model.registered_people().changed(touched.iter().map(String::as_str));
        let (position, touched): (_, Arc<[String]>) = (self.tables.position, touched.into());
        self.progress.send_if_modified(|it| {
            let applied = it.applied + touched.len() as u64;
            it.applied = applied;
            let further = position > it.position;
            if further {
                let since = it.position;
                *it = Progress { position, since, touched, applied, waiting: None, stopped: None };
            }
            further || it.waiting.take().is_some()
        });
    }

    /// Goes on with tables that were built beside these, once they hold as much; where that fails, these stay
    /// and go on.
    async fn take_over(&mut self, built: &Built) -> Result<(), FollowError> {
        let taken = self.level(built).await;
        if taken.is_err() {
            // It would only take room; the next rebuild sees to what is left of it.
            drop(files::remove_whole(&built.path));
        }
        let (tables, events) = taken?;
        self.tables = tables;
        let position = self.tables.position;
        self.progress.send_modify(|it| {
            // Whoever saw less than these hold has missed what they were told of.
            let (since, touched, applied) = (position, [].into(), it.applied + events);
            *it = Progress { position, since, touched, applied, waiting: None, stopped: None };
        });
        Ok(())
    }

    /// New tables, brought to where the log ends, which readers see from now on; how many events were put into
    /// them.
    async fn level(&mut self, built: &Built) -> Result<(Tables, u64), FollowError> {
        let (mut tables, mut events) = (Tables::open(&built.path)?, built.events);
        while let Some(touched) = tables.take(&self.store).await? {
            events += touched.len() as u64;
        }
        if tables.position < self.tables.position && self.tables.fit(&self.store).await? {
            // These were told of a place after the last event.
            tables.position = self.tables.position;
        }
        self.read_model.swap(built.path.clone())?;
        Ok((tables, events))
    }
}

#[cfg(test)]
mod tests;
