//! `verify-log`: recomputes every hash and every link of a log, and names what does not fit, and which
//! documents no event names. A tail that was cut off is found by witnesses alone, which know how long the
//! log was.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use crate::{
    Position, StoreError, documents,
    embedded::{self, Stored, reader_of},
};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many events the log holds.
    pub events: u64,
    /// In how many streams.
    pub streams: usize,
    /// What does not fit, in the order of the log.
    pub damage: Vec<String>,
    /// Files of the folder of documents that no event of their record names: an upload whose act never
    /// came, or has not come yet. They prove nothing and harm nothing.
    pub orphans: Vec<PathBuf>,
}

/// How many events are read at once.
const BATCH: usize = 5_000;

/// Checks the log in `folder`; `progress` is told how many events are done, and of how many.
///
/// # Errors
///
/// Where the file, or the folder of documents, can't be read at all.
pub fn verify(folder: &Path, progress: impl Fn(u64, u64)) -> Result<Report, StoreError> {
    let path = folder.join("log.db");
    let failed = |file: &Path, reason: String| StoreError::Failed {
        file: file.display().to_string(),
        reason,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)
        .map_err(|error| failed(&path, error.to_string()))?;
    let files = documents::files(folder)
        .map_err(|error| failed(&folder.join("documents"), error.to_string()))?;
    let reader = reader_of(&connection, &path);
    let all = embedded::end(&connection, &path)?.map_or(0, Position::get);
    let (ends, report) = (HashMap::new(), Report::default());
    let mut walk = Walk { path: &path, last: 0, ends, unnamed: files, report };
    loop {
        let rows = reader.rows_after(walk.last, BATCH)?;
        if rows.is_empty() {
            return Ok(walk.finish());
        }
        for row in rows {
            walk.step(row);
        }
        progress(walk.report.events, all);
    }
}

/// A way through the log, event by event.
struct Walk<'a> {
    path: &'a Path,
    last: u64,
    ends: HashMap<String, (u64, [u8; 32])>,
    unnamed: BTreeMap<String, BTreeSet<String>>,
    report: Report,
}

impl Walk<'_> {
    fn step(&mut self, row: Stored) {
        if row.position != self.last + 1 {
            self.note(&row, "the positions before it have a gap");
        }
        if let Err(StoreError::Damaged { what, .. }) = row.check_hash(self.path) {
            self.note(&row, what);
        }
        let before = self.ends.get(&row.stream).map_or((0, [0; 32]), |end| (end.0 + 1, end.1));
        if row.is_whole() && (row.revision, row.prev_hash) != before {
            self.note(&row, "it does not follow its predecessor");
        }
        if let Some(files) = self.unnamed.get_mut(&row.stream) {
            let said = String::from_utf8_lossy(&row.data);
            files.retain(|file| !said.contains(file.as_str()));
        }
        self.last = row.position;
        self.report.events += 1;
        self.ends.insert(row.stream, (row.revision, row.hash));
    }

    fn note(&mut self, row: &Stored, what: &str) {
        let (stream, revision, position) = (&row.stream, row.revision, row.position);
        self.report.damage.push(format!("{stream}@{revision}, position {position}: {what}"));
    }

    fn finish(self) -> Report {
        let orphan = |(record, files): (String, BTreeSet<String>)| {
            let folder = Path::new("documents").join(record);
            files.into_iter().map(move |file| folder.join(file))
        };
        let orphans = self.unnamed.into_iter().flat_map(orphan).collect();
        Report { streams: self.ends.len(), orphans, ..self.report }
    }
}
