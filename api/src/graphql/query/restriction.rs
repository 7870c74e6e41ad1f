//! Restrictions: one, as the agencies that it concerns see it.

use async_graphql::{Context, Object, Result};

use super::super::{
    consistency::Consistency,
    restriction::{Restriction, RestrictionExplanation},
    scalars::RestrictionId,
};

#[derive(Default)]
pub struct RestrictionQuery;

#[Object]
impl RestrictionQuery {
    /// A restriction; null where there is none that you may see: you see what your agency was told of, and what rests on
    /// a decision or an entry of your agency.
    async fn restriction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: RestrictionId,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Restriction>> {
        Consistency::kept(ctx, consistency).await?;
        Restriction::read(ctx, id.into()).await
    }

    /// Why somebody is restricted, and how it ends (为何受限、如何解除); null where there is no such restriction that you
    /// may see.
    async fn explain_restriction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: RestrictionId,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<RestrictionExplanation>> {
        Consistency::kept(ctx, consistency).await?;
        match Restriction::read(ctx, id.into()).await? {
            Some(it) => RestrictionExplanation::of(ctx, it).await.map(Some),
            None => Ok(None),
        }
    }
}
