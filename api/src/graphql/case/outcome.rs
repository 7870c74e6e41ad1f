//! How a case was decided, and what became of the decision.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::{
    Citation,
    case::{decision, exit, parts::FilePart},
    rulebook::Figure,
};

use super::{
    super::{
        listing::Listing,
        publicity::{Publicity, RedactedCopy},
        rules::FigureUsed,
        scalars::{AgencyCode, DateTime, DocumentNumber, PartId},
        times::TwoTimes,
        vocabulary::{NoPenaltyReason, PeriodUnit, Timer},
    },
    Shown,
    answerable::AnswerablePersons,
    benchmark::BenchmarkDeviation,
    closing::{Archive, Closing},
    correction::{Correction, Supervision, corrected},
    entered::{Entered, recorded},
    entry::FileEntry,
    filing::Limitation,
    people::CaseParty,
    performance::Performance,
    publicity::Publication,
    register::Document,
    remedy::{ReconsiderationRequest, Remedy},
    sanction::Sanction,
    serious_list::SeriousListDecision,
    service::DecisionService,
    standing::Standing,
};
use crate::App;

pub struct Outcome(pub(super) Arc<Shown>);

/// A penalty decision (行政处罚决定书, PR 62).
#[derive(SimpleObject)]
pub struct Decision {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document.
    number: DocumentNumber,
    /// When.
    decided_at: DateTime,
    /// In whose name.
    agency: AgencyCode,
    /// Against whom, as of that day.
    party: CaseParty,
    /// The facts.
    facts: String,
    /// The evidence that proves them.
    evidence: Vec<PartId>,
    /// The provisions that were violated.
    violated: Vec<String>,
    /// What the party stated, and why it was adopted or not.
    statements: String,
    /// The penalties.
    sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations, where it is (SDL 13).
    serious_list: Option<SeriousListDecision>,
    /// Why discretion was used this way.
    discretion: Option<String>,
    /// Which fines lie outside the benchmark in force that day (APL 34).
    deviations: Vec<BenchmarkDeviation>,
    /// Why they lie outside it, in the words of whoever decided.
    deviation_reasons: Option<String>,
    /// How and by when it is to be performed.
    performance: String,
    /// It warns that a fine paid late grows.
    surcharge_stated: bool,
    /// Where to ask for reconsideration.
    reconsideration: String,
    /// Where to sue.
    court: String,
    /// How long each remedy is open once the decision is received.
    remedy_periods: Vec<RemedyPeriod>,
    /// The decision itself.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// How long a remedy is open from the day on which the decision is received (PR 62).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct RemedyPeriod {
    /// The rule that sets it.
    rule: Timer,
    /// The rule, in Chinese.
    rule_label: &'static str,
    /// How long.
    length: u32,
    /// In which unit.
    unit: PeriodUnit,
    /// In which unit, in Chinese.
    unit_label: &'static str,
    #[graphql(skip)]
    authority: Citation,
}

#[ComplexObject]
impl RemedyPeriod {
    /// The article that sets it.
    async fn citation(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(ctx.data::<App>()?.law.cite(&self.authority))
    }
}

/// A decision not to penalise (PR 60).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct NoPenalty {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document.
    number: DocumentNumber,
    /// When.
    decided_at: DateTime,
    /// Why.
    reason: NoPenaltyReason,
    /// Why, in the words of the law.
    reason_label: &'static str,
    /// How the violation had lapsed before it was discovered, where that is why.
    limitation: Option<Limitation>,
    /// Why, in this case.
    explanation: String,
    /// How the party was educated.
    education: String,
    /// What proves the reason, where it lies in the party.
    evidence: Vec<PartId>,
    /// The decision itself.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
    #[graphql(skip)]
    looked_back: Option<Figure<u32>>,
}

#[ComplexObject]
impl NoPenalty {
    /// In how many years before this one an earlier violation of the same type would have counted, where
    /// that was asked (APL 33).
    async fn look_back(&self, ctx: &Context<'_>) -> Result<Option<FigureUsed>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.looked_back.as_ref().map(|it| FigureUsed::new(law, it)))
    }
}

/// A decision that the violation can't be established (PR 60). The party is not penalised.
#[derive(SimpleObject)]
pub struct NotEstablished {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// The number of the document, where it bears one.
    number: Option<DocumentNumber>,
    /// When.
    decided_at: DateTime,
    /// Why not.
    explanation: String,
    /// The decision itself.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

#[Object]
impl Outcome {
    /// The penalty, as it was made; the last one, where there are several. `standing` tells what of it counts.
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<Decision>> {
        self.0.last(ctx, recorded!(PenaltyDecided)).await
    }

    /// Every penalty, oldest first: another one follows where the first was revoked and decided anew.
    async fn decisions(&self, ctx: &Context<'_>) -> Result<Vec<Decision>> {
        let dossier = self.0.dossier(ctx).await?;
        Ok(Entered::all(dossier, recorded!(PenaltyDecided)).map(Into::into).collect())
    }

    /// What of each penalty counts: as made, or as remedies made of it, on the day of the answer.
    async fn standing(&self, ctx: &Context<'_>) -> Result<Vec<Standing>> {
        let (on, dossier) = (self.0.on(ctx).await?, self.0.dossier(ctx).await?);
        Ok(Standing::all(&dossier.case, on, &ctx.data::<App>()?.law))
    }

    /// Reconsideration and suits over the decisions, oldest first.
    async fn remedies(&self, ctx: &Context<'_>) -> Result<Vec<Remedy>> {
        let dossier = self.0.dossier(ctx).await?;
        Ok(Entered::all(dossier, recorded!(RemedyOpened)).map(Into::into).collect())
    }

    /// Corrections of the decisions: by the agency itself or its superior, and of what was mistyped, oldest first
    /// (APL 75).
    async fn corrections(&self, ctx: &Context<'_>) -> Result<Vec<Correction>> {
        let (dossier, law) = (self.0.dossier(ctx).await?, &ctx.data::<App>()?.law);
        let all = Entered::all(dossier, corrected);
        Ok(all.map(|it| Correction::new(&it, law)).collect())
    }

    /// Those who were named as answerable for the decisions, oldest first: whom a statute bars on account of them (FSL 135;
    /// CO23 178). Main file: absent for whoever sees decisions alone.
    async fn answerable_persons(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<Vec<AnswerablePersons>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(AnswerablePersonsNamed)).await
    }

    /// What those who oversee the agency wrote about the case, oldest first (ARL 76; SUP). Main file: absent for
    /// whoever sees decisions alone.
    async fn supervisions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Supervision>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(SupervisionReceived)).await
    }

    /// Requests for reconsideration that were handed to the agency itself (ARL 32). Main file: absent for whoever
    /// sees decisions alone.
    async fn reconsideration_requests(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<Vec<ReconsiderationRequest>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(ReconsiderationRequestReceived)).await
    }

    /// The decision not to penalise. Main file: absent for whoever sees decisions alone.
    async fn no_penalty(&self, ctx: &Context<'_>) -> Result<Option<NoPenalty>> {
        self.0.last(ctx, recorded!(NoPenaltyDecided)).await
    }

    /// The decision that the violation can't be established. Main file: absent for whoever sees decisions
    /// alone.
    async fn not_established(&self, ctx: &Context<'_>) -> Result<Option<NotEstablished>> {
        self.0.last(ctx, recorded!(ViolationNotEstablished)).await
    }

    /// How the decision was served. Main file: absent for whoever sees decisions alone.
    async fn services(&self, ctx: &Context<'_>) -> Result<Option<Vec<DecisionService>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(DecisionServed)).await
    }

    /// What is owed, what was paid, and what else was carried out. Main file: absent for whoever sees
    /// decisions alone.
    async fn performance(&self, ctx: &Context<'_>) -> Result<Option<Performance>> {
        let (on, dossier) = (self.0.on(ctx).await?, self.0.dossier(ctx).await?);
        let law = &ctx.data::<App>()?.law;
        let seen = dossier.sees(FilePart::Main);
        Ok(seen.then(|| Performance::new(dossier, on, law)))
    }

    /// What is shown to the public of the decisions: every copy that was prepared, oldest first.
    async fn redacted_copies(&self, ctx: &Context<'_>) -> Result<Vec<RedactedCopy>> {
        Ok(self.0.record(ctx).await?.copies.iter().map(Into::into).collect())
    }

    /// 公示: each decision on each channel.
    async fn publicity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As of when; as of whenever the case is told, where nothing is said.")]
        as_of: Option<TwoTimes>,
    ) -> Result<Vec<Publicity>> {
        let case = self.0.row.id;
        match (as_of, self.0.then()) {
            (None, Some(then)) => Publicity::of_case(ctx, then).await,
            (as_of, _) => match TwoTimes::of(ctx, as_of)?.times {
                Some(times) => Publicity::each(ctx, (case, times)),
                None => Ok(vec![]),
            },
        }
    }

    /// 名录列入记录: the entries of registers that its decisions carry.
    async fn listings(&self, ctx: &Context<'_>) -> Result<Vec<Listing>> {
        Listing::of_case(ctx, self.0.dossier(ctx).await?).await
    }

    /// Where it was made public, as cases recorded it themselves before publicity had a record of its own.
    async fn publications(&self, ctx: &Context<'_>) -> Result<Vec<Publication>> {
        let dossier = self.0.dossier(ctx).await?;
        Ok(Entered::all(dossier, recorded!(PenaltyPublished)).map(Into::into).collect())
    }

    /// How it was closed. Main file: absent for whoever sees decisions alone.
    async fn closing(&self, ctx: &Context<'_>) -> Result<Option<Closing>> {
        self.0.last(ctx, recorded!(CaseClosed)).await
    }

    /// How it was archived. Main file: absent for whoever sees decisions alone.
    async fn archive(&self, ctx: &Context<'_>) -> Result<Option<Archive>> {
        self.0.last(ctx, recorded!(CaseArchived)).await
    }
}

impl From<Entered<'_, &decision::Decided>> for Decision {
    fn from(entered: Entered<'_, &decision::Decided>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            decided_at: entered.at(),
            agency: it.agency.clone().into(),
            party: (&it.party).into(),
            facts: it.facts.shown().to_owned(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            violated: it.violated.clone(),
            statements: it.statements.shown().to_owned(),
            sanctions: it.sanctions.iter().map(Into::into).collect(),
            serious_list: it.serious_list.as_deref().map(Into::into),
            discretion: it.discretion.as_ref().map(|it| it.shown().to_owned()),
            deviations: it.deviations.iter().map(Into::into).collect(),
            deviation_reasons: it.deviation_reasons.as_ref().map(|it| it.shown().to_owned()),
            performance: it.performance.shown().to_owned(),
            surcharge_stated: it.surcharge_stated,
            reconsideration: it.remedies.reconsideration.clone(),
            court: it.remedies.court.clone(),
            remedy_periods: it.remedy_periods.iter().map(Into::into).collect(),
            document: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}

impl From<&decision::RemedyPeriod> for RemedyPeriod {
    fn from(it: &decision::RemedyPeriod) -> Self {
        Self {
            rule: it.timer.into(),
            rule_label: it.timer.label(),
            length: it.length,
            unit: it.unit.into(),
            unit_label: it.unit.label(),
            authority: it.authority.clone(),
        }
    }
}

impl From<Entered<'_, &exit::NotPenalised>> for NoPenalty {
    fn from(entered: Entered<'_, &exit::NotPenalised>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().into(),
            decided_at: entered.at(),
            reason: it.reason.into(),
            reason_label: it.reason.label(),
            limitation: Limitation::expired(it.violation_ended_on, it.limitation.as_ref()),
            explanation: it.explanation.shown().to_owned(),
            education: it.education.shown().to_owned(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            document: (&it.document).into(),
            acts: entered.acts(),
            looked_back: it.look_back.clone(),
        }
    }
}

impl From<Entered<'_, &exit::NotEstablished>> for NotEstablished {
    fn from(entered: Entered<'_, &exit::NotEstablished>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            number: it.number.clone().map(Into::into),
            decided_at: entered.at(),
            explanation: it.explanation.shown().to_owned(),
            document: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}
