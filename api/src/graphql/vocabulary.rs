//! The words of the field: enums whose values are the domain's, each with its Chinese label beside it in
//! every answer. `vocabulary` reads them all.

mod acts;
mod agencies;
mod corrections;
mod errors;
mod faults;
mod inbound;
mod listings;
mod outcomes;
mod papers;
mod publicity;
mod remedies;
mod restoration;
mod restrictions;
mod rules;
mod work;

use async_graphql::{Enum, SimpleObject, resolver_utils::EnumType};

pub use self::{
    acts::{
        AppraisalKind, CheckPoint, EvidenceKind, LeadSource, LegalReviewGround, RecusalRequester,
        ReviewKind, ReviewOpinion, ReviewPhase, Role, SealedContent, ServiceMode, SuspensionGround,
        TerminationGround,
    },
    agencies::{AgencyLevel, AgencySystem},
    corrections::{CorrectionKind, DecisionElement, SupervisionPaper},
    errors::ErrorCode,
    faults::FaultCode,
    inbound::{InboundKind, InboundStanding, InboundWithdrawalGround},
    listings::{
        AbnormalGround, ListingMistake, ListingRegister, ListingStanding, ReExaminationVerdict,
        SeriousListField,
    },
    outcomes::{
        AbortGround, Adoption, CaseOutcome, ClosingGround, FilingCondition, NoPenaltyReason,
        NotFiledReason, PartyRight, PaymentChannel, PaymentPurpose, PenaltyGrade, SanctionKind,
        Stage, ViolationType,
    },
    papers::{DeadlineBound, DocumentType, Section, Timer, Volume},
    publicity::{
        MaskedDatum, MaskedPerson, NotPublicReason, PublicityChannel, PublicityGrade,
        PublicityRegime, PublicityStart, PublicityState, WithdrawalGround,
    },
    remedies::{
        HandedInGround, RemedyApplicant, RemedyGround, RemedyKind, RemedyOutcome, RemedyProcedure,
        ReplyItem, SanctionEffect, StayedBy,
    },
    restoration::{
        RestorationConditionKind, RestorationRegime, RestorationStatus, RestorationWindow,
        VerificationMethod,
    },
    restrictions::{
        AnswerableCapacity, Bearing, CounterMatter, LiftCause, MeasureKind, RestrictionCause,
        RestrictionDomain, RestrictionSourceKind, RestrictionStanding, RestrictionTrigger,
        SourceFall, SourceFallAsks, VoidReason,
    },
    rules::{
        BenchmarkMeasure, BenchmarkSide, Capability, Confidence, OnExpiry, PauseKind, PeriodUnit,
        PowerKind, Quantity, RiskClass, RiskIndicator, Threshold,
    },
    work::{ClockTask, InboxEntryType, RecordKind, WorkKind},
};
use super::{
    case::replay::ChangeKind,
    deadline::{DeadlineOutcome, SkipKind},
    party::{Age, OrganisationKind, SubjectKind},
};

/// A value of a list of words.
#[derive(SimpleObject)]
pub struct Term {
    /// As it is sent and answered: `UNDER_INVESTIGATION`.
    value: &'static str,
    /// As an officer reads it: `调查中`.
    label: &'static str,
}

/// Names every enum of the schema: `Name "中文名" = the enum behind it`, which has the labels.
macro_rules! vocabularies {
    ($($(#[$doc:meta])* $name:ident $title:literal = $domain:ty),* $(,)?) => {
        /// A list of words: an enum of this schema.
        #[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
        pub enum VocabularyType {$($(#[$doc])* $name,)*}

        impl VocabularyType {
            /// What the list is called.
            pub fn label(self) -> &'static str {
                match self {$(Self::$name => $title,)*}
            }

            /// Its values, in the order of the procedure.
            pub fn terms(self) -> Vec<Term> {
                match self {$(Self::$name => terms($name::label),)*}
            }
        }

        $(impl $name {
            /// As an officer reads it.
            pub fn label(self) -> &'static str {
                <$domain>::from(self).label()
            }
        })*
    };
}

fn terms<E: EnumType>(label: fn(E) -> &'static str) -> Vec<Term> {
    E::items().iter().map(|it| Term { value: it.name, label: label(it.value) }).collect()
}

vocabularies! {
    /// Why a hearing ends early.
    AbortGround "听证终止情形" = domain::case::hearing::AbortGround,
    /// What became of a statement.
    Adoption "采纳情况" = domain::case::statement::Adoption,
    /// How old a natural person was.
    Age "年龄" = domain::party::Age,
    /// Where an agency stands.
    AgencyLevel "机关层级" = domain::agency::Level,
    /// To which line of government an agency belongs.
    AgencySystem "机关系统" = domain::agency::System,
    /// How an appraisal is done.
    AppraisalKind "检测检验鉴定种类" = domain::case::appraisal::AppraisalKind,
    /// What a role allows.
    Capability "职责权限" = domain::Capability,
    /// What a case ends in.
    CaseOutcome "案件处理结果" = domain::case::conclusion::Outcome,
    /// What became of a line of the record.
    ChangeKind "案卷变化" = domain::case::lines::ChangeKind,
    /// The points of a review.
    CheckPoint "审核内容" = domain::case::review::CheckPoint,
    /// What the clock has to record.
    ClockTask "系统自动记录事项" = projections::worklist::TaskKind,
    /// Why a case is closed.
    ClosingGround "结案情形" = domain::case::closing::ClosingGround,
    /// How sure a row of the rulebook is.
    Confidence "规则可信程度" = domain::rulebook::Confidence,
    /// Whose a deadline is.
    DeadlineBound "期限约束对象" = domain::clock::Bound,
    /// Whether a deadline was kept.
    DeadlineOutcome "期限状态" = domain::clock::OutcomeKind,
    /// Kinds of documents.
    DocumentType "文书材料种类" = domain::document::DocumentType,
    /// Why a command is refused.
    ErrorCode "不予受理提交的原因" = domain::Code,
    /// Kinds of evidence.
    EvidenceKind "证据种类" = domain::case::evidence::EvidenceKind,
    /// Why a request came to an error.
    FaultCode "请求出错的原因" = crate::fault::Fault,
    /// Under which conditions a case must be filed.
    FilingCondition "立案条件" = domain::case::filing::FilingCondition,
    /// Where leads come from.
    LeadSource "案件来源" = domain::case::lead::LeadSource,
    /// Why a case needs a legal review.
    LegalReviewGround "法制审核情形" = domain::case::review::LegalReviewGround,
    /// What kind of datum is masked.
    MaskedDatum "公示处理信息种类" = domain::masking::Datum,
    /// Whose datum is masked.
    MaskedPerson "公示处理信息主体" = domain::masking::Whose,
    /// Why there is no penalty.
    NoPenaltyReason "不予处罚理由" = domain::case::exit::NoPenaltyReason,
    /// What an entry of an agency's inbox tells.
    InboxEntryType "收件箱条目种类" = projections::inbox::EntryKind,
    /// What other departments hand over.
    InboundKind "部门推送信息种类" = domain::inbound::Kind,
    /// How what another department handed over stands.
    InboundStanding "部门推送信息状态" = domain::inbound::Standing,
    /// Why its agency withdrew what it had handed over.
    InboundWithdrawalGround "部门推送信息撤回情形" = domain::inbound::changing::Ground,
    /// Why a case is not filed.
    NotFiledReason "不予立案理由" = domain::case::filing::NotFiledReason,
    /// Why a decision is not made public on a channel.
    NotPublicReason "不予公示理由" = domain::publicity::NotPublic,
    /// What follows when a period has run out.
    OnExpiry "期限届满后果" = domain::rulebook::OnExpiry,
    /// Kinds of organisations.
    OrganisationKind "单位类型" = domain::party::OrganisationKind,
    /// Rights of a party.
    PartyRight "当事人权利" = domain::case::statement::Right,
    /// Why a period stands still.
    PauseKind "期限中止事由" = domain::clock::PauseKind,
    /// How a payment came.
    PaymentChannel "缴款方式" = domain::case::performance::PaymentChannel,
    /// What a payment is for.
    PaymentPurpose "款项性质" = domain::case::performance::Towards,
    /// In what a fine of a benchmark is measured.
    BenchmarkMeasure "裁量基准计算方式" = domain::rulebook::Measure,
    /// On which side of a benchmark a fine lies.
    BenchmarkSide "偏离裁量基准" = domain::case::benchmark::Side,
    /// Where an amount stands against the benchmark.
    PenaltyGrade "裁量档次" = domain::case::sanction::Grade,
    /// What a period is counted in.
    PeriodUnit "期限单位" = domain::clock::Unit,
    /// Kinds of public power.
    PowerKind "行政权力类别" = domain::rulebook::PowerKind,
    /// Where decisions are made public.
    PublicityChannel "公示渠道" = domain::publicity::Channel,
    /// How heavy a decision is, as a regime of publicity grades it.
    PublicityGrade "公示期限档次" = domain::publicity::term::Grade,
    /// The rules under which it is decided how long something is shown.
    PublicityRegime "公示期限规定" = domain::publicity::term::Regime,
    /// From which day a term of publicity counts.
    PublicityStart "公示期限起算" = domain::publicity::term::CountedFrom,
    /// Where the publicity of a decision stands.
    PublicityState "公示状态" = domain::publicity::State,
    /// Numbers that the law names.
    Quantity "法定数量" = domain::rulebook::Quantity,
    /// Kinds of records of which something is due.
    RecordKind "待办记录种类" = projections::records::RecordKind,
    /// Fields of the list of serious violations.
    SeriousListField "严重违法失信名单领域" = domain::case::serious_list::Field,
    /// Registers of credit.
    ListingRegister "信用名录" = domain::listing::Register,
    /// How an entry of a register stands.
    ListingStanding "列入状态" = domain::listing::Standing,
    /// Why a business is listed or marked.
    AbnormalGround "经营异常事由" = domain::listing::abnormal::GroundKind,
    /// What is wrong with an entry.
    ListingMistake "列入错误" = domain::listing::ending::Mistake,
    /// What comes of a re-examination of an entry.
    ReExaminationVerdict "重新审核结果" = domain::listing::ending::Verdict,
    /// Who asks for a recusal.
    RecusalRequester "回避提出人" = domain::case::recusal::Requester,
    /// Kinds of reviews.
    ReviewKind "审核类别" = domain::case::review::ReviewKind,
    /// Opinions of reviewers.
    ReviewOpinion "审核意见" = domain::case::review::Opinion,
    /// When a review takes place.
    ReviewPhase "审核阶段" = domain::case::review::ReviewPhase,
    /// Conditions of restoration.
    RestorationConditionKind "信用修复条件" = domain::restoration::ConditionKind,
    /// The rules under which credit is restored.
    RestorationRegime "信用修复规定" = domain::restoration::Regime,
    /// How an application for restoration stands.
    RestorationStatus "信用修复状态" = domain::restoration::Status,
    /// Where applications for restoration are received.
    RestorationWindow "信用修复受理渠道" = domain::restoration::Window,
    /// In which role somebody acts.
    Role "角色" = domain::Role,
    /// How inspections of a subject are directed.
    RiskClass "企业信用风险类别" = domain::risk::RiskClass,
    /// What weighs in a risk class.
    RiskIndicator "信用风险分类指标" = domain::risk::Indicator,
    /// What a penalty does.
    SanctionKind "行政处罚种类" = domain::case::sanction::SanctionKind,
    /// Kinds of sealed content.
    SealedContent "封存内容种类" = domain::access::TargetKind,
    /// What a line of the record is about.
    Section "案卷事项类别" = domain::case::lines::Section,
    /// Ways of serving a document.
    ServiceMode "送达方式" = domain::case::service::ServiceMode,
    /// Kinds of days that a period leaves out.
    SkipKind "不计入期限的日期种类" = domain::clock::SkipKind,
    /// Where a case stands.
    Stage "案件阶段" = domain::case::Main,
    /// Kinds of subjects.
    SubjectKind "当事人类型" = domain::party::SubjectKind,
    /// Why an investigation is suspended.
    SuspensionGround "中止调查情形" = domain::case::suspension::SuspensionGround,
    /// Why an investigation is terminated.
    TerminationGround "终止调查情形" = domain::case::suspension::TerminationGround,
    /// Sums that the law draws a line at.
    Threshold "法定数额标准" = domain::rulebook::Threshold,
    /// Rules that set a period.
    Timer "期限规则" = domain::clock::Timer,
    /// Ways in which what an application says is verified.
    VerificationMethod "核实方式" = domain::restoration::verifying::Method,
    /// Types of violations.
    ViolationType "违法行为类型" = domain::case::violation::ViolationType,
    /// The halves of a file.
    Volume "案卷类别" = domain::document::Volume,
    /// Why what is shown is withdrawn.
    WithdrawalGround "撤回公示情形" = domain::publicity::withdrawing::Withdrawal,
    /// What kind of thing is on a worklist.
    WorkKind "待办种类" = projections::worklist::WorkKind,
    /// Which remedy against a decision (ARL; ALL).
    RemedyKind "救济途径" = domain::case::remedy::RemedyKind,
    /// At whose instance a remedy was opened.
    RemedyApplicant "救济提起人" = domain::case::remedy::Applicant,
    /// By which procedure a remedy is decided (ARL 53; ALL 82).
    RemedyProcedure "审理程序" = domain::case::remedy::Procedure,
    /// How a remedy ended (ARL 63–73; ALL 69–77, 89).
    RemedyOutcome "救济结果" = domain::case::remedy::Outcome,
    /// On which ground a remedy ended so.
    RemedyGround "救济理由" = domain::case::remedy::Ground,
    /// What an outcome makes of a sanction.
    SanctionEffect "处罚变动" = domain::case::remedy::EffectKind,
    /// Who stays the execution (ARL 42; ALL 56).
    StayedBy "停止执行情形" = domain::case::remedy::StayedBy,
    /// Why a request for reconsideration could be handed to the agency itself (ARL 32).
    HandedInGround "通过本机关申请复议情形" = domain::case::remedy::HandedInGround,
    /// How a decision was corrected.
    CorrectionKind "纠正方式" = domain::case::correction::CorrectionKind,
    /// What of a decision is put right.
    DecisionElement "决定书内容" = domain::case::correction::DecisionElement,
    /// By which paper those who oversee the agency wrote.
    SupervisionPaper "监督文书" = domain::case::correction::SupervisionPaper,
    /// Where a measure bites.
    RestrictionDomain "限制领域" = domain::restriction::Domain,
    /// What somebody asks for at a counter.
    CounterMatter "办理事项" = domain::restriction::Matter,
    /// How far a restriction bears on a matter.
    Bearing "对办理事项的影响" = domain::restriction::Bearing,
    /// How far a measure reaches (SC49, LIST24).
    MeasureKind "限制措施类别" = domain::restriction::MeasureKind,
    /// What a restriction rests on.
    RestrictionSourceKind "限制措施来源" = domain::restriction::SourceKind,
    /// What in a source a measure answers.
    RestrictionTrigger "限制措施针对事项" = domain::restriction::Trigger,
    /// In which capacity somebody answers for a decision.
    AnswerableCapacity "责任人员身份" = domain::restriction::Capacity,
    /// How a restriction stands.
    RestrictionStanding "限制措施状态" = domain::restriction::StandingKind,
    /// What ends a measure.
    RestrictionCause "限制措施终止情形" = domain::restriction::Cause,
    /// How a source fell.
    SourceFall "来源失效情形" = domain::restriction::falling::Fall,
    /// What the fall of a source asks of the agency that was told of it.
    SourceFallAsks "来源失效后的要求" = domain::restriction::falling::Asks,
    /// Why an agency lifts a measure.
    LiftCause "解除限制措施情形" = domain::restriction::ending::LiftCause,
    /// Why a measure is voided.
    VoidReason "撤销限制措施情形" = domain::restriction::ending::VoidReason,
    /// What has to be submitted with an answer (ARL 48; ALL 67).
    ReplyItem "答复举证材料" = domain::case::remedy::ItemKind,
}
