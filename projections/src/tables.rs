//! The tables, and what each event does to them.

use domain::case;
use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use store::Recorded;

use crate::{cases, deadlines, documents, parties};

/// One table or a few that belong together.
pub(crate) trait Projection: Sync {
    /// `cases/1`: another number rebuilds everything.
    fn version(&self) -> &'static str;

    /// Its tables.
    fn schema(&self) -> &'static str;

    /// Its indexes, which a rebuild makes last.
    fn indexes(&self) -> &'static str;

    /// What an event does to it. Total: an error stops the follower.
    fn apply(&self, tx: &Transaction<'_>, told: &Told<'_>) -> rusqlite::Result<()>;
}

/// An event as the tables are told of it.
pub(crate) struct Told<'a> {
    /// The envelope.
    pub recorded: &'a Recorded,
    /// What it says.
    pub event: &'a case::Event,
}

impl Told<'_> {
    /// The id of the case, as tables keep it.
    pub(crate) fn case_key(&self) -> [u8; 16] {
        let id = self.recorded.stream.split_once('-').and_then(|(_, id)| id.parse().ok());
        id.unwrap_or(uuid::Uuid::nil()).into_bytes()
    }
}

/// All of them.
pub(crate) const ALL: &[&dyn Projection] =
    &[&cases::Cases, &parties::Parties, &deadlines::Deadlines, &documents::Documents];

/// The digest of all versions; it is part of the file's name, so that another version is another file.
pub(crate) fn digest() -> String {
    let mut digest = Sha256::new();
    for projection in ALL {
        digest.update(projection.version());
        digest.update(projection.schema());
        digest.update(projection.indexes());
    }
    let digest = digest.finalize();
    let six = digest.iter().take(6).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{six:012x}")
}
