//! Events to bytes and back. The type's name comes from serde and from nowhere else.

use std::{borrow::Cow, collections::BTreeSet};

use domain::Decider;
use serde::{
    Serialize,
    de::{self, DeserializeOwned},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{EventStore, Expected, Metadata, Position, Proposed, Recorded, StoreError, seal};

/// The types whose shape has changed, each with its newest. `fixtures/events/` holds a specimen of every shape.
const CHANGED: &[(&str, u16)] = &[
    ("case.appraisal-commissioned", 4),
    ("case.appraisal-result-told", 3),
    ("case.case-closed", 3),
    ("case.case-filed", 3),
    ("case.case-not-filed", 3),
    ("case.clerical-corrected", 2),
    ("case.decision-altered", 5),
    ("case.decision-revoked-by-own-motion", 3),
    ("case.decision-revoked-by-superior", 3),
    ("case.decision-served", 4),
    ("case.decision-time-extended", 2),
    ("case.deferral-approved", 4),
    ("case.document-announced", 4),
    ("case.evidence-collected", 3),
    ("case.fine-paid", 3),
    ("case.fine-refunded", 2),
    ("case.hearing-held", 3),
    ("case.hearing-notified", 2),
    ("case.hearing-requested", 2),
    ("case.investigation-concluded", 3),
    ("case.judgment-took-effect", 4),
    ("case.lead-assigned", 2),
    ("case.no-penalty-decided", 4),
    ("case.penalty-decided", 4),
    ("case.penalty-proposal-approved", 3),
    ("case.prior-notice-served", 6),
    ("case.redacted-copy-prepared", 2),
    ("case.refund-ordered", 2),
    ("case.remedy-concluded", 7),
    ("case.remedy-opened", 4),
    ("case.reporter-informed", 2),
    ("case.rights-informed", 2),
    ("case.violation-not-established", 2),
    ("inbound.corrected", 2),
    ("inbound.pushed", 2),
    ("listing.corrected", 3),
    ("listing.entered", 2),
    ("listing.left", 2),
    ("listing.publicity-ended", 2),
    ("listing.published", 2),
    ("listing.removed-early", 2),
    ("listing.serious-entered", 2),
    ("publicity.corrected", 2),
    ("publicity.due", 2),
    ("publicity.host-published", 3),
    ("publicity.not-publishable", 2),
    ("publicity.published", 2),
    ("publicity.pushed", 2),
    ("publicity.reinstated", 3),
    ("publicity.stopped", 3),
    ("publicity.taken-down", 2),
    ("publicity.withdrawn", 4),
    ("restoration.reinstated", 2),
    ("restoration.verified", 2),
    ("restriction.lifted", 2),
    ("restriction.notified", 2),
    ("restriction.source-fell", 2),
    ("restriction.voided", 2),
];

/// What lay open in older shapes: of which type, since which shape it is sealed, and the path at which it stands.
const SEALED_SINCE: &[(&str, u16, &str)] = &[
    ("case.appraisal-commissioned", 3, "institution"),
    ("case.appraisal-commissioned", 4, "recording.exempt"),
    ("case.clerical-corrected", 2, "service.recording.exempt"),
    ("case.decision-altered", 5, "service.recording.exempt"),
    ("case.decision-revoked-by-own-motion", 3, "service.recording.exempt"),
    ("case.decision-served", 4, "service.recording.exempt"),
    ("case.deferral-approved", 4, "service.recording.exempt"),
    ("case.document-announced", 3, "places"),
    ("case.document-announced", 4, "recording.exempt"),
    ("case.evidence-collected", 3, "recording.exempt"),
    ("case.hearing-held", 3, "recording.exempt"),
    ("case.hearing-notified", 2, "place"),
    ("case.hearing-notified", 2, "service.recording.exempt"),
    ("case.hearing-requested", 2, "means"),
    ("case.prior-notice-served", 6, "service.recording.exempt"),
    ("case.refund-ordered", 2, "service.recording.exempt"),
    ("case.reporter-informed", 2, "means"),
    ("case.rights-informed", 2, "recording.exempt"),
];

/// The newest shape of a type of event: the one that this program writes.
#[must_use]
pub fn newest_schema(event_type: &str) -> u16 {
    let changed = CHANGED.iter().find(|(it, _)| *it == event_type);
    changed.map_or(1, |(_, schema)| *schema)
}

/// An event's type, and what it says.
pub(crate) fn encode<E: Serialize>(
    category: &str,
    event: &E,
) -> serde_json::Result<(String, Value)> {
    let mut tagged = serde_json::to_value(event)?;
    let event_type = format!("{category}.{}", tagged["type"].as_str().unwrap_or_default());
    Ok((event_type, tagged["data"].take()))
}

/// The event that was stored. Its name and what it says come together again as text, the name first, so
/// that the rest is read as it comes. What a newer program wrote is refused, never guessed at.
pub(crate) fn decode<E: DeserializeOwned>(
    (event_type, schema): (&str, u16),
    data: &[u8],
) -> serde_json::Result<E> {
    let newest = newest_schema(event_type);
    if schema > newest {
        let newer = format!("its schema is {schema}, and this program knows none above {newest}");
        return Err(de::Error::custom(newer));
    }
    let data = upcast((event_type, schema), data)?;
    let (_, name) = event_type.split_once('.').unwrap_or_default();
    let head = format!("{{\"type\":{},\"data\":", json!(name));
    serde_json::from_slice(&[head.as_bytes(), &data, b"}"].concat())
}

/// What an event of an older shape says, in the newest.
fn upcast<'a>(
    (event_type, schema): (&str, u16),
    data: &'a [u8],
) -> serde_json::Result<Cow<'a, [u8]>> {
    let lay_open = |it: &&(&str, u16, &str)| it.0 == event_type && schema < it.1;
    let mut paths = SEALED_SINCE.iter().filter(lay_open).map(|(_, _, path)| *path).peekable();
    if paths.peek().is_none() {
        return Ok(Cow::Borrowed(data));
    }
    let mut said: Value = serde_json::from_slice(data)?;
    for path in paths {
        let at = path.split('.').try_fold(&mut said, |part, field| part.get_mut(field));
        match at {
            Some(Value::Array(texts)) => texts.iter_mut().for_each(personal),
            Some(text) => personal(text),
            None => {}
        }
    }
    Ok(Cow::Owned(said.to_string().into_bytes()))
}

/// A text that was stored open, in the form before sealing.
fn personal(text: &mut Value) {
    if text.is_string() {
        *text = json!({ "$personal": { "value": text.take() } });
    }
}

/// The id of the `n`th event, from 0, that a command records in a stream.
#[must_use]
pub fn event_id(command_id: Uuid, stream: &str, n: usize) -> Uuid {
    Uuid::new_v5(&command_id, format!("{stream}/{n}").as_bytes())
}

/// Where the last event of an append lies that was made before: as many events, with the same ids, and nothing
/// more of their command after them. `there` is what lies where the append presumes the end of the stream.
pub(crate) fn first_answer(
    stream: &str,
    proposed: &[Proposed],
    there: &[(Uuid, Position)],
) -> Option<Position> {
    let (last, count) = (proposed.last()?, proposed.len());
    let one_more = event_id(last.command_id, stream, count);
    let longer = there.get(count).is_some_and(|it| it.0 == one_more);
    let same = proposed.iter().map(|it| it.id).eq(there.iter().take(count).map(|it| it.0));
    let position = there.get(count - 1).map(|it| it.1);
    position.filter(|_| same && !longer)
}

/// Events on their way into one stream, each chained to the one before.
pub(crate) struct Chain<'a> {
    pub(crate) store: &'a EventStore,
    pub(crate) stream: &'a str,
    pub(crate) history: &'a [Recorded],
    pub(crate) expected: Expected,
    pub(crate) prev_hash: [u8; 32],
}

/// An event as JSON, before it is sealed.
struct Said {
    revision: u64,
    id: Uuid,
    command_id: Uuid,
    event_type: String,
    data: Value,
    metadata: Value,
}

impl Said {
    /// The names of the keys that sealing it takes.
    fn keys(&mut self, stream: &str) -> BTreeSet<String> {
        let mut names = seal::names(&mut self.data, self.id, stream);
        names.append(&mut seal::names(&mut self.metadata, self.id, stream));
        names
    }
}

impl Chain<'_> {
    /// Serialises, seals and chains what a command decided. The keys that this takes are durable before. What
    /// wouldn't be read again is never appended.
    pub(crate) async fn propose<D>(
        mut self,
        events: &[D::Event],
        stamp: impl Fn(&D::Event) -> Metadata,
    ) -> Result<Vec<Proposed>, StoreError>
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let mut said = vec![];
        for (n, event) in events.iter().enumerate() {
            said.push(self.say::<D>(n, event, &stamp(event))?);
        }
        let names = said.iter_mut().flat_map(|it| it.keys(self.stream)).collect();
        self.ensure(names).await?;
        said.into_iter().map(|it| self.link::<D>(it)).collect()
    }

    fn say<D>(&self, n: usize, event: &D::Event, metadata: &Metadata) -> Result<Said, StoreError>
    where
        D: Decider<Event: Serialize>,
    {
        let revision = self.expected.next() + n as u64;
        let command_id = metadata.command_id;
        let id = event_id(command_id, self.stream, n);
        let failed = |source| self.unreadable(("an event", revision), source);
        let (event_type, mut data) = encode(D::CATEGORY, event).map_err(failed)?;
        let metadata = serde_json::to_value(metadata).map_err(failed)?;
        seal::reopen(&mut data, self.store.keys(), || self.earlier())?;
        Ok(Said { revision, id, command_id, event_type, data, metadata })
    }

    async fn ensure(&self, names: BTreeSet<String>) -> Result<(), StoreError> {
        if names.is_empty() {
            return Ok(());
        }
        let keys = self.store.keys().clone();
        let made = tokio::task::spawn_blocking(move || keys.ensure(&names)).await;
        made.map_err(|error| StoreError::Unavailable { reason: error.to_string() })?
            .map_err(Into::into)
    }

    fn link<D>(&mut self, mut said: Said) -> Result<Proposed, StoreError>
    where
        D: Decider<Event: DeserializeOwned>,
    {
        let keys = self.store.keys();
        seal::seal(&mut said.data, keys, said.id, self.stream)?;
        seal::seal(&mut said.metadata, keys, said.id, self.stream)?;
        let Said { revision, id, command_id, event_type, .. } = said;
        let (data, metadata) =
            (said.data.to_string().into_bytes(), said.metadata.to_string().into_bytes());
        let schema = newest_schema(&event_type);
        decode::<D::Event>((&event_type, schema), &data)
            .and_then(|_| serde_json::from_slice::<Metadata>(&metadata))
            .map_err(|source| self.unreadable((&event_type, revision), source))?;
        let (prev_hash, hash) = (self.prev_hash, [0; 32]);
        let proposed =
            Proposed { id, event_type, schema, command_id, metadata, data, prev_hash, hash };
        let proposed = proposed.hashed(self.stream, revision);
        self.prev_hash = proposed.hash;
        Ok(proposed)
    }

    fn earlier(&self) -> Vec<(Uuid, Value)> {
        let read = |it: &Recorded| (it.id, serde_json::from_slice(&it.data).unwrap_or_default());
        self.history.iter().map(read).collect()
    }

    fn unreadable(
        &self,
        (event_type, revision): (&str, u64),
        source: serde_json::Error,
    ) -> StoreError {
        let (event_type, stream) = (event_type.to_owned(), self.stream.to_owned());
        StoreError::Undecodable { event_type, stream, revision, source }
    }
}

impl Recorded {
    /// What the event says, with personal parts still sealed: enough for every decision and table.
    ///
    /// # Errors
    ///
    /// Where no event of `E` is of that name and shape.
    pub fn decode<E: DeserializeOwned>(&self) -> Result<E, StoreError> {
        self.said(&self.data)
    }

    /// What the event says, with what the record's own key seals open, where that key still exists;
    /// what has a key of its own stays sealed. For the read door.
    ///
    /// # Errors
    ///
    /// Where no event of `E` is of that name and shape, or a value doesn't open.
    pub fn unseal<E: DeserializeOwned>(&self, store: &EventStore) -> Result<E, StoreError> {
        self.opened(store, seal::Opened::OfRecord(&self.stream))
    }

    /// What the event says, all of it, where the keys still exist: people's values too. Only once the
    /// reading has been recorded, with its purpose.
    ///
    /// # Errors
    ///
    /// Where no event of `E` is of that name and shape, or a value doesn't open.
    pub fn unseal_all<E: DeserializeOwned>(&self, store: &EventStore) -> Result<E, StoreError> {
        self.opened(store, seal::Opened::All)
    }

    fn opened<E: DeserializeOwned>(
        &self,
        store: &EventStore,
        opened: seal::Opened<'_>,
    ) -> Result<E, StoreError> {
        let mut data: Value =
            serde_json::from_slice(&self.data).map_err(|source| self.undecodable(source))?;
        seal::open(&mut data, store.keys(), (self.id, opened))?;
        self.said(data.to_string().as_bytes())
    }

    /// The envelope, its text unsealed where the keys still exist. For the read door.
    ///
    /// # Errors
    ///
    /// Where it doesn't decode, or a value doesn't open.
    pub fn unseal_metadata(&self, store: &EventStore) -> Result<Metadata, StoreError> {
        let mut metadata: Value = serde_json::from_slice(&self.metadata_bytes)
            .map_err(|source| self.undecodable(source))?;
        let opened = seal::Opened::OfRecord(&self.stream);
        seal::open(&mut metadata, store.keys(), (self.id, opened))?;
        serde_json::from_value(metadata).map_err(|source| self.undecodable(source))
    }

    fn said<E: DeserializeOwned>(&self, data: &[u8]) -> Result<E, StoreError> {
        decode((&self.event_type, self.schema), data).map_err(|source| self.undecodable(source))
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
