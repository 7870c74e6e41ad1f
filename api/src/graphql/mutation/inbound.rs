//! Mutations: what other departments hand over, and how it is shown (item 十六; EIP 7, 11, 12).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    inbound::{
        Command,
        changing::{Correct, Withdraw},
        objecting::{Confirm, Object as Doubt},
        publishing::Publish,
        pushing::Push,
        statement::Said,
    },
    party::Registration,
};

use super::{
    super::{
        input::ActInput,
        malformed,
        payload::{InboundPayload, digest, fault, hand_over, officer},
        scalars::{Date, DocumentNumber, InboundId, RegistrationNumber},
        vocabulary::{InboundKind, InboundWithdrawalGround, RestrictionTrigger},
    },
    restriction::GroundInput,
};
use crate::{App, viewer::claimed};

/// Hands over what the agency decided (推送).
#[derive(InputObject)]
pub struct PushInboundRecordInput {
    /// What it is.
    kind: InboundKind,
    /// Its number, in the year of the decision.
    number: DocumentNumber,
    /// 统一社会信用代码 of a business that market supervision registers.
    subject: RegistrationNumber,
    /// Their name, as registered.
    name: String,
    /// 许可文件名称、违法行为类型、名单名称.
    title: String,
    /// 许可内容、处罚内容、列入事由, as it is to be shown: nothing that is never published.
    content: String,
    /// On which articles it was decided, each in force on that day.
    basis: Vec<GroundInput>,
    /// The day of the decision.
    decided_on: Date,
    /// Since when it holds; the day of the decision, where nothing is said.
    from: Option<Date>,
    /// Its last day, where it has one: of the licence, of the penalty's publicity (公示截止期), of the entry.
    until: Option<Date>,
    /// What in it the catalogue of measures answers, each under an article that `basis` names: misconduct in procurement
    /// (GPL 77), which departments of finance decide, and collusion in bidding (BID 53), which each department does in its
    /// own field. The agencies that the catalogue addresses are told of it.
    #[graphql(default)]
    found: Vec<RestrictionTrigger>,
}

/// Corrects what the agency handed over (更正): all that it says from then on.
#[derive(InputObject)]
pub struct CorrectInboundRecordInput {
    /// The name of whom it concerns, as registered.
    name: String,
    /// 许可文件名称、违法行为类型、名单名称.
    title: String,
    /// 许可内容、处罚内容、列入事由, as it is to be shown: nothing that is never published.
    content: String,
    /// On which articles it was decided, each in force on that day.
    basis: Vec<GroundInput>,
    /// The day of the decision.
    decided_on: Date,
    /// Since when it holds; the day of the decision, where nothing is said.
    from: Option<Date>,
    /// Its last day, where it has one: of the licence, of the penalty's publicity (公示截止期), of the entry.
    until: Option<Date>,
    /// What in it the catalogue of measures answers, from then on. What is not named any more has fallen, and so has
    /// everything where the day of the decision, or the last day of an entry, is another one: what is named then is called for
    /// anew.
    #[graphql(default)]
    found: Vec<RestrictionTrigger>,
    /// What was wrong.
    reason: String,
}

/// Withdraws what the agency handed over (撤回).
#[derive(InputObject)]
pub struct WithdrawInboundRecordInput {
    /// On which ground.
    ground: InboundWithdrawalGround,
    /// Why, in words.
    reason: String,
}

/// Records that it was made public on GSXT (公示).
#[derive(InputObject)]
pub struct PublishInboundRecordInput {
    /// Under which number or at which address, there.
    reference: String,
}

/// Tells its agency that something seems wrong (提出校核).
#[derive(InputObject)]
pub struct ObjectToInboundRecordInput {
    /// What.
    doubt: String,
}

/// Stands by what the agency handed over (复核无误).
#[derive(InputObject)]
pub struct ConfirmInboundRecordInput {
    /// What was found.
    finding: String,
}

impl PushInboundRecordInput {
    fn push(self) -> Result<Push> {
        let uscc = match self.subject.at("input.subject")? {
            Registration::Uscc(it) => it,
            Registration::Legacy(_) => {
                return Err(malformed("input.subject", "a USCC, not a number from before 2015"));
            }
        };
        Ok(Push {
            kind: self.kind.into(),
            number: self.number.into(),
            uscc,
            name: self.name,
            said: Said {
                title: self.title,
                content: Narrative::noted(self.content),
                basis: self.basis.into_iter().map(Into::into).collect(),
                decided_on: self.decided_on.into(),
                from: self.from.map(Into::into),
                until: self.until.map(Into::into),
                found: self.found.into_iter().map(Into::into).collect(),
            },
        })
    }
}

impl From<CorrectInboundRecordInput> for Command {
    fn from(it: CorrectInboundRecordInput) -> Self {
        let said = Said {
            title: it.title,
            content: Narrative::noted(it.content),
            basis: it.basis.into_iter().map(Into::into).collect(),
            decided_on: it.decided_on.into(),
            from: it.from.map(Into::into),
            until: it.until.map(Into::into),
            found: it.found.into_iter().map(Into::into).collect(),
        };
        let (name, reason) = (it.name, Narrative::noted(it.reason));
        Self::Correct(Box::new(Correct { name, said, reason }))
    }
}

impl From<WithdrawInboundRecordInput> for Command {
    fn from(it: WithdrawInboundRecordInput) -> Self {
        let (ground, reason) = (it.ground.into(), Narrative::noted(it.reason));
        Self::Withdraw(Withdraw { ground, reason })
    }
}

impl From<PublishInboundRecordInput> for Command {
    fn from(it: PublishInboundRecordInput) -> Self {
        Self::Publish(Publish { reference: it.reference })
    }
}

impl From<ObjectToInboundRecordInput> for Command {
    fn from(it: ObjectToInboundRecordInput) -> Self {
        Self::Object(Doubt { doubt: Narrative::noted(it.doubt) })
    }
}

impl From<ConfirmInboundRecordInput> for Command {
    fn from(it: ConfirmInboundRecordInput) -> Self {
        Self::Confirm(Confirm { finding: Narrative::noted(it.finding) })
    }
}

/// What another department hands over: what opens a record, and what ends its showing.
#[derive(Default)]
pub struct PushMutation;

/// What another department hands over: what opens a record, and what ends its showing.
#[Object]
impl PushMutation {
    /// Hands over a licence, a penalty or a list entry, to be shown on GSXT as the agency's own (推送; item 十六; EIP 7). An
    /// agency pushes what it decided itself, and each number once; it answers for its truth (EIP 11).
    async fn push_inbound_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was decided.")] input: PushInboundRecordInput,
    ) -> Result<InboundPayload> {
        let (app, acting) = (ctx.data::<App>()?, claimed(officer(ctx)?));
        let sent = digest("pushInboundRecord", &input);
        let push = input.push()?;
        let by = (act.command_id.0, act.occurred_at.0.day());
        let numbered = (push.kind, &push.number);
        let id = app.pushed_to(&acting, by, numbered).await.map_err(fault)?;
        hand_over(ctx, id, act, (sent, Command::Push(Box::new(push)))).await
    }

    /// Records that GSXT shows it no more, once its agency has withdrawn it (停止公示; APL 48.2).
    async fn take_down_inbound_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record.")] inbound_id: InboundId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
    ) -> Result<InboundPayload> {
        let sent = "takeDownInboundRecord".to_owned();
        hand_over(ctx, inbound_id.into(), act, (sent, Command::TakeDown)).await
    }
}

steps! {
    /// What another department handed over, from its publication on (EIP 7, 11, 12).
    InboundMutation[inbound_id: InboundId = "Which record.", hand_over => InboundPayload] {
        /// Records that it was made public on GSXT, in the words of its agency (公示; EIP 7.2). The credit unit of the bureau
        /// that has it to show does.
        publish_inbound_record(PublishInboundRecordInput);
        /// Corrects it (更正; EIP 12.1): it says this from then on, and is to be shown so. Its agency does, or whoever has
        /// taken over from it; its kind, its number and whom it concerns stay.
        correct_inbound_record(CorrectInboundRecordInput);
        /// Withdraws it (撤回; EIP 11; APL 48.2): it is shown no more at once. Its agency does, or whoever has taken over.
        withdraw_inbound_record(WithdrawInboundRecordInput);
        /// Tells its agency that something seems wrong (提出校核; EIP 12.1; GDS 26), which alters nothing. The credit unit does.
        object_to_inbound_record(ObjectToInboundRecordInput);
        /// Stands by it, after a doubt (复核无误; EIP 12.1; GDS 26). Its agency does, or whoever has taken over.
        confirm_inbound_record(ConfirmInboundRecordInput);
    }
}
