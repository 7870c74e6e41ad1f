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
    /// What was paid.
    Payment,
    /// That a fine may be paid later, or in parts.
    Deferral,
    /// That the reporter was told.
    Answer,
}

impl Basis {
    /// What an event begins or goes on with; nothing for what no later act rests on by itself.
    pub(super) fn of(event: &Event) -> Option<Self> {
        match event {
            Event::DecisionTimeExtended(_) => Some(Self::Extension),
            Event::RightsWaived(_) => Some(Self::Waiver),
            Event::FinePaid(_) | Event::FineRefunded(_) => Some(Self::Payment),
            Event::DeferralApproved(_) => Some(Self::Deferral),
            Event::ReporterInformed(_) => Some(Self::Answer),
            other => other.goes_on_with().cloned().map(Self::Part),
        }
    }
}

impl Event {
    /// The part of the case that it begins or goes on with, where there may be several of the kind.
    #[expect(clippy::too_many_lines, reason = "one arm an event, and the compiler counts them")]
    #[must_use]
    pub fn goes_on_with(&self) -> Option<&PartId> {
        match self {
            Self::RecusalRequested(it) => Some(&it.id),
            Self::RecusalDecided(it) => Some(&it.request),
            Self::EvidenceCollected(it) => Some(&it.id),
            Self::AppraisalCommissioned(it) => Some(&it.id),
            Self::AppraisalResultReceived(it) => Some(&it.appraisal),
            Self::AppraisalResultTold(it) => Some(&it.appraisal),
            Self::InvestigationSuspended(it) => Some(&it.id),
            Self::InvestigationResumed(it) => Some(&it.suspension),
            Self::ReviewRequested(it) => Some(&it.id),
            Self::ReviewExtended(it) => Some(&it.review),
            Self::ReviewPassed(it) => Some(&it.0.review),
            Self::CorrectionAdvised(it) => Some(&it.0.review),
            Self::SupplementAdvised(it) => Some(&it.0.review),
            Self::OtherAdvised(it) => Some(&it.0.review),
            Self::DocumentAnnounced(it) => Some(&it.id),
            Self::StatementReceived(it) => Some(&it.id),
            Self::StatementReviewed(it) => Some(&it.statement),
            Self::RefundOrdered(it) => Some(&it.id),
            Self::RefundEnded(it) => Some(&it.refund),
            Self::HearingRequested(it) => Some(&it.id),
            Self::HearingHostAppointed(it) => Some(&it.hearing),
            Self::HearingNotified(it) => Some(&it.hearing),
            Self::HearingHeld(it) => Some(&it.hearing),
            Self::HearingAborted(it) => Some(&it.hearing),
            Self::HearingReported(it) => Some(&it.hearing),
            Self::CollectiveDiscussionHeld(it) => Some(&it.id),
            Self::RedactedCopyPrepared(it) => Some(&it.id),
            Self::RedactedCopyApproved(it) => Some(&it.copy),
            Self::SanctionCarriedOut(it) => Some(&it.sanction),
            Self::ReconsiderationRequestReceived(it) => Some(&it.id),
            Self::ReconsiderationRequestForwarded(it) => Some(&it.request),
            Self::RemedyOpened(it) => Some(&it.id),
            Self::ReplySubmitted(it) => Some(&it.remedy),
            Self::ReplyTimeExtended(it) => Some(&it.remedy),
            Self::EvidencePermitted(it) => Some(&it.remedy),
            Self::ExecutionStayed(it) => Some(&it.remedy),
            Self::StayEnded(it) => Some(&it.remedy),
            Self::ReconsiderationSuspended(it) => Some(&it.remedy),
            Self::ReconsiderationResumed(it) => Some(&it.remedy),
            Self::ReconsiderationExtended(it) => Some(&it.remedy),
            Self::RemedyConcluded(it) => Some(&it.remedy),
            Self::RemedyConverted(it) => Some(&it.remedy),
            Self::OrderPerformed(it) => Some(&it.remedy),
            Self::JudgmentTookEffect(it) => Some(&it.remedy),
            Self::DecisionAltered(it) => Some(&it.id),
            Self::DecisionRevokedByOwnMotion(it) => Some(&it.id),
            Self::DecisionRevokedBySuperior(it) => Some(&it.id),
            Self::ClericalCorrected(it) => Some(&it.id),
            Self::AnswerablePersonsNamed(it) => Some(&it.id),
            Self::AnswerablePersonWithdrawn(it) => Some(&it.naming),
            Self::SupervisionReceived(it) => Some(&it.id),
            Self::SupervisionAnswered(it) => Some(&it.supervision),
            // The main line, what there is one of, and what is dated by the day on which the party was reached.
            Self::LeadRegistered(_)
            | Self::LeadAssigned(_)
            | Self::VerificationExtended(_)
            | Self::CaseFiled(_)
            | Self::CaseNotFiled(_)
            | Self::ReporterInformed(_)
            | Self::HandlersReplaced(_)
            | Self::RightsInformed(_)
            | Self::PartyIdentified(_)
            | Self::DecisionTimeExtended(_)
            | Self::InvestigationTerminated(_)
            | Self::InvestigationConcluded(_)
            | Self::PenaltyProposalApproved(_)
            | Self::PriorNoticeServed(_)
            | Self::RightsWaived(_)
            | Self::RightsLapsed(_)
            | Self::PenaltyDecided(_)
            | Self::NoPenaltyDecided(_)
            | Self::ViolationNotEstablished(_)
            | Self::DecisionServed(_)
            | Self::PenaltyPublished(_)
            | Self::FinePaid(_)
            | Self::FineRefunded(_)
            | Self::DeferralApproved(_)
            | Self::CaseClosed(_)
            | Self::CaseArchived(_)
            | Self::DeadlineFixed(_)
            | Self::ClaimAbandoned(_) => None,
        }
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

    /// When what counts of a decision was last changed: by a correction, or by the outcome of a remedy (APL 75.2; ARL 63).
    pub(super) fn changed(&self) -> Option<Moment> {
        let corrected = self.record.corrections.iter().map(|(at, _)| *at).max();
        let concluded = self.record.remedies.iter().filter_map(|it| it.concluded.as_ref());
        let changing = concluded.filter(|(_, it)| !it.touched.is_empty());
        corrected.max(changing.map(|(at, _)| *at).max())
    }

    /// When the last result of an appraisal came (PR 32).
    pub(super) fn results_came(&self) -> Option<Moment> {
        self.record.appraisals.iter().filter_map(|it| it.result).max()
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

    /// The last act that any decision on the case rests on: besides [`Case::heard_and_reviewed`], a right that
    /// the party gave up (APL 62), who it was found to be (PR 62.1(1)), and that the case was resumed where it had been
    /// suspended (PR 46.2).
    pub(super) fn ripe(&self) -> Option<Moment> {
        let said = self.heard_and_reviewed().max(self.last_on(&Basis::Waiver));
        self.since.max(self.last_resumed()).max(self.identified()).max(said)
    }

    /// The last act that a refund order rests on (PR 59).
    pub(super) fn ripe_for_a_refund(&self) -> Option<Moment> {
        self.since.max(self.told_and_heard()).max(self.last_on(&Basis::Waiver))
    }

    /// The last act that a penalty, and the discussion of it, rest on: besides, that the party was told the
    /// results of appraisals (PR 32).
    pub(super) fn ripe_for_a_penalty(&self) -> Option<Moment> {
        let appraisals = self.record.appraisals.iter().map(|it| &it.commissioned.id);
        self.ripe().max(self.last_on_parts(appraisals))
    }
}
