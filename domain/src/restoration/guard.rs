//! What every act on an application is checked for, whatever it is: who, when, which documents.

use super::{
    Applicable, Asked, Channel, Command, Condition, Correction, Eligibility, Event, Restorable,
    Restoration, Status, accepting, applicable, applying::unruled, assess, state::Opened,
};
use crate::{
    Capability, Code, Context, Refusals, Rejection,
    case::guard::{Paper, on_hand},
    citation::{Citation, cite},
    clock::DeadlineFixed,
    decider::Restorables,
    document::{DocumentNumber, DocumentRef, DocumentType},
    id::PersonId,
    listing,
    permit::{Needs, kept_by, permit},
    restriction::SourceKind,
    rulebook::PowerKind,
    timely::timely,
};

impl Command {
    /// Who may do it: whoever takes papers in and verifies exercises no power; a leader decides under an item of the
    /// kind under which the target was decided, or is shown.
    pub(super) fn needs(&self, restoration: &Restoration) -> Needs {
        match self {
            Self::Apply(_)
            | Self::Accept
            | Self::RejectIncomplete(_)
            | Self::NotAccept(_)
            | Self::Verify(_) => Needs::Role(Capability::HandleRestoration),
            Self::StopChannel(_) | Self::ReinstateChannel(_) => Needs::Role(Capability::Publish),
            Self::FixDeadlines => Needs::Clock,
            Self::Extend(_)
            | Self::Grant(_)
            | Self::Deny(_)
            | Self::RevokeForFraud(_)
            | Self::CompletePlan(_)
            | Self::FailPlan(_) => {
                Needs::Power(Capability::DecideForAgency, restoration.exercises())
            }
        }
    }

    /// The documents that it names.
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        match self {
            Self::Apply(it) => it.papers(),
            Self::Verify(it) => it.papers(),
            Self::Grant(it) => it.papers(),
            Self::Deny(it) => it.papers(),
            Self::RevokeForFraud(it) => it.papers(),
            Self::CompletePlan(it) => it.papers(),
            Self::FailPlan(it) => it.papers(),
            Self::Accept
            | Self::RejectIncomplete(_)
            | Self::NotAccept(_)
            | Self::Extend(_)
            | Self::StopChannel(_)
            | Self::ReinstateChannel(_)
            | Self::FixDeadlines => vec![],
        }
    }

    /// The people that it names.
    pub(super) fn people(&self) -> Vec<&PersonId> {
        match self {
            Self::Verify(it) => it.with.iter().collect(),
            _ => vec![],
        }
    }

    /// Of what it bears on it how that stands which would be restored.
    pub(super) fn rests_on_what_is_shown(&self) -> Option<Restorables> {
        match self {
            Self::Apply(it) => Some(Restorables::Named(it.source)),
            Self::Accept
            | Self::NotAccept(_)
            | Self::Grant(_)
            | Self::Deny(_)
            | Self::RevokeForFraud(_)
            | Self::FailPlan(_) => Some(Restorables::OfTheRecord),
            Self::RejectIncomplete(_)
            | Self::Verify(_)
            | Self::Extend(_)
            | Self::StopChannel(_)
            | Self::ReinstateChannel(_)
            | Self::CompletePlan(_)
            | Self::FixDeadlines => None,
        }
    }
}

pub(super) fn decide(
    restoration: &Restoration,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let received = match command {
        Command::Apply(it) => Some(it.received_on),
        _ => None,
    };
    refusals.check(permit(context, command.needs(restoration)));
    refusals.check(own(restoration, context));
    refusals.check(timely(context, restoration.last, received));
    refusals.check(on_hand(command.papers(), context));
    let events = refusals.check(match command {
        Command::Apply(it) => it.decide(restoration, context),
        Command::Accept => accepting::accept(restoration, context),
        Command::RejectIncomplete(it) => it.decide(restoration, context),
        Command::NotAccept(it) => it.decide(restoration, context),
        Command::Verify(it) => it.decide(restoration, context),
        Command::Extend(it) => it.decide(restoration, context),
        Command::Grant(it) => it.decide(restoration, context),
        Command::Deny(it) => it.decide(restoration, context),
        Command::StopChannel(it) => it.decide(restoration, context),
        Command::RevokeForFraud(it) => it.decide(restoration, context),
        Command::ReinstateChannel(it) => it.decide(restoration, context),
        Command::CompletePlan(it) => it.decide(restoration),
        Command::FailPlan(it) => it.decide(restoration, context),
        Command::FixDeadlines => Ok(restoration.fixed(context).into_iter().collect()),
    });
    refusals.verdict()?;
    Ok(events.unwrap_or_default())
}

/// 谁认定、谁修复: the agency that decided, or whoever has taken over from it (CR21 4; SC22).
fn own(restoration: &Restoration, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let gathered = context.facts.restorable.as_ref().map(|it| &it.source.agency);
    let theirs = restoration.opened.as_ref().map(|it| &it.source.agency).or(gathered);
    let Some(theirs) = theirs else { return Ok(()) };
    kept_by(context, theirs, |heir| {
        let (instrument, number) = article(context);
        Code::OtherAgency
            .refuse(
                format!("谁认定、谁修复：应当由{heir}办理"),
                format!("{heir} decided what is shown, and restores it"),
            )
            .under(instrument, number)
    })
}

/// The rules under which market supervision restores on the day.
pub(super) fn article(context: &Context<'_>) -> (&'static str, &'static str) {
    let earlier = context.law.in_force(&cite("CR21", "0"), context.occurred.day());
    (if earlier { "CR21" } else { "CR25" }, "0")
}

/// A decision is of its type, and bears its number.
pub(super) fn signed(
    document: &DocumentRef,
    context: &Context<'_>,
) -> Result<DocumentNumber, Vec<Rejection>> {
    listing::guard::signed(document, DocumentType::RestorationDecision, article(context))
}

/// A condition stands against it: which, under which article, from which day on it doesn't.
pub(super) fn unmet(condition: &Condition) -> Rejection {
    let Condition { kind, from, authority, confidence, says, .. } = condition;
    let en = match from {
        Some(day) => format!("{}: met from {day} on", crate::rejection::word(kind)),
        None => format!("{}: not met", crate::rejection::word(kind)),
    };
    let code = if from.is_some() { Code::TooEarly } else { Code::Unfinished };
    let refusal = code.refuse(format!("{}：{says}", kind.label()), en).resting_on([*confidence]);
    Rejection { citation: Some(authority.clone()), ..refusal }
}

/// How what would be restored stands, with what was verified of it.
fn gathered(
    restoration: &Restoration,
    context: &Context<'_>,
) -> Result<(Opened, Restorable), Vec<Rejection>> {
    let opened = restoration.opened()?;
    let of = context.facts.restorable.as_deref();
    let of = of.filter(|it| it.source.event == opened.source.event).cloned();
    let Some(mut of) = of else {
        return Err(vec![
            Code::NotFound.refuse("没有该决定或者列入记录", "there is no such decision or entry"),
        ]);
    };
    restoration.completes(&mut of);
    Ok((opened.clone(), of))
}

/// The conditions as they stand on the day of the act.
pub(super) fn eligible(
    restoration: &Restoration,
    context: &Context<'_>,
) -> Result<Eligibility, Vec<Rejection>> {
    let (opened, of) = gathered(restoration, context)?;
    let on = context.occurred.day();
    let asked = Asked { of: &of, window: opened.window, plan: opened.plan.as_ref(), on };
    assess(asked, context.law).ok_or_else(|| vec![unruled(opened.window, on)])
}

impl Restoration {
    /// The deadlines that had waited for a calendar which is loaded now.
    fn fixed(&self, context: &Context<'_>) -> Option<Event> {
        let deadlines = self.timers.values().map(|it| &it.deadline);
        DeadlineFixed::of(deadlines, context.law).map(Event::DeadlineFixed)
    }

    /// Under which kind of item its agency decides on it.
    fn exercises(&self) -> PowerKind {
        match self.opened.as_ref().map(|it| it.source.kind) {
            Some(SourceKind::AbnormalList) => PowerKind::AbnormalList,
            Some(SourceKind::SeriousList) => PowerKind::SeriousList,
            Some(SourceKind::Penalty | SourceKind::InboundRecord) | None => PowerKind::Management,
        }
    }

    /// What was verified of it is part of how it stands; that it was performed, unless its case has something open. While
    /// the application stands, what nobody has verified or handed in stands against it.
    pub fn completes(&self, of: &mut Restorable) {
        of.performed_on = of.performed_on.or(self.performed_on.filter(|_| !of.owes));
        let stands = self.status().is_some_and(Status::stands);
        of.corrected = match of.corrected.day().or(self.corrected_on) {
            Some(day) => Correction::On(day),
            None if stands => Correction::Unverified,
            None => of.corrected,
        };
        let opened = self.opened.as_ref().filter(|_| stands);
        of.committed = opened.map(|it| it.materials.commitment.is_some()).or(of.committed);
    }

    /// What is to be restored, where somebody applied.
    pub(super) fn opened(&self) -> Result<&Opened, Vec<Rejection>> {
        self.opened.as_ref().ok_or_else(|| {
            vec![Code::NotFound.refuse("没有该申请", "there is no such application")]
        })
    }

    /// The rules of the day.
    pub(super) fn rules<'a>(
        &self,
        context: &Context<'a>,
    ) -> Result<Applicable<'a>, Vec<Rejection>> {
        let (opened, of) = gathered(self, context)?;
        let on = context.occurred.day();
        let rules = applicable(&of, opened.window, on, context.law);
        rules.ok_or_else(|| vec![unruled(opened.window, on)])
    }

    /// The rules under which the last step was taken.
    pub(super) fn basis(&self, context: &Context<'_>) -> Citation {
        let (instrument, number) = article(context);
        self.basis.clone().unwrap_or_else(|| cite(instrument, number))
    }

    /// Where it is to be shown again: nowhere, where the penalty itself counts no more (APL 48.2).
    pub(super) fn shown_again(&self, context: &Context<'_>) -> Vec<Channel> {
        let of = context.facts.restorable.as_deref();
        let fell = of.and_then(|it| it.fell_by(context.occurred.day()));
        if fell.is_some() { vec![] } else { self.channels.clone() }
    }

    /// It stands so.
    pub(super) fn stands_at(&self, wanted: &[Status]) -> Result<(), Vec<Rejection>> {
        self.opened()?;
        let status = self.status();
        if status.is_some_and(|it| wanted.contains(&it)) {
            return Ok(());
        }
        let (stands, admitted) = (
            status.map_or("", Status::label),
            wanted.iter().map(|it| it.label()).collect::<Vec<_>>().join("、"),
        );
        Err(vec![Code::WrongStage.refuse(
            format!("该申请{stands}，该行为须在「{admitted}」时进行"),
            "the application doesn't stand where this act is possible",
        )])
    }

    /// Nobody decides on what they verified.
    pub(super) fn not_by_who_verified(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let person = context.actor.person();
        if !person.is_some_and(|it| self.verified_by.contains(it)) {
            return Ok(());
        }
        let (instrument, number) = article(context);
        Err(vec![
            Code::ConflictOfDuties
                .refuse(
                    "核实人员不得对自己核实的申请作出决定",
                    "whoever verified it doesn't decide on it",
                )
                .under(instrument, number),
        ])
    }
}
