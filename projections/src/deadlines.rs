//! Deadlines of all records: the worklist, and what clockwork looks for. Those of a record that follows from a case
//! are listed with those of that case; what lists show of a record that is no case is in [`crate::records`].

mod list;
mod timing;

pub use self::list::{DeadlineFilter, DeadlineKey, Listing};
use self::timing::Timing;

use domain::{
    Decider,
    case::{self, performance::Settled},
    clock::{Deadline, Done, Due, Timer},
    document::DocumentNumber,
    id::{AgencyCode, CaseId, PartId},
    publicity,
};
use jiff::civil::Date;
use rusqlite::{Row, Transaction, params, types::Value};
use uuid::Uuid;

use crate::{
    columns::{from_json, from_word, json, micros, moment, record, word},
    read_model::{ReadModel, ReadModelError},
    records::{PLACE, Record},
    tables::{Arrived, Event, Projection},
};

/// A deadline of a record, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    /// Which record it is of.
    pub record: Record,
    /// Which case that is, or follows from, where it does.
    pub case: Option<CaseId>,
    /// The number of that case, once filed.
    pub case_number: Option<DocumentNumber>,
    /// Against whom.
    pub party: Option<String>,
    /// The version of the record that it is of.
    pub revision: u64,
    /// The deadline itself.
    pub deadline: Deadline,
    /// The act that met it, or ended it.
    pub settled: Option<Done>,
}

/// After every day.
const NEVER: &str = "9999-12-31";

pub(crate) struct Deadlines;

impl Projection for Deadlines {
    fn version(&self) -> &'static str {
        "deadlines/17"
    }

    fn schema(&self) -> &'static str {
        "CREATE TABLE deadlines (
            no INTEGER PRIMARY KEY,
            record TEXT NOT NULL,
            case_no INTEGER,
            agency TEXT NOT NULL,
            timer TEXT NOT NULL,
            part TEXT NOT NULL,
            review TEXT,
            start INTEGER NOT NULL,
            on_expiry TEXT NOT NULL,
            day TEXT NOT NULL,
            missing_year INTEGER,
            deadline TEXT NOT NULL,
            settled_at INTEGER,
            settled_recorded INTEGER,
            settled_late INTEGER,
            replaced INTEGER NOT NULL DEFAULT 0,
            rests_on TEXT,
            lapsed INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE UNIQUE INDEX deadline_key ON deadlines (record, timer, part);"
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS deadline_open ON deadlines (agency, day)
             WHERE settled_at IS NULL;
         CREATE INDEX IF NOT EXISTS deadline_lapse ON deadlines (timer, day)
             WHERE settled_at IS NULL;
         CREATE INDEX IF NOT EXISTS deadline_undetermined ON deadlines (no)
             WHERE missing_year IS NOT NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let Some(timing) = Timing::of(arrived) else { return Ok(()) };
        if let Event::Publicity(publicity::Event::Due(it)) = &arrived.event {
            taken_over(tx, arrived, it)?;
        }
        let Timing { met_at, lapsed, states, .. } = timing;
        let metadata = &arrived.recorded.metadata;
        // What the clock recorded as run out gives way to an act that lay within the period, and what another act
        // ended to one that lay before that.
        for (timer, part) in &timing.settles {
            tx.prepare_cached(
                "UPDATE deadlines
                 SET settled_at = ?4, settled_recorded = ?5, settled_late = ?6 OR (?9 AND day < ?10), lapsed = ?7, replaced = 0,
                     rests_on = NULL
                 WHERE record = ?1 AND timer = ?2 AND part = ?3
                     AND (settled_at IS NULL OR (lapsed AND ?8 <= day) OR (replaced AND ?4 < settled_at))",
            )?
            .execute(params![
                arrived.recorded.stream,
                word(timer),
                part.as_ref().map_or("", PartId::as_str),
                micros(met_at),
                micros(metadata.recorded_at),
                metadata.late_entry_reason.is_some(),
                lapsed,
                met_at.day().to_string(),
                states,
                metadata.occurred_at.day().to_string(),
            ])?;
        }
        for (timer, part) in &timing.replaces {
            tx.prepare_cached(
                "UPDATE deadlines
                 SET settled_at = ?4, settled_recorded = ?5, settled_late = ?6, replaced = 1
                 WHERE record = ?1 AND timer = ?2
                     AND (?3 IS NULL OR part = ?3) AND settled_at IS NULL",
            )?
            .execute(params![
                arrived.recorded.stream,
                word(timer),
                part.as_ref().map(PartId::as_str),
                micros(metadata.occurred_at),
                micros(metadata.recorded_at),
                metadata.late_entry_reason.is_some(),
            ])?;
        }
        timing.reopens.iter().try_for_each(|it| reopen(tx, arrived, it))?;
        let review = match arrived.case() {
            Some(case::Event::ReviewRequested(it)) => Some(word(&it.kind)),
            _ => None,
        };
        let of = (timing.whose, review.as_deref());
        let mut deadlines = timing.deadlines.into_iter();
        deadlines.try_for_each(|it| put(tx, arrived, (it, of)))?;
        timing.settled.iter().try_for_each(|it| settle(tx, arrived, it))
    }
}

/// What was met, or ended, waits again.
fn reopen(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (timer, part): &(Timer, Option<PartId>),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE deadlines
         SET settled_at = NULL, settled_recorded = NULL, settled_late = NULL, replaced = 0, rests_on = NULL, lapsed = 0
         WHERE record = ?1 AND timer = ?2 AND part = ?3",
    )?
    .execute(params![
        arrived.recorded.stream,
        word(timer),
        part.as_ref().map_or("", PartId::as_str),
    ])?;
    Ok(())
}

/// What is to be paid is settled as of the first moment at which nothing of it was open, whatever was entered first; a
/// right as of its first use.
fn settle(tx: &Transaction<'_>, arrived: &Arrived, settled: &Settled) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE deadlines
         SET settled_at = ?4, settled_recorded = ?5, settled_late = 0, replaced = ?6, rests_on = ?7
         WHERE record = ?1 AND timer = ?2 AND part = ?3 AND (settled_at IS NULL OR ?4 < settled_at)",
    )?
    .execute(params![
        arrived.recorded.stream,
        word(&settled.key().0),
        settled.part.as_str(),
        micros(settled.since),
        micros(arrived.recorded.metadata.recorded_at),
        !settled.met,
        settled.rests_on.as_ref().map(json).transpose()?,
    ])?;
    Ok(())
}

/// What an older case said itself of when a decision is to be public is told by the publicity from now on.
fn taken_over(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    due: &publicity::opening::Due,
) -> rusqlite::Result<()> {
    let metadata = &arrived.recorded.metadata;
    for timer in due.channel.timers() {
        tx.prepare_cached(
            "UPDATE deadlines
             SET settled_at = ?4, settled_recorded = ?5, settled_late = 0, replaced = 1
             WHERE record = ?1 AND timer = ?2 AND part = ?3 AND settled_at IS NULL",
        )?
        .execute(params![
            format!("{}-{}", case::Case::CATEGORY, due.matter.case),
            word(timer),
            due.matter.decision.as_str(),
            micros(metadata.occurred_at),
            micros(metadata.recorded_at),
        ])?;
    }
    Ok(())
}

/// Takes over a deadline as an event states it, with whose it is, where the event says so, and the kind of the
/// review that it opens, if it opens one: a new one is otherwise the record's agency's, and one that is told anew whose it
/// was. A period that starts anew, after the former one was settled, is
/// another one.
fn put(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (deadline, (whose, review)): (&Deadline, (Option<&AgencyCode>, Option<&str>)),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO deadlines
             (record, case_no, agency, timer, part, on_expiry, day, missing_year, deadline, review, start)
         SELECT ?1, no, coalesce(?11, agency), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM cases WHERE id = ?2
         UNION ALL
         SELECT ?1, case_no, coalesce(?11, agency), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
         FROM records WHERE stream = ?1
         ON CONFLICT (record, timer, part) DO UPDATE SET
             agency = coalesce(?11, agency),
             on_expiry = excluded.on_expiry, day = excluded.day, missing_year = excluded.missing_year,
             deadline = excluded.deadline, start = excluded.start,
             settled_at = iif(settled_at < ?10 AND start <> ?10, NULL, settled_at),
             settled_recorded = iif(settled_at < ?10 AND start <> ?10, NULL, settled_recorded),
             settled_late = iif(settled_at < ?10 AND start <> ?10, NULL, settled_late),
             replaced = iif(settled_at < ?10 AND start <> ?10, 0, replaced),
             rests_on = iif(settled_at < ?10 AND start <> ?10, NULL, rests_on),
             lapsed = iif(settled_at < ?10 AND start <> ?10, 0, lapsed)",
    )?
    .execute(params![
        arrived.recorded.stream,
        arrived.key(),
        word(&deadline.timer),
        deadline.of.as_ref().map_or("", PartId::as_str),
        word(&deadline.on_expiry),
        day(deadline),
        missing_year(deadline),
        json(deadline)?,
        review,
        micros(deadline.start),
        whose.map(AgencyCode::as_str),
    ])?;
    Ok(())
}

/// The day by which a deadline is listed (domain.md §7.3); while nobody knows where it ends, the raw one or, where
/// that hangs on the calendar too, the last that it can have.
pub(crate) fn day(deadline: &Deadline) -> String {
    let day = deadline.alert_date().or(deadline.raw_date()).or(deadline.latest());
    day.map_or_else(|| NEVER.to_owned(), |it| it.to_string())
}

fn missing_year(deadline: &Deadline) -> Option<i16> {
    match deadline.due {
        Due::Undetermined { missing_year, .. } => Some(missing_year),
        Due::Fixed { .. } | Due::Paused { .. } => None,
    }
}

/// What is read of a deadline, its place among others last.
fn columns() -> String {
    let [number, id, rank] = PLACE;
    format!(
        "d.record, c.id, c.number, coalesce(r.party, c.party), coalesce(r.revision, c.revision), d.deadline,
         d.settled_at, d.settled_recorded, d.settled_late, d.replaced, d.rests_on, d.day, {number}, {id}, {rank}, d.no"
    )
}

const FROM: &str = "deadlines d LEFT JOIN cases c ON c.no = d.case_no
    LEFT JOIN records r ON r.stream = d.record";

fn row(row: &Row<'_>) -> rusqlite::Result<(DeadlineKey, DeadlineRow)> {
    let json: String = row.get(5)?;
    let (case, number): (Option<[u8; 16]>, Option<String>) = (row.get(1)?, row.get(2)?);
    let settled = match row.get(6)? {
        Some(at) => Some(Done {
            occurred: moment(at),
            recorded: moment(row.get(7)?),
            late_entry: row.get(8)?,
            replaced: row.get(9)?,
            rests_on: row.get::<_, Option<String>>(10)?.map(|it| from_json(&it)).transpose()?,
        }),
        None => None,
    };
    let found = DeadlineRow {
        record: record(row)?,
        case: case.map(|it| CaseId::new(Uuid::from_bytes(it))),
        case_number: number.map(from_word).transpose()?,
        party: row.get(3)?,
        revision: row.get(4)?,
        deadline: from_json(&json)?,
        settled,
    };
    let of = Uuid::from_bytes(row.get(13)?);
    let (day, number, place, no) = (row.get(11)?, row.get(12)?, row.get(14)?, row.get(15)?);
    Ok((DeadlineKey { rank: 0, day, number, of, place, no }, found))
}

impl ReadModel {
    /// Open deadlines under one of these rules whose day lies before `day`, of all agencies, at most
    /// `limit` of them after a place in the list: what clockwork has to record. One that was refused stays
    /// here, and is tried again only when its record has another revision.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn due_lapses(
        &self,
        timers: &[Timer],
        day: Date,
        (after, limit): (Option<&DeadlineKey>, usize),
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let marks = vec!["?"; timers.len()].join(", ");
        let columns = columns();
        let sql = format!(
            "SELECT {columns} FROM {FROM}
             WHERE d.settled_at IS NULL AND d.timer IN ({marks}) AND d.day < ? AND (d.day, d.no) > (?, ?)
             ORDER BY d.day, d.no LIMIT {limit}"
        );
        let mut values: Vec<_> = timers.iter().map(|it| Value::Text(word(it))).collect();
        values.push(Value::Text(day.to_string()));
        values.push(Value::Text(after.map(|it| it.day.clone()).unwrap_or_default()));
        values.push(Value::Integer(after.map_or(0, |it| it.no)));
        self.all(&sql, &values)
    }

    /// Deadlines that wait for the calendar of a year, of all agencies, at most `limit` of them after the
    /// row numbered `after` (0 for the first); those that were met too, since only their end tells
    /// whether in time.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn undetermined(
        &self,
        (after, limit): (i64, usize),
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        let columns = columns();
        let sql = format!(
            "SELECT {columns} FROM {FROM}
             WHERE d.missing_year IS NOT NULL AND d.no > ? ORDER BY d.no LIMIT {limit}"
        );
        self.all(&sql, &[Value::Integer(after)])
    }

    /// How many deadlines wait for the calendar of a year, of all agencies.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn count_undetermined(&self) -> Result<u64, ReadModelError> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT count(*) FROM deadlines WHERE missing_year IS NOT NULL")?
                .query_row([], |row| row.get(0))
        })
    }

    fn all(
        &self,
        sql: &str,
        values: &[Value],
    ) -> Result<Vec<(DeadlineKey, DeadlineRow)>, ReadModelError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(sql)?;
            statement.query_map(rusqlite::params_from_iter(values), row)?.collect()
        })
    }
}
