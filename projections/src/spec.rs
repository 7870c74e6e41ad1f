//! A log, its tables and a register for tests: what is decided here is decided by the real rules.

use domain::{
    Actor, Context, Decider, Facts, Moment, Narrative, Rulebook,
    officer::{Command, Officer, Posting, Registered},
};
use serde::{Serialize, de::DeserializeOwned};
use store::{EventStore, LogKind, Options, Receipt, Request};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Follower, ReadModel, Unit, Viewer};

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
        let read_model = ReadModel::open(&folder.path().join("read"), store.id()).unwrap();
        let follower = Follower::open(store.clone(), &read_model).unwrap();
        Self { _folder: folder, store, read_model, follower, law: Rulebook::builtin().unwrap() }
    }

    /// The agency's own system decides something on a stream, at `at` by the node's clock, under a
    /// command id and with the event that led to it.
    pub(crate) async fn decide<D>(
        &self,
        stream: &str,
        (command_id, causation_id): (Uuid, Option<Uuid>),
        (at, command): (&str, &D::Command),
    ) -> Receipt
    where
        D: Decider<Event: Serialize + DeserializeOwned>,
    {
        let context = Context {
            actor: &Actor::System { agency: AGENCY.parse().unwrap() },
            occurred: moment(at),
            at: moment(at),
            late_entry_reason: None,
            stated: &[],
            law: &self.law,
            facts: &Facts::default(),
        };
        let request = Request {
            command_id,
            command_hash: String::new(),
            expected_revision: None,
            causation_id,
            correlation_id: None,
        };
        store::transact::<D>(&self.store, stream, &request, command, &context).await.unwrap()
    }

    /// The agency enters something about a person.
    pub(crate) async fn enter(&self, person: &str, at: &str, command: &Command) -> Receipt {
        let stream = format!("officer-{person}");
        self.decide::<Officer>(&stream, (Uuid::new_v4(), None), (at, command)).await
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
        unit: Unit::Of("综合执法大队".to_owned()),
        reads_for: AGENCY.parse().unwrap(),
        heir_of: vec![],
        roles: vec![domain::Role::Handler],
    }
}
