//! The file: its tables, its triggers, its header, and what a start checks of it.

use std::path::Path;

use rusqlite::{Connection, config::DbConfig};

use super::{Options, reader, writer};
use crate::{LogEvent, Opened, Position, StoreError, opened::Wanted, stored};

/// How many events a start checks.
const TAIL: u64 = 1_000;

/// The first SQLite without the bug that could corrupt a file when the WAL was reset.
const OLDEST_SQLITE: i32 = 3_051_003;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS streams (
        no INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE IF NOT EXISTS events (
        position INTEGER PRIMARY KEY,
        stream INTEGER NOT NULL REFERENCES streams (no),
        revision INTEGER NOT NULL,
        id BLOB NOT NULL,
        type TEXT NOT NULL,
        schema INTEGER NOT NULL,
        metadata BLOB NOT NULL,
        data BLOB NOT NULL,
        prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        UNIQUE (stream, revision)
    ) STRICT;
    CREATE TRIGGER IF NOT EXISTS events_are_final BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
    CREATE TRIGGER IF NOT EXISTS events_stay BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
    CREATE TRIGGER IF NOT EXISTS events_come_last BEFORE INSERT ON events
    WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
        OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND revision >= NEW.revision)
    BEGIN SELECT RAISE(ABORT, 'an event comes after all others'); END;
    CREATE TRIGGER IF NOT EXISTS streams_come_new BEFORE INSERT ON streams
    WHEN EXISTS (SELECT 1 FROM streams WHERE no = NEW.no OR name = NEW.name)
    BEGIN SELECT RAISE(ABORT, 'a stream is never replaced'); END;
    CREATE TRIGGER IF NOT EXISTS streams_are_final BEFORE UPDATE ON streams
    BEGIN SELECT RAISE(ABORT, 'a stream is never renamed'); END;
    CREATE TRIGGER IF NOT EXISTS streams_stay BEFORE DELETE ON streams
    BEGIN SELECT RAISE(ABORT, 'a stream is never deleted'); END;";

pub(super) fn open(path: &Path, options: &Options) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        let reason = format!("SQLite {} can corrupt a WAL; 3.51.3 is needed", rusqlite::version());
        return Err(StoreError::Failed { file: path.display().to_string(), reason });
    }
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", options.synchronous.pragma())?;
        connection.pragma_update(None, "foreign_keys", true)?;
        keep_plans(&connection)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.pragma_update(None, "wal_autocheckpoint", 10_000)?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        // What a log that exists lacks is named, and not put back in silence.
        if made(&connection)?.is_empty() {
            connection.execute_batch(&format!("BEGIN; {TABLES} COMMIT;"))?;
        }
        if let Some(pages) = options.max_pages {
            connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        }
        connection.set_prepared_statement_cache_capacity(32);
        Ok(connection)
    };
    open().map_err(|error| reader::failed(path, &error))
}

/// Lets a statement keep its plan, whatever is bound to it. Otherwise SQLite plans it anew each time, as another
/// value might want another plan; here none does.
pub(super) fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// Reads the log's first record and checks its hash, or writes it into an empty log.
pub(super) fn header(
    connection: &Connection,
    path: &Path,
    wanted: &Wanted,
) -> Result<Opened, StoreError> {
    let reader = reader::Reader::new(connection, path);
    let folder = path.parent().unwrap_or(path).display();
    if end(connection, path)?.is_none() {
        let first = wanted.first(&folder)?;
        connection
            .execute("INSERT INTO streams (no, name) VALUES (1, ?1)", [LogEvent::CATEGORY])
            .and_then(|_| writer::insert(connection, (1, 1, 0), &first))
            .map_err(|error| reader::failed(path, &error))?;
    }
    wanted.accept(&reader.rows_of(LogEvent::CATEGORY)?, (&path.display(), &folder))
}

/// Where the log ends.
pub(crate) fn end(connection: &Connection, path: &Path) -> Result<Option<Position>, StoreError> {
    let last: Option<u64> = connection
        .query_row("SELECT max(position) FROM events", [], |row| row.get(0))
        .map_err(|error| reader::failed(path, &error))?;
    Ok(last.map(Position::new))
}

/// What does not fit in the file itself, whose rows may all be whole: an index that has lost one lets
/// readers miss an event, a trigger that is gone lets others change one.
pub(crate) fn flaws(connection: &Connection, path: &Path) -> Result<Vec<String>, StoreError> {
    let found = || -> rusqlite::Result<Vec<String>> {
        let mut statement = connection.prepare("PRAGMA integrity_check")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    let mut found = found().map_err(|error| reader::failed(path, &error))?;
    found.retain(|it| it != "ok");
    found.extend(changed(connection).map_err(|error| reader::failed(path, &error))?);
    Ok(found)
}

/// Checks the hashes of the last events, their links, and that none is missing among them; deeper damage is found by
/// `verify-log`.
pub(super) fn check_tail(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let last = end(connection, path)?.map_or(0, Position::get);
    let reader = reader::Reader::new(connection, path);
    let before = last.saturating_sub(TAIL);
    let rows = reader.rows_after(before, usize::MAX)?;
    (before + 1..).zip(&rows).try_for_each(|(position, row)| {
        row.check(&path.display(), row.position == position, stored::GAP)?;
        row.check_hash(&path.display())?;
        reader.check_link(row)
    })
}

/// Checks that tables and triggers are those that this program makes: who adds to them, takes some away, or
/// puts others in their place, changes what a log promises.
pub(super) fn check_tables(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let changed = changed(connection).map_err(|error| reader::failed(path, &error))?;
    match changed.into_iter().next() {
        None => Ok(()),
        Some(reason) => Err(StoreError::Failed { file: path.display().to_string(), reason }),
    }
}

/// Each table and trigger that is not as this program makes it.
fn changed(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let ours = Connection::open_in_memory()?;
    ours.execute_batch(TABLES)?;
    let (wanted, found) = (made(&ours)?, made(connection)?);
    let others = found.iter().filter(|it| !wanted.contains(it));
    let others = others.map(|(name, _)| format!("`{name}` is not as this program makes it"));
    let lacks = wanted.iter().filter(|it| !found.iter().any(|found| found.0 == it.0));
    let lacks = lacks.map(|(name, _)| format!("`{name}` is missing"));
    Ok(others.chain(lacks).collect())
}

/// What a file is made of: names, and the statements that made them.
fn made(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
