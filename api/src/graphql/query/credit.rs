//! Credit: the view of a subject, and what a counter asks.

use async_graphql::{Context, Object, Result};

use super::super::{
    consistency::Consistency,
    credit::{CounterAnswer, CreditView},
    scalars::SubjectId,
    times::TwoTimes,
    vocabulary::CounterMatter,
};

#[derive(Default)]
pub struct CreditQuery;

#[Object]
impl CreditQuery {
    /// 信用视图: what follows for a subject from the decisions of all agencies; null where you see no decisions. Measures in
    /// the domains of your agency, and those of which it was told or that rest on its decisions, you see in full, others in
    /// sum. A party sees its own, all but how inspections are directed.
    async fn credit_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose: a 统一社会信用代码, or the opaque id of a person.")]
        subject: SubjectId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<CreditView>> {
        Consistency::kept(ctx, consistency).await?;
        CreditView::read(ctx, (subject.into(), as_of)).await
    }

    /// 柜台查询: whether a statute bars somebody from what they ask for, whether something is to be weighed, or nothing is
    /// recorded; null where you see no decisions.
    #[expect(
        clippy::too_many_arguments,
        reason = "two of them are those of every answer from the log"
    )]
    async fn restrictions_bearing_on(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who asks: a 统一社会信用代码, or the opaque id of a person.")]
        subject: SubjectId,
        #[graphql(desc = "For what.")] matter: CounterMatter,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<CounterAnswer>> {
        Consistency::kept(ctx, consistency).await?;
        CounterAnswer::read(ctx, (subject.into(), matter.into()), as_of).await
    }
}
