//! A log, its tables and a register for tests: what is decided here is decided by the real rules.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should panic")]

use domain::{
    Actor, Context, Facts, Moment, Narrative, Rulebook,
    officer::{Command, Officer, Posting, Registered},
};
use store::{EventStore, LogKind, Options, Receipt, Request};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Follower, ReadModel, Viewer};

/// The bureau whose people appear.
pub(crate) const AGENCY: &str = "COUNTY_510104_AMR";

pub(crate) struct Registry {
    _folder: TempDir,
    pub(crate) store: EventStore,
    pub(crate) read_model: ReadModel,
    pub(crate) follower: Follower,
    law: Rulebook,
}

impl Registry {
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
        let read_model = ReadModel::open(&folder.path().join("read")).unwrap();
        let follower = Follower::open(store.clone(), &read_model).unwrap();
        Self { _folder: folder, store, read_model, follower, law: Rulebook::builtin().unwrap() }
    }

    /// The agency enters something about a person, at `at` by the node's clock.
    pub(crate) async fn enter(&self, person: &str, at: &str, command: &Command) -> Receipt {
        let context = Context {
            actor: &Actor::System { agency: AGENCY.parse().unwrap() },
            occurred: moment(at),
            at: moment(at),
            late_entry_reason: None,
            law: &self.law,
            facts: &Facts::default(),
        };
        let request = Request {
            command_id: Uuid::new_v4(),
            command_hash: String::new(),
            expected_revision: None,
            causation_id: None,
            correlation_id: None,
        };
        let stream = format!("officer-{person}");
        store::transact::<Officer>(&self.store, &stream, &request, command, &context).await.unwrap()
    }

    pub(crate) async fn register(&self, person: &str, at: &str) -> Receipt {
        let posting = Posting {
            agency: AGENCY.parse().unwrap(),
            unit: "综合执法大队".to_owned(),
            from: moment(at).day(),
            to: None,
        };
        let entry = Command::Register(Registered {
            person: person.parse().unwrap(),
            name: Narrative::from("李明"),
            shown: "李某".to_owned(),
            posting,
        });
        self.enter(person, at, &entry).await
    }

    pub(crate) async fn follow(&mut self) {
        while self.follower.catch_up().await.unwrap() {}
    }
}

pub(crate) fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Somebody of the bureau who reads its cases.
pub(crate) fn viewer() -> Viewer {
    Viewer {
        person: "P-0001".parse().unwrap(),
        agency: AGENCY.parse().unwrap(),
        roles: vec![domain::Role::Handler],
    }
}
