//! Nodes that stop, come back, and lead in turn.

use std::time::Duration;

use kurrent_double::Double;
use kurrentdb::{
    Error, ReadStreamOptions, RetryOptions, StreamPosition, StreamState, SubscribeToAllOptions,
    SubscribeToStreamOptions,
};

use crate::{append, client, client_with, line, lines, single};

fn forever() -> RetryOptions {
    RetryOptions::default().retry_forever().retry_delay(Duration::from_millis(20))
}

/// The first append that reaches the old leader fails with where the new one is; the client goes there.
#[tokio::test]
async fn another_node_leads() {
    let double = Double::of_nodes(3).unwrap();
    let client = client(&double);
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    let mut log = client.subscribe_to_all(&SubscribeToAllOptions::default()).await;
    log.next().await.unwrap();
    double.elect(Some(2));
    let moved = append(&client, "case-a", StreamState::StreamRevision(0), [2]).await;
    let Err(Error::NotLeaderException(leader)) = &moved else { panic!("{moved:?}") };
    assert_eq!(format!("{}:{}", leader.host, leader.port), double.address(2).to_string());
    append(&client, "case-a", StreamState::StreamRevision(0), [2]).await.unwrap();
    let ended = log.next().await;
    assert!(matches!(ended, Err(Error::NotLeaderException(_))), "{ended:?}");
}

/// Whoever doesn't insist on the leader reads from any node, and has others pass on what they write.
#[tokio::test]
async fn a_follower_answers_who_does_not_insist() {
    let double = Double::of_nodes(2).unwrap();
    let client = client_with(&double, "&nodePreference=follower");
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    double.elect(Some(1));
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    double.elect(Some(0));
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    assert_eq!(
        lines(client.read_stream("case-a", &ReadStreamOptions::default()).await).await.len(),
        1
    );
}

#[tokio::test]
async fn nobody_leads() {
    let double = Double::of_nodes(2).unwrap();
    let (leading, following) = (client(&double), client_with(&double, "&nodePreference=follower"));
    append(&leading, "case-a", StreamState::NoStream, [1]).await.unwrap();
    append(&following, "case-a", StreamState::StreamRevision(0), [2]).await.unwrap();
    double.elect(None);
    assert_eq!(double.leader(), None);
    for client in [&leading, &following] {
        let refused = append(client, "case-a", StreamState::StreamRevision(1), [3]).await;
        assert!(matches!(refused, Err(Error::ServerError(_))), "{refused:?}");
    }
    let options = ReadStreamOptions::default().max_count(9);
    let read = lines(following.read_stream("case-a", &options).await).await;
    assert_eq!(read, ["case-a@0 1", "case-a@1 2"]);
    double.elect(Some(1));
    append(&following, "case-a", StreamState::StreamRevision(1), [3]).await.unwrap();
}

#[tokio::test]
async fn a_node_comes_back_at_its_address_with_its_log() {
    let (mut double, client) = single();
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    let options = SubscribeToStreamOptions::default().start_from(StreamPosition::Start);
    let options = options.retry_options(forever());
    let mut subscription = client.subscribe_to_stream("case-a", &options).await;
    subscription.next().await.unwrap();
    let address = double.address(0);
    double.restart(0).unwrap();
    assert_eq!(double.address(0), address);
    let mut tries = 0;
    while append(&client, "case-a", StreamState::StreamRevision(0), [2]).await.is_err() {
        tries += 1;
        assert!(tries < 5, "the client doesn't find the server again");
    }
    assert_eq!(line(&subscription.next().await.unwrap()), "case-a@1 2");
}

/// A client doesn't leave a node that is gone, though others are there and one of them leads: it asks the
/// same one for ever. A new client finds the leader; the old one does once its node is back to tell it.
#[tokio::test]
async fn the_leader_stops_and_its_client_stays_with_it() {
    let mut double = Double::of_nodes(3).unwrap();
    let client = client(&double);
    append(&client, "case-a", StreamState::NoStream, [1]).await.unwrap();
    double.stop(0);
    assert_eq!(double.leader(), Some(1));
    for _ in 0..5 {
        let refused = append(&client, "case-a", StreamState::StreamRevision(0), [2]).await;
        assert!(matches!(refused, Err(Error::ServerError(_))), "{refused:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let new = crate::client(&double);
    append(&new, "case-a", StreamState::StreamRevision(0), [2]).await.unwrap();
    double.restart(0).unwrap();
    assert_eq!(double.leader(), Some(1));
    let moved = append(&client, "case-a", StreamState::StreamRevision(1), [3]).await;
    assert!(matches!(moved, Err(Error::NotLeaderException(_))), "{moved:?}");
    append(&client, "case-a", StreamState::StreamRevision(1), [3]).await.unwrap();
}

/// A client that was started before its server stays dead, though the server is there now.
#[tokio::test]
async fn a_client_whose_first_connection_failed_never_recovers() {
    let mut double = Double::single().unwrap();
    double.stop(0);
    let early = client(&double);
    let refused = append(&early, "case-a", StreamState::Any, [1]).await;
    assert!(matches!(refused, Err(Error::GrpcConnectionError(_))), "{refused:?}");
    double.restart(0).unwrap();
    let dead = append(&early, "case-a", StreamState::Any, [1]).await;
    assert!(matches!(dead, Err(Error::ConnectionClosed)), "{dead:?}");
    append(&client(&double), "case-a", StreamState::Any, [1]).await.unwrap();
}
