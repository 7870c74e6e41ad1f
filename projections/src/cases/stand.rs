//! Where a case stands and who has it, after some of its events: of that, readers alone ask.

use std::collections::BTreeSet;

use domain::case::{self, Main};
use rusqlite::{Transaction, params};

use crate::{
    columns::{micros, word},
    tables::Arrived,
};

/// Where a case stands after some of its events.
#[derive(Debug, Default)]
pub(super) struct Stand<'a> {
    /// Where its main line stands, where they move it.
    stage: Option<Main>,
    /// When the last of their acts took place, in microseconds.
    last_at: i64,
    /// The revision of the last of them.
    revision: u64,
    /// Where that lies.
    position: u64,
    /// Who has it, and since which day, where they say so.
    officers: Option<(BTreeSet<&'a str>, String)>,
}

impl<'a> Stand<'a> {
    /// Another event of it.
    pub(super) fn take(&mut self, Arrived { recorded, .. }: &Arrived, event: &'a case::Event) {
        let occurred = recorded.metadata.occurred_at;
        self.stage = event.fact().facets().leads_to.or(self.stage);
        self.last_at = self.last_at.max(micros(occurred));
        (self.revision, self.position) = (recorded.revision, recorded.position.get());
        let handlers = match event {
            case::Event::LeadAssigned(it) => &it.verifiers,
            case::Event::CaseFiled(it) => &it.handlers,
            case::Event::HandlersReplaced(it) => &it.handlers,
            _ => return,
        };
        let people = handlers.iter().map(|it| it.person.as_str()).collect();
        self.officers = Some((people, occurred.day().to_string()));
    }

    /// Into its row, and that of each who has it.
    pub(super) fn write(&self, tx: &Transaction<'_>, id: &[u8; 16]) -> rusqlite::Result<()> {
        let no: i64 = tx
            .prepare_cached(
                "UPDATE cases SET stage = coalesce(?2, stage), last_at = max(last_at, ?3), revision = ?4,
                     position = ?5
                 WHERE id = ?1 RETURNING no",
            )?
            .query_row(
                params![
                    id,
                    self.stage.map(|it| word(&it)),
                    self.last_at,
                    self.revision,
                    self.position,
                ],
                |it| it.get(0),
            )?;
        match &self.officers {
            Some((people, since)) => officers(tx, no, (people, since)),
            None => Ok(()),
        }
    }
}

fn officers(
    tx: &Transaction<'_>,
    no: i64,
    (people, since): (&BTreeSet<&str>, &str),
) -> rusqlite::Result<()> {
    for former in former_officers(tx, no)? {
        if !people.contains(&*former) {
            tx.prepare_cached("DELETE FROM case_officers WHERE case_no = ?1 AND person = ?2")?
                .execute(params![no, former])?;
        }
    }
    for person in people {
        tx.prepare_cached(
            "INSERT INTO case_officers (case_no, person, since) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET since = excluded.since",
        )?
        .execute(params![no, person, since])?;
    }
    Ok(())
}

/// Whom a case had so far. Each is taken off by name: SQLite makes a tree for what one statement deletes of many rows.
fn former_officers(tx: &Transaction<'_>, no: i64) -> rusqlite::Result<Vec<String>> {
    tx.prepare_cached("SELECT person FROM case_officers WHERE case_no = ?1")?
        .query_map([no], |it| it.get(0))?
        .collect()
}
