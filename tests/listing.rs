//! The registers of credit (domain.md §6.3, 6.4): entries as officers read them, on a day and as known by a time.

mod abnormal;
pub mod desk;
mod serious;

use api::clockwork::settle;
use serde_json::{Value, json};

use crate::{casework::Casework, histories::rebuilt_is_live, serious_list};

/// How an entry stands, as the fold of its record has it.
const STANDS: &str = "query($id: ListingId!, $on: Date) { listing(id: $id) { standing(on: $on) } }";

/// The same, as the tables have it.
const LISTED: &str = "query($on: Date!, $standing: [ListingStanding!]) {
    listings(activeOn: $on, filter: { standing: $standing }) { nodes { id } }
}";

impl Casework {
    /// What is asked of an entry.
    pub async fn listing(&self, id: &str, fields: &str) -> Value {
        let query = format!("query($id: ListingId!) {{ listing(id: $id) {{ {fields} }} }}");
        self.ask("P-0008", &query, json!({ "id": id })).await["listing"].take()
    }

    /// The one entry that the decisions of a case carry.
    pub async fn listing_of(&self, case: &str) -> String {
        let query = "query($id: CaseId!) { case(id: $id) { listings { id } } }";
        let answer = self.ask("P-0001", query, json!({ "id": case })).await;
        let [entry] = &answer["case"]["listings"].as_array().unwrap()[..] else {
            panic!("{answer}")
        };
        entry["id"].as_str().unwrap().to_owned()
    }

    /// Whether a list of what counts on a day holds an entry; the same as its record says.
    pub async fn counts(&self, id: &str, on: &str) -> bool {
        let told = self.ask("P-0008", STANDS, json!({ "id": id, "on": on })).await;
        let standing = told["listing"]["standing"].as_str();
        let counts = matches!(standing, Some("IN_FORCE" | "UNDER_REEXAMINATION"));
        let listed = self.ask("P-0008", LISTED, json!({ "on": on })).await;
        let nodes = listed["listings"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.contains(&json!({ "id": id })), counts, "{on}: {told}");
        if counts {
            let asked = json!({ "on": on, "standing": [standing] });
            let listed = self.ask("P-0008", LISTED, asked).await;
            assert_eq!(listed["listings"]["nodes"], json!([{ "id": id }]), "{on}: {told}");
        }
        counts
    }
}

/// SDL 13: the entry that a decision carries is read with its case, by itself, and among those of its register; by
/// whoever sees decisions.
#[tokio::test]
async fn an_entry_is_read_with_its_case_and_among_those_of_its_register() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    settle(&casework.app).await.unwrap();
    let entry = casework.listing_of(&case).await;
    let told =
        "registerLabel subject party agency agencyName number enteredOn standingLabel penalty
        case { number } seriousList { proposal { fieldLabel } powerItem } ground { kindLabel }
        decision { number } effects calls { measure agency agencyName } publicity { publishedOn }
        deadlines { ruleLabel dueDate outcomeLabel } end { on } documents { typeLabel }
        history { sentence person }";
    insta::assert_json_snapshot!(casework.listing(&entry, told).await);
    let query = "query($filter: ListingFilterInput!) { listings(filter: $filter) {
        nodes { id } totalCount { value } } }";
    let filter = json!({ "filter": { "register": "SERIOUS_VIOLATION", "field": "FOOD",
        "agency": "COUNTY_510104_AMR", "standing": ["IN_FORCE"] } });
    let found = casework.ask("P-0008", query, filter.clone()).await;
    assert_eq!(found["listings"]["nodes"], json!([{ "id": entry }]));
    for other in [json!({ "register": "ABNORMAL_OPERATIONS" }), json!({ "standing": ["EXPIRED"] })]
    {
        let found = casework.ask("P-0008", query, json!({ "filter": other })).await;
        assert_eq!(found["listings"]["totalCount"]["value"], 0);
    }
    let registrar = casework.ask("P-0011", query, filter).await;
    assert_eq!(registrar["listings"]["nodes"], json!([]));
    rebuilt_is_live(&casework.app).await;
}

/// An entry counts by days; what was known earlier stays as it was known.
#[tokio::test]
async fn an_entry_stands_by_days_and_as_it_was_known() {
    let mut casework = Casework::open().await;
    let case = serious_list::entered(&mut casework).await;
    settle(&casework.app).await.unwrap();
    let entry = casework.listing_of(&case).await;
    let known = casework.app.store.end().unwrap().to_string();
    for (day, counts) in [("2023-01-09", false), ("2023-01-10", true), ("2026-01-12", false)] {
        assert_eq!(casework.counts(&entry, day).await, counts, "{day}");
    }
    casework.on("2023-02-13T10:00:00+08:00");
    serious_list::revoked(&mut casework, &case).await;
    settle(&casework.app).await.unwrap();
    assert!(!casework.counts(&entry, "2023-02-13").await);
    assert!(casework.counts(&entry, "2023-02-12").await);
    let end = "standing end { on standingLabel says citations }";
    insta::assert_json_snapshot!(casework.listing(&entry, end).await, @r#"
    {
      "end": {
        "citations": [
          "《市场监督管理严重违法失信名单管理办法》",
          "《中华人民共和国行政处罚法》第四十八条第二款"
        ],
        "on": "2023-02-13",
        "says": "所依据的决定于2023年2月13日被撤销，列入决定随之撤销，停止公示的期限至2023年2月16日届满",
        "standingLabel": "已撤销"
      },
      "standing": "REVOKED"
    }
    "#);
    let query = "query($id: ListingId!, $two: TwoTimes, $asOf: AsOf, $case: CaseId!) {
        listing(id: $id, asOf: $two) { standing(on: \"2023-02-13\") end { on } }
        listings(asOf: $two, activeOn: \"2023-02-13\") { nodes { id standing(on: \"2023-02-13\") } }
        case(id: $case, asOf: $asOf) { listings { standing(on: \"2023-02-13\") } }
    }";
    let asked = json!({ "id": entry, "asOf": { "position": known }, "two": { "position": known }, "case": case });
    let then = casework.ask("P-0008", query, asked).await;
    let stands = json!({ "standing": "IN_FORCE" });
    assert_eq!(then["listing"], json!({ "standing": "IN_FORCE", "end": null }));
    assert_eq!(then["listings"]["nodes"], json!([{ "id": entry, "standing": "IN_FORCE" }]));
    assert_eq!(then["case"]["listings"], json!([stands]));
    let early = json!({ "recordedAt": "2022-12-01T00:00:00+08:00" });
    let before = json!({ "id": entry, "asOf": early, "two": early, "case": case });
    let before = casework.ask("P-0008", query, before).await;
    assert_eq!((&before["listing"], &before["listings"]["nodes"]), (&Value::Null, &json!([])));
}
