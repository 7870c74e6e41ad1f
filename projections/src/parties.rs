//! Parties: against whom cases run. Natural persons are found by the keyed digest of their whole name or
//! number, organisations by part of their name; what is personal stays sealed.

use domain::{
    case::{self, parts::FilePart},
    id::{CaseId, SubjectId},
    party::Party,
};
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter, types::Value};
use uuid::Uuid;

use crate::{
    cases,
    columns::{from_json, json},
    read_model::{ReadModel, ReadModelError},
    tables::{Arrived, Projection},
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
        "parties/4"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE parties (
            agency TEXT NOT NULL,
            subject TEXT NOT NULL,
            party TEXT NOT NULL,
            decided TEXT,
            position INTEGER NOT NULL,
            PRIMARY KEY (subject, agency)
        ) STRICT, WITHOUT ROWID;"
    }

    fn indexes(&self) -> &'static str {
        ""
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let (party, decided) = match arrived.case() {
            Some(case::Event::CaseFiled(it)) => (&it.party, None),
            Some(case::Event::PartyIdentified(it)) => (&it.party, None),
            Some(case::Event::PenaltyDecided(it)) => (&it.party, Some(json(&it.party)?)),
            Some(case::Event::ClericalCorrected(it)) => match &it.party {
                Some(party) => (party.as_ref(), Some(json(party)?)),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        tx.prepare_cached(
            "INSERT INTO parties (agency, subject, party, decided, position)
             SELECT agency, ?2, ?3, ?4, ?5 FROM cases WHERE id = ?1
             ON CONFLICT DO UPDATE SET party = excluded.party, position = excluded.position,
                 decided = coalesce(excluded.decided, decided)",
        )?
        .execute(params![
            arrived.key(),
            party.subject().as_str(),
            json(party)?,
            decided,
            arrived.recorded.position.get()
        ])?;
        Ok(())
    }
}

/// The case whose id is read first.
fn case_id(row: &Row<'_>) -> rusqlite::Result<CaseId> {
    Ok(CaseId::new(Uuid::from_bytes(row.get(0)?)))
}

impl ReadModel {
    /// The other cases against the party of a case, of all agencies, those first that were not filed as its first violation,
    /// then the oldest filing: what a decision that looks back has to know. Nobody else sees them.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn others_against(&self, case: CaseId) -> Result<Vec<CaseId>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT other.id, other.filed_on FROM cases AS this
                 JOIN cases AS other ON other.subject = this.subject AND other.no <> this.no
                 WHERE this.id = ?1
                 UNION
                 SELECT other.id, other.filed_on FROM cases AS this
                 JOIN spared ON spared.subject = this.subject AND spared.case_no <> this.no
                 JOIN cases AS other ON other.no = spared.case_no
                 WHERE this.id = ?1 ORDER BY 2, 1",
            )?;
            statement.query_map([case.uuid().into_bytes()], case_id)?.collect()
        })
    }

    /// The cases against a party, of all agencies, in the same order: what declining to file one more may have to know
    /// (PR 20.1(2)), while that is against nobody yet.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn cases_against(&self, party: &SubjectId) -> Result<Vec<CaseId>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, filed_on FROM cases WHERE subject = ?1
                 UNION
                 SELECT c.id, c.filed_on FROM spared s JOIN cases c ON c.no = s.case_no
                 WHERE s.subject = ?1 ORDER BY 2, 1",
            )?;
            statement.query_map([party.as_str()], case_id)?.collect()
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
        // Whoever sees decisions alone knows the party as the last of them has it.
        let party = if viewer.sees_everywhere(FilePart::Main) { "party" } else { "decided" };
        let (seen, mut values) = viewer.clauses("agency", "decided IS NOT NULL");
        values.push(Value::Text(subject.to_string()));
        // An agency that has taken over from another may have it from both.
        let sql = format!(
            "SELECT {party} FROM parties WHERE {} AND subject = ? ORDER BY position DESC LIMIT 1",
            seen.join(" AND ")
        );
        let json: Option<String> = self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row(params_from_iter(&values), |row| row.get(0)).optional()
        })?;
        let Some(json) = json else { return Ok(None) };
        let (seen, _) = cases::seen(viewer, "");
        let sql = format!(
            "SELECT id FROM cases WHERE {} AND subject = ? ORDER BY filed_on DESC, id",
            seen.join(" AND ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let cases = statement.query_map(params_from_iter(&values), case_id)?;
            let cases = cases.collect::<rusqlite::Result<_>>()?;
            Ok(Some(PartyRow { subject: subject.clone(), party: from_json(&json)?, cases }))
        })
    }
}
