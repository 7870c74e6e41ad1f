//! The course of a case up to the conclusion of its investigation.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use domain::case::{parts::FilePart, state};

use super::{
    Shown,
    entered::recorded,
    filing::{Filing, NotFiled, VerificationExtension},
    inquiry::{Appraisal, Evidence},
    interruption::{Extension, Suspension, Termination},
    people::{CaseParty, Lead, NamedOfficer, PartyIdentification, Recusal},
};

pub struct Course(pub(super) Arc<Shown>);

#[Object]
impl Course {
    /// Where it comes from. Main file: absent for whoever sees decisions alone.
    async fn lead(&self, ctx: &Context<'_>) -> Result<Option<Lead>> {
        self.0.last(ctx, recorded!(LeadRegistered)).await
    }

    /// Who verifies the lead, or did last. Main file: absent for whoever sees decisions alone.
    async fn verifiers(&self, ctx: &Context<'_>) -> Result<Option<Vec<NamedOfficer>>> {
        self.0.parts(ctx, FilePart::Main, state::Record::verifying).await
    }

    /// More time that was given for verifying the lead. Main file: absent for whoever sees decisions alone.
    async fn verification_extensions(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<Vec<VerificationExtension>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(VerificationExtended)).await
    }

    /// What it was filed for. Main file: absent for whoever sees decisions alone.
    async fn filing(&self, ctx: &Context<'_>) -> Result<Option<Filing>> {
        self.0.last(ctx, recorded!(CaseFiled)).await
    }

    /// Why it was not filed. Main file: absent for whoever sees decisions alone.
    async fn not_filed(&self, ctx: &Context<'_>) -> Result<Option<NotFiled>> {
        self.0.last(ctx, recorded!(CaseNotFiled)).await
    }

    /// Against whom, once filed: as the decision names it, before that as it was found to be, or as the filing names it.
    async fn party_details(&self, ctx: &Context<'_>) -> Result<Option<CaseParty>> {
        Ok(self.0.record(ctx).await?.party().map(Into::into))
    }

    /// Who handles it. Main file: absent for whoever sees decisions alone.
    async fn handlers(&self, ctx: &Context<'_>) -> Result<Option<Vec<NamedOfficer>>> {
        self.0.parts(ctx, FilePart::Main, state::Record::handling).await
    }

    /// Requests that an officer withdraw. Main file: absent for whoever sees decisions alone.
    async fn recusals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Recusal>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(RecusalRequested)).await
    }

    /// The evidence. Main file: absent for whoever sees decisions alone.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Option<Vec<Evidence>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(EvidenceCollected)).await
    }

    /// Appraisals. Main file: absent for whoever sees decisions alone.
    async fn appraisals(&self, ctx: &Context<'_>) -> Result<Option<Vec<Appraisal>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(AppraisalCommissioned)).await
    }

    /// Who the party was found to be, each time that something was found; the last one counts. Main file: absent for
    /// whoever sees decisions alone.
    async fn party_identifications(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Option<Vec<PartyIdentification>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(PartyIdentified)).await
    }

    /// Suspensions. Main file: absent for whoever sees decisions alone.
    async fn suspensions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Suspension>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(InvestigationSuspended)).await
    }

    /// How the investigation was terminated. Main file: absent for whoever sees decisions alone.
    async fn termination(&self, ctx: &Context<'_>) -> Result<Option<Termination>> {
        self.0.last(ctx, recorded!(InvestigationTerminated)).await
    }

    /// Extensions of the time for deciding. Main file: absent for whoever sees decisions alone.
    async fn extensions(&self, ctx: &Context<'_>) -> Result<Option<Vec<Extension>>> {
        self.0.entered(ctx, FilePart::Main, recorded!(DecisionTimeExtended)).await
    }
}
