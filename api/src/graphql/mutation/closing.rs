//! Mutations: Payment, deferral, other performance, closing, archiving (PR 71–78).

use async_graphql::InputObject;
use domain::{
    Narrative,
    case::{closing, performance},
};

use super::super::{
    input::{DocumentInput, ServiceInput},
    scalars::{Date, Fen, PartId, PersonId},
    vocabulary::{ClosingGround, PaymentChannel, PaymentPurpose},
};

/// Records a payment (缴款); it took place on the day of the act. What exceeds what is owed is refused.
#[derive(InputObject)]
pub struct RecordPaymentInput {
    /// How much, on what.
    parts: Vec<PaidPartInput>,
    /// How much of it is more than is owed that day, where it is: it is recorded as it was paid, and given back.
    excess: Option<Fen>,
    /// Through which channel.
    channel: PaymentChannel,
    /// 缴款凭证.
    receipt: DocumentInput,
}

/// A part of a payment.
#[derive(InputObject)]
pub struct PaidPartInput {
    /// On which sanction.
    sanction: PartId,
    /// On the sanction itself, or on the surcharge of it.
    towards: PaymentPurpose,
    /// How much.
    amount: Fen,
}

impl From<RecordPaymentInput> for performance::Pay {
    fn from(it: RecordPaymentInput) -> Self {
        Self {
            parts: it.parts.into_iter().map(Into::into).collect(),
            excess: it.excess.map(Into::into),
            channel: it.channel.into(),
            receipt: it.receipt.into(),
        }
    }
}

impl From<PaidPartInput> for performance::PaidPart {
    fn from(it: PaidPartInput) -> Self {
        Self { sanction: it.sanction.into(), towards: it.towards.into(), amount: it.amount.into() }
    }
}

/// Approves that a fine is paid later, or in parts (延期、分期缴纳, PR 74). A later approval comes in place of
/// what an earlier one left open.
#[derive(InputObject)]
pub struct ApproveDeferralInput {
    /// Of which fine.
    sanction: PartId,
    /// When how much is due; one for a deferral.
    instalments: Vec<InstalmentInput>,
    /// The hardship.
    hardship: String,
    /// The day on which the party asked for it.
    applied_on: Date,
    /// The day of the approval, where that lay before the party was told: from then on nothing grows on what is not yet
    /// due. That of the announcement of the notice, or of the act, where nothing is said.
    approved_on: Option<Date>,
    /// The party's written application.
    application: DocumentInput,
    /// 延期（分期）缴纳罚款通知书.
    document: DocumentInput,
    /// How the party was told by it in writing.
    service: ServiceInput,
}

/// A part of the fine and its day.
#[derive(InputObject)]
pub struct InstalmentInput {
    /// By when, the day included.
    until: Date,
    /// How much.
    amount: Fen,
}

impl From<ApproveDeferralInput> for performance::Defer {
    fn from(it: ApproveDeferralInput) -> Self {
        Self {
            sanction: it.sanction.into(),
            instalments: it.instalments.into_iter().map(Into::into).collect(),
            hardship: Narrative::noted(it.hardship),
            applied_on: it.applied_on.into(),
            approved_on: it.approved_on.map(Into::into),
            application: it.application.into(),
            document: it.document.into(),
            service: it.service.into(),
        }
    }
}

impl From<InstalmentInput> for performance::Portion {
    fn from(it: InstalmentInput) -> Self {
        Self { until: it.until.into(), amount: it.amount.into() }
    }
}

/// Records that a sanction was carried out: goods handed over, a licence handed in.
#[derive(InputObject)]
pub struct RecordCarriedOutInput {
    /// Which sanction.
    sanction: PartId,
    /// How.
    account: String,
    /// Proof; for confiscated goods the 财物处理单据.
    documents: Vec<DocumentInput>,
}

impl From<RecordCarriedOutInput> for performance::CarryOut {
    fn from(it: RecordCarriedOutInput) -> Self {
        Self {
            sanction: it.sanction.into(),
            account: Narrative::noted(it.account),
            documents: it.documents.into_iter().map(Into::into).collect(),
        }
    }
}

/// Approves the closing of the main line (批准结案). Publicity and late payments go on beside it.
#[derive(InputObject)]
pub struct CloseCaseInput {
    /// On which ground.
    ground: ClosingGround,
    /// Why, on another ground; or why a surcharge that is open is not levied.
    explanation: Option<String>,
    /// Who filled in the form: one of those who handled the case or the head of a handling unit, never whoever
    /// approves it.
    prepared_by: PersonId,
    /// The day on which it was filled in; that of the approval where left out.
    prepared_on: Option<Date>,
    /// 结案审批表.
    form: DocumentInput,
    /// What must be on file and is not yet.
    #[graphql(default)]
    documents: Vec<DocumentInput>,
}

impl From<CloseCaseInput> for closing::Close {
    fn from(it: CloseCaseInput) -> Self {
        Self {
            ground: it.ground.into(),
            explanation: it.explanation.map(Narrative::noted),
            prepared_by: it.prepared_by.into(),
            prepared_on: it.prepared_on.map(Into::into),
            form: it.form.into(),
            documents: it.documents.into_iter().map(Into::into).collect(),
        }
    }
}

/// Puts the file of a closed case into the archive (立卷归档): everything on file, in the order of
/// PR 78.
#[derive(InputObject)]
pub struct ArchiveCaseInput {
    /// Where it is kept.
    place: String,
    /// How long, under the agency's schedule: 永久, 30年, 10年.
    retention: String,
}

impl From<ArchiveCaseInput> for closing::Archive {
    fn from(it: ArchiveCaseInput) -> Self {
        Self { place: it.place, retention: it.retention }
    }
}

acts! {
    /// Payment, deferral, other performance, closing, archiving (PR 71–78).
    ClosingMutation {
        /// Records a payment (缴款); it took place on the day of the act. What exceeds what is owed is refused.
        record_payment(RecordPaymentInput) => RecordPayment;
        /// Approves that a fine is paid later, or in parts (延期、分期缴纳, PR 74). From then on no surcharge
        /// accrues, until an instalment is missed.
        approve_deferral(ApproveDeferralInput) => ApproveDeferral;
        /// Records that a sanction which is not paid was carried out: goods handed over, a licence handed in.
        record_carried_out(RecordCarriedOutInput) => RecordCarriedOut;
        /// Approves the closing of the main line (批准结案, PR 77). Publicity and late payments go on beside it.
        close_case(CloseCaseInput) => CloseCase;
        /// Puts the file of a closed case into the archive (立卷归档): everything on file, in the order of
        /// PR 78.
        archive_case(ArchiveCaseInput) => ArchiveCase;
    }
}
