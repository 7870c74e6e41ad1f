//! 双公示: the batch that is due.

use async_graphql::{Context, Error, Object, Result};
use projections::publicity::{PublicityFilter, PublicityRow};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    dual::DualPublicityEntry,
    payload::{fault, viewer},
    vocabulary::PublicityChannel,
};
use crate::App;

const BATCH: List = List("dualPublicityBatch");

#[derive(Default)]
pub struct DualQuery;

#[Object]
impl DualQuery {
    /// 双公示应报数据: the decisions of your agency that are to be made public on a channel, in the fields in which they
    /// are handed in, by the day of the decision; what can't be filled is told. `/publicity/due.csv` and
    /// `/publicity/due.json` hold the same.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn dual_publicity_batch(
        &self,
        ctx: &Context<'_>,
        #[graphql(default_with = "PublicityChannel::CreditChina", desc = "Where.")]
        channel: PublicityChannel,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<DualPublicityEntry>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let asked = Paging { first, after, last, before }.asked(ctx, BATCH)?;
        let filter =
            PublicityFilter { channel: Some(channel.into()), ..PublicityFilter::default() };
        let page = app.due(&viewer, filter, &asked).map_err(fault)?;
        let (viewer, now) = (&viewer, app.as_it_is());
        let read = |(place, row): (_, PublicityRow)| async move {
            let entry = app.dual_entry(viewer, &row.key).await.map_err(fault)?;
            Ok::<_, Error>(Some((place, DualPublicityEntry::new((row, now), entry))))
        };
        Ok(Connection::of(BATCH, page.filled(read).await?, |it| it))
    }
}
