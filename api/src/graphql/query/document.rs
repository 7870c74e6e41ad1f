//! One document of a case.

use async_graphql::{Context, Object, Result};

use super::super::{
    case::{as_of::AsOf, folded, volumes::FiledDocument},
    consistency::Consistency,
    scalars::{CaseId, Sha256},
};
use crate::App;

#[derive(Default)]
pub struct DocumentQuery;

#[Object]
impl DocumentQuery {
    /// A document of a case by the digest of its bytes: where it lies in the file, who put it there by
    /// which act, whether it was served. Null where there is none that you may see; the internal file is
    /// seen by whoever may see it.
    #[expect(clippy::too_many_arguments, reason = "two say which, two as of when")]
    async fn document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which case.")] case_id: CaseId,
        #[graphql(desc = "Which document.")] sha256: Sha256,
        #[graphql(desc = "As of when; now, where nothing is said.")] as_of: Option<AsOf>,
        #[graphql(
            desc = "How much of the log the answer has to hold; what this node has read, where nothing is said."
        )]
        consistency: Option<Consistency>,
    ) -> Result<Option<FiledDocument>> {
        Consistency::kept(ctx, consistency).await?;
        let found = folded(ctx, case_id.into(), AsOf::until(ctx, as_of)?).await?;
        let app = ctx.data::<App>()?;
        Ok(found.and_then(|dossier| FiledDocument::find(app, &dossier, sha256.into())))
    }
}
