//! A penalty from lead to archive, and what stands in its way.

use serde_json::json;

use crate::{
    casework::Casework,
    papers::{FOOD_LAW, checks},
};

/// Scenario 1 (PR 18–78): reported on 14 November 2022, filed on the 28th, noticed, nothing stated in five
/// working days, decided on 10 January 2023, served on the 12th, paid in time.
#[tokio::test]
async fn a_clean_case_from_lead_to_archive() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let archived = casework.performed_and_archived(&case).await;
    assert_eq!(archived["stageLabel"], "已归档");
    insta::assert_json_snapshot!(casework.sentences(&case).await, @r#"
    [
      "2022年11月14日，成都市锦江区市场监督管理局登记人员李某登记案源，线索来源为举报，于2022年11月14日收到，涉嫌未取得食品经营许可从事食品经营活动，核查期限至2022年12月5日届满。依据：《市场监督管理行政处罚程序规定》第十八条。",
      "2022年11月14日，成都市锦江区市场监督管理局办案机构负责人陈某将线索分送核查，指定李某、张某为核查人员。依据：《市场监督管理行政处罚程序规定》第二十二条、第十八条。",
      "2022年11月28日，成都市锦江区市场监督管理局负责人王某批准立案（案号锦市监立〔2022〕1号），当事人为锦江区老街卤味店，案由为未取得食品经营许可从事食品经营活动，指定李某、张某为办案人员，办案期限至2023年2月26日届满，适逢周末，顺延至2023年2月27日。依据：《市场监督管理行政处罚程序规定》第十九条、第十八条。",
      "2022年11月29日，成都市锦江区市场监督管理局办案人员李某记录李某、张某向当事人出示执法证件，告知其享有陈述权、申辩权以及申请回避的权利。依据：《市场监督管理行政处罚程序规定》第二十一条第二款，《中华人民共和国行政处罚法》第四十三条第二款、第四十五条第一款。",
      "2022年11月29日，成都市锦江区市场监督管理局办案人员李某收集书证（证据编号E1）：2022年9月至11月平台订单流水，出处：当事人提供，取证人员为李某、张某。依据：《市场监督管理行政处罚程序规定》第二十三条、第二十二条，《中华人民共和国行政处罚法》第四十六条。",
      "2022年12月13日，成都市锦江区市场监督管理局办案机构负责人陈某提交调查终结报告，违法行为定性为未取得食品经营许可从事食品经营活动，建议给予行政处罚：没收违法所得2000元、罚款50000元。依据：《市场监督管理行政处罚程序规定》第四十八条。",
      "2022年12月13日，成都市锦江区市场监督管理局办案机构负责人陈某将案件送交案件审核（审核编号V1，告知前审核），审核机构于2022年12月13日收到材料，审核期限至2022年12月27日届满。依据：《市场监督管理行政处罚程序规定》第四十九条、第五十二条。",
      "2022年12月16日，成都市锦江区市场监督管理局案件审核人员刘某完成案件审核（审核编号V1），审核意见为同意案件处理意见：同意办案机构的处理意见。依据：《市场监督管理行政处罚程序规定》第五十四条、第五十三条、第四十九条第三款。",
      "2022年12月16日，成都市锦江区市场监督管理局负责人王某批准拟作出的行政处罚：没收违法所得2000元、罚款50000元，同意告知当事人。依据：《市场监督管理行政处罚程序规定》第五十六条。",
      "2022年12月19日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达行政处罚告知书（锦市监罚告〔2022〕1号），送达日期为2022年12月19日，告知拟作出的行政处罚：没收违法所得2000元、罚款50000元，并告知其享有陈述、申辩、要求听证的权利，行使权利的期限至2022年12月26日届满。依据：《市场监督管理行政处罚程序规定》第五十七条，《中华人民共和国行政处罚法》第四十四条、第六十三条。",
      "2023年1月10日，成都市锦江区市场监督管理局负责人王某对锦江区老街卤味店作出行政处罚决定（锦市监处罚〔2023〕1号）：没收违法所得2000元、罚款50000元，送达期限至2023年1月19日届满。依据：《市场监督管理行政处罚程序规定》第六十条第一款第一项、第六十二条，《中华人民共和国行政处罚法》第五十七条第一款第一项。",
      "2023年1月12日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达决定书（锦市监处罚〔2023〕1号），送达日期为2023年1月12日，并书面告知当事人行政处罚信息将向社会公示，缴款期限至2023年1月28日届满。依据：《市场监督管理行政处罚程序规定》第八十一条、第八十二条，《中华人民共和国行政处罚法》第六十一条，《市场监督管理行政处罚信息公示规定》第八条。",
      "2023年1月16日，成都市锦江区市场监督管理局办案人员李某记录当事人通过指定银行缴纳罚没款2000元（处罚编号S1）、罚没款50000元（处罚编号S2），缴款编号K1，处罚决定已执行完毕，结案审批期限至2023年2月9日届满。依据：《市场监督管理行政处罚程序规定》第七十二条，《中华人民共和国行政处罚法》第六十七条第三款。",
      "2023年1月16日，成都市锦江区市场监督管理局办案人员李某制作锦市监处罚〔2023〕1号的公示文本（C1，未作处理）。依据：《市场监督管理行政处罚信息公示规定》第七条、第六条、第四条。",
      "2023年1月16日，成都市锦江区市场监督管理局办案机构负责人陈某复核批准公示文本（C1）。依据：《市场监督管理行政处罚信息公示规定》第十六条、第五条。",
      "2023年1月17日，成都市锦江区市场监督管理局负责人王某批准结案，结案理由为行政处罚决定执行完毕。依据：《市场监督管理行政处罚程序规定》第七十七条。",
      "2023年1月18日，成都市锦江区市场监督管理局办案人员李某立卷归档，正卷10件，副卷4件，存放于局档案室三号柜，保管期限为30年。依据：《市场监督管理行政处罚程序规定》第七十八条，《中华人民共和国行政处罚法》第四十七条。"
    ]
    "#);
    insta::assert_json_snapshot!(casework.deadlines(&case, "PUB_GSXT_SAME").await, @r#"
    [
      "2023-02-10 MET 25"
    ]
    "#);
}

/// PR 57: everything that a notice lacks is named at once.
#[tokio::test]
async fn all_that_a_notice_lacks_is_named_at_once() {
    let mut casework = Casework::open().await;
    let case = casework.approved().await;
    let input = json!({
        "sanctions": [],
        "facts": " ",
        "reasons": "",
        "provisions": [],
        "tellsStatement": false,
        "tellsHearing": false,
        "service": { "mode": "DIRECT", "servedOn": casework.today() },
        "document": casework.document(&case, "PRIOR_NOTICE", "行政处罚告知书")
    });
    let refused = casework.refused("P-0001", "servePriorNotice", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "INCOMPLETE 请填写拟作出的行政处罚内容 《市场监督管理行政处罚程序规定》第五十七条第一款",
      "INCOMPLETE 请填写事实 《市场监督管理行政处罚程序规定》第五十七条第一款",
      "INCOMPLETE 请填写理由 《市场监督管理行政处罚程序规定》第五十七条第一款",
      "INCOMPLETE 请填写依据 《市场监督管理行政处罚程序规定》第五十七条第一款",
      "INCOMPLETE 告知书应当告知当事人依法享有陈述权、申辩权 《市场监督管理行政处罚程序规定》第五十七条第一款",
      "INCOMPLETE 请填写送达回证 《市场监督管理行政处罚程序规定》第八十二条第一款第一项",
      "INCOMPLETE 请填写签收人 《市场监督管理行政处罚程序规定》第八十二条第一款第一项"
    ]
    "#);
}

/// PR 62: everything that a decision lacks is named at once.
#[tokio::test]
async fn all_that_a_decision_lacks_is_named_at_once() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(22);
    let input = json!({
        "facts": "",
        "evidence": [],
        "violated": [],
        "statements": "",
        "sanctions": [],
        "performance": "",
        "surchargeStated": false,
        "remedies": { "reconsideration": "", "court": "" },
        "sealed": false,
        "document": casework.document(&case, "OTHER", "行政处罚决定书")
    });
    let refused = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "INCOMPLETE 请填写违法事实 《市场监督管理行政处罚程序规定》第六十二条第一款第二项",
      "INCOMPLETE 请填写证据 《市场监督管理行政处罚程序规定》第六十二条第一款第二项",
      "INCOMPLETE 请填写违反的法律、法规、规章条款 《市场监督管理行政处罚程序规定》第六十二条第一款第二项",
      "INCOMPLETE 请填写陈述、申辩的采纳情况及理由 《市场监督管理行政处罚程序规定》第六十二条第一款第三项",
      "INCOMPLETE 请填写行政处罚的内容和依据 《市场监督管理行政处罚程序规定》第六十二条第一款第四项",
      "INCOMPLETE 请填写履行方式和期限 《市场监督管理行政处罚程序规定》第六十二条第一款第五项",
      "INCOMPLETE 请填写申请行政复议的途径和期限 《市场监督管理行政处罚程序规定》第六十二条第一款第六项",
      "INCOMPLETE 请填写提起行政诉讼的途径和期限 《市场监督管理行政处罚程序规定》第六十二条第一款第六项",
      "INCOMPLETE 行政处罚决定书应当加盖本部门印章 《市场监督管理行政处罚程序规定》第六十二条第一款",
      "DOCUMENT_MISSING 应当附行政处罚决定书，而非其他材料 《市场监督管理行政处罚程序规定》第六十二条第一款"
    ]
    "#);
}

/// PR 57, 58; App. B 1: a statement on the first day is checked, and doesn't end the five working days.
#[tokio::test]
async fn a_statement_on_the_first_day_does_not_end_the_five_days() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    let input = json!({
        "notice": "N1",
        "content": "系初次经营，请求从轻处罚",
        "document": casework.document(&case, "STATEMENT", "陈述申辩书")
    });
    casework.done("P-0001", "recordStatement", (&case, input)).await;
    casework.later(1);
    let mut penalty = casework.penalty(&case);
    penalty["statements"] = json!("当事人请求从轻处罚，经复核不予采纳");
    let unchecked = casework.refused("P-0004", "decidePenalty", (&case, penalty.clone())).await;
    insta::assert_json_snapshot!(unchecked, @r#"
    [
      "PERIOD_RUNNING 告知书（N1）的陈述、申辩权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款",
      "PERIOD_RUNNING 告知书（N1）的要求听证权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款",
      "UNFINISHED 陈述、申辩意见（D1）尚未复核，请先复核 《市场监督管理行政处罚程序规定》第五十八条"
    ]
    "#);
    let input =
        json!({ "statement": "D1", "adoption": "NOT_ADOPTED", "reasons": "无从轻处罚的法定情节" });
    casework.done("P-0001", "reviewStatement", (&case, input)).await;
    casework.on("2022-12-26T17:00:00+08:00");
    let running = casework.refused("P-0004", "decidePenalty", (&case, penalty.clone())).await;
    insta::assert_json_snapshot!(running, @r#"
    [
      "PERIOD_RUNNING 告知书（N1）的陈述、申辩权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款",
      "PERIOD_RUNNING 告知书（N1）的要求听证权利行使期限尚未届满，当事人也未书面明确放弃 《市场监督管理行政处罚程序规定》第五十七条第二款"
    ]
    "#);
    casework.on("2022-12-27T09:00:00+08:00");
    casework.done("P-0004", "decidePenalty", (&case, penalty)).await;
}

/// APL 62: rights that the party gave up in writing are not waited for.
#[tokio::test]
async fn rights_given_up_in_writing_are_not_waited_for() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    let input = json!({
        "notice": "N1",
        "rights": ["STATE", "HEARING"],
        "document": casework.document(&case, "WAIVER", "放弃陈述、申辩和听证权利声明")
    });
    casework.done("P-0001", "waiveRights", (&case, input)).await;
    casework.later(1);
    let mut input = casework.penalty(&case);
    input["statements"] = json!("当事人书面放弃陈述、申辩和要求听证的权利");
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
}

/// PR 58, App. B 3: nothing in the decision is heavier than what the party was told.
#[tokio::test]
async fn a_decision_is_not_heavier_than_the_notice() {
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["sanctions"][1]["amount"] = json!(5_000_001);
    let warning = json!({ "id": "S3", "kind": "WARNING", "provision": FOOD_LAW });
    input["sanctions"].as_array_mut().unwrap().push(warning);
    let refused = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "HEAVIER_THAN_NOTICED 处罚S2（罚款50000.01元）数额更高或者未载明，重于告知的内容；如有新的事实或者依据，请重新告知 《市场监督管理行政处罚程序规定》第五十八条",
      "HEAVIER_THAN_NOTICED 处罚S3（警告）未包括在内，重于告知的内容；如有新的事实或者依据，请重新告知 《市场监督管理行政处罚程序规定》第五十八条"
    ]
    "#);
}

/// PR 58, APL 32: a statement that is adopted makes the penalty lighter, with a reason.
#[tokio::test]
async fn an_adopted_statement_makes_the_penalty_lighter() {
    const CHECKS: &str = "statements { receivedAt
        check { checkedAt adoptionLabel reasons document { typeLabel } } }";
    let mut casework = Casework::open().await;
    let case = casework.noticed().await;
    casework.later(2);
    let input = json!({
        "notice": "N1",
        "content": "已主动停止销售并向消费者退款",
        "document": casework.document(&case, "STATEMENT", "陈述申辩书")
    });
    casework.done("P-0001", "recordStatement", (&case, input)).await;
    let input = json!({ "statement": "D1", "adoption": "ADOPTED", "reasons": "退款记录属实" });
    let unchecked = casework.parts(&case, CHECKS).await;
    casework.done("P-0001", "reviewStatement", (&case, input)).await;
    let checked = casework.parts(&case, CHECKS).await;
    insta::assert_json_snapshot!([unchecked, checked], @r#"
    [
      {
        "statements": [
          {
            "check": null,
            "receivedAt": "2022-12-21T10:00:00+08:00"
          }
        ]
      },
      {
        "statements": [
          {
            "check": {
              "adoptionLabel": "予以采纳",
              "checkedAt": "2022-12-21T10:00:00+08:00",
              "document": null,
              "reasons": "退款记录属实"
            },
            "receivedAt": "2022-12-21T10:00:00+08:00"
          }
        ]
      }
    ]
    "#);
    casework.later(20);
    let mut input = casework.penalty(&case);
    input["statements"] = json!("当事人提出已主动退款的陈述意见，经复核属实，予以采纳");
    input["sanctions"][1]["amount"] = json!(3_000_000);
    input["sanctions"][1]["grade"] = json!("MITIGATED");
    let unreasoned = casework.refused("P-0004", "decidePenalty", (&case, input.clone())).await;
    insta::assert_json_snapshot!(unreasoned, @r#"
    [
      "INCOMPLETE 请填写从轻、减轻或者从重处罚的理由 《中华人民共和国行政处罚法》第三十二条"
    ]
    "#);
    input["discretion"] = json!("主动消除违法行为危害后果，依法减轻处罚");
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2023年1月10日，成都市锦江区市场监督管理局负责人王某对锦江区老街卤味店作出行政处罚决定（锦市监处罚〔2023〕1号）：没收违法所得2000元、罚款30000元，送达期限至2023年1月19日届满。依据：《市场监督管理行政处罚程序规定》第六十条第一款第一项、第六十二条，《中华人民共和国行政处罚法》第五十七条第一款第一项。");
}

/// Scenario 7 (PR 49.3): whoever handled the case never reviews it, in whatever role.
#[tokio::test]
async fn one_person_does_not_investigate_and_review() {
    let mut casework = Casework::open().await;
    let case = casework.investigated().await;
    for handlers in [["P-0001", "P-0010"], ["P-0001", "P-0002"]] {
        let input = json!({ "handlers": handlers, "reason": "岗位调整" });
        casework.done("P-0003", "replaceHandlers", (&case, input)).await;
    }
    casework.later(14);
    let report = casework.report(&case);
    let document = report["report"].clone();
    casework.done("P-0003", "concludeInvestigation", (&case, report)).await;
    let input = json!({
        "kind": "LEGAL_REVIEW",
        "phase": "BEFORE_NOTICE",
        "grounds": ["COMPLEX"],
        "receivedOn": casework.today(),
        "documents": [document]
    });
    casework.done("P-0003", "requestReview", (&case, input)).await;
    let input = json!({
        "review": "V1",
        "kind": "LEGAL_REVIEW",
        "checks": checks(),
        "conclusion": "AGREE",
        "opinion": "同意",
        "document": casework.document(&case, "REVIEW_OPINION", "法制审核意见")
    });
    let refused = casework.refused("P-0010", "giveOpinion", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "CONFLICT_OF_DUTIES 郭某（P-0010）办理过本案，不得作为审核人员 《市场监督管理行政处罚程序规定》第四十九条第三款"
    ]
    "#);
}
