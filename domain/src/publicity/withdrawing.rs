//! What is shown is withdrawn: hidden at once here, and within three working days on the channel (APL 48; PUB 11).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Matter, NotPublic, Publicity, State, state::Withdrew};
use crate::{
    Actor, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{Facets, Fact},
    citation::cite,
    clock::{Deadline, Timer},
    id::{PartId, RestorationId},
    restriction::Fall,
    rulebook::Confidence,
    text::is_blank,
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
    /// The push, `H1`, `H2`, …, upon which another province owes its publication no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub push: Option<PartId>,
    /// From which day on the decision counted no more as it was made, where that was before this was recorded.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<Date>,
    /// The restoration that had stopped it, and keeps it stopped: what counts now is not shown in its place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub restoration: Option<RestorationId>,
    /// Why what counts of the decision now is not shown in its place, where the law says so (PUB 2; NDRC36).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub barred: Option<NotPublic>,
    /// By when the channel is to take it down, or whoever was sent it to send it back, of this withdrawal: `W1`, `W2`, …;
    /// none where it was neither shown nor sent.
    pub deadlines: Vec<Deadline>,
}

/// The channel has taken it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakenDown {
    /// Which decision.
    pub decision: PartId,
    /// Upon which withdrawal, `W1`, `W2`, …; not told before each had a limit of its own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withdrawal: Option<PartId>,
    /// On what ground that was; not told before that either.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ground: Option<Withdrawal>,
    /// The channel's receipt.
    pub reference: String,
}

/// Withdraws what is shown (撤回公示): whoever publishes only what was shown or sent in error. What became of the decision
/// withdraws it by law, also where it is still to be shown, and the clock alone asks for that.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// On what ground.
    pub ground: Withdrawal,
    /// Why, as the channel is told.
    pub reason: Narrative,
    /// From which day on the decision counts no more as it was made, as its case has it.
    pub since: Option<Date>,
}

/// Records that the channel has taken it down (渠道撤下).
#[derive(Debug, Clone)]
pub struct TakeDown {
    /// The channel's receipt.
    pub reference: String,
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

    /// The articles that want it: what became of a decision is withdrawn (PUB 11; APL 48.2), what is wrong with what is
    /// shown is put right (PUB 12).
    fn basis(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::DecisionAltered
            | Self::DecisionRevoked
            | Self::DecisionIllegal
            | Self::DecisionVoid => &[("PUB", "11"), ("APL", "48.2")],
            Self::PublishedInError => &[("PUB", "12")],
        }
    }

    /// Whether what is right takes its place, where the law lets that be shown.
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
        // Each alteration takes back what was shown since the one before it, though that may be entered later.
        let again = self.ground == Withdrawal::DecisionAltered;
        if withdrawn && !again && publicity.withdrawn() == Some(self.ground) {
            return Ok(vec![]);
        }
        let by_law = *context.actor == Actor::Clock;
        let unshown = matches!(publicity.state, State::NotPublishable | State::Expired);
        if by_law && unshown && again {
            return Ok(publicity.altered(self.since, context));
        }
        let mut refusals = Refusals::new();
        refusals.require(publicity.matter.is_some(), super::not_opened);
        let article = self.ground.basis()[0];
        refusals.require(by_law || self.ground == Withdrawal::PublishedInError, in_its_case);
        // What a restoration stopped would be shown again if the restoration counted no more.
        let live = matches!(
            publicity.state,
            State::Due | State::Published | State::Corrected | State::StoppedByRestoration
        );
        let meant = if by_law { live || withdrawn } else { live && publicity.is_given_out() };
        refusals.require(meant || publicity.matter.is_none(), || {
            Code::WrongStage
                .refuse(
                    format!("该决定在此渠道{}，无从撤回", publicity.state.label()),
                    "nothing is shown there that could be withdrawn",
                )
                .under(article.0, article.1)
        });
        let what = ("reason", "撤回的理由");
        refusals.check(super::filled(self.reason.is_blank(), what, article));
        refusals.verdict()?;
        let Some((matter, channel)) = publicity.opened() else { return Ok(vec![]) };
        let since = self.since.filter(|it| *it < context.occurred.day());
        let at = since.map_or(context.occurred, Moment::midnight);
        let which = (PartId::nth('W', publicity.withdrawals.len() + 1), at);
        let barred = self.bars(publicity, context);
        let shown_anew = self.ground.is_shown_anew() && barred.is_none();
        let stopped = publicity.state == State::StoppedByRestoration;
        let limit = || self.ground.to_take_down(which, (matter, context));
        // Whoever was sent it holds it, and may be about to publish it.
        let deadline = publicity.is_given_out().then(limit).flatten();
        // What the law kept from the channel until now has a time of its own.
        let fit_now = shown_anew && publicity.ground.is_some();
        let to_show = || matter.limit_on(channel, at, context);
        let to_show = fit_now.then(to_show).flatten();
        Ok(vec![Event::Withdrawn(Withdrawn {
            decision: matter.decision.clone(),
            ground: self.ground,
            reason: self.reason.clone(),
            push: publicity.host_owes(),
            since,
            restoration: publicity.stopped_by.filter(|_| stopped && shown_anew),
            barred,
            deadlines: deadline.into_iter().chain(to_show).collect(),
        })])
    }

    /// Why what counts of the decision since then may not be shown in its place, where it may not.
    fn bars(&self, publicity: &Publicity, context: &Context<'_>) -> Option<NotPublic> {
        let on_file = context.facts.decision.as_ref().filter(|_| self.ground.is_shown_anew());
        on_file?.matter.barred_from(publicity.channel?, context.law)
    }
}

impl Withdrawn {
    /// Whether what is right takes its place (PUB 11, 12).
    #[must_use]
    pub fn is_shown_anew(&self) -> bool {
        self.ground.is_shown_anew() && self.barred.is_none()
    }
}

impl Withdrawal {
    /// By when the channel is to take down what was withdrawn then on this ground. What is wrong is put right promptly, by no day that an article names
    /// (PUB 12), and is given the time of what was withdrawn.
    pub(super) fn to_take_down(
        self,
        (which, at): (PartId, Moment),
        (matter, context): (&Matter, &Context<'_>),
    ) -> Option<Deadline> {
        let (of, here) = (Some(which), super::place(matter, context));
        let limit = context.law.deadline(Timer::PubWithdraw, at, here, &[])?;
        Some(match self {
            Withdrawal::PublishedInError => {
                let authority = cite("PUB", "12");
                Deadline { of, authority, confidence: Confidence::Design, ..limit }
            }
            Withdrawal::DecisionAltered
            | Withdrawal::DecisionRevoked
            | Withdrawal::DecisionIllegal
            | Withdrawal::DecisionVoid => Deadline { of, ..limit },
        })
    }
}

impl Withdrew {
    /// By when the channel was to take down what it shows, as is entered afterwards, of what was withdrawn then.
    pub(super) fn to_take_down(
        &self,
        which: &PartId,
        of: (&Matter, &Context<'_>),
    ) -> Option<Deadline> {
        self.ground.to_take_down((which.clone(), self.since), of)
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
    /// Why it was withdrawn last, where it was.
    #[must_use]
    pub fn withdrawn(&self) -> Option<Withdrawal> {
        self.withdrawals.last().map(|it| it.ground)
    }

    /// Why that was withdrawn which is to be taken down by then; a limit of the time before withdrawals were told apart is
    /// of the last one.
    fn ground_of(&self, takedown: &Deadline) -> Option<Withdrawal> {
        let of = |n: usize| Some(PartId::nth('W', n + 1)) == takedown.of;
        let its_own = self.withdrawals.iter().enumerate().find(|(n, _)| of(*n));
        its_own.map(|(_, it)| it.ground).or(self.withdrawn())
    }

    /// By when the channel was to take down what was withdrawn, each time, as far as nobody has recorded that it did; what
    /// is right may be shown there before.
    pub(super) fn takedowns_owed(&self) -> impl Iterator<Item = &Deadline> {
        let all = self.timers.iter().filter(|((timer, _), _)| *timer == Timer::PubWithdraw);
        all.filter(|(_, it)| it.settled.is_none()).map(|(_, it)| &it.deadline)
    }
}

impl TakeDown {
    /// A channel that has taken it down shows nothing of what was withdrawn until then.
    pub(super) fn decide(
        &self,
        publicity: &Publicity,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let owed = publicity.takedowns_owed();
        let owed: Vec<_> = owed.filter(|it| it.start <= context.occurred).collect();
        let receipt = (context.occurred, self.reference.clone());
        if owed.is_empty() && publicity.taken_down == Some(receipt) {
            return Ok(vec![]);
        }
        let mut refusals = Refusals::new();
        let none = publicity.takedowns_owed().next().is_none();
        refusals.require(!none || publicity.matter.is_none(), || {
            let withdrawn = !publicity.withdrawals.is_empty();
            let (why, en) = if withdrawn {
                (
                    "撤回的公示均已撤下或者未曾公示",
                    "all that was withdrawn was taken down, or never shown",
                )
            } else {
                ("该公示没有撤回", "it has not been withdrawn")
            };
            Code::StepMissing.refuse(format!("{why}，渠道无须撤下"), en).under("PUB", "11")
        });
        refusals.require(publicity.matter.is_some(), super::not_opened);
        let what = ("reference", "渠道撤下的回执");
        refusals.check(super::filled(is_blank(&self.reference), what, ("PUB", "11")));
        refusals.verdict()?;
        let Some((matter, _)) = publicity.opened() else { return Ok(vec![]) };
        let taken_down = owed.into_iter().map(|it| {
            Event::TakenDown(TakenDown {
                decision: matter.decision.clone(),
                // A limit of the time before is the decision's.
                withdrawal: it.of.clone().filter(|it| *it != matter.decision),
                ground: publicity.ground_of(it),
                reference: self.reference.clone(),
            })
        });
        Ok(taken_down.collect())
    }
}

impl Fact for Withdrawn {
    /// Whatever was still due there is owed no more; what is right is owed by the same day, where it takes the place of
    /// what was never shown (PUB 9, 11).
    fn facets(&self) -> Facets<'_> {
        let push = self.push.as_ref().unwrap_or(&self.decision);
        let facets = Facets::under(self.ground.basis())
            .timing(&self.deadlines)
            .replacing(Timer::PubGsxtHost, Some(push))
            .replacing(Timer::PubCorrect, Some(&self.decision));
        if self.is_shown_anew() {
            return facets;
        }
        super::owed(&self.decision).fold(facets, |facets, (timer, of)| facets.replacing(timer, of))
    }

    fn sentence(&self) -> String {
        let not_anew = match (&self.restoration, self.barred) {
            (Some(_), _) => "（因信用修复已经停止公示，变更后的内容不再公示）".to_owned(),
            (None, Some(barred)) => format!("（现有内容不再公示：{}）", barred.label()),
            (None, None) => String::new(),
        };
        let (ground, reason) = (self.ground.label(), self.reason.shown());
        format!("撤回公示的行政处罚信息：{ground}，{reason}{not_anew}")
    }
}

impl Fact for TakenDown {
    fn facets(&self) -> Facets<'_> {
        let article = self.ground.unwrap_or(Withdrawal::DecisionAltered).basis();
        let of = self.withdrawal.as_ref().unwrap_or(&self.decision);
        Facets::under(&article[..1]).settling(Timer::PubWithdraw, Some(of))
    }

    fn sentence(&self) -> String {
        format!("记录公示渠道已撤下行政处罚信息（回执：{}）", self.reference)
    }
}
