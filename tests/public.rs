//! The public view (domain.md §9, Public): what anybody finds without a token, from the day on which it is made public
//! until it isn't any more, and nothing before, besides or after.

mod copy;
mod randomly;
pub mod walk;

use async_graphql::Executor as _;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::{
    casework::{AGENCY, Casework, FIGURES},
    corrections::altered,
    histories::rebuilt_is_live,
    papers::{company, fine},
    serious_list::revoked,
    subscriptions::serve,
};

const PENALTY: &str = "query($number: DocumentNumber!) { publishedPenalty(number: $number) {
    summary { number party partyKindLabel registration violationLabel content agency decidedOn }
    agency
    shown { channelLabel reference publishedOn endsOn regimeLabel why citation current }
} }";

const PENALTIES: &str = "query($filter: PublishedPenaltyFilter!, $first: Int, $after: String) {
    publishedPenalties(filter: $filter, first: $first, after: $after) {
        nodes { summary { number } } pageInfo { hasNextPage endCursor } totalCount { value capped }
    }
}";

const LISTED: &str = "{ listedSubjects { nodes {
    registerLabel party registration groundLabel fieldLabel agency agencyName enteredOn until citation
} } foodSafetyBlacklist { citations subjects { nodes { party } } } }";

impl Casework {
    /// The number of the decision `P1`.
    async fn number_of(&self, case: &str) -> String {
        let query = "query($id: CaseId!) { case(id: $id) { decision { number } } }";
        let told = self.ask("P-0001", query, json!({ "id": case })).await;
        told["case"]["decision"]["number"].as_str().unwrap().to_owned()
    }

    /// What anybody finds of the decision of that number.
    async fn found(&self, number: &str) -> Value {
        self.ask_publicly(PENALTY, json!({ "number": number })).await["publishedPenalty"].take()
    }

    /// How many penalties anybody finds so.
    async fn count(&self, filter: Value) -> Value {
        let told = self.ask_publicly(PENALTIES, json!({ "filter": filter })).await;
        told["publishedPenalties"]["totalCount"]["value"].clone()
    }

    /// The decision `P1` is made public on a channel.
    async fn publishes(&mut self, case: &str, channel: &str) {
        let reference = format!("{channel}-0001");
        let input = json!({ "decision": "P1", "channel": channel, "reference": reference });
        self.publicised("P-0008", "publish", (case, input)).await;
    }
}

/// PUB 4, 9, 11; APL 48: a citizen who looks for the decision finds nothing while it is not made public, what the summary
/// says once it is, and nothing from the moment on at which it is revoked, before any channel has taken it down.
#[tokio::test]
async fn a_citizen_finds_a_penalty_from_its_publication_until_it_is_revoked() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let number = casework.number_of(&case).await;
    assert_eq!(casework.found(&number).await, Value::Null);
    casework.approved_copy(&case).await;
    assert_eq!(casework.found(&number).await, Value::Null, "a copy alone is not public");
    casework.publishes(&case, "GSXT").await;
    casework.publishes(&case, "PORTAL").await;
    insta::assert_json_snapshot!(casework.found(&number).await);
    casework.later(1);
    revoked(&mut casework, &case).await;
    assert_eq!(casework.found(&number).await, Value::Null, "nobody has withdrawn it yet");
    casework.settled().await;
    assert_eq!(casework.found(&number).await, Value::Null);
    assert_eq!(casework.count(json!({})).await, 0);
    rebuilt_is_live(&casework.app).await;
}

/// PUB 13: what is shown for three years is found on the last day and not on the next, though nobody has recorded its end.
#[tokio::test]
async fn what_is_over_is_not_found_whether_or_not_that_was_recorded() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    let number = casework.number_of(&case).await;
    casework.approved_copy(&case).await;
    casework.publishes(&case, "GSXT").await;
    let last_day = casework.found(&number).await["shown"][0]["endsOn"].clone();
    casework.on(&format!("{}T23:00:00+08:00", last_day.as_str().unwrap()));
    assert_ne!(casework.found(&number).await, Value::Null);
    casework.later(1);
    assert_eq!(casework.found(&number).await, Value::Null);
}

/// A journalist looks through what a bureau has decided, part by part, the newest first.
#[tokio::test]
async fn a_journalist_reads_what_a_bureau_has_made_public() {
    let mut casework = Casework::open().await;
    let mut numbers = vec![];
    for _ in 0..3 {
        let case = casework.served().await;
        numbers.push(casework.number_of(&case).await);
        casework.approved_copy(&case).await;
        casework.publishes(&case, "PORTAL").await;
    }
    let unpublished = casework.served().await;
    numbers.reverse();
    let (mut found, mut after) = (vec![], Value::Null);
    loop {
        let part = json!({ "filter": { "agency": AGENCY }, "first": 2, "after": after });
        let told = casework.ask_publicly(PENALTIES, part).await["publishedPenalties"].take();
        assert_eq!(told["totalCount"], json!({ "value": 3, "capped": false }));
        let nodes = told["nodes"].as_array().unwrap().iter();
        found.extend(nodes.map(|it| it["summary"]["number"].as_str().unwrap().to_owned()));
        after = told["pageInfo"]["endCursor"].clone();
        if told["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(found, numbers);
    let unpublished = casework.number_of(&unpublished).await;
    assert_eq!(casework.found(&unpublished).await, Value::Null);
    for (filter, expected) in [
        (json!({ "violation": "UNLICENSED_FOOD_BUSINESS" }), 3),
        (json!({ "violation": "FALSE_ADVERTISING" }), 0),
        (json!({ "partyNamePart": "卤味" }), 3),
        (json!({ "partyNamePart": "吴刚" }), 0),
        (json!({ "registration": "92510104MA6T0X1D7T" }), 3),
        (json!({ "channel": "GSXT" }), 0),
        (json!({ "decidedTo": "2023-01-10" }), 1),
        (json!({ "decidedFrom": "2023-01-11" }), 2),
        (json!({ "agency": "SC_AMR" }), 0),
    ] {
        assert_eq!(casework.count(filter.clone()).await, expected, "{filter}");
    }
}

/// PUB 11, 14: a company finds the decision against it as it was altered, where it is shown anew; not while its credit is
/// restored, and again once that was obtained by fraud.
#[tokio::test]
async fn a_company_finds_what_counts_of_the_decision_against_it() {
    let mut casework = Casework::open().await;
    (casework.matter.party, casework.matter.sanctions) = (company(), fine(5_000_000));
    let case = casework.served().await;
    let number = casework.number_of(&case).await;
    casework.approved_copy(&case).await;
    casework.publishes(&case, "GSXT").await;
    casework.later(1);
    let to = altered(&casework, &case, 2_000_000);
    casework.done("P-0004", "alterDecision", (&case, to)).await;
    assert_eq!(casework.found(&number).await, Value::Null);
    casework.settled().await;
    casework.copied_anew(&case, "变更行政处罚决定书").await;
    casework.publishes(&case, "GSXT").await;
    let told = casework.found(&number).await;
    let content = ["content", "registration"].map(|it| told["summary"][it].clone());
    assert_eq!(json!(content), json!(["罚款20000元", "91510100MA6A1B2C3Q"]));
}

/// PUB 14: what a restoration has stopped is found no more, and again once that turns out to be a fraud's.
#[tokio::test]
async fn what_a_restoration_has_stopped_is_not_found() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    let number = casework.number_of(&case).await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    let answer = casework.grants("P-0004", &application).await;
    assert_eq!(answer["userErrors"], json!([]));
    assert!(casework.found(&number).await.is_null(), "no channel was told yet");
    casework.settled().await;
    assert!(casework.found(&number).await.is_null());
    casework.later(30);
    casework.revoked(&application).await;
    let told = casework.found(&number).await;
    assert_eq!(told["shown"].as_array().unwrap().len(), 3, "{told}");
}

/// EIP 17: whoever is listed is found once that is shown, and no more once they have left.
#[tokio::test]
async fn a_listed_company_is_found_while_its_entry_is_shown_and_counts() {
    let mut casework = Casework::open().await;
    casework.on("2023-07-10T10:00:00+08:00");
    let entry = casework.unreported(company()).await;
    let nodes = |told: &Value| told["listedSubjects"]["nodes"].clone();
    assert_eq!(nodes(&casework.ask_publicly(LISTED, json!({})).await), json!([]));
    casework.enters(&entry).await;
    assert_eq!(nodes(&casework.ask_publicly(LISTED, json!({})).await), json!([]));
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(casework.ask_publicly(LISTED, json!({})).await);
    casework.later(5);
    casework.leaves(&entry).await;
    assert_eq!(nodes(&casework.ask_publicly(LISTED, json!({})).await), json!([]));
    rebuilt_is_live(&casework.app).await;
}

/// SDL; FSR 66: an entry of the list of serious violations for food stands in both, until what it rests on falls.
#[tokio::test]
async fn a_serious_entry_is_found_until_its_decision_falls() {
    let mut casework = Casework::open().await;
    let case = crate::serious_list::entered(&mut casework).await;
    let entry = casework.opened(&case).await;
    casework.listed("P-0008", "publishListing", (&entry, json!({}))).await;
    insta::assert_json_snapshot!(casework.ask_publicly(LISTED, json!({})).await);
    casework.later(1);
    revoked(&mut casework, &case).await;
    let nobody = casework.ask_publicly(LISTED, json!({})).await;
    assert_eq!(nobody["listedSubjects"]["nodes"], json!([]), "its clock has not gone on yet");
    assert_eq!(nobody["foodSafetyBlacklist"]["subjects"]["nodes"], json!([]));
}

/// APL 39: before any act, who may act, when, how, and what can be done against it, with the articles of the day.
#[tokio::test]
async fn a_citizen_reads_beforehand_who_acts_how_and_what_can_be_done_against_it() {
    let casework = Casework::open().await;
    let query = "query($agency: AgencyCode) {
        powerList(agency: $agency, kind: PENALTY) { item name basis source { citation } }
        filingCriteria {
            verification { ruleLabel length unitLabel source { citation } }
            conditions { conditionLabel citation } exceptions { reasonLabel citation }
        }
        procedure { steps { name by when source { citation } } periods { ruleId } }
        remedies { kindLabel periods { ruleLabel length unitLabel source { citation } }
            bodies { who when source { citation confidenceLabel } } }
    }";
    let told = async |agency: &str| casework.ask_publicly(query, json!({ "agency": agency })).await;
    let mut bureau = told(AGENCY).await;
    let rules = bureau["procedure"]["periods"].take();
    let rules = rules.as_array().unwrap().iter().map(|it| it["ruleId"].as_str().unwrap());
    let rules: Vec<_> = rules.collect();
    for rule in ["LEAD.VERIFY", "CASE.DECIDE", "NOTICE.STATE", "HEARING.REQUEST", "PUB.GSXT.SAME"] {
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
    }
    insta::assert_json_snapshot!(bureau);
    let drugs = told("SC_MPA").await;
    assert_eq!(drugs["powerList"].as_array().unwrap().len(), 1);
    assert_eq!(told("SC_TAX").await["powerList"], json!([]));
}

/// APL 34: the benchmarks are public as they are in force on the day, each with where it comes from and holds; none is
/// made up where none was read.
#[tokio::test]
async fn a_citizen_reads_the_benchmarks_beforehand() {
    let casework = Casework::open_under(Some(std::path::Path::new(FIGURES))).await;
    let query = "query($on: Date) { benchmarks(on: $on) {
        violation violationLabel grade gradeLabel
        fine { measuredBy measuredByLabel least most text }
        source { citation confidence confidenceLabel from division }
    } }";
    let told = casework.ask_publicly(query, json!({})).await["benchmarks"].take();
    insta::assert_json_snapshot!(told[0]);
    let rules = "query($on: Date) { rules(on: $on) { benchmarks { violation } } }";
    let rules = casework.ask("P-0001", rules, json!({})).await["rules"]["benchmarks"].take();
    assert!(told.as_array().unwrap().len() > 3);
    assert_eq!(told.as_array().unwrap().len(), rules.as_array().unwrap().len());
    let before = casework.ask_publicly(query, json!({ "on": "2021-07-14" })).await;
    assert_eq!(before["benchmarks"], json!([]));
    let unread = Casework::open().await.ask_publicly(query, json!({})).await;
    assert_eq!(unread["benchmarks"], json!([]));
}

/// OBE 54: what is inspected stands there with where it comes from; rows of a demonstration say that they are.
#[tokio::test]
async fn what_is_inspected_says_where_it_comes_from() {
    let query = "{
        inspectionItems { item name methods by agencies keyItemLabel source { citation confidenceLabel } }
        inspectionPlan(year: 2026) { plan agency items number timing source { confidenceLabel } }
    }";
    let casework = Casework::open().await;
    let built_in = casework.ask_publicly(query, json!({})).await;
    let figures = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/rulebook-demo");
    let law = api::parts::law(Some(std::path::Path::new(figures))).unwrap();
    casework.on("2026-06-30T09:00:00+08:00");
    let app = api::App { law: std::sync::Arc::new(law), ..casework.app.clone() };
    let answer = api::graphql::public::schema(app).execute(query.into()).await;
    insta::assert_json_snapshot!((built_in, answer.data.into_json().unwrap()));
}

/// SYS3: what a bureau did in a year is told once the year is over, and the sum of its fines where there are enough of
/// them that none is told by it.
#[tokio::test]
async fn a_journalist_reads_what_a_bureau_did_in_a_year_once_it_is_over() {
    let mut casework = Casework::open().await;
    let query = "query($agency: AgencyCode!, $year: Int!) {
        enforcementStatistics(agency: $agency, year: $year) {
            agencyName year citation confidenceLabel leads filed notFiled penalties noPenalty notEstablished
            sanctions { kindLabel number } finesImposed { text } finesMin
            remedies { kindLabel outcomeLabel number } altered revoked
        }
    }";
    let asked = |year: i16| json!({ "agency": AGENCY, "year": year });
    let case = casework.served().await;
    let to = altered_second(&casework, &case);
    casework.done("P-0004", "alterDecision", (&case, to)).await;
    casework.served().await;
    casework.served().await;
    let elsewhere = json!({ "agency": "SC_TAX", "year": 2022 });
    let elsewhere = casework.ask_publicly(query, elsewhere).await;
    assert!(elsewhere["enforcementStatistics"].is_null(), "its cases are kept elsewhere");
    let running = casework.ask_publicly(query, asked(2023)).await;
    assert!(running["enforcementStatistics"].is_null(), "the year is not over: {running}");
    casework.on("2024-01-02T09:00:00+08:00");
    let before = casework.ask_publicly(query, asked(2022)).await;
    insta::assert_json_snapshot!((before, casework.ask_publicly(query, asked(2023)).await));
    let months = "query($agency: AgencyCode!, $year: Int!) {
        enforcementStatistics(agency: $agency, year: $year) { months { month filed penalties } }
    }";
    let told = casework.ask_publicly(months, asked(2023)).await;
    let months = told["enforcementStatistics"]["months"].as_array().unwrap().iter();
    let penalties: u64 = months.map(|it| it["penalties"].as_u64().unwrap()).sum();
    assert_eq!(penalties, 3);
    casework.served().await;
    casework.on("2025-01-02T09:00:00+08:00");
    let few = casework.ask_publicly(query, asked(2024)).await["enforcementStatistics"].take();
    assert_eq!((&few["penalties"], &few["finesImposed"]), (&json!(1), &Value::Null));
    rebuilt_is_live(&casework.app).await;
}

/// The fine, which is the second sanction, becomes one of 20000 yuan.
fn altered_second(casework: &Casework, case: &str) -> Value {
    let mut to = altered(casework, case, 2_000_000);
    let mut fine = casework.matter.sanctions[1].clone();
    fine["amount"] = json!(2_000_000);
    to["touched"] = json!([{ "sanction": "S2", "effect": { "altered": fine } }]);
    to
}

/// Whoever brings no token is answered at its own address alone, within limits of its own.
#[tokio::test]
async fn anybody_asks_at_an_address_of_its_own() {
    let casework = Casework::open().await;
    let server = serve(&casework).await;
    let (status, _, sdl) = server.get(None, "/public/schema.graphql").await;
    assert_eq!((status, sdl), (StatusCode::OK, api::graphql::public::sdl()));
    let post = async |body: Value| {
        let asked = Client::new().post(server.at("/public/graphql")).json(&body);
        let answer = asked.send().await.unwrap();
        let kept = answer.headers()["cache-control"].to_str().unwrap().to_owned();
        let told: Value = answer.json().await.unwrap();
        assert_eq!(kept, "no-store");
        told
    };
    let told = post(json!({ "query": "{ publishedPenalties { totalCount { value } } }" })).await;
    assert_eq!(told["data"]["publishedPenalties"]["totalCount"]["value"], 0);
    let many = "a: agencies { code } b: agencies { code } c: agencies { code }
        d: agencies { code } e: agencies { code } f: agencies { code }";
    let rows = "shown { channel reference publishedOn endsOn regime why } agency".repeat(4);
    for (body, code) in [
        (json!([{ "query": "{ agencies { code } }" }]), "BAD_REQUEST"),
        (json!({ "query": "{ cases { nodes { id } } }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": "mutation { registerLead { position } }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": format!("{{ {many} }}") }), "TOO_COMPLEX"),
        (
            json!({ "query": format!("{{ publishedPenalties(first: 100) {{ nodes {{ {rows} }} }} }}") }),
            "TOO_COMPLEX",
        ),
        (
            json!({ "query": format!("{{ agencies {{ code }} }}{}", " ".repeat(17_000)) }),
            "TOO_LARGE",
        ),
    ] {
        assert_eq!(post(body.clone()).await["errors"][0]["extensions"]["code"], code, "{body}");
    }
}
