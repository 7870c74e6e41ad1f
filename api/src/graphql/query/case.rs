//! One case.

use async_graphql::{Context, Object, Result};

use super::super::{
    case::{Case, as_of::AsOf},
    consistency::Consistency,
    scalars::CaseId,
};

#[derive(Default)]
pub struct CaseQuery;

#[Object]
impl CaseQuery {
    /// One case, as of now or as of an earlier time; null where there is none that you may see.
    async fn case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] id: CaseId,
        #[graphql(desc = "As of when; now, where nothing is said.")] as_of: Option<AsOf>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Case>> {
        Consistency::kept(ctx, consistency).await?;
        Case::read(ctx, id.into(), AsOf::until(ctx, as_of)?).await
    }
}
