//! The internal file (副卷): what the agency deliberates. Absent for whoever may not see it
//! (domain.md §9; PR 78).

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{
    Moment,
    case::{conclusion, discussion, parts::FilePart, state},
};

use super::{
    super::{
        scalars::{Date, DateTime, PartId},
        vocabulary::{CaseOutcome, LegalReviewGround, ReviewKind, ReviewOpinion, ReviewPhase},
    },
    Shown,
    outcome::Sanction,
    people::NamedOfficer,
    register::Document,
};

pub struct Internal(pub(super) Arc<Shown>);

/// A conclusion report (调查终结报告, PR 48).
#[derive(SimpleObject)]
pub struct Conclusion {
    /// The course of the case and of its investigation.
    course: String,
    /// The facts.
    facts: String,
    /// The evidence that proves them.
    evidence: Vec<PartId>,
    /// The nature of the violation.
    nature: String,
    /// How the case should be handled.
    opinion: CaseOutcome,
    /// How the case should be handled, in Chinese.
    opinion_label: String,
    /// Which sanctions are proposed.
    sanctions: Vec<Sanction>,
    /// On what basis.
    provisions: Vec<String>,
    /// Why discretion is used this way.
    discretion: String,
    /// The report.
    report: Document,
}

/// A review of the case (PR 49–55).
#[derive(SimpleObject)]
pub struct Review {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// 案件审核 or 法制审核.
    kind: ReviewKind,
    /// The kind in Chinese.
    kind_label: String,
    /// Before the notice, or after a hearing.
    phase: ReviewPhase,
    /// The phase in Chinese.
    phase_label: String,
    /// Why it is a legal review (PR 50).
    grounds: Vec<LegalReviewGround>,
    /// Why it is a legal review, in the words of the rules.
    grounds_labels: Vec<String>,
    /// When the reviewer received the file.
    received_on: Date,
    /// What the reviewer said; absent while nothing is said.
    opinion: Option<Opinion>,
}

/// What a reviewer said (PR 53, 54).
#[derive(SimpleObject)]
pub struct Opinion {
    /// The conclusion.
    conclusion: ReviewOpinion,
    /// The conclusion in the words of the rules.
    conclusion_label: String,
    /// Who.
    reviewer: NamedOfficer,
    /// When.
    given_at: DateTime,
}

/// A discussion of the leaders (集体讨论, PR 60).
#[derive(SimpleObject)]
pub struct Discussion {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// When.
    held_at: DateTime,
    /// Who took part.
    attendees: Vec<NamedOfficer>,
    /// What was agreed on.
    sanctions: Vec<Sanction>,
    /// In words.
    conclusion: String,
    /// Who thought otherwise.
    dissent: Vec<Dissent>,
    /// The minutes.
    minutes: Document,
}

/// Somebody who thought otherwise.
#[derive(SimpleObject)]
pub struct Dissent {
    /// Who.
    leader: NamedOfficer,
    /// What they thought.
    opinion: String,
}

/// A penalty that a leader approved for notice (PR 56).
#[derive(SimpleObject)]
pub struct Proposal {
    /// What was approved.
    sanctions: Vec<Sanction>,
    /// The approval.
    document: Document,
}

#[Object]
impl Internal {
    /// Conclusion reports; the last one counts. Internal file: absent for whoever may not see it.
    async fn conclusions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Conclusion>>> {
        self.0.parts(ctx, (FilePart::Internal, |it| &it.conclusions)).await
    }

    /// Reviews. Internal file: absent for whoever may not see it.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Option<Vec<Review>>> {
        self.0.parts(ctx, (FilePart::Internal, |it| &it.reviews)).await
    }

    /// Penalties that were approved for notice. Internal file: absent for whoever may not see it.
    async fn proposals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Proposal>>> {
        self.0.parts(ctx, (FilePart::Internal, |it| &it.proposals)).await
    }

    /// Discussions of the leaders. Internal file: absent for whoever may not see it.
    async fn discussions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Discussion>>> {
        self.0.parts(ctx, (FilePart::Internal, |it| &it.discussions)).await
    }
}

impl From<&conclusion::Concluded> for Conclusion {
    fn from(it: &conclusion::Concluded) -> Self {
        Self {
            course: it.course.shown().to_owned(),
            facts: it.facts.shown().to_owned(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            nature: it.nature.shown().to_owned(),
            opinion: it.opinion.into(),
            opinion_label: it.opinion.label().to_owned(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            provisions: it.provisions.clone(),
            discretion: it.discretion.shown().to_owned(),
            report: (&it.report).into(),
        }
    }
}

impl From<&state::Review> for Review {
    fn from(review: &state::Review) -> Self {
        let it = &review.request;
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label().to_owned(),
            phase: it.phase.into(),
            phase_label: it.phase.label().to_owned(),
            grounds: it.grounds.iter().copied().map(Into::into).collect(),
            grounds_labels: it.grounds.iter().map(|it| it.label().to_owned()).collect(),
            received_on: it.received_on.into(),
            opinion: review.opinion.as_ref().map(|(opinion, reviewer, at)| Opinion {
                conclusion: (*opinion).into(),
                conclusion_label: opinion.label().to_owned(),
                reviewer: reviewer.into(),
                given_at: (*at).into(),
            }),
        }
    }
}

impl From<&conclusion::ProposalApproved> for Proposal {
    fn from(it: &conclusion::ProposalApproved) -> Self {
        let sanctions = it.sanctions.iter().map(Into::into).collect();
        Self { sanctions, document: (&it.document).into() }
    }
}

impl From<&(Moment, discussion::Discussed)> for Discussion {
    fn from((at, it): &(Moment, discussion::Discussed)) -> Self {
        let dissent = it.dissent.iter().map(|it| Dissent {
            leader: (&it.leader).into(),
            opinion: it.opinion.shown().to_owned(),
        });
        Self {
            id: it.id.clone().into(),
            held_at: (*at).into(),
            attendees: it.attendees.iter().map(Into::into).collect(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            conclusion: it.conclusion.shown().to_owned(),
            dissent: dissent.collect(),
            minutes: (&it.document).into(),
        }
    }
}
