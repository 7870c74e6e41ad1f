//! Mutations: Leads, filing, handlers (PR 18–20, 22; CMP 31).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    case::{Command, filing, handlers, lead},
};

use super::super::{
    input::{ActInput, DocumentInput, GroundsInput, ReporterInput},
    party::{AgeOn, PartyInput, line},
    payload::{CasePayload, digest, execute, viewer},
    scalars::{CaseId, Date, PersonId, SubjectId},
    vocabulary::{FilingCondition, LeadSource, NotFiledReason, ViolationType},
};
use crate::{App, app::new_case};

/// Registers a lead.
#[derive(InputObject)]
pub struct RegisterLeadInput {
    /// How it came.
    source: LeadSource,
    /// The sender's own reference.
    reference: Option<String>,
    /// The day of discovery or receipt.
    received_on: Date,
    /// What seems to have happened.
    clue: String,
    /// Who seems to have done it.
    suspect: String,
    /// Who reported it.
    reporter: Option<ReporterInput>,
    /// The type that it looks like.
    violation: Option<ViolationType>,
    /// What came with it.
    documents: Vec<DocumentInput>,
}

impl TryFrom<RegisterLeadInput> for lead::Register {
    type Error = async_graphql::Error;

    fn try_from(it: RegisterLeadInput) -> Result<Self> {
        Ok(Self {
            source: it.source.into(),
            reference: it.reference,
            received_on: it.received_on.into(),
            clue: Narrative::noted(it.clue),
            suspect: Narrative::noted(line("input", "suspect", &it.suspect)?),
            reporter: it.reporter.map(TryInto::try_into).transpose()?,
            violation: it.violation.map(Into::into),
            documents: it.documents.into_iter().map(Into::into).collect(),
        })
    }
}

/// Gives a lead to officers for verification, or to others than before.
#[derive(InputObject)]
pub struct AssignLeadInput {
    /// To whom.
    verifiers: Vec<PersonId>,
    /// Why to others than before, where it was given to somebody already.
    reason: Option<String>,
}

impl From<AssignLeadInput> for lead::Assign {
    fn from(it: AssignLeadInput) -> Self {
        Self {
            verifiers: it.verifiers.into_iter().map(Into::into).collect(),
            reason: it.reason.map(Narrative::noted),
        }
    }
}

/// Gives verification more time; once, by a leader (PR 18).
#[derive(InputObject)]
pub struct ExtendVerificationInput {
    /// What is special about the case.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<ExtendVerificationInput> for lead::Extend {
    fn from(it: ExtendVerificationInput) -> Self {
        Self { reason: Narrative::noted(it.reason), document: it.document.into() }
    }
}

/// Files the case (立案).
#[derive(InputObject)]
pub struct FileCaseInput {
    /// Against whom.
    party: PartyInput,
    /// For what.
    violation: ViolationType,
    /// Why PR 19 is met.
    grounds: GroundsInput,
    /// When the violation was committed, or ended.
    violation_ended_on: Date,
    /// Life, health or financial safety with harm (APL 36).
    long_limitation: bool,
    /// The act in law, where agencies agreed on a name for it: what is named alike is fined once (APL 29).
    act_id: Option<String>,
    /// Who is to handle it.
    handlers: Vec<PersonId>,
    /// 立案审批表.
    approval: DocumentInput,
}

impl FileCaseInput {
    /// The command of that day, its party digested.
    fn command(self, app: &App, act: jiff::civil::Date) -> Result<filing::File> {
        let violation = self.violation_ended_on.clone().into();
        Ok(filing::File {
            party: self.party.party(app, AgeOn { act, violation })?,
            violation: self.violation.into(),
            grounds: self.grounds.into(),
            violation_ended_on: self.violation_ended_on.into(),
            long_limitation: self.long_limitation,
            act_id: self.act_id,
            handlers: self.handlers.into_iter().map(Into::into).collect(),
            approval: self.approval.into(),
        })
    }
}

/// Decides not to file (不予立案).
#[derive(InputObject)]
pub struct DeclineToFileInput {
    /// Why.
    reason: NotFiledReason,
    /// Which conditions of PR 19 are not met, where that is why.
    #[graphql(default)]
    conditions: Vec<FilingCondition>,
    /// Whose first violation it is; asked for where that is why (PR 20.1(2)), and looked up among earlier cases.
    party: Option<SubjectId>,
    /// The day of the violation, or the last one where it went on; asked for where the period in which it may be
    /// penalised had run out (APL 36), or it is the first.
    violation_ended_on: Option<Date>,
    /// Life, health or financial safety with harm: five years instead of two (APL 36).
    #[graphql(default)]
    long_limitation: bool,
    /// In words.
    explanation: String,
    /// 不予立案审批表.
    approval: DocumentInput,
}

impl From<DeclineToFileInput> for filing::Decline {
    fn from(it: DeclineToFileInput) -> Self {
        Self {
            reason: it.reason.into(),
            conditions: it.conditions.into_iter().map(Into::into).collect(),
            party: it.party.map(Into::into),
            violation_ended_on: it.violation_ended_on.map(Into::into),
            long_limitation: it.long_limitation,
            explanation: Narrative::noted(it.explanation),
            approval: it.approval.into(),
        }
    }
}

/// Records that the real-name reporter was told (CMP 31).
#[derive(InputObject)]
pub struct InformReporterInput {
    /// How.
    means: String,
    /// The record of it.
    document: DocumentInput,
}

impl From<InformReporterInput> for filing::InformReporter {
    fn from(it: InformReporterInput) -> Self {
        Self { means: Narrative::noted(it.means), document: it.document.into() }
    }
}

/// Names other officers for the case (PR 19).
#[derive(InputObject)]
pub struct ReplaceHandlersInput {
    /// Who answers for it from now on.
    handlers: Vec<PersonId>,
    /// Why.
    reason: String,
}

impl From<ReplaceHandlersInput> for handlers::Replace {
    fn from(it: ReplaceHandlersInput) -> Self {
        Self {
            handlers: it.handlers.into_iter().map(Into::into).collect(),
            reason: Narrative::noted(it.reason),
        }
    }
}

acts! {
    /// Leads, filing, handlers (PR 18–20, 22; CMP 31).
    IntakeMutation {
        /// Gives a lead to officers for verification.
        assign_lead(AssignLeadInput) => AssignLead;
        /// Gives verification more time; once, by a leader (PR 18).
        extend_verification(ExtendVerificationInput) => ExtendVerification;
        /// Decides not to file (不予立案).
        decline_to_file(DeclineToFileInput) => DeclineToFile;
        /// Records that the real-name reporter was told (CMP 31).
        inform_reporter(InformReporterInput) => InformReporter;
        /// Names other officers for the case (PR 19).
        replace_handlers(ReplaceHandlersInput) => ReplaceHandlers;
    }
}

/// How a lead begins, and how it becomes a case.
#[derive(Default)]
pub struct FilingMutation;

#[Object]
impl FilingMutation {
    /// Registers a lead.
    async fn register_lead(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: RegisterLeadInput,
    ) -> Result<CasePayload> {
        let id = new_case(&viewer(ctx)?, act.command_id.0.uuid());
        let digest = digest("registerLead", &input);
        execute(ctx, id, act, (digest, Command::RegisterLead(input.try_into()?))).await
    }

    /// Files the case (立案).
    async fn file_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: FileCaseInput,
    ) -> Result<CasePayload> {
        let on = act.occurred_at.0.day();
        let sent = digest("fileCase", &input);
        let file = input.command(ctx.data::<App>()?, on)?;
        execute(ctx, case_id.into(), act, (sent, Command::FileCase(file))).await
    }
}
