//! Hearings: who is told of them, who asks in time, who hosts them, and what follows.

use serde_json::{Value, json};

use crate::{
    casework::Casework,
    papers::{checks, company, fine},
};

/// The steps of a hearing, each with its own day.
const STEPS: &str = "hearings {
    requestedAt host { appointedAt officer { name } }
    notification { notifiedAt opensAt place closedBecause document { typeLabel } }
    held { heldAt signed record { typeLabel } recording { exemption } }
    aborted { abortedAt groundLabel reason document { typeLabel } }
    reportedAt report { opinion }
}";

/// A company that faces a fine of 100 000 yuan was told so on 19 December 2022.
async fn a_company_was_told(casework: &mut Casework) -> String {
    casework.matter.party = company();
    casework.matter.sanctions = fine(10_000_000);
    casework.noticed().await
}

fn asking(casework: &Casework, case: &str) -> Value {
    json!({
        "notice": "N1",
        "means": "电子邮件",
        "document": casework.document(case, "HEARING_REQUEST", "听证申请书")
    })
}

fn telling(casework: &Casework, case: &str, opens_at: &str) -> Value {
    json!({
        "hearing": "H1",
        "opensAt": opens_at,
        "place": "局机关三楼听证室",
        "service": casework.handed_over(case, "听证通知书"),
        "document": casework.document(case, "HEARING_NOTICE", "听证通知书")
    })
}

fn appointing(host: &str) -> Value {
    json!({ "hearing": "H1", "host": host })
}

/// Asked for on the last evening, held on 9 January 2023 and reported on the 11th.
async fn heard(casework: &mut Casework) -> String {
    let case = a_company_was_told(casework).await;
    casework.on("2022-12-26T23:50:00+08:00");
    let input = asking(casework, &case);
    casework.done("P-0001", "requestHearing", (&case, input)).await;
    casework.later(1);
    casework.done("P-0004", "appointHost", (&case, appointing("P-0007"))).await;
    casework.later(1);
    let input = telling(casework, &case, "2023-01-09T09:30:00+08:00");
    casework.done("P-0007", "notifyHearing", (&case, input)).await;
    casework.on("2023-01-09T12:00:00+08:00");
    let input = json!({
        "hearing": "H1",
        "agents": ["唐律师"],
        "signed": true,
        "record": casework.document(&case, "HEARING_RECORD", "听证笔录")
    });
    casework.done("P-0007", "holdHearing", (&case, input)).await;
    casework.later(2);
    let input = json!({
        "hearing": "H1",
        "opinion": "当事人主动下架并退款，建议从轻处罚",
        "document": casework.document(&case, "HEARING_REPORT", "听证报告")
    });
    casework.done("P-0007", "reportHearing", (&case, input)).await;
    case
}

/// The legal review after the hearing agrees, and the leaders discuss a fine of so many fen.
async fn reviewed_and_discussed(casework: &mut Casework, case: &str, fen: i64) {
    let input = json!({
        "kind": "LEGAL_REVIEW",
        "phase": "AFTER_HEARING",
        "grounds": ["HEARING_HELD"],
        "receivedOn": casework.today(),
        "documents": [
            casework.document(case, "CONCLUSION_REPORT", "调查终结报告"),
            casework.document(case, "HEARING_REPORT", "听证报告")
        ]
    });
    casework.done("P-0003", "requestReview", (case, input)).await;
    casework.later(2);
    let input = json!({
        "review": "V2",
        "kind": "LEGAL_REVIEW",
        "checks": checks(),
        "conclusion": "AGREE",
        "opinion": "同意从轻处罚的意见",
        "document": casework.document(case, "REVIEW_OPINION", "法制审核意见")
    });
    casework.done("P-0006", "giveOpinion", (case, input)).await;
    let input = json!({
        "attendees": ["P-0004", "P-0009"],
        "sanctions": fine(fen),
        "conclusion": "采纳听证意见，从轻处罚",
        "document": casework.document(case, "DISCUSSION_MINUTES", "集体讨论记录")
    });
    casework.done("P-0004", "holdDiscussion", (case, input)).await;
}

/// Scenario 6 (APL 63, 64; PR 58, 60, 64): a company faces 100 000 yuan, asks for a hearing at 23:50 of
/// the last day, and is fined less in the end.
#[tokio::test]
async fn a_hearing_turns_the_case() {
    let mut casework = Casework::open().await;
    let case = heard(&mut casework).await;
    reviewed_and_discussed(&mut casework, &case, 8_000_000).await;
    let lighter = json!([{
        "id": "S1",
        "kind": "FINE",
        "amount": 8_000_000,
        "provision": crate::papers::FOOD_LAW,
        "grade": "LIGHTER"
    }]);
    let mut input = casework.penalty(&case);
    input["statements"] = json!("当事人在听证中提出从轻处罚的意见，经复核予以采纳");
    input["sanctions"] = lighter;
    input["discretion"] = json!("主动减轻违法行为危害后果，依法从轻处罚");
    let decided = casework.done("P-0004", "decidePenalty", (&case, input)).await;
    assert_eq!(decided["stageLabel"], "已作出处罚决定");
    insta::assert_json_snapshot!(casework.sentences(&case).await[9..], @r#"
    [
      "2022年12月19日，成都市锦江区市场监督管理局办案人员李某向当事人直接送达行政处罚告知书（锦市监罚告〔2022〕1号），送达日期为2022年12月19日，告知拟作出的行政处罚：罚款100000元，并告知其享有陈述、申辩、要求听证的权利，行使权利的期限至2022年12月26日届满。依据：《市场监督管理行政处罚程序规定》第五十七条，《中华人民共和国行政处罚法》第四十四条、第六十三条。",
      "2022年12月26日，成都市锦江区市场监督管理局办案人员李某收到当事人以电子邮件方式提出的听证申请（听证编号H1），办案期限停止计算。依据：《中华人民共和国行政处罚法》第六十四条第一项，《市场监督管理行政处罚程序规定》第六十四条第二款。",
      "2022年12月27日，成都市锦江区市场监督管理局负责人王某指定非本案调查人员孙某为听证主持人（听证编号H1）。依据：《中华人民共和国行政处罚法》第六十四条第四项。",
      "2022年12月28日，成都市锦江区市场监督管理局听证主持人孙某向当事人直接送达听证通知书（锦市监听通〔2022〕1号），送达日期为2022年12月28日，通知当事人于2023年1月9日9时30分在局机关三楼听证室公开举行听证。依据：《中华人民共和国行政处罚法》第六十四条第二项、第六十四条第三项。",
      "2023年1月9日，成都市锦江区市场监督管理局听证主持人孙某主持举行听证（听证编号H1），当事人委托代理人1人参加，听证笔录已经当事人或者代理人签字。依据：《中华人民共和国行政处罚法》第六十四条第七项、第六十四条第八项。",
      "2023年1月11日，成都市锦江区市场监督管理局听证主持人孙某提交听证报告（听证编号H1），听证主持人的意见：当事人主动下架并退款，建议从轻处罚，办案期限至2023年3月14日届满。依据：《中华人民共和国行政处罚法》第六十五条，《市场监督管理行政处罚程序规定》第六十四条第二款。",
      "2023年1月11日，成都市锦江区市场监督管理局办案机构负责人陈某将案件送交法制审核（审核编号V2，听证后审核），属于应当进行法制审核的案件：直接关系当事人或者第三人重大权益，经过听证程序，审核机构于2023年1月11日收到材料，审核期限至2023年1月30日届满。依据：《市场监督管理行政处罚程序规定》第四十九条、第五十条，《中华人民共和国行政处罚法》第五十八条。",
      "2023年1月13日，成都市锦江区市场监督管理局法制审核人员赵某完成法制审核（审核编号V2），审核意见为同意案件处理意见：同意从轻处罚的意见。依据：《市场监督管理行政处罚程序规定》第五十四条、第五十三条、第四十九条第三款。",
      "2023年1月13日，成都市锦江区市场监督管理局负责人王某组织集体讨论（编号M1），参加人员为王某、何某，讨论结论：采纳听证意见，从轻处罚，同意给予行政处罚：罚款80000元。依据：《市场监督管理行政处罚程序规定》第六十条第二款，《中华人民共和国行政处罚法》第五十七条第二款。",
      "2023年1月13日，成都市锦江区市场监督管理局负责人王某对成都蜀味到家网络科技有限公司作出行政处罚决定（锦市监处罚〔2023〕1号）：罚款80000元，送达期限至2023年1月29日届满。依据：《市场监督管理行政处罚程序规定》第六十条第一款第一项、第六十二条，《中华人民共和国行政处罚法》第五十七条第一款第一项。"
    ]
    "#);
}

/// APL 64: who hosts it, what the party was told, how it was held are steps of their own.
#[tokio::test]
async fn a_hearing_tells_its_steps() {
    let mut casework = Casework::open().await;
    let case = heard(&mut casework).await;
    insta::assert_json_snapshot!(casework.parts(&case, STEPS).await, @r#"
    {
      "hearings": [
        {
          "aborted": null,
          "held": {
            "heldAt": "2023-01-09T12:00:00+08:00",
            "record": {
              "typeLabel": "听证笔录"
            },
            "recording": null,
            "signed": true
          },
          "host": {
            "appointedAt": "2022-12-27T10:00:00+08:00",
            "officer": {
              "name": "孙某"
            }
          },
          "notification": {
            "closedBecause": null,
            "document": {
              "typeLabel": "听证通知书"
            },
            "notifiedAt": "2022-12-28T10:00:00+08:00",
            "opensAt": "2023-01-09T09:30:00+08:00",
            "place": "局机关三楼听证室"
          },
          "report": {
            "opinion": "当事人主动下架并退款，建议从轻处罚"
          },
          "reportedAt": "2023-01-11T10:00:00+08:00",
          "requestedAt": "2022-12-26T23:50:00+08:00"
        }
      ]
    }
    "#);
}

/// Scenario 6 (PR 64.2): from the request to the report the ninety days stand still.
#[tokio::test]
async fn the_ninety_days_stand_still_for_a_hearing() {
    let mut casework = Casework::open().await;
    let case = a_company_was_told(&mut casework).await;
    let before = casework.deadlines(&case, "CASE_DECIDE").await;
    casework.on("2022-12-26T23:50:00+08:00");
    let input = asking(&casework, &case);
    casework.done("P-0001", "requestHearing", (&case, input)).await;
    let during = casework.deadlines(&case, "CASE_DECIDE").await;
    let mut again = Casework::open().await;
    let heard = heard(&mut again).await;
    let after = again.deadlines(&heard, "CASE_DECIDE").await;
    insta::assert_json_snapshot!([before, during, after], @r#"
    [
      [
        "2023-02-27 OPEN 69"
      ],
      [
        "- PAUSED null"
      ],
      [
        "2023-03-14 OPEN 62"
      ]
    ]
    "#);
}

/// Scenario 6 (PR 50, 60; App. B 2): after a hearing nothing is decided before a legal review and the
/// leaders' discussion, and never more than the party was told.
#[tokio::test]
async fn after_a_hearing_the_law_wants_a_legal_review_and_a_discussion() {
    let mut casework = Casework::open().await;
    let case = heard(&mut casework).await;
    let input = casework.penalty(&case);
    let early = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(early, @r#"
    [
      "STEP_MISSING 经过听证程序的案件，尚缺听证结束后的法制审核，请先通过法制审核 《市场监督管理行政处罚程序规定》第五十条第二款",
      "STEP_MISSING 属于第五十条第一款规定的案件，尚缺负责人集体讨论记录，请先集体讨论 《市场监督管理行政处罚程序规定》第六十条第二款"
    ]
    "#);
    reviewed_and_discussed(&mut casework, &case, 10_000_000).await;
    let mut input = casework.penalty(&case);
    input["sanctions"] = fine(10_000_001);
    let heavier = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(heavier, @r#"
    [
      "HEAVIER_THAN_NOTICED 处罚S1（罚款100000.01元）数额更高或者未载明，重于告知的内容；如有新的事实或者依据，请重新告知 《市场监督管理行政处罚程序规定》第五十八条",
      "CONTRADICTORY 处罚S1（罚款100000.01元）数额更高或者未载明，超出集体讨论同意的处罚建议 《市场监督管理行政处罚程序规定》第六十条第二款"
    ]
    "#);
}

/// Scenario 6 (APL 64(1)): the sixth working day is too late.
#[tokio::test]
async fn a_hearing_asked_for_on_the_sixth_working_day_is_refused() {
    let mut casework = Casework::open().await;
    let case = a_company_was_told(&mut casework).await;
    casework.on("2022-12-27T00:00:00+08:00");
    let input = asking(&casework, &case);
    let late = casework.refused("P-0001", "requestHearing", (&case, input)).await;
    insta::assert_json_snapshot!(late, @r#"
    [
      "TOO_LATE 当事人要求听证的期限已经届满 《中华人民共和国行政处罚法》第六十四条第一项"
    ]
    "#);
}

/// APL 63(1), HR 5: where the amount opens a hearing, the notice must say so; one yuan below, it need not.
#[tokio::test]
async fn a_larger_fine_must_be_told_with_the_right_to_a_hearing() {
    let mut casework = Casework::open().await;
    casework.matter.party = company();
    casework.matter.sanctions = fine(10_000_000);
    let case = casework.approved().await;
    casework.later(1);
    let mut input = casework.notice(&case);
    input["tellsHearing"] = json!(false);
    let silent = casework.refused("P-0001", "servePriorNotice", (&case, input.clone())).await;
    insta::assert_json_snapshot!(silent, @r#"
    [
      "INCOMPLETE 达到较大数额标准：告知书应当告知当事人有要求听证的权利 《中华人民共和国行政处罚法》第六十三条"
    ]
    "#);
    input["sanctions"] = fine(9_999_900);
    casework.done("P-0001", "servePriorNotice", (&case, input)).await;
}

/// APL 64(2), 64(4): no investigator hosts it, and it isn't held before its seven working days.
#[tokio::test]
async fn a_hearing_is_hosted_by_an_outsider_and_told_seven_working_days_before() {
    let mut casework = Casework::open().await;
    let case = a_company_was_told(&mut casework).await;
    casework.later(1);
    let input = asking(&casework, &case);
    casework.done("P-0001", "requestHearing", (&case, input)).await;
    let own = casework.refused("P-0004", "appointHost", (&case, appointing("P-0002"))).await;
    insta::assert_json_snapshot!(own, @r#"
    [
      "NOT_PERMITTED 张某（P-0002）在2022-12-20不是听证主持人 《中华人民共和国行政处罚法》第六十四条第四项",
      "CONFLICT_OF_DUTIES 张某（P-0002）是本案调查人员，不得主持听证 《中华人民共和国行政处罚法》第六十四条第四项"
    ]
    "#);
    casework.done("P-0004", "appointHost", (&case, appointing("P-0007"))).await;
    let input = telling(&casework, &case, "2022-12-28T09:30:00+08:00");
    let soon = casework.refused("P-0007", "notifyHearing", (&case, input)).await;
    insta::assert_json_snapshot!(soon, @r#"
    [
      "TOO_EARLY 应当在举行听证的7个工作日前通知当事人，最早可于2022-12-29举行 《中华人民共和国行政处罚法》第六十四条第二项"
    ]
    "#);
}

/// APL 64(6): a hearing that the party withdraws from ends, and the case goes on without it.
#[tokio::test]
async fn a_withdrawn_request_ends_the_hearing() {
    let mut casework = Casework::open().await;
    let case = a_company_was_told(&mut casework).await;
    casework.later(1);
    let input = asking(&casework, &case);
    casework.done("P-0001", "requestHearing", (&case, input)).await;
    casework.later(12);
    let input = casework.penalty(&case);
    let open = casework.refused("P-0004", "decidePenalty", (&case, input)).await;
    insta::assert_json_snapshot!(open, @r#"
    [
      "UNFINISHED 听证程序尚未结束，请先提交听证报告或者终止听证 《中华人民共和国行政处罚法》第六十五条"
    ]
    "#);
    let input = json!({
        "hearing": "H1",
        "ground": "WITHDRAWN",
        "reason": "当事人书面撤回听证申请",
        "document": casework.document(&case, "HEARING_REQUEST", "撤回听证申请书")
    });
    casework.done("P-0001", "abortHearing", (&case, input)).await;
    insta::assert_json_snapshot!(casework.parts(&case, STEPS).await, @r#"
    {
      "hearings": [
        {
          "aborted": {
            "abortedAt": "2023-01-01T10:00:00+08:00",
            "document": {
              "typeLabel": "听证申请书"
            },
            "groundLabel": "撤回听证申请",
            "reason": "当事人书面撤回听证申请"
          },
          "held": null,
          "host": null,
          "notification": null,
          "report": null,
          "reportedAt": null,
          "requestedAt": "2022-12-20T10:00:00+08:00"
        }
      ]
    }
    "#);
    let input = casework.penalty(&case);
    casework.done("P-0004", "decidePenalty", (&case, input)).await;
}
