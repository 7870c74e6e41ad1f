//! A decision whose party's number was mistyped, and put right since (补正; scenario 14).

use serde_json::{Value, json};

use crate::{
    casework::Casework, corrections::number_put_right, histories::rebuilt_is_live, papers::company,
};

const FOUND: &str = "query($of: RestorationTargetInput!) { restorationEligibility(of: $of) {
    subject source { caseId }
} }";

async fn found(casework: &Casework, of: Value) -> Value {
    let asked = json!({ "of": of });
    casework.ask("P-0008", FOUND, asked).await["restorationEligibility"].take()
}

/// APL 75.2: whoever asks at the counter with either number finds it, as the right one's; whose the mistyped one is reads of
/// no penalty of others.
#[tokio::test]
async fn a_decision_is_found_by_the_right_number_and_by_the_one_that_was_mistyped() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let [mistyped, right] = ["92510104MA6T0X1D7T", "92510104MA6T0X2D34"];
    let of = |number: &str| json!({ "subject": number, "window": "GSXT" });
    let one = |number: &str| json!([{ "subject": number, "source": { "caseId": case } }]);
    assert_eq!(found(&casework, of(mistyped)).await, one(mistyped));
    assert_eq!(found(&casework, of(right)).await, json!([]));
    casework.on("2023-02-06T10:00:00+08:00");
    let input = number_put_right(&casework, &case, right);
    casework.done("P-0004", "correctClerical", (&case, input)).await;
    for of in [of(right), of(mistyped), json!({ "caseId": case, "window": "GSXT" })] {
        assert_eq!(found(&casework, of).await, one(right));
    }
    for (own, finds) in [(right, one(right)), (mistyped, json!([]))] {
        let told = casework.answer_own(own, FOUND, json!({ "of": of(own) })).await;
        assert!(told.errors.is_empty(), "{:?}", told.errors);
        assert_eq!(told.data.into_json().unwrap()["restorationEligibility"], finds);
    }
    rebuilt_is_live(&casework.app).await;
}

const CREDIT: &str = "query($subject: SubjectId!, $asOf: TwoTimes) {
    creditView(subject: $subject, asOf: $asOf) {
        restorations { status } riskClass { class points }
    }
}";

/// Scenario 14: whoever was restored under a number that was mistyped is under the right one: the restoration is told there, and
/// what it restored weighs in no class. What was known before stays as it was.
#[tokio::test]
async fn a_restoration_follows_the_number_that_was_put_right() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    let [mistyped, right] = ["91510100MA6A1B2C3Q", "91510100MA6DDDD17B"];
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    casework.granted(&application).await;
    assert!(casework.app.caught_up().await);
    let known = casework.app.store.end().unwrap().to_string();
    let both = async |casework: &Casework, as_of: Value| {
        let mut told = vec![];
        for subject in [mistyped, right] {
            let asked = json!({ "subject": subject, "asOf": as_of });
            let view = casework.ask("P-0008", CREDIT, asked).await;
            let filter = json!({ "filter": { "subject": subject }, "asOf": as_of });
            let query = "query($filter: RestorationFilterInput, $asOf: TwoTimes) {
                restorations(filter: $filter, asOf: $asOf) { nodes { id } }
            }";
            let listed = casework.ask("P-0008", query, filter).await;
            told.push((view, listed["restorations"]["nodes"].as_array().unwrap().len()));
        }
        told
    };
    let before = both(&casework, json!({ "position": known })).await;
    assert_eq!(before, both(&casework, Value::Null).await);
    casework.on("2023-07-20T10:00:00+08:00");
    let input = number_put_right(&casework, &case, right);
    casework.done("P-0004", "correctClerical", (&case, input)).await;
    casework.settled().await;
    assert!(casework.app.caught_up().await);
    let now = both(&casework, Value::Null).await;
    assert_eq!(both(&casework, json!({ "position": known })).await, before);
    assert_eq!((&now[1], &now[0]), (&before[0], &before[1]), "it is the other one's");
    assert_eq!(now[1].1, 1);
    rebuilt_is_live(&casework.app).await;
}

/// domain.md §0; PUB 14: what else stood against a restoration is told as it was known of the number that the party had then.
#[tokio::test]
async fn what_stood_against_it_under_a_mistyped_number_stays_known() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    let ground = json!({ "annualReportNotPublished": { "year": 2021 } });
    let (entry, _) = casework.finds_ground("P-0008", (company(), ground)).await;
    casework.enters(&entry).await;
    casework.settled().await;
    let known = casework.app.store.end().unwrap().to_string();
    let query = "query($case: CaseId!, $asOf: TwoTimes) {
        restorationEligibility(of: { caseId: $case, window: GSXT }, asOf: $asOf) { subject lacking }
    }";
    let told = async |casework: &Casework| {
        let as_of = json!({ "position": known, "effectiveOn": "2023-02-06" });
        casework.ask("P-0008", query, json!({ "case": case, "asOf": as_of })).await
    };
    let before = told(&casework).await;
    let lacking = before["restorationEligibility"][0]["lacking"].to_string();
    assert!(lacking.contains("在经营异常名录中"), "{before}");
    casework.later(1);
    let input = number_put_right(&casework, &case, "91510100MA6A1B2D1K");
    casework.done("P-0004", "correctClerical", (&case, input)).await;
    casework.settled().await;
    assert_eq!(told(&casework).await, before);
}
