//! 签收、不予实施: what the agency that was told says when it does not impose.

use serde::{Deserialize, Serialize};

use super::{Event, Pair, notifying::Entry, state::Answer};
use crate::{
    Capability, Code, Context, Narrative, Refusals, Rejection,
    case::phrase::because,
    citation::{Citation, cite},
    permit::{Needs, named_for, permit},
    timely::timely,
};

/// The agency has taken notice of an entry of its inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acknowledged {
    /// Which.
    pub entry: Entry,
}

/// The agency does not impose the measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Declined {
    /// In answer to which entry.
    pub entry: Entry,
    /// Why.
    pub reason: Narrative,
    /// Under which article it need not, or must not.
    pub basis: Citation,
}

/// Takes notice of an entry.
#[derive(Debug, Clone)]
pub struct Acknowledge {
    /// Which.
    pub entry: Entry,
}

/// Declines to impose.
#[derive(Debug, Clone)]
pub struct Decline {
    /// In answer to which entry.
    pub entry: Entry,
    /// Why.
    pub reason: Narrative,
    /// Under which article.
    pub basis: Citation,
}

/// What an answer rests on.
pub(super) fn basis() -> Citation {
    cite("SC49", "0")
}

/// An officer of the agency that was told answers for it.
fn answers(pair: &Pair, entry: Entry, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, Needs::Role(Capability::AnswerNotices)));
    refusals.check(named_for(context, pair.notified.measure.imposer));
    refusals.check(pair.addresses(context));
    refusals.check(timely(context, Some(pair.sent(entry).unwrap_or(pair.since)), None));
    refusals.check(pair.has_entry(entry));
    refusals.verdict()
}

impl Acknowledge {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        answers(pair, self.entry, context)?;
        if pair.acknowledged.contains(&self.entry.revision) {
            return Ok(vec![]);
        }
        Ok(vec![Event::Acknowledged(Acknowledged { entry: self.entry })])
    }
}

impl Decline {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(answers(pair, self.entry, context));
        refusals.require(!self.reason.is_blank(), || {
            Code::Incomplete
                .refuse("请填写不予实施的理由", "say why")
                .under("SC49", "0")
                .at("reason")
        });
        refusals.require(context.law.in_force(&self.basis, context.occurred.day()), || {
            Code::NoBasis
                .refuse(
                    format!("{}不是有效的依据", context.law.cite(&self.basis)),
                    format!("{} is no instrument in force", self.basis),
                )
                .at("basis")
        });
        let declined =
            Declined { entry: self.entry, reason: self.reason.clone(), basis: self.basis.clone() };
        let mut given = pair.answers.iter().map(|(_, it)| it);
        let same = given.any(|it| *it == Answer::Declined(declined.clone()));
        let was_declined = pair.answers.iter().any(|(_, it)| matches!(it, Answer::Declined(_)));
        // What it declined on an earlier day than it imposed may be entered since.
        let before = pair.imposed().is_none() || context.occurred.day() < pair.imposed_at().day();
        refusals.require(before && (same || !was_declined), || {
            Code::AlreadyDone.refuse("该通报已经答复", "this entry was answered already")
        });
        // What it had decided before the source fell may be entered since.
        let fell = pair.fallen.as_ref().is_some_and(|it| it.since <= context.occurred);
        refusals.require(same || !fell, || {
            Code::AlreadyDone.refuse("来源已经失效，无须答复", "the source has fallen")
        });
        refusals.verdict()?;
        Ok(if same { vec![] } else { vec![Event::Declined(declined)] })
    }
}

impl Acknowledged {
    pub(super) fn sentence(&self) -> String {
        // The first event of a pair is its notice, and every other entry tells what became of the source.
        if self.entry.revision == 0 {
            "签收限制措施通报"
        } else {
            "签收来源变动通报"
        }
        .to_owned()
    }
}

impl Declined {
    pub(super) fn sentence(&self) -> String {
        format!("决定不予实施该措施{}", because(&self.reason))
    }
}
