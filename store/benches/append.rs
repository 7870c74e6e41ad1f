//! How many events a second 64 writers append, against one; each waits until its own is durable. At least
//! seven times as many are wanted.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{
    Actor, Context, Decider, Facts, Moment, Rejection, Rulebook, citation::Citation, id::SubjectId,
};
use serde::{Deserialize, Serialize};
use store::{EventStore, LogKind, Options, Request};
use uuid::Uuid;

/// How many write at once.
const WRITERS: u64 = 64;

/// How long each of the two is measured, and how often; the median of the ratios counts.
const LENGTH: Duration = Duration::from_secs(3);
const RUNS: usize = 5;

/// A record that notes whatever it is told.
#[derive(Debug, Clone, Default)]
struct Notes;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
enum Noted {
    Noted(String),
}

impl Decider for Notes {
    const CATEGORY: &'static str = "note";
    type Command = Noted;
    type Event = Noted;

    fn evolve(self, _event: &Noted, _occurred: Moment) -> Self {
        self
    }

    fn decide(&self, noted: &Noted, _: &Context<'_>) -> Result<Vec<Noted>, Vec<Rejection>> {
        Ok(vec![noted.clone()])
    }

    fn basis(_event: &Noted) -> Vec<Citation> {
        vec![]
    }

    fn subjects(_event: &Noted) -> Vec<SubjectId> {
        vec![]
    }
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
    let (law, next) = (Arc::new(Rulebook::builtin().unwrap()), Arc::new(AtomicU64::new(0)));
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let one = rate(1, (&store, &law, &next)).await;
        let many = rate(WRITERS, (&store, &law, &next)).await;
        let ratio = many / one;
        println!("append: 1 writer {one:.0} events/s, {WRITERS} writers {many:.0}, × {ratio:.1}");
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    println!("append: median × {:.1}, at least × 7 wanted", ratios[RUNS / 2]);
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

async fn append(store: &EventStore, law: &Rulebook, n: u64) {
    let at: Moment = "2022-11-28T09:00:00+08:00".parse().unwrap();
    let context = Context {
        actor: &Actor::Clock,
        occurred: at,
        at,
        late_entry_reason: None,
        stated: &[],
        law,
        facts: &Facts::default(),
    };
    let request = Request {
        command_id: Uuid::from_u128(n.into()),
        command_hash: String::new(),
        expected_revision: None,
        causation_id: None,
        correlation_id: None,
    };
    let noted = Noted::Noted("现场检查时，当事人正在营业，店内货架上有过期食品".repeat(8));
    store::transact::<Notes>(store, &format!("note-{n}"), &request, &noted, &context)
        .await
        .unwrap();
}
