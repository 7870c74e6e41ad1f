//! A record as a whole: the fold of its stream at read time, as of both times.

use domain::{
    clock::{Deadline, Done},
    id::InboundId,
    inbound::{self, Event, Inbound, state::Record},
};
use store::{EventStore, StoreError};

use crate::{
    history::{self, Act},
    reader::Reader,
    versions::Times,
};

/// A record and everything that happened to it.
#[derive(Debug, Clone)]
pub struct InboundFile {
    /// Which.
    pub id: InboundId,
    /// What it is and says.
    pub record: Record,
    /// How it stands.
    pub inbound: Inbound,
    /// What happened, oldest first.
    pub acts: Vec<Act<Event>>,
}

impl InboundFile {
    /// Reads a record as of both times, where the reader may see it.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(
        store: &EventStore,
        reader: &Reader,
        at: (InboundId, Times),
    ) -> Result<Option<Self>, StoreError> {
        let known = Self::known(store, at).await?;
        Ok(known.filter(|it| reader.sees_inbound(&it.record)))
    }

    /// The same, whoever asks: of what is public, everybody.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn known(
        store: &EventStore,
        (id, times): (InboundId, Times),
    ) -> Result<Option<Self>, StoreError> {
        let mut history = history::recorded(store, &inbound::stream_of(id), times.until).await?;
        history.retain(|it| times.counts(it));
        let (inbound, acts) = history::folded::<Inbound>(store, history)?;
        let record = inbound.opened.clone();
        Ok(record.map(|record| Self { id, record, inbound, acts }))
    }

    /// Its last revision that counts.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.acts.last().map_or(0, |it| it.recorded.revision)
    }

    /// Its deadlines, each with what met it or put an end to it.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Deadline, Option<Done>)> {
        self.inbound.timers.iter().map(|(timer, it)| {
            let bears =
                |event: &Event| event.settles().contains(timer) || event.ends().contains(timer);
            (&it.deadline, history::done(&self.acts, it, bears))
        })
    }
}
