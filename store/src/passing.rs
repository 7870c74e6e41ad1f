//! What SQLite's errors mean for a file: some pass, as the disk is full or somebody else has the file; some are its damage.

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

/// The file or its disk is broken: no waiting helps.
#[must_use]
pub fn is_damage(error: &Error) -> bool {
    let broken = matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    );
    broken && passing(error).is_none()
}
