//! A copy is the log, whatever happens on the way.

use std::{collections::BTreeSet, time::Duration};

use domain::document::Sha256;
use kurrent_double::Double;
use proptest::prelude::*;
use serde_json::json;
use sha2::Digest as _;

use super::*;
use crate::{
    Documents, Expected, LogKind, Proposed, Recorded,
    contract::{proposed, proposed_saying},
    copy::order::{Group, Order},
};

/// Two places, and a database.
struct Two {
    folder: tempfile::TempDir,
    double: Double,
}

impl Two {
    fn new() -> Self {
        Self::over(Double::single().unwrap())
    }

    fn over(double: Double) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), double }
    }

    fn folder(&self, name: &str) -> Site {
        Site::Folder(self.folder.path().join(name))
    }

    fn database(&self) -> Site {
        let file = self.folder.path().join("master.key");
        std::fs::write(&file, "5e".repeat(32)).unwrap();
        let address = self.double.connection_string().parse().unwrap();
        let cluster =
            Cluster { address, kind: None, categories: known(), prefix: "sc-".to_owned() };
        let documents = self.folder.path().join("documents");
        let cluster = Box::new(cluster);
        Site::Shared { cluster, master: MasterKey::read(&file).unwrap(), documents }
    }

    /// A log of three cases, each with a key, whose commands take turns.
    async fn begin(&self, name: &str) -> EventStore {
        let path = self.folder.path().join(name);
        let log = EventStore::open(&path, &Options::of(LogKind::Real)).unwrap();
        for round in 0..3 {
            for case in 0..3 {
                go_on(&log, &format!("case-{case}"), round * 10 + case).await;
            }
        }
        log
    }
}

fn known() -> Vec<String> {
    vec!["case".to_owned()]
}

/// Two events of one command more in a stream, and a key of the command's.
async fn go_on(log: &EventStore, stream: &str, command: u128) {
    let history = log.read(stream).await.unwrap();
    let expected = history.last().map_or(Expected::Empty, |it| Expected::Revision(it.revision));
    let keys: BTreeSet<_> = [stream.to_owned(), format!("p-{command}")].into();
    let ensured = log.keys().clone();
    tokio::task::spawn_blocking(move || ensured.ensure(&keys)).await.unwrap().unwrap();
    let events = proposed(stream, &history, Uuid::from_u128(command), 2);
    log.append(stream, expected, events).await.unwrap();
}

async fn copied(from: &Site, to: &Site) -> Result<Copied, CopyError> {
    copy((from, to), &known(), |_, _| ()).await
}

async fn opened(site: &Site) -> EventStore {
    site.open(&Wanted::There, vec![]).await.unwrap()
}

/// All that a log tells, but where in the whole it lies.
async fn told(log: &EventStore) -> BTreeSet<(String, u64, Vec<u8>)> {
    let events = log.read_all(None, 1_000).await.unwrap();
    let event = |it: Recorded| {
        let place = (it.stream.clone(), it.revision);
        let proposed = Proposed::from(it);
        (place.0, place.1, format!("{proposed:?}").into_bytes())
    };
    events.into_iter().map(event).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_goes_to_a_database_and_back_with_its_bytes_and_keys() {
    let two = Two::new();
    let log = two.begin("data").await;
    let (before, key) = (told(&log).await, log.keys().get("p-11").unwrap());
    let digest = log.keys().digest("name", "李某");
    let paper = Sha256::new(sha2::Sha256::digest(b"paper").into());
    let documents = Documents::new(&two.folder.path().join("data"), log.keys().clone());
    documents.put("case-1", paper, b"paper").unwrap();
    drop((log, documents));
    let (here, there, back) = (two.folder("data"), two.database(), two.folder("back"));
    let first = copied(&here, &there).await.unwrap();
    assert_eq!((first.events, first.appended, first.streams), (19, 18, 4));
    // Each command's, each case's, and the secret for digests.
    assert_eq!((first.keys, first.erased, first.documents), (13, 0, 1));
    let second = copied(&there, &back).await.unwrap();
    assert_eq!(second, first);
    let again = copied(&here, &there).await.unwrap();
    assert_eq!(again, Copied { appended: 0, documents: 0, ..first });
    for site in [there, back] {
        let copy = opened(&site).await;
        let documents = match &site {
            Site::Folder(folder) => Documents::new(folder, copy.keys().clone()),
            Site::Shared { documents, .. } => Documents::shared(documents, &copy).unwrap(),
        };
        assert_eq!(documents.get("case-1", &paper).unwrap().as_deref(), Some(&b"paper"[..]));
        assert_eq!(told(&copy).await, before);
        assert!(key.is_some() && copy.keys().get("p-11").unwrap() == key);
        assert_eq!(copy.keys().digest("name", "李某"), digest);
        assert_eq!(copy.kind(), LogKind::Real);
    }
}

/// A command that was accepted before is known in the copy, and the same append is the same.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_appended_together_is_a_repeat_in_the_copy() {
    let two = Two::new();
    drop(two.begin("data").await);
    copied(&two.folder("data"), &two.database()).await.unwrap();
    let copy = opened(&two.database()).await;
    let history = copy.read("case-1").await.unwrap();
    let last = proposed("case-1", &history[..4], Uuid::from_u128(21), 2);
    let position = copy.append("case-1", Expected::Revision(3), last).await.unwrap();
    assert_eq!(Some(position), history.last().map(|it| it.position));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_broken_off_is_gone_on_with() {
    let two = Two::new();
    let log = two.begin("data").await;
    drop(log);
    let (here, there) = (two.folder("data"), two.database());
    two.double.faults().slow(Duration::from_millis(20));
    let copying = tokio::spawn({
        let (here, there) = (here.clone(), there.clone());
        async move { copied(&here, &there).await }
    });
    let arrived =
        || two.double.records().iter().filter(|it| it.stream.starts_with("sc-case")).count();
    while arrived() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    copying.abort();
    assert!(copying.await.unwrap_err().is_cancelled());
    two.double.faults().slow(Duration::ZERO);
    let arrived = told(&opened(&there).await).await.len() as u64;
    let rest = copied(&here, &there).await.unwrap();
    assert!(arrived < 18 && rest.appended == 18 - arrived, "{arrived}, {rest:?}");
    // The log goes on, and the copy after it.
    let log = opened(&here).await;
    go_on(&log, "case-3", 99).await;
    log.keys().destroy("p-11").unwrap();
    drop(log);
    let later = copied(&here, &there).await.unwrap();
    assert_eq!((later.appended, later.erased), (2, 1));
    assert_ne!(later.digest, rest.digest);
    assert_eq!(opened(&there).await.keys().get("p-11").unwrap(), None);
    // What was destroyed stays so on the way back, too.
    let back = copied(&there, &two.folder("back")).await.unwrap();
    assert_eq!((back.keys, back.digest), (later.keys, later.digest));
}

/// Keys are told by pages, each once.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_destroyed_is_destroyed_in_the_copy_however_many_there_are() {
    let options = kurrent_double::Options { commits_apart: false, ..Default::default() };
    let two = Two::over(Double::start(options).unwrap());
    drop(two.begin("data").await);
    let (here, there, back) = (two.folder("data"), two.database(), two.folder("back"));
    copied(&here, &there).await.unwrap();
    let log = opened(&there).await;
    let keys = log.keys().clone();
    let more = move || {
        let names = (0..1_100).map(|n| format!("p-more-{n}")).collect();
        keys.ensure(&names)
    };
    tokio::task::spawn_blocking(more).await.unwrap().unwrap();
    assert_eq!(copied(&there, &back).await.unwrap().keys, 1_113);
    let keys = log.keys().clone();
    let change = move || {
        keys.destroy("p-more-7").unwrap();
        keys.ensure(&["p-new".to_owned()].into()).unwrap();
    };
    tokio::task::spawn_blocking(change).await.unwrap();
    let again = copied(&there, &back).await.unwrap();
    assert_eq!((again.keys, again.erased), (1_113, 1));
    let copy = opened(&back).await;
    let held = |name: &str| copy.keys().get(name).unwrap().is_some();
    assert!(!held("p-more-7") && held("p-more-8") && held("p-new"));
}

/// As where it was not mounted.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_documents_that_is_not_the_logs_does_not_become_it() {
    let two = Two::new();
    drop(two.begin("data").await);
    copied(&two.folder("data"), &two.database()).await.unwrap();
    std::fs::remove_file(two.folder.path().join("documents/log-id")).unwrap();
    let refused = copied(&two.folder("data"), &two.database()).await.unwrap_err();
    assert!(refused.to_string().contains("log-id names none"), "{refused}");
}

/// Nothing is written where the copy is no longer one.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_somebody_worked_on_is_refused_and_named() {
    let two = Two::new();
    drop(two.begin("data").await);
    let (here, there) = (two.folder("data"), two.database());
    copied(&here, &there).await.unwrap();
    go_on(&opened(&there).await, "case-1", 77).await;
    go_on(&opened(&here).await, "case-0", 78).await;
    let before = told(&opened(&there).await).await;
    let refused = copied(&here, &there).await.unwrap_err();
    let CopyError::Differs { stream, here: 6, there: 8 } = &refused else { panic!("{refused:?}") };
    assert_eq!(stream, "case-1");
    assert_eq!(told(&opened(&there).await).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_is_not_copied_over_another_one_nor_from_where_there_is_none() {
    let two = Two::new();
    drop(two.begin("data").await);
    drop(two.begin("other").await);
    let refused = copied(&two.folder("data"), &two.folder("other")).await.unwrap_err();
    assert!(refused.to_string().contains("other holds another log"), "{refused}");
    copied(&two.folder("data"), &two.database()).await.unwrap();
    let refused = copied(&two.folder("other"), &two.database()).await.unwrap_err();
    assert!(refused.to_string().contains("holds another log"), "{refused}");
    let empty = Two::new();
    let refused = copied(&empty.database(), &empty.folder("data")).await.unwrap_err();
    assert!(refused.to_string().ends_with("holds no log"), "{refused}");
    assert_eq!(empty.double.records().len(), 0);
}

/// What this program doesn't know may be a newer one's: it is not left behind in silence. What has no envelope of
/// ours is somebody else's.
#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_not_known_is_named() {
    let two = Two::new();
    drop(two.begin("data").await);
    copied(&two.folder("data"), &two.database()).await.unwrap();
    let client = kurrentdb::Client::new(two.double.connection_string().parse().unwrap()).unwrap();
    let foreign = kurrentdb::EventData::json("somebody-else.acted", &1).unwrap();
    let options = kurrentdb::AppendToStreamOptions::default();
    client.append_to_stream("sc-somebody-else", &options, foreign).await.unwrap();
    // And another log, whose names begin otherwise.
    let other = match two.database() {
        Site::Shared { cluster, master, .. } => {
            let cluster =
                Cluster { prefix: "sc-b-".to_owned(), kind: Some(LogKind::Real), ..*cluster };
            EventStore::connect(cluster, master, &two.folder.path().join("node")).await.unwrap()
        }
        Site::Folder(_) => unreachable!(),
    };
    go_on(&other, "case-1", 78).await;
    let back = copied(&two.database(), &two.folder("back")).await.unwrap();
    assert_eq!((back.events, back.appended), (19, 18));
    go_on(&opened(&two.database()).await, "filing-1", 77).await;
    let refused = copied(&two.database(), &two.folder("back")).await.unwrap_err();
    assert!(
        refused.to_string().starts_with("filing-1 is no stream that this program"),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn damage_is_not_copied() {
    let two = Two::new();
    let path = two.folder.path().join("data");
    let log = EventStore::open(&path, &Options::of(LogKind::Real)).unwrap();
    let events = proposed("case-1", &[], Uuid::from_u128(1), 1_100);
    log.append("case-1", Expected::Empty, events).await.unwrap();
    drop(log);
    let raw = rusqlite::Connection::open(path.join("log.db")).unwrap();
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'events_are_final'";
    let guard: String = raw.query_row(guard, [], |row| row.get(0)).unwrap();
    let change =
        "DROP TRIGGER events_are_final; UPDATE events SET data = x'7b7d' WHERE position = 4;";
    raw.execute_batch(&format!("{change} {guard}")).unwrap();
    // Deeper than what a start looks at.
    let refused = copied(&two.folder("data"), &two.folder("back")).await.unwrap_err();
    let damaged = "log.db is damaged at case-1@2, position 4: its bytes do not give its hash";
    assert!(refused.to_string().ends_with(damaged), "{refused}");
    assert_eq!(told(&opened(&two.folder("back")).await).await.len(), 0);
}

/// An event of a stream, caused by another one or not, decided after what another stream said or not.
fn event((stream, id): (&str, u128), cause: Option<u128>, read: Option<&str>) -> Recorded {
    let proposed = proposed_saying(stream, &[], Uuid::from_u128(id), &[json!({})]).remove(0);
    let mut metadata: crate::Metadata = serde_json::from_slice(&proposed.metadata).unwrap();
    metadata.causation_id = cause.map(Uuid::from_u128);
    let source = |stream: &str| {
        let earlier = json!({ "case": Uuid::nil(), "violation": "FALSE_ADVERTISING", "decidedOn": "2026-01-05" });
        let read = json!({ "stream": stream, "revision": 0, "read": { "earlier": earlier } });
        serde_json::from_value(read).unwrap()
    };
    metadata.facts = read.map(source).into_iter().collect();
    Recorded {
        position: Position::new(1),
        stream: stream.to_owned(),
        revision: 0,
        id: Uuid::from_u128(id),
        event_type: proposed.event_type,
        schema: 1,
        metadata,
        metadata_bytes: vec![],
        data: vec![],
        prev_hash: [0; 32],
        hash: [0; 32],
    }
}

/// What a history has of an event: its stream, and of which event before it, if any, it comes, and of what another
/// stream had said by then.
type Said = (u8, Option<prop::sample::Index>, Option<u8>);

/// A history as a copy is to send it, and for each event which ones must have arrived before it.
fn history(said: &[Said]) -> (Vec<Recorded>, Vec<Vec<usize>>) {
    let (mut events, mut before): (Vec<Recorded>, Vec<Vec<usize>>) = (vec![], vec![]);
    for (n, (stream, cause, read)) in said.iter().enumerate() {
        let cause = cause.filter(|_| n > 0).map(|it| it.index(n));
        let read = read.map(|it| format!("case-{it}"));
        let stream = format!("case-{stream}");
        let earlier = |it: &usize| {
            let other = &events[*it].stream;
            *other == stream || read.as_ref() == Some(other)
        };
        before.push((0..n).filter(earlier).chain(cause).collect());
        let cause = cause.map(|it| it as u128);
        events.push(event((&stream, n as u128), cause, read.as_deref()));
    }
    (events, before)
}

proptest! {
    /// However the copy answers, each stream keeps its order, what an event came of and what was read when it was
    /// decided lie before it, and all arrive.
    #[test]
    fn order_holds_whoever_arrives_first(
        said in prop::collection::vec((0_u8..5, any::<Option<prop::sample::Index>>(), prop::option::of(0_u8..5)), 1..60),
        turns in prop::collection::vec(any::<prop::sample::Index>(), 1..200),
    ) {
        let (events, before) = history(&said);
        let mut order = Order::default();
        for event in events {
            order.add(Group(vec![event]));
        }
        let (mut flying, mut arrived): (Vec<(u64, usize)>, Vec<usize>) = (vec![], vec![]);
        let mut turns = turns.iter().cycle();
        while order.len() > 0 {
            while let Some((number, group)) = order.leave() {
                let n = usize::try_from(group.0[0].id.as_u128()).unwrap();
                prop_assert!(before[n].iter().all(|it| arrived.contains(it)));
                flying.push((number, n));
            }
            prop_assert!(!flying.is_empty());
            let (number, n) = flying.swap_remove(turns.next().unwrap().index(flying.len()));
            arrived.push(n);
            order.arrived(number);
        }
        prop_assert_eq!(arrived.len(), said.len());
    }
}
