//! Mutations: remedies against a decision, and what follows from them (ARL; ALL; APL 73, 74).

use async_graphql::{InputObject, OneofObject};
use domain::{
    Narrative,
    case::{performance, remedy},
};

use super::{
    super::{
        input::{DocumentInput, SanctionInput},
        scalars::{Date, Fen, PartId, True},
        vocabulary::{
            HandedInGround, RemedyApplicant, RemedyGround, RemedyKind, RemedyOutcome,
            RemedyProcedure,
        },
    },
    closing::PaidPartInput,
};

/// Records a request for reconsideration that was handed to the agency itself (ARL 32).
#[derive(InputObject)]
pub struct ReceiveReconsiderationRequestInput {
    /// Over which decision.
    decision: PartId,
    /// Why that was open to the party.
    ground: HandedInGround,
    /// On which day it came.
    received_on: Date,
    /// The request.
    document: DocumentInput,
}

impl From<ReceiveReconsiderationRequestInput> for remedy::HandIn {
    fn from(it: ReceiveReconsiderationRequestInput) -> Self {
        Self {
            decision: it.decision.into(),
            ground: it.ground.into(),
            received_on: it.received_on.into(),
            document: it.document.into(),
        }
    }
}

/// Forwards such a request to the organ (ARL 32).
#[derive(InputObject)]
pub struct ForwardReconsiderationRequestInput {
    /// Which request.
    request: PartId,
    /// To which organ.
    body: String,
    /// The letter.
    document: DocumentInput,
}

impl From<ForwardReconsiderationRequestInput> for remedy::Forward {
    fn from(it: ForwardReconsiderationRequestInput) -> Self {
        Self { request: it.request.into(), body: it.body, document: it.document.into() }
    }
}

/// Records that a remedy was opened: the agency received the copy (ARL 48, 54; ALL 67).
#[derive(InputObject)]
pub struct OpenRemedyInput {
    /// Which remedy.
    kind: RemedyKind,
    /// Over which decision.
    decision: PartId,
    /// At whose instance.
    by: RemedyApplicant,
    /// Which organ or court decides on it.
    body: String,
    /// Its file number there.
    file_number: String,
    /// The day of the application.
    applied_on: Date,
    /// The day on which the reconsideration organ admitted it, from which on its own time runs.
    admitted_on: Option<Date>,
    /// The day on which the agency received the copy.
    received_on: Date,
    /// By which procedure.
    procedure: RemedyProcedure,
    /// The reconsideration, or the judgment, after which it comes.
    after: Option<PartId>,
    /// The copy.
    document: DocumentInput,
}

impl From<OpenRemedyInput> for remedy::Open {
    fn from(it: OpenRemedyInput) -> Self {
        Self {
            kind: it.kind.into(),
            decision: it.decision.into(),
            by: it.by.into(),
            body: it.body,
            file_number: it.file_number,
            applied_on: it.applied_on.into(),
            admitted_on: it.admitted_on.map(Into::into),
            received_on: it.received_on.into(),
            procedure: it.procedure.into(),
            after: it.after.map(Into::into),
            document: it.document.into(),
        }
    }
}

/// Records how a remedy was concluded (ARL 63–75; ALL 69–89).
#[derive(InputObject)]
pub struct ConcludeRemedyInput {
    /// Which remedy.
    remedy: PartId,
    /// How.
    outcome: RemedyOutcome,
    /// On which grounds.
    grounds: Vec<RemedyGround>,
    /// The sanctions that it touches.
    #[graphql(default)]
    touched: Vec<TouchedInput>,
    /// The agency has to decide anew.
    redo: Option<RedoInput>,
    /// What it has to perform: of `ORDERED_TO_PERFORM`, and of that alone.
    order: Option<PerformanceOrderInput>,
    /// Somebody asked for the opposite, so that a sanction may become heavier (ARL 63.2; ALL 77.2).
    #[graphql(default)]
    opposite_request: bool,
    /// The compensation that the agency has to pay.
    compensation: Option<Fen>,
    /// The agency was told to give back what it took (ARL 72.2).
    #[graphql(default)]
    refund_ordered: bool,
    /// The day on which the agency was served.
    served_on: Date,
    /// The day on which the last of the others was served.
    last_served_on: Option<Date>,
    /// 行政复议决定书, 裁判文书, 调解书.
    document: DocumentInput,
}

/// A sanction, and what an outcome makes of it.
#[derive(InputObject)]
pub struct TouchedInput {
    /// Which sanction.
    sanction: PartId,
    /// What becomes of it.
    effect: EffectInput,
}

/// What becomes of a sanction.
#[derive(OneofObject)]
pub enum EffectInput {
    /// 撤销.
    Revoked(True),
    /// 变更: what counts instead, under the same id.
    Altered(SanctionInput),
    /// 确认违法: it counts all the same.
    ConfirmedIllegal(True),
    /// 确认无效.
    Void(True),
    /// It counts as it was made, whatever an earlier outcome made of it.
    Upheld(True),
}

/// The agency has to decide anew (ARL 64.1; ALL 70).
#[derive(InputObject)]
pub struct RedoInput {
    /// By when, where the organ or the court said so.
    until: Option<Date>,
}

/// The agency has to perform what it has not (责令履行, ARL 66; ALL 72, 73).
#[derive(InputObject)]
pub struct PerformanceOrderInput {
    /// What.
    duty: String,
    /// The sanctions of the decision that it is about, where it is about some.
    #[graphql(default)]
    sanctions: Vec<PartId>,
    /// By when, where the organ or the court said so.
    until: Option<Date>,
}

impl From<PerformanceOrderInput> for remedy::PerformanceOrder {
    fn from(it: PerformanceOrderInput) -> Self {
        Self {
            duty: Narrative::noted(it.duty),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            until: it.until.map(Into::into),
        }
    }
}

/// Records that the organ or the court goes on by the ordinary procedure.
#[derive(InputObject)]
pub struct ConvertRemedyInput {
    /// Which remedy.
    remedy: PartId,
    /// The organ's notice or the court's ruling, of type `REMEDY_NOTICE`.
    document: DocumentInput,
}

impl From<ConvertRemedyInput> for remedy::Convert {
    fn from(it: ConvertRemedyInput) -> Self {
        Self { remedy: it.remedy.into(), document: it.document.into() }
    }
}

/// Records that what the organ or the court ordered was performed.
#[derive(InputObject)]
pub struct PerformOrderInput {
    /// In which remedy it was ordered.
    remedy: PartId,
    /// How it was performed.
    account: String,
    /// What proves it: 履行义务的证明.
    document: DocumentInput,
}

impl From<PerformOrderInput> for remedy::Perform {
    fn from(it: PerformOrderInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            account: Narrative::noted(it.account),
            document: it.document.into(),
        }
    }
}

impl From<ConcludeRemedyInput> for remedy::Conclude {
    fn from(it: ConcludeRemedyInput) -> Self {
        Self {
            remedy: it.remedy.into(),
            outcome: it.outcome.into(),
            grounds: it.grounds.into_iter().map(Into::into).collect(),
            touched: it.touched.into_iter().map(Into::into).collect(),
            redo: it.redo.map(|it| remedy::Redo { until: it.until.map(Into::into) }),
            order: it.order.map(Into::into),
            opposite_request: it.opposite_request,
            compensation: it.compensation.map(Into::into),
            refund_ordered: it.refund_ordered,
            served_on: it.served_on.into(),
            last_served_on: it.last_served_on.map(Into::into),
            document: it.document.into(),
        }
    }
}

impl From<TouchedInput> for remedy::Touched {
    fn from(it: TouchedInput) -> Self {
        let effect = match it.effect {
            EffectInput::Revoked(_) => remedy::Effect::Revoked,
            EffectInput::Altered(to) => remedy::Effect::Altered { to: to.into() },
            EffectInput::ConfirmedIllegal(_) => remedy::Effect::ConfirmedIllegal,
            EffectInput::Void(_) => remedy::Effect::Void,
            EffectInput::Upheld(_) => remedy::Effect::Upheld,
        };
        Self { sanction: it.sanction.into(), effect }
    }
}

/// Records that what was paid in excess was given back (APL 74.3; ARL 72.2).
#[derive(InputObject)]
pub struct RecordRefundInput {
    /// How much, of what was paid on what.
    parts: Vec<PaidPartInput>,
    /// 退还罚没款凭证.
    receipt: DocumentInput,
}

impl From<RecordRefundInput> for performance::Refund {
    fn from(it: RecordRefundInput) -> Self {
        Self { parts: it.parts.into_iter().map(Into::into).collect(), receipt: it.receipt.into() }
    }
}

acts! {
    /// Remedies against a decision, as they come in and end (ARL; ALL).
    RemedyMutation {
        /// Records a request for reconsideration that was handed to the agency itself; it is forwarded within
        /// five working days (ARL 32).
        receive_reconsideration_request(ReceiveReconsiderationRequestInput) => ReceiveReconsiderationRequest;
        /// Forwards such a request to the organ (转送行政复议申请, ARL 32).
        forward_reconsideration_request(ForwardReconsiderationRequestInput) => ForwardReconsiderationRequest;
        /// Records that a remedy was opened: the agency received the copy, and its time to answer begins
        /// (ARL 48, 54; ALL 67). Out of time or not, it is not the agency's to refuse.
        open_remedy(OpenRemedyInput) => OpenRemedy;
        /// Records that what was taken in by the simplified procedure goes on by the ordinary one (ARL 55; ALL 84):
        /// times that had not ended are those of that procedure, from the same days.
        convert_remedy(ConvertRemedyInput) => ConvertRemedy;
        /// Records how a remedy was concluded: outcome, grounds, the sanctions that it touches (ARL 63–75;
        /// ALL 69–89). The decision itself stays as it was made.
        conclude_remedy(ConcludeRemedyInput) => ConcludeRemedy;
        /// Records that the agency performed what the organ or the court had ordered it to (ARL 66, 77; ALL 72, 73).
        perform_order(PerformOrderInput) => PerformOrder;
        /// Records that what was paid in excess was given back (退还罚没款, APL 74.3).
        record_refund(RecordRefundInput) => RecordRefund;
    }
}
