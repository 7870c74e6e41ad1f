//! `verify-log`: recomputes every hash and every link of a log, reads the bytes of every document that an
//! event names, looks through the file itself where there is one, and says what does not fit, and which documents no
//! event names. A tail that was cut off is found by witnesses alone, which know how long the log was.

mod walk;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use self::walk::{Kept, Walk};
use crate::{
    Cluster, DocumentError, KeyError, MasterKey, Position, Recorded, StoreError,
    documents::{self, FOLDER},
    embedded::{self, reader_of},
    keys::{DIGESTS, read_only::ReadOnlyKeys},
    kurrent::{KeyStreams, Look},
    stored,
};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many events the log holds.
    pub events: u64,
    /// In how many streams.
    pub streams: usize,
    /// What they come to; the same as of every copy. See [`crate::copy::Copied::digest`].
    pub digest: [u8; 32],
    /// What does not fit, in the order of the log, and then of its file.
    pub damage: Vec<String>,
    /// Events whose bytes are as they were written, and which this program can't read all the same, as where a
    /// newer one wrote them; why.
    pub unreadable: Vec<String>,
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
    /// Whether nothing was changed or lost, and everything can be read.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty() && self.unreadable.is_empty() && self.lost.is_empty()
    }
}

/// Why a log can't be looked through at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The log, or its keys, can't be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of documents can't be read, or is another log's.
    #[error(transparent)]
    Documents(#[from] DocumentError),
}

impl From<KeyError> for VerifyError {
    fn from(error: KeyError) -> Self {
        Self::Store(error.into())
    }
}

/// What is told on the way through a log, and asked of whoever knows what its events say.
#[derive(Clone, Copy)]
pub struct Way<'a> {
    /// Whether an event can be read; why not.
    pub readable: &'a (dyn Fn(&Recorded) -> Result<(), String> + Sync),
    /// How far it is, and where the log ends.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// Of the bytes alone, in silence.
pub const BYTES_ALONE: Way<'static> = Way { readable: &|_| Ok(()), progress: &|_, _| () };

/// How many events are read at once.
const BATCH: usize = 5_000;

/// Checks the embedded log in `folder`, beside whoever holds it.
///
/// # Errors
///
/// Where the file, the folder of documents, or the keys can't be read at all.
pub fn verify(folder: &Path, way: Way<'_>) -> Result<Report, VerifyError> {
    let path = folder.join(embedded::FILE);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags).map_err(|error| {
        let (file, reason) = (path.display().to_string(), error.to_string());
        StoreError::Failed { file, reason }
    })?;
    let documents = folder.join(FOLDER);
    let keys = Kept::InFolder(ReadOnlyKeys::open(folder)?);
    let mut walk = Walk::through((&documents, FOLDER.into()), keys, way)?;
    let reader = reader_of(&connection, &path);
    let end = embedded::end(&connection, &path)?.map_or(0, Position::get);
    let mut last = 0;
    loop {
        let rows = reader.rows_after(last, BATCH)?;
        if rows.is_empty() {
            let of_file = embedded::flaws(&connection, &path)?;
            return Ok(walk.finish(of_file.into_iter().map(|it| format!("log.db: {it}"))));
        }
        for row in rows {
            if row.position != last + 1 {
                walk.damaged(&row, stored::GAP);
            }
            last = row.position;
            walk.step(row)?;
            (way.progress)(last, end);
        }
    }
}

/// Checks a log on KurrentDB as its leader has it, beside all nodes: nothing is begun, held or made.
///
/// # Errors
///
/// Where the database can't be reached, holds no log or one whose keys another master key wrapped, or the folder
/// of documents can't be read or is another log's.
pub async fn verify_shared(
    cluster: Cluster,
    (master, documents): (MasterKey, &Path),
    way: Way<'_>,
) -> Result<Report, VerifyError> {
    let keys = KeyStreams::open((cluster.address.clone(), &cluster.prefix), master)?;
    let mut look = Look::at(cluster).await?;
    // Where the master key is another one, this says so.
    keys.find(DIGESTS)?;
    if let Some(opened) = look.opened() {
        documents::check_marker(documents, opened.log_id, false)?;
    }
    let mut walk = Walk::through((documents, documents.to_owned()), Kept::InStreams(keys), way)?;
    let end = look.end().map_or(0, Position::get);
    for row in look.take_own() {
        walk.step(row)?;
    }
    let mut last = None;
    while let Some(seen) = look.after(last).await? {
        for row in seen.events {
            walk.step(row)?;
        }
        (way.progress)(seen.position.get(), end);
        last = Some(seen.position);
    }
    Ok(walk.finish([]))
}
