//! The restoration of credit (PUB 14; CR21; domain.md §6.6): whether what is shown may end early, who applies, who
//! verifies, who decides, what becomes of it on every channel, and how fraud undoes it.

pub mod course;
pub mod entry;
mod follows;
mod named;

use serde_json::{Value, json};

use self::course::{ABOUT, Applicant};
use crate::{
    casework::{Casework, refusals},
    histories::rebuilt_is_live,
};

const ELIGIBILITY: &str = "query($of: RestorationTargetInput!) { restorationEligibility(of: $of) {
    source { caseId decision number decidedOn } party windowLabel on channels { channelLabel } publishedOn
    regimeLabel reason waitedFrom eligible eligibleFrom lacking
    conditions { kindLabel met from says citation confidenceLabel }
} }";

/// domain.md §9: a party asks of itself whether its credit may be restored, and reads what the bureau reads; of somebody
/// else it finds nothing.
#[tokio::test]
async fn a_party_reads_of_itself_from_which_day_on_it_may_be_restored() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    let own = "91510100MA6A1B2C3Q";
    let asked = json!({ "of": { "subject": own, "window": "GSXT" } });
    let at_the_bureau = casework.ask("P-0008", ELIGIBILITY, asked.clone()).await;
    let told = casework.answer_own(own, ELIGIBILITY, asked.clone()).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    let told = told.data.into_json().unwrap();
    assert_eq!(told, at_the_bureau);
    assert!(told["restorationEligibility"][0]["waitedFrom"].is_string(), "{told}");
    assert_eq!(told["restorationEligibility"][0]["source"]["caseId"], json!(case));
    let stranger = "92510104MA6T0X1D7T";
    let nothing = json!({ "restorationEligibility": [] });
    for of in [asked, json!({ "of": { "caseId": case } })] {
        let other = casework.answer_own(stranger, ELIGIBILITY, of).await;
        assert!(other.errors.is_empty(), "{:?}", other.errors);
        assert_eq!(other.data.into_json().unwrap(), nothing);
    }
}

/// PUB 14; CR21 6: whoever stands at the counter reads each condition, what is lacking, and from which day on the time
/// is over: six months from 12 January 2023. Through Credit China nothing is restored yet.
#[tokio::test]
async fn a_clerk_reads_what_is_lacking_and_from_which_day_on() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-04-12T10:00:00+08:00");
    let asked = json!({ "of": { "caseId": case } });
    let mut found = casework.ask("P-0008", ELIGIBILITY, asked.clone()).await;
    found["restorationEligibility"][0]["source"]["caseId"].take();
    found["restorationEligibility"][1]["source"]["caseId"].take();
    insta::assert_json_snapshot!(found["restorationEligibility"]);
    let of_party = json!({ "of": { "subject": "91510100MA6A1B2C3Q", "window": "GSXT" } });
    let of_party = casework.ask("P-0001", ELIGIBILITY, of_party).await;
    assert_eq!(of_party["restorationEligibility"].as_array().unwrap().len(), 1);
    let registrar = casework.ask("P-0011", ELIGIBILITY, asked).await;
    assert_eq!(registrar["restorationEligibility"], json!([]));
    let whose = casework.told("P-0008", ELIGIBILITY, json!({ "of": {} })).await;
    assert_eq!(whose[0]["extensions"]["code"], "BAD_USER_INPUT");
}

/// PUB 14: what is shown on the portal alone has not been made public on GSXT, whose publicity an application there would
/// end.
#[tokio::test]
async fn what_the_window_does_not_show_is_not_restored_through_it() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let input = json!({ "decision": "P1", "channel": "PORTAL", "reference": "PORTAL-0001" });
    casework.publicised("P-0008", "publish", (&case, input)).await;
    let asked = json!({ "of": { "caseId": case, "window": "GSXT" } });
    let found = casework.ask("P-0008", ELIGIBILITY, asked).await;
    let found = &found["restorationEligibility"][0];
    let told = json!([found["channels"], found["publishedOn"], found["lacking"]]);
    insta::assert_json_snapshot!(told, @r#"
    [
      [
        {
          "channelLabel": "行政执法公示平台"
        }
      ],
      null,
      [
        "尚未在国家企业信用信息公示系统公示",
        "尚未公示，最短公示期未开始计算",
        "尚未履行决定规定的义务：案件中尚有罚没款未缴清，请先登记缴款"
      ]
    ]
    "#);
}

/// §6.6: whether it was corrected is verified upon application, and stands against nobody who has not applied; once somebody
/// verified it, whoever asks of the decision is told what the application says, and of the days before how it was then.
#[tokio::test]
async fn what_was_verified_is_told_of_the_decision_as_of_the_application() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let before = corrected(&casework, &case, None).await;
    casework.on("2023-07-14T10:00:00+08:00");
    let application = casework.accepted(&case).await;
    let waits = corrected(&casework, &case, None).await;
    assert_eq!(own_eligibility(&casework, &application).await, waits);
    casework.on("2023-07-17T10:00:00+08:00");
    casework.verifies(&application).await;
    let verified = corrected(&casework, &case, None).await;
    assert_eq!(own_eligibility(&casework, &application).await, verified);
    for (day, then) in [("2023-07-13", &before), ("2023-07-14", &waits), ("2023-07-17", &verified)]
    {
        assert_eq!(&corrected(&casework, &case, Some(day)).await, then, "{day}");
    }
    insta::assert_json_snapshot!([before, waits, verified], @r#"
    [
      [
        true,
        false,
        true,
        "是否已经纠正违法行为、消除危害后果和不良影响，申请后由受理机关核实"
      ],
      [
        false,
        false,
        false,
        "尚未核实已经纠正违法行为、消除危害后果和不良影响"
      ],
      [
        true,
        true,
        false,
        "已经纠正违法行为、消除危害后果和不良影响（2023年1月16日）"
      ]
    ]
    "#);
}

/// Whether the decision of a case may be restored on a day, and what is told of its having been corrected.
async fn corrected(casework: &Casework, case: &str, day: Option<&str>) -> Value {
    let query = "query($of: RestorationTargetInput!, $asOf: TwoTimes) {
        restorationEligibility(of: $of, asOf: $asOf) {
            eligible conditions { kind met verifiedUponApplication says }
        }
    }";
    let as_of = json!({ "effectiveOn": day });
    let asked = json!({ "of": { "caseId": case, "window": "GSXT" }, "asOf": as_of });
    told(&casework.ask("P-0008", query, asked).await["restorationEligibility"][0])
}

/// The same, as the application has it.
async fn own_eligibility(casework: &Casework, application: &str) -> Value {
    let fields = "eligibility { eligible conditions { kind met verifiedUponApplication says } }";
    told(&casework.about(application, fields).await["eligibility"])
}

fn told(eligibility: &Value) -> Value {
    let conditions = eligibility["conditions"].as_array().unwrap();
    let it = conditions.iter().find(|it| it["kind"] == "CORRECTED").unwrap();
    json!([eligibility["eligible"], it["met"], it["verifiedUponApplication"], it["says"]])
}

/// Three months too early: it is not accepted, and the party is told from which day on it may apply again.
#[tokio::test]
async fn who_applies_too_early_is_told_from_which_day_on() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-04-12T10:00:00+08:00");
    let application = casework.applied(&case, Applicant::Complete).await;
    let early = casework.restores("P-0008", "acceptRestoration", (&application, None)).await;
    insta::assert_json_snapshot!(refusals(&early["userErrors"]), @r#"
    [
      "TOO_EARLY 达到最短公示期：最短公示期6个月尚未届满，自2023年7月13日起可以申请 《市场监督管理信用修复管理办法（2021年）》第六条"
    ]
    "#);
    let input = json!({ "reason": "最短公示期尚未届满", "basis": "CR21 6" });
    casework.restored("P-0008", "declineRestoration", (&application, Some(input))).await;
    let told = casework.about(&application, "statusLabel refusal { reason citation possibleFrom }");
    insta::assert_json_snapshot!(told.await, @r#"
    {
      "refusal": {
        "citation": "《市场监督管理信用修复管理办法（2021年）》第六条",
        "possibleFrom": "2023-07-13",
        "reason": "最短公示期尚未届满"
      },
      "statusLabel": "不予受理"
    }
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// What an application lacks is told all at once; then it is handed in anew, while the other one has come to its end.
#[tokio::test]
async fn what_an_application_lacks_is_told_at_once() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let bare = casework.applied(&case, Applicant::Bare).await;
    let refused = casework.restores("P-0008", "acceptRestoration", (&bare, None)).await;
    insta::assert_json_snapshot!(refusals(&refused["userErrors"]), @r#"
    [
      "INCOMPLETE 申请材料缺少信用承诺书",
      "INCOMPLETE 申请材料缺少履行义务、纠正违法行为的证明"
    ]
    "#);
    let input = json!({ "missing": ["法定代表人身份证明"] });
    casework.restored("P-0008", "rejectIncompleteRestoration", (&bare, Some(input))).await;
    let told = casework.about(&bare, "statusLabel lacking deadlines { ruleLabel outcome }").await;
    insta::assert_json_snapshot!(told, @r#"
    {
      "deadlines": [
        {
          "outcome": "MET",
          "ruleLabel": "信用修复受理期限"
        }
      ],
      "lacking": [
        "信用承诺书",
        "履行义务、纠正违法行为的证明",
        "法定代表人身份证明"
      ],
      "statusLabel": "材料不齐已退回"
    }
    "#);
    let whole = casework.applied(&case, Applicant::Complete).await;
    let twice = casework.applying(&case, Applicant::Complete).await.1;
    assert!(refusals(&twice["userErrors"])[0].starts_with("ALREADY_DONE"), "{twice}");
    casework.restored("P-0008", "acceptRestoration", (&whole, None)).await;
}

/// Scenario 11: granted on what was verified, hidden at once and acknowledged by each channel; then the receipt turns out
/// to be forged, and what was hidden is shown again and counts anew.
#[tokio::test]
async fn a_restoration_hides_what_is_shown_until_fraud_is_found() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    let own = casework.grants("P-0008", &application).await;
    assert!(refusals(&own["userErrors"])[0].starts_with("NOT_PERMITTED"), "{own}");
    casework.granted(&application).await;
    let granted = casework.about(&application, ABOUT).await;
    insta::assert_json_snapshot!("granted", granted);
    for channel in ["GSXT", "CREDIT_CHINA", "PORTAL"] {
        let input = json!({ "channel": channel, "acknowledgement": format!("{channel}-停止-1") });
        casework.restored("P-0008", "recordChannelStop", (&application, Some(input))).await;
    }
    assert_eq!(casework.about(&application, "status").await["status"], "EFFECTIVE");
    casework.on("2023-10-09T10:00:00+08:00");
    casework.revoked(&application).await;
    let revoked = casework.about(&application, ABOUT).await;
    insta::assert_json_snapshot!("revoked", revoked);
    let input = json!({ "channel": "GSXT", "acknowledgement": "GSXT-恢复-1" });
    casework.restored("P-0008", "recordChannelReinstatement", (&application, Some(input))).await;
    let channel = "channels { channelLabel toBeReinstated reinstatedOn reinstatedReference }";
    let again = casework.about(&application, channel).await["channels"][0].take();
    insta::assert_json_snapshot!(again, @r#"
    {
      "channelLabel": "国家企业信用信息公示系统",
      "reinstatedOn": "2023-10-09",
      "reinstatedReference": "GSXT-恢复-1",
      "toBeReinstated": false
    }
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// The party deceived before: whoever asks again reads so.
#[tokio::test]
async fn who_deceived_is_told_as_such_where_no_rule_bars_them() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    casework.granted(&application).await;
    casework.later(30);
    casework.revoked(&application).await;
    let asked = json!({ "of": { "caseId": case, "window": "GSXT" } });
    let found = casework.ask("P-0008", ELIGIBILITY, asked).await;
    let found = &found["restorationEligibility"][0];
    let says: Vec<_> =
        found["conditions"].as_array().unwrap().iter().map(|it| &it["says"]).collect();
    insta::assert_json_snapshot!((&found["publishedOn"], says), @r#"
    [
      "2023-08-12",
      [
        "仍在公示，至2025年12月24日期满",
        "最短公示期6个月尚未届满，自2024年2月13日起可以申请",
        "不属于不得提前停止公示的处罚",
        "已经履行决定规定的义务（2023年1月16日）",
        "是否已经纠正违法行为、消除危害后果和不良影响，申请后由受理机关核实",
        "未因同一类违法行为再次受到行政处罚",
        "未在经营异常名录和严重违法失信名单中",
        "曾以欺骗手段取得信用修复；规则未载明不得再次申请的期限，由受理机关审查"
      ]
    ]
    "#);
}

/// What is denied says why, which conditions are not met, and where to turn.
#[tokio::test]
async fn what_is_denied_names_its_remedies() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.accepted(&case).await;
    let input = json!({
        "reasons": "经核实尚未消除危害后果",
        "basis": ["PUB 14.1(2)"],
        "remedies": { "reconsideration": "锦江区人民政府，六十日内", "court": "锦江区人民法院，六个月内" },
        "document": casework.decision(&application)
    });
    casework.restored("P-0004", "denyRestoration", (&application, Some(input))).await;
    let told = "statusLabel decision { granted number reasons citations reconsideration court }
        conditions { kindLabel says }";
    insta::assert_json_snapshot!(casework.about(&application, told).await, @r#"
    {
      "conditions": [
        {
          "kindLabel": "已经纠正违法行为、消除危害后果",
          "says": "尚未核实已经纠正违法行为、消除危害后果和不良影响"
        }
      ],
      "decision": {
        "citations": [
          "《市场监督管理行政处罚信息公示规定》第十四条第一款第二项"
        ],
        "court": "锦江区人民法院，六个月内",
        "granted": false,
        "number": "锦市监信修〔2023〕1号",
        "reasons": "经核实尚未消除危害后果",
        "reconsideration": "锦江区人民政府，六十日内"
      },
      "statusLabel": "不予修复"
    }
    "#);
}

/// SC22: under a plan that a court approved nothing else is waited for; where it fails, what was shown is shown again
/// for as long as before.
#[tokio::test]
async fn a_plan_of_reorganisation_hides_what_is_shown_until_it_fails() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2025-12-26T10:00:00+08:00");
    let before = casework.publicity(&case).await;
    assert_eq!(before[2]["state"], "PUBLISHED");
    let application = casework.applied(&case, Applicant::Reorganised).await;
    casework.restored("P-0008", "acceptRestoration", (&application, None)).await;
    casework.verifies(&application).await;
    casework.granted(&application).await;
    assert_eq!(casework.publicity(&case).await[2]["state"], "STOPPED_BY_RESTORATION");
    casework.later(30);
    let ruling = casework.proof(&application, "终止重整计划执行的裁定");
    let input = json!({ "reason": "债务人不能执行重整计划", "evidence": [ruling] });
    casework.restored("P-0004", "failReorganisation", (&application, Some(input))).await;
    casework.settled().await;
    assert_eq!(casework.publicity(&case).await, before);
    let told = casework.about(&application, "statusLabel plan { court number completed }").await;
    insta::assert_json_snapshot!(told, @r#"
    {
      "plan": {
        "completed": false,
        "court": "成都市中级人民法院",
        "number": "（2025）川01破12号"
      },
      "statusLabel": "重整计划未能执行，已恢复原状态"
    }
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// §9: whoever may not see decisions finds no application, and another's record is none either.
#[tokio::test]
async fn who_may_not_see_the_decision_finds_no_application() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.applied(&case, Applicant::Complete).await;
    let list =
        "{ restorations(filter: { statuses: [APPLIED] }) { nodes { id } totalCount { value } } }";
    let seen = async |person| casework.ask(person, list, json!({})).await["restorations"].take();
    assert_eq!(seen("P-0008").await["nodes"], json!([{ "id": application }]));
    assert_eq!(seen("P-0011").await["totalCount"]["value"], 0);
    let query = "query($id: RestorationId!) { restoration(id: $id) { id } }";
    let unseen = casework.ask("P-0011", query, json!({ "id": application })).await;
    assert_eq!(unseen, json!({ "restoration": null }));
    let refused = casework.restores("P-0011", "acceptRestoration", (&application, None)).await;
    let refused: Value = refused["userErrors"].clone();
    insta::assert_json_snapshot!(refusals(&refused), @r#"
    [
      "NOT_FOUND 没有该信用修复申请，或者无权查看"
    ]
    "#);
}
