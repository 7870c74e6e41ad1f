//! What is told as it changes, over real sockets: `graphql-transport-ws` and server-sent events.

use std::{sync::Arc, time::Duration};

use api::{
    auth::{Authenticator, DevelopmentKey, Viewer},
    clockwork::settle,
    graphql,
    http::{self, Closing, Page, Parsed, Parts, Readiness},
};
use futures::{SinkExt, StreamExt};
use metrics_exporter_prometheus::PrometheusBuilder;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::{
    casework::{Casework, sha256, viewer},
    officers::entered,
    refused::unheard_of,
};

/// The casework behind its real addresses.
pub struct Server {
    origin: String,
    key: DevelopmentKey,
}

pub async fn serve(casework: &Casework) -> Server {
    let key = DevelopmentKey::open(casework.folder.path()).unwrap();
    let closing = Closing::new();
    let parts = Parts {
        schema: graphql::schema(casework.app.clone()),
        sdl: graphql::sdl(),
        parsed: Parsed::default(),
        tokens: Arc::new(Authenticator::new(vec![key.trusted()])),
        readiness: Box::new(|| Readiness { ready: true, report: json!({}) }),
        metrics: PrometheusBuilder::new().build_recorder().handle(),
        page: Page::of(&[]),
        origins: vec![],
        body_bytes_max: 10_000,
        closing: closing.clone(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = listener.local_addr().unwrap().to_string();
    let documents = http::documents::routes(casework.app.clone(), 10_000);
    let due = http::due::routes(casework.app.clone());
    let router = http::router(parts, documents.merge(due), http::public::routes(&casework.app));
    tokio::spawn(async move { http::serve(listener, router, &closing).await });
    Server { origin, key }
}

impl Server {
    fn token(&self, person: &str) -> String {
        self.key.mint(&viewer(person), 1).unwrap()
    }

    /// Brings a document of a case; how that is answered.
    pub async fn upload(&self, person: &str, (case, text): (&str, &'static str)) -> StatusCode {
        let place = format!("http://{}/cases/{case}/documents/{}", self.origin, sha256(text));
        let put = Client::new().put(place).bearer_auth(self.token(person)).body(text);
        put.send().await.unwrap().status()
    }

    /// An address of its.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.origin)
    }

    /// What lies at an address, with or without somebody's token: its status, its kind and its text.
    pub async fn get(&self, person: Option<&str>, path: &str) -> (StatusCode, String, String) {
        let get = Client::new().get(self.at(path));
        let asked = match person {
            Some(person) => get.bearer_auth(self.token(person)),
            None => get,
        };
        let answer = asked.send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        (answer.status(), kind, answer.text().await.unwrap())
    }

    async fn socket(&self, person: &str) -> Socket {
        self.socket_of(&viewer(person)).await
    }

    /// A socket of whoever a token names.
    pub async fn socket_of(&self, viewer: &Viewer) -> Socket {
        let url = format!("ws://{}/graphql/ws", self.origin);
        let mut request = url.into_client_request().unwrap();
        let protocol = "graphql-transport-ws".parse().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        let (socket, _) = connect_async(request).await.unwrap();
        let mut socket = Socket(socket);
        let payload = json!({ "token": self.key.mint(viewer, 1).unwrap() });
        socket.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(socket.hear().await["type"], "connection_ack");
        socket
    }
}

pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn say(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.unwrap();
    }

    pub async fn subscribe(&mut self, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
    }

    async fn hear(&mut self) -> Value {
        let said = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
        match said.unwrap().unwrap().unwrap() {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// What a subscription tells next.
    pub async fn told(&mut self) -> Value {
        let mut said = self.hear().await;
        assert_eq!(said["type"], "next", "{said}");
        said["payload"]["data"].take()
    }
}

const CASE: &str = "subscription($id: CaseId!) { caseChanged(id: $id) { revision stageLabel } }";

/// The case as it is comes first; what happens elsewhere says nothing.
#[tokio::test]
async fn a_case_is_told_as_it_is_and_whenever_it_has_changed() {
    let mut casework = Casework::open().await;
    let (case, other) = (casework.lead().await, casework.lead().await);
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0001").await;
    socket.subscribe(CASE, json!({ "id": case })).await;
    let first = json!({ "caseChanged": { "revision": 0, "stageLabel": "已登记案源" } });
    assert_eq!(socket.told().await, first);
    let verifiers = json!({ "verifiers": ["P-0001", "P-0002"] });
    casework.done("P-0003", "assignLead", (&other, verifiers.clone())).await;
    casework.done("P-0003", "assignLead", (&case, verifiers)).await;
    let next = json!({ "caseChanged": { "revision": 1, "stageLabel": "核查中" } });
    assert_eq!(socket.told().await, next);
    socket.say(json!({ "type": "complete", "id": "1" })).await;
}

/// What is made public of its decision changes a case, though it is recorded elsewhere.
#[tokio::test]
async fn a_case_is_told_anew_when_its_publicity_has_changed() {
    let mut casework = Casework::open().await;
    let case = casework.served().await;
    casework.approved_copy(&case).await;
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0001").await;
    let asked = "subscription($id: CaseId!) { caseChanged(id: $id) { publicity { stateLabel } } }";
    socket.subscribe(asked, json!({ "id": case })).await;
    let states = |it: Value| it["caseChanged"]["publicity"].to_string();
    assert!(!states(socket.told().await).contains("已公示"));
    let input = json!({ "decision": "P1", "channel": "PORTAL", "reference": "ZFGS-0001" });
    casework.publicised("P-0008", "publish", (&case, input)).await;
    assert!(states(socket.told().await).contains("已公示"));
}

#[tokio::test]
async fn a_case_that_one_may_not_see_is_not_found() {
    let mut casework = Casework::open().await;
    let case = casework.lead().await;
    let server = serve(&casework).await;
    let nobodys = "00000000-0000-0000-0000-000000000000";
    // Credit supervision sees no case before its penalty (domain.md §9).
    for (person, unseen) in [("P-0001", nobodys), ("P-0008", case.as_str())] {
        let mut socket = server.socket(person).await;
        socket.subscribe(CASE, json!({ "id": unseen })).await;
        let said = socket.hear().await;
        assert_eq!(said["type"], "error", "{person}");
        assert_eq!(said["payload"][0]["extensions"]["code"], "NOT_FOUND", "{person}");
    }
}

/// The unit head sees everybody's duties; who does nothing about them hears nothing.
#[tokio::test]
async fn the_worklist_is_told_whenever_it_has_changed() {
    let mut casework = Casework::open().await;
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0003").await;
    let asked = "subscription { worklistChanged(first: 5) {
        nodes { deadline { ruleLabel outcomeLabel days } } totalCount { value }
    } }";
    socket.subscribe(asked, json!({})).await;
    let none = json!({ "nodes": [], "totalCount": { "value": 0 } });
    assert_eq!(socket.told().await["worklistChanged"], none);
    casework.lead().await;
    let duty =
        json!({ "deadline": { "ruleLabel": "核查期限", "outcomeLabel": "进行中", "days": 21 } });
    let one = json!({ "nodes": [duty], "totalCount": { "value": 1 } });
    assert_eq!(socket.told().await["worklistChanged"], one);
}

/// No event says that a deadline is over: the day does.
#[tokio::test]
async fn the_worklist_is_told_when_another_day_begins() {
    let mut casework = Casework::open().await;
    casework.lead().await;
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0003").await;
    let asked = "subscription { worklistChanged { nodes { deadline { outcomeLabel days } } } }";
    socket.subscribe(asked, json!({})).await;
    let due = |outcome: &str, days: u32| json!({ "nodes": [{ "deadline": { "outcomeLabel": outcome, "days": days } }] });
    assert_eq!(socket.told().await["worklistChanged"], due("进行中", 21));
    casework.on("2022-11-14T23:59:59+08:00");
    casework.on("2022-12-06T00:00:00+08:00");
    assert_eq!(socket.told().await["worklistChanged"], due("已逾期", 1));
}

/// Rights are those of the day, too.
#[tokio::test]
async fn a_case_is_told_anew_on_another_day_until_one_may_not_see_it_any_more() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    let roles = [("INTAKE", "2022-11-20"), ("HANDLER", "2022-11-20")];
    for (role, last) in roles {
        let input = json!({ "role": role, "lastDay": last, "reason": "岗位调整" });
        entered(&mut casework, "endRole", ("P-0001", input)).await;
    }
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0001").await;
    let asked = "subscription($id: CaseId!) { caseChanged(id: $id) { deadlines { days } } }";
    socket.subscribe(asked, json!({ "id": case })).await;
    let before = socket.told().await["caseChanged"]["deadlines"][0]["days"].as_u64().unwrap();
    casework.later(1);
    let after = socket.told().await["caseChanged"]["deadlines"][0]["days"].as_u64().unwrap();
    assert_eq!(after, before - 1);
    casework.on("2022-11-21T00:00:00+08:00");
    let said = socket.hear().await;
    assert_eq!(said["payload"]["errors"][0]["extensions"]["code"], "NOT_FOUND", "{said}");
}

/// What the clock is refused is no event either.
#[tokio::test]
async fn the_worklist_is_told_when_the_clock_is_refused() {
    let mut casework = Casework::open().await;
    unheard_of(&mut casework).await;
    let server = serve(&casework).await;
    let mut socket = server.socket("P-0003").await;
    let asked = "subscription { worklistChanged(first: 1) {
        nodes { kind } totalCount { value }
    } }";
    socket.subscribe(asked, json!({})).await;
    let before = socket.told().await["worklistChanged"].take();
    assert_eq!(before["nodes"], json!([{ "kind": "DEADLINE" }]));
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let after = socket.told().await["worklistChanged"].take();
    assert_eq!(after["nodes"], json!([{ "kind": "REFUSED" }]));
    let count = |it: &Value| it["totalCount"]["value"].as_u64().unwrap();
    assert_eq!(count(&after), count(&before) + 1);
}

#[tokio::test]
async fn server_sent_events_tell_the_same() {
    let mut casework = Casework::open().await;
    let case = casework.lead().await;
    let server = serve(&casework).await;
    let answer = reqwest::Client::new()
        .post(format!("http://{}/graphql", server.origin))
        .header("accept", "text/event-stream")
        .bearer_auth(server.token("P-0001"))
        .json(&json!({ "query": CASE, "variables": { "id": case } }))
        .send()
        .await
        .unwrap();
    let mut events = Events { answer, text: String::new() };
    assert_eq!(events.next().await["caseChanged"]["revision"], 0);
    let verifiers = json!({ "verifiers": ["P-0001", "P-0002"] });
    casework.done("P-0003", "assignLead", (&case, verifiers)).await;
    assert_eq!(events.next().await["caseChanged"]["revision"], 1);
}

/// The events of one stream.
struct Events {
    answer: reqwest::Response,
    text: String,
}

impl Events {
    /// The data of the next `next` event.
    async fn next(&mut self) -> Value {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.strip_prefix("event: next\ndata: ").map(str::to_owned);
                let rest = rest.to_owned();
                self.text = rest;
                if let Some(data) = data {
                    return serde_json::from_str::<Value>(&data).unwrap()["data"].take();
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.answer.chunk()).await;
            let chunk = chunk.unwrap().unwrap().unwrap();
            self.text += std::str::from_utf8(&chunk).unwrap();
        }
    }
}
