//! What the credit side costs as the log grows, each as a ratio in one run, the median of five: the credit views of the
//! same subjects, and pages of what an agency was told of, in a log of 200,000 subjects against one of 2,000; and in the
//! large one what is asked as of earlier times against what is asked as of now. Both logs are generated, and given with
//! their ends as histories of their seed.
//!
//! `cargo bench -p api --bench credit`; another size of the large one, and a folder that keeps both logs for the next
//! time: `-- 20000 /var/tmp/generated`. Server and load each have a core, where `taskset` is there to give them one.

#![expect(clippy::unwrap_used, reason = "a measurement that can't go on should panic")]

mod asked;
#[path = "../serving/client.rs"]
mod client;
#[path = "../serving/server.rs"]
#[expect(dead_code, reason = "the bench of serving uses more of it")]
mod server;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use self::{
    asked::{Credit, Generated, What},
    client::{median, p99},
    server::{anjuan, pin},
};

/// How often each is measured; the median counts.
const RUNS: usize = 5;

/// How long reads are paced: more than a thousand, so that a hundredth of them is more than a handful.
const LENGTH: Duration = Duration::from_secs(8);

/// How long they are before, so that caches are warm.
const WARMED: Duration = Duration::from_secs(3);

/// How many subjects the small log has.
const SMALL: u32 = 2_000;

/// How many the large one has, where nothing is said.
const LARGE: u32 = 200_000;

fn main() {
    pin(std::process::id(), 1);
    let said: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let large = said.first().map_or(LARGE, |it| it.parse().unwrap());
    let scratch = tempfile::tempdir().unwrap();
    let kept = said.get(1).map_or(scratch.path().to_owned(), PathBuf::from);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (small, large) = (generated(&kept, SMALL), generated(&kept, large));
        for what in [What::View, What::Page] {
            growing((&small, &large), what).await;
        }
        for what in [What::View, What::Page] {
            earlier(&large, what).await;
        }
    });
}

/// A folder with so many subjects; made where it is not there yet.
fn generated(kept: &Path, subjects: u32) -> Generated {
    let folder = kept.join(subjects.to_string());
    if !folder.join("log.db").exists() {
        let (start, number) = (Instant::now(), subjects.to_string());
        let said = anjuan(&["generate", "--json", "--subjects", &number], &folder);
        println!("generate: {said} in {:.0?}", start.elapsed());
    }
    Generated::of(folder)
}

/// How the 99th of a hundred reads grows with the log.
async fn growing((small, large): (&Generated, &Generated), what: What) {
    let mut ratios = vec![];
    for _ in 0..RUNS {
        let mut took = vec![];
        for log in [small, large] {
            let server = log.serve();
            let credit = Credit::on(&server, log);
            credit.read((what, &Value::Null), WARMED).await;
            took.push(p99(&credit.read((what, &Value::Null), LENGTH).await));
        }
        println!("p99 of {what}: {:?} in the small log, {:?} in the large one", took[0], took[1]);
        ratios.push(took[1].as_secs_f64() / took[0].as_secs_f64());
    }
    println!(
        "p99 of {what}: median × {:.2} in the large log, at most × 1.3 wanted",
        median(ratios)
    );
}

/// What it costs to ask as of earlier times, by turns with asking as of now.
async fn earlier(log: &Generated, what: What) {
    let server = log.serve();
    let credit = Credit::on(&server, log);
    let all = [
        ("effectiveOn, a year before", json!({ "effectiveOn": "2025-06-30" })),
        ("recordedAt, a year before", json!({ "recordedAt": "2025-06-30T09:00:00+08:00" })),
        ("recordedAt, a month before", json!({ "recordedAt": "2026-05-31T09:00:00+08:00" })),
        ("position, the last but one", json!({ "position": log.last_but_one() })),
    ];
    for (which, times) in all {
        let mut ratios = vec![];
        for _ in 0..RUNS {
            let mut took = vec![];
            for as_of in [&Value::Null, &times] {
                credit.read((what, as_of), WARMED / 3).await;
                let all = credit.read((what, as_of), LENGTH / 2).await;
                took.push(all.iter().sum::<Duration>() / u32::try_from(all.len()).unwrap());
            }
            println!("{what} as of {which}: {:?} in the mean, {:?} as of now", took[1], took[0]);
            ratios.push(took[1].as_secs_f64() / took[0].as_secs_f64());
        }
        println!("{what} as of {which}: median × {:.2}, at most × 2 wanted", median(ratios));
    }
}
