//! What the party owes on a day, what it paid, and what else was carried out (PR 71–75).

use std::sync::Arc;

use async_graphql::SimpleObject;
use domain::{Rulebook, case::performance, clock};
use jiff::civil;
use projections::dossier::Dossier;

use super::{
    super::{
        money::Money,
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::{PaymentChannel, PaymentPurpose, SanctionKind},
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
    service::Service,
};

/// How a penalty is performed, as it stands on a day.
#[derive(SimpleObject)]
pub struct Performance {
    /// The day by which the amounts count.
    on: Date,
    /// What is to be paid, sanction by sanction.
    owed: Vec<Owed>,
    /// What was paid, oldest first.
    payments: Vec<Payment>,
    /// What was given back of what had been paid, oldest first.
    refunds: Vec<PaymentRefund>,
    /// What was put off or split.
    deferrals: Vec<Deferral>,
    /// The sanctions that were carried out otherwise, oldest first.
    carried_out: Vec<CarriedOut>,
}

/// How a sanction that is paid stands.
#[derive(SimpleObject)]
pub struct Owed {
    /// Which sanction.
    sanction: PartId,
    /// What it does.
    kind: SanctionKind,
    /// What it does, in Chinese.
    kind_label: &'static str,
    /// How much counts: as it was imposed, or as it was altered since; nothing once it was revoked.
    amount: Money,
    /// How much of that is paid.
    paid: Money,
    /// How much of that is open.
    open: Money,
    /// The last day to pay it by the decision, once that was served; what was put off or split since has days of its
    /// own, in `deferrals` and `deadlines`.
    due: Option<Date>,
    /// 期限待定: why nobody knows that day yet, or that of an instalment: the calendar of a year is not loaded.
    undetermined: Option<String>,
    /// What it has grown by.
    surcharge: Option<Surcharge>,
    /// How much was given back, of the surcharge too.
    refunded: Money,
    /// How much was paid in excess of what counts and is to be given back (APL 74.3).
    refundable: Money,
    /// The same of the surcharge.
    surcharge_refundable: Money,
    /// In one phrase.
    text: String,
}

/// 加处罚款: what a fine that is paid late grows by; computed for a day, never recorded (PR 75).
#[derive(SimpleObject)]
pub struct Surcharge {
    /// For how many days.
    days: u32,
    /// How much; never more than the fine.
    amount: Money,
    /// It has grown by so much at the least: the last day to pay, or that of an instalment, waits for a calendar.
    at_least: bool,
    /// It has reached what the law allows.
    capped: bool,
    /// How much of it is paid.
    paid: Money,
    /// How much of it is open.
    open: Money,
    /// The article that allows it.
    citation: String,
    /// How sure the rulebook is of the rate.
    confidence_label: &'static str,
    /// 演示数据: the rate was made up for a demonstration.
    demonstration: bool,
}

/// A payment.
#[derive(SimpleObject)]
pub struct Payment {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// When.
    paid_on: Date,
    /// Through which channel.
    channel: PaymentChannel,
    /// The channel in Chinese.
    channel_label: &'static str,
    /// How much, on what.
    parts: Vec<PaidPart>,
    /// The sanctions or instalments that were paid in full with it.
    settles: Vec<PartId>,
    /// 缴款凭证.
    receipt: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// What was given back (退还罚没款, APL 74.3).
#[derive(SimpleObject)]
pub struct PaymentRefund {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// When.
    refunded_on: Date,
    /// How much, of what was paid on what.
    parts: Vec<PaidPart>,
    /// 退还罚没款凭证.
    receipt: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A part of a payment.
#[derive(SimpleObject)]
pub struct PaidPart {
    /// On which sanction.
    sanction: PartId,
    /// On the sanction itself, or on the surcharge of it.
    purpose: PaymentPurpose,
    /// The purpose in Chinese.
    purpose_label: &'static str,
    /// How much.
    amount: Money,
}

/// A fine that is paid later, or in parts (PR 74).
#[derive(SimpleObject)]
pub struct Deferral {
    /// The number of the document.
    number: DocumentNumber,
    /// Of which fine.
    sanction: PartId,
    /// When that was approved.
    approved_on: Date,
    /// When how much is due.
    instalments: Vec<Instalment>,
    /// What was open of earlier instalments and is due by these instead.
    supersedes: Vec<PartId>,
    /// How the party was told; absent where that was not recorded.
    service: Option<Service>,
    /// The hardship.
    hardship: String,
    /// The party asked after its time to pay was over; the surcharge until then stays.
    late_application: bool,
    /// The party's written application.
    application: Document,
    /// 延期（分期）缴纳罚款通知书.
    document: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A sanction that was carried out otherwise than by paying.
#[derive(SimpleObject)]
pub struct CarriedOut {
    /// Which sanction.
    sanction: PartId,
    /// When.
    done_at: DateTime,
    /// How.
    account: String,
    /// What proves it.
    documents: Vec<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// A part of a fine, with its own day.
#[derive(SimpleObject)]
pub struct Instalment {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// By when.
    until: Date,
    /// How much.
    amount: Money,
}

impl Performance {
    pub(super) fn new(dossier: &Arc<Dossier>, on: civil::Date, law: &Rulebook) -> Self {
        let carried_out = Entered::all(dossier, recorded!(SanctionCarriedOut));
        Self {
            on: on.into(),
            owed: dossier.case.owed(on, law).iter().map(|it| Owed::new(it, law)).collect(),
            payments: Entered::all(dossier, recorded!(FinePaid)).map(Into::into).collect(),
            refunds: Entered::all(dossier, recorded!(FineRefunded)).map(Into::into).collect(),
            deferrals: Entered::all(dossier, recorded!(DeferralApproved)).map(Into::into).collect(),
            carried_out: carried_out.map(Into::into).collect(),
        }
    }
}

impl Owed {
    fn new(it: &performance::Owed, law: &Rulebook) -> Self {
        Self {
            sanction: it.sanction.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            amount: it.amount.into(),
            paid: it.paid.into(),
            open: it.open.into(),
            due: it.due.map(Into::into),
            undetermined: it.waits_for.map(clock::waits_for),
            surcharge: it.surcharge.as_ref().map(|grown| Surcharge::new(grown, it, law)),
            refunded: it.refunded.into(),
            refundable: it.refundable.into(),
            surcharge_refundable: it.surcharge_refundable.into(),
            text: it.text(),
        }
    }
}

impl Surcharge {
    fn new(it: &clock::Surcharge, owed: &performance::Owed, law: &Rulebook) -> Self {
        Self {
            days: it.days,
            amount: it.amount.into(),
            at_least: owed.is_the_least(),
            capped: it.capped,
            paid: owed.surcharge_paid.into(),
            open: owed.surcharge_open.into(),
            citation: law.cite(&it.authority),
            confidence_label: it.confidence.label(),
            demonstration: it.confidence.is_demonstration(),
        }
    }
}

impl From<Entered<'_, &performance::Paid>> for Payment {
    fn from(entered: Entered<'_, &performance::Paid>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            paid_on: entered.on(),
            channel: it.channel.into(),
            channel_label: it.channel.label(),
            parts: it.parts.iter().map(Into::into).collect(),
            settles: it.settles.iter().cloned().map(Into::into).collect(),
            receipt: (&it.receipt).into(),
            acts: entered.acts(),
        }
    }
}

impl From<&performance::PaidPart> for PaidPart {
    fn from(it: &performance::PaidPart) -> Self {
        Self {
            sanction: it.sanction.clone().into(),
            purpose: it.towards.into(),
            purpose_label: it.towards.label(),
            amount: it.amount.into(),
        }
    }
}

impl From<Entered<'_, &performance::Refunded>> for PaymentRefund {
    fn from(entered: Entered<'_, &performance::Refunded>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            refunded_on: entered.on(),
            parts: it.parts.iter().map(Into::into).collect(),
            receipt: (&it.receipt).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &performance::Deferred>> for Deferral {
    fn from(entered: Entered<'_, &performance::Deferred>) -> Self {
        let it = entered.fact;
        let instalments = it.instalments.iter().map(|it| Instalment {
            id: it.id.clone().into(),
            until: it.until.into(),
            amount: it.amount.into(),
        });
        Self {
            number: it.number.clone().into(),
            sanction: it.sanction.clone().into(),
            approved_on: it.approved(entered.occurred()).into(),
            instalments: instalments.collect(),
            supersedes: it.supersedes.iter().cloned().map(Into::into).collect(),
            service: it.service.as_ref().map(Into::into),
            hardship: it.hardship.shown().to_owned(),
            late_application: it.late_application,
            application: (&it.application).into(),
            document: (&it.document).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &performance::CarriedOut>> for CarriedOut {
    fn from(entered: Entered<'_, &performance::CarriedOut>) -> Self {
        Self {
            sanction: entered.fact.sanction.clone().into(),
            done_at: entered.at(),
            account: entered.fact.account.shown().to_owned(),
            documents: entered.papers(&entered.fact.documents),
            acts: entered.acts(),
        }
    }
}
