//! What every act on an entry is checked for, whatever it is: who, when, which documents.

use super::{Command, Event, Listing, Register, publishing, state::Opened};
use crate::{
    Capability, Code, Context, Refusals, Rejection,
    case::guard::{Paper, of_type, on_hand, unfilled},
    clock::{Deadline, DeadlineFixed, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    permit::{Needs, kept_by, permit},
    rulebook::PowerKind,
    time::Moment,
    timely::timely,
};

impl Command {
    /// Who may do it; where any register may be meant, that of the entry counts.
    pub(super) fn needs(&self, listing: &Listing) -> Needs {
        let abnormal = PowerKind::AbnormalList;
        match self {
            Self::VerifyGround(_) | Self::VerifyCure(_) => {
                Needs::Power(Capability::VerifyListing, abnormal)
            }
            Self::ApplyToLeave(_) => Needs::Role(Capability::VerifyListing),
            Self::Enter(_) | Self::Leave(_) => Needs::Power(Capability::DecideForAgency, abnormal),
            Self::EnterSerious(_)
            | Self::Expire
            | Self::RemoveEarly(_)
            | Self::Suspend(_)
            | Self::Reinstate(_)
            | Self::Fall(_)
            | Self::OpenReExamination(_)
            | Self::CorrectParty(_)
            | Self::FixDeadlines => Needs::Clock,
            Self::Publish(_) | Self::EndPublicity(_) => Needs::Role(Capability::Publish),
            Self::ReExamine(_) => Needs::Power(Capability::DecideForAgency, PowerKind::SeriousList),
            Self::Correct(_) => {
                let kind = listing.opened.as_ref().map_or(abnormal, |it| it.register.power());
                Needs::Power(Capability::DecideForAgency, kind)
            }
        }
    }

    /// The documents that it names.
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        match self {
            Self::VerifyGround(it) => it.papers(),
            Self::Enter(it) => vec![Paper::new(&it.document, "document")],
            Self::ApplyToLeave(it) => Paper::all(&it.documents, "documents").collect(),
            Self::VerifyCure(it) => Paper::all(&it.evidence, "evidence").collect(),
            Self::Leave(it) => vec![Paper::new(&it.document, "document")],
            Self::Publish(publishing::Publish { proof })
            | Self::EndPublicity(publishing::EndPublicity { proof }) => {
                proof.iter().map(|it| Paper::new(it, "proof")).collect()
            }
            Self::ReExamine(it) => vec![Paper::new(&it.document, "document")],
            Self::Correct(it) => vec![Paper::new(&it.document, "document")],
            Self::EnterSerious(_)
            | Self::Expire
            | Self::RemoveEarly(_)
            | Self::Suspend(_)
            | Self::Reinstate(_)
            | Self::Fall(_)
            | Self::OpenReExamination(_)
            | Self::CorrectParty(_)
            | Self::FixDeadlines => vec![],
        }
    }
}

pub(super) fn decide(
    listing: &Listing,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, command.needs(listing)));
    refusals.check(own(listing, context));
    refusals.check(timely(context, listing.last, None));
    refusals.check(on_hand(command.papers(), context));
    let events = refusals.check(match command {
        Command::VerifyGround(it) => it.decide(listing, context),
        Command::Enter(it) => it.decide(listing, context),
        Command::ApplyToLeave(it) => it.decide(listing, context),
        Command::VerifyCure(it) => it.decide(listing, context),
        Command::Leave(it) => it.decide(listing, context),
        Command::EnterSerious(it) => it.decide(listing, context),
        Command::Publish(it) => it.decide(listing, context),
        Command::EndPublicity(it) => it.decide(listing, context),
        Command::Expire => Ok(listing.expired(context)),
        Command::RemoveEarly(it) => it.decide(listing),
        Command::Suspend(it) => it.decide(listing),
        Command::Reinstate(it) => it.decide(listing, context),
        Command::Fall(it) => it.decide(listing, context),
        Command::OpenReExamination(it) => it.decide(listing),
        Command::CorrectParty(it) => it.decide(listing, context),
        Command::ReExamine(it) => it.decide(listing, context),
        Command::Correct(it) => it.decide(listing, context),
        Command::FixDeadlines => Ok(listing.fixed(context).into_iter().collect()),
    });
    refusals.verdict()?;
    Ok(events.unwrap_or_default())
}

/// The entry is the actor's own agency's: whoever entered it lets it leave (EIP 17.2).
fn own(listing: &Listing, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let Some(opened) = &listing.opened else { return Ok(()) };
    kept_by(context, &opened.agency, |_| {
        Code::OtherAgency
            .refuse("该列入记录属于其他行政机关", "the entry is another agency's")
            .under("EIP", "17.2")
    })
}

impl Listing {
    /// The deadlines that had waited for a calendar which is loaded now.
    fn fixed(&self, context: &Context<'_>) -> Option<Event> {
        let deadlines = self.timers.values().map(|it| &it.deadline);
        DeadlineFixed::of(deadlines, context.law).map(Event::DeadlineFixed)
    }

    /// Whose entry it is, where there is one.
    pub(super) fn opened(&self) -> Result<&Opened, Vec<Rejection>> {
        self.opened
            .as_ref()
            .ok_or_else(|| vec![Code::NotFound.refuse("没有该列入记录", "there is no such entry")])
    }

    /// Its ground was verified, for one of these registers.
    pub(super) fn to_be_entered(&self, registers: &[Register]) -> Result<&Opened, Vec<Rejection>> {
        let opened = self.opened()?;
        in_register(opened, registers).map(|()| opened)
    }

    /// It counts on the day of the act, in one of these registers.
    pub(super) fn in_force(
        &self,
        registers: &[Register],
        context: &Context<'_>,
    ) -> Result<&Opened, Vec<Rejection>> {
        let opened = self.opened()?;
        in_register(opened, registers)?;
        match self.standing(context.occurred.day()) {
            Some(standing) if standing.counts() => Ok(opened),
            None => Err(opened.not_entered()),
            Some(ended) => {
                Err(vec![Code::WrongStage.refuse(
                    format!("该列入记录{}", ended.label()),
                    "the entry has come to its end",
                )])
            }
        }
    }
}

impl Opened {
    pub(super) fn not_entered(&self) -> Vec<Rejection> {
        let zh = format!("尚未作出{}的决定", self.register.entering());
        vec![Code::StepMissing.refuse(zh, "it has not been entered yet")]
    }
}

/// The entry is of a register that knows such an act.
pub(super) fn in_register(opened: &Opened, registers: &[Register]) -> Result<(), Vec<Rejection>> {
    if registers.contains(&opened.register) {
        return Ok(());
    }
    Err(vec![Code::NotProvidedFor.refuse(
        format!("{}不适用该行为", opened.register.label()),
        "this register knows no such act",
    )])
}

/// A duty that starts where a rule of that day wants it, in the division of the agency that keeps the entry.
pub(super) fn start(
    context: &Context<'_>,
    timer: Timer,
    opened_by: &crate::id::AgencyCode,
    start: Moment,
) -> Vec<Deadline> {
    let place = context.law.agencies().place_of(opened_by, start.day());
    context.law.deadline(timer, start, place, &[]).into_iter().collect()
}

/// A decision is of its type, and bears the number under which its agency signed it. The registry's own system allots
/// it, so that none is claimed here.
pub(crate) fn signed(
    document: &DocumentRef,
    wanted: DocumentType,
    article: (&str, &str),
) -> Result<DocumentNumber, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(of_type((document, "document"), wanted, article));
    let unnumbered = || vec![unfilled("document.number", "决定书文号", article)];
    refusals.check(document.number.as_ref().ok_or_else(unnumbered));
    refusals.verdict().and(document.number.clone().ok_or_else(Vec::new))
}
