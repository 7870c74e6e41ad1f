//! Suspension, resumption and termination of an investigation (PR 46, 47).

use serde::{Deserialize, Serialize};

use super::{
    Main,
    event::{Facets, Fact},
};
use crate::clock::Timer;

use crate::{Narrative, clock::Deadline, document::DocumentRef, id::PartId};

/// The investigation was suspended (中止调查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspended {
    /// `U1`, `U2`, …
    pub id: PartId,
    /// On which ground.
    pub ground: SuspensionGround,
    /// In words.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
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
#[serde(rename_all = "camelCase")]
pub struct Resumed {
    /// Which suspension has ended.
    pub suspension: PartId,
    /// How its cause ended.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

/// The investigation was terminated (终止调查): nobody is left to answer for the violation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
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

    /// As PR 47 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PersonDied => "涉嫌违法的自然人死亡，且无权利义务承受人",
            Self::EntityEnded => "涉嫌违法的法人、其他组织终止，且无权利义务承受人",
        }
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
        format!("批准中止调查（{}），理由：{}", self.id, self.ground.label())
    }
}

impl Fact for Resumed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "46.2")])
            .opening(Main::Investigating)
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("批准恢复调查（{}的原因已经消除）", self.suspension)
    }
}

impl Fact for Terminated {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "47")])
            .opening(Main::Terminated)
            .timing(&self.deadlines)
            .settling(Timer::CaseDecide, None)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("批准终止调查，理由：{}", self.ground.label())
    }
}
