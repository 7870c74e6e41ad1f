//! What goes wrong on the way, and what the client makes of it.

use std::time::{Duration, Instant};

use kurrent_double::{AppendFault, Double};
use kurrentdb::{
    AppendToStreamOptions, Client, Error, RetryOptions, StreamPosition, StreamState,
    SubscribeToStreamOptions,
};

use crate::{append, client, event, line, single};

/// An append that doesn't wait for long.
async fn impatient(client: &Client, n: u32) -> kurrentdb::Result<kurrentdb::WriteResult> {
    let options = AppendToStreamOptions::default().stream_state(StreamState::NoStream);
    let options = options.deadline(Duration::from_millis(300));
    client.append_to_stream("case-a", &options, event(n)).await
}

#[tokio::test]
async fn a_connection_breaks_before_or_after_the_commit_and_the_client_cannot_tell() {
    for (fault, written) in
        [(AppendFault::DroppedBeforeCommit, 0), (AppendFault::DroppedAfterCommit, 1)]
    {
        let (double, client) = single();
        double.faults().next_append(fault);
        let broken = append(&client, "case-a", StreamState::NoStream, [1]).await;
        assert!(matches!(broken, Err(Error::ServerError(_))), "{broken:?}");
        assert_eq!(double.records().len(), written, "{fault:?}");
        append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
        assert_eq!(double.records().len(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn an_acknowledgement_is_lost() {
    let (double, client) = single();
    double.faults().next_append(AppendFault::UnansweredAfterCommit);
    let late = impatient(&client, 1).await;
    assert!(matches!(late, Err(Error::DeadlineExceeded)), "{late:?}");
    assert_eq!(double.records().len(), 1);
    impatient(&client, 1).await.unwrap();
}

#[tokio::test]
async fn a_server_has_too_much_to_do() {
    let (double, client) = single();
    double.faults().next_append(AppendFault::Busy);
    let busy = impatient(&client, 1).await;
    assert!(matches!(busy, Err(Error::ServerError(_))), "{busy:?}");
    impatient(&client, 1).await.unwrap();
}

#[tokio::test]
async fn answers_come_late_or_not_at_all() {
    let (double, client) = single();
    impatient(&client, 1).await.unwrap();
    double.faults().slow(Duration::from_millis(120));
    let began = Instant::now();
    impatient(&client, 1).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(120));
    double.faults().slow(Duration::ZERO);
    double.faults().stall();
    let late = impatient(&client, 1).await;
    assert!(matches!(late, Err(Error::DeadlineExceeded)), "{late:?}");
    double.faults().go_on();
    impatient(&client, 1).await.unwrap();
}

/// A repeated append whose first one isn't replicated yet gets no answer; that of the first one is for both.
#[tokio::test]
async fn an_unreplicated_repeat_is_not_answered() {
    let (double, client) = single();
    append(&client, "case-b", StreamState::NoStream, [9]).await.unwrap();
    double.hold_replication();
    for _ in 0..2 {
        let late = impatient(&client, 1).await;
        assert!(matches!(late, Err(Error::DeadlineExceeded)), "{late:?}");
    }
    assert_eq!(double.records().len(), 1);
    double.release_replication();
    impatient(&client, 1).await.unwrap();
    assert_eq!(double.records().len(), 2);
}

#[tokio::test]
async fn what_was_not_replicated_is_lost_with_its_leader() {
    let double = Double::of_nodes(2).unwrap();
    let client = client(&double);
    append(&client, "case-b", StreamState::NoStream, [9]).await.unwrap();
    double.hold_replication();
    let patient = client.clone();
    let held = async move { append(&patient, "case-a", StreamState::NoStream, [1]).await };
    let held = tokio::spawn(held);
    while double.is_replicated() {
        tokio::task::yield_now().await;
    }
    double.lose_unreplicated();
    let lost = held.await.unwrap();
    assert!(matches!(lost, Err(Error::Grpc { code: tonic::Code::Aborted, .. })), "{lost:?}");
    append(&client, "case-a", StreamState::NoStream, [2]).await.unwrap();
    assert_eq!(double.records().len(), 2);
}

#[tokio::test]
async fn a_subscription_loses_its_connection() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, [1]).await.unwrap();
    let retry = RetryOptions::default().retry_forever().retry_delay(Duration::from_millis(10));
    let options = SubscribeToStreamOptions::default().start_from(StreamPosition::Start);
    let mut bare = client.subscribe_to_stream("case-a", &options).await;
    let mut kept = client.subscribe_to_stream("case-a", &options.retry_options(retry)).await;
    bare.next().await.unwrap();
    kept.next().await.unwrap();
    double.drop_connections();
    let broken = bare.next().await;
    assert!(matches!(broken, Err(Error::ServerError(_))), "{broken:?}");
    append(&client, "case-a", StreamState::Any, [2]).await.unwrap();
    assert_eq!(line(&kept.next().await.unwrap()), "case-a@1 2");
}
