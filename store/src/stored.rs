//! Events as they are stored: whether their bytes give their hashes, and whether each follows its
//! predecessor, is checked here alone.

use std::fmt::Display;

use uuid::Uuid;

use crate::{Position, Proposed, Recorded, StoreError, hash::Hashed};

/// What is wrong with an event that does not name the hash of the one before it.
pub(crate) const UNLINKED: &str = "it does not follow its predecessor";

/// What is wrong with an event before which others are missing.
pub(crate) const GAP: &str = "the positions before it have a gap";

/// What is wrong with an event that was changed.
pub(crate) const ALTERED: &str = "its bytes do not give its hash";

/// The category of a stream: what its name begins with.
pub(crate) fn category(stream: &str) -> &str {
    stream.split_once('-').map_or(stream, |(category, _)| category)
}

/// A stretch of a log as it is stored.
pub(crate) struct Seen {
    pub(crate) events: Vec<Stored>,
    /// How far it reaches.
    pub(crate) position: Position,
}

/// An event as a backend has it, its bytes not checked yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stored {
    /// Whether every column is of its kind and length; else it has its place alone.
    pub(crate) whole: bool,
    pub(crate) position: u64,
    pub(crate) stream: String,
    pub(crate) revision: u64,
    pub(crate) id: Uuid,
    pub(crate) event_type: String,
    pub(crate) schema: u16,
    pub(crate) metadata: Vec<u8>,
    pub(crate) data: Vec<u8>,
    pub(crate) prev_hash: [u8; 32],
    pub(crate) hash: [u8; 32],
}

/// A whole stream, its chain checked. `file` is what holds it.
pub(crate) fn chained(rows: Vec<Stored>, file: &dyn Display) -> Result<Vec<Recorded>, StoreError> {
    let mut prev_hash = [0; 32];
    for (revision, row) in (0..).zip(&rows) {
        row.check_hash(file)?;
        let linked = row.prev_hash == prev_hash && row.revision == revision;
        row.check(file, linked, UNLINKED)?;
        prev_hash = row.hash;
    }
    rows.into_iter().map(Stored::recorded).collect()
}

impl Stored {
    pub(crate) fn check_whole(&self, file: &dyn Display) -> Result<(), StoreError> {
        // Only what lies in a database of its own has a type without its envelope.
        let what = if self.event_type.is_empty() {
            "a column of it is of another kind or length"
        } else {
            "its envelope is none that this program makes"
        };
        self.check(file, self.whole, what)
    }

    /// The stored hash is the hash of the stored bytes.
    pub(crate) fn check_hash(&self, file: &dyn Display) -> Result<(), StoreError> {
        self.check_whole(file)?;
        self.check(file, self.digest_in(&self.stream) == self.hash, ALTERED)
    }

    /// Whether its bytes give its hash in a stream whose name is a part of its own: it is another log's, whose
    /// names begin with a prefix that this log's don't.
    pub(crate) fn is_another_logs(&self) -> bool {
        let mut shorter = self.stream.char_indices().skip(1).map(|(n, _)| &self.stream[n..]);
        shorter.any(|name| self.digest_in(name) == self.hash)
    }

    fn digest_in(&self, stream: &str) -> [u8; 32] {
        Hashed {
            prev_hash: &self.prev_hash,
            stream,
            revision: self.revision,
            id: self.id,
            event_type: &self.event_type,
            schema: self.schema,
            metadata: &self.metadata,
            data: &self.data,
        }
        .digest()
    }

    pub(crate) fn check(
        &self,
        file: &dyn Display,
        holds: bool,
        what: &'static str,
    ) -> Result<(), StoreError> {
        if holds {
            return Ok(());
        }
        Err(StoreError::Damaged {
            file: file.to_string(),
            stream: self.stream.clone(),
            revision: self.revision,
            position: self.position,
            what,
        })
    }

    /// As it is appended elsewhere, byte for byte.
    pub(crate) fn proposed_as(&self, command_id: Uuid) -> Proposed {
        Proposed {
            id: self.id,
            event_type: self.event_type.clone(),
            schema: self.schema,
            command_id,
            metadata: self.metadata.clone(),
            data: self.data.clone(),
            prev_hash: self.prev_hash,
            hash: self.hash,
        }
    }

    /// As readers have it.
    pub(crate) fn recorded(self) -> Result<Recorded, StoreError> {
        let metadata =
            serde_json::from_slice(&self.metadata).map_err(|source| StoreError::Undecodable {
                event_type: self.event_type.clone(),
                stream: self.stream.clone(),
                revision: self.revision,
                source,
            })?;
        Ok(Recorded {
            position: Position::new(self.position),
            stream: self.stream,
            revision: self.revision,
            id: self.id,
            event_type: self.event_type,
            schema: self.schema,
            metadata,
            metadata_bytes: self.metadata,
            data: self.data,
            prev_hash: self.prev_hash,
            hash: self.hash,
        })
    }
}
