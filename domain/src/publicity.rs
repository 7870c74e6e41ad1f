//! The publicity of a decision on one channel (公示; PUB; domain.md §6.1). It outlives the case, and has a stream
//! of its own: opened by what follows by law from the decision, then due, public, corrected, withdrawn, over.
//!
//! Read [`event`] for what can happen. What a step goes by it reads in the case, through [`OnFile`].

mod channel;
pub mod correcting;
mod counting;
pub mod dual;
pub mod event;
pub mod expiry;
mod matter;
pub mod opening;
pub mod outdating;
pub mod publishing;
pub mod restoring;
mod state;
pub mod term;
#[cfg(test)]
pub(crate) mod tests;
pub mod withdrawing;
pub mod withholding;

pub use self::{
    channel::{Channel, NotPublic},
    event::Event,
    matter::{Copy, Matter, OnFile, Penalty},
    state::{Publicity, State},
};

use uuid::Uuid;

use crate::{
    Actor, Capability, Code, Context, Decider, Moment, Refusals, Rejection,
    case::guard::unfilled,
    citation::Citation,
    clock::{DeadlineFixed, Timer},
    decider::Wants,
    id::{CaseId, PartId, PublicityId, SubjectId},
    permit::{Needs, kept_by, permit},
    timely::timely,
};

/// The stream of a publicity.
#[must_use]
pub fn stream_of(id: PublicityId) -> String {
    format!("{}-{id}", Publicity::CATEGORY)
}

/// The publicity whose stream it is, where it is one's.
#[must_use]
pub fn of_stream(stream: &str) -> Option<PublicityId> {
    let (category, id) = stream.split_once('-')?;
    id.parse().ok().filter(|_| category == Publicity::CATEGORY)
}

/// Which publicity: of which decision, on which channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// In which case.
    pub case: CaseId,
    /// Which decision of it.
    pub decision: PartId,
    /// Where.
    pub channel: Channel,
}

/// What can be asked, and of which publicity.
#[derive(Debug, Clone)]
pub struct Command {
    /// Of which.
    pub key: Key,
    /// What.
    pub step: Step,
}

/// A step in the life of a publicity. Each is decided in the file that it comes from.
#[derive(Debug, Clone)]
pub enum Step {
    /// 公示义务产生.
    Open(opening::Open),
    /// 不予公示.
    Withhold(withholding::Withhold),
    /// 推送登记地.
    Push(publishing::Push),
    /// 登记地公示.
    HostPublish(publishing::HostPublish),
    /// 公示.
    Publish(publishing::Publish),
    /// 决定已补正.
    Outdate(outdating::Outdate),
    /// 更正.
    Correct(correcting::Correct),
    /// 撤回.
    Withdraw(withdrawing::Withdraw),
    /// 渠道撤下.
    TakeDown(withdrawing::TakeDown),
    /// 公示期届满.
    Expire(expiry::Expire),
    /// 因信用修复停止公示.
    Stop(restoring::Stop),
    /// 恢复公示.
    Reinstate(restoring::Reinstate),
    /// 期限确定.
    FixDeadlines,
}

impl Key {
    /// Those of a decision, one on each channel.
    #[must_use]
    pub fn each(case: CaseId, decision: &PartId) -> [Self; 3] {
        Channel::ALL.map(|channel| Self { case, decision: decision.clone(), channel })
    }

    /// The id of the publicity, UUID v5 in the OID namespace of what it is of.
    #[must_use]
    pub fn id(&self) -> PublicityId {
        let name = format!("{}/{}/{}", self.case, self.decision, self.channel.slug());
        PublicityId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }

    /// Its stream.
    #[must_use]
    pub fn stream(&self) -> String {
        stream_of(self.id())
    }
}

impl Step {
    /// Who may do it.
    fn needs(&self) -> Needs {
        match self {
            Self::Open(_)
            | Self::Expire(_)
            | Self::Outdate(_)
            | Self::Stop(_)
            | Self::Reinstate(_)
            | Self::FixDeadlines => Needs::Clock,
            Self::Withhold(_) => Needs::Role(Capability::DecideForAgency),
            Self::Push(_)
            | Self::HostPublish(_)
            | Self::Publish(_)
            | Self::Correct(_)
            | Self::Withdraw(_)
            | Self::TakeDown(_) => Needs::Role(Capability::Publish),
        }
    }

    /// Whether it may follow by law from what became of the decision, so that nobody but the clock asks for it
    /// (PUB 11).
    fn may_follow_by_law(&self) -> bool {
        matches!(self, Self::Withdraw(_))
    }
}

impl Decider for Publicity {
    const CATEGORY: &'static str = "publicity";
    type Command = Command;
    type Event = Event;

    fn evolve(self, event: &Event, occurred: Moment) -> Self {
        self.after(event, occurred)
    }

    fn decide(
        &self,
        command: &Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let step = &command.step;
        let mut refusals = Refusals::new();
        if !(step.may_follow_by_law() && *context.actor == Actor::Clock) {
            refusals.check(permit(context, step.needs()));
        }
        if context.actor.officer().is_some() {
            refusals.check(self.own(context));
            refusals.check(timely(context, self.rests_on(step, context), took_place(step)));
        }
        let events = refusals.check(self.step(step, context));
        refusals.verdict()?;
        Ok(events.unwrap_or_default())
    }

    fn wants(command: &Command) -> Wants<'_> {
        let Command { key, step } = command;
        let decision = Some((key.case, &key.decision));
        Wants { needs: Some(step.needs()), decision, by: took_place(step), ..Wants::default() }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.fact().facets().citations()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        match event {
            Event::Due(it) => vec![it.matter.subject.clone()],
            Event::NotPublishable(it) => vec![it.matter.subject.clone()],
            Event::Outdated(it) => vec![it.matter.subject.clone()],
            _ => vec![],
        }
    }

    fn took_place(event: &Event) -> Option<jiff::civil::Date> {
        event.fact().facets().took_place
    }
}

impl Publicity {
    /// The last act that a step rests on: a takedown rests on the withdrawal that asks for it, whatever was shown since, and
    /// what was made public before it was withdrawn on what lay before that.
    fn rests_on(&self, step: &Step, context: &Context<'_>) -> Option<Moment> {
        let withdrawn = self.withdrawn_since(context.occurred);
        match step {
            Step::Publish(_) | Step::Push(_) => withdrawn.map_or(self.last, |(_, it)| it.before),
            Step::HostPublish(_) => withdrawn.map_or(self.last, |(_, it)| it.before.max(it.pushed)),
            Step::TakeDown(_) => self.takedowns_owed().map(|it| it.start).min(),
            _ => self.last,
        }
    }

    fn step(&self, step: &Step, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        match step {
            Step::Open(it) => it.decide(self, context),
            Step::Withhold(it) => it.decide(self),
            Step::Push(it) => it.decide(self, context),
            Step::HostPublish(it) => it.decide(self, context),
            Step::Publish(it) => it.decide(self, context),
            Step::Outdate(it) => it.decide(self, context),
            Step::Correct(it) => it.decide(self, context),
            Step::Withdraw(it) => it.decide(self, context),
            Step::TakeDown(it) => it.decide(self, context),
            Step::Expire(_) => expiry::Expire::decide(self, context),
            Step::Stop(it) => Ok(it.decide(self, context)),
            Step::Reinstate(it) => Ok(it.decide(self, context)),
            Step::FixDeadlines => Ok(self.fixed(context).into_iter().collect()),
        }
    }

    /// The deadlines that had waited for a calendar which is loaded now.
    fn fixed(&self, context: &Context<'_>) -> Option<Event> {
        let deadlines = self.timers.values().map(|it| &it.deadline);
        DeadlineFixed::of(deadlines, context.law).map(Event::DeadlineFixed)
    }

    /// The decision is the actor's own agency's: whoever handles it answers for its publicity (PUB 16).
    fn own(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let Some((matter, _)) = self.opened() else { return Ok(()) };
        kept_by(context, &matter.agency, |_| {
            Code::OtherAgency
                .refuse("该公示属于其他行政机关", "the decision is another agency's")
                .under("PUB", "16")
        })
    }
}

/// The limits within which a decision was to be made public, whichever channel has which.
fn owed(decision: &PartId) -> impl Iterator<Item = (Timer, Option<&PartId>)> {
    let timers = Channel::ALL.into_iter().flat_map(Channel::timers);
    timers.map(move |it| (*it, Some(decision)))
}

fn took_place(step: &Step) -> Option<jiff::civil::Date> {
    match step {
        Step::Push(it) => Some(it.received_on),
        _ => None,
    }
}

/// What the case has of the decision.
fn on_file<'a>(context: &Context<'a>) -> Result<&'a OnFile, Vec<Rejection>> {
    let nothing = || {
        vec![
            Code::UnknownPart
                .refuse("案件中没有该处罚决定", "the case has no such decision")
                .at("decision"),
        ]
    };
    context.facts.decision.as_ref().ok_or_else(nothing)
}

/// Where the agency lies, for provincial rows.
fn place<'a>(matter: &Matter, context: &Context<'a>) -> &'a str {
    context.law.agencies().place_of(&matter.agency, context.occurred.day())
}

/// A field that the law wants is filled.
fn filled(
    blank: bool,
    (field, what): (&'static str, &str),
    article: (&str, &str),
) -> Result<(), Vec<Rejection>> {
    if blank { Err(vec![unfilled(field, what, article)]) } else { Ok(()) }
}

fn not_opened() -> Rejection {
    Code::StepMissing.refuse("该决定的公示尚未立项", "its publicity has not been opened yet")
}
