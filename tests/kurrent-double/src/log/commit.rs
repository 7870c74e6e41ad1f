//! Whether an append may happen: the revision that it presumes, and whether it has happened already.

use std::sync::Arc;

use uuid::Uuid;

use super::{Event, Log, Place, Record, State, Stream};

/// How a stream is presumed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// In whatever way.
    Any,
    /// Without any event.
    NoStream,
    /// With some event.
    StreamExists,
    /// With this last revision.
    Revision(u64),
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The stream is at this revision, the last of the events at this place: now, or since the same
    /// append was made before.
    Done {
        /// The stream's last revision; nothing where it has no event.
        revision: Option<u64>,
        /// Where the last of the events lies; nothing where there was none to append.
        place: Option<Place>,
    },
    /// It was made before and isn't replicated yet: only the first one will be answered.
    Pending,
}

/// Why an append was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The stream is not as it was presumed to be.
    WrongVersion {
        /// Its last revision.
        current: Option<u64>,
    },
    /// The stream was deleted.
    Deleted,
}

/// What the log knows of the events that are to be appended.
enum Known {
    None,
    Part,
    All(Arc<Record>),
}

impl Log {
    /// Appends all of the events, or none.
    pub fn append(
        &self,
        stream: &str,
        expected: Expected,
        events: Vec<Event>,
    ) -> Result<Outcome, Refusal> {
        let mut state = self.state();
        let ids: Vec<Uuid> = events.iter().map(|it| it.id).collect();
        if let Some(last) = state.repeated(stream, expected, &ids)? {
            let (revision, place) = (Some(last.revision), Some(last.place));
            let known = state.replicated >= place;
            return Ok(if known { Outcome::Done { revision, place } } else { Outcome::Pending });
        }
        let mut place = None;
        for event in events {
            let revision = state.streams.get(stream).map_or(0, Stream::next_revision);
            place = Some(state.write(stream, revision, event));
        }
        let revision = state.streams.get(stream).and_then(Stream::last_revision);
        self.moved.send_replace(());
        Ok(Outcome::Done { revision, place })
    }
}

impl State {
    /// The last of the events, where all of them were appended before; nothing where they may be
    /// appended now.
    pub(super) fn repeated(
        &self,
        name: &str,
        expected: Expected,
        ids: &[Uuid],
    ) -> Result<Option<Arc<Record>>, Refusal> {
        let stream = self.streams.get(name);
        let current = stream.and_then(Stream::last_revision);
        let wrong = Err(Refusal::WrongVersion { current });
        let truncated = stream.is_some_and(Stream::is_truncated);
        if stream.is_some_and(Stream::is_tombstoned) {
            return Err(Refusal::Deleted);
        }
        let next = match expected {
            Expected::StreamExists if truncated => return Err(Refusal::Deleted),
            Expected::StreamExists if current.is_none() => return wrong,
            Expected::Any | Expected::StreamExists => {
                return match self.known(name, ids, None) {
                    Known::None => Ok(None),
                    Known::Part => wrong,
                    Known::All(last) => Ok(Some(last)),
                };
            }
            Expected::NoStream => 0,
            Expected::Revision(it) => it.saturating_add(1),
        };
        let end = stream.map_or(0, Stream::next_revision);
        if next >= end {
            return if next == end { Ok(None) } else { wrong };
        }
        match self.known(name, ids, Some(next)) {
            Known::All(last) => Ok(Some(last)),
            Known::None if expected == Expected::NoStream && truncated => Ok(None),
            Known::None | Known::Part => wrong,
        }
    }

    /// Which of the events are in the stream; in its places from `first` on, where that is given.
    fn known(&self, stream: &str, ids: &[Uuid], first: Option<u64>) -> Known {
        let mut last = None;
        for (id, n) in ids.iter().zip(0..) {
            let found = match first {
                None => self.by_id.get(id),
                Some(first) => self.streams.get(stream).and_then(|it| it.at(first + n)),
            };
            let found = found.filter(|it| it.stream == stream && it.event.id == *id);
            match (found, &last) {
                (Some(found), _) => last = Some(Arc::clone(found)),
                (None, None) => return Known::None,
                (None, Some(_)) => return Known::Part,
            }
        }
        last.map_or(Known::None, Known::All)
    }
}
