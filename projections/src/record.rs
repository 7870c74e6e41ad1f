//! A record that is no case, as a whole: the fold of its stream at read time, with each of its events.

use domain::{Decider, Rulebook};
use serde::de::DeserializeOwned;
use store::{EventStore, Metadata, Recorded, StoreError};

use crate::dossier::{folded::acting, sentence::Spoken};

/// One event of a record, unsealed for the viewer.
#[derive(Debug, Clone)]
pub struct RecordEntry<E> {
    /// The envelope as stored.
    pub recorded: Recorded,
    /// The envelope with its text open.
    pub metadata: Metadata,
    /// What it says.
    pub event: E,
    /// How the register shows whoever acted, on the day of the act.
    pub actor: Option<String>,
}

impl<E> RecordEntry<E> {
    /// `2022年12月26日，…信用监管人员周某通过…公示行政处罚信息（…）。依据：《…》第九条。`
    pub(crate) fn told(&self, predicate: &str, law: &Rulebook) -> String {
        let told = (&self.metadata, self.actor.as_deref());
        Spoken::of(told, predicate, law).with(&[])
    }
}

/// A state, and each event that led there.
pub(crate) type Folded<D> = (D, Vec<RecordEntry<<D as Decider>::Event>>);

/// The state after these events, and each of them, oldest first.
pub(crate) fn folded<D>(store: &EventStore, history: Vec<Recorded>) -> Result<Folded<D>, StoreError>
where
    D: Decider<Event: DeserializeOwned>,
{
    let (mut state, mut entries) = (D::default(), vec![]);
    for recorded in history {
        let event: D::Event = recorded.unseal(store)?;
        let metadata = recorded.unseal_metadata(store)?;
        state = state.evolve(&event, metadata.occurred_at);
        let actor = acting(&metadata);
        entries.push(RecordEntry { recorded, metadata, event, actor });
    }
    Ok((state, entries))
}
