//! A publicity as a whole: the fold of its stream at read time.

use domain::{
    clock::{Deadline, Done, Timer},
    id::PartId,
    publicity::{self, Event, Key, Publicity, State},
};
use store::{EventStore, Recorded, StoreError};

use super::PublicityRow;
use crate::{
    history::{self, Act},
    versions::Times,
};

/// A publicity and everything that happened to it.
#[derive(Debug, Clone)]
pub struct PublicityFile {
    /// Which.
    pub row: PublicityRow,
    /// Where it stands.
    pub publicity: Publicity,
    /// What happened, oldest first.
    pub acts: Vec<Act<Event>>,
}

/// It as a list would show it.
fn row_of(key: Key, publicity: &Publicity, revision: u64) -> Option<PublicityRow> {
    let (matter, _) = publicity.opened()?;
    Some(PublicityRow {
        id: key.id(),
        key,
        agency: matter.agency.clone(),
        state: publicity.state,
        number: matter.number.clone(),
        party: matter.party.clone(),
        decided_on: matter.decided_at.day(),
        ends_on: publicity.shown_until().map(|(last_day, _)| last_day),
        withdrawn: publicity.withdrawn().filter(|_| publicity.state == State::Withdrawn),
        barred: publicity.ground.filter(|_| publicity.state == State::Withdrawn),
        revision,
    })
}

impl PublicityFile {
    /// Reads a publicity whose row the viewer was shown, as of both times.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_row(
        store: &EventStore,
        (row, times): (PublicityRow, Times),
    ) -> Result<Self, StoreError> {
        let stream = publicity::stream_of(row.id);
        let mut history = store.read_known(&stream, Some(row.revision)).await?;
        history.retain(|it| times.knows(it.position));
        let counts = |it: &Event, at| it.counts_since(at) <= times.on;
        let (publicity, acts) = history::told(store, history, counts)?;
        Ok(Self { row, publicity, acts })
    }

    /// The last revision that counts.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.acts.last().map_or(0, |it| it.recorded.revision)
    }

    /// 演示数据: one of its acts used a figure that was made up for a demonstration.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.acts.iter().any(|it| it.event.fact().facets().is_demonstration())
    }

    /// Reads the publicity of a decision on a channel as far as its events count; nothing where none does.
    pub(crate) async fn of_key(
        store: &EventStore,
        key: Key,
        counts: impl Fn(&Recorded) -> bool,
    ) -> Result<Option<Self>, StoreError> {
        let mut history = store.read(&key.stream()).await?;
        history.retain(counts);
        let (publicity, acts) = history::folded(store, history)?;
        let row = acts.last().and_then(|it| row_of(key, &publicity, it.recorded.revision));
        Ok(row.map(|row| Self { row, publicity, acts }))
    }

    /// Its deadlines, each with what met it or put an end to it.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Deadline, Option<Done>)> {
        let timers = self.publicity.timers.iter();
        timers.map(|(key, it)| (&it.deadline, self.done(key)))
    }

    /// The act that met a deadline or put an end to it, and when that was entered.
    fn done(&self, key: &(Timer, Option<PartId>)) -> Option<Done> {
        let found = self.publicity.timers.get(key)?;
        let settled = found.settled?;
        let names = |it: &&Act<Event>| {
            let facets = it.event.fact().facets();
            let mut all = facets.settles.iter().chain(&facets.replaces);
            it.metadata.occurred_at == settled && all.any(|it| it == key)
        };
        let act = self.acts.iter().find(names)?;
        Some(Done { replaced: found.replaced, ..act.done() })
    }
}
