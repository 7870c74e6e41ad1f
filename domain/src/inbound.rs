//! 涉企信息归集 (item 十六; EIP 7): what other departments hand over of their licences, penalties and lists, to be shown on
//! GSXT as theirs. Whoever handed it over answers for its truth (EIP 11): the credit unit shows it and takes it down, may
//! tell of a mistake, and alters nothing.
//!
//! A record is named by whose it is, its kind and its number, so that its stream is the claim on that number: of two who
//! push the same at once, one finds the other's.

// the record, in the order of its life
pub mod changing;
pub mod objecting;
pub mod publishing;
pub mod pushing;
// what they share
mod basis;
pub mod event;
pub mod finding;
mod guard;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod spec;
pub mod state;
pub mod statement;

pub use self::{
    event::Event,
    state::{Inbound, Standing},
    statement::{Kind, Statement, Subject},
};

use uuid::Uuid;

use crate::{
    Context, Decider, Moment, Rejection, Wants,
    citation::Citation,
    document::DocumentNumber,
    id::{AgencyCode, InboundId, SubjectId},
    restriction::notifying::Entry,
};

/// The record of an agency's licence, penalty or list entry of this number, UUID v5 in the OID namespace; the `nth` of it,
/// from 0, where those before were withdrawn.
#[must_use]
pub fn id_of(agency: &AgencyCode, kind: Kind, number: &DocumentNumber, nth: u32) -> InboundId {
    let name = format!("{agency}/{}/{number}/{nth}", crate::rejection::word(kind));
    InboundId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
}

/// The stream of a record.
#[must_use]
pub fn stream_of(id: InboundId) -> String {
    format!("{}-{id}", Inbound::CATEGORY)
}

/// What can be asked of a record.
#[derive(Debug, Clone)]
pub enum Command {
    /// 推送.
    Push(Box<pushing::Push>),
    /// 公示.
    Publish(publishing::Publish),
    /// 停止公示.
    TakeDown,
    /// 更正.
    Correct(Box<changing::Correct>),
    /// 撤回.
    Withdraw(changing::Withdraw),
    /// 提出校核.
    Object(objecting::Object),
    /// 复核无误.
    Confirm(objecting::Confirm),
    /// 签收.
    Acknowledge(objecting::Acknowledge),
    /// 期限确定: the clock's alone; once done, it records nothing more.
    FixDeadlines,
}

impl Command {
    /// The entry of the agency's inbox that it is about, where it names one.
    pub fn entry(&mut self) -> Option<&mut Entry> {
        match self {
            Self::Acknowledge(it) => Some(&mut it.entry),
            Self::Push(_)
            | Self::Publish(_)
            | Self::TakeDown
            | Self::Correct(_)
            | Self::Withdraw(_)
            | Self::Object(_)
            | Self::Confirm(_)
            | Self::FixDeadlines => None,
        }
    }
}

impl Decider for Inbound {
    const CATEGORY: &'static str = "inbound";
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
        Wants { needs: Some(command.needs()), ..Wants::default() }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.basis()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        match event {
            Event::Pushed(it) => vec![it.subject.uscc.subject()],
            _ => vec![],
        }
    }
}
