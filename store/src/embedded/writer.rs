//! The writer: one thread, one connection. What has queued goes into one transaction, and everybody is answered
//! after the commit. An append is written once nothing can be said against it any more, so that one that is
//! refused leaves nothing to take back.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use tokio::sync::{mpsc, watch};
use uuid::Uuid;

use super::{Append, reader};
use crate::{Expected, Position, Proposed, StoreError, codec::first_answer};

/// How many appends go into one transaction at most.
const GROUP: usize = 256;

pub(super) struct Writer {
    connection: Connection,
    path: PathBuf,
    end: watch::Sender<Option<Position>>,
    fault: watch::Sender<Option<String>>,
}

impl Writer {
    pub(super) fn new(
        connection: Connection,
        path: PathBuf,
        end: watch::Sender<Option<Position>>,
        fault: watch::Sender<Option<String>>,
    ) -> Self {
        Self { connection, path, end, fault }
    }

    /// Writes until nobody can ask any more.
    pub(super) fn run(mut self, mut requests: mpsc::Receiver<Append>) {
        let mut group = Vec::with_capacity(GROUP);
        while requests.blocking_recv_many(&mut group, GROUP) > 0 {
            let answers = self.commit(&group);
            if let Some(last) = answers.iter().flatten().max() {
                self.end.send_if_modified(|end| {
                    let moved = *end < Some(*last);
                    *end = (*end).max(Some(*last));
                    moved
                });
            }
            for (append, answer) in group.drain(..).zip(answers) {
                // Whoever asked may have gone; what was written stays.
                drop(append.answer.send(answer));
            }
        }
    }

    /// One transaction; an answer for each append, in order.
    fn commit(&mut self, group: &[Append]) -> Vec<Result<Position, StoreError>> {
        let off = self.fault.borrow().clone();
        if let Some(reason) = off {
            return refused(group, || StoreError::WritesOff { reason: reason.clone() });
        }
        let transacted = (|| {
            let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut next: u64 = tx
                .prepare_cached("SELECT coalesce(max(position), 0) + 1 FROM events")?
                .query_row([], |row| row.get(0))?;
            let answers = group
                .iter()
                .map(|append| write((&tx, &mut next), append))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            tx.commit()?;
            Ok(answers)
        })();
        match transacted {
            Ok(answers) => answers,
            Err(error) => self.give_up(group, &error),
        }
    }

    /// Nothing of the group was written, unless the disk broke on the way: only a broken disk or file is final,
    /// and what lies in its WAL by then may be there after a start.
    fn give_up(
        &self,
        group: &[Append],
        error: &rusqlite::Error,
    ) -> Vec<Result<Position, StoreError>> {
        let error = reader::failed(&self.path, error);
        if error.is_final() {
            tracing::error!(%error, "the log can't be written any more: {error}");
            let (file, reason) = (self.path.display().to_string(), error.to_string());
            self.fault.send_replace(Some(reason.clone()));
            return refused(group, || StoreError::Failed {
                file: file.clone(),
                reason: reason.clone(),
            });
        }
        let reason = match error {
            StoreError::Unavailable { reason } => reason,
            error => error.to_string(),
        };
        refused(group, || StoreError::Unavailable { reason: reason.clone() })
    }
}

/// The same answer to everybody of a group.
fn refused(group: &[Append], why: impl Fn() -> StoreError) -> Vec<Result<Position, StoreError>> {
    group.iter().map(|_| Err(why())).collect()
}

/// An append's answer; an error is one of the whole transaction. `next` is where the next event comes to lie.
fn write(
    (tx, next): (&Transaction<'_>, &mut u64),
    append: &Append,
) -> rusqlite::Result<Result<Position, StoreError>> {
    let found = stream(tx, &append.stream)?;
    let current = found.map(|it| it.1);
    if current.map_or(Expected::Empty, Expected::Revision) != append.expected {
        let repeated = found.map(|it| repeated(tx, it.0, append)).transpose()?.flatten();
        return Ok(repeated.ok_or(StoreError::Conflict { current }));
    }
    let number = match found {
        Some((number, _)) => number,
        None => begin_stream(tx, &append.stream)?,
    };
    let mut last = *next;
    for (revision, event) in (append.expected.next()..).zip(&append.events) {
        last = *next;
        insert(tx, (last, number, revision), event)?;
        *next += 1;
    }
    Ok(Ok(Position::new(last)))
}

/// A stream's number and last revision, where it has begun.
fn stream(connection: &Connection, name: &str) -> rusqlite::Result<Option<(i64, u64)>> {
    connection
        .prepare_cached(
            "SELECT e.stream, e.revision FROM streams s JOIN events e ON e.stream = s.no
             WHERE s.name = ?1 ORDER BY e.revision DESC LIMIT 1",
        )?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn begin_stream(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.prepare_cached("INSERT INTO streams (name) VALUES (?1)")?.execute([name])?;
    Ok(connection.last_insert_rowid())
}

/// The first answer, where the append was made before.
fn repeated(
    connection: &Connection,
    stream: i64,
    append: &Append,
) -> rusqlite::Result<Option<Position>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, position FROM events
         WHERE stream = ?1 AND revision >= ?2 ORDER BY revision LIMIT ?3",
    )?;
    let limit = i64::try_from(append.events.len() + 1).unwrap_or(i64::MAX);
    let there = statement
        .query_map(params![stream, append.expected.next(), limit], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), Position::new(row.get(1)?)))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(first_answer(&append.stream, &append.events, &there))
}

pub(super) fn insert(
    connection: &Connection,
    (position, stream, revision): (u64, i64, u64),
    event: &Proposed,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
        .execute(params![
            position,
            stream,
            revision,
            event.id.as_bytes(),
            event.event_type,
            event.schema,
            event.metadata,
            event.data,
            event.prev_hash,
            event.hash,
        ])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use tokio::sync::oneshot;
    use uuid::Uuid;

    use super::{super::schema, *};
    use crate::{LogKind, Options, contract::proposed, opened::Wanted};

    fn append(n: u128) -> Append {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], Uuid::from_u128(n), 4);
        Append { stream, expected: Expected::Empty, events, answer: oneshot::channel().0 }
    }

    #[test]
    fn a_writer_without_room_refuses_and_goes_on_when_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        let options = Options { max_pages: Some(24), ..Options::of(LogKind::Real) };
        let connection = schema::open(&path, &options).unwrap();
        schema::header(&connection, &path, &Wanted::Kind(LogKind::Real)).unwrap();
        let (end, _) = watch::channel(None);
        let (fault, faulty) = watch::channel(None);
        let mut writer = Writer::new(connection, path, end, fault);
        let mut answers = (1..200).map(|n| writer.commit(&[append(n)]).remove(0));
        let refused = answers.find_map(Result::err).unwrap();
        assert!(matches!(refused, StoreError::Unavailable { .. }), "{refused:?}");
        assert_eq!(*faulty.borrow(), None);
        let room =
            writer.connection.pragma_update_and_check(None, "max_page_count", 10_000, |row| {
                row.get::<_, u32>(0)
            });
        assert_eq!(room.unwrap(), 10_000);
        assert!(writer.commit(&[append(900)]).remove(0).is_ok());
    }
}
