//! Imposing: by whom, on what, from when to when.

use jiff::civil::date;

use super::{facts::*, leader, officer, with_source};
use crate::{
    Code, Role,
    citation::cite,
    restriction::{
        Command, Event, Ground, Standing, Trigger,
        imposing::{Impose, Imposed},
        notifying::Notify,
    },
};

fn asked(impose: Impose) -> Command {
    Command::Impose(impose)
}

/// Domain.md §6.5: basis, item, start, what ends it and why it is in proportion stand in the event.
#[test]
fn the_agency_that_was_told_imposes_under_an_item_of_its_own() {
    let told = finance_told().at(IMPOSED);
    let imposed = Imposed {
        entry: entry(),
        power_item: "CZ-GL-001".parse().unwrap(),
        start: date(2023, 5, 15),
        until: None,
        ends: measure("PROCUREMENT_LIMIT").end,
        basis: vec![cite("EIP", "18")],
        proportionality: finance_imposes().proportionality,
        own_ground: None,
        number: Some("川财采限〔2023〕4号".to_owned()),
        correction: None,
    };
    told.when(&finance(), &asked(finance_imposes())).then([Event::Imposed(Box::new(imposed))]);
    let after = finance_imposed();
    after.when(&finance(), &asked(finance_imposes())).then_nothing();
    let again = Impose { number: None, ..finance_imposes() };
    after.when(&finance(), &asked(again)).then_refused(&[Code::AlreadyDone]);
    assert_eq!(after.state.standing(date(2023, 5, 14)), Some(Standing::Notified));
    assert_eq!(after.state.standing(date(2023, 5, 15)), Some(Standing::Active));
}

/// APL 17; 国办发〔2024〕54号; Appendix B 14: councils, associations and platforms never act.
#[test]
fn councils_associations_and_platforms_impose_nothing() {
    for idle in
        ["JOINT_COUNCIL_ONLINE", "EXTERNAL_PARTY_INDUSTRY_ASSOCIATION", "EXTERNAL_PARTY_PLATFORM"]
    {
        let refused = finance_told().at(IMPOSED);
        let refused = refused.when(&leader(idle, "CZ-GL-001"), &asked(finance_imposes()));
        refused.then_refused(&[Code::AgencyCannotAct]);
    }
}

/// APL 17: an agency that was not told, or that has no such item, imposes nothing.
#[test]
fn an_agency_imposes_what_it_was_told_of_under_its_own_item() {
    let told = finance_told().at(IMPOSED);
    let refused =
        |actor, codes: &[Code]| told.when(&actor, &asked(finance_imposes())).then_refused(codes);
    refused(leader("SC_TAX", "SW-GL-001"), &[Code::OtherAgency, Code::NoPowerItem]);
    refused(leader("SC_FINANCE", "SW-GL-001"), &[Code::NoPowerItem, Code::NoPowerItem]);
    refused(leader("SC_FINANCE", "XX-404"), &[Code::NoPowerItem, Code::NoPowerItem]);
    refused(officer("SC_FINANCE", Role::AgencyLeader, None), &[Code::NoPowerItem]);
    refused(officer("SC_FINANCE", Role::Handler, Some("CZ-GL-001")), &[Code::NotPermitted]);
    let penalties = leader("CITY_5101_AMR", "SCJG-CF-001");
    let weighting = impose("LICENCE_WEIGHTING", &[("SDL", "15")]);
    let told = super::facts::told(notify("LICENCE_WEIGHTING", "CITY_5101_AMR")).at(IMPOSED);
    told.when(&penalties, &asked(weighting)).then_refused(&[Code::NoPowerItem]);
}

/// SC49: no basis, no measure; LIST24: none but the catalogue's.
#[test]
fn a_measure_without_a_basis_in_force_is_refused() {
    let told = finance_told().at(IMPOSED);
    let refused = |basis: &[Ground], codes: &[Code]| {
        let command = asked(Impose { basis: basis.to_vec(), ..finance_imposes() });
        told.when(&finance(), &command).then_refused(codes)
    };
    let article = |of, article| Ground::Article(cite(of, article));
    refused(&[], &[Code::NoBasis]);
    refused(&[article("XX", "1")], &[Code::NoBasis]);
    // In force from December 2025.
    refused(&[article("EIP", "18"), article("CR25", "0")], &[Code::NoBasis]);
    // In force, but the catalogue names another.
    refused(&[article("GPL", "22")], &[Code::NoBasis]);
    // The catalogue is none by itself, and what reduces rights wants a statute.
    refused(&[article("LIST24", "0")], &[Code::NoBasis, Code::NoBasis]);
    let beyond = asked(Impose { measure: "NO_LOANS".parse().unwrap(), ..finance_imposes() });
    told.when(&finance(), &beyond).then_refused(&[Code::Contradictory, Code::NoBasis]);
}

/// CRC; App. D 13: a risk class directs inspections, and restricts nobody, whatever stands beside it.
#[test]
fn a_risk_class_is_no_ground_for_a_restriction() {
    let told = finance_told().at(IMPOSED);
    let class = Ground::Article(cite("CRC", "0"));
    for basis in [vec![class.clone()], vec![Ground::Article(cite("EIP", "18")), class]] {
        let command = asked(Impose { basis, ..finance_imposes() });
        let refused = told.when(&finance(), &command).then_refused(&[Code::NoBasis]);
        assert!(refused[0].message.contains("企业信用风险分类"), "{refused:?}");
        assert_eq!(refused[0].citation, Some(cite("CRC", "0")));
    }
}

/// Scenario 23: a platform's delisting is private.
#[test]
fn a_private_delisting_is_no_basis() {
    let told = finance_told().at(IMPOSED);
    let rule = Ground::PlatformRule("甲平台商家违规处理规则".to_owned());
    for basis in [vec![rule.clone()], vec![Ground::Article(cite("EIP", "18")), rule]] {
        let command = asked(Impose { basis, ..finance_imposes() });
        let refused = told.when(&finance(), &command).then_refused(&[Code::NoBasis]);
        assert!(refused[0].message.contains("平台下架、封号是其与用户之间的自主约定"));
        assert_eq!(refused[0].citation, Some(cite("SC49", "0")));
    }
}

/// All that is missing is said at once.
#[test]
fn proportion_and_start_are_said() {
    let bare = Impose {
        proportionality: " ".into(),
        start: date(2023, 5, 14),
        term: Some(3),
        ..finance_imposes()
    };
    finance_told().at(IMPOSED).when(&finance(), &asked(bare)).then_refused(&[
        Code::Incomplete,
        Code::TooEarly,
        Code::NotProvidedFor,
    ]);
}

/// INV 15: on tax grounds alone.
#[test]
fn the_tax_authority_needs_a_ground_of_its_own() {
    let told = told(notify("INVOICE_SUPPLY", "SC_TAX")).at(IMPOSED);
    let tax = leader("SC_TAX", "SW-GL-001");
    let without = impose("INVOICE_SUPPLY", &[("INV", "15")]);
    let refused = told.when(&tax, &asked(without.clone())).then_refused(&[Code::Incomplete]);
    assert_eq!(refused[0].citation, Some(cite("INV", "15")));
    let ground = Some("纳税信用等级评定为D级。".into());
    let state = told.after(&tax, &asked(Impose { own_ground: ground, ..without })).state;
    assert_eq!(state.standing(date(2023, 5, 15)), Some(Standing::Active));
}

/// FSL 135: five years from the day of the decision, whenever the ban is entered.
#[test]
fn a_statutory_term_is_counted_from_the_decision() {
    let revoked = Trigger::FoodLicenceRevoked;
    let told = told(notify_of_penalty("FOOD_LICENCE_BAN", "CITY_5101_AMR", revoked, subject()));
    let bureau = leader("CITY_5101_AMR", "SCJG-XK-001");
    let ban = impose("FOOD_LICENCE_BAN", &[("FSL", "135.1")]);
    let state = told.clone().at(IMPOSED).after(&bureau, &asked(ban.clone())).state;
    let last = date(2028, 5, 6);
    assert_eq!(state.pair().unwrap().imposed().unwrap().until, Some(last));
    assert_eq!(state.standing(last), Some(Standing::Active));
    let late = told.at("2028-05-08T09:00:00+08:00");
    let ban = Impose { start: date(2028, 5, 8), ..ban };
    late.when(&bureau, &asked(ban)).then_refused(&[Code::TooLate]);
}

/// BID 53: between one year and two, as whoever imposes says.
#[test]
fn a_term_that_the_law_leaves_open_is_said() {
    let collusion = Trigger::BiddingCollusion;
    let told = told(notify_of_penalty("BIDDING_BAN", "SC_DRC", collusion, subject())).at(IMPOSED);
    let drc = leader("SC_DRC", "FGW-GL-001");
    let ban = |term| asked(Impose { term, ..impose("BIDDING_BAN", &[("BID", "53")]) });
    for term in [None, Some(0), Some(3)] {
        told.when(&drc, &ban(term)).then_refused(&[Code::NotProvidedFor]);
    }
    let state = told.after(&drc, &ban(Some(2))).state;
    assert_eq!(state.pair().unwrap().imposed().unwrap().until, Some(date(2025, 5, 6)));
}

/// Appendix B 6: a source that has fallen bears nothing, also where the pair wasn't told yet.
#[test]
fn nothing_is_imposed_on_a_source_that_has_fallen() {
    let told = finance_told().at(IMPOSED);
    let fallen = |on| told.clone().knowing(|it| *it = with_source(it.clone(), Some(on)));
    let command = asked(finance_imposes());
    fallen(date(2023, 5, 15)).when(&finance(), &command).then_refused(&[Code::NoBasis]);
    assert!(fallen(date(2023, 5, 16)).when(&finance(), &command).events().is_ok());
    let unread = told.knowing(|it| it.source = None);
    unread.when(&finance(), &command).then_refused(&[Code::NotFound]);
}

/// The branch of the central bank that was told has given way to another one.
#[test]
fn whoever_has_taken_over_from_an_agency_answers_for_it() {
    let information = impose("CREDIT_INFORMATION", &[("CIR", "44")]);
    let start = date(2023, 9, 1);
    let command = asked(Impose { start, ..information });
    let told = told(notify("CREDIT_INFORMATION", "PBOC_CHENGDU")).at("2023-09-01T09:00:00+08:00");
    let before = told.when(&leader("PBOC_CHENGDU", "RH-GL-001"), &command);
    before.then_refused(&[Code::AgencyCannotAct]);
    let state = told.after(&leader("PBOC_SICHUAN", "RH-GL-001"), &command).state;
    assert_eq!(state.standing(start), Some(Standing::Active));
}

/// domain.md §6.7: a measure that lasts with its source begins while that lasts.
#[test]
fn a_measure_that_lasts_with_its_source_begins_while_that_lasts() {
    let last = date(2026, 5, 6);
    let told =
        || told(Notify { source_until: Some(last), ..notify("PROCUREMENT_LIMIT", "SC_FINANCE") });
    let from = |start| asked(Impose { start, ..finance_imposes() });
    let on_the_last = told().at(IMPOSED).after(&finance(), &from(last));
    assert_eq!(on_the_last.state.standing(last), Some(Standing::Active));
    let after = told().at(IMPOSED);
    after.when(&finance(), &from(date(2026, 5, 7))).then_refused(&[Code::TooLate]);
}
