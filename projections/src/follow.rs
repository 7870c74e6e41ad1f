//! The follower: all that has queued in the log goes into the tables in one transaction, together with
//! the checkpoint. It never skips: an event that it can't apply stops it, and says which.

use rusqlite::{Connection, OptionalExtension, params};
use store::{EventStore, Position, Recorded, StoreError};
use tokio::sync::watch;

use crate::{
    read_model::{ReadModel, ReadModelError, writer},
    tables::{ALL, Told, Untellable},
};

/// How many events go into one transaction at most.
const BATCH: usize = 2_000;

/// How far the tables are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The last event that they hold.
    pub position: Option<Position>,
    /// The streams that the last batch touched.
    pub touched: std::sync::Arc<[String]>,
    /// Where and why it stopped, where it did.
    pub stopped: Option<Stopped>,
}

/// An event that can't be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Where it lies.
    pub position: Position,
    /// Its stream.
    pub stream: String,
    /// Its type.
    pub event_type: String,
    /// What is wrong.
    pub reason: String,
}

/// Feeds the tables.
#[derive(Debug)]
pub struct Follower {
    store: EventStore,
    connection: Connection,
    position: Option<Position>,
    progress: watch::Sender<Progress>,
}

impl Follower {
    /// A follower that goes on where the tables stand.
    ///
    /// # Errors
    ///
    /// Where the tables can't be written.
    pub fn open(store: EventStore, read_model: &ReadModel) -> Result<Self, ReadModelError> {
        let connection = writer(read_model.path())?;
        let position = connection
            .query_row("SELECT position FROM checkpoint", [], |row| row.get(0))
            .optional()
            .map_err(|source| ReadModelError::Sqlite {
                path: read_model.path().to_owned(),
                source,
            })?
            .map(Position::new);
        let progress = watch::Sender::new(Progress { position, ..Progress::default() });
        Ok(Self { store, connection, position, progress })
    }

    /// How far it is, from now on.
    #[must_use]
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }
}

/// Why a follower can't go on.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The log failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An event can't be applied.
    #[error("{} at {} can't be applied: {}", .0.event_type, .0.stream, .0.reason)]
    Stopped(Stopped),
}

impl Follower {
    /// Follows the log for as long as it lasts. An event that can't be applied stops it for good.
    ///
    /// # Errors
    ///
    /// Where the log fails, or an event can't be applied.
    pub async fn run(mut self) -> Result<(), FollowError> {
        let mut end = self.store.end();
        loop {
            end.borrow_and_update();
            while self.catch_up().await? {}
            if end.changed().await.is_err() {
                return Ok(());
            }
        }
    }

    /// Applies a batch; whether there was one.
    ///
    /// # Errors
    ///
    /// Where the log fails, or an event can't be applied.
    pub async fn catch_up(&mut self) -> Result<bool, FollowError> {
        let batch = self.store.read_all(self.position, BATCH).await?;
        let Some(last) = batch.last().map(|it| it.position) else { return Ok(false) };
        if let Err(stopped) = self.apply(&batch, last) {
            self.progress.send_modify(|it| it.stopped = Some(stopped.clone()));
            return Err(FollowError::Stopped(stopped));
        }
        self.position = Some(last);
        let touched = batch.into_iter().map(|it| it.stream).collect();
        self.progress.send_replace(Progress { position: Some(last), touched, stopped: None });
        Ok(true)
    }

    /// The batch and the checkpoint, in one transaction.
    fn apply(&mut self, batch: &[Recorded], last: Position) -> Result<(), Stopped> {
        let mut at = &batch[0];
        let applied = (|| -> Result<(), Unapplied> {
            let tx = self.connection.transaction()?;
            for recorded in batch {
                at = recorded;
                let told = Told::of(recorded)?;
                ALL.iter().try_for_each(|projection| projection.apply(&tx, &told))?;
            }
            tx.execute(
                "INSERT INTO checkpoint (one, position) VALUES (1, ?1)
                 ON CONFLICT DO UPDATE SET position = excluded.position",
                params![last.get()],
            )?;
            tx.commit().map_err(Unapplied::from)
        })();
        applied.map_err(|error| Stopped {
            position: at.position,
            stream: at.stream.clone(),
            event_type: at.event_type.clone(),
            reason: reason(&error),
        })
    }
}

/// Why a batch did not go into the tables.
#[derive(Debug, thiserror::Error)]
enum Unapplied {
    #[error(transparent)]
    Untellable(#[from] Untellable),
    #[error("the read model failed")]
    Sqlite(#[from] rusqlite::Error),
}

/// The error and all that lies behind it, in one line.
fn reason(error: &Unapplied) -> String {
    let first: &dyn std::error::Error = error;
    let chain = std::iter::successors(Some(first), |error| error.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
