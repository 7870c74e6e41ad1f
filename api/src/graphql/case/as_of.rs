//! As of when a record is asked for, and as of when it is answered.

use async_graphql::{Context, OneofObject, Result, SimpleObject};
use domain::Moment;
use projections::dossier::{self, Dossier};

use super::super::{
    malformed,
    scalars::{DateTime, Position},
};
use crate::App;

/// As of when a record is asked for, not ahead of now. Who may see it is decided by today's rights.
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
    /// As known at this instant. Periods and amounts count by its day.
    recorded_at: DateTime,
    /// Up to this place in the log.
    position: Position,
}

impl AsOf {
    /// Up to where a record is read.
    ///
    /// # Errors
    ///
    /// Where it lies ahead: what will be known then, nobody knows.
    pub fn until(ctx: &Context<'_>, asked: Option<Self>) -> Result<dossier::AsOf> {
        let app = ctx.data::<App>()?;
        match asked {
            None => Ok(dossier::AsOf::Now),
            Some(Self::RecordedAt(at)) => {
                let (at, now) = (Moment::from(at), app.clock.now());
                if now < at {
                    let expected = format!("expected DateTime: now ({now}) or earlier");
                    return Err(malformed("asOf.recordedAt", expected));
                }
                Ok(dossier::AsOf::RecordedAt(at))
            }
            Some(Self::Position(at)) => {
                let (at, end) = (store::Position::from(at), app.store.end());
                if end.is_none_or(|end| end < at) {
                    let end = end.map_or_else(|| "empty".to_owned(), |it| it.to_string());
                    let expected =
                        format!("expected Position: the end of the log ({end}) or earlier");
                    return Err(malformed("asOf.position", expected));
                }
                Ok(dossier::AsOf::Position(at))
            }
        }
    }
}

impl Known {
    pub(super) fn new(dossier: &Dossier, now: Moment) -> Self {
        Self::at(dossier.known_at(now))
    }

    /// As known at an instant, up to a place in the log.
    #[must_use]
    pub fn at((recorded_at, position): (Moment, store::Position)) -> Self {
        Self { recorded_at: recorded_at.into(), position: position.into() }
    }
}
