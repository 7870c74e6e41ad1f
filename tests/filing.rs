//! From a lead to a case: an unlicensed food store on a delivery platform.

use serde_json::{Value, json};

use crate::casework::Casework;

#[tokio::test]
async fn a_lead_becomes_a_case_with_its_number_its_handlers_and_its_deadlines() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let input = casework.filing(&case);
    let filed = casework.act("P-0004", "fileCase", (&case, input)).await;
    assert_eq!(filed["userErrors"], json!([]));
    assert_eq!(filed["case"]["stageLabel"], "调查中");
    let file = casework
        .ask(
            "P-0001",
            "query($id: CaseId!) { case(id: $id) {
                caseFile { sentence }
                deadlines { rule dueDate outcome days }
            } }",
            json!({ "id": case }),
        )
        .await;
    insta::assert_json_snapshot!(file["case"]);
}

#[tokio::test]
async fn what_is_missing_is_said_at_once_with_its_articles() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let mut input = casework.filing(&case);
    input["handlers"] = json!(["P-0001"]);
    input["grounds"]["provision"] = json!(" ");
    let refused = casework.act("P-0003", "fileCase", (&case, input)).await;
    let errors = refused["userErrors"].as_array().unwrap().iter();
    let errors: Vec<_> = errors.map(|it| (&it["code"], &it["citation"])).collect();
    insta::assert_json_snapshot!(errors);
}

/// PR 48.1(1): who the party is, where it is, and who answers for it.
#[tokio::test]
async fn no_case_is_filed_against_nobody() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let mut told = vec![];
    for party in [
        json!({ "organisation": {
            "kind": "LEGAL_PERSON", "name": " ", "registration": "91510100MA6A1B2C3Q", "address": " "
        } }),
        json!({ "organisation": {
            "kind": "INDIVIDUAL_BUSINESS", "name": "老街卤味店", "registration": "92510104MA6T0X1D7T",
            "address": "成都市锦江区老街12号", "representative": "吴刚"
        } }),
        json!({ "naturalPerson": { "name": " ", "address": " ", "age": "ADULT" } }),
    ] {
        let mut input = casework.filing(&case);
        input["party"] = party;
        told.push(casework.refused("P-0004", "fileCase", (&case, input)).await);
    }
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        "INCOMPLETE 请填写当事人的名称 《市场监督管理行政处罚程序规定》第四十八条第一款第一项",
        "INCOMPLETE 请填写当事人的地址 《市场监督管理行政处罚程序规定》第四十八条第一款第一项",
        "INCOMPLETE 请填写法定代表人 《市场监督管理行政处罚程序规定》第四十八条第一款第一项"
      ],
      [
        "INCOMPLETE 请填写经营者 《市场监督管理行政处罚程序规定》第四十八条第一款第一项"
      ],
      [
        "INCOMPLETE 请填写当事人的姓名 《市场监督管理行政处罚程序规定》第四十八条第一款第一项",
        "INCOMPLETE 请填写当事人的住址 《市场监督管理行政处罚程序规定》第四十八条第一款第一项"
      ]
    ]
    "#);
}

#[tokio::test]
async fn the_same_command_again_is_answered_as_the_first_time() {
    let casework = Casework::open().await;
    let act = json!({
        "commandId": "11111111-1111-1111-1111-111111111111",
        "occurredAt": "2022-11-14T09:30:00+08:00"
    });
    let mut clue = casework.clue();
    let send = async |clue: &Value| {
        casework.send("P-0001", "registerLead", ("", act.clone(), clue.clone())).await
    };
    let first = send(&clue).await;
    assert_eq!(send(&clue).await, first);
    casework.on("2022-11-17T09:00:00+08:00");
    assert_eq!(send(&clue).await, first);
    clue["clue"] = json!("另一条线索");
    assert_eq!(send(&clue).await["userErrors"][0]["code"], "COMMAND_ID_REUSED");
}

#[tokio::test]
async fn a_lost_race_is_a_conflict_that_says_where_the_case_is() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let act = json!({
        "commandId": "22222222-2222-2222-2222-222222222222",
        "occurredAt": "2022-11-14T10:00:00+08:00",
        "expectedRevision": 0,
        "powerItem": "SCJG-CF-001"
    });
    let input = casework.filing(&case);
    let raced = casework.send("P-0004", "fileCase", (&case, act, input)).await;
    assert_eq!(raced["userErrors"][0]["code"], "CONFLICT");
    assert_eq!(raced["userErrors"][0]["currentRevision"], 1);
}

/// PR 18: a lead of 28 December 2026, of whose next year no schedule is loaded. Who decides on it the day after is
/// in time, and who lets it lie until March is too late, whatever that schedule will say.
#[tokio::test]
async fn a_decision_is_in_time_or_late_before_the_schedule_is_known() {
    let mut casework = Casework::open().await;
    casework.on("2026-12-28T10:00:00+08:00");
    let [soon, never] = [casework.verifying().await, casework.verifying().await];
    casework.later(1);
    let input = casework.filing(&soon);
    casework.done("P-0004", "fileCase", (&soon, input)).await;
    casework.on("2027-03-10T08:30:00+08:00");
    let overdue = casework.deadlines(&never, "LEAD_VERIFY").await;
    let input = json!({
        "reason": "CONDITION_NOT_MET",
        "conditions": ["PENALTY_DUE"],
        "longLimitation": false,
        "explanation": "核查未发现应当给予行政处罚的违法行为",
        "approval": casework.document(&never, "NON_FILING_APPROVAL", "不予立案审批表")
    });
    casework.done("P-0004", "declineToFile", (&never, input)).await;
    let kept = casework.deadlines(&soon, "LEAD_VERIFY").await;
    let missed = casework.deadlines(&never, "LEAD_VERIFY").await;
    insta::assert_json_snapshot!([overdue, kept, missed], @r#"
    [
      [
        "- OVERDUE 26"
      ],
      [
        "- MET 14"
      ],
      [
        "- MET_LATE 26"
      ]
    ]
    "#);
}
