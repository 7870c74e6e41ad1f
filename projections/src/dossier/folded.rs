//! Cases that were folded a moment ago: whoever reads one again finds it folded, until it moves on or
//! something of it is erased.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use domain::{
    Decider, Reading,
    case::{self, Case, Facets, state::Timed},
    id::CaseId,
};
use quick_cache::{Weighter, sync::Cache};
use store::{EventStore, Metadata, Recorded, StoreError};

use super::{Entry, Key};
use crate::{cases::CaseRow, read_model::ReadModel};

/// How many events are remembered, of all cases together.
const EVENTS_MAX: u64 = 20_000;

/// How many events a remembered case has, as a guess to begin with.
const EVENTS_EACH: u64 = 20;

/// A case from its first event to its last, unsealed for whoever may see it.
#[derive(Debug)]
pub(crate) struct Folded {
    /// Where it stands at the end.
    case: Arc<Case>,
    /// What happened, oldest first.
    pub(crate) entries: Vec<Arc<Entry>>,
    /// How many keys had been destroyed before it was unsealed.
    erasures: u64,
}

/// The cases that are remembered.
#[derive(Debug)]
pub(crate) struct Remembered(Cache<CaseId, Arc<Folded>, ByEvents>);

#[derive(Debug, Clone)]
struct ByEvents;

impl Weighter<CaseId, Arc<Folded>> for ByEvents {
    fn weight(&self, _: &CaseId, folded: &Arc<Folded>) -> u64 {
        folded.entries.len() as u64
    }
}

impl Default for Remembered {
    fn default() -> Self {
        let cases = usize::try_from(EVENTS_MAX / EVENTS_EACH).unwrap_or(usize::MAX);
        Self(Cache::with_weighter(cases, EVENTS_MAX, ByEvents))
    }
}

impl ReadModel {
    /// The case of a row, folded at least as far as the row has it.
    pub(crate) async fn folded(
        &self,
        store: &EventStore,
        row: &CaseRow,
    ) -> Result<Arc<Folded>, StoreError> {
        let erasures = store.keys().erasures();
        let remembered = &self.folded_cases().0;
        let fits = |it: &Arc<Folded>| it.reaches(row.revision) && it.erasures == erasures;
        if let Some(folded) = remembered.get(&row.id).filter(fits) {
            return Ok(folded);
        }
        let stream = format!("{}-{}", Case::CATEGORY, row.id);
        let history = store.read_known(&stream, Some(row.revision)).await?;
        let folded = Arc::new(Folded::of(history, store, erasures)?);
        remembered.insert(row.id, Arc::clone(&folded));
        Ok(folded)
    }
}

impl Folded {
    fn of(history: Vec<Recorded>, store: &EventStore, erasures: u64) -> Result<Self, StoreError> {
        let (mut case, mut entries) = (Case::default(), Vec::with_capacity(history.len()));
        for recorded in history {
            let event: case::Event = recorded.unseal(store)?;
            let metadata = recorded.unseal_metadata(store)?;
            let Facets { settles, replaces, settled, .. } = event.fact().facets();
            let settles = !settles.is_empty() || !replaces.is_empty() || !settled.is_empty();
            let before = if settles { case.record.timers.clone() } else { BTreeMap::new() };
            case = case.evolve(&event, metadata.occurred_at);
            let settled = if settles { settled_since(&before, &case) } else { vec![] };
            let actor = acting(&metadata);
            let spoken = OnceLock::new();
            let entry = Entry { recorded, metadata, event, actor, settled, spoken };
            entries.push(Arc::new(entry));
        }
        Ok(Self { case: Arc::new(case), entries, erasures })
    }

    fn reaches(&self, revision: u64) -> bool {
        self.entries.last().is_some_and(|it| it.recorded.revision >= revision)
    }

    /// The case after its first `length` events.
    pub(crate) fn after(&self, length: usize) -> Arc<Case> {
        if length == self.entries.len() {
            return Arc::clone(&self.case);
        }
        let evolve = |case: Case, it: &Arc<Entry>| case.evolve(&it.event, it.metadata.occurred_at);
        Arc::new(self.entries[..length].iter().fold(Case::default(), evolve))
    }
}

/// What was met or ended with the last event, or otherwise than before it.
fn settled_since(before: &BTreeMap<Key, Timed>, case: &Case) -> Vec<Key> {
    let as_settled = |it: &Timed| it.settled.map(|at| (at, it.replaced));
    let new = |(key, timed): &(&Key, &Timed)| {
        timed.settled.is_some() && before.get(*key).and_then(as_settled) != as_settled(timed)
    };
    case.record.timers.iter().filter(new).map(|(key, _)| key.clone()).collect()
}

/// The officer, as the envelope has them from the register.
pub(crate) fn acting(metadata: &Metadata) -> Option<String> {
    let person = metadata.actor.person()?;
    metadata.facts.iter().find_map(|source| match &source.read {
        Reading::Officer(it) => (it.person == *person).then(|| it.shown.clone()),
        Reading::Earlier(_)
        | Reading::Decision(_)
        | Reading::Source(_)
        | Reading::Restorable(_) => None,
    })
}
