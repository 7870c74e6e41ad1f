//! Keys in a file of their own, beside the embedded log and apart from it.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, MutexGuard},
};

use rusqlite::{Connection, OptionalExtension, params};

use super::{FILE, KeyByName, KeyError, KeysByName, lock, random};
use crate::{Synchronous, private};

/// How many keys are told at a time.
const PAGE: i64 = 1_024;

/// The file.
pub(super) struct Kept {
    name: String,
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
    /// Keys that somebody waits for until the writer is free; whoever has it makes them all.
    wanted: Mutex<BTreeSet<String>>,
}

impl Kept {
    pub(super) fn open(folder: &Path, synchronous: Synchronous) -> Result<Self, KeyError> {
        let path = &folder.join(FILE);
        let name = path.display().to_string();
        let failed = |source| KeyError::Sqlite { file: name.clone(), source };
        private::file(path).map_err(|source| KeyError::File { file: name.clone(), source })?;
        let writer = connect(path, synchronous).map_err(failed)?;
        writer.execute_batch(TABLE).map_err(failed)?;
        let reader = connect(path, synchronous).map_err(failed)?;
        let (reader, writer) = (Mutex::new(reader), Mutex::new(writer));
        Ok(Self { name, reader, writer, wanted: Mutex::default() })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Makes the keys that there are not yet; durable when it returns. One commit serves all that wait for
    /// it; where `known` says that somebody else's did, there is nothing left to do.
    pub(super) fn make(
        &self,
        names: &BTreeSet<String>,
        known: impl Fn() -> bool,
    ) -> Result<KeysByName, KeyError> {
        lock(&self.wanted).extend(names.iter().cloned());
        let mut writer = lock(&self.writer);
        if known() {
            return Ok(vec![]);
        }
        let mut batch = std::mem::take(&mut *lock(&self.wanted));
        batch.extend(names.iter().cloned());
        let made = batch.into_iter().map(|name| Ok((name, random()?)));
        let made = made.collect::<Result<_, KeyError>>()?;
        keep(&mut writer, made).map_err(|source| self.failed(source))
    }

    /// Keeps these keys under whose names there is none yet; what is kept under their names.
    pub(super) fn keep(&self, keys: &[KeyByName]) -> Result<KeysByName, KeyError> {
        keep(&mut lock(&self.writer), keys.to_vec()).map_err(|source| self.failed(source))
    }

    /// Tells all keys, a few at a time.
    pub(super) fn each(
        &self,
        mut take: impl FnMut(KeysByName) -> Result<(), KeyError>,
    ) -> Result<(), KeyError> {
        let mut last = String::new();
        loop {
            let page = page(&lock(&self.reader), &last).map_err(|source| self.failed(source))?;
            match page.last() {
                Some((name, _)) => last.clone_from(name),
                None => return Ok(()),
            }
            take(page)?;
        }
    }

    pub(super) fn find(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        find(&lock(&self.reader), name).map_err(|source| self.failed(source))
    }

    /// Deletes a key, and what the file still held of it. While what is returned is held, nobody makes keys
    /// or reads one.
    pub(super) fn destroy(&self, name: &str) -> Result<[MutexGuard<'_, Connection>; 2], KeyError> {
        let (writer, reader) = (lock(&self.writer), lock(&self.reader));
        writer
            .execute("DELETE FROM keys WHERE name = ?1", [name])
            .and_then(|_| writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
            .map_err(|source| self.failed(source))?;
        Ok([writer, reader])
    }

    fn failed(&self, source: rusqlite::Error) -> KeyError {
        KeyError::Sqlite { file: self.name.clone(), source }
    }
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS keys (
    name TEXT PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;";

fn connect(path: &Path, synchronous: Synchronous) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous.pragma())?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

pub(super) fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<[u8; 32]>> {
    connection
        .prepare_cached("SELECT key FROM keys WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// The keys whose names come next.
fn page(connection: &Connection, after: &str) -> rusqlite::Result<KeysByName> {
    connection
        .prepare_cached("SELECT name, key FROM keys WHERE name > ?1 ORDER BY name LIMIT ?2")?
        .query_map(params![after, PAGE], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// These keys, or those that there are under their names already, in one transaction.
fn keep(connection: &mut Connection, keys: KeysByName) -> rusqlite::Result<KeysByName> {
    let tx = connection.transaction()?;
    let mut kept = vec![];
    for (name, key) in keys {
        let there = find(&tx, &name)?;
        if there.is_none() {
            tx.prepare_cached("INSERT INTO keys (name, key) VALUES (?1, ?2)")?
                .execute(params![name, key])?;
        }
        kept.push((name, there.unwrap_or(key)));
    }
    tx.commit()?;
    Ok(kept)
}
