//! Where a decision was made public, as older cases say themselves.

use async_graphql::SimpleObject;
use domain::case::publicity;

use super::{
    super::{
        scalars::{DateTime, PartId},
        vocabulary::PublicityChannel,
    },
    entered::Entered,
    entry::FileEntry,
};

/// Where a decision was made public.
#[derive(SimpleObject)]
pub struct Publication {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// Where, in Chinese.
    channel_label: &'static str,
    /// When.
    published_at: DateTime,
    /// Under which reference.
    reference: String,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl From<Entered<'_, &publicity::Published>> for Publication {
    fn from(entered: Entered<'_, &publicity::Published>) -> Self {
        let it = entered.fact;
        Self {
            decision: it.decision.clone().into(),
            channel: it.channel.into(),
            channel_label: it.channel.label(),
            published_at: entered.at(),
            reference: it.reference.clone(),
            acts: entered.acts(),
        }
    }
}
