//! The read model: one SQLite file per node, named after the versions of all projections, so that a
//! changed projection is a new file and an old one is never misread.

use std::{
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, PoisonError},
};

use rusqlite::{Connection, OpenFlags};

use crate::tables;

/// Why the tables can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ReadModelError {
    /// SQLite failed.
    #[error("the read model {} failed", path.display())]
    Sqlite {
        /// Which file.
        path: PathBuf,
        /// How.
        #[source]
        source: rusqlite::Error,
    },
    /// The folder can't be used.
    #[error("the folder of the read model {} can't be used", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// How many read at once.
const READERS: usize = 4;

/// The tables, for readers.
#[derive(Debug)]
pub struct ReadModel {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    freed: Condvar,
}

impl ReadModel {
    /// Opens the tables of `folder`, making them where they are missing or of another version.
    ///
    /// # Errors
    ///
    /// Where the folder or the file can't be used.
    pub fn open(folder: &Path) -> Result<Self, ReadModelError> {
        let path = file_in(folder);
        create(&path)?;
        let idle = (0..READERS).map(|_| reader(&path)).collect::<Result<_, _>>()?;
        Ok(Self { path, idle: Mutex::new(idle), freed: Condvar::new() })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadModelError> {
        let connection = self.take();
        let answer = query(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READERS {
            idle.push(connection);
        }
        self.freed.notify_one();
        answer.map_err(|source| ReadModelError::Sqlite { path: self.path.clone(), source })
    }

    fn take(&self) -> Connection {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = idle.pop() {
                return connection;
            }
            idle = self.freed.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The file of today's projections.
pub(crate) fn file_in(folder: &Path) -> PathBuf {
    folder.join(format!("read-{}.db", tables::digest()))
}

fn reader(path: &Path) -> Result<Connection, ReadModelError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "query_only", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    };
    open().map_err(|source| ReadModelError::Sqlite { path: path.to_owned(), source })
}

/// Makes the file with its tables, where it is missing.
fn create(path: &Path) -> Result<(), ReadModelError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)
            .map_err(|source| ReadModelError::Folder { path: folder.to_owned(), source })?;
    }
    writer(path).and_then(|connection| lay_out(&connection, path)).map(drop)
}

/// The one connection that writes.
pub(crate) fn writer(path: &Path) -> Result<Connection, ReadModelError> {
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "cache_size", -65536)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(connection)
    };
    open().map_err(|source| ReadModelError::Sqlite { path: path.to_owned(), source })
}

/// The tables of all projections and the follower's checkpoint.
pub(crate) fn lay_out(connection: &Connection, path: &Path) -> Result<(), ReadModelError> {
    let failed = |source| ReadModelError::Sqlite { path: path.to_owned(), source };
    let there: bool = connection
        .query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint')",
            [],
            |row| row.get(0),
        )
        .map_err(failed)?;
    if there {
        return Ok(());
    }
    let tables: String = tables::ALL.iter().map(|it| it.schema()).collect();
    let indexes: String = tables::ALL.iter().map(|it| it.indexes()).collect();
    connection
        .execute_batch(&format!(
            "BEGIN;
             {tables}
             {indexes}
             CREATE TABLE checkpoint (
                 one INTEGER PRIMARY KEY CHECK (one = 1),
                 position INTEGER NOT NULL
             ) STRICT;
             COMMIT;"
        ))
        .map_err(failed)
}
