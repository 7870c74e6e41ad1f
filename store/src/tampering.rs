//! Try to cheat: whoever changes a stored byte is found, and named to the byte's event.

use rusqlite::Connection;
use uuid::Uuid;

use crate::{
    EventStore, Expected, LogKind, Options, StoreError,
    contract::{open, proposed},
    verify,
};

async fn a_log_of_three_cases(folder: &std::path::Path) {
    let store = open(folder);
    for n in 1..=3_u128 {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], Uuid::from_u128(n), 3);
        store.append(&stream, Expected::Empty, events).await.unwrap();
    }
}

fn raw(folder: &std::path::Path) -> Connection {
    Connection::open(folder.join("log.db")).unwrap()
}

#[tokio::test]
async fn no_statement_changes_deletes_or_replaces_an_event() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of_three_cases(folder.path()).await;
    let raw = raw(folder.path());
    for statement in [
        "UPDATE events SET data = x'00' WHERE position = 2",
        "DELETE FROM events WHERE position = 2",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 2",
        "REPLACE INTO events SELECT 99, stream, revision, id, type, schema, command_id, metadata,
             data, prev_hash, hash FROM events WHERE position = 2",
        "UPDATE streams SET name = 'case-x' WHERE no = 2",
        "DELETE FROM streams WHERE no = 2",
    ] {
        assert!(raw.execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(verify::verify(folder.path(), |_| ()).unwrap().damage, [""; 0]);
}

#[tokio::test]
async fn a_changed_byte_is_named_by_stream_revision_and_position() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of_three_cases(folder.path()).await;
    let raw = raw(folder.path());
    raw.execute_batch(
        "DROP TRIGGER events_are_final;
         UPDATE events SET data = CAST('{\"n\":9}' AS BLOB) WHERE position = 6;",
    )
    .unwrap();
    drop(raw);
    let report = verify::verify(folder.path(), |_| ()).unwrap();
    assert_eq!(report.damage, ["case-2@1, position 6: its bytes do not give its hash"]);
    assert_eq!((report.events, report.streams), (10, 4));
    let refused = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap_err();
    let StoreError::Damaged { file, stream, revision: 1, position: 6, .. } = refused else {
        panic!("{refused:?}");
    };
    assert!(file.ends_with("log.db") && stream == "case-2");
}

#[tokio::test]
async fn a_read_that_meets_damage_turns_writes_off() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of_three_cases(folder.path()).await;
    let store = open(folder.path());
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_are_final;
             UPDATE events SET data = x'7b7d' WHERE position = 2;",
        )
        .unwrap();
    assert!(matches!(store.read("case-1").await, Err(StoreError::Damaged { .. })));
    assert!(store.writes_off().is_some());
    let events = proposed("case-9", &[], Uuid::from_u128(9), 1);
    assert!(store.append("case-9", Expected::Empty, events).await.is_err());
    assert_eq!(store.read("case-3").await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_rewritten_event_with_a_hash_of_its_own_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of_three_cases(folder.path()).await;
    let forged = proposed("case-1", &[], Uuid::from_u128(77), 1).remove(0);
    raw(folder.path())
        .execute_batch("DROP TRIGGER events_are_final;")
        .and_then(|()| {
            raw(folder.path()).execute(
                "UPDATE events SET id = ?1, metadata = ?2, hash = ?3 WHERE position = 2",
                rusqlite::params![forged.id.as_bytes(), forged.metadata, forged.hash],
            )
        })
        .unwrap();
    let report = verify::verify(folder.path(), |_| ()).unwrap();
    assert_eq!(report.damage, ["case-1@1, position 3: it does not follow its predecessor"]);
}
