//! What the nodes of a double have in common: one log, one set of faults, and an opinion of who leads.

use std::{
    net::SocketAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;
use uuid::Uuid;

use crate::{Faults, Options, log::Log};

/// The cluster, as each of its nodes knows it.
pub struct Cluster {
    pub log: Log,
    pub faults: Faults,
    pub options: Options,
    members: Mutex<Members>,
    elected: watch::Sender<()>,
}

#[derive(Default)]
struct Members {
    all: Vec<Member>,
    leader: Option<usize>,
}

/// A node, as others see it.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Who it says it is.
    pub id: Uuid,
    /// Where it listens, or did.
    pub address: SocketAddr,
    /// Whether it listens.
    pub is_alive: bool,
    /// Whether it leads.
    pub leads: bool,
}

impl Cluster {
    pub fn new(options: Options) -> Self {
        Self {
            log: Log::new(options.commits_apart),
            faults: Faults::none(),
            options,
            members: Mutex::default(),
            elected: watch::Sender::new(()),
        }
    }

    fn locked(&self) -> MutexGuard<'_, Members> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a node in; the first one leads.
    pub fn join(&self, address: SocketAddr) {
        let mut members = self.locked();
        members.all.push(Member { id: Uuid::new_v4(), address, is_alive: false, leads: false });
        members.leader.get_or_insert(0);
    }

    /// All nodes, in the order in which they joined, and whether anybody leads.
    pub fn members(&self) -> Vec<Member> {
        let members = self.locked();
        let told = |(n, it): (usize, &Member)| Member { leads: members.leader == Some(n), ..*it };
        members.all.iter().enumerate().map(told).collect()
    }

    /// A node leads from now on, or none.
    pub fn elect(&self, leader: Option<usize>) {
        self.locked().leader = leader;
        self.elected.send_replace(());
    }

    /// A node listens. It leads where the one that led doesn't listen.
    pub fn rise(&self, node: usize) {
        let mut members = self.locked();
        members.all[node].is_alive = true;
        if members.leader.is_some_and(|leader| !members.all[leader].is_alive) {
            members.leader = Some(node);
        }
        self.elected.send_replace(());
    }

    /// A node doesn't listen any more. Where it led, the first one that does leads instead.
    pub fn fall(&self, node: usize) {
        let mut members = self.locked();
        members.all[node].is_alive = false;
        if members.leader == Some(node) {
            let other = members.all.iter().position(|it| it.is_alive);
            members.leader = other.or(Some(node));
        }
        self.elected.send_replace(());
    }

    /// Who leads.
    pub fn leader(&self) -> Option<usize> {
        self.locked().leader
    }

    /// Where a node listens.
    pub fn address(&self, node: usize) -> SocketAddr {
        self.locked().all[node].address
    }

    /// Tells of each election.
    pub fn elected(&self) -> watch::Receiver<()> {
        self.elected.subscribe()
    }
}
