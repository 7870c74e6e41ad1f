//! The log on KurrentDB: as many nodes of this program as one likes work on one log. A client whose
//! connection failed is replaced, an answer that was lost is asked for again, and each subscription has a
//! thread of its own, so that no defect of the client reaches anybody else.

mod address;
mod client;
mod envelope;
mod follow;
mod keys;
mod look;
#[cfg(test)]
mod tampering;
#[cfg(test)]
mod tests;
mod whole;

use std::{fs::File, sync::Arc, time::Duration};

use kurrentdb::{
    AppendToStreamOptions, EventData, ReadStream, ReadStreamOptions, StreamPosition, StreamState,
};
use tokio::sync::watch;

pub use self::address::{Address, NotAnAddress};
use self::client::{Connection, Refused};
pub(crate) use self::{
    follow::{Feed, NOTICED_WITHIN},
    keys::KeyStreams,
    look::Look,
};
use crate::{
    Expected, Keys, LogEvent, LogKind, Opened, Position, Proposed, Recorded, StoreError,
    codec::first_answer,
    opened::Wanted,
    stored::{self, Stored},
};

/// How long a start looks for the database.
const START: Duration = Duration::from_secs(7);

/// How long it then looks whether a node listens.
const PROBE: Duration = Duration::from_millis(500);

/// How long an append or a read looks for a node that answers.
const PATIENCE: Duration = Duration::from_secs(8);

/// How a log on KurrentDB is opened.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// Where it is.
    pub address: Address,
    /// What kind of log it is to be; one that exists must be of this kind. Without one a log must exist.
    pub kind: Option<LogKind>,
    /// What the names of the streams begin with that readers of the whole log are to see.
    pub categories: Vec<String>,
    /// What all names of this log's streams begin with in the database, where it is not the log's alone.
    pub prefix: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Kurrent {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    address: Address,
    /// To the node that leads: whoever decides must see what was decided last.
    leader: Connection,
    /// To the node that the address prefers.
    near: Connection,
    categories: Vec<String>,
    prefix: String,
    end: watch::Sender<Option<Position>>,
    fault: watch::Sender<Option<String>>,
    /// Held for as long as the log is open, where there is a folder for what this node keeps of it.
    _lock: Option<File>,
}

impl Kurrent {
    pub(crate) async fn open(
        cluster: Cluster,
        (lock, wanted): (Option<File>, &Wanted),
    ) -> Result<(Self, Opened), StoreError> {
        let log = Self::over(cluster, lock)?;
        let opened = log.answered(log.begin(wanted).await).await?;
        Ok((log, opened))
    }

    /// What a start was answered; where nobody did, why each node didn't.
    async fn answered<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        match answer {
            Err(StoreError::Unavailable { reason }) => Err(self.unreachable(&reason).await),
            answer => answer,
        }
    }

    /// Nothing is asked of the database yet.
    fn over(cluster: Cluster, lock: Option<File>) -> Result<Self, StoreError> {
        let Cluster { address, categories, prefix, .. } = cluster;
        let (leader, near) = (Connection::to_leader(&address)?, Connection::nearest(&address)?);
        let (end, fault) = (watch::Sender::new(None), watch::Sender::new(None));
        let shared = Shared { address, leader, near, categories, prefix, end, fault, _lock: lock };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// The client does not tell why a connection failed: whether a node listens at all is looked at here.
    async fn unreachable(&self, reason: &str) -> StoreError {
        let address = &self.shared.address;
        let reason = reason.strip_prefix(&format!("{address}: ")).unwrap_or(reason);
        let probes = address.nodes().map(async |(host, port)| {
            let probe = tokio::net::TcpStream::connect((host, port));
            let cause = match tokio::time::timeout(PROBE, probe).await {
                Ok(Ok(_)) => listening(address, reason),
                Ok(Err(error)) => error.to_string(),
                Err(_) => "it does not answer".to_owned(),
            };
            format!("{host}:{port}: {cause}")
        });
        let causes = futures::future::join_all(probes).await;
        StoreError::Unreachable { address: address.to_string(), reason: causes.join("; ") }
    }

    /// Reads the log's first record, or writes it into an empty log; then looks for the end.
    async fn begin(&self, wanted: &Wanted) -> Result<Opened, StoreError> {
        let mut own = self.own().await?;
        if own.is_empty() {
            own = self.begin_anew(wanted).await?;
        }
        let address = &self.shared.address;
        let opened = wanted.accept(&own, (address, address))?;
        self.look_for_end().await?;
        Ok(opened)
    }

    /// Writes the log's first record. Of several nodes that do so at once one succeeds; its record is
    /// everybody's.
    async fn begin_anew(&self, wanted: &Wanted) -> Result<Vec<Stored>, StoreError> {
        let first = wanted.first(&self.shared.address)?;
        let begun = self.append(LogEvent::CATEGORY, Expected::Empty, vec![first]).await;
        if let Err(error) = begun
            && !matches!(error, StoreError::Conflict { .. })
        {
            return Err(error);
        }
        let own = self.own().await?;
        if own.is_empty() {
            let reason = "the log's first record can't be read back".to_owned();
            return Err(StoreError::Unavailable { reason });
        }
        Ok(own)
    }

    /// The log's own records.
    pub(crate) async fn own(&self) -> Result<Vec<Stored>, StoreError> {
        self.rows(&self.shared.leader, LogEvent::CATEGORY, START).await
    }

    /// Where the database is.
    pub(crate) fn address(&self) -> String {
        self.shared.address.to_string()
    }

    pub(crate) fn end(&self) -> Option<Position> {
        *self.shared.end.borrow()
    }

    /// Whether anything but its own record lies in the log.
    pub(crate) fn holds_events(&self) -> bool {
        self.end().is_some()
    }

    pub(crate) fn writes_off(&self) -> Option<String> {
        self.shared.fault.borrow().clone()
    }

    /// Somebody has seen the log up to here.
    fn reached(&self, position: Option<Position>) {
        self.shared.end.send_if_modified(|end| {
            let further = position > *end;
            if further {
                *end = position;
            }
            further
        });
    }

    /// What a stream is called in the database.
    fn named(&self, stream: &str) -> String {
        format!("{}{stream}", self.shared.prefix)
    }

    /// Sends the append until there is an answer. The server knows a repeated one by the ids; whatever it
    /// says of another revision is decided by reading what lies there.
    pub(crate) async fn append(
        &self,
        stream: &str,
        expected: Expected,
        proposed: Vec<Proposed>,
    ) -> Result<Position, StoreError> {
        if let Some(reason) = self.writes_off() {
            return Err(StoreError::WritesOff { reason });
        }
        let presumed = match expected {
            Expected::Empty => StreamState::NoStream,
            Expected::Revision(revision) => StreamState::StreamRevision(revision),
        };
        let options = AppendToStreamOptions::default().stream_state(presumed).requires_leader(true);
        let sent: Arc<[EventData]> = envelope::sealed(stream, expected, &proposed)?.into();
        let asked = self.shared.leader.ask(PATIENCE, |client| {
            let (name, options, sent) = (self.named(stream), options.clone(), sent.to_vec());
            async move { client.append_to_stream(name, &options, sent).await }
        });
        match asked.await {
            Ok(written) => {
                let position = Position::new(written.position.commit);
                // The log's own record is none that readers see.
                self.reached(Some(position).filter(|_| stream != LogEvent::CATEGORY));
                Ok(position)
            }
            Err(Refused::Moved) => self.repeated(stream, expected, &proposed).await,
            Err(refused) => Err(refused.told(&self.shared.address)),
        }
    }

    /// The first answer, where the append was made before.
    async fn repeated(
        &self,
        stream: &str,
        expected: Expected,
        proposed: &[Proposed],
    ) -> Result<Position, StoreError> {
        let rows = self.rows(&self.shared.leader, stream, PATIENCE).await?;
        let at = |it: &Stored| (it.id, Position::new(it.position));
        let later = rows.iter().filter(|it| it.revision >= expected.next());
        let there: Vec<_> = later.map(at).collect();
        first_answer(stream, proposed, &there)
            .ok_or_else(|| StoreError::Conflict { current: rows.last().map(|it| it.revision) })
    }

    /// A whole stream, as the leader has it.
    pub(crate) async fn read(&self, stream: &str) -> Result<Vec<Recorded>, StoreError> {
        let rows = self.rows(&self.shared.leader, stream, PATIENCE).await?;
        self.sound(stored::chained(rows, &self.shared.address))
    }

    /// A whole stream, as the preferred node has it, or the leader where that one lags behind.
    pub(crate) async fn read_known(
        &self,
        stream: &str,
        revision: Option<u64>,
    ) -> Result<Vec<Recorded>, StoreError> {
        let rows = self.rows(&self.shared.near, stream, PATIENCE).await?;
        if rows.last().map(|it| it.revision) < revision {
            return self.read(stream).await;
        }
        self.sound(stored::chained(rows, &self.shared.address))
    }

    async fn rows(
        &self,
        connection: &Connection,
        stream: &str,
        patience: Duration,
    ) -> Result<Vec<Stored>, StoreError> {
        let options = ReadStreamOptions::default()
            .forwards()
            .position(StreamPosition::Start)
            .requires_leader(connection.is_to_leader());
        let asked = connection.ask(patience, |client| {
            let (name, options) = (self.named(stream), options.clone());
            async move { self.events(client.read_stream(name, &options).await?).await }
        });
        match asked.await {
            Ok(rows) => Ok(rows),
            Err(Refused::Missing) => Ok(vec![]),
            Err(refused) => Err(refused.told(&self.shared.address)),
        }
    }

    /// All that a read tells.
    async fn events(&self, mut read: ReadStream) -> kurrentdb::Result<Vec<Stored>> {
        let mut events = vec![];
        while let Some(event) = read.next().await? {
            events.push(envelope::opened(event.get_original_event(), &self.shared.prefix));
        }
        Ok(events)
    }

    /// All that comes after a place. What others do to the keys is passed on to `keys`.
    pub(crate) fn follow(&self, after: Option<Position>, keys: Keys) -> Feed {
        Feed::new(self.clone(), keys, after)
    }

    /// Damage that is met turns writes off.
    fn sound<T>(&self, read: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &read
            && error.is_final()
        {
            self.shared.fault.send_replace(Some(error.to_string()));
        }
        read
    }
}

/// Why nothing comes of a node that listens. The client tells how it failed in its own words alone.
fn listening(address: &Address, reason: &str) -> String {
    let advice = match (address.is_secure(), reason) {
        (true, reason) if reason.contains("(Connect)") => {
            "no TLS connection comes about: look at `tls` and `tlsCaFile`"
        }
        (false, reason) if reason.contains("canceled") => {
            "it breaks off: it may expect TLS, look at `tls`"
        }
        _ => return reason.to_owned(),
    };
    format!("it listens, and {advice} in the connection string ({reason})")
}
