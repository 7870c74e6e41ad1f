//! An event as the log holds it: the envelope of design.md §3.

use domain::{Actor, Citation, Moment, Narrative, Source, id::SubjectId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A place in the whole log: opaque, and ordered. As text it keeps its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(u64);

impl Position {
    /// A place that a table kept.
    #[must_use]
    pub const fn new(place: u64) -> Self {
        Self(place)
    }

    /// For a table to keep.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Not a position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a position of the log: 16 hexadecimal digits")]
pub struct NotAPosition(String);

impl std::str::FromStr for Position {
    type Err = NotAPosition;

    fn from_str(text: &str) -> Result<Self, NotAPosition> {
        let refuse = || NotAPosition(text.to_owned());
        if text.len() != 16 {
            return Err(refuse());
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| refuse())
    }
}

/// Whether a log counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LogKind {
    /// It records what happened.
    Real,
    /// It was made up for a demonstration.
    Demo,
}

impl LogKind {
    /// What is said of a folder that holds a log of this kind where one of the other kind is wanted.
    pub(crate) fn elsewhere(self) -> &'static str {
        match self {
            Self::Real => {
                "holds a real log, where no demonstration goes: choose another data folder"
            }
            Self::Demo => {
                "holds a demonstration, where no real act goes: choose another data folder, or go on \
                 with the demonstration (`serve --demo`)"
            }
        }
    }
}

/// What can have happened to a log itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum LogEvent {
    /// It was begun. No log has a record before this one.
    Opened(Opened),
}

impl LogEvent {
    /// What its types begin with, and the stream that it stands in.
    pub const CATEGORY: &'static str = "log";
}

/// A log was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Opened {
    /// Which.
    pub log_id: Uuid,
    /// The format of its file.
    pub format: u16,
    /// Whether it counts.
    pub kind: LogKind,
}

/// What an append presumes of the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing has been appended yet.
    Empty,
    /// This is its last revision.
    Revision(u64),
}

impl Expected {
    /// Where the first appended event comes to lie.
    #[must_use]
    pub const fn next(self) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Revision(revision) => revision + 1,
        }
    }
}

/// What is known of an event besides what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Metadata {
    /// When the act took place in law.
    pub occurred_at: Moment,
    /// When the node that appended it did so.
    pub recorded_at: Moment,
    /// Why it was entered late, where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub late_entry_reason: Option<Narrative>,
    /// Who acted.
    pub actor: Actor,
    /// The articles that the act relies on.
    pub basis: Vec<Citation>,
    /// The digest of the rulebook that was in effect.
    pub law: String,
    /// What the decision read elsewhere: stream and revision.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub facts: Vec<Source>,
    /// The subjects of supervision that it concerns.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub subjects: Vec<SubjectId>,
    /// The earlier events of its stream that it contradicts. They stay, and are shown as corrected.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrects: Vec<Uuid>,
    /// The command that it came of.
    pub command_id: Uuid,
    /// The digest of that command as it was sent.
    pub command_hash: String,
    /// The event that led here.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub causation_id: Option<Uuid>,
    /// The matter as a whole.
    pub correlation_id: Uuid,
    /// The program's version.
    pub producer: String,
}

/// An event about to be appended, its bytes final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    pub(crate) id: Uuid,
    pub(crate) event_type: String,
    pub(crate) schema: u16,
    pub(crate) command_id: Uuid,
    pub(crate) metadata: Vec<u8>,
    pub(crate) data: Vec<u8>,
    pub(crate) prev_hash: [u8; 32],
    pub(crate) hash: [u8; 32],
}

/// An event as the log holds it. The bytes are the stored ones; nothing re-serialises them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the whole log.
    pub position: Position,
    /// `case-0190…`.
    pub stream: String,
    /// Its place in the stream, from 0.
    pub revision: u64,
    /// UUID v5 of its command's id and `"{stream}/{n}"`.
    pub id: Uuid,
    /// `case.penalty-decided`.
    pub event_type: String,
    /// The version of its shape.
    pub schema: u16,
    /// The rest of the envelope.
    pub metadata: Metadata,
    /// The same as stored.
    pub metadata_bytes: Vec<u8>,
    /// What it says, with personal parts sealed.
    pub data: Vec<u8>,
    /// The hash of its predecessor in the stream; zeros for the first.
    pub prev_hash: [u8; 32],
    /// Its own.
    pub hash: [u8; 32],
}
