//! Deadlines across cases.

use async_graphql::{ComplexObject, Context, InputObject, Object, Result, SimpleObject};
use domain::clock::Done;
use projections::{
    deadlines::{DeadlineFilter, DeadlineRow},
    dossier::AsOf,
};

use super::super::{
    case::Case,
    connection::{Connection, List, Paging, weight},
    deadline::Deadline,
    payload::{fault, viewer},
    scalars::{CaseId, Date},
};
use crate::App;

const DEADLINES: List = List("deadlines");

#[derive(Default)]
pub struct DeadlinesQuery;

/// A deadline, and the case that it belongs to.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CaseDeadline {
    /// Which case.
    case_id: CaseId,
    /// 案号, once filed.
    case_number: Option<String>,
    /// Against whom.
    party: Option<String>,
    /// What is due.
    deadline: Deadline,
}

/// What a list of deadlines is narrowed to. The day that counts is the one by which a deadline is
/// listed: as counted for a duty of the agency, as it binds for a right of the party.
#[derive(InputObject, Default)]
pub struct DeadlineFilterInput {
    /// Of this case.
    case_id: Option<CaseId>,
    /// On this day or later.
    from: Option<Date>,
    /// On this day or earlier.
    to: Option<Date>,
    /// Only those that no act has met.
    #[graphql(default)]
    open: bool,
}

impl CaseDeadline {
    pub(super) fn new(app: &App, row: DeadlineRow, today: jiff::civil::Date) -> Self {
        let done = row.settled.map(|it| Done {
            occurred: it.occurred,
            recorded: it.recorded,
            late_entry: it.late_entry,
        });
        Self {
            case_id: row.case.into(),
            case_number: row.case_number,
            party: row.party,
            deadline: Deadline::new(app, &row.deadline, (done, today)),
        }
    }
}

#[ComplexObject]
impl CaseDeadline {
    /// The case itself.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        Case::read(ctx, self.case_id.0, AsOf::Now).await
    }
}

#[Object]
impl DeadlinesQuery {
    /// The deadlines of your agency's cases, met or not, by day; those that stand still or whose calendar
    /// is missing come last.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn deadlines(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: DeadlineFilterInput,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<usize>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<usize>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<CaseDeadline>> {
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let today = app.clock.now().day();
        let asked = Paging { first, after, last, before }.of(DEADLINES)?;
        let (from, to) = (filter.from.map(Into::into), filter.to.map(Into::into));
        let case = filter.case_id.map(Into::into);
        let filter = DeadlineFilter::Listed { case, from, to, open: filter.open };
        let page = app.read_model.deadlines(&viewer, &filter, &asked).map_err(fault)?;
        Ok(Connection::of(DEADLINES, page, |(key, row)| (key, CaseDeadline::new(app, row, today))))
    }
}
