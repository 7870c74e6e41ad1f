//! How the parts are put together from a data folder.

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{Moment, Rulebook, rulebook::RulebookError};
use jiff::Timestamp;
use projections::{BackupError, Follower, Origin, ReadModel, ReadModelError};
use sha2::{Digest, Sha256};
use store::{
    Cluster, DocumentError, Documents, EventStore, LOG_FILE, LogKind, MasterKey, MasterKeyError,
    Options, StoreError,
    verify::{self, Report, VerifyError, Way},
};
use tokio::sync::watch;

use crate::{
    App,
    clock::Clock,
    config::{Place, Shared},
    demo::standing::{NotKept, kept},
};

/// Why the program can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The law is flawed.
    #[error("the rulebook is flawed: {0}")]
    Law(#[from] RulebookError),
    /// The overlay, or a file of it, can't be read.
    #[error("{path}, of the rulebook, can't be read: {source}")]
    Overlay {
        /// Which folder or file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no log.
    #[error("{folder} holds no log: name a folder that `serve` or `enroll` has made")]
    NoLog {
        /// Which folder.
        folder: String,
    },
    /// Nobody can tell where the demonstration's clock stood.
    #[error(transparent)]
    Clock(#[from] NotKept),
    /// The log can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no master key.
    #[error(transparent)]
    MasterKey(#[from] MasterKeyError),
    /// The shared folder of documents can't be used.
    #[error(transparent)]
    Documents(#[from] DocumentError),
    /// The log can't be looked through.
    #[error(transparent)]
    Verify(#[from] VerifyError),
    /// The tables can't be opened.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// A copy of tables is not what it should be, or not where it should go.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

/// The law: what is built in, and what a folder lays over it.
///
/// # Errors
///
/// Where the folder can't be read, or a row is flawed.
pub fn law(overlay: Option<&Path>) -> Result<Rulebook, StartError> {
    let files = overlay.map_or(Ok(vec![]), texts)?;
    let law = Rulebook::load(&files)?;
    let mut digest = Sha256::new();
    for (name, text) in law.sources() {
        for part in [name, text] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
    }
    let digest = hex::encode(digest.finalize());
    Ok(law.with_digest(digest))
}

/// Every file of the folder; what is no part of the rulebook is refused by its name where it is loaded.
fn texts(folder: &Path) -> Result<Vec<(String, String)>, StartError> {
    let unread = |path: &Path| {
        let path = path.display().to_string();
        |source| StartError::Overlay { path, source }
    };
    let mut files = vec![];
    for entry in std::fs::read_dir(folder).map_err(unread(folder))? {
        let entry = entry.map_err(unread(folder))?;
        let (path, name) = (entry.path(), entry.file_name());
        let text = std::fs::read_to_string(&path).map_err(unread(&path))?;
        files.push((name.to_string_lossy().into_owned(), text));
    }
    files.sort();
    Ok(files)
}

/// The parts over the embedded log in a data folder, and the follower that is to be run beside them.
///
/// # Errors
///
/// Where log or tables can't be opened.
pub fn open(
    data: &Path,
    options: &Options,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    over(embedded(data, options)?, data, (law, clock))
}

/// The parts over the log of a place: the embedded one, or one that several nodes share.
///
/// # Errors
///
/// Where log, tables or documents can't be opened, or there is no master key.
pub async fn open_place(
    place: &Place,
    options: &Options,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    over(stored(place, options).await?, &place.folder.data, (law, clock))
}

/// A log, and its documents.
type Stored = (EventStore, Documents);

async fn stored(place: &Place, options: &Options) -> Result<Stored, StartError> {
    let data = &place.folder.data;
    match &place.shared {
        None => embedded(data, options),
        Some(shared) => connected(shared, data, options.kind).await,
    }
}

fn embedded(data: &Path, options: &Options) -> Result<Stored, StartError> {
    let store = EventStore::open(data, options)?;
    let documents = Documents::new(data, store.keys().clone());
    let documents = documents.waiting_for(options.synchronous);
    Ok((store, documents))
}

async fn connected(
    shared: &Shared,
    data: &Path,
    kind: Option<LogKind>,
) -> Result<Stored, StartError> {
    let master = MasterKey::read(&shared.master_key)?;
    let store = EventStore::connect(cluster(shared, kind), master, data).await?;
    let documents = Documents::shared(&shared.documents, &store)?;
    Ok((store, documents))
}

fn cluster(shared: &Shared, kind: Option<LogKind>) -> Cluster {
    let (address, prefix) = (shared.store.clone(), shared.store_prefix.clone());
    Cluster { address, kind, categories: categories(), prefix }
}

/// Looks through the log of a place, beside whoever works on it; `progress` is told how far it is, and where the log
/// ends.
///
/// # Errors
///
/// Where there is no log, or it, its keys or its documents can't be read at all.
pub async fn verify(
    place: &Place,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Report, StartError> {
    let way = Way { readable: &projections::readable, progress };
    let Some(shared) = &place.shared else {
        holds_log(&place.folder.data)?;
        return Ok(verify::verify(&place.folder.data, way)?);
    };
    let master = MasterKey::read(&shared.master_key)?;
    Ok(verify::verify_shared(cluster(shared, None), (master, &shared.documents), way).await?)
}

/// What the names of all streams begin with that this program writes, but for the log's own.
#[must_use]
pub fn categories() -> Vec<String> {
    projections::categories().map(str::to_owned).collect()
}

/// Whether the folder holds a log.
///
/// # Errors
///
/// Where it doesn't.
pub fn holds_log(data: &Path) -> Result<(), StartError> {
    holds(data, &[LOG_FILE])
}

/// Whether the folder is of a node, be the log in it or elsewhere.
///
/// # Errors
///
/// Where it isn't.
pub fn is_a_nodes(data: &Path) -> Result<(), StartError> {
    holds(data, &[LOG_FILE, TABLES])
}

fn holds(data: &Path, one_of: &[&str]) -> Result<(), StartError> {
    if one_of.iter().any(|it| data.join(it).exists()) {
        return Ok(());
    }
    Err(StartError::NoLog { folder: data.display().to_string() })
}

/// The parts over a log of either kind that exists. The clock of a demonstration stands where it was last
/// set by hand, or long before its first act.
///
/// # Errors
///
/// Where there is no log, or log or tables can't be opened.
pub async fn open_existing(place: &Place, law: Rulebook) -> Result<(App, Follower), StartError> {
    let data = &place.folder.data;
    if place.shared.is_none() {
        holds_log(data)?;
    }
    let stored = stored(place, &Options::existing()).await?;
    let clock = match stored.0.kind() {
        LogKind::Real => Clock::system(),
        LogKind::Demo => Clock::standing(kept(data)?.unwrap_or(Moment::new(Timestamp::UNIX_EPOCH))),
    };
    over(stored, data, (law, clock))
}

/// What the folder of the tables is called within a data folder.
const TABLES: &str = "read";

/// Where the tables of a data folder are.
#[must_use]
pub fn tables(data: &Path) -> PathBuf {
    data.join(TABLES)
}

/// Puts a copy of another node's tables into a data folder, in the place of those that are there where `replaces`
/// says so. Where the log is known it is asked whether the copy belongs to it; otherwise the node's start does.
///
/// # Errors
///
/// Where the folder is held, the log can't be opened, or the copy doesn't fit.
pub async fn restore(
    place: &Place,
    (from, replaces): (&Path, bool),
    progress: impl FnMut(u64, u64),
) -> Result<Origin, StartError> {
    let data = &place.folder.data;
    let knows_its_log = place.shared.is_some() || holds_log(data).is_ok();
    // Whichever of the two it is holds the folder.
    let (log, _held) = if knows_its_log {
        (Some(stored(place, &Options::existing()).await?.0), None)
    } else {
        (None, Some(store::hold(data)?))
    };
    let log = (log.as_ref().map(EventStore::id), replaces);
    Ok(projections::restore(from, &tables(data), log, progress)?)
}

fn over(
    (store, documents): Stored,
    data: &Path,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    let read_model = Arc::new(ReadModel::open(&tables(data), store.id())?);
    let follower = Follower::open(store.clone(), &read_model)?;
    let progress = follower.progress();
    let (law, clock) = (Arc::new(law), Arc::new(clock));
    let refused = watch::Sender::new(Arc::from([]));
    Ok((App { store, documents, read_model, progress, law, clock, refused }, follower))
}
