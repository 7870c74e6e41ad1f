//! Remedies against a decision: what comes in, what the agency owes, and what of the decision counts.

mod awaited;
mod converted;
pub mod judgment;
mod money;
mod orders;
mod several;

use serde_json::{Value, json};

use crate::{casework::Casework, corrections, papers::fine};

/// A fine of 50 000 yuan alone, served on 12 January 2023: it is to be paid by the 28th.
async fn fined(casework: &mut Casework) -> String {
    casework.matter.sanctions = fine(5_000_000);
    casework.served().await
}

/// A request for reconsideration of the party, of which the copy came today.
pub fn opened(casework: &Casework, case: &str, applied_on: &str) -> Value {
    json!({
        "kind": "RECONSIDERATION",
        "decision": "P1",
        "by": "PARTY",
        "body": "成都市锦江区人民政府",
        "fileNumber": "锦府复〔2023〕7号",
        "appliedOn": applied_on,
        "admittedOn": applied_on,
        "receivedOn": casework.today(),
        "procedure": "ORDINARY",
        "document": casework.document(case, "REMEDY_APPLICATION", "行政复议申请书副本")
    })
}

/// Reconsideration, asked for on 3 February; the copy came on the 6th.
pub async fn reconsidered(casework: &mut Casework) -> String {
    let case = fined(casework).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(casework, &case, "2023-02-03");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    case
}

fn reply(casework: &Casework, case: &str) -> Value {
    json!({
        "remedy": "J1",
        "preparedBy": "P-0001",
        "evidence": ["E1"],
        "bases": ["《中华人民共和国食品安全法》第一百二十二条第一款"],
        "document": casework.document(case, "REMEDY_REPLY", "行政复议答复书")
    })
}

/// What the body found in the remedy `J1`, and of which sanctions.
pub fn concluded(casework: &Casework, case: &str, outcome: (&str, &str), touched: Value) -> Value {
    json!({
        "remedy": "J1",
        "outcome": outcome.0,
        "grounds": [outcome.1],
        "touched": touched,
        "servedOn": casework.today(),
        "document": casework.document(case, "REMEDY_DECISION", "行政复议决定书（裁判文书）")
    })
}

/// The fine becomes one of so many fen.
fn altered(casework: &Casework, fen: i64) -> Value {
    let mut to = casework.matter.sanctions[0].clone();
    to["amount"] = json!(fen);
    json!([{ "sanction": "S1", "effect": { "altered": to } }])
}

const STANDING: &str = "query($id: CaseId!) { case(id: $id) {
    stage decision { sanctions { text } }
    standing { decision fallen counts text sanctions {
        decided { text } counts { text } effectLabel changedBy changedSince citations
    } }
    performance { owed { text refundable { fen } } }
    missing { code text citation }
} }";

/// ARL17 23, 28: without an answer in time the decision counts as having no evidence; the bundle tells what belongs to
/// the answer and what is not on file.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn an_answer_is_owed_with_evidence_and_basis_and_its_absence_is_told() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let asked = json!({ "id": case });
    let query = "query($id: CaseId!) { replyBundle(caseId: $id) {
        remedy kindLabel due overdue citation complete
        items { itemLabel part text missing documents { typeLabel sha256 pages } }
    } }";
    let bundle = casework.ask("P-0001", query, asked.clone()).await;
    insta::assert_json_snapshot!(bundle["replyBundle"], @r#"
    [
      {
        "citation": "《中华人民共和国行政复议法（2017年修正）》第二十三条",
        "complete": false,
        "due": "2023-02-16",
        "items": [
          {
            "documents": [],
            "itemLabel": "书面答复（答辩状）",
            "missing": true,
            "part": null,
            "text": null
          },
          {
            "documents": [
              {
                "pages": 1,
                "sha256": "39e82247b4b733ca59c0a82f9b87fce1a7297fa76d2c4685edea8b1b4827fa9a",
                "typeLabel": "行政处罚决定书"
              }
            ],
            "itemLabel": "行政处罚决定书",
            "missing": false,
            "part": "P1",
            "text": null
          },
          {
            "documents": [
              {
                "pages": 1,
                "sha256": "1e07f734696f4b43a32f594caf59975e665da3be9be024c3102ef83ac0f2c253",
                "typeLabel": "送达回证"
              }
            ],
            "itemLabel": "决定书送达证明",
            "missing": false,
            "part": "P1",
            "text": null
          },
          {
            "documents": [
              {
                "pages": 1,
                "sha256": "f01d853a74bfcabb00d416724625f95d0d96efd3de3ce302cda0e228167b3926",
                "typeLabel": "证据材料"
              }
            ],
            "itemLabel": "作出行政行为的证据",
            "missing": false,
            "part": "E1",
            "text": null
          },
          {
            "documents": [],
            "itemLabel": "作出行政行为的依据",
            "missing": false,
            "part": null,
            "text": "《中华人民共和国食品安全法》第三十五条第一款"
          },
          {
            "documents": [],
            "itemLabel": "作出行政行为的依据",
            "missing": false,
            "part": null,
            "text": "《中华人民共和国食品安全法》第一百二十二条第一款"
          },
          {
            "documents": [
              {
                "pages": 1,
                "sha256": "eeedf32864c4fbeb806df7a00e109b5c144c10780b3255249ab078d0ca43d44b",
                "typeLabel": "立案审批表"
              }
            ],
            "itemLabel": "立案审批表",
            "missing": false,
            "part": null,
            "text": null
          },
          {
            "documents": [
              {
                "pages": 1,
                "sha256": "f39af3e28cad8a977a66ec018c5e8c1273cf0b862edf0eec3a07ba237fc8ac00",
                "typeLabel": "行政处罚告知书"
              },
              {
                "pages": 1,
                "sha256": "7357c4b12576da07414854ba6fcd90c19499867fbb5e0b03d776393b91a93047",
                "typeLabel": "送达回证"
              }
            ],
            "itemLabel": "行政处罚告知书及送达证明",
            "missing": false,
            "part": "N1",
            "text": null
          }
        ],
        "kindLabel": "行政复议",
        "overdue": false,
        "remedy": "J1"
      }
    ]
    "#);
    casework.on("2023-02-17T10:00:00+08:00");
    let missing = "query($id: CaseId!) { case(id: $id) { missing { code text citation } } }";
    let overdue = casework.ask("P-0001", missing, asked.clone()).await;
    insta::assert_json_snapshot!(overdue["case"]["missing"], @r#"
    [
      {
        "citation": "《市场监督管理行政处罚程序规定》第七十七条第一款第一项",
        "code": "UNFINISHED",
        "text": "处罚S1（罚款50000元）尚未执行完毕"
      },
      {
        "citation": "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
        "code": "STEP_MISSING",
        "text": "尚未将是否立案告知实名举报人"
      },
      {
        "citation": "《市场监督管理行政处罚信息公示规定》第六条",
        "code": "STEP_MISSING",
        "text": "尚无经复核批准的公示文本"
      },
      {
        "citation": "《中华人民共和国行政复议法（2017年修正）》第二十八条",
        "code": "TOO_LATE",
        "text": "行政复议（编号J1）逾期未提出答复、提交证据和依据，视为该行政行为没有证据、依据"
      },
      {
        "citation": "《市场监督管理行政处罚信息公示规定》第九条",
        "code": "STEP_MISSING",
        "text": "尚未通过国家企业信用信息公示系统公示行政处罚信息"
      },
      {
        "citation": "《中华人民共和国行政处罚法》第四十八条",
        "code": "STEP_MISSING",
        "text": "尚未通过信用中国公示行政处罚信息"
      },
      {
        "citation": "《中华人民共和国行政处罚法》第四十八条",
        "code": "STEP_MISSING",
        "text": "尚未通过行政执法公示平台公示行政处罚信息"
      }
    ]
    "#);
    let input = reply(&casework, &case);
    let refused = casework.refused("P-0001", "submitReply", (&case, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_PERMITTED 登记人员、办案人员不能作出该行为，须由负责人或者主要负责人作出",
      "CONFLICT_OF_DUTIES 答复、答辩由承办人员拟制，签发人不得为拟制人"
    ]
    "#);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    insta::assert_json_snapshot!(casework.deadlines(&case, "RECON_REPLY").await, @r#"
    [
      "2023-02-16 MET_LATE 1"
    ]
    "#);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 2..], @r#"
    [
      "2023年2月6日，成都市锦江区市场监督管理局登记人员李某收到成都市锦江区人民政府送达的行政复议材料副本（案号锦府复〔2023〕7号，编号J1）：当事人于2023年2月3日对决定（P1）提起行政复议，适用普通程序，收到日期为2023年2月6日，答复期限至2023年2月16日届满。依据：《中华人民共和国行政复议法（2017年修正）》第二十三条。",
      "2023年2月17日，成都市锦江区市场监督管理局负责人王某签发行政复议（编号J1）的答复，由李某拟制，提交证据E1和依据《中华人民共和国食品安全法》第一百二十二条第一款。依据：《中华人民共和国行政复议法（2017年修正）》第二十三条。"
    ]
    "#);
}

/// ARL17 23: what the decision was altered to before belongs to the answer too, by the paper that the party was served with.
#[tokio::test]
async fn an_answer_comes_with_what_the_decision_was_altered_by() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.later(3);
    let input = corrections::altered(&casework, &case, 4_000_000);
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(&casework, &case, "2023-02-03");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    let query = "query($id: CaseId!) { replyBundle(caseId: $id) {
        items { item itemLabel part missing documents { typeLabel } } } }";
    let bundle = casework.ask("P-0001", query, json!({ "id": case })).await;
    let items = bundle["replyBundle"][0]["items"].as_array().unwrap().iter();
    let corrections: Vec<_> = items.filter(|it| it["item"] == "CORRECTION").collect();
    insta::assert_json_snapshot!(corrections, @r#"
    [
      {
        "documents": [
          {
            "typeLabel": "变更（撤销）行政处罚决定书"
          },
          {
            "typeLabel": "送达回证"
          }
        ],
        "item": "CORRECTION",
        "itemLabel": "变更、撤销、补正文书及送达证明",
        "missing": false,
        "part": "X1"
      }
    ]
    "#);
}

/// ARL17 28; ARL 63, 90: before 2024 an organ alters on the grounds of the law before, and not yet on those of the law of 2023.
#[tokio::test]
async fn a_ground_of_the_law_of_2023_ends_no_reconsideration_before_it() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let input = reply(&casework, &case);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let find = |casework: &Casework, outcome| {
        concluded(casework, &case, outcome, altered(casework, 2_000_000))
    };
    let unfit = find(&casework, ("ALTERED", "UNFIT_CONTENT"));
    let unfit = casework.refused("P-0001", "concludeRemedy", (&case, unfit)).await;
    let void = find(&casework, ("CONFIRMED_VOID", "MANIFESTLY_ILLEGAL"));
    let void = casework.refused("P-0001", "concludeRemedy", (&case, void)).await;
    insta::assert_json_snapshot!((unfit, void));
    let unproven = find(&casework, ("ALTERED", "FACTS_UNPROVEN"));
    casework.done("P-0001", "concludeRemedy", (&case, unproven)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap());
}

/// Domain.md §9: whoever sees decisions alone knows what became of one, and nothing of the answer.
#[tokio::test]
async fn the_credit_unit_sees_the_outcome_and_not_the_answer() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let input = reply(&casework, &case);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let lower =
        concluded(&casework, &case, ("ALTERED", "MANIFESTLY_UNFIT"), altered(&casework, 2_000_000));
    casework.done("P-0001", "concludeRemedy", (&case, lower)).await;
    let query = "query($id: CaseId!) { case(id: $id) {
        standing { text } remedies { kindLabel reply { preparer } conclusion { outcomeLabel } }
        reconsiderationRequests { id }
    } replyBundle(caseId: $id) { remedy } }";
    insta::assert_json_snapshot!(casework.ask("P-0008", query, json!({ "id": case })).await, @r#"
    {
      "case": {
        "reconsiderationRequests": null,
        "remedies": [
          {
            "conclusion": {
              "outcomeLabel": "变更"
            },
            "kindLabel": "行政复议",
            "reply": null
          }
        ],
        "standing": [
          {
            "text": "罚款20000元"
          }
        ]
      },
      "replyBundle": null
    }
    "#);
}
