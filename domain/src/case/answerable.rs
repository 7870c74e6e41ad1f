//! 责任人员: who answers for what the party was penalised for, and is barred by statute on account of it (FSL 135; CO23
//! 178): the representative, the operator, whoever was in charge and directly responsible, others who were. A decision
//! tells them by name at most, and names bar nobody. Here each is named with an identity number, in which capacity, and
//! how they bear responsibility; the agencies that the catalogue addresses are told of each of them, and impose by acts
//! of their own.

mod barring;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use self::barring::Barring;
use super::{
    Act, Case, Event, Facets, Fact, Needs,
    guard::{filled, no_such_part},
    phrase::{because, text},
    remedy::fallen,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Personal, Refusals, Rejection,
    citation::Citation,
    id::{PartId, SubjectId},
    party::{OrganisationKind, Party, identity::IdNumber},
    restriction::{Call, Capacity},
    text::is_blank,
};

/// Those who answer for what a party was penalised for were named (认定责任人员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Named {
    /// `L1`, `L2`, …
    pub id: PartId,
    /// On account of which decision.
    pub decision: PartId,
    /// Whom that is against, as of that day: the organisation for which they answer.
    pub through: SubjectId,
    /// Who.
    pub persons: Vec<Person>,
    /// The evidence that shows it.
    pub evidence: Vec<PartId>,
    /// The articles that bar them.
    pub authority: Vec<Citation>,
}

/// Somebody who answers for what a party was penalised for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// `p-` and the keyed hash of the identity number, made at the edge.
    pub id: SubjectId,
    /// 王某某: the name, masked at the edge.
    pub shown: String,
    /// The whole name.
    pub name: Personal<String>,
    /// The resident identity number.
    pub id_number: Personal<IdNumber>,
    /// In which capacity.
    pub capacity: Capacity,
    /// 个人责任: how they bear responsibility themselves; a representative or an operator may be barred without.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub responsibility: Option<Narrative>,
    /// The measures of the catalogue that are called for against them, agency by agency (LIST24).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
}

/// Somebody had been named in error (撤回责任人员认定). What agencies did about them is on the wrong subject, and their own
/// to void (domain.md §6.7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Withdrawn {
    /// By which act they were named.
    pub naming: PartId,
    /// On account of which decision.
    pub decision: PartId,
    /// Who.
    pub person: SubjectId,
    /// As they were shown.
    pub shown: String,
    /// What was wrong.
    pub reason: Narrative,
}

/// Those who were named together, and who of them no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// As they were named.
    pub named: Named,
    /// Those who had been named in error.
    pub withdrawn: Vec<SubjectId>,
}

impl Naming {
    /// Those who count still.
    pub fn counting(&self) -> impl Iterator<Item = &Person> {
        self.named.persons.iter().filter(|it| !self.withdrawn.contains(&it.id))
    }
}

/// Withdraws that somebody was named.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// By which act they were named.
    pub naming: PartId,
    /// Who.
    pub person: SubjectId,
    /// What was wrong.
    pub reason: Narrative,
}

/// Names those who answer for what a party was penalised for.
#[derive(Debug, Clone)]
pub struct Name {
    /// On account of which decision.
    pub decision: PartId,
    /// Who; what is called for against them the catalogue says.
    pub persons: Vec<Person>,
    /// The evidence that shows it.
    pub evidence: Vec<PartId>,
}

/// Nobody is held to answer for what was not established.
const ARTICLE: (&str, &str) = ("APL", "40");

impl Act for Name {
    /// Whoever decides on the penalty finds who answers for it (APL 57; PR 60): the law bars them on account of that
    /// decision.
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.decided_at(&self.decision).max(case.last_on_parts(&self.evidence))
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        // What fell before this is entered would never be taken back.
        let Some(standing) = case.standing_of(&self.decision, context.at.day()) else {
            return Err(vec![no_such_part(&self.decision, "行政处罚决定书", "decision")]);
        };
        if standing.has_fallen() {
            return Err(vec![fallen()]);
        }
        let party = case.record.party_as_corrected(standing.decided);
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.persons.is_empty(), "persons", "责任人员", ARTICLE);
        let unproven = self.evidence.is_empty();
        filled(&mut refusals, unproven, "evidence", "认定责任人员的证据", ARTICLE);
        refusals.check(case.holds_evidence(&self.evidence, ARTICLE));
        refusals.check(answers_for_an_organisation(party));
        refusals.check(self.named_once());
        let on = context.occurred.day();
        let barring = Barring { found: case.found_in(standing.lawful()), standing, context, on };
        let mut persons = vec![];
        for (n, person) in self.persons.iter().enumerate() {
            refusals.check(person.told(n));
            refusals.check(person.fits((n, party)));
            let before = case.named_before(&self.decision, &person.id);
            persons.extend(refusals.check(barring.calls((n, person), &before)));
        }
        refusals.verdict()?;
        Ok(vec![Event::AnswerablePersonsNamed(Named {
            id: PartId::nth('L', case.record.answerable.len() + 1),
            decision: self.decision.clone(),
            through: party.subject(),
            authority: barring.authority(&persons),
            persons,
            evidence: self.evidence.clone(),
        })])
    }
}

impl Name {
    /// Nobody is named twice at once.
    fn named_once(&self) -> Result<(), Vec<Rejection>> {
        let mut seen = BTreeSet::new();
        let mut refusals = Refusals::new();
        for (n, person) in self.persons.iter().enumerate() {
            refusals.require(seen.insert(&person.id), || person.named_already(n));
        }
        refusals.verdict()
    }
}

impl Act for Withdraw {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.naming)
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut namings = case.record.answerable.iter();
        let Some(naming) = namings.find(|it| it.named.id == self.naming) else {
            return Err(vec![no_such_part(&self.naming, "责任人员认定", "naming")]);
        };
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.reason.is_blank(), "reason", "撤回的理由", ARTICLE);
        let named = naming.counting().find(|it| it.id == self.person);
        refusals.require(named.is_some(), || {
            Code::UnknownPart
                .refuse(
                    "该次认定中没有此人，或者对其的认定已经撤回",
                    "nobody with this id was named there, or that was withdrawn already",
                )
                .at("person")
        });
        refusals.verdict()?;
        let withdrawn = named.map(|it| Withdrawn {
            naming: self.naming.clone(),
            decision: naming.named.decision.clone(),
            person: self.person.clone(),
            shown: it.shown.clone(),
            reason: self.reason.clone(),
        });
        Ok(withdrawn.map(Event::AnswerablePersonWithdrawn).into_iter().collect())
    }
}

/// A natural person answers for themselves: what bars them is called for by the decision.
fn answers_for_an_organisation(party: &Party) -> Result<(), Vec<Rejection>> {
    if !party.is_natural_person() {
        return Ok(());
    }
    Err(vec![
        Code::NotProvidedFor
            .refuse(
                "当事人是自然人，由其本人承担责任，不另行认定责任人员",
                "the party is a natural person, and answers for itself",
            )
            .at("persons"),
    ])
}

impl Case {
    /// As whom somebody was named already on account of a decision, and counts still.
    fn named_before(&self, decision: &PartId, person: &SubjectId) -> Vec<&Person> {
        let namings = self.record.answerable.iter().filter(|it| it.named.decision == *decision);
        namings.flat_map(Naming::counting).filter(|it| it.id == *person).collect()
    }
}

impl Person {
    /// All that bars them on account of the decision was called for before.
    fn named_already(&self, n: usize) -> Rejection {
        Code::AlreadyDone
            .refuse(
                format!("{}已经被认定为该决定的责任人员", self.shown),
                "somebody with this identity number was named for this decision already",
            )
            .at(&format!("persons.{n}"))
    }

    /// It says who, and how they bear responsibility where that makes them what they are.
    fn told(&self, n: usize) -> Result<(), Vec<Rejection>> {
        let unnamed = self.name.open().is_some_and(|it| is_blank(it));
        let unexplained = match &self.responsibility {
            Some(it) => it.is_blank(),
            None => self.capacity.is_by_responsibility(),
        };
        let missing =
            [(unnamed, "name", "姓名"), (unexplained, "responsibility", "其个人所负的责任")];
        let mut refusals = Refusals::new();
        for (_, field, what) in missing.into_iter().filter(|(missing, ..)| *missing) {
            let refusal =
                Code::Incomplete.refuse(format!("请填写{what}"), format!("`{field}` is empty"));
            let at = format!("persons.{n}.{field}");
            refusals.refuse(refusal.under(ARTICLE.0, ARTICLE.1).at(&at));
        }
        refusals.verdict()
    }

    /// An individual business has an operator and no representative; any other organisation has no operator.
    fn fits(&self, (n, party): (usize, &Party)) -> Result<(), Vec<Rejection>> {
        let Some(kind) = party.organisation_kind() else { return Ok(()) };
        let individual = kind == OrganisationKind::IndividualBusiness;
        let fits = match self.capacity {
            Capacity::LegalRepresentative => !individual,
            Capacity::Operator => individual,
            Capacity::InCharge | Capacity::OtherResponsible => true,
        };
        if fits {
            return Ok(());
        }
        Err(vec![
            Code::Contradictory
                .refuse(
                    format!("当事人是{}，没有{}", kind.label(), self.capacity.label()),
                    "an individual business has an operator, any other organisation a representative",
                )
                .at(&format!("persons.{n}.capacity")),
        ])
    }
}

impl Fact for Named {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[]).citing(&self.authority)
    }

    fn sentence(&self) -> String {
        let person = |it: &Person| {
            let responsibility = it.responsibility.as_ref();
            let responsibility = responsibility.map(|it| format!("（{}）", text(it)));
            format!("{}{}{}", it.capacity.label(), it.shown, responsibility.unwrap_or_default())
        };
        let persons: Vec<_> = self.persons.iter().map(person).collect();
        let evidence: Vec<_> = self.evidence.iter().map(PartId::as_str).collect();
        format!(
            "认定行政处罚决定（{}）的责任人员（编号{}）：{}，证据{}，由有关机关依法对其实施限制",
            self.decision,
            self.id,
            persons.join("、"),
            evidence.join("、")
        )
    }
}

impl Fact for Withdrawn {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("APL", "75.2")])
    }

    fn sentence(&self) -> String {
        format!(
            "撤回对{}为行政处罚决定（{}）责任人员的认定（编号{}）{}",
            self.shown,
            self.decision,
            self.naming,
            because(&self.reason)
        )
    }
}
