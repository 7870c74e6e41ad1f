//! Where the clock of a demonstration was last set, kept in its folder: it may stand later than anything
//! in the log, and goes on there when the demonstration is started again.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use domain::{Moment, id::Malformed};

/// The file in the data folder.
const FILE: &str = "demo-clock";

/// Why nobody can tell where the clock stands.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// The file can't be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It holds something else.
    #[error("{}: {source}; without the file the clock stands where the log ends", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        source: Malformed,
    },
}

/// Where the clock of the demonstration in the folder `data` was last set; nothing where nobody set it,
/// or there is no log that it could belong to.
///
/// # Errors
///
/// See [`NotKept`].
pub fn kept(data: &Path) -> Result<Option<Moment>, NotKept> {
    let path = data.join(FILE);
    if !path.exists() || !data.join(store::LOG_FILE).exists() {
        return Ok(None);
    }
    let read = fs::read_to_string(&path);
    let text = read.map_err(|source| NotKept::File { path: path.clone(), source })?;
    text.trim().parse().map(Some).map_err(|source| NotKept::Malformed { path, source })
}

/// Keeps where the clock stands now.
///
/// # Errors
///
/// The file can't be written.
pub fn keep(data: &Path, at: Moment) -> Result<(), NotKept> {
    let path = data.join(FILE);
    let unfinished = path.with_extension("unfinished");
    let written =
        fs::write(&unfinished, format!("{at}\n")).and_then(|()| fs::rename(&unfinished, &path));
    written.map_err(|source| NotKept::File { path, source })
}
