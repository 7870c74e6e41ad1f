//! The inboxes of agencies: an entry an event that tells one of them something, in the order of the log.

use domain::{
    id::{EventId, InboundId, RestrictionId},
    inbound, restriction,
};
use rusqlite::{OptionalExtension as _, Row, Transaction, params, params_from_iter, types::Value};
use serde::{Deserialize, Serialize};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, word, words},
    deadlines::DeadlineKey,
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    records::Record,
    tables::{Arrived, Event, Projection},
    viewer::Viewer,
};

/// An entry of an agency's inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Where it stands in the log.
    pub position: Position,
    /// The event that it is.
    pub event: EventId,
    /// What it is about.
    pub about: About,
    /// Whom that concerns, as they are shown.
    pub subject: String,
    /// What it tells.
    pub kind: EntryKind,
    /// Whether the agency has acknowledged or answered it.
    pub is_acknowledged: bool,
}

/// What an entry of an inbox is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A restriction.
    Restriction(RestrictionId),
    /// What its agency handed over.
    Inbound(InboundId),
}

/// What an entry of an inbox tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EntryKind {
    /// 通报: a measure is called for.
    Notified,
    /// 来源失效: what it rests on has fallen.
    SourceFell,
    /// 来源暂停: what it rests on rests while a plan of reorganisation is carried out.
    SourceSuspended,
    /// 来源恢复: it counts again.
    SourceResumed,
    /// 提出校核: something seems wrong in what the agency handed over.
    Objected,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Notified,
        Self::SourceFell,
        Self::SourceSuspended,
        Self::SourceResumed,
        Self::Objected,
    ];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Notified => "限制措施通报",
            Self::SourceFell => "来源失效通报",
            Self::SourceSuspended => "来源暂停通报",
            Self::SourceResumed => "来源恢复通报",
            Self::Objected => "推送信息校核通报",
        }
    }

    fn of(event: &restriction::Event) -> Option<Self> {
        match event {
            restriction::Event::Notified(_) => Some(Self::Notified),
            restriction::Event::SourceFell(_) => Some(Self::SourceFell),
            restriction::Event::SourceSuspended(_) => Some(Self::SourceSuspended),
            restriction::Event::SourceResumed(_) => Some(Self::SourceResumed),
            restriction::Event::Acknowledged(_)
            | restriction::Event::Imposed(_)
            | restriction::Event::Declined(_)
            | restriction::Event::Kept(_)
            | restriction::Event::Lifted(_)
            | restriction::Event::Expired(_)
            | restriction::Event::Voided(_)
            | restriction::Event::Closed(_)
            | restriction::Event::Suspended(_)
            | restriction::Event::Resumed(_)
            | restriction::Event::DeadlineFixed(_) => None,
        }
    }

    /// What an entry of this kind is about, by the id of that.
    fn about(self, id: Uuid) -> About {
        match self {
            Self::Notified | Self::SourceFell | Self::SourceSuspended | Self::SourceResumed => {
                About::Restriction(RestrictionId::new(id))
            }
            Self::Objected => About::Inbound(InboundId::new(id)),
        }
    }
}

impl About {
    /// The record that it is.
    #[must_use]
    pub fn record(self) -> Record {
        match self {
            Self::Restriction(it) => Record::Restriction(it),
            Self::Inbound(it) => Record::Inbound(it),
        }
    }
}

pub(crate) struct Inbox;

impl Projection for Inbox {
    fn version(&self) -> &'static str {
        "inbox/1"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE inbox (
            position INTEGER PRIMARY KEY,
            agency TEXT NOT NULL,
            event BLOB NOT NULL,
            about BLOB NOT NULL,
            shown TEXT NOT NULL,
            kind TEXT NOT NULL,
            day TEXT NOT NULL,
            acknowledged INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX inbox_event ON inbox (event);
        CREATE INDEX inbox_doubt ON inbox (about) WHERE kind = 'OBJECTED' AND acknowledged IS NULL;"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS inbox_agency ON inbox (agency, position);
         CREATE INDEX IF NOT EXISTS inbox_waiting ON inbox (agency, day, position)
             WHERE acknowledged IS NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        match &arrived.event {
            Event::Restriction(event) => of_restriction(tx, arrived, event),
            Event::Inbound(event) => of_inbound(tx, arrived, event),
            Event::Case(_)
            | Event::Officer(_)
            | Event::Number(_)
            | Event::Claim(_)
            | Event::Publicity(_)
            | Event::Access
            | Event::Listing(_)
            | Event::Restoration(_) => Ok(()),
        }
    }
}

/// What an event of a restriction does to the inbox of the agency that was told.
fn of_restriction(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &restriction::Event,
) -> rusqlite::Result<()> {
    if let Some(kind) = EntryKind::of(event) {
        let told = "SELECT agency, shown FROM restrictions WHERE stream = ?1";
        let told = tx.prepare_cached(told)?.query_row([&arrived.recorded.stream], |it| {
            Ok((it.get::<_, String>(0)?, it.get::<_, String>(1)?))
        })?;
        put(tx, arrived, (kind, &told.0, &told.1))?;
    }
    event.answers().map_or(Ok(()), |it| acknowledged(tx, arrived, it.event))
}

/// What an event of what an agency handed over does to its inbox: an answer takes off all that it was told seems wrong.
fn of_inbound(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    event: &inbound::Event,
) -> rusqlite::Result<()> {
    match event {
        inbound::Event::Objected(it) => {
            let shown = "SELECT party FROM records WHERE stream = ?1";
            let shown: String =
                tx.prepare_cached(shown)?.query_row([&arrived.recorded.stream], |it| it.get(0))?;
            put(tx, arrived, (EntryKind::Objected, it.told.as_str(), &shown))
        }
        inbound::Event::Acknowledged(it) => acknowledged(tx, arrived, it.entry.event),
        inbound::Event::Corrected(_)
        | inbound::Event::Withdrawn(_)
        | inbound::Event::Confirmed(_) => {
            tx.prepare_cached(
                "UPDATE inbox SET acknowledged = ?2
                 WHERE about = ?1 AND kind = 'OBJECTED' AND acknowledged IS NULL",
            )?
            .execute(params![arrived.key(), arrived.recorded.position.get()])?;
            Ok(())
        }
        inbound::Event::Pushed(_)
        | inbound::Event::Published(_)
        | inbound::Event::TakenDown(_)
        | inbound::Event::DeadlineFixed(_) => Ok(()),
    }
}

/// An event is an entry of an agency's inbox, about whom it names.
fn put(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (kind, agency, shown): (EntryKind, &str, &str),
) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    tx.prepare_cached(
        "INSERT INTO inbox (position, agency, event, about, shown, kind, day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        recorded.position.get(),
        agency,
        recorded.id.as_bytes(),
        arrived.key(),
        shown,
        word(&kind),
        recorded.metadata.occurred_at.day().to_string(),
    ])?;
    Ok(())
}

/// The agency has taken notice of an entry, or answered it.
fn acknowledged(tx: &Transaction<'_>, arrived: &Arrived, entry: EventId) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE inbox SET acknowledged = ?2 WHERE event = ?1 AND acknowledged IS NULL",
    )?
    .execute(params![entry.uuid().as_bytes(), arrived.recorded.position.get()])?;
    Ok(())
}

const COLUMNS: &str = "i.position, i.event, i.about, i.shown, i.kind, i.acknowledged IS NOT NULL";

fn row(row: &Row<'_>) -> rusqlite::Result<InboxRow> {
    let kind: EntryKind = from_word(row.get(4)?)?;
    Ok(InboxRow {
        position: Position::new(row.get(0)?),
        event: EventId::new(Uuid::from_bytes(row.get(1)?)),
        about: kind.about(Uuid::from_bytes(row.get(2)?)),
        subject: row.get(3)?,
        kind,
        is_acknowledged: row.get(5)?,
    })
}

impl ReadModel {
    /// What an entry of the inbox of the viewer's agency is about.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn entry_of(
        &self,
        viewer: &Viewer,
        entry: EventId,
    ) -> Result<Option<About>, ReadModelError> {
        let (mut clauses, mut values) = viewer.of_its_agencies(&["i.agency"]);
        clauses.push("i.event = ?".to_owned());
        values.push(Value::Blob(entry.uuid().into_bytes().to_vec()));
        let sql = format!("SELECT {COLUMNS} FROM inbox i WHERE {}", clauses.join(" AND "));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let found = statement.query_row(params_from_iter(values), row).optional()?;
            Ok(found.map(|it| it.about))
        })
    }

    /// The entries of the inbox of the viewer's agency after a place of the log, at most `limit`, in the order of the
    /// log; of these kinds, or of every kind where none is named.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn inbox(
        &self,
        viewer: &Viewer,
        kinds: &[EntryKind],
        (after, limit): (Option<Position>, usize),
    ) -> Result<Vec<InboxRow>, ReadModelError> {
        let kinds = if kinds.is_empty() { &EntryKind::ALL[..] } else { kinds };
        let (clauses, mut values) = viewer.of_its_agencies(&["i.agency"]);
        // Positions begin with 0.
        let after = after.map_or(-1, |it| i64::try_from(it.get()).unwrap_or(i64::MAX));
        values.push(Value::Integer(after));
        let sql = format!(
            "SELECT {COLUMNS} FROM inbox i
             WHERE {} AND i.position > ? AND i.kind IN ({})
             ORDER BY i.position LIMIT {limit}",
            clauses.join(" AND "),
            words(kinds)
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(values), row)?.collect()
        })
    }

    /// The entries that nobody of the viewer's agency has taken notice of, as a worklist has them: after what is
    /// overdue, by the day on which the agency was told.
    pub(crate) fn waiting(
        &self,
        viewer: &Viewer,
        asked: &Asked<DeadlineKey>,
    ) -> Result<Page<(DeadlineKey, InboxRow)>, ReadModelError> {
        let (mut clauses, values) = viewer.of_its_agencies(&["i.agency"]);
        clauses.push("i.acknowledged IS NULL".to_owned());
        let list = List {
            columns: &format!("{COLUMNS}, i.day"),
            bound: vec![],
            from: "inbox i",
            // What is the same everywhere is said as an expression: ORDER BY takes a bare number for a column's place.
            order: &["(i.position IS NOT NULL)", "i.day", "''", "i.about", "(0 - 2)", "i.position"],
            descending: false,
            narrowed: (clauses, values),
        };
        let keyed = |it: &Row<'_>| {
            let found = row(it)?;
            let no = i64::try_from(found.position.get()).unwrap_or(i64::MAX);
            let key = DeadlineKey::of_record((1, it.get(6)?), found.about.record(), (-2, no));
            Ok((key, found))
        };
        self.read(|connection| list.page(connection, (asked, DeadlineKey::values), keyed))
    }
}
