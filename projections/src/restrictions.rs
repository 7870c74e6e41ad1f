//! Restrictions, a row a pair. What each says in full is a fold of its own stream.

mod explained;
mod file;
mod list;

pub(crate) use self::list::unfounded;
pub use self::{
    explained::{Explained, Step},
    file::RestrictionFile,
    list::{RestrictionFilter, RestrictionRow},
};

use domain::{
    clock::Deadline,
    restriction::{Event, MeasureKind, imposing::Imposed, notifying::Notified},
};
use jiff::civil::Date;
use rusqlite::{Transaction, params};

use crate::{
    columns::word,
    tables::{self, Arrived, Projection},
    versions::{self, versions},
};

pub(crate) struct Restrictions;

impl Projection for Restrictions {
    fn version(&self) -> &'static str {
        "restrictions/6"
    }

    fn schema(&self) -> &'static str {
        concat!(
            "CREATE TABLE restrictions (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            subject TEXT NOT NULL,
            shown TEXT NOT NULL,
            agency TEXT NOT NULL,
            measure TEXT NOT NULL,
            domain TEXT NOT NULL,
            source BLOB NOT NULL,
            source_kind TEXT NOT NULL,
            source_agency TEXT NOT NULL,
            market INTEGER NOT NULL,
            told_on TEXT NOT NULL,
            imposed_on TEXT,
            start_on TEXT,
            until_on TEXT,
            source_until TEXT,
            declined_on TEXT,
            fallen_on TEXT,
            limited INTEGER NOT NULL DEFAULT 0,
            ended_on TEXT,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX restriction_stream ON restrictions (stream);
        CREATE UNIQUE INDEX restriction_id ON restrictions (id);
        CREATE TABLE restriction_pauses (
            restriction INTEGER NOT NULL,
            of_source INTEGER NOT NULL,
            from_day TEXT NOT NULL,
            from_position INTEGER NOT NULL,
            to_day TEXT,
            to_position INTEGER
        ) STRICT;
        CREATE INDEX restriction_pause ON restriction_pauses (restriction);",
            versions!("restrictions"),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS restriction_subject ON restrictions (subject, no);
         CREATE INDEX IF NOT EXISTS restriction_source ON restrictions (source, no);
         CREATE INDEX IF NOT EXISTS restriction_agency ON restrictions (agency, domain, no);
         CREATE INDEX IF NOT EXISTS restriction_told
             ON restrictions (agency, no, told_on, position);
         CREATE INDEX IF NOT EXISTS restriction_source_agency
             ON restrictions (source_agency, no, told_on, position, agency);
         CREATE INDEX IF NOT EXISTS restriction_before ON restrictions_before (no, until);
         CREATE INDEX IF NOT EXISTS restriction_owed ON restrictions (agency, fallen_on)
             WHERE fallen_on IS NOT NULL AND ended_on IS NULL;
         CREATE INDEX IF NOT EXISTS restriction_term ON restrictions (until_on)
             WHERE until_on IS NOT NULL AND ended_on IS NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Restriction(event) = &arrived.event else { return Ok(()) };
        let day = arrived.recorded.metadata.occurred_at.day();
        versions::keep(tx, "restrictions", &arrived.recorded)?;
        match event {
            Event::Notified(it) => begin(tx, arrived, it)?,
            Event::Imposed(it) => imposed(tx, arrived, it)?,
            Event::Declined(_) => set(tx, arrived, ("declined_on", day))?,
            Event::SourceFell(it) => {
                set(tx, arrived, ("fallen_on", it.on))?;
                owed(tx, arrived, it.deadline.as_ref())?;
            }
            Event::Suspended(_) => paused(tx, arrived, (false, day))?,
            Event::Resumed(_) => resumed(tx, arrived, (false, day))?,
            Event::SourceSuspended(it) => paused(tx, arrived, (true, it.on))?,
            Event::SourceResumed(it) => {
                resumed(tx, arrived, (true, it.on))?;
                lasts(tx, arrived, it.source_until)?;
            }
            Event::Lifted(_) | Event::Voided(_) | Event::Closed(_) | Event::Expired(_) => {
                let on = event.ends_on(arrived.recorded.metadata.occurred_at);
                set(tx, arrived, ("ended_on", on.unwrap_or(day)))?;
            }
            Event::Acknowledged(_) | Event::Kept(_) | Event::DeadlineFixed(_) => {}
        }
        tables::touched(tx, arrived, "restrictions")
    }
}

fn begin(tx: &Transaction<'_>, arrived: &Arrived, it: &Notified) -> rusqlite::Result<()> {
    let stream = &arrived.recorded.stream;
    tx.prepare_cached(
        "INSERT INTO restrictions (id, stream, subject, shown, agency, measure, domain, source,
             source_kind, source_agency, market, told_on, source_until, occurred_at, recorded_at,
             revision, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0, 0, 0, 0)",
    )?
    .execute(params![
        arrived.key(),
        stream,
        it.subject.id.as_str(),
        it.subject.shown,
        it.agency.as_str(),
        it.measure.code.as_str(),
        word(&it.measure.domain),
        it.source.event.uuid().as_bytes(),
        word(&it.source.kind),
        it.source.agency.as_str(),
        it.measure.kind == MeasureKind::K3,
        arrived.recorded.metadata.occurred_at.day().to_string(),
        // What has a time of its own asks for no last day of its source.
        it.source_until.filter(|_| !it.measure.end.runs_on()).map(|it| it.to_string()),
    ])?;
    Ok(())
}

/// The source ends on another day than was told at first, where one is told.
fn lasts(tx: &Transaction<'_>, arrived: &Arrived, until: Option<Date>) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE restrictions SET source_until = coalesce(?2, source_until) WHERE stream = ?1",
    )?
    .execute(params![arrived.recorded.stream, until.map(|it| it.to_string())])?;
    Ok(())
}

fn imposed(tx: &Transaction<'_>, arrived: &Arrived, it: &Imposed) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE restrictions SET imposed_on = ?2, start_on = ?3, until_on = ?4 WHERE stream = ?1",
    )?
    .execute(params![
        arrived.recorded.stream,
        arrived.recorded.metadata.occurred_at.day().to_string(),
        it.start.to_string(),
        it.until.map(|it| it.to_string()),
    ])?;
    owed(tx, arrived, it.correction.as_ref())
}

/// A rule sets a time to correct that the source fell.
fn owed(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    deadline: Option<&Deadline>,
) -> rusqlite::Result<()> {
    if deadline.is_some() {
        tx.prepare_cached("UPDATE restrictions SET limited = 1 WHERE stream = ?1")?
            .execute([&arrived.recorded.stream])?;
    }
    Ok(())
}

/// What happened on a day; of several such days the first one counts.
fn set(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (column, day): (&str, Date),
) -> rusqlite::Result<()> {
    let sql = format!(
        "UPDATE restrictions SET {column} = min(coalesce({column}, ?2), ?2) WHERE stream = ?1"
    );
    tx.prepare_cached(&sql)?.execute(params![arrived.recorded.stream, day.to_string()])?;
    Ok(())
}

/// A measure rests, or its source does.
fn paused(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (of_source, from): (bool, Date),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO restriction_pauses (restriction, of_source, from_day, from_position)
         SELECT no, ?2, ?3, ?4 FROM restrictions WHERE stream = ?1",
    )?
    .execute(params![
        arrived.recorded.stream,
        of_source,
        from.to_string(),
        arrived.recorded.position.get()
    ])?;
    Ok(())
}

fn resumed(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (of_source, to): (bool, Date),
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE restriction_pauses SET to_day = ?3, to_position = ?4
         WHERE to_day IS NULL AND of_source = ?2
             AND restriction = (SELECT no FROM restrictions WHERE stream = ?1)",
    )?
    .execute(params![
        arrived.recorded.stream,
        of_source,
        to.to_string(),
        arrived.recorded.position.get()
    ])?;
    Ok(())
}
