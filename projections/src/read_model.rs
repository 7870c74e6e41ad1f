//! The read model: one SQLite file per node, named after the versions of all projections, so that a
//! changed projection is a new file and an old one is never misread. It may be deleted at any time: the
//! next start makes it anew from the log.

pub(crate) mod files;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use tokio::sync::mpsc;
use uuid::Uuid;

use crate::{
    dossier::folded,
    officers::remembered,
    origin::{self, Origin},
    rebuild::Handover,
    tables,
};

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
    /// The tables are another log's: whatever they tell is not so.
    #[error(
        "the tables in {} are of the log {found}, and the node's log is {log}: they were restored from \
         another log's backup, or the node is given another log than before; should the log be the right \
         one, delete that folder, and the tables are made anew from the log",
        folder.display()
    )]
    OtherLog {
        /// The folder of the tables.
        folder: PathBuf,
        /// Of which log they say they are.
        found: Uuid,
        /// The log.
        log: Uuid,
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

impl ReadModelError {
    /// Whether nothing is wrong but that it can't be done at present.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Sqlite { source, .. } if store::passing(source).is_some())
    }
}

/// How many read at once.
const READERS: usize = 4;

/// The tables, for readers. Cloning it gives another handle to the same.
#[derive(Debug, Clone)]
pub struct ReadModel(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    log: Uuid,
    open: Mutex<Open>,
    freed: Condvar,
    follower: Mutex<Option<mpsc::Sender<Handover>>>,
    rebuilding: tokio::sync::Mutex<()>,
    folded: folded::Remembered,
    registered: remembered::Remembered,
}

/// The file that is read at present, and the connections to it that nobody uses right now.
#[derive(Debug)]
struct Open {
    path: PathBuf,
    idle: Vec<Connection>,
    /// Why it can't be trusted any more, where a reader has found that.
    damage: Option<String>,
}

impl ReadModel {
    /// Opens the tables of `folder`, which are those of `log`, making them where they are missing or of another
    /// version. Files that were left over are removed.
    ///
    /// # Errors
    ///
    /// Where the folder or the file can't be used, or the tables are another log's.
    pub fn open(folder: &Path, log: Uuid) -> Result<Self, ReadModelError> {
        let unusable = |source| ReadModelError::Folder { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(unusable)?;
        let path = files::newest(folder).map_err(unusable)?;
        files::remove_others(folder, &path).map_err(unusable)?;
        let found = writer(&path).and_then(|connection| lay_out(&connection, &path, log))?;
        if found != log {
            return Err(ReadModelError::OtherLog { folder: folder.to_owned(), found, log });
        }
        let open = Mutex::new(Open { idle: readers(&path)?, path, damage: None });
        Ok(Self(Arc::new(Shared {
            folder: folder.to_owned(),
            log,
            open,
            freed: Condvar::new(),
            follower: Mutex::default(),
            rebuilding: tokio::sync::Mutex::default(),
            folded: folded::Remembered::default(),
            registered: remembered::Remembered::default(),
        })))
    }

    /// The file that is read at present.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.present().path.clone()
    }

    pub(crate) fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, ReadModelError> {
        let (path, connection) = self.take();
        let answer = query(&connection);
        let mut open = self.present();
        if open.path == path {
            open.idle.push(connection);
            let damage = answer.as_ref().err().filter(|it| store::is_damage(it));
            open.damage = damage.map(ToString::to_string).or(open.damage.take());
        }
        drop(open);
        self.0.freed.notify_one();
        answer.map_err(|source| ReadModelError::Sqlite { path, source })
    }

    /// What a reader has found wrong with the file that is read at present; it is whole once it was rebuilt.
    #[must_use]
    pub fn damage(&self) -> Option<String> {
        self.present().damage.clone()
    }

    fn take(&self) -> (PathBuf, Connection) {
        let mut open = self.present();
        loop {
            if let Some(connection) = open.idle.pop() {
                return (open.path.clone(), connection);
            }
            open = self.0.freed.wait(open).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn present(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ReadModel {
    /// Of which log the tables are.
    pub(crate) fn log(&self) -> Uuid {
        self.0.log
    }

    /// From now on, whoever calls takes over what is rebuilt.
    pub(crate) fn followed(&self) -> mpsc::Receiver<Handover> {
        let (sender, receiver) = mpsc::channel(1);
        *self.0.follower.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        receiver
    }

    /// Who takes over what is rebuilt.
    pub(crate) fn follower(&self) -> Option<mpsc::Sender<Handover>> {
        self.0.follower.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Held while tables are rebuilt.
    pub(crate) fn rebuilding(&self) -> &tokio::sync::Mutex<()> {
        &self.0.rebuilding
    }

    /// The cases that were folded a moment ago.
    pub(crate) fn folded_cases(&self) -> &folded::Remembered {
        &self.0.folded
    }

    /// Those whose entry in the register was read a moment ago.
    pub(crate) fn registered_people(&self) -> &remembered::Remembered {
        &self.0.registered
    }

    /// The file that a rebuild makes.
    pub(crate) fn next_path(&self) -> PathBuf {
        files::after(&self.path())
    }

    /// Readers see another file from now on; the one before it goes.
    pub(crate) fn swap(&self, path: PathBuf) -> Result<(), ReadModelError> {
        let idle = readers(&path)?;
        *self.present() = Open { path: path.clone(), idle, damage: None };
        self.registered_people().forget();
        self.0.freed.notify_all();
        if let Err(error) = files::remove_others(&self.0.folder, &path) {
            tracing::warn!(%error, "tables that nobody reads any more are still there: {error}");
        }
        Ok(())
    }
}

fn readers(path: &Path) -> Result<Vec<Connection>, ReadModelError> {
    (0..READERS).map(|_| reader(path)).collect()
}

fn reader(path: &Path) -> Result<Connection, ReadModelError> {
    read_only(path).map_err(|source| ReadModelError::Sqlite { path: path.to_owned(), source })
}

/// A connection that only reads.
pub(crate) fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "query_only", true)?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// Lets the statements of a connection keep their plans, whatever is bound to them, and remembers many: SQLite
/// would plan them anew each time, as another value might want another plan; here none does.
pub(crate) fn keep_plans(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
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
        keep_plans(&connection)?;
        Ok(connection)
    };
    open().map_err(|source| ReadModelError::Sqlite { path: path.to_owned(), source })
}

/// The tables of all projections and the follower's checkpoint, made where they are missing; of which log
/// they are.
fn lay_out(connection: &Connection, path: &Path, log: Uuid) -> Result<Uuid, ReadModelError> {
    let there_or_made = || {
        let there: bool = connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint')",
            [],
            |row| row.get(0),
        )?;
        if !there {
            let tx = connection.unchecked_transaction()?;
            tx.execute_batch(&format!("{} {}", tables::schema(), tables::indexes()))?;
            origin::state(&tx, log)?;
            tx.commit()?;
        }
        Ok(Origin::of(connection)?.log)
    };
    there_or_made().map_err(|source| ReadModelError::Sqlite { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use rusqlite::{Error, ffi};

    use super::*;

    /// What passes, or is wrong with a question alone, says nothing of the file; whoever finds it broken says so to all.
    #[test]
    fn a_broken_file_is_told_until_another_one_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let tables = ReadModel::open(folder.path(), Uuid::from_u128(1)).unwrap();
        let met = |code| {
            let failed = || Err(Error::SqliteFailure(ffi::Error::new(code), None));
            tables.read::<()>(|_| failed()).unwrap_err();
            tables.damage()
        };
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_BUSY, ffi::SQLITE_NOMEM] {
            assert_eq!(met(code), None);
        }
        assert!(met(ffi::SQLITE_CORRUPT).is_some());
        assert!(met(ffi::SQLITE_BUSY).is_some(), "it is broken still");
        tables.swap(tables.path()).unwrap();
        assert_eq!(tables.damage(), None);
    }
}
