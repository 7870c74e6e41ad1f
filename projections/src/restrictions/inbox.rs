//! The inboxes of agencies: an entry an event that tells one of them something, in the order of the log.

use domain::{
    id::{EventId, RestrictionId},
    restriction::Event,
};
use rusqlite::{Row, Transaction, params, params_from_iter, types::Value};
use serde::{Deserialize, Serialize};
use store::Position;
use uuid::Uuid;

use crate::{
    columns::{from_word, word, words},
    deadlines::DeadlineKey,
    page::{Asked, List, Page},
    read_model::{ReadModel, ReadModelError},
    tables::Arrived,
    viewer::Viewer,
};

/// An entry of an agency's inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Where it stands in the log.
    pub position: Position,
    /// The event that it is.
    pub event: EventId,
    /// Which restriction it is about.
    pub restriction: RestrictionId,
    /// Whom that concerns, as they are shown.
    pub subject: String,
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
    /// 来源暂停: what it rests on rests while a plan of reorganisation is carried out.
    SourceSuspended,
    /// 来源恢复: it counts again.
    SourceResumed,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Notified, Self::SourceFell, Self::SourceSuspended, Self::SourceResumed];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Notified => "限制措施通报",
            Self::SourceFell => "来源失效通报",
            Self::SourceSuspended => "来源暂停通报",
            Self::SourceResumed => "来源恢复通报",
        }
    }

    fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Notified(_) => Some(Self::Notified),
            Event::SourceFell(_) => Some(Self::SourceFell),
            Event::SourceSuspended(_) => Some(Self::SourceSuspended),
            Event::SourceResumed(_) => Some(Self::SourceResumed),
            Event::Acknowledged(_)
            | Event::Imposed(_)
            | Event::Declined(_)
            | Event::Kept(_)
            | Event::Lifted(_)
            | Event::Expired(_)
            | Event::Voided(_)
            | Event::Closed(_)
            | Event::Suspended(_)
            | Event::Resumed(_)
            | Event::DeadlineFixed(_) => None,
        }
    }
}

/// What an event does to the inbox of the agency that was told.
pub(super) fn take(tx: &Transaction<'_>, arrived: &Arrived, event: &Event) -> rusqlite::Result<()> {
    let recorded = &arrived.recorded;
    if let Some(kind) = EntryKind::of(event) {
        tx.prepare_cached(
            "INSERT INTO inbox (position, agency, event, restriction, revision, kind, day)
             SELECT ?2, agency, ?3, no, ?4, ?5, ?6 FROM restrictions WHERE stream = ?1",
        )?
        .execute(params![
            recorded.stream,
            recorded.position.get(),
            recorded.id.as_bytes(),
            recorded.revision,
            word(&kind),
            recorded.metadata.occurred_at.day().to_string(),
        ])?;
    }
    if let Some(entry) = event.answers() {
        tx.prepare_cached(
            "UPDATE inbox SET acknowledged = ?2 WHERE event = ?1 AND acknowledged IS NULL",
        )?
        .execute(params![entry.event.uuid().as_bytes(), recorded.position.get()])?;
    }
    Ok(())
}

const COLUMNS: &str = "i.position, i.event, r.id, r.shown, i.revision, i.kind,
    i.acknowledged IS NOT NULL";

const FROM: &str = "inbox i JOIN restrictions r ON r.no = i.restriction";

fn row(row: &Row<'_>) -> rusqlite::Result<InboxRow> {
    Ok(InboxRow {
        position: Position::new(row.get(0)?),
        event: EventId::new(Uuid::from_bytes(row.get(1)?)),
        restriction: RestrictionId::new(Uuid::from_bytes(row.get(2)?)),
        subject: row.get(3)?,
        revision: row.get(4)?,
        kind: from_word(row.get(5)?)?,
        is_acknowledged: row.get(6)?,
    })
}

impl ReadModel {
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
            "SELECT {COLUMNS} FROM {FROM}
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
            from: FROM,
            // What is the same everywhere is said as an expression: ORDER BY takes a bare number for a column's place.
            order: &["(i.position IS NOT NULL)", "i.day", "''", "r.id", "(0 - 2)", "i.position"],
            descending: false,
            narrowed: (clauses, values),
        };
        let keyed = |it: &Row<'_>| {
            let found = row(it)?;
            let no = i64::try_from(found.position.get()).unwrap_or(i64::MAX);
            let key = DeadlineKey::of_restriction((1, it.get(7)?), found.restriction, (-2, no));
            Ok((key, found))
        };
        self.read(|connection| list.page(connection, (asked, DeadlineKey::values), keyed))
    }
}
