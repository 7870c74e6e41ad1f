//! What other departments handed over, a row a record, with each step by which it came to what it says. What each says in
//! full is a fold of its own stream.

mod file;
mod list;
mod shown;

pub use self::{
    file::InboundFile,
    list::{InboundFilter, InboundRow},
    shown::{ShownInboundFilter, ShownInboundPlace},
};

use domain::inbound::{Event, Statement, pushing::Pushed};
use rusqlite::{Transaction, params};

use crate::{
    columns::{natural_order, word},
    tables::{self, Arrived, Projection},
    versions::{self, steps},
};

pub(crate) struct InboundRecords;

const TABLE: &str = "inbound";

/// What steps change of a row.
const CHANGED: [&str; 5] = ["decided_on", "from_day", "until_day", "shown_on", "withdrawn_on"];

/// What they never change, as far as lists read or ask it.
const KEPT: &str = "no, id, kind, subject, agency, host, number";

impl Projection for InboundRecords {
    fn version(&self) -> &'static str {
        "inbound/2"
    }

    fn schema(&self) -> &'static str {
        concat!(
            "CREATE TABLE inbound (
            no INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            stream TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            agency TEXT NOT NULL,
            host TEXT NOT NULL,
            number TEXT NOT NULL,
            number_order TEXT NOT NULL,
            decided_on TEXT NOT NULL DEFAULT '',
            from_day TEXT NOT NULL DEFAULT '',
            until_day TEXT,
            shown_on TEXT,
            withdrawn_on TEXT,
            since TEXT NOT NULL DEFAULT '',
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            position INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX inbound_stream ON inbound (stream);",
            steps!(
                "inbound",
                "decided_on TEXT, from_day TEXT, until_day TEXT, shown_on TEXT, withdrawn_on TEXT"
            ),
        )
    }

    fn indexes(&self) -> &'static str {
        "CREATE INDEX IF NOT EXISTS inbound_subject ON inbound (subject, no);
         CREATE INDEX IF NOT EXISTS inbound_agency ON inbound (agency, no);
         CREATE INDEX IF NOT EXISTS inbound_kind ON inbound (kind, no);
         CREATE INDEX IF NOT EXISTS inbound_decided ON inbound (decided_on, number_order, id)
             WHERE shown_on IS NOT NULL AND withdrawn_on IS NULL;"
    }

    fn apply(&self, tx: &Transaction<'_>, arrived: &Arrived) -> rusqlite::Result<()> {
        let tables::Event::Inbound(event) = &arrived.event else { return Ok(()) };
        let day = arrived.recorded.metadata.occurred_at.day();
        let on = Some(day.to_string());
        match event {
            Event::Pushed(it) => {
                open(tx, arrived, it)?;
                says(tx, arrived, &it.says)?;
            }
            Event::Corrected(it) => says(tx, arrived, &it.says)?,
            Event::Published(_) => set(tx, arrived, ("shown_on = coalesce(shown_on, ?2)", on))?,
            Event::TakenDown(_) => set(tx, arrived, ("shown_on = ?2", None))?,
            Event::Withdrawn(_) => {
                set(tx, arrived, ("withdrawn_on = coalesce(withdrawn_on, ?2)", on))?;
            }
            Event::Objected(_)
            | Event::Confirmed(_)
            | Event::Acknowledged(_)
            | Event::DeadlineFixed(_) => {}
        }
        tables::touched(tx, arrived, TABLE)?;
        versions::step(tx, (TABLE, &CHANGED), (&arrived.recorded, day))
    }
}

fn open(tx: &Transaction<'_>, arrived: &Arrived, it: &Pushed) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO inbound (id, stream, kind, subject, agency, host, number, number_order,
             occurred_at, recorded_at, revision, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0, 0)",
    )?
    .execute(params![
        arrived.key(),
        arrived.recorded.stream,
        word(&it.kind),
        it.subject.uscc.subject().to_string(),
        it.agency.as_str(),
        it.host.as_str(),
        it.number.to_string(),
        natural_order(&it.number.to_string()),
    ])?;
    Ok(())
}

/// What it says from then on.
fn says(tx: &Transaction<'_>, arrived: &Arrived, it: &Statement) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE inbound SET decided_on = ?2, from_day = ?3, until_day = ?4 WHERE stream = ?1",
    )?
    .execute(params![
        arrived.recorded.stream,
        it.decided_on.to_string(),
        it.from.to_string(),
        it.last_day().map(|it| it.to_string()),
    ])?;
    Ok(())
}

fn set(
    tx: &Transaction<'_>,
    arrived: &Arrived,
    (what, day): (&str, Option<String>),
) -> rusqlite::Result<()> {
    let sql = format!("UPDATE inbound SET {what} WHERE stream = ?1");
    tx.prepare_cached(&sql)?.execute(params![arrived.recorded.stream, day])?;
    Ok(())
}
