//! The embedded log: one SQLite file, one thread that writes with group commit, a few connections that
//! read. Nothing here updates or deletes an event, and triggers refuse it to everybody else.

mod reader;
mod readers;
mod schema;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod tests;
mod writer;

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    Expected, LogEvent, LogKind, Opened, Position, Proposed, Recorded, StoreError,
    opened::Wanted,
    private,
    stored::{Seen, Stored},
};

/// How an embedded log is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What kind of log it is to be; one that exists must be of this kind. Without one a log must exist.
    pub kind: Option<LogKind>,
    /// What an answer waits for.
    pub synchronous: Synchronous,
    /// The largest size of the file, in pages of 4 KiB, where it is bounded.
    pub max_pages: Option<u32>,
}

impl Options {
    /// A durable log without bound.
    #[must_use]
    pub const fn of(kind: LogKind) -> Self {
        Self { kind: Some(kind), ..Self::existing() }
    }

    /// Whatever log there is.
    #[must_use]
    pub const fn existing() -> Self {
        Self { kind: None, synchronous: Synchronous::Full, max_pages: None }
    }
}

/// What an answer waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// The disk has it: what is answered survives a loss of power.
    Full,
    /// The operating system has it. For measurements, and for what can be made anew.
    Normal,
}

impl Synchronous {
    pub(crate) const fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
        }
    }
}

/// The file of a folder that holds its log.
pub const FILE: &str = "log.db";

/// How many events are read at a time by whoever reads all.
const BATCH: usize = 4_096;

/// How many appends wait at most before callers do.
const QUEUE: usize = 1_024;

#[derive(Debug, Clone)]
pub(crate) struct Embedded {
    shared: Arc<Shared>,
    queue: mpsc::Sender<Append>,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    readers: Arc<readers::Readers>,
    end: watch::Receiver<Option<Position>>,
    fault: watch::Receiver<Option<String>>,
    damage: watch::Sender<Option<String>>,
    /// Held for as long as the log is open.
    _lock: File,
}

/// An append on its way to the writer, and who waits for it.
#[derive(Debug)]
struct Append {
    stream: String,
    expected: Expected,
    events: Vec<Proposed>,
    answer: oneshot::Sender<Result<Position, StoreError>>,
}

impl Embedded {
    pub(crate) fn open(
        folder: &Path,
        options: &Options,
        wanted: &Wanted,
    ) -> Result<(Self, Opened), StoreError> {
        let failed = |error: std::io::Error| StoreError::Failed {
            file: folder.display().to_string(),
            reason: error.to_string(),
        };
        let lock = hold(folder)?;
        let path = folder.join(FILE);
        let connection = schema::open(&path, options)?;
        let opened = schema::header(&connection, &path, wanted)?;
        schema::check_tail(&connection, &path)?;
        schema::check_tables(&connection, &path)?;
        let (end_sender, end) = watch::channel(schema::end(&connection, &path)?);
        let (fault_sender, fault) = watch::channel(None);
        let damage = fault_sender.clone();
        let (queue, requests) = mpsc::channel(QUEUE);
        let writer = writer::Writer::new(connection, path.clone(), end_sender, fault_sender);
        std::thread::Builder::new()
            .name("log-writer".to_owned())
            .spawn(move || writer.run(requests))
            .map_err(failed)?;
        let readers = readers::Readers::open(&path)?;
        let shared = Shared { path, readers, end, fault, damage, _lock: lock };
        Ok((Self { shared: Arc::new(shared), queue }, opened))
    }

    /// The file.
    pub(crate) fn file(&self) -> String {
        self.shared.path.display().to_string()
    }

    /// The log's own records.
    pub(crate) async fn own(&self) -> Result<Vec<Stored>, StoreError> {
        self.with_reader(|reader| reader.rows_of(LogEvent::CATEGORY)).await
    }

    pub(crate) fn end(&self) -> watch::Receiver<Option<Position>> {
        self.shared.end.clone()
    }

    /// Whether anything but its own record lies in the log.
    pub(crate) fn holds_events(&self) -> bool {
        *self.shared.end.borrow() > Some(Position::new(1))
    }

    pub(crate) fn writes_off(&self) -> Option<String> {
        self.shared.fault.borrow().clone()
    }

    pub(crate) async fn append(
        &self,
        stream: &str,
        expected: Expected,
        events: Vec<Proposed>,
    ) -> Result<Position, StoreError> {
        if let Some(reason) = self.writes_off() {
            return Err(StoreError::WritesOff { reason });
        }
        let (answer, answered) = oneshot::channel();
        let append = Append { stream: stream.to_owned(), expected, events, answer };
        let gone = || StoreError::Unavailable { reason: "the writer has stopped".to_owned() };
        self.queue.send(append).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    pub(crate) async fn read(&self, stream: &str) -> Result<Vec<Recorded>, StoreError> {
        let stream = stream.to_owned();
        self.with_reader(move |reader| reader.stream(&stream)).await
    }

    pub(crate) async fn read_all(
        &self,
        after: Option<Position>,
        limit: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        self.with_reader(move |reader| reader.all(after, limit)).await
    }

    /// Some of what comes after a place; nothing at the end.
    pub(crate) async fn read_on(
        &self,
        after: Option<Position>,
    ) -> Result<Option<Seen>, StoreError> {
        // The log's own record is not shown.
        let after = after.map_or(1, Position::get);
        let events = self.with_reader(move |reader| reader.rows_after(after, BATCH)).await?;
        let position = events.last().map(|it| Position::new(it.position));
        Ok(position.map(|position| Seen { events, position }))
    }

    /// What lies at a place.
    pub(crate) async fn at(&self, position: Position) -> Result<Option<Stored>, StoreError> {
        let before = position.get().saturating_sub(1);
        let next = self.with_reader(move |reader| reader.rows_after(before, 1)).await?.pop();
        Ok(next.filter(|it| it.position == position.get()))
    }

    async fn with_reader<T: Send + 'static>(
        &self,
        query: impl FnOnce(&reader::Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let damage = self.shared.damage.clone();
        let (answer, answered) = oneshot::channel();
        self.shared.readers.ask(move |reader| {
            let found = query(reader);
            if let Err(error) = &found
                && error.is_final()
            {
                damage.send_replace(Some(error.to_string()));
            }
            // Whoever asked may have gone.
            Box::new(move || drop(answer.send(found)))
        });
        let gone = || StoreError::Unavailable { reason: "the reader has stopped".to_owned() };
        answered.await.map_err(|_| gone())?
    }
}

/// Makes the data folder where it is missing, for its owner alone, and holds it: one process may, for as long as
/// the file that is returned is open.
///
/// # Errors
///
/// Where another process holds it, or it can't be made.
pub fn hold(folder: &Path) -> Result<File, StoreError> {
    let failed = |error: std::io::Error| StoreError::Failed {
        file: folder.display().to_string(),
        reason: error.to_string(),
    };
    private::folder(folder).map_err(failed)?;
    let lock = File::create(folder.join("lock")).map_err(failed)?;
    lock.try_lock().map_err(|_| StoreError::Locked { folder: folder.display().to_string() })?;
    Ok(lock)
}

pub(crate) use schema::{end, flaws};

/// A reader over a connection of somebody else's.
pub(crate) fn reader_of<'a>(
    connection: &'a rusqlite::Connection,
    path: &'a Path,
) -> reader::Reader<'a> {
    reader::Reader::new(connection, path)
}
