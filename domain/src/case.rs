//! One penalty case of the ordinary procedure (普通程序), from lead to archive.
//!
//! Read [`event`] for what can happen, then the stages in the order of the procedure. Each stage's
//! file holds its events, its commands with their rules, and its sentences.

// the file, in the order of the procedure
pub mod answerable;
pub mod appraisal;
pub mod archive_order;
pub mod benchmark;
pub mod closing;
pub mod conclusion;
pub mod correction;
pub mod decision;
pub mod discussion;
pub mod evidence;
pub mod exit;
pub mod extension;
pub mod filing;
pub mod handlers;
pub mod hearing;
pub mod identification;
pub mod lead;
pub mod like;
pub mod notice;
pub mod performance;
pub(crate) mod phrase;
pub mod publicity;
pub mod recusal;
pub mod redaction;
pub mod refund;
pub mod remedy;
pub mod restoration;
pub mod review;
pub mod rights;
pub mod serious_list;
pub mod service;
pub mod statement;
pub mod suspension;
pub mod timekeeping;
// what they share
mod basis;
pub mod event;
mod facets;
pub(crate) mod guard;
pub mod lines;
pub mod missing;
pub mod parts;
#[cfg(test)]
mod properties;
mod record;
pub mod sanction;
#[cfg(test)]
pub(crate) mod spec;
pub mod state;
mod timing;
pub mod violation;

pub use self::{
    event::{Event, Fact},
    facets::Facets,
    guard::Act,
    state::{Case, Main, Record},
};

use jiff::civil::Date;

pub use crate::permit::Needs;
use crate::{
    Context, Decider, Moment, Rejection, Wants, citation::Citation, document::DocumentNumber,
    id::SubjectId,
};

/// What can be asked of a case. Each variant is decided in the stage that it comes from.
#[derive(Debug, Clone)]
pub enum Command {
    /// 登记案源.
    RegisterLead(lead::Register),
    /// 分送核查.
    AssignLead(lead::Assign),
    /// 延长核查期限.
    ExtendVerification(lead::Extend),
    /// 立案.
    FileCase(filing::File),
    /// 不予立案.
    DeclineToFile(filing::Decline),
    /// 告知举报人.
    InformReporter(filing::InformReporter),
    /// 更换办案人员.
    ReplaceHandlers(handlers::Replace),
    /// 告知陈述、申辩和申请回避的权利.
    InformRights(rights::Inform),
    /// 申请回避.
    RequestRecusal(recusal::Request),
    /// 决定回避.
    DecideRecusal(recusal::Decide),
    /// 收集证据.
    CollectEvidence(evidence::Collect),
    /// 委托检测、检验、检疫、鉴定.
    CommissionAppraisal(appraisal::Commission),
    /// 收到检测鉴定结果.
    ReceiveAppraisalResult(appraisal::ReceiveResult),
    /// 告知检测鉴定结果.
    TellAppraisalResult(appraisal::TellResult),
    /// 查明当事人身份.
    IdentifyParty(identification::Identify),
    /// 中止调查.
    SuspendInvestigation(suspension::Suspend),
    /// 恢复调查.
    ResumeInvestigation(suspension::Resume),
    /// 终止调查.
    TerminateInvestigation(suspension::Terminate),
    /// 延长办案期限.
    ExtendDecisionTime(extension::Extend),
    /// 继续延长办案期限.
    ExtendDecisionTimeFurther(extension::ExtendFurther),
    /// 调查终结.
    ConcludeInvestigation(conclusion::Conclude),
    /// 送审.
    RequestReview(review::Request),
    /// 延长审核期限.
    ExtendReview(review::Extend),
    /// 提出审核意见.
    GiveOpinion(review::Give),
    /// 批准拟处罚.
    ApproveProposal(conclusion::Approve),
    /// 公告送达.
    Announce(service::Announce),
    /// 处罚告知.
    ServePriorNotice(notice::Serve),
    /// 记录陈述申辩.
    RecordStatement(statement::Record),
    /// 复核陈述申辩.
    ReviewStatement(statement::Review),
    /// 明确放弃权利.
    WaiveRights(statement::Waive),
    /// 逾期视为放弃权利.
    LapseRights(statement::Lapse),
    /// 责令退款.
    OrderRefund(refund::Order),
    /// 退款终了.
    EndRefund(refund::End),
    /// 要求听证.
    RequestHearing(hearing::Request),
    /// 指定听证主持人.
    AppointHost(hearing::AppointHost),
    /// 听证通知.
    NotifyHearing(hearing::Notify),
    /// 举行听证.
    HoldHearing(hearing::Hold),
    /// 终止听证.
    AbortHearing(hearing::Abort),
    /// 听证报告.
    ReportHearing(hearing::Report),
    /// 集体讨论.
    HoldDiscussion(discussion::Hold),
    /// 处罚决定.
    DecidePenalty(decision::Decide),
    /// 不予处罚.
    DecideNoPenalty(exit::DecideNoPenalty),
    /// 违法事实不能成立.
    DecideNotEstablished(exit::DecideNotEstablished),
    /// 送达决定书.
    ServeDecision(service::ServeDecision),
    /// 制作公示文本.
    PrepareCopy(redaction::Prepare),
    /// 复核批准公示文本.
    ApproveCopy(redaction::Approve),
    /// 记录缴款.
    RecordPayment(performance::Pay),
    /// 批准延期、分期缴纳.
    ApproveDeferral(performance::Defer),
    /// 记录处罚执行完毕.
    RecordCarriedOut(performance::CarryOut),
    /// 结案.
    CloseCase(closing::Close),
    /// 归档.
    ArchiveCase(closing::Archive),
    /// 登记当事人提交的行政复议申请.
    ReceiveReconsiderationRequest(remedy::HandIn),
    /// 转送行政复议申请.
    ForwardReconsiderationRequest(remedy::Forward),
    /// 登记行政复议、行政诉讼.
    OpenRemedy(remedy::Open),
    /// 提交答复、答辩.
    SubmitReply(remedy::Submit),
    /// 记录准许延期提供证据.
    ExtendReplyTime(remedy::ExtendReply),
    /// 记录准许补充证据.
    PermitEvidence(remedy::Permit),
    /// 停止执行.
    StayExecution(remedy::OrderStay),
    /// 恢复执行.
    EndStay(remedy::EndStay),
    /// 记录行政复议中止.
    SuspendReconsideration(remedy::Suspend),
    /// 记录行政复议恢复审理.
    ResumeReconsideration(remedy::Resume),
    /// 记录行政复议延期.
    ExtendReconsideration(remedy::Extend),
    /// 记录行政复议决定、裁判.
    ConcludeRemedy(remedy::Conclude),
    /// 记录转为普通程序.
    ConvertRemedy(remedy::Convert),
    /// 登记履行行政复议决定、裁判.
    PerformOrder(remedy::Perform),
    /// 判决生效.
    TakeEffect(remedy::TakeEffect),
    /// 记录退还罚没款.
    RecordRefund(performance::Refund),
    /// 变更行政处罚决定.
    AlterDecision(correction::Alter),
    /// 撤销行政处罚决定.
    RevokeDecision(correction::Revoke),
    /// 记录上级行政机关撤销决定.
    RecordRevocationBySuperior(correction::RecordRevocation),
    /// 补正.
    CorrectClerical(correction::CorrectClerical),
    /// 认定责任人员.
    NameAnswerablePersons(answerable::Name),
    /// 撤回责任人员认定.
    WithdrawAnswerablePerson(answerable::Withdraw),
    /// 登记行政复议意见书、行政执法监督文书.
    ReceiveSupervision(correction::Receive),
    /// 报告纠正情况.
    AnswerSupervision(correction::Answer),
    /// 期限确定.
    FixDeadlines(timekeeping::FixDeadlines),
    /// 收回文号.
    AbandonClaim(timekeeping::AbandonClaim),
}

impl Command {
    /// The stage's own account of it.
    #[expect(clippy::too_many_lines, reason = "one arm a command, and the compiler counts them")]
    #[must_use]
    pub fn act(&self) -> &dyn Act {
        match self {
            Self::RegisterLead(it) => it,
            Self::AssignLead(it) => it,
            Self::ExtendVerification(it) => it,
            Self::FileCase(it) => it,
            Self::DeclineToFile(it) => it,
            Self::InformReporter(it) => it,
            Self::ReplaceHandlers(it) => it,
            Self::InformRights(it) => it,
            Self::RequestRecusal(it) => it,
            Self::DecideRecusal(it) => it,
            Self::CollectEvidence(it) => it,
            Self::CommissionAppraisal(it) => it,
            Self::ReceiveAppraisalResult(it) => it,
            Self::TellAppraisalResult(it) => it,
            Self::IdentifyParty(it) => it,
            Self::SuspendInvestigation(it) => it,
            Self::ResumeInvestigation(it) => it,
            Self::TerminateInvestigation(it) => it,
            Self::ExtendDecisionTime(it) => it,
            Self::ExtendDecisionTimeFurther(it) => it,
            Self::ConcludeInvestigation(it) => it,
            Self::RequestReview(it) => it,
            Self::ExtendReview(it) => it,
            Self::GiveOpinion(it) => it,
            Self::ApproveProposal(it) => it,
            Self::Announce(it) => it,
            Self::ServePriorNotice(it) => it,
            Self::RecordStatement(it) => it,
            Self::ReviewStatement(it) => it,
            Self::WaiveRights(it) => it,
            Self::LapseRights(it) => it,
            Self::OrderRefund(it) => it,
            Self::EndRefund(it) => it,
            Self::RequestHearing(it) => it,
            Self::AppointHost(it) => it,
            Self::NotifyHearing(it) => it,
            Self::HoldHearing(it) => it,
            Self::AbortHearing(it) => it,
            Self::ReportHearing(it) => it,
            Self::HoldDiscussion(it) => it,
            Self::DecidePenalty(it) => it,
            Self::DecideNoPenalty(it) => it,
            Self::DecideNotEstablished(it) => it,
            Self::ServeDecision(it) => it,
            Self::PrepareCopy(it) => it,
            Self::ApproveCopy(it) => it,
            Self::RecordPayment(it) => it,
            Self::ApproveDeferral(it) => it,
            Self::RecordCarriedOut(it) => it,
            Self::CloseCase(it) => it,
            Self::ArchiveCase(it) => it,
            Self::ReceiveReconsiderationRequest(it) => it,
            Self::ForwardReconsiderationRequest(it) => it,
            Self::OpenRemedy(it) => it,
            Self::SubmitReply(it) => it,
            Self::ExtendReplyTime(it) => it,
            Self::PermitEvidence(it) => it,
            Self::StayExecution(it) => it,
            Self::EndStay(it) => it,
            Self::SuspendReconsideration(it) => it,
            Self::ResumeReconsideration(it) => it,
            Self::ExtendReconsideration(it) => it,
            Self::ConcludeRemedy(it) => it,
            Self::ConvertRemedy(it) => it,
            Self::PerformOrder(it) => it,
            Self::TakeEffect(it) => it,
            Self::RecordRefund(it) => it,
            Self::AlterDecision(it) => it,
            Self::RevokeDecision(it) => it,
            Self::RecordRevocationBySuperior(it) => it,
            Self::CorrectClerical(it) => it,
            Self::NameAnswerablePersons(it) => it,
            Self::WithdrawAnswerablePerson(it) => it,
            Self::ReceiveSupervision(it) => it,
            Self::AnswerSupervision(it) => it,
            Self::FixDeadlines(it) => it,
            Self::AbandonClaim(it) => it,
        }
    }
}

impl Decider for Case {
    const CATEGORY: &'static str = "case";
    type Command = Command;
    type Event = Event;

    fn evolve(self, event: &Event, occurred: Moment) -> Self {
        state::evolve(self, event, occurred)
    }

    fn decide(
        &self,
        command: &Command,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        guard::decide(self, command.act(), context)
    }

    fn wants(command: &Command) -> Wants<'_> {
        let act = command.act();
        Wants {
            needs: Some(act.needs()),
            people: act.people(),
            documents: act.papers().into_iter().map(|it| it.document).collect(),
            number: act.number(),
            looks_back: act.looks_back(),
            about: act.about(),
            fines: act.fines(),
            enters: false,
            handlers: act.wants_handlers(),
            source: false,
            decision: None,
            by: None,
            restorable: None,
        }
    }

    fn basis(event: &Event) -> Vec<Citation> {
        event.fact().facets().citations()
    }

    fn subjects(event: &Event) -> Vec<SubjectId> {
        match event {
            Event::CaseFiled(it) => vec![it.party.subject()],
            Event::PartyIdentified(it) => vec![it.party.subject()],
            Event::PenaltyDecided(it) => vec![it.party.subject()],
            Event::ClericalCorrected(it) => it.party.iter().map(|it| it.subject()).collect(),
            Event::AnswerablePersonsNamed(it) => {
                it.persons.iter().map(|it| it.id.clone()).collect()
            }
            Event::AnswerablePersonWithdrawn(it) => vec![it.person.clone()],
            _ => vec![],
        }
    }

    fn took_place(event: &Event) -> Option<Date> {
        event.fact().facets().took_place
    }

    fn signed_as(event: &Event) -> Option<&DocumentNumber> {
        event.signed_as()
    }

    /// What the clock recorded as run out gives way to an act that lay within the period.
    fn contradicts((act, occurred): (&Event, Moment), earlier: &Event) -> bool {
        let facets = act.fact().facets();
        let met = facets.met_at(occurred);
        facets.settles.iter().any(|right| match earlier {
            Event::RightsLapsed(it) => it.gives_way_to(right, met),
            Event::JudgmentTookEffect(it) => it.gives_way_to(right, met),
            _ => false,
        })
    }
}
