//! What every backend must keep: the suite runs against each of them.

use std::{path::Path, sync::Arc};

use domain::{Actor, Moment};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::{
    EventStore, Expected, LogKind, Metadata, Options, Proposed, Recorded, StoreError, hash::Hashed,
};

/// An embedded log in a folder of its own.
pub(crate) fn open(folder: &Path) -> EventStore {
    EventStore::open(folder, &Options::of(LogKind::Real)).unwrap()
}

/// `count` chained events of one command, to be appended after `history`.
pub(crate) fn proposed(
    stream: &str,
    history: &[Recorded],
    command_id: Uuid,
    count: u64,
) -> Vec<Proposed> {
    let at = Moment::new(Timestamp::UNIX_EPOCH);
    let metadata = Metadata {
        occurred_at: at,
        recorded_at: at,
        late_entry_reason: None,
        actor: Actor::Clock,
        basis: vec![],
        law: String::new(),
        facts: vec![],
        subjects: vec![],
        corrects: vec![],
        command_id,
        command_hash: String::new(),
        causation_id: None,
        correlation_id: command_id,
        producer: "contract".to_owned(),
    };
    let metadata = serde_json::to_vec(&metadata).unwrap();
    let mut prev_hash = history.last().map_or([0; 32], |it| it.hash);
    let first = history.len() as u64;
    let link = |n: u64| {
        let id = Uuid::new_v5(&command_id, format!("{stream}/{n}").as_bytes());
        let data = json!({ "n": n }).to_string().into_bytes();
        let (event_type, schema) = ("case.tested".to_owned(), 1);
        let hash = Hashed {
            prev_hash: &prev_hash,
            stream,
            revision: first + n,
            id,
            event_type: &event_type,
            schema,
            metadata: &metadata,
            data: &data,
        }
        .digest();
        let before = std::mem::replace(&mut prev_hash, hash);
        let (metadata, prev_hash) = (metadata.clone(), before);
        Proposed { id, event_type, schema, command_id, metadata, data, prev_hash, hash }
    };
    (0..count).map(link).collect()
}

fn command(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[tokio::test]
async fn what_was_appended_is_read_back_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let events = proposed("case-a", &[], command(1), 2);
    store.append("case-a", Expected::Empty, events.clone()).await.unwrap();
    let read = store.read("case-a").await.unwrap();
    let bytes: Vec<_> = read.iter().map(|it| (&it.data, &it.metadata_bytes, it.hash)).collect();
    let sent: Vec<_> = events.iter().map(|it| (&it.data, &it.metadata, it.hash)).collect();
    assert_eq!(bytes, sent);
    assert_eq!(store.read("case-none").await.unwrap(), []);
}

#[tokio::test]
async fn an_append_that_presumes_another_revision_is_a_conflict_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let first = proposed("case-a", &[], command(1), 1);
    store.append("case-a", Expected::Empty, first).await.unwrap();
    let late = proposed("case-a", &[], command(2), 1);
    let refused = store.append("case-a", Expected::Empty, late).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict { current: Some(0) }), "{refused:?}");
    assert_eq!(store.read_all(None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_same_events_again_are_answered_as_the_first_time_and_another_number_is_a_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let two = proposed("case-a", &[], command(1), 2);
    let first = store.append("case-a", Expected::Empty, two.clone()).await.unwrap();
    let again = store.append("case-a", Expected::Empty, two.clone()).await.unwrap();
    assert_eq!(first, again);
    for count in [1, 3] {
        let other = proposed("case-a", &[], command(1), count);
        let refused = store.append("case-a", Expected::Empty, other).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict { .. }), "{count}: {refused:?}");
    }
    assert_eq!(store.read("case-a").await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_append_at_once_and_positions_have_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let mut tasks = vec![];
    for n in 0..64_u128 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let stream = format!("case-{n}");
            let events = proposed(&stream, &[], command(n + 1), 3);
            store.append(&stream, Expected::Empty, events).await.unwrap()
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let all = store.read_all(None, 1_000).await.unwrap();
    assert_eq!(all.len(), 64 * 3);
    assert!(all.windows(2).all(|pair| pair[1].position.get() == pair[0].position.get() + 1));
}

#[tokio::test]
async fn a_follower_sees_everything_once_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut end = store.end();
    let (mut after, mut seen) = (*end.borrow_and_update(), vec![]);
    for n in 0..5_u128 {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], command(n + 1), 2);
        store.append(&stream, Expected::Empty, events).await.unwrap();
        end.changed().await.unwrap();
        let batch = store.read_all(after, 100).await.unwrap();
        after = batch.last().map(|it| it.position);
        seen.extend(batch);
    }
    let again = store.read_all(None, 100).await.unwrap();
    assert_eq!(seen, again);
}

#[tokio::test]
async fn a_log_that_is_opened_again_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let events = proposed("case-a", &[], command(1), 1);
    store.append("case-a", Expected::Empty, events).await.unwrap();
    let locked = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap_err();
    assert!(matches!(locked, StoreError::Locked { .. }), "{locked:?}");
    drop(store);
    let other = EventStore::open(folder.path(), &Options::of(LogKind::Demo)).unwrap_err();
    assert!(matches!(other, StoreError::WrongKind { .. }), "{other:?}");
    let store = open(folder.path());
    let history = store.read("case-a").await.unwrap();
    let events = proposed("case-a", &history, command(2), 1);
    store.append("case-a", Expected::Revision(0), events).await.unwrap();
    assert_eq!(store.read("case-a").await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_keeps_serving_reads() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { max_pages: Some(24), ..Options::of(LogKind::Real) };
    let store = EventStore::open(folder.path(), &options).unwrap();
    let (mut written, mut refused) = (0, None);
    for n in 0..200_u128 {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], command(n + 1), 4);
        match store.append(&stream, Expected::Empty, events).await {
            Ok(_) => written += 1,
            Err(error) => refused = Some(error),
        }
    }
    assert!(matches!(refused, Some(StoreError::Unavailable { .. })), "{refused:?}");
    assert!(written > 0);
    assert_eq!(store.writes_off(), None);
    assert_eq!(store.read_all(None, 1_000).await.unwrap().len(), written * 4);
    drop(store);
    let store = open(folder.path());
    let events = proposed("case-more", &[], command(900), 4);
    store.append("case-more", Expected::Empty, events).await.unwrap();
}
