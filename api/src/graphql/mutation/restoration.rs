//! Mutations: the restoration of credit, from an application to what came of it on every channel (CR21; CR25; NDRC36).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    restoration::{Command, accepting, applying, deciding, effect, fraud, reorganising, verifying},
};

use super::{
    super::{
        counts::Amount,
        input::{ActInput, DocumentInput, documents},
        payload::{RestorationPayload, digest, officer, restore},
        scalars::{Citation, Date, EventId, PersonId, RestorationId},
        vocabulary::{PublicityChannel, RestorationWindow, VerificationMethod},
    },
    decision::RemediesInput,
};
use crate::{app::new_restoration, viewer::claimed};

/// Takes an application for the restoration of credit in (收到申请). What it lacks is told when it is accepted or not.
#[derive(InputObject)]
pub struct ApplyForRestorationInput {
    /// The event by which it was decided what is to be restored: `restorationEligibility` answers it.
    source: EventId,
    /// Where the application was received.
    window: RestorationWindow,
    /// On which day.
    received_on: Date,
    /// What was handed in.
    materials: RestorationMaterialsInput,
    /// The plan of reorganisation on which it rests, where it does.
    plan: Option<ReorganisationPlanInput>,
}

/// What was handed in with an application.
#[derive(InputObject)]
pub struct RestorationMaterialsInput {
    /// 信用修复申请书, of type `RESTORATION_APPLICATION`.
    application: Option<DocumentInput>,
    /// 信用承诺书, of type `CREDIT_COMMITMENT`.
    commitment: Option<DocumentInput>,
    /// 履行义务、纠正违法行为的证明.
    #[graphql(default)]
    proofs: Vec<DocumentInput>,
    /// 其他材料.
    #[graphql(default)]
    others: Vec<DocumentInput>,
}

/// A plan of reorganisation, and the ruling that approved it.
#[derive(InputObject)]
pub struct ReorganisationPlanInput {
    /// The court.
    court: String,
    /// The number of its ruling.
    number: String,
    /// On which day it approved the plan.
    approved_on: Date,
    /// The ruling.
    ruling: DocumentInput,
}

/// Sends an application back, since it is incomplete (材料不齐).
#[derive(InputObject)]
pub struct RejectIncompleteRestorationInput {
    /// What is missing besides the documents that the program sees missing.
    #[graphql(default)]
    missing: Vec<String>,
}

/// Doesn't accept an application (不予受理).
#[derive(InputObject)]
pub struct DeclineRestorationInput {
    /// Why.
    reason: String,
    /// The article.
    basis: Citation,
}

/// Verifies what an application says (核实).
#[derive(InputObject)]
pub struct VerifyRestorationInput {
    /// In which way.
    method: VerificationMethod,
    /// Who else verifies it; on site two at least do.
    #[graphql(default)]
    with: Vec<PersonId>,
    /// What was found.
    finding: String,
    /// On which day all that was ordered had been performed, where that was found.
    performed_on: Option<Date>,
    /// On which day it had been corrected and its harm eliminated, where that was found.
    corrected_on: Option<Date>,
    /// Something that was ordered has not been performed, whatever had been found before.
    #[graphql(default)]
    unperformed: bool,
    /// It has not been corrected, or harm is left, whatever had been found before.
    #[graphql(default)]
    uncorrected: bool,
    /// What shows it.
    #[graphql(default)]
    evidence: Vec<DocumentInput>,
    /// 现场笔录, on site.
    record: Option<DocumentInput>,
}

/// Makes the time to decide longer (延长决定期限).
#[derive(InputObject)]
pub struct ExtendRestorationInput {
    /// By how many working days.
    by: Amount,
    /// Why the matter is complex.
    reason: String,
}

/// Grants it (准予修复).
#[derive(InputObject)]
pub struct GrantRestorationInput {
    /// Why.
    reasons: String,
    /// 准予信用修复决定书, of type `RESTORATION_DECISION`, with its number.
    document: DocumentInput,
}

/// Denies it (不予修复).
#[derive(InputObject)]
pub struct DenyRestorationInput {
    /// Why.
    reasons: String,
    /// The articles.
    basis: Vec<Citation>,
    /// Where to ask for reconsideration, where to sue.
    remedies: RemediesInput,
    /// 不予信用修复决定书, of type `RESTORATION_DECISION`, with its number.
    document: DocumentInput,
}

/// Records what a channel has acknowledged.
#[derive(InputObject)]
pub struct ChannelAcknowledgementInput {
    /// Which channel.
    channel: PublicityChannel,
    /// Its own reference.
    acknowledgement: String,
}

/// Revokes a restoration that was obtained by fraud (撤销信用修复).
#[derive(InputObject)]
pub struct RevokeRestorationInput {
    /// What was concealed, what was false.
    facts: String,
    /// What shows it.
    evidence: Vec<DocumentInput>,
    /// 撤销信用修复决定书, of type `RESTORATION_DECISION`, with its number.
    document: DocumentInput,
}

/// Records that the plan of reorganisation was carried out (重整计划执行完毕).
#[derive(InputObject)]
pub struct CompleteReorganisationInput {
    /// What shows it: the administrator's report, the court's ruling.
    evidence: Vec<DocumentInput>,
}

/// Records that the plan of reorganisation failed (重整计划未能执行).
#[derive(InputObject)]
pub struct FailReorganisationInput {
    /// Why.
    reason: String,
    /// What shows it.
    evidence: Vec<DocumentInput>,
}

impl From<ApplyForRestorationInput> for Command {
    fn from(it: ApplyForRestorationInput) -> Self {
        let materials = applying::Materials {
            application: it.materials.application.map(Into::into),
            commitment: it.materials.commitment.map(Into::into),
            proofs: documents(it.materials.proofs),
            others: documents(it.materials.others),
        };
        let plan = |it: ReorganisationPlanInput| reorganising::Plan {
            court: it.court,
            number: it.number,
            approved_on: it.approved_on.into(),
            ruling: it.ruling.into(),
        };
        Self::Apply(Box::new(applying::Apply {
            source: it.source.into(),
            window: it.window.into(),
            received_on: it.received_on.into(),
            materials,
            plan: it.plan.map(plan),
        }))
    }
}

impl From<RejectIncompleteRestorationInput> for Command {
    fn from(it: RejectIncompleteRestorationInput) -> Self {
        Self::RejectIncomplete(accepting::RejectIncomplete { missing: it.missing })
    }
}

impl From<DeclineRestorationInput> for Command {
    fn from(it: DeclineRestorationInput) -> Self {
        let (reason, basis) = (Narrative::noted(it.reason), it.basis.into());
        Self::NotAccept(accepting::NotAccept { reason, basis })
    }
}

impl From<VerifyRestorationInput> for Command {
    fn from(it: VerifyRestorationInput) -> Self {
        Self::Verify(verifying::Verify {
            method: it.method.into(),
            with: it.with.into_iter().map(Into::into).collect(),
            finding: Narrative::noted(it.finding),
            performed_on: it.performed_on.map(Into::into),
            corrected_on: it.corrected_on.map(Into::into),
            unperformed: it.unperformed,
            uncorrected: it.uncorrected,
            evidence: documents(it.evidence),
            record: it.record.map(Into::into),
        })
    }
}

impl From<ExtendRestorationInput> for Command {
    fn from(it: ExtendRestorationInput) -> Self {
        let (by, reason) = (it.by.into(), Narrative::noted(it.reason));
        Self::Extend(deciding::Extend { by, reason })
    }
}

impl From<GrantRestorationInput> for Command {
    fn from(it: GrantRestorationInput) -> Self {
        let (reasons, document) = (Narrative::noted(it.reasons), it.document.into());
        Self::Grant(deciding::Grant { reasons, document })
    }
}

impl From<DenyRestorationInput> for Command {
    fn from(it: DenyRestorationInput) -> Self {
        Self::Deny(deciding::Deny {
            reasons: Narrative::noted(it.reasons),
            basis: it.basis.into_iter().map(Into::into).collect(),
            remedies: it.remedies.into(),
            document: it.document.into(),
        })
    }
}

impl From<RevokeRestorationInput> for Command {
    fn from(it: RevokeRestorationInput) -> Self {
        Self::RevokeForFraud(Box::new(fraud::Revoke {
            facts: Narrative::noted(it.facts),
            evidence: documents(it.evidence),
            document: it.document.into(),
        }))
    }
}

impl From<CompleteReorganisationInput> for Command {
    fn from(it: CompleteReorganisationInput) -> Self {
        Self::CompletePlan(reorganising::Complete { evidence: documents(it.evidence) })
    }
}

impl From<FailReorganisationInput> for Command {
    fn from(it: FailReorganisationInput) -> Self {
        let (reason, evidence) = (Narrative::noted(it.reason), documents(it.evidence));
        Self::FailPlan(reorganising::Fail { reason, evidence })
    }
}

impl From<ChannelAcknowledgementInput> for effect::StopChannel {
    fn from(it: ChannelAcknowledgementInput) -> Self {
        Self { channel: it.channel.into(), acknowledgement: it.acknowledgement }
    }
}

impl From<ChannelAcknowledgementInput> for effect::ReinstateChannel {
    fn from(it: ChannelAcknowledgementInput) -> Self {
        Self { channel: it.channel.into(), acknowledgement: it.acknowledgement }
    }
}

/// An application for the restoration of credit: what opens it, and what is said of it without more.
#[derive(Default)]
pub struct ApplicationMutation;

/// An application for the restoration of credit: what opens it, and what is said of it without more.
#[Object]
impl ApplicationMutation {
    /// Takes an application in (收到信用修复申请). Who decided what is to be restored takes it in (谁认定、谁修复).
    async fn apply_for_restoration(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was received.")] input: ApplyForRestorationInput,
    ) -> Result<RestorationPayload> {
        let id = new_restoration(&claimed(officer(ctx)?), act.command_id.0.uuid());
        let sent = digest("applyForRestoration", &input);
        restore(ctx, id, act, (sent, input.into())).await
    }

    /// Accepts an application (受理): it is complete, and nothing that shows at once stands against it.
    async fn accept_restoration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which application.")] restoration_id: RestorationId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
    ) -> Result<RestorationPayload> {
        let sent = digest("acceptRestoration", &restoration_id);
        restore(ctx, restoration_id.into(), act, (sent, Command::Accept)).await
    }

    /// Records that a channel has stopped showing what was restored, and its acknowledgement (停止公示). Here it is shown
    /// no longer from the grant on.
    async fn record_channel_stop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which application.")] restoration_id: RestorationId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What the channel acknowledged.")] input: ChannelAcknowledgementInput,
    ) -> Result<RestorationPayload> {
        let sent = digest("recordChannelStop", &input);
        restore(ctx, restoration_id.into(), act, (sent, Command::StopChannel(input.into()))).await
    }

    /// Records that a channel shows again what counts as restored no more, and its acknowledgement (恢复公示).
    async fn record_channel_reinstatement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which application.")] restoration_id: RestorationId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What the channel acknowledged.")] input: ChannelAcknowledgementInput,
    ) -> Result<RestorationPayload> {
        let sent = digest("recordChannelReinstatement", &input);
        let command = Command::ReinstateChannel(input.into());
        restore(ctx, restoration_id.into(), act, (sent, command)).await
    }
}

steps! {
    /// The restoration of credit, from what is found of an application on (CR21; CR25; NDRC36).
    RestorationMutation[restoration_id: RestorationId = "Which application.", restore => RestorationPayload] {
        /// Sends an application back as incomplete, and tells all that it lacks at once (材料不齐). It is handed in anew.
        reject_incomplete_restoration(RejectIncompleteRestorationInput);
        /// Doesn't accept an application, and tells from which day on it may come again, where a condition says so
        /// (不予受理).
        decline_restoration(DeclineRestorationInput);
        /// Verifies what an application says: online, on paper, or on site by two officers at least, with a record (核实;
        /// APL 42, 55).
        verify_restoration(VerifyRestorationInput);
        /// Makes the time to decide longer once, since the matter is complex (延长决定期限; SC22).
        extend_restoration(ExtendRestorationInput);
        /// Grants it (准予修复; PUB 14): a leader does who didn't verify it, once every condition is met. From then on it is
        /// shown no longer here, and each channel is to stop within three working days.
        grant_restoration(GrantRestorationInput);
        /// Denies it, with the remedies (不予修复). A leader does who didn't verify it.
        deny_restoration(DenyRestorationInput);
        /// Revokes a restoration that was obtained by fraud (撤销信用修复): the former status comes back, and publicity
        /// counts anew.
        revoke_restoration(RevokeRestorationInput);
        /// Records that the plan of reorganisation was carried out, so that the restoration is final (重整计划执行完毕; SC22).
        complete_reorganisation(CompleteReorganisationInput);
        /// Records that the plan of reorganisation failed, so that what was shown is shown again (重整计划未能执行; SC22).
        fail_reorganisation(FailReorganisationInput);
    }
}
