//! An entry as a whole: the fold of its stream at read time.

use domain::{
    clock::{Deadline, Done},
    id::ListingId,
    listing::{self, Event, Listing, state::Opened},
};
use store::{EventStore, Position, StoreError};

use crate::{
    history::{self, Act},
    reader::Reader,
};

/// An entry and everything that happened to it.
#[derive(Debug, Clone)]
pub struct ListingFile {
    /// Which.
    pub id: ListingId,
    /// Whose it is, in which register.
    pub opened: Opened,
    /// How it stands.
    pub listing: Listing,
    /// What happened, oldest first.
    pub acts: Vec<Act<Event>>,
}

impl ListingFile {
    /// Reads an entry as it was known at a place of the log, where the reader may see it.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn read(
        store: &EventStore,
        reader: &Reader,
        (id, until): (ListingId, Option<Position>),
    ) -> Result<Option<Self>, StoreError> {
        let known = Self::known(store, (id, until)).await?;
        Ok(known.filter(|it| reader.sees_entry(&it.listing)))
    }

    /// The same, whoever asks.
    pub(crate) async fn known(
        store: &EventStore,
        (id, until): (ListingId, Option<Position>),
    ) -> Result<Option<Self>, StoreError> {
        let stream = listing::stream_of(id);
        let (listing, acts) = history::known::<Listing>(store, &stream, until).await?;
        let opened = listing.opened.clone();
        Ok(opened.map(|opened| Self { id, opened, listing, acts }))
    }

    /// Its last revision.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.acts.last().map_or(0, |it| it.recorded.revision)
    }

    /// Its deadlines, each with what met it or put an end to it.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Deadline, Option<Done>)> {
        self.listing.timers.iter().map(|(timer, it)| {
            let bears =
                |event: &Event| event.settles().contains(timer) || event.ends().contains(timer);
            (&it.deadline, history::done(&self.acts, it, bears))
        })
    }
}
