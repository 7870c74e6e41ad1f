//! What tables say of themselves, wherever their file lies: of which log they are, which projections made
//! them, and how far they hold it.

use rusqlite::{Connection, params};
use store::Position;
use uuid::Uuid;

use crate::{batch, tables};

/// Where tables come from, and how far they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Of which log they are.
    pub log: Uuid,
    /// How far they hold it; nothing where no event has come to them yet.
    pub position: Option<Position>,
    /// The projections that made them, each with its version: `cases/1`.
    pub projections: Vec<String>,
    /// The digest of all projections.
    pub(crate) digest: String,
}

/// Two tables that every file holds besides.
pub(crate) const SCHEMA: &str = "CREATE TABLE origin (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log BLOB NOT NULL CHECK (length(log) = 16),
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE made_by (
    projection TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;";

/// Says of new tables that they are of this log.
pub(crate) fn state(connection: &Connection, log: Uuid) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO origin (one, log, digest) VALUES (1, ?1, ?2)",
        params![log.into_bytes(), tables::digest()],
    )?;
    for projection in tables::projections() {
        connection.execute("INSERT INTO made_by (projection) VALUES (?1)", [projection])?;
    }
    Ok(())
}

impl Origin {
    /// What the tables of a file say.
    pub(crate) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let (log, digest) = connection.query_row("SELECT log, digest FROM origin", [], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
        })?;
        let mut made_by = connection.prepare("SELECT projection FROM made_by")?;
        let projections = made_by.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let position = batch::checkpoint(connection)?.map(|it| it.position);
        Ok(Self { log, position, projections, digest })
    }
}
