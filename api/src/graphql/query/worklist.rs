//! 我的待办: what the viewer has to see to.

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::clock::Done;
use projections::{
    Viewer,
    deadlines::{DeadlineFilter, DeadlineKey, DeadlineRow},
    page::Page,
};

use super::super::{
    connection::{Connection, List, Paging, weight},
    deadline::Deadline,
    payload::{fault, viewer},
    scalars::CaseId,
};
use crate::App;

const WORKLIST: List = List("worklist");

#[derive(Default)]
pub struct WorklistQuery;

/// A duty of a case.
#[derive(SimpleObject)]
pub struct WorklistItem {
    /// Which case.
    case_id: CaseId,
    /// 案号, once filed.
    case_number: Option<String>,
    /// Against whom.
    party: Option<String>,
    /// What is due.
    deadline: Deadline,
}

impl WorklistItem {
    fn new(app: &App, row: DeadlineRow, today: jiff::civil::Date) -> Self {
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

#[Object]
impl WorklistQuery {
    /// 我的待办: what you have to see to, overdue first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn worklist(
        &self,
        ctx: &Context<'_>,
        first: Option<usize>,
        after: Option<String>,
        last: Option<usize>,
        before: Option<String>,
    ) -> Result<Connection<WorklistItem>> {
        let app = ctx.data::<App>()?;
        let page = due(app, &viewer(ctx)?, &Paging { first, after, last, before })?;
        Ok(shown(app, page))
    }
}

/// What the viewer has to see to today.
///
/// # Errors
///
/// Where the paging is malformed, or the tables can't be read.
pub fn due(
    app: &App,
    viewer: &Viewer,
    paging: &Paging,
) -> Result<Page<(DeadlineKey, DeadlineRow)>> {
    let filter = DeadlineFilter::Worklist { today: app.clock.now().day() };
    app.read_model.deadlines(viewer, &filter, &paging.of(WORKLIST)?).map_err(fault)
}

/// The same as clients see it.
pub fn shown(app: &App, page: Page<(DeadlineKey, DeadlineRow)>) -> Connection<WorklistItem> {
    let today = app.clock.now().day();
    Connection::of(WORKLIST, page, |(key, row)| (key, WorklistItem::new(app, row, today)))
}
