//! What can be restored: penalty decisions, and entries of registers, by the event that made them.

use domain::{
    case,
    id::{AgencyCode, CaseId, EventId, ListingId, PartId, SubjectId},
    listing,
    party::Party,
    restriction::SourceKind,
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, Transaction, params, params_from_iter, types::Value};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, word},
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    records::Record,
    tables::{Arrived, Event},
    versions::{end, renamed, was_of},
};

/// A decision or an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// The event that made it.
    pub event: EventId,
    /// What it is.
    pub kind: SourceKind,
    /// In which stream.
    pub stream: String,
    /// At which revision.
    pub revision: u64,
    /// Which decision of its case, where it is a penalty.
    pub decision: Option<PartId>,
    /// Who decided.
    pub agency: AgencyCode,
    /// Whose.
    pub subject: SubjectId,
    /// On which day.
    pub decided_on: Date,
}

/// Which of them: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFilter {
    /// Made by this event.
    pub event: Option<EventId>,
    /// Against this party, by its number or by one that a decision had mistyped.
    pub subject: Option<SubjectId>,
    /// Decided in this case.
    pub case: Option<CaseId>,
    /// Which entry of a register.
    pub listing: Option<ListingId>,
    /// Also what is left and not restored: entries of the list of abnormal operations, and marks (EIP 17.2).
    pub what_is_left: bool,
}

/// A decision is made, or an entry is.
pub(super) fn note(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    match &arrived.event {
        Event::Case(case::Event::PenaltyDecided(it)) => {
            let of = (SourceKind::Penalty, it.id.as_str());
            made(tx, arrived, (of, &it.party, &it.agency))
        }
        Event::Case(case::Event::ClericalCorrected(it)) => match &it.party {
            Some(party) => named_anew(tx, arrived, (it.decision.as_str(), party)),
            None => Ok(()),
        },
        Event::Listing(listing::Event::SeriousEntered(it)) => {
            made(tx, arrived, ((SourceKind::SeriousList, ""), &it.party, &it.agency))
        }
        Event::Listing(listing::Event::PartyCorrected(it)) => {
            named_anew(tx, arrived, ("", &it.party))
        }
        Event::Listing(listing::Event::GroundVerified(it)) => {
            made(tx, arrived, ((SourceKind::AbnormalList, ""), &it.party, &it.agency))?;
            made_by(tx, arrived, None)
        }
        Event::Listing(listing::Event::Entered(_)) => {
            made_by(tx, arrived, Some(arrived.recorded.id))
        }
        _ => Ok(()),
    }
}

fn made(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    ((kind, decision), party, agency): ((SourceKind, &str), &Party, &AgencyCode),
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "INSERT INTO restorable
             (event, kind, stream, revision, decision, case_no, agency, subject, decided_on)
         VALUES (?1, ?2, ?3, ?4, ?5, (SELECT no FROM cases WHERE id = ?9), ?6, ?7, ?8)
         ON CONFLICT (stream, decision) DO NOTHING",
    )?
    .execute(params![
        recorded.id.as_bytes(),
        word(&kind),
        recorded.stream,
        recorded.revision,
        decision,
        agency.as_str(),
        party.subject().to_string(),
        recorded.metadata.occurred_at.day().to_string(),
        arrived.key(),
    ])?;
    Ok(())
}

/// The number under which a decision names its party was put right: it is found by both (补正).
fn named_anew(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (decision, party): (&str, &Party),
) -> rusqlite::Result<()> {
    let sql = "SELECT no FROM restorable WHERE stream = ?1 AND decision = ?2";
    let mut no = tx.prepare_cached(sql)?;
    let no = no.query_row([&arrived.recorded.stream, decision], |row| row.get(0)).optional()?;
    let subject = party.subject();
    no.map_or(Ok(()), |no| renamed(tx, ("restorable", no), (&arrived.recorded, &subject)))
}

/// By which event an entry was made; while its ground is only verified there is none.
fn made_by(tx: &Transaction<'_>, arrived: &Arrived, event: Option<Uuid>) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE restorable SET event = ?2, revision = ?3, decided_on = ?4 WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        event.map(Uuid::into_bytes),
        recorded.revision,
        recorded.metadata.occurred_at.day().to_string(),
    ])?;
    Ok(())
}

const COLUMNS: &str = "event, kind, stream, revision, decision, agency, subject, decided_on";

fn row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    let decision: String = row.get(4)?;
    Ok(SourceRow {
        event: EventId::new(Uuid::from_bytes(row.get(0)?)),
        kind: from_word(row.get(1)?)?,
        stream: row.get(2)?,
        revision: row.get(3)?,
        decision: Some(decision).filter(|it| !it.is_empty()).map(from_word).transpose()?,
        agency: from_word(row.get(5)?)?,
        subject: from_word(row.get(6)?)?,
        decided_on: super::day(&row.get::<_, String>(7)?, 7)?,
    })
}

impl ReadModel {
    /// What an event made that can be restored, whichever agency's; for whoever decides on it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restorable(&self, event: EventId) -> Result<Option<SourceRow>, ReadModelError> {
        let sql = format!("SELECT {COLUMNS} FROM restorable WHERE event = ?1");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_row([event.uuid().as_bytes()], row).optional()
        })
    }

    /// What bears on a restoration besides its own target, whichever agency's: the party's entries, and its penalties
    /// from a day on, in the order of their days, as known at a place of the log.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restorable_of(
        &self,
        (subject, until): (&SubjectId, Option<Position>),
        penalised_since: Date,
    ) -> Result<Vec<SourceRow>, ReadModelError> {
        let whose = was_of(("restorable", "restorable"), "?1", until);
        let sql = format!(
            "SELECT {COLUMNS} FROM restorable WHERE {whose} AND event IS NOT NULL
                 AND (kind <> 'PENALTY' OR decided_on >= ?2)
             ORDER BY decided_on, stream, decision"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let asked = params![subject.to_string(), penalised_since.to_string()];
            statement.query_map(asked, row)?.collect()
        })
    }

    /// The penalties, and the entries of registers, that the reader finds: of their agency, or against
    /// the party that they are, in the order of the days on which they were decided. What is of a subject is found by the
    /// number that it has as known at a place of the log, and by those that it had before.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn to_restore(
        &self,
        reader: &Reader,
        (of, until): (&SourceFilter, Option<Position>),
    ) -> Result<Vec<SourceRow>, ReadModelError> {
        let (mut clauses, mut values) = reader.of_restorable();
        let left = of.what_is_left.then_some(SourceKind::AbnormalList);
        let kinds = [SourceKind::Penalty, SourceKind::SeriousList].into_iter().chain(left);
        let kinds: Vec<_> = kinds.map(|it| word(&it)).collect();
        clauses.push(format!("event IS NOT NULL AND kind IN ('{}')", kinds.join("', '")));
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let text = |it: String| Value::Text(it);
        narrow("event = ?", of.event.map(|it| Value::Blob(it.uuid().into_bytes().to_vec())));
        narrow("stream = ?", of.case.map(|it| text(Record::Case(it).stream())));
        narrow("stream = ?", of.listing.map(|it| text(Record::Listing(it).stream())));
        if let Some(subject) = &of.subject {
            let before = format!(
                "SELECT b.no FROM restorable_subjects_before b
                 WHERE b.subject = ? AND b.until <= {}",
                end(until)
            );
            let whose = was_of(("restorable", "restorable"), "?", until);
            clauses.push(format!("({whose} OR no IN ({before}))"));
            values.extend([text(subject.to_string()), text(subject.to_string())]);
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM restorable WHERE {} ORDER BY decided_on, stream, decision",
            clauses.join(" AND ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(values), row)?.collect()
        })
    }
}
