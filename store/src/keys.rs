//! Keys: one for each person and each record, apart from the log. Whoever destroys a key erases what it
//! sealed, without changing a stored byte of the log.

pub(crate) mod beside;

use std::{
    collections::{BTreeSet, HashMap},
    fs::OpenOptions,
    io,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use aws_lc_rs::rand;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params};
use sha2::Sha256;

use crate::Synchronous;

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
    /// The file can't be made.
    #[error("{file} can't be made")]
    File {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// No randomness.
    #[error("the operating system gives no randomness")]
    NoRandomness,
    /// A key that was destroyed while something was sealed with it.
    #[error("the key {0} has been destroyed")]
    Destroyed(String),
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

/// The file of a folder that holds its keys.
pub(crate) const FILE: &str = "keys.db";

/// The name under which the folder's secret for keyed digests is kept.
const DIGESTS: &str = "digests";

/// How many keys are remembered at most; beyond it they are read again.
const KNOWN_MAX: usize = 50_000;

/// The keys of a folder.
#[derive(Debug, Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    file: String,
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
    /// Keys that somebody waits for until the writer is free; whoever has it makes them all.
    wanted: Mutex<BTreeSet<String>>,
    known: Mutex<HashMap<String, [u8; 32]>>,
    erasures: AtomicU64,
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
    pub(crate) fn open(folder: &Path, synchronous: Synchronous) -> Result<Self, KeyError> {
        let path = &folder.join(FILE);
        let file = path.display().to_string();
        let failed = |source| KeyError::Sqlite { file: file.clone(), source };
        private(path).map_err(|source| KeyError::File { file: file.clone(), source })?;
        let mut writer = connect(path, synchronous).map_err(failed)?;
        writer.execute_batch(TABLE).map_err(failed)?;
        let reader = connect(path, synchronous).map_err(failed)?;
        let secret = make(&mut writer, [DIGESTS.to_owned()].into(), &file)?
            .into_iter()
            .next()
            .ok_or(KeyError::NoRandomness)?
            .1;
        let (reader, writer) = (Mutex::new(reader), Mutex::new(writer));
        let (wanted, known, erasures) = (Mutex::default(), Mutex::default(), AtomicU64::default());
        Ok(Self(Arc::new(Inner { file, reader, writer, wanted, known, erasures, secret })))
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

    /// Makes the keys of these names that there are not yet; durable when it returns. One commit serves
    /// all that wait for it.
    pub(crate) fn ensure(&self, names: &BTreeSet<String>) -> Result<(), KeyError> {
        if self.knows(names) {
            return Ok(());
        }
        lock(&self.0.wanted).extend(names.iter().cloned());
        let mut writer = lock(&self.0.writer);
        if self.knows(names) {
            return Ok(());
        }
        let mut batch = std::mem::take(&mut *lock(&self.0.wanted));
        batch.extend(names.iter().cloned());
        let made = make(&mut writer, batch, &self.0.file)?;
        self.remember(made);
        Ok(())
    }

    fn knows(&self, names: &BTreeSet<String>) -> bool {
        let known = lock(&self.0.known);
        names.iter().all(|it| known.contains_key(it))
    }

    fn remember(&self, keys: Vec<(String, [u8; 32])>) {
        let mut known = lock(&self.0.known);
        if known.len() + keys.len() > KNOWN_MAX {
            known.clear();
        }
        known.extend(keys);
    }

    /// The key of this name, where there still is one.
    pub(crate) fn get(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        if let Some(key) = lock(&self.0.known).get(name) {
            return Ok(Some(*key));
        }
        let reader = lock(&self.0.reader);
        let found = find(&reader, name).map_err(|source| self.failed(source))?;
        self.remember(found.map(|key| (name.to_owned(), key)).into_iter().collect());
        Ok(found)
    }

    /// The key of this name, which was ensured before.
    pub(crate) fn ensured(&self, name: &str) -> Result<[u8; 32], KeyError> {
        self.get(name)?.ok_or_else(|| KeyError::Destroyed(name.to_owned()))
    }

    /// Destroys a key, and what the file still held of it: what it sealed can never be opened again.
    ///
    /// # Errors
    ///
    /// Where the file can't be written.
    pub fn destroy(&self, name: &str) -> Result<(), KeyError> {
        // Nobody makes keys meanwhile, and nobody remembers one that was read before.
        let (writer, _reader) = (lock(&self.0.writer), lock(&self.0.reader));
        let destroyed = writer
            .execute("DELETE FROM keys WHERE name = ?1 AND name <> ?2", params![name, DIGESTS])
            .and_then(|_| writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
            .map_err(|source| self.failed(source));
        lock(&self.0.known).remove(name);
        self.0.erasures.fetch_add(1, Ordering::SeqCst);
        destroyed
    }

    /// How many keys this process has destroyed: whoever remembers what they opened forgets it then.
    #[must_use]
    pub fn erasures(&self) -> u64 {
        self.0.erasures.load(Ordering::SeqCst)
    }

    fn failed(&self, source: rusqlite::Error) -> KeyError {
        KeyError::Sqlite { file: self.0.file.clone(), source }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS keys (
    name TEXT PRIMARY KEY,
    key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT, WITHOUT ROWID;";

/// The file is made before SQLite opens it, for its owner alone; what SQLite puts beside it takes after it.
fn private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn connect(path: &Path, synchronous: Synchronous) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous.pragma())?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn find(connection: &Connection, name: &str) -> rusqlite::Result<Option<[u8; 32]>> {
    connection
        .prepare_cached("SELECT key FROM keys WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// The keys of these names, made where there are none, in one transaction.
fn make(
    connection: &mut Connection,
    names: BTreeSet<String>,
    file: &str,
) -> Result<Vec<(String, [u8; 32])>, KeyError> {
    let failed = |source| KeyError::Sqlite { file: file.to_owned(), source };
    let tx = connection.transaction().map_err(failed)?;
    let mut keys = vec![];
    for name in names {
        let key = match find(&tx, &name).map_err(failed)? {
            Some(key) => key,
            None => insert(&tx, &name, file)?,
        };
        keys.push((name, key));
    }
    tx.commit().map_err(failed)?;
    Ok(keys)
}

fn insert(connection: &Connection, name: &str, file: &str) -> Result<[u8; 32], KeyError> {
    let mut key = [0; 32];
    rand::fill(&mut key).map_err(|_| KeyError::NoRandomness)?;
    connection
        .prepare_cached("INSERT INTO keys (name, key) VALUES (?1, ?2)")
        .and_then(|mut it| it.execute(params![name, key]))
        .map_err(|source| KeyError::Sqlite { file: file.to_owned(), source })?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(of: &[&str]) -> BTreeSet<String> {
        of.iter().map(|&it| it.to_owned()).collect()
    }

    #[test]
    fn whoever_waits_together_is_served_together_and_each_name_has_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full).unwrap();
        std::thread::scope(|scope| {
            for n in 0..16 {
                let (keys, own) = (&keys, format!("case-{n}"));
                scope.spawn(move || keys.ensure(&names(&[&own, "p-1"])).unwrap());
            }
        });
        let first = keys.get("p-1").unwrap().unwrap();
        drop(keys);
        let again = Keys::open(folder.path(), Synchronous::Full).unwrap();
        assert_eq!(again.get("p-1").unwrap(), Some(first));
        assert!((0..16).all(|n| again.get(&format!("case-{n}")).unwrap().is_some()));
    }

    #[test]
    fn a_destroyed_key_is_gone_from_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full).unwrap();
        keys.ensure(&names(&["p-1"])).unwrap();
        let key = keys.get("p-1").unwrap().unwrap();
        let held = || {
            let files = std::fs::read_dir(folder.path()).unwrap();
            let bytes = files.map(|it| std::fs::read(it.unwrap().path()).unwrap());
            bytes.filter(|it| it.windows(32).any(|it| it == key)).count()
        };
        assert!(held() > 0);
        keys.destroy("p-1").unwrap();
        assert_eq!((held(), keys.get("p-1").unwrap()), (0, None));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_the_owner_reads_them() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full).unwrap();
        keys.ensure(&names(&["p-1"])).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let mode = file.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }
}
