//! 重整: a plan that a court approved lifts what is shown while it is carried out, for good once it was, and no longer
//! where it fails (SC22).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Applicable, Channel, Event, Restoration, Status};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::{Paper, filled, of_kind},
        phrase::because,
    },
    document::{DocumentRef, DocumentType},
    text::is_blank,
};

/// A plan of reorganisation, and the ruling that approved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// The court.
    pub court: String,
    /// The number of its ruling.
    pub number: String,
    /// On which day it approved the plan.
    pub approved_on: Date,
    /// The ruling.
    pub ruling: DocumentRef,
}

/// The plan was carried out (重整计划执行完毕): the restoration is final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanCompleted {
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
}

/// The plan failed (终止重整计划的执行): what was shown before is shown again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanFailed {
    /// Why.
    pub reason: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// Where it is to be shown again.
    pub channels: Vec<Channel>,
}

/// Records that the plan was carried out.
#[derive(Debug, Clone)]
pub struct Complete {
    /// What shows it: the administrator's report, the court's ruling.
    pub evidence: Vec<DocumentRef>,
}

/// Records that the plan failed.
#[derive(Debug, Clone)]
pub struct Fail {
    /// Why.
    pub reason: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
}

impl Plan {
    pub(super) fn check(
        &self,
        rules: Option<&Applicable<'_>>,
        on: Date,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.approved_on <= on, || {
            Code::InTheFuture
                .refuse("裁定批准重整计划的日期晚于申请日期", "no court has approved it yet")
                .under("SC22", "0")
                .at("plan.approvedOn")
        });
        let unnamed = is_blank(&self.court);
        filled(&mut refusals, unnamed, "plan.court", "裁定批准重整计划的人民法院", ("SC22", "0"));
        let unnumbered = is_blank(&self.number);
        filled(&mut refusals, unnumbered, "plan.number", "裁定书文号", ("SC22", "0"));
        let of_a_court =
            |it| matches!(it, DocumentType::RemedyNotice | DocumentType::RemedyDecision);
        let wanted = ("人民法院批准重整计划的裁定书", "ruling of the court that approved the plan");
        let ruling = (&self.ruling, "plan.ruling");
        refusals.check(of_kind(ruling, of_a_court, wanted, ("SC22", "0")));
        refusals.require(rules.is_none_or(|it| it.row.value.reorganisation), || {
            Code::NotProvidedFor
                .refuse(
                    "当日适用的规定没有重整期间修复信用的规定",
                    "the rules of the day know no restoration under a plan",
                )
                .at("plan")
        });
        refusals.verdict()
    }
}

/// It was granted under a plan that is being carried out.
fn under_a_plan(restoration: &Restoration) -> Result<(), Vec<Rejection>> {
    restoration.stands_at(&[Status::Granted, Status::Effective])?;
    if restoration.rests_on_a_plan && !restoration.plan_completed {
        return Ok(());
    }
    Err(vec![
        Code::NotProvidedFor
            .refuse("没有正在执行的重整计划", "no plan of reorganisation is being carried out")
            .under("SC22", "0"),
    ])
}

impl Complete {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.evidence, "evidence").collect()
    }

    pub(super) fn decide(&self, restoration: &Restoration) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(under_a_plan(restoration));
        let unproved = self.evidence.is_empty();
        filled(&mut refusals, unproved, "evidence", "重整计划执行完毕的证明", ("SC22", "0"));
        refusals.verdict()?;
        Ok(vec![Event::PlanCompleted(PlanCompleted { evidence: self.evidence.clone() })])
    }
}

impl Fail {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.evidence, "evidence").collect()
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(under_a_plan(restoration));
        let (unsaid, unproved) = (self.reason.is_blank(), self.evidence.is_empty());
        filled(&mut refusals, unsaid, "reason", "重整计划未能执行的情况", ("SC22", "0"));
        filled(&mut refusals, unproved, "evidence", "终止重整计划执行的证明", ("SC22", "0"));
        refusals.verdict()?;
        Ok(vec![Event::PlanFailed(PlanFailed {
            reason: self.reason.clone(),
            evidence: self.evidence.clone(),
            channels: restoration.shown_again(context),
        })])
    }
}

impl PlanFailed {
    pub(super) fn sentence(&self) -> String {
        format!("重整计划未能执行，恢复原有状态{}", because(&self.reason))
    }
}
