//! The guard, the statuses and the event stream.

use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use futures::FutureExt as _;
use reqwest::{Client, Response, header};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::http::fixture::{Server, server};

const GRAPHQL_JSON: &str = "application/graphql-response+json";

async fn post(server: &Server, accept: &str, body: Value) -> Response {
    let asked = Client::new().post(server.url("/graphql")).bearer_auth(server.token());
    asked.header(header::ACCEPT, accept).json(&body).send().await.unwrap()
}

async fn get(server: &Server, query: &str) -> Response {
    let asked = Client::new().get(server.url(&format!("/graphql?{query}")));
    asked.bearer_auth(server.token()).send().await.unwrap()
}

async fn said(answer: Response) -> Value {
    answer.json().await.unwrap()
}

#[tokio::test]
async fn an_operation_is_answered_with_the_viewer_of_the_token() {
    let server = server().await;
    let answer = post(&server, GRAPHQL_JSON, json!({ "query": "{ me echo(n: 2) }" })).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");

    let text = answer.text().await.unwrap();
    assert_eq!(text, r#"{"data":{"me":"P-0001","echo":2}}"#);
    let named =
        get(&server, "query=query%20A%7Bme%7Dquery%20B%7Becho(n:1)%7D&operationName=B").await;
    assert_eq!(said(named).await, json!({ "data": { "echo": 1 } }));
}

#[tokio::test]
async fn without_a_token_only_health_schema_metrics_and_page_answer() {
    let server = server().await;
    for (path, expected) in [
        ("/healthz", StatusCode::OK),
        ("/readyz", StatusCode::OK),
        ("/metrics", StatusCode::OK),
        ("/schema.graphql", StatusCode::OK),
        ("/", StatusCode::OK),
        ("/page.js", StatusCode::OK),
        ("/graphql", StatusCode::UNAUTHORIZED),
        ("/nowhere", StatusCode::UNAUTHORIZED),
    ] {
        let answer = reqwest::get(server.url(path)).await.unwrap();
        assert_eq!(answer.status(), expected, "{path}");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff", "{path}");
    }
    let signed = Client::new().get(server.url("/nowhere")).bearer_auth(server.token());
    let nowhere = signed.send().await.unwrap();
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    assert_eq!(said(nowhere).await["errors"][0]["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn a_missing_or_wrong_token_is_a_401_that_says_why() {
    let server = server().await;
    let missing = reqwest::get(server.url("/graphql?query={me}")).await.unwrap();
    assert_eq!(missing.headers()[header::WWW_AUTHENTICATE], "Bearer realm=\"anjuan\"");
    assert_eq!(said(missing).await["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");

    let asked = Client::new().post(server.url("/graphql")).bearer_auth("forged");
    let wrong = asked.send().await.unwrap();
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    let challenge = wrong.headers()[header::WWW_AUTHENTICATE].to_str().unwrap().to_owned();
    assert!(challenge.contains("invalid_token"), "{challenge}");
    assert_eq!(
        said(wrong).await["errors"][0]["message"],
        "the token is malformed: not a JSON Web Token"
    );
}

#[tokio::test]
async fn the_guard_refuses_method_form_type_size_and_batches() {
    let server = server().await;
    let url = server.url("/graphql");
    let client = Client::new();

    let put = client.put(&url).bearer_auth(server.token()).send().await.unwrap();
    assert_eq!(put.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(put.headers()[header::ALLOW], "GET, POST");

    let html = post(&server, "text/html", json!({ "query": "{ me }" })).await;
    assert_eq!(html.status(), StatusCode::NOT_ACCEPTABLE);

    let plain = client.post(&url).bearer_auth(server.token()).body("{\"query\":\"{me}\"}");
    let plain = plain.header(header::CONTENT_TYPE, "text/plain").send().await.unwrap();
    assert_eq!(plain.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);

    let long = post(&server, "*/*", json!({ "query": " ".repeat(10_001) })).await;
    assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(said(long).await["errors"][0]["message"], "the body is longer than 10000 bytes");

    let batch = post(&server, "*/*", json!([{ "query": "{ me }" }])).await;
    assert_eq!(batch.status(), StatusCode::BAD_REQUEST);
    let message = said(batch).await["errors"][0]["message"].clone();
    assert_eq!(message, "batches are not executed: send one operation");
}

#[tokio::test]
async fn a_body_without_a_length_is_cut_off_at_the_limit() {
    let server = server().await;
    let bytes = vec![b' '; 100_000];
    let mut raw = tokio::net::TcpStream::connect(server.address).await.unwrap();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n{:x}\r\n",
        server.token(),
        bytes.len()
    );
    raw.write_all(head.as_bytes()).await.unwrap();
    raw.write_all(&bytes).await.unwrap();
    let mut answer = [0; 12];
    raw.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

/// Who sends all of a body before reading the answer finds the answer, and no broken connection.
#[tokio::test]
async fn whoever_sends_too_much_first_reads_that_it_was_too_much() {
    let server = server().await;
    let body = vec![b' '; 8 * 1024 * 1024];
    for (token, wanted) in [(server.token(), "413"), ("none".to_owned(), "401")] {
        let mut raw = tokio::net::TcpStream::connect(server.address).await.unwrap();
        let head = format!(
            "POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        raw.write_all(head.as_bytes()).await.unwrap();
        raw.write_all(&body).await.unwrap();
        let mut answer = [0; 12];
        raw.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, format!("HTTP/1.1 {wanted}").as_bytes());
    }
}

#[tokio::test]
async fn parameters_of_the_wrong_type_are_named() {
    let server = server().await;
    for (body, expected) in [
        (json!({ "qeury": "{ me }" }), "`query` is missing"),
        (json!({ "query": 1 }), "`query` must be a string"),
        (json!({ "query": "{ me }", "variables": [] }), "`variables` must be an object"),
        (json!({ "query": "{ me }", "operationName": {} }), "`operationName` must be a string"),
        (json!("query"), "the request must be one JSON object"),
    ] {
        let answer = post(&server, GRAPHQL_JSON, body).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{expected}");
        assert_eq!(said(answer).await["errors"][0]["message"], expected);
    }
    let answer = get(&server, "query=%7Bme%7D&variables=oops").await;
    assert_eq!(said(answer).await["errors"][0]["message"], "`variables` must be JSON");
}

#[tokio::test]
async fn a_mutation_is_never_executed_by_get() {
    let server = server().await;
    let answer = get(&server, "query=mutation%7Bset%7D").await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers()[header::ALLOW], "POST");
    let posted = post(&server, GRAPHQL_JSON, json!({ "query": "mutation { set }" })).await;
    assert_eq!(said(posted).await, json!({ "data": { "set": true } }));
}

#[tokio::test]
async fn a_request_error_has_no_data_and_its_status_depends_on_the_form() {
    let server = server().await;
    for query in ["{ nope }", "{", "subscription { ticks(n: 1) }", "{ heavy }"] {
        let strict = post(&server, GRAPHQL_JSON, json!({ "query": query })).await;
        assert_eq!(strict.status(), StatusCode::BAD_REQUEST, "{query}");
        let lenient = post(&server, "application/json", json!({ "query": query })).await;
        assert_eq!(lenient.status(), StatusCode::OK, "{query}");
        let body = said(lenient).await;
        assert!(body.get("data").is_none() && body["errors"].is_array(), "{body}");
    }
    let failed = post(&server, GRAPHQL_JSON, json!({ "query": "{ fails }" })).await;
    assert_eq!(failed.status(), StatusCode::OK, "a field's error is not the request's");
    assert_eq!(said(failed).await["data"], Value::Null);
}

#[tokio::test]
async fn too_much_work_is_refused_with_the_limit() {
    let server = server().await;
    let heavy = post(&server, GRAPHQL_JSON, json!({ "query": "{ heavy }" })).await;
    let error = said(heavy).await["errors"][0].clone();
    assert_eq!(error["extensions"]["code"], "TOO_COMPLEX");
    let expected = "the complexity of an operation is at most 4000";
    assert_eq!(error["message"], expected);
}

#[tokio::test]
async fn a_subscription_streams_next_and_complete() {
    let server = server().await;
    let body = json!({ "query": "subscription { owner }" });
    let answer = post(&server, "text/event-stream", body).await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    let expected = concat!(
        "event: next\ndata: {\"data\":{\"owner\":\"P-0001\"}}\n\n",
        "event: complete\ndata: null\n\n"
    );
    assert_eq!(answer.text().await.unwrap(), expected);

    let wrong =
        post(&server, "text/event-stream", json!({ "query": "subscription { nope }" })).await;
    let text = wrong.text().await.unwrap();
    assert!(text.starts_with("event: next\ndata: {\"errors\":[{"), "{text}");
    assert!(text.contains("event: complete"), "{text}");
}

#[tokio::test]
async fn only_named_origins_may_call_from_a_browser() {
    let server = server().await;
    let preflight = |origin: &'static str| {
        let asked = Client::new().request(reqwest::Method::OPTIONS, server.url("/graphql"));
        asked
            .header(header::ORIGIN, origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization,content-type")
            .send()
    };
    let named = preflight("https://console.example").await.unwrap();
    assert_eq!(named.headers()["access-control-allow-origin"], "https://console.example");
    let other = preflight("https://evil.example").await.unwrap();
    assert!(other.headers().get("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn the_end_closes_streams_without_complete_and_turns_readiness_red() {
    let server = server().await;
    let body = json!({ "query": "subscription { forever }" });
    let mut stream = post(&server, "text/event-stream", body).await;
    assert!(stream.chunk().await.unwrap().is_some());
    server.closing.begin();
    let rest = stream.text().await.unwrap();
    assert!(!rest.contains("complete"), "{rest}");
    server.served.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_mutation_is_finished_though_its_client_hangs_up_and_the_program_stops() {
    let server = server().await;
    for accept in ["application/json", "text/event-stream"] {
        let asked = post(&server, accept, json!({ "query": "mutation { countSlowly }" }));
        tokio::select! {
            _ = asked.then(Response::text) => panic!("answered too soon"),
            () = server.counted.begun.notified() => {}
        }
    }
    server.closing.begin();
    server.served.await.unwrap().unwrap();
    assert_eq!(server.counted.times.load(Ordering::SeqCst), 2);
}
