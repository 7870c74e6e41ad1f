//! What a front-end developer is told: malformed values with path and expectation, documents that don't fit,
//! limits with their figures.

mod misplaced;
mod operations;

use serde_json::{Value, json};
use store::{LogKind, Options};

use crate::casework::Casework;

const REGISTER: &str = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
    registerLead(act: $act, input: $input) { case { id } userErrors { code } }
}";

const FILE: &str = "mutation($case: CaseId!, $act: ActInput!, $input: FileCaseInput!) {
    fileCase(caseId: $case, act: $act, input: $input) { userErrors { code } }
}";

fn act() -> Value {
    json!({
        "commandId": "33333333-3333-3333-3333-333333333333",
        "occurredAt": "2022-11-14T09:30:00+08:00"
    })
}

fn lead() -> Value {
    json!({
        "source": "MEDIA",
        "receivedOn": "2022-11-14",
        "clue": "某主播宣称保健食品可以治疗糖尿病",
        "suspect": "某文化传媒公司",
        "documents": []
    })
}

fn filing() -> Value {
    json!({
        "party": { "organisation": {
            "kind": "LEGAL_PERSON",
            "name": "成都某某科技有限公司",
            "registration": "92510104MA6T0X1D7T",
            "address": "成都市锦江区东大街1号",
            "representative": "刘波"
        } },
        "violation": "FALSE_ADVERTISING",
        "grounds": { "evidence": "直播录屏", "provision": "《中华人民共和国广告法》第五十五条", "jurisdiction": "住所地在锦江区" },
        "violationEndedOn": "2022-11-14",
        "longLimitation": false,
        "handlers": ["P-0001", "P-0002"],
        "approval": { "sha256": "0".repeat(64), "type": "FILING_APPROVAL", "pages": 1 }
    })
}

/// `value` with another value at a place in it.
fn with(mut value: Value, pointer: &str, other: Value) -> Value {
    *value.pointer_mut(pointer).unwrap() = other;
    value
}

/// `value` without a field of an object in it.
fn without(mut value: Value, pointer: &str, field: &str) -> Value {
    value.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().remove(field).unwrap();
    value
}

/// The first error, in a line: code, path from the argument down, message.
fn line(errors: &Value) -> String {
    let it = &errors[0];
    let path = it["extensions"]["path"].as_array().into_iter().flatten();
    let path: Vec<_> = path.map(|it| it.as_str().unwrap()).collect();
    let code = it["extensions"]["code"].as_str().unwrap();
    format!("{code} {} | {}", path.join("."), it["message"].as_str().unwrap())
}

#[tokio::test]
async fn a_malformed_value_is_named_by_its_path_with_what_is_expected_there() {
    let casework = Casework::open().await;
    let mut told = vec![];
    for (act, input) in [
        (act(), with(lead(), "/receivedOn", json!("2022-02-30"))),
        (act(), with(lead(), "/receivedOn", json!("2022-11-14T09:30:00"))),
        (with(act(), "/occurredAt", json!("2022-11-14T09:30:00")), lead()),
        (with(act(), "/commandId", json!("1")), lead()),
        (act(), with(lead(), "/source", json!("HEARSAY"))),
        (act(), with(lead(), "/clue", Value::Null)),
    ] {
        let variables = json!({ "act": act, "input": input });
        told.push(line(&casework.told("P-0001", REGISTER, variables).await));
    }
    let case = "44444444-4444-4444-4444-444444444444";
    for (case, input) in [
        ("17", filing()),
        (case, with(filing(), "/party/organisation/registration", json!("92510104MA6T0X1D7U"))),
        (case, with(filing(), "/handlers/1", json!("张伟"))),
        (case, with(filing(), "/approval/pages", json!("one"))),
        (case, with(filing(), "/approval/pages", json!(70_000))),
        (case, with(filing(), "/approval/pages", json!(0))),
        (case, with(filing(), "/party", json!({}))),
        (case, filing()),
    ] {
        let variables = json!({ "case": case, "act": act(), "input": input });
        told.push(line(&casework.told("P-0004", FILE, variables).await));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT input.receivedOn | `input.receivedOn` is malformed: expected Date: A legal day at +08:00: `2022-11-28`, and nothing behind it.",
        "BAD_USER_INPUT input.receivedOn | `input.receivedOn` is malformed: expected Date: A legal day at +08:00: `2022-11-28`, and nothing behind it.",
        "BAD_USER_INPUT act.occurredAt | `act.occurredAt` is malformed: expected DateTime: An instant. Always answered at `+08:00`; input needs an offset.",
        "BAD_USER_INPUT act.commandId | `act.commandId` is malformed: expected CommandId: The id of a command, minted by the client: a UUID. The same id never takes effect twice on one record.",
        "BAD_USER_INPUT input.source | `input.source` is malformed: expected LeadSource: SUPERVISION_CHECK, COMPLAINT, REPORT, OTHER_AGENCY, SUPERIOR, MEDIA, MONITORING",
        "BAD_USER_INPUT input.clue | `input.clue` is malformed: expected String",
        "BAD_USER_INPUT caseId | `caseId` is malformed: expected CaseId: The id of a case: a UUID.",
        "BAD_USER_INPUT input.party.organisation.registration | `input.party.organisation.registration` is malformed: `92510104MA6T0X1D7U` is not a USCC: the check character of the whole, the 18th, is wrong",
        "BAD_USER_INPUT input.handlers.1 | `input.handlers.1` is malformed: expected PersonId: A person who acts for an agency: `P-0001`.",
        "BAD_USER_INPUT input.approval.pages | `input.approval.pages` is malformed: expected Pages: How many pages a document has: 1 to 65535.",
        "BAD_USER_INPUT input.approval.pages | `input.approval.pages` is malformed: expected Pages: How many pages a document has: 1 to 65535.",
        "BAD_USER_INPUT input.approval.pages | `input.approval.pages` is malformed: expected Pages: How many pages a document has: 1 to 65535.",
        "BAD_USER_INPUT input.party | `input.party` is malformed: expected exactly one of its fields",
        "BAD_USER_INPUT input.party.organisation.kind | `input.party.organisation.kind` is malformed: the kind that its code is issued to: 92 begins those of 个体工商户 alone",
    ]
    "#);
}

/// The size of a page is met twice: where it is read, and where the page is weighed.
#[tokio::test]
async fn a_malformed_value_is_named_once() {
    let casework = Casework::open().await;
    for first in ["\"a\"", "1.5"] {
        let query = format!("{{ cases(first: {first}) {{ nodes {{ id }} }} }}");
        let told = casework.told("P-0001", &query, json!({})).await;
        assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
        assert_eq!(line(&told), "BAD_USER_INPUT first | `first` is malformed: expected Int");
    }
}

/// What is lacking is named by its own path, as what is wrong is.
#[tokio::test]
async fn a_field_that_is_lacking_or_that_there_is_not_is_named_with_what_is_expected_there() {
    let casework = Casework::open().await;
    let case = "44444444-4444-4444-4444-444444444444";
    let mut told = vec![];
    for (act, input) in [
        (without(act(), "", "commandId"), filing()),
        (act(), without(filing(), "", "violation")),
        (act(), without(filing(), "", "handlers")),
        (act(), without(filing(), "/grounds", "evidence")),
        (act(), without(filing(), "/party/organisation", "address")),
        (act(), without(filing(), "/approval", "sha256")),
        (
            act(),
            with(
                filing(),
                "/grounds",
                json!({
                    "evidence": "直播录屏", "provision": "《广告法》", "jurisdiction": "住所地", "reasons": "…"
                }),
            ),
        ),
    ] {
        let variables = json!({ "case": case, "act": act, "input": input });
        told.push(line(&casework.told("P-0004", FILE, variables).await));
    }
    let unsent = json!({ "act": act(), "input": filing() });
    told.push(line(&casework.told("P-0004", FILE, unsent).await));
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT act.commandId | `act.commandId` is malformed: expected CommandId: The id of a command, minted by the client: a UUID. The same id never takes effect twice on one record.",
        "BAD_USER_INPUT input.violation | `input.violation` is malformed: expected ViolationType: UNLICENSED_FOOD_BUSINESS, PLATFORM_LICENCE_CHECK, UNSAFE_FOOD, FALSE_ADVERTISING, PRICE_FRAUD, UNMARKED_PRICES, FAKE_TRANSACTIONS, LICENCE_NOT_DISPLAYED, UNREGISTERED_BUSINESS, TRADEMARK_INFRINGEMENT, COUNTERFEIT_PATENT, SUBSTANDARD_PRODUCTS, PROHIBITED_GOODS, UNREASONABLE_PLATFORM_TERMS, CONSUMER_RIGHTS, FALSE_REGISTRATION, FOOD_LICENCE_CONCEALMENT, FOOD_LICENCE_FRAUD, OTHER",
        "BAD_USER_INPUT input.handlers | `input.handlers` is malformed: expected [PersonId!]",
        "BAD_USER_INPUT input.grounds.evidence | `input.grounds.evidence` is malformed: expected String",
        "BAD_USER_INPUT input.party.organisation.address | `input.party.organisation.address` is malformed: expected String",
        "BAD_USER_INPUT input.approval.sha256 | `input.approval.sha256` is malformed: expected Sha256: SHA-256 of a document's bytes, 64 hexadecimal digits.",
        "BAD_USER_INPUT input.grounds.reasons | `input.grounds.reasons` is malformed: GroundsInput has no such field",
        "BAD_USER_INPUT case | `case` is malformed: expected a value: the operation declares this variable as required",
    ]
    "#);
}

#[tokio::test]
async fn a_party_is_named_in_one_line_and_by_one_number() {
    let casework = Casework::open().await;
    let mut told = vec![];
    for party in [
        json!({ "organisation": {
            "kind": "LEGAL_PERSON", "registration": "00510104MA6T0X1D7A", "address": "成都市", "name": "某公司"
        } }),
        json!({ "organisation": {
            "kind": "INDIVIDUAL_BUSINESS", "registration": "92510104MA6T0X1D7T", "address": "成都市",
            "name": "某公司\u{202e}司公"
        } }),
        json!({ "organisation": {
            "kind": "INDIVIDUAL_BUSINESS", "registration": "92510104MA6T0X1D7T", "address": "成都市",
            "name": "某店", "contact": { "name": "吴刚", "phone": "138\n0013" }
        } }),
        json!({ "naturalPerson": {
            "name": "吴刚", "age": "ADULT", "address": "成都市", "phone": "138\u{202e}3100"
        } }),
        json!({ "naturalPerson": {
            "name": "吴刚", "idNumber": "510104199003070015", "otherPaper": "护照 E12345678", "address": "成都市"
        } }),
        json!({ "naturalPerson": {
            "name": "吴刚", "idNumber": "510104199003070015", "age": "UNDER_14", "address": "成都市"
        } }),
    ] {
        let case = "44444444-4444-4444-4444-444444444444";
        let variables =
            json!({ "case": case, "act": act(), "input": with(filing(), "/party", party) });
        told.push(line(&casework.told("P-0004", FILE, variables).await));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT input.party.organisation.registration | `input.party.organisation.registration` is malformed: `00510104MA6T0X1D7A` is not a USCC: no register issues codes that begin with these two characters",
        "BAD_USER_INPUT input.party.organisation.name | `input.party.organisation.name` is malformed: one line: at most 200 characters, none of which breaks it, hides or changes the direction",
        "BAD_USER_INPUT input.party.organisation.contact.phone | `input.party.organisation.contact.phone` is malformed: one line: at most 200 characters, none of which breaks it, hides or changes the direction",
        "BAD_USER_INPUT input.party.naturalPerson.phone | `input.party.naturalPerson.phone` is malformed: one line: at most 200 characters, none of which breaks it, hides or changes the direction",
        "BAD_USER_INPUT input.party.naturalPerson.otherPaper | `input.party.naturalPerson.otherPaper` is malformed: left out where there is an identity number",
        "BAD_USER_INPUT input.party.naturalPerson.age | `input.party.naturalPerson.age` is malformed: as the identity number says, or left out",
    ]
    "#);
}

#[tokio::test]
async fn an_identity_number_is_never_repeated_in_a_refusal() {
    let casework = Casework::open().await;
    let person = json!({ "naturalPerson": {
        "name": "吴刚", "idNumber": "510104199003070012", "address": "成都市锦江区"
    } });
    let variables = json!({ "case": "44444444-4444-4444-4444-444444444444", "act": act(), "input": with(filing(), "/party", person) });
    let errors = casework.told("P-0004", FILE, variables).await;
    assert_eq!(
        errors[0]["extensions"]["path"],
        json!(["input", "party", "naturalPerson", "idNumber"])
    );
    assert!(!errors.to_string().contains("510104199003070012"), "{errors}");
}

#[tokio::test]
async fn a_value_in_the_document_itself_is_refused_like_one_in_a_variable() {
    let casework = Casework::open().await;
    let mut told = vec![];
    for document in [
        "{ case(id: \"17\") { id } }",
        "{ rules(on: \"2022-13-01\") { on } }",
        "{ cases(filter: { stages: [FILED_SOMEWHERE] }) { totalCount { value } } }",
        "query($on: Date = \"yesterday\") { rules(on: $on) { on } }",
        "{ cases(first: -1) { totalCount { value } } }",
        "{ cases(filter: { party: { nameContains: \" \" } }) { totalCount { value } } }",
    ] {
        told.push(line(&casework.told("P-0001", document, json!({})).await));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "BAD_USER_INPUT id | `id` is malformed: expected CaseId: The id of a case: a UUID.",
        "BAD_USER_INPUT on | `on` is malformed: expected Date: A legal day at +08:00: `2022-11-28`, and nothing behind it.",
        "BAD_USER_INPUT filter.stages.0 | `filter.stages.0` is malformed: expected Stage: UNOPENED, LEAD, VERIFYING, NOT_FILED, INVESTIGATING, SUSPENDED, TERMINATED, CONCLUDED, IN_REVIEW, SUPPLEMENTING, REVIEWED, APPROVED_FOR_NOTICE, NOTICED, PENALTY_DECIDED, NO_PENALTY_DECIDED, NOT_ESTABLISHED, CLOSED, ARCHIVED",
        "BAD_USER_INPUT on | `on` is malformed: expected Date: A legal day at +08:00: `2022-11-28`, and nothing behind it.",
        "BAD_USER_INPUT first | `first` is malformed: a page has 1 to 100 rows, not -1",
        "BAD_USER_INPUT filter.party.nameContains | `filter.party.nameContains` is malformed: expected a part of a name",
    ]
    "#);
}

#[tokio::test]
async fn a_document_that_does_not_fit_is_told_apart_from_one_that_is_no_graphql() {
    let casework = Casework::open().await;
    let mut told = vec![];
    for document in [
        "{ case(id: ",
        "{ casse(id: \"44444444-4444-4444-4444-444444444444\") { id } }",
        "query($id: CaseId!) { case(id: $id) { id } }",
        "query A { rules { on } } query B { rules { on } }",
    ] {
        let errors = casework.told("P-0001", document, json!({})).await;
        told.push(errors[0]["extensions"]["code"].as_str().unwrap().to_owned());
    }
    assert_eq!(
        told,
        [
            "GRAPHQL_PARSE_FAILED",
            "GRAPHQL_VALIDATION_FAILED",
            "BAD_USER_INPUT",
            "GRAPHQL_VALIDATION_FAILED"
        ]
    );
}

#[tokio::test]
async fn an_operation_that_is_too_large_is_told_the_limit() {
    let casework = Casework::open().await;
    let deep = format!(
        "{{ __type(name: \"Case\") {{ {} name {} }} }}",
        "ofType {".repeat(20),
        "}".repeat(20)
    );
    let numbers =
        |count: usize| (0..count).map(|it| format!("a{it}: number")).collect::<Vec<_>>().join(" ");
    let renamed = format!("{{ cases {{ nodes {{ {} }} }} }}", numbers(60));
    let heavy = format!("{{ cases(first: 100) {{ nodes {{ {} }} }} }}", numbers(45));
    let mut told = vec![];
    for document in [deep, renamed, heavy] {
        told.push(line(&casework.told("P-0001", &document, json!({})).await));
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "TOO_COMPLEX  | the depth of an operation is at most 16; this one reaches 17",
        "TOO_COMPLEX  | the number of aliases of an operation is at most 50; this one reaches 60",
        "TOO_COMPLEX  | the complexity of an operation is at most 4000",
    ]
    "#);
}

#[tokio::test]
async fn without_room_nothing_is_recorded_reads_go_on_and_the_same_command_is_taken_later() {
    let at = "2022-11-14T10:00:00+08:00";
    let folder = Casework::open().await.close().await;
    // A log can't be bounded below the size that it has.
    let full = Options { max_pages: Some(1), ..Options::of(LogKind::Real) };
    let mut casework = Casework::open_as(folder, at, &full);
    let mut taken = 0;
    let (act, refused) = loop {
        let act = casework.now();
        let clue = casework.clue();
        let answer = casework.send("P-0001", "registerLead", ("", act.clone(), clue)).await;
        match answer["userErrors"].as_array().unwrap().first() {
            None => taken += 1,
            Some(error) => break (act, error.clone()),
        }
        assert!(taken < 500, "the log is bounded");
    };
    assert_eq!(refused["code"], "UNAVAILABLE");
    let count = "{ cases { totalCount { value } } }";
    let counted = casework.ask("P-0001", count, json!({})).await;
    assert_eq!(counted["cases"]["totalCount"]["value"], taken);
    let folder = casework.close().await;
    let casework = Casework::open_in(folder, at);
    let answer = casework.send("P-0001", "registerLead", ("", act, casework.clue())).await;
    assert_eq!(answer["userErrors"], json!([]));
    let counted = casework.ask("P-0001", count, json!({})).await;
    assert_eq!(counted["cases"]["totalCount"]["value"], taken + 1);
}
