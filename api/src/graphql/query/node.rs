//! Whatever has an id, by its id alone. Ids tell their kinds apart by their form: a case has a UUID, an
//! officer `P-` and digits, a party a registration number or `p-` and a digest.

use async_graphql::{Context, ID, Interface, Object, Result};
use domain::id::{CaseId, PersonId, SubjectId};
use projections::dossier::AsOf;

use super::{
    super::{
        case::Case,
        consistency::Consistency,
        officer::Officer,
        payload::{fault, viewer},
    },
    party::Party,
};
use crate::App;

#[derive(Default)]
pub struct NodeQuery;

/// Something with an id that no other thing has.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Its id, unique among all things."))]
pub enum Node {
    /// A case.
    Case(Box<Case>),
    /// An officer.
    Officer(Box<Officer>),
    /// A party.
    Party(Box<Party>),
}

#[Object]
impl NodeQuery {
    /// A case, an officer or a party by its id; null where there is none that you may see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As `id` of anything has answered it.")] id: ID,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Node>> {
        Consistency::kept(ctx, consistency).await?;
        if let Ok(case) = id.parse::<CaseId>() {
            let case = Case::read(ctx, case, AsOf::Now).await?;
            return Ok(case.map(|it| Node::Case(Box::new(it))));
        }
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        if let Ok(person) = id.parse::<PersonId>() {
            let row = app.read_model.officer(&viewer, &person).map_err(fault)?;
            return Ok(row.map(|row| Node::Officer(Box::new(Officer(row)))));
        }
        let Ok(subject) = id.parse::<SubjectId>() else { return Ok(None) };
        let row = app.read_model.party(&viewer, &subject).map_err(fault)?;
        Ok(row.map(|row| Node::Party(Box::new(Party(row)))))
    }
}
