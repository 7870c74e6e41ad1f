//! How many events a second 64 writers append to the embedded log, against one; each waits until its own is
//! durable. At least seven times as many are wanted. Then what an append on KurrentDB costs.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

mod kurrent;
mod notes;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::Rulebook;
use store::{EventStore, LogKind, Options};

use self::notes::append;

/// How many write at once.
const WRITERS: u64 = 64;

/// How long each of the two is measured, and how often; the median of the ratios counts.
const LENGTH: Duration = Duration::from_secs(3);
const RUNS: usize = 5;

fn main() {
    kurrent::serve_if_asked();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        embedded().await;
        kurrent::compare().await;
    });
}

async fn embedded() {
    let folder = tempfile::tempdir().unwrap();
    let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
    let (law, next) = (Arc::new(Rulebook::builtin().unwrap()), Arc::new(AtomicU64::new(0)));
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let one = rate(1, (&store, &law, &next)).await;
        let many = rate(WRITERS, (&store, &law, &next)).await;
        let ratio = many / one;
        println!("append: 1 writer {one:.0} events/s, {WRITERS} writers {many:.0}, × {ratio:.2}");
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("append: median × {:.2}, at least × 7 wanted", ratios[RUNS / 2]);
}

/// Events a second, each in a stream of its own.
async fn rate(
    writers: u64,
    (store, law, next): (&EventStore, &Arc<Rulebook>, &Arc<AtomicU64>),
) -> f64 {
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..writers {
        let (store, law, next) = (store.clone(), law.clone(), next.clone());
        tasks.spawn(async move {
            let mut events = 0_u32;
            while start.elapsed() < LENGTH {
                append(&store, &law, next.fetch_add(1, Ordering::Relaxed)).await;
                events += 1;
            }
            events
        });
    }
    let mut events = 0;
    while let Some(written) = tasks.join_next().await {
        events += written.unwrap();
    }
    f64::from(events) / start.elapsed().as_secs_f64()
}
