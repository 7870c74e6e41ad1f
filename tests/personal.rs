//! Nothing personal lies open. The program itself plays the demonstration and tells all that it has to tell;
//! then whatever the fixtures say of people is looked for in every byte that it leaves: log, WAL, tables,
//! documents, and what stood on the console.

pub mod scan;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use api::{
    auth::DevelopmentKey,
    demo::{self, History, Staff},
};
use serde_json::{Value, json};
use store::{EventStore, LogKind, Options};

use self::scan::Sought;
use crate::{
    child::Server,
    crash,
    tidy::{files, under},
};

/// Shorter parts are phrases that also occur where nobody is meant.
const PART_CHARS_MIN: usize = 12;

/// What the program is known to print: the search has to find it on the console.
const KNOWN_TO_STAND: [&str; 2] = ["The demonstration stands", "asked to stop"];

#[tokio::test]
async fn no_personal_value_of_any_fixture_lies_open_in_the_folder_or_stood_on_the_console() {
    let folder = tempfile::tempdir().unwrap();
    let console = tempfile::NamedTempFile::new().unwrap();
    let mut server = Server::start_demonstration(folder.path(), console.reopen().unwrap());
    use_it(&server, folder.path()).await;
    let mut left = contents(folder.path());
    left.insert("standard output".into(), server.stop().into_bytes());
    left.insert("standard error".into(), fs::read(console.path()).unwrap());
    let store = EventStore::open(folder.path(), &Options::of(LogKind::Demo)).unwrap();
    let Said { personal, public } = said(&store).await;
    assert!(personal.len() > 1_000, "only {} values", personal.len());
    assert!(left.keys().filter(|it| it.contains("documents/")).count() > 100);
    let texts = personal.union(&public).cloned().collect();
    let found = Sought::of(&texts).found_in(&left).into_iter();
    let (permitted, open): (Vec<_>, Vec<_>) = found.partition(|(text, _)| public.contains(*text));
    assert!(open.is_empty(), "{open:#?}");
    // What is public is found where it belongs: whatever lay open would be.
    for place in ["log.db-wal", "read/", "standard output", "standard error"] {
        assert!(permitted.iter().any(|it| it.1.contains(place)), "nothing is found in {place}");
    }
}

/// Somebody looks at cases, and sends leads that name people; one is admitted, one refused, one malformed.
async fn use_it(server: &Server, data: &Path) {
    let (staff, key) = (Staff::built_in().unwrap(), DevelopmentKey::open(data).unwrap());
    let client = reqwest::Client::new();
    let send = async |person: &str, request: &Value| {
        let viewer = staff.viewer(&person.parse().unwrap(), None).unwrap();
        let token = key.mint(&viewer, 1).unwrap();
        crash::send(&client, (&server.origin, &token), request).await.unwrap()
    };
    let cases = "{ cases(first: 20) { nodes { party caseFile { sentence } } } }";
    let told = send("P-0201", &json!({ "query": cases })).await;
    assert!(!told["data"]["cases"]["nodes"].as_array().unwrap().is_empty(), "{told}");
    let (_, mut lead) = crash::a_new_command();
    lead["variables"]["act"]["occurredAt"] = json!("2026-06-30T09:00:00+08:00");
    lead["variables"]["input"]["receivedOn"] = json!("2026-06-30");
    let refused = send("P-0004", &lead).await;
    assert_eq!(refused["data"]["registerLead"]["userErrors"][0]["code"], "NOT_PERMITTED");
    let admitted = send("P-0201", &lead).await;
    assert_eq!(admitted["data"]["registerLead"]["userErrors"], json!([]), "{admitted}");
    lead["variables"]["input"]["source"] = json!("周敏");
    assert_eq!(send("P-0201", &lead).await["errors"].as_array().unwrap().len(), 1);
}

/// What the files of a folder hold, by their paths in it.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    files(folder).into_iter().map(|it| (name(&it), fs::read(&it).unwrap())).collect()
}

/// What is said of people, and what is public.
#[derive(Default)]
pub struct Said {
    pub personal: BTreeSet<String>,
    pub public: BTreeSet<String>,
}

/// All that the fixtures say: what is of a personal type in an event, and, since what was refused left none,
/// what stands in inputs under a name that is personal throughout, with the texts of documents.
pub async fn said(store: &EventStore) -> Said {
    let mut said = Said::default();
    for recorded in store.read_all(None, usize::MAX).await.unwrap() {
        said.event(&recorded.unseal_all(store).unwrap());
        let metadata = recorded.unseal_metadata(store).unwrap();
        said.event(&serde_json::to_value(metadata).unwrap());
    }
    let mut names = names();
    names.insert("text".to_owned());
    for (name, text) in demo::CASES {
        for step in History::parse(name, text).unwrap().steps {
            said.input(&names, &step.input.into());
        }
    }
    // A part of a text tells of people too.
    let parts = said.personal.iter().flat_map(|it| it.split(['。', '；', '\n']));
    let parts = parts.filter(|it| it.chars().count() >= PART_CHARS_MIN).map(str::to_owned);
    let parts: Vec<_> = parts.collect();
    said.personal.extend(parts);
    // An organisation's name may be all that is known of a suspect.
    said.personal.retain(|it| !said.public.contains(it));
    said.public.extend(KNOWN_TO_STAND.map(str::to_owned));
    said
}

impl Said {
    fn event(&mut self, event: &Value) {
        match event {
            Value::Object(map) if map.contains_key("$personal") => {
                texts(&map["$personal"]["value"], &mut self.personal);
            }
            Value::Object(map) => {
                // Name, code and registered address of an organisation.
                let public = ["name", "address", "registration"];
                let public = map.contains_key("registration").then_some(public);
                let public = public.into_iter().flatten().filter_map(|it| map.get(it));
                public.for_each(|it| texts(it, &mut self.public));
                // What was decided, as the copy that is made public sums it up.
                let content = map.get("content").and_then(Value::as_str).into_iter();
                self.public.extend(content.flat_map(|it| it.split('、')).map(str::to_owned));
                map.values().for_each(|it| self.event(it));
            }
            Value::Array(all) => all.iter().for_each(|it| self.event(it)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn input(&mut self, names: &BTreeSet<String>, input: &toml::Value) {
        match input {
            toml::Value::Array(all) => all.iter().for_each(|it| self.input(names, it)),
            toml::Value::Table(table) => {
                for (name, it) in table {
                    let text = it.as_str().filter(|_| names.contains(name));
                    self.personal.extend(text.map(str::to_owned));
                    self.input(names, it);
                }
            }
            _ => {}
        }
    }
}

fn texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Array(all) => all.iter().for_each(|it| texts(it, found)),
        Value::Object(map) => map.values().for_each(|it| texts(it, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The fields that are personal wherever a specimen has them.
fn names() -> BTreeSet<String> {
    let (mut personal, mut plain) = (BTreeSet::new(), BTreeSet::new());
    let mut left = vec![];
    for file in under("fixtures/events", &["json"]) {
        let text = fs::read_to_string(file).unwrap();
        left.push((String::new(), serde_json::from_str::<Value>(&text).unwrap()));
    }
    while let Some((name, value)) = left.pop() {
        match value {
            Value::Object(map) if map.contains_key("$personal") => drop(personal.insert(name)),
            Value::Object(map) => left.extend(map),
            Value::Array(all) => left.extend(all.into_iter().map(|it| (name.clone(), it))),
            Value::String(_) => drop(plain.insert(name)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    personal.difference(&plain).cloned().collect()
}
