//! 裁量基准 (APL 34): a fine outside it is warned of wherever it is proposed, and decided with reasons.

use std::path::Path;

use serde_json::json;

use crate::{
    casework::{Casework, FIGURES, refusals},
    corrections::altered,
    papers::fine,
};

/// Where an ordinary fine is of 50,000 to 100,000 yuan, one of 40,000 is proposed.
async fn lenient() -> Casework {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    casework.matter.sanctions = fine(4_000_000);
    casework
}

/// APL 34; PR 48, 56, 57: the act takes effect, its answer warns, and the audit trail keeps asking for the reasons.
#[tokio::test]
async fn a_handler_who_proposes_outside_the_benchmark_is_warned_and_not_refused() {
    let mut casework = lenient().await;
    let case = casework.investigated().await;
    casework.later(6);
    let conclude =
        "mutation($case: CaseId!, $act: ActInput!, $input: ConcludeInvestigationInput!) {
        concludeInvestigation(caseId: $case, act: $act, input: $input) {
            case { stage conclusions { deviations {
                sanction fine { yuan } side sideLabel violationLabel grade gradeLabel
                range { text } measured { yuan } citation confidenceLabel demonstration text
            } } }
            warnings { message messageEn field citation }
            userErrors { message }
        }
    }";
    let (act, input) = (casework.now(), casework.report(&case));
    let asked = json!({ "case": case, "act": act, "input": input });
    let told = casework.ask("P-0003", conclude, asked).await;
    insta::assert_json_snapshot!(told["concludeInvestigation"]);
    let query =
        "query($id: CaseId!) { auditTrail(caseId: $id) { missing { codeLabel text citation } } }";
    let trail = casework.ask("P-0006", query, json!({ "id": case })).await;
    let missing = trail["auditTrail"]["missing"].as_array().unwrap();
    assert!(
        missing.contains(&json!({
            "codeLabel": "内容不完整",
            "text": "拟作出的处罚S1超出裁量基准，作出处罚决定时应当说明理由（演示数据）",
            "citation": "《中华人民共和国行政处罚法》第三十四条"
        })),
        "{missing:#?}"
    );
}

/// APL 34: the leader decides outside it with reasons, or not at all; they stand in case file and audit trail.
#[tokio::test]
async fn a_leader_who_decides_outside_the_benchmark_says_why() {
    let mut casework = lenient().await;
    let case = casework.noticed().await;
    casework.later(9);
    let mut penalty = casework.penalty(&case);
    let answer = casework.act("P-0004", "decidePenalty", (&case, penalty.clone())).await;
    insta::assert_json_snapshot!(refusals(&answer["userErrors"]), @r#"
    [
      "INCOMPLETE 处罚S1（罚款40000元）低于裁量基准（一般处罚：50000元至100000元），请说明理由（演示数据） 《中华人民共和国行政处罚法》第三十四条"
    ]
    "#);
    assert_eq!(answer["userErrors"][0]["field"], json!(["deviationReasons"]));
    penalty["deviationReasons"] =
        json!("当事人月收入不足三千元，按基准罚款将难以为继，经集体研究决定低于基准");
    casework.done("P-0004", "decidePenalty", (&case, penalty)).await;
    let query = "query($id: CaseId!) {
        case(id: $id) {
            notices { deviations { text } }
            decision { deviations { sanction side demonstration } deviationReasons }
        }
        auditTrail(caseId: $id) { entries { eventType sentence demonstration } }
    }";
    let told = casework.ask("P-0006", query, json!({ "id": case })).await;
    insta::assert_json_snapshot!(told["case"], @r#"
    {
      "decision": {
        "deviationReasons": "当事人月收入不足三千元，按基准罚款将难以为继，经集体研究决定低于基准",
        "deviations": [
          {
            "demonstration": true,
            "sanction": "S1",
            "side": "BELOW"
          }
        ]
      },
      "notices": [
        {
          "deviations": [
            {
              "text": "处罚S1（罚款40000元）低于裁量基准（一般处罚：50000元至100000元）"
            }
          ]
        }
      ]
    }
    "#);
    let entries = told["auditTrail"]["entries"].as_array().unwrap();
    let decided = entries.iter().find(|it| it["eventType"] == "case.penalty-decided").unwrap();
    insta::assert_json_snapshot!(decided, @r#"
    {
      "demonstration": true,
      "eventType": "case.penalty-decided",
      "sentence": "2022年12月28日，成都市锦江区市场监督管理局负责人王某对锦江区老街卤味店作出行政处罚决定（锦市监处罚〔2022〕1号）：罚款40000元，送达期限至2023年1月9日届满；处罚S1（罚款40000元）低于裁量基准（一般处罚：50000元至100000元），理由：当事人月收入不足三千元，按基准罚款将难以为继，经集体研究决定低于基准（所用数值为演示数据）。依据：《市场监督管理行政处罚程序规定》第六十条第一款第一项、第六十二条，《中华人民共和国行政处罚法》第五十七条第一款第一项。"
    }
    "#);
}

/// APL 34, 75.2: whoever alters a decision into a fine outside the benchmark says why, or alters nothing.
#[tokio::test]
async fn a_leader_who_alters_outside_the_benchmark_says_why() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    casework.matter.sanctions = fine(8_000_000);
    let case = casework.served().await;
    casework.later(3);
    let mut input = altered(&casework, &case, 4_000_000);
    let answer = casework.act("P-0004", "alterDecision", (&case, input.clone())).await;
    insta::assert_json_snapshot!(refusals(&answer["userErrors"]), @r#"
    [
      "INCOMPLETE 处罚S1（罚款40000元）低于裁量基准（一般处罚：50000元至100000元），请说明理由（演示数据） 《中华人民共和国行政处罚法》第三十四条"
    ]
    "#);
    input["deviationReasons"] = json!("核实后违法所得仅为原认定的三分之一");
    casework.done("P-0004", "alterDecision", (&case, input)).await;
    let query =
        "query($id: CaseId!) { auditTrail(caseId: $id) { entries { eventType sentence } } }";
    let told = casework.ask("P-0006", query, json!({ "id": case })).await;
    let entries = told["auditTrail"]["entries"].as_array().unwrap();
    let entry = entries.iter().find(|it| it["eventType"] == "case.decision-altered").unwrap();
    let why =
        "低于裁量基准（一般处罚：50000元至100000元），理由：核实后违法所得仅为原认定的三分之一";
    assert!(entry["sentence"].as_str().unwrap().contains(why), "{entry}");
}

/// Appendix C, Q11: where no benchmark was read nobody is asked, and what is inside warns of nothing.
#[tokio::test]
async fn where_no_benchmark_holds_nobody_is_asked() {
    let mut casework = Casework::open().await;
    casework.matter.sanctions = fine(4_000_000);
    let case = casework.decided().await;
    let query = "query($id: CaseId!) { case(id: $id) { decision { deviations { text } deviationReasons } } }";
    let told = casework.ask("P-0001", query, json!({ "id": case })).await;
    assert_eq!(told["case"]["decision"], json!({ "deviations": [], "deviationReasons": null }));
}

/// Domain.md §6.2: which fine is a small one was made up for the demonstration, and how long it is shown hangs on that.
#[tokio::test]
async fn a_term_of_publicity_that_rests_on_a_made_up_figure_says_so_of_its_case() {
    let mut casework = Casework::open_under(Some(Path::new(FIGURES))).await;
    casework.matter.violation = "OTHER";
    casework.matter.sanctions = fine(400_000);
    let case = casework.served().await;
    let query = "query($id: CaseId!) { case(id: $id) { demonstration } }";
    let told = async |casework: &Casework| {
        casework.ask("P-0008", query, json!({ "id": case })).await["case"]["demonstration"].clone()
    };
    assert_eq!(told(&casework).await, false);
    casework.approved_copy(&case).await;
    let shown = json!({ "decision": "P1", "channel": "GSXT", "reference": "GSXT-0001" });
    casework.publicised("P-0008", "publish", (&case, shown)).await;
    assert_eq!(told(&casework).await, true);
}
