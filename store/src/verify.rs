//! `verify-log`: recomputes every hash and every link of a log, and names what does not fit. A tail that
//! was cut off is found by witnesses alone, which know how long the log was.

use std::{collections::HashMap, path::Path};

use rusqlite::{Connection, OpenFlags};

use crate::{StoreError, embedded::reader_of};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many events the log holds.
    pub events: u64,
    /// In how many streams.
    pub streams: usize,
    /// What does not fit, in the order of the log.
    pub damage: Vec<String>,
}

/// How many events are read at once.
const BATCH: usize = 5_000;

/// Checks the log in `folder`; `progress` is told how many events are done.
///
/// # Errors
///
/// Where the file can't be read at all.
pub fn verify(folder: &Path, progress: impl Fn(u64)) -> Result<Report, StoreError> {
    let path = folder.join("log.db");
    let failed = |error: rusqlite::Error| StoreError::Failed {
        file: path.display().to_string(),
        reason: error.to_string(),
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags).map_err(failed)?;
    let reader = reader_of(&connection, &path);
    let mut report = Report::default();
    let mut ends: HashMap<String, (u64, [u8; 32])> = HashMap::new();
    let mut last = 0;
    loop {
        let rows = reader.rows_after(last, BATCH)?;
        if rows.is_empty() {
            report.streams = ends.len();
            return Ok(report);
        }
        for row in rows {
            let mut note = |what: &str| {
                let (stream, revision, position) = (&row.stream, row.revision, row.position);
                report.damage.push(format!("{stream}@{revision}, position {position}: {what}"));
            };
            if row.position != last + 1 {
                note("the positions before it have a gap");
            }
            if let Err(StoreError::Damaged { what, .. }) = row.check_hash(&path) {
                note(what);
            }
            let before = ends.get(&row.stream).map_or((0, [0; 32]), |end| (end.0 + 1, end.1));
            if (row.revision, row.prev_hash) != before {
                note("it does not follow its predecessor");
            }
            last = row.position;
            report.events += 1;
            ends.insert(row.stream, (row.revision, row.hash));
        }
        progress(report.events);
    }
}
