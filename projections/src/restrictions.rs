//! Restrictions, a row a pair, and the inboxes of the agencies that were told. What each says in full is a fold of its
//! own stream.

mod explained;
mod file;

pub use self::{
    explained::{Explained, Step},
    file::RestrictionFile,
};

use domain::{
    id::{AgencyCode, EventId, MeasureCode, RestrictionId, SubjectId},
    restriction::{self, Domain, Event, SourceKind, notifying::Notified},
};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, Transaction, params, types::Value};
use serde::{Deserialize, Serialize};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, micros, word},
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::{self, Arrived, Projection},
};

/// A pair of a source and a measure, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestrictionRow {
    /// Its id.
    pub id: RestrictionId,
    /// Whom it concerns.
    pub subject: SubjectId,
    /// Which agency was told.
    pub agency: AgencyCode,
    /// Which measure.
    pub measure: MeasureCode,
    /// Where that bites.
    pub domain: Domain,
    /// The event that it rests on.
    pub source: EventId,
    /// What that is.
    pub source_kind: SourceKind,
    /// Who decided it.
    pub source_agency: AgencyCode,
    /// Its last revision.
    pub revision: u64,
}

/// An entry of an agency's inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Where it stands in the log.
    pub position: Position,
    /// The event that it is.
    pub event: EventId,
    /// Which restriction it is about.
    pub restriction: RestrictionId,
    /// Where it stands in the stream of that.
    pub revision: u64,
    /// What it tells.
    pub kind: EntryKind,
    /// Whether the agency has acknowledged or answered it.
    pub is_acknowledged: bool,
}

/// What an entry of an inbox tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntryKind {
    /// 通报: a measure is called for.
    Notified,
    /// 来源失效: what it rests on has fallen.
    SourceFell,
}

impl EntryKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Notified, Self::SourceFell];

    fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Notified(_) => Some(Self::Notified),
            Event::SourceFell(_) => Some(Self::SourceFell),
            _ => None,
        }
    }
}

/// What a list is narrowed to: all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RestrictionFilter {
    /// Of this subject.
    pub subject: Option<SubjectId>,
    /// Towards this agency.
    pub agency: Option<AgencyCode>,
    /// In this domain.
    pub domain: Option<Domain>,
    /// On account of this source.
    pub source: Option<EventId>,
    /// In effect on this day, as far as was recorded; a pause aside, which only the record tells.
    pub active_on: Option<Date>,
}

pub(crate) struct Restrictions;

impl Projection for Restrictions {
    fn version(&self) -> &'static str {
        "restrictions/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE restrictions (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            subject TEXT NOT NULL,
            agency TEXT NOT NULL,
            measure TEXT NOT NULL,
            domain TEXT NOT NULL,
            source BLOB NOT NULL,
            source_kind TEXT NOT NULL,
            source_agency TEXT NOT NULL,
            start_on TEXT,
            until_on TEXT,
            ended_on TEXT,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX restriction_stream ON restrictions (stream);
        CREATE UNIQUE INDEX restriction_id ON restrictions (id);
        CREATE TABLE inbox (
            position INTEGER PRIMARY KEY,
            agency TEXT NOT NULL,
            event BLOB NOT NULL,
            restriction INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            kind TEXT NOT NULL,
            acknowledged INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX inbox_event ON inbox (event);"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS restriction_subject ON restrictions (subject, no);
         CREATE INDEX IF NOT EXISTS restriction_source ON restrictions (source, no);
         CREATE INDEX IF NOT EXISTS restriction_agency ON restrictions (agency, domain, no);
         CREATE INDEX IF NOT EXISTS inbox_agency ON inbox (agency, position);
         CREATE INDEX IF NOT EXISTS inbox_waiting ON inbox (agency, position)
             WHERE acknowledged IS NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Restriction(event) = &arrived.event else { return Ok(()) };
        if let Event::Notified(it) = event {
            begin(tx, arrived, it)?;
        }
        touch(tx, arrived)?;
        in_effect(tx, arrived, event)?;
        if let Some(kind) = EntryKind::of(event) {
            enter(tx, arrived, kind)?;
        }
        if let Some(entry) = event.answers() {
            tx.prepare_cached(
                "UPDATE inbox SET acknowledged = ?2 WHERE event = ?1 AND acknowledged IS NULL",
            )?
            .execute(params![entry.event.uuid().as_bytes(), arrived.recorded.position.get()])?;
        }
        Ok(())
    }
}

fn begin(tx: &Transaction<'_>, arrived: &Arrived, it: &Notified) -> rusqlite::Result<()> {
    let stream = &arrived.recorded.stream;
    let id = restriction::of_stream(stream).map_or(Uuid::nil(), RestrictionId::uuid);
    tx.prepare_cached(
        "INSERT INTO restrictions (id, stream, subject, agency, measure, domain, source, source_kind,
             source_agency, occurred_at, recorded_at, revision, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0)",
    )?
    .execute(params![
        id.as_bytes(),
        stream,
        it.subject.id.as_str(),
        it.agency.as_str(),
        it.measure.code.as_str(),
        word(&it.measure.domain),
        it.source.event.uuid().as_bytes(),
        word(&it.source.kind),
        it.source.agency.as_str(),
    ])?;
    Ok(())
}

fn touch(tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "UPDATE restrictions SET occurred_at = max(occurred_at, ?2), recorded_at = ?3,
             revision = ?4, position = ?5
         WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        micros(recorded.metadata.occurred_at),
        micros(recorded.metadata.recorded_at),
        recorded.revision,
        recorded.position.get(),
    ])?;
    Ok(())
}

/// From which day to which it is in effect: as imposed, and until the first day on which something had ended it.
fn in_effect(tx: &Transaction<'_>, arrived: &Arrived, event: &Event) -> rusqlite::Result<()> {
    let stream = &arrived.recorded.stream;
    if let Event::Imposed(it) = event {
        tx.prepare_cached(
            "UPDATE restrictions SET start_on = ?2, until_on = ?3 WHERE stream = ?1",
        )?
        .execute(params![
            stream,
            it.start.to_string(),
            it.until.map(|it| it.to_string())
        ])?;
    }
    if let Some(day) = event.ends_on(arrived.recorded.metadata.occurred_at) {
        tx.prepare_cached(
            "UPDATE restrictions SET ended_on = min(coalesce(ended_on, ?2), ?2) WHERE stream = ?1",
        )?
        .execute(params![stream, day.to_string()])?;
    }
    Ok(())
}

fn enter(tx: &Transaction<'_>, arrived: &Arrived, kind: EntryKind) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "INSERT INTO inbox (position, agency, event, restriction, revision, kind)
         SELECT ?2, agency, ?3, no, ?4, ?5 FROM restrictions WHERE stream = ?1",
    )?
    .execute(params![
        recorded.stream,
        recorded.position.get(),
        recorded.id.as_bytes(),
        recorded.revision,
        word(&kind),
    ])?;
    Ok(())
}

const COLUMNS: &str =
    "r.no, r.id, r.subject, r.agency, r.measure, r.domain, r.source, r.source_kind,
    r.source_agency, r.revision";

fn row(row: &Row<'_>) -> rusqlite::Result<(i64, RestrictionRow)> {
    let found = RestrictionRow {
        id: RestrictionId::new(Uuid::from_bytes(row.get(1)?)),
        subject: from_word(row.get(2)?)?,
        agency: from_word(row.get(3)?)?,
        measure: from_word(row.get(4)?)?,
        domain: from_word(row.get(5)?)?,
        source: EventId::new(Uuid::from_bytes(row.get(6)?)),
        source_kind: from_word(row.get(7)?)?,
        source_agency: from_word(row.get(8)?)?,
        revision: row.get(9)?,
    };
    Ok((row.get(0)?, found))
}

impl RestrictionFilter {
    fn clauses(&self) -> (Vec<String>, Vec<Value>) {
        let (mut clauses, mut values) = (vec!["1".to_owned()], vec![]);
        let mut narrow = |clause: &str, value: Option<Value>| {
            if let Some(value) = value {
                clauses.push(clause.to_owned());
                values.push(value);
            }
        };
        let text = |it: &str| Value::Text(it.to_owned());
        narrow("r.subject = ?", self.subject.as_ref().map(|it| text(it.as_str())));
        narrow("r.agency = ?", self.agency.as_ref().map(|it| text(it.as_str())));
        narrow("r.domain = ?", self.domain.map(|it| Value::Text(word(&it))));
        let source = self.source.map(|it| Value::Blob(it.uuid().into_bytes().to_vec()));
        narrow("r.source = ?", source);
        for clause in [
            "r.start_on <= ?",
            "coalesce(r.until_on, '9999') >= ?",
            "coalesce(r.ended_on, '9999') > ?",
        ] {
            narrow(clause, self.active_on.map(|it| Value::Text(it.to_string())));
        }
        (clauses, values)
    }
}

impl ReadModel {
    /// A pair; whoever asks for it is to be shown it.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restriction(&self, id: RestrictionId) -> Result<Option<RestrictionRow>, ReadModelError> {
        let sql = format!("SELECT {COLUMNS} FROM restrictions r WHERE r.id = ?");
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let found = statement.query_row([id.uuid().as_bytes()], row).optional()?;
            Ok(found.map(|(_, it)| it))
        })
    }

    /// Pairs in the order in which they began.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn restrictions(
        &self,
        filter: &RestrictionFilter,
        asked: &Asked<i64>,
    ) -> Result<Page<(i64, RestrictionRow)>, ReadModelError> {
        let list = List {
            columns: COLUMNS,
            bound: vec![],
            from: "restrictions r",
            order: &["r.no"],
            descending: false,
            narrowed: filter.clauses(),
        };
        let place = |no: &i64| vec![Value::Integer(*no)];
        self.read(|connection| list.page(connection, (asked, place), row))
    }

    /// The entries of an agency's inbox after a place of the log, at most `limit`, in the order of the log; of these
    /// kinds, or of every kind where none is named.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn inbox(
        &self,
        agency: &AgencyCode,
        kinds: &[EntryKind],
        (after, limit): (Option<Position>, usize),
    ) -> Result<Vec<InboxRow>, ReadModelError> {
        let kinds = if kinds.is_empty() { &EntryKind::ALL[..] } else { kinds };
        let those: Vec<_> = kinds.iter().map(|it| format!("'{}'", word(it))).collect();
        // Positions begin with 0.
        let after = after.map_or(-1, |it| i64::try_from(it.get()).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT i.position, i.event, r.id, i.revision, i.kind, i.acknowledged IS NOT NULL
             FROM inbox i JOIN restrictions r ON r.no = i.restriction
             WHERE i.agency = ? AND i.position > ? AND i.kind IN ({})
             ORDER BY i.position LIMIT {limit}",
            those.join(", ")
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_map(params![agency.as_str(), after], inbox_row)?.collect()
        })
    }
}

fn inbox_row(row: &Row<'_>) -> rusqlite::Result<InboxRow> {
    Ok(InboxRow {
        position: Position::new(row.get(0)?),
        event: EventId::new(Uuid::from_bytes(row.get(1)?)),
        restriction: RestrictionId::new(Uuid::from_bytes(row.get(2)?)),
        revision: row.get(3)?,
        kind: from_word(row.get(4)?)?,
        is_acknowledged: row.get(5)?,
    })
}
