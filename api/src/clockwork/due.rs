//! Commands of the clock on a record.

use domain::{
    Moment, Rejection,
    case::{self, timekeeping::FixDeadlines},
    inbound, listing,
    publicity::{self, expiry::Expire},
    restoration, restriction,
};
use jiff::civil::Date;
use projections::{
    ReadModel, ReadModelError,
    deadlines::DeadlineRow,
    publicity::PublicityRow,
    records::Record,
    restrictions::RestrictionRow,
    worklist::{Refused, Task},
};
use uuid::Uuid;

/// A command of the clock that is due.
pub(super) struct Due {
    /// Of what it is about, so that whoever else gives it gives the same one.
    pub(super) id: Uuid,
    /// The revision of the record at which it was found due.
    pub(super) revision: u64,
    /// Of which record.
    record: Record,
    /// Its stream.
    pub(super) stream: String,
    task: Task,
    since: Date,
    pub(super) command: Command,
}

/// A command of the clock, by the kind of record that it is on.
pub(super) enum Command {
    Case(Box<case::Command>),
    Publicity(publicity::Command),
    Listing(Box<listing::Command>),
    Restriction(Box<restriction::Command>),
    Restoration(Box<restoration::Command>),
    Inbound(Box<inbound::Command>),
}

impl Command {
    /// That which fixes the deadlines of a record.
    pub(super) fn fixing(record: Record, read_model: &ReadModel) -> Result<Self, ReadModelError> {
        Ok(match record {
            Record::Case(_) => Self::Case(Box::new(case::Command::FixDeadlines(FixDeadlines))),
            Record::Publicity(id) => {
                let (key, step) = (read_model.publicity_key(id)?, publicity::Step::FixDeadlines);
                Self::Publicity(publicity::Command { key, step })
            }
            Record::Listing(_) => Self::Listing(Box::new(listing::Command::FixDeadlines)),
            Record::Restriction(_) => {
                Self::Restriction(Box::new(restriction::Command::FixDeadlines))
            }
            Record::Restoration(_) => {
                Self::Restoration(Box::new(restoration::Command::FixDeadlines))
            }
            Record::Inbound(_) => Self::Inbound(Box::new(inbound::Command::FixDeadlines)),
        })
    }
}

impl Due {
    pub(super) fn of(row: &DeadlineRow, (what, task): (&str, Task), command: Command) -> Self {
        let (record, stream) = (row.record, row.record.stream());
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{stream} {what}").as_bytes());
        let since = row.deadline.due_date().or(row.deadline.raw_date());
        let since = since.unwrap_or_else(|| row.deadline.start.day());
        Self { id, revision: row.revision, record, stream, task, since, command }
    }

    /// What was shown for as long as the law says is shown no longer.
    pub(super) fn expiry(row: &PublicityRow, last_day: Date) -> Self {
        let (key, step) = (row.key.clone(), publicity::Step::Expire(Expire));
        let task = Task::ExpirePublicity(key.channel);
        let command = Command::Publicity(publicity::Command { key, step });
        Self::over((Record::Publicity(row.id), row.revision), last_day, (task, command))
    }

    /// A measure whose term is over is on no longer.
    pub(super) fn end_of_term(row: &RestrictionRow, last_day: Date) -> Self {
        let command = Command::Restriction(Box::new(restriction::Command::Expire));
        let due = (Task::ExpireRestriction, command);
        Self::over((Record::Restriction(row.id), row.revision), last_day, due)
    }

    fn over(
        (record, revision): (Record, u64),
        last_day: Date,
        (task, command): (Task, Command),
    ) -> Self {
        let stream = record.stream();
        let what = format!("{stream} expire after {last_day}");
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, what.as_bytes());
        Self { id, revision, record, stream, task, since: last_day, command }
    }

    pub(super) fn refused(self, tried_at: Moment, rejections: Vec<Rejection>) -> Refused {
        let Self { record, task, since, .. } = self;
        Refused { record, task, since, tried_at, rejections }
    }
}
