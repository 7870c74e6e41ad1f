//! Appending: what is kept, what is refused, and what a repeated append is told.

use std::time::{Duration, SystemTime};

use kurrent_double::{Conflicts, Double, Options};
use kurrentdb::{
    AppendToStreamOptions, CurrentRevision, Error, EventData, ReadStreamOptions, StreamState,
};

use crate::{append, client, event, id, single, told};

#[tokio::test]
async fn what_was_appended_is_read_back_to_the_byte() {
    let (_double, client) = single();
    let (data, about) = (vec![0, 159, 146, 150], br#"{ "a" : 1 }"#.to_vec());
    let sent = EventData::binary("case.tested", data.clone().into()).metadata(about.clone().into());
    let options = AppendToStreamOptions::default();
    client.append_to_stream("case-a", &options, sent.id(id(7))).await.unwrap();
    let mut read = client.read_stream("case-a", &ReadStreamOptions::default()).await.unwrap();
    let resolved = read.next().await.unwrap().unwrap();
    let it = resolved.get_original_event();
    assert_eq!((it.id, it.revision, it.event_type.as_str()), (id(7), 0, "case.tested"));
    assert_eq!((it.data.to_vec(), it.custom_metadata.to_vec()), (data, about));
    assert_eq!(it.metadata["content-type"], "application/octet-stream");
    let age = SystemTime::now().duration_since(it.created.into()).unwrap();
    assert!(age < Duration::from_mins(1), "{age:?}");
    assert!(read.next().await.unwrap().is_none());
}

/// No two numbers that a client could count with or take for one another.
#[tokio::test]
async fn positions_have_gaps_and_two_parts() {
    let (double, client) = single();
    let written = append(&client, "case-a", StreamState::NoStream, [1, 2]).await.unwrap();
    let records = double.records();
    let places: Vec<_> = records.iter().map(|it| it.place).collect();
    assert_eq!(written.position.commit, places[1].commit);
    assert_eq!(written.position.prepare, places[1].prepare);
    assert!(places.iter().all(|it| it.prepare > 0 && it.commit != it.prepare));
    assert!(places[1].prepare > places[0].commit + 1);
}

#[tokio::test]
async fn each_presumed_state_is_held_against_the_stream() {
    let (_double, client) = single();
    let mut answers = vec![];
    for (n, state) in (1..).zip([
        StreamState::StreamExists,
        StreamState::StreamRevision(0),
        StreamState::NoStream,
        StreamState::NoStream,
        StreamState::StreamExists,
        StreamState::Any,
        StreamState::StreamRevision(2),
        StreamState::StreamRevision(2),
        StreamState::StreamRevision(7),
    ]) {
        answers.push(told(append(&client, "case-a", state, [n]).await));
    }
    insta::assert_debug_snapshot!(answers, @r#"
    [
        "Wrong expected version: expected 'StreamExists' but got 'NoStream'",
        "Wrong expected version: expected 'StreamRevision(0)' but got 'NoStream'",
        "at 0",
        "Wrong expected version: expected 'NoStream' but got 'Current(0)'",
        "at 1",
        "at 2",
        "at 3",
        "Wrong expected version: expected 'StreamRevision(2)' but got 'Current(3)'",
        "Wrong expected version: expected 'StreamRevision(7)' but got 'Current(3)'",
    ]
    "#);
}

#[tokio::test]
async fn a_conflict_is_told_as_an_answer_or_as_a_failed_call() {
    let (double, client) = single();
    append(&client, "case-a", StreamState::NoStream, [1, 2]).await.unwrap();
    let typed = append(&client, "case-a", StreamState::NoStream, [3]).await.unwrap_err();
    let Error::WrongExpectedVersion { expected, current } = typed else { panic!("{typed}") };
    assert_eq!((expected, current), (StreamState::NoStream, CurrentRevision::Current(1)));
    double.faults().conflicts(Conflicts::Status);
    let status = append(&client, "case-a", StreamState::NoStream, [3]).await.unwrap_err();
    insta::assert_snapshot!(status, @"Unmapped gRPC error: code: The system is not in a state required for the operation's execution, message: Append failed due to WrongExpectedVersion. Stream: case-a, Expected version: -1, Actual version: 1.");
    assert_eq!(double.records().len(), 2);
}

/// The same events at the same revision are answered as the first time; a first one that is known with
/// a later one that isn't is refused; so is a known one at another revision.
#[tokio::test]
async fn a_repeated_append_is_recognised_by_its_ids() {
    let (double, client) = single();
    let first = append(&client, "case-a", StreamState::NoStream, [1, 2]).await.unwrap();
    append(&client, "case-a", StreamState::StreamRevision(1), [3]).await.unwrap();
    let again = append(&client, "case-a", StreamState::NoStream, [1, 2]).await.unwrap();
    assert_eq!(again.position, first.position);
    assert_eq!(again.next_expected_version, first.next_expected_version);
    let mut refused = vec![];
    for (state, numbers) in [
        (StreamState::NoStream, [1, 9]),
        (StreamState::NoStream, [2, 1]),
        (StreamState::Any, [1, 9]),
    ] {
        refused.push(told(append(&client, "case-a", state, numbers).await));
    }
    insta::assert_debug_snapshot!(refused, @r#"
    [
        "Wrong expected version: expected 'NoStream' but got 'Current(2)'",
        "Wrong expected version: expected 'NoStream' but got 'Current(2)'",
        "Wrong expected version: expected 'Any' but got 'Current(2)'",
    ]
    "#);
    let any = append(&client, "case-a", StreamState::Any, [1, 2]).await.unwrap();
    assert_eq!(any.position, first.position);
    append(&client, "case-b", StreamState::NoStream, [1, 2]).await.unwrap();
    let again = append(&client, "case-a", StreamState::NoStream, [1, 2]).await.unwrap();
    assert_eq!(again.position, first.position);
    assert_eq!(double.records().len(), 5);
}

#[tokio::test]
async fn what_takes_more_than_the_server_accepts_is_refused() {
    let options = Options { append_size_max: 300, event_size_max: 200, ..Options::default() };
    let double = Double::start(options).unwrap();
    let client = client(&double);
    let large = |n, size| {
        EventData::binary("large", vec![b'x'; size].into())
            .id(id(n))
            .metadata(vec![b'y'; 10].into())
    };
    let options = AppendToStreamOptions::default();
    let mut answers = vec![];
    for sent in [
        vec![large(1, 180)],
        vec![large(2, 181)],
        vec![large(3, 130), large(4, 130)],
        vec![large(5, 130), large(6, 131)],
    ] {
        answers.push(told(client.append_to_stream("case-a", &options, sent).await));
    }
    insta::assert_debug_snapshot!(answers, @r#"
    [
        "at 0",
        "Unmapped gRPC error: code: Client specified an invalid argument, message: Event with Id: 00000000-0000-0000-0000-000000000002, Size: 201, exceeds Maximum Append Event Size of 200..",
        "at 2",
        "Unmapped gRPC error: code: Client specified an invalid argument, message: Maximum Append Size of 300 Exceeded..",
    ]
    "#);
}

#[tokio::test]
async fn nobody_is_let_in_without_their_password() {
    let credentials = Some(("anjuan".to_owned(), "secret".to_owned()));
    let double = Double::start(Options { credentials, ..Options::default() }).unwrap();
    let known = client(&double);
    let options = AppendToStreamOptions::default();
    known.append_to_stream("case-a", &options, event(1)).await.unwrap();
    let stranger = options.clone().authenticated(kurrentdb::Credentials::new("anjuan", "wrong"));
    let refused = known.append_to_stream("case-a", &stranger, event(2)).await;
    assert!(matches!(refused, Err(Error::AccessDenied)), "{refused:?}");
    let to = double.connection_string().replace("anjuan:secret@", "");
    let nobody = kurrentdb::Client::new(to.parse().unwrap()).unwrap();
    let refused = nobody.append_to_stream("case-a", &options, event(2)).await;
    assert!(matches!(refused, Err(Error::AccessDenied)), "{refused:?}");
    assert_eq!(double.records().len(), 1);
}

#[tokio::test]
async fn batches_are_not_served() {
    let (_double, client) = single();
    let batches = client.batch_append(&kurrentdb::BatchAppendOptions::default()).await;
    assert!(matches!(batches.err(), Some(Error::UnsupportedFeature)));
}
