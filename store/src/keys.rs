//! Keys: one for each person and each record, apart from the log. Whoever destroys a key erases what it
//! sealed, without changing a stored byte of the log.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use aws_lc_rs::rand;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use sha2::Sha256;

/// Why the keys can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// SQLite failed.
    #[error("{file} failed")]
    Sqlite {
        /// Which file.
        file: String,
        /// How.
        #[source]
        source: rusqlite::Error,
    },
    /// No randomness.
    #[error("the operating system gives no randomness")]
    NoRandomness,
    /// A sealed value that its key doesn't open.
    #[error("what the key {0} sealed can't be opened")]
    Unopened(String),
}

impl KeyError {
    /// Why to try again, where that may help.
    pub(crate) fn passing(&self) -> Option<&'static str> {
        let Self::Sqlite { source, .. } = self else { return None };
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Some("the disk is full"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Some("the file is busy"),
            _ => None,
        }
    }
}

/// The name under which the folder's secret for keyed digests is kept.
const DIGESTS: &str = "digests";

/// The keys of a folder.
#[derive(Debug, Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    file: String,
    connection: Mutex<Connection>,
    known: Mutex<HashMap<String, [u8; 32]>>,
    secret: [u8; 32],
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({})", self.file)
    }
}

impl Inner {
    /// The secret, filled up to the length of a block as HMAC does.
    fn secret_block(&self) -> [u8; 64] {
        std::array::from_fn(|n| self.secret.get(n).copied().unwrap_or(0))
    }
}

impl Keys {
    pub(crate) fn open(path: &Path) -> Result<Self, KeyError> {
        let file = path.display().to_string();
        let failed = |source| KeyError::Sqlite { file: file.clone(), source };
        let connection = Connection::open(path).map_err(failed)?;
        connection
            .execute_batch(
                "PRAGMA busy_timeout = 5000;
                 PRAGMA journal_mode = DELETE;
                 PRAGMA synchronous = FULL;
                 PRAGMA secure_delete = ON;
                 CREATE TABLE IF NOT EXISTS keys (
                     name TEXT PRIMARY KEY,
                     key BLOB NOT NULL CHECK (length(key) = 32)
                 ) STRICT, WITHOUT ROWID;",
            )
            .map_err(failed)?;
        let secret = ensure(&connection, DIGESTS, &file)?;
        let (connection, known) = (Mutex::new(connection), Mutex::default());
        Ok(Self(Arc::new(Inner { file, connection, known, secret })))
    }

    /// A keyed digest of a text, in hexadecimal: the same text gives the same digest in this folder and
    /// nowhere else. `purpose` keeps uses apart.
    #[must_use]
    pub fn digest(&self, purpose: &str, text: &str) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new((&self.0.secret_block()).into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    /// The key of this name, made and synced where there is none.
    pub(crate) fn ensure(&self, name: &str) -> Result<[u8; 32], KeyError> {
        if let Some(key) = self.known().get(name) {
            return Ok(*key);
        }
        let key = ensure(&self.connection(), name, &self.0.file)?;
        self.known().insert(name.to_owned(), key);
        Ok(key)
    }

    /// The key of this name, where there still is one.
    pub(crate) fn get(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        if let Some(key) = self.known().get(name) {
            return Ok(Some(*key));
        }
        let found = find(&self.connection(), name, &self.0.file)?;
        if let Some(key) = found {
            self.known().insert(name.to_owned(), key);
        }
        Ok(found)
    }

    /// Destroys a key: what it sealed can never be opened again.
    ///
    /// # Errors
    ///
    /// Where the file can't be written.
    pub fn destroy(&self, name: &str) -> Result<(), KeyError> {
        self.known().remove(name);
        self.connection()
            .execute("DELETE FROM keys WHERE name = ?1 AND name <> ?2", params![name, DIGESTS])
            .map(drop)
            .map_err(|source| KeyError::Sqlite { file: self.0.file.clone(), source })
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, [u8; 32]>> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connection(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find(connection: &Connection, name: &str, file: &str) -> Result<Option<[u8; 32]>, KeyError> {
    connection
        .query_row("SELECT key FROM keys WHERE name = ?1", [name], |row| row.get(0))
        .optional()
        .map_err(|source| KeyError::Sqlite { file: file.to_owned(), source })
}

fn ensure(connection: &Connection, name: &str, file: &str) -> Result<[u8; 32], KeyError> {
    if let Some(key) = find(connection, name, file)? {
        return Ok(key);
    }
    let mut key = [0; 32];
    rand::fill(&mut key).map_err(|_| KeyError::NoRandomness)?;
    connection
        .execute("INSERT INTO keys (name, key) VALUES (?1, ?2)", params![name, key])
        .map_err(|source| KeyError::Sqlite { file: file.to_owned(), source })?;
    Ok(key)
}
