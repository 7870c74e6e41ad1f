//! What was answered as accepted is in the log once, however often the program dies.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use api::{clock::Clock, parts};
use serde_json::{Value, json};
use store::{EventStore, LogKind, Options};
use uuid::Uuid;

use crate::{
    child::{self, Server},
    histories::rebuilt_is_live,
};

/// How often the program is killed.
const KILLS: u64 = 50;

/// How many clients write at once.
const CLIENTS: usize = 8;

const REGISTER: &str = "mutation($act: ActInput!, $input: RegisterLeadInput!) {
    registerLead(act: $act, input: $input) { position userErrors { code } }
}";

/// What clients know of their commands.
#[derive(Default)]
struct Ledger {
    accepted: Vec<Uuid>,
    /// Sent, and never answered: they may have been accepted or not.
    open: Vec<(Uuid, Value)>,
}

#[test]
fn fifty_kills_under_load_lose_no_accepted_command_and_double_none() {
    let folder = tempfile::tempdir().unwrap();
    let token = child::an_intake_officer(folder.path());
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for round in 0..KILLS {
        let mut server = Server::start(folder.path());
        let answered = ledger.lock().unwrap().accepted.len();
        let client = || runtime.spawn(write(server.origin.clone(), token.clone(), ledger.clone()));
        let clients: Vec<_> = (0..CLIENTS).map(|_| client()).collect();
        std::thread::sleep(Duration::from_millis(40 + 7 * round));
        wait_for_an_answer(&ledger, answered);
        server.kill();
        for client in clients {
            runtime.block_on(client).unwrap();
        }
    }
    let report = store::verify::verify(folder.path(), store::verify::BYTES_ALONE).unwrap();
    assert_eq!(report.damage, Vec::<String>::new());
    let recorded = runtime.block_on(recorded(folder.path()));
    let Ledger { accepted, open } = &*ledger.lock().unwrap();
    assert!(accepted.len() >= 50, "only {} commands were accepted", accepted.len());
    let lost: Vec<_> = accepted.iter().filter(|it| recorded.get(*it) != Some(&1)).collect();
    assert!(lost.is_empty(), "accepted, and not there once: {lost:?}");
    let doubled: Vec<_> = open.iter().filter(|it| recorded.get(&it.0) > Some(&1)).collect();
    assert!(doubled.is_empty(), "there more than once: {doubled:?}");
    runtime.block_on(tables_go_on(folder.path()));
}

/// Killed between any two of its commits, the follower goes on where its tables are: they hold each event
/// once.
async fn tables_go_on(folder: &Path) {
    let law = parts::law(None).unwrap();
    let options = Options::of(LogKind::Real);
    let (app, follower) = parts::open(folder, &options, (law, Clock::system())).unwrap();
    assert!(app.progress.borrow().position.is_some(), "nothing was applied before");
    tokio::spawn(follower.run());
    rebuilt_is_live(&app).await;
}

/// On a busy machine: until more than so many were answered, for some seconds at most.
fn wait_for_an_answer(ledger: &Mutex<Ledger>, answered: usize) {
    for _ in 0..1_000 {
        if ledger.lock().unwrap().accepted.len() > answered {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Sends what was never answered once more, then new commands, until the program is gone.
async fn write(origin: String, token: String, ledger: Arc<Mutex<Ledger>>) {
    let client = reqwest::Client::new();
    loop {
        let left = ledger.lock().unwrap().open.pop();
        let (id, command) = left.unwrap_or_else(a_new_command);
        let Ok(answer) = send(&client, (&origin, &token), &command).await else {
            return ledger.lock().unwrap().open.push((id, command));
        };
        assert_eq!(answer["data"]["registerLead"]["userErrors"], json!([]), "{answer}");
        ledger.lock().unwrap().accepted.push(id);
    }
}

/// A command over HTTP; what it is answered.
pub async fn send(
    client: &reqwest::Client,
    (origin, token): (&str, &str),
    command: &Value,
) -> reqwest::Result<Value> {
    let request = client.post(format!("{origin}/graphql")).bearer_auth(token).json(command);
    request.send().await?.json().await
}

/// A lead that nobody has registered yet: its command's id, and the request.
pub fn a_new_command() -> (Uuid, Value) {
    let id = Uuid::new_v4();
    let now = Clock::system().now();
    let act = json!({ "commandId": id, "occurredAt": now.to_string() });
    let input = json!({
        "source": "REPORT",
        "receivedOn": now.day().to_string(),
        "clue": "举报人称该店未公示食品经营许可证",
        "suspect": "锦江区老街卤味店",
        "reporter": { "realName": true, "name": "周敏", "contact": "13800000001" },
        "violation": "UNLICENSED_FOOD_BUSINESS",
        "documents": [],
    });
    (id, json!({ "query": REGISTER, "variables": { "act": act, "input": input } }))
}

/// How many events the log holds of each command.
async fn recorded(folder: &Path) -> BTreeMap<Uuid, usize> {
    let store = EventStore::open(folder, &Options::of(LogKind::Real)).unwrap();
    let mut times = BTreeMap::new();
    for event in store.read_all(None, usize::MAX).await.unwrap() {
        *times.entry(event.metadata.command_id).or_default() += 1;
    }
    times
}
