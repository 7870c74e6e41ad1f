//! 列入严重违法失信名单 with the penalty: its trigger, what is weighed, what was told, who consents (SDL 2, 5–13).

use jiff::civil::date;

use super::*;
use crate::{
    Acting, Actor, Code, Context, Facts, Moment, Role,
    case::{
        Case, Command, conclusion, decision, notice,
        spec::{
            History, LEADER, case,
            endings::{self, DECISION_DAY},
            facts::{self, document, reviewed},
            given, law,
        },
    },
    document::DocumentType,
    rulebook::Confidence,
};

const HANDLER: crate::case::spec::Who = crate::case::spec::HANDLER_LI;

/// The usual sanctions, the fine on the heavier grade.
fn heavy_sanctions() -> Vec<Sanction> {
    let mut sanctions = facts::sanctions();
    sanctions[1].grade = Some(Grade::Heavier);
    sanctions
}

fn proposed() -> Proposed {
    Proposed {
        field: Field::Food,
        basis: "SDL 5".parse().unwrap(),
        circumstances: Circumstances {
            serious: Some("两年内因同类违法行为被处罚三次".into()),
            ..Circumstances::default()
        },
        weighing: Weighing {
            frequency: Some("两年内三次".into()),
            influence: Some("引发多起群体投诉".into()),
            ..Weighing::default()
        },
    }
}

fn propose() -> Propose {
    Propose { proposed: proposed(), no_intent_proven: false }
}

fn decide_list() -> Decide {
    Decide {
        propose: propose(),
        says: Says {
            grounds: "情节严重，依据第五条列入".into(),
            consequences: "列为重点监管对象，不适用告知承诺制".into(),
            removal: "满一年且履行义务的可以申请提前移出，满三年移出".into(),
            remedies: "六十日内申请行政复议，六个月内提起行政诉讼".into(),
        },
        power_item: "SCJG-QT-002".parse().unwrap(),
        upper_consent: None,
    }
}

fn approve(list: Option<Propose>) -> Command {
    let serious_list = list.map(Box::new);
    let (sanctions, document) = (heavy_sanctions(), document(DocumentType::ProposalApproval));
    Command::ApproveProposal(conclusion::Approve { sanctions, serious_list, document })
}

fn serve(list: Option<Propose>) -> Command {
    let (sanctions, serious_list) = (heavy_sanctions(), list.map(Box::new));
    Command::ServePriorNotice(notice::Serve { sanctions, serious_list, ..endings::serve() })
}

fn decide(list: Option<Decide>) -> Command {
    Command::DecidePenalty(decision::Decide {
        sanctions: heavy_sanctions(),
        serious_list: list.map(Box::new),
        discretion: Some("情节严重，从重处罚".into()),
        ..endings::decide()
    })
}

fn approved(list: Option<Propose>) -> History {
    given(reviewed()).at("2022-12-09T09:00:00+08:00").and(LEADER, approve(list))
}

fn told(list: Option<Propose>) -> History {
    let approved = approved(Some(propose()));
    given(approved).at("2022-12-12T15:00:00+08:00").and(HANDLER, serve(list))
}

/// SDL 13: proposed, noticed and decided with the penalty; each of them carries it, and says so.
#[test]
fn the_list_goes_with_the_penalty_from_the_approval_to_the_decision() {
    let history =
        given(told(Some(propose()))).at(DECISION_DAY).and(LEADER, decide(Some(decide_list())));
    let last = case(&history);
    assert_eq!(last.record.proposals[0].serious_list.as_deref(), Some(&proposed()));
    assert_eq!(last.record.notices[0].1.serious_list.as_deref(), Some(&proposed()));
    let decided = last.record.decisions[0].1.serious_list.clone().unwrap();
    assert_eq!(decided.heavy, [PartId::nth('S', 2)]);
    assert_eq!(decided.consent_rule, None, "nobody is above the province's bureau here");
    for (_, event) in history.iter().rev().take(3) {
        let sentence = event.fact().sentence();
        assert!(sentence.contains("，并列入严重违法失信名单（食品安全领域）"), "{sentence}");
    }
    let basis = history.last().unwrap().1.fact().facets().citations();
    assert!(basis.iter().any(|it| it.to_string() == "SDL 13"));
}

/// SDL 13; PR 58: whoever was not told, or on another basis, is not entered.
#[test]
fn nobody_is_entered_who_was_not_told() {
    let list = |list| given(told(list)).at(DECISION_DAY).when(LEADER, decide(Some(decide_list())));
    list(None).then_refused(&[Code::HeavierThanNoticed]);
    let mut other = decide_list();
    other.propose.proposed.basis = "SDL 5(1)".parse().unwrap();
    let told = told(Some(propose()));
    given(told.clone())
        .at(DECISION_DAY)
        .when(LEADER, decide(Some(other)))
        .then_refused(&[Code::HeavierThanNoticed]);
    let without = given(told).at(DECISION_DAY).when(LEADER, decide(None));
    assert_eq!(without.events().len(), 1, "less than was told");
}

/// PR 56: nor is anybody told what no leader approved.
#[test]
fn nobody_is_told_what_no_leader_approved() {
    let approved = approved(None);
    given(approved)
        .at("2022-12-12T15:00:00+08:00")
        .when(HANDLER, serve(Some(propose())))
        .then_refused(&[Code::Contradictory]);
}

/// APL 45.2; PR 58: a leader doesn't come to the list because the party spoke.
#[test]
fn who_was_told_of_the_penalty_alone_is_entered_only_after_a_new_report() {
    let told = given(approved(None)).at("2022-12-12T15:00:00+08:00").and(HANDLER, serve(None));
    given(told).when(LEADER, approve(Some(propose()))).then_refused(&[Code::HeavierThanNoticed]);
}

/// SDL 2: a heavy penalty, and more than that.
#[test]
fn a_heavy_penalty_and_a_circumstance_bring_into_the_list() {
    let light = |grade| {
        let mut sanctions = facts::sanctions();
        sanctions[1].grade = grade;
        let (serious_list, document) =
            (Some(Box::new(propose())), document(DocumentType::ProposalApproval));
        Command::ApproveProposal(conclusion::Approve { sanctions, serious_list, document })
    };
    for grade in [None, Some(Grade::Ordinary), Some(Grade::Lighter)] {
        given(reviewed()).when(LEADER, light(grade)).then_to_be_mended(&["seriousList"]);
    }
    let mut plain = propose();
    plain.proposed.circumstances = Circumstances::default();
    let refused = given(reviewed()).when(LEADER, approve(Some(plain)));
    refused.then_to_be_mended(&["seriousList.circumstances"]);
    let kinds = SanctionKind::ALL
        .into_iter()
        .filter(|kind| Sanction { kind: *kind, ..facts::sanctions()[0].clone() }.is_heavy());
    let expected = [
        SanctionKind::LowerQualification,
        SanctionKind::RevokeLicence,
        SanctionKind::RestrictBusiness,
        SanctionKind::StopBusiness,
        SanctionKind::CloseBusiness,
        SanctionKind::RestrictEmployment,
    ];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
}

/// SDL 12: weighed, and not where the party proved that it acted without intent.
#[test]
fn what_led_there_is_weighed_and_who_had_no_intent_is_not_entered() {
    let mut unweighed = propose();
    unweighed.proposed.weighing = Weighing { harm: Some(" ".into()), ..Weighing::default() };
    let refused = given(reviewed()).when(LEADER, approve(Some(unweighed)));
    refused.then_to_be_mended(&["seriousList.weighing"]);
    let innocent = Propose { no_intent_proven: true, ..propose() };
    for (history, who, command) in [
        (reviewed(), LEADER, approve(Some(innocent.clone()))),
        (approved(Some(propose())), HANDLER, serve(Some(innocent.clone()))),
    ] {
        let given = given(history).at("2022-12-12T15:00:00+08:00");
        given.when(who, command).then_to_be_mended(&["seriousList.noIntentProven"]);
    }
    let innocent = Decide { propose: innocent, ..decide_list() };
    given(told(Some(propose())))
        .at(DECISION_DAY)
        .when(LEADER, decide(Some(innocent)))
        .then_to_be_mended(&["seriousList.noIntentProven"]);
}

/// SDL 5–10: each field has its article, and no other instrument carries an entry.
#[test]
fn an_entry_rests_on_the_article_of_its_field() {
    for (basis, fits) in [("SDL 5", true), ("SDL 5(2)", true), ("SDL 6", false), ("FSL 135", false)]
    {
        let mut list = propose();
        list.proposed.basis = basis.parse().unwrap();
        let refused = given(reviewed()).when(LEADER, approve(Some(list)));
        if fits {
            assert_eq!(refused.events().len(), 1, "{basis}");
        } else {
            refused.then_to_be_mended(&["seriousList.basis"]);
        }
    }
    let articles = Field::ALL.map(Field::article);
    assert_eq!(articles, [5, 6, 7, 8, 9, 10]);
}

/// SDL 13; APL 17: the decision says grounds, consequences, removal and remedies, under an item of its own.
#[test]
fn a_decision_to_enter_says_all_that_it_must() {
    let blank = || "".into();
    let says =
        Says { grounds: blank(), consequences: blank(), removal: blank(), remedies: blank() };
    let list = Decide { says, power_item: "SCJG-CF-001".parse().unwrap(), ..decide_list() };
    let fields = [
        "seriousList.says.grounds",
        "seriousList.says.consequences",
        "seriousList.says.removal",
        "seriousList.says.remedies",
        "seriousList.powerItem",
    ];
    given(told(Some(propose())))
        .at(DECISION_DAY)
        .when(LEADER, decide(Some(list)))
        .then_to_be_mended(&fields);
}

/// The case, as a county's bureau has it.
fn of_a_county() -> Case {
    let mut case = case(&told(Some(propose())));
    case.record.lead.as_mut().unwrap().agency = "COUNTY_510104_AMR".parse().unwrap();
    case
}

fn county(list: &Decide, day: &str) -> Result<Option<Decided>, Vec<crate::Rejection>> {
    let actor = Actor::Officer(Acting {
        person: LEADER.person(),
        agency: "COUNTY_510104_AMR".parse().unwrap(),
        role: Role::AgencyLeader,
        power_item: Some(facts::power_item()),
    });
    let (occurred, facts): (Moment, _) = (day.parse().unwrap(), Facts::default());
    let context = Context {
        actor: &actor,
        occurred,
        at: occurred,
        late_entry_reason: None,
        stated: &[],
        law: law(),
        facts: &facts,
    };
    let sanctions = heavy_sanctions();
    Asked { decide: Some(list), sanctions: &sanctions }.decide(&of_a_county(), &context)
}

fn consent(agency: &str, day: i8) -> Decide {
    let upper_consent = Some(UpperConsent {
        agency: agency.parse().unwrap(),
        given_on: date(2022, 12, day),
        document: document(DocumentType::ListingConsent),
    });
    Decide { upper_consent, ..decide_list() }
}

/// SDL (App. C, Q5): a county's bureau has the consent of the city's before it decides, by the rule of that day.
#[test]
fn a_countys_bureau_has_the_consent_of_the_one_above() {
    let fields = |list: &Decide| {
        let refused = county(list, DECISION_DAY).err().unwrap_or_default();
        refused.into_iter().map(|it| it.field.join(".")).collect::<Vec<_>>()
    };
    assert_eq!(fields(&decide_list()), ["seriousList.upperConsent"]);
    assert_eq!(fields(&consent("SC_AMR", 20)), ["seriousList.upperConsent.agency"]);
    assert_eq!(fields(&consent("CITY_5101_AMR", 22)), ["seriousList.upperConsent.givenOn"]);
    let consented = consent("CITY_5101_AMR", 20);
    let decided = county(&consented, DECISION_DAY).unwrap().unwrap();
    assert_eq!(decided.upper_consent, consented.upper_consent);
    let rule = decided.consent_rule.unwrap();
    assert_eq!((rule.amount, rule.confidence), (1, Confidence::Recalled));
}
