//! Keys: one for each person and each record, apart from the log. Whoever destroys a key erases what it
//! sealed, without changing a stored byte of the log.

mod file;
mod master;
pub(crate) mod read_only;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    io,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use aws_lc_rs::rand;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

pub use self::master::{MasterKey, MasterKeyError};
use crate::{Synchronous, kurrent::KeyStreams, passing};

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
    /// The database that holds the keys does not answer.
    #[error("the keys can't be had at present: {0}")]
    Unavailable(String),
    /// The master key is not the one that the keys were wrapped with.
    #[error(
        "the master key does not open the keys of this log: it is another log's, or an older one"
    )]
    OtherMaster,
    /// No randomness.
    #[error("the operating system gives no randomness")]
    NoRandomness,
    /// A key that was destroyed while something was sealed with it.
    #[error("the key {0} has been destroyed")]
    Destroyed(String),
    /// A key was to be kept where there is another one of its name.
    #[error("there is another key {0} than the one that is to be kept")]
    Another(String),
    /// A sealed value that its key doesn't open.
    #[error("what the key {0} sealed can't be opened")]
    Unopened(String),
}

impl KeyError {
    /// Why to try again, where that may help.
    pub(crate) fn passing(&self) -> Option<&str> {
        match self {
            Self::Unavailable(reason) => Some(reason),
            Self::Sqlite { source, .. } => passing(source),
            _ => None,
        }
    }
}

/// The file of a folder that holds its keys.
pub(crate) const FILE: &str = "keys.db";

/// The name under which the folder's secret for keyed digests is kept.
pub(crate) const DIGESTS: &str = "digests";

/// How many keys are remembered at most; beyond it they are read again.
const KNOWN_MAX: usize = 50_000;

/// A key with its name.
pub(crate) type KeyByName = (String, [u8; 32]);

/// Keys with their names.
pub(crate) type KeysByName = Vec<KeyByName>;

/// The keys of a log.
#[derive(Debug, Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    kept: Kept,
    known: Mutex<HashMap<String, [u8; 32]>>,
    erasures: AtomicU64,
    secret: [u8; 32],
}

/// Where they are kept.
enum Kept {
    InFile(Box<file::Kept>),
    InStreams(KeyStreams),
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = match &self.kept {
            Kept::InFile(file) => file.name(),
            Kept::InStreams(_) => "in streams",
        };
        write!(f, "Keys({place})")
    }
}

impl Inner {
    /// The secret, filled up to the length of a block as HMAC does.
    fn secret_block(&self) -> [u8; 64] {
        std::array::from_fn(|n| self.secret.get(n).copied().unwrap_or(0))
    }
}

impl Keys {
    /// The keys in a file of a folder; `first` are kept before any is made.
    pub(crate) fn open(
        folder: &Path,
        synchronous: Synchronous,
        first: &[KeyByName],
    ) -> Result<Self, KeyError> {
        Self::over(Kept::InFile(Box::new(file::Kept::open(folder, synchronous)?)), first)
    }

    /// The keys in streams, wrapped by a master key. Blocks until the first one is there.
    pub(crate) fn in_streams(streams: KeyStreams, first: &[KeyByName]) -> Result<Self, KeyError> {
        Self::over(Kept::InStreams(streams), first)
    }

    fn over(kept: Kept, first: &[KeyByName]) -> Result<Self, KeyError> {
        let (known, erasures) = (Mutex::default(), AtomicU64::default());
        kept.keep(first)?;
        let secret = kept.make(&[DIGESTS.to_owned()].into(), || false)?;
        let secret = secret.into_iter().next().ok_or(KeyError::NoRandomness)?.1;
        Ok(Self(Arc::new(Inner { kept, known, erasures, secret })))
    }

    /// The key that must be there before any other is made: the secret for digests.
    pub(crate) fn first(&self) -> KeysByName {
        vec![(DIGESTS.to_owned(), self.0.secret)]
    }

    /// Tells all keys, a few at a time.
    pub(crate) fn each(
        &self,
        take: impl FnMut(KeysByName) -> Result<(), KeyError>,
    ) -> Result<(), KeyError> {
        match &self.0.kept {
            Kept::InFile(file) => file.each(take),
            Kept::InStreams(streams) => streams.each(take),
        }
    }

    /// Keeps keys of another place as they are. What was destroyed here for good stays so.
    pub(crate) fn keep(&self, keys: &[KeyByName]) -> Result<(), KeyError> {
        self.0.kept.keep(keys)
    }

    /// A keyed digest of a text, in hexadecimal: the same text gives the same digest for this log and
    /// for no other. `purpose` keeps uses apart.
    #[must_use]
    pub fn digest(&self, purpose: &str, text: &str) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new((&self.0.secret_block()).into());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }

    /// Makes the keys of these names that there are not yet; durable when it returns.
    pub(crate) fn ensure(&self, names: &BTreeSet<String>) -> Result<(), KeyError> {
        if self.knows(names) {
            return Ok(());
        }
        let made = self.0.kept.make(names, || self.knows(names))?;
        self.remember(made);
        Ok(())
    }

    fn knows(&self, names: &BTreeSet<String>) -> bool {
        let known = lock(&self.0.known);
        names.iter().all(|it| known.contains_key(it))
    }

    fn remember(&self, keys: KeysByName) {
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
        let erasures = self.erasures();
        let found = match &self.0.kept {
            Kept::InFile(file) => file.find(name)?,
            Kept::InStreams(streams) => streams.find(name)?,
        };
        // One that was destroyed meanwhile is not remembered.
        if self.erasures() == erasures {
            self.remember(found.map(|key| (name.to_owned(), key)).into_iter().collect());
        }
        Ok(found)
    }

    /// The key of this name, which was ensured before.
    pub(crate) fn ensured(&self, name: &str) -> Result<[u8; 32], KeyError> {
        self.get(name)?.ok_or_else(|| KeyError::Destroyed(name.to_owned()))
    }

    /// Destroys a key, and what was still kept of it: what it sealed can never be opened again. The secret
    /// for digests, which seals nothing, stays.
    ///
    /// # Errors
    ///
    /// Where it can't be destroyed.
    pub fn destroy(&self, name: &str) -> Result<(), KeyError> {
        if name == DIGESTS {
            return Ok(());
        }
        match &self.0.kept {
            Kept::InFile(file) => {
                // Nobody makes keys meanwhile, and nobody remembers one that was read before.
                let held = file.destroy(name);
                self.forget(name);
                held.map(drop)
            }
            Kept::InStreams(streams) => {
                let destroyed = streams.destroy(name);
                self.forget(name);
                destroyed
            }
        }
    }

    /// A key is gone, here or at the hands of another process.
    pub(crate) fn forget(&self, name: &str) {
        self.0.erasures.fetch_add(1, Ordering::SeqCst);
        lock(&self.0.known).remove(name);
    }

    /// How many keys were destroyed as far as this process has heard: whoever remembers what they opened
    /// forgets it then.
    #[must_use]
    pub fn erasures(&self) -> u64 {
        self.0.erasures.load(Ordering::SeqCst)
    }
}

impl Kept {
    fn keep(&self, keys: &[KeyByName]) -> Result<(), KeyError> {
        let kept = match self {
            Self::InFile(file) => file.keep(keys)?,
            Self::InStreams(streams) => streams.keep(keys)?,
        };
        let wanted: HashSet<_> = keys.iter().collect();
        match kept.into_iter().find(|it| !wanted.contains(it)) {
            Some((name, _)) => Err(KeyError::Another(name)),
            None => Ok(()),
        }
    }

    fn make(
        &self,
        names: &BTreeSet<String>,
        known: impl Fn() -> bool,
    ) -> Result<KeysByName, KeyError> {
        match self {
            Self::InFile(file) => file.make(names, known),
            Self::InStreams(streams) => streams.make(names),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A new key.
pub(crate) fn random() -> Result<[u8; 32], KeyError> {
    let mut key = [0; 32];
    rand::fill(&mut key).map_err(|_| KeyError::NoRandomness)?;
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
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        std::thread::scope(|scope| {
            for n in 0..16 {
                let (keys, own) = (&keys, format!("case-{n}"));
                scope.spawn(move || keys.ensure(&names(&[&own, "p-1"])).unwrap());
            }
        });
        let first = keys.get("p-1").unwrap().unwrap();
        drop(keys);
        let again = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        assert_eq!(again.get("p-1").unwrap(), Some(first));
        assert!((0..16).all(|n| again.get(&format!("case-{n}")).unwrap().is_some()));
    }

    #[test]
    fn a_destroyed_key_is_gone_from_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
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
        let keys = Keys::open(folder.path(), Synchronous::Full, &[]).unwrap();
        keys.ensure(&names(&["p-1"])).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let mode = file.unwrap().metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }
}
