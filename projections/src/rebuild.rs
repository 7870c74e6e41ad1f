//! Rebuilding: all tables anew from the whole log, into a file of their own, with indexes made last.
//! Readers and follower go on with the old file until the new one holds as much, then it takes its place.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use store::{EventStore, Position, Recorded};
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinHandle,
};
use uuid::Uuid;

use crate::{
    batch::{self, BATCH},
    follow::FollowError,
    origin,
    read_model::{ReadModel, ReadModelError, files, keep_plans},
    tables::{self, Arrived},
};

/// How far tables are on their way to the end of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatchingUp {
    /// The last event that they hold.
    pub position: Position,
    /// Where the log ends at present.
    pub end: Position,
}

/// What came of a rebuild.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many events it went through.
    pub events: u64,
    /// The file that readers see now.
    pub path: PathBuf,
}

/// Why tables were not rebuilt. The old ones are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The log failed, an event can't be applied, or the file can't be written.
    #[error(transparent)]
    Follow(#[from] FollowError),
    /// Nobody follows the log who could take the new tables over.
    #[error(
        "the follower has stopped, so that nobody takes over what was rebuilt: stop the server, and rebuild while it is off"
    )]
    Unfollowed,
}

/// A whole file that no one reads yet.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) path: PathBuf,
    pub(crate) events: u64,
}

/// A whole file on its way to the follower, and who waits for it.
#[derive(Debug)]
pub(crate) struct Handover {
    pub(crate) built: Built,
    pub(crate) taken: oneshot::Sender<Result<(), FollowError>>,
}

impl ReadModel {
    /// Rebuilds all tables while they are read and followed, and swaps them. `progress` is told after each
    /// batch. The follower has to be running.
    ///
    /// # Errors
    ///
    /// See [`RebuildError`]; the old tables stay in use then.
    pub async fn rebuild(
        &self,
        store: &EventStore,
        progress: impl FnMut(CatchingUp) + Send,
    ) -> Result<Rebuilt, RebuildError> {
        let _one_at_a_time = self.rebuilding().lock().await;
        let built = build(store, self, progress).await?;
        let rebuilt = Rebuilt { events: built.events, path: built.path.clone() };
        let (taken, answer) = oneshot::channel();
        let follower = self.follower().ok_or(RebuildError::Unfollowed)?;
        let handed = follower.send(Handover { built, taken }).await;
        handed.map_err(|_| RebuildError::Unfollowed)?;
        answer.await.map_err(|_| RebuildError::Unfollowed)??;
        Ok(rebuilt)
    }
}

/// Builds all tables in the file that comes after the present one.
pub(crate) async fn build(
    store: &EventStore,
    read_model: &ReadModel,
    progress: impl FnMut(CatchingUp) + Send,
) -> Result<Built, FollowError> {
    let path = read_model.next_path();
    let unfinished = path.with_extension("unfinished");
    let filled = fill(store, (&unfinished, read_model.log()), progress).await;
    let built = filled.and_then(|events| {
        let kept = keep(&unfinished, &path);
        kept.map_err(|source| ReadModelError::Folder { path: path.clone(), source })?;
        Ok(Built { path, events })
    });
    if built.is_err() {
        // What is left of it would take room that everybody else needs.
        drop(files::remove_whole(&unfinished));
    }
    built
}

/// Fills a new file with all tables, and says how many events went into them. Nobody writes to it any more, whatever
/// comes of it.
async fn fill(
    store: &EventStore,
    (unfinished, log): (&Path, Uuid),
    progress: impl FnMut(CatchingUp) + Send,
) -> Result<u64, FollowError> {
    let threads = Threads::start(unfinished, log)?;
    let sent = send(store, &threads, progress).await;
    threads.finish().await?;
    sent
}

/// Reads the whole log for those threads, and says how many events that were.
async fn send(
    store: &EventStore,
    threads: &Threads,
    mut progress: impl FnMut(CatchingUp) + Send,
) -> Result<u64, FollowError> {
    let (mut position, mut events) = (None, 0);
    loop {
        let batch = store.read_all(position, BATCH).await?;
        let Some(last) = batch.last().map(|it| it.position) else { break };
        position = Some(last);
        events += batch.len() as u64;
        // Where nobody takes it any more, the threads say why.
        if threads.batches.send(batch).await.is_err() {
            break;
        }
        let end = store.end().unwrap_or(last);
        progress(CatchingUp { position: last, end });
    }
    Ok(events)
}

/// A thread that decodes batches, and one that puts them into a new file, and makes the indexes when there are no more.
/// Each stays the same throughout, with what it has in its caches.
struct Threads {
    batches: mpsc::Sender<Vec<Recorded>>,
    decoding: JoinHandle<Result<(), FollowError>>,
    applying: JoinHandle<Result<(), FollowError>>,
}

impl Threads {
    fn start(path: &Path, log: Uuid) -> Result<Self, ReadModelError> {
        let failed = |source| ReadModelError::Sqlite { path: path.to_owned(), source };
        let connection = bare(path, log).map_err(failed)?;
        let (batches, read) = mpsc::channel(2);
        let (told, decoded) = mpsc::channel(2);
        let path = path.to_owned();
        let decoding = tokio::task::spawn_blocking(move || decode(read, &told));
        let applying = tokio::task::spawn_blocking(move || apply(connection, &path, decoded));
        Ok(Self { batches, decoding, applying })
    }

    async fn finish(self) -> Result<(), FollowError> {
        drop(self.batches);
        let (decoded, applied) = (self.decoding.await, self.applying.await);
        decoded.map_err(unwound)?.and(applied.map_err(unwound)?)
    }
}

/// Decodes what was read, until there is no more or nobody takes it.
fn decode(
    mut read: mpsc::Receiver<Vec<Recorded>>,
    told: &mpsc::Sender<Vec<Arrived>>,
) -> Result<(), FollowError> {
    while let Some(batch) = read.blocking_recv() {
        if told.blocking_send(batch::decode(batch)?).is_err() {
            break;
        }
    }
    Ok(())
}

/// Puts what is decoded into a file. It is committed once: what is committed is written, and most pages are filled by more
/// than one batch.
fn apply(
    mut connection: Connection,
    path: &Path,
    mut decoded: mpsc::Receiver<Vec<Arrived>>,
) -> Result<(), FollowError> {
    let failed = |source| ReadModelError::Sqlite { path: path.to_owned(), source };
    let tx = connection.transaction().map_err(failed)?;
    while let Some(batch) = decoded.blocking_recv() {
        batch::put(&tx, &batch)?;
    }
    tx.execute_batch(&tables::indexes()).map_err(failed)?;
    Ok(tx.commit().map_err(failed)?)
}

/// A file of tables without indexes. Should the machine fail before it is whole, it is made anew, so that
/// nothing needs to be journalled.
fn bare(path: &Path, log: Uuid) -> rusqlite::Result<Connection> {
    // It may be there from a rebuild that was broken off, or not at all.
    drop(files::remove_whole(path));
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "cache_size", -262_144)?;
    keep_plans(&connection)?;
    connection.execute_batch(&tables::schema())?;
    origin::state(&connection, log)?;
    Ok(connection)
}

/// Gives a finished file its name; after a crash it has it whole or not at all. One of that name that nobody took
/// over may have left something beside it, which SQLite would take for a part of this one.
pub(crate) fn keep(unfinished: &Path, path: &Path) -> io::Result<()> {
    files::remove_whole(path)?;
    File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, path)?;
    File::open(path.parent().unwrap_or(path))?.sync_all()
}

fn unwound(error: tokio::task::JoinError) -> FollowError {
    FollowError::Interrupted(error.to_string())
}
