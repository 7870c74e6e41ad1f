//! Reading once, and what is left of a stream that was deleted.

use kurrent_double::Double;
use kurrentdb::{
    Client, DeleteStreamOptions, Error, Position, ReadAllOptions, ReadStreamOptions,
    StreamPosition, StreamState, SubscriptionFilter, TombstoneStreamOptions, operations,
};

use crate::{append, lines, single, told};

async fn stream(client: &Client, options: ReadStreamOptions) -> Vec<String> {
    lines(client.read_stream("case-a", &options.max_count(10)).await).await
}

async fn all(client: &Client, options: ReadAllOptions) -> Vec<String> {
    lines(client.read_all(&options).await).await
}

/// `case-a` with 1, 2, 5 and `filing-a` with 3, 4 between them.
async fn two_streams() -> (Double, Client) {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, [1, 2]).await.unwrap();
    append(&client, "filing-a", StreamState::Any, [3, 4]).await.unwrap();
    append(&client, "case-a", StreamState::Any, [5]).await.unwrap();
    (double, client)
}

#[tokio::test]
async fn a_stream_is_read_in_both_directions_from_a_revision_on() {
    let (_double, client) = two_streams().await;
    let options = ReadStreamOptions::default;
    let at = StreamPosition::Position(1);
    insta::assert_debug_snapshot!([
        stream(&client, options()).await,
        stream(&client, options().position(at)).await,
        stream(&client, options().position(StreamPosition::Position(9))).await,
        stream(&client, options().backwards().position(at)).await,
        stream(&client, options().position(StreamPosition::End)).await,
        lines(client.read_stream("case-a", &options().max_count(2)).await).await,
        lines(client.read_stream("case-b", &options()).await).await,
    ], @r#"
    [
        [
            "case-a@0 1",
            "case-a@1 2",
            "case-a@2 5",
        ],
        [
            "case-a@1 2",
            "case-a@2 5",
        ],
        [],
        [
            "case-a@1 2",
            "case-a@0 1",
        ],
        [
            "case-a@2 5",
            "case-a@1 2",
            "case-a@0 1",
        ],
        [
            "case-a@0 1",
            "case-a@1 2",
        ],
        [
            "The resource you asked for doesn't exist",
        ],
    ]
    "#);
}

#[tokio::test]
async fn the_log_is_read_in_both_directions_from_a_position_on() {
    let (double, client) = two_streams().await;
    let third = double.records()[2].place;
    let at = Position { commit: third.commit, prepare: third.prepare };
    let at = StreamPosition::Position(at);
    let options = ReadAllOptions::default;
    let cases = || SubscriptionFilter::on_stream_name().add_prefix("case-").add_prefix("listing-");
    insta::assert_debug_snapshot!([
        all(&client, options()).await,
        all(&client, options().position(at).max_count(2)).await,
        all(&client, options().backwards().position(at)).await,
        all(&client, options().position(StreamPosition::End).max_count(1)).await,
        all(&client, options().filter(cases())).await,
        all(&client, options().position(StreamPosition::End).filter(cases()).max_count(2)).await,
        all(&client, options().filter(SubscriptionFilter::on_stream_name().regex("^f"))).await,
        all(&client, options().filter(SubscriptionFilter::on_event_type().regex("^f"))).await,
    ], @r#"
    [
        [
            "case-a@0 1",
            "case-a@1 2",
            "filing-a@0 3",
            "filing-a@1 4",
            "case-a@2 5",
        ],
        [
            "filing-a@0 3",
            "filing-a@1 4",
        ],
        [
            "case-a@1 2",
            "case-a@0 1",
        ],
        [
            "case-a@2 5",
        ],
        [
            "case-a@0 1",
            "case-a@1 2",
            "case-a@2 5",
        ],
        [
            "case-a@2 5",
            "case-a@1 2",
        ],
        [
            "filing-a@0 3",
            "filing-a@1 4",
        ],
        [],
    ]
    "#);
}

/// A deleted stream begins anew behind what it held; that goes with the next scavenge.
#[tokio::test]
async fn a_deleted_stream_goes_on_behind_its_end() {
    let (_double, client) = two_streams().await;
    client.delete_stream("case-a", &DeleteStreamOptions::default()).await.unwrap();
    assert_eq!(stream(&client, ReadStreamOptions::default()).await.len(), 1);
    let mut answers = vec![];
    for (n, state) in [(6, StreamState::StreamExists), (7, StreamState::NoStream)] {
        answers.push(told(append(&client, "case-a", state, [n]).await));
    }
    answers.extend(stream(&client, ReadStreamOptions::default()).await);
    scavenge(&client).await;
    let visible = SubscriptionFilter::on_stream_name().exclude_system_events();
    answers.extend(all(&client, ReadAllOptions::default().filter(visible)).await);
    insta::assert_debug_snapshot!(answers, @r#"
    [
        "The resource you asked for was deleted",
        "at 3",
        "case-a@3 7",
        "filing-a@0 3",
        "filing-a@1 4",
        "case-a@3 7",
    ]
    "#);
}

/// A tombstone is for good: what it ends can't be read, and is gone from the log once that was scavenged.
#[tokio::test]
async fn a_tombstone_ends_a_stream_for_good() {
    let (double, client) = two_streams().await;
    let wrong = TombstoneStreamOptions::default().stream_state(StreamState::StreamRevision(1));
    let mut answers = vec![];
    answers.push(client.tombstone_stream("case-a", &wrong).await.unwrap_err().to_string());
    client.tombstone_stream("case-a", &TombstoneStreamOptions::default()).await.unwrap();
    answers.push(told(append(&client, "case-a", StreamState::Any, [6]).await));
    answers.extend(stream(&client, ReadStreamOptions::default()).await);
    let again = client.delete_stream("case-a", &DeleteStreamOptions::default()).await;
    assert!(matches!(again, Err(Error::ResourceDeleted)), "{again:?}");
    assert_eq!(double.records().len(), 6);
    scavenge(&client).await;
    let left = double.records();
    answers.extend(left.iter().map(|it| format!("{} {}", it.stream, it.event.event_type)));
    insta::assert_debug_snapshot!(answers, @r#"
    [
        "Unmapped gRPC error: code: The system is not in a state required for the operation's execution, message: Delete failed due to WrongExpectedVersion. Stream: case-a, Expected version: 1, Actual version: 2.",
        "The resource you asked for was deleted",
        "The resource you asked for was deleted",
        "filing-a case.tested",
        "filing-a case.tested",
        "case-a $streamDeleted",
    ]
    "#);
}

async fn scavenge(client: &Client) {
    let operations = operations::Client::from(client.clone());
    let options = operations::OperationalOptions::default();
    let started = operations.start_scavenge(1, 0, &options).await.unwrap();
    assert_eq!(started.status(), operations::ScavengeStatus::Started);
    let stopped = operations.stop_scavenge(started.id(), &options).await;
    assert!(matches!(stopped, Err(Error::ResourceNotFound)), "{stopped:?}");
}
