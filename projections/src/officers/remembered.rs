//! What the register knows of whoever asked a moment ago: every request needs it, and it seldom changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{Decider, Officer, id::PersonId};
use rusqlite::OptionalExtension;

use crate::{
    columns::from_json,
    read_model::{ReadModel, ReadModelError},
};

/// Of how many people entries are remembered.
const PEOPLE_MAX: usize = 10_000;

/// Entries that were read since the register last changed.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    /// How often the register has changed: an entry that was read before a change is not remembered after it.
    changes: u64,
    known: HashMap<PersonId, Option<Arc<Officer>>>,
}

impl Remembered {
    /// The tables hold more of these streams, or are other tables.
    pub(crate) fn changed<'a>(&self, mut streams: impl Iterator<Item = &'a str>) {
        if streams.any(|it| it.split_once('-').is_some_and(|it| it.0 == Officer::CATEGORY)) {
            self.forget();
        }
    }

    pub(crate) fn forget(&self) {
        let mut entries = self.entries();
        entries.changes += 1;
        entries.known.clear();
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ReadModel {
    /// What the register knows of a person, to find out what that person may see; nothing where it doesn't
    /// know them. What is shown to anybody comes from [`officer`](Self::officer).
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn registered(&self, person: &PersonId) -> Result<Option<Arc<Officer>>, ReadModelError> {
        let entries = self.registered_people().entries();
        if let Some(known) = entries.known.get(person) {
            return Ok(known.clone());
        }
        let before = entries.changes;
        drop(entries);
        let officer: Option<Officer> = self.read(|connection| {
            connection
                .prepare_cached("SELECT officer FROM officers WHERE person = ?1")?
                .query_row([person.as_str()], |row| row.get::<_, String>(0))
                .optional()?
                .map(|it| from_json(&it))
                .transpose()
        })?;
        let officer = officer.map(Arc::new);
        let mut entries = self.registered_people().entries();
        if entries.changes == before && entries.known.len() < PEOPLE_MAX {
            entries.known.insert(person.clone(), officer.clone());
        }
        Ok(officer)
    }
}

#[cfg(test)]
mod tests {
    use crate::spec::Registry;

    #[tokio::test]
    async fn what_was_remembered_is_forgotten_once_the_register_changes() {
        let mut registry = Registry::open();
        let person = "P-0001".parse().unwrap();
        let known = |registry: &Registry| registry.read_model.registered(&person).unwrap();
        assert_eq!(known(&registry), None);
        registry.register("P-0001", "2026-01-05T09:00:00+08:00").await;
        assert_eq!(known(&registry), None);
        registry.follow().await;
        assert!(known(&registry).is_some());
    }
}
