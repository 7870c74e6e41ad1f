//! Whether a case was filed, and why; how long its verification took.

use async_graphql::SimpleObject;
use domain::{
    case::{filing, lead},
    clock::Deadline,
};
use jiff::civil;

use super::{
    super::{
        scalars::{Date, DateTime, PowerItem},
        vocabulary::{FilingCondition, NotFiledReason},
    },
    entered::Entered,
    entry::FileEntry,
    register::Document,
};

/// What a case was filed for (PR 19).
#[derive(SimpleObject)]
pub struct Filing {
    /// When.
    filed_at: DateTime,
    /// The item of the 权责清单 that the case is handled under.
    power_item: PowerItem,
    /// The evidence that prima facie shows a violation.
    evidence: String,
    /// The provision under which a penalty is due.
    provision: String,
    /// Why this agency is competent.
    jurisdiction: String,
    /// When the violation was committed, or ended (APL 36).
    violation_ended_on: Date,
    /// The violation lapses after five years instead of two (APL 36).
    long_limitation: bool,
    /// The act in law, where agencies agreed on a name for it.
    act_id: Option<String>,
    /// 立案审批表.
    approval: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// Why a case was not filed (PR 20).
#[derive(SimpleObject)]
pub struct NotFiled {
    /// When that was decided.
    decided_at: DateTime,
    /// Why.
    reason: NotFiledReason,
    /// Why, in the words of the rules.
    reason_label: &'static str,
    /// Which conditions of PR 19 are not met, where that is why.
    conditions: Vec<FilingCondition>,
    /// Which, in the words of PR 19.
    conditions_labels: Vec<&'static str>,
    /// How the violation had lapsed before it was discovered, where that is why.
    limitation: Option<Limitation>,
    /// Why, in this case.
    explanation: String,
    /// 不予立案审批表.
    approval: Document,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// The limitation of a violation that was discovered too late (追责时效, APL 36).
#[derive(SimpleObject)]
pub struct Limitation {
    /// The last day of the violation.
    violation_ended_on: Date,
    /// The last day on which it would have been discovered in time; absent where it can't be told.
    lapsed_on: Option<Date>,
}

/// More time for verifying the lead (PR 18).
#[derive(SimpleObject)]
pub struct VerificationExtension {
    /// When it was given.
    extended_at: DateTime,
    /// What is special about the case.
    reason: String,
    /// The approval. Internal file: absent for whoever may not see it.
    document: Option<Document>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl From<Entered<'_, &filing::Filed>> for Filing {
    fn from(entered: Entered<'_, &filing::Filed>) -> Self {
        let it = entered.fact;
        Self {
            filed_at: entered.at(),
            power_item: it.power_item.clone().into(),
            evidence: it.grounds.evidence.shown().to_owned(),
            provision: it.grounds.provision.clone(),
            jurisdiction: it.grounds.jurisdiction.shown().to_owned(),
            violation_ended_on: it.violation_ended_on.into(),
            long_limitation: it.long_limitation,
            act_id: it.act_id.clone(),
            approval: (&it.approval).into(),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &filing::NotFiled>> for NotFiled {
    fn from(entered: Entered<'_, &filing::NotFiled>) -> Self {
        let it = entered.fact;
        Self {
            decided_at: entered.at(),
            reason: it.reason.into(),
            reason_label: it.reason.label(),
            conditions: it.conditions.iter().copied().map(Into::into).collect(),
            conditions_labels: it.conditions.iter().map(|it| it.label()).collect(),
            limitation: Limitation::expired(it.violation_ended_on, it.limitation.as_ref()),
            explanation: it.explanation.shown().to_owned(),
            approval: (&it.approval).into(),
            acts: entered.acts(),
        }
    }
}

impl Limitation {
    /// From the day on which the violation ended, and the period that ran out since.
    pub(super) fn expired(
        ended_on: Option<civil::Date>,
        period: Option<&Deadline>,
    ) -> Option<Self> {
        let lapsed_on = period.and_then(Deadline::raw_date).map(Into::into);
        ended_on.map(|it| Self { violation_ended_on: it.into(), lapsed_on })
    }
}

impl From<Entered<'_, &lead::Extended>> for VerificationExtension {
    fn from(entered: Entered<'_, &lead::Extended>) -> Self {
        Self {
            extended_at: entered.at(),
            reason: entered.fact.reason.shown().to_owned(),
            document: entered.paper(&entered.fact.document),
            acts: entered.acts(),
        }
    }
}
