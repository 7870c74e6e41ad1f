//! The blacklist of food safety: no register of its own, but what the list of serious violations and the statutory bans
//! have of it (FSR 66; SDL 5; FSL 135).

use async_graphql::{Context, Object, Result};
use domain::{case::serious_list::Field, citation::cite, listing::Register};
use projections::{listings::ListingFilter, restrictions::RestrictionFilter, versions::Times};

use super::{
    super::{
        connection::{Connection, Paging, weight},
        consistency::Consistency,
        listing::Listing,
        restriction::Restriction,
        times::{Asked, TwoTimes, TwoTimesKnown},
    },
    listing, restriction,
};
use crate::App;

#[derive(Default)]
pub struct BlacklistQuery;

/// The blacklist of food safety on a day (食品安全严重违法生产经营者黑名单).
pub struct FoodSafetyBlacklist(Asked);

/// The blacklist of food safety on a day (食品安全严重违法生产经营者黑名单): a view of other records, and no register of its
/// own.
#[Object]
impl FoodSafetyBlacklist {
    /// As of when it holds.
    async fn as_of(&self) -> TwoTimesKnown {
        self.0.into()
    }

    /// The articles in force on that day that it rests on: that there is such a list, which entries it has, which bans.
    async fn citations(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        let all = [cite("FSR", "66"), cite("SDL", "5"), cite("FSL", "135")];
        let on = self.0.times.map(|it: Times| it.on);
        let there = all.iter().filter(|it| on.is_some_and(|on| law.in_force(it, on)));
        Ok(there.map(|it| law.cite(it)).collect())
    }

    /// The entries of the list of serious violations in the field of food that count on that day (SDL 5).
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn listings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<Listing>> {
        let filter = ListingFilter {
            register: Some(Register::SeriousViolation),
            field: Some(Field::Food),
            active: true,
            ..ListingFilter::default()
        };
        listing::listed(ctx, (&filter, self.0.times), &Paging { first, after, last, before }).await
    }

    /// The statutory bans in effect on that day of whoever lost a licence or was sentenced over food (FSL 135), as far as
    /// you see restrictions: those that your agency was told of, and those that rest on what it decided.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn bans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
    ) -> Result<Connection<Restriction>> {
        let bans = ctx.data::<App>()?.law.food_bans();
        let filter = RestrictionFilter {
            measures: bans.into_iter().cloned().collect(),
            active: true,
            ..RestrictionFilter::default()
        };
        let paging = Paging { first, after, last, before };
        restriction::listed(ctx, (&filter, self.0.times), &paging).await
    }
}

#[Object]
impl BlacklistQuery {
    /// 食品安全严重违法生产经营者黑名单 (FSR 66), as a view: who is entered for food in the list of serious violations on a
    /// day, and whom a statute bars.
    async fn food_safety_blacklist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As of when; as of now, where nothing is said.")] as_of: Option<TwoTimes>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<FoodSafetyBlacklist> {
        Consistency::kept(ctx, consistency).await?;
        TwoTimes::of(ctx, as_of).map(FoodSafetyBlacklist)
    }
}
