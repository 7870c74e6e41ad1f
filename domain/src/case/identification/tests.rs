//! The party is identified once, as itself, and by evidence; another kind of party is told anew.

use super::Identify;
use crate::{
    Code, Decider, Personal,
    case::{
        Case, Command, Event, Fact, Main,
        decision::Decide,
        spec::{
            HANDLER_LI, History, LEADER, UNIT_HEAD,
            age::{against, person},
            case,
            endings::{DECISION_DAY, decide, told},
            facts::{conclude, investigating, party, with_evidence},
            given,
            hearings::asked,
            interruption::suspend,
        },
    },
    id::PartId,
    party::{Age, Party, PersonDetails},
};

/// The same person, whose identity number was found.
fn numbered() -> Party {
    let Party::NaturalPerson(mut known) = person(Age::Adult) else { unreachable!() };
    known.id = "p-9d41".parse().unwrap();
    known.details = Personal::of(
        known.id.clone(),
        PersonDetails {
            name: "王小明".into(),
            id_number: Some("11010519491231002X".parse().unwrap()),
            other_paper: None,
            address: "成都市锦江区".into(),
            phone: None,
        },
    );
    Party::NaturalPerson(known)
}

fn identify(party: Party) -> Identify {
    let evidence = vec![PartId::nth('E', 1)];
    Identify { party, evidence, reason: "经公安机关人口信息系统查询确认".into() }
}

fn found(party: Party) -> Command {
    Command::IdentifyParty(identify(party))
}

/// Filed against somebody who was known by name and address alone.
fn by_name(history: History) -> History {
    against(Age::Adult, history)
}

fn penalty(party: Option<Party>) -> Command {
    Command::DecidePenalty(Decide { party, ..decide() })
}

/// PR 62.1(1): the decision names the party by the number that was found after the filing.
#[test]
fn the_decision_names_who_the_party_was_found_to_be() {
    let unknown = given(by_name(told())).at(DECISION_DAY);
    unknown.when(LEADER, penalty(Some(numbered()))).then_to_be_mended(&["party"]);
    let known = given(by_name(told())).and(HANDLER_LI, found(numbered()));
    assert_eq!(case(&known).main, Main::Noticed);
    let decided = given(known.clone()).at(DECISION_DAY).when(LEADER, penalty(None)).events();
    let [Event::PenaltyDecided(decided)] = &decided[..] else { panic!("{decided:?}") };
    assert_eq!(decided.party.subject().as_str(), "p-9d41");
    let before = penalty(Some(person(Age::Adult)));
    given(known).at(DECISION_DAY).when(LEADER, before).then_to_be_mended(&["party"]);
}

/// The case is the other subject's from then on, as the envelope tells.
#[test]
fn the_case_runs_against_who_was_found() {
    let known = given(by_name(with_evidence())).and(HANDLER_LI, found(numbered()));
    let (_, event) = known.last().unwrap();
    assert_eq!(Case::subjects(event), ["p-9d41".parse().unwrap()]);
    assert_eq!(case(&known).record.party().unwrap().subject().as_str(), "p-9d41");
    let told = "查明当事人为自然人王某某，证据E1，理由：经公安机关人口信息系统查询确认";
    assert_eq!(event.fact().sentence(), told);
}

/// PR 48.1(1); APL 63: another kind of party has other rights, so that it is reported, reviewed and told anew.
#[test]
fn another_kind_of_party_is_reported_and_told_anew() {
    let early = given(by_name(with_evidence())).and(HANDLER_LI, found(party()));
    assert!(matches!(&early.last().unwrap().1, Event::PartyIdentified(it) if !it.anew));
    let late = given(by_name(told())).and(HANDLER_LI, found(party()));
    let Some((_, Event::PartyIdentified(it))) = late.last() else { panic!("{late:?}") };
    assert!(it.anew && it.sentence().ends_with("，与此前的报告、告知类型不同，继续调查"));
    assert_eq!(case(&late).main, Main::Investigating);
    let decide = penalty(None);
    given(late.clone()).at(DECISION_DAY).when(LEADER, decide).then_refused(&[Code::StepMissing]);
    let reported = given(late).and(UNIT_HEAD, Command::ConcludeInvestigation(conclude()));
    assert_eq!(case(&reported).main, Main::Concluded);
    given(by_name(asked())).when(HANDLER_LI, found(party())).then_refused(&[Code::Unfinished]);
}

/// PR 19: somebody else is no party of the case.
#[test]
fn nobody_else_is_put_in_the_place_of_the_party() {
    let Party::NaturalPerson(mut other) = numbered() else { unreachable!() };
    other.name_digest = "12cd".into();
    given(by_name(with_evidence()))
        .when(HANDLER_LI, found(Party::NaturalPerson(other)))
        .then_to_be_mended(&["party"]);
    let Party::Organisation(mut company) = party() else { unreachable!() };
    company.registration = "510100000012345".parse().unwrap();
    let renumbered = found(Party::Organisation(company.clone()));
    assert_eq!(given(with_evidence()).when(HANDLER_LI, renumbered).events().len(), 1);
    company.name = "成都另一家信息技术有限公司".into();
    for other in [Party::Organisation(company), numbered()] {
        given(with_evidence()).when(HANDLER_LI, found(other)).then_refused(&[Code::Contradictory]);
    }
    given(with_evidence()).when(HANDLER_LI, found(party())).then_refused(&[Code::AlreadyDone]);
}

/// PR 48.1(1): it is shown by evidence on file, and said how it was found out.
#[test]
fn who_the_party_is_is_shown_by_evidence() {
    let bare = Identify { evidence: vec![], reason: " ".into(), ..identify(numbered()) };
    given(by_name(with_evidence()))
        .when(HANDLER_LI, Command::IdentifyParty(bare))
        .then_to_be_mended(&["evidence", "reason"]);
    given(by_name(investigating()))
        .when(HANDLER_LI, found(numbered()))
        .then_refused(&[Code::UnknownPart]);
}

/// PR 46, 62: neither while the investigation is suspended nor once it was decided; and by who investigates.
#[test]
fn the_party_is_identified_by_a_handler_before_the_decision() {
    let suspended = given(by_name(with_evidence())).and(LEADER, suspend());
    given(suspended).when(HANDLER_LI, found(numbered())).then_refused(&[Code::StepMissing]);
    let decided = given(by_name(told())).at(DECISION_DAY).and(LEADER, penalty(None));
    given(decided).when(HANDLER_LI, found(numbered())).then_refused(&[Code::WrongStage]);
    let led = given(by_name(with_evidence())).when(LEADER, found(numbered()));
    led.then_refused(&[Code::NotCertified, Code::NotPermitted]);
}
