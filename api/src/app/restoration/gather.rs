//! For what it is gathered how something stands that would be restored: an act goes by what is recorded, an answer tells of
//! a day, as known then.

use jiff::civil::Date;
use projections::versions::Times;
use store::Position;

/// For what it is gathered how something stands that would be restored.
#[derive(Debug, Clone, Copy)]
pub enum Gather<'a> {
    /// For an act of the application in this stream, on a day: by whatever is recorded of other ones.
    Act(&'a str, Date),
    /// For an answer as of both times, which tells of what had come about by the day; of all applications but the one in
    /// this stream, where one is named.
    Answer(Option<&'a str>, Times),
}

impl Gather<'_> {
    /// On which day.
    pub(super) fn on(self) -> Date {
        match self {
            Self::Act(_, on) => on,
            Self::Answer(_, times) => times.on,
        }
    }

    /// Up to which place of the log; all of it, where none is named.
    pub(super) fn until(self) -> Option<Position> {
        match self {
            Self::Act(..) => None,
            Self::Answer(_, times) => times.until,
        }
    }

    /// Whether it is about the application in that stream itself.
    pub(super) fn is_for(self, stream: &str) -> bool {
        match self {
            Self::Act(own, _) => own == stream,
            Self::Answer(own, _) => own == Some(stream),
        }
    }

    /// Whether what counts since a day is told.
    pub(super) fn tells(self, since: Date) -> bool {
        match self {
            Self::Act(..) => true,
            Self::Answer(_, times) => since <= times.on,
        }
    }
}
