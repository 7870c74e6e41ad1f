//! The page at `/`, and the headers that keep browsers from doing more than it needs.

use std::sync::Arc;

use async_graphql::Executor;
use axum::{
    Router,
    extract::State,
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use super::Parts;
use crate::demo::Desk;

/// One page with its script and its style, which it loads from `/page.js` and `/page.css`: nothing
/// inline is executed, and no other host is asked.
#[derive(Debug, Clone)]
pub struct Page {
    /// What is at `/`.
    pub html: String,
    /// What is at `/page.js`.
    pub script: &'static str,
    /// What is at `/page.css`.
    pub style: &'static str,
}

impl Page {
    /// The page, with the desks of a demonstration; without any it asks for a token.
    #[must_use]
    pub fn of(desks: &[Desk]) -> Self {
        // Inside a script element only `<` could end it.
        let given = json!({ "desks": desks }).to_string().replace('<', "\\u003c");
        Self {
            html: include_str!("../page/index.html").replace("{{given}}", &given),
            script: include_str!("../page/page.js"),
            style: include_str!("../page/page.css"),
        }
    }
}

const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
             img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
];

pub(super) fn routes<E: Executor>() -> Router<Arc<Parts<E>>> {
    Router::new()
        .route("/", get(html::<E>))
        .route("/page.js", get(script::<E>))
        .route("/page.css", get(style::<E>))
}

/// Adds what an answer doesn't set itself. Answers hold personal data, so that none is kept.
pub(super) async fn secured(mut answer: Response) -> Response {
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(value);
    }
    answer
}

async fn html<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> Response {
    text("text/html; charset=utf-8", parts.page.html.clone())
}

async fn script<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> Response {
    text("text/javascript; charset=utf-8", parts.page.script)
}

async fn style<E: Executor>(State(parts): State<Arc<Parts<E>>>) -> Response {
    text("text/css; charset=utf-8", parts.page.style)
}

fn text(kind: &'static str, body: impl IntoResponse) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
}
