//! Keys in the database that holds the log, so that every node has them: each in a stream of its own, wrapped
//! by the master key that the nodes are given. Destroying one is its stream's tombstone, and the scavenge that
//! takes what was there from the disk: the one deletion that there is.
//!
//! Sealing is synchronous. Whoever needs a key that they don't remember waits for a thread that asks.

use std::{collections::BTreeSet, sync::mpsc, time::Duration};

use kurrentdb::{
    AppendToStreamOptions, EventData, ReadStreamOptions, StreamPosition, StreamState,
    TombstoneStreamOptions,
    operations::{self, OperationalOptions},
};
use serde::{Deserialize, Serialize};
use tokio::{runtime::RuntimeFlavor, sync::mpsc as queue, task::JoinSet};
use uuid::Uuid;

use super::{
    Address,
    client::{Connection, Refused},
};
use crate::{
    KeyError, MasterKey,
    keys::{Made, random},
};

/// What the names of the streams begin with.
pub(super) const PREFIX: &str = "key-";

/// The type of the one event of such a stream.
const MADE: &str = "key.made";

/// How long whoever waits for a key does so.
const PATIENCE: Duration = Duration::from_secs(8);

/// A stream that held a key and was ended: the key's name.
pub(super) fn destroyed<'a>(stream: &'a str, event_type: &str) -> Option<&'a str> {
    stream.strip_prefix(PREFIX).filter(|_| event_type == "$streamDeleted")
}

/// What the event says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapped {
    #[serde(with = "hex")]
    wrapped: Vec<u8>,
}

/// What is asked of the thread, and where the answer goes.
enum Asked {
    Make(String, mpsc::Sender<Result<Made, KeyError>>),
    Find(String, mpsc::Sender<Result<Option<[u8; 32]>, KeyError>>),
    Destroy(String, mpsc::Sender<Result<(), KeyError>>),
}

/// The streams that hold keys.
pub(crate) struct KeyStreams(queue::UnboundedSender<Asked>);

impl KeyStreams {
    /// Nothing is asked of the database yet.
    pub(crate) fn open(
        (address, prefix): (Address, &str),
        master: MasterKey,
    ) -> Result<Self, KeyError> {
        let (asked, mut questions) = queue::unbounded_channel();
        let failed = |error: std::io::Error| KeyError::Unavailable(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let thread = std::thread::Builder::new().name("keys".to_owned());
        let prefix = format!("{prefix}{PREFIX}");
        let work = async move {
            let Ok(connection) = Connection::to_leader(&address) else { return };
            let streams = std::sync::Arc::new(Streams { connection, address, prefix, master });
            let mut answering = JoinSet::new();
            while let Some(question) = questions.recv().await {
                while answering.try_join_next().is_some() {}
                let streams = streams.clone();
                answering.spawn(async move { streams.answer(question).await });
            }
        };
        thread.spawn(move || runtime.block_on(work)).map_err(failed)?;
        Ok(Self(asked))
    }

    pub(crate) fn make(&self, names: &BTreeSet<String>) -> Result<Made, KeyError> {
        let (answer, answers) = mpsc::channel();
        for name in names {
            self.ask(Asked::Make(name.clone(), answer.clone()))?;
        }
        let mut made = vec![];
        for _ in names {
            made.extend(waited_for(&answers)?);
        }
        Ok(made)
    }

    pub(crate) fn find(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        let (answer, answers) = mpsc::channel();
        self.ask(Asked::Find(name.to_owned(), answer))?;
        waited_for(&answers)
    }

    pub(crate) fn destroy(&self, name: &str) -> Result<(), KeyError> {
        let (answer, answers) = mpsc::channel();
        self.ask(Asked::Destroy(name.to_owned(), answer))?;
        waited_for(&answers)
    }

    fn ask(&self, question: Asked) -> Result<(), KeyError> {
        self.0.send(question).map_err(|_| gone())
    }
}

fn gone() -> KeyError {
    KeyError::Unavailable("nobody asks for keys any more".to_owned())
}

/// An answer; other tasks of a runtime go on meanwhile where they can.
fn waited_for<T>(answers: &mpsc::Receiver<Result<T, KeyError>>) -> Result<T, KeyError> {
    let wait = || answers.recv_timeout(2 * PATIENCE).map_err(|_| gone())?;
    let runtime = tokio::runtime::Handle::try_current().map(|it| it.runtime_flavor());
    match runtime {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(wait),
        _ => wait(),
    }
}

/// What the thread asks with.
struct Streams {
    connection: Connection,
    address: Address,
    /// What the names of the streams begin with.
    prefix: String,
    master: MasterKey,
}

impl Streams {
    async fn answer(&self, question: Asked) {
        // Whoever asked may have gone.
        match question {
            Asked::Make(name, answer) => drop(answer.send(self.make(&name).await)),
            Asked::Find(name, answer) => drop(answer.send(self.find(&name).await)),
            Asked::Destroy(name, answer) => drop(answer.send(self.destroy(&name).await)),
        }
    }

    /// The key of this name, made where there is none. Of several who make one at once, the first one's
    /// is everybody's.
    async fn make(&self, name: &str) -> Result<Made, KeyError> {
        let (key, id) = (random()?, Uuid::new_v4());
        let wrapped = Wrapped { wrapped: self.master.wrap(name, &key)? };
        let event = EventData::json(MADE, &wrapped);
        let event = event.map_err(|error| KeyError::Unavailable(error.to_string()))?.id(id);
        let options = AppendToStreamOptions::default().stream_state(StreamState::NoStream);
        let options = options.requires_leader(true);
        let appended = self.connection.ask(PATIENCE, |client| {
            let (stream, options, event) = (self.stream(name), options.clone(), event.clone());
            async move { client.append_to_stream(stream, &options, event).await }
        });
        match appended.await {
            Ok(_) => Ok(vec![(name.to_owned(), key)]),
            Err(Refused::Moved) => {
                let key =
                    self.find(name).await?.ok_or_else(|| KeyError::Destroyed(name.to_owned()));
                Ok(vec![(name.to_owned(), key?)])
            }
            Err(Refused::Deleted) => Err(KeyError::Destroyed(name.to_owned())),
            Err(refused) => Err(self.failed(refused)),
        }
    }

    async fn find(&self, name: &str) -> Result<Option<[u8; 32]>, KeyError> {
        let options = ReadStreamOptions::default().position(StreamPosition::Start).max_count(1);
        let options = options.requires_leader(true);
        let read = self.connection.ask(PATIENCE, |client| {
            let (stream, options) = (self.stream(name), options.clone());
            async move { client.read_stream(stream, &options).await?.next().await }
        });
        match read.await {
            Ok(Some(event)) => {
                let said = serde_json::from_slice(&event.get_original_event().data);
                let Wrapped { wrapped } = said.map_err(|_| KeyError::Unopened(name.to_owned()))?;
                self.master.unwrap(name, &wrapped).map(Some)
            }
            Ok(None) | Err(Refused::Missing | Refused::Deleted) => Ok(None),
            Err(refused) => Err(self.failed(refused)),
        }
    }

    async fn destroy(&self, name: &str) -> Result<(), KeyError> {
        let options = TombstoneStreamOptions::default().requires_leader(true);
        let ended = self.connection.ask(PATIENCE, |client| {
            let (stream, options) = (self.stream(name), options.clone());
            async move { client.tombstone_stream(stream, &options).await }
        });
        match ended.await {
            Ok(_) | Err(Refused::Missing | Refused::Deleted) => {}
            Err(refused) => return Err(self.failed(refused)),
        }
        self.scavenge().await
    }

    /// What was ended goes from the disk of the node that leads; the others' own schedules see to theirs.
    async fn scavenge(&self) -> Result<(), KeyError> {
        let failed = |error: String| KeyError::Unavailable(error);
        let client = operations::Client::new(self.address.leader.clone());
        let client = client.map_err(|error| failed(error.to_string()))?;
        let options = OperationalOptions::default();
        let begun = client.start_scavenge(1, 0, &options);
        let begun = tokio::time::timeout(PATIENCE, begun).await;
        let begun = begun.map_err(|_| failed("no scavenge was begun in time".to_owned()))?;
        begun.map(drop).map_err(|error| failed(format!("no scavenge was begun: {error}")))
    }

    fn stream(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn failed(&self, refused: Refused) -> KeyError {
        KeyError::Unavailable(refused.told(&self.address).to_string())
    }
}
