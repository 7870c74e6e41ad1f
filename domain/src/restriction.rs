//! 限制措施: one pair of a source and a measure, towards one agency (domain.md §6.5, §6.7).
//!
//! What a source calls for, each agency that the catalogue addresses is told; it answers with an act of its own, under
//! an item of its own. A restriction is never a boolean: it is on while a pair of it is, and a source that falls takes
//! exactly its own pairs with it ([`pairs`]).

// the pair, in the order of its life
pub mod answering;
pub mod calling;
pub mod ending;
pub mod falling;
pub mod imposing;
pub mod notifying;
pub mod pausing;
pub mod resting;
// what they share
mod basis;
mod bearing;
mod capacity;
mod counting;
pub mod event;
mod measure;
pub mod pairs;
mod plain;
#[cfg(test)]
mod properties;
mod prospect;
mod source;
#[cfg(test)]
mod spec;
mod standing;
pub mod state;

pub use self::{
    basis::Ground,
    bearing::{Bearing, Matter},
    calling::{Call, Calling, Found, calls, calls_anew, calls_on},
    capacity::Capacity,
    event::Event,
    falling::Fall,
    measure::{Domain, EndRule, Measure, MeasureKind, Since},
    notifying::Notified,
    prospect::Prospect,
    source::{Source, SourceKind, SourceStanding, Subject, Trigger},
    standing::{Cause, Standing, StandingKind},
    state::{Fallen, Pair, Restriction},
};

use uuid::Uuid;

use crate::{
    Capability, Context, Decider, Moment, Rejection, Wants,
    citation::Citation,
    id::{AgencyCode, EventId, MeasureCode, RestrictionId, SubjectId},
    permit::Needs,
};

use self::notifying::Entry;

/// The id of the pair of a source and a measure towards an agency; a measure that bars persons is one for each of
/// them. Whoever asks twice means the same restriction.
#[must_use]
pub fn id_of(
    source: EventId,
    measure: &MeasureCode,
    agency: &AgencyCode,
    person: Option<&SubjectId>,
) -> RestrictionId {
    let person = person.map(|it| format!("/{it}")).unwrap_or_default();
    let name = format!("{source}/{measure}/{agency}{person}");
    RestrictionId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
}

/// The stream of a restriction.
#[must_use]
pub fn stream_of(id: RestrictionId) -> String {
    format!("{}-{id}", Restriction::CATEGORY)
}

/// The restriction whose stream it is.
#[must_use]
pub fn of_stream(stream: &str) -> Option<RestrictionId> {
    let (category, id) = stream.split_once('-')?;
    id.parse().ok().filter(|_| category == Restriction::CATEGORY)
}

/// What can be asked of a restriction. Each is decided in the step that it comes from.
#[derive(Debug, Clone)]
pub enum Command {
    /// 通报.
    Notify(Box<notifying::Notify>),
    /// 签收.
    Acknowledge(answering::Acknowledge),
    /// 实施.
    Impose(imposing::Impose),
    /// 不予实施.
    Decline(answering::Decline),
    /// 来源失效.
    TakeBack(falling::TakeBack),
    /// 来源暂停.
    SuspendSource(resting::SuspendSource),
    /// 来源恢复.
    ResumeSource(resting::ResumeSource),
    /// 解除.
    Lift(ending::Lift),
    /// 期满.
    Expire,
    /// 撤销.
    Void(ending::Void),
    /// 终结.
    Close(ending::Close),
    /// 暂停.
    Suspend(pausing::Suspend),
    /// 恢复.
    Resume(pausing::Resume),
    /// 期限确定.
    FixDeadlines,
}

impl Command {
    /// The entry of the agency's inbox that it answers, where it names one.
    pub fn entry(&mut self) -> Option<&mut Entry> {
        match self {
            Self::Acknowledge(it) => Some(&mut it.entry),
            Self::Impose(it) => Some(&mut it.entry),
            Self::Decline(it) => Some(&mut it.entry),
            Self::Lift(it) => it.entry.as_mut(),
            Self::Void(it) => it.entry.as_mut(),
            Self::Notify(_)
            | Self::TakeBack(_)
            | Self::SuspendSource(_)
            | Self::ResumeSource(_)
            | Self::Expire
            | Self::Close(_)
            | Self::Suspend(_)
            | Self::Resume(_)
            | Self::FixDeadlines => None,
        }
    }
}

impl Decider for Restriction {
    const CATEGORY: &'static str = "restriction";
    type Command = Command;
    type Event = Event;

    fn evolve(self, event: &Event, occurred: Moment) -> Self {
        state::evolve(self, event, occurred)
    }

    fn decide(
        &self,
        command: &Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        match command {
            Command::Notify(it) => it.decide(self, context),
            Command::Acknowledge(it) => it.decide(self.told()?, context),
            Command::Impose(it) => it.decide(self.told()?, context),
            Command::Decline(it) => it.decide(self.told()?, context),
            Command::TakeBack(it) => it.decide(self.told()?, context),
            Command::SuspendSource(it) => it.decide(self.told()?, context),
            Command::ResumeSource(it) => it.decide(self.told()?, context),
            Command::Lift(it) => it.decide(self.told()?, context),
            Command::Expire => ending::expire(self.told()?, context),
            Command::Void(it) => it.decide(self.told()?, context),
            Command::Close(it) => it.decide(self.told()?, context),
            Command::Suspend(it) => it.decide(self.told()?, context),
            Command::Resume(it) => it.decide(self.told()?, context),
            Command::FixDeadlines => falling::fix(self.told()?, context),
        }
    }

    /// Under which kind of item an agency acts, the pair says; it is asked when the act is decided.
    fn wants(command: &Command) -> Wants<'_> {
        let needs = match command {
            Command::Notify(_)
            | Command::TakeBack(_)
            | Command::SuspendSource(_)
            | Command::ResumeSource(_)
            | Command::Expire
            | Command::FixDeadlines => Needs::Clock,
            Command::Acknowledge(_) | Command::Decline(_) => Needs::Role(Capability::AnswerNotices),
            Command::Impose(_)
            | Command::Lift(_)
            | Command::Void(_)
            | Command::Close(_)
            | Command::Suspend(_)
            | Command::Resume(_) => Needs::Role(Capability::ImposeRestrictions),
        };
        let source = matches!(command, Command::Impose(_));
        Wants { needs: Some(needs), source, ..Wants::default() }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.basis()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        event.subjects()
    }

    /// A term that the clock recorded as over gives way to an act that ended the measure before.
    fn contradicts((act, occurred): (&Event, Moment), earlier: &Event) -> bool {
        let Event::Expired(expired) = earlier else { return false };
        act.ends() && occurred.day() <= expired.last_day
    }
}
