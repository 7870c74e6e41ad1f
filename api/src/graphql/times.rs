//! As of which two times an answer of the credit side is asked for, and as of which it is given.

use async_graphql::{Context, InputObject, Result, SimpleObject};
use domain::Moment;
use jiff::civil;
use projections::{dossier, versions::Times};

use super::{
    case::as_of::AsOf,
    malformed,
    payload::fault,
    scalars::{Date, DateTime, Position},
};
use crate::App;

/// Both times: what was in force on a day, as known then. Who may see it is decided by today's rights.
#[derive(InputObject, Default, Clone)]
pub struct TwoTimes {
    /// What was, is or will be in force on this day; on that as of which it is known, where nothing is said.
    effective_on: Option<Date>,
    /// As known at this instant, not ahead of now; as known now, where neither this nor `position` is said.
    recorded_at: Option<DateTime>,
    /// As known up to this place in the log, instead of `recordedAt`.
    position: Option<Position>,
}

/// As of which two times an answer holds.
#[derive(SimpleObject, Clone)]
pub struct TwoTimesKnown {
    /// What was, is or will be in force on this day.
    effective_on: Date,
    /// As known at this instant.
    recorded_at: DateTime,
    /// As known up to this place in the log, where it was asked for.
    position: Option<Position>,
}

/// What was asked for, worked out.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The day, and the place in the log; nothing where the log began later.
    pub times: Option<Times>,
    on: civil::Date,
    at: Moment,
    position: Option<store::Position>,
}

impl TwoTimes {
    /// What is asked for; as of now, where nothing is.
    ///
    /// # Errors
    ///
    /// Where it lies ahead, or both an instant and a place are given.
    pub fn of(ctx: &Context<'_>, asked: Option<Self>) -> Result<Asked> {
        let app = ctx.data::<App>()?;
        let Self { effective_on, recorded_at, position } = asked.unwrap_or_default();
        let known = match (recorded_at, position) {
            (Some(_), Some(_)) => {
                let expected = "one of `recordedAt` and `position`";
                return Err(malformed("asOf", expected));
            }
            (at, place) => at.map(AsOf::RecordedAt).or(place.map(AsOf::Position)),
        };
        let now = app.clock.now();
        let until = AsOf::until(ctx, known)?;
        let (at, position) = match until {
            dossier::AsOf::RecordedAt(at) => (at, None),
            dossier::AsOf::Position(place) => {
                let since = app.read_model.known_since(place).map_err(fault)?;
                (since.unwrap_or(now), Some(place))
            }
            dossier::AsOf::Now | dossier::AsOf::Revision(_) => (now, None),
        };
        let on = effective_on.map_or_else(|| at.day(), Into::into);
        let times = until.times(&app.read_model, on).map_err(fault)?;
        Ok(Asked { times, on, at, position })
    }
}

impl From<Asked> for TwoTimesKnown {
    fn from(it: Asked) -> Self {
        Self {
            effective_on: it.on.into(),
            recorded_at: it.at.into(),
            position: it.position.map(Into::into),
        }
    }
}
