//! Those who answer for what a company was penalised for: named with their identity numbers, barred by the agencies that
//! are told, and free again once the decision falls (FSL 135; domain.md §6.5, §6.7).

use domain::id::SubjectId;
use serde_json::{Value, json};

use super::desk::{BANK, BUREAU, CITY, Desk, Pair, TAX};
use crate::{
    histories::rebuilt_is_live,
    papers::{FOOD_LAW, Matter, company},
    serious_list,
};

const REPRESENTATIVE: &str = "510104198506123313";
const IN_CHARGE: &str = "11010519491231002X";

const COUNTER: &str = "query($subject: SubjectId!, $asOf: TwoTimes) {
    restrictionsBearingOn(subject: $subject, matter: LICENCE, asOf: $asOf) {
        party bearing bearingLabel inSumOnly unanswered { measure { code } }
        restrictions { restriction {
            agencyName measure { name basis } source { kindLabel number agencyName decidedOn }
            through imposed { firstDay lastDay } standingLabel
        } }
    }
}";

const VIEW: &str = "query($subject: SubjectId!) { creditView(subject: $subject) {
    party penalties { standing { number } }
    domains { domainLabel active notified unfounded measures { measure { code } agencyName } }
    inPlainWords
} }";

const EXPLAINED: &str = "query($id: RestrictionId!) { explainRestriction(id: $id) {
    inPlainWords because { eventType agency sentence } sanctions
} }";

/// Food that fails the standards, for which a licence is revoked.
fn without_licence() -> Matter {
    Matter {
        violation: "UNSAFE_FOOD",
        sanctions: json!([
            { "id": "S1", "kind": "FINE", "amount": 5_000_000, "provision": FOOD_LAW },
            { "id": "S2", "kind": "REVOKE_LICENCE", "object": "食品经营许可证", "provision": FOOD_LAW }
        ]),
        ..Matter::default()
    }
}

/// The licence of a company that sells food is revoked by the decision `P1` of 10 January 2023, served two days later.
async fn licence_revoked() -> (Desk, String) {
    let mut desk = Desk::open().await;
    desk.casework.matter = Matter { party: company(), ..without_licence() };
    let case = desk.casework.decided().await;
    desk.casework.later(2);
    desk.casework.hand_over_decision(&case).await;
    (desk, case)
}

fn people() -> Value {
    json!([
        { "name": "刘波", "idNumber": REPRESENTATIVE, "capacity": "LEGAL_REPRESENTATIVE" },
        {
            "name": "陈小红",
            "idNumber": IN_CHARGE,
            "capacity": "IN_CHARGE",
            "responsibility": "负责采购，明知供货商无证仍安排进货"
        }
    ])
}

fn naming(persons: Value) -> Value {
    json!({ "decision": "P1", "persons": persons, "evidence": ["E1"] })
}

/// The same company, with both named as answerable, of whom agencies were told.
async fn named() -> (Desk, String, SubjectId) {
    let (mut desk, case) = licence_revoked().await;
    let input = naming(people());
    desk.casework.done("P-0004", "nameAnswerablePersons", (&case, input)).await;
    desk.casework.settled().await;
    let representative = subject(&desk, REPRESENTATIVE).await;
    (desk, case, representative)
}

/// Who shows an identity number at a counter of the city.
async fn subject(desk: &Desk, number: &str) -> SubjectId {
    let query = "query($number: IdNumber!) { personId(idNumber: $number) }";
    let found = desk.ask(CITY, query, json!({ "number": number })).await;
    found["personId"].as_str().unwrap().parse().unwrap()
}

async fn counter(
    desk: &Desk,
    who: super::desk::Who,
    (subject, as_of): (&SubjectId, Value),
) -> Value {
    let asked = json!({ "subject": subject.to_string(), "asOf": as_of });
    desk.ask(who, COUNTER, asked).await["restrictionsBearingOn"].take()
}

/// The city bars the representative for five years from the decision.
async fn barred() -> (Desk, String, (SubjectId, Pair)) {
    let (mut desk, case, representative) = named().await;
    let about = (&case[..], &representative);
    let pair = desk.told_of_person(CITY, "FOOD_MANAGEMENT_BAN", about).await;
    let input = pair.impose(&desk, "FOOD_MANAGEMENT_BAN", "FSL 135.1");
    assert_eq!(desk.done(CITY, "imposeRestriction", (&pair, input)).await, "生效");
    (desk, case, (representative, pair))
}

/// FSL 135.1: once named, each agency of the line is told of each person; nobody is barred by that alone, and a counter that
/// is shown the identity number sees that an answer is due.
#[tokio::test]
async fn those_who_answer_for_a_revoked_licence_are_told_of_person_by_person() {
    let (desk, case, representative) = named().await;
    let query = "query($subject: SubjectId!) { restrictions(filter: { subject: $subject }) {
        nodes { agencyName subject through measure { code personLevel } standingLabel history { sentence } }
    } }";
    let mut told = vec![];
    for number in [REPRESENTATIVE, IN_CHARGE] {
        let subject = subject(&desk, number).await;
        told.push(desk.ask(BUREAU, query, json!({ "subject": subject.to_string() })).await);
    }
    let waiting = counter(&desk, CITY, (&representative, Value::Null)).await;
    let parts = desk
        .casework
        .parts(
            &case,
            "answerablePersons { id decision evidence acts { sentence basis } persons {
                name capacityLabel responsibility measures
            } }",
        )
        .await;
    insta::assert_json_snapshot!((told, waiting, parts));
    let stranger = subject(&desk, "510104200402290010").await;
    assert_eq!(counter(&desk, CITY, (&stranger, Value::Null)).await["bearing"], "NONE_RECORDED");
    rebuilt_is_live(&desk.casework.app).await;
}

/// FSL 135.1; domain.md §6.7: the statute bars the person at the counter, with source, basis, agency and end; the company ends
/// and its own ban with it, and that of the person stays; once the decision is revoked it has lost its ground.
#[tokio::test]
async fn a_ban_on_a_person_outlasts_the_company_and_falls_with_the_decision() {
    let (mut desk, case, (representative, pair)) = barred().await;
    let here = (&representative, Value::Null);
    let barred = counter(&desk, CITY, here.clone()).await;
    let source = desk.penalty_in(&case).await;
    let own = desk.told(CITY, "FOOD_LICENCE_BAN", &source).await;
    let input = own.impose(&desk, "FOOD_LICENCE_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&own, input)).await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    let ended = json!({ "endedOn": "2023-02-03", "proof": "准予注销登记通知书" });
    assert_eq!(
        desk.done(CITY, "closeRestriction", (&own, ended.clone())).await,
        "已终止（主体终止）"
    );
    let refused = desk.refused(CITY, "closeRestriction", (&pair, ended)).await;
    assert_eq!(counter(&desk, CITY, here.clone()).await, barred);
    let view = desk.ask(CITY, VIEW, json!({ "subject": representative.to_string() })).await;
    let explained = desk.ask(CITY, EXPLAINED, json!({ "id": pair.id.to_string() })).await;
    insta::assert_json_snapshot!((barred, refused, view, explained));
    desk.casework.on("2023-02-13T10:00:00+08:00");
    serious_list::revoked(&mut desk.casework, &case).await;
    let told = desk.told_since(&pair).await;
    desk.casework.app.caught_up().await;
    let fallen = counter(&desk, CITY, here).await;
    assert_eq!(fallen["bearing"], "NONE_RECORDED");
    let before = json!({ "effectiveOn": "2023-02-12" });
    let before = counter(&desk, CITY, (&representative, before)).await;
    assert_eq!(before["bearing"], "BARRED_BY_STATUTE");
    let seen = desk.seen(CITY, &pair).await;
    insta::assert_json_snapshot!((&seen["standingLabel"], &seen["sourceFell"]));
    let lifted = desk.done(CITY, "liftRestriction", (&told, told.lift("SOURCE_FELL"))).await;
    assert_eq!(lifted, "已终止（来源失效）");
    rebuilt_is_live(&desk.casework.app).await;
}

/// domain.md §8.6, §9; PIPL 6: name and number are had for a recorded purpose alone; of another domain a counter sees how far
/// anything bears, and how many do.
#[tokio::test]
async fn who_is_barred_is_shown_masked_and_in_full_for_a_purpose_alone() {
    let (desk, case, (representative, pair)) = barred().await;
    let read = "mutation($command: CommandId!, $target: SealedTarget!) {
        readSealed(commandId: $command, target: $target, purpose: \"核对责任人员身份\", basis: \"PIPL 34\") {
            content { label value } userErrors { code }
        }
    }";
    let target = json!({ "answerable": { "caseId": case, "part": "L1" } });
    let command = "00000000-0000-0000-0000-5ea1ed000001";
    let asked = json!({ "command": command, "target": target });
    let opened = desk.casework.ask("P-0001", read, asked).await;
    // The agency that was told of the measure reads of that person what it needs for its own decision, and no other agency.
    let target = json!({ "restriction": pair.id.to_string() });
    let reads = async |who, command: &str| {
        let mut answer = desk.ask(who, read, json!({ "command": command, "target": target })).await;
        answer["readSealed"].take()
    };
    let told = reads(CITY, "00000000-0000-0000-0000-5ea1ed000002").await;
    let labels: Vec<_> =
        told["content"].as_array().unwrap().iter().map(|it| &it["label"]).collect();
    assert_eq!(labels, ["法定代表人姓名", "法定代表人公民身份号码"]);
    let known = opened["readSealed"]["content"].as_array().unwrap();
    assert!(told["content"].as_array().unwrap().iter().all(|it| known.contains(it)));
    let other = reads(TAX, "00000000-0000-0000-0000-5ea1ed000003").await;
    assert_eq!(
        (&other["content"], &other["userErrors"][0]["code"]),
        (&Value::Null, &"NOT_FOUND".into())
    );
    let tax = counter(&desk, TAX, (&representative, Value::Null)).await;
    let bank = counter(&desk, BANK, (&representative, Value::Null)).await;
    let in_sum =
        [&tax, &bank].map(|it| json!([it["bearing"], it["restrictions"], it["inSumOnly"]]));
    let sentences = desk.casework.sentences(&case).await;
    let naming: Vec<_> = sentences.iter().filter(|it| it.contains("责任人员")).collect();
    insta::assert_json_snapshot!((opened, in_sum, naming));
}

/// FSL 135.1: whoever sells food without a company is the operator, and barred from both by the decision itself: from asking
/// for a licence, and from managing anybody else's business.
#[tokio::test]
async fn a_natural_person_is_barred_by_the_decision_against_them() {
    let mut desk = Desk::open().await;
    desk.casework.matter = Matter {
        party: json!({ "naturalPerson": {
            "name": "刘波", "idNumber": REPRESENTATIVE, "address": "成都市锦江区东大街8号"
        } }),
        ..without_licence()
    };
    let case = desk.casework.decided().await;
    desk.casework.settled().await;
    let person = subject(&desk, REPRESENTATIVE).await;
    let waiting = counter(&desk, CITY, (&person, Value::Null)).await;
    let measures: Vec<_> =
        waiting["unanswered"].as_array().unwrap().iter().map(|it| &it["measure"]["code"]).collect();
    assert_eq!(measures, ["FOOD_LICENCE_BAN", "FOOD_MANAGEMENT_BAN"]);
    let source = desk.penalty_in(&case).await;
    let pair = desk.told(CITY, "FOOD_MANAGEMENT_BAN", &source).await;
    let input = pair.impose(&desk, "FOOD_MANAGEMENT_BAN", "FSL 135.1");
    assert_eq!(desk.done(CITY, "imposeRestriction", (&pair, input)).await, "生效");
    let barred = counter(&desk, CITY, (&person, Value::Null)).await;
    assert_eq!(barred["bearing"], "BARRED_BY_STATUTE");
    rebuilt_is_live(&desk.casework.app).await;
}

/// FSL 135.1: whoever has no identity number is found by the paper that they show, as it stands in the decision.
#[tokio::test]
async fn whoever_has_no_identity_number_is_found_by_their_passport() {
    let mut desk = Desk::open().await;
    desk.casework.matter = Matter {
        party: json!({ "naturalPerson": {
            "name": "Smith", "otherPaper": "护照E12345678", "age": "ADULT", "address": "成都市锦江区东大街8号"
        } }),
        ..without_licence()
    };
    desk.casework.decided().await;
    desk.casework.settled().await;
    let query = "query($paper: String, $number: IdNumber) {
        personId(otherPaper: $paper, idNumber: $number)
    }";
    let found = desk.ask(CITY, query, json!({ "paper": "护照E12345678" })).await;
    let person: SubjectId = found["personId"].as_str().unwrap().parse().unwrap();
    let waiting = counter(&desk, CITY, (&person, Value::Null)).await;
    assert_eq!(waiting["unanswered"].as_array().unwrap().len(), 2);
    let both = json!({ "paper": "护照E12345678", "number": REPRESENTATIVE });
    for asked in [both, json!({})] {
        let errors = desk.casework.told("P-0001", query, asked).await;
        let wanted = "`personId` is malformed: one of idNumber and otherPaper";
        assert_eq!(errors[0]["message"], wanted);
    }
}

/// SC49; APL 40; PR 60: by whoever decides, once, with evidence, and nobody whom no statute bars.
#[tokio::test]
async fn nobody_is_named_without_what_bars_them() {
    let (mut desk, case, _) = named().await;
    let casework = &mut desk.casework;
    let one = |capacity: &str, responsibility: Value| {
        naming(json!([{
            "name": "何平", "idNumber": "510104200402290010",
            "capacity": capacity, "responsibility": responsibility
        }]))
    };
    let mut refused = vec![
        casework.refused("P-0001", "nameAnswerablePersons", (&case, naming(people()))).await,
        casework.refused("P-0004", "nameAnswerablePersons", (&case, naming(people()))).await,
    ];
    let mut bare = one("OTHER_RESPONSIBLE", Value::Null);
    bare["evidence"] = json!([]);
    for input in [bare, one("OPERATOR", Value::Null)] {
        refused.push(casework.refused("P-0004", "nameAnswerablePersons", (&case, input)).await);
    }
    insta::assert_json_snapshot!(refused);
}

/// APL 75.2; domain.md §6.7: who was named under a wrong number is withdrawn; the agency that imposed voids, as it was told, and
/// the right one is told of anew.
#[tokio::test]
async fn who_was_named_in_error_is_on_the_wrong_subject() {
    let (mut desk, case, (stranger, pair)) = barred().await;
    desk.casework.on("2023-02-06T10:00:00+08:00");
    let reason = "公民身份号码录入有误，与同名人员混淆";
    let withdraw = json!({ "naming": "L1", "person": stranger.to_string(), "reason": reason });
    desk.casework.done("P-0004", "withdrawAnswerablePerson", (&case, withdraw.clone())).await;
    let again =
        desk.casework.refused("P-0004", "withdrawAnswerablePerson", (&case, withdraw)).await;
    let told = desk.told_since(&pair).await;
    desk.casework.app.caught_up().await;
    let free = counter(&desk, CITY, (&stranger, Value::Null)).await;
    assert_eq!(free["bearing"], "NONE_RECORDED");
    let seen = desk.seen(CITY, &pair).await;
    let wrong = json!({ "entry": told.entry.to_string(), "reason": "WRONG_SUBJECT", "explanation": reason });
    let voided = desk.done(CITY, "voidRestriction", (&told, wrong)).await;
    assert_eq!(voided, "已终止（对象错误）");
    let right = json!([{
        "name": "刘波", "idNumber": "510104200402290010", "capacity": "LEGAL_REPRESENTATIVE"
    }]);
    desk.casework.done("P-0004", "nameAnswerablePersons", (&case, naming(right))).await;
    desk.casework.settled().await;
    let right = subject(&desk, "510104200402290010").await;
    let waiting = counter(&desk, CITY, (&right, Value::Null)).await;
    let parts = "answerablePersons { id persons { name withdrawal { reason } } acts { sentence } }";
    let parts = desk.casework.parts(&case, parts).await;
    let other = subject(&desk, IN_CHARGE).await;
    let other = counter(&desk, CITY, (&other, Value::Null)).await;
    let due = [&waiting, &other].map(|it| it["unanswered"].clone());
    insta::assert_json_snapshot!((again, &seen["standingLabel"], &seen["sourceFell"], due, parts));
    rebuilt_is_live(&desk.casework.app).await;
}
