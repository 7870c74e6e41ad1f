//! Filing: the agency's decision that there is a case, or that there is none (PR 18–20; CMP 31).

mod declining;
pub(super) mod first;
mod identified;
pub(super) mod limitation;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::identified::identified;
pub use self::{
    declining::{Decline, FilingCondition, NotFiled, NotFiledReason},
    first::FirstOf,
};

use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, allotted, filled, of_type},
    handlers::{Handler, certified, named, officers_min},
    phrase::{decision_time, text},
    violation::{self, ViolationType},
};
use crate::{
    Capability, Code, Context, Narrative, Refusals, Rejection,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind},
    id::{PersonId, PowerItem},
    party::Party,
    rulebook::Figure,
    text::is_blank,
};

/// The case was filed (立案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Filed {
    /// 案号.
    pub number: DocumentNumber,
    /// The item of the 权责清单 that the case is handled under.
    pub power_item: PowerItem,
    /// Against whom.
    pub party: Party,
    /// For what.
    pub violation: ViolationType,
    /// What seems to have happened, and why PR 19 is met.
    pub grounds: Grounds,
    /// The day on which the violation was committed, or ended where it went on (APL 36).
    pub violation_ended_on: Date,
    /// Life, health or financial safety with harm: five years instead of two (APL 36).
    pub long_limitation: bool,
    /// A judgement, never inferred: the act in law, where agencies agreed on a name for it (APL 29).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act_id: Option<String>,
    /// 办案人员, two at least.
    pub handlers: Vec<Handler>,
    /// 立案审批表.
    pub approval: DocumentRef,
    /// How many handlers the case wants at least, as it was looked up (APL 42).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub handlers_min: Option<Figure<u32>>,
    /// The period in which the violation may be penalised, as it was looked up (APL 36).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limitation: Option<Deadline>,
    /// Decision; telling the reporter.
    pub deadlines: Vec<Deadline>,
}

/// The four conditions of PR 19, each affirmed in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grounds {
    /// (1) Evidence that prima facie shows a violation.
    pub evidence: Narrative,
    /// (2) The provision under which a penalty is due.
    pub provision: String,
    /// (3) Why this agency is competent (PR 7–16).
    pub jurisdiction: Narrative,
}

/// The real-name reporter was told whether the case was filed (CMP 31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReporterInformed {
    /// How: 电话、短信、书面. It may tell whose number was called.
    pub means: Narrative,
    /// The record of it.
    pub document: DocumentRef,
}

/// Files the case (立案).
#[derive(Debug, Clone)]
pub struct File {
    /// Against whom.
    pub party: Party,
    /// For what.
    pub violation: ViolationType,
    /// Why PR 19 is met.
    pub grounds: Grounds,
    /// When the violation was committed, or ended.
    pub violation_ended_on: Date,
    /// Life, health or financial safety with harm (APL 36).
    pub long_limitation: bool,
    /// The act in law, where agencies agreed on a name for it.
    pub act_id: Option<String>,
    /// Who is to handle it.
    pub handlers: Vec<PersonId>,
    /// 立案审批表.
    pub approval: DocumentRef,
}

impl Act for File {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.handlers.iter().collect()
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.approval, "approval")]
    }

    fn number(&self) -> Option<NumberKind> {
        Some(NumberKind::Filing)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Verifying]));
        refusals.check(identified(&self.party, ("PR", "48.1(1)")));
        let article = ("PR", "19.1");
        let grounds = &self.grounds;
        filled(&mut refusals, grounds.evidence.is_blank(), "grounds.evidence", "初步证据", article);
        filled(
            &mut refusals,
            is_blank(&grounds.provision),
            "grounds.provision",
            "应当给予行政处罚的依据",
            article,
        );
        filled(
            &mut refusals,
            grounds.jurisdiction.is_blank(),
            "grounds.jurisdiction",
            "管辖依据",
            article,
        );
        let unnamed = self.act_id.as_ref().is_some_and(|it| is_blank(it));
        filled(&mut refusals, unnamed, "actId", "同一违法行为的名称", ("APL", "29"));
        refusals.check(violation::ended(self.violation_ended_on, context));
        let limitation = refusals.check(self.within_limitation(case, context)).flatten();
        let handlers = refusals.check(certified(case, context, &self.handlers, "handlers"));
        let handlers_min = officers_min(case, context).ok();
        let number = refusals.check(allotted(context));
        let typed = (&self.approval, "approval");
        refusals.check(of_type(typed, DocumentType::FilingApproval, ("PR", "19.2")));
        refusals.verdict()?;
        let power_item = context.actor.officer().and_then(|it| it.power_item.clone());
        let signed = number.zip(handlers).zip(power_item);
        let Some(signed) = signed else { return Ok(vec![]) };
        let filed = self.filed(case, context, signed)?;
        Ok(vec![Event::CaseFiled(Filed { handlers_min, limitation, ..filed })])
    }
}

impl File {
    fn filed(
        &self,
        case: &Case,
        context: &Context<'_>,
        ((number, handlers), power_item): ((DocumentNumber, Vec<Handler>), PowerItem),
    ) -> Result<Filed, Vec<Rejection>> {
        let mut deadlines = case.start(context, Timer::CaseDecide, None, context.occurred)?;
        deadlines.extend(case.to_inform_reporter(context));
        Ok(Filed {
            number,
            power_item,
            party: self.party.clone(),
            violation: self.violation,
            grounds: self.grounds.clone(),
            violation_ended_on: self.violation_ended_on,
            long_limitation: self.long_limitation,
            act_id: self.act_id.clone(),
            handlers,
            approval: self.approval.clone(),
            handlers_min: None,
            limitation: None,
            deadlines,
        })
    }
}

/// Records that the real-name reporter was told (CMP 31).
#[derive(Debug, Clone)]
pub struct InformReporter {
    /// How.
    pub means: Narrative,
    /// The record of it.
    pub document: DocumentRef,
}

impl Act for InformReporter {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<crate::Moment> {
        case.filing_decided()
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(case.filing_decided().is_some(), || {
            Code::StepMissing
                .refuse("尚未作出是否立案的决定", "it is not decided yet whether to file")
                .under("CMP", "31.2")
        });
        refusals.require(case.has_real_name_reporter(), || {
            Code::NotProvidedFor
                .refuse("本案没有实名举报人", "nobody reported this under their real name")
                .under("CMP", "31.2")
        });
        refusals.require(!case.record.reporter_informed, || {
            Code::AlreadyDone.refuse("已经告知举报人", "the reporter has been told already")
        });
        filled(&mut refusals, self.means.is_blank(), "means", "告知方式", ("CMP", "31.2"));
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::ReporterNotice, ("CMP", "31.2")));
        refusals.verdict()?;
        Ok(vec![Event::ReporterInformed(ReporterInformed {
            means: self.means.clone(),
            document: self.document.clone(),
        })])
    }
}

impl Case {
    /// When it was decided whether to file.
    pub(super) fn filing_decided(&self) -> Option<crate::Moment> {
        let filed = self.record.filed.as_ref().map(|(at, _)| *at);
        filed.or(self.record.not_filed.as_ref().map(|(at, _)| *at))
    }

    fn has_real_name_reporter(&self) -> bool {
        let reporter = self.record.lead.as_ref().and_then(|it| it.reporter.as_ref());
        reporter.is_some_and(|it| it.real_name)
    }

    /// A real-name reporter has not been told yet what was decided (CMP 31).
    pub(super) fn owes_the_reporter_an_answer(&self) -> bool {
        self.filing_decided().is_some()
            && self.has_real_name_reporter()
            && !self.record.reporter_informed
    }

    pub(in crate::case) fn to_inform_reporter(&self, context: &Context<'_>) -> Vec<Deadline> {
        if !self.has_real_name_reporter() {
            return vec![];
        }
        self.start_where_owed(context, Timer::ReportInform, None, context.occurred)
    }
}

impl Fact for Filed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "19"), ("PR", "18")])
            .opening(Main::Investigating)
            .timing(&self.deadlines)
            .using(self.limitation.iter().map(|it| it.confidence))
            .using(self.handlers_min.iter().map(|it| it.confidence))
            .settling(Timer::LeadVerify, None)
            .filing([&self.approval])
    }

    fn sentence(&self) -> String {
        format!(
            "批准立案（案号{}），当事人为{}，案由为{}，指定{}为办案人员{}",
            self.number,
            self.party.shown(),
            self.violation.label(),
            named(&self.handlers),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for ReporterInformed {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("CMP", "31.2")])
            .settling(Timer::ReportInform, None)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("以{}方式将是否立案的决定告知实名举报人", text(&self.means))
    }
}
