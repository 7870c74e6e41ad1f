//! Suspension, resumption and termination of an investigation (PR 46, 47).

mod interrupted;
#[cfg(test)]
mod tests;

pub use self::interrupted::Suspension;
pub(super) use self::interrupted::{possible_then, weighed_before_a_suspension};

use serde::{Deserialize, Serialize};

use super::phrase::{because, decision_time, text};
use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, filled, of_type},
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    clock::{Deadline, PauseKind, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    party::{OrganisationKind, Party},
};

/// The case was suspended (中止调查), at whichever stage of its handling (PR 46, 64.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suspended {
    /// `U1`, `U2`, …
    pub id: PartId,
    /// On which ground.
    pub ground: SuspensionGround,
    /// In words.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// Where the case stood, and goes on from once the cause has ended.
    #[serde(default = "investigating")]
    pub at: Main,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
}

/// What was suspended before this was recorded was under investigation.
fn investigating() -> Main {
    Main::Investigating
}

/// Grounds of suspension (PR 46).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SuspensionGround {
    /// A related judgment or decision is awaited.
    AwaitingDecision,
    /// A question of law was referred.
    LegalQuestion,
    /// 不可抗力.
    ForceMajeure,
    /// 当事人下落不明.
    PartyMissing,
    /// 其他应当中止调查的情形.
    Other,
}

impl SuspensionGround {
    /// Every ground.
    pub const ALL: [Self; 5] = [
        Self::AwaitingDecision,
        Self::LegalQuestion,
        Self::ForceMajeure,
        Self::PartyMissing,
        Self::Other,
    ];

    /// As PR 46 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AwaitingDecision => "须以相关案件的裁判结果或者其他行政决定为依据",
            Self::LegalQuestion => "涉及法律适用等问题，需要送请有权机关作出解释或者确认",
            Self::ForceMajeure => "因不可抗力致使案件暂时无法调查",
            Self::PartyMissing => "因当事人下落不明致使案件暂时无法调查",
            Self::Other => "其他应当中止调查的情形",
        }
    }
}

/// The cause has ended, and the investigation goes on (恢复调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resumed {
    /// Which suspension has ended.
    pub suspension: PartId,
    /// How its cause ended.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// Where the case goes on.
    #[serde(default = "investigating")]
    pub to: Main,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

/// The investigation was terminated (终止调查): nobody is left to answer for the violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Terminated {
    /// On which ground.
    pub ground: TerminationGround,
    /// How it was found that nobody takes over rights and duties.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The closing form.
    pub deadlines: Vec<Deadline>,
}

/// Grounds of termination (PR 47); both want that nobody takes over rights and duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TerminationGround {
    /// 自然人死亡.
    PersonDied,
    /// 法人、其他组织终止.
    EntityEnded,
}

impl TerminationGround {
    /// Every ground.
    pub const ALL: [Self; 2] = [Self::PersonDied, Self::EntityEnded];

    /// Whether it can happen to this party. An individual business ends by deregistration, or with the
    /// person who runs it.
    fn befalls(self, party: &Party) -> bool {
        match self {
            Self::PersonDied => {
                matches!(
                    party.organisation_kind(),
                    None | Some(OrganisationKind::IndividualBusiness)
                )
            }
            Self::EntityEnded => !party.is_natural_person(),
        }
    }

    /// As PR 47 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PersonDied => "涉嫌违法的自然人死亡，且无权利义务承受人",
            Self::EntityEnded => "涉嫌违法的法人、其他组织终止，且无权利义务承受人",
        }
    }
}

/// Suspends the investigation.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// On which ground.
    pub ground: SuspensionGround,
    /// In words.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Suspend {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// What was suspended before was resumed, and what a suspension stops was not done during it.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_resumed()).max(case.record.worked)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.may_be_suspended());
        let article = ("PR", "46.1");
        filled(&mut refusals, self.reason.is_blank(), "reason", "中止调查的具体事由", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::SuspensionApproval, ("PR", "46.1")));
        refusals.verdict()?;
        let id = PartId::nth('U', case.record.suspensions.len() + 1);
        let deadlines = case.pausing(context, (PauseKind::Suspension, None), &id);
        Ok(vec![Event::InvestigationSuspended(Suspended {
            id,
            ground: self.ground,
            reason: self.reason.clone(),
            document: self.document.clone(),
            at: case.main,
            deadlines,
        })])
    }
}

impl Case {
    fn may_be_suspended(&self) -> Result<(), Vec<Rejection>> {
        if self.main != Main::Suspended {
            return self.is_filed_and_open();
        }
        Err(vec![
            Code::AlreadyDone
                .refuse("调查已经中止", "the investigation is suspended already")
                .under("PR", "46.1"),
        ])
    }
}

/// Resumes the investigation.
#[derive(Debug, Clone)]
pub struct Resume {
    /// How the cause of the suspension ended.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Resume {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(case.main == Main::Suspended, || {
            Code::WrongStage
                .refuse("调查没有中止，无需恢复", "the investigation is not suspended")
                .under("PR", "46.2")
        });
        let article = ("PR", "46.2");
        filled(&mut refusals, self.reason.is_blank(), "reason", "中止原因消除的情况", article);
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::SuspensionApproval, ("PR", "46.2")));
        refusals.verdict()?;
        let suspension = case.record.suspensions.last().map(|it| &it.suspended);
        let resumed = suspension.map(|it| {
            Event::InvestigationResumed(Resumed {
                suspension: it.id.clone(),
                reason: self.reason.clone(),
                document: self.document.clone(),
                to: it.at,
                deadlines: case.resuming(context, &it.id, context.occurred.day()),
            })
        });
        Ok(resumed.into_iter().collect())
    }
}

/// Terminates the investigation.
#[derive(Debug, Clone)]
pub struct Terminate {
    /// On which ground.
    pub ground: TerminationGround,
    /// How it was found that nobody takes over rights and duties.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Terminate {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    /// What was terminated is not resumed any more.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.last_resumed())
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.is_filed_and_open());
        let article = ("PR", "47");
        filled(
            &mut refusals,
            self.reason.is_blank(),
            "reason",
            "无权利义务承受人的查明情况",
            article,
        );
        let party = case.record.party_found();
        refusals.require(party.is_none_or(|party| self.ground.befalls(party)), || {
            Code::Contradictory
                .refuse(
                    format!("终止调查的理由「{}」与当事人的类型不符", self.ground.label()),
                    "the ground doesn't fit what kind of party it is",
                )
                .under("PR", "47")
                .at("ground")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::SuspensionApproval, ("PR", "47")));
        refusals.verdict()?;
        Ok(vec![Event::InvestigationTerminated(Terminated {
            ground: self.ground,
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.time_to_close(context, context.occurred)?,
        })])
    }
}

impl Fact for Suspended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "46.1"), ("PR", "64.2")])
            .opening(Main::Suspended)
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "批准中止调查（编号{}），事由：{}。{}{}",
            self.id,
            self.ground.label(),
            text(&self.reason),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for Resumed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "46.2")])
            .opening(self.to)
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let to = match self.to {
            Main::Investigating => String::new(),
            stage => format!("，案件恢复至「{}」", stage.label()),
        };
        format!("批准恢复调查{}{to}{}", because(&self.reason), decision_time(&self.deadlines))
    }
}

impl Fact for Terminated {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "47")])
            .opening(Main::Terminated)
            .timing(&self.deadlines)
            .settling(Timer::CaseDecide, None)
            .replacing(Timer::ReviewDo, None)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("批准终止调查，事由：{}。{}", self.ground.label(), text(&self.reason))
    }
}
