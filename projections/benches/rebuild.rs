//! How fast all tables are made anew from the log. At least 50,000 events a second are wanted.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

#[path = "../tests/tables/history.rs"]
mod history;

use std::time::Instant;

use projections::{Follower, ReadModel};
use store::{EventStore, LogKind, Options, Synchronous};

use self::history::{Log, Step};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many cases the log holds, each with seven events.
const CASES: u32 = 30_000;

/// How often it is measured; the median counts.
const RUNS: usize = 5;

fn main() {
    tokio::runtime::Runtime::new().unwrap().block_on(measure());
}

async fn measure() {
    let folder = tempfile::tempdir().unwrap();
    // The log is only written to be read; nobody waits for the disk.
    let options = Options { synchronous: Synchronous::Normal, ..Options::of(LogKind::Real) };
    let mut log = Log::new(EventStore::open(folder.path(), &options).unwrap());
    log.fill(CASES, &Step::ALL).await;
    let read_model = ReadModel::open(&folder.path().join("read"), log.store.id()).unwrap();
    let mut follower = Follower::open(log.store.clone(), &read_model).unwrap();
    follower.catch_up_whole(|_| ()).await.unwrap();
    tokio::spawn(follower.run());
    let mut rates = vec![];
    for _ in 0..RUNS {
        let start = Instant::now();
        let rebuilt = read_model.rebuild(&log.store, |_| ()).await.unwrap();
        let rate = rebuilt.events * 1_000 / u64::try_from(start.elapsed().as_millis()).unwrap();
        println!("rebuild: {} events, {rate} events/s", rebuilt.events);
        rates.push(rate);
    }
    rates.sort_unstable();
    println!("rebuild: median {} events/s, at least 50000 wanted", rates[RUNS / 2]);
}
