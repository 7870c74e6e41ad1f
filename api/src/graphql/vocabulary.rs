//! The words of the field: enums whose values are the domain's, each with its Chinese label beside it in
//! every answer.

mod acts;
mod errors;
mod outcomes;
mod papers;

pub use self::{
    acts::{
        AppraisalKind, CheckPoint, EvidenceKind, LeadSource, LegalReviewGround, PublicityChannel,
        RecusalRequester, ReviewKind, ReviewOpinion, ReviewPhase, Role, ServiceMode,
        SuspensionGround, TerminationGround,
    },
    errors::ErrorCode,
    outcomes::{
        AbortGround, Adoption, CaseOutcome, ClosingGround, NoPenaltyReason, NotFiledReason,
        PartyRight, PaymentChannel, PaymentPurpose, PenaltyGrade, SanctionKind, Stage,
        ViolationType,
    },
    papers::{DeadlineBound, DocumentType, Section, Timer, Volume},
};
