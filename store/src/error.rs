//! What can go wrong with a log.

use uuid::Uuid;

use crate::{KeyError, LogKind};

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
    /// There is no log where one was looked for.
    #[error("{place} holds no log")]
    NoLog {
        /// Where.
        place: String,
    },
    /// A log lies where the copy of another one was to go.
    #[error(
        "{place} holds another log, {found}: choose a place that holds none, or this log's copy"
    )]
    OtherLog {
        /// Where.
        place: String,
        /// Which.
        found: Uuid,
    },
    /// A log of another kind than was asked for.
    #[error("{place} {}", .found.elsewhere())]
    WrongKind {
        /// Where.
        place: String,
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
    /// The keys of a log are there, and the log is not, or not a byte of it. Another one in its place would know
    /// nothing of what they sealed.
    #[error(
        "{keys} holds the keys of a log, and {file} is missing, or empty: put it back from where a copy of it is \
         kept, or choose another data folder"
    )]
    LogMissing {
        /// The file of the log.
        file: String,
        /// The file of the keys.
        keys: String,
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
