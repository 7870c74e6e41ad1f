//! Every field of the public schema, asked over a whole log: nothing that is never published is among the answers
//! (Appendix B 8), and what is published is there as the records have it.

use std::collections::{BTreeMap, BTreeSet};

use api::{App, graphql};
use async_graphql::{Executor as _, Request, Variables};
use domain::{
    case::{Event, redaction::Prepared, violation::ViolationType},
    inbound::{Inbound, Standing},
    publicity::{Publicity, State},
};
use serde_json::{Value, json};

use crate::personal::{said, scan::Sought};

const INTROSPECTION: &str = "{ __schema { types { kind name
    fields { name args { name type { ...of } } type { ...of } }
} } }
fragment of on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// As many rows as a part of a list has.
const ROWS: usize = 5;

/// Nothing nests deeper.
const DEPTH_MAX: usize = 9;

/// The fields of each type, each with its arguments and what it is of.
struct Schema(BTreeMap<String, Vec<Field>>);

struct Field {
    name: String,
    args: BTreeSet<String>,
    required: BTreeSet<String>,
    of: String,
}

impl Schema {
    async fn read(app: &App) -> Self {
        let told = answer(app, INTROSPECTION, json!({})).await;
        let types = told["__schema"]["types"].as_array().unwrap().iter();
        let types = types.filter(|it| it["kind"] == "OBJECT");
        Self(types.map(|it| (text(&it["name"]), fields(it))).collect())
    }

    /// All that can be asked of a type.
    fn selection(&self, of: &str, depth: usize) -> String {
        let Some(fields) = self.0.get(of) else { return String::new() };
        assert!(depth < DEPTH_MAX, "{of} lies too deep");
        let each = fields.iter().map(|it| {
            assert!(it.required.is_empty(), "{of}.{} wants {:?}", it.name, it.required);
            let rows =
                if it.args.contains("first") { format!("(first: {ROWS})") } else { String::new() };
            format!("{}{rows} {}", it.name, self.selection(&it.of, depth + 1))
        });
        format!("{{ {} }}", each.collect::<Vec<_>>().join(" "))
    }
}

fn text(it: &Value) -> String {
    it.as_str().unwrap().to_owned()
}

fn fields(of: &Value) -> Vec<Field> {
    let each = of["fields"].as_array().unwrap().iter();
    each.map(|it| {
        let args = it["args"].as_array().unwrap();
        let required = args.iter().filter(|it| it["type"]["kind"] == "NON_NULL");
        // What has a default may be left out.
        let required = required.filter(|it| it["name"] != "filter");
        let mut innermost = &it["type"];
        while !innermost["ofType"].is_null() {
            innermost = &innermost["ofType"];
        }
        Field {
            name: text(&it["name"]),
            args: args.iter().map(|it| text(&it["name"])).collect(),
            required: required.map(|it| text(&it["name"])).collect(),
            of: text(&innermost["name"]),
        }
    })
    .collect()
}

async fn answer(app: &App, query: &str, variables: Value) -> Value {
    let request = Request::new(query).variables(Variables::from_json(variables));
    let answer = graphql::public::schema(app.clone()).execute(request).await;
    assert!(answer.errors.is_empty(), "{query}: {:?}", answer.errors);
    answer.data.into_json().unwrap()
}

/// What a case has said of a decision, and how its publicity stands.
#[derive(Default)]
struct Records {
    copies: Vec<Prepared>,
    /// The papers that were served.
    served: BTreeSet<String>,
    shown: BTreeSet<(String, String)>,
    hidden: BTreeSet<String>,
    /// The number and the content of what other departments handed over and GSXT shows.
    handed_over: BTreeSet<(String, String)>,
    never: BTreeSet<String>,
    agencies: BTreeSet<String>,
}

impl Records {
    /// Folded from the log itself.
    async fn of(app: &App) -> Self {
        let today = app.clock.now().day();
        let (mut records, mut folded) = (Self::default(), BTreeMap::<String, Publicity>::new());
        let mut inbound = BTreeMap::<String, Inbound>::new();
        for recorded in app.store.read_all(None, usize::MAX).await.unwrap() {
            let (category, _) = recorded.event_type.split_once('.').unwrap();
            records.never.insert(recorded.id.to_string());
            records.never.extend(recorded.metadata.actor.person().map(ToString::to_string));
            let occurred = recorded.metadata.occurred_at;
            if category == "publicity" {
                let event = recorded.decode().unwrap();
                let before = folded.remove(&recorded.stream).unwrap_or_default();
                let after = domain::Decider::evolve(before, &event, occurred);
                folded.insert(recorded.stream.clone(), after);
            }
            if category == "inbound" {
                let event = recorded.unseal(&app.store).unwrap();
                let before = inbound.remove(&recorded.stream).unwrap_or_default();
                let after = domain::Decider::evolve(before, &event, occurred);
                inbound.insert(recorded.stream.clone(), after);
            }
            if category == "case" {
                records.never.insert(recorded.stream["case-".len()..].to_owned());
                records.case(&recorded.decode().unwrap());
            }
        }
        for it in folded.values() {
            let Some((matter, channel)) = it.opened() else { continue };
            let shown = matches!(it.state_on(today), State::Published | State::Corrected);
            let (number, channel) = (matter.number.to_string(), json!(channel));
            if shown {
                records.shown.insert((number, text(&channel)));
            } else {
                records.hidden.insert(number);
            }
        }
        let over = [Some(Standing::Over), Some(Standing::Withdrawn)];
        let shown = inbound.values().filter(|it| it.shown_since.is_some());
        let shown = shown.filter(|it| !over.contains(&it.standing(today)));
        let shown = shown.filter_map(|it| it.opened.as_ref());
        let said = shown.map(|it| (it.number.to_string(), it.says.content.shown().to_owned()));
        records.handed_over = said.collect();
        let public: BTreeSet<_> = records.shown.iter().map(|it| it.0.clone()).collect();
        records.hidden.retain(|it| !public.contains(it));
        records
    }

    /// What it says that is published nowhere: its own number, digests.
    fn case(&mut self, event: &Event) {
        match event {
            Event::LeadRegistered(it) => drop(self.agencies.insert(it.agency.to_string())),
            Event::CaseFiled(it) => drop(self.never.insert(it.number.to_string())),
            Event::RedactedCopyPrepared(it) => self.copies.push(it.clone()),
            _ => {}
        }
        let papers = event.fact().facets().documents;
        self.never.extend(papers.iter().map(|it| it.sha256.to_string()));
        if let Event::RedactedCopyPrepared(it) = event {
            self.served.insert(it.served.to_string());
        }
    }
}

/// Each field at the top with all that can be asked of it, part by part to the end.
async fn everything(app: &App, schema: &Schema, records: &Records) -> Vec<Value> {
    let mut told = vec![];
    for field in &schema.0["Query"] {
        let selection = schema.selection(&field.of, 1);
        let mut args: Vec<String> = vec![];
        if field.args.contains("first") {
            args.push(format!("first: {ROWS}, after: $after"));
        }
        let required: Vec<_> = field.required.iter().map(String::as_str).collect();
        let choices: Vec<String> = match &required[..] {
            [] => vec![String::new()],
            ["number"] => {
                let shown = records.shown.iter().map(|it| &it.0);
                let all: BTreeSet<_> = shown.chain(&records.hidden).collect();
                all.into_iter().map(|it| format!("number: \"{it}\"")).collect()
            }
            ["year"] => vec!["year: 2026".to_owned()],
            ["agency", "year"] => {
                let each = records.agencies.iter();
                let years =
                    |it| (2022..2027).map(move |year| format!("agency: \"{it}\", year: {year}"));
                each.flat_map(years).collect()
            }
            other => panic!("nobody says what {}({other:?}) is asked for", field.name),
        };
        for choice in choices {
            let args: Vec<_> =
                args.iter().cloned().chain([choice]).filter(|it| !it.is_empty()).collect();
            told.extend(parts(app, (&field.name, &args.join(", ")), &selection).await);
        }
    }
    told
}

/// What a field answers, with whatever follows where it is a list in parts.
async fn parts(app: &App, (field, args): (&str, &str), selection: &str) -> Vec<Value> {
    let paged = args.contains("$after");
    let variable = if paged { "query($after: String)" } else { "query" };
    let args = if args.is_empty() { String::new() } else { format!("({args})") };
    let query = format!("{variable} {{ {field}{args} {selection} }}");
    let (mut told, mut after) = (vec![], Value::Null);
    loop {
        let part = answer(app, &query, json!({ "after": after })).await;
        let info = part[field]["pageInfo"].clone();
        told.push(part);
        if !paged || info["hasNextPage"] != true {
            return told;
        }
        after = info["endCursor"].clone();
    }
}

/// What every field tells, and the records as the log has them.
struct Walked {
    told: Vec<Value>,
    records: Records,
    /// How many values the log holds that are a person's.
    personal: usize,
}

/// Walks every field over a log, however short: no value of a person, no word of an officer, nothing of the internal file and
/// no name of a record stands in any answer.
pub async fn tells_nothing_that_is_never_published(app: &App) {
    walked(app).await;
}

async fn walked(app: &App) -> Walked {
    let (schema, records) = (Schema::read(app).await, Records::of(app).await);
    let told = everything(app, &schema, &records).await;
    let values = said(&app.store).await;
    let mut never: BTreeSet<_> = values.personal.union(&records.never).cloned().collect();
    // Some officer wrote what the law calls it, or the way in which somebody asked or was told.
    let called = ViolationType::ALL.iter().map(|it| it.label());
    let called: BTreeSet<_> = called.chain(["书面", "口头", "电话", "短信"]).collect();
    never.retain(|it| !called.contains(it.as_str()));
    // Its agency words what it hands over, for everybody.
    let handed_over: BTreeSet<_> = nodes(&told, "publishedInboundRecords")
        .map(|it| (text(&it["number"]), text(&it["content"])))
        .collect();
    assert_eq!(handed_over, records.handed_over);
    never.retain(|it| handed_over.iter().all(|(_, content)| content != it));
    // The copy that is shown has an address; of a decision in which nothing is masked it is the paper as it was served.
    let shown_copies: BTreeSet<_> = nodes(&told, "publishedPenalties").map(copy).collect();
    let copies: BTreeSet<_> =
        records.copies.iter().map(|it| it.document.sha256.to_string()).collect();
    assert!(shown_copies.is_subset(&copies));
    never.retain(|it| !shown_copies.contains(it));
    let unmasked = |it: &&Prepared| it.masked.is_empty();
    let unmasked: BTreeSet<_> =
        records.copies.iter().filter(unmasked).map(|it| it.served.to_string()).collect();
    let as_served: Vec<_> = shown_copies.intersection(&records.served).collect();
    assert!(as_served.iter().all(|it| unmasked.contains(*it)), "{as_served:?}");
    let there = [("the public view".to_owned(), json!(told).to_string().into_bytes())].into();
    let open = Sought::of(&never).found_in(&there);
    assert!(open.is_empty(), "{open:#?}");
    Walked { told, records, personal: values.personal.len() }
}

/// The same over a log of many histories; and what is public is exactly what the records show, as an approved copy has it.
pub async fn shows_what_is_public_and_nothing_else(app: &App) {
    let Walked { told, records, personal } = walked(app).await;
    assert!(personal > 1_000, "only {personal} values");
    assert!(nodes(&told, "publishedPenalties").next().is_some(), "nothing is shown");
    let all = json!(told).to_string();
    let hidden: Vec<_> =
        records.hidden.iter().filter(|it| all.contains(&format!("\"{it}\""))).collect();
    assert!(hidden.is_empty() && records.hidden.len() > 1, "{hidden:?}");
    assert_eq!(shown(&told), records.shown);
    for node in nodes(&told, "publishedPenalties") {
        let summary = &node["summary"];
        let of = |it: &&Prepared| json!(it.summary.number) == summary["number"];
        let contents: Vec<_> =
            records.copies.iter().filter(of).map(|it| &it.summary.content).collect();
        assert!(contents.iter().any(|it| json!(it) == summary["content"]), "{summary}");
    }
}

/// The digest of the copy that is shown.
fn copy(node: &Value) -> String {
    text(&node["copy"]["sha256"])
}

/// What stands in the parts of a list.
fn nodes<'a>(told: &'a [Value], field: &str) -> impl Iterator<Item = &'a Value> {
    told.iter().filter_map(move |it| it[field]["nodes"].as_array()).flatten()
}

/// Which decision is shown where.
fn shown(told: &[Value]) -> BTreeSet<(String, String)> {
    let each = nodes(told, "publishedPenalties").flat_map(|it| {
        let number = text(&it["summary"]["number"]);
        let shown = it["shown"].as_array().unwrap().iter();
        shown.map(move |on| (number.clone(), text(&on["channel"])))
    });
    each.collect()
}
