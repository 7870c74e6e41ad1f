//! 信用修复: one application for one decision or entry, from its receipt to what came of it on every channel, and what
//! undid it (domain.md §6.6).
//!
//! 谁认定、谁修复: the agency that decided, listed or marked decides. Read [`eligibility`] for the conditions,
//! [`regime`] for which rules apply, [`state`] for how an application stands on a day.

// what it is measured by
pub mod eligibility;
pub mod gathering;
pub mod regime;
// the application, in the order of its life
pub mod accepting;
pub mod applying;
pub mod deciding;
pub mod effect;
pub mod verifying;
// what undoes it
pub mod fraud;
pub mod reorganising;
// what they share
pub mod event;
mod guard;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod spec;
pub mod state;

pub use self::{
    eligibility::{
        Application, Asked, Bar, Condition, ConditionKind, Correction, Eligibility, Entry,
        Penalised, Restorable, assess,
    },
    event::Event,
    gathering::{Gathered, Shown, Statutory, Target},
    regime::{Applicable, Class, Gravity, Regime, RestorationRule, Waiting, Window, applicable},
    state::{Restoration, Status},
};
pub use crate::publicity::Channel;

use jiff::civil::Date;

use crate::{
    Context, Decider, Moment, Rejection, Wants, citation::Citation, id::RestorationId,
    id::SubjectId, party::Party,
};

/// The stream of an application.
#[must_use]
pub fn stream_of(id: RestorationId) -> String {
    format!("{}-{id}", Restoration::CATEGORY)
}

/// The application whose stream it is, where it is one's.
#[must_use]
pub fn of_stream(stream: &str) -> Option<RestorationId> {
    let (category, id) = stream.split_once('-')?;
    id.parse().ok().filter(|_| category == Restoration::CATEGORY)
}

/// What can be asked of an application.
#[derive(Debug, Clone)]
pub enum Command {
    /// 申请.
    Apply(Box<applying::Apply>),
    /// 受理.
    Accept,
    /// 告知补正材料: incomplete, and nothing more comes of it.
    RejectIncomplete(accepting::RejectIncomplete),
    /// 不予受理.
    NotAccept(accepting::NotAccept),
    /// 核实.
    Verify(verifying::Verify),
    /// 延长决定期限.
    Extend(deciding::Extend),
    /// 准予修复.
    Grant(deciding::Grant),
    /// 不予修复.
    Deny(deciding::Deny),
    /// 停止公示, on a channel.
    StopChannel(effect::StopChannel),
    /// 撤销修复: it was obtained by fraud.
    RevokeForFraud(Box<fraud::Revoke>),
    /// 恢复公示, on a channel.
    ReinstateChannel(effect::ReinstateChannel),
    /// 重整计划执行完毕.
    CompletePlan(reorganising::Complete),
    /// 重整计划未能执行.
    FailPlan(reorganising::Fail),
    /// 期限确定: the clock's alone; once done, it records nothing more.
    FixDeadlines,
}

impl Decider for Restoration {
    const CATEGORY: &'static str = "restoration";
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
        guard::decide(self, command, context)
    }

    fn wants(command: &Command) -> Wants<'_> {
        Wants {
            needs: Some(command.needs(&Self::default())),
            documents: command.papers().into_iter().map(|it| it.document).collect(),
            people: command.people(),
            restorable: command.rests_on_what_is_shown(),
            ..Wants::default()
        }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.basis()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        event.party().map(Party::subject).into_iter().collect()
    }

    fn took_place(event: &Event) -> Option<Date> {
        event.took_place()
    }
}
