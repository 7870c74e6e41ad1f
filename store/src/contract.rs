//! What every backend must keep. A backend's own tests hold it to [`the_contract_is_kept`] in one line, and
//! add what is true of it alone (`embedded/tests.rs`, `kurrent/tests.rs`). Each promise is a function of a log and no
//! test, so that both are held to the same; what fails is named by the trace.

use std::time::Duration;

use domain::{Actor, Moment};
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    EventStore, Expected, Feed, LogEvent, LogKind, Metadata, Position, Proposed, Recorded,
    StoreError, Stretch,
};

/// What came of opening a log.
pub(crate) type Opening = Result<EventStore, StoreError>;

/// Holds a backend to every promise. `new_log` makes a log that nobody has opened yet, and gives what opens
/// it: the first time, and again once whoever had it open is gone.
pub(crate) async fn the_contract_is_kept<L>(new_log: impl AsyncFn() -> L)
where
    L: AsyncFn(LogKind) -> Opening,
{
    what_was_appended_is_read_back_to_the_byte(&new_log().await).await;
    an_append_that_presumes_another_revision_is_a_conflict_and_leaves_nothing(&new_log().await)
        .await;
    the_same_events_again_are_answered_as_the_first_time(&new_log().await).await;
    another_number_of_the_same_events_is_a_conflict(&new_log().await).await;
    of_many_who_append_at_one_revision_one_succeeds(&new_log().await).await;
    many_append_at_once_and_each_event_has_a_place_of_its_own(&new_log().await).await;
    the_log_is_read_in_portions_of_any_size(&new_log().await).await;
    a_follower_sees_everything_once_and_in_order(&new_log().await).await;
    a_log_that_is_opened_again_goes_on(&new_log().await).await;
    what_lies_at_a_place_is_known_by_its_hash(&new_log().await).await;
    a_log_stays_of_its_kind(&new_log().await).await;
    a_log_of_a_newer_program_is_refused_by_what_it_says_of_itself(&new_log().await).await;
}

async fn opened(log: &impl AsyncFn(LogKind) -> Opening) -> EventStore {
    log(LogKind::Real).await.unwrap()
}

/// `count` chained events of one command, to be appended after `history`.
pub(crate) fn proposed(
    stream: &str,
    history: &[Recorded],
    command_id: Uuid,
    count: u64,
) -> Vec<Proposed> {
    let said: Vec<_> = (0..count).map(|n| json!({ "n": n })).collect();
    proposed_saying(stream, history, command_id, &said)
}

/// The same with what each of them says.
pub(crate) fn proposed_saying(
    stream: &str,
    history: &[Recorded],
    command_id: Uuid,
    said: &[Value],
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
    let link = |(n, said): (u64, &Value)| {
        let id = Uuid::new_v5(&command_id, format!("{stream}/{n}").as_bytes());
        let data = said.to_string().into_bytes();
        let (event_type, schema) = ("case.tested".to_owned(), 1);
        let (metadata, hash) = (metadata.clone(), [0; 32]);
        let proposed =
            Proposed { id, event_type, schema, command_id, metadata, data, prev_hash, hash };
        let proposed = proposed.hashed(stream, first + n);
        prev_hash = proposed.hash;
        proposed
    };
    (0..).zip(said).map(link).collect()
}

fn command(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Appends `count` events of the `n`th command to a stream of its own.
async fn append_anew(store: &EventStore, n: u128, count: u64) -> Position {
    let stream = format!("case-{n}");
    let events = proposed(&stream, &[], command(n), count);
    store.append(&stream, Expected::Empty, events).await.unwrap()
}

async fn what_was_appended_is_read_back_to_the_byte(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    assert_eq!(store.read_all(None, 10).await.unwrap(), []);
    let events = proposed("case-a", &[], command(1), 2);
    store.append("case-a", Expected::Empty, events.clone()).await.unwrap();
    let read = store.read("case-a").await.unwrap();
    let bytes: Vec<_> = read.iter().map(|it| (&it.data, &it.metadata_bytes, it.hash)).collect();
    let sent: Vec<_> = events.iter().map(|it| (&it.data, &it.metadata, it.hash)).collect();
    assert_eq!(bytes, sent);
    assert_eq!(store.read("case-none").await.unwrap(), []);
}

async fn an_append_that_presumes_another_revision_is_a_conflict_and_leaves_nothing(
    log: &impl AsyncFn(LogKind) -> Opening,
) {
    let store = opened(log).await;
    let first = proposed("case-a", &[], command(1), 1);
    store.append("case-a", Expected::Empty, first).await.unwrap();
    for presumed in [Expected::Empty, Expected::Revision(1)] {
        let late = proposed("case-a", &[], command(2), 1);
        let refused = store.append("case-a", presumed, late).await.unwrap_err();
        let as_it_is = matches!(refused, StoreError::Conflict { current: Some(0) });
        assert!(as_it_is, "{presumed:?}: {refused:?}");
    }
    let nowhere = proposed("case-b", &[], command(3), 1);
    let refused = store.append("case-b", Expected::Revision(0), nowhere).await.unwrap_err();
    assert!(matches!(refused, StoreError::Conflict { current: None }), "{refused:?}");
    assert_eq!(store.read_all(None, 10).await.unwrap().len(), 1);
}

/// Also where the stream has moved on since.
async fn the_same_events_again_are_answered_as_the_first_time(
    log: &impl AsyncFn(LogKind) -> Opening,
) {
    let store = opened(log).await;
    let two = proposed("case-a", &[], command(1), 2);
    let first = store.append("case-a", Expected::Empty, two.clone()).await.unwrap();
    assert_eq!(store.append("case-a", Expected::Empty, two.clone()).await.unwrap(), first);
    let history = store.read("case-a").await.unwrap();
    let more = proposed("case-a", &history, command(2), 1);
    store.append("case-a", Expected::Revision(1), more).await.unwrap();
    assert_eq!(store.append("case-a", Expected::Empty, two).await.unwrap(), first);
    assert_eq!(store.read("case-a").await.unwrap().len(), 3);
}

async fn another_number_of_the_same_events_is_a_conflict(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    let two = proposed("case-a", &[], command(1), 2);
    store.append("case-a", Expected::Empty, two).await.unwrap();
    for count in [1, 3] {
        let other = proposed("case-a", &[], command(1), count);
        let refused = store.append("case-a", Expected::Empty, other).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict { .. }), "{count}: {refused:?}");
    }
    assert_eq!(store.read("case-a").await.unwrap().len(), 2);
}

async fn of_many_who_append_at_one_revision_one_succeeds(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    let mut tasks = vec![];
    for n in 1..=16 {
        let store = store.clone();
        let events = proposed("case-a", &[], command(n), 1);
        tasks.push(tokio::spawn(
            async move { store.append("case-a", Expected::Empty, events).await },
        ));
    }
    let mut won = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => won += 1,
            Err(StoreError::Conflict { current: Some(0) }) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((won, store.read("case-a").await.unwrap().len()), (1, 1));
}

async fn many_append_at_once_and_each_event_has_a_place_of_its_own(
    log: &impl AsyncFn(LogKind) -> Opening,
) {
    let store = opened(log).await;
    let mut tasks = vec![];
    for n in 1..=64 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move { append_anew(&store, n, 3).await }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let all = store.read_all(None, 1_000).await.unwrap();
    assert_eq!(all.len(), 64 * 3);
    assert!(all.is_sorted_by(|one, next| one.position < next.position));
    for n in 1..=64 {
        let stream = format!("case-{n}");
        let in_log: Vec<_> = all.iter().filter(|it| it.stream == stream).cloned().collect();
        assert_eq!(in_log, store.read(&stream).await.unwrap());
    }
}

async fn the_log_is_read_in_portions_of_any_size(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    for n in 1..=4 {
        append_anew(&store, n, 3).await;
    }
    let whole = store.read_all(None, 1_000).await.unwrap();
    for portion in [1, 5, 12] {
        let mut read: Vec<Recorded> = vec![];
        loop {
            let after = read.last().map(|it| it.position);
            let next = store.read_all(after, portion).await.unwrap();
            assert!(next.len() <= portion);
            if next.is_empty() {
                break;
            }
            read.extend(next);
        }
        assert_eq!(read, whole);
    }
}

async fn a_follower_sees_everything_once_and_in_order(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    append_anew(&store, 1, 2).await;
    let mut feed = store.follow(None);
    let mut seen = vec![];
    for n in 2..=6 {
        let last = append_anew(&store, n, 2).await;
        until(&mut feed, last, &mut seen).await;
        assert!(store.end() >= Some(last));
        // Whoever stops waiting loses nothing.
        assert!(tokio::time::timeout(Duration::from_millis(1), idle(&mut feed)).await.is_err());
    }
    let again = store.read_all(None, 100).await.unwrap();
    assert_eq!(seen, again);
    let (middle, rest) = (again[6].position, &again[7..]);
    let mut seen = vec![];
    until(&mut store.follow(Some(middle)), again[11].position, &mut seen).await;
    assert_eq!(seen, rest);
}

/// Takes what a feed has, in portions of three, up to a place.
async fn until(feed: &mut Feed, place: Position, seen: &mut Vec<Recorded>) {
    while seen.last().is_none_or(|it| it.position < place) {
        let Stretch { events, reached } = feed.next(3).await.unwrap().unwrap();
        assert!(events.len() <= 3);
        assert!(events.last().map(|it| it.position) <= reached);
        seen.extend(events);
    }
}

/// Waits for an event that does not come.
async fn idle(feed: &mut Feed) {
    while feed.next(3).await.unwrap().unwrap().events.is_empty() {}
}

async fn a_log_that_is_opened_again_goes_on(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    let one = proposed("case-a", &[], command(1), 1);
    let first = store.append("case-a", Expected::Empty, one.clone()).await.unwrap();
    drop(store);
    let store = opened(log).await;
    assert_eq!(store.end(), Some(first));
    assert_eq!(store.append("case-a", Expected::Empty, one).await.unwrap(), first);
    let history = store.read("case-a").await.unwrap();
    let next = proposed("case-a", &history, command(2), 1);
    assert!(store.append("case-a", Expected::Revision(0), next).await.unwrap() > first);
    assert_eq!(store.read("case-a").await.unwrap().len(), 2);
}

async fn what_lies_at_a_place_is_known_by_its_hash(log: &impl AsyncFn(LogKind) -> Opening) {
    let store = opened(log).await;
    for n in 0..3 {
        let stream = format!("case-{n}");
        let events = proposed(&stream, &[], command(n), 2);
        store.append(&stream, Expected::Empty, events).await.unwrap();
    }
    let read = store.read_all(None, 10).await.unwrap();
    for (n, it) in read.iter().enumerate() {
        assert!(store.holds(it.position, it.hash).await.unwrap(), "{n}");
        let other = read[(n + 1) % read.len()].hash;
        assert!(!store.holds(it.position, other).await.unwrap());
    }
    let beyond = Position::new(read.last().unwrap().position.get() + 1_000_000);
    assert!(!store.holds(beyond, read[0].hash).await.unwrap());
}

/// Whoever begins to record what older programs would not look for says so first.
async fn a_log_of_a_newer_program_is_refused_by_what_it_says_of_itself(
    log: &impl AsyncFn(LogKind) -> Opening,
) {
    let store = opened(log).await;
    let first = store.first().await.unwrap();
    let id = Uuid::from_u128(7);
    let newer = Proposed {
        id,
        event_type: "log.extended".to_owned(),
        schema: 1,
        command_id: id,
        metadata: b"{}".to_vec(),
        data: b"{}".to_vec(),
        prev_hash: first.hash,
        hash: [0; 32],
    };
    let newer = newer.hashed(LogEvent::CATEGORY, 1);
    store.append(LogEvent::CATEGORY, Expected::Revision(0), vec![newer]).await.unwrap();
    drop(store);
    let refused = log(LogKind::Real).await.unwrap_err();
    let StoreError::Undecodable { event_type, revision: 1, .. } = &refused else {
        panic!("{refused:?}");
    };
    assert_eq!(event_type, "log.extended");
}

async fn a_log_stays_of_its_kind(log: &impl AsyncFn(LogKind) -> Opening) {
    drop(opened(log).await);
    let other = log(LogKind::Demo).await.unwrap_err();
    let told =
        matches!(other, StoreError::WrongKind { found: LogKind::Real, wanted: LogKind::Demo, .. });
    assert!(told, "{other:?}");
    assert_eq!(opened(log).await.kind(), LogKind::Real);
}
