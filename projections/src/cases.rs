//! The list of cases: what is searched across them.

mod filter;
mod stand;

pub use self::filter::CaseFilter;
use self::stand::Stand;

use std::collections::BTreeMap;

use domain::{
    case::{self, Main, parts::FilePart, violation::ViolationType},
    claim::Thing,
    document::DocumentNumber,
    id::{AgencyCode, CaseId},
    party::Party,
};
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter, types::Value};
use serde::Serialize;

use crate::{
    columns::{from_word, micros, moment, natural_order, word},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
    versions::{self, subjects},
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
        "cases/10"
    }

    fn schema(&self) -> &'static str {
        concat!(
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
        CREATE TABLE spared (
            subject TEXT NOT NULL,
            case_no INTEGER NOT NULL,
            PRIMARY KEY (subject, case_no)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE voided_numbers (
            number TEXT NOT NULL,
            case_no INTEGER NOT NULL,
            PRIMARY KEY (number, case_no)
        ) STRICT, WITHOUT ROWID;",
            subjects!("cases"),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS case_recent ON cases (agency, last_at, id);
         CREATE INDEX IF NOT EXISTS case_number ON cases (number) WHERE number IS NOT NULL;
         CREATE INDEX IF NOT EXISTS case_subject ON cases (subject) WHERE subject IS NOT NULL;
         CREATE INDEX IF NOT EXISTS case_officer ON case_officers (person, case_no);"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let Some(event) = arrived.case() else { return Ok(()) };
        match event {
            case::Event::LeadRegistered(it) => open(tx, arrived, it),
            case::Event::CaseFiled(it) => file(tx, arrived, it),
            case::Event::CaseNotFiled(it) => spare(tx, arrived, it),
            case::Event::PartyIdentified(it) => rename(tx, arrived, &it.party),
            case::Event::PenaltyDecided(it) => decide(tx, arrived, &it.party),
            case::Event::ClericalCorrected(it) => {
                it.party.iter().try_for_each(|party| rename(tx, arrived, party))
            }
            case::Event::ClaimAbandoned(it) => void(tx, arrived, it),
            _ => Ok(()),
        }
    }

    /// Where each case stands and who has it: of that, readers alone ask, so that it is written once.
    fn conclude(&self, tx: &Transaction<'_>, batch: &[Arrived]) -> rusqlite::Result<()> {
        let mut cases: BTreeMap<[u8; 16], Stand<'_>> = BTreeMap::new();
        for arrived in batch {
            if let Some(event) = arrived.case() {
                cases.entry(arrived.key()).or_default().take(arrived, event);
            }
        }
        cases.iter().try_for_each(|(id, it)| it.write(tx, id))
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
    let (name, digest) = found_by(&it.party);
    tx.prepare_cached(
        "UPDATE cases SET number = ?2, number_order = ?3, violation = ?4, filed_on = ?5, subject = ?6, party = ?7,
             party_name = ?8, name_digest = ?9
         WHERE id = ?1",
    )?
    .execute(params![
        arrived.key(),
        it.number.to_string(),
        natural_order(&it.number.to_string()),
        word(&it.violation),
        arrived.recorded.metadata.occurred_at.day().to_string(),
        it.party.subject().as_str(),
        it.party.shown(),
        name,
        digest,
    ])?;
    Ok(())
}

/// It is not filed, as somebody's first violation: what a later case against them has to know (PR 20.1(2)).
fn spare(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    it: &case::filing::NotFiled,
) -> rusqlite::Result<()> {
    let Some(first) = &it.first else { return Ok(()) };
    tx.prepare_cached("INSERT OR IGNORE INTO spared SELECT ?2, no FROM cases WHERE id = ?1")?
        .execute(params![arrived.key(), first.party.as_str()])?;
    Ok(())
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
    let mut no = tx.prepare_cached("SELECT no FROM cases WHERE id = ?1")?;
    let no = no.query_row([arrived.key()], |row| row.get(0))?;
    versions::renamed(tx, ("cases", no), (&arrived.recorded, &party.subject()))?;
    name(tx, arrived, party)
}

/// What the party is called in lists, and found by.
fn name(tx: &Transaction<'_>, arrived: &Arrived, party: &Party) -> rusqlite::Result<()> {
    let (name, digest) = found_by(party);
    tx.prepare_cached(
        "UPDATE cases SET party = ?2, party_name = ?3, name_digest = ?4 WHERE id = ?1",
    )?
    .execute(params![arrived.key(), party.shown(), name, digest])?;
    Ok(())
}

/// An organisation's name, or the digest of a person's.
fn found_by(party: &Party) -> (Option<&str>, Option<&str>) {
    match party {
        Party::Organisation(it) => (Some(it.name.as_str()), None),
        Party::NaturalPerson(it) => (None, Some(it.name_digest.as_str())),
    }
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
