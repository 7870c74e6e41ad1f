//! The inbox of an agency: read by parts, listened to over a socket, taken notice of; and what the agency has to apply
//! and to see to.

use api::clockwork::settle;
use domain::restriction::Trigger;
use serde_json::{Value, json};

use super::{
    answered,
    desk::{BANK, BUREAU, CITY, Desk, FINANCE, REGISTRAR, TAX, Who, representative, viewer},
};
use crate::{histories::rebuilt_is_live, subscriptions::serve};

const INBOX: &str = "query($after: Position, $types: [InboxEntryType!], $first: Int) {
    agencyInbox(after: $after, types: $types, first: $first) {
        entries {
            cursor id specversion source type time subject entryTypeLabel sentence acknowledged
            data { measure { code } sourceFell { howLabel } sourceRest { rests on imposed } } restriction { id standingLabel }
        }
        endCursor hasNextPage
    }
}";

pub async fn inbox(desk: &Desk, who: Who, variables: Value) -> Value {
    desk.ask(who, INBOX, variables).await["agencyInbox"].take()
}

/// The measures of the entries, each with whether it was acknowledged.
fn brief(inbox: &Value) -> Vec<String> {
    let entries = inbox["entries"].as_array().unwrap().iter();
    let each = entries.map(|it| {
        let of = it["data"]["measure"]["code"].as_str().unwrap();
        format!("{} {of} {}", it["type"].as_str().unwrap(), it["acknowledged"])
    });
    each.collect()
}

/// Each entry once, in the order of the log, however it is read by parts; the same ones from tables that were made anew.
#[tokio::test]
async fn an_inbox_is_read_by_parts_without_gap_or_repeat() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    desk.casework.on("2022-11-21T10:00:00+08:00");
    desk.revoked(&source).await;
    settle(&desk.casework.app).await.unwrap();
    let whole = inbox(&desk, FINANCE, json!({ "first": 100 })).await;
    insta::assert_json_snapshot!(brief(&whole));
    assert_eq!(whole["hasNextPage"], false);
    let (mut parts, mut after) = (vec![], Value::Null);
    loop {
        let mut part = inbox(&desk, FINANCE, json!({ "first": 3, "after": after })).await;
        parts.append(part["entries"].as_array_mut().unwrap());
        after = part["endCursor"].take();
        if part["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(json!(parts), whole["entries"]);
    let beyond = inbox(&desk, FINANCE, json!({ "after": after })).await;
    assert_eq!(beyond, json!({ "entries": [], "endCursor": after, "hasNextPage": false }));
    let fell = inbox(&desk, FINANCE, json!({ "types": ["SOURCE_FELL"], "first": 1 })).await;
    let mut first = fell["entries"][0].clone();
    for made_up in ["cursor", "id", "source"] {
        assert!(first[made_up].take().is_string());
    }
    assert!(first["restriction"]["id"].take().is_string());
    insta::assert_json_snapshot!(first);
    rebuilt_is_live(&desk.casework.app).await;
    assert_eq!(inbox(&desk, FINANCE, json!({ "first": 100 })).await, whole);
    for who in [BUREAU, REGISTRAR] {
        let other = brief(&inbox(&desk, who, json!({ "first": 100 })).await);
        assert!(other.iter().all(|it| !it.contains("PROCUREMENT_LIMIT")), "{who:?}: {other:?}");
    }
}

/// What is there comes first, then each entry as it comes; whoever lost the connection goes on after the last cursor.
#[tokio::test]
async fn an_inbox_is_listened_to_and_resumed_over_a_socket() {
    let mut desk = Desk::open().await;
    let source = desk.listed().await;
    settle(&desk.casework.app).await.unwrap();
    let asked = "subscription($after: Position) { agencyInbox(after: $after) {
        cursor id type data { measure { code } }
    } }";
    let server = serve(&desk.casework).await;
    let mut socket = server.socket_of(&viewer(TAX)).await;
    socket.subscribe(asked, json!({})).await;
    let first = socket.told().await["agencyInbox"].take();
    let second = socket.told().await["agencyInbox"].take();
    drop(socket);
    desk.casework.on("2022-11-21T10:00:00+08:00");
    desk.revoked(&source).await;
    settle(&desk.casework.app).await.unwrap();
    let mut socket = server.socket_of(&viewer(TAX)).await;
    socket.subscribe(asked, json!({ "after": second["cursor"] })).await;
    let third = socket.told().await["agencyInbox"].take();
    let fourth = socket.told().await["agencyInbox"].take();
    let later = desk.listed().await;
    settle(&desk.casework.app).await.unwrap();
    let fifth = socket.told().await["agencyInbox"].take();
    let heard = [first, second, third, fourth, fifth];
    let whole = inbox(&desk, TAX, json!({ "first": 100 })).await;
    let ids = whole["entries"].as_array().unwrap().iter().map(|it| it["id"].clone());
    assert_eq!(
        heard.iter().map(|it| it["id"].clone()).collect::<Vec<_>>(),
        ids.take(5).collect::<Vec<_>>()
    );
    let told: Vec<_> = heard
        .iter()
        .map(|it| format!("{} {}", it["type"], it["data"]["measure"]["code"]).replace('"', ""))
        .collect();
    insta::assert_json_snapshot!(told);
    assert_ne!(later.event, source.event);
}

const WORK: &str = "{ worklist(first: 50) { nodes {
    kindLabel party caseId entry deadline { ruleLabel dueDate outcome }
    restriction { measure { code } standingLabel }
} } }";

/// What of the worklist is about restrictions: kind, measure and the day that binds.
async fn work(desk: &Desk, who: Who) -> Vec<String> {
    let answer = desk.ask(who, WORK, json!({})).await;
    let nodes = answer["worklist"]["nodes"].as_array().unwrap().iter();
    let about = nodes.filter(|it| !it["restriction"].is_null()).map(|it| {
        let (kind, code) = (&it["kindLabel"], &it["restriction"]["measure"]["code"]);
        format!("{kind} {code} {} {}", it["deadline"]["dueDate"], it["deadline"]["outcome"])
    });
    about.map(|it| it.replace('"', "")).collect()
}

/// An entry is on the worklist of whoever answers for the agency until it takes notice of it or answers; a measure whose
/// source fell until it is lifted, with the time that the rule of the day sets (GDS 26).
#[tokio::test]
async fn what_an_agency_was_told_is_on_its_worklist_until_it_answers() {
    let mut desk = Desk::open().await;
    desk.casework.on("2026-03-02T09:00:00+08:00");
    let source = desk.listed().await;
    let pair = desk.told(FINANCE, "PROCUREMENT_LIMIT", &source).await;
    let told = work(&desk, FINANCE).await;
    insta::assert_json_snapshot!(told);
    assert_eq!(work(&desk, REGISTRAR).await, [""; 0]);
    let funds = desk.told(FINANCE, "FISCAL_FUNDS_LIMIT", &source).await;
    for _ in 0..2 {
        let noted = desk.acknowledge(FINANCE, &funds.entry.to_string()).await;
        assert_eq!(noted, json!({ "restriction": { "unacknowledged": [] }, "userErrors": [] }));
    }
    let unknown = desk.acknowledge(TAX, &funds.entry.to_string()).await;
    assert_eq!(unknown["userErrors"][0]["code"], "NOT_FOUND");
    let input = pair.impose(&desk, "PROCUREMENT_LIMIT", "EIP 18");
    desk.done(FINANCE, "imposeRestriction", (&pair, input)).await;
    assert_eq!(work(&desk, FINANCE).await, [""; 0]);
    desk.casework.on("2026-03-09T09:00:00+08:00");
    desk.revoked(&source).await;
    let pair = desk.told_since(&pair).await;
    insta::assert_json_snapshot!(work(&desk, FINANCE).await);
    desk.acknowledge(FINANCE, &pair.entry.to_string()).await;
    desk.casework.on("2026-03-24T09:00:00+08:00");
    insta::assert_json_snapshot!(work(&desk, FINANCE).await);
    let lift = pair.lift("SOURCE_FELL");
    desk.done(FINANCE, "liftRestriction", (&pair, lift)).await;
    let after = work(&desk, FINANCE).await;
    assert!(after.iter().all(|it| !it.contains("PROCUREMENT_LIMIT")), "{after:?}");
    rebuilt_is_live(&desk.casework.app).await;
}

/// The measures of the list with these arguments.
pub async fn listed(
    desk: &Desk,
    who: Who,
    (filter, active_on): (Value, Option<&str>),
) -> Vec<String> {
    let query = "query($filter: RestrictionFilterInput!, $activeOn: Date) {
        restrictions(filter: $filter, activeOn: $activeOn, first: 100) {
            nodes { agency measure { code } } totalCount { value }
        }
    }";
    let variables = json!({ "filter": filter, "activeOn": active_on });
    let answer = desk.ask(who, query, variables).await["restrictions"].take();
    let nodes = answer["nodes"].as_array().unwrap();
    assert_eq!(answer["totalCount"]["value"], nodes.len());
    let each = nodes.iter().map(|it| format!("{} {}", it["agency"], it["measure"]["code"]));
    each.map(|it| it.replace('"', "")).collect()
}

/// What an agency has to apply on a day, by domain; the list says the same of each pair as the pair itself.
#[tokio::test]
async fn restrictions_are_listed_by_domain_agency_standing_and_day() {
    let (mut desk, source, pairs) = answered().await;
    let approval = json!({ "domain": "PROJECT_APPROVAL" });
    assert_eq!(listed(&desk, FINANCE, (approval.clone(), Some("2022-11-13"))).await, [""; 0]);
    let active = listed(&desk, FINANCE, (approval.clone(), Some("2022-11-14"))).await;
    assert_eq!(active, ["SC_FINANCE PROCUREMENT_LIMIT"]);
    let declined = json!({ "standing": ["DECLINED"] });
    assert_eq!(listed(&desk, TAX, (declined.clone(), None)).await, ["SC_TAX INVOICE_SUPPLY"]);
    assert_eq!(listed(&desk, FINANCE, (declined, None)).await, [""; 0]);
    let of_the_bank = json!({ "agency": "PBOC_CHENGDU", "source": source.event.to_string() });
    insta::assert_json_snapshot!(listed(&desk, BUREAU, (of_the_bank, None)).await);
    desk.casework.on("2022-11-21T10:00:00+08:00");
    desk.revoked(&source).await;
    desk.told_since(&pairs[0]).await;
    // No rule set a time to lift it then.
    let owed = "来源失效，待解除 PROCUREMENT_LIMIT null null".to_owned();
    assert!(work(&desk, FINANCE).await.contains(&owed));
    let unfounded = json!({ "standing": ["UNFOUNDED"] });
    insta::assert_json_snapshot!(listed(&desk, BUREAU, (unfounded.clone(), None)).await);
    assert_eq!(listed(&desk, BUREAU, (unfounded, Some("2022-11-21"))).await, [""; 0]);
    let before = listed(&desk, BUREAU, (json!({}), Some("2022-11-20"))).await;
    assert_eq!(before.len(), 4, "{before:?}");
    list_is_true(&desk).await;
}

/// Each pair stands as the list of its standing says, on each of these days.
pub async fn list_is_true(desk: &Desk) {
    let query = "query($on: Date!) { restrictions(first: 100) { nodes {
        agency measure { code } standing(on: $on)
    } } }";
    for on in ["2022-11-14", "2022-11-20", "2022-11-21"] {
        let answer = desk.ask(BUREAU, query, json!({ "on": on })).await;
        let nodes = answer["restrictions"]["nodes"].as_array().unwrap();
        let standing = nodes.iter().filter(|it| it["standing"] == "ACTIVE");
        let active: Vec<_> = standing
            .map(|it| format!("{} {}", it["agency"], it["measure"]["code"]).replace('"', ""))
            .collect();
        assert_eq!(listed(desk, BUREAU, (json!({}), Some(on))).await, active, "{on}");
    }
}

/// FSL 135.1: a term ends by its day; the clock records that once.
#[tokio::test]
async fn a_term_that_is_over_is_recorded_once() {
    let mut desk = Desk::open().await;
    let source = desk.penalised().await;
    let about = (representative(), Trigger::FoodLicenceRevoked);
    let pair = desk.told_of(CITY.2, "FOOD_MANAGEMENT_BAN", &source, about).await;
    let input = pair.impose(&desk, "FOOD_MANAGEMENT_BAN", "FSL 135.1");
    desk.done(CITY, "imposeRestriction", (&pair, input)).await;
    desk.casework.on("2028-01-10T23:00:00+08:00");
    settle(&desk.casework.app).await.unwrap();
    assert_eq!(desk.seen(CITY, &pair).await["standingLabel"], "生效");
    desk.casework.on("2028-01-11T00:00:00+08:00");
    assert_eq!(desk.seen(CITY, &pair).await["standingLabel"], "已终止（期限届满）");
    assert_eq!(settle(&desk.casework.app).await.unwrap(), 1);
    assert_eq!(settle(&desk.casework.app).await.unwrap(), 0);
    let seen = desk.seen(CITY, &pair).await;
    insta::assert_json_snapshot!((&seen["end"], &seen["history"][2]));
    assert_eq!(inbox(&desk, BANK, json!({})).await["entries"], json!([]));
    rebuilt_is_live(&desk.casework.app).await;
}
