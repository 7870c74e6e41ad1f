//! A publicity as a whole: the fold of its stream at read time.

use domain::{
    Rulebook,
    clock::{Deadline, Done, Timer},
    publicity::{self, Event, Key, Publicity},
};
use store::{EventStore, Recorded, StoreError};

use super::PublicityRow;
use crate::record::{self, RecordEntry};

/// A publicity and everything that happened to it.
#[derive(Debug, Clone)]
pub struct PublicityFile {
    /// Which.
    pub row: PublicityRow,
    /// Where it stands.
    pub publicity: Publicity,
    /// What happened, oldest first.
    pub entries: Vec<PublicityEntry>,
}

/// One event of it, unsealed for the viewer.
pub type PublicityEntry = RecordEntry<Event>;

impl PublicityEntry {
    /// `2022年12月26日，…信用监管人员周某通过…公示行政处罚信息（…）。依据：《…》第九条。`
    #[must_use]
    pub fn sentence(&self, law: &Rulebook) -> String {
        self.told(&self.event.fact().sentence(), law)
    }
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
        revision,
    })
}

impl PublicityFile {
    /// Reads a publicity whose row the viewer was shown.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_row(store: &EventStore, row: PublicityRow) -> Result<Self, StoreError> {
        let stream = publicity::stream_of(row.id);
        let history = store.read_known(&stream, Some(row.revision)).await?;
        let (publicity, entries) = record::folded(store, history)?;
        Ok(Self { row, publicity, entries })
    }

    /// Reads the publicity of a decision on a channel as far as its events count; nothing where none does.
    pub(crate) async fn of_key(
        store: &EventStore,
        key: Key,
        counts: impl Fn(&Recorded) -> bool,
    ) -> Result<Option<Self>, StoreError> {
        let mut history = store.read(&key.stream()).await?;
        history.retain(counts);
        let (publicity, entries): (Publicity, _) = record::folded(store, history)?;
        let row = entries.last().and_then(|it| row_of(key, &publicity, it.recorded.revision));
        Ok(row.map(|row| Self { row, publicity, entries }))
    }

    /// Its deadlines, each with what met it or put an end to it.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Deadline, Option<Done>)> {
        let timers = self.publicity.timers.iter();
        timers.map(|(timer, it)| (&it.deadline, self.done(*timer)))
    }

    /// The act that met a deadline or put an end to it, and when that was entered.
    #[must_use]
    pub fn done(&self, timer: Timer) -> Option<Done> {
        let found = self.publicity.timers.get(&timer)?;
        let settled = found.settled?;
        let names = |it: &&PublicityEntry| {
            let facets = it.event.fact().facets();
            let all = facets.settles.iter().chain(&facets.replaces);
            it.metadata.occurred_at == settled && all.into_iter().any(|(of, _)| *of == timer)
        };
        let entry = self.entries.iter().find(names)?;
        Some(Done {
            occurred: settled,
            recorded: entry.metadata.recorded_at,
            late_entry: entry.metadata.late_entry_reason.is_some(),
            replaced: found.replaced,
        })
    }
}
