//! 决定: granted or denied, by a leader who didn't verify, within the limit or a longer one.

use serde::{Deserialize, Serialize};

use super::{
    Channel, Condition, Event, Regime, Restoration, Status,
    effect::part_of,
    guard::{article, eligible, signed, unmet},
};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        decision::Remedies,
        guard::{Paper, filled},
        phrase::{because, until},
    },
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    text::is_blank,
};

/// It was granted (准予信用修复).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Granted {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Why.
    pub reasons: Narrative,
    /// Under which rules.
    pub regime: Regime,
    /// Why these.
    pub rules: String,
    /// The conditions as they stood: all met.
    pub conditions: Vec<Condition>,
    /// It lasts only while a plan of reorganisation is carried out, until it was.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub during_plan: bool,
    /// Where it is to be shown no longer.
    pub channels: Vec<Channel>,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 准予信用修复决定书.
    pub document: DocumentRef,
    /// By when, per channel.
    pub deadlines: Vec<Deadline>,
}

/// It was denied (不予信用修复).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Denied {
    /// Why.
    pub reasons: Narrative,
    /// The articles.
    pub basis: Vec<Citation>,
    /// The conditions that were not met.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub unmet: Vec<Condition>,
    /// Where to ask for reconsideration, where to sue.
    pub remedies: Remedies,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 不予信用修复决定书.
    pub document: DocumentRef,
}

/// The time to decide was made longer (延长决定期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionExtended {
    /// The rules under which this was done.
    pub basis: Citation,
    /// Why the matter is complex.
    pub reason: Narrative,
    /// The time to decide.
    pub deadlines: Vec<Deadline>,
}

/// Grants it.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Why.
    pub reasons: Narrative,
    /// 准予信用修复决定书, with its number.
    pub document: DocumentRef,
}

/// Denies it.
#[derive(Debug, Clone)]
pub struct Deny {
    /// Why.
    pub reasons: Narrative,
    /// The articles.
    pub basis: Vec<Citation>,
    /// Where to ask for reconsideration, where to sue.
    pub remedies: Remedies,
    /// 不予信用修复决定书, with its number.
    pub document: DocumentRef,
}

/// Makes the time to decide longer, since the matter is complex (SC22).
#[derive(Debug, Clone)]
pub struct Extend {
    /// By how many working days.
    pub by: u32,
    /// Why it is complex.
    pub reason: Narrative,
}

impl Grant {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Verifying]));
        refusals.check(restoration.not_by_who_verified(context));
        filled(
            &mut refusals,
            self.reasons.is_blank(),
            "reasons",
            "准予修复的理由",
            article(context),
        );
        let number = refusals.check(signed(&self.document, context));
        let eligibility = refusals.check(eligible(restoration, context));
        eligibility
            .iter()
            .flat_map(super::Eligibility::unmet)
            .for_each(|it| refusals.refuse(unmet(it)));
        refusals.verdict()?;
        let Some((eligibility, number)) = eligibility.zip(number) else { return Ok(vec![]) };
        let rules = restoration.rules(context)?;
        let channels =
            context.facts.restorable.as_ref().map(|it| it.channels()).unwrap_or_default();
        let stop = |it: &Channel| {
            let limit = rules.row.value.effect.get(it)?;
            let deadline = limit.deadline(Timer::RestoreEffect, context.occurred, context.law);
            Some(Deadline { of: Some(part_of(*it)), ..deadline })
        };
        Ok(vec![Event::Granted(Box::new(Granted {
            basis: rules.row.authority.clone(),
            reasons: self.reasons.clone(),
            regime: eligibility.regime,
            rules: eligibility.reason,
            conditions: eligibility.conditions,
            during_plan: restoration.rests_on_a_plan,
            deadlines: channels.iter().filter_map(stop).collect(),
            channels,
            number,
            document: self.document.clone(),
        }))])
    }
}

impl Deny {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Accepted, Status::Verifying]));
        refusals.check(restoration.not_by_who_verified(context));
        filled(
            &mut refusals,
            self.reasons.is_blank(),
            "reasons",
            "不予修复的理由",
            article(context),
        );
        let remedies = [
            (
                &self.remedies.reconsideration,
                "remedies.reconsideration",
                "申请行政复议的途径和期限",
            ),
            (&self.remedies.court, "remedies.court", "提起行政诉讼的途径和期限"),
        ];
        for (said, field, what) in remedies {
            filled(&mut refusals, is_blank(said), field, what, article(context));
        }
        let day = context.occurred.day();
        let holds = |it: &Citation| context.law.in_force(it, day);
        refusals.require(!self.basis.is_empty() && self.basis.iter().all(holds), || {
            Code::NoBasis
                .refuse("请注明当日有效的不予修复依据", "name the articles in force on that day")
                .at("basis")
        });
        let number = refusals.check(signed(&self.document, context));
        let eligibility = refusals.check(eligible(restoration, context));
        refusals.verdict()?;
        let denied = eligibility.zip(number).map(|(eligibility, number)| {
            Event::Denied(Box::new(Denied {
                reasons: self.reasons.clone(),
                basis: self.basis.clone(),
                unmet: eligibility.unmet().cloned().collect(),
                remedies: self.remedies.clone(),
                number,
                document: self.document.clone(),
            }))
        });
        Ok(denied.into_iter().collect())
    }
}

impl Extend {
    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Accepted, Status::Verifying]));
        filled(&mut refusals, self.reason.is_blank(), "reason", "情况复杂的说明", article(context));
        filled(&mut refusals, self.by == 0, "by", "延长的工作日数", article(context));
        let open = restoration.open_deadline(Timer::RestoreDecide, None);
        refusals.require(open.is_some_and(|it| it.extendable.is_some()), || {
            Code::NotProvidedFor.refuse(
                "当日适用的规定没有延长决定期限的规定",
                "the rules of the day don't let the time to decide be made longer",
            )
        });
        refusals.require(open.is_none_or(|it| it.extensions.is_empty()), || {
            Code::AlreadyDone.refuse("决定期限已经延长", "it was made longer already")
        });
        let today = context.occurred.day();
        let over = open.and_then(Deadline::latest).is_some_and(|it| it < today);
        refusals.require(!over, || {
            Code::TooLate.refuse("决定期限已经届满", "the time to decide is over")
        });
        refusals.verdict()?;
        let by = Some(self.by);
        let longer = open.map(|it| it.extended(context.law, by, context.entered_late()));
        Ok(vec![Event::DecisionExtended(DecisionExtended {
            basis: restoration.basis(context),
            reason: self.reason.clone(),
            deadlines: longer.into_iter().collect(),
        })])
    }
}

impl Granted {
    pub(super) fn sentence(&self) -> String {
        let plan = if self.during_plan { "在重整计划执行期间" } else { "" };
        let channels: Vec<_> = self.channels.iter().map(|it| it.label()).collect();
        let until = until(&self.deadlines, Timer::RestoreEffect, "停止公示期限");
        let (number, channels) = (&self.number, channels.join("、"));
        let because = because(&self.reasons);
        format!("决定准予信用修复（{number}）{because}，{plan}在{channels}停止公示{until}")
    }
}

impl Denied {
    pub(super) fn sentence(&self) -> String {
        let because = because(&self.reasons);
        format!("决定不予信用修复（{}）{because}，并告知救济途径和期限", self.number)
    }
}

impl DecisionExtended {
    pub(super) fn sentence(&self) -> String {
        let until = until(&self.deadlines, Timer::RestoreDecide, "决定期限");
        format!("因情况复杂延长决定期限{}{until}", because(&self.reason))
    }
}
