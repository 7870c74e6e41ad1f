//! Who reported, and who the people of a file are: answered for a recorded purpose alone.

use serde_json::{Value, json};

use crate::casework::Casework;

const READ: &str = "mutation($command: CommandId!, $target: SealedTarget!, $purpose: String!) {
    readSealed(commandId: $command, target: $target, purpose: $purpose, basis: \"CMP 33\") {
        content { label value } position userErrors { code message citation }
    }
}";

/// Somebody reads, with the `n`th command.
async fn read(casework: &Casework, person: &str, (n, target): (u32, Value)) -> Value {
    let command = format!("00000000-0000-0000-0000-5ea1ed00{n:04}");
    let purpose = "核实举报人补充提交的证据";
    let variables = json!({ "command": command, "target": target, "purpose": purpose });
    casework.ask(person, READ, variables).await["readSealed"].take()
}

async fn recorded(casework: &Casework, case: &str) -> usize {
    casework.app.store.read(&format!("access-{case}")).await.unwrap().len()
}

/// CMP 33; domain.md §9.
#[tokio::test]
async fn who_reported_is_told_to_a_handler_of_the_case_and_the_reading_is_on_record() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    let answer = read(&casework, "P-0001", (1, json!({ "reporter": case }))).await;
    insta::assert_json_snapshot!(answer["content"], @r#"
    [
      {
        "label": "姓名",
        "value": "周敏"
      },
      {
        "label": "联系方式",
        "value": "13800000001"
      }
    ]
    "#);
    let readings = casework.app.store.read(&format!("access-{case}")).await.unwrap();
    let reading = &readings[0];
    assert_eq!(reading.event_type, "access.sealed-read");
    assert_eq!(reading.metadata.actor.person().unwrap().to_string(), "P-0001");
    assert_eq!(answer["position"], reading.position.to_string());
    let again = read(&casework, "P-0001", (1, json!({ "reporter": case }))).await;
    assert_eq!((again, recorded(&casework, &case).await), (answer, 1));
}

#[tokio::test]
async fn whoever_may_not_read_it_is_told_why_and_nothing_is_recorded() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    for (n, person) in ["P-0005", "P-0010", "P-0012"].into_iter().enumerate() {
        let n = u32::try_from(n).unwrap();
        let answer = read(&casework, person, (n, json!({ "reporter": case }))).await;
        assert_eq!(answer["content"], json!(null), "{person}");
        assert_eq!(answer["userErrors"][0]["code"], "NOT_PERMITTED", "{person}");
    }
    assert_eq!(recorded(&casework, &case).await, 0);
}

/// A reading that was allowed is not answered again once its day is over: rights may have changed.
#[tokio::test]
async fn an_old_reading_is_asked_for_anew() {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    read(&casework, "P-0001", (1, json!({ "reporter": case }))).await;
    casework.later(1);
    let answer = read(&casework, "P-0001", (1, json!({ "reporter": case }))).await;
    assert_eq!(answer["userErrors"][0]["code"], "COMMAND_ID_REUSED");
    assert_eq!(answer["content"], json!(null));
}

#[tokio::test]
async fn the_people_of_the_file_are_told_part_by_part() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    let party = read(&casework, "P-0005", (1, json!({ "party": case }))).await;
    assert_eq!(party["content"], json!([{ "label": "经营者", "value": "吴刚" }]));
    let recipient = json!({ "recipient": { "caseId": case, "part": "N1" } });
    let recipient = read(&casework, "P-0005", (2, recipient)).await;
    assert_eq!(recipient["content"], json!([{ "label": "签收人", "value": "吴刚（经营者）" }]));
    let nobody = json!({ "agents": { "caseId": case, "part": "H1" } });
    let nobody = read(&casework, "P-0005", (3, nobody)).await;
    assert_eq!(nobody["userErrors"][0]["code"], "UNKNOWN_PART");
    let elsewhere = json!({ "party": "00000000-0000-0000-0000-000000000000" });
    let elsewhere = read(&casework, "P-0005", (4, elsewhere)).await;
    assert_eq!(elsewhere["userErrors"][0]["code"], "NOT_FOUND");
}

/// Whatever a query folds, it never opens what has a key of its own.
#[tokio::test]
async fn the_read_door_leaves_people_sealed() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    let history = casework.app.store.read(&format!("case-{case}")).await.unwrap();
    for recorded in history {
        let event: domain::case::Event = recorded.unseal(&casework.app.store).unwrap();
        let text = serde_json::to_string(&event).unwrap();
        for personal in ["13800000001", "吴刚（经营者）", "\"吴刚\"", "\"周敏\""] {
            assert!(!text.contains(personal), "{personal} in {}", recorded.event_type);
        }
    }
}

const READINGS: &str = "query($id: CaseId!, $asOf: AsOf) { auditTrail(caseId: $id, asOf: $asOf) {
    sealedReadings {
        own { sentence contentLabel part personName roleLabel purpose basis readAt }
        sums { contentLabel times people lastAt }
    }
} }";

/// Domain.md §9, "audit log": a handler's own, all in sum for who leads the agency, nothing for a reviewer.
#[tokio::test]
async fn readings_are_told_beside_the_acts_to_whoever_may_see_the_audit_log() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    read(&casework, "P-0001", (1, json!({ "reporter": case }))).await;
    read(&casework, "P-0004", (2, json!({ "reporter": case }))).await;
    let (before, first_day) = (json!({ "id": case }), casework.app.clock.now().to_string());
    let first = casework.ask("P-0001", READINGS, before).await;
    casework.later(1);
    let recipient = json!({ "recipient": { "caseId": case, "part": "N1" } });
    read(&casework, "P-0001", (3, recipient)).await;
    let mut told = json!({});
    for person in ["P-0001", "P-0002", "P-0004", "P-0005"] {
        let mut answer = casework.ask(person, READINGS, json!({ "id": case })).await;
        told[person] = answer["auditTrail"]["sealedReadings"].take();
    }
    insta::assert_json_snapshot!(told);
    let then = json!({ "id": case, "asOf": { "recordedAt": first_day } });
    assert_eq!(casework.ask("P-0001", READINGS, then).await, first);
    assert_eq!(first["auditTrail"]["sealedReadings"]["own"].as_array().unwrap().len(), 1);
}
