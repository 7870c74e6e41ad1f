//! Restrictions: one, those that somebody may see, and why one is there.

use async_graphql::{Context, InputObject, Object, Result};
use projections::{
    page::{Asked, Page},
    restrictions::{RestrictionFile, RestrictionFilter},
    versions::Times,
};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    payload::{fault, reader},
    restriction::{Restriction, RestrictionExplanation},
    scalars::{AgencyCode, Date, EventId, RestrictionId, SubjectId},
    times::TwoTimes,
    vocabulary::{RestrictionDomain, RestrictionStanding},
};
use crate::App;

const RESTRICTIONS: List = List("restrictions");

#[derive(Default)]
pub struct RestrictionQuery;

/// What a list of restrictions is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct RestrictionFilterInput {
    /// In this domain.
    domain: Option<RestrictionDomain>,
    /// Towards this agency.
    agency: Option<AgencyCode>,
    /// On this subject.
    subject: Option<SubjectId>,
    /// On account of this decision or entry, by its event.
    source: Option<EventId>,
    /// In one of these ways.
    standing: Option<Vec<RestrictionStanding>>,
}

impl RestrictionFilterInput {
    fn filter(self) -> RestrictionFilter {
        RestrictionFilter {
            domain: self.domain.map(Into::into),
            agency: self.agency.map(Into::into),
            subject: self.subject.map(Into::into),
            measures: vec![],
            source: self.source.map(Into::into),
            standing: self.standing.unwrap_or_default().into_iter().map(Into::into).collect(),
            active: false,
        }
    }
}

#[Object]
impl RestrictionQuery {
    /// A restriction; null where there is none that you may see: you see what your agency was told of, and what rests on
    /// a decision or an entry of your agency.
    async fn restriction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: RestrictionId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Restriction>> {
        Consistency::kept(ctx, consistency).await?;
        read(ctx, (id, as_of)).await
    }

    /// Why somebody is restricted, and how it ends (为何受限、如何解除); null where there is no such restriction that you
    /// may see.
    async fn explain_restriction(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: RestrictionId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<RestrictionExplanation>> {
        Consistency::kept(ctx, consistency).await?;
        match read(ctx, (id, as_of)).await? {
            Some(it) => RestrictionExplanation::of(ctx, it).await.map(Some),
            None => Ok(None),
        }
    }

    /// 限制措施: what your agency was told of, and what rests on decisions and entries of your agency, in the order in which
    /// the agencies were told. `activeOn` asks for what is in effect on a day: what the agency has to apply.
    #[expect(clippy::too_many_arguments, reason = "six of them are every such connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn restrictions(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: RestrictionFilterInput,
        #[graphql(
            desc = "Only what is in effect on this day, instead of `asOf.effectiveOn`; the standing of the filter is that of this day then."
        )]
        active_on: Option<Date>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Restriction>> {
        Consistency::kept(ctx, consistency).await?;
        let filter = RestrictionFilter { active: active_on.is_some(), ..filter.filter() };
        let times = TwoTimes::of(ctx, as_of)?.times;
        let times = times.map(|it| Times { on: active_on.map_or(it.on, Into::into), ..it });
        listed(ctx, (&filter, times), &Paging { first, after, last, before }).await
    }
}

async fn read(
    ctx: &Context<'_>,
    (id, as_of): (RestrictionId, Option<TwoTimes>),
) -> Result<Option<Restriction>> {
    match TwoTimes::of(ctx, as_of)?.times {
        Some(times) => Restriction::read_as_of(ctx, (id.into(), times)).await,
        None => Ok(None),
    }
}

/// The part that is asked for of the restrictions that a filter leaves as of both times; of none, where the log began
/// later.
pub(super) async fn listed(
    ctx: &Context<'_>,
    (filter, times): (&RestrictionFilter, Option<Times>),
    paging: &Paging,
) -> Result<Connection<Restriction>> {
    let asked = paging.asked(ctx, RESTRICTIONS)?;
    let page = match times {
        Some(times) => filled(ctx, (filter, times), &asked).await?,
        None => Page::none(),
    };
    Ok(Connection::of(RESTRICTIONS, page, |it| it))
}

/// The part of the list, each restriction read in full.
async fn filled(
    ctx: &Context<'_>,
    (filter, times): (&RestrictionFilter, Times),
    asked: &Asked<i64>,
) -> Result<Page<(i64, Restriction)>> {
    let (app, reader) = (ctx.data::<App>()?, &reader(ctx)?);
    let page = app.read_model.restrictions(reader, (filter, times), asked).map_err(fault)?;
    page.filled(|(no, row)| async move {
        let at = (row.id, times.until);
        let file = RestrictionFile::read(&app.store, reader, at).await.map_err(fault)?;
        Ok(file.map(|it| (no, Restriction::new(it, times))))
    })
    .await
}
