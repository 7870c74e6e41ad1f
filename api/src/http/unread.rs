//! What a request had still to say when it was refused. Whoever sends all of it before reading the answer would find the
//! connection broken instead: it is read to its end, within bounds, and thrown away.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::header::EXPECT,
    middleware::Next,
    response::Response,
};
use futures::{StreamExt as _, stream};
use tokio::{sync::Mutex, time};

/// What lies between the two ends of a connection anyway, in bytes: so much is sent whether or not anybody reads.
const IN_FLIGHT: u64 = 16 * 1024;

/// How much is thrown away at most, in bytes.
const BYTES_MAX: usize = 256 * 1024 * 1024;

/// How long that may take.
const WITHIN: Duration = Duration::from_secs(3);

/// Answers, and throws away what a refused request had still to say.
pub(super) async fn thrown_away(request: Request, next: Next) -> Response {
    let is_short = request.body().size_hint().upper().is_some_and(|it| it <= IN_FLIGHT);
    // Whoever asks before they send waits for the answer.
    if is_short || request.headers().contains_key(EXPECT) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let rest = Arc::new(Mutex::new(body.into_data_stream()));
    let lent = stream::unfold(Arc::clone(&rest), |rest| async move {
        let part = rest.lock().await.next().await;
        part.map(|it| (it, rest))
    });
    let response = next.run(Request::from_parts(parts, Body::from_stream(lent))).await;
    if response.status().is_client_error() {
        let reading = async {
            let (mut rest, mut room) = (rest.lock().await, BYTES_MAX);
            while let Some(Ok(part)) = rest.next().await {
                room = room.saturating_sub(part.len());
                if room == 0 {
                    break;
                }
            }
        };
        // Whoever is slower than that is cut off.
        drop(time::timeout(WITHIN, reading).await);
    }
    response
}
