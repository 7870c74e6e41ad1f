//! Deadlines that an act ended without meeting them: what was missed is told all the same, and what was done before is
//! none of it.

use serde_json::{Value, json};

use crate::casework::Casework;

const TOLD: &str = "query($id: CaseId!) {
    auditTrail(caseId: $id) {
        overdue { rule part }
        entries { sentence deadlines { rule part outcome outcomeLabel days doneAt } }
    }
    case(id: $id) { deadlines { rule part outcome outcomeLabel days doneAt } }
    deadlines(filter: { caseId: $id }) {
        nodes { deadline { rule part outcome outcomeLabel days doneAt } }
    }
}";

/// A deadline in a few words.
fn words(it: &Value) -> String {
    let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
    let (rule, part, outcome) = (text("rule"), text("part"), text("outcome"));
    format!("{rule} {part} {outcome} {} {} {}", text("outcomeLabel"), it["days"], text("doneAt"))
}

fn all(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(words).collect()
}

/// What the audit trail, the case and the list say; the two latter say the same.
async fn told(casework: &Casework, case: &str) -> Value {
    let answer = casework.ask("P-0005", TOLD, json!({ "id": case })).await;
    let listed = answer["deadlines"]["nodes"].as_array().unwrap().iter();
    let mut listed: Vec<_> = listed.map(|it| words(&it["deadline"])).collect();
    let mut folded = all(&answer["case"]["deadlines"]);
    listed.sort();
    folded.sort();
    assert_eq!(listed, folded);
    answer
}

/// PR 47, 54: a review that nobody owes any more was late by so much, and the act that ended it says so.
#[tokio::test]
async fn what_was_overdue_when_it_was_ended_is_told_with_the_act_that_ended_it() {
    let mut casework = Casework::open().await;
    let case = casework.in_review_as(|_| ()).await;
    casework.later(36);
    let overdue = casework.ask("P-0005", TOLD, json!({ "id": case })).await;
    assert_eq!(overdue["auditTrail"]["overdue"][1], json!({ "rule": "REVIEW_DO", "part": "V1" }));
    let input = json!({
        "ground": "ENTITY_ENDED",
        "reason": "当事人已注销登记，清算完毕，无权利义务承受人",
        "document": casework.document(&case, "SUSPENSION_APPROVAL", "终止调查审批表")
    });
    casework.done("P-0004", "terminateInvestigation", (&case, input)).await;
    casework.later(30);
    let answer = told(&casework, &case).await;
    let ended = answer["auditTrail"]["entries"].as_array().unwrap().last().unwrap();
    insta::assert_json_snapshot!(all(&ended["deadlines"]), @r#"
    [
      "CASE_DECIDE - MET 按期完成 40 2023-01-18T10:00:00+08:00",
      "REVIEW_DO V1 ENDED 逾期22日后终止计算 22 2023-01-18T10:00:00+08:00"
    ]
    "#);
    let still = answer["auditTrail"]["overdue"].as_array().unwrap();
    assert!(still.iter().all(|it| it["rule"] != "REVIEW_DO"), "{still:?}");
}

/// APL 45; PR 57, 58: a statement that was made before the second notice was served, and is entered after it, was made
/// in time on the first, whichever of the two was entered first.
#[tokio::test]
async fn what_was_done_before_the_act_that_ended_a_deadline_has_met_it() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(1);
    let before = casework.now();
    casework.later(1);
    let mut again = casework.notice(&case);
    again["supersedes"] = json!("N1");
    again["newGround"] = json!("发现当事人另有未经许可的配送站点");
    again["document"] = casework.document(&case, "PRIOR_NOTICE", "行政处罚告知书（重新告知）");
    casework.done("P-0001", "servePriorNotice", (&case, again)).await;
    let ended = told(&casework, &case).await;
    let of_the_act =
        |answer: &Value, n: usize| all(&answer["auditTrail"]["entries"][n]["deadlines"]);
    let second = ended["auditTrail"]["entries"].as_array().unwrap().len() - 1;
    insta::assert_json_snapshot!(of_the_act(&ended, second), @r#"
    [
      "NOTICE_STATE N1 ENDED 终止计算 null 2022-12-21T10:00:00+08:00",
      "HEARING_REQUEST N1 ENDED 终止计算 null 2022-12-21T10:00:00+08:00"
    ]
    "#);
    let input = json!({
        "notice": "N1",
        "content": "罚款数额过高，请求从轻处罚",
        "document": casework.document(&case, "STATEMENT", "陈述申辩书")
    });
    let entered = casework.send("P-0001", "recordStatement", (&case, before, input)).await;
    assert_eq!(entered["userErrors"], json!([]));
    let met = told(&casework, &case).await;
    insta::assert_json_snapshot!([of_the_act(&met, second), of_the_act(&met, second + 1)], @r#"
    [
      [
        "HEARING_REQUEST N1 ENDED 终止计算 null 2022-12-21T10:00:00+08:00"
      ],
      [
        "NOTICE_STATE N1 MET 按期完成 6 2022-12-20T10:00:00+08:00"
      ]
    ]
    "#);
}
