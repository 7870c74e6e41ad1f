//! The messages of `graphql-transport-ws`, and the codes with which a socket is closed.

use async_graphql::{Request, Response, ServerError};
use axum::extract::ws::{CloseFrame, Message};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{auth, http::operation};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Said {
    ConnectionInit {
        #[serde(default)]
        payload: Option<Value>,
    },
    Subscribe {
        id: String,
        payload: Box<Request>,
    },
    Complete {
        id: String,
    },
    Ping {
        #[serde(default)]
        payload: Option<Value>,
    },
    Pong {},
}

/// The token in the payload of `connection_init`: `{"token": "…"}`, or the header that would carry
/// it over HTTP.
pub(super) fn token(payload: &Value) -> Option<&str> {
    let header = payload.get("Authorization").or_else(|| payload.get("authorization"));
    let header = header.and_then(Value::as_str).and_then(auth::bearer);
    payload.get("token").and_then(Value::as_str).or(header)
}

/// Why a socket is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Close {
    /// The program stops; clients come back.
    Restart,
    /// A message is at most so many bytes long.
    TooLong(usize),
    Malformed(String),
    NotInitialised,
    Forbidden(String),
    WrongProtocol,
    InitialisedLate,
    DuplicateSubscriber(String),
    InitialisedTwice,
    Silent,
}

impl Close {
    fn code(&self) -> u16 {
        match self {
            Self::Restart => 1012,
            Self::TooLong(_) => 1009,
            Self::Malformed(_) => 4400,
            Self::NotInitialised => 4401,
            Self::Forbidden(_) => 4403,
            Self::WrongProtocol => 4406,
            Self::InitialisedLate => 4408,
            Self::DuplicateSubscriber(_) => 4409,
            Self::InitialisedTwice => 4429,
            Self::Silent => 4499,
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::Restart => "Service restart".to_owned(),
            Self::TooLong(most) => format!("Message longer than {most} bytes"),
            Self::Malformed(why) => format!("Invalid message: {why}"),
            Self::NotInitialised => "Unauthorized".to_owned(),
            Self::Forbidden(why) => format!("Forbidden: {why}"),
            Self::WrongProtocol => "Subprotocol not acceptable".to_owned(),
            Self::InitialisedLate => "Connection initialisation timeout".to_owned(),
            Self::DuplicateSubscriber(id) => format!("Subscriber for {id} already exists"),
            Self::InitialisedTwice => "Too many initialisation requests".to_owned(),
            Self::Silent => "Ping timeout".to_owned(),
        }
    }

    /// The frame; its reason is at most 123 bytes long.
    pub(super) fn frame(&self) -> Message {
        let mut reason = self.reason();
        reason.truncate(reason.floor_char_boundary(123));
        Message::Close(Some(CloseFrame { code: self.code(), reason: reason.into() }))
    }
}

pub(super) fn ack() -> Message {
    text(&json!({ "type": "connection_ack" }))
}

pub(super) fn ping() -> Message {
    text(&json!({ "type": "ping" }))
}

pub(super) fn pong(payload: Option<Value>) -> Message {
    match payload {
        Some(payload) => text(&json!({ "type": "pong", "payload": payload })),
        None => text(&json!({ "type": "pong" })),
    }
}

/// An answer, its fields in the order in which they were asked for.
pub(super) fn next(id: &str, answer: &Response) -> Message {
    let payload = operation::text(answer);
    Message::Text(format!(r#"{{"type":"next","id":{},"payload":{payload}}}"#, json!(id)).into())
}

pub(super) fn errors(id: &str, errors: &[ServerError]) -> Message {
    text(&json!({ "type": "error", "id": id, "payload": errors }))
}

pub(super) fn complete(id: &str) -> Message {
    text(&json!({ "type": "complete", "id": id }))
}

fn text(value: &Value) -> Message {
    Message::Text(value.to_string().into())
}
