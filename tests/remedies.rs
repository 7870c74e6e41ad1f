//! Remedies against a decision: what comes in, what the agency owes, and what of the decision counts.

use api::clockwork::settle;
use serde_json::{Value, json};

use crate::{casework::Casework, papers::fine};

/// A fine of 50 000 yuan alone, served on 12 January 2023: it is to be paid by the 28th.
async fn fined(casework: &mut Casework) -> String {
    casework.matter.sanctions = fine(5_000_000);
    casework.served().await
}

fn opened(casework: &Casework, case: &str, applied_on: &str) -> Value {
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
async fn reconsidered(casework: &mut Casework) -> String {
    let case = fined(casework).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(casework, &case, "2023-02-03");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    case
}

/// A suit of 13 February; the copy came on the 20th.
async fn sued(casework: &mut Casework) -> String {
    let case = fined(casework).await;
    casework.on("2023-02-20T10:00:00+08:00");
    let mut input = opened(casework, &case, "2023-02-13");
    input["kind"] = json!("FIRST_INSTANCE");
    input["body"] = json!("成都铁路运输第一法院");
    input["fileNumber"] = json!("（2023）川7101行初88号");
    input["admittedOn"] = Value::Null;
    input["document"] = casework.document(&case, "REMEDY_APPLICATION", "行政起诉状副本");
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

fn concluded(casework: &Casework, case: &str, outcome: (&str, &str), touched: Value) -> Value {
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
        "citation": "《市场监督管理行政处罚信息公示规定》第二条",
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
      },
      {
        "citation": "《中华人民共和国行政复议法（2017年修正）》第二十八条",
        "code": "TOO_LATE",
        "text": "行政复议（编号J1）逾期未提出答复、提交证据和依据，视为该行政行为没有证据、依据"
      }
    ]
    "#);
    let input = reply(&casework, &case);
    let refused = casework.refused("P-0001", "submitReply", (&case, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_PERMITTED 登记人员不能作出该行为，须由负责人或者主要负责人作出",
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

/// Domain.md §10, 10: the fine is altered; surcharge is counted on what counts, without the days of the remedy.
#[tokio::test]
async fn a_fine_that_reconsideration_lowers_counts_as_lowered() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let input = reply(&casework, &case);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let heavier =
        concluded(&casework, &case, ("ALTERED", "UNFIT_CONTENT"), altered(&casework, 6_000_000));
    let refused = casework.refused("P-0001", "concludeRemedy", (&case, heavier)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "WORSE_FOR_APPLICANT 处罚S1变更为罚款60000元，对申请人更为不利；存在第三人或者其他原告的相反请求的，请注明 《中华人民共和国行政复议法（2017年修正）》"
    ]
    "#);
    let lower =
        concluded(&casework, &case, ("ALTERED", "UNFIT_CONTENT"), altered(&casework, 2_000_000));
    casework.done("P-0001", "concludeRemedy", (&case, lower)).await;
    let asked = json!({ "id": case });
    insta::assert_json_snapshot!(casework.ask("P-0001", STANDING, asked.clone()).await["case"], @r#"
    {
      "decision": {
        "sanctions": [
          {
            "text": "罚款50000元"
          }
        ]
      },
      "missing": [
        {
          "citation": "《市场监督管理行政处罚程序规定》第七十七条第一款第一项",
          "code": "UNFINISHED",
          "text": "处罚S1（罚款20000元）尚未执行完毕"
        },
        {
          "citation": "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
          "code": "STEP_MISSING",
          "text": "尚未将是否立案告知实名举报人"
        },
        {
          "citation": "《市场监督管理行政处罚信息公示规定》第二条",
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
      ],
      "performance": {
        "owed": [
          {
            "refundable": {
              "fen": 0
            },
            "text": "罚款20000元，尚未缴纳；加处罚款3000元（5日）"
          }
        ]
      },
      "stage": "PENALTY_DECIDED",
      "standing": [
        {
          "counts": true,
          "decision": "P1",
          "fallen": false,
          "sanctions": [
            {
              "changedBy": "J1",
              "changedSince": "2023-03-20",
              "citations": [
                "《中华人民共和国行政复议法（2017年修正）》第二十八条"
              ],
              "counts": {
                "text": "罚款20000元"
              },
              "decided": {
                "text": "罚款50000元"
              },
              "effectLabel": "变更"
            }
          ],
          "text": "罚款20000元"
        }
      ]
    }
    "#);
    casework.on("2023-03-22T10:00:00+08:00");
    let later = casework.ask("P-0001", STANDING, asked).await;
    insta::assert_json_snapshot!(later["case"]["performance"]["owed"], @r#"
    [
      {
        "refundable": {
          "fen": 0
        },
        "text": "罚款20000元，尚未缴纳；加处罚款4200元（7日）"
      }
    ]
    "#);
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年3月20日，成都市锦江区市场监督管理局登记人员李某收到行政复议（编号J1）的结果：变更：处罚S1变更为罚款20000元，理由为内容不适当，送达日期为2023年3月20日，起诉期限至2023年4月4日届满。依据：《中华人民共和国行政复议法（2017年修正）》第二十八条。");
}

/// ARL 72.2; APL 74.3: what was paid on a decision that was revoked is given back, and the case may be closed (PR 77).
#[tokio::test]
async fn what_was_paid_on_a_decision_that_fell_is_given_back() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2023-01-28T10:00:00+08:00");
    let input = casework.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let input = opened(&casework, &case, "2023-02-03");
    casework.done("P-0001", "openRemedy", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let touched = json!([{ "sanction": "S1", "effect": { "revoked": true } }]);
    let mut input = concluded(&casework, &case, ("REVOKED", "NO_REPLY"), touched);
    input["refundOrdered"] = json!(true);
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let asked = json!({ "id": case });
    insta::assert_json_snapshot!(casework.ask("P-0001", STANDING, asked.clone()).await["case"], @r#"
    {
      "decision": {
        "sanctions": [
          {
            "text": "罚款50000元"
          }
        ]
      },
      "missing": [
        {
          "citation": "《市场监督管理行政处罚程序规定》第七十七条第一款",
          "code": "STEP_MISSING",
          "text": "尚未结案，请填写结案审批表报负责人批准"
        },
        {
          "citation": "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
          "code": "STEP_MISSING",
          "text": "尚未将是否立案告知实名举报人"
        },
        {
          "citation": "《市场监督管理行政处罚信息公示规定》第二条",
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
        },
        {
          "citation": "《中华人民共和国行政处罚法》第七十四条第三款",
          "code": "UNFINISHED",
          "text": "处罚S1多收50000元，尚未退还"
        }
      ],
      "performance": {
        "owed": [
          {
            "refundable": {
              "fen": 5000000
            },
            "text": "罚款已不再有效，已缴50000元；应退还50000元"
          }
        ]
      },
      "stage": "PENALTY_DECIDED",
      "standing": [
        {
          "counts": false,
          "decision": "P1",
          "fallen": true,
          "sanctions": [
            {
              "changedBy": "J1",
              "changedSince": "2023-03-20",
              "citations": [
                "《中华人民共和国行政复议法（2017年修正）》第二十八条"
              ],
              "counts": null,
              "decided": {
                "text": "罚款50000元"
              },
              "effectLabel": "撤销"
            }
          ],
          "text": "无"
        }
      ]
    }
    "#);
    let receipt = casework.document(&case, "REFUND_RECEIPT", "退库凭证");
    let part = json!({ "sanction": "S1", "towards": "PRINCIPAL", "amount": 5_000_000 });
    let input = json!({ "parts": [part], "receipt": receipt });
    casework.done("P-0001", "recordRefund", (&case, input)).await;
    let query = "query($id: CaseId!) { case(id: $id) { performance { refunds { id refundedOn parts { amount { fen } } } owed { text refunded { fen } refundable { fen } } } missing { citation } } }";
    insta::assert_json_snapshot!(casework.ask("P-0001", query, asked).await["case"], @r#"
    {
      "missing": [
        {
          "citation": "《市场监督管理行政处罚程序规定》第七十七条第一款"
        },
        {
          "citation": "《市场监督管理投诉举报处理暂行办法》第三十一条第二款"
        },
        {
          "citation": "《市场监督管理行政处罚信息公示规定》第二条"
        },
        {
          "citation": "《中华人民共和国行政处罚法》第四十八条"
        },
        {
          "citation": "《中华人民共和国行政处罚法》第四十八条"
        }
      ],
      "performance": {
        "owed": [
          {
            "refundable": {
              "fen": 0
            },
            "refunded": {
              "fen": 5000000
            },
            "text": "罚款已不再有效，已缴50000元；已退还50000元"
          }
        ],
        "refunds": [
          {
            "id": "T1",
            "parts": [
              {
                "amount": {
                  "fen": 5000000
                }
              }
            ],
            "refundedOn": "2023-03-20"
          }
        ]
      }
    }
    "#);
}

/// ALL 35, 36, 56, 85: no evidence meanwhile, a stay, a judgment that counts once nobody has appealed, and the
/// investigation that is open again.
#[tokio::test]
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
    let touched = json!([{ "sanction": "S1", "effect": { "revoked": true } }]);
    let mut input = concluded(&casework, &case, ("REVOKED", "PROCEDURE"), touched);
    input["redo"] = json!({ "until": "2023-08-31" });
    casework.done("P-0001", "concludeRemedy", (&case, input)).await;
    let asked = json!({ "id": case });
    let before = casework.ask("P-0001", STANDING, asked.clone()).await;
    assert_eq!(before["case"]["stage"], "PENALTY_DECIDED");
    assert_eq!(before["case"]["standing"][0]["text"], "罚款50000元");
    casework.on("2023-05-30T10:00:00+08:00");
    let (rights_of_the_notice, the_judgment) = (1, 1);
    assert_eq!(settle(&casework.app).await.unwrap(), rights_of_the_notice + the_judgment);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let after = casework.ask("P-0001", STANDING, asked.clone()).await;
    assert_eq!(after["case"]["stage"], "INVESTIGATING");
    assert_eq!(after["case"]["standing"][0]["fallen"], true);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 3..], @r#"
    [
      "2023年5月10日，成都市锦江区市场监督管理局登记人员李某收到行政诉讼第一审（编号J1）的结果：撤销：处罚S1撤销，理由为违反法定程序，责令于2023年8月31日前（含当日）重新作出行政行为，送达日期为2023年5月10日，上诉期限至2023年5月25日届满。依据：《中华人民共和国行政诉讼法》第七十条第三项。",
      "2023年5月30日，至2022年12月26日期限届满，当事人未行使陈述、申辩权利和要求听证权利（告知书编号N1），视为放弃。依据：《市场监督管理行政处罚程序规定》第五十七条第二款。",
      "2023年5月30日，至2023年5月25日上诉期限届满，各方均未上诉，第一审裁判（编号J1）发生法律效力，恢复调查，重新作出行政行为，重新作出行政行为期限至2023年8月31日届满。依据：《中华人民共和国行政诉讼法》第八十五条。"
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

/// Domain.md §9: whoever sees decisions alone knows what became of one, and nothing of the answer.
#[tokio::test]
async fn the_credit_unit_sees_the_outcome_and_not_the_answer() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let input = reply(&casework, &case);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let lower =
        concluded(&casework, &case, ("ALTERED", "UNFIT_CONTENT"), altered(&casework, 2_000_000));
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
