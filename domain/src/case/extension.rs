//! More time for deciding (PR 64): thirty days by a leader, afterwards a definite time by the leaders
//! together.

use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Needs,
    basis::Basis,
    guard::{Paper, filled, of_type},
    handlers::{Handler, leaders, named},
    phrase::{because, until},
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PersonId,
};

/// The time for deciding was extended (PR 64): by a leader once, afterwards by the leaders together
/// for a definite time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extended {
    /// By how many days.
    pub days: u32,
    /// Who discussed it, where the leaders decided together.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attendees: Vec<Handler>,
    /// Why.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The ninety days, longer.
    pub deadlines: Vec<Deadline>,
}

/// Gives the decision more time: once, by a leader, as long as the rulebook says (PR 64).
#[derive(Debug, Clone)]
pub struct Extend {
    /// Why.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Extend {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.filing_decided()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_get_more_time(&self.reason, context));
        refusals.require(case.record.extensions.is_empty(), || {
            Code::AlreadyDone
                .refuse(
                    "办案期限已经批准延长一次，继续延期须由负责人集体讨论决定",
                    "the time was extended once already; only the leaders together may extend it further",
                )
                .under("PR", "64.1")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ExtensionApproval, ("PR", "64.1")));
        refusals.verdict()?;
        let deadlines = case.extending(context, Timer::CaseDecide, None, None);
        let extended = deadlines.first().and_then(|it| it.extensions.last());
        let days = extended.map(|it| it.by).ok_or_else(|| {
            vec![
                Code::FigureMissing
                    .refuse(
                        "规则库没有可以延长的办案期限",
                        "the rulebook has no period that could be extended",
                    )
                    .under("PR", "64.1"),
            ]
        })?;
        Ok(vec![Event::DecisionTimeExtended(Extended {
            days,
            attendees: vec![],
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines,
        })])
    }
}

/// Gives the decision still more time, definite, by the leaders together (PR 64).
#[derive(Debug, Clone)]
pub struct ExtendFurther {
    /// By how many days.
    pub days: u32,
    /// Who discussed it.
    pub attendees: Vec<PersonId>,
    /// Why.
    pub reason: Narrative,
    /// The minutes.
    pub document: DocumentRef,
}

impl Act for ExtendFurther {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideTogether)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.attendees.iter().collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.filing_decided().max(case.last_on(&Basis::Extension))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_get_more_time(&self.reason, context));
        refusals.require(!case.record.extensions.is_empty(), || {
            Code::StepMissing
                .refuse(
                    "尚未经负责人批准延长，请先由负责人批准延长",
                    "a leader extends the time first; the leaders together only after that",
                )
                .under("PR", "64.1")
        });
        let wanted = ("延长的合理期限（日）", "PR", "64.1");
        refusals.check(case.definite(self.days, context, wanted));
        let attendees = refusals.check(leaders(case, context, &self.attendees, ("PR", "64.1")));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::DiscussionMinutes, ("PR", "64.1")));
        refusals.verdict()?;
        Ok(vec![Event::DecisionTimeExtended(Extended {
            days: self.days,
            attendees: attendees.unwrap_or_default(),
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.extending(context, Timer::CaseDecide, None, Some(self.days)),
        })])
    }
}

impl Case {
    /// Filed and undecided, its time not over, and somebody says why it needs more.
    fn may_get_more_time(
        &self,
        reason: &Narrative,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(self.is_filed_and_open());
        refusals.require(self.record.redone_since.is_none(), || {
            Code::WrongStage
                .refuse(
                    "案件正在重新作出行政行为，九十日的办案期限已随原决定终了，没有可以延长的期限",
                    "the case is decided anew: the time for deciding ended with the first decision",
                )
                .under("PR", "64.1")
        });
        filled(&mut refusals, reason.is_blank(), "reason", "延长办案期限的理由", ("PR", "64.1"));
        refusals.check(self.still_running(Timer::CaseDecide, None, context));
        refusals.verdict()
    }
}

impl Fact for Extended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "64.1")]).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        let how = if self.attendees.is_empty() {
            "批准将办案期限延长".to_owned()
        } else {
            format!("经{}集体讨论，决定将办案期限继续延长", named(&self.attendees))
        };
        format!(
            "{how}{}日{}{}",
            self.days,
            until(&self.deadlines, Timer::CaseDecide, "延长后"),
            because(&self.reason)
        )
    }
}
