//! Sealed content is read for a purpose, on a basis, by whom the law lets.

use jiff::civil::date;

use super::{Access, Event, Read, SealedRead, Target};
use crate::{
    Acting, Actor, Code, Officer, Role,
    citation::cite,
    id::{AgencyCode, CaseId, PersonId},
    officer::{Posting, RoleHeld},
    spec::{Given, given},
};

fn agency() -> AgencyCode {
    "COUNTY_510104_AMR".parse().unwrap()
}

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

/// Somebody in a role, which the register knows.
fn who(id: &str, role: Role) -> (Given<Access>, Actor) {
    let from = date(2022, 1, 4);
    let officer = Officer {
        person: Some(person(id)),
        shown: "李某".into(),
        postings: vec![Posting { agency: agency(), unit: "执法大队".into(), from, to: None }],
        roles: vec![RoleHeld { role, from, to: None }],
        ..Officer::default()
    };
    let acting = Acting { person: person(id), agency: agency(), role, power_item: None };
    (given::<Access>([]).officers([officer]), Actor::Officer(acting))
}

/// Of a case that `P-0001` handles, with `P-0003` who withdrew, as did the leader `P-0007`.
fn read(target: Target) -> Read {
    Read {
        case: CaseId::new(uuid::Uuid::nil()),
        target,
        purpose: "回复举报人询问".into(),
        basis: cite("CMP", "33"),
        in_charge: vec![person("P-0001"), person("P-0003")],
        recused: vec![person("P-0003"), person("P-0007")],
    }
}

fn refused(id: &str, role: Role, target: Target) {
    let (register, actor) = who(id, role);
    register.when(&actor, &read(target)).then_refused(&[Code::NotPermitted]);
}

#[test]
fn a_reading_says_what_was_read_for_what_and_on_which_basis() {
    let (register, handler) = who("P-0001", Role::Handler);
    let read = read(Target::Reporter);
    let recorded = SealedRead {
        case: read.case,
        target: Target::Reporter,
        purpose: read.purpose.clone(),
        basis: read.basis.clone(),
    };
    register.when(&handler, &read).then([Event::SealedRead(recorded)]);
}

/// CMP 33; domain.md §9.
#[test]
fn who_reported_is_told_to_handlers_of_the_case_and_leaders_alone() {
    let (register, leader) = who("P-0004", Role::AgencyLeader);
    assert!(register.when(&leader, &read(Target::Reporter)).events().is_ok());
    refused("P-0002", Role::Handler, Target::Reporter);
    refused("P-0005", Role::CaseReviewer, Target::Reporter);
    refused("P-0006", Role::Intake, Target::Reporter);
}

/// PR 4: whoever withdrew, a leader too, learns nothing more of the people in the case.
#[test]
fn whoever_withdrew_reads_nothing() {
    for (id, role) in [("P-0003", Role::Handler), ("P-0007", Role::AgencyLeader)] {
        for target in [Target::Reporter, Target::Party] {
            let (register, actor) = who(id, role);
            register.when(&actor, &read(target)).then_refused(&[Code::Recused]);
        }
    }
}

#[test]
fn reviewers_read_the_people_of_the_file_and_intake_does_not() {
    let (register, reviewer) = who("P-0005", Role::CaseReviewer);
    assert!(register.when(&reviewer, &read(Target::Party)).events().is_ok());
    refused("P-0006", Role::Intake, Target::Party);
}

/// domain.md §9: each reading names why and on which article, one that there is and that holds on the day.
#[test]
fn without_purpose_or_basis_nothing_is_read() {
    let (register, handler) = who("P-0001", Role::Handler);
    let aimless = Read { purpose: " ".into(), ..read(Target::Party) };
    register.when(&handler, &aimless).then_refused(&[Code::Incomplete]);
    for (instrument, article) in [("NOSUCH", "1"), ("CMP", "999"), ("APL96", "46")] {
        let baseless = Read { basis: cite(instrument, article), ..read(Target::Party) };
        register.when(&handler, &baseless).then_refused(&[Code::NotProvidedFor]);
    }
}
