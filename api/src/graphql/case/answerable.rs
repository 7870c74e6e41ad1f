//! Those who were named as answerable for a decision.

use async_graphql::SimpleObject;
use domain::case::answerable;

use super::{
    super::{
        scalars::{DateTime, MeasureCode, PartId, SubjectId},
        vocabulary::AnswerableCapacity,
    },
    entered::{Entered, recorded},
    entry::FileEntry,
};

/// Those who were named as answerable for a decision (责任人员): whom a statute bars on account of it (FSL 135; CO23 178).
#[derive(SimpleObject)]
pub struct AnswerablePersons {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On account of which decision.
    decision: PartId,
    /// When.
    named_at: DateTime,
    /// Who.
    persons: Vec<AnswerablePerson>,
    /// The evidence that shows it.
    evidence: Vec<PartId>,
    /// The acts on it: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// Somebody who answers for a decision. The whole name and the identity number are had by `readSealed` alone.
#[derive(SimpleObject)]
pub struct AnswerablePerson {
    /// By which `restrictions`, `creditView` and `restrictionsBearingOn` find what bars them.
    subject_id: SubjectId,
    /// 王某某.
    name: String,
    /// In which capacity.
    capacity: AnswerableCapacity,
    /// In which capacity, in Chinese.
    capacity_label: &'static str,
    /// How they bear responsibility themselves; absent where their office alone has them barred.
    responsibility: Option<String>,
    /// The measures of the catalogue of which agencies are told on account of them.
    measures: Vec<MeasureCode>,
    /// That they had been named in error; absent while they count.
    withdrawal: Option<AnswerableWithdrawal>,
}

/// That somebody had been named in error (撤回责任人员认定).
#[derive(SimpleObject)]
pub struct AnswerableWithdrawal {
    /// When it was withdrawn.
    withdrawn_at: DateTime,
    /// What was wrong.
    reason: String,
}

impl From<Entered<'_, &answerable::Named>> for AnswerablePersons {
    fn from(entered: Entered<'_, &answerable::Named>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            decision: it.decision.clone().into(),
            named_at: entered.at(),
            persons: it.persons.iter().map(|it| AnswerablePerson::new(it, &entered)).collect(),
            evidence: it.evidence.iter().cloned().map(Into::into).collect(),
            acts: entered.acts(),
        }
    }
}

impl AnswerablePerson {
    fn new(it: &answerable::Person, entered: &Entered<'_, &answerable::Named>) -> Self {
        let mut measures: Vec<_> = it.calls.iter().map(|it| it.measure.clone()).collect();
        measures.dedup();
        let mut withdrawn = entered.later(recorded!(AnswerablePersonWithdrawn));
        let withdrawal = withdrawn.find(|withdrawn| withdrawn.fact.person == it.id);
        Self {
            subject_id: it.id.clone().into(),
            name: it.shown.clone(),
            capacity: it.capacity.into(),
            capacity_label: it.capacity.label(),
            responsibility: it.responsibility.as_ref().map(|it| it.shown().to_owned()),
            measures: measures.into_iter().map(Into::into).collect(),
            withdrawal: withdrawal.map(|it| AnswerableWithdrawal {
                withdrawn_at: it.at(),
                reason: it.fact.reason.shown().to_owned(),
            }),
        }
    }
}
