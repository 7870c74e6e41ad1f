//! 我的待办: what the viewer has to see to.

use async_graphql::{Context, Object, Result};
use projections::deadlines::DeadlineFilter;

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
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let today = app.clock.now().day();
        let asked = Paging { first, after, last, before }.of(WORKLIST)?;
        let filter = DeadlineFilter::Worklist { today };
        let page = app.read_model.deadlines(&viewer, &filter, &asked).map_err(fault)?;
        Ok(Connection::of(WORKLIST, page, |(key, row)| (key, CaseDeadline::new(app, row, today))))
    }
}
