//! The files of a read model: `read-{digest}.db` to begin with, `read-{digest}-1.db` after a rebuild, and so
//! on. The digest is that of all projection versions.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::tables;

/// The file of today's projections that was made last; where it is to be, where there is none.
pub(crate) fn newest(folder: &Path) -> io::Result<PathBuf> {
    let mut newest = 0;
    for entry in fs::read_dir(folder)? {
        newest = newest.max(number(&entry?.path()).unwrap_or(0));
    }
    Ok(folder.join(name(newest)))
}

/// The file that comes after another.
pub(crate) fn after(path: &Path) -> PathBuf {
    path.with_file_name(name(number(path).unwrap_or(0) + 1))
}

/// Removes every other file of tables, those of other versions among them.
pub(crate) fn remove_others(folder: &Path, path: &Path) -> io::Result<()> {
    let kept = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let other = name.starts_with("read-") && !name.starts_with(&kept);
        if other && entry.file_type()?.is_file() {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes a file of tables with all that SQLite puts beside it, which it would lay over another of the same name.
pub(crate) fn remove_whole(path: &Path) -> io::Result<()> {
    for beside in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(beside);
        remove(Path::new(&name))?;
    }
    Ok(())
}

/// Removes a file; it may be gone already, as where SQLite has removed a log of its own meanwhile.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn name(number: u64) -> String {
    let digest = tables::digest();
    match number {
        0 => format!("read-{digest}.db"),
        number => format!("read-{digest}-{number}.db"),
    }
}

/// Which file of today's projections it is.
fn number(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?;
    let rest = name.strip_prefix(&format!("read-{}", tables::digest()))?.strip_suffix(".db")?;
    if rest.is_empty() { Some(0) } else { rest.strip_prefix('-')?.parse().ok() }
}
