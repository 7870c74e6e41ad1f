//! The registers of credit: one entry, and those of a register.

use async_graphql::{Context, InputObject, Object, Result};
use projections::{
    listings::{ListingFile, ListingFilter},
    page::{Asked, Page},
    versions::Times,
};

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    listing::Listing,
    payload::{fault, reader},
    scalars::{AgencyCode, Date, ListingId, SubjectId},
    times::TwoTimes,
    vocabulary::{ListingRegister, ListingStanding, SeriousListField},
};
use crate::App;

const LISTINGS: List = List("listings");

#[derive(Default)]
pub struct ListingQuery;

/// What a list of entries is narrowed to: all that is given must hold.
#[derive(InputObject, Default)]
pub struct ListingFilterInput {
    /// Of this register.
    register: Option<ListingRegister>,
    /// In this field of the list of serious violations.
    field: Option<SeriousListField>,
    /// Kept by this agency.
    agency: Option<AgencyCode>,
    /// Of this subject: an organisation's 统一社会信用代码, or the opaque id of a natural person.
    subject: Option<SubjectId>,
    /// In one of these ways.
    standing: Option<Vec<ListingStanding>>,
}

impl ListingFilterInput {
    fn filter(self, active: bool) -> ListingFilter {
        ListingFilter {
            register: self.register.map(Into::into),
            field: self.field.map(Into::into),
            agency: self.agency.map(Into::into),
            subject: self.subject.map(Into::into),
            standing: self.standing.unwrap_or_default().into_iter().map(Into::into).collect(),
            active,
        }
    }
}

#[Object]
impl ListingQuery {
    /// An entry of a register; null where there is none that you may see, or nobody knew of it then. What was entered is
    /// seen by every agency and by its own party; whose ground is only verified, by its own agency.
    async fn listing(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] id: ListingId,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Listing>> {
        Consistency::kept(ctx, consistency).await?;
        match TwoTimes::of(ctx, as_of)?.times {
            Some(times) => Listing::read_as_of(ctx, (id.into(), times)).await,
            None => Ok(None),
        }
    }

    /// 经营异常名录、经营异常状态、严重违法失信名单: the entries, in the order in which they came. `activeOn` asks for what
    /// counts on a day.
    #[expect(clippy::too_many_arguments, reason = "six of them are every such connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn listings(
        &self,
        ctx: &Context<'_>,
        #[graphql(default, desc = "Which of them.")] filter: ListingFilterInput,
        #[graphql(
            desc = "Only what counts on this day, instead of `asOf.effectiveOn`; the standing of the filter is that of this day then."
        )]
        active_on: Option<Date>,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Listing>> {
        Consistency::kept(ctx, consistency).await?;
        let filter = filter.filter(active_on.is_some());
        let times = TwoTimes::of(ctx, as_of)?.times;
        let times = times.map(|it| Times { on: active_on.map_or(it.on, Into::into), ..it });
        listed(ctx, (&filter, times), &Paging { first, after, last, before }).await
    }
}

/// The part that is asked for of the entries that a filter leaves as of both times; of none, where the log began later.
pub(super) async fn listed(
    ctx: &Context<'_>,
    (filter, times): (&ListingFilter, Option<Times>),
    paging: &Paging,
) -> Result<Connection<Listing>> {
    let asked = paging.asked(ctx, LISTINGS)?;
    let page = match times {
        Some(times) => filled(ctx, (filter, times), &asked).await?,
        None => Page::none(),
    };
    Ok(Connection::of(LISTINGS, page, |it| it))
}

/// The part of the list, each entry read in full.
async fn filled(
    ctx: &Context<'_>,
    (filter, times): (&ListingFilter, Times),
    asked: &Asked<i64>,
) -> Result<Page<(i64, Listing)>> {
    let (app, reader) = (ctx.data::<App>()?, &reader(ctx)?);
    let page = app.read_model.listings(reader, (filter, times), asked).map_err(fault)?;
    page.filled(|(no, row)| async move {
        let at = (row.id, times.until);
        let file = ListingFile::read(&app.store, reader, at).await.map_err(fault)?;
        Ok(file.map(|it| (no, Listing::new(it, times))))
    })
    .await
}
