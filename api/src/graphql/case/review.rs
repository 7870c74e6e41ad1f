//! Reviews of a case, and what the reviewers said (PR 49–55).

use async_graphql::SimpleObject;
use domain::case::{Event, review};

use super::{
    super::{
        scalars::{Date, DateTime, PartId},
        vocabulary::{CheckPoint, LegalReviewGround, ReviewKind, ReviewOpinion, ReviewPhase},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    people::NamedOfficer,
    register::Document,
};

/// A review of the case (PR 49–55).
#[derive(SimpleObject)]
pub struct Review {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// 案件审核 or 法制审核.
    kind: ReviewKind,
    /// The kind in Chinese.
    kind_label: &'static str,
    /// Before the notice, or after a hearing.
    phase: ReviewPhase,
    /// The phase in Chinese.
    phase_label: &'static str,
    /// Why it is a legal review (PR 50).
    grounds: Vec<LegalReviewGround>,
    /// Why it is a legal review, in the words of the rules.
    grounds_labels: Vec<&'static str>,
    /// When it was asked for.
    requested_at: DateTime,
    /// When the reviewer received the file.
    received_on: Date,
    /// What was explained or mended since an earlier review returned the case.
    explanation: Option<String>,
    /// What was sent, the conclusion report among it.
    documents: Vec<Document>,
    /// More time that it was given (PR 55).
    extensions: Vec<ReviewExtension>,
    /// What the reviewer said; absent while nothing is said.
    opinion: Option<Opinion>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// More time for a review (PR 55).
#[derive(SimpleObject)]
pub struct ReviewExtension {
    /// By how many working days.
    days: u32,
    /// What is special about the case.
    reason: String,
    /// When it was given.
    extended_at: DateTime,
    /// The approval.
    document: Document,
}

/// What a reviewer said (PR 53, 54).
#[derive(SimpleObject)]
pub struct Opinion {
    /// The conclusion.
    conclusion: ReviewOpinion,
    /// The conclusion in the words of the rules.
    conclusion_label: &'static str,
    /// Who.
    reviewer: NamedOfficer,
    /// When.
    given_at: DateTime,
    /// The seven points of PR 53, each with what was found.
    checks: Vec<Check>,
    /// The opinion in words.
    text: String,
    /// 审核意见.
    document: Document,
}

/// A point of a review, and what was found (PR 53).
#[derive(SimpleObject)]
pub struct Check {
    /// Which point.
    point: CheckPoint,
    /// The point in the words of the rules.
    point_label: &'static str,
    /// It is in order.
    passed: bool,
    /// What is not.
    finding: Option<String>,
}

/// Which of the four opinions an event is, and what it says.
fn opined(event: &Event) -> Option<(review::Opinion, &review::Opined)> {
    match event {
        Event::ReviewPassed(it) => Some((review::Opinion::Agree, &it.0)),
        Event::CorrectionAdvised(it) => Some((review::Opinion::Correct, &it.0)),
        Event::SupplementAdvised(it) => Some((review::Opinion::Supplement, &it.0)),
        Event::OtherAdvised(it) => Some((review::Opinion::Other, &it.0)),
        _ => None,
    }
}

impl<'a> From<Entered<'a, &'a review::Requested>> for Review {
    fn from(entered: Entered<'a, &'a review::Requested>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            phase: it.phase.into(),
            phase_label: it.phase.label(),
            grounds: it.grounds.iter().copied().map(Into::into).collect(),
            grounds_labels: it.grounds.iter().map(|it| it.label()).collect(),
            requested_at: entered.at(),
            received_on: it.received_on.into(),
            explanation: it.explanation.as_ref().map(|it| it.shown().to_owned()),
            documents: entered.papers(&it.documents),
            extensions: entered.later(recorded!(ReviewExtended)).map(Into::into).collect(),
            opinion: entered.last_of(opined).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &review::Extended>> for ReviewExtension {
    fn from(entered: Entered<'_, &review::Extended>) -> Self {
        Self {
            days: entered.fact.days,
            reason: entered.fact.reason.shown().to_owned(),
            extended_at: entered.at(),
            document: (&entered.fact.document).into(),
        }
    }
}

impl From<Entered<'_, (review::Opinion, &review::Opined)>> for Opinion {
    fn from(entered: Entered<'_, (review::Opinion, &review::Opined)>) -> Self {
        let (conclusion, it) = entered.fact;
        Self {
            conclusion: conclusion.into(),
            conclusion_label: conclusion.label(),
            reviewer: (&it.reviewer).into(),
            given_at: entered.at(),
            checks: it.checks.iter().map(Into::into).collect(),
            text: it.opinion.shown().to_owned(),
            document: (&it.document).into(),
        }
    }
}

impl From<&review::Check> for Check {
    fn from(it: &review::Check) -> Self {
        Self {
            point: it.point.into(),
            point_label: it.point.label(),
            passed: it.passed,
            finding: it.finding.as_ref().map(|it| it.shown().to_owned()),
        }
    }
}
