//! How far each stream of a log goes.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::Recorded;

/// The last event of each stream, by the stream's name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ends(BTreeMap<String, End>);

/// A stream's last event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) revision: u64,
    pub(crate) hash: [u8; 32],
}

impl Ends {
    /// A stream goes on.
    pub(crate) fn set(&mut self, stream: &str, end: End) {
        match self.0.get_mut(stream) {
            Some(before) => *before = end,
            None => drop(self.0.insert(stream.to_owned(), end)),
        }
    }

    /// A stream goes on with an event; whether that follows the one before.
    pub(crate) fn follow(&mut self, stream: &str, end: End, prev_hash: &[u8; 32]) -> bool {
        let before = self.of(stream);
        let (next, hash) = before.map_or((0, [0; 32]), |it| (it.revision + 1, it.hash));
        self.set(stream, end);
        end.revision == next && *prev_hash == hash
    }

    pub(crate) fn of(&self, stream: &str) -> Option<End> {
        self.0.get(stream).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many events a stream has.
    pub(crate) fn count(&self, stream: &str) -> u64 {
        self.of(stream).map_or(0, |it| it.revision + 1)
    }

    /// How many all have.
    pub(crate) fn events(&self) -> u64 {
        self.0.values().map(|it| it.revision + 1).sum()
    }

    /// What all streams together come to: SHA-256 over each one in the order of its name, told by its name
    /// after the name's length (u64, big endian), by how many events it has (u64, big endian), and by the hash
    /// of its last.
    pub(crate) fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for (name, end) in &self.0 {
            digest.update((name.len() as u64).to_be_bytes());
            digest.update(name);
            digest.update((end.revision + 1).to_be_bytes());
            digest.update(end.hash);
        }
        digest.finalize().into()
    }

    /// The first stream by name that ends otherwise in `other`.
    pub(crate) fn difference<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        let names = self.0.keys().chain(other.0.keys());
        names.filter(|it| self.of(it) != other.of(it)).map(String::as_str).min()
    }
}

impl End {
    pub(crate) fn at(event: &Recorded) -> Self {
        Self { revision: event.revision, hash: event.hash }
    }
}
