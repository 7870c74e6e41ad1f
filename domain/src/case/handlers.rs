//! Handlers: the officers who answer for a case, at least two, each with a certificate (APL 42, PR 19,
//! 22).

mod separation;

pub(super) use self::separation::{recused, separated};

use serde::{Deserialize, Serialize};

use self::separation::{unnamed, unprejudiced};
use super::phrase::because;
use super::{Act, Case, Event, Facets, Fact, Needs, guard::filled};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Role,
    id::PersonId,
    rulebook::{Figure, Quantity},
};

/// An officer as an act names one: the register's words of that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Handler {
    /// Who.
    pub person: PersonId,
    /// How the name is shown: 李某.
    pub shown: String,
    /// The number of the certificate that was valid on the day, where the act needs one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub certificate: Option<String>,
}

/// Other officers were named for the case (PR 19).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replaced {
    /// Who answers for it from now on.
    pub handlers: Vec<Handler>,
    /// Why.
    pub reason: Narrative,
}

/// Names in one phrase: `李某、张某`.
#[must_use]
pub fn named(handlers: &[Handler]) -> String {
    handlers.iter().map(|it| it.shown.as_str()).collect::<Vec<_>>().join("、")
}

impl Fact for Replaced {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "19.2"), ("APL", "42")])
    }

    fn sentence(&self) -> String {
        format!("变更办案人员，指定{}为办案人员{}", named(&self.handlers), because(&self.reason))
    }
}

/// Names other officers for the case (PR 19).
#[derive(Debug, Clone)]
pub struct Replace {
    /// Who answers for it from now on.
    pub handlers: Vec<PersonId>,
    /// Why.
    pub reason: Narrative,
}

impl Act for Replace {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::AssignOfficers)
    }

    fn people(&self) -> Vec<&PersonId> {
        self.handlers.iter().collect()
    }

    /// Each list of handlers follows the one before it.
    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.since.max(case.handlers_named())
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.is_filed_and_open());
        filled(&mut refusals, self.reason.is_blank(), "reason", "更换办案人员的理由", ("PR", "19"));
        let handlers = refusals.check(certified(case, context, &self.handlers, "handlers"));
        refusals.verdict()?;
        let handlers = handlers.unwrap_or_default();
        if handlers == case.record.handling() {
            return Ok(vec![]);
        }
        Ok(vec![Event::HandlersReplaced(Replaced { handlers, reason: self.reason.clone() })])
    }
}

/// The officers that an act names: two at least, each with a certificate valid on the day, of the
/// agency, not recused, and none who has reviewed the case or hosted its hearing (APL 42, 64(4); PR 19,
/// 22, 49).
pub(super) fn certified(
    case: &Case,
    context: &Context<'_>,
    people: &[PersonId],
    field: &str,
) -> Result<Vec<Handler>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let distinct: std::collections::BTreeSet<_> = people.iter().collect();
    if let Some(least) = refusals.check(officers_min(case, context)) {
        let (n, sure) = (least.amount, least.confidence);
        refusals.require(distinct.len() >= n as usize, || {
            Code::TooFewOfficers
                .refuse(
                    format!("执法人员不得少于{n}人"),
                    format!("at least {n} officers are needed"),
                )
                .under("APL", "42.1")
                .resting_on([sure])
                .at(field)
        });
    }
    refusals.check(each_once(people, field));
    let mut handlers = vec![];
    for (n, person) in people.iter().enumerate() {
        let checked = one_certified(case, context, person);
        handlers.extend(refusals.check_at(&format!("{field}.{n}"), checked));
    }
    refusals.verdict()?;
    Ok(handlers)
}

/// Nobody is named twice: two places for one person would read as two people (APL 42).
fn each_once(people: &[PersonId], field: &str) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for (n, person) in people.iter().enumerate() {
        refusals.require(!people[..n].contains(person), || {
            Code::Contradictory
                .refuse(format!("{person}重复列名"), format!("{person} is named twice"))
                .under("APL", "42.1")
                .at(&format!("{field}.{n}"))
        });
    }
    refusals.verdict()
}

impl Case {
    /// How many handlers the case wants at least, as the law had it when it was filed (APL 42).
    pub(super) fn handlers_min(&self) -> usize {
        self.least_handlers().map_or(0, |it| it.amount as usize)
    }

    /// The same as the law has it.
    pub(super) fn least_handlers(&self) -> Option<&Figure<u32>> {
        self.record.filed.as_ref().and_then(|(_, it)| it.handlers_min.as_ref())
    }
}

/// How many officers an act of enforcement wants at least (APL 42).
pub(super) fn officers_min(
    case: &Case,
    context: &Context<'_>,
) -> Result<Figure<u32>, Vec<Rejection>> {
    context.quantity(Quantity::OfficersMin, case.division(context), ("APL", "42.1"))
}

fn one_certified(
    case: &Case,
    context: &Context<'_>,
    person: &PersonId,
) -> Result<Handler, Vec<Rejection>> {
    let day = context.occurred.day();
    let officer = registered(context, person)?;
    let mut refusals = Refusals::new();
    refusals.require(officer.certificate.is_some(), || {
        Code::NotCertified
            .refuse(
                format!("{}（{person}）在{day}没有有效的行政执法证件", officer.shown),
                format!("{person} holds no enforcement certificate that is valid on {day}"),
            )
            .under("APL", "42.1")
    });
    refusals.check(unprejudiced(case, &officer));
    refusals.require(!case.was_recused(person, context.occurred), || recused(&officer));
    refusals.verdict()?;
    Ok(officer)
}

/// An officer of the case's agency, as the register has them on the day of the act.
pub(crate) fn registered(
    context: &Context<'_>,
    person: &PersonId,
) -> Result<Handler, Vec<Rejection>> {
    let day = context.occurred.day();
    let agencies = context.law.agencies();
    let ours = context.in_whose_name();
    let officer = context.facts.officers.get(person);
    let posting = officer.and_then(|it| it.posting_on(day));
    let theirs = posting.and_then(|it| agencies.in_whose_name(&it.agency, day));
    let named = officer.filter(|_| theirs.is_some() && theirs == ours);
    named.and_then(|it| it.named_on(day)).ok_or_else(|| {
        vec![
            Code::UnknownOfficer
                .refuse(
                    format!("{person}在{day}不是本机关在册执法人员"),
                    format!("{person} is not on the register of this agency on {day}"),
                )
                .under("APL", "42.1"),
        ]
    })
}

/// Certified officers who verified the lead or handled the case at the time of the act (PR 22); before anybody was named,
/// whoever made the check that led to it (PR 23.2).
pub(super) fn in_charge(
    case: &Case,
    context: &Context<'_>,
    people: &[PersonId],
    field: &str,
) -> Result<Vec<Handler>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    let named = case.record.in_charge_at(context.occurred);
    let checked = !case.record.is_somebody_named_by(context.occurred);
    for (n, person) in people.iter().enumerate() {
        let one_of_them = checked || named.iter().any(|it| it.person == *person);
        refusals.require(one_of_them, || unnamed(person, context).at(&format!("{field}.{n}")));
    }
    let handlers = refusals.check(certified(case, context, people, field));
    refusals.verdict()?;
    Ok(handlers.unwrap_or_default())
}

fn too_few(least: &Figure<u32>, article: (&str, &str)) -> Rejection {
    let n = least.amount;
    Code::TooFewOfficers
        .refuse(
            format!("集体讨论应当有{n}名以上负责人参加"),
            format!("{n} leaders at least discuss together"),
        )
        .under(article.0, article.1)
        .resting_on([least.confidence])
        .at("attendees")
}

/// The leaders who decide together: as many as the rulebook wants at least, each a leader of the agency on the
/// day, none of them recused (PR 4, 60, 64).
pub(super) fn leaders(
    case: &Case,
    context: &Context<'_>,
    people: &[PersonId],
    article: (&str, &str),
) -> Result<Vec<Handler>, Vec<Rejection>> {
    let day = context.occurred.day();
    let mut refusals = Refusals::new();
    let distinct: std::collections::BTreeSet<_> = people.iter().collect();
    let least = context.quantity(Quantity::LeadersMin, case.division(context), article);
    if let Some(least) = refusals.check(least) {
        refusals.require(least.amount as usize <= distinct.len(), || too_few(&least, article));
    }
    refusals.check(each_once(people, "attendees"));
    let mut leaders = vec![];
    for (n, person) in people.iter().enumerate() {
        let field = format!("attendees.{n}");
        let known = refusals.check_at(&field, registered(context, person));
        let register = context.facts.officers.get(person);
        let leads = register.is_some_and(|it| {
            it.holds(Role::AgencyLeader, day) || it.holds(Role::PrincipalHead, day)
        });
        refusals.require(known.is_none() || leads, || {
            Code::NotPermitted
                .refuse(
                    format!("{person}在{day}不是本机关负责人"),
                    format!("{person} was no leader of the agency on {day}"),
                )
                .under(article.0, article.1)
                .at(&field)
        });
        if let Some(leader) = known {
            let withdrew = case.was_recused(person, context.occurred);
            refusals.require(!withdrew, || recused(&leader).at(&field));
            leaders.push(leader);
        }
    }
    refusals.verdict()?;
    Ok(leaders)
}
