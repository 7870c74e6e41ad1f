//! The publicity of decisions: one, and the batch of whoever publishes.

use async_graphql::{Context, InputObject, Object, Result};
use projections::{page::Page, publicity::PublicityFilter};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    payload::{fault, viewer},
    publicity::Publicity,
    scalars::{CaseId, Date, PublicityId},
    times::TwoTimes,
    vocabulary::{PublicityChannel, PublicityState},
};
use crate::App;

const PUBLICITIES: List = List("publicities");

#[derive(Default)]
pub struct PublicityQuery;

/// What a list of publicities is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct PublicityFilterInput {
    /// Of this case.
    case_id: Option<CaseId>,
    /// On this channel.
    channel: Option<PublicityChannel>,
    /// In one of these states today, or on the day of the answer.
    states: Option<Vec<PublicityState>>,
    /// Decided on this day or later.
    decided_from: Option<Date>,
    /// Decided on this day or earlier.
    decided_to: Option<Date>,
}

impl PublicityFilterInput {
    fn filter(self) -> PublicityFilter {
        PublicityFilter {
            case: self.case_id.map(Into::into),
            channel: self.channel.map(Into::into),
            states: self.states.unwrap_or_default().into_iter().map(Into::into).collect(),
            decided_from: self.decided_from.map(Into::into),
            decided_to: self.decided_to.map(Into::into),
            ..PublicityFilter::default()
        }
    }
}

#[Object]
impl PublicityQuery {
    /// The publicity of a decision on one channel; null where there is none that you may see, or there was none then.
    async fn publicity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: PublicityId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Publicity>> {
        Consistency::kept(ctx, consistency).await?;
        let read = |times| Publicity::read_as_of(ctx, (id.into(), times));
        TwoTimes::of(ctx, as_of)?.times.map_or(Ok(None), read)
    }

    /// 公示: the decisions of your agency on each channel, by the day of the decision: what is due, what is shown, what
    /// is over; or was, as of both times.
    #[expect(clippy::too_many_arguments, reason = "six of them are every such connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn publicities(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: PublicityFilterInput,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Publicity>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let asked = Paging { first, after, last, before }.asked(ctx, PUBLICITIES)?;
        let (filter, times) = (filter.filter(), TwoTimes::of(ctx, as_of)?.times);
        let page = match times {
            Some(times) => {
                let page = app.read_model.publicities(&viewer, (&filter, times), &asked);
                page.map_err(fault)?.map(|(place, row)| (place, Publicity::new(row, times)))
            }
            None => Page::none(),
        };
        Ok(Connection::of(PUBLICITIES, page, |it| it))
    }
}
