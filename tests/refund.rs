//! Price cases: payers get their money back before the agency decides.

use serde_json::{Value, json};

use crate::{casework::Casework, papers::company};

const PRICE_LAW: &str = "《价格违法行为行政处罚规定》第七条";

/// A company took 36 000 yuan too much by false discounts; the notice named the refund.
async fn told_to_refund(casework: &mut Casework) -> String {
    casework.matter.party = company();
    casework.matter.violation = "PRICE_FRAUD";
    casework.matter.refund = Some(3_600_000);
    casework.matter.sanctions = json!([
        { "id": "S1", "kind": "WARNING", "provision": PRICE_LAW },
        { "id": "S2", "kind": "FINE", "amount": 8_000_000, "provision": PRICE_LAW }
    ]);
    casework.noticed().await
}

fn ordering(casework: &Casework, case: &str, amount: i64) -> Value {
    json!({
        "amount": amount,
        "until": "2023-01-20",
        "byAnnouncement": false,
        "service": casework.handed_over(case, "责令退款通知书"),
        "document": casework.document(case, "REFUND_ORDER", "责令退款通知书")
    })
}

fn ending(casework: &Casework, case: &str, refunded: i64) -> Value {
    json!({
        "refund": "F1",
        "refunded": refunded,
        "account": "已向812名消费者原路退还，其余消费者无法联系，余款另行上缴",
        "documents": [casework.document(case, "EVIDENCE", "退款流水")]
    })
}

/// PR 57, 59, 64.2: ordered once the party was heard, no more than it was told; while it runs the ninety
/// days stand still, and nothing is decided.
#[tokio::test]
async fn a_refund_comes_before_the_decision_and_stops_the_clock() {
    let mut casework = Casework::open().await;
    let case = told_to_refund(&mut casework).await;
    let input = ordering(&casework, &case, 3_600_001);
    let early = casework.refused("P-0004", "orderRefund", (&case, input)).await;
    insta::assert_json_snapshot!(early, @r#"
    [
      "WRONG_AMOUNT 退款数额应大于零，且与已经责令退还的合计不高于告知的数额，尚可责令退还36000元 《市场监督管理行政处罚程序规定》第五十九条",
      "PERIOD_RUNNING 告知书（N1）的陈述、申辩权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款",
      "PERIOD_RUNNING 告知书（N1）的要求听证权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款"
    ]
    "#);
    casework.on("2022-12-27T10:00:00+08:00");
    let input = casework.penalty(&case);
    let undecided = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(undecided, @r#"
    [
      "UNFINISHED 责令退还多收价款尚未终了，请先责令退款并记录结果 《市场监督管理行政处罚程序规定》第五十九条"
    ]
    "#);
    let input = ordering(&casework, &case, 3_600_000);
    casework.done("P-0004", "orderRefund", (&case, input)).await;
    let stopped = casework.deadlines(&case, "CASE_DECIDE").await;
    casework.on("2023-01-20T10:00:00+08:00");
    let input = ending(&casework, &case, 3_500_000);
    let running = casework.refused("P-0001", "endRefund", (&case, input)).await;
    insta::assert_json_snapshot!(running, @r#"
    [
      "PERIOD_RUNNING 尚未全部退还，退款期限至2023-01-20届满 《市场监督管理行政处罚程序规定》第五十九条"
    ]
    "#);
    casework.on("2023-01-28T10:00:00+08:00");
    let input = ending(&casework, &case, 3_500_000);
    casework.done("P-0001", "endRefund", (&case, input)).await;
    let running = casework.deadlines(&case, "CASE_DECIDE").await;
    insta::assert_json_snapshot!([stopped, running], @r#"
    [
      [
        "2023-03-23 PAUSED null"
      ],
      [
        "2023-03-23 OPEN 54"
      ]
    ]
    "#);
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(casework.sentences(&case).await[9..], @r#"
    [
      "2022年12月19日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达行政处罚告知书（锦市监罚告〔2022〕1号），送达日期为2022年12月19日，告知拟作出的行政处罚：警告、罚款80000元，拟责令退还多收价款36000元，并告知其享有陈述、申辩、要求听证的权利，行使权利的期限至2022年12月26日届满。依据：《市场监督管理行政处罚程序规定》第五十七条，《中华人民共和国行政处罚法》第四十四条、第六十三条。",
      "2022年12月27日，成都市锦江区市场监督管理局负责人王某责令当事人于2023年1月20日前（含当日）退还多收价款36000元（锦市监退款〔2022〕1号），责令退款通知书于2022年12月27日直接送达，退款期间不计入办案期限，办案期限至2023年3月23日届满。依据：《市场监督管理行政处罚程序规定》第五十九条、第六十四条第二款。",
      "2023年1月28日，成都市锦江区市场监督管理局办案人员李某记录责令退款（编号F1）的执行情况：实际退还35000元，已向812名消费者原路退还，其余消费者无法联系，余款另行上缴。依据：《市场监督管理行政处罚程序规定》第五十九条、第六十四条第二款。",
      "2023年1月28日，成都市锦江区市场监督管理局负责人王某对成都蜀味到家网络科技有限公司作出行政处罚决定（锦市监处罚〔2023〕1号）：警告、罚款80000元，送达期限至2023年2月6日届满。依据：《市场监督管理行政处罚程序规定》第六十条第一款第一项、第六十二条，《中华人民共和国行政处罚法》第五十七条第一款第一项。"
    ]
    "#);
}

/// PR 59: what was refunded in the end, and what proves it, is a step of the order.
#[tokio::test]
async fn a_refund_tells_how_it_ended() {
    let mut casework = Casework::open().await;
    let case = told_to_refund(&mut casework).await;
    casework.on("2022-12-27T10:00:00+08:00");
    let input = ordering(&casework, &case, 3_600_000);
    casework.done("P-0004", "orderRefund", (&case, input)).await;
    casework.on("2023-01-28T10:00:00+08:00");
    let input = ending(&casework, &case, 3_500_000);
    casework.done("P-0001", "endRefund", (&case, input)).await;
    let end = "refunds { until amount { yuan }
        end { endedAt refunded { yuan } account proof { typeLabel } } }";
    insta::assert_json_snapshot!(casework.parts(&case, end).await, @r#"
    {
      "refunds": [
        {
          "amount": {
            "yuan": "36000.00"
          },
          "end": {
            "account": "已向812名消费者原路退还，其余消费者无法联系，余款另行上缴",
            "endedAt": "2023-01-28T10:00:00+08:00",
            "proof": [
              {
                "typeLabel": "证据材料"
              }
            ],
            "refunded": {
              "yuan": "35000.00"
            }
          },
          "until": "2023-01-20"
        }
      ]
    }
    "#);
}

/// The same company, and all that it gained is to go back or be confiscated; told on 19 December 2022.
async fn told_of_both(casework: &mut Casework) -> String {
    casework.matter.party = company();
    casework.matter.violation = "PRICE_FRAUD";
    casework.matter.refund = Some(3_600_000);
    casework.matter.sanctions = json!([
        { "id": "S1", "kind": "CONFISCATE_INCOME", "amount": 3_600_000, "provision": PRICE_LAW },
        { "id": "S2", "kind": "FINE", "amount": 8_000_000, "provision": PRICE_LAW }
    ]);
    let gained = |report: &mut Value| report["unlawfulIncome"] = json!(3_600_000);
    let case = casework.in_review_as(gained).await;
    casework.later(3);
    casework.agreed(&case).await;
    let input = json!({
        "sanctions": casework.matter.sanctions,
        "document": casework.document(&case, "PROPOSAL_APPROVAL", "行政处罚告知审批表")
    });
    casework.done("P-0004", "approveProposal", (&case, input)).await;
    casework.later(3);
    let input = casework.notice(&case);
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
    case
}

/// APL 28.2; PR 59: all that the notice named is ordered back, and only what did not go back is confiscated.
#[tokio::test]
async fn what_went_back_is_taken_from_the_confiscation() {
    let mut casework = Casework::open().await;
    let case = told_of_both(&mut casework).await;
    casework.on("2022-12-27T10:00:00+08:00");
    let input = ordering(&casework, &case, 2_000_000);
    casework.done("P-0004", "orderRefund", (&case, input)).await;
    casework.on("2023-01-28T10:00:00+08:00");
    let input = ending(&casework, &case, 2_000_000);
    casework.done("P-0001", "endRefund", (&case, input)).await;
    let input = casework.penalty(&case);
    let early = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    let mut input = ordering(&casework, &case, 1_600_000);
    input["until"] = json!("2023-02-20");
    casework.done("P-0004", "orderRefund", (&case, input)).await;
    casework.on("2023-02-21T10:00:00+08:00");
    let mut input = ending(&casework, &case, 1_500_000);
    input["refund"] = json!("F2");
    casework.done("P-0001", "endRefund", (&case, input)).await;
    let query = "query($id: CaseId!) { auditTrail(caseId: $id) { missing { text } } }";
    let audit = casework.ask("P-0001", query, json!({ "id": case })).await;
    let input = casework.penalty(&case);
    let whole = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!([json!(early), audit["auditTrail"]["missing"].clone(), json!(whole)], @r#"
    [
      [
        "UNFINISHED 告知拟责令退还36000元，尚有16000元未责令退还，请先责令退款并记录结果 《市场监督管理行政处罚程序规定》第五十九条",
        "WRONG_AMOUNT 违法所得36000元，扣除依法退还的20000元，可以没收16000元，决定没收违法所得36000元 《中华人民共和国行政处罚法》第二十八条第二款"
      ],
      [
        {
          "text": "尚未作出处理决定，请报负责人作出决定"
        },
        {
          "text": "尚未将是否立案告知实名举报人"
        },
        {
          "text": "违法所得36000元，扣除依法退还的35000元，可以没收1000元，作出处罚决定时应当低于告知的36000元"
        }
      ],
      [
        "WRONG_AMOUNT 违法所得36000元，扣除依法退还的35000元，可以没收1000元，决定没收违法所得36000元 《中华人民共和国行政处罚法》第二十八条第二款"
      ]
    ]
    "#);
    let mut input = casework.penalty(&case);
    input["sanctions"][0]["amount"] = json!(100_000);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
}
