//! Ends without a penalty: none is imposed, nothing can be established, nobody is left, or the case was
//! never filed.

use serde_json::{Value, json};

use crate::{casework::Casework, papers::company};

/// Reviewed, with a report that proposes this end.
pub async fn proposed(casework: &mut Casework, outcome: &str) -> String {
    let change = |report: &mut Value| {
        report["opinion"] = json!(outcome);
        report["sanctions"] = json!([]);
        report["discretion"] = json!("货值金额较小，已及时改正，没有造成危害后果");
    };
    let case = casework.in_review_as(change).await;
    casework.later(3);
    casework.agreed(&case).await;
    case
}

pub fn sparing(casework: &Casework, case: &str, reason: &str) -> Value {
    json!({
        "reason": reason,
        "explanation": "货值金额200元，案发当日停止销售，没有造成危害后果",
        "education": "约谈经营者并宣讲《中华人民共和国食品安全法》，当事人签署守法承诺书",
        "document": casework.document(case, "NO_PENALTY_DECISION", "不予行政处罚决定书")
    })
}

async fn closed(casework: &mut Casework, case: &str, ground: &str) -> Vec<String> {
    casework.later(1);
    let input = casework.closing(case, ground);
    casework.done("P-0004", "closeCase", (case, input)).await;
    casework.sentences(case).await
}

/// PR 60.1(2), 61; APL 33: a minor violation without harm is not penalised, but the party is educated.
#[tokio::test]
async fn a_minor_violation_is_not_penalised_but_answered_with_education() {
    let mut casework = Casework::open().await;
    let case = proposed(&mut casework, "NO_PENALTY").await;
    let mut input = sparing(&casework, &case, "UNDER_14");
    input["education"] = json!("");
    let refused = casework.refused("P-0004", "decideNoPenalty", (&case, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "INCOMPLETE 请填写责令监护人加以管教的情况 《中华人民共和国行政处罚法》第三十条",
      "INCOMPLETE 请填写证明当事人年龄的书证（身份证、户口簿等） 《中华人民共和国行政处罚法》第三十条",
      "CONTRADICTORY 理由「不满十四周岁的未成年人有违法行为」与当事人（个体工商户）不符 《中华人民共和国行政处罚法》第三十条"
    ]
    "#);
    let input = sparing(&casework, &case, "MINOR_NO_HARM");
    casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
    casework.later(1);
    let input = json!({
        "decision": "P1",
        "service": casework.handed_over(&case, "不予行政处罚决定书")
    });
    casework.done("P-0001", "serveDecision", (&case, input)).await;
    let sentences = closed(&mut casework, &case, "NOT_PENALISED").await;
    insta::assert_json_snapshot!(sentences[5..], @r#"
    [
      "2022年12月13日，成都市锦江区市场监督管理局办案机构负责人陈某提交调查终结报告，违法行为定性为未取得食品经营许可从事食品经营活动，建议不予行政处罚。依据：《市场监督管理行政处罚程序规定》第四十八条。",
      "2022年12月13日，成都市锦江区市场监督管理局办案机构负责人陈某将案件送交案件审核（审核编号V1，告知前审核），审核机构于2022年12月13日收到材料，审核期限至2022年12月27日届满。依据：《市场监督管理行政处罚程序规定》第四十九条、第五十二条。",
      "2022年12月16日，成都市锦江区市场监督管理局案件审核人员刘某完成案件审核（审核编号V1），审核意见为同意案件处理意见：同意办案机构的处理意见。依据：《市场监督管理行政处罚程序规定》第五十四条、第五十三条、第四十九条第三款。",
      "2022年12月16日，成都市锦江区市场监督管理局负责人王某对当事人作出不予行政处罚决定（锦市监不罚〔2022〕1号），理由：违法行为轻微并及时改正，没有造成危害后果。货值金额200元，案发当日停止销售，没有造成危害后果。教育等处理情况：约谈经营者并宣讲《中华人民共和国食品安全法》，当事人签署守法承诺书。依据：《市场监督管理行政处罚程序规定》第六十条第一款第二项、第六十一条，《中华人民共和国行政处罚法》第三十三条第一款。",
      "2022年12月17日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达决定书（锦市监不罚〔2022〕1号），送达日期为2022年12月17日。依据：《市场监督管理行政处罚程序规定》第八十二条。",
      "2022年12月18日，成都市锦江区市场监督管理局负责人王某批准结案，结案理由为作出不予行政处罚决定。依据：《市场监督管理行政处罚程序规定》第七十七条。"
    ]
    "#);
}

/// PR 60.1(3), 82: what can't be established is not penalised, and needs no education; the party is told so by
/// a decision that is numbered and served.
#[tokio::test]
async fn a_violation_that_cannot_be_established_ends_the_case() {
    let mut casework = Casework::open().await;
    let case = proposed(&mut casework, "NOT_ESTABLISHED").await;
    let input = json!({
        "explanation": "当事人已取得食品经营许可证，平台未及时更新公示信息",
        "document": casework.document(&case, "NO_PENALTY_DECISION", "不予行政处罚决定书")
    });
    casework.done("P-0004", "decideNotEstablished", (&case, input)).await;
    let query = "query($id: CaseId!) { case(id: $id) {
        notEstablished { id number explanation } missing { text citation }
    } }";
    let decided = casework.ask("P-0001", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(decided["case"], @r#"
    {
      "missing": [
        {
          "citation": "《市场监督管理行政处罚程序规定》第八十二条第一款",
          "text": "决定书尚未送达当事人"
        },
        {
          "citation": "《市场监督管理投诉举报处理暂行办法》第三十一条第二款",
          "text": "尚未将是否立案告知实名举报人"
        }
      ],
      "notEstablished": {
        "explanation": "当事人已取得食品经营许可证，平台未及时更新公示信息",
        "id": "P1",
        "number": "锦市监不罚〔2022〕1号"
      }
    }
    "#);
    let input = casework.closing(&case, "NOT_ESTABLISHED");
    let early = casework.refused("P-0004", "closeCase", (&case, input)).await;
    insta::assert_json_snapshot!(early, @r#"
    [
      "STEP_MISSING 决定书尚未送达当事人 《市场监督管理行政处罚程序规定》第八十二条第一款"
    ]
    "#);
    let input = json!({
        "decision": "P1",
        "service": casework.handed_over(&case, "不予行政处罚决定书")
    });
    casework.done("P-0001", "serveDecision", (&case, input)).await;
    let sentences = closed(&mut casework, &case, "NOT_ESTABLISHED").await;
    insta::assert_json_snapshot!(sentences[8..], @r#"
    [
      "2022年12月16日，成都市锦江区市场监督管理局负责人王某认定违法事实不能成立，决定不予行政处罚（锦市监不罚〔2022〕1号），理由：当事人已取得食品经营许可证，平台未及时更新公示信息。依据：《市场监督管理行政处罚程序规定》第六十条第一款第三项。",
      "2022年12月16日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达决定书（锦市监不罚〔2022〕1号），送达日期为2022年12月16日。依据：《市场监督管理行政处罚程序规定》第八十二条。",
      "2022年12月17日，成都市锦江区市场监督管理局负责人王某批准结案，结案理由为违法事实不能成立。依据：《市场监督管理行政处罚程序规定》第七十七条。"
    ]
    "#);
}

/// A natural person who is known by an identity number.
fn somebody(id_number: &str, address: &str) -> Value {
    json!({ "naturalPerson": { "name": "许小川", "idNumber": id_number, "address": address } })
}

async fn age(casework: &Casework, case: &str) -> Value {
    let query = "query($id: CaseId!) { case(id: $id) { partyDetails { age ageLabel subject } } }";
    casework.ask("P-0001", query, json!({ "id": case })).await["case"]["partyDetails"].take()
}

/// APL 30: thirteen on the day of the violation, fourteen when the case was filed.
#[tokio::test]
async fn whoever_was_under_fourteen_at_the_violation_is_not_penalised() {
    let mut casework = Casework::open().await;
    casework.matter.party = somebody("510104200811200012", "成都市锦江区春熙路8号");
    let case = proposed(&mut casework, "NO_PENALTY").await;
    let party = age(&casework, &case).await;
    assert_eq!(party["ageLabel"], "不满十四周岁");
    let query = "query($id: SubjectId!) { party(id: $id) { kind kindLabel registration } }";
    let known = casework.ask("P-0001", query, json!({ "id": party["subject"] })).await;
    let person = json!({ "kind": "NATURAL_PERSON", "kindLabel": "自然人", "registration": null });
    assert_eq!(known["party"], person);
    let mut input = sparing(&casework, &case, "UNDER_14");
    let unproven = casework.refused("P-0004", "decideNoPenalty", (&case, input.clone())).await;
    insta::assert_json_snapshot!(unproven, @r#"
    [
      "INCOMPLETE 请填写证明当事人年龄的书证（身份证、户口簿等） 《中华人民共和国行政处罚法》第三十条"
    ]
    "#);
    input["evidence"] = json!(["E1"]);
    input["education"] = json!("书面责令其父许建加以管教");
    casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
    let sentences = casework.sentences(&case).await;
    insta::assert_json_snapshot!(sentences.last(), @r#""2022年12月16日，成都市锦江区市场监督管理局负责人王某对当事人作出不予行政处罚决定（锦市监不罚〔2022〕1号），理由：不满十四周岁的未成年人有违法行为。货值金额200元，案发当日停止销售，没有造成危害后果。教育等处理情况：书面责令其父许建加以管教。依据：《市场监督管理行政处罚程序规定》第六十条第一款第二项、第六十一条，《中华人民共和国行政处罚法》第三十条。""#);
}

/// APL 30: seventeen on the day of the violation, eighteen when it is decided and has moved.
#[tokio::test]
async fn whoever_was_under_eighteen_at_the_violation_is_penalised_more_lightly() {
    let mut casework = Casework::open().await;
    casework.matter.party = somebody("510104200501050020", "成都市锦江区春熙路8号");
    let case = casework.noticed().await;
    casework.later(22);
    let mut input = casework.penalty(&case);
    input["party"] = somebody("510104200501050020", "成都市武侯区科华路3号");
    let harsh = casework.refused("P-0004", "decidePenalty", (&case, input.clone())).await;
    insta::assert_json_snapshot!(harsh, @r#"
    [
      "INCOMPLETE 请填写对不满十八周岁的当事人从轻或者减轻处罚的情况 《中华人民共和国行政处罚法》第三十条",
      "CONTRADICTORY 当事人不满十八周岁，应当从轻或者减轻行政处罚 《中华人民共和国行政处罚法》第三十条"
    ]
    "#);
    input["sanctions"][1]["grade"] = json!("LIGHTER");
    input["sanctions"][1]["amount"] = json!(500_000);
    input["discretion"] = json!("当事人实施违法行为时十七周岁，依法从轻处罚");
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
    assert_eq!(age(&casework, &case).await["age"], "UNDER_18");
}

/// Scenario 15 (PR 47, 77): the company was deregistered and nobody takes over, so the investigation is
/// terminated; a company doesn't die, and without an approval nothing ends.
#[tokio::test]
async fn a_company_that_has_ended_without_successor_ends_the_investigation() {
    let mut casework = Casework::open().await;
    casework.matter.party = company();
    let case = casework.investigated().await;
    casework.later(20);
    let mut input = json!({
        "ground": "PERSON_DIED",
        "reason": "当事人已于2022年12月8日注销登记，清算完毕，无权利义务承受人",
        "document": casework.document(&case, "SUSPENSION_APPROVAL", "终止调查审批表")
    });
    let refused =
        casework.refused("P-0004", "terminateInvestigation", (&case, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "CONTRADICTORY 终止调查的理由「涉嫌违法的自然人死亡，且无权利义务承受人」与当事人的类型不符 《市场监督管理行政处罚程序规定》第四十七条"
    ]
    "#);
    input["ground"] = json!("ENTITY_ENDED");
    casework.done("P-0004", "terminateInvestigation", (&case, input)).await;
    let input = casework.penalty(&case);
    let over = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(over, @r#"
    [
      "STEP_MISSING 案件处于「终止调查」，该行为须在「已告知」时进行：调查已经终止，请办理结案"
    ]
    "#);
    let sentences = closed(&mut casework, &case, "TERMINATED").await;
    insta::assert_json_snapshot!(sentences[5..], @r#"
    [
      "2022年12月19日，成都市锦江区市场监督管理局负责人王某批准终止调查，事由：涉嫌违法的法人、其他组织终止，且无权利义务承受人。当事人已于2022年12月8日注销登记，清算完毕，无权利义务承受人。依据：《市场监督管理行政处罚程序规定》第四十七条。",
      "2022年12月20日，成都市锦江区市场监督管理局负责人王某批准结案，结案理由为案件终止调查。依据：《市场监督管理行政处罚程序规定》第七十七条。"
    ]
    "#);
}

/// PR 20.1(2); scenario 17: whoever was spared once, as its first violation was minor, is not spared so again while that
/// counts; how long it does the rulebook doesn't know.
#[tokio::test]
async fn a_first_violation_that_was_not_filed_was_the_first() {
    let mut casework = Casework::open().await;
    let declining = |casework: &Casework, case: &str| {
        json!({
            "reason": "FIRST_MINOR_CORRECTED",
            "party": "92510104MA6T0X1D7T",
            "violationEndedOn": casework.today().to_string(),
            "explanation": "初次违法，当场下架并公示许可证，没有造成危害后果",
            "approval": casework.document(case, "NON_FILING_APPROVAL", "不予立案审批表")
        })
    };
    let first = casework.verifying().await;
    let input = declining(&casework, &first);
    casework.done("P-0004", "declineToFile", (&first, input)).await;
    casework.later(30);
    let again = casework.verifying().await;
    let input = declining(&casework, &again);
    let refused = casework.refused("P-0004", "declineToFile", (&again, input)).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "FIGURE_MISSING 规则库未收录2022-12-14适用的初次违法回溯年限，请陈述该数值并注明出处 《市场监督管理行政处罚程序规定》第二十条第一款第二项"
    ]
    "#);
}

/// PR 20, CMP 31: a lead that is not filed says why, and its real-name reporter is told.
#[tokio::test]
async fn a_lead_that_is_not_filed_is_answered_to_its_reporter() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.later(4);
    let input = json!({
        "reason": "MINOR_CORRECTED",
        "explanation": "核查时已公示食品经营许可证，没有造成危害后果",
        "approval": casework.document(&case, "NON_FILING_APPROVAL", "不予立案审批表")
    });
    casework.done("P-0004", "declineToFile", (&case, input)).await;
    casework.later(1);
    let input = json!({
        "means": "电话",
        "document": casework.document(&case, "REPORTER_NOTICE", "告知举报人记录")
    });
    casework.done("P-0001", "informReporter", (&case, input)).await;
    insta::assert_json_snapshot!(casework.sentences(&case).await[2..], @r#"
    [
      "2022年11月18日，成都市锦江区市场监督管理局负责人王某决定不予立案，理由：违法行为轻微并及时改正，没有造成危害后果。核查时已公示食品经营许可证，没有造成危害后果。依据：《市场监督管理行政处罚程序规定》第二十条。",
      "2022年11月19日，成都市锦江区市场监督管理局办案人员李某以电话方式将是否立案的决定告知实名举报人。依据：《市场监督管理投诉举报处理暂行办法》第三十一条第二款。"
    ]
    "#);
    insta::assert_json_snapshot!(casework.deadlines(&case, "REPORT_INFORM").await, @r#"
    [
      "2022-11-25 MET 6"
    ]
    "#);
}

/// APL 36: too late is what was discovered after its period; both days are told to whoever says otherwise.
#[tokio::test]
async fn a_violation_is_too_old_only_after_its_period() {
    let mut casework = Casework::open().await;
    let case = proposed(&mut casework, "NO_PENALTY").await;
    let mut input = sparing(&casework, &case, "LIMITATION_EXPIRED");
    let mut refused = casework.refused("P-0004", "decideNoPenalty", (&case, input.clone())).await;
    input["violationEndedOn"] = json!("2020-11-14");
    refused.extend(casework.refused("P-0004", "decideNoPenalty", (&case, input.clone())).await);
    insta::assert_json_snapshot!(refused, @r#"
    [
      "INCOMPLETE 请填写违法行为发生之日，有连续或者继续状态的为行为终了之日 《中华人民共和国行政处罚法》第三十六条第二款",
      "CONTRADICTORY 违法行为终了于2020-11-14，追究时效至2022-11-14届满，线索已于2022-11-14发现，未超过追究时效 《中华人民共和国行政处罚法》第三十六条第一款"
    ]
    "#);
    input["violationEndedOn"] = json!("2020-11-13");
    casework.done("P-0004", "decideNoPenalty", (&case, input)).await;
    let spared = "noPenalty { limitation { violationEndedOn lapsedOn } }";
    insta::assert_json_snapshot!(casework.parts(&case, spared).await, @r#"
    {
      "noPenalty": {
        "limitation": {
          "lapsedOn": "2022-11-13",
          "violationEndedOn": "2020-11-13"
        }
      }
    }
    "#);
    insta::assert_snapshot!(casework.sentences(&case).await.pop().unwrap(), @"2022年12月16日，成都市锦江区市场监督管理局负责人王某对当事人作出不予行政处罚决定（锦市监不罚〔2022〕1号），理由：违法行为超过法定追究时效（违法行为终了于2020年11月13日，追究时效至2022年11月13日届满）。货值金额200元，案发当日停止销售，没有造成危害后果。教育等处理情况：约谈经营者并宣讲《中华人民共和国食品安全法》，当事人签署守法承诺书。依据：《市场监督管理行政处罚程序规定》第六十条第一款第二项、第六十一条，《中华人民共和国行政处罚法》第三十六条第一款。");
    let lead = casework.verifying().await;
    let mut input = json!({
        "reason": "CONDITION_NOT_MET",
        "conditions": ["WITHIN_LIMITATION"],
        "violationEndedOn": "2021-03-01",
        "explanation": "网店已于2020年关闭",
        "approval": casework.document(&lead, "NON_FILING_APPROVAL", "不予立案审批表")
    });
    let refused = casework.refused("P-0004", "declineToFile", (&lead, input.clone())).await;
    insta::assert_json_snapshot!(refused, @r#"
    [
      "CONTRADICTORY 违法行为终了于2021-03-01，追究时效至2023-03-01届满，线索已于2022-12-16发现，未超过追究时效 《中华人民共和国行政处罚法》第三十六条第一款"
    ]
    "#);
    input["violationEndedOn"] = json!("2020-03-01");
    casework.done("P-0004", "declineToFile", (&lead, input)).await;
    let declined = "notFiled { limitation { violationEndedOn lapsedOn } }";
    insta::assert_json_snapshot!(casework.parts(&lead, declined).await, @r#"
    {
      "notFiled": {
        "limitation": {
          "lapsedOn": "2022-03-01",
          "violationEndedOn": "2020-03-01"
        }
      }
    }
    "#);
    insta::assert_snapshot!(casework.sentences(&lead).await.pop().unwrap(), @"2022年12月16日，成都市锦江区市场监督管理局负责人王某决定不予立案，理由：不符合立案条件（在给予行政处罚的法定期限内）（违法行为终了于2020年3月1日，追究时效至2022年3月1日届满）。网店已于2020年关闭。依据：《市场监督管理行政处罚程序规定》第十九条第一款、第二十条第二款。");
}
