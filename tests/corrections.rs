//! What the agency corrects itself, and what it reports to those who oversee it.

use serde_json::{Value, json};
use store::Position;

use crate::{casework::Casework, papers::fine};

/// A fine of 50 000 yuan alone, served on 12 January 2023.
async fn fined(casework: &mut Casework) -> String {
    casework.matter.sanctions = fine(5_000_000);
    casework.served().await
}

/// Whose the penalty is: of the number that was mistyped, and of the right one.
struct Named {
    position: Position,
    penalties: [usize; 2],
}

impl Named {
    async fn now(casework: &Casework) -> Self {
        casework.app.caught_up().await;
        let position = casework.app.store.end().unwrap();
        Self { position, penalties: Self::penalties(casework, None).await }
    }

    /// As known at a place of the log.
    async fn penalties(casework: &Casework, position: Option<Position>) -> [usize; 2] {
        let query = "query($mistyped: SubjectId!, $right: SubjectId!, $asOf: TwoTimes) {
            mistyped: creditView(subject: $mistyped, asOf: $asOf) { penalties { caseId } }
            right: creditView(subject: $right, asOf: $asOf) { penalties { caseId } }
        }";
        let (mistyped, right) = ("92510104MA6T0X1D7T", "92510104MA6T0X2D34");
        let as_of = position.map(|it| json!({ "position": it.to_string() }));
        let asked = json!({ "mistyped": mistyped, "right": right, "asOf": as_of });
        let told = casework.ask("P-0008", query, asked).await;
        ["mistyped", "right"].map(|it| told[it]["penalties"].as_array().unwrap().len())
    }
}

/// The fine becomes one of so many fen.
pub fn altered(casework: &Casework, case: &str, fen: i64) -> Value {
    let mut to = casework.matter.sanctions[0].clone();
    to["amount"] = json!(fen);
    json!({
        "decision": "P1",
        "touched": [{ "sanction": "S1", "effect": { "altered": to } }],
        "reason": "违法所得计算有误，罚款数额相应过高",
        "service": casework.handed_over(case, "变更行政处罚决定书"),
        "document": casework.document(case, "CORRECTION_DECISION", "变更行政处罚决定书")
    })
}

/// The party's number, mistyped in the decision, is put right (补正).
pub fn number_put_right(casework: &Casework, case: &str, registration: &str) -> Value {
    json!({
        "decision": "P1",
        "corrected": [],
        "registration": registration,
        "reason": "录入时误植统一社会信用代码",
        "service": casework.handed_over(case, "补正通知书"),
        "document": casework.document(case, "CORRECTION_NOTICE", "补正通知书")
    })
}

const CORRECTED: &str = "query($id: CaseId!) { case(id: $id) {
    decision { number sanctions { text } }
    standing { decision fallen counts text putRightBy sanctions {
        decided { text } counts { text } effectLabel changedBy changedSince citations
    } }
    corrections { id kindLabel decision number since citation reason pendingRemedies
        touched { sanction effectLabel to { text } } corrected { elementLabel was now }
        document { typeLabel }
    }
} }";

/// APL 75.2: the agency alters its own decision and then revokes it; each counts from service on, and nothing is
/// edited.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn what_the_agency_finds_wrong_it_corrects_by_a_decision_of_its_own() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let heavier = altered(&casework, &case, 6_000_000);
    let refused = casework.refused("P-0004", "alterDecision", (&case, heavier)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "WORSE_FOR_APPLICANT 处罚S1变更为罚款60000元，重于现行有效的罚款50000元；加重处罚应当撤销原决定，重新告知后另行作出决定 《中华人民共和国行政处罚法》第六十二条"
    ]
    "#);
    let lower = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, lower)).await;
    let asked = json!({ "id": case });
    insta::assert_json_snapshot!(casework.ask("P-0008", CORRECTED, asked.clone()).await["case"], @r#"
    {
      "corrections": [
        {
          "citation": "《中华人民共和国行政处罚法》第七十五条第二款",
          "corrected": [],
          "decision": "P1",
          "document": {
            "typeLabel": "变更（撤销）行政处罚决定书"
          },
          "id": "X1",
          "kindLabel": "自行变更",
          "number": "锦市监处罚〔2023〕2号",
          "pendingRemedies": [],
          "reason": "违法所得计算有误，罚款数额相应过高",
          "since": "2023-02-06",
          "touched": [
            {
              "effectLabel": "变更",
              "sanction": "S1",
              "to": {
                "text": "罚款20000元"
              }
            }
          ]
        }
      ],
      "decision": {
        "number": "锦市监处罚〔2023〕1号",
        "sanctions": [
          {
            "text": "罚款50000元"
          }
        ]
      },
      "standing": [
        {
          "counts": true,
          "decision": "P1",
          "fallen": false,
          "putRightBy": [],
          "sanctions": [
            {
              "changedBy": "X1",
              "changedSince": "2023-02-06",
              "citations": [
                "《中华人民共和国行政处罚法》第七十五条第二款"
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
    casework.on("2023-02-13T10:00:00+08:00");
    let revoked = json!({
        "decision": "P1",
        "reason": "当事人主体认定错误",
        "service": casework.handed_over(&case, "撤销行政处罚决定书"),
        "document": casework.document(&case, "CORRECTION_DECISION", "撤销行政处罚决定书")
    });
    casework.done("P-0004", "revokeDecision", (&case, revoked)).await;
    let standing = "query($id: CaseId!) { case(id: $id) {
        standing { fallen counts text sanctions { effectLabel changedBy changedSince } }
        performance { owed { text } }
    } }";
    insta::assert_json_snapshot!(casework.ask("P-0001", standing, asked).await["case"], @r#"
    {
      "performance": {
        "owed": []
      },
      "standing": [
        {
          "counts": false,
          "fallen": true,
          "sanctions": [
            {
              "changedBy": "X2",
              "changedSince": "2023-02-13",
              "effectLabel": "撤销"
            }
          ],
          "text": "无"
        }
      ]
    }
    "#);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 2..], @r#"
    [
      "2023年2月6日，成都市锦江区市场监督管理局负责人王某发现行政处罚决定（P1）有错误，主动改正，作出变更决定（锦市监处罚〔2023〕2号，编号X1）：处罚S1变更为罚款20000元，理由：违法所得计算有误，罚款数额相应过高，向当事人直接送达，送达日期为2023年2月6日，自该日起生效，申请行政复议期限至2023年4月7日届满。依据：《中华人民共和国行政处罚法》第七十五条第二款。",
      "2023年2月13日，成都市锦江区市场监督管理局负责人王某发现行政处罚决定（P1）有错误，主动改正，作出撤销决定（编号X2）：处罚S1撤销，理由：当事人主体认定错误，向当事人直接送达，送达日期为2023年2月13日，自该日起生效。依据：《中华人民共和国行政处罚法》第七十五条第二款。"
    ]
    "#);
}

/// Scenario 14: a code that was mistyped is put right; the decision stays as made, and every deadline where it was.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn a_code_that_was_mistyped_is_put_right_and_found_by() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let before = casework.deadlines(&case, "PAY_FINE").await;
    let put_right = |casework: &Casework, corrected: Value| {
        json!({
            "decision": "P1",
            "corrected": corrected,
            "registration": "92510104MA6T0X2D34",
            "reason": "录入时误植统一社会信用代码",
            "service": casework.handed_over(&case, "补正通知书"),
            "document": casework.document(&case, "CORRECTION_NOTICE", "补正通知书")
        })
    };
    let amount = json!([{ "element": "SANCTIONS", "was": "罚款50000元", "now": "罚款5000元" }]);
    let input = put_right(&casework, amount);
    let refused = casework.refused("P-0004", "correctClerical", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_PROVIDED_FOR 行政处罚的种类、数额和期限涉及当事人的权利义务，不得以补正更改；确有错误的，应当依法变更或者撤销决定 《中华人民共和国行政处罚法》第七十五条第二款"
    ]
    "#);
    let address =
        json!([{ "element": "PARTY_ADDRESS", "was": "老街12号", "now": "老街12号附1号" }]);
    let input = put_right(&casework, address);
    let known = Named::now(&casework).await;
    casework.done("P-0004", "correctClerical", (&case, input)).await;
    let asked = json!({ "id": case });
    insta::assert_json_snapshot!(casework.ask("P-0008", CORRECTED, asked.clone()).await["case"], @r#"
    {
      "corrections": [
        {
          "citation": "《中华人民共和国行政处罚法》第七十五条第二款",
          "corrected": [
            {
              "elementLabel": "统一社会信用代码（注册号）",
              "now": "92510104MA6T0X2D34",
              "was": "92510104MA6T0X1D7T"
            },
            {
              "elementLabel": "当事人的住所（住址）",
              "now": "老街12号附1号",
              "was": "老街12号"
            }
          ],
          "decision": "P1",
          "document": {
            "typeLabel": "补正通知书"
          },
          "id": "X1",
          "kindLabel": "补正",
          "number": null,
          "pendingRemedies": [],
          "reason": "录入时误植统一社会信用代码",
          "since": "2023-02-06",
          "touched": []
        }
      ],
      "decision": {
        "number": "锦市监处罚〔2023〕1号",
        "sanctions": [
          {
            "text": "罚款50000元"
          }
        ]
      },
      "standing": [
        {
          "counts": true,
          "decision": "P1",
          "fallen": false,
          "putRightBy": [
            "X1"
          ],
          "sanctions": [
            {
              "changedBy": null,
              "changedSince": null,
              "citations": [],
              "counts": {
                "text": "罚款50000元"
              },
              "decided": {
                "text": "罚款50000元"
              },
              "effectLabel": null
            }
          ],
          "text": "罚款50000元"
        }
      ]
    }
    "#);
    assert_eq!(casework.deadlines(&case, "PAY_FINE").await, before);
    let found = "query($code: RegistrationNumber!) {
        cases(filter: { party: { registration: $code } }) { nodes { id } }
    }";
    let by = async |code: &str| {
        let found = casework.ask("P-0001", found, json!({ "code": code })).await;
        found["cases"]["nodes"].as_array().map(Vec::len)
    };
    assert_eq!(
        (by("92510104MA6T0X2D34").await, by("92510104MA6T0X1D7T").await),
        (Some(1), Some(0))
    );
    let now = Named::now(&casework).await;
    assert_eq!((known.penalties, now.penalties), ([1, 0], [0, 1]));
    assert_eq!(Named::penalties(&casework, Some(known.position)).await, known.penalties);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences.last(), @r#"
    "2023年2月6日，成都市锦江区市场监督管理局负责人王某对行政处罚决定（P1）予以补正（编号X1）：统一社会信用代码（注册号）由“92510104MA6T0X1D7T”补正为“92510104MA6T0X2D34”；当事人的住所（住址）由“老街12号”补正为“老街12号附1号”，理由：录入时误植统一社会信用代码，向当事人直接送达，送达日期为2023年2月6日，当事人的权利义务和各项期限不变。依据：《中华人民共和国行政处罚法》第七十五条第二款。"
    "#);
}

/// SUP, ARL 76: no paper before its regulation is in force; what came is reported on, and until then missing.
#[tokio::test]
#[expect(clippy::too_many_lines, reason = "most of them are answers")]
async fn those_who_oversee_the_agency_are_reported_to() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2026-01-30T10:00:00+08:00");
    let notice = |casework: &Casework| {
        json!({
            "paper": "NOTICE",
            "body": "成都市锦江区司法局",
            "receivedOn": casework.today(),
            "content": "该案送达程序不规范，请予纠正并报告",
            "reportBy": "2026-03-02",
            "document": casework.document(&case, "SUPERVISION_PAPER", "行政执法监督通知书")
        })
    };
    let input = notice(&casework);
    let refused = casework.refused("P-0001", "receiveSupervision", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "NOT_PROVIDED_FOR 行政执法监督通知书以《行政执法监督条例》为依据，其自2026年2月1日起施行 《行政执法监督条例》"
    ]
    "#);
    casework.on("2026-02-02T10:00:00+08:00");
    let input = notice(&casework);
    casework.done("P-0001", "receiveSupervision", (&case, input)).await;
    let query = "query($id: CaseId!) { case(id: $id) {
        supervisions { id paperLabel body receivedOn report { account corrections } }
        missing { text citation }
    } }";
    let asked = json!({ "id": case });
    let open = casework.ask("P-0001", query, asked.clone()).await;
    insta::assert_json_snapshot!(open["case"]["supervisions"], @r#"
    [
      {
        "body": "成都市锦江区司法局",
        "id": "W1",
        "paperLabel": "行政执法监督通知书",
        "receivedOn": "2026-02-02",
        "report": null
      }
    ]
    "#);
    let missing = open["case"]["missing"].as_array().unwrap();
    let owed: Vec<_> = missing.iter().filter(|it| it["text"].to_string().contains("W1")).collect();
    insta::assert_json_snapshot!(owed, @r#"
    [
      {
        "citation": "《行政执法监督条例》",
        "text": "行政执法监督通知书（编号W1）尚未报告纠正情况"
      }
    ]
    "#);
    insta::assert_json_snapshot!(casework.deadlines(&case, "SUPERVISION_ANSWER").await, @r#"
    [
      "2026-03-02 OPEN 28"
    ]
    "#);
    let report = json!({
        "supervision": "W1",
        "account": "已重新培训并规范送达程序，该案送达经核查有效，无需改正决定",
        "document": casework.document(&case, "SUPERVISION_REPORT", "纠正情况报告")
    });
    casework.done("P-0004", "answerSupervision", (&case, report)).await;
    insta::assert_json_snapshot!(casework.deadlines(&case, "SUPERVISION_ANSWER").await, @r#"
    [
      "2026-03-02 MET 28"
    ]
    "#);
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences[sentences.len() - 2..], @r#"
    [
      "2026年2月2日，成都市锦江区市场监督管理局登记人员李某于2026年2月2日收到成都市锦江区司法局制发的行政执法监督通知书（编号W1）：该案送达程序不规范，请予纠正并报告，报告期限至2026年3月2日届满。依据：《行政执法监督条例》。",
      "2026年2月2日，成都市锦江区市场监督管理局负责人王某就行政执法监督通知书（编号W1）报告纠正情况：已重新培训并规范送达程序，该案送达经核查有效，无需改正决定。依据：《行政执法监督条例》。"
    ]
    "#);
}
