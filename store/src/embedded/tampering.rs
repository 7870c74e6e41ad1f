//! Try to cheat: whoever changes a stored byte is found, and named to the byte's event.

use domain::document::Sha256;
use rusqlite::Connection;
use serde_json::json;
use sha2::Digest;
use uuid::Uuid;

use crate::{
    EventStore, Expected, LogKind, Options, StoreError,
    contract::proposed,
    documents::Documents,
    embedded::tests::{a_log_of, open},
    verify,
};

fn raw(folder: &std::path::Path) -> Connection {
    Connection::open(folder.join("log.db")).unwrap()
}

#[tokio::test]
async fn no_statement_changes_deletes_or_replaces_an_event() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    let raw = raw(folder.path());
    for statement in [
        "UPDATE events SET data = x'00' WHERE position = 2",
        "DELETE FROM events WHERE position = 2",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 2",
        "REPLACE INTO events SELECT 99, stream, revision, id, type, schema, metadata, data,
             prev_hash, hash FROM events WHERE position = 2",
        "UPDATE streams SET name = 'case-x' WHERE no = 2",
        "DELETE FROM streams WHERE no = 2",
    ] {
        assert!(raw.execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(verify::verify(folder.path(), |_, _| ()).unwrap().damage, [""; 0]);
}

#[tokio::test]
async fn a_changed_byte_is_named_by_stream_revision_and_position() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    let raw = raw(folder.path());
    raw.execute_batch(
        "DROP TRIGGER events_are_final;
         UPDATE events SET data = CAST('{\"n\":9}' AS BLOB) WHERE position = 6;",
    )
    .unwrap();
    drop(raw);
    let report = verify::verify(folder.path(), |_, _| ()).unwrap();
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
    let store = a_log_of(3, folder.path()).await;
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
    a_log_of(3, folder.path()).await;
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
    let report = verify::verify(folder.path(), |_, _| ()).unwrap();
    assert_eq!(report.damage, ["case-1@1, position 3: it does not follow its predecessor"]);
}

#[tokio::test]
async fn a_column_of_another_length_is_named_and_the_rest_is_checked_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_are_final;
             UPDATE events SET hash = x'00' WHERE position = 4;
             UPDATE events SET data = x'7b7d' WHERE position = 7;",
        )
        .unwrap();
    let report = verify::verify(folder.path(), |_, _| ()).unwrap();
    assert_eq!(
        report.damage,
        [
            "case-1@2, position 4: a column of it is of another kind or length",
            "case-2@2, position 7: its bytes do not give its hash",
        ]
    );
}

fn refused(folder: &std::path::Path) -> String {
    EventStore::open(folder, &Options::of(LogKind::Real)).unwrap_err().to_string()
}

#[tokio::test]
async fn a_start_stops_at_a_file_that_is_no_log_and_names_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("log.db"), [b'x'; 8_192]).unwrap();
    assert!(refused(folder.path()).contains("log.db can't be used: file is not a database"));
}

#[tokio::test]
async fn a_start_stops_at_tables_that_were_changed_and_names_them() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_stay;
             CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT 1; END;",
        )
        .unwrap();
    let said = refused(folder.path());
    assert!(
        said.ends_with("log.db can't be used: `events_stay` is not as this program makes it"),
        "{said}"
    );
}

#[tokio::test]
async fn a_start_stops_at_a_log_whose_first_record_is_not_its_header() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_are_final;
             UPDATE events SET type = 'log.closed' WHERE position = 1;",
        )
        .unwrap();
    let said = refused(folder.path());
    assert!(said.contains("log.db is damaged at log@0, position 1"), "{said}");
}

#[tokio::test]
async fn documents_that_no_event_names_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let documents = Documents::new(folder.path(), store.keys().clone());
    let put = |record: &str, bytes: &[u8]| {
        let sha256 = Sha256::new(sha2::Sha256::digest(bytes).into());
        documents.put(record, sha256, bytes).unwrap();
        sha256
    };
    let named = put("case-1", b"named");
    let orphans = [put("case-1", b"never named"), put("case-2", b"named")];
    let mut events = proposed("case-1", &[], Uuid::from_u128(1), 1);
    events[0].data = json!({ "document": { "sha256": named } }).to_string().into_bytes();
    store.append("case-1", Expected::Empty, events).await.unwrap();
    drop(store);
    let report = verify::verify(folder.path(), |_, _| ()).unwrap();
    let listed: [std::path::PathBuf; 2] = [("case-1", orphans[0]), ("case-2", orphans[1])]
        .map(|(record, sha256)| format!("documents/{record}/{sha256}").into());
    assert_eq!(report.orphans, listed);
}
