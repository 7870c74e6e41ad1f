//! A restriction as a whole: the fold of its stream at read time.

use domain::{
    clock::{Deadline, Done},
    id::{EventId, RestrictionId},
    restriction::{self, Event, Pair, Restriction},
};
use jiff::civil::Date;
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

    /// What of it counts since a day by then, oldest first.
    #[must_use]
    pub fn acts_by(&self, on: Date) -> impl DoubleEndedIterator<Item = &Act<Event>> {
        let counts = move |it: &&Act<Event>| it.event.counts_since(it.metadata.occurred_at) <= on;
        self.acts.iter().filter(counts)
    }

    /// The time to correct what rests on a source that fell, and the act that met it or put an end to it, where it
    /// had begun by a day: what was imposed late names one that begins with the fall.
    #[must_use]
    pub fn correction(&self, on: Date) -> Option<(&Deadline, Option<Done>)> {
        let mut deadlines = self.acts_by(on).rev().filter_map(|it| it.event.deadline());
        let deadline = deadlines.find(|it| it.start.day() <= on)?;
        let mut started = self.acts_by(on).skip_while(|it| it.event.deadline().is_none());
        let ended =
            |it: &&Act<Event>| !it.event.settles().is_empty() || !it.event.overtakes().is_empty();
        let done = started.find(ended);
        let done = done.map(|it| Done { replaced: !it.event.overtakes().is_empty(), ..it.done() });
        Some((deadline, done))
    }

    /// The entries of the agency's inbox that are about it, and of which it had by a day neither taken notice nor
    /// answered them.
    #[must_use]
    pub fn unacknowledged(&self, on: Date) -> Vec<EventId> {
        let answered: Vec<_> = self.acts_by(on).filter_map(|it| it.event.answers()).collect();
        let open = |it: &EventId| answered.iter().all(|answered| answered.event != *it);
        let entries = self.acts_by(on).filter(|it| it.event.is_entry());
        entries.map(|it| EventId::new(it.recorded.id)).filter(open).collect()
    }
}
