//! What was known when: the running maximum of `recorded_at` along the log. A node whose clock was set
//! back can't move an event to a time at which nobody knew it.

use domain::Moment;
use rusqlite::{OptionalExtension, Transaction, params};
use store::Position;

use crate::{
    columns::{micros, moment},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
};

pub(crate) struct Known;

impl Projection for Known {
    fn version(&self) -> &'static str {
        "known/2"
    }

    /// One row for each instant at which something became known, with the last place of the log that
    /// was known by then.
    fn schema(&self) -> &'static str {
        "CREATE TABLE known (
            at INTEGER PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS known_position ON known (position);"
    }

    fn apply(&self, _: &Transaction<'_>, _: &Arrived) -> rusqlite::Result<()> {
        Ok(())
    }

    /// Of what was recorded at one instant the last is noted.
    fn conclude(&self, tx: &Transaction<'_>, batch: &[Arrived]) -> rusqlite::Result<()> {
        let at = |it: &Arrived| it.recorded.metadata.recorded_at;
        let instants = batch.chunk_by(|one, next| at(one) == at(next));
        instants.filter_map(<[Arrived]>::last).try_for_each(|last| {
            tx.prepare_cached(
                "INSERT INTO known (at, position)
                 VALUES (max(?1, coalesce((SELECT max(at) FROM known), ?1)), ?2)
                 ON CONFLICT DO UPDATE SET position = excluded.position",
            )?
            .execute(params![micros(at(last)), last.recorded.position.get()])?;
            Ok(())
        })
    }
}

impl ReadModel {
    /// The last place of the log that was known at `at`; nothing where the log began later.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn position_known_at(&self, at: Moment) -> Result<Option<Position>, ReadModelError> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT position FROM known WHERE at <= ?1 ORDER BY at DESC LIMIT 1",
                )?
                .query_row([micros(at)], |row| row.get(0).map(Position::new))
                .optional()
        })
    }

    /// When the log's place `position` became known; nothing where the log has not come there.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn known_since(&self, position: Position) -> Result<Option<Moment>, ReadModelError> {
        let since: Option<i64> = self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT at FROM known WHERE position >= ?1 ORDER BY position LIMIT 1",
                )?
                .query_row([position.get()], |row| row.get(0))
                .optional()
        })?;
        Ok(since.map(moment))
    }

    /// When the log came to what it holds; nothing where it is empty.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn last_known(&self) -> Result<Option<Moment>, ReadModelError> {
        let last: Option<i64> = self.read(|connection| {
            connection.prepare_cached("SELECT max(at) FROM known")?.query_row([], |row| row.get(0))
        })?;
        Ok(last.map(moment))
    }
}

#[cfg(test)]
mod tests {
    use store::Position;

    use crate::spec::{Registry, moment};

    #[tokio::test]
    async fn what_was_known_never_shrinks_although_the_clock_was_set_back() {
        let mut registry = Registry::open();
        let mut places = vec![];
        for (person, at) in [
            ("P-0001", "2026-03-02T09:00:00+08:00"),
            ("P-0002", "2026-03-02T11:00:00+08:00"),
            ("P-0003", "2026-03-02T10:00:00+08:00"),
            ("P-0004", "2026-03-02T12:00:00+08:00"),
        ] {
            places.push(registry.register(person, at).await.position);
        }
        registry.follow().await;
        let known = |at: &str| registry.read_model.position_known_at(moment(at)).unwrap();
        assert_eq!(known("2026-03-02T08:59:59+08:00"), None);
        assert_eq!(known("2026-03-02T09:00:00+08:00"), places[0]);
        assert_eq!(known("2026-03-02T10:30:00+08:00"), places[0]);
        assert_eq!(known("2026-03-02T11:00:00+08:00"), places[2]);
        assert_eq!(known("2027-01-01T00:00:00+08:00"), places[3]);
        let since = |place| registry.read_model.known_since(place).unwrap();
        let eleven = Some(moment("2026-03-02T11:00:00+08:00"));
        assert_eq!([places[1], places[2]].map(|it| since(it.unwrap())), [eleven, eleven]);
        assert_eq!(since(Position::new(u64::MAX >> 1)), None);
        let last = registry.read_model.last_known().unwrap();
        assert_eq!(last, Some(moment("2026-03-02T12:00:00+08:00")));
    }
}
