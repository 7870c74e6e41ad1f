//! The registers of credit (名录): one entry of one subject in one register on one ground, from the ground
//! that was verified, or the penalty that was decided, to what ended it.
//!
//! Entry and exit are decisions of an agency that has the power to make them. Read [`event`] for what can
//! happen, [`state`] for how an entry stands on a day.

// the entry, in the order of its life
pub mod abnormal;
pub mod leaving;
pub mod publishing;
pub mod serious;
// what ends it otherwise, or shows it to be another one's
pub mod ending;
pub mod renumbering;
pub mod restoring;
// what they share
pub mod event;
pub(crate) mod guard;
#[cfg(test)]
mod properties;
pub mod register;
#[cfg(test)]
pub(crate) mod spec;
pub mod state;

pub use self::{
    event::Event,
    register::Register,
    state::{Listing, Standing},
};

use uuid::Uuid;

use crate::{
    Context, Decider, Moment, Rejection, Wants,
    citation::Citation,
    id::{CaseId, ListingId, PartId, SubjectId},
};

/// The stream of an entry.
#[must_use]
pub fn stream_of(listing: ListingId) -> String {
    format!("{}-{listing}", Listing::CATEGORY)
}

/// The entry of the list of serious violations that a penalty decision carries, UUID v5 in the OID namespace of what it
/// rests on.
#[must_use]
pub fn of_decision(case: CaseId, decision: &PartId) -> ListingId {
    let name = format!("{case}/{decision}/serious-list");
    ListingId::new(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
}

/// What can be asked of an entry.
#[derive(Debug, Clone)]
pub enum Command {
    /// 核实列入事由.
    VerifyGround(abnormal::VerifyGround),
    /// 列入经营异常名录、标记经营异常状态.
    Enter(abnormal::Enter),
    /// 申请移出.
    ApplyToLeave(leaving::Apply),
    /// 核实移出条件.
    VerifyCure(leaving::VerifyCure),
    /// 移出经营异常名录、恢复正常记载状态.
    Leave(leaving::Leave),
    /// 列入严重违法失信名单, as a penalty decision says.
    EnterSerious(Box<serious::Enter>),
    /// 公示.
    Publish(publishing::Publish),
    /// 停止公示.
    EndPublicity(publishing::EndPublicity),
    /// 列入期届满: the clock's alone; once done, it records nothing more.
    Expire,
    /// 提前移出: as an application for restoration was granted; the clock's alone.
    RemoveEarly(restoring::RemoveEarly),
    /// 重整期间暂停: as it was granted under a plan; the clock's alone.
    Suspend(restoring::Suspend),
    /// 恢复列入: that restoration counts no more; the clock's alone.
    Reinstate(restoring::Reinstate),
    /// 所依据的决定被撤销、确认违法、确认无效.
    Fall(ending::Fall),
    /// 所依据的决定变更，应当重新审核.
    OpenReExamination(ending::OpenReExamination),
    /// 所依据的决定补正，当事人随之更正: the clock's alone.
    CorrectParty(Box<renumbering::CorrectParty>),
    /// 重新审核.
    ReExamine(ending::ReExamine),
    /// 更正: the entry was wrong.
    Correct(ending::Correct),
    /// 期限确定: the clock's alone; once done, it records nothing more.
    FixDeadlines,
}

impl Decider for Listing {
    const CATEGORY: &'static str = "listing";
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
            enters: matches!(command, Command::Enter(_)),
            ..Wants::default()
        }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.basis()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        event.party().map(crate::party::Party::subject).into_iter().collect()
    }

    /// That its years were over gives way to a decision that had ended it before.
    fn contradicts((act, occurred): (&Event, Moment), earlier: &Event) -> bool {
        let Event::Expired(expired) = earlier else { return false };
        let ended = act.ends_as(occurred).filter(|_| act.is_a_decision_that_ends());
        ended.is_some_and(|(from, _)| from <= expired.last_day)
    }
}
