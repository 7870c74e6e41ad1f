//! The parts of a case that are not for everybody: the decision and its publicity, the main file, the internal
//! file (PR 5, 78; CMP 33; domain.md §9).

use super::{
    Case, Event,
    remedy::Remedy,
    state::{Record, Timed},
};
use crate::{
    clock::Timer,
    document::{DocumentRef, DocumentType, Volume},
    publicity::Channel,
};

/// A part of a case, as far as it matters who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilePart {
    /// The penalty decision, and how it was made public: what credit supervision works with.
    Decision,
    /// 正卷, and whatever else the course of the case is.
    Main,
    /// 副卷: reports, opinions, minutes, and what concerns the reporter.
    Internal,
}

impl Event {
    /// The part of the case that it belongs to.
    #[expect(clippy::too_many_lines, reason = "one arm an event, and the compiler counts them")]
    #[must_use]
    pub fn part(&self) -> FilePart {
        match self {
            Self::PenaltyDecided(_)
            | Self::RedactedCopyPrepared(_)
            | Self::RedactedCopyApproved(_)
            | Self::PenaltyPublished(_)
            | Self::RemedyOpened(_)
            | Self::RemedyConcluded(_)
            | Self::JudgmentTookEffect(_)
            | Self::DecisionAltered(_)
            | Self::DecisionRevokedByOwnMotion(_)
            | Self::DecisionRevokedBySuperior(_)
            | Self::ClericalCorrected(_) => FilePart::Decision,
            Self::ReporterInformed(_)
            | Self::InvestigationConcluded(_)
            | Self::ReviewRequested(_)
            | Self::ReviewExtended(_)
            | Self::ReviewPassed(_)
            | Self::CorrectionAdvised(_)
            | Self::SupplementAdvised(_)
            | Self::OtherAdvised(_)
            | Self::PenaltyProposalApproved(_)
            | Self::HearingReported(_)
            | Self::CollectiveDiscussionHeld(_) => FilePart::Internal,
            Self::LeadRegistered(_)
            | Self::LeadAssigned(_)
            | Self::VerificationExtended(_)
            | Self::CaseFiled(_)
            | Self::CaseNotFiled(_)
            | Self::HandlersReplaced(_)
            | Self::RightsInformed(_)
            | Self::RecusalRequested(_)
            | Self::RecusalDecided(_)
            | Self::EvidenceCollected(_)
            | Self::AppraisalCommissioned(_)
            | Self::AppraisalResultReceived(_)
            | Self::AppraisalResultTold(_)
            | Self::PartyIdentified(_)
            | Self::InvestigationSuspended(_)
            | Self::InvestigationResumed(_)
            | Self::InvestigationTerminated(_)
            | Self::DecisionTimeExtended(_)
            | Self::DocumentAnnounced(_)
            | Self::PriorNoticeServed(_)
            | Self::StatementReceived(_)
            | Self::StatementReviewed(_)
            | Self::RightsWaived(_)
            | Self::RightsLapsed(_)
            | Self::RefundOrdered(_)
            | Self::RefundEnded(_)
            | Self::HearingRequested(_)
            | Self::HearingHostAppointed(_)
            | Self::HearingNotified(_)
            | Self::HearingHeld(_)
            | Self::HearingAborted(_)
            | Self::NoPenaltyDecided(_)
            | Self::ViolationNotEstablished(_)
            | Self::DecisionServed(_)
            | Self::FinePaid(_)
            | Self::DeferralApproved(_)
            | Self::SanctionCarriedOut(_)
            | Self::ReconsiderationRequestReceived(_)
            | Self::ReconsiderationRequestForwarded(_)
            | Self::ReplySubmitted(_)
            | Self::ReplyTimeExtended(_)
            | Self::EvidencePermitted(_)
            | Self::RemedyConverted(_)
            | Self::OrderPerformed(_)
            | Self::ExecutionStayed(_)
            | Self::StayEnded(_)
            | Self::ReconsiderationSuspended(_)
            | Self::ReconsiderationResumed(_)
            | Self::ReconsiderationExtended(_)
            | Self::AnswerablePersonsNamed(_)
            | Self::AnswerablePersonWithdrawn(_)
            | Self::SupervisionReceived(_)
            | Self::SupervisionAnswered(_)
            | Self::FineRefunded(_)
            | Self::CaseClosed(_)
            | Self::CaseArchived(_)
            | Self::DeadlineFixed(_)
            | Self::ClaimAbandoned(_) => FilePart::Main,
        }
    }
}

impl Timer {
    /// The part of the case that such a period belongs to: that of the act which opens it.
    #[must_use]
    pub fn part(self) -> FilePart {
        let public = Channel::ALL.iter().any(|it| it.timers().contains(&self));
        match self {
            Self::PubGsxtHost
            | Self::PubWithdraw
            | Self::PubCorrect
            | Self::RestoreWait
            | Self::RestoreAccept
            | Self::RestoreDecide
            | Self::RestoreEffect
            | Self::RestoreBar
            // Registers are public, and the credit unit keeps them.
            | Self::AbnEnter
            | Self::AbnExit
            | Self::ListPublish
            | Self::ListWithdraw
            | Self::ListExpire
            | Self::ListEarly
            // What other departments hand over is public, and each side's credit unit sees to it.
            | Self::InboundPublish
            | Self::InboundWithdraw
            | Self::MeasureLift
            | Self::ShareCorrect => FilePart::Decision,
            Self::ReviewDo => FilePart::Internal,
            _ if public => FilePart::Decision,
            _ => FilePart::Main,
        }
    }
}

impl Case {
    /// The part of the case that a document on file belongs to.
    #[must_use]
    pub fn part_of(&self, document: &DocumentRef) -> FilePart {
        let mut found = self.record.remedies.iter().filter_map(|it| it.concluded.as_ref());
        let decided = self.record.decisions.iter().any(|(_, it)| it.document == *document)
            || found.any(|(_, it)| it.document == *document)
            || self.record.corrections.iter().any(|(_, it)| it.document() == document);
        match document.document_type.volume() {
            Volume::InternalFile => FilePart::Internal,
            Volume::MainFile if decided => FilePart::Decision,
            Volume::MainFile if document.document_type == DocumentType::RedactedCopy => {
                FilePart::Decision
            }
            Volume::MainFile => FilePart::Main,
        }
    }

    /// What whoever sees only decisions knows of the case: where it stands, the penalty, where it was made
    /// public and until when it is to be. Nothing where no penalty was decided.
    #[must_use]
    pub fn decision_alone(&self) -> Option<Self> {
        let full = &self.record;
        let decisions = full.decisions.clone();
        let copies = full.copies.iter().map(|it| &it.prepared.document);
        let found = full.remedies.iter().filter_map(|it| it.concluded.as_ref());
        let found = found.map(|(_, it)| &it.document);
        let corrected = full.corrections.iter().map(|(_, it)| it.document());
        let documents = decisions.iter().map(|(_, it)| &it.document).chain(copies).chain(found);
        let documents = documents.chain(corrected).cloned().collect();
        let public = |timer: &Timer| timer.part() == FilePart::Decision;
        let timed = full.timers.iter().filter(|((timer, _), _)| public(timer));
        let record = Record {
            documents,
            copies: full.copies.clone(),
            publications: full.publications.clone(),
            remedies: full.remedies.iter().map(Remedy::outcome_alone).collect(),
            corrections: full.corrections.clone(),
            timers: timed.map(|(key, it): (_, &Timed)| (key.clone(), it.clone())).collect(),
            last: full.last,
            decisions,
            ..Record::default()
        };
        (!record.decisions.is_empty()).then_some(Self { record, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{
        Event,
        lines::Section,
        publicity,
        spec::{
            case,
            endings::{approved_copy, p1, paid, told},
            given, law,
        },
    };

    /// Before publicity had a stream of its own.
    fn published() -> Case {
        let record = publicity::Published {
            decision: p1(),
            channel: Channel::Gsxt,
            reference: "GSXT-0001".into(),
        };
        let mut history = approved_copy(given(paid()));
        let at = history.last().map(|(at, _)| *at).unwrap();
        history.push((at, Event::PenaltyPublished(record)));
        case(&history)
    }

    /// domain.md §9: decision and publicity, and nothing of the file that led to them.
    #[test]
    fn whoever_sees_only_decisions_knows_the_penalty_its_publicity_and_nothing_else() {
        let (full, seen) = (published(), published().decision_alone().unwrap());
        assert_eq!(seen.record.decisions, full.record.decisions);
        assert_eq!(seen.record.publications, full.record.publications);
        assert_eq!((seen.record.copies.len(), &seen.record.copies), (1, &full.record.copies));
        assert_eq!(seen.main, full.main);
        let lines = seen.lines(jiff::civil::date(2023, 2, 1), law());
        let lines = lines.into_iter().filter(|it| it.part == FilePart::Decision);
        let mut sections: Vec<_> = lines.map(|it| it.section).collect();
        sections.dedup();
        let shown = [Section::Case, Section::Decision, Section::Publicity, Section::Documents];
        assert_eq!(sections, shown);
        let hidden = Record {
            decisions: vec![],
            copies: vec![],
            publications: vec![],
            timers: std::collections::BTreeMap::new(),
            documents: vec![],
            last: None,
            ..seen.record
        };
        assert_eq!(hidden, Record::default());
    }

    #[test]
    fn before_a_penalty_there_is_nothing_to_see() {
        assert_eq!(case(&told()).decision_alone(), None);
    }

    /// What is shown of the part is the same in the whole.
    #[test]
    fn the_lines_of_a_decision_are_those_of_the_whole_case() {
        let on = jiff::civil::date(2023, 2, 1);
        let of_the_decision = |case: &Case| {
            let lines = case.lines(on, law()).into_iter();
            lines.filter(|it| it.part == FilePart::Decision).collect::<Vec<_>>()
        };
        let full = published();
        assert_eq!(of_the_decision(&full.decision_alone().unwrap()), of_the_decision(&full));
    }
}
