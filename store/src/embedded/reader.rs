//! Reading: whole streams with their chain checked, and the log in its order.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{
    Position, Recorded, StoreError, is_damage, passing,
    stored::{self, Stored},
};

/// One connection, for one question.
pub(crate) struct Reader<'a> {
    connection: &'a Connection,
    path: &'a Path,
}

const COLUMNS: &str = "e.position, s.name, e.revision, e.id, e.type, e.schema, e.metadata, e.data,
    e.prev_hash, e.hash";

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let position = row.get(0)?;
    let place = || Stored {
        position,
        stream: row.get(1).unwrap_or_default(),
        revision: row.get(2).unwrap_or_default(),
        ..Stored::default()
    };
    Ok(whole(row, position).unwrap_or_else(|_| place()))
}

fn whole(row: &Row<'_>, position: u64) -> rusqlite::Result<Stored> {
    Ok(Stored {
        whole: true,
        position,
        stream: row.get(1)?,
        revision: row.get(2)?,
        id: Uuid::from_bytes(row.get(3)?),
        event_type: row.get(4)?,
        schema: row.get(5)?,
        metadata: row.get(6)?,
        data: row.get(7)?,
        prev_hash: row.get(8)?,
        hash: row.get(9)?,
    })
}

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection, path: &'a Path) -> Self {
        Self { connection, path }
    }

    /// A whole stream, its chain checked.
    pub(super) fn stream(&self, name: &str) -> Result<Vec<Recorded>, StoreError> {
        stored::chained(self.rows_of(name)?, &self.path.display())
    }

    /// The same as it is stored, nothing of it checked.
    pub(super) fn rows_of(&self, stream: &str) -> Result<Vec<Stored>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM streams s JOIN events e ON e.stream = s.no
             WHERE s.name = ?1 ORDER BY e.revision"
        );
        self.rows(&sql, params![stream])
    }

    /// The log after a place, the bytes of each event checked. Its first record belongs to the log itself and is not
    /// shown.
    pub(super) fn all(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        let rows = self.rows_after(after.map_or(1, Position::get), limit)?;
        rows.iter().try_for_each(|row| row.check_hash(&self.path.display()))?;
        rows.into_iter().map(Stored::recorded).collect()
    }

    pub(crate) fn rows_after(&self, after: u64, limit: usize) -> Result<Vec<Stored>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM events e JOIN streams s ON s.no = e.stream
             WHERE e.position > ?1 ORDER BY e.position LIMIT ?2"
        );
        self.rows(&sql, params![after, i64::try_from(limit).unwrap_or(i64::MAX)])
    }

    /// An event names the hash of its predecessor in its stream.
    pub(crate) fn check_link(&self, row: &Stored) -> Result<(), StoreError> {
        let before: Option<[u8; 32]> = match row.revision.checked_sub(1) {
            None => Some([0; 32]),
            Some(revision) => self
                .connection
                .prepare_cached(
                    "SELECT e.hash FROM streams s JOIN events e ON e.stream = s.no
                     WHERE s.name = ?1 AND e.revision = ?2",
                )
                .and_then(|mut it| {
                    it.query_row(params![row.stream, revision], |row| row.get(0)).optional()
                })
                .map_err(|error| failed(self.path, &error))?,
        };
        let linked = before == Some(row.prev_hash);
        row.check(&self.path.display(), linked, stored::UNLINKED)
    }

    fn rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Stored>, StoreError> {
        let query = || -> rusqlite::Result<Vec<Stored>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(values, stored)?.collect()
        };
        query().map_err(|error| failed(self.path, &error))
    }
}

/// What an SQLite error means to whoever asked. Where a file can't be opened, there may be too many open at
/// present; that is no reason to stop for good.
pub(super) fn failed(path: &Path, error: &rusqlite::Error) -> StoreError {
    if let Some(reason) = passing(error) {
        return StoreError::Unavailable { reason: reason.to_owned() };
    }
    let (file, reason) = (path.display().to_string(), error.to_string());
    if is_damage(error) {
        StoreError::Failed { file, reason }
    } else {
        StoreError::Undone { file, reason }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    /// Only a broken disk or file is final: no program that is started again would do better than one that
    /// waits for room, for its turn, or for a file to be opened.
    #[test]
    fn of_all_errors_those_of_input_and_output_and_corruption_turn_writes_off() {
        let classes = [
            (ffi::SQLITE_IOERR, (true, false)),
            (ffi::SQLITE_IOERR_FSYNC, (true, false)),
            (ffi::SQLITE_IOERR_SHMSIZE, (false, true)),
            (ffi::SQLITE_CORRUPT, (true, false)),
            (ffi::SQLITE_CORRUPT_INDEX, (true, false)),
            (ffi::SQLITE_NOTADB, (true, false)),
            (ffi::SQLITE_FULL, (false, true)),
            (ffi::SQLITE_BUSY, (false, true)),
            (ffi::SQLITE_BUSY_SNAPSHOT, (false, true)),
            (ffi::SQLITE_LOCKED, (false, true)),
            (ffi::SQLITE_CANTOPEN, (false, false)),
            (ffi::SQLITE_NOMEM, (false, false)),
            (ffi::SQLITE_READONLY, (false, false)),
            (ffi::SQLITE_PERM, (false, false)),
            (ffi::SQLITE_CONSTRAINT_TRIGGER, (false, false)),
        ];
        for (code, expected) in classes {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let met = failed(Path::new("log.db"), &error);
            assert_eq!((met.is_final(), met.is_passing()), expected, "{error}: {met:?}");
        }
    }
}
