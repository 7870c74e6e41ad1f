//! What every act on a record is checked for, whatever it is: who, when.

use super::{Command, Event, Inbound, publishing};
use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    clock::{Deadline, DeadlineFixed, Timer},
    id::AgencyCode,
    permit::{Needs, kept_by, named_for, permit},
    timely::timely,
};

impl Command {
    /// Who may do it. No item is named: what is handed over was decided under one, and showing it exercises none.
    pub(super) fn needs(&self) -> Needs {
        match self {
            Self::Push(_) | Self::Correct(_) | Self::Withdraw(_) | Self::Confirm(_) => {
                Needs::Role(Capability::PushRecords)
            }
            Self::Acknowledge(_) => Needs::Role(Capability::AnswerNotices),
            Self::Publish(_) | Self::TakeDown | Self::Object(_) => Needs::Role(Capability::Publish),
            Self::FixDeadlines => Needs::Clock,
        }
    }

    /// Whoever pushed it does it; otherwise the credit unit that shows it.
    fn is_of_its_agency(&self) -> bool {
        match self {
            Self::Push(_)
            | Self::Correct(_)
            | Self::Withdraw(_)
            | Self::Confirm(_)
            | Self::Acknowledge(_) => true,
            Self::Publish(_) | Self::TakeDown | Self::Object(_) | Self::FixDeadlines => false,
        }
    }

    /// What its time rests on.
    fn rests_on(&self, inbound: &Inbound) -> Option<Moment> {
        let last = inbound.last;
        match self {
            Self::Push(_) | Self::FixDeadlines => None,
            // Whoever pushed it may correct or withdraw it before it was seen that it was shown.
            Self::Correct(_) | Self::Withdraw(_) => last.theirs,
            Self::Confirm(_) => last.theirs.max(inbound.doubts.last().map(|it| it.at)),
            Self::Acknowledge(it) => inbound.doubt(it.entry).map(|it| it.at),
            Self::Publish(_) | Self::TakeDown | Self::Object(_) => last.theirs.max(last.ours),
        }
    }
}

pub(super) fn decide(
    inbound: &Inbound,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, command.needs()));
    refusals.check(of_its_kind(inbound, command, context));
    refusals.check(own(inbound, command, context));
    refusals.check(timely(context, command.rests_on(inbound), None));
    let events = refusals.check(match command {
        Command::Push(it) => it.decide(inbound, context),
        Command::Publish(it) => it.decide(inbound, context),
        Command::TakeDown => publishing::take_down(inbound),
        Command::Correct(it) => it.decide(inbound, context),
        Command::Withdraw(it) => it.decide(inbound, context),
        Command::Object(it) => it.decide(inbound, context),
        Command::Confirm(it) => it.decide(inbound),
        Command::FixDeadlines => Ok(inbound.fixed(context).into_iter().collect()),
        Command::Acknowledge(it) => it.decide(inbound),
    });
    refusals.verdict()?;
    Ok(events.unwrap_or_default())
}

impl Inbound {
    /// The deadlines that had waited for a calendar which is loaded now.
    fn fixed(&self, context: &Context<'_>) -> Option<Event> {
        let deadlines = self.timers.values().map(|it| &it.deadline);
        DeadlineFixed::of(deadlines, context.law).map(Event::DeadlineFixed)
    }
}

/// An item that is named all the same is of the power that was exercised by what the record tells.
fn of_its_kind(
    inbound: &Inbound,
    command: &Command,
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let kind = match command {
        Command::Push(it) => Some(it.kind),
        _ => inbound.opened.as_ref().map(|it| it.kind),
    };
    kind.and_then(super::Kind::power).map_or(Ok(()), |it| named_for(context, it))
}

/// Only the agency that pushed it, or whoever has taken over from it, speaks for it; only the bureau that shows it shows
/// it, and takes it down (EIP 11).
fn own(inbound: &Inbound, command: &Command, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let Some(record) = &inbound.opened else { return Ok(()) };
    let theirs = command.is_of_its_agency();
    let keeper = if theirs { &record.agency } else { &record.host };
    kept_by(context, keeper, |heir| {
        let (zh, en) = if theirs {
            (
                "推送的信息由推送机关负责，只能由其更正、撤回",
                "answers for it, and alone corrects or withdraws it",
            )
        } else {
            ("推送的信息由接收的市场监督管理部门公示", "has it to show")
        };
        Code::OtherAgency
            .refuse(format!("{zh}（{heir}）"), format!("{heir} {en}"))
            .under("EIP", "11")
    })
}

/// A duty that starts where a rule of that day wants it, in the division of the agency whose it is.
pub(super) fn start(context: &Context<'_>, timer: Timer, whose: &AgencyCode) -> Vec<Deadline> {
    let day = context.occurred.day();
    let place = context.law.agencies().place_of(whose, day);
    context.law.deadline(timer, context.occurred, place, &[]).into_iter().collect()
}
