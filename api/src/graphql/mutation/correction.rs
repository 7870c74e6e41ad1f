//! Mutations: corrections of a decision, and what those who oversee the agency wrote (APL 75; ARL 76; SUP).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    case::{Command, correction},
};

use super::{
    super::{
        input::{ActInput, DocumentInput, ServiceInput},
        payload::{CasePayload, digest, execute},
        scalars::{CaseId, Date, PartId, RegistrationNumber},
        vocabulary::{DecisionElement, SupervisionPaper},
    },
    remedy::TouchedInput,
};

/// Alters a decision of the agency itself that was found wrong (主动改正, APL 75.2).
#[derive(InputObject)]
pub struct AlterDecisionInput {
    /// Which decision.
    decision: PartId,
    /// The sanctions that change: altered into a lighter one, or revoked besides.
    touched: Vec<TouchedInput>,
    /// What was wrong.
    reason: String,
    /// Why a fine lies outside the benchmark in force, where one does: the refusal names the row (APL 34).
    deviation_reasons: Option<String>,
    /// How the party was served, from which on it counts.
    service: ServiceInput,
    /// 变更行政处罚决定书; it gets a number of its own.
    document: DocumentInput,
}

impl From<AlterDecisionInput> for correction::Alter {
    fn from(it: AlterDecisionInput) -> Self {
        Self {
            decision: it.decision.into(),
            touched: it.touched.into_iter().map(Into::into).collect(),
            reason: Narrative::noted(it.reason),
            deviation_reasons: it.deviation_reasons.map(Narrative::noted),
            service: it.service.into(),
            document: it.document.into(),
        }
    }
}

/// Revokes a decision of the agency itself, wholly or in part (APL 75.2).
#[derive(InputObject)]
pub struct RevokeDecisionInput {
    /// Which decision.
    decision: PartId,
    /// Which sanctions; all that count, where none is named.
    #[graphql(default)]
    sanctions: Vec<PartId>,
    /// The agency is to decide anew: the investigation is open again. Only where all of it is revoked.
    #[graphql(default)]
    anew: bool,
    /// What was wrong.
    reason: String,
    /// How the party was served, from which on it counts.
    service: ServiceInput,
    /// 撤销行政处罚决定书.
    document: DocumentInput,
}

impl From<RevokeDecisionInput> for correction::Revoke {
    fn from(it: RevokeDecisionInput) -> Self {
        Self {
            decision: it.decision.into(),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            anew: it.anew,
            reason: Narrative::noted(it.reason),
            service: it.service.into(),
            document: it.document.into(),
        }
    }
}

/// Records that the superior agency revoked a decision, wholly or in part (APL 75.1).
#[derive(InputObject)]
pub struct RecordRevocationBySuperiorInput {
    /// Which decision.
    decision: PartId,
    /// Which sanctions; all that count, where none is named.
    #[graphql(default)]
    sanctions: Vec<PartId>,
    /// The agency is to decide anew: the investigation is open again. Only where all of it is revoked.
    #[graphql(default)]
    anew: bool,
    /// Which agency revoked it.
    body: String,
    /// The day on which the agency received that, from which on it counts.
    received_on: Date,
    /// Why.
    reason: String,
    /// The superior's decision.
    document: DocumentInput,
}

impl From<RecordRevocationBySuperiorInput> for correction::RecordRevocation {
    fn from(it: RecordRevocationBySuperiorInput) -> Self {
        Self {
            decision: it.decision.into(),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            anew: it.anew,
            body: it.body,
            received_on: it.received_on.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Puts right what was mistyped in a decision (补正).
#[derive(InputObject)]
pub struct CorrectClericalInput {
    /// Of which decision.
    decision: PartId,
    /// What, but for the registration number.
    #[graphql(default)]
    corrected: Vec<CorrectedElementInput>,
    /// The registration number of the party, where that was mistyped.
    registration: Option<RegistrationNumber>,
    /// How the mistake came about.
    reason: String,
    /// How the party was served.
    service: ServiceInput,
    /// 补正通知书.
    document: DocumentInput,
}

/// One thing that is put right.
#[derive(InputObject)]
pub struct CorrectedElementInput {
    /// What.
    element: DecisionElement,
    /// As the paper of the decision has it.
    was: String,
    /// As it reads from now on.
    now: String,
}

impl CorrectClericalInput {
    /// What is asked for.
    ///
    /// # Errors
    ///
    /// What is wrong with the registration number.
    fn asked(self) -> Result<correction::CorrectClerical> {
        let registration = self.registration.map(|it| it.at("input.registration")).transpose()?;
        let corrected = self.corrected.into_iter();
        Ok(correction::CorrectClerical {
            decision: self.decision.into(),
            corrected: corrected
                .map(|it| correction::CorrectedElement {
                    element: it.element.into(),
                    was: Narrative::noted(it.was),
                    now: Narrative::noted(it.now),
                })
                .collect(),
            registration,
            reason: Narrative::noted(self.reason),
            service: self.service.into(),
            document: self.document.into(),
        })
    }
}

/// Records what those who oversee the agency wrote about the case (ARL 76; SUP).
#[derive(InputObject)]
pub struct ReceiveSupervisionInput {
    /// By which paper.
    paper: SupervisionPaper,
    /// Who wrote it.
    body: String,
    /// The day on which the agency received it.
    received_on: Date,
    /// What it finds, and what it asks for.
    content: String,
    /// By when it wants a report, where it says so; of an opinion on reconsideration the law does (ARL 76).
    report_by: Option<Date>,
    /// The paper itself.
    document: DocumentInput,
}

impl From<ReceiveSupervisionInput> for correction::Receive {
    fn from(it: ReceiveSupervisionInput) -> Self {
        Self {
            paper: it.paper.into(),
            body: it.body,
            received_on: it.received_on.into(),
            content: Narrative::noted(it.content),
            report_by: it.report_by.map(Into::into),
            document: it.document.into(),
        }
    }
}

/// Reports what was corrected (报告纠正情况).
#[derive(InputObject)]
pub struct AnswerSupervisionInput {
    /// On which paper.
    supervision: PartId,
    /// What was corrected, or why there was nothing to correct.
    account: String,
    /// The corrections of decisions that it led to.
    #[graphql(default)]
    corrections: Vec<PartId>,
    /// The report.
    document: DocumentInput,
}

impl From<AnswerSupervisionInput> for correction::Answer {
    fn from(it: AnswerSupervisionInput) -> Self {
        Self {
            supervision: it.supervision.into(),
            account: Narrative::noted(it.account),
            corrections: it.corrections.into_iter().map(Into::into).collect(),
            document: it.document.into(),
        }
    }
}

acts! {
    /// What the agency, or its superior, makes of a decision that was wrong, and reports on (APL 75; ARL 76; SUP).
    CorrectionMutation {
        /// Alters a decision that the agency itself finds wrong (主动改正, APL 75.2), by a decision with a number of
        /// its own; it counts from service on, and nothing becomes heavier by it.
        alter_decision(AlterDecisionInput) => AlterDecision;
        /// Revokes a decision that the agency itself finds wrong, wholly or in part (APL 75.2); it counts from
        /// service on.
        revoke_decision(RevokeDecisionInput) => RevokeDecision;
        /// Records that the superior agency revoked a decision, wholly or in part (APL 75.1).
        record_revocation_by_superior(RecordRevocationBySuperiorInput) => RecordRevocationBySuperior;
        /// Records what those who oversee the agency wrote about the case: 行政复议意见书 (ARL 76), and from
        /// 2026-02-01 行政执法监督通知书、意见书、决定书 (SUP).
        receive_supervision(ReceiveSupervisionInput) => ReceiveSupervision;
        /// Reports what was corrected upon such a paper.
        answer_supervision(AnswerSupervisionInput) => AnswerSupervision;
    }
}

/// What was mistyped.
#[derive(Default)]
pub struct ClericalMutation;

#[Object]
impl ClericalMutation {
    /// Puts right what was mistyped in a decision (补正): nobody's rights and no deadline change, and the decision
    /// stays as it was made.
    async fn correct_clerical(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: CorrectClericalInput,
    ) -> Result<CasePayload> {
        let sent = digest("correctClerical", &input);
        let command = Command::CorrectClerical(input.asked()?);
        execute(ctx, case_id.into(), act, (sent, command)).await
    }
}
