//! What the clock records in a case because time has passed, because a calendar was loaded, or because
//! an act that had claimed something never came.

use serde::{Deserialize, Serialize};

use super::{Act, Case, Event, Facets, Fact, Needs};
use crate::{Context, Moment, Narrative, Rejection, claim::Thing, clock::DeadlineFixed};

/// Fixes every deadline that had waited for a calendar which is loaded now. The clock's alone; once
/// done, it records nothing more.
#[derive(Debug, Clone)]
pub struct FixDeadlines;

impl Act for FixDeadlines {
    fn needs(&self) -> Needs {
        Needs::Clock
    }

    fn rests_on(&self, _: &Case) -> Option<Moment> {
        None
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let deadlines = case.record.timers.values().map(|it| &it.deadline);
        let fixed = DeadlineFixed::of(deadlines, context.law);
        Ok(fixed.map(Event::DeadlineFixed).into_iter().collect())
    }
}

/// The act that had claimed this has not taken place, and no act of the case has it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClaimAbandoned {
    /// What was claimed.
    pub claim: Thing,
    /// Why.
    pub reason: Narrative,
}

/// Gives up what was claimed for an act of the case. The clock's alone; once done, it records
/// nothing more. Whoever asks has seen that the act is not there, and says at which revision.
#[derive(Debug, Clone)]
pub struct AbandonClaim {
    /// What was claimed.
    pub claim: Thing,
    /// Why.
    pub reason: Narrative,
}

impl Act for AbandonClaim {
    fn needs(&self) -> Needs {
        Needs::Clock
    }

    fn rests_on(&self, _: &Case) -> Option<Moment> {
        None
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        if case.record.abandoned.contains(&self.claim) {
            return Ok(vec![]);
        }
        let (claim, reason) = (self.claim.clone(), self.reason.clone());
        Ok(vec![Event::ClaimAbandoned(ClaimAbandoned { claim, reason })])
    }
}

impl Fact for ClaimAbandoned {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[])
    }

    fn sentence(&self) -> String {
        let reason = self.reason.shown();
        match &self.claim {
            Thing::Number(number) => format!("文号{number}未予使用，作废，理由：{reason}"),
            Thing::FinedAct(_) => {
                format!("未对当事人的同一违法行为作出罚款决定，不再占用，理由：{reason}")
            }
        }
    }
}

impl Fact for DeadlineFixed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "80")]).timing(&self.deadlines)
    }

    fn sentence(&self) -> String {
        Self::sentence(self)
    }
}
