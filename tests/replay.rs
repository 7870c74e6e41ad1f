//! A case event by event: what each made of the record.

use serde_json::{Value, json};

use crate::casework::Casework;

const ASKED: &str = "query($id: CaseId!, $to: Int) { replay(id: $id, to: $to) {
    steps { entry { revision } changes { text } }
    record { onLabel lines { sectionLabel label text } }
} }";

fn changes(answer: &Value) -> Vec<Vec<&str>> {
    let steps = answer["replay"]["steps"].as_array().unwrap().iter();
    steps
        .map(|it| it["changes"].as_array().unwrap().iter())
        .map(|it| it.map(|it| it["text"].as_str().unwrap()).collect())
        .collect()
}

#[tokio::test]
async fn each_event_tells_what_it_made_of_the_record() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let answer = casework.ask("P-0001", ASKED, json!({ "id": case })).await;
    insta::assert_json_snapshot!(changes(&answer));
}

#[tokio::test]
async fn the_record_after_any_event_is_as_it_was_then() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let answer = casework.ask("P-0001", ASKED, json!({ "id": case, "to": 1 })).await;
    assert_eq!(answer["replay"]["steps"].as_array().unwrap().len(), 2);
    insta::assert_json_snapshot!(answer["replay"]["record"]);
}

#[tokio::test]
async fn an_unknown_case_is_not_replayed() {
    let casework = Casework::open().await;
    let nobodys = json!({ "id": "00000000-0000-0000-0000-000000000000" });
    assert_eq!(casework.ask("P-0001", ASKED, nobodys).await["replay"], json!(null));
}
