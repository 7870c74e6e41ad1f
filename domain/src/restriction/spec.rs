//! Who is told, who imposes on what, and what ends it: each rule with its article.

mod answers;
mod bearings;
mod counting;
mod endings;
pub mod facts;
mod imposing;
mod inbound;
mod plain;
mod prospects;
mod scenarios;
mod sentences;
mod sources;
mod waiting;

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{Restriction, SourceStanding, Trigger};
use crate::{
    Acting, Actor, Facts, Officer, Role,
    id::PersonId,
    officer::{Posting, RoleHeld},
    spec::Given,
};

/// Who leads an agency, under an item of it.
pub fn leader(agency: &str, item: &str) -> Actor {
    officer(agency, Role::AgencyLeader, Some(item))
}

/// An officer of an agency.
pub fn officer(agency: &str, role: Role, item: Option<&str>) -> Actor {
    Actor::Officer(Acting {
        person: person(agency, role),
        agency: agency.parse().unwrap(),
        role,
        power_item: item.map(|it| it.parse().unwrap()),
    })
}

fn person(agency: &str, role: Role) -> PersonId {
    let number = AGENCIES.iter().position(|it| *it == agency).unwrap() * 10 + role as usize;
    format!("P-{number:04}").parse().unwrap()
}

/// Those who appear.
pub const AGENCIES: [&str; 11] = [
    "CITY_5101_AMR",
    "SC_AMR",
    "SC_FINANCE",
    "SC_DRC",
    "SC_TAX",
    "CHENGDU_CUSTOMS",
    "PBOC_CHENGDU",
    "PBOC_SICHUAN",
    "JOINT_COUNCIL_ONLINE",
    "EXTERNAL_PARTY_INDUSTRY_ASSOCIATION",
    "EXTERNAL_PARTY_PLATFORM",
];

/// Everybody is on the register, and the source counts.
pub fn known(given: Given<Restriction>) -> Given<Restriction> {
    given.knowing(|it| *it = with_source(it.clone(), None))
}

/// The source has fallen on a day.
pub fn with_source(mut facts: Facts, fallen_on: Option<Date>) -> Facts {
    let from = date(2019, 1, 1);
    for agency in AGENCIES {
        for role in [Role::AgencyLeader, Role::CreditUnit, Role::Handler] {
            let posting = Posting {
                agency: agency.parse().unwrap(),
                unit: "信用监管处".to_owned(),
                from,
                to: None,
            };
            let known = Officer {
                person: Some(person(agency, role)),
                postings: vec![posting],
                roles: vec![RoleHeld { role, from, to: None }],
                ..Officer::default()
            };
            facts.officers.insert(person(agency, role), known);
        }
    }
    facts.source = Some(SourceStanding { event: facts::SOURCE, fallen_on });
    facts
}

/// What was found in a source that is an entry of the serious list.
pub fn listed() -> BTreeSet<Trigger> {
    BTreeSet::from([Trigger::SeriousList])
}
