//! What nobody may do, and whoever has the disk can: changing what was written.

use std::sync::Arc;

use super::{Event, Log, Record};

impl Log {
    /// Changes an event where it lies; whether it is there.
    pub fn tamper(&self, stream: &str, revision: u64, change: impl FnOnce(&mut Event)) -> bool {
        let mut state = self.state();
        let found = state.streams.get(stream).and_then(|it| it.at(revision)).cloned();
        let Some(record) = found else { return false };
        let mut changed = Record::clone(&record);
        change(&mut changed.event);
        let changed = Arc::new(changed);
        let in_stream = state.streams.get_mut(stream).into_iter().flat_map(|it| &mut it.records);
        for it in in_stream.filter(|it| it.revision == revision) {
            *it = Arc::clone(&changed);
        }
        for it in state.records.iter_mut().filter(|it| it.place == record.place) {
            *it = Arc::clone(&changed);
        }
        true
    }
}
