//! The officers' register.

use async_graphql::{Context, Object, Result};
use projections::officers::OfficerFilter;

use super::super::{
    connection::{Connection, List, Paging, weight},
    consistency::Consistency,
    officer::Officer,
    payload::{fault, viewer},
    scalars::{Date, PersonId},
};
use crate::App;

const OFFICERS: List = List("officers");

#[derive(Default)]
pub struct OfficerQuery;

#[Object]
impl OfficerQuery {
    /// One officer who works or worked for your agency; null where there is none.
    async fn officer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] person: PersonId,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Officer>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let found = app.read_model.officer(&viewer, &person.into()).map_err(fault)?;
        Ok(found.map(Officer))
    }

    /// The officers who work or worked for your agency, by id.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn officers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those who had a post on this day.")] on: Option<Date>,
        #[graphql(desc = "So many from the beginning, or after `after`.")] first: Option<i64>,
        #[graphql(desc = "The cursor to read on from.")] after: Option<String>,
        #[graphql(desc = "So many before the end, or before `before`.")] last: Option<i64>,
        #[graphql(desc = "The cursor to read back from.")] before: Option<String>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Connection<Officer>> {
        Consistency::kept(ctx, consistency).await?;
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let asked = Paging { first, after, last, before }.asked(ctx, OFFICERS)?;
        let filter = OfficerFilter { on: on.map(Into::into), ..OfficerFilter::default() };
        let page = app.read_model.officers(&viewer, &filter, &asked).map_err(fault)?;
        Ok(Connection::of(OFFICERS, page, |row| (row.person.clone(), Officer(row))))
    }
}
