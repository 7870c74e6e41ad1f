//! Copies of the tables, so that a new node starts from another's instead of from the beginning of the log. A
//! copy is one file, taken in one transaction beside whoever writes the tables; it says itself of which log it is,
//! how far, and which projections made it. It holds what tables hold: sealed parts stay sealed.

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, ErrorCode,
    backup::{Backup, StepResult},
};
use store::{Position, private};
use uuid::Uuid;

use crate::{
    origin::Origin,
    read_model::{ReadModelError, files, read_only},
    rebuild::keep,
    tables,
};

/// What a copy is called in its folder.
const FILE: &str = "tables.db";

/// How many pages are copied between two reports.
const PAGES: i32 = 1_024;

/// How long it waits before it tries a file again that is busy, and how often.
const AGAIN_AFTER: Duration = Duration::from_millis(50);
const TRIES: u32 = 100;

/// Why tables are not copied, or a copy is not put in a node's place for them.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file of tables failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// There is nothing to copy.
    #[error(
        "{} holds no tables of this version of the program: name the data folder of a node that has served, \
         and use the program that serves it",
        .0.display()
    )]
    NoTables(PathBuf),
    /// A copy would take the place of another one.
    #[error("{} is there already, and a backup takes no other's place: name another folder", .0.display())]
    There(PathBuf),
    /// What is there is no copy.
    #[error("{} is no backup of a node's tables: name the folder that `anjuan backup --to` was given", .0.display())]
    NoBackup(PathBuf),
    /// A copy whose bytes are not those that were written.
    #[error("{} is damaged: {what}", file.display())]
    Damaged {
        /// Which.
        file: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// Nothing of it could be read here.
    #[error(
        "the backup was made by another version of the program ({versions}): a node of this version would make \
         all tables anew from the log all the same, and does so when it starts without a backup; to start \
         from a copy, take it from a node of this version"
    )]
    OtherVersion {
        /// Which tables differ, and how.
        versions: String,
    },
    /// It tells of something else.
    #[error(
        "the backup is of the log {found}, and the node's log is {log}: take one of a node of the same log, or \
         start without, and the tables are made from the log"
    )]
    OtherLog {
        /// Of which log it is.
        found: Uuid,
        /// The log.
        log: Uuid,
    },
    /// The node has tables already.
    #[error(
        "the node has tables already, {}; the backup's are {}. `--replace` puts it in their place: nothing \
         is lost, for whatever it lacks comes from the log again",
        upto(*.has), upto(*.backup)
    )]
    HasTables {
        /// How far they are.
        has: Option<Position>,
        /// How far the backup is.
        backup: Option<Position>,
    },
}

fn upto(position: Option<Position>) -> String {
    position.map_or_else(|| "still empty".to_owned(), |it| format!("up to {it}"))
}

/// Copies the tables in the folder `tables` into the folder `to`, while others may read and write them; what the
/// copy says of itself. `progress` is told how many pages are done, and of how many.
///
/// # Errors
///
/// Where there are no tables, a copy is there already, or a file fails.
pub fn back_up(
    tables: &Path,
    to: &Path,
    progress: impl FnMut(u64, u64),
) -> Result<Origin, BackupError> {
    let source = newest(tables)?.ok_or_else(|| BackupError::NoTables(tables.to_owned()))?;
    let file = to.join(FILE);
    if file.exists() {
        return Err(BackupError::There(file));
    }
    private::folder(to).map_err(unusable(to))?;
    copy(&source, &file, progress)
}

/// Puts the copy in the folder `from` into the folder `tables`, which nobody may use meanwhile; what it says of
/// itself. `log` is the node's, where it is known; tables that are there give way where `replaces` says so.
///
/// # Errors
///
/// Where it is no copy, or one of another log or version, or tables are there; what is there stays then.
pub fn restore(
    from: &Path,
    tables: &Path,
    (log, replaces): (Option<Uuid>, bool),
    progress: impl FnMut(u64, u64),
) -> Result<Origin, BackupError> {
    let file = from.join(FILE);
    let backup = said(&file).map_err(|error| unfit(file.clone(), &error))?;
    if backup.digest != tables::digest() {
        return Err(BackupError::OtherVersion { versions: versions(&backup) });
    }
    if let Some(log) = log.filter(|it| *it != backup.log) {
        return Err(BackupError::OtherLog { found: backup.log, log });
    }
    private::folder(tables).map_err(unusable(tables))?;
    let present = newest(tables)?;
    if let Some(present) = present.as_ref().filter(|_| !replaces) {
        let has = said(present).map_err(failed(present))?.position;
        return Err(BackupError::HasTables { has, backup: backup.position });
    }
    let first = || files::newest(tables).map_err(unusable(tables));
    let path = present.map_or_else(first, |it| Ok(files::after(&it)))?;
    let restored = copy(&file, &path, progress)?;
    files::remove_others(tables, &path).map_err(unusable(tables))?;
    Ok(restored)
}

/// The file of tables that is read at present, where there is one.
fn newest(tables: &Path) -> Result<Option<PathBuf>, BackupError> {
    match files::newest(tables) {
        Ok(path) => Ok(Some(path).filter(|it| it.exists())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(unusable(tables)(source)),
    }
}

/// Why a file says nothing of itself.
fn unfit(file: PathBuf, error: &rusqlite::Error) -> BackupError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => BackupError::Damaged { file, what: error.to_string() },
        _ => BackupError::NoBackup(file),
    }
}

fn said(path: &Path) -> rusqlite::Result<Origin> {
    Origin::of(&read_only(path)?)
}

/// Copies a file of tables as it stands when it is first read; after a crash the copy is there whole or not at
/// all.
fn copy(source: &Path, path: &Path, progress: impl FnMut(u64, u64)) -> Result<Origin, BackupError> {
    let unfinished = path.with_extension("unfinished");
    let made = files::remove(&unfinished).and_then(|()| private::file(&unfinished));
    made.map_err(unusable(&unfinished))?;
    let copied = checked(source, &unfinished, progress).and_then(|origin| {
        keep(&unfinished, path).map_err(unusable(path))?;
        Ok(origin)
    });
    if copied.is_err() {
        // What is left of it would only take room; where even that fails, the next copy sees to it.
        drop(files::remove(&unfinished));
    }
    copied
}

/// A copy whose pages were looked through.
fn checked(
    source: &Path,
    path: &Path,
    progress: impl FnMut(u64, u64),
) -> Result<Origin, BackupError> {
    let copied = pages((source, path), progress).map_err(failed(source))?;
    if let Some(what) = look_through(&copied).map_err(failed(path))? {
        return Err(BackupError::Damaged { file: source.to_owned(), what });
    }
    let origin = Origin::of(&copied).map_err(failed(path))?;
    // Nothing lies beside the file: it is whole by itself, and read where nobody may write.
    copied.pragma_update(None, "journal_mode", "DELETE").map_err(failed(path))?;
    copied.close().map_err(|(_, error)| failed(path)(error))?;
    Ok(origin)
}

/// A transaction of the source's own keeps it as it is for as long as the copy takes.
fn pages(
    (source, path): (&Path, &Path),
    mut progress: impl FnMut(u64, u64),
) -> rusqlite::Result<Connection> {
    let source = read_only(source)?;
    let snapshot = source.unchecked_transaction()?;
    Origin::of(&snapshot)?;
    let mut copied = Connection::open(path)?;
    let backup = Backup::new(&snapshot, &mut copied)?;
    let mut tries = 0;
    loop {
        let step = backup.step(PAGES)?;
        let told = backup.progress();
        let [left, all] =
            [told.remaining, told.pagecount].map(|it| u64::try_from(it).unwrap_or_default());
        progress(all.saturating_sub(left), all);
        match step {
            StepResult::Done => break,
            StepResult::More => tries = 0,
            _ if tries == TRIES => {
                let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
                return Err(rusqlite::Error::SqliteFailure(busy, None));
            }
            _ => {
                tries += 1;
                std::thread::sleep(AGAIN_AFTER);
            }
        }
    }
    drop(backup);
    Ok(copied)
}

/// What is wrong with the pages of a file, where something is.
fn look_through(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(Some(found).filter(|it| it != "ok"))
}

/// Which tables another version of the program makes otherwise, as `theirs, here ours`.
fn versions(backup: &Origin) -> String {
    let name = |it: &str| it.split_once('/').map_or(it, |(name, _)| name).to_owned();
    let theirs = |ours: &str| backup.projections.iter().find(|it| name(it) == name(ours)).cloned();
    let mut differing: Vec<_> = tables::projections()
        .filter_map(|ours| match theirs(ours) {
            Some(same) if same == ours => None,
            Some(other) => Some(format!("{other} there, {ours} here")),
            None => Some(format!("{ours} here alone")),
        })
        .collect();
    let known = |theirs: &&String| tables::projections().any(|it| name(it) == name(theirs));
    let gone = backup.projections.iter().filter(|it| !known(it));
    differing.extend(gone.map(|it| format!("{it} there alone")));
    if differing.is_empty() {
        return "the same projections with other columns or indexes".to_owned();
    }
    differing.join("; ")
}

fn failed(path: &Path) -> impl Fn(rusqlite::Error) -> BackupError {
    let path = path.to_owned();
    move |source| ReadModelError::Sqlite { path: path.clone(), source }.into()
}

fn unusable(path: &Path) -> impl Fn(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| ReadModelError::Folder { path: path.clone(), source }.into()
}
