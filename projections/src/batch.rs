//! Batches: events are decoded, and go into the tables in one transaction together with the checkpoint.

use std::error::Error;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use store::{Position, Recorded};

use crate::{
    follow::{FollowError, Stopped},
    tables::{ALL, Arrived, Event},
};

/// How many events go into one transaction at most.
pub(crate) const BATCH: usize = 2_000;

/// Decodes what was read from the log.
pub(crate) fn decode(batch: Vec<Recorded>) -> Result<Vec<Arrived>, FollowError> {
    let decoded = |recorded: Recorded| match Event::of(&recorded) {
        Ok(event) => Ok(Arrived { recorded, event }),
        Err(error) => Err(stop((&recorded, None), &error)),
    };
    batch.into_iter().map(decoded).collect()
}

/// Puts a batch into the tables, and how far they are then. Nothing of it is there where it fails.
pub(crate) fn apply(connection: &mut Connection, batch: &[Arrived]) -> Result<(), FollowError> {
    let Some(last) = batch.last() else { return Ok(()) };
    let failed = |error| failed((&last.recorded, None), &error);
    let tx = connection.transaction().map_err(failed)?;
    put(&tx, batch)?;
    tx.commit().map_err(failed)
}

/// Puts a batch into the tables, and how far they are then, as a part of what is committed together.
pub(crate) fn put(tx: &Transaction<'_>, batch: &[Arrived]) -> Result<(), FollowError> {
    let Some(last) = batch.last() else { return Ok(()) };
    let mut at = (&last.recorded, None);
    let done = (|| {
        for arrived in batch {
            for projection in ALL {
                at = (&arrived.recorded, Some(projection.version()));
                projection.apply(tx, arrived)?;
            }
        }
        for projection in ALL {
            at = (&last.recorded, Some(projection.version()));
            projection.conclude(tx, batch)?;
        }
        at = (&last.recorded, None);
        tx.prepare_cached(
            "INSERT INTO checkpoint (one, position, last, hash) VALUES (1, ?1, ?1, ?2)
             ON CONFLICT DO UPDATE SET position = ?1, last = ?1, hash = ?2",
        )?
        .execute(params![last.recorded.position.get(), last.recorded.hash])
    })();
    done.map(drop).map_err(|error| failed(at, &error))
}

/// What SQLite refused, at an event and perhaps in one projection.
fn failed(at: (&Recorded, Option<&'static str>), error: &rusqlite::Error) -> FollowError {
    let passing = store::passing(error);
    passing.map_or_else(|| stop(at, error), |reason| FollowError::NoRoom(reason.to_owned()))
}

/// Says that the tables have got further where there was nothing to put into them.
pub(crate) fn reach(connection: &Connection, position: Position) -> Result<(), FollowError> {
    connection
        .prepare_cached(
            "INSERT INTO checkpoint (one, position) VALUES (1, ?1)
             ON CONFLICT DO UPDATE SET position = ?1",
        )
        .and_then(|mut it| it.execute(params![position.get()]))
        .map(drop)
        .map_err(|error| FollowError::NoRoom(error.to_string()))
}

/// How far of the log tables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Checkpoint {
    /// Whoever goes on from here misses nothing.
    pub(crate) position: Position,
    /// Where the last event lies that they hold, and its hash.
    pub(crate) last: Option<(Position, [u8; 32])>,
}

/// How far of the log the tables are; nothing where they never got to know of anything.
pub(crate) fn checkpoint(connection: &Connection) -> rusqlite::Result<Option<Checkpoint>> {
    let checkpoint = |row: &rusqlite::Row<'_>| {
        let last: Option<u64> = row.get(1)?;
        let last = last.map(Position::new).zip(row.get(2)?);
        Ok(Checkpoint { position: Position::new(row.get(0)?), last })
    };
    connection.query_row("SELECT position, last, hash FROM checkpoint", [], checkpoint).optional()
}

/// Stops at an event, and perhaps at one projection, with the error and all that lies behind it in one line.
fn stop(
    (recorded, projection): (&Recorded, Option<&'static str>),
    error: &(dyn Error + 'static),
) -> FollowError {
    FollowError::Stopped(Stopped {
        position: Some(recorded.position),
        stream: recorded.stream.clone(),
        event_type: recorded.event_type.clone(),
        projection,
        reason: store::in_full(error),
    })
}
