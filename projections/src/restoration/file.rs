//! An application as a whole: the fold of its stream at read time.

use domain::{
    clock::{Done, Timer},
    id::PartId,
    restoration::{self, Event, Restoration},
};
use store::{EventStore, StoreError};

use super::RestorationRow;
use crate::{
    history::{self, Act},
    versions::Times,
};

/// An application and everything that happened to it.
#[derive(Debug, Clone)]
pub struct RestorationFile {
    /// Which.
    pub row: RestorationRow,
    /// How it stands.
    pub restoration: Restoration,
    /// What happened, oldest first.
    pub acts: Vec<Act<Event>>,
}

impl RestorationFile {
    /// Reads an application whose row the viewer was shown, as of both times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_row(
        store: &EventStore,
        (row, times): (RestorationRow, Times),
    ) -> Result<Self, StoreError> {
        let stream = restoration::stream_of(row.id);
        let mut history = store.read_known(&stream, Some(row.revision)).await?;
        history.retain(|it| times.counts(it));
        let (restoration, acts) = history::folded(store, history)?;
        Ok(Self { row, restoration, acts })
    }

    /// The last revision that counts.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.acts.last().map_or(0, |it| it.recorded.revision)
    }

    /// The act that met a deadline or put an end to it, and when that was entered.
    #[must_use]
    pub fn done(&self, key: &(Timer, Option<PartId>)) -> Option<Done> {
        done((&self.restoration, &self.acts), key)
    }
}

/// The act of an application that met a deadline of it or put an end to it, and when that was entered.
pub(crate) fn done(
    (restoration, acts): (&Restoration, &[Act<Event>]),
    key: &(Timer, Option<PartId>),
) -> Option<Done> {
    let found = restoration.timers.get(key)?;
    history::done(acts, found, |it| it.ends().contains(&key.0) || it.settles().contains(key))
}
