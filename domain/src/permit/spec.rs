//! Who may act: one thing wrong at a time, and everything at once.

use jiff::civil::{Date, date};

use super::*;
use crate::{
    Facts, Moment, Officer, Role, Rulebook,
    id::AgencyCode,
    officer::{Certificate, Posting, RoleHeld},
    spec::moment,
};

const HIRED: Date = date(2022, 11, 1);
const BUREAU: &str = "COUNTY_510104_AMR";
/// An item of the county bureaus of market supervision.
const ITEM: &str = "SCJG-CF-001";

fn handler(agency: &str, item: Option<&str>) -> Actor {
    Actor::Officer(Acting {
        person: "P-0001".parse().unwrap(),
        agency: agency.parse().unwrap(),
        role: Role::Handler,
        power_item: item.map(|it| it.parse().unwrap()),
    })
}

fn certificate(from: Date) -> Certificate {
    Certificate { number: "川A0000001".to_owned(), from, to: date(2026, 12, 31) }
}

/// The register knows a handler at `agency`, from [`HIRED`] to the end of November.
fn register(agency: &str) -> Facts {
    let agency: AgencyCode = agency.parse().unwrap();
    let to = Some(date(2022, 11, 30));
    let officer = Officer {
        person: Some("P-0001".parse().unwrap()),
        postings: vec![Posting { agency, unit: "执法一科".to_owned(), from: HIRED, to }],
        certificates: vec![certificate(date(2022, 1, 4))],
        roles: vec![RoleHeld { role: Role::Handler, from: HIRED, to }],
        ..Officer::default()
    };
    let mut facts = Facts::default();
    facts.officers.insert("P-0001".parse().unwrap(), officer);
    facts
}

fn codes(actor: &Actor, at: &str, facts: &Facts, needs: Needs) -> Vec<Code> {
    let refused = asked(actor, at, facts, |it| permit(it, needs)).err().unwrap_or_default();
    refused.iter().map(|it| it.code).collect()
}

fn asked<T>(actor: &Actor, at: &str, facts: &Facts, ask: impl FnOnce(&Context<'_>) -> T) -> T {
    let law = Rulebook::builtin().unwrap();
    let occurred: Moment = moment(at);
    let context = Context {
        actor,
        occurred,
        at: occurred,
        late_entry_reason: None,
        stated: &[],
        law: &law,
        facts,
    };
    ask(&context)
}

const NOON: &str = "2022-11-28T12:00:00+08:00";
const INVESTIGATE: Needs = Needs::penalty(Capability::Investigate);

/// PR 9: an officer of a sub-office acts under its bureau's items.
#[test]
fn an_officer_of_the_agency_may_act_under_its_items() {
    for agency in [BUREAU, "SUB_510104_01"] {
        let facts = register(agency);
        assert_eq!(codes(&handler(agency, Some(ITEM)), NOON, &facts, INVESTIGATE), []);
    }
}

/// APL 42: the register of the day decides, not the token.
#[test]
fn a_role_that_the_register_does_not_know_on_the_day_grants_nothing() {
    let actor = handler(BUREAU, Some(ITEM));
    let both = [Code::UnknownOfficer, Code::NotPermitted];
    assert_eq!(codes(&actor, NOON, &Facts::default(), INVESTIGATE), both);
    for outside in ["2022-10-31T23:59:59+08:00", "2022-12-01T00:00:00+08:00"] {
        assert_eq!(codes(&actor, outside, &register(BUREAU), INVESTIGATE), both);
    }
    let elsewhere = register("COUNTY_510107_AMR");
    assert_eq!(codes(&actor, NOON, &elsewhere, INVESTIGATE), [Code::UnknownOfficer]);
}

/// APL 42.1; PR 19.2, 22: whoever investigates or serves holds a certificate on that day; whoever decides
/// needs none.
#[test]
fn whoever_investigates_or_serves_holds_a_certificate_that_day() {
    let actor = handler(BUREAU, Some(ITEM));
    let mut facts = register(BUREAU);
    let officer = facts.officers.values_mut().next().unwrap();
    officer.certificates = vec![certificate(date(2022, 11, 29))];
    for capability in [Capability::Investigate, Capability::Serve] {
        let needs = Needs::penalty(capability);
        assert_eq!(codes(&actor, NOON, &facts, needs), [Code::NotCertified]);
        assert_eq!(codes(&actor, "2022-11-29T12:00:00+08:00", &facts, needs), []);
    }
    assert_eq!(codes(&actor, NOON, &facts, Needs::Role(Capability::KeepFile)), []);
}

#[test]
fn a_role_gives_what_the_law_says_and_no_more() {
    let (actor, facts) = (handler(BUREAU, Some(ITEM)), register(BUREAU));
    let decide = Needs::penalty(Capability::DecideForAgency);
    assert_eq!(codes(&actor, NOON, &facts, decide), [Code::NotPermitted]);
    assert_eq!(codes(&actor, NOON, &facts, Needs::Clock), [Code::NotPermitted]);
    assert_eq!(codes(&Actor::Clock, NOON, &facts, Needs::Clock), []);
    assert_eq!(codes(&Actor::Clock, NOON, &facts, INVESTIGATE), [Code::NotPermitted]);
}

/// Whoever holds several roles reads of each that it doesn't do, and of each that would.
#[test]
fn who_may_not_is_told_by_all_of_their_roles() {
    let (actor, mut facts) = (handler(BUREAU, Some(ITEM)), register(BUREAU));
    let officer = facts.officers.values_mut().next().unwrap();
    officer.roles.push(RoleHeld { role: Role::CaseReviewer, from: HIRED, to: None });
    let ended = RoleHeld { role: Role::UnitHead, from: HIRED, to: Some(HIRED) };
    officer.roles.push(ended);
    let decide = Needs::penalty(Capability::DecideForAgency);
    let refused = asked(&actor, NOON, &facts, |it| permit(it, decide)).unwrap_err();
    let told: Vec<_> = refused.iter().map(|it| (&*it.message, &*it.message_en)).collect();
    let zh = "办案人员、案件审核人员不能作出该行为，须由负责人或者主要负责人作出";
    let en = "HANDLER, CASE_REVIEWER may not do this; AGENCY_LEADER, PRINCIPAL_HEAD may";
    assert_eq!(told, [(zh, en)]);
}

/// APL 17: public power is exercised under an item of the list.
#[test]
fn public_power_wants_an_item_that_is_the_agencys() {
    let facts = register(BUREAU);
    let investigate = Needs::Role(Capability::Investigate);
    assert_eq!(codes(&handler(BUREAU, None), NOON, &facts, investigate), []);
    assert_eq!(codes(&handler(BUREAU, None), NOON, &facts, INVESTIGATE), [Code::NoPowerItem]);
    for wrong in ["XX-404", "SW-GL-001"] {
        let unheard = handler(BUREAU, Some(wrong));
        assert_eq!(codes(&unheard, NOON, &facts, INVESTIGATE), [Code::NoPowerItem]);
        assert_eq!(
            codes(&unheard, NOON, &facts, investigate),
            [Code::NoPowerItem],
            "needed or not"
        );
    }
}

/// APL 17: an item of inspection doesn't empower to penalise.
#[test]
fn an_item_of_another_kind_is_none() {
    let (actor, facts) = (handler(BUREAU, Some("SCJG-JC-001")), register(BUREAU));
    assert_eq!(codes(&actor, NOON, &facts, INVESTIGATE), [Code::NoPowerItem]);
    let inspect = Needs::Power(Capability::Investigate, PowerKind::Inspection);
    assert_eq!(codes(&actor, NOON, &facts, inspect), []);
    assert_eq!(codes(&handler(BUREAU, Some(ITEM)), NOON, &facts, inspect), [Code::NoPowerItem]);
}

/// An act that exercises no power may name an item; what the acts of its record exercise says of which kind.
#[test]
fn an_item_that_nobody_wants_is_of_the_records_kind() {
    let (actor, facts) = (handler(BUREAU, Some("SCJG-JC-001")), register(BUREAU));
    let keep = Needs::Role(Capability::KeepFile);
    assert_eq!(codes(&actor, NOON, &facts, keep), []);
    let misnamed = |actor: &Actor, kind| {
        let refused = asked(actor, NOON, &facts, |it| named_for(it, kind)).err();
        refused.unwrap_or_default().into_iter().map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(misnamed(&actor, PowerKind::Penalty), [Code::NoPowerItem]);
    assert_eq!(misnamed(&actor, PowerKind::Inspection), []);
    assert_eq!(misnamed(&handler(BUREAU, None), PowerKind::Penalty), []);
    let foreign = handler(BUREAU, Some("SW-GL-001"));
    assert_eq!(misnamed(&foreign, PowerKind::Penalty), [], "told as not the agency's already");
}

#[test]
fn a_joint_council_acts_in_nothing() {
    let council = "JOINT_COUNCIL_ONLINE";
    let actor = handler(council, Some(ITEM));
    assert_eq!(codes(&actor, NOON, &register(council), INVESTIGATE), [Code::AgencyCannotAct]);
}
