//! The double, as the official Rust client sees it.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should panic")]

mod appends;
mod faults;
mod follow;
mod nodes;
mod reads;
mod spinning;

use kurrent_double::Double;
use kurrentdb::{
    AppendToStreamOptions, Client, EventData, ReadStream, ResolvedEvent, StreamState, WriteResult,
};
use uuid::Uuid;

/// One node, and a client of it.
fn single() -> (Double, Client) {
    let double = Double::single().unwrap();
    let client = client(&double);
    (double, client)
}

/// A client of all nodes, which doesn't wait long before it connects.
fn client(double: &Double) -> Client {
    client_with(double, "")
}

/// The same with more settings: `&name=value`.
fn client_with(double: &Double, settings: &str) -> Client {
    let to = format!("{}&discoveryInterval=10{settings}", double.connection_string());
    Client::new(to.parse().unwrap()).unwrap()
}

/// An event of its own kind, whose data is its number.
fn event(n: u32) -> EventData {
    EventData::json("case.tested", &n).unwrap().id(id(n))
}

fn id(n: u32) -> Uuid {
    Uuid::from_u128(n.into())
}

fn events(numbers: impl IntoIterator<Item = u32>) -> Vec<EventData> {
    numbers.into_iter().map(event).collect()
}

async fn append(
    client: &Client,
    stream: &str,
    state: StreamState,
    numbers: impl IntoIterator<Item = u32>,
) -> kurrentdb::Result<WriteResult> {
    let options = AppendToStreamOptions::default().stream_state(state);
    client.append_to_stream(stream, &options, events(numbers)).await
}

/// What an append came to, in a few words.
fn told(result: kurrentdb::Result<WriteResult>) -> String {
    match result {
        Ok(it) => format!("at {}", it.next_expected_version),
        Err(error) => error.to_string(),
    }
}

/// `case-a@0 1`: where an event lies, and its number.
fn line(event: &ResolvedEvent) -> String {
    let it = event.get_original_event();
    format!("{}@{} {}", it.stream_id(), it.revision, String::from_utf8_lossy(&it.data))
}

/// What a read tells, or why it doesn't.
async fn lines(read: kurrentdb::Result<ReadStream>) -> Vec<String> {
    let mut lines = vec![];
    let mut stream = match read {
        Ok(stream) => stream,
        Err(error) => return vec![error.to_string()],
    };
    loop {
        match stream.next().await {
            Ok(Some(event)) => lines.push(line(&event)),
            Ok(None) => return lines,
            Err(error) => {
                lines.push(error.to_string());
                return lines;
            }
        }
    }
}
