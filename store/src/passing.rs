//! Which of SQLite's errors pass: the disk is full, or somebody else has the file.

use rusqlite::{Error, ErrorCode, ffi};

/// Why to try again, where that may help. On a full disk the index of a WAL can't grow either, which SQLite tells as an
/// error of input and output.
#[must_use]
pub fn passing(error: &Error) -> Option<&'static str> {
    let of = error.sqlite_error()?;
    match of.code {
        _ if of.extended_code == ffi::SQLITE_IOERR_SHMSIZE => Some("the disk is full"),
        ErrorCode::DiskFull => Some("the disk is full"),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Some("the file is busy"),
        _ => None,
    }
}
