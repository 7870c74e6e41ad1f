//! The register of agencies.

use async_graphql::{Context, Object, Result};

use super::super::{agency::Agency, scalars::Date};
use crate::App;

#[derive(Default)]
pub struct AgenciesQuery;

#[Object]
impl AgenciesQuery {
    /// Every agency that exists on a day, by code: today, where none is named. Anybody may
    /// read it.
    async fn agencies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which day.")] on: Option<Date>,
    ) -> Result<Vec<Agency>> {
        let app = ctx.data::<App>()?;
        let on = on.map_or_else(|| app.clock.now().day(), Into::into);
        Ok(app.law.agencies().all_on(on).map(|it| Agency::new(app, it, on)).collect())
    }
}
