//! The embedded log keeps the contract, and what is true of it alone.

use std::path::Path;

use uuid::Uuid;

use crate::{
    EventStore, Expected, LogKind, Options, StoreError,
    contract::{proposed, the_contract_is_kept},
};

/// An embedded log in a folder of its own.
pub(crate) fn open(folder: &Path) -> EventStore {
    EventStore::open(folder, &Options::of(LogKind::Real)).unwrap()
}

/// A log of `count` cases, `case-1` and on, with three events each.
pub(crate) async fn a_log_of(count: u128, folder: &Path) -> EventStore {
    let store = open(folder);
    for n in 1..=count {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], Uuid::from_u128(n), 3);
        store.append(&stream, Expected::Empty, events).await.unwrap();
    }
    store
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_embedded_log_keeps_the_contract() {
    the_contract_is_kept(async || {
        let folder = tempfile::tempdir().unwrap();
        async move |kind| EventStore::open(folder.path(), &Options::of(kind))
    })
    .await;
}

#[tokio::test]
async fn positions_have_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let store = a_log_of(4, folder.path()).await;
    let all = store.read_all(None, 1_000).await.unwrap();
    let positions: Vec<_> = all.iter().map(|it| it.position.get()).collect();
    // The first place is that of the log's own record.
    assert_eq!(positions, (2..=13).collect::<Vec<_>>());
}

#[tokio::test]
async fn one_process_holds_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let locked = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap_err();
    assert!(matches!(locked, StoreError::Locked { .. }), "{locked:?}");
    drop(store);
    open(folder.path());
}

#[tokio::test]
async fn a_full_disk_refuses_writes_and_keeps_serving_reads() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { max_pages: Some(24), ..Options::of(LogKind::Real) };
    let store = EventStore::open(folder.path(), &options).unwrap();
    let (mut written, mut refused) = (0, None);
    for n in 0..200_u128 {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], Uuid::from_u128(n + 1), 4);
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
    let events = proposed("case-more", &[], Uuid::from_u128(900), 4);
    store.append("case-more", Expected::Empty, events).await.unwrap();
}
