//! 我的待办: what the viewer has to see to.

use async_graphql::{Context, Object, Result};
use projections::{
    Viewer,
    deadlines::{DeadlineFilter, DeadlineKey, DeadlineRow},
    page::Page,
};

use super::{
    super::{
        connection::{Connection, List, Paging, weight},
        payload::{fault, viewer},
    },
    deadlines::CaseDeadline,
};
use crate::App;

const WORKLIST: List = List("worklist");

#[derive(Default)]
pub struct WorklistQuery;

#[Object]
impl WorklistQuery {
    /// 我的待办: what you have to see to, overdue first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn worklist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<usize>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<usize>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<CaseDeadline>> {
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
pub fn shown(app: &App, page: Page<(DeadlineKey, DeadlineRow)>) -> Connection<CaseDeadline> {
    let today = app.clock.now().day();
    Connection::of(WORKLIST, page, |(key, row)| (key, CaseDeadline::new(app, row, today)))
}
