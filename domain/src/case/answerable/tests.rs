//! Who is barred besides the party, each rule with its article.

use uuid::Uuid;

use super::*;
use crate::{
    case::{
        Command,
        correction::Revoke,
        sanction::SanctionKind,
        spec::{
            HANDLER_LI, History, LEADER, case,
            endings::{p1, penalised_by, served},
            facts::{document, handed_over, sanction},
            given,
        },
    },
    document::DocumentType,
    id::EventId,
    listing::serious::Cause,
    restriction::{Calling, Trigger},
};

const DAY: &str = "2023-01-04T10:00:00+08:00";

/// The licence for food is revoked, besides a fine.
fn licence_revoked() -> History {
    penalised_by(&[
        sanction(1, SanctionKind::RevokeLicence, 0),
        sanction(2, SanctionKind::Fine, 50_000),
    ])
}

/// The company is closed on a day of December 2024.
fn closed() -> History {
    let mut history = penalised_by(&[sanction(1, SanctionKind::CloseBusiness, 0)]);
    let (at, _) = history.last_mut().unwrap();
    *at = "2024-12-23T09:00:00+08:00".parse().unwrap();
    history
}

fn person(digest: &str, capacity: Capacity, responsibility: Option<&str>) -> Person {
    let id = SubjectId::natural_person(digest);
    Person {
        shown: "刘某某".into(),
        name: Personal::of(id.clone(), "刘大年".into()),
        id_number: Personal::of(id.clone(), "11010519491231002X".parse().unwrap()),
        id,
        capacity,
        responsibility: responsibility.map(Into::into),
        calls: vec![],
    }
}

fn representative() -> Person {
    person("0af3", Capacity::LegalRepresentative, None)
}

fn in_charge() -> Person {
    person("0af4", Capacity::InCharge, Some("明知供货商无证仍安排采购。"))
}

fn names(persons: Vec<Person>) -> Command {
    let evidence = vec![PartId::nth('E', 1)];
    Command::NameAnswerablePersons(Name { decision: p1(), persons, evidence })
}

fn named(history: History, persons: Vec<Person>) -> Named {
    let events = given(history).at(DAY).when(LEADER, names(persons)).events();
    let [Event::AnswerablePersonsNamed(named)] = &events[..] else { panic!("{events:?}") };
    named.clone()
}

/// FSL 135.1: the representative of whoever loses a licence for food is barred whether or not they are to blame, and so
/// is whoever was directly responsible; each agency of the line is to be told, on account of the revocation.
#[test]
fn whose_licence_for_food_is_revoked_has_those_barred_who_answer_for_it() {
    let named = named(licence_revoked(), vec![representative(), in_charge()]);
    assert_eq!((named.id.as_str(), named.through.as_str()), ("L1", "91510100MA6CCCC11H"));
    assert_eq!(named.authority, ["FSL 135.1".parse().unwrap()]);
    for person in &named.persons {
        let [call] = &person.calls[..] else { panic!("{:?}", person.calls) };
        assert_eq!(
            (call.measure.as_str(), call.agency.as_str()),
            ("FOOD_MANAGEMENT_BAN", "SC_AMR")
        );
        assert_eq!(call.answers, [Trigger::FoodLicenceRevoked].into());
        assert_eq!(call.sanctions, [PartId::nth('S', 1)].into());
    }
    assert_eq!(
        named.sentence(),
        "认定行政处罚决定（P1）的责任人员（编号L1）：法定代表人刘某某、直接负责的主管人员刘某某（明知供货商无证仍安排采购），证据E1，由有关机关依法对其实施限制"
    );
    assert_eq!(named.facets().citations(), named.authority);
}

/// CO23 178: the representative of a company that was closed is barred only where they bear responsibility personally, and
/// by the law of the day of the decision: the one before has no such article here.
#[test]
fn the_representative_of_a_closed_company_is_barred_where_personally_responsible() {
    let at = "2024-12-30T10:00:00+08:00";
    let command =
        |responsibility| names(vec![person("0af3", Capacity::LegalRepresentative, responsibility)]);
    let refused = given(closed()).at(at).when(LEADER, command(None));
    refused.then_refused(&[Code::NotProvidedFor]);
    let events = given(closed()).at(at).when(LEADER, command(Some("指使编造记录"))).events();
    let [Event::AnswerablePersonsNamed(named)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(named.authority, ["CO23 178".parse().unwrap()]);
    let earlier = penalised_by(&[sanction(1, SanctionKind::CloseBusiness, 0)]);
    let refused = given(earlier).at(at).when(LEADER, command(Some("指使编造记录")));
    refused.then_refused(&[Code::NotProvidedFor]);
}

/// SC49: whom no statute bars on account of what was decided, nobody names so.
#[test]
fn nobody_answers_for_what_bars_nobody() {
    let fined = penalised_by(&[sanction(1, SanctionKind::Fine, 50_000)]);
    let refused = given(fined).at(DAY).when(LEADER, names(vec![representative()])).refusals();
    assert_eq!((refused.len(), refused[0].code), (1, Code::NotProvidedFor));
    assert_eq!(refused[0].field, ["persons", "0", "capacity"]);
}

/// APL 40: who answers is established by evidence, with what they did; an operator is an individual business's alone.
#[test]
fn who_answers_is_established() {
    let blank = Person { responsibility: Some(" ".into()), ..in_charge() };
    let unexplained =
        Person { id: SubjectId::natural_person("05"), responsibility: None, ..in_charge() };
    let operator = person("06", Capacity::Operator, None);
    given(licence_revoked())
        .at(DAY)
        .when(LEADER, names(vec![blank, unexplained, operator]))
        .then_to_be_mended(&[
            "persons.0.responsibility",
            "persons.1.responsibility",
            "persons.2.capacity",
        ]);
    let unproven = Name { decision: p1(), persons: vec![], evidence: vec![] };
    given(licence_revoked())
        .at(DAY)
        .when(LEADER, Command::NameAnswerablePersons(unproven.clone()))
        .then_to_be_mended(&["persons", "evidence"]);
    let unknown =
        Name { evidence: vec![PartId::nth('E', 9)], persons: vec![in_charge()], ..unproven };
    given(licence_revoked())
        .at(DAY)
        .when(LEADER, Command::NameAnswerablePersons(unknown))
        .then_refused(&[Code::UnknownPart]);
}

/// One person is named once on account of one decision, in whichever capacity; another one may follow.
#[test]
fn nobody_is_named_twice_on_account_of_one_decision() {
    let twice = names(vec![representative(), representative()]);
    given(licence_revoked()).at(DAY).when(LEADER, twice).then_refused(&[Code::AlreadyDone]);
    let once = given(licence_revoked()).at(DAY).and(LEADER, names(vec![representative()]));
    let again = person("0af3", Capacity::InCharge, Some("负责采购"));
    given(once.clone()).when(LEADER, names(vec![again])).then_refused(&[Code::AlreadyDone]);
    let more = given(once).when(LEADER, names(vec![in_charge()])).events();
    let [Event::AnswerablePersonsNamed(more)] = &more[..] else { panic!("{more:?}") };
    assert_eq!(more.id.as_str(), "L2");
}

/// APL 75.2: who was named in error is named no more, once, with a reason; the same person may be named anew.
#[test]
fn who_was_named_in_error_is_withdrawn() {
    let once =
        given(licence_revoked()).at(DAY).and(LEADER, names(vec![representative(), in_charge()]));
    let withdraw = |naming: &str, reason: &str| {
        let (naming, person) = (naming.parse().unwrap(), representative().id);
        Command::WithdrawAnswerablePerson(Withdraw { naming, person, reason: reason.into() })
    };
    let right = || withdraw("L1", "公民身份号码录入有误");
    given(once.clone()).when(LEADER, withdraw("L2", "有误")).then_refused(&[Code::UnknownPart]);
    given(once.clone()).when(LEADER, withdraw("L1", " ")).then_refused(&[Code::Incomplete]);
    given(once.clone()).when(HANDLER_LI, right()).then_refused(&[Code::NotPermitted]);
    let withdrawn = given(once).and(LEADER, right());
    assert_eq!(
        withdrawn.last().unwrap().1.fact().sentence(),
        "撤回对刘某某为行政处罚决定（P1）责任人员的认定（编号L1），理由：公民身份号码录入有误"
    );
    given(withdrawn.clone()).when(LEADER, right()).then_refused(&[Code::UnknownPart]);
    let left: Vec<_> = case(&withdrawn).record.answerable[0].counting().cloned().collect();
    assert_eq!(left.iter().map(|it| &it.id).collect::<Vec<_>>(), [&in_charge().id]);
    let anew = given(withdrawn).when(LEADER, names(vec![representative()])).events();
    assert_eq!(anew.len(), 1);
}

/// APL 57; PR 60: whoever decides for the agency names them, once it has decided, and of what counts still.
#[test]
fn a_leader_names_them_once_a_decision_counts() {
    let command = || names(vec![representative()]);
    given(licence_revoked())
        .at(DAY)
        .when(HANDLER_LI, command())
        .then_refused(&[Code::NotPermitted]);
    given(licence_revoked())
        .at("2022-12-20T10:00:00+08:00")
        .entered("2022-12-21T15:00:00+08:00")
        .when(LEADER, command())
        .then_refused(&[Code::BeforeItsBasis]);
    let revoke = |sanctions: Vec<PartId>| {
        Command::RevokeDecision(Revoke {
            decision: p1(),
            sanctions,
            anew: false,
            reason: "主体认定错误".into(),
            service: handed_over(jiff::civil::date(2023, 1, 4)),
            document: document(DocumentType::CorrectionDecision),
        })
    };
    let gone = |sanctions| given(served(licence_revoked())).at(DAY).and(LEADER, revoke(sanctions));
    // What fell meanwhile is not named for the days before.
    let entered = |history| {
        let late =
            given(history).at("2023-01-03T10:00:00+08:00").entered("2023-01-05T10:00:00+08:00");
        late.because("系统停机").when(LEADER, command())
    };
    entered(gone(vec![])).then_refused(&[Code::AlreadyDone]);
    entered(gone(vec![PartId::nth('S', 1)])).then_refused(&[Code::NotProvidedFor]);
    assert!(case(&gone(vec![])).record.answerable.is_empty());
}

/// Domain.md §6.7: two persons who answer for one decision are two pairs towards each agency, both resting on the decision.
#[test]
fn each_person_is_a_pair_of_their_own_that_rests_on_the_decision() {
    let history = licence_revoked();
    let Some((_, Event::PenaltyDecided(decided))) = history.last() else { panic!("{history:?}") };
    let event = |n| EventId::new(Uuid::from_u128(n));
    let cause = Cause { event: event(9), stream: "case-1".into(), revision: 12 };
    let penalty = Calling::of_penalty(cause, decided, jiff::civil::date(2022, 12, 21));
    let named = named(history.clone(), vec![representative(), in_charge()]);
    let callings = penalty.of_persons(event(10), &named);
    let told: Vec<_> = callings
        .iter()
        .map(|it| {
            let pair = it.calls[0].pair(it.by, Some(&it.subject.id));
            (pair, it.notify(pair).unwrap())
        })
        .collect();
    assert_ne!(told[0].0, told[1].0);
    for ((_, notify), person) in told.iter().zip(&named.persons) {
        assert_eq!((&notify.subject.id, notify.source.event), (&person.id, event(9)));
        assert_eq!(notify.subject.through.as_ref(), Some(&named.through));
        assert_eq!(notify.subject.name.as_ref(), Some(&person.name));
        assert_eq!(notify.source.sanctions, [PartId::nth('S', 1)]);
    }
    assert!(callings[0].notify(told[1].0).is_none());
}
