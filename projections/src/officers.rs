//! The officers' register across officers: who works or worked where. What the register knows of one is
//! the fold of its stream, kept whole.

pub(crate) mod remembered;

use domain::{
    Decider, Officer,
    id::{AgencyCode, PersonId},
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter, types::Value};
use store::Position;

use crate::{
    columns::{from_json, from_word, json},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
    viewer::Viewer,
};

/// An officer, as the register has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// Who.
    pub person: PersonId,
    /// Posts, certificates, roles and qualification, each with its days.
    pub officer: Officer,
    /// How often the entry has changed: its last revision.
    pub revision: u64,
    /// Where its last event lies.
    pub position: Position,
}

/// What a list of officers is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfficerFilter {
    /// Who had a post of this agency.
    pub agency: Option<AgencyCode>,
    /// On this day; ever, where none is named.
    pub on: Option<Date>,
}

pub(crate) struct Officers;

impl Projection for Officers {
    fn version(&self) -> &'static str {
        "officers/3"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE officers (
            person TEXT PRIMARY KEY,
            officer TEXT NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE officer_posts (
            agency TEXT NOT NULL,
            person TEXT NOT NULL,
            unit TEXT NOT NULL,
            from_day TEXT NOT NULL,
            to_day TEXT,
            PRIMARY KEY (agency, person, from_day)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS officer_post ON officer_posts (person);"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let Some(event) = arrived.officer() else { return Ok(()) };
        let recorded = &arrived.recorded;
        let (_, person) = recorded.stream.split_once('-').unwrap_or_default();
        let known: Option<String> = tx
            .prepare_cached("SELECT officer FROM officers WHERE person = ?1")?
            .query_row([person], |row| row.get(0))
            .optional()?;
        let known: Option<Officer> = known.map(|it| from_json(&it)).transpose()?;
        let officer = known.unwrap_or_default().evolve(event, recorded.metadata.occurred_at);
        tx.prepare_cached("INSERT OR REPLACE INTO officers VALUES (?1, ?2, ?3, ?4)")?.execute(
            params![person, json(&officer)?, recorded.revision, recorded.position.get()],
        )?;
        posts(tx, person, &officer)
    }
}

fn posts(tx: &Transaction<'_>, person: &str, officer: &Officer) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM officer_posts WHERE person = ?1")?.execute([person])?;
    for post in &officer.postings {
        let (from, to) = (post.from.to_string(), post.to.map(|it| it.to_string()));
        tx.prepare_cached("INSERT OR REPLACE INTO officer_posts VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![post.agency.as_str(), person, post.unit, from, to])?;
    }
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<OfficerRow> {
    let officer: String = row.get(1)?;
    Ok(OfficerRow {
        person: from_word(row.get(0)?)?,
        officer: from_json(&officer)?,
        revision: row.get(2)?,
        position: Position::new(row.get(3)?),
    })
}

impl ReadModel {
    /// An officer who works or worked for the viewer's agency, or for one from which it has taken over.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn officer(
        &self,
        viewer: &Viewer,
        person: &PersonId,
    ) -> Result<Option<OfficerRow>, ReadModelError> {
        if viewer.roles.is_empty() {
            return Ok(None);
        }
        let (colleagues, mut values) = viewer.colleagues("agency");
        values.push(Value::Text(person.to_string()));
        let sql = format!(
            "SELECT person, officer, revision, position FROM officers
             WHERE person IN (SELECT person FROM officer_posts WHERE {colleagues}) AND person = ?"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row(params_from_iter(values), row).optional()
        })
    }

    /// The officers who work or worked for the viewer's agency, or for one from which it has taken over, in the order of
    /// their ids.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn officers(
        &self,
        viewer: &Viewer,
        filter: &OfficerFilter,
        asked: &Asked<PersonId>,
    ) -> Result<Page<OfficerRow>, ReadModelError> {
        let list = List {
            columns: "person, officer, revision, position",
            bound: vec![],
            from: "officers",
            order: &["person"],
            descending: false,
            narrowed: filter.clauses(viewer),
        };
        let place = |person: &PersonId| vec![Value::Text(person.to_string())];
        self.read(|connection| list.page(connection, (asked, place), row))
    }
}

impl OfficerFilter {
    /// The conditions and their values; the viewer is the first.
    fn clauses(&self, viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
        let post = "person IN (SELECT person FROM officer_posts WHERE";
        let (colleagues, mut values) = viewer.colleagues("agency");
        let mut clauses = vec![format!("{post} {colleagues})")];
        let (mut whose, mut bound) = (colleagues, values.clone());
        if let Some(agency) = &self.agency {
            (whose, bound) = ("agency = ?".to_owned(), vec![Value::Text(agency.to_string())]);
            clauses.push(format!("{post} {whose})"));
            values.extend(bound.clone());
        }
        if let Some(day) = self.on {
            let held = "from_day <= ? AND coalesce(to_day, '9999') >= ?";
            clauses.push(format!("{post} {whose} AND {held})"));
            values.extend(bound);
            values.extend([Value::Text(day.to_string()), Value::Text(day.to_string())]);
        }
        if viewer.roles.is_empty() {
            clauses.push("0".to_owned());
        }
        (clauses, values)
    }
}

#[cfg(test)]
mod tests {
    use domain::officer::{Command, Posting};
    use jiff::civil::date;

    use super::*;
    use crate::spec::{AGENCY, Registry, viewer};

    fn asked(limit: usize, beyond: Option<PersonId>, backwards: bool) -> Asked<PersonId> {
        Asked { limit, backwards, beyond, counted: true }
    }

    fn people(page: &Page<OfficerRow>) -> Vec<&str> {
        page.rows.iter().map(|it| it.person.as_str()).collect()
    }

    #[tokio::test]
    async fn the_officers_of_an_agency_are_listed_both_ways_as_of_a_day() {
        let mut registry = Registry::open();
        for person in ["P-0003", "P-0001", "P-0002"] {
            registry.register(person, "2026-01-05T09:00:00+08:00").await;
        }
        let post = Posting {
            agency: AGENCY.parse().unwrap(),
            unit: "执法二队".to_owned(),
            from: date(2026, 3, 2),
            to: Some(date(2026, 4, 1)),
        };
        let moved = Command::Transfer(post);
        registry.enter("P-0002", "2026-03-02T09:00:00+08:00", &moved).await;
        registry.follow().await;
        let list = |day, asked| {
            let filter = OfficerFilter { agency: None, on: Some(day) };
            registry.read_model.officers(&viewer(), &filter, &asked).unwrap()
        };
        let first = list(date(2026, 3, 2), asked(2, None, false));
        assert_eq!(people(&first), ["P-0001", "P-0002"]);
        assert_eq!(
            (first.total.unwrap().value, first.has_next, first.has_previous),
            (3, true, false)
        );
        let beyond = first.rows.last().map(|it| it.person.clone());
        assert_eq!(people(&list(date(2026, 3, 2), asked(2, beyond, false))), ["P-0003"]);
        let from_the_end = list(date(2026, 3, 2), asked(2, None, true));
        assert_eq!(people(&from_the_end), ["P-0002", "P-0003"]);
        assert_eq!(people(&list(date(2026, 5, 6), asked(9, None, false))), ["P-0001", "P-0003"]);
        assert_eq!(people(&list(date(2026, 1, 4), asked(9, None, false))), [""; 0]);
    }

    #[tokio::test]
    async fn whoever_has_no_role_or_is_of_another_agency_finds_no_officer() {
        let mut registry = Registry::open();
        registry.register("P-0001", "2026-01-05T09:00:00+08:00").await;
        registry.follow().await;
        let person = "P-0001".parse().unwrap();
        let found = |viewer: &Viewer| registry.read_model.officer(viewer, &person).unwrap();
        assert_eq!(found(&viewer()).unwrap().officer.shown, "李某");
        assert_eq!(found(&Viewer { roles: vec![], ..viewer() }), None);
        let elsewhere = Viewer {
            agency: "SC_AMR".parse().unwrap(),
            reads_for: "SC_AMR".parse().unwrap(),
            ..viewer()
        };
        assert_eq!(found(&elsewhere), None);
        let heir = Viewer { heir_of: vec![AGENCY.parse().unwrap()], ..elsewhere };
        assert_eq!(found(&heir).unwrap().officer.shown, "李某");
        let filter = OfficerFilter { agency: None, on: Some(date(2026, 1, 5)) };
        let list = |it| registry.read_model.officers(it, &filter, &asked(9, None, false)).unwrap();
        assert_eq!(people(&list(&heir)), ["P-0001"]);
        // Whoever works at an office of the heir's knows the people of that office alone.
        let office = Viewer { agency: "SUB_510104_01".parse().unwrap(), ..heir.clone() };
        assert_eq!((found(&office), people(&list(&office)).len()), (None, 0));
    }
}
