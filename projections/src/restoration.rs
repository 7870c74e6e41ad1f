//! Applications for the restoration of credit, and what can be restored: what is searched across them. What each
//! application says in full is a fold of its own stream.

mod file;
mod sources;

pub(crate) use self::file::done;
pub use self::{
    file::RestorationFile,
    sources::{SourceFilter, SourceRow},
};

use domain::{
    id::{AgencyCode, CaseId, EventId, RestorationId, SubjectId},
    restoration::{Event, Regime, Status, Window, applying::Applied},
    restriction::SourceKind,
};
use jiff::civil::Date;
use rusqlite::{
    OptionalExtension, Row, Transaction, params, params_from_iter,
    types::{Type, Value},
};
use serde::{Deserialize, Serialize};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, micros, natural_order, word, words},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{self, Arrived, Projection},
    versions::{self, Times, steps, subjects},
    viewer::Viewer,
};

/// An application as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestorationRow {
    /// Its id.
    pub id: RestorationId,
    /// What is to be restored: the event by which it was decided or entered.
    pub source: EventId,
    /// What that is.
    pub kind: SourceKind,
    /// In which case, where it is a penalty.
    pub case: Option<CaseId>,
    /// Who decided it, and so restores it.
    pub agency: AgencyCode,
    /// Its number.
    pub number: String,
    /// Whose.
    pub subject: SubjectId,
    /// How the party is shown.
    pub party: String,
    /// Where the application was received.
    pub window: Window,
    /// Under which rules.
    pub regime: Regime,
    /// On which day it was received.
    pub received_on: Date,
    /// How it stands, or stood on the day that is asked about.
    pub status: Status,
    /// Its last revision, whatever was asked.
    pub revision: u64,
}

/// A place in the list: by the day of receipt, then by the number of what is to be restored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RestorationPlace {
    /// The day of receipt.
    pub received_on: String,
    /// The number, in the order in which numbers are counted.
    pub number: String,
    /// In the order in which they came to the tables.
    pub no: i64,
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestorationFilter {
    /// Of this party.
    pub subject: Option<SubjectId>,
    /// About what was decided in this case.
    pub case: Option<CaseId>,
    /// Received here.
    pub window: Option<Window>,
    /// In one of these statuses.
    pub statuses: Vec<Status>,
    /// Received on this day or later.
    pub received_from: Option<Date>,
    /// Received on this day or earlier.
    pub received_to: Option<Date>,
}

pub(crate) struct Restorations;

impl Projection for Restorations {
    fn version(&self) -> &'static str {
        "restorations/5"
    }

    fn schema(&self) -> &'static str {
        concat!(
            "CREATE TABLE restorations (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            source BLOB NOT NULL,
            kind TEXT NOT NULL,
            case_no INTEGER,
            agency TEXT NOT NULL,
            number TEXT NOT NULL,
            number_order TEXT NOT NULL,
            subject TEXT NOT NULL,
            party TEXT NOT NULL,
            \"window\" TEXT NOT NULL,
            regime TEXT NOT NULL,
            received_on TEXT NOT NULL,
            status TEXT NOT NULL,
            channels INTEGER NOT NULL DEFAULT 0,
            since TEXT NOT NULL DEFAULT '',
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX restoration_stream ON restorations (stream);
        CREATE UNIQUE INDEX restoration_id ON restorations (id);
        CREATE TABLE restorable (
            no INTEGER PRIMARY KEY,
            event BLOB,
            kind TEXT NOT NULL,
            stream TEXT NOT NULL,
            revision INTEGER NOT NULL,
            decision TEXT NOT NULL,
            case_no INTEGER,
            agency TEXT NOT NULL,
            subject TEXT NOT NULL,
            decided_on TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX restorable_stream ON restorable (stream, decision);",
            subjects!("restorable"),
            steps!("restorations", "status TEXT NOT NULL"),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS restoration_received
             ON restorations (agency, received_on, number_order, no);
         CREATE INDEX IF NOT EXISTS restoration_subject ON restorations (subject);
         CREATE INDEX IF NOT EXISTS restoration_source ON restorations (source);
         CREATE INDEX IF NOT EXISTS restorable_event ON restorable (event);
         CREATE INDEX IF NOT EXISTS restorable_subject ON restorable (subject, decided_on, no);"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Restoration(event) = &arrived.event else {
            return sources::note(tx, arrived);
        };
        if let Event::Applied(it) = event {
            open(tx, arrived, it)?;
        }
        touch(tx, arrived, event)?;
        let since = arrived.recorded.metadata.occurred_at.day();
        versions::step(tx, (TABLE, &CHANGED), (&arrived.recorded, since))
    }
}

fn open(tx: &Transaction<'_>, arrived: &Arrived, it: &Applied) -> rusqlite::Result<()> {
    let source = &it.source;
    tx.prepare_cached(
        "INSERT INTO restorations (id, stream, source, kind, case_no, agency, number, number_order,
             subject, party, \"window\", regime, received_on, status, occurred_at, recorded_at,
             revision, position)
         VALUES (?1, ?2, ?3, ?4, (SELECT case_no FROM restorable WHERE event = ?3), ?5, ?6, ?7, ?8,
             ?9, ?10, ?11, ?12, '', 0, 0, 0, 0)",
    )?
    .execute(params![
        arrived.key(),
        arrived.recorded.stream,
        source.event.uuid().as_bytes(),
        word(&source.kind),
        source.agency.as_str(),
        source.number,
        natural_order(&source.number),
        it.party.subject().to_string(),
        it.party.shown(),
        word(&it.window),
        word(&it.regime),
        it.received_on.to_string(),
    ])?;
    Ok(())
}

/// What an event makes of an application, and how many channels have yet to stop showing what it is about.
fn leads_to(event: &Event) -> (Option<Status>, i64) {
    match event {
        Event::Applied(_) => (Some(Status::Applied), 0),
        Event::Accepted(_) => (Some(Status::Accepted), 0),
        Event::RejectedIncomplete(_) => (Some(Status::RejectedIncomplete), 0),
        Event::NotAccepted(_) => (Some(Status::NotAccepted), 0),
        Event::Verified(_) => (Some(Status::Verifying), 0),
        Event::Granted(it) if it.channels.is_empty() => (Some(Status::Effective), 0),
        Event::Granted(it) => {
            (Some(Status::Granted), i64::try_from(it.channels.len()).unwrap_or(i64::MAX))
        }
        Event::Denied(_) => (Some(Status::Denied), 0),
        Event::ChannelStopped(_) => (None, -1),
        Event::RevokedForFraud(_) => (Some(Status::Reinstated), 0),
        Event::PlanFailed(_) => (Some(Status::Resumed), 0),
        Event::DecisionExtended(_)
        | Event::Reinstated(_)
        | Event::ChannelReinstated(_)
        | Event::PlanCompleted(_)
        | Event::DeadlineFixed(_) => (None, 0),
    }
}

fn touch(tx: &Transaction<'_>, arrived: &Arrived, event: &Event) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    let (status, channels) = leads_to(event);
    tx.prepare_cached(
        "UPDATE restorations SET
             status = CASE
                 WHEN ?3 < 0 AND channels + ?3 = 0 AND status = 'GRANTED' THEN 'EFFECTIVE'
                 ELSE coalesce(?2, status)
             END,
             channels = channels + ?3, occurred_at = max(occurred_at, ?4), recorded_at = ?5,
             revision = ?6, position = ?7
         WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        status.map(|it| word(&it)),
        channels,
        micros(recorded.metadata.occurred_at),
        micros(recorded.metadata.recorded_at),
        recorded.revision,
        recorded.position.get(),
    ])?;
    Ok(())
}

const COLUMNS: &str = "r.id, r.source, r.kind, c.id, r.agency, r.number, r.subject, r.party,
    r.\"window\", r.regime, r.received_on, r.status, r.revision, r.number_order, r.no";

const TABLE: &str = "restorations";

/// What steps change of a row.
const CHANGED: [&str; 1] = ["status"];

/// What they never change, as far as lists read or ask it.
const KEPT: &str = "no, id, source, kind, case_no, agency, number, number_order, subject, party,
    \"window\", regime, received_on, revision";

/// The tables as of both times.
fn from(times: Times) -> String {
    let stood = versions::stood(TABLE, (KEPT, &CHANGED), times);
    format!("{stood} r LEFT JOIN cases c ON c.no = r.case_no")
}

/// The condition under which a row `r` is about the subject that is bound so: what is to be restored was decided against it,
/// as known at a place of the log. The application itself may name a number that was put right since.
pub(crate) fn source_of(bound: &str, until: Option<Position>) -> String {
    let whose = versions::was_of(("restorable", "s"), bound, until);
    format!("r.source IN (SELECT s.event FROM restorable s WHERE {whose})")
}

/// The conditions under which the viewer sees a row that was there then.
fn seen(viewer: &Viewer) -> (Vec<String>, Vec<Value>) {
    let (mut clauses, values) = viewer.clauses("r.agency", "1");
    clauses.push("r.status IS NOT NULL".to_owned());
    (clauses, values)
}

fn row(row: &Row<'_>) -> rusqlite::Result<(RestorationPlace, RestorationRow)> {
    let received_on: String = row.get(10)?;
    let case: Option<[u8; 16]> = row.get(3)?;
    let found = RestorationRow {
        id: RestorationId::new(Uuid::from_bytes(row.get(0)?)),
        source: EventId::new(Uuid::from_bytes(row.get(1)?)),
        kind: from_word(row.get(2)?)?,
        case: case.map(|it| CaseId::new(Uuid::from_bytes(it))),
        agency: from_word(row.get(4)?)?,
        number: row.get(5)?,
        subject: from_word(row.get(6)?)?,
        party: row.get(7)?,
        window: from_word(row.get(8)?)?,
        regime: from_word(row.get(9)?)?,
        received_on: day(&received_on, 10)?,
        status: from_word(row.get(11)?)?,
        revision: row.get(12)?,
    };
    Ok((RestorationPlace { received_on, number: row.get(13)?, no: row.get(14)? }, found))
}

fn day(text: &str, column: usize) -> rusqlite::Result<Date> {
    let malformed =
        |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    text.parse().map_err(malformed)
}

impl RestorationPlace {
    fn values(&self) -> Vec<Value> {
        vec![
            Value::Text(self.received_on.clone()),
            Value::Text(self.number.clone()),
            Value::Integer(self.no),
        ]
    }
}

impl RestorationFilter {
    fn clauses(&self, viewer: &Viewer, times: Times) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = seen(viewer);
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let day = |it: &Option<Date>| it.map(|it| Value::Text(it.to_string()));
        let whose = source_of("?", times.until);
        narrow(&whose, self.subject.as_ref().map(|it| Value::Text(it.to_string())));
        narrow("c.id = ?", self.case.map(|it| Value::Blob(it.uuid().into_bytes().to_vec())));
        narrow("r.\"window\" = ?", self.window.map(|it| Value::Text(word(&it))));
        narrow("r.received_on >= ?", day(&self.received_from));
        narrow("r.received_on <= ?", day(&self.received_to));
        if !self.statuses.is_empty() {
            clauses.push(format!("r.status IN ({})", words(&self.statuses)));
        }
        (clauses, values)
    }
}

impl ReadModel {
    /// An application as of both times, where the viewer may see it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restoration(
        &self,
        viewer: &Viewer,
        (id, times): (RestorationId, Times),
    ) -> Result<Option<RestorationRow>, ReadModelError> {
        let (mut clauses, mut values) = seen(viewer);
        clauses.push("r.id = ?".to_owned());
        values.push(Value::Blob(id.uuid().into_bytes().to_vec()));
        let (from, clauses) = (from(times), clauses.join(" AND "));
        let sql = format!("SELECT {COLUMNS} FROM {from} WHERE {clauses}");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            Ok(statement.query_row(params_from_iter(values), row).optional()?.map(|(_, it)| it))
        })
    }

    /// The applications that the viewer may see, as of both times, by the day of receipt.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restorations(
        &self,
        viewer: &Viewer,
        (filter, times): (&RestorationFilter, Times),
        asked: &Asked<RestorationPlace>,
    ) -> Result<Page<(RestorationPlace, RestorationRow)>, ReadModelError> {
        let list = List {
            columns: COLUMNS,
            bound: vec![],
            from: &from(times),
            order: &["r.received_on", "r.number_order", "r.no"],
            descending: false,
            narrowed: filter.clauses(viewer, times),
        };
        self.read(|connection| list.page(connection, (asked, RestorationPlace::values), row))
    }

    /// The applications of a party, as known at a place of the log, whichever agency's, in the order in which they came;
    /// for whoever decides on another.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn applications_of(
        &self,
        (subject, until): (&SubjectId, Option<Position>),
    ) -> Result<Vec<RestorationId>, ReadModelError> {
        self.read(|connection| {
            let whose = source_of("?1", until);
            let mut statement = connection.prepare_cached(&format!(
                "SELECT id FROM restorations r WHERE {whose} ORDER BY received_on, id"
            ))?;
            let id = |row: &Row<'_>| Ok(RestorationId::new(Uuid::from_bytes(row.get(0)?)));
            statement.query_map([subject.to_string()], id)?.collect()
        })
    }
}
