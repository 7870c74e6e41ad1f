//! What is owed after the decision: payment, surcharge, deferral, and what is carried out otherwise.

use serde_json::{Value, json};

use crate::{
    casework::Casework,
    corrections::altered,
    histories::rebuilt_is_live,
    papers::{FOOD_LAW, fine},
};

/// A fine of 50 000 yuan alone, served on 12 January 2023: it is to be paid by the 28th.
async fn fined(casework: &mut Casework) -> String {
    casework.matter.sanctions = fine(5_000_000);
    casework.served().await
}

/// What the bank is told that it may take as surcharge on S1, when it is asked for too much.
async fn surcharge(casework: &mut Casework, case: &str, on: &str) -> String {
    casework.on(&format!("{on}T10:00:00+08:00"));
    let input = casework.payment(case, &[("S1", "SURCHARGE", 900_000_000)]);
    casework.refused("P-0001", "recordPayment", (case, input)).await.remove(0)
}

fn instalments(casework: &Casework, case: &str, parts: &[(&str, i64)]) -> Value {
    let part = |(until, amount): &(&str, i64)| json!({ "until": until, "amount": amount });
    json!({
        "sanction": "S1",
        "instalments": parts.iter().map(part).collect::<Value>(),
        "hardship": "受疫情影响停业三个月，经营困难",
        "appliedOn": casework.today(),
        "application": casework.document(case, "DEFERRAL_APPLICATION", "分期缴纳罚款申请书"),
        "document": casework.document(case, "DEFERRAL_NOTICE", "分期缴纳罚款通知书"),
        "service": casework.handed_over(case, "分期缴纳罚款通知书")
    })
}

/// The fine in two halves, approved on 16 January.
async fn in_two_instalments(casework: &mut Casework) -> String {
    let case = fined(casework).await;
    casework.later(4);
    let parts = [("2023-02-28", 2_500_000), ("2023-03-31", 2_500_000)];
    let input = instalments(casework, &case, &parts);
    casework.done("P-0004", "approveDeferral", (&case, input)).await;
    case
}

/// PR 72, 75: three per cent of the fine a day from the day after the last one on, and never more than
/// the fine. The fifteenth day falls into the Spring Festival, so the 28th is the last.
#[tokio::test]
async fn a_surcharge_grows_day_by_day_up_to_the_fine() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    let mut grown = vec![];
    for on in ["2023-01-28", "2023-01-29", "2023-01-30", "2023-03-01", "2023-03-03", "2023-12-31"] {
        grown.push(format!("{on} {}", surcharge(&mut casework, &case, on).await));
    }
    insta::assert_json_snapshot!(casework.deadlines(&case, "PAY_FINE").await, @r#"
    [
      "2023-01-28 OVERDUE 337"
    ]
    "#);
    insta::assert_json_snapshot!(grown, @r#"
    [
      "2023-01-28 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠0元 《市场监督管理行政处罚程序规定》第七十二条",
      "2023-01-29 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠1500元 《市场监督管理行政处罚程序规定》第七十二条",
      "2023-01-30 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠3000元 《市场监督管理行政处罚程序规定》第七十二条",
      "2023-03-01 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠48000元 《市场监督管理行政处罚程序规定》第七十二条",
      "2023-03-03 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠50000元 《市场监督管理行政处罚程序规定》第七十二条",
      "2023-12-31 WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠50000元 《市场监督管理行政处罚程序规定》第七十二条"
    ]
    "#);
}

/// PR 72, 75, 77: paid two days late. What had grown by then stays, and the case is closed; whoever then
/// pays the surcharge pays no more than that.
#[tokio::test]
async fn a_surcharge_stops_growing_with_the_payment_of_the_fine() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2023-01-30T10:00:00+08:00");
    let input = casework.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    let owing = surcharge(&mut casework, &case, "2023-02-20").await;
    insta::assert_snapshot!(owing, @"WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠3000元 《市场监督管理行政处罚程序规定》第七十二条");
    let mut input = casework.closing(&case, "PERFORMED");
    let silent = casework.refused("P-0004", "closeCase", (&case, input.clone())).await;
    insta::assert_json_snapshot!(silent, @r#"
    [
      "INCOMPLETE 请填写不收取逾期加处罚款3000元的理由 《市场监督管理行政处罚程序规定》第七十五条"
    ]
    "#);
    input["explanation"] = json!("当事人已主动改正并缴清罚款，决定不收取加处罚款");
    casework.done("P-0004", "closeCase", (&case, input)).await;
    let input = casework.payment(&case, &[("S1", "SURCHARGE", 300_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年2月20日，成都市锦江区市场监督管理局办案人员李某记录当事人通过指定银行缴纳加处罚款3000元（处罚编号S1），缴款编号K2。依据：《市场监督管理行政处罚程序规定》第七十二条，《中华人民共和国行政处罚法》第六十七条第三款。");
}

/// PR 74: instalments that are kept cost no surcharge; from the day after a missed one on it grows.
#[tokio::test]
async fn a_missed_instalment_lets_the_surcharge_grow_again() {
    let mut casework = Casework::open().await;
    let case = in_two_instalments(&mut casework).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年1月16日，成都市锦江区市场监督管理局负责人王某批准当事人分期缴纳罚款（锦市监延缴〔2023〕1号）：2023年2月28日前缴纳25000元，2023年3月31日前缴纳25000元，理由：受疫情影响停业三个月，经营困难；通知书向当事人直接送达，送达日期为2023年1月16日。依据：《市场监督管理行政处罚程序规定》第七十四条，《中华人民共和国行政处罚法》第六十六条第二款。");
    casework.on("2023-02-27T10:00:00+08:00");
    let input = casework.payment(&case, &[("S1", "PRINCIPAL", 2_500_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    let kept = surcharge(&mut casework, &case, "2023-03-31").await;
    let missed = surcharge(&mut casework, &case, "2023-04-02").await;
    insta::assert_json_snapshot!([kept, missed], @r#"
    [
      "WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠0元 《市场监督管理行政处罚程序规定》第七十二条",
      "WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠3000元 《市场监督管理行政处罚程序规定》第七十二条"
    ]
    "#);
    insta::assert_json_snapshot!(casework.deadlines(&case, "PAY_FINE").await, @r#"
    [
      "2023-02-28 MET 1",
      "2023-03-31 OVERDUE 2",
      "2023-01-28 ENDED null"
    ]
    "#);
}

/// PR 74, APL 66: asked for too late, a deferral is possible still; it is flagged, and what had grown
/// until then stays.
#[tokio::test]
async fn a_late_application_is_flagged_and_its_surcharge_stays() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.on("2023-01-31T09:00:00+08:00");
    let wrong = instalments(&casework, &case, &[("2023-01-20", 4_000_000)]);
    let refused = casework.refused("P-0004", "approveDeferral", (&case, wrong)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "WRONG_AMOUNT 各期金额合计40000元，应当等于尚未缴纳的罚款50000元 《市场监督管理行政处罚程序规定》第七十四条",
      "CONTRADICTORY 第1期的期限2023-01-20应当晚于2023-01-31 《市场监督管理行政处罚程序规定》第七十四条"
    ]
    "#);
    let input = instalments(&casework, &case, &[("2023-06-30", 5_000_000)]);
    casework.done("P-0004", "approveDeferral", (&case, input)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年1月31日，成都市锦江区市场监督管理局负责人王某批准当事人延期缴纳罚款（锦市监延缴〔2023〕1号）：2023年6月30日前缴纳50000元，理由：受疫情影响停业三个月，经营困难；当事人在缴款期限届满后提出申请，批准前已经产生的加处罚款不予免除；通知书向当事人直接送达，送达日期为2023年1月31日。依据：《市场监督管理行政处罚程序规定》第七十四条，《中华人民共和国行政处罚法》第六十六条第二款。");
    insta::assert_snapshot!(surcharge(&mut casework, &case, "2023-06-30").await, @"WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠3000元 《市场监督管理行政处罚程序规定》第七十二条");
}

/// PR 74, 75: asked again once an instalment was missed, what is open is put off once more; the days between
/// stay, and the earlier instalments bind no more.
#[tokio::test]
async fn what_a_first_deferral_left_open_is_deferred_again() {
    let mut casework = Casework::open().await;
    let case = in_two_instalments(&mut casework).await;
    casework.on("2023-03-03T10:00:00+08:00");
    let input = instalments(&casework, &case, &[("2023-06-30", 5_000_000)]);
    casework.done("P-0004", "approveDeferral", (&case, input)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年3月3日，成都市锦江区市场监督管理局负责人王某批准当事人延期缴纳罚款（锦市监延缴〔2023〕2号）：2023年6月30日前缴纳50000元，代替此前尚未缴清的I1、I2，理由：受疫情影响停业三个月，经营困难；当事人在缴款期限届满后提出申请，批准前已经产生的加处罚款不予免除；通知书向当事人直接送达，送达日期为2023年3月3日。依据：《市场监督管理行政处罚程序规定》第七十四条，《中华人民共和国行政处罚法》第六十六条第二款。");
    insta::assert_snapshot!(surcharge(&mut casework, &case, "2023-06-30").await, @"WRONG_AMOUNT S1的加处罚款缴款9000000元不符：当日尚欠3000元 《市场监督管理行政处罚程序规定》第七十二条");
    insta::assert_json_snapshot!(casework.deadlines(&case, "PAY_FINE").await, @r#"
    [
      "2023-02-28 ENDED 3",
      "2023-03-31 ENDED null",
      "2023-06-30 OPEN 0",
      "2023-01-28 ENDED null"
    ]
    "#);
}

/// PR 74, 75, 80: whether the last day of an instalment is a holiday nobody knows before the schedule of that year is out: what
/// has grown since the last day that it can have is the least that is owed, and is said to be.
#[tokio::test]
async fn while_a_calendar_is_missing_a_surcharge_is_the_least_that_is_owed() {
    let mut casework = Casework::open().await;
    let case = fined(&mut casework).await;
    casework.later(4);
    let input = instalments(&casework, &case, &[("2027-01-15", 5_000_000)]);
    casework.done("P-0004", "approveDeferral", (&case, input)).await;
    casework.on("2027-03-01T10:00:00+08:00");
    let query = "query($case: CaseId!) { case(id: $case) { performance { owed {
        due undetermined surcharge { amount { text } days atLeast capped } text
    } } } }";
    let told = casework.ask("P-0001", query, json!({ "case": case })).await;
    insta::assert_json_snapshot!(told["case"]["performance"]["owed"], @r#"
    [
      {
        "due": "2023-01-28",
        "surcharge": {
          "amount": {
            "text": "27000元"
          },
          "atLeast": true,
          "capped": false,
          "days": 18
        },
        "text": "罚款50000元，尚未缴纳；加处罚款至少27000元（18日）；缴款期限待定：2027年放假安排未加载",
        "undetermined": "期限待定：2027年放假安排未加载"
      }
    ]
    "#);
}

/// PR 71, 78: confiscated goods are performed by handing them over, with a receipt.
#[tokio::test]
async fn confiscated_goods_are_handed_over_against_a_receipt() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = json!([{
        "id": "S1",
        "kind": "CONFISCATE_GOODS",
        "amount": 300_000,
        "object": "散装卤菜120公斤及加工器具一套",
        "provision": FOOD_LAW
    }]);
    let case = casework.served().await;
    casework.later(1);
    let mut input = json!({
        "sanction": "S1",
        "account": "涉案卤菜及加工器具已移交罚没物资仓库",
        "documents": []
    });
    let bare = casework.refused("P-0001", "recordCarriedOut", (&case, input.clone())).await;
    insta::assert_json_snapshot!(bare, @r#"
    [
      "DOCUMENT_MISSING 没收非法财物应当附财物处理单据 《市场监督管理行政处罚程序规定》第七十八条"
    ]
    "#);
    input["documents"] = json!([casework.document(&case, "PROPERTY_RECEIPT", "罚没物品移交清单")]);
    casework.done("P-0001", "recordCarriedOut", (&case, input)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年1月13日，成都市锦江区市场监督管理局办案人员李某记录行政处罚（编号S1）执行完毕：涉案卤菜及加工器具已移交罚没物资仓库。依据：《市场监督管理行政处罚程序规定》第七十一条。");
    insta::assert_json_snapshot!(casework.deadlines(&case, "CLOSE_FORM").await, @r#"
    [
      "2023-02-08 OPEN 26"
    ]
    "#);
}

/// What became of the time to pay: as the list has it, and as the history of the case tells it.
async fn time_to_pay(casework: &Casework, case: &str) -> [Value; 2] {
    let query =
        "query($case: CaseId!, $asOf: AsOf) { deadlines(filter: { caseId: $case }, asOf: $asOf) {
        nodes { deadline { rule outcome outcomeLabel days doneAt } }
    } }";
    let now = json!({ "recordedAt": casework.app.clock.now().to_string() });
    let mut told = [Value::Null, Value::Null];
    for (told, as_of) in told.iter_mut().zip([Value::Null, now]) {
        let answer = casework.ask("P-0001", query, json!({ "case": case, "asOf": as_of })).await;
        let nodes = answer["deadlines"]["nodes"].as_array().unwrap();
        let pays = nodes.iter().find(|it| it["deadline"]["rule"] == "PAY_FINE");
        *told = pays.unwrap()["deadline"].clone();
    }
    told
}

/// PR 72; APL 75.2: the fine was to be paid by 28 January; what was paid of it that day, and the alteration of the next
/// day that left nothing more, are told alike whichever is entered first.
#[tokio::test]
async fn a_payment_and_the_alteration_after_it_are_told_alike_in_either_order() {
    for paid_first in [true, false] {
        let mut casework = Casework::open().await;
        let case = fined(&mut casework).await;
        casework.on("2023-01-28T10:00:00+08:00");
        let (paying, payment) =
            (casework.now(), casework.payment(&case, &[("S1", "PRINCIPAL", 3_000_000)]));
        casework.on("2023-01-29T10:00:00+08:00");
        let (altering, alteration) = (casework.now(), altered(&casework, &case, 3_000_000));
        let mut acts = [
            ("P-0001", "recordPayment", paying, payment),
            ("P-0004", "alterDecision", altering, alteration),
        ];
        if !paid_first {
            acts.reverse();
        }
        for (who, mutation, act, input) in acts {
            let answer = casework.send(who, mutation, (&case, act, input)).await;
            assert_eq!(answer["userErrors"], json!([]));
        }
        let [listed, folded] = time_to_pay(&casework, &case).await;
        assert_eq!(listed, folded);
        insta::allow_duplicates! { insta::assert_json_snapshot!(listed, @r#"
        {
          "days": 1,
          "doneAt": "2023-01-29T10:00:00+08:00",
          "outcome": "ENDED",
          "outcomeLabel": "逾期1日后终止计算",
          "rule": "PAY_FINE"
        }
        "#) };
        rebuilt_is_live(&casework.app).await;
    }
}
