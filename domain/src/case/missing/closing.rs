//! What the file must hold before the case is closed, by the way in which it ended (PR 77; domain.md
//! §3.10).

use jiff::civil::Date;

use super::Missing;
use super::lacks;
use crate::{
    Code,
    case::{Case, Main, sanction::Sanction},
    document::DocumentType,
    rejection::word,
};

impl Case {
    /// All that is missing for closing, the closing form apart.
    pub(in crate::case) fn missing_for_closing(&self, on: Date) -> Vec<Missing> {
        let mut missing = self.missing_ends(on);
        missing.extend(self.missing_documents().into_iter().map(|kind| {
            let zh = format!("案卷缺少{}，请随结案审批表补充", kind.label());
            let en = format!("the file has no {}: add it with the closing form", word(kind));
            Missing::new(Code::DocumentMissing, zh, en, ("PR", "77"))
        }));
        missing
    }

    /// Acts that must have taken place: service, performance.
    pub(in crate::case) fn missing_ends(&self, on: Date) -> Vec<Missing> {
        let mut missing: Vec<_> = self.lacks_service().into_iter().collect();
        let left = self.unperformed(on).into_iter();
        missing.extend(left.map(|it| unperformed(it, ("PR", "77.1(1)"))));
        missing
    }

    /// What had been performed when the case was closed, and is to be again since a later act has made something else of it
    /// (PR 71).
    pub(super) fn lacks_performance_anew(&self, on: Date) -> Vec<Missing> {
        let closed = matches!(self.main, Main::Closed | Main::Archived);
        let Some((at, _)) = self.record.closed.as_ref().filter(|_| closed) else { return vec![] };
        let left = self.unperformed(on).into_iter();
        let again = left.filter(|it| !self.is_left_at(&it.id, *at));
        again.map(|it| unperformed(it, ("PR", "71"))).collect()
    }

    /// A decision is to reach the party still, as far as is recorded.
    pub(in crate::case) fn is_unserved(&self) -> bool {
        self.record.decided_as().any(|(id, _)| self.awaits_service(id))
    }

    /// Every decision reaches the party: a penalty under PR 81, any other under PR 82.
    pub(in crate::case) fn lacks_service(&self) -> Option<Missing> {
        let article = if self.main == Main::PenaltyDecided { "81" } else { "82.1" };
        self.is_unserved()
            .then(|| lacks("决定书尚未送达当事人", "the decision has not been served", article))
    }

    /// Types of document that such a case must have, and that are not on file.
    pub(in crate::case) fn missing_documents(&self) -> Vec<DocumentType> {
        let on_file =
            |kind: &DocumentType| self.record.documents.iter().any(|it| it.document_type == *kind);
        let mut wanted = required(self.main).to_vec();
        if self.main == Main::PenaltyDecided && self.is_major() {
            wanted.push(DocumentType::DiscussionMinutes);
        }
        if self.record.hearings.iter().any(|it| it.reported.is_some()) {
            wanted.extend([DocumentType::HearingRecord, DocumentType::HearingReport]);
        }
        if self.record.services.iter().any(|it| it.service.receipt.is_some()) {
            wanted.push(DocumentType::ServiceReceipt);
        }
        wanted.into_iter().filter(|it| !on_file(it)).collect()
    }
}

fn unperformed(sanction: &Sanction, article: (&str, &str)) -> Missing {
    let zh = format!("处罚{}（{}）尚未执行完毕", sanction.id, sanction.text());
    let en = format!("{} has not been performed", sanction.id);
    Missing::new(Code::Unfinished, zh, en, article)
}

fn required(main: Main) -> &'static [DocumentType] {
    match main {
        Main::PenaltyDecided => &[
            DocumentType::FilingApproval,
            DocumentType::ConclusionReport,
            DocumentType::ReviewOpinion,
            DocumentType::PriorNotice,
            DocumentType::PenaltyDecision,
        ],
        Main::NoPenaltyDecided | Main::NotEstablished => &[
            DocumentType::FilingApproval,
            DocumentType::ConclusionReport,
            DocumentType::ReviewOpinion,
            DocumentType::NoPenaltyDecision,
        ],
        Main::Terminated => &[DocumentType::FilingApproval, DocumentType::SuspensionApproval],
        Main::Unopened
        | Main::Lead
        | Main::Verifying
        | Main::NotFiled
        | Main::Investigating
        | Main::Suspended
        | Main::Concluded
        | Main::InReview
        | Main::Supplementing
        | Main::Reviewed
        | Main::ApprovedForNotice
        | Main::Noticed
        | Main::Closed
        | Main::Archived => &[],
    }
}
