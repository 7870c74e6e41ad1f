//! A restriction as a whole: the fold of its stream at read time.

use domain::{
    clock::{Deadline, Done},
    id::RestrictionId,
    restriction::{self, Event, Pair, Restriction},
};
use store::{EventStore, Position, StoreError};

use crate::{
    history::{self, Act},
    reader::Reader,
};

/// A restriction and everything that happened to it.
#[derive(Debug, Clone)]
pub struct RestrictionFile {
    /// Which.
    pub id: RestrictionId,
    /// The pair as it stands.
    pub pair: Pair,
    /// What happened, oldest first; the first act is that its agency was told.
    pub acts: Vec<Act<Event>>,
}

impl RestrictionFile {
    /// Reads a restriction as it was known at a place of the log, where the reader may see it in full.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(
        store: &EventStore,
        reader: &Reader,
        (id, until): (RestrictionId, Option<Position>),
    ) -> Result<Option<Self>, StoreError> {
        let known = Self::known(store, (id, until)).await?;
        Ok(known.filter(|it| reader.sees_pair(&it.pair)))
    }

    /// The same, whoever asks.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn known(
        store: &EventStore,
        (id, until): (RestrictionId, Option<Position>),
    ) -> Result<Option<Self>, StoreError> {
        let stream = restriction::stream_of(id);
        let (folded, acts) = history::known::<Restriction>(store, &stream, until).await?;
        let Restriction::Told(pair) = folded else { return Ok(None) };
        Ok(Some(Self { id, pair: *pair, acts }))
    }

    /// Its last revision.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.acts.last().map_or(0, |it| it.recorded.revision)
    }

    /// The time to correct what rests on a source that fell, and the act that met it or put an end to it, where it
    /// was started.
    #[must_use]
    pub fn correction(&self) -> Option<(&Deadline, Option<Done>)> {
        let deadline = self.pair.limit.as_ref()?;
        let mut started = self.acts.iter().skip_while(|it| it.event.deadline().is_none());
        let ended =
            |it: &&Act<Event>| it.event.settles().is_some() || it.event.overtakes().is_some();
        let done = started.find(ended);
        let done = done.map(|it| Done { replaced: it.event.overtakes().is_some(), ..it.done() });
        Some((deadline, done))
    }
}
