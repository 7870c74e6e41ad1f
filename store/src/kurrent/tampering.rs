//! Try to cheat on a shared log: whoever changes a stored byte is found as in a log of one's own, though nobody
//! who looks holds anything, and nodes go on meanwhile.

use std::path::Path;

use domain::document::Sha256;
use kurrent_double::Double;
use kurrentdb::{Client, TombstoneStreamOptions};
use serde_json::json;
use sha2::Digest;
use tempfile::TempDir;
use uuid::Uuid;

use super::{
    Cluster,
    tests::{cluster, foreign, master},
};
use crate::{
    Documents, EventStore, Expected, Recorded,
    contract::{proposed, proposed_saying},
    verify::{BYTES_ALONE, Report, VerifyError, Way, verify_shared},
};

/// A node, and the folder of documents that it shares.
struct Node {
    double: Double,
    store: EventStore,
    documents: Documents,
    folder: TempDir,
}

impl Node {
    async fn open() -> Self {
        let (double, folder) = (Double::single().unwrap(), tempfile::tempdir().unwrap());
        let own = tempfile::tempdir().unwrap();
        let store = EventStore::connect(cluster(&double), master(7), own.path()).await.unwrap();
        let documents = Documents::shared(&folder.path().join("shared"), &store).unwrap();
        Self { double, store, documents, folder }
    }

    /// Three events in each of so many streams.
    async fn of(streams: u128) -> Self {
        let node = Self::open().await;
        for n in 1..=streams {
            let stream = format!("case-{n}");
            let events = proposed(&stream, &[], Uuid::from_u128(n), 3);
            node.store.append(&stream, Expected::Empty, events).await.unwrap();
        }
        node
    }

    async fn looked(&self, key: u8, way: Way<'_>) -> Result<Report, VerifyError> {
        let documents = self.folder.path().join("shared");
        verify_shared(cluster(&self.double), (master(key), &documents), way).await
    }

    async fn report(&self) -> Report {
        self.looked(7, BYTES_ALONE).await.unwrap()
    }

    /// Where an event lies in the log.
    fn position(&self, stream: &str, revision: u64) -> u64 {
        let records = self.double.records();
        let found = records.iter().find(|it| it.stream == stream && it.revision == revision);
        found.unwrap().place.commit
    }

    /// What is said of an event.
    fn said(&self, (stream, revision): (&str, u64), what: &str) -> String {
        format!("{stream}@{revision}, position {}: {what}", self.position(stream, revision))
    }

    /// Keeps a document of a record, and lets an event name it.
    async fn names(&self, record: &str, bytes: &[u8]) -> Sha256 {
        let sha256 = digest(bytes);
        self.documents.put(record, sha256, bytes).unwrap();
        let said = json!({ "document": { "sha256": sha256, "type": "EVIDENCE", "pages": 1 } });
        let events = proposed_saying(record, &[], command(record), &[said]);
        self.store.append(record, Expected::Empty, events).await.unwrap();
        sha256
    }
}

fn command(record: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, record.as_bytes())
}

fn digest(bytes: &[u8]) -> Sha256 {
    Sha256::new(sha2::Sha256::digest(bytes).into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_log_as_it_was_written_is_sound_whatever_else_lies_in_the_database() {
    let node = Node::of(3).await;
    foreign(&node.double, 1).await;
    let report = node.report().await;
    assert_eq!((report.events, report.streams, report.is_sound()), (10, 4, true), "{report:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_byte_is_named_by_stream_revision_and_position() {
    let node = Node::of(3).await;
    let changed = node.double.tamper("case-2", 1, |it| {
        let byte = it.data.iter_mut().find(|it| **it == b'1').unwrap();
        *byte = b'9';
    });
    assert!(changed);
    let report = node.report().await;
    assert_eq!(report.damage, [node.said(("case-2", 1), "its bytes do not give its hash")]);
    assert_eq!((report.events, report.streams), (10, 4));
}

/// A newer program has kinds of streams of its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_stream_of_a_kind_that_nobody_here_knows_is_checked_as_well() {
    let node = Node::of(1).await;
    let events = proposed("newer-1", &[], Uuid::from_u128(8), 2);
    node.store.append("newer-1", Expected::Empty, events).await.unwrap();
    assert!(node.double.tamper("newer-1", 1, |it| it.data = b"{}".to_vec()));
    let report = node.report().await;
    assert_eq!(report.damage, [node.said(("newer-1", 1), "its bytes do not give its hash")]);
    assert_eq!((report.events, report.streams), (6, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_in_anothers_place_and_an_envelope_of_somebody_elses_break_the_chain() {
    let node = Node::of(3).await;
    let records = node.double.records();
    let of_another = records.iter().find(|it| it.stream == "case-1" && it.revision == 0);
    let of_another = of_another.unwrap().event.clone();
    assert!(node.double.tamper("case-2", 0, |it| *it = of_another));
    assert!(node.double.tamper("case-3", 1, |it| it.custom_metadata = b"{}".to_vec()));
    let report = node.report().await;
    let expected = [
        node.said(("case-2", 0), "its bytes do not give its hash"),
        node.said(("case-2", 1), "it does not follow its predecessor"),
        node.said(("case-3", 1), "its envelope is none that this program makes"),
        node.said(("case-3", 2), "it does not follow its predecessor"),
    ];
    assert_eq!(report.damage, expected);
}

/// Of a stream that was ended there is left that it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_was_ended_is_named() {
    let node = Node::of(3).await;
    let client = Client::new(node.double.connection_string().parse().unwrap()).unwrap();
    client.tombstone_stream("case-2", &TombstoneStreamOptions::default()).await.unwrap();
    let report = node.report().await;
    let last = node.double.records().last().unwrap().revision;
    let expected = node.said(("case-2", last), "its envelope is none that this program makes");
    assert_eq!(report.damage, [expected]);
}

/// The log's own record is looked at like any other.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_record_is_checked_as_well() {
    let node = Node::of(1).await;
    assert!(node.double.tamper("log", 0, |it| it.data = it.data.to_ascii_uppercase()));
    let report = node.report().await;
    assert_eq!(report.damage, [node.said(("log", 0), "its bytes do not give its hash")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_changed_and_cannot_be_read_is_told_apart() {
    let node = Node::of(2).await;
    let readable = |it: &Recorded| match (it.stream.as_str(), it.revision) {
        ("case-2", 2) => Err("unknown variant `case.rested`".to_owned()),
        _ => Ok(()),
    };
    let way = Way { readable: &readable, ..BYTES_ALONE };
    let report = node.looked(7, way).await.unwrap();
    assert_eq!(report.unreadable, [node.said(("case-2", 2), "unknown variant `case.rested`")]);
    assert_eq!((report.damage.len(), report.is_sound()), (0, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_of_the_shared_folder_are_read_with_the_keys_of_the_database() {
    let node = Node::open().await;
    node.names("case-1", b"whole").await;
    let gone = node.names("case-2", b"missing").await;
    node.documents.put("case-1", digest(b"never named"), b"never named").unwrap();
    let shared = node.folder.path().join("shared");
    std::fs::remove_file(shared.join(format!("case-2/{gone}"))).unwrap();
    let report = node.report().await;
    let what = format!("the bytes of the document {gone} are missing");
    assert_eq!(report.lost, [node.said(("case-2", 0), &what)]);
    assert_eq!(report.orphans, [shared.join(format!("case-1/{}", digest(b"never named")))]);
    assert_eq!((report.documents, report.unopened, report.damage.len()), (2, 0, 0));
    node.store.keys().destroy("case-1").unwrap();
    let report = node.report().await;
    assert_eq!((report.unopened, report.damage.len()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_changed_is_named_by_the_event_that_it_is_missed_at() {
    let node = Node::open().await;
    node.names("case-1", b"whole").await;
    let another = json!({ "wrapped": "00".repeat(60) }).to_string().into_bytes();
    assert!(node.double.tamper("key-case-1", 0, |it| it.data = another));
    let report = node.report().await;
    let what = "its record's key is not one that the master key wrapped";
    assert_eq!(report.damage, [node.said(("case-1", 0), what)]);
    assert_eq!(report.unopened, 1);
}

/// Whoever looks with the wrong things is told so, instead of that everything is damaged.
#[tokio::test(flavor = "multi_thread")]
async fn another_master_key_another_folder_and_an_empty_database_are_no_damage() {
    let node = Node::of(1).await;
    let said = node.looked(8, BYTES_ALONE).await.unwrap_err().to_string();
    assert!(said.starts_with("the master key does not open the keys of this log"), "{said}");
    let look = |cluster: Cluster, documents: &Path| {
        let documents = documents.to_owned();
        async move {
            let looked = verify_shared(cluster, (master(7), &documents), BYTES_ALONE).await;
            looked.unwrap_err().to_string()
        }
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let said = look(cluster(&node.double), elsewhere.path()).await;
    assert!(said.contains("names none, and the log is"), "{said}");
    let prefixed = Cluster { prefix: "other-".to_owned(), ..cluster(&node.double) };
    let before = node.double.records().len();
    let said = look(prefixed, elsewhere.path()).await;
    assert!(said.contains("stream `other-log`, holds no log"), "{said}");
    assert_eq!(node.double.records().len(), before);
}
