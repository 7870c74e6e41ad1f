//! The order of the archived file: main file and internal file, each under the headings of PR 78.

use super::{Case, closing::ArchiveEntry};
use crate::document::{DocumentRef, DocumentType, Volume};

/// The headings of a half of the file, in their order.
#[must_use]
pub fn headings(volume: Volume) -> &'static [&'static str] {
    match volume {
        Volume::MainFile => &[
            "立案审批表",
            "行政处罚决定书及送达回证",
            "对当事人制发的其他法律文书及送达回证",
            "证据材料",
            "听证笔录",
            "财物处理单据",
            "其他有关材料",
        ],
        Volume::InternalFile => {
            &["案源材料", "调查终结报告", "审核意见", "听证报告", "结案审批表", "其他有关材料"]
        }
    }
}

/// Under which heading of its half a type of document lies, from 1.
#[expect(clippy::too_many_lines, reason = "one arm a type, and the compiler counts them")]
#[must_use]
pub fn heading(kind: DocumentType) -> u8 {
    match kind {
        DocumentType::FilingApproval
        | DocumentType::NonFilingApproval
        | DocumentType::SourceForm => 1,
        DocumentType::PenaltyDecision
        | DocumentType::NoPenaltyDecision
        | DocumentType::ConclusionReport => 2,
        DocumentType::PriorNotice
        | DocumentType::HearingNotice
        | DocumentType::RefundOrder
        | DocumentType::AppraisalPeriodNotice
        | DocumentType::AppraisalResultNotice
        | DocumentType::DeferralNotice
        | DocumentType::PublicityNotice
        | DocumentType::CorrectionDecision
        | DocumentType::CorrectionNotice
        | DocumentType::RedactedCopy
        | DocumentType::InterviewNotice
        | DocumentType::MaterialsNotice
        | DocumentType::RectificationOrder
        | DocumentType::ServiceReceipt
        | DocumentType::AddressConfirmation
        | DocumentType::Announcement
        | DocumentType::ReviewOpinion => 3,
        DocumentType::SceneRecord
        | DocumentType::InterviewRecord
        | DocumentType::Evidence
        | DocumentType::SamplingRecord
        | DocumentType::AppraisalCommission
        | DocumentType::AppraisalReport
        | DocumentType::Recording
        | DocumentType::HearingReport => 4,
        DocumentType::HearingRecord | DocumentType::ClosingForm => 5,
        DocumentType::PropertyReceipt
        | DocumentType::ProposalApproval
        | DocumentType::DiscussionMinutes
        | DocumentType::ExtensionApproval
        | DocumentType::SuspensionApproval
        | DocumentType::RecusalPaper
        | DocumentType::ReporterNotice
        | DocumentType::ListingConsent => 6,
        DocumentType::Statement
        | DocumentType::Waiver
        | DocumentType::HearingRequest
        | DocumentType::DeferralApplication
        | DocumentType::PaymentReceipt
        | DocumentType::ListingDecision
        | DocumentType::DelistingDecision
        | DocumentType::ContactLetter
        | DocumentType::RefundReceipt
        | DocumentType::RemedyApplication
        | DocumentType::RemedyReply
        | DocumentType::RemedyNotice
        | DocumentType::RemedyDecision
        | DocumentType::RestorationApplication
        | DocumentType::CreditCommitment
        | DocumentType::PerformanceProof
        | DocumentType::RestorationDecision
        | DocumentType::SuperiorDecision
        | DocumentType::SupervisionPaper
        | DocumentType::SupervisionReport
        | DocumentType::Other => 7,
    }
}

impl Case {
    /// Every document on file, each once, in the order of PR 78; under one heading as they came, but each receipt right
    /// behind the document that it proves the service of.
    #[must_use]
    pub fn archive_entries(&self) -> Vec<ArchiveEntry> {
        let mut filed: Vec<&DocumentRef> = vec![];
        for document in &self.record.documents {
            if !filed.contains(&document) {
                filed.push(document);
            }
        }
        let came = |document: &DocumentRef| filed.iter().position(|it| *it == document);
        let placed = filed.iter().map(|document| {
            let kind = document.document_type;
            let receipt = kind == DocumentType::ServiceReceipt;
            let proven = self.proven_by(document).filter(|_| receipt);
            let heading = heading(proven.map_or(kind, |it| it.document_type));
            let place = (came(proven.unwrap_or(document)), proven.is_some());
            let entry =
                ArchiveEntry { volume: kind.volume(), heading, document: (*document).clone() };
            (place, entry)
        });
        let mut placed: Vec<_> = placed.collect();
        placed.sort_by_key(|(place, it)| (it.volume, it.heading, *place));
        placed.into_iter().map(|(_, entry)| entry).collect()
    }
}
