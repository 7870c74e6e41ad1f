//! What bars somebody who answers for a decision, by the catalogue of its day (LIST24; SC49).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Person;
use crate::{
    Code, Context, Rejection,
    case::remedy::Standing,
    citation::Citation,
    restriction::{Call, Found, calls_on},
};

/// What bars those who answer for a decision.
pub(super) struct Barring<'a> {
    pub found: Found,
    pub standing: Standing<'a>,
    pub context: &'a Context<'a>,
    pub on: Date,
}

impl Barring<'_> {
    fn decided_on(&self) -> Date {
        self.standing.decided_at.day()
    }

    /// A person with what is called for against them and was not before: somebody whose responsibility is found later is
    /// named again. Without anything, naming them would do nothing but name them.
    pub fn calls(
        &self,
        (n, person): (usize, &Person),
        before: &[&Person],
    ) -> Result<Person, Vec<Rejection>> {
        let agency = &self.standing.decided.agency;
        let capacity = (person.capacity, person.responsibility.is_some());
        let days = (self.context.law, self.decided_on(), self.on);
        let mut calls = calls_on(capacity, (&self.found, agency), days);
        let known: Vec<_> = before.iter().flat_map(|it| &it.calls).collect();
        let is_known = |call: &Call| {
            known.iter().any(|it| (&it.measure, &it.agency) == (&call.measure, &call.agency))
        };
        calls.retain(|it| !is_known(it));
        if !calls.is_empty() {
            return Ok(Person { calls, ..person.clone() });
        }
        if !before.is_empty() {
            return Err(vec![person.named_already(n)]);
        }
        let label = person.capacity.label();
        let decision = &self.standing.decided.id;
        Err(vec![
            Code::NotProvidedFor
                .refuse(
                    format!(
                        "限制措施目录中没有因决定{decision}现行有效的处罚而限制{label}的措施（须负有个人责任的，请予以说明）"
                    ),
                    format!(
                        "no measure of the catalogue bars somebody in this capacity on account of what counts of {decision}; where it wants personal responsibility, say how they bear it"
                    ),
                )
                .under("SC49", "0")
                .at(&format!("persons.{n}.capacity")),
        ])
    }

    /// The articles of the measures that are called for.
    pub fn authority(&self, persons: &[Person]) -> Vec<Citation> {
        let measures: BTreeSet<_> =
            persons.iter().flat_map(|it| &it.calls).map(|it| &it.measure).collect();
        let rows = measures.into_iter();
        let rows = rows.filter_map(|it| self.context.law.measure(it, self.decided_on()));
        let mut cited: Vec<Citation> = vec![];
        for row in rows {
            if !cited.contains(&row.authority) {
                cited.push(row.authority.clone());
            }
        }
        cited
    }
}
