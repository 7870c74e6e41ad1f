//! Mutations: Review before anything is decided (PR 49–55).

use async_graphql::InputObject;
use domain::{Narrative, case::review};

use super::super::{
    counts::Days,
    input::{CheckInput, DocumentInput},
    scalars::{Date, PartId},
    vocabulary::{LegalReviewGround, ReviewKind, ReviewOpinion, ReviewPhase},
};

/// Sends the case to review (送审).
#[derive(InputObject)]
pub struct RequestReviewInput {
    /// Of which kind.
    kind: ReviewKind,
    /// When in the procedure.
    phase: ReviewPhase,
    /// Why the case is one of PR 50, where it is.
    grounds: Vec<LegalReviewGround>,
    /// What was explained or mended since an earlier review returned it.
    explanation: Option<String>,
    /// The day on which the reviewing unit received the material.
    received_on: Date,
    /// What was sent.
    documents: Vec<DocumentInput>,
}

impl From<RequestReviewInput> for review::Request {
    fn from(it: RequestReviewInput) -> Self {
        Self {
            kind: it.kind.into(),
            phase: it.phase.into(),
            grounds: it.grounds.into_iter().map(Into::into).collect(),
            explanation: it.explanation.map(Narrative::noted),
            received_on: it.received_on.into(),
            documents: it.documents.into_iter().map(Into::into).collect(),
        }
    }
}

/// Gives a review more time (PR 55); the article sets no cap.
#[derive(InputObject)]
pub struct ExtendReviewInput {
    /// Which review.
    review: PartId,
    /// By how many working days.
    days: Days,
    /// What is special about the case.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<ExtendReviewInput> for review::Extend {
    fn from(it: ExtendReviewInput) -> Self {
        Self {
            review: it.review.into(),
            days: it.days.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Gives the opinion on a case in review (审核意见). The reviewer is whoever acts.
#[derive(InputObject)]
pub struct GiveOpinionInput {
    /// Which review.
    review: PartId,
    /// Of which kind; it says which role it takes.
    kind: ReviewKind,
    /// The seven points.
    checks: Vec<CheckInput>,
    /// Which of the four.
    conclusion: ReviewOpinion,
    /// In words.
    opinion: String,
    /// 审核意见.
    document: DocumentInput,
}

impl From<GiveOpinionInput> for review::Give {
    fn from(it: GiveOpinionInput) -> Self {
        Self {
            review: it.review.into(),
            kind: it.kind.into(),
            checks: it.checks.into_iter().map(Into::into).collect(),
            conclusion: it.conclusion.into(),
            opinion: Narrative::noted(it.opinion),
            document: it.document.into(),
        }
    }
}

acts! {
    /// Review before anything is decided (PR 49–55).
    ReviewMutation {
        /// Sends the case to review (送审).
        request_review(RequestReviewInput) => RequestReview;
        /// Gives a review more time (PR 55); the article sets no cap.
        extend_review(ExtendReviewInput) => ExtendReview;
        /// Gives the opinion on a case in review (审核意见). The reviewer is whoever acts.
        give_opinion(GiveOpinionInput) => GiveOpinion;
    }
}
