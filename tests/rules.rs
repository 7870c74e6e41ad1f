//! What anybody with a token reads of the law, and what the rulebook doesn't have on a day.

use serde_json::json;

use std::path::Path;

use crate::casework::{Casework, FIGURES};

const ABSENT: &str = "query($on: Date!) { rules(on: $on) { absent } }";

/// PUB 9 and 10 came in September 2021; before, GSXT publicity had no period that anybody recalls. GDS 26 came in 2025.
#[tokio::test]
async fn what_no_row_states_on_a_day_is_named_the_periods_too() {
    let casework = Casework::open().await;
    let [before, after] = [json!({ "on": "2021-08-31" }), json!({ "on": "2021-09-01" })];
    let mut before = casework.ask("P-0001", ABSENT, before).await;
    insta::assert_json_snapshot!(before["rules"]["absent"].take(), @r#"
    [
      "较低数额罚款标准",
      "巨额罚款标准",
      "初次违法回溯年限",
      "列入严重违法失信名单须经同意的上级层级数",
      "企业信用信息公示系统公示期限",
      "向登记地推送公示信息期限",
      "登记地公示期限",
      "更正公示期限",
      "行政复议审理期限（简易程序）",
      "行政复议答复期限（简易程序）",
      "转送行政复议申请期限",
      "政务数据校核期限",
      "行政处罚裁量基准"
    ]
    "#);
    let mut after = casework.ask("P-0001", ABSENT, after).await;
    insta::assert_json_snapshot!(after["rules"]["absent"].take(), @r#"
    [
      "较低数额罚款标准",
      "巨额罚款标准",
      "初次违法回溯年限",
      "行政复议审理期限（简易程序）",
      "行政复议答复期限（简易程序）",
      "转送行政复议申请期限",
      "政务数据校核期限",
      "行政处罚裁量基准"
    ]
    "#);
}

/// APL 34: benchmarks are for everybody to read, each with where it holds and on whose word.
#[tokio::test]
async fn a_benchmark_says_between_which_sums_a_fine_lies() {
    let casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    let query = "query($on: Date!) { rules(on: $on) { absent benchmarks {
        violation violationLabel grade gradeLabel
        fine { measuredBy measuredByLabel least most text }
        source { citation confidence confidenceLabel from to division }
    } } }";
    let told = casework.ask("P-0001", query, json!({ "on": "2024-06-03" })).await;
    let all = told["rules"]["benchmarks"].as_array().unwrap();
    let of = |violation: &str, grade: &str| {
        let found = all.iter().find(|it| it["violation"] == violation && it["grade"] == grade);
        found.unwrap().clone()
    };
    insta::assert_json_snapshot!(of("UNLICENSED_FOOD_BUSINESS", "LIGHTER"), @r#"
    {
      "fine": {
        "least": 20000,
        "measuredBy": "AMOUNT",
        "measuredByLabel": "金额",
        "most": 50000,
        "text": "20000元至50000元"
      },
      "grade": "LIGHTER",
      "gradeLabel": "从轻处罚",
      "source": {
        "citation": "《中华人民共和国行政处罚法》第三十四条",
        "confidence": "DEMONSTRATION",
        "confidenceLabel": "演示数据",
        "division": "51",
        "from": "2021-07-15",
        "to": null
      },
      "violation": "UNLICENSED_FOOD_BUSINESS",
      "violationLabel": "未取得食品经营许可从事食品经营活动"
    }
    "#);
    insta::assert_json_snapshot!(of("PRICE_FRAUD", "ORDINARY")["fine"], @r#"
    {
      "least": 100,
      "measuredBy": "UNLAWFUL_INCOME",
      "measuredByLabel": "违法所得",
      "most": 300,
      "text": "违法所得的100%至300%"
    }
    "#);
    let absent = told["rules"]["absent"].as_array().unwrap();
    assert!(!absent.contains(&json!("行政处罚裁量基准")), "{absent:?}");
    let before = casework.ask("P-0001", query, json!({ "on": "2021-07-14" })).await;
    assert_eq!(before["rules"]["benchmarks"], json!([]));
}
