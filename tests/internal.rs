//! The internal file (副卷): who sees it, by which question, in which cases (PR 78; domain.md §9).

use api::auth::Viewer;
use domain::Role;
use serde_json::{Value, json};

use crate::casework::{AGENCY, Casework, viewer};

/// The number that the conclusion report bears.
const NUMBER: &str = "锦市监终〔2022〕7号";

/// What each question tells of the internal file: the reports, the review's act, the report by its digest and
/// by its number.
const ASKED: &str = "query($id: CaseId!, $sha256: Sha256!, $number: DocumentNumber!) {
    case(id: $id) { conclusions { report { number } } documents { volume } caseFile { eventType } }
    document(caseId: $id, sha256: $sha256) { sha256 }
    cases(filter: { documentNumber: $number }) { totalCount { value } }
}";

/// In review, the report with a number of its own; the case and the report's digest.
async fn in_review(casework: &mut Casework) -> (String, Value) {
    let mut digest = Value::Null;
    let numbered = |input: &mut Value| {
        input["report"]["number"] = json!(NUMBER);
        digest = input["report"]["sha256"].clone();
    };
    let case = casework.in_review_as(numbered).await;
    (case, digest)
}

/// Which of the five questions tell of the internal file.
async fn told(casework: &Casework, viewer: Viewer, (case, digest): &(String, Value)) -> [bool; 5] {
    let asked = json!({ "id": case, "sha256": digest, "number": NUMBER });
    let response = casework.answer(viewer, ASKED, asked).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    let answer = response.data.into_json().unwrap();
    let some = |list: &Value, wanted: &dyn Fn(&Value) -> bool| {
        list.as_array().is_some_and(|it| it.iter().any(wanted))
    };
    let seen = &answer["case"];
    [
        some(&seen["conclusions"], &|it| it["report"]["number"] == NUMBER),
        some(&seen["documents"], &|it| it["volume"] == "INTERNAL_FILE"),
        some(&seen["caseFile"], &|it| it["eventType"] == "case.review-requested"),
        !answer["document"].is_null(),
        answer["cases"]["totalCount"]["value"] == 1,
    ]
}

/// Somebody of another unit of the same agency.
async fn elsewhere(casework: &Casework, person: &str, role: Role) -> Viewer {
    let newcomer = casework.newcomer((person, "唐宇", &[role]));
    casework.enroll(api::config::Enroll { unit: "广告监督管理科".to_owned(), ..newcomer }).await;
    Viewer { person: person.parse().unwrap(), agency: AGENCY.parse().unwrap(), roles: vec![role] }
}

#[tokio::test]
async fn the_internal_file_is_for_the_own_unit_for_reviewers_and_for_leaders() {
    let mut casework = Casework::open().await;
    let handler = elsewhere(&casework, "P-0201", Role::Handler).await;
    let head = elsewhere(&casework, "P-0202", Role::UnitHead).await;
    let reviewer = elsewhere(&casework, "P-0203", Role::LegalReviewer).await;
    let case = in_review(&mut casework).await;
    let mut seen = vec![];
    for person in ["P-0001", "P-0003", "P-0004", "P-0005", "P-0006", "P-0009"] {
        seen.push(told(&casework, viewer(person), &case).await);
    }
    seen.push(told(&casework, reviewer, &case).await);
    assert_eq!(seen, [[true; 5]; 7]);
    let mut unseen = vec![];
    for person in ["P-0007", "P-0008", "P-0011", "P-0012"] {
        unseen.push(told(&casework, viewer(person), &case).await);
    }
    for viewer in [handler, head] {
        unseen.push(told(&casework, viewer, &case).await);
    }
    assert_eq!(unseen, [[false; 5]; 6]);
}

/// A case is its unit's who was named for it last, as they were posted on that day; whoever handles it
/// themselves sees it wherever they work now.
#[tokio::test]
async fn the_internal_file_goes_with_the_case_to_another_unit() {
    let mut casework = Casework::open().await;
    let first = elsewhere(&casework, "P-0201", Role::Handler).await;
    let second = elsewhere(&casework, "P-0202", Role::Handler).await;
    let colleague = elsewhere(&casework, "P-0203", Role::Handler).await;
    let case = in_review(&mut casework).await;
    assert_eq!(told(&casework, first.clone(), &case).await, [false; 5]);
    let input = json!({ "handlers": ["P-0201", "P-0202"], "reason": "案件改由广告监督管理科办理" });
    casework.done("P-0003", "replaceHandlers", (&case.0, input)).await;
    for viewer in [first, second, colleague] {
        assert_eq!(told(&casework, viewer, &case).await, [true; 5]);
    }
    assert_eq!(told(&casework, viewer("P-0001"), &case).await, [false; 5]);
}

/// The paper of a lead lies in the internal file: a unit's head reads it before giving the lead to somebody.
#[tokio::test]
async fn the_source_form_of_a_lead_that_nobody_was_given_is_open_to_the_heads_of_units() {
    let mut casework = Casework::open().await;
    let head = elsewhere(&casework, "P-0202", Role::UnitHead).await;
    let other = elsewhere(&casework, "P-0201", Role::Handler).await;
    let act = casework.now();
    let command = act["commandId"].as_str().unwrap();
    let opener = api::viewer::claimed(&viewer("P-0012"));
    let case = api::app::new_case(&opener, command.parse().unwrap()).to_string();
    let mut input = casework.clue();
    input["documents"] = json!([casework.document(&case, "SOURCE_FORM", "案件来源登记表")]);
    let answer = casework.send("P-0012", "registerLead", ("", act, input)).await;
    assert_eq!(answer["case"]["id"], case, "{answer}");
    let query = "query($id: CaseId!) { case(id: $id) { lead { documents { typeLabel } } } }";
    let papers = async |viewer| {
        let response = casework.answer(viewer, query, json!({ "id": case })).await;
        response.data.into_json().unwrap()["case"]["lead"]["documents"].take()
    };
    let form = json!([{ "typeLabel": "案件来源登记表" }]);
    assert_eq!(papers(head).await, form);
    assert_eq!(papers(viewer("P-0004")).await, form);
    assert_eq!(papers(other).await, json!([]));
    assert_eq!(papers(viewer("P-0012")).await, json!([]));
}

/// PR 50–52: a case review is a case reviewer's, a legal review a legal reviewer's.
#[tokio::test]
async fn a_review_is_on_the_worklist_of_whose_kind_it_is() {
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    casework.later(14);
    let input = casework.report(&case);
    let report = input["report"].clone();
    casework.done("P-0003", "concludeInvestigation", (&case, input)).await;
    let input = json!({
        "kind": "LEGAL_REVIEW",
        "phase": "BEFORE_NOTICE",
        "grounds": ["PUBLIC_INTEREST"],
        "receivedOn": casework.today(),
        "documents": [report]
    });
    casework.done("P-0003", "requestReview", (&case, input)).await;
    let (other, _) = in_review(&mut casework).await;
    let reviews = async |person: &str| {
        let query = "{ worklist { nodes { caseId deadline { rule } } } }";
        let answer = casework.ask(person, query, json!({})).await;
        let all = answer["worklist"]["nodes"].as_array().unwrap().clone();
        let reviews = all.into_iter().filter(|it| it["deadline"]["rule"] == "REVIEW_DO");
        reviews.map(|it| it["caseId"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reviews("P-0006").await, [case]);
    assert_eq!(reviews("P-0005").await, [other]);
    assert_eq!(reviews("P-0004").await.len(), 2);
}

/// When a review is due is told with the review, by every question alike.
#[tokio::test]
async fn a_period_that_an_act_of_the_internal_file_opens_is_seen_with_it() {
    let mut casework = Casework::open().await;
    let case = in_review(&mut casework).await.0;
    casework.later(40);
    let query = "query($id: CaseId!) {
        case(id: $id) { deadlines { ruleLabel } }
        auditTrail(caseId: $id) { overdue { ruleLabel } }
        replay(id: $id) { record { lines { label } } }
        deadlines(filter: { caseId: $id }) { nodes { deadline { ruleLabel } } }
        list: deadlines { nodes { deadline { ruleLabel } } }
        worklist { nodes { deadline { ruleLabel } } }
    }";
    let mut told = vec![];
    for person in ["P-0004", "P-0012"] {
        let answer = casework.ask(person, query, json!({ "id": case })).await;
        let questions = answer.as_object().unwrap().iter();
        let review = |it: &Value| it.to_string().contains("审核期限");
        told.push(questions.map(|(it, said)| format!("{it} {}", review(said))).collect::<Vec<_>>());
    }
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        "auditTrail true",
        "case true",
        "deadlines true",
        "list true",
        "replay true",
        "worklist true"
      ],
      [
        "auditTrail false",
        "case false",
        "deadlines false",
        "list false",
        "replay false",
        "worklist false"
      ]
    ]
    "#);
}
