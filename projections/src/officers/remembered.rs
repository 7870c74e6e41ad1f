//! What the register knows of whoever asked a moment ago: every request needs it, and it seldom changes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use domain::{Decider, Officer, id::PersonId};
use quick_cache::sync::Cache;
use rusqlite::OptionalExtension;

use crate::{
    columns::from_json,
    read_model::{ReadModel, ReadModelError},
};

/// Of how many people entries are remembered.
const PEOPLE_MAX: usize = 10_000;

/// Entries that were read since the register last changed.
#[derive(Debug)]
pub(crate) struct Remembered {
    /// How often the register has changed.
    changes: AtomicU64,
    known: Cache<PersonId, Arc<Entry>>,
}

/// What the register knew of somebody: nothing, where it didn't know them.
#[derive(Debug)]
struct Entry {
    /// After how many changes that was: after another one, it counts no more.
    changes: u64,
    officer: Option<Arc<Officer>>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self { changes: AtomicU64::default(), known: Cache::new(PEOPLE_MAX) }
    }
}

impl Remembered {
    /// The tables hold more of these streams, or are other tables.
    pub(crate) fn changed<'a>(&self, mut streams: impl Iterator<Item = &'a str>) {
        if streams.any(|it| it.split_once('-').is_some_and(|it| it.0 == Officer::CATEGORY)) {
            self.forget();
        }
    }

    pub(crate) fn forget(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
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
        let Remembered { changes, known } = self.registered_people();
        let changes = changes.load(Ordering::SeqCst);
        if let Some(entry) = known.get(person).filter(|it| it.changes == changes) {
            return Ok(entry.officer.clone());
        }
        let officer: Option<Officer> = self.read(|connection| {
            connection
                .prepare_cached("SELECT officer FROM officers WHERE person = ?1")?
                .query_row([person.as_str()], |row| row.get::<_, String>(0))
                .optional()?
                .map(|it| from_json(&it))
                .transpose()
        })?;
        let officer = officer.map(Arc::new);
        known.insert(person.clone(), Arc::new(Entry { changes, officer: officer.clone() }));
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
