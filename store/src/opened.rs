//! The first record of a log, on whatever backend: which log it is, of which format, and whether it counts.

use std::fmt::Display;

use serde_json::json;
use uuid::Uuid;

use crate::{LogEvent, LogKind, Opened, Proposed, StoreError, codec, stored::Stored};

/// The format of the log.
const FORMAT: u16 = 1;

/// What a log is to be that is opened.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    /// Of this kind; begun where there is none.
    Kind(LogKind),
    /// There already, of whatever kind.
    There,
    /// The copy of one that begins with this record; begun with it where there is none.
    CopyOf(Box<Stored>),
}

impl Wanted {
    pub(crate) fn of(kind: Option<LogKind>) -> Self {
        kind.map_or(Self::There, Self::Kind)
    }

    /// The first record of a log that nobody has begun yet. `place` is where it is to lie.
    pub(crate) fn first(&self, place: &dyn Display) -> Result<Proposed, StoreError> {
        match self {
            Self::Kind(kind) => propose(&new(*kind)),
            Self::There => Err(StoreError::NoLog { place: place.to_string() }),
            Self::CopyOf(first) => Ok(first.proposed_as(first.id)),
        }
    }

    /// What the log's own stream says, where it is what is wanted and nothing that this program doesn't know: a
    /// newer one that records what older ones would not even look for says so there first. `file` is what holds
    /// it.
    pub(crate) fn accept(
        &self,
        own: &[Stored],
        (file, place): (&dyn Display, &dyn Display),
    ) -> Result<Opened, StoreError> {
        let nothing = Stored::default();
        let (first, later) = own.split_first().unwrap_or((&nothing, &[]));
        let opened = read(first, file)?;
        for it in later {
            it.check_hash(file)?;
            let known = codec::decode::<LogEvent>((&it.event_type, it.schema), &it.data);
            let (event_type, stream) = (it.event_type.clone(), it.stream.clone());
            match known {
                Err(source) => {
                    let revision = it.revision;
                    return Err(StoreError::Undecodable { event_type, stream, revision, source });
                }
                Ok(LogEvent::Opened(_)) => it.check(file, false, "the log is begun once more")?,
            }
        }
        match self {
            Self::Kind(kind) if *kind != opened.kind => {
                let (place, found, wanted) = (place.to_string(), opened.kind, *kind);
                Err(StoreError::WrongKind { place, found, wanted })
            }
            Self::CopyOf(wanted) if wanted.hash != first.hash => {
                Err(StoreError::OtherLog { place: place.to_string(), found: opened.log_id })
            }
            Self::Kind(_) | Self::There | Self::CopyOf(_) => Ok(opened),
        }
    }
}

/// A log of this kind that nobody has begun yet.
fn new(kind: LogKind) -> Opened {
    Opened { log_id: Uuid::new_v4(), format: FORMAT, kind }
}

/// The first record of a log.
fn propose(opened: &Opened) -> Result<Proposed, StoreError> {
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
fn read(first: &Stored, file: &dyn Display) -> Result<Opened, StoreError> {
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
