//! Reading a log from its first event to its last, each checked on the way.

use super::CopyError;
use crate::{
    EventStore, Position, Recorded, StoreError,
    ends::{End, Ends},
    stored::{ALTERED, UNLINKED},
};

/// A log that is read.
pub(super) struct Reading<'a> {
    log: &'a EventStore,
    categories: &'a [String],
    after: Option<Position>,
    /// How far each stream goes by now.
    pub(super) ends: Ends,
}

impl<'a> Reading<'a> {
    /// A log that has only begun: with its own record.
    pub(super) fn new(log: &'a EventStore, categories: &'a [String], begun: &Ends) -> Self {
        Self { log, categories, after: None, ends: begun.clone() }
    }

    /// What comes next; nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<Recorded>>, CopyError> {
        let Some(stretch) = self.log.read_everything(self.after).await? else { return Ok(None) };
        self.after = stretch.reached;
        for event in &stretch.events {
            self.check(event)?;
        }
        Ok(Some(stretch.events))
    }

    /// Where its streams end.
    pub(super) async fn all(mut self) -> Result<Ends, CopyError> {
        while self.next().await?.is_some() {}
        Ok(self.ends)
    }

    pub(super) fn reached(&self) -> u64 {
        self.after.map_or(0, Position::get)
    }

    fn check(&mut self, event: &Recorded) -> Result<(), CopyError> {
        let Recorded { stream, revision, position, .. } = event;
        let category = stream.split_once('-').map_or(stream.as_str(), |it| it.0);
        if !self.categories.iter().any(|it| it == category) {
            return Err(CopyError::Unknown { stream: stream.clone() });
        }
        let what = match (
            event.digest() == event.hash,
            self.ends.follow(stream, End::at(event), &event.prev_hash),
        ) {
            (true, true) => return Ok(()),
            (false, _) => ALTERED,
            (true, false) => UNLINKED,
        };
        let (file, stream) = (self.log.place(), stream.clone());
        let (revision, position) = (*revision, position.get());
        Err(StoreError::Damaged { file, stream, revision, position, what }.into())
    }
}
