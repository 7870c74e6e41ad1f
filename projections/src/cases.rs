//! The list of cases: what is searched across them.

mod filter;

pub use self::filter::CaseFilter;

use std::collections::BTreeSet;

use domain::{
    case::{self, Main, parts::FilePart, violation::ViolationType},
    claim::Thing,
    document::DocumentNumber,
    id::{AgencyCode, CaseId, PersonId},
    party::Party,
};
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter, types::Value};
use serde::Serialize;

use crate::{
    columns::{from_word, micros, moment, natural_order, word},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
    viewer::Viewer,
};

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Whose it is.
    pub agency: AgencyCode,
    /// Where its main line stands.
    pub stage: Main,
    /// 案号, once filed.
    pub number: Option<DocumentNumber>,
    /// For what, once known.
    pub violation: Option<ViolationType>,
    /// Against whom, as shown in lists: as the decision names it, before that as the filing does.
    pub party: Option<String>,
    /// When the last act took place.
    pub last_at: domain::Moment,
    /// How often it has changed: its last revision.
    pub revision: u64,
    /// Where its last event lies.
    pub position: store::Position,
    /// Whether whoever it is shown to sees its internal file.
    pub internal: bool,
}

/// A place in the list: newest act first, tie by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct CaseKey {
    /// Microseconds of the last act.
    pub last_at: i64,
    /// The case.
    pub id: CaseId,
}

impl CaseRow {
    /// Its number in the order in which numbers are counted; empty before filing.
    pub(crate) fn number_order(&self) -> String {
        self.number.as_ref().map(|it| natural_order(&it.to_string())).unwrap_or_default()
    }

    /// Its place in the list.
    #[must_use]
    pub fn key(&self) -> CaseKey {
        CaseKey { last_at: micros(self.last_at), id: self.id }
    }
}

pub(crate) struct Cases;

impl Projection for Cases {
    fn version(&self) -> &'static str {
        "cases/8"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE cases (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            agency TEXT NOT NULL,
            stage TEXT NOT NULL,
            number TEXT,
            number_order TEXT,
            violation TEXT,
            filed_on TEXT,
            decided_on TEXT,
            subject TEXT,
            party TEXT,
            party_name TEXT,
            name_digest TEXT,
            last_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX case_id ON cases (id);
        CREATE TABLE case_officers (
            case_no INTEGER NOT NULL,
            person TEXT NOT NULL,
            since TEXT NOT NULL,
            PRIMARY KEY (case_no, person)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE case_subjects_before (
            case_no INTEGER NOT NULL,
            until INTEGER NOT NULL,
            subject TEXT NOT NULL,
            PRIMARY KEY (case_no, until)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE voided_numbers (
            number TEXT NOT NULL,
            case_no INTEGER NOT NULL,
            PRIMARY KEY (number, case_no)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS case_recent ON cases (agency, last_at, id);
         CREATE INDEX IF NOT EXISTS case_number ON cases (number) WHERE number IS NOT NULL;
         CREATE INDEX IF NOT EXISTS case_subject ON cases (subject) WHERE subject IS NOT NULL;
         CREATE INDEX IF NOT EXISTS case_subject_before ON case_subjects_before (subject);
         CREATE INDEX IF NOT EXISTS case_officer ON case_officers (person, case_no);"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let Some(event) = arrived.case() else { return Ok(()) };
        match event {
            case::Event::LeadRegistered(it) => open(tx, arrived, it)?,
            case::Event::LeadAssigned(it) => {
                officers(tx, arrived, it.verifiers.iter().map(|it| &it.person))?;
            }
            case::Event::CaseFiled(it) => {
                file(tx, arrived, it)?;
                officers(tx, arrived, it.handlers.iter().map(|it| &it.person))?;
            }
            case::Event::HandlersReplaced(it) => {
                officers(tx, arrived, it.handlers.iter().map(|it| &it.person))?;
            }
            case::Event::PartyIdentified(it) => rename(tx, arrived, &it.party)?,
            case::Event::PenaltyDecided(it) => decide(tx, arrived, &it.party)?,
            case::Event::ClericalCorrected(it) => {
                it.party.iter().try_for_each(|party| rename(tx, arrived, party))?;
            }
            case::Event::ClaimAbandoned(it) => void(tx, arrived, it)?,
            _ => {}
        }
        touch(tx, arrived, event)
    }
}

fn open(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    it: &case::lead::Registered,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO cases (id, agency, stage, violation, last_at, revision, position)
         VALUES (?1, ?2, '', ?3, 0, 0, 0)",
    )?
    .execute(params![arrived.key(), it.agency.as_str(), it.violation.map(|it| word(&it))])?;
    Ok(())
}

fn file(tx: &Transaction<'_>, arrived: &Arrived, it: &case::filing::Filed) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE cases SET number = ?2, number_order = ?3, violation = ?4, filed_on = ?5, subject = ?6
         WHERE id = ?1",
    )?
    .execute(params![
        arrived.key(),
        it.number.to_string(),
        natural_order(&it.number.to_string()),
        word(&it.violation),
        arrived.recorded.metadata.occurred_at.day().to_string(),
        it.party.subject().as_str(),
    ])?;
    name(tx, arrived, &it.party)
}

/// A penalty was decided: from now on the case is one of those that credit supervision sees, and its party is
/// called what the decision calls it.
fn decide(tx: &Transaction<'_>, arrived: &Arrived, party: &Party) -> rusqlite::Result<()> {
    let day = arrived.recorded.metadata.occurred_at.day().to_string();
    tx.prepare_cached("UPDATE cases SET decided_on = ?2 WHERE id = ?1")?
        .execute(params![arrived.key(), day])?;
    name(tx, arrived, party)
}

/// The party was found to be another subject, or the number under which the decision names it was put right: the case is
/// the other subject's from then on.
fn rename(tx: &Transaction<'_>, arrived: &Arrived, party: &Party) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO case_subjects_before (case_no, until, subject)
         SELECT no, ?2, subject FROM cases WHERE id = ?1 AND subject <> ?3",
    )?
    .execute(params![
        arrived.key(),
        arrived.recorded.position.get(),
        party.subject().as_str()
    ])?;
    tx.prepare_cached("UPDATE cases SET subject = ?2 WHERE id = ?1")?
        .execute(params![arrived.key(), party.subject().as_str()])?;
    name(tx, arrived, party)
}

/// What the party is called in lists, and found by.
fn name(tx: &Transaction<'_>, arrived: &Arrived, party: &Party) -> rusqlite::Result<()> {
    let (name, digest) = match party {
        Party::Organisation(it) => (Some(it.name.as_str()), None),
        Party::NaturalPerson(it) => (None, Some(it.name_digest.as_str())),
    };
    tx.prepare_cached(
        "UPDATE cases SET party = ?2, party_name = ?3, name_digest = ?4 WHERE id = ?1",
    )?
    .execute(params![arrived.key(), party.shown(), name, digest])?;
    Ok(())
}

/// An act that had been allotted a number never came.
fn void(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    it: &case::timekeeping::ClaimAbandoned,
) -> rusqlite::Result<()> {
    let Thing::Number(number) = &it.claim else { return Ok(()) };
    tx.prepare_cached(
        "INSERT OR IGNORE INTO voided_numbers SELECT ?2, no FROM cases WHERE id = ?1",
    )?
    .execute(params![arrived.key(), number.to_string()])?;
    Ok(())
}

fn officers<'a>(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    people: impl Iterator<Item = &'a PersonId>,
) -> rusqlite::Result<()> {
    let no: i64 = tx
        .prepare_cached("SELECT no FROM cases WHERE id = ?1")?
        .query_row([arrived.key()], |it| it.get(0))?;
    let people: BTreeSet<&str> = people.map(PersonId::as_str).collect();
    for former in former_officers(tx, no)? {
        if !people.contains(&*former) {
            tx.prepare_cached("DELETE FROM case_officers WHERE case_no = ?1 AND person = ?2")?
                .execute(params![no, former])?;
        }
    }
    let since = arrived.recorded.metadata.occurred_at.day().to_string();
    for person in people {
        tx.prepare_cached(
            "INSERT INTO case_officers (case_no, person, since) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET since = excluded.since",
        )?
        .execute(params![no, person, since])?;
    }
    Ok(())
}

/// Whom a case had so far. Each is taken off by name: SQLite makes a tree for what one statement deletes of many rows.
fn former_officers(tx: &Transaction<'_>, no: i64) -> rusqlite::Result<Vec<String>> {
    tx.prepare_cached("SELECT person FROM case_officers WHERE case_no = ?1")?
        .query_map([no], |it| it.get(0))?
        .collect()
}

fn touch(tx: &Transaction<'_>, arrived: &Arrived, event: &case::Event) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE cases SET stage = coalesce(?2, stage), last_at = max(last_at, ?3), revision = ?4,
             position = ?5
         WHERE id = ?1",
    )?
    .execute(params![
        arrived.key(),
        event.fact().facets().leads_to.map(|it| word(&it)),
        micros(recorded.metadata.occurred_at),
        recorded.revision,
        recorded.position.get(),
    ])?;
    Ok(())
}

const COLUMNS: &str = "id, agency, stage, number, violation, party, last_at, revision, position";

fn row(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    let (number, violation): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
    Ok(CaseRow {
        id: CaseId::new(uuid::Uuid::from_bytes(row.get(0)?)),
        agency: from_word(row.get(1)?)?,
        stage: from_word(row.get(2)?)?,
        number: number.map(from_word).transpose()?,
        violation: violation.map(from_word).transpose()?,
        party: row.get(5)?,
        last_at: moment(row.get(6)?),
        revision: row.get(7)?,
        position: store::Position::new(row.get(8)?),
        internal: row.get(9)?,
    })
}

/// What is read of a case for the viewer, and what is to be bound in it.
fn columns(viewer: &Viewer) -> (String, Vec<Value>) {
    let (internal, bound) = viewer.internal("cases.no");
    (format!("{COLUMNS}, {internal}"), bound)
}

impl ReadModel {
    /// A case, where the viewer may see it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn case(&self, viewer: &Viewer, id: CaseId) -> Result<Option<CaseRow>, ReadModelError> {
        let (columns, mut values) = columns(viewer);
        let (seen, whose) = seen(viewer, "");
        values.extend(whose);
        values.push(Value::Blob(id.uuid().into_bytes().to_vec()));
        let sql = format!("SELECT {columns} FROM cases WHERE {} AND id = ?", seen.join(" AND "));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row(params_from_iter(values), row).optional()
        })
    }

    /// Whether the viewer sees that part of a case.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn sees(
        &self,
        viewer: &Viewer,
        (case, part): (CaseId, FilePart),
    ) -> Result<bool, ReadModelError> {
        Ok(self.case(viewer, case)?.is_some_and(|it| match part {
            FilePart::Internal => it.internal,
            FilePart::Decision | FilePart::Main => viewer.sees_everywhere(part),
        }))
    }

    /// The cases that the viewer may see, the one with the newest act first.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn cases(
        &self,
        viewer: &Viewer,
        filter: &CaseFilter,
        asked: &Asked<CaseKey>,
    ) -> Result<Page<CaseRow>, ReadModelError> {
        let (columns, bound) = columns(viewer);
        let list = List {
            columns: &columns,
            bound,
            from: "cases",
            order: &["last_at", "id"],
            descending: true,
            narrowed: filter.clauses(viewer),
        };
        let place = |key: &CaseKey| {
            vec![Value::Integer(key.last_at), Value::Blob(key.id.uuid().into_bytes().to_vec())]
        };
        self.read(|connection| list.page(connection, (asked, place), row))
    }
}

/// The conditions under which the viewer sees a case, `cases` being read under that prefix.
pub(crate) fn seen(viewer: &Viewer, prefix: &str) -> (Vec<String>, Vec<Value>) {
    viewer.clauses(&format!("{prefix}agency"), &format!("{prefix}decided_on IS NOT NULL"))
}
