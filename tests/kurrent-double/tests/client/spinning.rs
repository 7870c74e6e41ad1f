//! A subscription that ends without an error, seen from outside: its client polls for ever.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use kurrentdb::{Client, StreamState, SubscribeToStreamOptions};

use crate::{append, line, single};

/// Tells a test binary which server it is to follow.
const SERVER: &str = "KURRENT_DOUBLE_SERVER";

/// The client takes the end for an unknown message and asks again at once, so that the process uses a
/// whole core and hears of nothing any more. A server that errs has it subscribe anew.
#[tokio::test]
async fn a_clean_end_leaves_the_client_spinning_and_deaf() {
    let (double, writer) = single();
    append(&writer, "case-a", StreamState::Any, [1]).await.unwrap();
    let mut follower = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "spinning::follower", "--ignored", "--nocapture"])
        .env(SERVER, double.connection_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(follower.stdout.take().unwrap()).lines();
    told.by_ref().map(Result::unwrap).find(|it| it.ends_with("case-a@0 1")).unwrap();
    double.faults().end_subscriptions();
    let (used, began) = (processor_time(follower.id()), Instant::now());
    append(&writer, "case-a", StreamState::Any, [2]).await.unwrap();
    while processor_time(follower.id()) < used + 30 {
        assert!(began.elapsed() < Duration::from_secs(20), "the follower doesn't spin");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    follower.kill().unwrap();
    follower.wait().unwrap();
    assert_eq!(told.map(Result::unwrap).collect::<Vec<_>>(), Vec::<String>::new());
}

/// In hundredths of a second, as Linux counts them.
fn processor_time(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

#[tokio::test]
#[ignore = "is a process of its own, when another test has started it"]
async fn follower() {
    let Ok(server) = std::env::var(SERVER) else { return };
    let client = Client::new(server.parse().unwrap()).unwrap();
    let retry = kurrentdb::RetryOptions::default().retry_forever();
    let options = SubscribeToStreamOptions::default().retry_options(retry);
    let options = options.start_from(kurrentdb::StreamPosition::Start);
    let mut subscription = client.subscribe_to_stream("case-a", &options).await;
    loop {
        println!("{}", line(&subscription.next().await.unwrap()));
    }
}
