//! The log: appends what was decided, reads it back exactly, follows it, and proves that nobody changed
//! it. Knows JSON and sealing, knows no law.
//!
//! [`EventStore`] is a closed set of backends that pass the same suite (`contract.rs`): the embedded log, and
//! KurrentDB. Nothing but [`transact`] appends what people decide.

mod codec;
pub mod documents;
mod embedded;
mod event;
mod feed;
mod hash;
mod keys;
mod kurrent;
mod opened;
pub mod private;
mod seal;
mod stored;
mod transact;
pub mod verify;

#[cfg(test)]
mod contract;

use std::path::Path;

use uuid::Uuid;

use crate::keys::read_only::ReadOnlyKeys;

pub use crate::{
    codec::{event_id, newest_schema},
    documents::{DocumentError, Documents},
    embedded::{Options, Synchronous, hold},
    event::{Expected, LogEvent, LogKind, Metadata, Opened, Position, Proposed, Recorded},
    feed::{Feed, Stretch},
    keys::{KeyError, Keys, MasterKey, MasterKeyError},
    kurrent::{Address, Cluster, NotAnAddress},
    transact::{Receipt, Request, TransactError, fold, rehearse, transact},
};

/// Why the log could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The stream is not at the revision that the append presumes.
    #[error("the stream has moved on; its last revision is {current:?}")]
    Conflict {
        /// Its last revision; nothing where it is empty.
        current: Option<u64>,
    },
    /// No room, or busy: nothing was written, and a later try may succeed.
    #[error("the log can't take writes at present: {reason}")]
    Unavailable {
        /// In a few words.
        reason: String,
    },
    /// The database can't be reached, so that the log can't be opened.
    #[error("no log at {address}: {reason}")]
    Unreachable {
        /// Which.
        address: String,
        /// Why.
        reason: String,
    },
    /// More than one append may hold: nothing was sent.
    #[error(
        "the events of one command take {bytes} bytes, and {most} at most can be appended at once"
    )]
    TooLarge {
        /// What they take.
        bytes: usize,
        /// What they may.
        most: usize,
    },
    /// The log holds what this program can't read, or would hold it after an append, which is not made.
    #[error("{event_type} at {stream}@{revision} can't be decoded")]
    Undecodable {
        /// Its type.
        event_type: String,
        /// Its stream.
        stream: String,
        /// Its place in the stream.
        revision: u64,
        /// How.
        #[source]
        source: serde_json::Error,
    },
    /// The stored bytes are not what was written. Writes are off from here on.
    #[error("{file} is damaged at {stream}@{revision}, position {position}: {what}")]
    Damaged {
        /// Which file.
        file: String,
        /// Which stream.
        stream: String,
        /// Its place in the stream.
        revision: u64,
        /// Its place in the log.
        position: u64,
        /// What does not fit.
        what: &'static str,
    },
    /// Input or output failed for good; writes are off until the program is started again.
    #[error("{file} can't be used: {reason}")]
    Failed {
        /// Which file.
        file: String,
        /// How.
        reason: String,
    },
    /// Writes are off, for a reason that was met before: nothing was written.
    #[error("writes are off until the program is started again: {reason}")]
    WritesOff {
        /// What was met.
        reason: String,
    },
    /// SQLite could not do what was asked; the file is sound, and nothing was written.
    #[error("{file}: {reason}")]
    Undone {
        /// Which file.
        file: String,
        /// Why.
        reason: String,
    },
    /// Another process holds the folder.
    #[error(
        "{folder} is held by another process, such as a server: stop that one first, or choose another \
         data folder"
    )]
    Locked {
        /// Which folder.
        folder: String,
    },
    /// A log of another kind than was asked for.
    #[error("{folder} {}", .found.elsewhere())]
    WrongKind {
        /// Which folder.
        folder: String,
        /// What it holds.
        found: LogKind,
        /// What was asked for.
        wanted: LogKind,
    },
    /// The log holds events, and the keys that sealed them are not beside it. Others made in their place
    /// would open nothing, and find nobody.
    #[error(
        "{file} is missing, or holds no keys, and the log beside it holds events that they sealed: put it \
         back from where it is kept apart from the log"
    )]
    KeysMissing {
        /// Which file.
        file: String,
    },
    /// The keys failed.
    #[error(transparent)]
    Keys(KeyError),
}

/// An error with all that lies behind it, as far as it doesn't say so itself, in one line.
#[must_use]
pub fn in_full(error: &(dyn std::error::Error + 'static)) -> String {
    let mut full = error.to_string();
    for behind in std::iter::successors(error.source(), |it| it.source()) {
        let said = behind.to_string();
        if !full.contains(&said) {
            full = format!("{full}: {said}");
        }
    }
    full
}

impl StoreError {
    /// Whether nothing is wrong but that it can't be done at present.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    /// Whether it is one record that can't be read or written; nothing stands in the way of others.
    #[must_use]
    pub const fn is_of_one_record(&self) -> bool {
        matches!(
            self,
            Self::Undecodable { .. } | Self::Keys(KeyError::Destroyed(_) | KeyError::Unopened(_))
        )
    }

    /// Whether it turns writes off: the disk or the file is broken.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Damaged { .. } | Self::Failed { .. })
    }
}

impl From<KeyError> for StoreError {
    /// No room for a new key is passing, like no room for an event.
    fn from(error: KeyError) -> Self {
        match error.passing() {
            Some(reason) => Self::Unavailable { reason: reason.to_owned() },
            None => Self::Keys(error),
        }
    }
}

/// The log.
#[derive(Debug, Clone)]
pub struct EventStore {
    backend: Backend,
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
    /// Where the folder is held by another process, of another kind, damaged, or lacks its keys.
    pub fn open(folder: &Path, options: &Options) -> Result<Self, StoreError> {
        let embedded = embedded::Embedded::open(folder, options)?;
        if embedded.holds_events() && !ReadOnlyKeys::open(folder)?.holds_any()? {
            let file = folder.join(keys::FILE).display().to_string();
            return Err(StoreError::KeysMissing { file });
        }
        let backend = Backend::Embedded(embedded);
        let keys = Keys::open(folder, options.synchronous)?;
        Ok(Self { backend, keys })
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
        let (address, prefix) = (cluster.address.clone(), cluster.prefix.clone());
        let backend = Backend::Kurrent(kurrent::Kurrent::open(cluster, folder).await?);
        let keys = tokio::task::spawn_blocking(move || {
            Keys::in_streams(kurrent::KeyStreams::open((address, &prefix), master)?)
        });
        let keys = keys.await;
        let keys =
            keys.map_err(|error| StoreError::Unavailable { reason: error.to_string() })??;
        Ok(Self { backend, keys })
    }

    /// The keys that seal personal data.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether the log is real or a demonstration.
    #[must_use]
    pub fn kind(&self) -> LogKind {
        self.opened().kind
    }

    /// Which log it is.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.opened().log_id
    }

    /// Whether anything but its own record lies in the log.
    pub(crate) fn holds_events(&self) -> bool {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.holds_events(),
            Backend::Kurrent(kurrent) => kurrent.holds_events(),
        }
    }

    fn opened(&self) -> &Opened {
        match &self.backend {
            Backend::Embedded(embedded) => embedded.opened(),
            Backend::Kurrent(kurrent) => kurrent.opened(),
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

    /// All that comes after `after`, for as long as the log is open.
    #[must_use]
    pub fn follow(&self, after: Option<Position>) -> Feed {
        match &self.backend {
            Backend::Embedded(embedded) => Feed::of_embedded(embedded.clone(), after),
            Backend::Kurrent(kurrent) => Feed::of_kurrent(kurrent.follow(after, self.keys.clone())),
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
