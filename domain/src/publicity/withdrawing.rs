//! What is shown is withdrawn: hidden at once here, and within three working days on the channel (APL 48; PUB 11).
//! And what secrecy forbids to show at all (PUB 5).

use serde::{Deserialize, Serialize};

use super::{Event, NotPublic, Publicity, State};
use crate::{
    Actor, Code, Context, Narrative, Refusals, Rejection,
    case::{Facets, Fact},
    clock::{Deadline, Timer},
    id::PartId,
    restriction::Fall,
};

/// Why what is shown is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Withdrawal {
    /// 决定被变更: the new content is shown in its place.
    DecisionAltered,
    /// 决定被撤销.
    DecisionRevoked,
    /// 决定被确认违法: also where it is kept.
    DecisionIllegal,
    /// 决定被确认无效.
    DecisionVoid,
    /// 误公示: it should not have been shown like this.
    PublishedInError,
}

/// What was shown, or to be shown, was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawn {
    /// Which decision.
    pub decision: PartId,
    /// On what ground.
    pub ground: Withdrawal,
    /// Why, as the channel is told.
    pub reason: Narrative,
    /// By when the channel is to take it down; none where it was not shown.
    pub deadlines: Vec<Deadline>,
}

/// The channel has taken it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakenDown {
    /// Which decision.
    pub decision: PartId,
    /// The channel's receipt.
    pub reference: String,
}

/// It is not made public, as the review of secrecy found (PUB 5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withheld {
    /// Which decision.
    pub decision: PartId,
    /// What the review found, as far as it may be said.
    pub reason: Narrative,
    /// The limits that it ends.
    pub ends: Vec<Timer>,
}

/// Withdraws what is shown (撤回公示): whoever publishes only what was shown or sent in error. What became of the decision
/// withdraws it by law, also where it is still to be shown, and the clock alone asks for that.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// On what ground.
    pub ground: Withdrawal,
    /// Why, as the channel is told.
    pub reason: Narrative,
}

/// Records that the channel has taken it down (渠道撤下).
#[derive(Debug, Clone)]
pub struct TakeDown {
    /// The channel's receipt.
    pub reference: String,
}

/// Withholds it for secrecy (不予公示).
#[derive(Debug, Clone)]
pub struct Withhold {
    /// What the review found, as far as it may be said.
    pub reason: Narrative,
}

impl Withdrawal {
    /// What it takes away from the measures that rest on the decision; nothing, where it was merely shown in error.
    #[must_use]
    pub fn takes_back(self) -> Option<Fall> {
        match self {
            Self::DecisionAltered => Some(Fall::Altered),
            Self::DecisionRevoked => Some(Fall::Revoked),
            Self::DecisionIllegal => Some(Fall::ConfirmedIllegal),
            Self::DecisionVoid => Some(Fall::ConfirmedVoid),
            Self::PublishedInError => None,
        }
    }

    /// Every ground.
    pub const ALL: [Self; 5] = [
        Self::DecisionAltered,
        Self::DecisionRevoked,
        Self::DecisionIllegal,
        Self::DecisionVoid,
        Self::PublishedInError,
    ];

    /// Nothing of the decision counts any more.
    #[must_use]
    pub fn ends_the_decision(self) -> bool {
        matches!(self, Self::DecisionRevoked | Self::DecisionVoid)
    }

    /// As PUB 11 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DecisionAltered => "行政处罚决定被变更",
            Self::DecisionRevoked => "行政处罚决定被撤销",
            Self::DecisionIllegal => "行政处罚决定被确认违法",
            Self::DecisionVoid => "行政处罚决定被确认无效",
            Self::PublishedInError => "公示有误",
        }
    }

    /// Whether what is right takes its place.
    #[must_use]
    pub fn is_shown_anew(self) -> bool {
        matches!(self, Self::DecisionAltered | Self::PublishedInError)
    }
}

impl Withdraw {
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let withdrawn = publicity.state == State::Withdrawn;
        if withdrawn && publicity.withdrawn == Some(self.ground) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(publicity.matter.is_some(), super::not_opened);
        let by_law = *context.actor == Actor::Clock;
        refusals.require(by_law || self.ground == Withdrawal::PublishedInError, in_its_case);
        // What a restoration stopped would be shown again if the restoration counted no more.
        let live = matches!(
            publicity.state,
            State::Due | State::Published | State::Corrected | State::StoppedByRestoration
        );
        let given_out = publicity.is_shown() || publicity.pushed.is_some();
        let meant = if by_law { live || withdrawn } else { live && given_out };
        refusals.require(meant || publicity.matter.is_none(), || {
            Code::WrongStage
                .refuse(
                    format!("该决定在此渠道{}，无从撤回", publicity.state.label()),
                    "nothing is shown there that could be withdrawn",
                )
                .under("PUB", "11")
        });
        let what = ("reason", "撤回的理由");
        refusals.check(super::filled(self.reason.is_blank(), what, ("PUB", "11")));
        refusals.verdict()?;
        let Some((matter, _)) = publicity.opened() else { return Ok(vec![]) };
        let shown = publicity.is_shown();
        let here = super::place(matter, context);
        let deadline = context.law.deadline(Timer::PubWithdraw, context.occurred, here, &[]);
        let of = Some(matter.decision.clone());
        // A channel that owes it still owes it since then.
        let owed = publicity.owes_a_takedown();
        let deadline = deadline.filter(|_| shown && !owed).map(|it| Deadline { of, ..it });
        Ok(vec![Event::Withdrawn(Withdrawn {
            decision: matter.decision.clone(),
            ground: self.ground,
            reason: self.reason.clone(),
            deadlines: deadline.into_iter().collect(),
        })])
    }
}

/// What became of the decision itself is recorded in its case, from where what is shown is withdrawn (PUB 11).
fn in_its_case() -> Rejection {
    Code::NotProvidedFor
        .refuse(
            "决定被变更、撤销、确认违法或者确认无效的，在案件中记录，公示信息随之撤回；此处只撤回公示有误的",
            "what became of the decision is recorded in its case, and withdraws it from there: withdraw what was shown in error",
        )
        .under("PUB", "11")
        .at("ground")
}

impl Publicity {
    /// The channel was to take down what was withdrawn, and nobody has recorded that it did; what is right may be shown
    /// there before.
    fn owes_a_takedown(&self) -> bool {
        self.timers.get(&Timer::PubWithdraw).is_some_and(|it| it.settled.is_none())
    }
}

impl TakeDown {
    pub(super) fn decide(&self, publicity: &Publicity) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let owed = publicity.timers.get(&Timer::PubWithdraw);
        let withdrawn = publicity.state == State::Withdrawn && owed.is_some();
        let asked = withdrawn || publicity.owes_a_takedown();
        refusals.require(asked, || {
            Code::StepMissing
                .refuse("该公示没有撤回，渠道无须撤下", "it has not been withdrawn")
                .under("PUB", "11")
        });
        let what = ("reference", "渠道撤下的回执");
        refusals.check(super::filled(self.reference.trim().is_empty(), what, ("PUB", "11")));
        refusals.verdict()?;
        let Some((matter, _)) = publicity.opened() else { return Ok(vec![]) };
        if owed.is_some_and(|it| it.settled.is_some()) {
            return Ok(vec![]);
        }
        let (decision, reference) = (matter.decision.clone(), self.reference.clone());
        Ok(vec![Event::TakenDown(TakenDown { decision, reference })])
    }
}

impl Withhold {
    pub(super) fn decide(&self, publicity: &Publicity) -> Result<Vec<Event>, Vec<Rejection>> {
        if publicity.ground == Some(NotPublic::Secrecy) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        refusals.require(publicity.state == State::Due, || {
            Code::WrongStage
                .refuse(
                    "保密审查应当在公示之前进行；已经公示的，请撤回",
                    "secrecy is reviewed before it is made public; withdraw what is",
                )
                .under("PUB", "5")
        });
        let what = ("reason", "保密审查的结论");
        refusals.check(super::filled(self.reason.is_blank(), what, ("PUB", "5")));
        refusals.verdict()?;
        let Some((matter, channel)) = publicity.opened() else { return Ok(vec![]) };
        Ok(vec![Event::Withheld(Withheld {
            decision: matter.decision.clone(),
            reason: self.reason.clone(),
            ends: channel.timers().to_vec(),
        })])
    }
}

impl Fact for Withdrawn {
    /// Whatever was still due there is owed no more.
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PUB", "11"), ("APL", "48.2")]).timing(&self.deadlines);
        let due = [
            Timer::PubGsxtSame,
            Timer::PubGsxtPush,
            Timer::PubGsxtHost,
            Timer::PubDual,
            Timer::PubPortal,
        ];
        due.into_iter().fold(facets, |facets, it| facets.replacing(it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        format!("撤回公示的行政处罚信息：{}，{}", self.ground.label(), self.reason.shown())
    }
}

impl Fact for TakenDown {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PUB", "11")]).settling(Timer::PubWithdraw, Some(&self.decision))
    }

    fn sentence(&self) -> String {
        format!("记录公示渠道已撤下行政处罚信息（回执：{}）", self.reference)
    }
}

impl Fact for Withheld {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PUB", "5")]);
        self.ends.iter().fold(facets, |facets, it| facets.replacing(*it, Some(&self.decision)))
    }

    fn sentence(&self) -> String {
        format!("经保密审查不予公示：{}", self.reason.shown())
    }
}
