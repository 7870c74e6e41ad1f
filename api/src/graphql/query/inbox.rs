//! 收件箱: what the viewer's agency was told.

use async_graphql::{Context, Object, Result};

use super::super::{
    connection::{page_size, weight},
    consistency::Consistency,
    inbox::AgencyInbox,
    payload::viewer,
    scalars::Position,
    vocabulary::InboxEntryType,
};
use crate::App;

#[derive(Default)]
pub struct InboxQuery;

#[Object]
impl InboxQuery {
    /// 收件箱: what your agency was told of sources and of their fall, and of doubts about what it handed over, in the order of
    /// the log. Whoever reads on from the
    /// last cursor misses nothing, and reads nothing twice; the same entries come whenever it is read anew.
    #[expect(clippy::too_many_arguments, reason = "two of them are every question's")]
    #[graphql(complexity = "weight(first, None, child_complexity)")]
    async fn agency_inbox(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cursor to read on from; from the beginning, where nothing is said.")]
        after: Option<Position>,
        #[graphql(desc = "Only what tells this; everything, where nothing is said.")] types: Option<
            Vec<InboxEntryType>,
        >,
        #[graphql(desc = "So many at most.")] first: Option<i64>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<AgencyInbox> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let types: Vec<_> = types.unwrap_or_default().into_iter().map(Into::into).collect();
        let first = page_size(("first", first))?;
        AgencyInbox::read(app, &viewer, (&types, after.map(Into::into), first)).await
    }
}
