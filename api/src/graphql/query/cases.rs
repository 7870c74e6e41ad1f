//! The list of cases.

use async_graphql::{Context, InputObject, Object, Result};
use projections::cases::CaseFilter;

use super::super::{
    case::Case,
    connection::{Connection, List, Paging, weight},
    payload::{fault, viewer},
    scalars::PersonId,
    vocabulary::{Stage, ViolationType},
};
use crate::App;

const CASES: List = List("cases");

#[derive(Default)]
pub struct CasesQuery;

/// What a list of cases is narrowed to.
#[derive(InputObject, Default)]
pub struct CaseFilterInput {
    /// At one of these stages.
    stages: Option<Vec<Stage>>,
    /// Handled or verified by.
    handler: Option<PersonId>,
    /// For this type of violation.
    violation: Option<ViolationType>,
    /// With this case number.
    number: Option<String>,
    /// Against an organisation whose name contains this.
    party_name: Option<String>,
}

impl From<CaseFilterInput> for CaseFilter {
    fn from(it: CaseFilterInput) -> Self {
        Self {
            stages: it.stages.unwrap_or_default().into_iter().map(Into::into).collect(),
            handler: it.handler.map(Into::into),
            violation: it.violation.map(Into::into),
            number: it.number,
            party_name: it.party_name,
            ..Self::default()
        }
    }
}

#[Object]
impl CasesQuery {
    /// The cases of your agency, the one with the newest act first.
    #[expect(clippy::too_many_arguments, reason = "four of them are every connection's")]
    #[graphql(complexity = "weight(first, last, child_complexity)")]
    async fn cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(default)] filter: CaseFilterInput,
        first: Option<usize>,
        after: Option<String>,
        last: Option<usize>,
        before: Option<String>,
    ) -> Result<Connection<Case>> {
        let viewer = viewer(ctx)?;
        let asked = Paging { first, after, last, before }.of(CASES)?;
        let read_model = &ctx.data::<App>()?.read_model;
        let page = read_model.cases(&viewer, &filter.into(), &asked).map_err(fault)?;
        Ok(Connection::of(CASES, page, |row| (row.key(), Case::new(row, viewer.clone()))))
    }
}
