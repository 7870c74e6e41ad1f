//! Following a stream or the whole log.

use kurrent_double::{BUFFER, Double};
use kurrentdb::{
    Client, Error, Position, StreamPosition, StreamState, SubscribeToAllOptions,
    SubscribeToStreamOptions, Subscription, SubscriptionEvent, SubscriptionFilter,
    TombstoneStreamOptions,
};

use crate::{append, line, single};

/// What comes next, with positions told as the number of the event at them.
async fn next(double: &Double, subscription: &mut Subscription) -> String {
    let at = |it: Position| {
        let records = double.records();
        let found = records.iter().find(|record| record.place.commit == it.commit).unwrap();
        assert_eq!(found.place.prepare, it.prepare);
        String::from_utf8_lossy(&found.event.data).into_owned()
    };
    let reached = |revision: Option<u64>, position: Option<Position>| match (revision, position) {
        (Some(revision), None) => format!("revision {revision}"),
        (None, Some(position)) => at(position),
        (None, None) => "nothing".to_owned(),
        (Some(_), Some(_)) => panic!("a revision and a position"),
    };
    match subscription.next_subscription_event().await.unwrap() {
        SubscriptionEvent::Confirmed(_) => "confirmed".to_owned(),
        SubscriptionEvent::EventAppeared(event) => line(&event),
        SubscriptionEvent::Checkpoint(it) => format!("checkpoint at {}", at(it)),
        SubscriptionEvent::CaughtUp(Some(it)) => {
            format!("caught up at {}", reached(it.stream_revision, it.position))
        }
        SubscriptionEvent::FellBehind(Some(it)) => {
            format!("fell behind at {}", reached(it.stream_revision, it.position))
        }
        other => format!("{other:?}"),
    }
}

async fn take(double: &Double, subscription: &mut Subscription, count: usize) -> Vec<String> {
    let mut taken = vec![];
    for _ in 0..count {
        taken.push(next(double, subscription).await);
    }
    taken
}

fn from(double: &Double, n: usize) -> StreamPosition<Position> {
    let place = double.records()[n].place;
    StreamPosition::Position(Position { commit: place.commit, prepare: place.prepare })
}

#[tokio::test]
async fn a_stream_is_followed_behind_a_revision() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, [1, 2, 3]).await.unwrap();
    let options = SubscribeToStreamOptions::default().start_from(StreamPosition::Position(0));
    let mut subscription = client.subscribe_to_stream("case-a", &options).await;
    let mut told = take(&double, &mut subscription, 4).await;
    append(&client, "case-b", StreamState::Any, [4]).await.unwrap();
    append(&client, "case-a", StreamState::Any, [5]).await.unwrap();
    told.extend(take(&double, &mut subscription, 1).await);
    insta::assert_debug_snapshot!(told, @r#"
    [
        "confirmed",
        "case-a@1 2",
        "case-a@2 3",
        "caught up at revision 2",
        "case-a@3 5",
    ]
    "#);
    client.tombstone_stream("case-a", &TombstoneStreamOptions::default()).await.unwrap();
    let ended = subscription.next().await;
    assert!(matches!(ended, Err(Error::ResourceDeleted)), "{ended:?}");
}

#[tokio::test]
async fn the_end_of_a_log_is_a_place_to_begin_too() {
    let (double, client) = single();
    let options = SubscribeToAllOptions::default().position(StreamPosition::End);
    let mut empty = client.subscribe_to_all(&options).await;
    let mut told = take(&double, &mut empty, 2).await;
    append(&client, "case-a", StreamState::Any, [1]).await.unwrap();
    told.extend(take(&double, &mut empty, 1).await);
    let mut filled = client.subscribe_to_all(&options).await;
    told.extend(take(&double, &mut filled, 2).await);
    append(&client, "case-a", StreamState::Any, [2]).await.unwrap();
    told.extend(take(&double, &mut filled, 1).await);
    insta::assert_debug_snapshot!(told, @r#"
    [
        "confirmed",
        "caught up at nothing",
        "case-a@0 1",
        "confirmed",
        "caught up at 1",
        "case-a@1 2",
    ]
    "#);
}

/// An idle reader advances: it hears how far the server has looked, though nothing there was for it.
#[tokio::test]
async fn a_filtered_subscription_tells_how_far_it_has_looked() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, 1..=3).await.unwrap();
    append(&client, "other", StreamState::Any, 4..=8).await.unwrap();
    let filter = SubscriptionFilter::on_stream_name().add_prefix("case-").max(3);
    let options = SubscribeToAllOptions::default().position(from(&double, 0)).filter(filter);
    let mut subscription = client.subscribe_to_all(&options).await;
    let mut told = take(&double, &mut subscription, 7).await;
    append(&client, "other", StreamState::Any, 9..=11).await.unwrap();
    told.extend(take(&double, &mut subscription, 1).await);
    append(&client, "case-b", StreamState::Any, [12]).await.unwrap();
    told.extend(take(&double, &mut subscription, 1).await);
    insta::assert_debug_snapshot!(told, @r#"
    [
        "confirmed",
        "case-a@1 2",
        "case-a@2 3",
        "checkpoint at 4",
        "checkpoint at 7",
        "checkpoint at 8",
        "caught up at 8",
        "checkpoint at 11",
        "case-b@0 12",
    ]
    "#);
}

/// More at once than the server holds for a reader: it is read from the log instead, and nothing is missed.
#[tokio::test]
async fn a_subscription_falls_behind_and_catches_up() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, [1]).await.unwrap();
    let filter = SubscriptionFilter::on_event_type().regex("^case\\.");
    let options = SubscribeToAllOptions::default().filter(filter);
    let mut subscription = client.subscribe_to_all(&options).await;
    let mut told = take(&double, &mut subscription, 4).await;
    let many = u32::try_from(BUFFER).unwrap() + 1;
    append(&client, "case-a", StreamState::Any, 2..2 + many).await.unwrap();
    told.extend(take(&double, &mut subscription, 2).await);
    let mut missed = vec![];
    while missed.last().is_none_or(|it: &String| !it.starts_with("caught up")) {
        missed.push(next(&double, &mut subscription).await);
    }
    let is_event = |it: &&String| it.starts_with("case-a@");
    assert_eq!(missed.iter().filter(is_event).count(), BUFFER);
    told.extend(missed.iter().rev().take(2).rev().cloned());
    insta::assert_debug_snapshot!(told, @r#"
    [
        "confirmed",
        "case-a@0 1",
        "checkpoint at 1",
        "caught up at 1",
        "fell behind at 1",
        "case-a@1 2",
        "checkpoint at 34",
        "caught up at 34",
    ]
    "#);
}

/// What most nodes don't have yet is nobody's business.
#[tokio::test]
async fn what_is_not_replicated_is_not_told() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::Any, [1]).await.unwrap();
    let mut subscription = client.subscribe_to_all(&SubscribeToAllOptions::default()).await;
    take(&double, &mut subscription, 3).await;
    double.hold_replication();
    let held = tokio::spawn(held_append(client.clone()));
    while double.is_replicated() {
        tokio::task::yield_now().await;
    }
    assert_eq!(double.records().len(), 1);
    double.release_replication();
    assert_eq!(next(&double, &mut subscription).await, "case-a@1 2");
    held.await.unwrap();
}

async fn held_append(client: Client) {
    append(&client, "case-a", StreamState::Any, [2]).await.unwrap();
}
