//! The ways in which events go: a deletion, which lets the stream begin anew behind them; a tombstone,
//! after which there is no stream of that name; and the scavenge that takes them from the log.

use std::sync::MutexGuard;

use uuid::Uuid;

use super::{Event, Expected, Log, Place, Record, Refusal, State, Stream};

/// The type of the event that ends a stream for good.
const TOMBSTONE: &str = "$streamDeleted";

/// Its revision, behind all others.
const LAST: u64 = i64::MAX.cast_unsigned();

impl Log {
    /// Hides a stream's events; the next one goes behind them.
    pub fn delete(&self, stream: &str, expected: Expected) -> Result<Place, Refusal> {
        let mut state = self.removable(stream, expected)?;
        let first = state.streams.get(stream).map_or(0, Stream::next_revision);
        state.streams.entry(stream.to_owned()).or_default().first = first;
        let about = format!("$${stream}");
        let revision = state.streams.get(&about).map_or(0, Stream::next_revision);
        let data = format!(r#"{{"$tb":{LAST}}}"#).into_bytes();
        let place = state.write(&about, revision, of_the_system("$metadata", data));
        self.moved.send_replace(());
        Ok(place)
    }

    /// Ends a stream for good.
    pub fn tombstone(&self, stream: &str, expected: Expected) -> Result<Place, Refusal> {
        let mut state = self.removable(stream, expected)?;
        let place = state.write(stream, LAST, of_the_system(TOMBSTONE, vec![]));
        self.moved.send_replace(());
        Ok(place)
    }

    fn removable(
        &self,
        stream: &str,
        expected: Expected,
    ) -> Result<MutexGuard<'_, State>, Refusal> {
        let state = self.state();
        state.repeated(stream, expected, &[])?;
        Ok(state)
    }

    /// Takes what was deleted from the log. A tombstone stays, and so does the last event of a stream
    /// that was deleted otherwise: it holds the revision.
    pub fn scavenge(&self) {
        let mut state = self.state();
        let State { records, streams, by_id, .. } = &mut *state;
        let stays = |it: &Record| streams.get(&it.stream).is_none_or(|stream| stream.keeps(it));
        records.retain(|it| stays(it));
        by_id.retain(|_, it| stays(it));
        for stream in streams.values_mut() {
            let kept = stream.records.iter().filter(|it| stream.keeps(it)).cloned().collect();
            stream.records = kept;
        }
    }
}

impl Stream {
    pub(super) fn is_tombstoned(&self) -> bool {
        self.records.last().is_some_and(|it| it.event.event_type == TOMBSTONE)
    }

    pub(super) fn is_truncated(&self) -> bool {
        !self.records.is_empty() && self.first == self.next_revision()
    }

    fn keeps(&self, record: &Record) -> bool {
        let is_last = self.last_revision() == Some(record.revision);
        is_last || (!self.is_tombstoned() && record.revision >= self.first)
    }
}

fn of_the_system(event_type: &str, data: Vec<u8>) -> Event {
    let event_type = event_type.to_owned();
    Event { id: Uuid::new_v4(), event_type, json: true, custom_metadata: vec![], data }
}
