//! What an act rests on, and before which it can't have taken place: the last act on each part of the
//! case that it goes on with, and what was done besides.

#[cfg(test)]
mod tests;

use super::{Case, Event};
use crate::{Moment, id::PartId};

/// Something that later acts rest on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A part of the case: a statement, then its check; a hearing, from its request to its report.
    Part(PartId),
    /// More time for deciding.
    Extension,
    /// Rights that the party gave up.
    Waiver,
}

impl Basis {
    /// What an event begins or goes on with; nothing for what no later act rests on by itself.
    pub(super) fn of(event: &Event) -> Option<Self> {
        match event {
            Event::DecisionTimeExtended(_) => Some(Self::Extension),
            Event::RightsWaived(_) => Some(Self::Waiver),
            other => part(other).cloned().map(Self::Part),
        }
    }
}

/// The part that an event begins or goes on with.
fn part(event: &Event) -> Option<&PartId> {
    match event {
        Event::RecusalRequested(it) => Some(&it.id),
        Event::RecusalDecided(it) => Some(&it.request),
        Event::EvidenceCollected(it) => Some(&it.id),
        Event::AppraisalCommissioned(it) => Some(&it.id),
        Event::AppraisalResultReceived(it) => Some(&it.appraisal),
        Event::AppraisalResultTold(it) => Some(&it.appraisal),
        Event::InvestigationSuspended(it) => Some(&it.id),
        Event::InvestigationResumed(it) => Some(&it.suspension),
        Event::ReviewRequested(it) => Some(&it.id),
        Event::ReviewExtended(it) => Some(&it.review),
        Event::ReviewPassed(it) => Some(&it.0.review),
        Event::CorrectionAdvised(it) => Some(&it.0.review),
        Event::SupplementAdvised(it) => Some(&it.0.review),
        Event::OtherAdvised(it) => Some(&it.0.review),
        Event::DocumentAnnounced(it) => Some(&it.id),
        Event::StatementReceived(it) => Some(&it.id),
        Event::StatementReviewed(it) => Some(&it.statement),
        Event::RefundOrdered(it) => Some(&it.id),
        Event::RefundEnded(it) => Some(&it.refund),
        Event::HearingRequested(it) => Some(&it.id),
        Event::HearingHostAppointed(it) => Some(&it.hearing),
        Event::HearingNotified(it) => Some(&it.hearing),
        Event::HearingHeld(it) => Some(&it.hearing),
        Event::HearingAborted(it) => Some(&it.hearing),
        Event::HearingReported(it) => Some(&it.hearing),
        Event::CollectiveDiscussionHeld(it) => Some(&it.id),
        Event::SanctionCarriedOut(it) => Some(&it.sanction),
        // The main line, and what is dated by the day on which the party was reached or paid.
        Event::LeadRegistered(_)
        | Event::LeadAssigned(_)
        | Event::VerificationExtended(_)
        | Event::CaseFiled(_)
        | Event::CaseNotFiled(_)
        | Event::ReporterInformed(_)
        | Event::HandlersReplaced(_)
        | Event::RightsInformed(_)
        | Event::DecisionTimeExtended(_)
        | Event::InvestigationTerminated(_)
        | Event::InvestigationConcluded(_)
        | Event::PenaltyProposalApproved(_)
        | Event::PriorNoticeServed(_)
        | Event::RightsWaived(_)
        | Event::RightsLapsed(_)
        | Event::PenaltyDecided(_)
        | Event::NoPenaltyDecided(_)
        | Event::ViolationNotEstablished(_)
        | Event::DecisionServed(_)
        | Event::PenaltyPublished(_)
        | Event::FinePaid(_)
        | Event::DeferralApproved(_)
        | Event::CaseClosed(_)
        | Event::CaseArchived(_)
        | Event::DeadlineFixed(_)
        | Event::ClaimAbandoned(_) => None,
    }
}

impl Case {
    /// When the last act on it took place.
    pub(super) fn last_on(&self, basis: &Basis) -> Option<Moment> {
        self.record.rests.get(basis).copied()
    }

    /// When those who answer for the case were last named.
    pub(super) fn handlers_named(&self) -> Option<Moment> {
        self.record.handlers.iter().map(|(since, _)| *since).max()
    }

    /// When the last act on a part of the case took place.
    pub(super) fn last_on_part(&self, part: &PartId) -> Option<Moment> {
        self.last_on(&Basis::Part(part.clone()))
    }

    /// When the last act on any of these parts took place.
    pub(super) fn last_on_parts<'a>(
        &self,
        parts: impl IntoIterator<Item = &'a PartId>,
    ) -> Option<Moment> {
        parts.into_iter().filter_map(|it| self.last_on_part(it)).max()
    }

    /// The last act by which the party was heard or got its money back: a statement or its check, a
    /// step of a hearing or its end, a refund or its end (PR 57–59).
    pub(super) fn heard(&self) -> Option<Moment> {
        let record = &self.record;
        let statements = record.statements.iter().map(|it| &it.received.id);
        let refunds = record.refunds.iter().map(|it| &it.ordered.id);
        let hearings = record.hearings.iter().map(|it| &it.request.id);
        self.last_on_parts(statements.chain(refunds).chain(hearings))
    }

    /// The last act that a discussion or a decision rests on: besides [`Case::heard_and_reviewed`], a
    /// right that the party gave up (APL 62).
    pub(super) fn ripe(&self) -> Option<Moment> {
        self.since.max(self.heard_and_reviewed()).max(self.last_on(&Basis::Waiver))
    }
}
