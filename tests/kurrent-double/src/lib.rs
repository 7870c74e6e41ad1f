//! A double of `KurrentDB` that tests run against: the part of its protocol that the log uses, over real
//! gRPC, with nodes that fail as and when a test wants.
//!
//! A [`Double`] is one node or several over one log in memory. It answers as the server does where
//! clients can tell: expected revisions and repeated appends, positions with gaps, filtered subscriptions
//! with checkpoints, soft deletion, tombstones and scavenging, not-leader and not-ready. [`Faults`] says
//! what goes wrong. It keeps nothing on disk, knows no TLS, and serves no batches, links, projections or
//! persistent subscriptions.

#![expect(clippy::result_large_err, reason = "tonic's services answer a bare `Status`")]

mod cluster;
mod faults;
mod line;
mod log;
mod management;
mod node;
mod proto;
mod refusal;
mod streams;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use cluster::Cluster;
use node::{Node, Running};

pub use crate::{
    faults::{AppendFault, Conflicts, Faults},
    log::{Event, Place, Record},
    streams::BUFFER,
};

/// How a double is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many nodes there are.
    pub nodes: usize,
    /// Where the first one listens; port 0 is any that is free. The others listen on any.
    pub listen: SocketAddr,
    /// What all events of one append may take together, in bytes.
    pub append_size_max: usize,
    /// What one event may take, in bytes.
    pub event_size_max: usize,
    /// Who may ask, with which password; everybody, where nobody is named.
    pub credentials: Option<(String, String)>,
    /// A commit lies behind what was prepared for it, as with several events of an old server; otherwise they have
    /// one place.
    pub commits_apart: bool,
}

impl Default for Options {
    /// One node on any port of this machine, with the limits of an old server, open to everybody.
    fn default() -> Self {
        Self {
            nodes: 1,
            listen: (Ipv4Addr::LOCALHOST, 0).into(),
            append_size_max: 1 << 20,
            event_size_max: 1 << 20,
            credentials: None,
            commits_apart: true,
        }
    }
}

/// A database that looks like `KurrentDB` to its clients, until it is dropped.
pub struct Double {
    cluster: Arc<Cluster>,
    nodes: Vec<Option<Running>>,
}

impl Double {
    /// One node, which leads.
    ///
    /// # Errors
    ///
    /// Where no port is free.
    pub fn single() -> io::Result<Self> {
        Self::start(Options::default())
    }

    /// So many nodes; the first one leads.
    ///
    /// # Errors
    ///
    /// Where no port is free.
    pub fn of_nodes(nodes: usize) -> io::Result<Self> {
        Self::start(Options { nodes, ..Options::default() })
    }

    /// As the options say.
    ///
    /// # Errors
    ///
    /// Where the port is not free.
    pub fn start(options: Options) -> io::Result<Self> {
        let (nodes, listen) = (options.nodes, options.listen);
        let mut double = Self { cluster: Arc::new(Cluster::new(options)), nodes: vec![] };
        let listeners = (0..nodes).map(|n| {
            let port = if n == 0 { listen.port() } else { 0 };
            Node::listen(SocketAddr::new(listen.ip(), port))
        });
        let listeners: Vec<_> = listeners.collect::<io::Result<_>>()?;
        for listener in &listeners {
            double.cluster.join(listener.local_addr()?);
        }
        for (index, listener) in listeners.into_iter().enumerate() {
            let node = Node { index, cluster: Arc::clone(&double.cluster) };
            double.cluster.rise(index);
            double.nodes.push(Some(node.run(listener)?));
        }
        Ok(double)
    }

    /// What clients connect to: all nodes, without TLS, with the credentials. More settings may be added
    /// with `&`.
    #[must_use]
    pub fn connection_string(&self) -> String {
        let members = self.cluster.members();
        let hosts: Vec<_> = members.iter().map(|it| it.address.to_string()).collect();
        let user = self.cluster.options.credentials.as_ref();
        let user = user.map_or_else(String::new, |(user, password)| format!("{user}:{password}@"));
        format!("kurrentdb://{user}{}?tls=false", hosts.join(","))
    }

    /// Where a node listens, or did before it was stopped.
    #[must_use]
    pub fn address(&self, node: usize) -> SocketAddr {
        self.cluster.address(node)
    }

    /// Which node leads; nothing where none does.
    #[must_use]
    pub fn leader(&self) -> Option<usize> {
        self.cluster.leader()
    }

    /// Another node leads from now on, or none. Subscriptions that wanted the leader end.
    pub fn elect(&self, leader: Option<usize>) {
        self.cluster.elect(leader);
    }

    /// A node is gone at once, with all its connections. Where it led, another one does.
    pub fn stop(&mut self, node: usize) {
        self.cluster.fall(node);
        self.nodes[node] = None;
    }

    /// A stopped node is back where it was, with the same log.
    ///
    /// # Errors
    ///
    /// Where somebody else took its port.
    pub fn restart(&mut self, node: usize) -> io::Result<()> {
        self.stop(node);
        let listener = Node::listen(self.cluster.address(node))?;
        let running = Node { index: node, cluster: Arc::clone(&self.cluster) }.run(listener)?;
        self.cluster.rise(node);
        self.nodes[node] = Some(running);
        Ok(())
    }

    /// Every connection breaks; new ones are taken.
    pub fn drop_connections(&self) {
        for node in self.nodes.iter().flatten() {
            node.drop_connections();
        }
    }

    /// What goes wrong.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.cluster.faults
    }

    /// From now on no other node gets what is appended: it can't be read, its append waits, and a
    /// repeated append is never answered.
    pub fn hold_replication(&self) {
        self.cluster.log.hold();
    }

    /// What was held is replicated; its appends are answered.
    pub fn release_replication(&self) {
        self.cluster.log.release();
    }

    /// What was held is lost, and its appends time out; what follows is replicated.
    pub fn lose_unreplicated(&self) {
        self.cluster.log.lose();
    }

    /// Whether most nodes have all that was appended.
    #[must_use]
    pub fn is_replicated(&self) -> bool {
        self.cluster.log.is_replicated()
    }

    /// Changes an event where it lies, as whoever has the database's disk could; whether it is there.
    pub fn tamper(&self, stream: &str, revision: u64, change: impl FnOnce(&mut Event)) -> bool {
        self.cluster.log.tamper(stream, revision, change)
    }

    /// All that can be read, in its order.
    #[must_use]
    pub fn records(&self) -> Vec<Arc<Record>> {
        self.cluster.log.records()
    }
}
