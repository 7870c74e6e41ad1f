//! What a document of each type may be named for.

use super::DocumentType;

impl DocumentType {
    /// Whether it names whoever reported the case, where somebody did (CMP 33).
    #[must_use]
    pub fn names_reporter(self) -> bool {
        matches!(self, Self::SourceForm | Self::ReporterNotice)
    }

    /// Whether it may be evidence, or tell how evidence was obtained (PR 23–31, 43, 44): what the agency decides,
    /// approves or tells the party in the case is none.
    #[must_use]
    pub fn proves(self) -> bool {
        matches!(
            self,
            Self::SceneRecord
                | Self::InterviewRecord
                | Self::Evidence
                | Self::SamplingRecord
                | Self::AppraisalReport
                | Self::Statement
                | Self::Recording
                | Self::PropertyReceipt
                | Self::InterviewNotice
                | Self::MaterialsNotice
                | Self::RectificationOrder
                | Self::ServiceReceipt
                | Self::AddressConfirmation
        )
    }

    /// Whether what it records is itself to be recorded in sound or picture: 现场检查、询问、抽样取证 (PR 44).
    #[must_use]
    pub fn is_of_what_is_recorded(self) -> bool {
        matches!(self, Self::SceneRecord | Self::InterviewRecord | Self::SamplingRecord)
    }

    /// Whether it may come with a lead: its form, what shows it, and the letter of whoever sent it (PR 18, 23.2).
    #[must_use]
    pub fn comes_with_a_lead(self) -> bool {
        self.proves() || matches!(self, Self::SourceForm | Self::Other)
    }

    /// Whether it may record that the party was told its rights: what is signed at the first collecting of evidence
    /// (PR 21.2), for which there is no model document.
    #[must_use]
    pub fn tells_rights(self) -> bool {
        matches!(
            self,
            Self::SceneRecord | Self::InterviewRecord | Self::InterviewNotice | Self::Other
        )
    }

    /// Whether it may show that what was ordered or imposed was done: refunded, handed over, handed in (PR 59, 71).
    #[must_use]
    pub fn shows_performance(self) -> bool {
        self.proves() || matches!(self, Self::PaymentReceipt | Self::PerformanceProof | Self::Other)
    }

    /// Whether it may come with the agency's answer to an organ or a court: the evidence of the decision, the papers of the
    /// procedure that led to it, what it rests on, and other material (ARL 48, 54; ALL 67).
    #[must_use]
    pub fn comes_with_a_reply(self) -> bool {
        self.proves()
            || matches!(
                self,
                Self::FilingApproval
                    | Self::AppraisalCommission
                    | Self::AppraisalPeriodNotice
                    | Self::AppraisalResultNotice
                    | Self::SuspensionApproval
                    | Self::ConclusionReport
                    | Self::ReviewOpinion
                    | Self::ProposalApproval
                    | Self::DiscussionMinutes
                    | Self::ExtensionApproval
                    | Self::PriorNotice
                    | Self::Waiver
                    | Self::HearingRequest
                    | Self::HearingNotice
                    | Self::HearingRecord
                    | Self::HearingReport
                    | Self::RefundOrder
                    | Self::PenaltyDecision
                    | Self::NoPenaltyDecision
                    | Self::CorrectionDecision
                    | Self::CorrectionNotice
                    | Self::SuperiorDecision
                    | Self::Announcement
                    | Self::RecusalPaper
                    | Self::RemedyReply
                    | Self::Other
            )
    }

    /// Whether the agency issues it to the party under a number of its own, by an act that does nothing else (domain.md
    /// §3.10, §8.4).
    #[must_use]
    pub fn is_issued(self) -> bool {
        matches!(
            self,
            Self::PriorNotice
                | Self::HearingNotice
                | Self::RefundOrder
                | Self::PenaltyDecision
                | Self::NoPenaltyDecision
                | Self::DeferralNotice
                | Self::CorrectionDecision
        )
    }
}
