//! What was known at an earlier time, or up to an earlier place of the log, and of nothing later: told of a
//! case, its audit trail, its documents and its deadlines, each with the two that it holds for.

use serde_json::{Value, json};

use crate::{casework::Casework, serious_list};

const DEADLINES: &str = "query($case: CaseId!, $asOf: AsOf, $first: Int, $after: String) {
    deadlines(filter: { caseId: $case }, asOf: $asOf, first: $first, after: $after) {
        nodes { caseNumber party publicityId deadline { ruleLabel dueDate outcomeLabel days doneAt } }
        pageInfo { hasNextPage endCursor }
        totalCount { value }
        known { recordedAt position }
    }
}";

async fn deadlines(casework: &Casework, variables: Value) -> Value {
    casework.ask("P-0001", DEADLINES, variables).await["deadlines"].take()
}

/// Each deadline with what had become of it.
fn told(answer: &Value) -> Vec<String> {
    let nodes = answer["nodes"].as_array().unwrap().iter();
    let line = |it: &Value| {
        let it = &it["deadline"];
        let [rule, due, outcome] =
            ["ruleLabel", "dueDate", "outcomeLabel"].map(|key| it[key].as_str().unwrap_or("-"));
        format!("{rule} {due} {outcome} {}", it["days"])
    };
    nodes.map(line).collect()
}

/// A case that was verified and filed in time; the log goes on until 12 December.
async fn filed() -> (Casework, String) {
    let mut casework = Casework::open().await;
    let case = casework.filed().await;
    casework.on("2022-12-12T09:00:00+08:00");
    casework.lead().await;
    (casework, case)
}

#[tokio::test]
async fn the_deadlines_of_a_case_are_told_as_of_a_time_with_what_nobody_knew_left_out() {
    let (casework, case) = filed().await;
    let then = json!({ "recordedAt": "2022-11-20T09:00:00+08:00" });
    let then = deadlines(&casework, json!({ "case": case, "asOf": then })).await;
    insta::assert_json_snapshot!(told(&then), @r#"
    [
      "核查期限 2022-12-05 进行中 15"
    ]
    "#);
    assert_eq!(then["nodes"][0]["caseNumber"], json!(null));
    assert_eq!(then["known"]["recordedAt"], "2022-11-20T09:00:00+08:00");
    let now = deadlines(&casework, json!({ "case": case })).await;
    insta::assert_json_snapshot!(told(&now), @r#"
    [
      "核查期限 2022-12-05 按期完成 7",
      "告知举报人期限 2022-12-05 已逾期 7",
      "办案期限 2023-02-27 进行中 76"
    ]
    "#);
    let before = json!({ "recordedAt": "2022-11-01T09:00:00+08:00" });
    let before = deadlines(&casework, json!({ "case": case, "asOf": before })).await;
    assert_eq!((told(&before), &before["known"]), (vec![], &json!(null)));
}

/// The folds of the streams and the tables say the same of the present, of the case and of its publicity.
#[tokio::test]
async fn as_of_now_the_deadlines_are_those_of_the_list_by_pages_too() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let now = json!({ "recordedAt": casework.app.clock.now().to_string() });
    let listed = deadlines(&casework, json!({ "case": case })).await;
    let nodes = listed["nodes"].as_array().unwrap().iter();
    assert_eq!(nodes.filter(|it| !it["publicityId"].is_null()).count(), 3);
    let folded = deadlines(&casework, json!({ "case": case, "asOf": now })).await;
    assert!(told(&listed).len() > 5);
    assert_eq!(folded["nodes"], listed["nodes"]);
    let (mut paged, mut after) = (vec![], json!(null));
    loop {
        let variables = json!({ "case": case, "asOf": now, "first": 2, "after": after });
        let page = deadlines(&casework, variables).await;
        assert_eq!(page["totalCount"], folded["totalCount"]);
        paged.extend(told(&page));
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(paged, told(&listed));
}

/// Which records are in a list of deadlines, and each deadline of theirs.
const RECORDS: &str = "query($case: CaseId!, $asOf: AsOf) {
    deadlines(filter: { caseId: $case }, asOf: $asOf, first: 100) {
        nodes { recordKindLabel recordId caseId party deadline { ruleLabel dueDate outcomeLabel doneAt } }
    }
}";

/// Everything that follows from a case and has something due: its publicity, its entry of a register, the application
/// for its restoration.
#[tokio::test]
async fn as_of_a_time_the_deadlines_of_what_follows_from_a_case_are_told_too() {
    let mut casework = Casework::open().await;
    let entered = serious_list::entered(&mut casework).await;
    casework.opened(&entered).await;
    let mut restored = Casework::open().await;
    let case = restored.shown().await;
    restored.on("2023-07-13T10:00:00+08:00");
    let before = restored.app.clock.now().to_string();
    restored.later(1);
    restored.settled().await;
    restored.accepted(&case).await;
    for (casework, case, kind) in
        [(&casework, &entered, "名录列入记录"), (&restored, &case, "信用修复")]
    {
        let listed = casework.ask("P-0001", RECORDS, json!({ "case": case })).await;
        let now = json!({ "recordedAt": casework.app.clock.now().to_string() });
        let folded = casework.ask("P-0001", RECORDS, json!({ "case": case, "asOf": now })).await;
        assert!(kinds(&folded).contains(&kind.to_owned()), "{folded}");
        assert_eq!(folded, listed);
    }
    let before = json!({ "case": case, "asOf": { "recordedAt": before } });
    let before = restored.ask("P-0001", RECORDS, before).await;
    assert!(!kinds(&before).contains(&"信用修复".to_owned()), "{before}");
}

/// Of which kinds of records a list of deadlines tells.
fn kinds(answer: &Value) -> Vec<String> {
    let nodes = answer["deadlines"]["nodes"].as_array().unwrap().iter();
    nodes.map(|it| it["recordKindLabel"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn without_a_case_nobody_is_told_what_was_known_of_deadlines() {
    let (casework, case) = filed().await;
    let asked =
        "{ deadlines(asOf: { recordedAt: \"2022-11-20T09:00:00+08:00\" }) { nodes { caseId } } }";
    let errors = casework.told("P-0001", asked, json!({})).await;
    insta::assert_json_snapshot!(errors[0]["extensions"], @r#"
    {
      "code": "BAD_USER_INPUT",
      "expected": "it goes with `filter.caseId`: what was known of deadlines is told of one case",
      "path": [
        "asOf"
      ]
    }
    "#);
    let asked = json!({ "case": case, "asOf": { "recordedAt": "2022-11-20T09:00:00+08:00" } });
    let unseen = casework.ask("P-0011", DEADLINES, asked).await;
    assert_eq!(unseen["deadlines"]["totalCount"]["value"], 0);
    assert_eq!(unseen["deadlines"]["known"], json!(null));
}

/// Nothing happened in the case on 12 December; a duty of it was late by then all the same.
#[tokio::test]
async fn days_are_counted_until_the_log_came_to_the_place_that_is_asked_for() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-12-12T09:00:00+08:00");
    casework.lead().await;
    let place = casework.app.store.end().unwrap().to_string();
    casework.on("2022-12-30T09:00:00+08:00");
    let asked = "query($id: CaseId!, $asOf: AsOf) { case(id: $id, asOf: $asOf) {
        deadlines { ruleLabel outcomeLabel days } known { recordedAt position }
    } }";
    let variables = json!({ "id": case, "asOf": { "position": place } });
    let by_place = casework.ask("P-0001", asked, variables).await;
    assert_eq!(by_place["case"]["known"]["position"], json!(place));
    let at = by_place["case"]["known"]["recordedAt"].clone();
    assert_eq!(at, "2022-12-12T09:00:00+08:00");
    insta::assert_json_snapshot!(by_place["case"]["deadlines"], @r#"
    [
      {
        "days": 7,
        "outcomeLabel": "已逾期",
        "ruleLabel": "核查期限"
      }
    ]
    "#);
    let by_time = json!({ "id": case, "asOf": { "recordedAt": at } });
    let by_time = casework.ask("P-0001", asked, by_time).await;
    assert_eq!(by_time["case"]["deadlines"], by_place["case"]["deadlines"]);
}

/// PUB 9: what is due on a channel, and what was shown there, is told as of then, in the case, its audit trail and its
/// deadlines alike.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn the_publicity_of_a_decision_is_told_as_of_a_time() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let due = casework.app.store.end().unwrap().to_string();
    casework.approved_copy(&case).await;
    casework.on("2023-02-20T10:00:00+08:00");
    let input = json!({ "decision": "P1", "channel": "PORTAL", "reference": "ZFGS-0001" });
    casework.publicised("P-0008", "publish", (&case, input)).await;
    let asked = "query($id: CaseId!, $asOf: AsOf) { auditTrail(caseId: $id, asOf: $asOf) {
        missing { text } overdue { ruleLabel }
        publicity { channelLabel stateLabel history { sentence } deadlines { ruleLabel outcomeLabel } }
    } }";
    let as_of = json!({ "position": due });
    let then = casework.ask("P-0001", asked, json!({ "id": case, "asOf": as_of })).await;
    insta::assert_json_snapshot!(then["auditTrail"], @r#"
    {
      "missing": [
        {
          "text": "处罚S1（没收违法所得2000元）尚未执行完毕"
        },
        {
          "text": "处罚S2（罚款50000元）尚未执行完毕"
        },
        {
          "text": "尚未将是否立案告知实名举报人"
        },
        {
          "text": "尚无经复核批准的公示文本"
        },
        {
          "text": "尚未通过国家企业信用信息公示系统公示行政处罚信息"
        },
        {
          "text": "尚未通过信用中国公示行政处罚信息"
        },
        {
          "text": "尚未通过行政执法公示平台公示行政处罚信息"
        }
      ],
      "overdue": [
        {
          "ruleLabel": "告知举报人期限"
        }
      ],
      "publicity": [
        {
          "channelLabel": "国家企业信用信息公示系统",
          "deadlines": [
            {
              "outcomeLabel": "进行中",
              "ruleLabel": "企业信用信息公示系统公示期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过国家企业信用信息公示系统公示，至迟2023年2月10日。依据：《市场监督管理行政处罚信息公示规定》第九条，《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "应当公示"
        },
        {
          "channelLabel": "信用中国",
          "deadlines": [
            {
              "outcomeLabel": "进行中",
              "ruleLabel": "信用中国“双公示”期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过信用中国公示，至迟2023年1月19日。依据：《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "应当公示"
        },
        {
          "channelLabel": "行政执法公示平台",
          "deadlines": [
            {
              "outcomeLabel": "进行中",
              "ruleLabel": "本机关网站公示期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过行政执法公示平台公示，至迟2023年1月19日。依据：《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "应当公示"
        }
      ]
    }
    "#);
    let now = casework.ask("P-0001", asked, json!({ "id": case })).await;
    insta::assert_json_snapshot!(now["auditTrail"], @r#"
    {
      "missing": [
        {
          "text": "处罚S1（没收违法所得2000元）尚未执行完毕"
        },
        {
          "text": "处罚S2（罚款50000元）尚未执行完毕"
        },
        {
          "text": "尚未将是否立案告知实名举报人"
        },
        {
          "text": "尚未通过国家企业信用信息公示系统公示行政处罚信息"
        },
        {
          "text": "尚未通过信用中国公示行政处罚信息"
        }
      ],
      "overdue": [
        {
          "ruleLabel": "告知举报人期限"
        },
        {
          "ruleLabel": "缴纳罚没款期限"
        },
        {
          "ruleLabel": "缴纳罚没款期限"
        },
        {
          "ruleLabel": "企业信用信息公示系统公示期限"
        },
        {
          "ruleLabel": "信用中国“双公示”期限"
        }
      ],
      "publicity": [
        {
          "channelLabel": "国家企业信用信息公示系统",
          "deadlines": [
            {
              "outcomeLabel": "已逾期",
              "ruleLabel": "企业信用信息公示系统公示期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过国家企业信用信息公示系统公示，至迟2023年2月10日。依据：《市场监督管理行政处罚信息公示规定》第九条，《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "应当公示"
        },
        {
          "channelLabel": "信用中国",
          "deadlines": [
            {
              "outcomeLabel": "已逾期",
              "ruleLabel": "信用中国“双公示”期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过信用中国公示，至迟2023年1月19日。依据：《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "应当公示"
        },
        {
          "channelLabel": "行政执法公示平台",
          "deadlines": [
            {
              "outcomeLabel": "逾期完成",
              "ruleLabel": "本机关网站公示期限"
            }
          ],
          "history": [
            {
              "sentence": "2023年1月10日，锦市监处罚〔2023〕1号应当通过行政执法公示平台公示，至迟2023年1月19日。依据：《中华人民共和国行政处罚法》第四十八条。"
            },
            {
              "sentence": "2023年2月20日，成都市锦江区市场监督管理局信用监管人员周某通过行政执法公示平台公示行政处罚信息（公示编号或者网址：ZFGS-0001）。依据：《中华人民共和国行政处罚法》第四十八条。"
            }
          ],
          "stateLabel": "已公示"
        }
      ]
    }
    "#);
    let of_case = "query($id: CaseId!, $asOf: AsOf) { case(id: $id, asOf: $asOf) {
        publicity { channelLabel stateLabel history { sentence } deadlines { ruleLabel outcomeLabel } }
    } }";
    let asked = json!({ "id": case, "asOf": as_of });
    let shown = casework.ask("P-0001", of_case, asked).await["case"]["publicity"].take();
    assert_eq!(shown, then["auditTrail"]["publicity"]);
    let end = json!({ "position": casework.app.store.end().unwrap().to_string() });
    let listed = deadlines(&casework, json!({ "case": case, "asOf": end })).await;
    let live = deadlines(&casework, json!({ "case": case })).await;
    assert_eq!(listed["nodes"], live["nodes"]);
}
