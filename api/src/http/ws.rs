//! `/graphql/ws`: operations over a socket, by the `graphql-transport-ws` protocol to the letter.
//! The token comes in `connection_init`; one task a subscription, so that none starves the others.

mod connection;
mod message;

use std::sync::Arc;

use async_graphql::Executor;
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{WebSocket, rejection::WebSocketUpgradeRejection},
    },
    response::Response,
};

use self::{connection::Connection, message::Close};
use super::{Parts, refusal::Refusal};

/// The only sub-protocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

pub(super) async fn upgrade<E: Executor>(
    State(parts): State<Arc<Parts<E>>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Refusal> {
    let upgrade = upgrade.map_err(|why| {
        Refusal::Malformed(format!("this address is opened as a WebSocket: {why}"))
    })?;
    // What is a little too long is heard to its end, so that whoever said it can be told; beyond that, the socket
    // breaks.
    let heard = parts.body_bytes_max.saturating_mul(4);
    let upgrade = upgrade.max_message_size(heard).protocols([PROTOCOL]);
    let spoken = upgrade.selected_protocol().is_some();
    Ok(upgrade.on_upgrade(async move |socket: WebSocket| {
        let closing = parts.closing.clone();
        closing.track(async move {
            let connection = Connection::new(parts, socket);
            if spoken {
                connection.serve().await;
            } else {
                connection.refuse(Close::WrongProtocol).await;
            }
        });
    }))
}
