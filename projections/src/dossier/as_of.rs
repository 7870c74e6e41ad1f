//! Up to where a record is read, and as of when the answer holds then.

use domain::Moment;
use jiff::civil::Date;
use store::{Position, Recorded};

use crate::{
    read_model::{ReadModel, ReadModelError},
    versions::Times,
};

/// Up to where a record is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AsOf {
    /// All of it.
    #[default]
    Now,
    /// What was known at this instant.
    RecordedAt(Moment),
    /// Up to this place in the log.
    Position(Position),
    /// Up to this event of its own.
    Revision(u64),
}

/// Where that lies in the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    as_of: AsOf,
    /// The last place of the log that counts.
    position: Position,
    /// Since when a place that was asked for was known; absent where the tables have not come there.
    since: Option<Moment>,
}

/// After every place of the log.
const END: Position = Position::new(u64::MAX);

impl AsOf {
    /// The last place of the log that counts; nothing where none does. A time means what was known at it,
    /// by the running maximum of the recording times.
    pub(super) fn reach(self, read_model: &ReadModel) -> Result<Option<Reach>, ReadModelError> {
        let (position, since) = match self {
            Self::Now | Self::Revision(_) => (Some(END), None),
            Self::RecordedAt(at) => (read_model.position_known_at(at)?, None),
            Self::Position(at) => (Some(at), read_model.known_since(at)?),
        };
        Ok(position.map(|position| Reach { as_of: self, position, since }))
    }
}

impl AsOf {
    /// What is asked of records of all kinds, on a day: nothing where the log began later.
    ///
    /// # Errors
    ///
    /// Where the tables can't be read.
    pub fn times(self, read_model: &ReadModel, on: Date) -> Result<Option<Times>, ReadModelError> {
        let until = |reach: Reach| (reach.position != END).then_some(reach.position);
        Ok(self.reach(read_model)?.map(|it| Times { on, until: until(it) }))
    }
}

impl Reach {
    /// Nothing earlier was asked for.
    pub(super) fn is_now(&self) -> bool {
        self.as_of == AsOf::Now
    }

    /// Whether an event of the record counts.
    pub(super) fn holds(&self, it: &Recorded) -> bool {
        let revision = match self.as_of {
            AsOf::Now | AsOf::RecordedAt(_) | AsOf::Position(_) => u64::MAX,
            AsOf::Revision(at) => at,
        };
        it.position <= self.position && it.revision <= revision
    }

    /// The last place of the log that counts in records besides its own, of whose events `last` is the last one that
    /// counts.
    pub(super) fn end(&self, last: Option<&Recorded>) -> Position {
        match self.as_of {
            AsOf::Revision(_) => last.map_or(Position::new(0), |it| it.position),
            AsOf::Now | AsOf::RecordedAt(_) | AsOf::Position(_) => self.position,
        }
    }

    /// The instant and the place in the log as of which the record holds, of whose events `last` is the
    /// last one that counts. A place to which the tables have not come yet is now.
    pub(super) fn known_at(&self, now: Moment, last: Option<&Recorded>) -> (Moment, Position) {
        let position = last.map_or(Position::new(0), |it| it.position);
        match (self.as_of, self.since) {
            (AsOf::Position(at), Some(since)) => (since, at),
            (AsOf::Now | AsOf::Position(_), _) => (now, position),
            (AsOf::RecordedAt(at), _) => (at, position),
            (AsOf::Revision(_), _) => (last.map_or(now, |it| it.metadata.recorded_at), position),
        }
    }
}
