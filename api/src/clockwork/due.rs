//! Commands of the clock on a case.

use domain::{Moment, Rejection, case, id::CaseId};
use jiff::civil::Date;
use projections::{
    deadlines::DeadlineRow,
    worklist::{Refused, Task},
};
use uuid::Uuid;

use crate::app::stream_of;

/// A command of the clock that is due.
pub(super) struct Due {
    /// Of what it is about, so that whoever else gives it gives the same one.
    pub(super) id: Uuid,
    /// The revision of the record at which it was found due.
    pub(super) revision: u64,
    pub(super) case: CaseId,
    task: Task,
    since: Date,
    pub(super) command: case::Command,
}

impl Due {
    pub(super) fn of(
        row: &DeadlineRow,
        (what, task): (&str, Task),
        command: case::Command,
    ) -> Self {
        let stream = stream_of(row.case);
        let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{stream} {what}").as_bytes());
        let since = row.deadline.due_date().or(row.deadline.raw_date());
        let since = since.unwrap_or_else(|| row.deadline.start.day());
        Self { id, revision: row.revision, case: row.case, task, since, command }
    }

    pub(super) fn refused(self, tried_at: Moment, rejections: Vec<Rejection>) -> Refused {
        let Self { case, task, since, .. } = self;
        Refused { case, task, since, tried_at, rejections }
    }
}
