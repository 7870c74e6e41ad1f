//! What is entered while the investigation is suspended, and was done before; and what is said to have been done in a
//! suspension, and is entered after the resumption (PR 46).

use super::Suspended;
use crate::{
    Code, Context, Moment, Rejection,
    case::{Act, Case, Event, Main, state::Record},
    document::DocumentType,
    id::PartId,
    time::hour_in_chinese,
};

/// A suspension and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// What was suspended, and why.
    pub suspended: Suspended,
    /// When the case had reached the stage at which it was suspended: it goes on there, and whatever rests on that
    /// stage rests on that time still.
    pub reached: Option<Moment>,
    /// When it was suspended.
    pub since: Moment,
    /// When it was resumed.
    pub ended: Option<Moment>,
}

impl Record {
    /// When the stage was reached that was suspended, and that a resumption leads back to.
    pub(in crate::case) fn reached_before(&self, suspension: &PartId) -> Option<Moment> {
        self.suspensions.iter().find(|it| it.suspended.id == *suspension)?.reached
    }
}

impl Case {
    /// When the case was last resumed, where it was suspended.
    pub(in crate::case) fn last_resumed(&self) -> Option<Moment> {
        self.record.suspensions.iter().filter_map(|it| it.ended).max()
    }

    /// The case as it stood when it was suspended, where it still is and that was later.
    fn before_its_suspension(&self, at: Moment) -> Option<Self> {
        let last = self.record.suspensions.last().filter(|_| self.main == Main::Suspended)?;
        (at < last.since).then(|| self.back_at((last.reached, last.suspended.at)))
    }
}

impl Event {
    /// An act that a suspension stops (PR 46): it is no case's that is suspended.
    pub(in crate::case) fn is_stopped_by_a_suspension(&self) -> bool {
        match self {
            Self::DocumentAnnounced(it) => it.serves != DocumentType::HearingNotice,
            it => matches!(
                it,
                Self::RightsInformed(_)
                    | Self::EvidenceCollected(_)
                    | Self::AppraisalCommissioned(_)
                    | Self::PartyIdentified(_)
                    | Self::InvestigationConcluded(_)
                    | Self::ReviewRequested(_)
                    | Self::ReviewPassed(_)
                    | Self::CorrectionAdvised(_)
                    | Self::SupplementAdvised(_)
                    | Self::OtherAdvised(_)
                    | Self::PenaltyProposalApproved(_)
                    | Self::PriorNoticeServed(_)
                    | Self::RefundOrdered(_)
                    | Self::HearingNotified(_)
                    | Self::HearingHeld(_)
                    | Self::CollectiveDiscussionHeld(_)
            ),
        }
    }
}

/// What is weighed in a case that is suspended, and was done before: the suspension doesn't stop what took place by
/// then. What leads the main line on waits for the resumption, which goes back to where the case stood.
///
/// # Errors
///
/// Every rule that it breaks; those of the suspension too, where it breaks another one than it would have then.
pub(in crate::case) fn weighed_before_a_suspension(
    case: &Case,
    at: Moment,
    weigh: impl Fn(&Case) -> Result<Vec<Event>, Vec<Rejection>>,
) -> Result<Vec<Event>, Vec<Rejection>> {
    let now = weigh(case);
    let (Err(refused), Some(then)) = (&now, case.before_its_suspension(at)) else { return now };
    let stays = |it: &Event| it.fact().facets().leads_to.is_none();
    match weigh(&then) {
        Ok(events) if events.iter().all(stays) => Ok(events),
        Err(fewer) if fewer.iter().all(|it| refused.contains(it)) => Err(fewer),
        Ok(_) | Err(_) => now,
    }
}

/// An act within a suspension that has ended since is one that was possible then. What it is refused for besides
/// is `refused` already.
///
/// # Errors
///
/// [`Code::BeforeItsBasis`]: it rests on the resumption, and lies before it.
pub(in crate::case) fn possible_then(
    (case, act): (&Case, &dyn Act),
    context: &Context<'_>,
    refused: &[Rejection],
) -> Result<(), Vec<Rejection>> {
    let day = act.took_place().unwrap_or(context.occurred.day());
    let mut suspensions = case.record.suspensions.iter();
    let covering = suspensions.find_map(|it| {
        let ended = it.ended?;
        let then = it.since < context.occurred && context.occurred < ended;
        let on_a_day_of_it = it.since.day() < day && day < ended.day();
        (then || on_a_day_of_it).then_some((it, ended))
    });
    let Some((suspension, ended)) = covering else { return Ok(()) };
    let then = Case { main: Main::Suspended, ..case.clone() };
    let stopped = act.decide(&then, context).err().unwrap_or_default();
    if stopped.iter().all(|it| refused.contains(it)) {
        return Ok(());
    }
    Err(vec![interrupted(suspension, ended)])
}

fn interrupted(suspension: &Suspension, ended: Moment) -> Rejection {
    let (id, since) = (&suspension.suspended.id, suspension.since);
    let (from, to) = (hour_in_chinese(since), hour_in_chinese(ended));
    Code::BeforeItsBasis
        .refuse(
            format!("{from}至{to}中止调查（{id}），该行为不能在中止期间进行，须在恢复调查之后"),
            format!("the investigation was suspended from {since} to {ended} ({id}); this act has to wait until it is resumed"),
        )
        .under("PR", "46.2")
        .at("occurredAt")
}
