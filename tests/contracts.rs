//! What others rely on.

mod events;

use serde_json::{Value, json};

use crate::casework::Casework;

#[test]
fn schema_graphql_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == api::graphql::sdl(), "run: cargo run -- schema > schema.graphql");
}

#[test]
fn public_graphql_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../public.graphql");
    let committed = std::fs::read_to_string(path).unwrap();
    let printed = api::graphql::public::sdl();
    assert!(committed == printed, "run: cargo run -- schema --public > public.graphql");
}

/// What introspection is asked for.
const TYPES: &str = "{ __schema { types { kind name description
        fields { name description args { name description } type { ...of } }
        inputFields { name description }
        enumValues { name description }
    } } }
    fragment of on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// Our types, as introspection tells them.
async fn types() -> Vec<Value> {
    ours(&Casework::open().await.ask("P-0001", TYPES, json!({})).await)
}

/// Those of both schemas.
async fn all_types() -> Vec<Value> {
    let public = Casework::open().await.ask_publicly(TYPES, json!({})).await;
    [types().await, ours(&public)].concat()
}

fn ours(schema: &Value) -> Vec<Value> {
    let types = schema["__schema"]["types"].as_array().unwrap().iter();
    types.filter(|it| !name(it).starts_with("__")).cloned().collect()
}

fn name(it: &Value) -> &str {
    it["name"].as_str().unwrap()
}

fn each<'a>(it: &'a Value, part: &str) -> impl Iterator<Item = &'a Value> {
    it[part].as_array().into_iter().flatten()
}

/// The type of a field without what wraps it, and whether it is a list.
fn innermost(mut it: &Value) -> (&Value, bool) {
    let mut list = false;
    while !it["ofType"].is_null() {
        list |= it["kind"] == "LIST";
        it = &it["ofType"];
    }
    (it, list)
}

#[tokio::test]
async fn everything_in_the_schema_is_described() {
    let mut silent = vec![];
    for it in all_types().await {
        let mut must = vec![(name(&it).to_owned(), it["description"].clone())];
        for part in ["fields", "inputFields", "enumValues"] {
            for field in each(&it, part) {
                let path = format!("{}.{}", name(&it), name(field));
                for argument in each(field, "args") {
                    let path = format!("{path}({})", name(argument));
                    must.push((path, argument["description"].clone()));
                }
                must.push((path, field["description"].clone()));
            }
        }
        let says = |it: &Value| it.as_str().is_some_and(|it| !it.trim().is_empty());
        silent.extend(must.into_iter().filter(|(_, it)| !says(it)).map(|(path, _)| path));
    }
    assert!(silent.is_empty(), "without a description: {silent:#?}");
}

/// A company.
const SUBJECT: &str = "92510104MA6T0X1D7T";

/// Whoever wrote by another node can wait for what they wrote, whatever they ask.
#[expect(clippy::too_many_lines, reason = "most of them are the queries")]
#[tokio::test]
async fn whatever_is_answered_from_the_log_waits_for_a_place_in_it() {
    let (case, sha256) = ("44444444-4444-4444-4444-444444444444", "0".repeat(64));
    let ahead = "consistency: { atLeast: \"7fffffffffffffff\" }";
    let fields = [
        ("case", format!("case(id: \"{case}\", {ahead}) {{ id }}")),
        ("cases", format!("cases({ahead}) {{ nodes {{ id }} }}")),
        ("worklist", format!("worklist({ahead}) {{ nodes {{ caseId }} }}")),
        ("publicity", format!("publicity(id: \"{case}\", {ahead}) {{ id }}")),
        ("publicities", format!("publicities({ahead}) {{ nodes {{ id }} }}")),
        (
            "dualPublicityBatch",
            format!("dualPublicityBatch({ahead}) {{ nodes {{ lacking {{ why }} }} }}"),
        ),
        (
            "restorationEligibility",
            format!("restorationEligibility(of: {{ caseId: \"{case}\" }}, {ahead}) {{ eligible }}"),
        ),
        ("restoration", format!("restoration(id: \"{case}\", {ahead}) {{ id }}")),
        ("restorations", format!("restorations({ahead}) {{ nodes {{ id }} }}")),
        ("deadlines", format!("deadlines({ahead}) {{ nodes {{ case {{ id }} }} }}")),
        ("inboundRecord", format!("inboundRecord(id: \"{case}\", {ahead}) {{ id }}")),
        ("inboundRecords", format!("inboundRecords({ahead}) {{ nodes {{ id }} }}")),
        ("listing", format!("listing(id: \"{case}\", {ahead}) {{ id }}")),
        ("listings", format!("listings({ahead}) {{ nodes {{ id }} }}")),
        ("foodSafetyBlacklist", format!("foodSafetyBlacklist({ahead}) {{ citations }}")),
        ("restrictions", format!("restrictions({ahead}) {{ nodes {{ id }} }}")),
        ("agencyInbox", format!("agencyInbox({ahead}) {{ endCursor }}")),
        ("restriction", format!("restriction(id: \"{case}\", {ahead}) {{ id }}")),
        ("creditView", format!("creditView(subject: \"{SUBJECT}\", {ahead}) {{ party }}")),
        (
            "restrictionsBearingOn",
            format!(
                "restrictionsBearingOn(subject: \"{SUBJECT}\", matter: LOAN, {ahead}) {{ bearing }}"
            ),
        ),
        ("explainRestriction", format!("explainRestriction(id: \"{case}\", {ahead}) {{ facts }}")),
        (
            "document",
            format!("document(caseId: \"{case}\", sha256: \"{sha256}\", {ahead}) {{ sha256 }}"),
        ),
        ("party", format!("party(id: \"{SUBJECT}\", {ahead}) {{ id }}")),
        ("officer", format!("officer(person: \"P-0001\", {ahead}) {{ id }}")),
        ("officers", format!("officers({ahead}) {{ nodes {{ id }} }}")),
        ("node", format!("node(id: \"P-0001\", {ahead}) {{ id }}")),
        ("auditTrail", format!("auditTrail(caseId: \"{case}\", {ahead}) {{ caseId }}")),
        ("replay", format!("replay(id: \"{case}\", {ahead}) {{ steps {{ __typename }} }}")),
        ("replyBundle", format!("replyBundle(caseId: \"{case}\", {ahead}) {{ remedy }}")),
    ];
    let types = types().await;
    let queries = types.iter().find(|it| name(it) == "Query").unwrap();
    let of_no_log = ["viewer", "freshness", "agencies", "personId", "rules", "vocabulary"];
    let mut waiting: Vec<_> =
        each(queries, "fields").map(name).filter(|it| !of_no_log.contains(it)).collect();
    let mut asked = fields.each_ref().map(|it| it.0);
    waiting.sort_unstable();
    asked.sort_unstable();
    assert_eq!(waiting, asked);
    let casework = Casework::open().await;
    let asked = fields.iter().map(async |(field, query)| {
        let told = casework.told("P-0001", &format!("{{ {query} }}"), json!({})).await;
        (*field, told[0]["extensions"]["code"].clone())
    });
    for (field, code) in futures::future::join_all(asked).await {
        assert_eq!(code, "NOT_YET", "{field}");
    }
}

#[tokio::test]
async fn every_enum_in_an_answer_has_its_chinese_label_beside_it() {
    let mut missing = vec![];
    for it in all_types().await.iter().filter(|it| it["kind"] == "OBJECT") {
        for field in each(it, "fields") {
            let (of, list) = innermost(&field["type"]);
            if of["kind"] != "ENUM" {
                continue;
            }
            let label = format!("{}Label{}", name(field), if list { "s" } else { "" });
            let beside = each(it, "fields").find(|it| name(it) == label);
            if beside.is_none_or(|it| innermost(&it["type"]).0["name"] != "String") {
                missing.push(format!("{}.{label}", name(it)));
            }
        }
    }
    assert!(missing.is_empty(), "without a label: {missing:#?}");
}

#[tokio::test]
async fn the_vocabulary_knows_every_enum_and_labels_every_value_in_chinese() {
    let casework = Casework::open().await;
    let types = types().await;
    for it in types.iter().filter(|it| it["kind"] == "ENUM" && it["name"] != "VocabularyType") {
        let listed = screaming(name(it));
        let document = "query($type: VocabularyType!) { vocabulary(type: $type) {
            typeLabel terms { value label }
        } }";
        let answer = casework.ask("P-0001", document, json!({ "type": listed })).await;
        let words = &answer["vocabulary"];
        let values: Vec<&Value> = each(words, "terms").map(|it| &it["value"]).collect();
        let expected: Vec<&Value> = each(it, "enumValues").map(|it| &it["name"]).collect();
        assert_eq!(values, expected, "{listed}");
        let labels = each(words, "terms").map(|it| &it["label"]).chain([&words["typeLabel"]]);
        for label in labels {
            let chinese = |it: char| ('\u{4e00}'..='\u{9fff}').contains(&it);
            assert!(label.as_str().unwrap().contains(chinese), "{listed}: {label}");
        }
    }
}

/// `DeadlineOutcome` as enum values are written: `DEADLINE_OUTCOME`.
fn screaming(name: &str) -> String {
    let mut text = String::new();
    for it in name.chars() {
        if it.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(it.to_ascii_uppercase());
    }
    text
}
