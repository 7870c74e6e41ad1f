//! Where something else stands than an input object, it is named by its own path, with indexes, and never repeated.

use serde_json::{Value, json};

use super::{act, line};
use crate::casework::Casework;

const ALTER: &str = "mutation($act: ActInput!, $input: AlterDecisionInput!) {
    alterDecision(caseId: \"44444444-4444-4444-4444-444444444444\", act: $act, input: $input) { case { id } }
}";

const APPLY: &str = "mutation($act: ActInput!, $input: ApplyForRestorationInput!) {
    applyForRestoration(act: $act, input: $input) { restoration { id } }
}";

const SECRET: &str = "92510104MA6T0X1D7T";

fn document() -> Value {
    json!({ "sha256": "0".repeat(64), "type": "PENALTY_DECISION", "pages": 1 })
}

fn alteration(service: Value, touched: Value) -> Value {
    json!({
        "decision": "D1", "reason": "减轻", "document": document(), "service": service, "touched": touched
    })
}

fn service(receipt: Value) -> Value {
    json!({ "mode": "DIRECT", "servedOn": "2022-11-14", "receipt": receipt })
}

fn application(materials: Value) -> Value {
    json!({
        "window": "GSXT", "receivedOn": "2022-11-14", "materials": materials,
        "source": "44444444-4444-4444-4444-444444444444"
    })
}

fn sent(input: Value) -> Value {
    json!({ "act": act(), "input": input })
}

/// Each in a line; what was sent is in none.
async fn told<const N: usize>(asked: [(&str, Value); N]) -> Vec<String> {
    let casework = Casework::open().await;
    let mut told = vec![];
    for (query, variables) in asked {
        let errors = casework.told("P-0001", query, variables).await;
        assert!(!errors.to_string().contains(SECRET), "{errors}");
        told.push(line(&errors));
    }
    told
}

#[tokio::test]
async fn what_is_no_input_object_is_named_where_it_stands_in_what_was_sent() {
    let right = json!({ "sanction": "S1", "effect": { "revoked": true } });
    let whole = service(document());
    let told = told([
        (ALTER, sent(alteration(service(json!(SECRET)), json!([right])))),
        (ALTER, sent(alteration(service(json!([SECRET])), json!([right])))),
        (ALTER, sent(alteration(json!([service(Value::Null)]), json!([right])))),
        (ALTER, sent(alteration(whole.clone(), json!(SECRET)))),
        (ALTER, sent(alteration(whole.clone(), json!([right, SECRET])))),
        (ALTER, sent(alteration(whole, json!([right, { "sanction": "S2", "effect": SECRET }])))),
        (APPLY, sent(application(json!({ "application": document(), "commitment": SECRET })))),
        (
            APPLY,
            sent(application(json!({ "application": document(), "proofs": [document(), SECRET] }))),
        ),
    ])
    .await;
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT input.service.receipt | `input.service.receipt` is malformed: expected an object of sha256, type, number, pages, place",
        "BAD_USER_INPUT input.service.receipt | `input.service.receipt` is malformed: expected an object of sha256, type, number, pages, place",
        "BAD_USER_INPUT input.service | `input.service` is malformed: expected an object of mode, servedOn, recipient, receipt, confirmation, announcement, recording, course",
        "BAD_USER_INPUT input.touched | `input.touched` is malformed: expected an object of sanction, effect",
        "BAD_USER_INPUT input.touched.1 | `input.touched.1` is malformed: expected an object of sanction, effect",
        "BAD_USER_INPUT input.touched.1.effect | `input.touched.1.effect` is malformed: expected exactly one of revoked, altered, confirmedIllegal, void, upheld",
        "BAD_USER_INPUT input.materials.commitment | `input.materials.commitment` is malformed: expected an object of sha256, type, number, pages, place",
        "BAD_USER_INPUT input.materials.proofs.1 | `input.materials.proofs.1` is malformed: expected an object of sha256, type, number, pages, place",
    ]
    "#);
}

/// In the document itself, in a variable of it, in one that has that value by default, under another name.
#[tokio::test]
async fn it_is_named_alike_however_it_was_sent() {
    let whole =
        |party: &str| format!("{{ cases(filter: {{ party: {party} }}) {{ nodes {{ id }} }} }}");
    let literal = whole(&format!("\"{SECRET}\""));
    let variable = format!("query($party: PartyFilterInput) {}", whole("$party"));
    let default = format!("query($party: PartyFilterInput = \"{SECRET}\") {}", whole("$party"));
    let renamed = format!(
        "query {{ ...all }}
        fragment all on Query {{ some: cases(filter: {{ party: [\"{SECRET}\"] }}) {{ nodes {{ id }} }} }}"
    );
    let told = told([
        (literal.as_str(), json!({})),
        (variable.as_str(), json!({ "party": SECRET })),
        (default.as_str(), json!({})),
        (renamed.as_str(), json!({})),
        ("{ cases(filter: 1) { nodes { id } } }", json!({})),
    ])
    .await;
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT filter.party | `filter.party` is malformed: expected exactly one of id, registration, nameContains, personName, personIdNumber, personOtherPaper",
        "BAD_USER_INPUT filter.party | `filter.party` is malformed: expected exactly one of id, registration, nameContains, personName, personIdNumber, personOtherPaper",
        "BAD_USER_INPUT filter.party | `filter.party` is malformed: expected exactly one of id, registration, nameContains, personName, personIdNumber, personOtherPaper",
        "BAD_USER_INPUT filter.party | `filter.party` is malformed: expected exactly one of id, registration, nameContains, personName, personIdNumber, personOtherPaper",
        "BAD_USER_INPUT filter | `filter` is malformed: expected an object of agency, stages, handler, party, filedFrom, filedTo, violation, number, documentNumber, voidedNumber",
    ]
    "#);
}

/// Whatever the type's name ends with.
#[tokio::test]
async fn any_input_object_is_named() {
    let case = "id: \"44444444-4444-4444-4444-444444444444\"";
    let told = told([
        (&format!("{{ case({case}, asOf: \"2026\") {{ id }} }}"), json!({})),
        (
            &format!("query($asOf: AsOf) {{ case({case}, asOf: $asOf) {{ id }} }}"),
            json!({ "asOf": SECRET }),
        ),
        ("{ deadlines(asOf: [1]) { nodes { recordId } } }", json!({})),
        ("{ worklist(consistency: \"x\") { nodes { kind } } }", json!({})),
        ("{ restrictions(asOf: 5) { nodes { id } } }", json!({})),
    ])
    .await;
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT asOf | `asOf` is malformed: expected exactly one of recordedAt, position",
        "BAD_USER_INPUT asOf | `asOf` is malformed: expected exactly one of recordedAt, position",
        "BAD_USER_INPUT asOf | `asOf` is malformed: expected exactly one of recordedAt, position",
        "BAD_USER_INPUT consistency | `consistency` is malformed: expected an object of atLeast",
        "BAD_USER_INPUT asOf | `asOf` is malformed: expected an object of effectiveOn, recordedAt, position",
    ]
    "#);
}
