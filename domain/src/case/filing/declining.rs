//! Deciding that there is no case (不予立案, PR 19, 20).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    first::{First, FirstOf, looked_back_in_words},
    limitation::{self, Committed},
};
use crate::{
    Capability, Code, Context, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Main, Needs,
        guard::{Paper, filled, of_type},
        phrase::text,
        violation,
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::SubjectId,
    rulebook::Figure,
};

/// The agency decided not to file (不予立案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotFiled {
    /// Why.
    pub reason: NotFiledReason,
    /// Which conditions of PR 19 are not met, where that is why.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub conditions: Vec<FilingCondition>,
    /// The last day of the violation, where the period in which it may be penalised had run out (APL 36).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub violation_ended_on: Option<Date>,
    /// That period, as it was looked up.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limitation: Option<Deadline>,
    /// Whose first violation it is, where that is why (PR 20.1(2)).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub first: Option<FirstOf>,
    /// In words.
    pub explanation: Narrative,
    /// 不予立案审批表.
    pub approval: DocumentRef,
    /// Telling the reporter.
    pub deadlines: Vec<Deadline>,
}

/// Why a case is not filed (PR 19, 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NotFiledReason {
    /// 违法行为轻微并及时改正，没有造成危害后果.
    MinorCorrected,
    /// 初次违法且危害后果轻微并及时改正.
    FirstMinorCorrected,
    /// 当事人有证据足以证明没有主观过错.
    NoFaultProven,
    /// A condition of PR 19 is not met.
    ConditionNotMet,
    /// 依法可以不予立案的其他情形.
    Other,
}

impl NotFiledReason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::MinorCorrected,
        Self::FirstMinorCorrected,
        Self::NoFaultProven,
        Self::ConditionNotMet,
        Self::Other,
    ];

    /// As PR 20 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MinorCorrected => "违法行为轻微并及时改正，没有造成危害后果",
            Self::FirstMinorCorrected => "初次违法且危害后果轻微并及时改正",
            Self::NoFaultProven => "当事人有证据足以证明没有主观过错",
            Self::ConditionNotMet => "不符合立案条件",
            Self::Other => "依法可以不予立案的其他情形",
        }
    }

    /// The article that names it.
    #[must_use]
    pub fn citation(self) -> Citation {
        match self {
            Self::MinorCorrected => cite("PR", "20.1(1)"),
            Self::FirstMinorCorrected => cite("PR", "20.1(2)"),
            Self::NoFaultProven => cite("PR", "20.1(3)"),
            Self::Other => cite("PR", "20.1(4)"),
            Self::ConditionNotMet => cite("PR", "19.1"),
        }
    }

    /// The law leaves it to the agency whether to file all the same; otherwise there is nothing to file (PR 19, 20).
    #[must_use]
    pub fn leaves_a_choice(self) -> bool {
        self != Self::ConditionNotMet
    }
}

/// The conditions under which a case must be filed (PR 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FilingCondition {
    /// (1) 有证据初步证明存在违法行为.
    PrimaFacieEvidence,
    /// (2) 应当给予行政处罚.
    PenaltyDue,
    /// (3) 属于本部门管辖.
    Competence,
    /// (4) 在给予行政处罚的法定期限内.
    WithinLimitation,
}

impl FilingCondition {
    /// Every condition.
    pub const ALL: [Self; 4] =
        [Self::PrimaFacieEvidence, Self::PenaltyDue, Self::Competence, Self::WithinLimitation];

    /// As PR 19 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PrimaFacieEvidence => "有证据初步证明存在违反市场监督管理法律、法规、规章的行为",
            Self::PenaltyDue => "依据市场监督管理法律、法规、规章应当给予行政处罚",
            Self::Competence => "属于本部门管辖",
            Self::WithinLimitation => "在给予行政处罚的法定期限内",
        }
    }

    /// The article that names it.
    #[must_use]
    pub fn citation(self) -> Citation {
        match self {
            Self::PrimaFacieEvidence => cite("PR", "19.1(1)"),
            Self::PenaltyDue => cite("PR", "19.1(2)"),
            Self::Competence => cite("PR", "19.1(3)"),
            Self::WithinLimitation => cite("PR", "19.1(4)"),
        }
    }
}

/// Decides not to file (不予立案).
#[derive(Debug, Clone)]
pub struct Decline {
    /// Why.
    pub reason: NotFiledReason,
    /// Which conditions of PR 19 are not met, where that is why.
    pub conditions: Vec<FilingCondition>,
    /// Whose first violation it is; asked for where that is why.
    pub party: Option<SubjectId>,
    /// The last day of the violation; asked for where the period in which it may be penalised had run out, or it is the
    /// first.
    pub violation_ended_on: Option<Date>,
    /// Life, health or financial safety with harm: five years instead of two (APL 36).
    pub long_limitation: bool,
    /// In words.
    pub explanation: Narrative,
    /// 不予立案审批表.
    pub approval: DocumentRef,
}

impl Act for Decline {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.approval, "approval")]
    }

    fn looks_back(&self) -> bool {
        self.reason == NotFiledReason::FirstMinorCorrected
    }

    fn about(&self) -> Option<&SubjectId> {
        self.party.as_ref().filter(|_| self.looks_back())
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.stands_at(&[Main::Verifying]));
        filled(
            &mut refusals,
            self.explanation.is_blank(),
            "explanation",
            "不予立案的理由",
            ("PR", "20"),
        );
        let unmet = self.reason == NotFiledReason::ConditionNotMet;
        refusals.require(unmet != self.conditions.is_empty(), || {
            Code::Contradictory
                .refuse(
                    "不符合立案条件的，请注明不符合第十九条所列的哪一项；其他理由不填写",
                    "name which conditions of PR 19 are not met where that is why, and only there",
                )
                .under("PR", "19.1")
                .at("conditions")
        });
        let limitation = refusals.check(self.too_late(case, context)).flatten();
        let first = refusals.check(self.first(case, context)).flatten();
        let typed = (&self.approval, "approval");
        refusals.check(of_type(typed, DocumentType::NonFilingApproval, ("PR", "20.2")));
        refusals.verdict()?;
        Ok(vec![Event::CaseNotFiled(NotFiled {
            reason: self.reason,
            conditions: self.conditions.clone(),
            violation_ended_on: self.violation_ended_on.filter(|_| self.is_too_late()),
            limitation,
            first,
            explanation: self.explanation.clone(),
            approval: self.approval.clone(),
            deadlines: case.to_inform_reporter(context),
        })])
    }
}

impl Decline {
    fn is_too_late(&self) -> bool {
        self.conditions.contains(&FilingCondition::WithinLimitation)
    }

    /// The period that had run out when the violation was discovered, where that is the condition which is not
    /// met (APL 36).
    fn too_late(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        if !self.is_too_late() {
            return Ok(None);
        }
        let last_on = limitation::stated(self.violation_ended_on)?;
        Committed { last_on, long: self.long_limitation }.ran_out(case, context)
    }

    /// For a first violation: whose, and how far back one of the type that the lead looks like would have counted
    /// (PR 20.1(2); APL 33.1).
    fn first(&self, case: &Case, context: &Context<'_>) -> Result<Option<FirstOf>, Vec<Rejection>> {
        if !self.looks_back() {
            return Ok(None);
        }
        let article = ("PR", "20.1(2)");
        let mut refusals = Refusals::new();
        let last_on = refusals.check(limitation::stated(self.violation_ended_on));
        refusals.check(last_on.map_or(Ok(()), |it| violation::ended(it, context)));
        filled(&mut refusals, self.party.is_none(), "party", "初次违法的当事人", article);
        let violation = case.record.lead.as_ref().and_then(|it| it.violation);
        let first = last_on.map(|last_on| First { violation, last_on, article });
        let look_back = first.map_or(Ok(None), |it| it.look_back(case, context));
        let look_back = refusals.check(look_back).flatten();
        refusals.verdict()?;
        let named = self.party.clone().zip(last_on);
        Ok(named.map(|(party, violation_ended_on)| FirstOf {
            party,
            violation_ended_on,
            look_back,
        }))
    }
}

impl NotFiled {
    fn look_back(&self) -> Option<&Figure<u32>> {
        self.first.as_ref()?.look_back.as_ref()
    }
}

impl Fact for NotFiled {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match self.reason {
            NotFiledReason::ConditionNotMet => &[("PR", "19.1"), ("PR", "20.2")],
            NotFiledReason::MinorCorrected
            | NotFiledReason::FirstMinorCorrected
            | NotFiledReason::NoFaultProven
            | NotFiledReason::Other => &[("PR", "20")],
        };
        Facets::under(basis)
            .opening(Main::NotFiled)
            .timing(&self.deadlines)
            .using(self.limitation.iter().map(|it| it.confidence))
            .using(self.look_back().map(|it| it.confidence))
            .settling(Timer::LeadVerify, None)
            .filing([&self.approval])
    }

    fn sentence(&self) -> String {
        let unmet: Vec<_> = self.conditions.iter().map(|it| it.label()).collect();
        let unmet =
            if unmet.is_empty() { String::new() } else { format!("（{}）", unmet.join("；")) };
        let reason = self.reason.label();
        let expired =
            limitation::expired_in_words(self.violation_ended_on, self.limitation.as_ref());
        let looked_back = looked_back_in_words(self.look_back());
        let why = text(&self.explanation);
        format!("决定不予立案，理由：{reason}{unmet}{looked_back}{expired}。{why}")
    }
}
