//! What serving costs, each as a ratio in one run, the median of five: reading a case over HTTP against
//! the same query answered from memory, a mutation against a bare append, and what a log a hundred times
//! as long adds to a read, to the start and to the memory of an idle server.
//!
//! Server and load each have a core, where `taskset` is there to give them one.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

mod client;
#[path = "../../../projections/tests/tables/history.rs"]
#[expect(dead_code, reason = "the tables' tests use more of it")]
mod history;
mod load;
mod memory;
mod server;

use std::time::{Duration, Instant};

use store::{EventStore, LogKind, Options, Synchronous};
use tempfile::TempDir;

use self::{
    client::median,
    history::{Log, Step},
    load::Load,
    server::Server,
};

/// How often each is measured; the median counts.
const RUNS: usize = 5;

/// How long each measurement takes.
const LENGTH: Duration = Duration::from_secs(3);

/// How long reads are paced: some thousands, so that a hundredth of them is more than a handful.
const PACED: Duration = Duration::from_secs(15);

/// A case of ten events.
static TEN: [Step; 10] = [
    Step::Lead,
    Step::Assigned,
    Step::Filed,
    Step::Evidence,
    Step::Evidence,
    Step::Evidence,
    Step::Evidence,
    Step::Evidence,
    Step::Evidence,
    Step::Replaced,
];

fn main() {
    server::pin(std::process::id(), 1);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let small = folder(1_000).await;
        reading(&small).await;
        writing(&small).await;
        let large = folder(100_000).await;
        growing(&small, &large).await;
    });
}

/// A folder whose log holds so many cases of ten events each, and whose tables are made.
async fn folder(cases: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let token = server::enroll(folder.path());
    std::fs::write(folder.path().join("token"), token).unwrap();
    let options = Options { synchronous: Synchronous::Normal, ..Options::of(LogKind::Real) };
    let mut log = Log::new(EventStore::open(folder.path(), &options).unwrap());
    log.fill(cases, &TEN).await;
    drop(log);
    Server::start(folder.path()).stop();
    folder
}

async fn reading(folder: &TempDir) {
    let server = Server::start(folder.path());
    let load = Load::on(&server, folder.path());
    let memory = memory::Memory::of(load.case(0).await);
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let over_http = load.cases_per_second(LENGTH).await;
        let from_memory = memory.cases_per_second(LENGTH).await;
        println!("case: over HTTP {over_http:.0}/s, from memory {from_memory:.0}/s");
        ratios.push(over_http / from_memory);
    }
    println!("case: median × {:.2} of memory, at least × 0.4 wanted", median(ratios));
}

async fn writing(folder: &TempDir) {
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let server = Server::start(folder.path());
        let mutations = Load::on(&server, folder.path()).leads_per_second(LENGTH).await;
        server.stop();
        let appends = appends_per_second().await;
        println!("lead: {mutations:.0} mutations/s, {appends:.0} bare appends/s");
        ratios.push(mutations / appends);
    }
    println!("lead: median × {:.2} of a bare append, at least × 0.3 wanted", median(ratios));
}

/// What the log takes of as many writers, each event in a stream of its own.
async fn appends_per_second() -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
    let start = Instant::now();
    let writers = (0..load::WRITERS).map(|writer| {
        let mut log = Log::new(store.clone());
        async move {
            let mut done = 0;
            while start.elapsed() < LENGTH {
                log.happens(writer * 1_000_000 + done, &[Step::Lead]).await;
                done += 1;
            }
            done
        }
    });
    let done: u32 = futures::future::join_all(writers).await.into_iter().sum();
    f64::from(done) / start.elapsed().as_secs_f64()
}

async fn growing(small: &TempDir, large: &TempDir) {
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let [short, long] = [p99(small).await, p99(large).await];
        println!("p99 of a case: {short:?} with 10,000 events, {long:?} with 1,000,000");
        ratios.push(long.as_secs_f64() / short.as_secs_f64());
    }
    println!("p99: median × {:.2} with 1,000,000 events, at most × 1.3 wanted", median(ratios));
    let start = Instant::now();
    let server = Server::start(large.path());
    println!("start: {:?} with 1,000,000 events, under 1 s wanted", start.elapsed());
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("memory: {} MiB idle, at most 150 wanted", server.resident_mib());
}

async fn p99(folder: &TempDir) -> Duration {
    let server = Server::start(folder.path());
    let load = Load::on(&server, folder.path());
    load.paced(LENGTH).await;
    load.paced(PACED).await
}
