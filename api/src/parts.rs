//! How the parts are put together from a data folder.

use std::{path::Path, sync::Arc};

use domain::{Moment, Rulebook, rulebook::RulebookError};
use jiff::Timestamp;
use projections::{Follower, ReadModel, ReadModelError};
use sha2::{Digest, Sha256};
use store::{Documents, EventStore, LogKind, Options, StoreError};

use crate::{App, clock::Clock};

/// Why the program can't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The law is flawed.
    #[error("the rulebook is flawed: {0}")]
    Law(#[from] RulebookError),
    /// A file of the overlay can't be read.
    #[error("the rulebook folder {folder} can't be read: {source}")]
    Overlay {
        /// Which folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// The folder holds no log.
    #[error("{folder} holds no log")]
    NoLog {
        /// Which folder.
        folder: String,
    },
    /// The log can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The tables can't be opened.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
}

/// The law: what is built in, and what a folder lays over it.
///
/// # Errors
///
/// Where the folder can't be read, or a row is flawed.
pub fn law(overlay: Option<&Path>) -> Result<Rulebook, StartError> {
    let files = overlay.map_or(Ok(vec![]), |folder| {
        texts(folder)
            .map_err(|source| StartError::Overlay { folder: folder.display().to_string(), source })
    })?;
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

fn texts(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut files = vec![];
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
        if path.extension().is_some_and(|it| it == "toml") {
            files.push((name.unwrap_or_default(), std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(files)
}

/// The parts over a data folder, and the follower that is to be run beside them.
///
/// # Errors
///
/// Where log or tables can't be opened.
pub fn open(
    data: &Path,
    options: &Options,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    over(EventStore::open(data, options)?, data, (law, clock))
}

/// The parts over a folder that holds a log of either kind. The clock of a demonstration stands long
/// before its first act.
///
/// # Errors
///
/// Where there is no log, or log or tables can't be opened.
pub fn open_existing(data: &Path, law: Rulebook) -> Result<(App, Follower), StartError> {
    if !data.join("log.db").exists() {
        return Err(StartError::NoLog { folder: data.display().to_string() });
    }
    let store = match EventStore::open(data, &Options::of(LogKind::Real)) {
        Err(StoreError::WrongKind { found, .. }) => EventStore::open(data, &Options::of(found))?,
        opened => opened?,
    };
    let clock = match store.kind() {
        LogKind::Real => Clock::system(),
        LogKind::Demo => Clock::standing(Moment::new(Timestamp::UNIX_EPOCH)),
    };
    over(store, data, (law, clock))
}

fn over(
    store: EventStore,
    data: &Path,
    (law, clock): (Rulebook, Clock),
) -> Result<(App, Follower), StartError> {
    let read_model = Arc::new(ReadModel::open(&data.join("read"))?);
    let follower = Follower::open(store.clone(), &read_model)?;
    let documents = Documents::new(data, store.keys().clone());
    let progress = follower.progress();
    let (law, clock) = (Arc::new(law), Arc::new(clock));
    Ok((App { store, documents, read_model, progress, law, clock }, follower))
}
