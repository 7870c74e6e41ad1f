//! Leads: where a case comes from, and the verification that decides whether there is one
//! (PR 18, 22, 23).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, each_of_kind, filled, of_type},
    handlers::{Handler, certified, named},
    phrase::{because, until},
    violation::ViolationType,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Personal, Refusals, Rejection,
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::{AgencyCode, PersonId},
    text::is_blank,
    time::in_chinese,
};

/// A lead was registered (登记案源). From here on the fifteen working days run, counted from the day
/// of discovery or receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Registered {
    /// Whose it is.
    pub agency: AgencyCode,
    /// How it came.
    pub source: LeadSource,
    /// The sender's own reference.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reference: Option<String>,
    /// The day on which it was discovered or the material received (PR 18).
    pub received_on: Date,
    /// What seems to have happened.
    pub clue: Narrative,
    /// Who seems to have done it.
    pub suspect: Narrative,
    /// Who reported it, where somebody did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reporter: Option<Reporter>,
    /// The type that it looks like.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub violation: Option<ViolationType>,
    /// 案件来源登记表 and what came with it.
    pub documents: Vec<DocumentRef>,
    /// Verification.
    pub deadlines: Vec<Deadline>,
}

/// Who reported a violation. The identity is shown to nobody but on a recorded purpose (CMP 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reporter {
    /// 实名举报: the reporter is told what became of it (CMP 31).
    pub real_name: bool,
    /// Who, and how to reach them.
    pub identity: Personal<ReporterIdentity>,
}

impl Reporter {
    /// Who reports under their own name has one, and can be told what became of it (CMP 31). What is sealed was
    /// checked before it was stored.
    fn reachable(&self) -> Result<(), Vec<Rejection>> {
        let Some(identity) = self.identity.open().filter(|_| self.real_name) else { return Ok(()) };
        let mut refusals = Refusals::new();
        let mut want = |said: &str, field, what| {
            filled(&mut refusals, is_blank(said), field, what, ("CMP", "31"));
        };
        want(&identity.name, "reporter.name", "实名举报人的姓名");
        want(&identity.contact, "reporter.contact", "实名举报人的联系方式");
        refusals.verdict()
    }
}

/// A reporter's name and contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReporterIdentity {
    /// 姓名.
    pub name: String,
    /// 联系方式.
    pub contact: String,
}

/// How a lead came (PR 18; domain.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LeadSource {
    /// 监督检查.
    SupervisionCheck,
    /// 投诉.
    Complaint,
    /// 举报.
    Report,
    /// 其他部门移送.
    OtherAgency,
    /// 上级交办.
    Superior,
    /// 媒体曝光.
    Media,
    /// 网络监测.
    Monitoring,
}

impl LeadSource {
    /// Every source.
    pub const ALL: [Self; 7] = [
        Self::SupervisionCheck,
        Self::Complaint,
        Self::Report,
        Self::OtherAgency,
        Self::Superior,
        Self::Media,
        Self::Monitoring,
    ];

    /// As PR 18 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SupervisionCheck => "监督检查",
            Self::Complaint => "投诉",
            Self::Report => "举报",
            Self::OtherAgency => "其他部门移送",
            Self::Superior => "上级交办",
            Self::Media => "媒体曝光",
            Self::Monitoring => "网络监测",
        }
    }
}

/// The lead was given to officers for verification (分送核查).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Assigned {
    /// To whom; two at least (PR 22).
    pub verifiers: Vec<Handler>,
    /// Why to others than before, where it was given to somebody already.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<Narrative>,
}

/// Verification was extended (PR 18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Extended {
    /// What is special about the case.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
    /// Verification, longer.
    pub deadlines: Vec<Deadline>,
}

/// Registers a lead.
#[derive(Debug, Clone)]
pub struct Register {
    /// How it came.
    pub source: LeadSource,
    /// The sender's own reference.
    pub reference: Option<String>,
    /// The day of discovery or receipt.
    pub received_on: Date,
    /// What seems to have happened.
    pub clue: Narrative,
    /// Who seems to have done it.
    pub suspect: Narrative,
    /// Who reported it.
    pub reporter: Option<Reporter>,
    /// The type that it looks like.
    pub violation: Option<ViolationType>,
    /// What came with it.
    pub documents: Vec<DocumentRef>,
}

impl Act for Register {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::RegisterLead)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        Paper::all(&self.documents, "documents").collect()
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(case.main == Main::Unopened, || {
            Code::AlreadyDone.refuse("案源已经登记", "the lead has been registered already")
        });
        refusals.require(self.received_on <= context.occurred.day(), || {
            Code::Contradictory
                .refuse("线索收到日期晚于登记日期", "received after it was registered")
                .under("PR", "18")
                .at("receivedOn")
        });
        let article = ("PR", "18");
        filled(&mut refusals, self.clue.is_blank(), "clue", "违法行为线索", article);
        filled(&mut refusals, self.suspect.is_blank(), "suspect", "涉嫌违法主体", article);
        let reported = self.source == LeadSource::Report;
        refusals.require(!reported || self.reporter.is_some(), || {
            Code::Incomplete
                .refuse(
                    "举报线索应当登记举报人（匿名举报注明匿名）",
                    "a report names its reporter, or says that it is anonymous",
                )
                .under("CMP", "31")
                .at("reporter")
        });
        refusals.check(self.reporter.as_ref().map_or(Ok(()), Reporter::reachable));
        let unread = self.reference.as_ref().is_some_and(|it| is_blank(it));
        filled(&mut refusals, unread, "reference", "来件编号；没有的，请勿填写", article);
        let papers = Paper::all(&self.documents, "documents");
        let wanted = ("案件来源登记表或者线索材料", "SOURCE_FORM or what shows the lead");
        refusals.check(each_of_kind(papers, DocumentType::comes_with_a_lead, wanted, article));
        let agency = context.in_whose_name();
        refusals.verdict()?;
        let registered = agency.map(|it| self.registered(it, case, context)).transpose()?;
        Ok(registered.into_iter().collect())
    }
}

impl Register {
    fn registered(
        &self,
        agency: &AgencyCode,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Event, Vec<Rejection>> {
        let start = Moment::midnight(self.received_on);
        Ok(Event::LeadRegistered(Registered {
            agency: agency.clone(),
            source: self.source,
            reference: self.reference.clone(),
            received_on: self.received_on,
            clue: self.clue.clone(),
            suspect: self.suspect.clone(),
            reporter: self.reporter.clone(),
            violation: self.violation,
            documents: self.documents.clone(),
            deadlines: case.start(context, Timer::LeadVerify, None, start)?,
        }))
    }
}

/// Gives a lead to officers for verification; to others, where one of those who verify it withdrew, left or lost
/// their certificate (PR 4, 22).
#[derive(Debug, Clone)]
pub struct Assign {
    /// To whom.
    pub verifiers: Vec<PersonId>,
    /// Why to others than before, where it was given to somebody already.
    pub reason: Option<Narrative>,
}

impl Act for Assign {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AssignOfficers)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.verifiers.iter().collect()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Lead, Main::Verifying]));
        let verifiers = refusals.check(certified(case, context, &self.verifiers, "verifiers"));
        let same = |it: &Vec<Handler>| it == case.record.verifying();
        if verifiers.as_ref().is_some_and(same) && case.main == Main::Verifying {
            refusals.verdict()?;
            return Ok(vec![]);
        }
        let again = case.main == Main::Verifying;
        let unexplained = self.reason.as_ref().is_none_or(Narrative::is_blank);
        filled(&mut refusals, again && unexplained, "reason", "改派核查人员的理由", ("PR", "22"));
        refusals.verdict()?;
        Ok(vec![Event::LeadAssigned(Assigned {
            verifiers: verifiers.unwrap_or_default(),
            reason: self.reason.clone().filter(|_| again),
        })])
    }
}

/// Gives verification more time; once, by a leader (PR 18).
#[derive(Debug, Clone)]
pub struct Extend {
    /// What is special about the case.
    pub reason: Narrative,
    /// The approval.
    pub document: DocumentRef,
}

impl Act for Extend {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Lead, Main::Verifying]));
        refusals.require(case.record.verification_extensions == 0, || {
            Code::AlreadyDone
                .refuse("核查期限只能延长一次", "verification can be extended only once")
                .under("PR", "18")
        });
        filled(&mut refusals, self.reason.is_blank(), "reason", "延长核查期限的理由", ("PR", "18"));
        refusals.check(case.still_running(Timer::LeadVerify, None, context));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ExtensionApproval, ("PR", "18.1")));
        refusals.verdict()?;
        Ok(vec![Event::VerificationExtended(Extended {
            reason: self.reason.clone(),
            document: self.document.clone(),
            deadlines: case.extending(context, Timer::LeadVerify, None, None),
        })])
    }
}

impl Fact for Registered {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "18")])
            .opening(Main::Lead)
            .on(Some(self.received_on))
            .timing(&self.deadlines)
            .filing(&self.documents)
    }

    fn sentence(&self) -> String {
        let reference =
            self.reference.as_ref().map(|it| format!("（来件编号：{it}）")).unwrap_or_default();
        let violation =
            self.violation.map(|it| format!("，涉嫌{}", it.label())).unwrap_or_default();
        format!(
            "登记案源，线索来源为{}{reference}，于{}收到{violation}{}",
            self.source.label(),
            in_chinese(self.received_on),
            until(&self.deadlines, Timer::LeadVerify, "核查期限")
        )
    }
}

impl Fact for Assigned {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "22"), ("PR", "18")]).opening(Main::Verifying)
    }

    fn sentence(&self) -> String {
        let verifiers = named(&self.verifiers);
        match &self.reason {
            None => format!("将线索分送核查，指定{verifiers}为核查人员"),
            Some(reason) => format!("变更核查人员，指定{verifiers}为核查人员{}", because(reason)),
        }
    }
}

impl Fact for Extended {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "18")]).timing(&self.deadlines).filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "批准延长核查期限{}{}",
            until(&self.deadlines, Timer::LeadVerify, "延长后"),
            because(&self.reason)
        )
    }
}
