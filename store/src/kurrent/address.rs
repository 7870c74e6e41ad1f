//! Where a KurrentDB is: its connection string, taken apart once.

use std::{fmt, str::FromStr};

use kurrentdb::ClientSettings;

/// A connection string: nodes, TLS, credentials and certificates as KurrentDB's clients write them. What
/// is shown of it names the nodes alone.
#[derive(Clone)]
pub struct Address {
    /// As it says; where it prefers no node, followers are preferred, which spares the leader.
    pub(super) near: ClientSettings,
    /// The same, with the node that leads preferred to all others.
    pub(super) leader: ClientSettings,
}

/// Not a connection string.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a connection string of KurrentDB: {0}; expected is one like `kurrentdb://host:2113?tls=false` or \
     `kurrentdb://user:password@host-1:2113,host-2:2113,host-3:2113`"
)]
pub struct NotAnAddress(String);

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        // The client waits for this long before its first call, also where there is one node; and for so long for
        // each node that it asks which one leads, before it asks the next.
        let text = with(text, "discoveryInterval=50&gossipTimeout=500", true);
        // A client that prefers the leader is answered by nobody else, even while there is none.
        let near = with(&text, "nodePreference=follower", true);
        let leader = with(&text, "nodePreference=leader", false);
        Ok(Self { near: parsed(&near)?, leader: parsed(&leader)? })
    }
}

impl Address {
    /// Whether its connections are encrypted.
    pub(super) fn is_secure(&self) -> bool {
        self.near.is_secure_mode_enabled()
    }

    /// Its hosts, with their ports.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (&str, u16)> {
        let nodes = self.near.hosts().iter();
        nodes.map(|it| (it.host.as_str(), u16::try_from(it.port).unwrap_or_default()))
    }
}

/// With one more setting, before the others, which then prevail, or after them.
fn with(text: &str, setting: &str, before: bool) -> String {
    match text.split_once('?') {
        None => format!("{text}?{setting}"),
        Some((nodes, settings)) if before => format!("{nodes}?{setting}&{settings}"),
        Some((nodes, settings)) => format!("{nodes}?{settings}&{setting}"),
    }
}

/// What is wrong is told without the text itself, which may hold a password.
fn parsed(text: &str) -> Result<ClientSettings, NotAnAddress> {
    text.parse::<ClientSettings>().map_err(|error| {
        let what = error.error().map_or_else(|| error.message().to_owned(), ToString::to_string);
        NotAnAddress(what)
    })
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nodes: Vec<_> = self.nodes().map(|(host, port)| format!("{host}:{port}")).collect();
        write!(f, "kurrentdb://{}", nodes.join(","))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}
