//! The restoration of an entry of the list of serious violations: removed before its years are over, for a time while a plan
//! is carried out, and back where it was obtained by fraud (SDL; CR21; SC22; scenario 11).

use domain::restriction::{Subject, Trigger};
use serde_json::{Value, json};

use super::course::{ABOUT, Applicant};
use crate::{
    casework::{Casework, refusals},
    histories::rebuilt_is_live,
    restrictions::desk::{CITY, Desk, TAX},
    serious_list,
};

const ITEM: &str = "SCJG-QT-002";

/// Entered on 10 January 2023, shown since the 12th, paid on the 16th.
pub async fn listed(casework: &mut Casework) -> String {
    let case = serious_list::entered(casework).await;
    let entry = casework.opened(&case).await;
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    casework.later(4);
    let input = casework.payment(&case, &[("S1", "PRINCIPAL", 5_000_000)]);
    casework.done("P-0001", "recordPayment", (&case, input)).await;
    casework.settled().await;
    entry
}

/// Applied for and verified; the application.
pub async fn verified(casework: &mut Casework, entry: &str, who: Applicant) -> String {
    let window = if who == Applicant::Reorganised { "CREDIT_CHINA" } else { "GSXT" };
    let of = json!({ "listingId": entry, "window": window });
    let (application, answer) = casework.applying_for(of, who).await;
    assert_eq!(answer["userErrors"], json!([]));
    casework.restored("P-0008", "acceptRestoration", (&application, None)).await;
    casework.verifies(&application).await;
    application
}

/// A leader decides on it under the item of the list, and the clock does what follows.
pub async fn decided(casework: &mut Casework, mutation: &str, (application, input): (&str, Value)) {
    let of = (application, Some(input));
    let answer = casework.restores_under(ITEM, ("P-0004", mutation), of).await;
    assert_eq!(answer["userErrors"], json!([]), "{mutation}");
    casework.settled().await;
}

pub async fn granted(casework: &mut Casework, application: &str) {
    let document = casework.decision(application);
    let input = json!({ "reasons": "符合提前移出条件", "document": document });
    decided(casework, "grantRestoration", (application, input)).await;
}

/// What the entry tells.
const COURSE: &str = "standingLabel end { on standingLabel says } publicity { publishedOn endedOn }
    deadlines { ruleLabel dueDate outcomeLabel } history { sentence }";

/// CR21 6; SDL: not before a year is over.
#[tokio::test]
async fn an_entry_is_not_removed_in_its_first_year() {
    let mut casework = Casework::open().await;
    let entry = listed(&mut casework).await;
    casework.on("2024-01-10T10:00:00+08:00");
    let of = json!({ "listingId": entry, "window": "GSXT" });
    let (early, answer) = casework.applying_for(of, Applicant::Complete).await;
    assert_eq!(answer["userErrors"], json!([]));
    let early = casework.restores("P-0008", "acceptRestoration", (&early, None)).await;
    insta::assert_json_snapshot!(refusals(&early["userErrors"]), @r#"
    [
      "TOO_EARLY 达到最短公示期：最短公示期1年尚未届满，自2024年1月11日起可以申请 《市场监督管理信用修复管理办法（2021年）》第六条"
    ]
    "#);
    assert!(casework.counts(&entry, "2024-01-10").await);
}

/// SDL; FSL 135.1: an entry stays while its party is barred by statute on account of the same decision, and is removed
/// early by nobody.
#[tokio::test]
async fn an_entry_is_not_removed_while_a_statute_bars_its_party() {
    let mut desk = Desk::open().await;
    let entry = listed(&mut desk.casework).await;
    let of = json!({ "listingId": entry, "window": "GSXT" });
    let query = "query($of: RestorationTargetInput!) { restorationEligibility(of: $of) {
        conditions { kind says }
    } }";
    desk.casework.on("2024-03-04T10:00:00+08:00");
    let ban = async |casework: &Casework| {
        let told = casework.ask("P-0008", query, json!({ "of": of })).await;
        let conditions = told["restorationEligibility"][0]["conditions"].as_array().unwrap();
        let found = conditions.iter().find(|it| it["kind"] == "NO_STATUTORY_MEASURE").unwrap();
        found["says"].as_str().unwrap().to_owned()
    };
    assert_eq!(ban(&desk.casework).await, "没有依照法律、行政法规实施的限制措施");
    let stream = domain::listing::stream_of(entry.parse().unwrap());
    let case = desk.case_of(&stream).await;
    let source = desk.penalty_in(&case).await;
    let merchant = Subject {
        id: "92510104MA6T0X1D7T".parse().unwrap(),
        shown: "锦江区老街卤味店".to_owned(),
        name: None,
        through: None,
    };
    let about = (merchant, Trigger::FoodLicenceRevoked);
    let pair = desk.told_of("CITY_5101_AMR", "FOOD_LICENCE_BAN", &source, about).await;
    let input = pair.impose(&desk, "FOOD_LICENCE_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&pair, input)).await;
    let told = "依照法律、行政法规实施的限制措施至2028年1月10日届满";
    assert_eq!(ban(&desk.casework).await, told);
    let application = verified(&mut desk.casework, &entry, Applicant::Complete).await;
    let document = desk.casework.decision(&application);
    let input = json!({ "reasons": "符合提前移出条件", "document": document });
    let of = (&application[..], Some(input));
    let refused = desk.casework.restores_under(ITEM, ("P-0004", "grantRestoration"), of).await;
    let refused = refusals(&refused["userErrors"]);
    assert!(refused.iter().any(|it| it.contains(told)), "{refused:#?}");
    rebuilt_is_live(&desk.casework.app).await;
}

/// Scenario 11: a forged receipt; the entry is back from the day on which that was found, its three years begin anew, and the
/// agencies whose measures had ended are told anew.
#[tokio::test]
async fn what_was_removed_by_fraud_is_listed_anew() {
    let mut desk = Desk::open().await;
    let casework = &mut desk.casework;
    let entry = listed(casework).await;
    casework.on("2024-01-11T10:00:00+08:00");
    let application = verified(casework, &entry, Applicant::Complete).await;
    let wrong = casework.grants("P-0004", &application).await;
    assert!(refusals(&wrong["userErrors"])[0].starts_with("NO_POWER_ITEM"), "{wrong}");
    granted(casework, &application).await;
    casework.later(1);
    let input = json!({ "channel": "GSXT", "acknowledgement": "GSXT-2024-7" });
    casework.restored("P-0008", "recordChannelStop", (&application, Some(input))).await;
    let removed = casework.listing(&entry, COURSE).await;
    let effective =
        casework.about(&application, "statusLabel channels { channelLabel stoppedOn }").await;
    insta::assert_json_snapshot!("removed", (removed, effective));
    casework.on("2024-06-03T10:00:00+08:00");
    let mut document = casework.decision(&application);
    document["number"] = "锦市监信修〔2024〕2号".into();
    let input = json!({
        "facts": "缴款凭证系伪造",
        "evidence": [casework.proof(&application, "银行查询回执")],
        "document": document
    });
    decided(casework, "revokeRestoration", (&application, input)).await;
    assert!(!casework.counts(&entry, "2024-06-02").await);
    assert!(casework.counts(&entry, "2024-06-03").await);
    assert!(casework.counts(&entry, "2027-06-03").await);
    assert!(!casework.counts(&entry, "2027-06-04").await);
    let back = casework.listing(&entry, COURSE).await;
    let about = casework.about(&application, ABOUT).await;
    insta::assert_json_snapshot!("anew", (back, &about["history"], &about["revocation"]));
    let shown = casework.ask_publicly("{ listedSubjects { nodes { until } } }", json!({})).await;
    assert_eq!(shown["listedSubjects"]["nodes"], json!([{ "until": "2027-06-03" }]));
    let query = "{ restrictions { nodes { standingLabel measure { name } } } }";
    let told = desk.ask(TAX, query, json!({})).await;
    insta::assert_json_snapshot!(told["restrictions"]["nodes"]);
    rebuilt_is_live(&desk.casework.app).await;
}

/// SC22: while a plan that a court approved is carried out the entry rests; where the plan fails it counts on, as if nothing
/// had been; where it is carried out it is removed for good.
#[tokio::test]
async fn an_entry_rests_while_a_plan_is_carried_out() {
    let mut casework = Casework::open().await;
    let entry = listed(&mut casework).await;
    casework.on("2025-11-10T10:00:00+08:00");
    casework.settled().await;
    let application = verified(&mut casework, &entry, Applicant::Reorganised).await;
    granted(&mut casework, &application).await;
    let rests = casework.listing(&entry, COURSE).await;
    casework.on("2025-12-01T10:00:00+08:00");
    let input = json!({
        "reason": "债务人不能执行重整计划",
        "evidence": [casework.proof(&application, "终止重整计划执行裁定书")]
    });
    decided(&mut casework, "failReorganisation", (&application, input)).await;
    let back = casework.listing(&entry, COURSE).await;
    insta::assert_json_snapshot!("reorganised", (rests, back));
    casework.on("2025-12-02T10:00:00+08:00");
    let application = verified(&mut casework, &entry, Applicant::Reorganised).await;
    granted(&mut casework, &application).await;
    casework.on("2025-12-22T10:00:00+08:00");
    let input = json!({ "evidence": [casework.proof(&application, "重整计划执行完毕裁定书")] });
    decided(&mut casework, "completeReorganisation", (&application, input)).await;
    let done = casework.listing(&entry, "standingLabel end { on standingLabel says }").await;
    insta::assert_json_snapshot!(done, @r#"
    {
      "end": {
        "on": "2025-12-22",
        "says": "决定将锦江区老街卤味店自2025年12月22日起提前移出严重违法失信名单（锦市监信修〔2023〕1号），理由：重整计划执行完毕，准予信用修复（锦市监信修〔2023〕1号）",
        "standingLabel": "已提前移出"
      },
      "standingLabel": "已提前移出"
    }
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// Appendix B 8; domain.md §6.6: from the grant on nobody finds the entry, though the clock has not removed it yet; and so
/// it is where it rests while a plan is carried out.
#[tokio::test]
async fn what_was_restored_is_found_in_no_list_before_the_clock_has_removed_it() {
    for (day, who) in [
        ("2024-01-11T10:00:00+08:00", Applicant::Complete),
        ("2025-11-10T10:00:00+08:00", Applicant::Reorganised),
    ] {
        let mut casework = Casework::open().await;
        let entry = listed(&mut casework).await;
        casework.on(day);
        casework.settled().await;
        let application = verified(&mut casework, &entry, who).await;
        let query = "{ listedSubjects { nodes { party } }
            foodSafetyBlacklist { subjects { nodes { party } } } }";
        let found = async |casework: &Casework| {
            let told = casework.ask_publicly(query, json!({})).await;
            [&told["listedSubjects"], &told["foodSafetyBlacklist"]["subjects"]]
                .map(|it| it["nodes"].as_array().unwrap().len())
        };
        assert_eq!(found(&casework).await, [1, 1]);
        let document = casework.decision(&application);
        let input = json!({ "reasons": "符合提前移出条件", "document": document });
        let of = (application.as_str(), Some(input));
        let answer = casework.restores_under(ITEM, ("P-0004", "grantRestoration"), of).await;
        assert_eq!(answer["userErrors"], json!([]));
        assert_eq!(found(&casework).await, [0, 0], "its clock has not gone on yet");
        casework.settled().await;
        assert_eq!(found(&casework).await, [0, 0]);
    }
}

/// EIP 17.2: what ends with its cure is left by another way, and that is said.
#[tokio::test]
async fn an_abnormal_entry_is_left_and_not_restored() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-03T10:00:00+08:00");
    let entry = casework.unreported(crate::papers::company()).await;
    casework.enters(&entry).await;
    let stream = domain::listing::stream_of(entry.parse().unwrap());
    let made = casework.app.store.read(&stream).await.unwrap().pop().unwrap().id;
    let answer = casework.applying_by(json!(made), Applicant::Complete).await.1;
    insta::assert_json_snapshot!(refusals(&answer["userErrors"]), @r#"
    [
      "NOT_FOUND 没有该行政处罚决定或者严重违法失信名单的列入记录，或者无权查看；经营异常名录的，申请移出（applyToLeaveListing）"
    ]
    "#);
}
