//! What anybody with a token reads of the law, and what the rulebook doesn't have on a day.

use serde_json::json;

use crate::casework::Casework;

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
      "初次违法回溯年限",
      "列入严重违法失信名单须经同意的上级层级数",
      "企业信用信息公示系统公示期限",
      "向登记地推送公示信息期限",
      "登记地公示期限",
      "行政复议审理期限（简易程序）",
      "行政复议答复期限（简易程序）",
      "转送行政复议申请期限",
      "政务数据校核期限"
    ]
    "#);
    let mut after = casework.ask("P-0001", ABSENT, after).await;
    insta::assert_json_snapshot!(after["rules"]["absent"].take(), @r#"
    [
      "较低数额罚款标准",
      "初次违法回溯年限",
      "行政复议审理期限（简易程序）",
      "行政复议答复期限（简易程序）",
      "转送行政复议申请期限",
      "政务数据校核期限"
    ]
    "#);
}
