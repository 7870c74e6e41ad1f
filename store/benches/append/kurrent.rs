//! How much processor time our own code takes for an append on KurrentDB, against the client alone, each with
//! 64 in flight. At most half as much is wanted. The server is the double, in a process of its own.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use domain::Rulebook;
use kurrent_double::Double;
use kurrentdb::{
    AppendToStreamOptions, Client, Error, EventData, ReadStreamOptions, StreamPosition, StreamState,
};
use serde_json::{Value, json};
use store::{Cluster, EventStore, LogKind, MasterKey};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::notes::append;

/// How many are in flight.
const IN_FLIGHT: u64 = 64;

/// How many each measurement appends, and how many measurements there are; the median counts.
const APPENDS: u64 = 20_000;
const RUNS: u64 = 5;

/// Tells this program that it is the server.
const SERVES: &str = "SERVES";

/// Serves for ever, where this process is the one that was started to.
pub fn serve_if_asked() {
    if std::env::var(SERVES).is_ok() {
        let double = Double::single().unwrap();
        println!("{}", double.connection_string());
        std::io::stdout().flush().unwrap();
        loop {
            std::thread::park();
        }
    }
}

/// Measures it, and tells it.
pub async fn compare() {
    let (mut server, address) = server();
    measure(&address).await;
    server.kill().unwrap();
    server.wait().unwrap();
}

/// The double, and its address.
fn server() -> (Child, String) {
    let program = std::env::current_exe().unwrap();
    let mut server = Command::new(program).env(SERVES, "1").stdout(Stdio::piped()).spawn().unwrap();
    let mut told = BufReader::new(server.stdout.take().unwrap()).lines();
    let address = told.find(|it| it.as_ref().unwrap().starts_with("kurrentdb://"));
    (server, address.unwrap().unwrap())
}

async fn measure(address: &str) {
    let folder = tempfile::tempdir().unwrap();
    let master = folder.path().join("master.key");
    std::fs::write(&master, "5e".repeat(32)).unwrap();
    let cluster = Cluster {
        address: address.parse().unwrap(),
        kind: Some(LogKind::Real),
        categories: vec!["note".to_owned()],
        prefix: String::new(),
    };
    let master = MasterKey::read(&master).unwrap();
    let store = EventStore::connect(cluster, master, folder.path()).await.unwrap();
    let client = Client::new(address.parse().unwrap()).unwrap();
    let law = Arc::new(Rulebook::builtin().unwrap());
    let mut ratios = vec![];
    for run in 0..RUNS {
        let first = run * APPENDS;
        let alone = spent(|n| bare(client.clone(), first + n)).await;
        let whole = spent(|n| {
            let (store, law) = (store.clone(), law.clone());
            async move { append(&store, &law, first + n).await }
        });
        let (alone, whole) = (micros(alone), micros(whole.await));
        let ratio = (whole - alone) / alone;
        println!(
            "append on KurrentDB: client {alone:.0} µs, with ours {whole:.0} µs, × {ratio:.2}"
        );
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("append on KurrentDB: median × {:.2}, at most × 0.5 wanted", ratios[ratios.len() / 2]);
}

/// Of one append.
fn micros(all: Duration) -> f64 {
    all.as_secs_f64() * 1e6 / f64::from(u32::try_from(APPENDS).unwrap())
}

/// The processor time of this process while so many are done.
async fn spent<F: Future<Output = ()> + Send + 'static>(task: impl Fn(u64) -> F) -> Duration {
    let before = processor_time();
    let mut tasks = JoinSet::new();
    for n in 0..APPENDS {
        if n >= IN_FLIGHT {
            tasks.join_next().await.unwrap().unwrap();
        }
        tasks.spawn(task(n));
    }
    while tasks.join_next().await.is_some() {}
    processor_time().saturating_sub(before)
}

/// What a command asks of the server, by the client alone: a stream is read, and an event of the same size
/// appended.
async fn bare(client: Client, n: u64) {
    let stream = format!("bare-{n}");
    let options = ReadStreamOptions::default().position(StreamPosition::Start);
    let mut read = client.read_stream(stream.as_str(), &options).await.unwrap();
    assert!(matches!(read.next().await, Err(Error::ResourceNotFound)));
    let said = "现场检查时，当事人正在营业，店内货架上有过期食品".repeat(8);
    let metadata: Value = json!({ "id": Uuid::from_u128(n.into()), "metadata": "m".repeat(520) });
    let event = EventData::json("note.noted", &said).unwrap().id(Uuid::from_u128(n.into()));
    let event = event.metadata_as_json(&metadata).unwrap();
    let options = AppendToStreamOptions::default().stream_state(StreamState::NoStream);
    client.append_to_stream(stream, &options, event).await.unwrap();
}

/// Of this process, as Linux counts it in hundredths of a second.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(10 * ticks)
}
