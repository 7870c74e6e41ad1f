//! 受理: whether an application is accepted, or what it lacks, all at once.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Event, Regime, Restoration, Status,
    eligibility::Condition,
    guard::{article, eligible, unmet},
};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{because, until},
    },
    citation::Citation,
    clock::{Deadline, Timer},
    rulebook::Limit,
    text::is_blank,
};

/// It was accepted (受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Accepted {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Under which rules.
    pub regime: Regime,
    /// Why these.
    pub reason: String,
    /// The conditions as they stood.
    pub conditions: Vec<Condition>,
    /// The time to decide, where a rule of the day sets one.
    pub deadlines: Vec<Deadline>,
}

/// It was sent back, since it is incomplete (材料不齐).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RejectedIncomplete {
    /// The rules under which this was done.
    pub basis: Citation,
    /// What is missing, all of it.
    pub missing: Vec<String>,
}

/// It was not accepted (不予受理).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotAccepted {
    /// Why.
    pub reason: Narrative,
    /// The article.
    pub basis: Citation,
    /// From which day on it may be applied for again, where a condition says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub possible_from: Option<Date>,
}

/// Sends an application back: what is missing besides what the program sees.
#[derive(Debug, Clone)]
pub struct RejectIncomplete {
    /// What else is missing, in the officer's words.
    pub missing: Vec<String>,
}

/// Doesn't accept an application.
#[derive(Debug, Clone)]
pub struct NotAccept {
    /// Why.
    pub reason: Narrative,
    /// The article.
    pub basis: Citation,
}

/// Accepts it: complete, and nothing that shows at once stands against it.
pub(super) fn accept(
    restoration: &Restoration,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let opened = restoration.opened()?;
    let mut refusals = Refusals::new();
    refusals.check(restoration.stands_at(&[Status::Applied]));
    for missing in opened.materials.missing() {
        refusals.refuse(
            Code::Incomplete
                .refuse(format!("申请材料缺少{missing}"), "the application lacks a document")
                .at("materials"),
        );
    }
    let eligibility = refusals.check(eligible(restoration, context));
    let against = eligibility.iter().flat_map(super::Eligibility::unmet);
    against.filter(|it| it.kind.shows_at_once()).for_each(|it| refusals.refuse(unmet(it)));
    refusals.verdict()?;
    let Some(eligibility) = eligibility else { return Ok(vec![]) };
    let rules = restoration.rules(context)?;
    let decide = |it: &Limit| it.deadline(Timer::RestoreDecide, context.occurred, context.law);
    Ok(vec![Event::Accepted(Accepted {
        basis: rules.row.authority.clone(),
        regime: eligibility.regime,
        reason: eligibility.reason,
        conditions: eligibility.conditions,
        deadlines: rules.row.value.decide.as_ref().map(decide).into_iter().collect(),
    })])
}

impl RejectIncomplete {
    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let opened = restoration.opened()?;
        let basis = restoration.basis(context);
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Applied]));
        let seen = opened.materials.missing().into_iter().map(str::to_owned);
        let said = self.missing.iter().filter(|it| !is_blank(it)).cloned();
        let missing: Vec<_> = seen.chain(said).collect();
        filled(&mut refusals, missing.is_empty(), "missing", "缺少的材料", article(context));
        refusals.verdict()?;
        Ok(vec![Event::RejectedIncomplete(RejectedIncomplete { basis, missing })])
    }
}

impl NotAccept {
    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Applied]));
        filled(&mut refusals, self.reason.is_blank(), "reason", "不予受理的理由", article(context));
        refusals.require(context.law.in_force(&self.basis, context.occurred.day()), || {
            Code::NoBasis
                .refuse(
                    format!("{}在当日没有效力", context.law.cite(&self.basis)),
                    format!("{} is not in force on that day", self.basis),
                )
                .at("basis")
        });
        let eligibility = refusals.check(eligible(restoration, context));
        refusals.verdict()?;
        let possible_from = eligibility.and_then(|it| it.acceptable_from());
        let (reason, basis) = (self.reason.clone(), self.basis.clone());
        Ok(vec![Event::NotAccepted(NotAccepted { reason, basis, possible_from })])
    }
}

impl Accepted {
    pub(super) fn sentence(&self) -> String {
        let until = until(&self.deadlines, Timer::RestoreDecide, "决定期限");
        format!("受理信用修复申请{until}（{}）", self.reason)
    }
}

impl RejectedIncomplete {
    pub(super) fn sentence(&self) -> String {
        format!("申请材料不齐，一次性告知缺少：{}", self.missing.join("、"))
    }
}

impl NotAccepted {
    pub(super) fn sentence(&self) -> String {
        let day = self.possible_from.map(crate::time::in_chinese);
        let day = day.map(|it| format!("，自{it}起可以再次申请")).unwrap_or_default();
        format!("决定不予受理信用修复申请{}{day}", because(&self.reason))
    }
}
