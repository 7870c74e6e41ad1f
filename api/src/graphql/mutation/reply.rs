//! Mutations: the agency's own part in a remedy, and what moves its course (ARL 39–48; ALL 34–56).

use async_graphql::InputObject;
use domain::{Narrative, case::remedy};

use super::super::{
    counts::Days,
    input::DocumentInput,
    scalars::{PartId, PersonId},
    vocabulary::StayedBy,
};

/// Signs the agency's answer and submits it with evidence and basis (ARL 48; ALL 67).
#[derive(InputObject)]
pub struct SubmitReplyInput {
    /// In which remedy.
    remedy: PartId,
    /// Who prepared it; never whoever signs.
    prepared_by: PersonId,
    /// The evidence that is submitted.
    evidence: Vec<PartId>,
    /// The instruments that the decision rests on.
    bases: Vec<String>,
    /// 行政复议答复书, 答辩状.
    document: DocumentInput,
    /// What else is submitted.
    #[graphql(default)]
    documents: Vec<DocumentInput>,
}

impl From<SubmitReplyInput> for remedy::Submit {
    fn from(it: SubmitReplyInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            prepared_by: it.prepared_by.into(),
            evidence: it.evidence.into_iter().map(Into::into).collect(),
            bases: it.bases,
            document: it.document.into(),
            documents: it.documents.into_iter().map(Into::into).collect(),
        }
    }
}

/// Records that the court gave more time to submit evidence (ALL 36.1).
#[derive(InputObject)]
pub struct ExtendReplyTimeInput {
    /// In which suit.
    remedy: PartId,
    /// By how many days.
    days: Days,
    /// The cause for which it could not be submitted in time.
    reason: String,
    /// The court's permission.
    document: DocumentInput,
}

impl From<ExtendReplyTimeInput> for remedy::ExtendReply {
    fn from(it: ExtendReplyTimeInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            days: it.days.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Records that the organ or the court lets the agency supply evidence (ARL 46; ALL 36.2).
#[derive(InputObject)]
pub struct PermitEvidenceInput {
    /// In which remedy.
    remedy: PartId,
    /// On what.
    scope: String,
    /// The permission.
    document: DocumentInput,
}

impl From<PermitEvidenceInput> for remedy::Permit {
    fn from(it: PermitEvidenceInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            scope: Narrative::noted(it.scope),
            document: it.document.into(),
        }
    }
}

/// Stays the execution, or records that the organ or the court did (ARL 42; ALL 56).
#[derive(InputObject)]
pub struct StayExecutionInput {
    /// In which remedy.
    remedy: PartId,
    /// By whom: a leader where the agency itself does.
    by: StayedBy,
    /// Of which sanctions; of all of them where none is named.
    #[graphql(default)]
    sanctions: Vec<PartId>,
    /// Why.
    reason: String,
    /// 停止执行通知书, 裁定书.
    document: DocumentInput,
}

impl From<StayExecutionInput> for remedy::OrderStay {
    fn from(it: StayExecutionInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            by: it.by.into(),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Ends a stay, or records that the organ or the court did.
#[derive(InputObject)]
pub struct EndStayInput {
    /// Which stay.
    stay: PartId,
    /// Why.
    reason: String,
    /// The paper that says so.
    document: DocumentInput,
}

impl From<EndStayInput> for remedy::EndStay {
    fn from(it: EndStayInput) -> Self {
        Self {
            stay: it.stay.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Records that the organ suspended the reconsideration (ARL 39).
#[derive(InputObject)]
pub struct SuspendReconsiderationInput {
    /// Which reconsideration.
    remedy: PartId,
    /// Why.
    reason: String,
    /// The organ's notice.
    document: DocumentInput,
}

impl From<SuspendReconsiderationInput> for remedy::Suspend {
    fn from(it: SuspendReconsiderationInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Records that the reconsideration goes on (ARL 39).
#[derive(InputObject)]
pub struct ResumeReconsiderationInput {
    /// Which suspension ended.
    suspension: PartId,
    /// The organ's notice.
    document: DocumentInput,
}

impl From<ResumeReconsiderationInput> for remedy::Resume {
    fn from(it: ResumeReconsiderationInput) -> Self {
        Self { suspension: it.suspension.into(), document: it.document.into() }
    }
}

/// Records that the organ gave itself more time (ARL 62).
#[derive(InputObject)]
pub struct ExtendReconsiderationInput {
    /// Which reconsideration.
    remedy: PartId,
    /// By how many days.
    days: Days,
    /// The organ's notice.
    document: DocumentInput,
}

impl From<ExtendReconsiderationInput> for remedy::Extend {
    fn from(it: ExtendReconsiderationInput) -> Self {
        Self { remedy: it.remedy.into(), days: it.days.into(), document: it.document.into() }
    }
}

acts! {
    /// The agency's own part in a remedy, and what moves its course (ARL; ALL).
    ReplyMutation {
        /// Signs the agency's answer and submits it with evidence and basis, without which the decision counts as
        /// having none (ARL 48, 70; ALL 34, 67).
        submit_reply(SubmitReplyInput) => SubmitReply;
        /// Records that the court gave more time to submit evidence (ALL 36.1).
        extend_reply_time(ExtendReplyTimeInput) => ExtendReplyTime;
        /// Records that the organ or the court lets the agency supply evidence (ARL 46; ALL 36.2).
        permit_evidence(PermitEvidenceInput) => PermitEvidence;
        /// Stays the execution, or records that the organ or the court did (停止执行, ARL 42; ALL 56).
        stay_execution(StayExecutionInput) => StayExecution;
        /// Ends a stay, or records that the organ or the court did (恢复执行).
        end_stay(EndStayInput) => EndStay;
        /// Records that the organ suspended the reconsideration (行政复议中止, ARL 39).
        suspend_reconsideration(SuspendReconsiderationInput) => SuspendReconsideration;
        /// Records that the reconsideration goes on (ARL 39).
        resume_reconsideration(ResumeReconsiderationInput) => ResumeReconsideration;
        /// Records that the organ gave itself more time (ARL 62).
        extend_reconsideration(ExtendReconsiderationInput) => ExtendReconsideration;
    }
}
