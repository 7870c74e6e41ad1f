//! The messages and services of the protocol, generated from `proto/`, and what all of them are made of.

/// Under the packages' own names, which the generated code uses to refer to what they share.
#[expect(
    clippy::allow_attributes,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::pedantic,
    reason = "generated"
)]
mod generated {
    pub mod event_store {
        pub mod client {
            tonic::include_proto!("event_store.client");
            pub mod streams {
                tonic::include_proto!("event_store.client.streams");
            }
            pub mod gossip {
                tonic::include_proto!("event_store.client.gossip");
            }
            pub mod server_features {
                tonic::include_proto!("event_store.client.server_features");
            }
            pub mod operations {
                tonic::include_proto!("event_store.client.operations");
            }
        }
    }
}

use std::time::{SystemTime, UNIX_EPOCH};

use tonic::Status;

pub use generated::event_store::client::{
    StreamIdentifier, Uuid, gossip, operations, server_features, streams, uuid,
};

/// 100 ns each.
const TICKS_PER_SECOND: u64 = 10_000_000;

/// An id, in the form of two halves.
pub fn structured(id: ::uuid::Uuid) -> Uuid {
    let (high, low) = id.as_u64_pair();
    let halves = uuid::Structured {
        most_significant_bits: high.cast_signed(),
        least_significant_bits: low.cast_signed(),
    };
    Uuid { value: Some(uuid::Value::Structured(halves)) }
}

/// An id, as text.
pub fn text(id: ::uuid::Uuid) -> Uuid {
    Uuid { value: Some(uuid::Value::String(id.to_string())) }
}

/// The id that a client sent, in either form.
pub fn id(sent: Option<Uuid>) -> Result<::uuid::Uuid, Status> {
    match sent.and_then(|it| it.value) {
        Some(uuid::Value::Structured(it)) => Ok(::uuid::Uuid::from_u64_pair(
            it.most_significant_bits.cast_unsigned(),
            it.least_significant_bits.cast_unsigned(),
        )),
        Some(uuid::Value::String(it)) => {
            it.parse().map_err(|_| Status::invalid_argument(format!("`{it}` is not a UUID")))
        }
        None => Err(Status::invalid_argument("an event without an id")),
    }
}

/// The name of a stream, as it is sent.
pub fn identifier(stream: &str) -> StreamIdentifier {
    StreamIdentifier { stream_name: stream.as_bytes().to_vec() }
}

/// The name of the stream that a client means.
pub fn name(sent: Option<StreamIdentifier>) -> Result<String, Status> {
    let name = sent.map(|it| it.stream_name).unwrap_or_default();
    match String::from_utf8(name) {
        Ok(name) if !name.is_empty() => Ok(name),
        Ok(_) | Err(_) => Err(Status::invalid_argument("not the name of a stream")),
    }
}

/// Now, in ticks since 1970.
pub fn ticks() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs() * TICKS_PER_SECOND + u64::from(since.subsec_nanos() / 100)
}

/// Now, as subscriptions tell it.
pub fn now() -> prost_types::Timestamp {
    SystemTime::now().into()
}
