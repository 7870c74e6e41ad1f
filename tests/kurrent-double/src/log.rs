//! The log that the nodes of a double share: events in their order, and what of them can be seen.

mod commit;
mod removal;
mod tampering;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;
use uuid::Uuid;

pub use commit::{Expected, Outcome, Refusal};

use crate::proto;

/// Where the first record lies: a real log begins with records of its own.
const FIRST: u64 = 512;

/// What a record takes on disk besides what it says.
const OVERHEAD: u64 = 96;

/// A place in the log. The two parts are never the same and never without gaps, so that nobody can take
/// one for the other or count with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Where the event was committed.
    pub commit: u64,
    /// Where it was written before.
    pub prepare: u64,
}

/// What an event says, as its client sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id, by which a repeated append is recognised.
    pub id: Uuid,
    /// Its type.
    pub event_type: String,
    /// Whether its content type is JSON.
    pub json: bool,
    /// Bytes that nobody looks into.
    pub custom_metadata: Vec<u8>,
    /// Bytes that nobody looks into.
    pub data: Vec<u8>,
}

/// An event in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where in the log.
    pub place: Place,
    /// In which stream.
    pub stream: String,
    /// Where in the stream, from 0.
    pub revision: u64,
    /// When it was written, in ticks of 100 ns since 1970.
    pub created: u64,
    /// What it says.
    pub event: Event,
}

/// What a reader finds under a stream's name.
pub enum Found {
    /// Nothing, or nothing any more.
    Missing,
    /// A tombstone.
    Tombstoned,
    /// Its events, oldest first; never none.
    Events(Vec<Arc<Record>>),
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Most nodes have it: it stays.
    Replicated,
    /// Only the leader has it; nobody can read it yet.
    Held,
    /// It is not in the log.
    Lost,
}

/// The log.
pub struct Log {
    state: Mutex<State>,
    moved: watch::Sender<()>,
}

#[derive(Default)]
struct State {
    records: Vec<Arc<Record>>,
    streams: HashMap<String, Stream>,
    by_id: HashMap<Uuid, Arc<Record>>,
    /// How far the log was ever written.
    tail: u64,
    /// The last place that most nodes have.
    replicated: Option<Place>,
    holding: bool,
    /// How far a commit lies behind what was prepared for it.
    apart: u64,
}

#[derive(Default)]
struct Stream {
    records: Vec<Arc<Record>>,
    /// Those before it were deleted.
    first: u64,
}

impl Log {
    pub fn new(commits_apart: bool) -> Self {
        let apart = if commits_apart { OVERHEAD / 2 } else { 0 };
        let state = State { tail: FIRST, apart, ..State::default() };
        Self { state: Mutex::new(state), moved: watch::Sender::new(()) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whenever something was appended, replicated or lost.
    pub fn moved(&self) -> watch::Receiver<()> {
        self.moved.subscribe()
    }

    /// The events after a place, or from the beginning; at most so many.
    pub fn after(&self, place: Option<Place>, limit: usize) -> Vec<Arc<Record>> {
        let state = self.state();
        let readable = state.readable();
        let begin = readable.partition_point(|it| Some(it.place) <= place);
        readable[begin..].iter().take(limit).cloned().collect()
    }

    /// All that can be read.
    pub fn records(&self) -> Vec<Arc<Record>> {
        self.after(None, usize::MAX)
    }

    /// The place of the last event that can be read.
    pub fn end(&self) -> Option<Place> {
        self.state().readable().last().map(|it| it.place)
    }

    /// What can be read of a stream.
    pub fn stream(&self, name: &str) -> Found {
        let state = self.state();
        let Some(stream) = state.streams.get(name) else { return Found::Missing };
        let readable = |it: &&Arc<Record>| state.replicated >= Some(it.place);
        if stream.is_tombstoned() {
            return Found::Tombstoned;
        }
        let kept = stream.records.iter().filter(|it| it.revision >= stream.first);
        match kept.filter(readable).cloned().collect::<Vec<_>>() {
            none if none.is_empty() => Found::Missing,
            events => Found::Events(events),
        }
    }

    /// What became of the record at a place.
    pub fn standing(&self, place: Place) -> Standing {
        let state = self.state();
        match state.records.binary_search_by_key(&place, |it| it.place) {
            Err(_) => Standing::Lost,
            Ok(_) if state.replicated >= Some(place) => Standing::Replicated,
            Ok(_) => Standing::Held,
        }
    }

    /// Whether everything can be read.
    pub fn is_replicated(&self) -> bool {
        let state = self.state();
        state.readable().len() == state.records.len()
    }

    /// From now on nothing is replicated: what is appended can't be read, and nobody hears of it.
    pub fn hold(&self) {
        self.state().holding = true;
    }

    /// What was held is replicated, and all that follows.
    pub fn release(&self) {
        let mut state = self.state();
        state.holding = false;
        state.replicated = state.records.last().map(|it| it.place);
        self.moved.send_replace(());
    }

    /// What was held is lost, as when its leader goes before anybody else had it.
    pub fn lose(&self) {
        let mut state = self.state();
        state.holding = false;
        let kept = state.readable().len();
        for lost in state.records.split_off(kept) {
            state.by_id.remove(&lost.event.id);
            if let Some(stream) = state.streams.get_mut(&lost.stream) {
                stream.records.retain(|it| it.place != lost.place);
            }
        }
        self.moved.send_replace(());
    }
}

impl State {
    fn readable(&self) -> &[Arc<Record>] {
        let end = self.records.partition_point(|it| Some(it.place) <= self.replicated);
        &self.records[..end]
    }

    /// Writes an event behind all others.
    fn write(&mut self, stream: &str, revision: u64, event: Event) -> Place {
        let said = event.event_type.len() + event.custom_metadata.len() + event.data.len();
        let place = Place { prepare: self.tail, commit: self.tail + self.apart };
        self.tail += OVERHEAD + said as u64;
        let created = proto::ticks();
        let record = Record { place, stream: stream.to_owned(), revision, created, event };
        let record = Arc::new(record);
        self.by_id.insert(record.event.id, Arc::clone(&record));
        let stream = self.streams.entry(record.stream.clone()).or_default();
        stream.records.push(Arc::clone(&record));
        self.records.push(record);
        if !self.holding {
            self.replicated = Some(place);
        }
        place
    }
}

impl Stream {
    fn last_revision(&self) -> Option<u64> {
        self.records.last().map(|it| it.revision)
    }

    /// The event at a revision.
    fn at(&self, revision: u64) -> Option<&Arc<Record>> {
        let found = self.records.binary_search_by_key(&revision, |it| it.revision);
        found.ok().map(|n| &self.records[n])
    }

    /// Where the next event goes.
    fn next_revision(&self) -> u64 {
        self.last_revision().map_or(0, |it| it + 1)
    }
}
