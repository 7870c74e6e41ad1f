//! A connection that lasts: the client of version 1.2 is dead once its first connection failed, and asks a
//! node that is gone for ever, so that a new one takes its place.

use std::{
    fmt::Display,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_lc_rs::rand;
use kurrentdb::{Client, ClientSettings, Error};
use tokio::time::Instant;

use super::Address;
use crate::StoreError;

/// How long one attempt waits for its answer.
const ATTEMPT: Duration = Duration::from_secs(3);

/// The first and the longest pause between two attempts.
const PAUSES: (Duration, Duration) = (Duration::from_millis(20), Duration::from_secs(2));

/// Codes of gRPC.
const INVALID_ARGUMENT: i32 = 3;
const FAILED_PRECONDITION: i32 = 9;

/// A client, and the one that comes after it.
pub(super) struct Connection {
    settings: ClientSettings,
    to_leader: bool,
    current: Mutex<Current>,
}

struct Current {
    generation: u64,
    client: Client,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("to_leader", &self.to_leader).finish_non_exhaustive()
    }
}

/// Why a question has no answer, and never will.
#[derive(Debug)]
pub(super) enum Refused {
    /// The stream is at another revision than was presumed.
    Moved,
    /// There is no such stream.
    Missing,
    /// The stream was ended for good.
    Deleted,
    /// Nobody answers at present.
    Unavailable(String),
    /// The server says no.
    Never(String),
}

impl Refused {
    pub(super) fn told(self, address: &Address) -> StoreError {
        let at = |reason: &dyn Display| format!("{address}: {reason}");
        match self {
            Self::Unavailable(reason) => StoreError::Unavailable { reason: at(&reason) },
            Self::Never(reason) => StoreError::Undone { file: address.to_string(), reason },
            Self::Moved => StoreError::Unavailable { reason: at(&"the stream is moving on") },
            Self::Missing => StoreError::Unavailable { reason: at(&"the stream is not there yet") },
            Self::Deleted => {
                let reason = "the stream was ended for good, which this program does to keys alone";
                StoreError::Undone { file: address.to_string(), reason: reason.to_owned() }
            }
        }
    }
}

impl Connection {
    pub(super) fn to_leader(address: &Address) -> Result<Self, StoreError> {
        Self::open(address, address.leader.clone(), true)
    }

    pub(super) fn nearest(address: &Address) -> Result<Self, StoreError> {
        Self::open(address, address.near.clone(), false)
    }

    fn open(
        address: &Address,
        settings: ClientSettings,
        to_leader: bool,
    ) -> Result<Self, StoreError> {
        let client = connect(&settings)
            .map_err(|reason| StoreError::Unreachable { address: address.to_string(), reason })?;
        let current = Mutex::new(Current { generation: 0, client });
        Ok(Self { settings, to_leader, current })
    }

    pub(super) const fn is_to_leader(&self) -> bool {
        self.to_leader
    }

    /// Asks until there is an answer. A question whose answer was lost is asked again, so that it must be
    /// one that may be asked twice.
    pub(super) async fn ask<T, F>(
        &self,
        patience: Duration,
        question: impl Fn(Client) -> F,
    ) -> Result<T, Refused>
    where
        F: Future<Output = kurrentdb::Result<T>>,
    {
        let (until, mut pauses) = (Instant::now() + patience, Pauses::default());
        loop {
            let (generation, client) = {
                let current = self.current();
                (current.generation, current.client.clone())
            };
            let left = until.saturating_duration_since(Instant::now()).min(ATTEMPT);
            let met = match tokio::time::timeout(left, question(client)).await {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(error)) => Met::of(error),
                Err(_) => Met::Lost("no answer in time".to_owned()),
            };
            let reason = match met {
                Met::Refused(refused) => return Err(refused),
                // The client goes to the new leader by itself.
                Met::NotLeader(reason) => reason,
                Met::Lost(reason) => {
                    self.renew(generation).map_err(Refused::Unavailable)?;
                    reason
                }
            };
            let pause = pauses.next();
            if Instant::now() + pause >= until {
                return Err(Refused::Unavailable(reason));
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Puts a new client in the place of one that failed, once for all who met the failure.
    fn renew(&self, generation: u64) -> Result<(), String> {
        let mut current = self.current();
        if current.generation == generation {
            *current = Current { generation: generation + 1, client: connect(&self.settings)? };
        }
        Ok(())
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client; it looks for its node with the first question.
pub(super) fn connect(settings: &ClientSettings) -> Result<Client, String> {
    Client::new(settings.clone()).map_err(|error| error.to_string())
}

/// What an error of the client means.
pub(super) enum Met {
    Refused(Refused),
    /// Another node leads now.
    NotLeader(String),
    /// Nobody can tell whether it was done.
    Lost(String),
}

impl Met {
    pub(super) fn of(error: Error) -> Self {
        let said = in_short(&error.to_string());
        match error {
            Error::WrongExpectedVersion { .. } => Self::Refused(Refused::Moved),
            // What the client makes of a wrong revision that comes in the trailers.
            Error::Grpc { code, .. } if i32::from(code) == FAILED_PRECONDITION => {
                Self::Refused(Refused::Moved)
            }
            Error::Grpc { code, .. } if i32::from(code) == INVALID_ARGUMENT => {
                Self::Refused(Refused::Never(said))
            }
            Error::ResourceNotFound => Self::Refused(Refused::Missing),
            Error::ResourceDeleted => Self::Refused(Refused::Deleted),
            Error::AccessDenied => {
                let reason =
                    "the server refuses access; look at the user and the password".to_owned();
                Self::Refused(Refused::Never(reason))
            }
            Error::UnsupportedFeature | Error::ResourceAlreadyExists => {
                Self::Refused(Refused::Never(said))
            }
            Error::NotLeaderException(_) => Self::NotLeader("another node leads now".to_owned()),
            Error::ServerError(_)
            | Error::ConnectionClosed
            | Error::Grpc { .. }
            | Error::GrpcConnectionError(_)
            | Error::InternalParsingError(_)
            | Error::InternalClientError
            | Error::DeadlineExceeded
            | Error::InitializationError(_)
            | Error::IllegalStateError(_) => Self::Lost(said),
        }
    }
}

/// What an error says, without what only its makers understand: the client shows a status of gRPC whole.
fn in_short(said: &str) -> String {
    let message =
        said.split_once("message: \"").and_then(|(_, rest)| rest.split_once("\", details"));
    message.map_or(said, |(message, _)| message).to_owned()
}

/// Pauses that grow, each cut short by chance so that not all come back at once.
#[derive(Default)]
pub(super) struct Pauses(u32);

impl Pauses {
    pub(super) fn next(&mut self) -> Duration {
        let longest = (PAUSES.0 * 2_u32.saturating_pow(self.0)).min(PAUSES.1);
        self.0 += 1;
        let mut chance = [0];
        // Without chance the pause is the longest.
        if rand::fill(&mut chance).is_err() {
            return longest;
        }
        longest.mul_f64(0.5 + f64::from(chance[0]) / 512.0)
    }

    /// It works again.
    pub(super) fn over(&mut self) {
        self.0 = 0;
    }
}
