//! Rights: the party is told at the first contact what it may do (PR 21).

use serde::{Deserialize, Serialize};

use super::{
    event::{Facets, Fact},
    handlers::named,
};

use super::handlers::Handler;
use crate::document::{DocumentRef, Recording};

/// The party was told of its right to state, to defend itself and to ask for recusal (PR 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Informed {
    /// By whom; both showed their certificates.
    pub officers: Vec<Handler>,
    /// The record of it.
    pub document: DocumentRef,
    /// In sound or picture.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
}

impl Fact for Informed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "21.2"), ("APL", "43.2"), ("APL", "45.1")]).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "{}向当事人出示执法证件，告知其享有陈述权、申辩权以及申请回避的权利",
            named(&self.officers)
        )
    }
}
