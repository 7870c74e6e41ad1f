//! One socket: who is on it, and what it is subscribed to.

use std::{collections::HashMap, ops::ControlFlow, sync::Arc, time::Duration};

use async_graphql::{
    Executor, Request, Response, ServerError, Value as GraphQlValue, parser::types::OperationType,
};
use axum::extract::ws::{Message, WebSocket};
use futures::{
    SinkExt as _, StreamExt as _,
    stream::{SplitSink, SplitStream},
};
use serde_json::Value;
use tokio::{
    sync::mpsc,
    task::AbortHandle,
    time::{self, Instant},
};

use super::message::{self, Close, Said};
use crate::{
    auth::{Bearer, TokenError},
    fault::Fault,
    graphql::operations::nothing_executed,
    http::{Parts, guard, metrics::Open, operation, sse::lasting},
};

/// How long a client may take to say who it is.
const INIT_MAX: Duration = Duration::from_secs(3);

/// How often a client is asked whether it is there.
const PING_EVERY: Duration = Duration::from_secs(12);

/// How long a client may take to read one message.
const SEND_MAX: Duration = Duration::from_secs(10);

/// How many operations run on one socket.
const RUNNING_MAX: usize = 32;

/// How many answers wait for the socket; beyond it their subscriptions wait.
const WAITING_MAX: usize = 64;

/// Goes on, or ends: with a reason to tell, or without, because nobody listens any more.
type Step = ControlFlow<Option<Close>>;

const GONE: Step = ControlFlow::Break(None);

fn end(close: Close) -> Step {
    ControlFlow::Break(Some(close))
}

pub(super) struct Connection<E> {
    parts: Arc<Parts<E>>,
    sink: SplitSink<WebSocket, Message>,
    stream: SplitStream<WebSocket>,
    answers: (mpsc::Sender<Answered>, mpsc::Receiver<Answered>),
    running: HashMap<String, Running>,
    started: u64,
    initialised: bool,
    bearer: Option<Bearer>,
    expires: Instant,
    awaiting_pong: bool,
    _open: Open,
}

/// An operation under way. Its number tells it from an earlier one with the same id.
struct Running {
    number: u64,
    task: AbortHandle,
}

/// What an operation has to say.
struct Answered {
    id: String,
    number: u64,
    message: Message,
    last: bool,
}

impl<E: Executor> Connection<E> {
    pub(super) fn new(parts: Arc<Parts<E>>, socket: WebSocket) -> Self {
        let (sink, stream) = socket.split();
        Self {
            parts,
            sink,
            stream,
            answers: mpsc::channel(WAITING_MAX),
            running: HashMap::new(),
            started: 0,
            initialised: false,
            bearer: None,
            expires: Instant::now(),
            awaiting_pong: false,
            _open: Open::over("ws"),
        }
    }

    /// Closes the socket at once.
    pub(super) async fn refuse(mut self, close: Close) {
        self.finish(Some(close)).await;
    }

    /// Serves until either side has had enough.
    pub(super) async fn serve(mut self) {
        let closing = self.parts.closing.clone();
        let init_by = Instant::now() + INIT_MAX;
        let mut pings = time::interval_at(Instant::now() + PING_EVERY, PING_EVERY);
        let close = loop {
            let step = tokio::select! {
                () = closing.begins() => end(Close::Restart),
                () = time::sleep_until(init_by), if !self.initialised => end(Close::InitialisedLate),
                () = time::sleep_until(self.expires), if self.bearer.is_some() => {
                    end(Close::Forbidden(TokenError::Expired.to_string()))
                }
                _ = pings.tick() => self.ping().await,
                Some(answered) = self.answers.1.recv() => self.pass_on(answered).await,
                heard = self.stream.next() => match heard {
                    Some(Ok(message)) => self.hear(message).await,
                    Some(Err(_)) | None => GONE,
                },
            };
            if let ControlFlow::Break(close) = step {
                break close;
            }
        };
        self.finish(close).await;
    }

    /// Ends all operations and closes the socket; also answers a close of the other side.
    async fn finish(&mut self, close: Option<Close>) {
        for running in self.running.values() {
            running.task.abort();
        }
        let farewell = async {
            if let Some(close) = close {
                let _ = self.sink.send(close.frame()).await;
            }
            let _ = self.sink.close().await;
        };
        let _ = time::timeout(Duration::from_secs(1), farewell).await;
    }

    async fn send(&mut self, message: Message) -> Step {
        match time::timeout(SEND_MAX, self.sink.send(message)).await {
            Ok(Ok(())) => ControlFlow::Continue(()),
            Ok(Err(_)) | Err(_) => GONE,
        }
    }

    async fn ping(&mut self) -> Step {
        if self.awaiting_pong {
            return end(Close::Silent);
        }
        self.awaiting_pong = true;
        self.send(message::ping()).await
    }

    /// Sends an answer, unless its operation was completed meanwhile.
    async fn pass_on(&mut self, answered: Answered) -> Step {
        let current = self.running.get(&answered.id).map(|it| it.number);
        if current != Some(answered.number) {
            return ControlFlow::Continue(());
        }
        if answered.last {
            self.running.remove(&answered.id);
        }
        self.send(answered.message).await
    }

    async fn hear(&mut self, message: Message) -> Step {
        self.awaiting_pong = false;
        let text = match message {
            Message::Text(text) if text.len() > self.parts.body_bytes_max => {
                return end(Close::TooLong(self.parts.body_bytes_max));
            }
            Message::Text(text) => text,
            Message::Binary(_) => return end(Close::Malformed("binary".to_owned())),
            Message::Close(_) => return GONE,
            Message::Ping(_) | Message::Pong(_) => return ControlFlow::Continue(()),
        };
        match serde_json::from_str(&text) {
            Ok(Said::ConnectionInit { payload }) => self.initialise(payload).await,
            Ok(Said::Subscribe { id, payload }) => self.subscribe(id, *payload).await,
            Ok(Said::Complete { id }) => self.complete(&id),
            Ok(Said::Ping { payload }) => self.send(message::pong(payload)).await,
            Ok(Said::Pong {}) => ControlFlow::Continue(()),
            Err(error) => end(Close::Malformed(error.to_string())),
        }
    }

    async fn initialise(&mut self, payload: Option<Value>) -> Step {
        if self.initialised {
            return end(Close::InitialisedTwice);
        }
        self.initialised = true;
        let token = payload.as_ref().and_then(message::token).ok_or(TokenError::Unsaid);
        match token.and_then(|it| self.parts.tokens.verify(it)) {
            Ok(verified) => {
                self.expires = Instant::now() + lasting(&verified);
                self.bearer = Some(verified.bearer.clone());
                self.send(message::ack()).await
            }
            Err(why) => end(Close::Forbidden(why.to_string())),
        }
    }

    fn complete(&mut self, id: &str) -> Step {
        if let Some(running) = self.running.remove(id) {
            running.task.abort();
        }
        ControlFlow::Continue(())
    }

    async fn subscribe(&mut self, id: String, request: Request) -> Step {
        let Some(bearer) = self.bearer.clone() else { return end(Close::NotInitialised) };
        if self.running.contains_key(&id) {
            return end(Close::DuplicateSubscriber(id));
        }
        if self.running.len() >= RUNNING_MAX {
            return self.send(message::errors(&id, &[too_many()])).await;
        }
        self.started += 1;
        let number = self.started;
        let operation = run(
            Arc::clone(&self.parts),
            bearer.sends(request),
            Outbox { id: id.clone(), number, answers: self.answers.0.clone() },
        );
        let task = tokio::spawn(operation).abort_handle();
        self.running.insert(id, Running { number, task });
        ControlFlow::Continue(())
    }
}

/// Where an operation puts its answers.
struct Outbox {
    id: String,
    number: u64,
    answers: mpsc::Sender<Answered>,
}

impl Outbox {
    /// Whether the socket still wants to know.
    async fn put(&self, message: Message, last: bool) -> bool {
        let answered = Answered { id: self.id.clone(), number: self.number, message, last };
        self.answers.send(answered).await.is_ok()
    }
}

/// Executes an operation of any kind, one answer or many.
async fn run<E: Executor>(parts: Arc<Parts<E>>, mut request: Request, outbox: Outbox) {
    let kind = guard::operation_type(&mut request, &parts.parsed);
    let mut answers = operation::answers(&parts, request, kind);
    let mut first = true;
    while let Some(answer) = answers.next().await {
        if first && never_began(kind, &answer) {
            outbox.put(message::errors(&outbox.id, &answer.errors), true).await;
            return;
        }
        first = false;
        if !outbox.put(message::next(&outbox.id, &answer), false).await {
            return;
        }
    }
    outbox.put(message::complete(&outbox.id), true).await;
}

/// Whether the first answer says that there will be none: the request is wrong, or its one
/// subscription could not be opened.
fn never_began(kind: Option<OperationType>, answer: &Response) -> bool {
    let unopened = kind == Some(OperationType::Subscription)
        && answer.data == GraphQlValue::Null
        && !answer.errors.is_empty()
        && answer.errors.iter().all(|it| it.path.len() <= 1);
    unopened || nothing_executed(answer)
}

fn too_many() -> ServerError {
    let message = format!("at most {RUNNING_MAX} operations run on one connection");
    Fault::TooManySubscriptions.refuse(message)
}
