//! Keys that somebody else holds: read, and never made.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{DIGESTS, FILE, KeyError, file::find};

/// The keys of a folder, read beside whoever holds it: nothing is made, and where the file is elsewhere
/// there are none.
pub(crate) struct ReadOnlyKeys {
    file: String,
    connection: Option<Connection>,
}

impl ReadOnlyKeys {
    pub(crate) fn open(folder: &Path) -> Result<Self, KeyError> {
        let path = &folder.join(FILE);
        let file = path.display().to_string();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || Connection::open_with_flags(path, flags);
        let holds_something = path.metadata().is_ok_and(|it| it.len() > 0);
        let connection = holds_something.then(open).transpose();
        match connection {
            Ok(connection) => Ok(Self { file, connection }),
            Err(source) => Err(KeyError::Sqlite { file, source }),
        }
    }

    /// Whether the folder's keys are here: the secret for digests is among them from the start, and stays.
    pub(crate) fn holds_any(&self) -> Result<bool, KeyError> {
        Ok(self.get(DIGESTS)?.is_some())
    }

    /// The key of this name, where there still is one.
    pub(crate) fn get(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        let Some(connection) = &self.connection else { return Ok(None) };
        let failed = |source| KeyError::Sqlite { file: self.file.clone(), source };
        find(connection, name).map_err(failed)
    }
}
