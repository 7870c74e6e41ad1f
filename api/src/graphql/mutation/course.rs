//! Mutations: Suspension, more time, termination, conclusion, approval (PR 46–48, 56, 64).

use async_graphql::InputObject;
use domain::{
    Narrative,
    case::{benchmark::Measured, conclusion, extension, suspension},
};

use super::super::{
    counts::Days,
    input::{DocumentInput, SanctionInput},
    scalars::{Fen, PartId, PersonId},
    vocabulary::{CaseOutcome, SuspensionGround, TerminationGround},
};
use super::serious_list::ProposeSeriousListInput;

/// Suspends the investigation.
#[derive(InputObject)]
pub struct SuspendInvestigationInput {
    /// On which ground.
    ground: SuspensionGround,
    /// In words.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<SuspendInvestigationInput> for suspension::Suspend {
    fn from(it: SuspendInvestigationInput) -> Self {
        Self {
            ground: it.ground.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Resumes the investigation.
#[derive(InputObject)]
pub struct ResumeInvestigationInput {
    /// How the cause of the suspension ended.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<ResumeInvestigationInput> for suspension::Resume {
    fn from(it: ResumeInvestigationInput) -> Self {
        Self { reason: Narrative::noted(it.reason), document: it.document.into() }
    }
}

/// Terminates the investigation.
#[derive(InputObject)]
pub struct TerminateInvestigationInput {
    /// On which ground.
    ground: TerminationGround,
    /// How it was found that nobody takes over rights and duties.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<TerminateInvestigationInput> for suspension::Terminate {
    fn from(it: TerminateInvestigationInput) -> Self {
        Self {
            ground: it.ground.into(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Gives the decision more time: once, by a leader, as long as the rulebook says (PR 64).
#[derive(InputObject)]
pub struct ExtendDecisionTimeInput {
    /// Why.
    reason: String,
    /// The approval.
    document: DocumentInput,
}

impl From<ExtendDecisionTimeInput> for extension::Extend {
    fn from(it: ExtendDecisionTimeInput) -> Self {
        Self { reason: Narrative::noted(it.reason), document: it.document.into() }
    }
}

/// Gives the decision still more time, definite, by the leaders together (PR 64).
#[derive(InputObject)]
pub struct ExtendDecisionTimeFurtherInput {
    /// By how many days.
    days: Days,
    /// Who discussed it.
    attendees: Vec<PersonId>,
    /// Why.
    reason: String,
    /// The minutes.
    document: DocumentInput,
}

impl From<ExtendDecisionTimeFurtherInput> for extension::ExtendFurther {
    fn from(it: ExtendDecisionTimeFurtherInput) -> Self {
        Self {
            days: it.days.into(),
            attendees: it.attendees.into_iter().map(Into::into).collect(),
            reason: Narrative::noted(it.reason),
            document: it.document.into(),
        }
    }
}

/// Concludes the investigation with a report (PR 48): the first one, or a new one after a review sent
/// the case back. Item (1), the party, is the filing's.
#[derive(InputObject)]
pub struct ConcludeInvestigationInput {
    /// (2) Source, course, measures.
    course: String,
    /// (3) The facts found.
    facts: String,
    /// (3) The main evidence.
    evidence: Vec<PartId>,
    /// (4) The nature of the violation.
    nature: String,
    /// (5) How the case should be handled.
    opinion: CaseOutcome,
    /// (5) Which sanctions are proposed.
    sanctions: Vec<SanctionInput>,
    /// (5) On what basis.
    provisions: Vec<String>,
    /// (6) Why discretion is used this way.
    discretion: String,
    /// (3) 违法所得, in fen: benchmarks may measure a fine by it.
    unlawful_income: Option<Fen>,
    /// (3) 货值金额, in fen: benchmarks may measure a fine by it.
    goods_value: Option<Fen>,
    /// 调查终结报告.
    report: DocumentInput,
}

/// What a benchmark may measure a fine by, where the report says any of it.
fn measured(income: Option<Fen>, goods: Option<Fen>) -> Option<Measured> {
    let any = income.is_some() || goods.is_some();
    let (unlawful_income, goods_value) = (income.map(Into::into), goods.map(Into::into));
    any.then_some(Measured { unlawful_income, goods_value })
}

impl From<ConcludeInvestigationInput> for conclusion::Conclude {
    fn from(it: ConcludeInvestigationInput) -> Self {
        Self {
            course: Narrative::noted(it.course),
            facts: Narrative::noted(it.facts),
            evidence: it.evidence.into_iter().map(Into::into).collect(),
            nature: Narrative::noted(it.nature),
            opinion: it.opinion.into(),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            provisions: it.provisions,
            discretion: Narrative::noted(it.discretion),
            measured: measured(it.unlawful_income, it.goods_value),
            report: it.report.into(),
        }
    }
}

/// Approves the penalty that is proposed (批准拟处罚): what the review agreed to, or less. In a case
/// that was noticed already it opens the way to a new notice.
#[derive(InputObject)]
pub struct ApproveProposalInput {
    /// What is to be noticed.
    sanctions: Vec<SanctionInput>,
    /// Whether the party is to be entered in the list of serious violations, and told so (SDL 13).
    serious_list: Option<ProposeSeriousListInput>,
    /// The approval.
    document: DocumentInput,
}

impl From<ApproveProposalInput> for conclusion::Approve {
    fn from(it: ApproveProposalInput) -> Self {
        Self {
            serious_list: it.serious_list.map(|it| Box::new(it.into())),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            document: it.document.into(),
        }
    }
}

acts! {
    /// Suspension, more time, termination, conclusion, approval (PR 46–48, 56, 64).
    CourseMutation {
        /// Suspends the investigation.
        suspend_investigation(SuspendInvestigationInput) => SuspendInvestigation;
        /// Resumes the investigation.
        resume_investigation(ResumeInvestigationInput) => ResumeInvestigation;
        /// Terminates the investigation.
        terminate_investigation(TerminateInvestigationInput) => TerminateInvestigation;
        /// Gives the decision more time: once, by a leader, as long as the rulebook says (PR 64).
        extend_decision_time(ExtendDecisionTimeInput) => ExtendDecisionTime;
        /// Gives the decision still more time, definite, by the leaders together (PR 64).
        extend_decision_time_further(ExtendDecisionTimeFurtherInput) => ExtendDecisionTimeFurther;
        /// Concludes the investigation with a report (PR 48): the first one, or a new one after a review sent
        /// the case back. Item (1), the party, is the filing's.
        conclude_investigation(ConcludeInvestigationInput) => ConcludeInvestigation;
        /// Approves the penalty that is proposed (批准拟处罚): what the review agreed to, or less. In a case
        /// that was noticed already it opens the way to a new notice.
        approve_proposal(ApproveProposalInput) => ApproveProposal;
    }
}
