//! Parties: against whom cases run. Natural persons are found by the keyed digest of their whole name or
//! number, organisations by part of their name; what is personal stays sealed.

use domain::{
    case,
    id::{CaseId, SubjectId},
    party::Party,
};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::{
    columns::{from_json, json},
    read_model::{ReadModel, ReadModelError},
    tables::{Projection, Told},
    viewer::Viewer,
};

/// A party, as the latest event that names it has it; personal parts are still sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyRow {
    /// Who.
    pub subject: SubjectId,
    /// The party.
    pub party: Party,
    /// The viewer's agency's cases against it, newest filing first.
    pub cases: Vec<CaseId>,
}

pub(crate) struct Parties;

impl Projection for Parties {
    fn version(&self) -> &'static str {
        "parties/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE parties (
            agency TEXT NOT NULL,
            subject TEXT NOT NULL,
            party TEXT NOT NULL,
            event_id BLOB NOT NULL,
            PRIMARY KEY (subject, agency)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, told: &Told) -> rusqlite::Result<()> {
        let party = match told.case() {
            Some(case::Event::CaseFiled(it)) => &it.party,
            Some(case::Event::PenaltyDecided(it)) => &it.party,
            _ => return Ok(()),
        };
        tx.prepare_cached(
            "INSERT INTO parties (agency, subject, party, event_id)
             SELECT agency, ?2, ?3, ?4 FROM cases WHERE id = ?1
             ON CONFLICT DO UPDATE SET party = excluded.party, event_id = excluded.event_id",
        )?
        .execute(params![
            told.case_key(),
            party.subject().as_str(),
            json(party)?,
            told.recorded.id.as_bytes()
        ])?;
        Ok(())
    }
}

impl ReadModel {
    /// The other cases against the party of a case, of all agencies, oldest filing first: what a decision
    /// that looks back has to know. Nobody else sees them.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn others_against(&self, case: CaseId) -> Result<Vec<CaseId>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT other.id FROM cases AS this
                 JOIN cases AS other ON other.subject = this.subject AND other.no <> this.no
                 WHERE this.id = ?1 ORDER BY other.filed_on, other.id",
            )?;
            let case = case.uuid().into_bytes();
            statement
                .query_map([case], |row| Ok(CaseId::new(uuid::Uuid::from_bytes(row.get(0)?))))?
                .collect()
        })
    }

    /// A party of the viewer's agency's cases.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn party(
        &self,
        viewer: &Viewer,
        subject: &SubjectId,
    ) -> Result<Option<PartyRow>, ReadModelError> {
        if !viewer.reads_cases() {
            return Ok(None);
        }
        self.read(|connection| {
            let known = params![subject.as_str(), viewer.reads_for.as_str()];
            let json: Option<String> = connection
                .prepare_cached("SELECT party FROM parties WHERE subject = ?1 AND agency = ?2")?
                .query_row(known, |row| row.get(0))
                .optional()?;
            let Some(json) = json else { return Ok(None) };
            let party = from_json(&json)?;
            let mut statement = connection.prepare_cached(
                "SELECT id FROM cases WHERE subject = ?1 AND agency = ?2 ORDER BY filed_on DESC, id",
            )?;
            let cases = statement
                .query_map(known, |row| Ok(CaseId::new(uuid::Uuid::from_bytes(row.get(0)?))))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(Some(PartyRow { subject: subject.clone(), party, cases }))
        })
    }
}
