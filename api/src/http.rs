//! GraphQL and everything else over HTTP: which addresses there are, and who may ask at them.

mod cors;
pub mod demo;
pub mod documents;
mod drain;
pub mod due;
mod guard;
mod media;
pub mod metrics;
mod operation;
mod page;
mod parsed;
pub mod public;
mod refusal;
mod signed;
mod sse;
mod unread;
mod ws;

use std::sync::Arc;

use async_graphql::Executor;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    middleware,
    response::{IntoResponse, Response},
    routing::{any, get},
};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::auth::Authenticator;

pub use self::{
    drain::{Closing, serve},
    page::Page,
    parsed::Parsed,
    refusal::Refusal,
};

/// What the addresses answer from.
pub struct Parts<E> {
    /// The schema. Its resolvers find the [`Viewer`](crate::auth::Viewer) in the request's data.
    pub schema: E,
    /// The schema as text.
    pub sdl: String,
    /// The documents that were parsed a moment ago.
    pub parsed: Parsed,
    /// Whose tokens hold.
    pub tokens: Arc<Authenticator>,
    /// How the program stands, asked on each `/readyz` and `/metrics`.
    pub readiness: Box<dyn Fn() -> Readiness + Send + Sync>,
    /// What has been counted.
    pub metrics: PrometheusHandle,
    /// What a browser sees at `/`.
    pub page: Page,
    /// The web origins that may call from a browser.
    pub origins: Vec<HeaderValue>,
    /// The longest body that `/graphql` reads, and the longest message on a socket, in bytes.
    pub body_bytes_max: usize,
    /// Ends streams and sockets when the program stops.
    pub closing: Closing,
}

/// Whether the program can do its work, and where each part of it stands.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// Whether requests should be sent here.
    pub ready: bool,
    /// The report, as it is answered.
    pub report: serde_json::Value,
}

/// All addresses. `with_token` is what else wants a token (documents); its routes find
/// [`Extension<Arc<Verified>>`](crate::auth::Verified). `without_token` is what else is open.
pub fn router<E: Executor>(parts: Parts<E>, with_token: Router, without_token: Router) -> Router {
    let tokens = Arc::clone(&parts.tokens);
    let cors = cors::layer(&parts.origins);
    let parts = Arc::new(parts);
    let signed = Router::new()
        .route(
            "/graphql",
            any(operation::answer::<E>).layer(DefaultBodyLimit::max(parts.body_bytes_max)),
        )
        .with_state(Arc::clone(&parts))
        .merge(with_token)
        .route_layer(middleware::from_fn_with_state(Arc::clone(&tokens), signed::in_only));
    let open = Router::new()
        .route("/graphql/ws", get(ws::upgrade::<E>))
        .route("/healthz", get(async || "ok"))
        .route("/readyz", get(readyz::<E>))
        .route("/metrics", get(metrics_text::<E>))
        .route("/schema.graphql", get(schema_text::<E>))
        .merge(page::routes())
        .with_state(parts)
        .merge(without_token);
    let elsewhere = any(signed::nothing).with_state(tokens);
    let all = open
        .merge(signed)
        .fallback_service(elsewhere)
        .layer(middleware::map_response(page::secured))
        .layer(middleware::from_fn(unread::thrown_away));
    match cors {
        Some(cors) => all.layer(cors),
        None => all,
    }
}

async fn readyz<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> Response {
    let readiness = (parts.readiness)();
    let ready = readiness.ready && !parts.closing.has_begun();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness.report)).into_response()
}

/// Asks how the program stands first, so that the gauges say it.
async fn metrics_text<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> Response {
    (parts.readiness)();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(CONTENT_TYPE, kind)], parts.metrics.render()).into_response()
}

async fn schema_text<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> String {
    parts.sdl.clone()
}

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
