//! Keys in the database that holds the log, so that every node has them: each in a stream of its own, wrapped
//! by the master key that the nodes are given. Destroying one is its stream's tombstone, and the scavenge that
//! takes what was there from the disk: the one deletion that there is.
//!
//! Sealing is synchronous. Whoever needs a key that they don't remember waits for a thread that asks.

use std::{
    collections::{BTreeSet, HashSet},
    sync::mpsc,
    time::Duration,
};

use kurrentdb::{
    AppendToStreamOptions, EventData, ReadAllOptions, ReadStreamOptions, RecordedEvent,
    StreamPosition, StreamState, SubscriptionFilter, TombstoneStreamOptions,
    operations::{self, OperationalOptions},
};
use serde::{Deserialize, Serialize};
use tokio::{runtime::RuntimeFlavor, sync::mpsc as queue, task::JoinSet};
use uuid::Uuid;

use super::{
    Address,
    client::{Connection, Refused},
    whole::from,
};
use crate::{
    KeyError, MasterKey, Position,
    keys::{KeyByName, KeysByName, random},
};

/// What the names of the streams begin with.
pub(super) const PREFIX: &str = "key-";

/// The type of the one event of such a stream.
const MADE: &str = "key.made";

/// How many are kept at once, and how many events of theirs are read at a time.
const AT_ONCE: usize = 64;
const PAGE: usize = 1_024;

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
    Keep(String, [u8; 32], mpsc::Sender<Result<Option<KeyByName>, KeyError>>),
    Page(Option<Position>, mpsc::Sender<Result<Page, KeyError>>),
    Find(String, mpsc::Sender<Result<Option<[u8; 32]>, KeyError>>),
    Destroy(String, mpsc::Sender<Result<(), KeyError>>),
}

/// What happened to keys, from a place on.
#[derive(Default)]
struct Page {
    made: KeysByName,
    destroyed: Vec<String>,
    /// Where it ends; nothing, where there is no more.
    reached: Option<Position>,
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

    pub(crate) fn make(&self, names: &BTreeSet<String>) -> Result<KeysByName, KeyError> {
        let new = names.iter().map(|name| Ok((name.clone(), random()?)));
        let made = self.keep(&new.collect::<Result<KeysByName, KeyError>>()?)?;
        let missing = |name: &&String| !made.iter().any(|it| it.0 == **name);
        match names.iter().find(missing) {
            Some(name) => Err(KeyError::Destroyed(name.clone())),
            None => Ok(made),
        }
    }

    /// Keeps these keys under whose names there was none yet; what is kept under their names, but for those
    /// that were destroyed.
    pub(crate) fn keep(&self, keys: &[KeyByName]) -> Result<KeysByName, KeyError> {
        let mut kept = vec![];
        for some in keys.chunks(AT_ONCE) {
            let (answer, answers) = mpsc::channel();
            for (name, key) in some {
                self.ask(Asked::Keep(name.clone(), *key, answer.clone()))?;
            }
            for _ in some {
                kept.extend(waited_for(&answers)?);
            }
        }
        Ok(kept)
    }

    /// Tells all keys, a few at a time. Those that were destroyed are known before the first is told: what was
    /// not scavenged yet is still read.
    pub(crate) fn each(
        &self,
        mut take: impl FnMut(KeysByName) -> Result<(), KeyError>,
    ) -> Result<(), KeyError> {
        let mut destroyed = HashSet::new();
        self.pages(|page| {
            destroyed.extend(page.destroyed);
            Ok(())
        })?;
        self.pages(|mut page| {
            page.made.retain(|it| !destroyed.contains(&it.0));
            take(page.made)
        })
    }

    fn pages(&self, mut take: impl FnMut(Page) -> Result<(), KeyError>) -> Result<(), KeyError> {
        let mut after = None;
        loop {
            let (answer, answers) = mpsc::channel();
            self.ask(Asked::Page(after, answer))?;
            let page = waited_for(&answers)?;
            after = page.reached;
            take(page)?;
            if after.is_none() {
                return Ok(());
            }
        }
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
            Asked::Keep(name, key, answer) => drop(answer.send(self.keep(&name, key).await)),
            Asked::Page(after, answer) => drop(answer.send(self.page(after).await)),
            Asked::Find(name, answer) => drop(answer.send(self.find(&name).await)),
            Asked::Destroy(name, answer) => drop(answer.send(self.destroy(&name).await)),
        }
    }

    /// Keeps a key where there was never one of its name; what is kept there, unless it was destroyed. Of
    /// several who keep one at once, the first one's is everybody's.
    async fn keep(&self, name: &str, key: [u8; 32]) -> Result<Option<KeyByName>, KeyError> {
        let id = Uuid::new_v4();
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
            Ok(_) => Ok(Some((name.to_owned(), key))),
            Err(Refused::Moved) => Ok(self.find(name).await?.map(|key| (name.to_owned(), key))),
            Err(Refused::Deleted) => Ok(None),
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
            Ok(Some(event)) => self.unwrapped(name, event.get_original_event()).map(Some),
            Ok(None) | Err(Refused::Missing | Refused::Deleted) => Ok(None),
            Err(refused) => Err(self.failed(refused)),
        }
    }

    fn unwrapped(&self, name: &str, event: &RecordedEvent) -> Result<[u8; 32], KeyError> {
        let said = serde_json::from_slice(&event.data);
        let Wrapped { wrapped } = said.map_err(|_| KeyError::Unopened(name.to_owned()))?;
        self.master.unwrap(name, &wrapped)
    }

    /// What happened to keys after a place.
    async fn page(&self, after: Option<Position>) -> Result<Page, KeyError> {
        let options = ReadAllOptions::default()
            .forwards()
            .requires_leader(true)
            .position(from(after))
            .filter(SubscriptionFilter::on_stream_name().add_prefix(&self.prefix))
            .max_count(PAGE + usize::from(after.is_some()));
        let read = self.connection.ask(PATIENCE, |client| {
            let options = options.clone();
            async move {
                let (mut read, mut events) = (client.read_all(&options).await?, vec![]);
                while let Some(event) = read.next().await? {
                    events.push(event);
                }
                Ok(events)
            }
        });
        let read = read.await.map_err(|refused| self.failed(refused))?;
        let mut page = Page::default();
        for event in &read {
            let event = event.get_original_event();
            // A page may begin with the event at the place itself, which is known already.
            let position = Some(Position::new(event.position.commit));
            if position <= after {
                continue;
            }
            page.reached = position;
            let Some(name) = event.stream_id().strip_prefix(&self.prefix) else { continue };
            match event.event_type.as_str() {
                MADE => page.made.push((name.to_owned(), self.unwrapped(name, event)?)),
                _ => page.destroyed.push(name.to_owned()),
            }
        }
        Ok(page)
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
