//! Mutations: who answers for what the party was penalised for (FSL 135; CO23 178).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative, Personal,
    case::{Command, answerable},
    party::identity::masked,
};

use super::super::{
    input::ActInput,
    party::{line, person},
    payload::{CasePayload, digest, execute},
    scalars::{CaseId, IdNumber, PartId, SubjectId},
    vocabulary::AnswerableCapacity,
};
use crate::App;

/// Names those who answer for what the party was penalised for (认定责任人员).
#[derive(InputObject)]
pub struct NameAnswerablePersonsInput {
    /// On account of which decision.
    decision: PartId,
    /// Who.
    persons: Vec<AnswerablePersonInput>,
    /// The evidence that shows it.
    evidence: Vec<PartId>,
}

/// Somebody who answers for what the party was penalised for. Kept sealed but for the masked name.
#[derive(InputObject)]
pub struct AnswerablePersonInput {
    /// The whole name.
    name: String,
    /// The resident identity number, by which counters find what bars them.
    id_number: IdNumber,
    /// In which capacity.
    capacity: AnswerableCapacity,
    /// 个人责任: how they bear responsibility themselves; of a representative or an operator where they do.
    responsibility: Option<String>,
}

/// Withdraws that somebody was named (撤回责任人员认定).
#[derive(InputObject)]
pub struct WithdrawAnswerablePersonInput {
    /// By which act they were named: `L1`.
    naming: PartId,
    /// Who.
    person: SubjectId,
    /// What was wrong.
    reason: String,
}

impl From<WithdrawAnswerablePersonInput> for answerable::Withdraw {
    fn from(it: WithdrawAnswerablePersonInput) -> Self {
        Self {
            naming: it.naming.into(),
            person: it.person.into(),
            reason: Narrative::noted(it.reason),
        }
    }
}

impl NameAnswerablePersonsInput {
    /// The command, its people digested.
    fn command(self, app: &App) -> Result<answerable::Name> {
        let persons = self.persons.into_iter().enumerate();
        Ok(answerable::Name {
            decision: self.decision.into(),
            persons: persons.map(|(n, it)| it.person(app, n)).collect::<Result<_>>()?,
            evidence: self.evidence.into_iter().map(Into::into).collect(),
        })
    }
}

impl AnswerablePersonInput {
    fn person(self, app: &App, n: usize) -> Result<answerable::Person> {
        let name = line(&format!("input.persons.{n}"), "name", &self.name)?;
        let number = self.id_number.0;
        let id = person(app, number.as_str());
        Ok(answerable::Person {
            shown: masked(&name),
            name: Personal::of(id.clone(), name),
            id_number: Personal::of(id.clone(), number),
            id,
            capacity: self.capacity.into(),
            responsibility: self.responsibility.map(Narrative::noted),
            calls: vec![],
        })
    }
}

/// Who answers for a decision.
#[derive(Default)]
pub struct AnswerableMutation;

#[Object]
impl AnswerableMutation {
    /// Names those whom a statute bars on account of a decision, each with an identity number (认定责任人员): the
    /// representative or the operator, whoever was in charge and directly responsible, others who were (FSL 135; CO23
    /// 178). By whoever decides for the agency, once a decision counts of which a measure of the catalogue bars somebody
    /// in that capacity. The agencies that the catalogue addresses are told of each of them, and impose by acts of their
    /// own; that lasts when the company has ended, and falls with the decision. Nobody is named twice on account of one
    /// decision.
    async fn name_answerable_persons(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: NameAnswerablePersonsInput,
    ) -> Result<CasePayload> {
        let sent = digest("nameAnswerablePersons", &input);
        let command = Command::NameAnswerablePersons(input.command(ctx.data::<App>()?)?);
        execute(ctx, case_id.into(), act, (sent, command)).await
    }

    /// Withdraws that somebody was named, who does not answer for the decision or has another identity number
    /// (撤回责任人员认定, APL 75.2): the agencies that were told of them are told so, and void what they imposed
    /// (`voidRestriction`, `WRONG_SUBJECT`). Whoever does answer is named anew.
    async fn withdraw_answerable_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: WithdrawAnswerablePersonInput,
    ) -> Result<CasePayload> {
        let sent = digest("withdrawAnswerablePerson", &input);
        let command = Command::WithdrawAnswerablePerson(input.into());
        execute(ctx, case_id.into(), act, (sent, command)).await
    }
}
