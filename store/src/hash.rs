//! The chain: each event carries the hash of its predecessor in its stream and its own, over the stored
//! bytes.

use aws_lc_rs::digest::{Context, SHA256, SHA256_OUTPUT_LEN};
use uuid::Uuid;

use crate::{Proposed, Recorded};

/// What a hash is made of, in this order, each part after its length (u64, big endian).
pub(crate) struct Hashed<'a> {
    pub(crate) prev_hash: &'a [u8; 32],
    pub(crate) stream: &'a str,
    pub(crate) revision: u64,
    pub(crate) id: Uuid,
    pub(crate) event_type: &'a str,
    pub(crate) schema: u16,
    pub(crate) metadata: &'a [u8],
    pub(crate) data: &'a [u8],
}

impl Hashed<'_> {
    /// By the library that is fastest where the processor has no instructions for it: each reading of the log checks
    /// each event.
    pub(crate) fn digest(&self) -> [u8; SHA256_OUTPUT_LEN] {
        let mut digest = Context::new(&SHA256);
        let mut part = |bytes: &[u8]| {
            digest.update(&(bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        part(self.prev_hash);
        part(self.stream.as_bytes());
        part(&self.revision.to_be_bytes());
        part(self.id.as_bytes());
        part(self.event_type.as_bytes());
        part(&self.schema.to_be_bytes());
        part(self.metadata);
        part(self.data);
        let mut hash = [0; SHA256_OUTPUT_LEN];
        hash.copy_from_slice(digest.finish().as_ref());
        hash
    }
}

impl From<Recorded> for Proposed {
    /// As it is appended elsewhere, byte for byte.
    fn from(event: Recorded) -> Self {
        Self {
            id: event.id,
            event_type: event.event_type,
            schema: event.schema,
            command_id: event.metadata.command_id,
            metadata: event.metadata_bytes,
            data: event.data,
            prev_hash: event.prev_hash,
            hash: event.hash,
        }
    }
}

impl Proposed {
    /// With its own hash, at its place in a stream.
    pub(crate) fn hashed(self, stream: &str, revision: u64) -> Self {
        let hash = Hashed {
            prev_hash: &self.prev_hash,
            stream,
            revision,
            id: self.id,
            event_type: &self.event_type,
            schema: self.schema,
            metadata: &self.metadata,
            data: &self.data,
        }
        .digest();
        Self { hash, ..self }
    }
}
