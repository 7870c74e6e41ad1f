//! What reviewers ask of one case: its audit trail and its replay.

use async_graphql::{Context, Object, Result};
use domain::case::parts::FilePart;
use projections::dossier;

use super::super::{
    case::{as_of::AsOf, audit::AuditTrail, folded, replay::Replay},
    consistency::Consistency,
    counts::Revision,
    malformed,
    scalars::CaseId,
};

#[derive(Default)]
pub struct ReviewQuery;

#[Object]
impl ReviewQuery {
    /// The audit trail of a case: every act with who, when, role, power item, basis, documents and
    /// deadlines, and what the law requires at this stage that is missing. Null where there is no such
    /// case whose main file you may see.
    async fn audit_trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(desc = "As of when; now, where nothing is said.")] as_of: Option<AsOf>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<AuditTrail>> {
        Consistency::kept(ctx, consistency).await?;
        let found = folded(ctx, case_id.into(), AsOf::until(ctx, as_of)?).await?;
        Ok(found.filter(|it| it.sees(FilePart::Main)).map(AuditTrail::new))
    }

    /// A case event by event, up to its revision `to` where that is given: what each event made of the
    /// record, and the record after the last one. Null where there is no such case whose main file you may
    /// see; refused where `to` names no event of it.
    async fn replay(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] id: CaseId,
        #[graphql(
            desc = "Up to this revision, from 0 to that of the last event; all, where nothing is said."
        )]
        to: Option<Revision>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<Replay>> {
        Consistency::kept(ctx, consistency).await?;
        let to = to.map(u64::from);
        let reach = to.map_or(dossier::AsOf::Now, dossier::AsOf::Revision);
        let found = folded(ctx, id.into(), reach).await?.filter(|it| it.sees(FilePart::Main));
        if let Some(last) = found.as_ref().map(|it| it.row.revision)
            && to.is_some_and(|it| last < it)
        {
            return Err(malformed("to", format!("expected a revision of the case: 0 to {last}")));
        }
        Ok(found.map(Replay::new))
    }
}
