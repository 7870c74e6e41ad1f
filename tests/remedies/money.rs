//! What is owed by what counts, and what is given back.

use serde_json::json;

use super::{STANDING, altered, concluded, fined, opened, reconsidered, reply};
use api::clockwork::settle;

use crate::{casework::Casework, histories::rebuilt_is_live};

/// Domain.md §10, 10: the fine is altered; surcharge is counted on what counts, without the days of the remedy.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn a_fine_that_reconsideration_lowers_counts_as_lowered() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    let input = reply(&casework, &case);
    casework.done("P-0004", "submitReply", (&case, input)).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let heavier =
        concluded(&casework, &case, ("ALTERED", "MANIFESTLY_UNFIT"), altered(&casework, 6_000_000));
    let refused = casework.refused("P-0001", "concludeRemedy", (&case, heavier)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "WORSE_FOR_APPLICANT 处罚S1变更为罚款60000元，对申请人更为不利；存在第三人或者其他原告的相反请求的，请注明 《中华人民共和国行政复议法（2017年修正）》"
    ]
    "#);
    let lower =
        concluded(&casework, &case, ("ALTERED", "MANIFESTLY_UNFIT"), altered(&casework, 2_000_000));
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
          "citation": "《市场监督管理行政处罚信息公示规定》第六条",
          "code": "STEP_MISSING",
          "text": "决定已被变更，尚无变更后内容的经复核批准的公示文本"
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
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年3月20日，成都市锦江区市场监督管理局登记人员李某收到行政复议（编号J1）的结果：变更：处罚S1变更为罚款20000元，理由为明显不当，送达日期为2023年3月20日，起诉期限至2023年4月4日届满。依据：《中华人民共和国行政复议法（2017年修正）》第二十八条。");
}

/// ARL 72.2; APL 74.3: what was paid on a decision that was revoked is given back, and the case may be closed (PR 77).
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
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
          "citation": "《中华人民共和国行政处罚法》第七十四条第三款",
          "code": "UNFINISHED",
          "text": "处罚S1多收50000元，尚未退还"
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
          "citation": "《市场监督管理行政处罚信息公示规定》第九条"
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

/// APL 48.2; PUB 11; domain.md §10, 10: what is shown of a decision that was altered is withdrawn at once, within three
/// working days on the channel; what counts is shown in its place, and a channel that shows nothing is asked nothing.
#[tokio::test]
async fn what_is_shown_of_an_altered_decision_is_withdrawn_and_shown_anew() {
    let mut casework = Casework::open().await;
    let case = reconsidered(&mut casework).await;
    settle(&casework.app).await.unwrap();
    casework.approved_copy(&case).await;
    let step =
        |reference: &str| json!({ "decision": "P1", "channel": "PORTAL", "reference": reference });
    casework.publicised("P-0008", "publish", (&case, step("PORTAL-1"))).await;
    casework.on("2023-03-20T10:00:00+08:00");
    let lower =
        concluded(&casework, &case, ("ALTERED", "MANIFESTLY_UNFIT"), altered(&casework, 2_000_000));
    casework.done("P-0001", "concludeRemedy", (&case, lower)).await;
    assert_eq!(settle(&casework.app).await.unwrap(), 3);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let query = "query($id: CaseId!) { case(id: $id) { publicity {
        channelLabel stateLabel withdrawalLabel deadlines { ruleLabel dueDate outcome } } } }";
    let asked = json!({ "id": case });
    let shown = casework.ask("P-0008", query, asked.clone()).await["case"].take();
    let stale = casework.refused("P-0008", "publish", (&case, step("PORTAL-2"))).await;
    assert_eq!(stale.len(), 1);
    assert!(stale[0].starts_with("STEP_MISSING 公示时尚无经复核批准的公示文本"), "{stale:?}");
    casework.copied_anew(&case, "行政复议决定书（裁判文书）").await;
    casework.publicised("P-0008", "publish", (&case, step("PORTAL-2"))).await;
    let anew = casework.ask("P-0008", query, asked).await["case"]["publicity"][2].take();
    insta::assert_json_snapshot!((shown, anew));
    rebuilt_is_live(&casework.app).await;
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
}
