//! A judgment, from when on it counts, and what the agency then owes.

use api::clockwork::settle;
use serde_json::{Value, json};

use super::{STANDING, concluded, fined, opened};
use crate::{casework::Casework, histories::rebuilt_is_live};

/// A suit over the decision, of that day.
pub fn suit(casework: &Casework, case: &str, applied_on: &str) -> Value {
    let mut input = opened(casework, case, applied_on);
    input["kind"] = json!("FIRST_INSTANCE");
    input["body"] = json!("成都铁路运输第一法院");
    input["fileNumber"] = json!("（2023）川7101行初88号");
    input["admittedOn"] = Value::Null;
    input["document"] = casework.document(case, "REMEDY_APPLICATION", "行政起诉状副本");
    input
}

/// An appeal from the judgment `J1`, of that day.
pub fn appeal(casework: &Casework, case: &str, applied_on: &str) -> Value {
    let mut input = suit(casework, case, applied_on);
    input["kind"] = json!("SECOND_INSTANCE");
    input["body"] = json!("成都铁路运输中级法院");
    input["fileNumber"] = json!("（2023）川71行终60号");
    input["after"] = json!("J1");
    input["document"] = casework.document(case, "REMEDY_APPLICATION", "行政上诉状副本");
    input
}

/// The judgment `J1`, by which the decision falls as its procedure was unlawful.
pub fn revoking(casework: &Casework, case: &str) -> Value {
    let sanctions = casework.matter.sanctions.as_array().unwrap().iter();
    let touched: Vec<_> = sanctions
        .map(|it| json!({ "sanction": it["id"], "effect": { "revoked": true } }))
        .collect();
    concluded(casework, case, ("REVOKED", "PROCEDURE"), json!(touched))
}

/// A suit of 13 February; the copy came on the 20th.
async fn sued(casework: &mut Casework) -> String {
    let case = fined(casework).await;
    casework.on("2023-02-20T10:00:00+08:00");
    let input = suit(casework, &case, "2023-02-13");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    case
}

/// ALL 35, 36, 56, 85: no evidence meanwhile, a stay, a judgment that counts once nobody has appealed, and the
/// investigation that is open again.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn a_judgment_takes_effect_when_nobody_appeals_and_the_agency_decides_anew() {
    let mut casework = Casework::open().await;
    let case = sued(&mut casework).await;
    let evidence = json!({
        "kind": "DOCUMENTARY_EVIDENCE",
        "description": "进货台账",
        "origin": "当事人提供",
        "fromParty": true,
        "form": { "original": true },
        "officers": ["P-0001", "P-0002"],
        "documents": [casework.document(&case, "EVIDENCE", "进货台账")],
        "signatureRefused": false
    });
    let refused = casework.refused("P-0001", "collectEvidence", (&case, evidence)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "REMEDY_PENDING 行政诉讼第一审（编号J1）期间，不得自行收集证据；经准许补充证据的，请先记录准许 《中华人民共和国行政诉讼法》第三十五条"
    ]
    "#);
    let stay = json!({
        "remedy": "J1", "by": "RESPONDENT", "reason": "停止执行不损害公共利益",
        "document": casework.document(&case, "REMEDY_NOTICE", "停止执行通知书")
    });
    casework.done("P-0004", "stayExecution", (&case, stay)).await;
    casework.on("2023-05-10T10:00:00+08:00");
    let mut input = revoking(&casework, &case);
    input["redo"] = json!({ "until": "2023-08-31" });
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let asked = json!({ "id": case });
    let before = casework.ask("P-0001", STANDING, asked.clone()).await;
    assert_eq!(before["case"]["stage"], "PENALTY_DECIDED");
    assert_eq!(before["case"]["standing"][0]["text"], "罚款50000元");
    casework.on("2023-05-30T10:00:00+08:00");
    let (rights_of_the_notice, the_judgment, withdrawn) = (1, 1, 3);
    let all = rights_of_the_notice + the_judgment + withdrawn;
    assert_eq!(settle(&casework.app).await.unwrap(), all);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let after = casework.ask("P-0001", STANDING, asked.clone()).await;
    assert_eq!(after["case"]["stage"], "INVESTIGATING");
    assert_eq!(after["case"]["standing"][0]["fallen"], true);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 3..], @r#"
    [
      "2023年5月10日，成都市锦江区市场监督管理局登记人员李某收到行政诉讼第一审（编号J1）的结果：撤销：处罚S1撤销，理由为违反法定程序，责令于2023年8月31日前（含当日）重新作出行政行为，送达日期为2023年5月10日，上诉期限至2023年5月25日届满。依据：《中华人民共和国行政诉讼法》第七十条第三项。",
      "2023年5月30日，至2022年12月26日期限届满，当事人未行使陈述、申辩权利和要求听证权利（告知书编号N1），视为放弃。依据：《市场监督管理行政处罚程序规定》第五十七条第二款。",
      "2023年5月30日，至2023年5月25日上诉期限届满，没有待审理的上诉，第一审裁判（编号J1）发生法律效力，恢复调查，重新作出行政行为，重新作出行政行为期限至2023年8月31日届满。依据：《中华人民共和国行政诉讼法》第八十五条。"
    ]
    "#);
    let query = "query($id: CaseId!) { case(id: $id) { remedies {
        id kindLabel byLabel body appliedOn takesEffectOn pendingUntil
        stays { id byLabel from to }
        conclusion { outcomeLabel grounds { groundLabel } citations redoOrdered redoUntil effectRecorded touched { sanction effectLabel } }
    } deadlines { ruleLabel outcome dueDate } } }";
    let told = casework.ask("P-0001", query, asked).await;
    insta::assert_json_snapshot!(told["case"]["remedies"], @r#"
    [
      {
        "appliedOn": "2023-02-13",
        "body": "成都铁路运输第一法院",
        "byLabel": "当事人",
        "conclusion": {
          "citations": [
            "《中华人民共和国行政诉讼法》第七十条第三项"
          ],
          "effectRecorded": true,
          "grounds": [
            {
              "groundLabel": "违反法定程序"
            }
          ],
          "outcomeLabel": "撤销",
          "redoOrdered": true,
          "redoUntil": "2023-08-31",
          "touched": [
            {
              "effectLabel": "撤销",
              "sanction": "S1"
            }
          ]
        },
        "id": "J1",
        "kindLabel": "行政诉讼第一审",
        "pendingUntil": "2023-05-25",
        "stays": [
          {
            "byLabel": "本机关认为需要停止执行",
            "from": "2023-02-20",
            "id": "Z1",
            "to": null
          }
        ],
        "takesEffectOn": "2023-05-26"
      }
    ]
    "#);
    let redo: Vec<_> = told["case"]["deadlines"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["ruleLabel"] == "重新作出行政行为期限")
        .collect();
    insta::assert_json_snapshot!(redo, @r#"
    [
      {
        "dueDate": "2023-08-31",
        "outcome": "OPEN",
        "ruleLabel": "重新作出行政行为期限"
      }
    ]
    "#);
}

/// ALL 85; APL 48.2; PUB 11: the copy of an appeal that was made in time comes after the clock recorded that the judgment took
/// effect: the case stands where it did, the fine is owed again, and what counts again is shown anew.
#[tokio::test]
async fn an_appeal_that_comes_late_undoes_what_followed_from_the_judgment() {
    let mut casework = Casework::open().await;
    let case = sued(&mut casework).await;
    casework.approved_copy(&case).await;
    let publish =
        |reference: &str| json!({ "decision": "P1", "channel": "PORTAL", "reference": reference });
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL-0001"))).await;
    casework.on("2023-05-10T10:00:00+08:00");
    let mut input = revoking(&casework, &case);
    input["redo"] = json!({ "until": "2023-08-31" });
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let owed = casework.deadlines(&case, "PAY_FINE").await;
    casework.on("2023-05-30T10:00:00+08:00");
    settle(&casework.app).await.unwrap();
    let query = "query($id: CaseId!) { case(id: $id) {
        stage publicity { channel stateLabel } standing { text } } }";
    let shown = async |casework: &Casework| {
        let mut told = casework.ask("P-0001", query, json!({ "id": case })).await["case"].take();
        let publicity = told["publicity"].as_array().unwrap().iter();
        let portal =
            publicity.clone().find(|it| it["channel"] == "PORTAL").unwrap()["stateLabel"].clone();
        json!([told["stage"].take(), told["standing"][0]["text"].take(), portal])
    };
    assert_eq!(shown(&casework).await, json!(["INVESTIGATING", "无", "已撤回"]));
    assert_ne!(casework.deadlines(&case, "PAY_FINE").await, owed);
    let input = appeal(&casework, &case, "2023-05-25");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    settle(&casework.app).await.unwrap();
    assert_eq!(shown(&casework).await, json!(["PENALTY_DECIDED", "罚款50000元", "已撤回"]));
    let redo = casework.deadlines(&case, "REDO").await;
    assert!(redo[0].starts_with("2023-08-31 ENDED"), "{redo:?}");
    let again = casework.deadlines(&case, "PAY_FINE").await;
    assert!(again[0].contains("OVERDUE"), "{again:?}");
    casework.publicised("P-0008", "publish", (&case, publish("PORTAL-0002"))).await;
    assert_eq!(shown(&casework).await[2], "已公示");
    let sentence = casework.sentences(&case).await.pop().unwrap();
    assert!(
        sentence.contains("所针对的裁判未发生法律效力，案件恢复为已作出处罚决定"),
        "{sentence}"
    );
    rebuilt_is_live(&casework.app).await;
}
