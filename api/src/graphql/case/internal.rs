//! The internal file (副卷): what the agency deliberates. Absent for whoever may not see it
//! (domain.md §9; PR 78).

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::case::{conclusion, discussion, parts::FilePart};
use projections::penalties;

use super::{
    super::{
        money::Money,
        payload::fault,
        scalars::{DateTime, PartId},
        vocabulary::CaseOutcome,
    },
    Shown,
    benchmark::BenchmarkDeviation,
    entered::{Entered, recorded},
    entry::FileEntry,
    like::LikeCases,
    people::NamedOfficer,
    register::Document,
    review::Review,
    sanction::Sanction,
    serious_list::SeriousListProposal,
};

use crate::App;

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
    opinion_label: &'static str,
    /// Which sanctions are proposed.
    sanctions: Vec<Sanction>,
    /// On what basis.
    provisions: Vec<String>,
    /// Why discretion is used this way.
    discretion: String,
    /// 违法所得, where the report says it.
    unlawful_income: Option<Money>,
    /// 货值金额, where the report says it.
    goods_value: Option<Money>,
    /// Which fines lie outside the benchmark in force that day (APL 34).
    deviations: Vec<BenchmarkDeviation>,
    /// When the investigation was concluded with it.
    concluded_at: DateTime,
    /// The report.
    report: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
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
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
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
    /// That the party is to be entered in the list of serious violations, where that was approved (SDL 13).
    serious_list: Option<SeriousListProposal>,
    /// Which fines lie outside the benchmark in force that day (APL 34).
    deviations: Vec<BenchmarkDeviation>,
    /// When.
    approved_at: DateTime,
    /// The approval.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

#[Object]
impl Internal {
    /// Conclusion reports; the last one counts. Internal file: absent for whoever may not see it.
    async fn conclusions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Conclusion>>> {
        self.0.entered(ctx, FilePart::Internal, recorded!(InvestigationConcluded)).await
    }

    /// Reviews. Internal file: absent for whoever may not see it.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Option<Vec<Review>>> {
        self.0.entered(ctx, FilePart::Internal, recorded!(ReviewRequested)).await
    }

    /// Penalties that were approved for notice. Internal file: absent for whoever may not see it.
    async fn proposals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Proposal>>> {
        self.0.entered(ctx, FilePart::Internal, recorded!(PenaltyProposalApproved)).await
    }

    /// 类案: how all agencies penalised like cases, and where this one stands with what counts of its decision, or else
    /// with what was proposed last. It holds as of now: absent where you asked of an earlier time, before anything is
    /// proposed, and for 其他违法行为, which is like nothing. Internal file: absent for whoever may not see it.
    async fn like_cases(&self, ctx: &Context<'_>) -> Result<Option<LikeCases>> {
        let (app, dossier) = (ctx.data::<App>()?, self.0.dossier(ctx).await?);
        let on = self.0.on(ctx).await?;
        let now = dossier.is_now() && dossier.sees(FilePart::Internal);
        let Some(of) = dossier.case.weighed(on).filter(|_| now) else { return Ok(None) };
        let log = (&*app.read_model, &app.store);
        let found = penalties::like(log, (dossier.id, &of), on).await.map_err(fault)?;
        Ok(Some(LikeCases::told(&self.0.row.agency, &of, found)))
    }

    /// Discussions of the leaders. Internal file: absent for whoever may not see it.
    async fn discussions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Discussion>>> {
        self.0.entered(ctx, FilePart::Internal, recorded!(CollectiveDiscussionHeld)).await
    }
}

impl From<Entered<'_, &conclusion::Concluded>> for Conclusion {
    fn from(entered: Entered<'_, &conclusion::Concluded>) -> Self {
        let it = entered.fact;
        Self {
            course: it.course.shown().to_owned(),
            facts: it.facts.shown().to_owned(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            nature: it.nature.shown().to_owned(),
            opinion: it.opinion.into(),
            opinion_label: it.opinion.label(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            provisions: it.provisions.clone(),
            discretion: it.discretion.shown().to_owned(),
            unlawful_income: it.measured.and_then(|it| it.unlawful_income).map(Into::into),
            goods_value: it.measured.and_then(|it| it.goods_value).map(Into::into),
            deviations: it.deviations.iter().map(Into::into).collect(),
            concluded_at: entered.at(),
            report: (&it.report).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &conclusion::ProposalApproved>> for Proposal {
    fn from(entered: Entered<'_, &conclusion::ProposalApproved>) -> Self {
        Self {
            sanctions: entered.fact.sanctions.iter().map(Into::into).collect(),
            serious_list: entered.fact.serious_list.as_deref().map(Into::into),
            deviations: entered.fact.deviations.iter().map(Into::into).collect(),
            approved_at: entered.at(),
            document: (&entered.fact.document).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &discussion::Discussed>> for Discussion {
    fn from(entered: Entered<'_, &discussion::Discussed>) -> Self {
        let it = entered.fact;
        let dissent = it.dissent.iter().map(|it| Dissent {
            leader: (&it.leader).into(),
            opinion: it.opinion.shown().to_owned(),
        });
        Self {
            id: it.id.clone().into(),
            held_at: entered.at(),
            attendees: it.attendees.iter().map(Into::into).collect(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            conclusion: it.conclusion.shown().to_owned(),
            dissent: dissent.collect(),
            minutes: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}
