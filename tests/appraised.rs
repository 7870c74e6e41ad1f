//! Appraisals: what waits for their results, and lies after them in time.

use serde_json::{Value, json};

use crate::casework::{Casework, refusals};

impl Casework {
    /// The party was told on 19 December 2022; the day after, something is given to be tested.
    async fn tested_after_the_notice(&mut self) -> String {
        let case = self.noticed().await;
        self.later(1);
        let input = json!({
            "kind": "TESTING",
            "institution": "成都市食品检验研究院",
            "qualified": true,
            "question": "卤味熟食菌落总数是否合格",
            "documents": [self.document(&case, "APPRAISAL_COMMISSION", "检测委托书")]
        });
        self.done("P-0001", "commissionAppraisal", (&case, input)).await;
        case
    }

    async fn result_comes(&mut self, case: &str) {
        let input = json!({
            "appraisal": "A1",
            "finding": "菌落总数不合格",
            "document": self.document(case, "APPRAISAL_REPORT", "检验报告")
        });
        self.done("P-0001", "receiveAppraisalResult", (case, input)).await;
    }

    fn telling(&self, case: &str) -> Value {
        let document = self.document(case, "APPRAISAL_RESULT_NOTICE", "检测结果告知书");
        json!({ "appraisal": "A1", "document": document })
    }
}

/// PR 32, 60: the decision waits for the result and for its telling, and isn't dated before them afterwards.
#[tokio::test]
async fn a_decision_lies_after_the_result_that_it_waited_for() {
    let mut casework = Casework::open().await;
    let case = casework.tested_after_the_notice().await;
    casework.on("2022-12-27T10:00:00+08:00");
    let early = casework.now();
    let input = casework.penalty(&case);
    let awaited = casework.refused("P-0004", "decidePenalty", (&case, input.clone())).await;
    casework.on("2022-12-27T14:00:00+08:00");
    casework.result_comes(&case).await;
    casework.on("2022-12-27T15:00:00+08:00");
    let telling = casework.telling(&case);
    casework.done("P-0001", "tellAppraisalResult", (&case, telling)).await;
    casework.on("2022-12-27T16:00:00+08:00");
    let answer = casework.send("P-0004", "decidePenalty", (&case, early, input.clone())).await;
    insta::assert_json_snapshot!([awaited, refusals(&answer["userErrors"])], @r#"
    [
      [
        "UNFINISHED A1的检测、鉴定结果尚未收到，请先记录结果 《市场监督管理行政处罚程序规定》第三十二条"
      ],
      [
        "BEFORE_ITS_BASIS 行为时间2022-12-27T10:00:00+08:00早于其所依据的行为（2022-12-27T15:00:00+08:00）"
      ]
    ]
    "#);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
}

/// PR 32, 56, 57: nor is anything proposed to the party over a result that is awaited.
#[tokio::test]
async fn nothing_new_is_proposed_over_a_result_that_is_awaited() {
    let mut casework = Casework::open().await;
    let case = casework.tested_after_the_notice().await;
    let input = json!({
        "sanctions": casework.matter.sanctions,
        "document": casework.document(&case, "PROPOSAL_APPROVAL", "行政处罚告知审批表")
    });
    let approval = casework.refused("P-0004", "approveProposal", (&case, input)).await;
    let mut input = casework.notice(&case);
    input["supersedes"] = json!("N1");
    input["newGround"] = json!("更正告知书的笔误");
    let notice = casework.refused("P-0001", "servePriorNotice", (&case, input)).await;
    insta::assert_json_snapshot!([approval, notice], @r#"
    [
      [
        "UNFINISHED A1的检测、鉴定结果尚未收到，请先记录结果 《市场监督管理行政处罚程序规定》第三十二条"
      ],
      [
        "UNFINISHED A1的检测、鉴定结果尚未收到，请先记录结果 《市场监督管理行政处罚程序规定》第三十二条"
      ]
    ]
    "#);
}

/// 权责清单: whoever tells the party a result acts towards it, under an item of 行政处罚.
#[tokio::test]
async fn telling_a_result_names_its_item_of_the_list_of_powers() {
    let mut casework = Casework::open().await;
    let case = casework.tested_after_the_notice().await;
    casework.result_comes(&case).await;
    let mut act = casework.now();
    act["powerItem"] = Value::Null;
    let telling = casework.telling(&case);
    let answer = casework.send("P-0001", "tellAppraisalResult", (&case, act, telling)).await;
    let codes = answer["userErrors"].as_array().unwrap().iter().map(|it| &it["code"]);
    assert_eq!(codes.collect::<Vec<_>>(), ["NO_POWER_ITEM"]);
}
