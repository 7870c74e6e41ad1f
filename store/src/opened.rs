//! The first record of a log, on whatever backend: which log it is, of which format, and whether it counts.

use std::fmt::Display;

use serde_json::json;
use uuid::Uuid;

use crate::{LogEvent, LogKind, Opened, Proposed, StoreError, codec, stored::Stored};

/// The format of the log.
const FORMAT: u16 = 1;

/// A log of this kind that nobody has begun yet.
pub(crate) fn new(kind: LogKind) -> Opened {
    Opened { log_id: Uuid::new_v4(), format: FORMAT, kind }
}

/// The first record of a log.
pub(crate) fn propose(opened: &Opened) -> Result<Proposed, StoreError> {
    let id = opened.log_id;
    let opened = LogEvent::Opened(opened.clone());
    let stream = LogEvent::CATEGORY;
    let (event_type, data) = codec::encode(stream, &opened).map_err(|source| {
        let event_type = "the log's first record".to_owned();
        StoreError::Undecodable { event_type, stream: stream.to_owned(), revision: 0, source }
    })?;
    let schema = codec::newest_schema(&event_type);
    let metadata = json!({ "producer": concat!("anjuan/", env!("CARGO_PKG_VERSION")) });
    let (metadata, data) = (metadata.to_string().into_bytes(), data.to_string().into_bytes());
    let (prev_hash, hash) = ([0; 32], [0; 32]);
    let first =
        Proposed { id, event_type, schema, command_id: id, metadata, data, prev_hash, hash };
    Ok(first.hashed(stream, 0))
}

/// What the first record of a log says, its hash checked. `file` is what holds it.
pub(crate) fn read(first: &Stored, file: &dyn Display) -> Result<Opened, StoreError> {
    first.check_hash(file)?;
    let opened = codec::decode((&first.event_type, first.schema), &first.data);
    match opened {
        Ok(LogEvent::Opened(opened)) if opened.format == FORMAT => Ok(opened),
        _ => Err(StoreError::Damaged {
            file: file.to_string(),
            stream: first.stream.clone(),
            revision: first.revision,
            position: first.position,
            what: "the first record is not log.opened of a format that this program knows",
        }),
    }
}

impl Opened {
    /// The same, where the log is of the kind that is wanted. `place` is where it lies.
    pub(crate) fn of_kind(self, wanted: LogKind, place: &dyn Display) -> Result<Self, StoreError> {
        if self.kind == wanted {
            return Ok(self);
        }
        Err(StoreError::WrongKind { folder: place.to_string(), found: self.kind, wanted })
    }
}
