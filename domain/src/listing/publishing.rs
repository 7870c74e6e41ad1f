//! Showing an entry on GSXT, and showing it no more (SDL; EIP 17.1; IBR).

use serde::{Deserialize, Serialize};

use super::{Event, Listing, Register, guard::start};
use crate::{
    Code, Context, Refusals, Rejection,
    clock::{Deadline, Timer},
    document::DocumentRef,
    publicity::Channel,
    restoration::{Class, Regime, RestorationRule},
};

/// It was made public on GSXT (公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Published {
    /// Of which register; older events say nothing, and are of the list of serious violations.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub register: Option<Register>,
    /// What shows it, where somebody kept that.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proof: Option<DocumentRef>,
}

/// It is shown there no more (停止公示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicityEnded {
    /// Of which register; older events say nothing, and are of the list of serious violations.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub register: Option<Register>,
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

impl Listing {
    /// By when an entry that counts no more since the act is shown no longer, where it is shown: for the list of abnormal
    /// operations, and a mark, as the rules of restoration set it, since a way out of the list is one (CR21; CR25); for
    /// the list of serious violations as its own rules do.
    pub(super) fn to_be_hidden(&self, context: &Context<'_>) -> Vec<Deadline> {
        let Some(opened) = self.opened.as_ref().filter(|_| self.shown_since.is_some()) else {
            return vec![];
        };
        match opened.register {
            Register::SeriousViolation => {
                start(context, Timer::ListWithdraw, &opened.agency, context.occurred)
            }
            Register::AbnormalOperations | Register::AbnormalMark => {
                let set = [Regime::Cr25, Regime::Cr21].into_iter().find_map(|regime| {
                    let rule = RestorationRule { regime, class: Class::AbnormalList };
                    context.law.restoration(rule, context.occurred.day())
                });
                let limit = set.and_then(|it| it.value.effect.get(&Channel::Gsxt));
                let deadline =
                    limit.map(|it| it.deadline(Timer::ListWithdraw, context.occurred, context.law));
                deadline.into_iter().collect()
            }
        }
    }
}

impl Publish {
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let opened = refusals.check(listing.in_force(&Register::ALL, context));
        refusals.require(listing.shown_since.is_none(), || {
            Code::AlreadyDone.refuse("已经公示", "it is public already")
        });
        refusals.verdict()?;
        let register = opened.map(|it| it.register);
        Ok(vec![Event::Published(Published { register, proof: self.proof.clone() })])
    }
}

impl EndPublicity {
    /// Only what counts no more is taken down.
    pub(super) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let register = listing.opened()?.register;
        let (instrument, article) = register.shown_under();
        let mut refusals = Refusals::new();
        refusals.require(!listing.counts_on(context.occurred.day()), || {
            Code::StepMissing
                .refuse("列入决定仍然有效，应当继续公示", "the entry counts still")
                .under(instrument, article)
        });
        let owed = listing.open_deadline(Timer::ListWithdraw).is_some();
        refusals.require(owed || listing.shown_since.is_some(), || {
            Code::StepMissing.refuse("没有正在进行的公示", "it is not public")
        });
        refusals.verdict()?;
        let (register, proof) = (Some(register), self.proof.clone());
        Ok(vec![Event::PublicityEnded(PublicityEnded { register, proof })])
    }
}
