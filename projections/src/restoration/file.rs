//! An application as a whole: the fold of its stream at read time.

use domain::{
    Rulebook,
    clock::{Done, Timer},
    id::PartId,
    restoration::{self, Event, Restoration},
};
use store::{EventStore, StoreError};

use super::RestorationRow;
use crate::record::{self, RecordEntry};

/// An application and everything that happened to it.
#[derive(Debug, Clone)]
pub struct RestorationFile {
    /// Which.
    pub row: RestorationRow,
    /// How it stands.
    pub restoration: Restoration,
    /// What happened, oldest first.
    pub entries: Vec<RestorationEntry>,
}

/// One event of it, unsealed for the viewer.
pub type RestorationEntry = RecordEntry<Event>;

impl RestorationEntry {
    /// `2026年3月10日，…负责人王某决定准予信用修复（…）。依据：《…》。`
    #[must_use]
    pub fn sentence(&self, law: &Rulebook) -> String {
        self.told(&self.event.sentence(), law)
    }
}

impl RestorationFile {
    /// Reads an application whose row the viewer was shown.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_row(store: &EventStore, row: RestorationRow) -> Result<Self, StoreError> {
        let stream = restoration::stream_of(row.id);
        let history = store.read_known(&stream, Some(row.revision)).await?;
        let (restoration, entries) = record::folded(store, history)?;
        Ok(Self { row, restoration, entries })
    }

    /// The act that met a deadline or put an end to it, and when that was entered.
    #[must_use]
    pub fn done(&self, key: &(Timer, Option<PartId>)) -> Option<Done> {
        let found = self.restoration.timers.get(key)?;
        let at = found.met.or(found.ended)?;
        let names = |it: &&RestorationEntry| {
            let ended = it.event.ends().contains(&key.0);
            it.metadata.occurred_at == at && (ended || it.event.settles().contains(key))
        };
        let entry = self.entries.iter().find(names)?;
        Some(Done {
            occurred: at,
            recorded: entry.metadata.recorded_at,
            late_entry: entry.metadata.late_entry_reason.is_some(),
            replaced: found.met.is_none(),
        })
    }
}
