//! Reading a log from its first event to its last, each checked on the way.

use super::CopyError;
use crate::{
    EventStore, Position, Recorded,
    ends::{End, Ends},
    stored::{Stored, UNLINKED, category},
};

/// A log that is read.
pub(super) struct Reading<'a> {
    log: &'a EventStore,
    /// Where it is.
    place: String,
    categories: &'a [String],
    after: Option<Position>,
    /// How far each stream goes by now.
    pub(super) ends: Ends,
}

impl<'a> Reading<'a> {
    /// A log that has only begun: with its own record.
    pub(super) fn new(log: &'a EventStore, categories: &'a [String], begun: &Ends) -> Self {
        Self { log, place: log.place(), categories, after: None, ends: begun.clone() }
    }

    /// What comes next; nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Recorded>>, CopyError> {
        let Some(seen) = self.log.read_everything(self.after).await? else { return Ok(None) };
        self.after = Some(seen.position);
        seen.events.into_iter().map(|it| self.checked(it)).collect::<Result<_, _>>().map(Some)
    }

    /// Where its streams end.
    pub(super) async fn all(mut self) -> Result<Ends, CopyError> {
        while self.next().await?.is_some() {}
        Ok(self.ends)
    }

    pub(super) fn reached(&self) -> u64 {
        self.after.map_or(0, Position::get)
    }

    fn checked(&mut self, event: Stored) -> Result<Recorded, CopyError> {
        if !self.categories.iter().any(|it| it == category(&event.stream)) {
            return Err(CopyError::Unknown { stream: event.stream });
        }
        event.check_hash(&self.place)?;
        let end = End { revision: event.revision, hash: event.hash };
        let follows = self.ends.follow(&event.stream, end, &event.prev_hash);
        event.check(&self.place, follows, UNLINKED)?;
        Ok(event.recorded()?)
    }
}
