//! Two times: when an act took place, and when it was entered.

use api::clockwork::settle;
use serde_json::{Value, json};

use crate::casework::{Casework, refusals};

/// An act of `on`, entered now.
async fn entered(
    casework: &Casework,
    (on, reason): (&str, Option<&str>),
    (mutation, case, input): (&str, &str, Value),
) -> Value {
    let act = json!({
        "commandId": "33333333-3333-3333-3333-333333333333",
        "occurredAt": format!("{on}T15:00:00+08:00"),
        "powerItem": "SCJG-CF-001",
        "lateEntryReason": reason
    });
    casework.send("P-0001", mutation, (case, act, input)).await
}

fn serving(casework: &Casework, case: &str, on: &str) -> Value {
    let mut service = casework.handed_over(case, "行政处罚决定书");
    service["servedOn"] = json!(on);
    json!({
        "decision": "P1",
        "service": service,
        "publicityNotice": casework.document(case, "PUBLICITY_NOTICE", "行政处罚信息公示告知书")
    })
}

/// PR 79, 81: decided on 10 January 2023, served on the 12th, entered on 6 February. The seven working
/// days ended on the 19th: it says why it comes late, is shown as 补录, and counts as stated, not as met.
#[tokio::test]
async fn a_late_entry_is_shown_as_such_and_never_meets_a_deadline() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.on("2023-02-06T10:00:00+08:00");
    let overdue = casework.deadlines(&case, "DECISION_SERVE").await;
    let act = || ("serveDecision", case.as_str(), serving(&casework, &case, "2023-01-12"));
    let silent = entered(&casework, ("2023-01-12", None), act()).await;
    insta::assert_json_snapshot!(silent["userErrors"], @r#"
    [
      {
        "citation": null,
        "code": "LATE_ENTRY_REASON_MISSING",
        "currentRevision": null,
        "field": [
          "lateEntryReason"
        ],
        "message": "行为发生后超过次一工作日才录入，请说明补录原因",
        "retryAfter": null
      }
    ]
    "#);
    let stated = entered(&casework, ("2023-01-12", Some("经办人外出办案")), act()).await;
    assert_eq!(stated["userErrors"], json!([]));
    insta::assert_json_snapshot!(
        [overdue, casework.deadlines(&case, "DECISION_SERVE").await],
        @r#"
    [
      [
        "2023-01-19 OVERDUE 18"
      ],
      [
        "2023-01-19 STATED_IN_TIME null"
      ]
    ]
    "#
    );
    let query = "query($id: CaseId!) { case(id: $id) {
        caseFile { sentence occurredAt recordedAt lateEntry { reason lagDays } }
        deadlines { rule outcome doneAt doneRecordedAt }
    } }";
    let file = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(file["case"]["caseFile"].as_array().unwrap().last(), @r#"
    {
      "lateEntry": {
        "lagDays": 25,
        "reason": "经办人外出办案"
      },
      "occurredAt": "2023-01-12T15:00:00+08:00",
      "recordedAt": "2023-02-06T10:00:00+08:00",
      "sentence": "2023年1月12日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达决定书（锦市监处罚〔2023〕1号），送达日期为2023年1月12日，并书面告知当事人行政处罚信息将向社会公示，缴款期限至2023年1月28日届满（2023年2月6日补录，距行为发生之日25日）。依据：《市场监督管理行政处罚程序规定》第八十一条、第八十二条，《中华人民共和国行政处罚法》第六十一条，《市场监督管理行政处罚信息公示规定》第八条。"
    }
    "#);
    let deadlines = file["case"]["deadlines"].as_array().unwrap();
    insta::assert_json_snapshot!(deadlines.iter().find(|it| it["rule"] == "DECISION_SERVE"), @r#"
    {
      "doneAt": "2023-01-12T15:00:00+08:00",
      "doneRecordedAt": "2023-02-06T10:00:00+08:00",
      "outcome": "STATED_IN_TIME",
      "rule": "DECISION_SERVE"
    }
    "#);
}

/// PR 57, 79: the five days run from service. A notice that was served on 16 December and is entered on the 21st,
/// as an act of that day, says why it comes late, and shows how late.
#[tokio::test]
async fn a_service_of_days_ago_is_a_late_entry_whenever_it_is_said_to_be_entered() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    let mut input = casework.notice(&case);
    input["service"]["servedOn"] = json!(casework.today().to_string());
    casework.on("2022-12-21T15:00:00+08:00");
    let notice = || ("servePriorNotice", case.as_str(), input.clone());
    let silent = entered(&casework, ("2022-12-21", None), notice()).await;
    let told = [
        "LATE_ENTRY_REASON_MISSING 所记事项发生于2022-12-16，超过次一工作日才录入，请说明补录原因",
    ];
    assert_eq!(refusals(&silent["userErrors"]), told);
    let stated = entered(&casework, ("2022-12-21", Some("送达回证退回较晚")), notice()).await;
    assert_eq!(stated["userErrors"], json!([]));
    let query = "query($id: CaseId!) { case(id: $id) {
        caseFile { sentence occurredAt lateEntry { reason lagDays text } }
    } }";
    let file = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(file["case"]["caseFile"].as_array().unwrap().last(), @r#"
    {
      "lateEntry": {
        "lagDays": 5,
        "reason": "送达回证退回较晚",
        "text": "2022年12月21日补录，距所记事项发生之日5日"
      },
      "occurredAt": "2022-12-21T15:00:00+08:00",
      "sentence": "2022年12月21日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达行政处罚告知书（锦市监罚告〔2022〕1号），送达日期为2022年12月16日，告知拟作出的行政处罚：没收违法所得2000元、罚款50000元，并告知其享有陈述、申辩、要求听证的权利，行使权利的期限至2022年12月23日届满（2022年12月21日补录，距所记事项发生之日5日）。依据：《市场监督管理行政处罚程序规定》第五十七条，《中华人民共和国行政处罚法》第四十四条、第六十三条。"
    }
    "#);
}

/// PR 79: by the end of the next working day an entry needs no reason; Saturday and Sunday don't count.
#[tokio::test]
async fn an_entry_on_the_next_working_day_is_not_late() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.on("2023-01-16T18:00:00+08:00");
    let act = ("serveDecision", case.as_str(), serving(&casework, &case, "2023-01-13"));
    let friday = entered(&casework, ("2023-01-13", None), act).await;
    assert_eq!(friday["userErrors"], json!([]));
    let met = casework.deadlines(&case, "DECISION_SERVE").await;
    insta::assert_json_snapshot!(met, @r#"
    [
      "2023-01-19 MET 6"
    ]
    "#);
}

/// PR 79: who gives a reason without need enters no act late by it: it is not shown as 补录, and meets its
/// deadline.
#[tokio::test]
async fn a_reason_makes_no_late_entry_of_an_act_entered_in_time() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.on("2023-01-12T16:00:00+08:00");
    let act = ("serveDecision", case.as_str(), serving(&casework, &case, "2023-01-12"));
    let same_day = entered(&casework, ("2023-01-12", Some("经办人外出办案")), act).await;
    assert_eq!(same_day["userErrors"], json!([]));
    let query = "query($id: CaseId!) { case(id: $id) { caseFile { lateEntry { reason } } } }";
    let file = casework.ask("P-0001", query, json!({ "id": case })).await;
    let last = file["case"]["caseFile"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last, json!({ "lateEntry": null }));
    let met = casework.deadlines(&case, "DECISION_SERVE").await;
    insta::assert_json_snapshot!(met, @r#"
    [
      "2023-01-19 MET 7"
    ]
    "#);
}

/// No act lies in the future, or before the one that it rests on.
#[tokio::test]
async fn an_act_lies_between_what_it_rests_on_and_now() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.later(1);
    let act = ("serveDecision", case.as_str(), serving(&casework, &case, "2023-01-12"));
    let future = entered(&casework, ("2023-01-12", None), act).await;
    insta::assert_json_snapshot!(future["userErrors"], @r#"
    [
      {
        "citation": null,
        "code": "IN_THE_FUTURE",
        "currentRevision": null,
        "field": [
          "occurredAt"
        ],
        "message": "行为时间2023-01-12T15:00:00+08:00晚于当前时间",
        "retryAfter": null
      }
    ]
    "#);
    let act = ("serveDecision", case.as_str(), serving(&casework, &case, "2023-01-09"));
    let before = entered(&casework, ("2023-01-09", Some("补录")), act).await;
    insta::assert_json_snapshot!(before["userErrors"], @r#"
    [
      {
        "citation": null,
        "code": "BEFORE_ITS_BASIS",
        "currentRevision": null,
        "field": [
          "occurredAt"
        ],
        "message": "行为时间2023-01-09T15:00:00+08:00早于其所依据的行为（2023-01-10T10:00:00+08:00）",
        "retryAfter": null
      },
      {
        "citation": null,
        "code": "BEFORE_ITS_BASIS",
        "currentRevision": null,
        "field": [
          "service",
          "servedOn"
        ],
        "message": "送达日期2023-01-09早于文书所依据的行为（2023-01-10）",
        "retryAfter": null
      }
    ]
    "#);
}

/// PR 64: a decision after the ninety days is valid; its deadline shows by how much it came late.
#[tokio::test]
async fn a_decision_after_the_ninety_days_is_valid_and_shown_as_late() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.on("2023-03-03T10:00:00+08:00");
    let overdue = casework.deadlines(&case, "CASE_DECIDE").await;
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(
        [overdue, casework.deadlines(&case, "CASE_DECIDE").await],
        @r#"
    [
      [
        "2023-02-27 OVERDUE 5"
      ],
      [
        "2023-02-27 MET_LATE 4"
      ]
    ]
    "#
    );
}

/// PR 57.2; APL 64(1): told on 19 December 2022, the party had until the 26th to ask for a hearing. Its letter
/// of the 23rd came to light on the 30th, when the clock had recorded that the right had passed unused.
#[tokio::test]
async fn a_request_made_in_time_is_admitted_and_corrects_the_lapse_that_was_recorded_meanwhile() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.on("2022-12-28T09:00:00+08:00");
    assert_eq!(settle(&casework.app).await.unwrap(), 1);
    casework.on("2022-12-30T10:00:00+08:00");
    let known = casework.app.clock.now().to_string();
    let lapsed = casework.deadlines(&case, "HEARING_REQUEST").await;
    let input = json!({
        "notice": "N1",
        "means": "信函",
        "document": casework.document(&case, "HEARING_REQUEST", "听证申请书，2022年12月23日交邮")
    });
    let act = ("requestHearing", case.as_str(), input);
    casework.on("2022-12-30T11:00:00+08:00");
    let asked = entered(&casework, ("2022-12-23", Some("信函误投至办公室")), act).await;
    assert_eq!(asked["userErrors"], json!([]));
    insta::assert_json_snapshot!(
        [lapsed, casework.deadlines(&case, "HEARING_REQUEST").await],
        @r#"
    [
      [
        "2022-12-26 EXPIRED 2"
      ],
      [
        "2022-12-26 STATED_IN_TIME null"
      ]
    ]
    "#);
    let query = "query($id: CaseId!, $asOf: AsOf) {
        auditTrail(caseId: $id, asOf: $asOf) { entries { eventId sentence corrects correctedBy } }
        replay(id: $id) { steps { changes { text } } }
    }";
    let trail = casework.ask("P-0005", query, json!({ "id": case })).await;
    let [.., lapse, request] = trail["auditTrail"]["entries"].as_array().unwrap().as_slice() else {
        panic!("{trail}")
    };
    insta::assert_json_snapshot!([&lapse["sentence"], &request["sentence"]], @r#"
    [
      "2022年12月28日，至2022年12月26日期限届满，当事人未行使陈述、申辩权利和要求听证权利（告知书编号N1），视为放弃（本记录已由2022年12月30日补录的行为更正）。依据：《市场监督管理行政处罚程序规定》第五十七条第二款。",
      "2022年12月23日，成都市锦江区市场监督管理局办案人员李某收到当事人以信函方式提出的听证申请（听证编号H1），办案期限停止计算（2022年12月30日补录，距行为发生之日7日，更正2022年12月28日的记录）。依据：《中华人民共和国行政处罚法》第六十四条第一项，《市场监督管理行政处罚程序规定》第六十四条第二款。"
    ]
    "#);
    assert_eq!(request["corrects"], json!([lapse["eventId"]]));
    assert_eq!(lapse["correctedBy"], json!([request["eventId"]]));
    let steps = trail["replay"]["steps"].as_array().unwrap();
    insta::assert_json_snapshot!(steps.last().unwrap()["changes"]);
    let earlier = json!({ "id": case, "asOf": { "recordedAt": known } });
    let earlier = casework.ask("P-0005", query, earlier).await;
    let last = earlier["auditTrail"]["entries"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["eventId"], &last["correctedBy"]), (&lapse["eventId"], &json!([])));
    let listed = "query($id: CaseId!) { deadlines(filter: { caseId: $id }, first: 20) {
        nodes { deadline { rule outcome } }
    } }";
    let listed = casework.ask("P-0005", listed, json!({ "id": case })).await;
    let nodes = listed["deadlines"]["nodes"].as_array().unwrap().iter();
    let of = |rule| nodes.clone().find(|it| it["deadline"]["rule"] == rule).unwrap();
    assert_eq!(of("HEARING_REQUEST")["deadline"]["outcome"], "STATED_IN_TIME");
    assert_eq!(of("NOTICE_STATE")["deadline"]["outcome"], "EXPIRED");
}

/// PR 58, 79; APL 62: what the party said on 5 January is entered a month later. The decision of the 10th did not weigh
/// it: that is shown as long as the decision counts. Nobody enters what is said to come after the decision.
#[tokio::test]
async fn a_statement_of_before_the_decision_is_entered_after_it_and_was_not_weighed() {
    let mut casework = Casework::open().await;
    let case = casework.decided().await;
    casework.on("2023-02-06T10:00:00+08:00");
    let statement = json!({
        "notice": "N1",
        "content": "罚款数额过高，请求从轻处罚",
        "document": casework.document(&case, "STATEMENT", "陈述申辩书")
    });
    let act = || ("recordStatement", case.as_str(), statement.clone());
    let after = entered(&casework, ("2023-01-12", Some("邮件误投")), act()).await;
    assert_eq!(refusals(&after["userErrors"])[0].split(' ').next(), Some("WRONG_STAGE"));
    let stated = entered(&casework, ("2023-01-05", Some("邮件误投")), act()).await;
    assert_eq!(stated["userErrors"], json!([]));
    let query = "query($id: CaseId!) { case(id: $id) { stage
        caseFile { sentence } auditTrail { missing { text citation } }
    } }";
    let file = casework.ask("P-0001", query, json!({ "id": case })).await;
    let missing = file["case"]["auditTrail"]["missing"].as_array().unwrap();
    let unheard = missing.iter().find(|it| it["text"].as_str().unwrap().contains("D1"));
    let said = file["case"]["caseFile"].as_array().unwrap().last();
    insta::assert_json_snapshot!([Some(&file["case"]["stage"]), said, unheard], @r#"
    [
      "PENALTY_DECIDED",
      {
        "sentence": "2023年1月5日，成都市锦江区市场监督管理局办案人员李某收到当事人的陈述、申辩意见（编号D1）：罚款数额过高，请求从轻处罚（2023年2月6日补录，距行为发生之日32日）。依据：《中华人民共和国行政处罚法》第四十五条第一款，《市场监督管理行政处罚程序规定》第五十八条。"
      },
      {
        "citation": "《市场监督管理行政处罚程序规定》第五十八条",
        "text": "陈述、申辩意见（D1）在作出决定之前提出，未经复核即作出决定"
      }
    ]
    "#);
}
