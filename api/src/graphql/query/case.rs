//! One case.

use async_graphql::{Context, Object, Result};

use super::super::{
    case::Case,
    payload::{fault, viewer},
    scalars::CaseId,
};
use crate::App;

#[derive(Default)]
pub struct CaseQuery;

#[Object]
impl CaseQuery {
    /// One case; null where there is none that you may see.
    async fn case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] id: CaseId,
    ) -> Result<Option<Case>> {
        let viewer = viewer(ctx)?;
        let row = ctx.data::<App>()?.read_model.case(&viewer, id.into()).map_err(fault)?;
        Ok(row.map(|row| Case::new(row, viewer)))
    }
}
