//! The socket, message by message, and the codes with which it closes.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use futures::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

use crate::http::fixture::{Server, server};

const PROTOCOL: Option<&str> = Some("graphql-transport-ws");

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

async fn open(server: &Server, protocol: Option<&'static str>) -> Socket {
    let mut request = format!("ws://{}/graphql/ws", server.address).into_client_request().unwrap();
    if let Some(protocol) = protocol {
        let offered = HeaderValue::from_static(protocol);
        request.headers_mut().insert("sec-websocket-protocol", offered);
    }
    let (socket, answer) = connect_async(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::SWITCHING_PROTOCOLS);
    Socket(socket)
}

async fn initialised(server: &Server) -> Socket {
    let mut socket = open(server, PROTOCOL).await;
    socket.say(json!({ "type": "connection_init", "payload": { "token": server.token() } })).await;
    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
    socket
}

impl Socket {
    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        self.say(json!({ "type": "subscribe", "id": id, "payload": { "query": query } })).await;
    }

    async fn hear(&mut self) -> Value {
        match self.0.next().await.unwrap().unwrap() {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// The code with which the server closes, whatever it said before.
    async fn closed(&mut self) -> u16 {
        while let Some(Ok(message)) = self.0.next().await {
            if let Message::Close(Some(frame)) = message {
                return frame.code.into();
            }
        }
        panic!("closed without a code");
    }
}

/// GraphQL §5.2.4.1: several streams in one operation would be told apart by nobody.
#[tokio::test]
async fn a_subscription_selects_one_field() {
    let server = server().await;
    let mut socket = initialised(&server).await;
    let several =
        "subscription { ...Both } fragment Both on Subscription { a: ticks(n: 1) b: ticks(n: 2) }";
    socket.subscribe("1", several).await;
    let refused = socket.hear().await;
    assert_eq!(refused["type"], "error");
    assert_eq!(refused["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn subscriptions_queries_and_mutations_run_on_one_socket() {
    let server = server().await;
    let mut socket = initialised(&server).await;
    socket.subscribe("1", "subscription { ticks(n: 2) }").await;
    for n in [1, 2] {
        let expected = json!({ "type": "next", "id": "1", "payload": { "data": { "ticks": n } } });
        assert_eq!(socket.hear().await, expected);
    }
    assert_eq!(socket.hear().await, json!({ "type": "complete", "id": "1" }));
    socket.subscribe("1", "{ me }").await;
    assert_eq!(socket.hear().await["payload"], json!({ "data": { "me": "P-0001" } }));
    assert_eq!(socket.hear().await["type"], "complete");
    socket.subscribe("2", "mutation { set }").await;
    assert_eq!(socket.hear().await["payload"], json!({ "data": { "set": true } }));
}

#[tokio::test]
async fn what_can_not_begin_is_an_error_and_a_fields_failure_is_not() {
    let server = server().await;
    let mut socket = initialised(&server).await;
    for query in ["{", "subscription { nope }", "subscription { unopened }"] {
        socket.subscribe("1", query).await;
        let said = socket.hear().await;
        assert_eq!(said["type"], "error", "{query}");
        assert!(said["payload"][0]["message"].is_string());
    }
    socket.subscribe("2", "{ fails }").await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn a_completed_subscription_says_nothing_more() {
    let server = server().await;
    let mut socket = initialised(&server).await;
    socket.subscribe("1", "subscription { forever }").await;
    assert_eq!(socket.hear().await["type"], "next");
    socket.say(json!({ "type": "complete", "id": "1" })).await;
    socket.say(json!({ "type": "ping", "payload": { "a": 1 } })).await;
    assert_eq!(socket.hear().await, json!({ "type": "pong", "payload": { "a": 1 } }));
}

#[tokio::test]
async fn the_token_may_come_as_a_header_would() {
    let server = server().await;
    let mut socket = open(&server, PROTOCOL).await;
    let header = format!("Bearer {}", server.token());
    socket.say(json!({ "type": "connection_init", "payload": { "Authorization": header } })).await;
    assert_eq!(socket.hear().await["type"], "connection_ack");
}

#[tokio::test]
async fn whoever_opens_no_socket_is_told_what_the_address_is() {
    let server = server().await;
    let answer = reqwest::get(server.url("/graphql/ws")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let said: Value = answer.json().await.unwrap();
    assert_eq!(said["errors"][0]["extensions"]["code"], "BAD_REQUEST");
    let message = said["errors"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("this address is opened as a WebSocket: "), "{message}");
}

#[tokio::test]
async fn each_breach_of_the_protocol_has_its_code() {
    let server = server().await;

    assert_eq!(open(&server, None).await.closed().await, 4406);

    let mut early = open(&server, PROTOCOL).await;
    early.subscribe("1", "{ me }").await;
    assert_eq!(early.closed().await, 4401);

    let mut garbled = initialised(&server).await;
    garbled.0.send(Message::text("not json")).await.unwrap();
    assert_eq!(garbled.closed().await, 4400);

    let mut binary = initialised(&server).await;
    binary.0.send(Message::binary(vec![1])).await.unwrap();
    assert_eq!(binary.closed().await, 4400);

    let mut long = initialised(&server).await;
    long.0.send(Message::text(" ".repeat(10_001))).await.unwrap();
    assert_eq!(long.closed().await, 1009);

    for payload in [json!({}), json!({ "token": "forged" })] {
        let mut refused = open(&server, PROTOCOL).await;
        refused.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(refused.closed().await, 4403);
    }

    let mut twice = initialised(&server).await;
    twice.say(json!({ "type": "connection_init" })).await;
    assert_eq!(twice.closed().await, 4429);

    let mut duplicate = initialised(&server).await;
    duplicate.subscribe("1", "subscription { forever }").await;
    duplicate.subscribe("1", "subscription { forever }").await;
    assert_eq!(duplicate.closed().await, 4409);
}

#[tokio::test]
async fn whoever_does_not_say_who_they_are_is_shown_out() {
    let server = server().await;
    let mut silent = open(&server, PROTOCOL).await;
    assert_eq!(silent.closed().await, 4408);
}

#[tokio::test]
async fn a_socket_lives_no_longer_than_its_token() {
    let server = server().await;
    let mut socket = open(&server, PROTOCOL).await;
    let token = server.token_for(Duration::from_secs(1));
    socket.say(json!({ "type": "connection_init", "payload": { "token": token } })).await;
    assert_eq!(socket.hear().await["type"], "connection_ack");
    assert_eq!(socket.closed().await, 4403);
}

#[tokio::test]
async fn the_end_asks_clients_to_come_back() {
    let server = server().await;
    let mut socket = initialised(&server).await;
    socket.subscribe("1", "subscription { forever }").await;
    assert_eq!(socket.hear().await["type"], "next");
    server.closing.begin();
    assert_eq!(socket.closed().await, 1012);
    server.served.await.unwrap().unwrap();
}
