//! `verify-log`: recomputes every hash and every link of a log, reads the bytes of every document that an
//! event names, looks through the file itself, and says what does not fit, and which documents no event names. A
//! tail that was cut off is found by witnesses alone, which know how long the log was.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::{Path, PathBuf},
};

use domain::document::{DocumentRef, Sha256};
use rusqlite::{Connection, OpenFlags};
use serde::Deserialize as _;
use serde_json::Value;

use crate::{
    Position, StoreError,
    documents::{self, Found},
    embedded::{self, reader_of},
    keys::read_only::ReadOnlyKeys,
    stored::{Stored, UNLINKED},
};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many events the log holds.
    pub events: u64,
    /// In how many streams.
    pub streams: usize,
    /// What does not fit, in the order of the log, and then of its file.
    pub damage: Vec<String>,
    /// How many documents its events name; those of two records count twice.
    pub documents: u64,
    /// Those among them whose bytes are missing or are others, by the event that first names them.
    pub lost: Vec<String>,
    /// How many could not be opened, so that nobody can tell: the record's key was destroyed, or the keys
    /// are kept elsewhere.
    pub unopened: u64,
    /// Files of the folder of documents that no event of their record names: an upload whose act never
    /// came, or has not come yet. They prove nothing and harm nothing.
    pub orphans: Vec<PathBuf>,
}

impl Report {
    /// Whether nothing was changed or lost.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty() && self.lost.is_empty()
    }
}

/// How many events are read at once.
const BATCH: usize = 5_000;

/// Checks the log in `folder`; `progress` is told how many events are done, and of how many.
///
/// # Errors
///
/// Where the file, the folder of documents, or the keys can't be read at all.
pub fn verify(folder: &Path, progress: impl Fn(u64, u64)) -> Result<Report, StoreError> {
    let path = folder.join("log.db");
    let failed = |file: &Path, reason: String| StoreError::Failed {
        file: file.display().to_string(),
        reason,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)
        .map_err(|error| failed(&path, error.to_string()))?;
    let documents = folder.join(documents::FOLDER);
    let unnamed =
        documents::files(&documents).map_err(|error| failed(&documents, error.to_string()))?;
    let keys = ReadOnlyKeys::open(folder)?;
    let reader = reader_of(&connection, &path);
    let all = embedded::end(&connection, &path)?.map_or(0, Position::get);
    let (last, ends, named, report) = (0, HashMap::new(), HashSet::new(), Report::default());
    let mut walk = Walk { folder, path: &path, keys, last, ends, named, unnamed, report };
    loop {
        let rows = reader.rows_after(walk.last, BATCH)?;
        if rows.is_empty() {
            let of_file = embedded::flaws(&connection, &path)?;
            walk.report.damage.extend(of_file.into_iter().map(|it| format!("log.db: {it}")));
            return Ok(walk.finish());
        }
        for row in rows {
            walk.step(row)?;
            progress(walk.report.events, all);
        }
    }
}

/// A way through the log, event by event.
struct Walk<'a> {
    folder: &'a Path,
    path: &'a Path,
    keys: ReadOnlyKeys,
    last: u64,
    ends: HashMap<String, (u64, [u8; 32])>,
    named: HashSet<(String, Sha256)>,
    unnamed: BTreeMap<String, BTreeSet<String>>,
    report: Report,
}

impl Walk<'_> {
    fn step(&mut self, row: Stored) -> Result<(), StoreError> {
        if row.position != self.last + 1 {
            self.report.damage.push(at(&row, "the positions before it have a gap"));
        }
        if let Err(StoreError::Damaged { what, .. }) = row.check_hash(&self.path.display()) {
            self.report.damage.push(at(&row, what));
        }
        let before = self.ends.get(&row.stream).map_or((0, [0; 32]), |end| (end.0 + 1, end.1));
        if row.whole && (row.revision, row.prev_hash) != before {
            self.report.damage.push(at(&row, UNLINKED));
        }
        for said in digests(&row.data) {
            self.look_for(&row, said)?;
        }
        self.last = row.position;
        self.report.events += 1;
        self.ends.insert(row.stream, (row.revision, row.hash));
        Ok(())
    }

    /// Looks for what an event names by its digest, the first time that one of its stream does.
    fn look_for(&mut self, row: &Stored, said: Digest) -> Result<(), StoreError> {
        let Digest { sha256, of_document } = said;
        if let Some(files) = self.unnamed.get_mut(&row.stream) {
            files.remove(&sha256.to_string());
        }
        if !of_document || !self.named.insert((row.stream.clone(), sha256)) {
            return Ok(());
        }
        self.report.documents += 1;
        let key = self.keys.get(&row.stream)?;
        match documents::find(self.folder, (&row.stream, &sha256), key) {
            Found::Whole => {}
            Found::Unopened => self.report.unopened += 1,
            Found::Lost(how) => {
                let what = format!("the bytes of the document {sha256} are {how}");
                self.report.lost.push(at(row, &what));
            }
        }
        Ok(())
    }

    fn finish(self) -> Report {
        let orphan = |(record, files): (String, BTreeSet<String>)| {
            let folder = Path::new(documents::FOLDER).join(record);
            files.into_iter().map(move |file| folder.join(file))
        };
        let orphans = self.unnamed.into_iter().flat_map(orphan).collect();
        Report { streams: self.ends.len(), orphans, ..self.report }
    }
}

/// Something said of an event.
fn at(row: &Stored, what: &str) -> String {
    let (stream, revision, position) = (&row.stream, row.revision, row.position);
    format!("{stream}@{revision}, position {position}: {what}")
}

/// A digest that an event says.
struct Digest {
    sha256: Sha256,
    /// Of a document, whose bytes lie in the folder; evidence fixed by copying also has one.
    of_document: bool,
}

/// The digests in an event's JSON; none where it is no JSON, which its hash has told.
fn digests(data: &[u8]) -> Vec<Digest> {
    let mut found = vec![];
    let mut left: Vec<Value> = serde_json::from_slice(data).into_iter().collect();
    while let Some(value) = left.pop() {
        match value {
            Value::Object(map) => {
                let said = map.get("sha256").and_then(Value::as_str);
                let of_document = said.is_some() && DocumentRef::deserialize(&map).is_ok();
                let sha256 = said.and_then(|it| it.parse().ok());
                found.extend(sha256.map(|sha256| Digest { sha256, of_document }));
                left.extend(map.into_iter().map(|it| it.1));
            }
            Value::Array(all) => left.extend(all),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}
