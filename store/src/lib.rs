//! The log: appends what was decided, reads it back exactly, follows it, and proves that nobody changed
//! it. Knows JSON and sealing, knows no law.
//!
//! [`EventStore`] is a closed set of backends that pass the same suite (`contract.rs`): the embedded log, and
//! KurrentDB. Nothing but [`transact`] appends what people decide.

mod codec;
pub mod copy;
pub mod documents;
mod embedded;
mod ends;
mod error;
mod event;
mod feed;
mod hash;
mod keys;
mod kurrent;
mod opened;
mod passing;
pub mod private;
mod seal;
mod stored;
mod transact;
pub mod verify;

#[cfg(test)]
mod contract;

use std::{fs::File, path::Path, time::Duration};

use uuid::Uuid;

use crate::{
    keys::{KeyByName, KeysByName, read_only::ReadOnlyKeys},
    opened::Wanted,
    stored::{Seen, Stored},
};

pub use crate::{
    codec::{event_id, newest_schema},
    documents::{DocumentError, Documents},
    embedded::{FILE as LOG_FILE, Options, Synchronous, hold},
    error::{StoreError, in_full},
    event::{Expected, LogEvent, LogKind, Metadata, Opened, Position, Proposed, Recorded},
    feed::{Feed, Stretch},
    keys::{KeyError, Keys, MasterKey, MasterKeyError},
    kurrent::{Address, Cluster, NotAnAddress},
    passing::{is_damage, passing},
    transact::{Considered, Receipt, Request, TransactError, fold, rehearse, transact},
};

/// The log.
#[derive(Debug, Clone)]
pub struct EventStore {
    backend: Backend,
    opened: Opened,
    keys: Keys,
}

#[derive(Debug, Clone)]
enum Backend {
    Embedded(embedded::Embedded),
    Kurrent(kurrent::Kurrent),
}

impl EventStore {
    /// The embedded log in `folder`, made where it is missing. One process may hold it.
    ///
    /// # Errors
    ///
    /// Where the folder is held by another process, of another kind, damaged, or lacks its keys or, having them,
    /// the log itself.
    pub fn open(folder: &Path, options: &Options) -> Result<Self, StoreError> {
        Self::in_folder(folder, options, (&Wanted::of(options.kind), &[]))
    }

    /// `first` are keys that are to be there before any is made.
    fn in_folder(
        folder: &Path,
        options: &Options,
        (wanted, first): (&Wanted, &[KeyByName]),
    ) -> Result<Self, StoreError> {
        let file = folder.join(embedded::FILE);
        // SQLite would take a file without a byte for a new one, and throw away what lies beside it.
        let there = std::fs::metadata(&file).is_ok_and(|it| it.len() > 0);
        if !there && ReadOnlyKeys::open(folder)?.holds_any()? {
            let [file, keys] = [file, folder.join(keys::FILE)].map(|it| it.display().to_string());
            return Err(StoreError::LogMissing { file, keys });
        }
        let (embedded, opened) = embedded::Embedded::open(folder, options, wanted)?;
        if embedded.holds_events() && !ReadOnlyKeys::open(folder)?.holds_any()? {
            let file = folder.join(keys::FILE).display().to_string();
            return Err(StoreError::KeysMissing { file });
        }
        let backend = Backend::Embedded(embedded);
        let keys = Keys::open(folder, options.synchronous, first)?;
        Ok(Self { backend, opened, keys })
    }

    /// The log on a KurrentDB; begun where it is missing. Any number of processes may work on it, each with
    /// a folder of its own.
    ///
    /// # Errors
    ///
    /// Where the database can't be reached within ten seconds, holds a log of another kind, or keys that
    /// another master key wrapped.
    pub async fn connect(
        cluster: Cluster,
        master: MasterKey,
        folder: &Path,
    ) -> Result<Self, StoreError> {
        let (lock, wanted) = (embedded::hold(folder)?, Wanted::of(cluster.kind));
        Self::on_kurrent(cluster, master, (Some(lock), &wanted, vec![])).await
    }

    /// `lock` is held for as long as the log is open.
    async fn on_kurrent(
        cluster: Cluster,
        master: MasterKey,
        (lock, wanted, first): (Option<File>, &Wanted, KeysByName),
    ) -> Result<Self, StoreError> {
        let (address, prefix) = (cluster.address.clone(), cluster.prefix.clone());
        let (kurrent, opened) = kurrent::Kurrent::open(cluster, (lock, wanted)).await?;
        let keys = tokio::task::spawn_blocking(move || {
            Keys::in_streams(kurrent::KeyStreams::open((address, &prefix), master)?, &first)
        });
        let keys = keys.await;
        let keys =
            keys.map_err(|error| StoreError::Unavailable { reason: error.to_string() })??;
        Ok(Self { backend: Backend::Kurrent(kurrent), opened, keys })
    }

    /// The keys that seal personal data.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the log is real or a demonstration.
    #[must_use]
    pub fn kind(&self) -> LogKind {
        self.opened.kind
    }

    /// Which log it is.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.opened.log_id
    }

    /// Whether anything but its own record lies in the log.
    pub(crate) fn holds_events(&self) -> bool {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.holds_events(),
            Backend::Kurrent(kurrent) => kurrent.holds_events(),
        }
    }

    /// The log's own record.
    pub(crate) async fn first(&self) -> Result<Stored, StoreError> {
        let own = match &self.backend {
            Backend::Embedded(embedded) => embedded.own().await?,
            Backend::Kurrent(kurrent) => kurrent.own().await?,
        };
        own.into_iter().next().ok_or_else(|| StoreError::NoLog { place: self.place() })
    }

    /// Where it lies.
    pub(crate) fn place(&self) -> String {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.file(),
            Backend::Kurrent(kurrent) => kurrent.address(),
        }
    }

    /// A whole stream, oldest first, with all that was appended until now; empty where nothing ever was.
    /// The hashes are checked.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    pub async fn read(&self, stream: &str) -> Result<Vec<Recorded>, StoreError> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.read(stream).await,
            Backend::Kurrent(kurrent) => kurrent.read(stream).await,
        }
    }

    /// The same for whoever only shows it, perhaps knowing that it has got to `revision`: it may lack what
    /// was appended after, and is there also while nothing can be appended.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    pub async fn read_known(
        &self,
        stream: &str,
        revision: Option<u64>,
    ) -> Result<Vec<Recorded>, StoreError> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.read(stream).await,
            Backend::Kurrent(kurrent) => kurrent.read_known(stream, revision).await,
        }
    }

    /// At most `limit` events of the whole log after `after`, in its order.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    pub async fn read_all(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.read_all(after, limit).await,
            Backend::Kurrent(kurrent) => kurrent.read_all(after, limit).await,
        }
    }

    /// Some of what comes after `after`, as it is stored, in streams that this program knows and in others; nothing
    /// at the end.
    pub(crate) async fn read_everything(
        &self,
        after: Option<Position>,
    ) -> Result<Option<Seen>, StoreError> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.read_on(after).await,
            Backend::Kurrent(kurrent) => kurrent.read_everything(after).await,
        }
    }

    /// Whether an event with this hash lies there.
    ///
    /// # Errors
    ///
    /// See [`StoreError`].
    pub async fn holds(&self, position: Position, hash: [u8; 32]) -> Result<bool, StoreError> {
        let found = match &self.backend {
            Backend::Embedded(embedded) => embedded.at(position).await?,
            Backend::Kurrent(kurrent) => kurrent.at(position).await?,
        };
        Ok(found.is_some_and(|it| it.hash == hash))
    }

    /// All that comes after `after`, for as long as the log is open.
    #[must_use]
    pub fn follow(&self, after: Option<Position>) -> Feed {
        match &self.backend {
            Backend::Embedded(embedded) => Feed::of_embedded(embedded.clone(), after),
            Backend::Kurrent(kurrent) => Feed::of_kurrent(kurrent.follow(after, self.keys.clone())),
        }
    }

    /// Within how long whoever follows is told that nothing comes because nobody answers.
    #[must_use]
    pub fn noticed_within(&self) -> Duration {
        match &self.backend {
            Backend::Embedded(_) => Duration::ZERO,
            Backend::Kurrent(_) => kurrent::NOTICED_WITHIN,
        }
    }

    /// Where the log ends, as far as this process has seen.
    #[must_use]
    pub fn end(&self) -> Option<Position> {
        match &self.backend {
            Backend::Embedded(embedded) => *embedded.end().borrow(),
            Backend::Kurrent(kurrent) => kurrent.end(),
        }
    }

    /// Appends all of `events`, or none; durable when it answers. The same events at the same expected
    /// revision again are answered as the first time.
    ///
    /// # Errors
    ///
    /// [`StoreError::Conflict`] where the stream is not as `expected`.
    pub(crate) async fn append(
        &self,
        stream: &str,
        expected: Expected,
        events: Vec<Proposed>,
    ) -> Result<Position, StoreError> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.append(stream, expected, events).await,
            Backend::Kurrent(kurrent) => kurrent.append(stream, expected, events).await,
        }
    }

    /// Why writes are off, where they are.
    #[must_use]
    pub fn writes_off(&self) -> Option<String> {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.writes_off(),
            Backend::Kurrent(kurrent) => kurrent.writes_off(),
        }
    }
}
