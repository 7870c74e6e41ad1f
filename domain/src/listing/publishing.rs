//! Showing an entry of the list of serious violations on GSXT, and showing it no more (SDL; EIP 17).

use serde::{Deserialize, Serialize};

use super::{Event, Listing, Register, guard::in_register};
use crate::{Code, Context, Refusals, Rejection, document::DocumentRef};

/// It was made public on GSXT (公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// What shows it, where somebody kept that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proof: Option<DocumentRef>,
}

/// It is shown there no more (停止公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicityEnded {
    /// What shows it, where somebody kept that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proof: Option<DocumentRef>,
}

/// Records that it was made public.
#[derive(Debug, Clone)]
pub struct Publish {
    /// What shows it.
    pub proof: Option<DocumentRef>,
}

/// Records that its publicity has ended.
#[derive(Debug, Clone)]
pub struct EndPublicity {
    /// What shows it.
    pub proof: Option<DocumentRef>,
}

impl Publish {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(listing.in_force(&[Register::SeriousViolation], context));
        refusals.require(!listing.is_public, || {
            Code::AlreadyDone.refuse("已经公示", "it is public already")
        });
        refusals.verdict()?;
        Ok(vec![Event::Published(Published { proof: self.proof.clone() })])
    }
}

impl EndPublicity {
    /// Only what counts no more is taken down.
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = listing.opened()?;
        in_register(opened, &[Register::SeriousViolation])?;
        let mut refusals = Refusals::new();
        refusals.require(!listing.counts_on(context.occurred.day()), || {
            Code::StepMissing
                .refuse("列入决定仍然有效，应当继续公示", "the entry counts still")
                .under("SDL", "0")
        });
        refusals.require(listing.is_public, || {
            Code::StepMissing.refuse("没有正在进行的公示", "it is not public")
        });
        refusals.verdict()?;
        Ok(vec![Event::PublicityEnded(PublicityEnded { proof: self.proof.clone() })])
    }
}
