//! What a server says instead of an answer: a status, with trailers that say the same to a program.

use std::net::SocketAddr;

use tonic::{
    Code, Status,
    metadata::{MetadataMap, MetadataValue},
};

use crate::log::{Expected, Refusal};

/// A status with its trailers. A value that no trailer can bear is left out, as its readers expect ASCII.
fn refused(
    code: Code,
    message: String,
    exception: &str,
    rest: &[(&'static str, String)],
) -> Status {
    let mut trailers = MetadataMap::new();
    let exception = [("exception", exception.to_owned())];
    for (key, value) in exception.iter().chain(rest) {
        if let Ok(value) = MetadataValue::try_from(value.as_str()) {
            trailers.insert(*key, value);
        }
    }
    Status::with_metadata(code, message, trailers)
}

/// This node doesn't lead; that one does.
pub fn not_leader(leader: SocketAddr) -> Status {
    let rest = [
        ("leader-endpoint-host", leader.ip().to_string()),
        ("leader-endpoint-port", leader.port().to_string()),
    ];
    refused(Code::NotFound, "Leader info available".to_owned(), "not-leader", &rest)
}

/// Nobody leads.
pub fn not_ready() -> Status {
    Status::unavailable("Server Is Not Ready")
}

/// The server has too much to do.
pub fn busy() -> Status {
    Status::unavailable("Server Is Too Busy")
}

/// The events were written, and lost before most nodes had them.
pub fn timed_out() -> Status {
    Status::aborted("Operation timed out: Commit phase timeout")
}

/// Nobody says who they are, or they may not.
pub fn access_denied() -> Status {
    refused(Code::PermissionDenied, "Access Denied".to_owned(), "access-denied", &[])
}

/// What was refused to an operation on a stream, as a failed call.
pub fn of_stream(operation: &str, stream: &str, expected: Expected, refusal: Refusal) -> Status {
    let named = ("stream-name", stream.to_owned());
    let Refusal::WrongVersion { current } = refusal else {
        let message = format!("Event stream '{stream}' is deleted.");
        return refused(Code::FailedPrecondition, message, "stream-deleted", &[named]);
    };
    let expected = match expected {
        Expected::NoStream => "-1".to_owned(),
        Expected::Any => "-2".to_owned(),
        Expected::StreamExists => "-4".to_owned(),
        Expected::Revision(it) => it.to_string(),
    };
    let actual = current.map_or_else(|| "-1".to_owned(), |it| it.to_string());
    let message = format!(
        "{operation} failed due to WrongExpectedVersion. Stream: {stream}, Expected version: \
         {expected}, Actual version: {actual}"
    );
    let rest = [named, ("expected-version", expected), ("actual-version", actual)];
    refused(Code::FailedPrecondition, message, "wrong-expected-version", &rest)
}

/// The events of one append take more than the server accepts.
pub fn append_too_large(most: usize) -> Status {
    let message = format!("Maximum Append Size of {most} Exceeded.");
    let rest = [("maximum-append-size", most.to_string())];
    refused(Code::InvalidArgument, message, "maximum-append-size-exceeded", &rest)
}

/// One event takes more than the server accepts.
pub fn event_too_large(id: uuid::Uuid, size: usize, most: usize) -> Status {
    let message =
        format!("Event with Id: {id}, Size: {size}, exceeds Maximum Append Event Size of {most}.");
    let rest = [
        ("maximum-append-event-size", most.to_string()),
        ("event-id", id.to_string()),
        ("proposed-append-event-size", size.to_string()),
    ];
    refused(Code::InvalidArgument, message, "maximum-append-event-size-exceeded", &rest)
}

/// An event lacks what every event has.
pub fn metadata_missing(property: &str) -> Status {
    let message = format!("Required Metadata Property '{property}' is missing");
    let rest = [("required-metadata-properties", "type,content-type".to_owned())];
    refused(Code::InvalidArgument, message, "missing-required-metadata-property", &rest)
}

/// No scavenge of that id is under way.
pub fn scavenge_not_found(id: &str) -> Status {
    let rest = [("scavenge-id", id.to_owned())];
    let message = "Scavenge id was invalid.".to_owned();
    refused(Code::NotFound, message, "scavenge-not-found", &rest)
}

/// The stream was ended for good.
pub fn deleted(stream: &str) -> Status {
    of_stream("Read", stream, Expected::Any, Refusal::Deleted)
}
