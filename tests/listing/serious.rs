//! 严重违法失信名单 (SDL): from the decision that carries the entry through its publicity to its end.

use api::clockwork::settle;
use domain::restriction::Trigger;
use serde_json::json;

use super::desk::COURSE;
use crate::{
    casework::{AGENCY, Casework, refusals},
    corrections,
    histories::rebuilt_is_live,
    restrictions::desk::{CITY, Desk, TAX, representative},
    serious_list,
};

/// SDL: shown within twenty working days of the decision, over after three years, and shown no more from then on.
#[tokio::test]
async fn an_entry_is_shown_for_three_years() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.on("2023-02-13T10:00:00+08:00");
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    casework.on("2026-01-12T10:00:00+08:00");
    assert!(casework.counts(&entry, "2026-01-10").await);
    assert!(!casework.counts(&entry, "2026-01-11").await);
    let over = casework.listing(&entry, "end { on says event }").await;
    assert_eq!(over["end"]["event"], json!(null), "nobody has recorded it yet");
    settle(&casework.app).await.unwrap();
    casework.listed("P-0008", "endListingPublicity", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(casework.listing(&entry, COURSE).await);
    rebuilt_is_live(&casework.app).await;
}

/// CR21 6; SDL: of the entry it is told what is lacking before it may be removed early, and from which day on; the penalty
/// on which it rests is no new one.
#[tokio::test]
async fn it_is_told_from_which_day_on_an_entry_may_be_removed_early() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.on("2023-07-03T10:00:00+08:00");
    let query = "query($of: RestorationTargetInput!, $on: Date) { restorationEligibility(of: $of, on: $on) {
        source { listingId caseId number } party regimeLabel waitedFrom eligible
        conditions { kindLabel met from says citation } } }";
    let of = json!({ "of": { "listingId": entry, "window": "GSXT" } });
    let mut told = casework.ask("P-0008", query, of).await["restorationEligibility"].take();
    assert_eq!(told[0]["source"]["listingId"].take(), json!(entry));
    insta::assert_json_snapshot!(told);
    let later = json!({ "of": { "listingId": entry, "window": "GSXT" }, "on": "2024-01-11" });
    let later = casework.ask("P-0008", query, later).await["restorationEligibility"].take();
    assert_eq!(later[0]["conditions"][1]["met"], json!(true), "{later}");
    let party = json!({ "of": { "subject": "92510104MA6T0X1D7T", "window": "GSXT" } });
    let both = casework.ask("P-0008", query, party).await["restorationEligibility"].take();
    assert_eq!(both.as_array().unwrap().len(), 2);
}

/// SDL; APL 48.2: with its decision the entry falls, and its publicity is to end within three working days.
#[tokio::test]
async fn an_entry_that_fell_is_shown_no_more() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    casework.on("2023-02-13T10:00:00+08:00");
    serious_list::revoked(&mut casework, &case).await;
    settle(&casework.app).await.unwrap();
    casework.later(1);
    casework.listed("P-0008", "endListingPublicity", (&entry, json!({}))).await;
    let again = casework.lists("P-0008", "publishListing", (&entry, json!({}))).await;
    let told = "standingLabel publicity { publishedOn endedOn }
        deadlines { ruleLabel dueDate outcomeLabel }";
    let told = casework.listing(&entry, told).await;
    insta::assert_json_snapshot!((refusals(&again["userErrors"]), told), @r#"
    [
      [
        "WRONG_STAGE 该列入记录已撤销"
      ],
      {
        "deadlines": [
          {
            "dueDate": "2023-02-10",
            "outcomeLabel": "按期完成",
            "ruleLabel": "严重违法失信名单公示期限"
          },
          {
            "dueDate": "2023-02-16",
            "outcomeLabel": "按期完成",
            "ruleLabel": "停止公示列入信息期限"
          },
          {
            "dueDate": "2026-01-10",
            "outcomeLabel": "终止计算",
            "ruleLabel": "严重违法失信名单列入期"
          },
          {
            "dueDate": "2024-01-10",
            "outcomeLabel": "终止计算",
            "ruleLabel": "提前移出严重违法失信名单最短期限"
          }
        ],
        "publicity": [
          {
            "endedOn": "2023-02-14",
            "publishedOn": "2023-01-12"
          }
        ],
        "standingLabel": "已撤销"
      }
    ]
    "#);
    rebuilt_is_live(&casework.app).await;
}

/// The entries that are to be examined again, as they stand on somebody's worklist.
async fn to_be_examined(casework: &Casework, person: &str) -> Vec<String> {
    let query = "{ worklist(first: 50) { nodes { kind kindLabel listing { standingLabel } } } }";
    let answer = casework.ask(person, query, json!({})).await;
    let nodes = answer["worklist"]["nodes"].as_array().unwrap().clone().into_iter();
    let told = nodes.filter(|it| it["kind"] == "RE_EXAMINATION");
    told.map(|it| {
        let (kind, listing) = (it["kindLabel"].as_str(), it["listing"]["standingLabel"].as_str());
        format!("{} {}", kind.unwrap(), listing.unwrap())
    })
    .collect()
}

/// SDL 2; scenario 10: altered below a heavy penalty, the entry is to be examined again, and counts until a leader has
/// decided; where a heavy one is left it stays as it was. Each is said once, through a stop and a rebuild.
#[tokio::test]
async fn an_entry_is_examined_again_where_no_heavy_penalty_is_left() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.on("2023-02-06T10:00:00+08:00");
    let heavy = corrections::altered(&casework, &case, 4_000_000);
    casework.done("P-0004", "alterDecision", (&case, heavy)).await;
    settle(&casework.app).await.unwrap();
    casework.later(7);
    let mut ordinary = corrections::altered(&casework, &case, 2_000_000);
    ordinary["touched"][0]["effect"]["altered"]["grade"] = json!("ORDINARY");
    casework.done("P-0004", "alterDecision", (&case, ordinary)).await;
    let at = "2023-02-13T10:00:00+08:00";
    let mut casework = Casework::open_in(casework.close().await, at);
    assert!(settle(&casework.app).await.unwrap() > 0);
    let told = "standingLabel reExaminations { alteredOn decidedOn verdictLabel number }
        history { sentence }";
    let open = casework.listing(&entry, told).await;
    assert!(casework.app.caught_up().await);
    for person in ["P-0001", "P-0004", "P-0008"] {
        let work = to_be_examined(&casework, person).await;
        let wanted = ["待重新审核列入 重新审核中"].map(str::to_owned);
        assert_eq!(work, wanted, "{person}");
    }
    assert_eq!(to_be_examined(&casework, "P-0010").await, [""; 0]);
    casework.app.read_model.rebuild(&casework.app.store, |_| ()).await.unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    casework.later(7);
    let document = casework.ruling(&entry, "DELISTING_DECISION");
    let input = json!({ "verdict": "REVOKED", "reasons": "罚款不再从重", "document": document });
    casework.listed("P-0004", "reExamineListing", (&entry, input)).await;
    assert_eq!(to_be_examined(&casework, "P-0004").await, [""; 0]);
    assert!(casework.counts(&entry, "2023-02-19").await);
    assert!(!casework.counts(&entry, "2023-02-20").await);
    let over = casework.listing(&entry, told).await;
    insta::assert_json_snapshot!((open, &over["standingLabel"], &over["reExaminations"]));
    rebuilt_is_live(&casework.app).await;
}

/// FSR 66; SDL 5; FSL 135: who is entered for food, and whom a statute bars from the trade, on a day; each sees the bans that
/// it sees as restrictions.
#[tokio::test]
async fn the_blacklist_of_food_safety_is_a_view() {
    let mut desk = Desk::open().await;
    let case = serious_list::entered(&mut desk.casework).await;
    let entry = desk.casework.opened(&case).await;
    let source = desk.penalty_in(&case).await;
    let barred = domain::restriction::Subject { name: None, through: None, ..representative() };
    let found = Trigger::FoodLicenceRevoked;
    let pair = desk.told_of(CITY.2, "FOOD_LICENCE_BAN", &source, (barred, found)).await;
    let input = pair.impose(&desk, "FOOD_LICENCE_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&pair, input)).await;
    let query = "query($asOf: TwoTimes) { foodSafetyBlacklist(asOf: $asOf) { citations
        listings { nodes { id } } bans { nodes { id measure { code } } } } }";
    let told = desk.ask(CITY, query, json!({})).await;
    let list = &told["foodSafetyBlacklist"];
    assert_eq!(list["listings"]["nodes"], json!([{ "id": entry }]));
    let ban = json!({ "id": pair.id.to_string(), "measure": { "code": "FOOD_LICENCE_BAN" } });
    assert_eq!(list["bans"]["nodes"], json!([ban]));
    insta::assert_json_snapshot!(list["citations"], @r#"
    [
      "《中华人民共和国食品安全法实施条例》第六十六条",
      "《市场监督管理严重违法失信名单管理办法》第五条",
      "《中华人民共和国食品安全法》第一百三十五条"
    ]
    "#);
    let told = desk.ask(TAX, query, json!({ "asOf": { "effectiveOn": "2026-01-11" } })).await;
    let list = &told["foodSafetyBlacklist"];
    assert_eq!((&list["listings"]["nodes"], &list["bans"]["nodes"]), (&json!([]), &json!([])));
}

/// §9: what was entered every agency sees, and its party; nobody else acts on it, and a ground that is only verified is
/// nobody else's.
#[tokio::test]
async fn other_agencies_see_what_was_entered() {
    let mut desk = Desk::open().await;
    let case = serious_list::entered(&mut desk.casework).await;
    let entry = desk.casework.opened(&case).await;
    desk.casework.on("2023-07-03T10:00:00+08:00");
    let verified = desk.casework.unreported(crate::papers::company()).await;
    let query = "{ listings { nodes { id agency case { id } } } }";
    let seen = desk.ask(TAX, query, json!({})).await;
    let theirs = json!([{ "id": entry, "agency": AGENCY, "case": null }]);
    assert_eq!(seen["listings"]["nodes"], theirs);
    let one = "query($id: ListingId!) { listing(id: $id) { id } }";
    let unseen = desk.ask(TAX, one, json!({ "id": verified })).await;
    assert_eq!(unseen, json!({ "listing": null }));
    let own = "{ listings { nodes { id } } creditView(subject: \"92510104MA6T0X1D7T\") { listings { id } } }";
    let told = desk.casework.answer_own("92510104MA6T0X1D7T", own, json!({})).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    let told = told.data.into_json().unwrap();
    assert_eq!(told["listings"]["nodes"], json!([{ "id": entry }]));
    assert_eq!(told["creditView"]["listings"], json!([{ "id": entry }]));
    let another = desk.casework.answer_own("91510100MA6A1B2C3Q", one, json!({ "id": entry })).await;
    assert_eq!(another.data.into_json().unwrap(), json!({ "listing": null }));
    let act = desk.casework.now();
    let publish = "mutation($id: ListingId!, $act: ActInput!) {
        publishListing(listingId: $id, act: $act, input: {}) { userErrors { code message citation } } }";
    let foreign = desk.ask(CITY, publish, json!({ "id": entry, "act": act })).await;
    let errors = refusals(&foreign["publishListing"]["userErrors"]);
    assert!(errors.iter().any(|it| it.starts_with("OTHER_AGENCY")), "{errors:?}");
}
