//! What is true of this backend alone, beside the contract: what goes wrong on the way is nobody's loss.

use std::{io::Write as _, time::Instant};

use kurrent_double::{AppendFault, Conflicts, Double, Options};
use kurrentdb::Client;
use uuid::Uuid;

use super::*;
use crate::{
    EventStore, KeyError, MasterKey, Stretch, Synchronous,
    contract::{self, proposed},
};

/// What opens the log of a double.
pub(super) fn cluster(double: &Double) -> Cluster {
    at(&double.connection_string())
}

fn at(address: &str) -> Cluster {
    let categories = ["case", "counted"].map(str::to_owned).into();
    let (address, prefix) = (address.parse().unwrap(), String::new());
    Cluster { address, kind: Some(LogKind::Real), categories, prefix }
}

async fn opened(double: &Double) -> Kurrent {
    open(cluster(double)).await.unwrap()
}

/// Without a folder.
async fn open(cluster: Cluster) -> Result<Kurrent, StoreError> {
    let wanted = Wanted::of(cluster.kind);
    Kurrent::open(cluster, (None, &wanted)).await.map(|it| it.0)
}

/// A node on a double.
async fn node(double: &Double, byte: u8) -> Result<EventStore, StoreError> {
    let folder = tempfile::tempdir().unwrap();
    EventStore::connect(cluster(double), master(byte), folder.path()).await
}

/// Appends an event to a stream of its own.
async fn append(log: &Kurrent, n: u128) -> Result<Position, StoreError> {
    let stream = format!("case-{n}");
    let events = proposed(&stream, &[], Uuid::from_u128(n), 1);
    log.append(&stream, Expected::Empty, events).await
}

/// A master key.
pub(super) fn master(byte: u8) -> MasterKey {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), hex::encode([byte; 32])).unwrap();
    MasterKey::read(file.path()).unwrap()
}

/// Keys of a folder, for logs that seal nothing.
fn keys() -> Keys {
    Keys::open(tempfile::tempdir().unwrap().path(), Synchronous::Full, &[]).unwrap()
}

/// The streams of our events in the double, in its order.
fn streams(double: &Double) -> Vec<String> {
    let records = double.records();
    let ours = records.iter().filter(|it| it.stream.starts_with("case-"));
    ours.map(|it| it.stream.clone()).collect()
}

/// An event of somebody else's.
pub(super) async fn foreign(double: &Double, n: u32) {
    let client = Client::new(double.connection_string().parse().unwrap()).unwrap();
    let event = EventData::json("somebody-else.acted", &n).unwrap().id(Uuid::from_u128(n.into()));
    let options = AppendToStreamOptions::default();
    client.append_to_stream("somebody-else", &options, event).await.unwrap();
}

/// Takes what a feed has until an event of this stream came; the streams of all.
async fn until(feed: &mut Feed, stream: &str) -> Vec<String> {
    let mut seen = vec![];
    while seen.last().is_none_or(|it| it != stream) {
        match feed.next(100).await {
            Ok(Stretch { events, .. }) => seen.extend(events.into_iter().map(|it| it.stream)),
            Err(error) => assert!(error.is_passing(), "{error}"),
        }
    }
    seen
}

#[tokio::test]
async fn it_keeps_the_contract_wherever_commits_lie() {
    for commits_apart in [true, false] {
        contract::the_contract_is_kept(async || {
            let options = Options { commits_apart, ..Options::default() };
            let double = Double::start(options).unwrap();
            let folder = tempfile::tempdir().unwrap();
            async move |kind| {
                let cluster = Cluster { kind: Some(kind), ..cluster(&double) };
                EventStore::connect(cluster, master(7), folder.path()).await
            }
        })
        .await;
    }
}

/// Where this names a server, the contract is held against it as well.
const SERVER: &str = "KURRENTDB_URL";

/// Each log has names of its own there, and stays: a real database is not emptied.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_keeps_the_contract() {
    let Ok(server) = std::env::var(SERVER) else {
        // Past what the harness captures, so that it is seen where the test passes.
        let said = writeln!(
            std::io::stderr(),
            "SKIPPED, no real KurrentDB is tested: {SERVER} names none"
        );
        return said.unwrap();
    };
    contract::the_contract_is_kept(async || {
        let folder = tempfile::tempdir().unwrap();
        let prefix = format!("{}-", Uuid::new_v4().simple());
        let server = server.clone();
        async move |kind| {
            let cluster = Cluster { kind: Some(kind), prefix: prefix.clone(), ..at(&server) };
            EventStore::connect(cluster, master(7), folder.path()).await
        }
    })
    .await;
}

/// Neither sees what the other holds.
#[tokio::test(flavor = "multi_thread")]
async fn two_logs_live_in_one_database_under_names_of_their_own() {
    let double = Double::single().unwrap();
    let prefixed = |prefix: &str| Cluster { prefix: prefix.to_owned(), ..cluster(&double) };
    let (one, other) = (open(prefixed("a-")).await.unwrap(), open(prefixed("b-")).await.unwrap());
    let [first, second] = [one.own().await, other.own().await].map(|it| it.unwrap());
    assert_ne!(first[0].id, second[0].id);
    append(&one, 1).await.unwrap();
    append(&other, 2).await.unwrap();
    let read = one.read_all(None, 10).await.unwrap();
    assert_eq!(read.iter().map(|it| it.stream.as_str()).collect::<Vec<_>>(), ["case-1"]);
    assert_eq!(until(&mut other.follow(None, keys()), "case-2").await, ["case-2"]);
    assert_eq!(other.read("case-1").await.unwrap(), []);
}

#[tokio::test]
async fn an_append_whose_answer_is_lost_is_in_the_log_once() {
    let double = Double::single().unwrap();
    let log = opened(&double).await;
    let faults = [
        AppendFault::DroppedBeforeCommit,
        AppendFault::DroppedAfterCommit,
        AppendFault::UnansweredAfterCommit,
        AppendFault::Busy,
    ];
    for (n, fault) in (1..).zip(faults) {
        double.faults().next_append(fault);
        let position = append(&log, n).await.unwrap();
        let there = log.read(&format!("case-{n}")).await.unwrap();
        assert_eq!(there.iter().map(|it| it.position).collect::<Vec<_>>(), [position], "{fault:?}");
    }
    assert_eq!(streams(&double), ["case-1", "case-2", "case-3", "case-4"]);
}

/// Also where the server says so in its trailers, as older ones do.
#[tokio::test]
async fn another_revision_is_a_conflict_however_it_is_told() {
    let double = Double::single().unwrap();
    let log = opened(&double).await;
    append(&log, 1).await.unwrap();
    for told in [Conflicts::Typed, Conflicts::Status] {
        double.faults().conflicts(told);
        let other = proposed("case-1", &[], Uuid::from_u128(2), 1);
        let refused = log.append("case-1", Expected::Empty, other).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict { current: Some(0) }), "{refused:?}");
        assert!(append(&log, 1).await.is_ok(), "the same again is no conflict");
    }
    assert_eq!(streams(&double), ["case-1"]);
}

#[tokio::test]
async fn a_follower_outlives_ends_breaks_restarts_and_elections_without_loss_or_repeat() {
    let mut double = Double::of_nodes(3).unwrap();
    let log = opened(&double).await;
    let mut feed = log.follow(None, keys());
    append(&log, 1).await.unwrap();
    assert_eq!(until(&mut feed, "case-1").await, ["case-1"]);
    double.faults().end_subscriptions();
    append(&log, 2).await.unwrap();
    assert_eq!(until(&mut feed, "case-2").await, ["case-2"], "after a clean end");
    double.drop_connections();
    append(&log, 3).await.unwrap();
    assert_eq!(until(&mut feed, "case-3").await, ["case-3"], "after a break");
    double.elect(Some(1));
    append(&log, 4).await.unwrap();
    assert_eq!(until(&mut feed, "case-4").await, ["case-4"], "under another leader");
    double.stop(1);
    append(&log, 5).await.unwrap();
    assert_eq!(until(&mut feed, "case-5").await, ["case-5"], "without the node that led");
    double.restart(1).unwrap();
    append(&log, 6).await.unwrap();
    assert_eq!(until(&mut feed, "case-6").await, ["case-6"], "with it again");
}

/// Its place moves on by what the server says of what it keeps back.
#[tokio::test]
async fn a_follower_of_a_quiet_log_gets_further_among_events_of_others() {
    let double = Double::single().unwrap();
    let log = opened(&double).await;
    append(&log, 1).await.unwrap();
    let mut feed = log.follow(None, keys());
    until(&mut feed, "case-1").await;
    foreign(&double, 1).await;
    let end = double.records().last().unwrap().place.commit;
    let mut feed = log.follow(None, keys());
    loop {
        let Stretch { reached, .. } = feed.next(100).await.unwrap();
        if reached >= Some(Position::new(end)) {
            break;
        }
    }
    assert_eq!(log.read_all(None, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_leader_nothing_is_appended_and_reads_go_on() {
    let double = Double::of_nodes(3).unwrap();
    let log = opened(&double).await;
    append(&log, 1).await.unwrap();
    double.elect(None);
    let refused = append(&log, 2).await.unwrap_err();
    assert!(refused.is_passing(), "{refused:?}");
    assert_eq!(log.read_known("case-1", Some(0)).await.unwrap().len(), 1);
    assert_eq!(log.read_all(None, 10).await.unwrap().len(), 1);
    double.elect(Some(2));
    append(&log, 2).await.unwrap();
    assert_eq!(streams(&double), ["case-1", "case-2"]);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_with_the_cause_within_ten_seconds() {
    let began = Instant::now();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("kurrentdb://me:secret@{port}?tls=false");
    let (missing, unknown) = tokio::join!(
        open(at(&address)),
        open(at("kurrentdb://no-such-host.invalid:2113?tls=false")),
    );
    let said = missing.unwrap_err().to_string();
    let told = format!("no log at kurrentdb://{port}: {port}: Connection refused (os error 111)");
    assert_eq!(said, told);
    let said = unknown.unwrap_err().to_string();
    let told = "no log at kurrentdb://no-such-host.invalid:2113: no-such-host.invalid:2113: failed to \
        lookup address information";
    assert!(said.starts_with(told), "{said}");
    assert!(began.elapsed() <= Duration::from_secs(10), "{:?}", began.elapsed());
}

#[test]
fn a_mistyped_address_is_told_without_its_password() {
    for (typed, told) in [
        ("kurentdb://me:secret@host:2113", "Unknown URL scheme: kurentdb"),
        ("kurrentdb://me:secret@host:port", "invalid port number"),
        ("kurrentdb://me:secret@host:2113?tls=perhaps", "Invalid format for param 'tls'"),
    ] {
        let said = typed.parse::<Address>().unwrap_err().to_string();
        assert!(said.contains(told) && !said.contains("secret"), "{said}");
    }
    let address: Address = "esdb://me:secret@a:1,b:2?tls=true".parse().unwrap();
    assert_eq!(
        format!("{address} {address:?}"),
        "kurrentdb://a:1,b:2 Address(kurrentdb://a:1,b:2)"
    );
}

#[tokio::test]
async fn whoever_is_not_let_in_is_told_so() {
    let credentials = Some(("admin".to_owned(), "right".to_owned()));
    let double = Double::start(Options { credentials, ..Options::default() }).unwrap();
    opened(&double).await;
    let wrong = double.connection_string().replace("right", "wrong");
    let refused = open(at(&wrong)).await.unwrap_err().to_string();
    assert!(refused.contains("the server refuses access"), "{refused}");
}

#[tokio::test]
async fn an_event_whose_bytes_do_not_give_its_hash_turns_writes_off() {
    let double = Double::single().unwrap();
    let log = opened(&double).await;
    append(&log, 1).await.unwrap();
    let first = double.records().iter().find(|it| it.stream == "case-1").unwrap().clone();
    let client = Client::new(double.connection_string().parse().unwrap()).unwrap();
    let said: serde_json::Value = serde_json::from_slice(&first.event.custom_metadata).unwrap();
    let forged = EventData::json("case.tested", &serde_json::json!({ "n": 7 })).unwrap();
    let forged = forged.id(Uuid::from_u128(7)).metadata_as_json(&said).unwrap();
    let options = AppendToStreamOptions::default();
    client.append_to_stream("case-2", &options, forged).await.unwrap();
    let damaged = log.read("case-2").await.unwrap_err();
    assert!(matches!(&damaged, StoreError::Damaged { stream, .. } if stream == "case-2"));
    assert!(matches!(append(&log, 3).await, Err(StoreError::WritesOff { .. })));
    assert_eq!(log.read("case-1").await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_too_large_is_not_sent() {
    let double = Double::single().unwrap();
    let log = opened(&double).await;
    let said =
        vec![serde_json::json!("长".repeat(200_000)), serde_json::json!("长".repeat(200_000))];
    let large = contract::proposed_saying("case-1", &[], Uuid::from_u128(1), &said);
    let refused = log.append("case-1", Expected::Empty, large).await.unwrap_err();
    assert!(matches!(refused, StoreError::TooLarge { bytes: 1_200_000.., .. }), "{refused:?}");
    assert_eq!(streams(&double), Vec::<String>::new());
}

/// Two who open an empty database at once begin one log.
#[tokio::test]
async fn of_many_who_begin_a_log_one_does() {
    let double = Double::single().unwrap();
    let opening = (0..4).map(|_| open(cluster(&double)));
    for opened in all(opening).await {
        opened.unwrap();
    }
    let begun = double.records().iter().filter(|it| it.stream == "log").count();
    assert_eq!(begun, 1);
}

/// All of them at once.
async fn all<T: Send + 'static>(
    futures: impl Iterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = futures.map(tokio::spawn).collect();
    let mut done = vec![];
    for task in tasks {
        done.push(task.await.unwrap());
    }
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn every_node_has_the_keys_and_the_database_only_has_them_wrapped() {
    let double = Double::single().unwrap();
    let (one, other) = tokio::join!(node(&double, 7), node(&double, 7));
    let (one, other) = (one.unwrap(), other.unwrap());
    let names = ["p-1".to_owned(), "case-1".to_owned()].into();
    one.keys().ensure(&names).unwrap();
    other.keys().ensure(&names).unwrap();
    let key = one.keys().get("p-1").unwrap().unwrap();
    assert_eq!(other.keys().get("p-1").unwrap(), Some(key));
    assert_eq!(one.keys().digest("subject", "x"), other.keys().digest("subject", "x"));
    let held = |it: &kurrent_double::Record| it.event.data.windows(32).any(|it| it == key);
    assert!(!double.records().iter().any(|it| held(it)));
    let refused = node(&double, 8).await.unwrap_err();
    assert!(matches!(refused, StoreError::Keys(KeyError::OtherMaster)), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_one_node_destroys_is_gone_for_all_and_from_the_disk() {
    let double = Double::single().unwrap();
    let (one, other) = (node(&double, 7).await.unwrap(), node(&double, 7).await.unwrap());
    one.keys().ensure(&["p-1".to_owned()].into()).unwrap();
    assert!(other.keys().get("p-1").unwrap().is_some());
    let mut feed = other.follow(None);
    one.keys().destroy("p-1").unwrap();
    while other.keys().erasures() == 0 {
        feed.next(10).await.unwrap();
    }
    assert_eq!(other.keys().get("p-1").unwrap(), None);
    let left = double.records();
    let left: Vec<_> = left.iter().filter(|it| it.stream == "key-p-1").collect();
    assert!(left.iter().all(|it| it.event.event_type == "$streamDeleted"), "{left:?}");
    let refused = one.keys().ensure(&["p-1".to_owned()].into());
    assert!(matches!(refused, Err(KeyError::Destroyed(name)) if name == "p-1"));
}
