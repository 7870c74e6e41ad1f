//! Lists in parts: both ways, with cursors that belong to one list.

use api::{auth::Viewer, config::Enroll};
use domain::Role;
use serde_json::{Value, json};

use crate::casework::Casework;

/// Registers so many leads, five at a time, so that ties are among them; their ids, newest first.
async fn leads(casework: &mut Casework, count: usize) -> Vec<String> {
    let mut newest_first: Vec<(usize, String)> = vec![];
    for n in 0..count {
        let hour = n / 5;
        casework.on(&format!("2022-11-14T{:02}:00:00+08:00", 10 + hour));
        let lead = json!({
            "source": "SUPERVISION_CHECK",
            "receivedOn": "2022-11-14",
            "clue": "外卖平台店铺未公示食品经营许可证",
            "suspect": format!("第{n}号店铺"),
            "violation": "UNLICENSED_FOOD_BUSINESS",
            "documents": []
        });
        let registered = casework.act("P-0001", "registerLead", ("", lead)).await;
        newest_first.push((hour, registered["case"]["id"].as_str().unwrap().to_owned()));
    }
    newest_first.sort();
    newest_first.into_iter().rev().map(|(_, id)| id).collect()
}

/// A page of cases: `{ edges nodes pageInfo totalCount }`.
async fn page(casework: &Casework, variables: Value) -> Value {
    let document = "query($first: Int, $after: String, $last: Int, $before: String) {
        cases(first: $first, after: $after, last: $last, before: $before) {
            edges { cursor node { id } }
            nodes { id }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            totalCount { value capped }
        }
    }";
    casework.ask("P-0001", document, variables).await["cases"].take()
}

fn ids(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().unwrap().iter();
    nodes.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

/// Where a page lies, in words: how many rows, and what is beyond.
fn place(page: &Value) -> String {
    let info = &page["pageInfo"];
    let beyond = |side: &str| if info[side] == true { "more" } else { "end" };
    let (before, after) = (beyond("hasPreviousPage"), beyond("hasNextPage"));
    format!("{before} | {} | {after}", ids(page).len())
}

#[tokio::test]
async fn a_list_is_read_forwards_and_backwards_without_gap_or_overlap() {
    let mut casework = Casework::open().await;
    let all = leads(&mut casework, 25).await;

    let (mut forwards, mut places, mut after) = (vec![], vec![], Value::Null);
    for _ in 0..3 {
        let page = page(&casework, json!({ "first": 10, "after": after })).await;
        assert_eq!(page["totalCount"], json!({ "value": 25, "capped": false }));
        assert_eq!(page["edges"][0]["cursor"], page["pageInfo"]["startCursor"]);
        after = page["pageInfo"]["endCursor"].clone();
        forwards.extend(ids(&page));
        places.push(place(&page));
    }
    assert_eq!(forwards, all);
    assert_eq!(places, ["end | 10 | more", "more | 10 | more", "more | 5 | end"]);

    let (mut backwards, mut places, mut before) = (vec![], vec![], Value::Null);
    for _ in 0..3 {
        let page = page(&casework, json!({ "last": 10, "before": before })).await;
        before = page["pageInfo"]["startCursor"].clone();
        backwards.splice(0..0, ids(&page));
        places.push(place(&page));
    }
    assert_eq!(backwards, all);
    assert_eq!(places, ["more | 10 | end", "more | 10 | more", "end | 5 | more"]);
}

#[tokio::test]
async fn a_new_case_in_front_does_not_shift_the_next_page() {
    let mut casework = Casework::open().await;
    let all = leads(&mut casework, 25).await;
    let first = page(&casework, json!({ "first": 10 })).await;
    casework.on("2022-11-15T09:00:00+08:00");
    let lead = json!({
        "source": "COMPLAINT",
        "receivedOn": "2022-11-15",
        "clue": "直播间宣传减肥产品有治疗功效",
        "suspect": "某直播间",
        "documents": []
    });
    casework.act("P-0001", "registerLead", ("", lead)).await;
    let after = &first["pageInfo"]["endCursor"];
    let second = page(&casework, json!({ "first": 10, "after": after })).await;
    assert_eq!(ids(&second), all[10..20]);
    assert_eq!(second["totalCount"]["value"], 26);
}

#[tokio::test]
async fn nobody_asks_for_a_page_that_makes_no_sense() {
    let mut casework = Casework::open().await;
    leads(&mut casework, 3).await;
    let cases = page(&casework, json!({ "first": 1 })).await;
    let cursor = cases["pageInfo"]["endCursor"].as_str().unwrap();
    let mut told = vec![];
    for question in [
        format!("{{ worklist(after: \"{cursor}\") {{ nodes {{ caseId }} }} }}"),
        "{ cases(after: \"next\") { nodes { id } } }".to_owned(),
        format!("{{ cases(first: 2, before: \"{cursor}\") {{ nodes {{ id }} }} }}"),
        "{ cases(first: 0) { nodes { id } } }".to_owned(),
        "{ cases(last: 101) { nodes { id } } }".to_owned(),
    ] {
        let errors = casework.told("P-0001", &question, json!({})).await;
        assert_eq!(errors[0]["extensions"]["code"], "BAD_USER_INPUT");
        told.push(errors[0]["message"].as_str().unwrap().to_owned());
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        "`after` is malformed: expected a cursor that `worklist` answered",
        "`after` is malformed: expected a cursor that `cases` answered",
        "`first` is malformed: `first` goes with `after`, `last` with `before`",
        "`first` is malformed: a page has 1 to 100 rows, not 0",
        "`last` is malformed: a page has 1 to 100 rows, not 101",
    ]
    "#);
}

/// The schedule of 2020 is not loaded: a lead of that year was to be verified by a day that nobody knows, and
/// that is over whatever it was.
#[tokio::test]
async fn what_is_overdue_whatever_its_calendar_says_comes_before_what_still_runs() {
    let mut casework = Casework::open().await;
    leads(&mut casework, 1).await;
    let lead = json!({
        "source": "OTHER_AGENCY",
        "receivedOn": "2020-05-18",
        "clue": "移送的外卖平台店铺线索",
        "suspect": "积压线索中的店铺",
        "documents": []
    });
    let mut act = casework.now();
    act["lateEntryReason"] = json!("清理积压线索时补录");
    let registered = casework.send("P-0001", "registerLead", ("", act, lead)).await;
    assert_eq!(registered["userErrors"], json!([]));
    casework.app.caught_up().await;
    let asked = "{
        worklist { nodes { deadline { ruleLabel outcome rawDate text } } }
        deadlines { nodes { deadline { outcome } } }
    }";
    let told = casework.ask("P-0003", asked, json!({})).await;
    insta::assert_json_snapshot!(told, @r#"
    {
      "deadlines": {
        "nodes": [
          {
            "deadline": {
              "outcome": "OVERDUE"
            }
          },
          {
            "deadline": {
              "outcome": "OPEN"
            }
          }
        ]
      },
      "worklist": {
        "nodes": [
          {
            "deadline": {
              "outcome": "OVERDUE",
              "rawDate": null,
              "ruleLabel": "核查期限",
              "text": "期限待定：2020年放假安排未加载"
            }
          },
          {
            "deadline": {
              "outcome": "OPEN",
              "rawDate": "2022-12-05",
              "ruleLabel": "核查期限",
              "text": "届满：2022年12月5日"
            }
          }
        ]
      }
    }
    "#);
}

/// Somebody who looks at the lists of an agency: person, agency, role.
type Who = (&'static str, &'static str, Role);

async fn enroll(casework: &Casework, (person, agency, role): Who, from: &str) {
    let newcomer = casework.newcomer((person, "高原", &[role]));
    let (agency, from) = (agency.parse().unwrap(), from.parse().unwrap());
    casework.enroll(Enroll { agency, from, ..newcomer }).await;
}

async fn ask(
    casework: &Casework,
    (person, agency, role): Who,
    document: &str,
    variables: Value,
) -> Value {
    let (person, agency) = (person.parse().unwrap(), agency.parse().unwrap());
    let viewer = Viewer { person, agency, roles: vec![role] };
    let response = casework.answer(viewer, document, variables).await;
    assert!(response.errors.is_empty(), "{:?}", response.errors);
    response.data.into_json().unwrap()
}

/// domain.md §2.1: on 18 August 2023 the branch of Chengdu became that of the province, in whose lists its cases are from
/// then on, as the single case is: with their deadlines, on the worklist of whoever leads, and its people.
#[tokio::test]
async fn the_cases_of_an_agency_are_in_the_lists_of_whoever_has_taken_over() {
    let before = ("P-3001", "PBOC_CHENGDU", Role::Intake);
    let after = ("P-3002", "PBOC_SICHUAN", Role::AgencyLeader);
    let elsewhere = ("P-3003", "SC_FINANCE", Role::AgencyLeader);
    let mut casework = Casework::open().await;
    casework.on("2023-08-14T10:00:00+08:00");
    enroll(&casework, before, "2022-01-04").await;
    enroll(&casework, elsewhere, "2022-01-04").await;
    let mut act = casework.now();
    act["powerItem"] = Value::Null;
    let lead = json!({ "source": "MONITORING", "receivedOn": "2023-08-14", "documents": [],
        "clue": "监测发现支付机构未按规定报送信息", "suspect": "某支付机构" });
    let register = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
        registerLead(act: $act, input: $input) { case { id } userErrors { code message } } }";
    let sent = json!({ "act": act, "input": lead });
    let mut answer = ask(&casework, before, register, sent).await["registerLead"].take();
    assert_eq!(answer["userErrors"], json!([]));
    let id = answer["case"]["id"].take();
    casework.on("2023-08-21T10:00:00+08:00");
    enroll(&casework, after, "2023-08-18").await;
    let query = "query($id: CaseId!) {
        case(id: $id) { id }
        cases { nodes { id } totalCount { value } }
        deadlines { nodes { caseId deadline { ruleLabel } } }
        worklist { nodes { caseId } }
        officers { nodes { person } }
    }";
    let told = ask(&casework, after, query, json!({ "id": id })).await;
    let found = json!({
        "case": { "id": id },
        "cases": { "nodes": [{ "id": id }], "totalCount": { "value": 1 } },
        "deadlines": { "nodes": [{ "caseId": id, "deadline": { "ruleLabel": "核查期限" } }] },
        "worklist": { "nodes": [{ "caseId": id }] },
        "officers": { "nodes": [{ "person": "P-3001" }, { "person": "P-3002" }] },
    });
    assert_eq!(told, found);
    let told = ask(&casework, elsewhere, query, json!({ "id": id })).await;
    let nothing = json!({
        "case": null,
        "cases": { "nodes": [], "totalCount": { "value": 0 } },
        "deadlines": { "nodes": [] },
        "worklist": { "nodes": [] },
        "officers": { "nodes": [{ "person": "P-3003" }] },
    });
    assert_eq!(told, nothing);
}
