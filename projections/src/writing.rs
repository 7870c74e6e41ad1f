//! The tables as the one who writes them has them: a file, and how far of the log it is.

use std::path::Path;

use rusqlite::Connection;
use store::{EventStore, Position, Stretch};

use crate::{
    batch::{self, BATCH},
    follow::FollowError,
    read_model::{ReadModelError, writer},
    tables::Arrived,
};

/// A file of tables that is written.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) connection: Connection,
    /// How far they hold the log.
    pub(crate) position: Option<Position>,
    /// Where the last event lies that they hold, and its hash.
    last: Option<(Position, [u8; 32])>,
}

impl Tables {
    pub(crate) fn open(path: &Path) -> Result<Self, ReadModelError> {
        let connection = writer(path)?;
        let checkpoint = batch::checkpoint(&connection).map_err(|source| {
            let path = path.to_owned();
            ReadModelError::Sqlite { path, source }
        })?;
        let (position, last) =
            (checkpoint.map(|it| it.position), checkpoint.and_then(|it| it.last));
        Ok(Self { connection, position, last })
    }

    /// Whether the last event that they hold is where they say in this log, with the bytes that they were told
    /// of; empty ones are any log's.
    pub(crate) async fn fit(&mut self, store: &EventStore) -> Result<bool, FollowError> {
        match self.last {
            Some((position, hash)) => Ok(store.holds(position, hash).await?),
            None => Ok(true),
        }
    }

    /// Takes at most a batch of what comes next in the log; the streams that it touched, where there was something.
    pub(crate) async fn take(
        &mut self,
        store: &EventStore,
    ) -> Result<Option<Vec<String>>, FollowError> {
        let events = store.read_all(self.position, BATCH).await?;
        let Some(reached) = events.last().map(|it| it.position) else { return Ok(None) };
        self.apply(Stretch { events, reached: Some(reached) }).map(Some)
    }

    /// Applies a stretch of the log; the streams that it touched.
    pub(crate) fn apply(&mut self, stretch: Stretch) -> Result<Vec<String>, FollowError> {
        let batch = batch::decode(stretch.events)?;
        batch::apply(&mut self.connection, &batch)?;
        if let Some(Arrived { recorded, .. }) = batch.last() {
            self.position = self.position.max(Some(recorded.position));
            self.last = Some((recorded.position, recorded.hash));
        }
        if let Some(reached) = stretch.reached.filter(|it| Some(*it) > self.position) {
            batch::reach(&self.connection, reached)?;
            self.position = Some(reached);
        }
        Ok(batch.into_iter().map(|it| it.recorded.stream).collect())
    }
}
