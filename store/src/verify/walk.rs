//! A way through a log, event by event, on whatever backend.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::{Path, PathBuf},
};

use domain::document::{DocumentRef, Sha256};
use serde::Deserialize as _;
use serde_json::Value;

use super::{Report, VerifyError, Way};
use crate::{
    DocumentError, KeyError, LogEvent, StoreError,
    documents::{self, Found},
    ends::{End, Ends},
    keys::read_only::ReadOnlyKeys,
    kurrent::KeyStreams,
    stored::{Stored, UNLINKED},
};

/// Where the keys are that seal documents.
pub(super) enum Kept {
    InFolder(ReadOnlyKeys),
    InStreams(KeyStreams),
}

/// How far it has come, and what was found.
pub(super) struct Walk<'a> {
    documents: &'a Path,
    /// What that folder is called in the report.
    called: PathBuf,
    keys: Kept,
    way: Way<'a>,
    ends: Ends,
    named: HashSet<(String, Sha256)>,
    unnamed: BTreeMap<String, BTreeSet<String>>,
    /// The keys of records, each looked for once: on KurrentDB somebody has to be asked.
    found: HashMap<String, Option<[u8; 32]>>,
    report: Report,
}

impl<'a> Walk<'a> {
    /// Before the first event. What lies in the folder of documents is looked up now, so that whatever is put there
    /// meanwhile is none that nobody names.
    pub(super) fn through(
        (documents, called): (&'a Path, PathBuf),
        keys: Kept,
        way: Way<'a>,
    ) -> Result<Self, DocumentError> {
        let unnamed = documents::files(documents)
            .map_err(|source| DocumentError::Folder { path: documents.to_owned(), source })?;
        let (ends, named, found) = (Ends::default(), HashSet::new(), HashMap::new());
        let report = Report::default();
        Ok(Self { documents, called, keys, way, ends, named, unnamed, found, report })
    }

    /// Says what is wrong with an event.
    pub(super) fn damaged(&mut self, row: &Stored, what: &str) {
        self.report.damage.push(at(row, what));
    }

    pub(super) fn step(&mut self, row: Stored) -> Result<(), VerifyError> {
        let sound = match row.check_hash(&self.called.display()) {
            Err(StoreError::Damaged { what, .. }) => {
                self.damaged(&row, what);
                false
            }
            _ => true,
        };
        let end = End { revision: row.revision, hash: row.hash };
        if !self.ends.follow(&row.stream, end, &row.prev_hash) && row.whole {
            self.damaged(&row, UNLINKED);
        }
        for said in digests(&row.data) {
            self.look_for(&row, said)?;
        }
        self.report.events += 1;
        // The log's own record is read where the log is opened.
        if sound && row.stream != LogEvent::CATEGORY {
            self.read(row);
        }
        Ok(())
    }

    /// What was not changed may still be of a newer program.
    fn read(&mut self, row: Stored) {
        let place = at(&row, "");
        let recorded = row.recorded().map_err(|error| crate::in_full(&error));
        if let Err(why) = recorded.and_then(|it| (self.way.readable)(&it)) {
            self.report.unreadable.push(format!("{place}{why}"));
        }
    }

    /// Looks for what an event names by its digest, the first time that one of its stream does.
    fn look_for(&mut self, row: &Stored, said: Digest) -> Result<(), VerifyError> {
        let Digest { sha256, of_document } = said;
        if let Some(files) = self.unnamed.get_mut(&row.stream) {
            files.remove(&sha256.to_string());
        }
        if !of_document || !self.named.insert((row.stream.clone(), sha256)) {
            return Ok(());
        }
        self.report.documents += 1;
        let key = self.key_of(row)?;
        match documents::find(self.documents, (&row.stream, &sha256), key) {
            Found::Whole => {}
            Found::Unopened => self.report.unopened += 1,
            Found::Lost(how) => {
                let what = format!("the bytes of the document {sha256} are {how}");
                self.report.lost.push(at(row, &what));
            }
        }
        Ok(())
    }

    /// The key of an event's record, where there is one that opens.
    fn key_of(&mut self, row: &Stored) -> Result<Option<[u8; 32]>, VerifyError> {
        if let Some(found) = self.found.get(&row.stream) {
            return Ok(*found);
        }
        let found = match &self.keys {
            Kept::InFolder(keys) => keys.get(&row.stream),
            Kept::InStreams(keys) => keys.find(&row.stream),
        };
        let found = match found {
            Err(KeyError::OtherMaster | KeyError::Unopened(_)) => {
                self.damaged(row, "its record's key is not one that the master key wrapped");
                None
            }
            found => found?,
        };
        self.found.insert(row.stream.clone(), found);
        Ok(found)
    }

    /// After the last event; what else does not fit comes behind what was found of events.
    pub(super) fn finish(self, besides: impl IntoIterator<Item = String>) -> Report {
        let called = self.called;
        let orphan = |(record, files): (String, BTreeSet<String>)| {
            let folder = called.join(record);
            files.into_iter().map(move |file| folder.join(file))
        };
        let orphans = self.unnamed.into_iter().flat_map(orphan).collect();
        let (streams, digest) = (self.ends.len(), self.ends.digest());
        let mut report = Report { streams, digest, orphans, ..self.report };
        report.damage.extend(besides);
        report
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
