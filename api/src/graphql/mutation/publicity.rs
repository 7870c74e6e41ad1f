//! Mutations: what is shown to the public of a decision, and its publicity on each channel (PUB).

use async_graphql::InputObject;
use domain::{
    Narrative,
    case::redaction,
    id, masking,
    publicity::{self, Step, correcting, publishing, withdrawing, withholding},
};

use super::super::{
    input::DocumentInput,
    scalars::{Date, PartId},
    vocabulary::{MaskedDatum, MaskedPerson, PublicityChannel, WithdrawalGround},
};

/// Prepares a copy of a decision for the public (制作公示文本). The summary that stands in front of it is made from what
/// counts of the decision.
#[derive(InputObject)]
pub struct PrepareRedactedCopyInput {
    /// Of which decision.
    decision: PartId,
    /// The copy: of type `REDACTED_COPY`. Where nothing is masked it has the bytes of the decision itself.
    document: DocumentInput,
    /// Where something was masked, under which rule; never what.
    #[graphql(default)]
    masked: Vec<MaskedRangeInput>,
    /// 法定代表人、负责人 of an organisation, by their name as Credit China shows it (`CF_FRDB`).
    representative: Option<String>,
}

/// A place of the served text at which something was masked or taken out.
#[derive(InputObject)]
pub struct MaskedRangeInput {
    /// What kind of datum.
    datum: MaskedDatum,
    /// Whose.
    whose: MaskedPerson,
    /// The first character, from 0.
    from: u32,
    /// The first one after it.
    to: u32,
}

/// Approves a copy that somebody else prepared (复核批准公示文本).
#[derive(InputObject)]
pub struct ApproveRedactedCopyInput {
    /// Which copy: `C1`.
    copy: PartId,
}

impl From<MaskedRangeInput> for masking::MaskedRange {
    fn from(it: MaskedRangeInput) -> Self {
        let rule = masking::MaskRule { datum: it.datum.into(), whose: it.whose.into() };
        Self { rule, from: it.from, to: it.to }
    }
}

impl From<PrepareRedactedCopyInput> for redaction::Prepare {
    fn from(it: PrepareRedactedCopyInput) -> Self {
        Self {
            decision: it.decision.into(),
            document: it.document.into(),
            masked: it.masked.into_iter().map(Into::into).collect(),
            representative: it.representative.map(Narrative::noted),
        }
    }
}

impl From<ApproveRedactedCopyInput> for redaction::Approve {
    fn from(it: ApproveRedactedCopyInput) -> Self {
        Self { copy: it.copy.into() }
    }
}

acts! {
    /// What is shown to the public of a decision (PUB 4–7).
    RedactionMutation {
        /// Prepares a copy of a decision for the public (制作公示文本): the decision itself, with what the rules mask,
        /// bound to the served one by its digest, and the summary in front of it (PUB 4, 6, 7). Once the decision was
        /// altered, the paper that altered it last is what is copied, and no copy of what it was before is shown
        /// (PUB 11).
        prepare_redacted_copy(PrepareRedactedCopyInput) => PrepareCopy;
        /// Approves a copy that somebody else prepared (复核批准公示文本). Without an approved copy nothing is made
        /// public (PUB 5, 16).
        approve_redacted_copy(ApproveRedactedCopyInput) => ApproveCopy;
    }
}

/// A step in the publicity of one decision on one channel.
pub struct Taken {
    /// Which decision.
    pub decision: id::PartId,
    /// Where.
    pub channel: publicity::Channel,
    /// The step.
    pub step: Step,
}

/// Records that a decision was made public on a channel (公示).
#[derive(InputObject)]
pub struct PublishInput {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// The channel's own reference: a number or an address.
    reference: String,
    /// Why it was made public before the party had the decision, where it was.
    before_service: Option<String>,
}

/// Records that a decision was sent to the province where the party is registered (推送).
#[derive(InputObject)]
pub struct RecordPushInput {
    /// Which decision.
    decision: PartId,
    /// The other bureau's receipt: a number or an address.
    reference: String,
    /// When the other bureau received it.
    received_on: Date,
    /// Why it was sent before the party had the decision, where it was.
    before_service: Option<String>,
}

/// Records that the province where the party is registered has made it public (登记地公示).
#[derive(InputObject)]
pub struct RecordHostPublicationInput {
    /// Which decision.
    decision: PartId,
    /// Its reference there.
    reference: String,
}

/// Corrects what is shown (更正公示).
#[derive(InputObject)]
pub struct CorrectPublicityInput {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// What was wrong, and why it is right now.
    reason: String,
    /// Whether the party asked for it.
    on_demand: bool,
    /// The channel's reference, where it is another one.
    reference: Option<String>,
}

/// Withdraws what was shown or sent in error (撤回公示).
#[derive(InputObject)]
pub struct WithdrawPublicityInput {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// On what ground: `PUBLISHED_IN_ERROR`. What became of the decision is recorded in its case, and withdraws it from
    /// there.
    ground: WithdrawalGround,
    /// Why, as the channel is told.
    reason: String,
}

/// Records that the channel has taken it down (渠道撤下).
#[derive(InputObject)]
pub struct RecordTakedownInput {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// The channel's receipt.
    reference: String,
}

/// Withholds a decision for secrecy (不予公示).
#[derive(InputObject)]
pub struct WithholdPublicityInput {
    /// Which decision.
    decision: PartId,
    /// Where.
    channel: PublicityChannel,
    /// What the review of secrecy found, as far as it may be said.
    reason: String,
}

impl From<PublishInput> for Taken {
    fn from(it: PublishInput) -> Self {
        let before_service = it.before_service.map(Narrative::noted);
        let publish = publishing::Publish { reference: it.reference, before_service };
        let (decision, channel) = (it.decision.into(), it.channel.into());
        Self { decision, channel, step: Step::Publish(publish) }
    }
}

impl From<RecordPushInput> for Taken {
    fn from(it: RecordPushInput) -> Self {
        let push = publishing::Push {
            reference: it.reference,
            received_on: it.received_on.into(),
            before_service: it.before_service.map(Narrative::noted),
        };
        let (decision, channel) = (it.decision.into(), publicity::Channel::Gsxt);
        Self { decision, channel, step: Step::Push(push) }
    }
}

impl From<RecordHostPublicationInput> for Taken {
    fn from(it: RecordHostPublicationInput) -> Self {
        let published = publishing::HostPublish { reference: it.reference };
        let (decision, channel) = (it.decision.into(), publicity::Channel::Gsxt);
        Self { decision, channel, step: Step::HostPublish(published) }
    }
}

impl From<CorrectPublicityInput> for Taken {
    fn from(it: CorrectPublicityInput) -> Self {
        let reason = Narrative::noted(it.reason);
        let (on_demand, reference) = (it.on_demand, it.reference);
        let correct = correcting::Correct { reason, on_demand, reference };
        let (decision, channel) = (it.decision.into(), it.channel.into());
        Self { decision, channel, step: Step::Correct(correct) }
    }
}

impl From<WithdrawPublicityInput> for Taken {
    fn from(it: WithdrawPublicityInput) -> Self {
        let (ground, reason) = (it.ground.into(), Narrative::noted(it.reason));
        let withdraw = withdrawing::Withdraw { ground, reason, since: None };
        let (decision, channel) = (it.decision.into(), it.channel.into());
        Self { decision, channel, step: Step::Withdraw(withdraw) }
    }
}

impl From<RecordTakedownInput> for Taken {
    fn from(it: RecordTakedownInput) -> Self {
        let down = withdrawing::TakeDown { reference: it.reference };
        let (decision, channel) = (it.decision.into(), it.channel.into());
        Self { decision, channel, step: Step::TakeDown(down) }
    }
}

impl From<WithholdPublicityInput> for Taken {
    fn from(it: WithholdPublicityInput) -> Self {
        let withhold = withholding::Withhold { reason: Narrative::noted(it.reason) };
        let (decision, channel) = (it.decision.into(), it.channel.into());
        Self { decision, channel, step: Step::Withhold(withhold) }
    }
}

steps! {
    /// The publicity of a decision on one channel (PUB).
    PublicityMutation[case_id: CaseId = "The decision of which case.", publicise => PublicityPayload] {
        /// Records that a decision was made public on a channel (公示, PUB 9; APL 48). It wants an approved copy, and a
        /// reason where the party does not have the decision yet.
        publish(PublishInput);
        /// Records that a decision was sent to the province where the party is registered, which makes it public on GSXT
        /// (推送, PUB 10).
        record_push(RecordPushInput);
        /// Records that the province where the party is registered has made it public on GSXT (登记地公示, PUB 10).
        record_host_publication(RecordHostPublicationInput);
        /// Corrects what is shown (更正公示, PUB 12): with the copy that was approved last.
        correct_publicity(CorrectPublicityInput);
        /// Withdraws what was shown or sent in error (撤回公示, PUB 12): hidden at once, to be taken down by the channel
        /// promptly, and to be shown anew as it is right.
        withdraw_publicity(WithdrawPublicityInput);
        /// Records that the channel has taken it down (渠道撤下, PUB 11).
        record_takedown(RecordTakedownInput);
        /// Withholds a decision from a channel, as the review of secrecy found (不予公示, PUB 5). A leader does.
        withhold_publicity(WithholdPublicityInput);
    }
}
