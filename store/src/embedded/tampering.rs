//! Try to cheat: whoever changes a stored byte is found, and named to the byte's event.

use domain::document::Sha256;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::Digest;
use uuid::Uuid;

use crate::{
    EventStore, Expected, LogKind, Options, StoreError,
    contract::{proposed, proposed_saying},
    documents::Documents,
    embedded::tests::{a_log_of, open},
    verify,
};

/// What is said of a log whose events anybody may change.
const UNGUARDED: &str = "log.db: `events_are_final` is missing";

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
        "INSERT OR REPLACE INTO streams VALUES (2, 'case-x')",
        "REPLACE INTO streams VALUES (99, 'case-1')",
        "INSERT INTO streams VALUES (2, 'case-x') ON CONFLICT DO UPDATE SET name = excluded.name",
    ] {
        assert!(raw.execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(verify::verify(folder.path(), verify::BYTES_ALONE).unwrap().damage, [""; 0]);
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
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    let damage = ["case-2@1, position 6: its bytes do not give its hash", UNGUARDED];
    assert_eq!(report.damage, damage);
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
    let off = store.append("case-9", Expected::Empty, events).await.unwrap_err();
    let StoreError::WritesOff { reason } = &off else { panic!("{off:?}") };
    assert!(reason.ends_with("case-1@0, position 2: its bytes do not give its hash"), "{reason}");
    assert_eq!(store.read("case-3").await.unwrap().len(), 3);
}

/// What feeds the tables reads every event, and so checks each.
#[tokio::test]
async fn whoever_reads_the_whole_log_stops_at_damage() {
    let folder = tempfile::tempdir().unwrap();
    let store = a_log_of(3, folder.path()).await;
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_are_final;
             UPDATE events SET data = CAST('{\"n\":9}' AS BLOB) WHERE position = 4;",
        )
        .unwrap();
    let refused = store.read_all(None, 10).await.unwrap_err();
    assert!(matches!(refused, StoreError::Damaged { position: 4, .. }), "{refused:?}");
    assert!(store.writes_off().is_some());
    let sound = store.read_all(None, 2).await.unwrap();
    assert_eq!(sound.len(), 2, "what lies before it is read");
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
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    let damage = ["case-1@1, position 3: it does not follow its predecessor", UNGUARDED];
    assert_eq!(report.damage, damage);
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
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    assert_eq!(
        report.damage,
        [
            "case-1@2, position 4: a column of it is of another kind or length",
            "case-2@2, position 7: its bytes do not give its hash",
            UNGUARDED,
        ]
    );
}

/// The rows are whole, and readers that look one up would not find it.
#[tokio::test]
async fn an_index_that_lost_a_row_is_found() {
    let folder = tempfile::tempdir().unwrap();
    drop(a_log_of(3, folder.path()).await);
    let raw = raw(folder.path());
    let page: u64 = raw
        .query_row(
            "SELECT rootpage * page_size - 1 FROM sqlite_schema, pragma_page_size
             WHERE name = 'sqlite_autoindex_events_1'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(raw);
    let path = folder.path().join("log.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The last byte of the page belongs to the entry that came first.
    bytes[usize::try_from(page).unwrap()] ^= 1;
    std::fs::write(path, bytes).unwrap();
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    assert_eq!(report.damage, ["log.db: row 1 missing from index sqlite_autoindex_events_1"]);
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

/// Whoever took a trigger away may have changed what it guards.
#[tokio::test]
async fn a_start_stops_at_a_log_that_lacks_a_trigger_and_verify_log_names_it() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    raw(folder.path()).execute_batch("DROP TRIGGER events_are_final;").unwrap();
    let said = refused(folder.path());
    assert!(said.ends_with("log.db can't be used: `events_are_final` is missing"), "{said}");
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    assert_eq!(report.damage, [UNGUARDED]);
}

/// An event that is missing among others is no tail that was cut off.
#[tokio::test]
async fn a_start_stops_where_an_event_is_missing_among_others() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(3, folder.path()).await;
    let raw = raw(folder.path());
    let stay = "SELECT sql FROM sqlite_schema WHERE name = 'events_stay'";
    let stay: String = raw.query_row(stay, [], |it| it.get(0)).unwrap();
    raw.execute_batch(&format!(
        "DROP TRIGGER events_stay; DELETE FROM events WHERE position = 4; {stay};"
    ))
    .unwrap();
    let said = refused(folder.path());
    assert!(said.ends_with("case-2@0, position 5: the positions before it have a gap"), "{said}");
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

/// A demonstration is not made real by a byte, however far behind the record of its kind lies.
#[tokio::test]
async fn a_start_checks_the_first_record_of_a_long_log() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let events = proposed("case-1", &[], Uuid::from_u128(1), 1_001);
    store.append("case-1", Expected::Empty, events).await.unwrap();
    drop(store);
    raw(folder.path())
        .execute_batch(
            "DROP TRIGGER events_are_final;
             UPDATE events SET data = CAST(replace(data, 'REAL', 'DEMO') AS BLOB) WHERE position = 1;",
        )
        .unwrap();
    let said = EventStore::open(folder.path(), &Options::of(LogKind::Demo)).unwrap_err();
    let said = said.to_string();
    assert!(said.ends_with("log@0, position 1: its bytes do not give its hash"), "{said}");
}

/// Others in their place would open nothing; once they had sealed something, neither file would open all.
#[tokio::test]
async fn a_start_stops_where_the_keys_of_a_log_with_events_are_missing() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let (keys, elsewhere) =
        (folder.path().join(crate::keys::FILE), folder.path().join("elsewhere"));
    std::fs::remove_file(&keys).unwrap();
    a_log_of(1, folder.path()).await;
    std::fs::rename(&keys, &elsewhere).unwrap();
    for replaced in [false, true] {
        if replaced {
            std::fs::write(&keys, "").unwrap();
        }
        let said = refused(folder.path());
        assert!(said.contains("keys.db is missing, or holds no keys"), "{said}");
        assert_eq!(keys.exists(), replaced);
    }
    std::fs::rename(&elsewhere, &keys).unwrap();
    assert_eq!(open(folder.path()).read("case-1").await.unwrap().len(), 3);
}

/// An empty one in its place would be served as if nothing had ever happened.
#[tokio::test]
async fn a_start_stops_where_the_log_of_keys_is_missing_or_empty() {
    let folder = tempfile::tempdir().unwrap();
    a_log_of(1, folder.path()).await;
    let (log, elsewhere) = (folder.path().join("log.db"), folder.path().join("elsewhere"));
    std::fs::rename(&log, &elsewhere).unwrap();
    let ends = "log.db is missing, or empty: put it back from where a copy of it is kept, or choose another data \
                folder";
    for emptied in [false, true] {
        if emptied {
            std::fs::write(&log, "").unwrap();
        }
        let said = refused(folder.path());
        let begins = said.contains("keys.db holds the keys of a log, and ");
        assert!(begins && said.ends_with(ends), "{said}");
        assert_eq!(std::fs::read(&log).ok(), emptied.then(Vec::new));
    }
    std::fs::rename(elsewhere, log).unwrap();
    assert_eq!(open(folder.path()).read("case-1").await.unwrap().len(), 3);
}

fn digest(bytes: &[u8]) -> Sha256 {
    Sha256::new(sha2::Sha256::digest(bytes).into())
}

/// A log in which `case-1` names documents, by all that is said of each.
async fn a_log_that_names(folder: &std::path::Path, said: Value) -> EventStore {
    let store = open(folder);
    let events = proposed_saying("case-1", &[], Uuid::from_u128(1), &[said]);
    store.append("case-1", Expected::Empty, events).await.unwrap();
    store
}

#[tokio::test]
async fn documents_that_no_event_names_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let named =
        json!({ "document": { "sha256": digest(b"named"), "type": "EVIDENCE", "pages": 1 } });
    let store = a_log_that_names(folder.path(), named).await;
    let documents = Documents::new(folder.path(), store.keys().clone());
    let put = |record: &str, bytes: &[u8]| {
        documents.put(record, digest(bytes), bytes).unwrap();
        digest(bytes)
    };
    put("case-1", b"named");
    let orphans = [put("case-1", b"never named"), put("case-2", b"named")];
    drop(store);
    let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    let listed: [std::path::PathBuf; 2] = [("case-1", orphans[0]), ("case-2", orphans[1])]
        .map(|(record, sha256)| format!("documents/{record}/{sha256}").into());
    assert_eq!(report.orphans, listed);
    assert_eq!((report.documents, report.is_sound()), (1, true));
}

/// Evidence that was fixed by copying has a digest too, and is no document.
#[tokio::test]
async fn bytes_that_are_missing_or_others_are_named_by_their_event_and_digest() {
    let folder = tempfile::tempdir().unwrap();
    let all: [&[u8]; 4] = [b"whole", b"other", b"missing", b"swapped"];
    let [whole, other, missing, swapped] = all.map(digest);
    let said = json!({
        "documents": [
            { "sha256": whole, "type": "EVIDENCE", "pages": 1 },
            { "sha256": other, "type": "EVIDENCE", "pages": 2 },
            { "sha256": missing, "type": "EVIDENCE", "pages": 3 },
            { "sha256": swapped, "type": "EVIDENCE", "pages": 4 },
        ],
        "form": { "form": "FIXED", "sha256": digest(b"fixed") },
    });
    let store = a_log_that_names(folder.path(), said).await;
    let documents = Documents::new(folder.path(), store.keys().clone());
    for bytes in [all[0], all[1], all[3]] {
        documents.put("case-1", digest(bytes), bytes).unwrap();
    }
    drop(store);
    let place = |sha256: Sha256| folder.path().join(format!("documents/case-1/{sha256}"));
    let mut bytes = std::fs::read(place(other)).unwrap();
    bytes[0] ^= 1;
    std::fs::write(place(other), bytes).unwrap();
    std::fs::copy(place(whole), place(swapped)).unwrap();
    let mut report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
    report.lost.sort();
    let lost =
        |sha256, how| format!("case-1@0, position 2: the bytes of the document {sha256} are {how}");
    let mut expected = [
        lost(other, "not those that it names"),
        lost(missing, "missing"),
        lost(swapped, "not those that it names"),
    ];
    expected.sort();
    assert_eq!(report.lost, expected);
    assert_eq!((report.documents, report.unopened, &report.damage), (4, 0, &vec![]));
    assert!(!report.is_sound());
}

/// What was erased can't be told from what was changed: it is counted, and is no alarm.
#[tokio::test]
async fn bytes_whose_key_is_gone_are_counted_and_the_keys_may_lie_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let named =
        json!({ "document": { "sha256": digest(b"named"), "type": "EVIDENCE", "pages": 1 } });
    let store = a_log_that_names(folder.path(), named).await;
    let documents = Documents::new(folder.path(), store.keys().clone());
    documents.put("case-1", digest(b"named"), b"named").unwrap();
    let found = || {
        let report = verify::verify(folder.path(), verify::BYTES_ALONE).unwrap();
        (report.documents, report.unopened, report.lost)
    };
    assert_eq!(found(), (1, 0, vec![]));
    store.keys().destroy("case-1").unwrap();
    assert_eq!(found(), (1, 1, vec![]));
    drop((store, documents));
    std::fs::rename(folder.path().join(crate::keys::FILE), folder.path().join("elsewhere"))
        .unwrap();
    assert_eq!(found(), (1, 1, vec![]));
    assert!(!folder.path().join(crate::keys::FILE).exists());
}
