//! An event as KurrentDB stores it: what it says is its data, byte for byte; the rest of the envelope of
//! design.md §3 is its metadata, our own part of which is kept byte for byte as well.

use kurrentdb::{EventData, RecordedEvent};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{Expected, Proposed, StoreError, stored::Stored};

/// What one append may take in bytes, metadata with data: servers of old take no more, and have no other limit for
/// the metadata of an event.
const APPEND_BYTES_MAX: usize = (1 << 20) - (1 << 14);

/// What the server knows of an event besides its stream, place, type and data.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    id: Uuid,
    schema: u16,
    #[serde(with = "hex")]
    prev_hash: [u8; 32],
    #[serde(with = "hex")]
    hash: [u8; 32],
    #[serde(borrow)]
    metadata: &'a RawValue,
}

/// The events of an append as they are sent.
///
/// The server's own id of an event only serves to recognise a repeated append. It is made of ours and of
/// the hash of the append's last event, so that other bytes, or another number of events, are never taken
/// for a repeat.
pub(super) fn sealed(
    stream: &str,
    expected: Expected,
    proposed: &[Proposed],
) -> Result<Vec<EventData>, StoreError> {
    let Some(last) = proposed.last() else { return Ok(vec![]) };
    let (mut sent, mut bytes) = (vec![], 0);
    for (revision, event) in (expected.next()..).zip(proposed) {
        let (data, size) = sealed_one(event, &last.hash).map_err(|source| {
            let (event_type, stream) = (event.event_type.clone(), stream.to_owned());
            StoreError::Undecodable { event_type, stream, revision, source }
        })?;
        bytes += size;
        sent.push(data);
    }
    if bytes > APPEND_BYTES_MAX {
        return Err(StoreError::TooLarge { bytes, most: APPEND_BYTES_MAX });
    }
    Ok(sent)
}

/// One of them, and what it takes; its type counts twice, as the server stores it.
fn sealed_one(event: &Proposed, last: &[u8; 32]) -> serde_json::Result<(EventData, usize)> {
    let data: &RawValue = serde_json::from_slice(&event.data)?;
    let envelope = Envelope {
        id: event.id,
        schema: event.schema,
        prev_hash: event.prev_hash,
        hash: event.hash,
        metadata: serde_json::from_slice(&event.metadata)?,
    };
    let metadata = RawValue::from_string(serde_json::to_string(&envelope)?)?;
    let size = data.get().len() + metadata.get().len() + 2 * event.event_type.len();
    let sent = EventData::json(&event.event_type, &data)?
        .id(Uuid::new_v5(&event.id, last))
        .metadata_as_json(&metadata)?;
    Ok((sent, size))
}

/// An event as it came, its stream named without the prefix; where its envelope can't be read it has its
/// place alone.
pub(super) fn opened(event: &RecordedEvent, prefix: &str) -> Stored {
    let stream = event.stream_id();
    let place = Stored {
        position: event.position.commit,
        stream: stream.strip_prefix(prefix).unwrap_or(stream).to_owned(),
        revision: event.revision,
        event_type: event.event_type.clone(),
        ..Stored::default()
    };
    let Ok(envelope) = serde_json::from_slice::<Envelope<'_>>(&event.custom_metadata) else {
        return place;
    };
    Stored {
        whole: true,
        id: envelope.id,
        schema: envelope.schema,
        metadata: envelope.metadata.get().as_bytes().to_vec(),
        data: event.data.to_vec(),
        prev_hash: envelope.prev_hash,
        hash: envelope.hash,
        ..place
    }
}
