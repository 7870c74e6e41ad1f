//! As of when a record is asked for, and as of when it is answered.

use async_graphql::{OneofObject, SimpleObject};
use domain::Moment;
use projections::dossier::{self, Dossier};

use super::super::scalars::{DateTime, Position};

/// As of when a record is asked for. Who may see it is decided by today's rights.
#[derive(OneofObject)]
pub enum AsOf {
    /// What was known at this instant.
    RecordedAt(DateTime),
    /// Up to this place in the log.
    Position(Position),
}

/// As of when an answer holds.
#[derive(SimpleObject)]
pub struct Known {
    /// As known at this instant.
    recorded_at: DateTime,
    /// Up to this place in the log.
    position: Position,
}

impl AsOf {
    /// Up to where a record is read.
    #[must_use]
    pub fn until(asked: Option<Self>) -> dossier::AsOf {
        match asked {
            None => dossier::AsOf::Now,
            Some(Self::RecordedAt(at)) => dossier::AsOf::RecordedAt(at.into()),
            Some(Self::Position(at)) => dossier::AsOf::Position(at.into()),
        }
    }
}

impl Known {
    pub(super) fn new(dossier: &Dossier, now: Moment) -> Self {
        let (recorded_at, position) = dossier.known_at(now);
        Self { recorded_at: recorded_at.into(), position: position.into() }
    }
}
