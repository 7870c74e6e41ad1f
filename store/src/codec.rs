//! Events to bytes and back. The type's name comes from serde and from nowhere else.

use domain::Decider;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{EventStore, Expected, Metadata, Proposed, Recorded, StoreError, hash::Hashed, seal};

/// The version of every shape so far.
const SCHEMA: u16 = 1;

/// The id of the `n`th event, from 0, that a command records in a stream.
#[must_use]
pub fn event_id(command_id: Uuid, stream: &str, n: usize) -> Uuid {
    Uuid::new_v5(&command_id, format!("{stream}/{n}").as_bytes())
}

/// Events on their way into one stream, each chained to the one before.
pub(crate) struct Chain<'a> {
    pub(crate) store: &'a EventStore,
    pub(crate) stream: &'a str,
    pub(crate) history: &'a [Recorded],
    pub(crate) expected: Expected,
    pub(crate) prev_hash: [u8; 32],
}

impl Chain<'_> {
    /// Seals, serialises and chains what a command decided.
    pub(crate) fn propose<D>(
        mut self,
        events: &[D::Event],
        stamp: impl Fn(&D::Event) -> Metadata,
    ) -> Result<Vec<Proposed>, StoreError>
    where
        D: Decider<Event: Serialize>,
    {
        let mut proposed = vec![];
        for (n, event) in events.iter().enumerate() {
            let metadata = stamp(event);
            let next = self.link::<D>(n, event, &metadata)?;
            self.prev_hash = next.hash;
            proposed.push(next);
        }
        Ok(proposed)
    }

    fn link<D>(
        &self,
        n: usize,
        event: &D::Event,
        metadata: &Metadata,
    ) -> Result<Proposed, StoreError>
    where
        D: Decider<Event: Serialize>,
    {
        let revision = self.expected.next() + n as u64;
        let command_id = metadata.command_id;
        let id = event_id(command_id, self.stream, n);
        let failed = |source| self.unserialisable(revision, source);
        let mut tagged = serde_json::to_value(event).map_err(failed)?;
        let event_type = format!("{}.{}", D::CATEGORY, tagged["type"].as_str().unwrap_or_default());
        let mut data = tagged["data"].take();
        let mut metadata = serde_json::to_value(metadata).map_err(failed)?;
        seal::reopen(&mut data, self.store.keys(), || self.earlier())?;
        seal::seal(&mut data, self.store.keys(), id, self.stream)?;
        seal::seal(&mut metadata, self.store.keys(), id, self.stream)?;
        let (data, metadata) = (data.to_string().into_bytes(), metadata.to_string().into_bytes());
        let hash = Hashed {
            prev_hash: &self.prev_hash,
            stream: self.stream,
            revision,
            id,
            event_type: &event_type,
            schema: SCHEMA,
            metadata: &metadata,
            data: &data,
        }
        .digest();
        let prev_hash = self.prev_hash;
        Ok(Proposed { id, event_type, schema: SCHEMA, command_id, metadata, data, prev_hash, hash })
    }

    fn earlier(&self) -> Vec<(Uuid, Value)> {
        let read = |it: &Recorded| (it.id, serde_json::from_slice(&it.data).unwrap_or_default());
        self.history.iter().map(read).collect()
    }

    fn unserialisable(&self, revision: u64, source: serde_json::Error) -> StoreError {
        let stream = self.stream.to_owned();
        StoreError::Undecodable { event_type: "an event".to_owned(), stream, revision, source }
    }
}

impl Recorded {
    /// What the event says, with personal parts still sealed: enough for every decision and table.
    ///
    /// # Errors
    ///
    /// Where no event of `E` is of that name and shape.
    pub fn decode<E: DeserializeOwned>(&self) -> Result<E, StoreError> {
        self.tagged(&self.data)
    }

    /// What the event says, unsealed where the keys still exist. For the read door.
    ///
    /// # Errors
    ///
    /// Where no event of `E` is of that name and shape, or a value doesn't open.
    pub fn unseal<E: DeserializeOwned>(&self, store: &EventStore) -> Result<E, StoreError> {
        let mut data: Value =
            serde_json::from_slice(&self.data).map_err(|source| self.undecodable(source))?;
        seal::open(&mut data, store.keys(), self.id)?;
        self.tagged(data.to_string().as_bytes())
    }

    /// Name and data together again, as text: the name comes first, so that the data is read as it comes.
    fn tagged<E: DeserializeOwned>(&self, data: &[u8]) -> Result<E, StoreError> {
        let (_, name) = self.event_type.split_once('.').unwrap_or_default();
        let head = format!("{{\"type\":{},\"data\":", json!(name));
        let text = [head.as_bytes(), data, b"}"].concat();
        serde_json::from_slice(&text).map_err(|source| self.undecodable(source))
    }

    pub(crate) fn undecodable(&self, source: serde_json::Error) -> StoreError {
        StoreError::Undecodable {
            event_type: self.event_type.clone(),
            stream: self.stream.clone(),
            revision: self.revision,
            source,
        }
    }
}
