//! Who acts, for which agency, in which role, under which item of the list of powers.

use serde::{Deserialize, Serialize};

use crate::id::{AgencyCode, PersonId, PowerItem};

/// Who issues a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
pub enum Actor {
    /// A member of an agency's staff.
    Officer(Acting),
    /// Time itself: what happens because a period ends.
    Clock,
    /// Another agency's system.
    System {
        /// Whose.
        agency: AgencyCode,
    },
}

/// An officer who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acting {
    /// Who; duties are separated by person, never by role.
    pub person: PersonId,
    /// For which agency.
    pub agency: AgencyCode,
    /// In which role.
    pub role: Role,
    /// Under which item of the 权责清单, where the act exercises public power.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub power_item: Option<PowerItem>,
}

impl Actor {
    /// The officer, where it is one.
    #[must_use]
    pub fn officer(&self) -> Option<&Acting> {
        match self {
            Self::Officer(acting) => Some(acting),
            Self::Clock | Self::System { .. } => None,
        }
    }

    /// The person, where it is one.
    #[must_use]
    pub fn person(&self) -> Option<&PersonId> {
        self.officer().map(|it| &it.person)
    }
}

/// In which role somebody acts (domain.md §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// 登记人员: registers leads.
    Intake,
    /// 办案人员: collects evidence, inspects, serves, proposes (PR 19, 22).
    Handler,
    /// 办案机构负责人: names the handlers, answers for the conclusion report (PR 19, 48).
    UnitHead,
    /// 案件审核人员: reviews cases outside PR 50 (PR 52).
    CaseReviewer,
    /// 法制审核人员: reviews cases under PR 50 (APL 58).
    LegalReviewer,
    /// 部门负责人, deputies included: decides.
    AgencyLeader,
    /// 主要负责人: decides what deputies may not.
    PrincipalHead,
    /// 听证主持人: not an investigator of the case (APL 64(4)).
    HearingHost,
    /// 信用监管人员: publishes what the law makes public.
    CreditUnit,
    /// 人事管理人员: keeps the officers' register.
    Registrar,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 10] = [
        Self::Intake,
        Self::Handler,
        Self::UnitHead,
        Self::CaseReviewer,
        Self::LegalReviewer,
        Self::AgencyLeader,
        Self::PrincipalHead,
        Self::HearingHost,
        Self::CreditUnit,
        Self::Registrar,
    ];

    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Intake => "登记人员",
            Self::Handler => "办案人员",
            Self::UnitHead => "办案机构负责人",
            Self::CaseReviewer => "案件审核人员",
            Self::LegalReviewer => "法制审核人员",
            Self::AgencyLeader => "负责人",
            Self::PrincipalHead => "主要负责人",
            Self::HearingHost => "听证主持人",
            Self::CreditUnit => "信用监管人员",
            Self::Registrar => "人事管理人员",
        }
    }
}

/// What a command needs of a role. `roles.toml` says which roles give it, under which article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Capability {
    /// Register a lead.
    RegisterLead,
    /// Give a lead to officers for verification, name the handlers of a case.
    AssignOfficers,
    /// Take steps of verification and investigation, tell the party, hear what it says.
    Investigate,
    /// Serve a decision, publish an announcement that serves a document.
    Serve,
    /// Answer for the conclusion report and send the case to review.
    Conclude,
    /// Give an opinion in a case review.
    ReviewCase,
    /// Give an opinion in a legal review.
    ReviewLegality,
    /// Decide for the agency: filing, extensions, suspension, the outcome, closing.
    DecideForAgency,
    /// Record what the leaders decided together: a discussion, a further extension (PR 60, 64).
    DecideTogether,
    /// Host a hearing.
    HostHearing,
    /// Record payments and archive the file.
    KeepFile,
    /// Prepare the redacted copy of a decision.
    Redact,
    /// Approve a redacted copy that somebody else prepared.
    ApproveRedaction,
    /// Record what organs and courts send over remedies, and forward what is theirs.
    AnswerRemedies,
    /// Publish what the law makes public.
    Publish,
    /// Acknowledge and answer the notices that concern the agency.
    AnswerNotices,
    /// Impose a restriction, and end it.
    ImposeRestrictions,
    /// Keep the officers' register.
    KeepOfficers,
    /// Read who reported a violation, for a recorded purpose.
    ReadReporter,
    /// Read who the people of a file are, for a recorded purpose.
    ReadPersonal,
    /// Verify what a business is entered in a register for, and that it is gone.
    VerifyListing,
    /// Take in, accept and verify applications for the restoration of credit.
    HandleRestoration,
    /// Hand over what the agency decided, to be shown on GSXT, and answer for it.
    PushRecords,
}

impl Capability {
    /// Every capability.
    pub const ALL: [Self; 23] = [
        Self::RegisterLead,
        Self::AssignOfficers,
        Self::Investigate,
        Self::Serve,
        Self::Conclude,
        Self::ReviewCase,
        Self::ReviewLegality,
        Self::DecideForAgency,
        Self::DecideTogether,
        Self::HostHearing,
        Self::KeepFile,
        Self::Redact,
        Self::ApproveRedaction,
        Self::AnswerRemedies,
        Self::Publish,
        Self::AnswerNotices,
        Self::ImposeRestrictions,
        Self::KeepOfficers,
        Self::ReadReporter,
        Self::ReadPersonal,
        Self::VerifyListing,
        Self::HandleRestoration,
        Self::PushRecords,
    ];

    /// As an officer reads it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::RegisterLead => "登记案件线索",
            Self::AssignOfficers => "指派核查和办案人员",
            Self::Investigate => "核查、调查取证、告知和听取意见",
            Self::Serve => "送达",
            Self::Conclude => "提交调查终结报告、送审",
            Self::ReviewCase => "案件审核",
            Self::ReviewLegality => "法制审核",
            Self::DecideForAgency => "代表机关作出决定",
            Self::DecideTogether => "记录集体讨论决定",
            Self::HostHearing => "主持听证",
            Self::KeepFile => "登记缴款、立卷归档",
            Self::Redact => "制作公示文本",
            Self::ApproveRedaction => "复核批准公示文本",
            Self::AnswerRemedies => "登记行政复议、行政诉讼文书",
            Self::Publish => "公示",
            Self::AnswerNotices => "签收、答复通报",
            Self::ImposeRestrictions => "实施、解除限制措施",
            Self::KeepOfficers => "管理执法人员名册",
            Self::ReadReporter => "查阅举报人身份",
            Self::ReadPersonal => "查阅案卷中的个人信息",
            Self::VerifyListing => "核实列入名录的事由和移出条件",
            Self::HandleRestoration => "受理、核实信用修复申请",
            Self::PushRecords => "推送、更正、撤回涉企信息",
        }
    }
}
