//! Two processes over one log on KurrentDB, each with the machine's clock, do the same thing at the same moment. What
//! they find was brought there by a node whose clock a story moves.

use std::{collections::BTreeMap, time::Duration};

use api::auth::DevelopmentKey;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    casework::{Asked, Casework, viewer},
    child::Server,
    crash,
    nodes::{Province, level},
};

/// How many cases a story has.
const CASES: usize = 4;

/// Two processes that were started at the same moment.
struct Two {
    servers: [(Server, TempDir); 2],
    client: reqwest::Client,
}

impl Two {
    async fn start(province: &Province) -> Self {
        let start = || {
            let (flags, folder) = (province.flags(), tempfile::tempdir().unwrap());
            tokio::task::spawn_blocking(move || (Server::start_node(folder.path(), &flags), folder))
        };
        let (one, other) = tokio::join!(start(), start());
        Self { servers: [one.unwrap(), other.unwrap()], client: reqwest::Client::new() }
    }

    /// What somebody is answered by one of them.
    async fn ask(&self, which: usize, person: &str, asked: &Value) -> Value {
        let (server, folder) = &self.servers[which];
        let token = DevelopmentKey::open(folder.path()).unwrap().mint(&viewer(person), 12).unwrap();
        let mut answer = crash::send(&self.client, (&server.origin, &token), asked).await.unwrap();
        assert_eq!(answer["errors"], json!(null), "{answer}");
        answer["data"].take()
    }

    /// The leader signs with both at the same moment; what each is answered.
    async fn at_once(&self, mutation: &str, acts: [(&str, Value, Value); 2]) -> [Value; 2] {
        let asked = acts.map(|act| {
            let Asked { document, variables } = Asked::of(mutation, act);
            json!({ "query": document, "variables": variables })
        });
        let [mut here, mut there] = <[Value; 2]>::from(tokio::join!(
            self.ask(0, "P-0004", &asked[0]),
            self.ask(1, "P-0004", &asked[1])
        ));
        [here[mutation].take(), there[mutation].take()]
    }

    /// Waits until clockwork of both has looked at everything that there is, and found nothing left to do.
    async fn settle(&self, node: &Casework) {
        let mut quiet = 0;
        while quiet < 3 {
            let before = node.app.store.end();
            let looked = self.has_looked(0).await && self.has_looked(1).await;
            tokio::time::sleep(Duration::from_millis(700)).await;
            quiet = if looked && node.app.store.end() == before { quiet + 1 } else { 0 };
        }
    }

    /// Whether clockwork of one of them has had a round.
    async fn has_looked(&self, which: usize) -> bool {
        let url = format!("{}/readyz", self.servers[which].0.origin);
        let told: Value = self.client.get(url).send().await.unwrap().json().await.unwrap();
        assert_eq!((&told["ready"], &told["clockwork"]["refused"]), (&json!(true), &json!(0)));
        told["clockwork"]["at"].is_string()
    }
}

/// An act of the leader on that day in 2022, entered today.
fn act(n: usize) -> Value {
    json!({
        "commandId": format!("00000000-0000-0000-0000-d0000000{n:04}"),
        "occurredAt": "2022-11-28T10:00:00+08:00",
        "powerItem": "SCJG-CF-001",
        "lateEntryReason": "系统切换期间补录"
    })
}

/// Cases that two weeks ago became leads, and may be filed.
async fn leads(node: &mut Casework) -> Vec<String> {
    let mut cases = vec![];
    for _ in 0..CASES {
        cases.push(node.verifying().await);
    }
    node.later(14);
    cases
}

/// How many events of a type there are, by their streams.
fn events(province: &Province, event_type: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for it in province.double.records() {
        if it.event.event_type == event_type {
            *found.entry(it.stream.clone()).or_default() += 1;
        }
    }
    found
}

/// Each of the cases, once.
fn once(cases: &[String]) -> BTreeMap<String, usize> {
    cases.iter().map(|it| (format!("case-{it}"), 1)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_two_processes_are_given_takes_effect_once() {
    let province = Province::open();
    let (mut one, _) = province.nodes().await;
    let cases = leads(&mut one).await;
    let two = Two::start(&province).await;
    for (n, case) in cases.iter().enumerate() {
        let sent = (case.as_str(), act(n), one.filing(case));
        let [here, there] = two.at_once("fileCase", [sent.clone(), sent]).await;
        assert_eq!((&here["userErrors"], &there["userErrors"]), (&json!([]), &json!([])));
        assert_eq!(here["case"]["number"], there["case"]["number"]);
        assert_eq!(here["case"]["number"], format!("锦市监立〔2022〕{}号", n + 1));
    }
    assert_eq!(events(&province, "case.case-filed"), once(&cases));
}

/// Of two who sign the filing of one lead one is told that it is filed; cases that are filed at once have numbers of
/// their own.
#[tokio::test(flavor = "multi_thread")]
async fn what_only_one_of_two_processes_can_have_one_has() {
    let province = Province::open();
    let (mut one, _) = province.nodes().await;
    let cases = leads(&mut one).await;
    let (contested, own) = cases.split_at(CASES / 2);
    let two = Two::start(&province).await;
    for (n, case) in contested.iter().enumerate() {
        let input = one.filing(case);
        let sent = [2 * n, 2 * n + 1].map(|n| (case.as_str(), act(n), input.clone()));
        let answers = two.at_once("fileCase", sent).await;
        let mut refusals = answers.map(|it| it["userErrors"][0]["code"].clone());
        refusals.sort_by_key(Value::is_null);
        assert_eq!(refusals, [json!("WRONG_STAGE"), json!(null)]);
    }
    let sent = [0, 1].map(|n| (own[n].as_str(), act(100 + n), one.filing(&own[n])));
    let [here, there] = two.at_once("fileCase", sent).await;
    assert_eq!((&here["userErrors"], &there["userErrors"]), (&json!([]), &json!([])));
    assert_ne!(here["case"]["number"], there["case"]["number"]);
    assert_eq!(events(&province, "case.case-filed"), once(&cases));
}

/// Both were started years after the rights of the parties ran out, and find that at the same moment.
#[tokio::test(flavor = "multi_thread")]
async fn what_time_brought_about_is_recorded_by_one_of_two_processes() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let mut cases = vec![];
    for _ in 0..CASES {
        cases.push(one.noticed().await);
    }
    level(&[&one, &other]).await;
    assert_eq!(events(&province, "case.rights-lapsed"), BTreeMap::new());
    let two = Two::start(&province).await;
    two.settle(&one).await;
    assert_eq!(events(&province, "case.rights-lapsed"), once(&cases));
    let list = json!({ "query": "{ cases(first: 9) {
        nodes { id number stage revision caseFile { sentence } deadlines { rule dueDate outcome } }
    } }" });
    let (here, there) = tokio::join!(two.ask(0, "P-0003", &list), two.ask(1, "P-0003", &list));
    assert_eq!(here["cases"]["nodes"].as_array().unwrap().len(), CASES);
    assert_eq!(here, there);
}
