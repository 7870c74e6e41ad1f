//! The tables over whole histories: lists and their order, cases folded, and rebuilding.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should panic")]

mod folding;
mod history;
mod lists;
mod rebuilding;
mod records;
mod unknown;

use projections::{Follower, ReadModel};
use store::{EventStore, LogKind, Options};
use tempfile::TempDir;

use self::history::Log;

/// A log with its tables in a folder of its own.
struct Office {
    folder: TempDir,
    log: Log,
    read_model: ReadModel,
    follower: Follower,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
        let read_model = ReadModel::open(&folder.path().join("read"), store.id()).unwrap();
        let follower = Follower::open(store.clone(), &read_model).unwrap();
        Self { folder, log: Log::new(store), read_model, follower }
    }

    async fn follow(&mut self) {
        while self.follower.catch_up().await.unwrap() {}
    }
}
