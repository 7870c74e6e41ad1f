//! graphql-sse in distinct connections mode: one operation, one stream of `next` and one `complete`.

use std::{convert::Infallible, sync::Arc, time::Duration};

use async_graphql::{Executor, Response as Answer};
use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use super::{Parts, metrics::Open, operation};
use crate::{auth::Verified, clock::machine_seconds};

/// How often a silent stream shows that it is alive.
const HEARTBEAT_EVERY: Duration = Duration::from_secs(12);

/// The longest wait for a token to expire, so that no sum of times overflows.
const EXPIRY_MAX: Duration = Duration::from_hours(365 * 24);

/// Streams `answers`. When the token expires or the program stops, the stream ends
/// without `complete`, so that the client comes back.
pub(super) fn stream<E: Executor>(
    parts: &Arc<Parts<E>>,
    answers: BoxStream<'static, Answer>,
    verified: &Verified,
) -> Response {
    let open = Open::over("sse");
    let closing = parts.closing.clone();
    let lasting = lasting(verified);
    let ended = async move {
        tokio::select! {
            () = closing.begins() => {}
            () = tokio::time::sleep(lasting) => {}
        }
    };
    let events = answers
        .map(|it| next(&it))
        .chain(stream::iter([complete()]))
        .take_until(Box::pin(ended))
        .map(move |it| {
            let _counted = &open;
            Ok::<_, Infallible>(it)
        });
    Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT_EVERY)).into_response()
}

/// For how long the token still holds.
pub(super) fn lasting(verified: &Verified) -> Duration {
    let left = verified.until_seconds.saturating_add(1).saturating_sub(machine_seconds());
    Duration::from_secs(left).min(EXPIRY_MAX)
}

fn next(answer: &Answer) -> Event {
    Event::default().event("next").data(operation::text(answer))
}

/// With a line of data, though there is nothing to say: browsers don't report events without one.
fn complete() -> Event {
    Event::default().event("complete").data("null")
}
