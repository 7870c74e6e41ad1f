//! What goes on after it began: each later step of a part of a case is told as an object of its own.

use serde_json::json;

use crate::casework::Casework;

/// An investigation that a leader suspended on 29 November 2022.
async fn suspended(casework: &mut Casework) -> String {
    let case = casework.investigated().await;
    let approval = casework.document(&case, "SUSPENSION_APPROVAL", "中止调查审批表");
    let input = json!({ "ground": "FORCE_MAJEURE", "reason": "道路中断", "document": approval });
    casework.done("P-0004", "suspendInvestigation", (&case, input)).await;
    case
}

/// What goes on after it began tells each of its steps; their papers may lie in the internal file.
#[tokio::test]
async fn a_suspension_tells_how_the_investigation_went_on() {
    let mut casework = Casework::open().await;
    let case = suspended(&mut casework).await;
    let query = "query($id: CaseId!) { case(id: $id) { suspensions {
        suspendedAt document { typeLabel } resumption { resumedAt reason document { typeLabel } }
        acts { eventType occurredAt personName documents { typeLabel } }
    } } }";
    let asked = json!({ "id": case });
    let before = casework.ask("P-0001", query, asked.clone()).await;
    let standing = &before["case"]["suspensions"][0];
    assert_eq!(standing["resumption"], json!(null));
    assert_eq!(standing["acts"].as_array().unwrap().len(), 1);
    casework.later(6);
    let approval = casework.document(&case, "SUSPENSION_APPROVAL", "恢复调查审批表");
    let input = json!({ "reason": "道路恢复通行", "document": approval });
    casework.done("P-0004", "resumeInvestigation", (&case, input)).await;
    let after = casework.ask("P-0001", query, asked.clone()).await;
    insta::assert_json_snapshot!(after["case"]["suspensions"], @r#"
    [
      {
        "acts": [
          {
            "documents": [
              {
                "typeLabel": "中止（恢复、终止）调查审批表"
              }
            ],
            "eventType": "case.investigation-suspended",
            "occurredAt": "2022-11-29T10:00:00+08:00",
            "personName": "王某"
          },
          {
            "documents": [
              {
                "typeLabel": "中止（恢复、终止）调查审批表"
              }
            ],
            "eventType": "case.investigation-resumed",
            "occurredAt": "2022-12-05T10:00:00+08:00",
            "personName": "王某"
          }
        ],
        "document": {
          "typeLabel": "中止（恢复、终止）调查审批表"
        },
        "resumption": {
          "document": {
            "typeLabel": "中止（恢复、终止）调查审批表"
          },
          "reason": "道路恢复通行",
          "resumedAt": "2022-12-05T10:00:00+08:00"
        },
        "suspendedAt": "2022-11-29T10:00:00+08:00"
      }
    ]
    "#);
    let elsewhere = casework.ask("P-0007", query, asked).await;
    let resumption = &elsewhere["case"]["suspensions"][0]["resumption"];
    assert_eq!(resumption["reason"], "道路恢复通行");
    assert_eq!(resumption["document"], json!(null));
}

/// A test that takes from 29 November 2022 on.
async fn in_appraisal(casework: &mut Casework) -> String {
    let case = casework.investigated().await;
    let input = json!({
        "kind": "TESTING",
        "institution": "成都市食品检验研究院",
        "qualified": true,
        "question": "卤味熟食菌落总数是否合格",
        "until": "2022-12-20",
        "partyToldOn": "2022-11-29",
        "documents": [
            casework.document(&case, "APPRAISAL_COMMISSION", "检测委托书"),
            casework.document(&case, "APPRAISAL_PERIOD_NOTICE", "检测期间告知书"),
            casework.document(&case, "SAMPLING_RECORD", "抽样记录")
        ],
        "recording": { "exempt": "抽样时执法记录仪故障" }
    });
    casework.done("P-0001", "commissionAppraisal", (&case, input)).await;
    case
}

/// PR 32: what an appraisal found, and that the party was told, are steps of it.
#[tokio::test]
async fn an_appraisal_tells_its_result_and_that_the_party_was_told() {
    const APPRAISALS: &str = "appraisals { commissionedAt
        result { receivedAt finding document { typeLabel } } told { toldAt document { typeLabel } } }";
    let mut casework = Casework::open().await;
    let case = in_appraisal(&mut casework).await;
    let commissioned = casework.parts(&case, APPRAISALS).await;
    casework.later(10);
    let input = json!({
        "appraisal": "A1",
        "finding": "菌落总数合格",
        "document": casework.document(&case, "APPRAISAL_REPORT", "检验报告")
    });
    casework.done("P-0001", "receiveAppraisalResult", (&case, input)).await;
    casework.later(1);
    let input = json!({
        "appraisal": "A1",
        "document": casework.document(&case, "APPRAISAL_RESULT_NOTICE", "检测结果告知书")
    });
    casework.done("P-0001", "tellAppraisalResult", (&case, input)).await;
    let told = casework.parts(&case, APPRAISALS).await;
    insta::assert_json_snapshot!([commissioned, told], @r#"
    [
      {
        "appraisals": [
          {
            "commissionedAt": "2022-11-29T10:00:00+08:00",
            "result": null,
            "told": null
          }
        ]
      },
      {
        "appraisals": [
          {
            "commissionedAt": "2022-11-29T10:00:00+08:00",
            "result": {
              "document": {
                "typeLabel": "检测鉴定报告"
              },
              "finding": "菌落总数合格",
              "receivedAt": "2022-12-09T10:00:00+08:00"
            },
            "told": {
              "document": {
                "typeLabel": "检测鉴定结果告知书"
              },
              "toldAt": "2022-12-10T10:00:00+08:00"
            }
          }
        ]
      }
    ]
    "#);
}

/// PR 4: who withdraws is decided apart from the request; the papers lie in the internal file.
#[tokio::test]
async fn a_request_to_withdraw_tells_how_it_was_decided() {
    const RECUSALS: &str = "recusals { officer { name } requestedAt
        decision { decidedAt granted reason attendees { name } document { typeLabel } } }";
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    let input = json!({
        "officer": "P-0002",
        "by": "PARTY",
        "reason": "当事人称与其有债务纠纷",
        "document": casework.document(&case, "RECUSAL_PAPER", "回避申请书")
    });
    casework.done("P-0001", "requestRecusal", (&case, input)).await;
    let asked = casework.parts(&case, RECUSALS).await;
    casework.later(1);
    let input = json!({
        "request": "R1",
        "person": "P-0002",
        "granted": false,
        "reason": "经核实不存在债务纠纷",
        "attendees": [],
        "document": casework.document(&case, "RECUSAL_PAPER", "回避决定书")
    });
    casework.done("P-0004", "decideRecusal", (&case, input)).await;
    let decided = casework.parts(&case, RECUSALS).await;
    insta::assert_json_snapshot!([asked, decided], @r#"
    [
      {
        "recusals": [
          {
            "decision": null,
            "officer": {
              "name": "张某"
            },
            "requestedAt": "2022-11-29T10:00:00+08:00"
          }
        ]
      },
      {
        "recusals": [
          {
            "decision": {
              "attendees": [],
              "decidedAt": "2022-11-30T10:00:00+08:00",
              "document": {
                "typeLabel": "回避申请（决定）书"
              },
              "granted": false,
              "reason": "经核实不存在债务纠纷"
            },
            "officer": {
              "name": "张某"
            },
            "requestedAt": "2022-11-29T10:00:00+08:00"
          }
        ]
      }
    ]
    "#);
}
