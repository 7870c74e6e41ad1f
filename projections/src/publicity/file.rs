//! A publicity as a whole: the fold of its stream at read time.

use domain::{
    Decider, Rulebook,
    clock::{Done, Timer},
    publicity::{self, Event, Publicity},
};
use store::{EventStore, Metadata, Recorded, StoreError};

use super::PublicityRow;
use crate::dossier::{folded::acting, sentence::Spoken};

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
#[derive(Debug, Clone)]
pub struct PublicityEntry {
    /// The envelope as stored.
    pub recorded: Recorded,
    /// The envelope with its text open.
    pub metadata: Metadata,
    /// What it says.
    pub event: Event,
    /// How the register shows whoever acted, on the day of the act.
    pub actor: Option<String>,
}

impl PublicityEntry {
    /// `2022年12月26日，…信用监管人员周某通过…公示行政处罚信息（…）。依据：《…》第九条。`
    #[must_use]
    pub fn sentence(&self, law: &Rulebook) -> String {
        let told = (&self.metadata, self.actor.as_deref());
        Spoken::of(told, &self.event.fact().sentence(), law).with(&[])
    }
}

impl PublicityFile {
    /// Reads a publicity whose row the viewer was shown.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn of_row(store: &EventStore, row: PublicityRow) -> Result<Self, StoreError> {
        let stream = publicity::stream_of(row.id);
        let (mut publicity, mut entries) = (Publicity::default(), vec![]);
        for recorded in store.read_known(&stream, Some(row.revision)).await? {
            let event: Event = recorded.unseal(store)?;
            let metadata = recorded.unseal_metadata(store)?;
            publicity = publicity.evolve(&event, metadata.occurred_at);
            let actor = acting(&metadata);
            entries.push(PublicityEntry { recorded, metadata, event, actor });
        }
        Ok(Self { row, publicity, entries })
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
