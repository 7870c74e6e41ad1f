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

/// One page with its scripts and its style, which it loads from the same host: nothing inline is
/// executed, and no other host is asked.
#[derive(Debug, Clone)]
pub struct Page {
    /// What is at `/`.
    html: String,
}

impl Page {
    /// The page, with the desks of a demonstration; without any it asks for a token.
    #[must_use]
    pub fn of(desks: &[Desk]) -> Self {
        // Inside a script element only `<` could end it.
        let given = json!({ "desks": desks }).to_string().replace('<', "\\u003c");
        Self { html: include_str!("../page/index.html").replace("{{given}}", &given) }
    }
}

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// What the page is made of: path, type and content of each file.
const FILES: [(&str, &str, &str); 12] = [
    ("/page.css", "text/css; charset=utf-8", include_str!("../page/page.css")),
    ("/page.js", SCRIPT, include_str!("../page/page.js")),
    ("/page/ask.js", SCRIPT, include_str!("../page/ask.js")),
    ("/page/cases.js", SCRIPT, include_str!("../page/cases.js")),
    ("/page/console.js", SCRIPT, include_str!("../page/console.js")),
    ("/page/credit.js", SCRIPT, include_str!("../page/credit.js")),
    ("/page/everywhere.js", SCRIPT, include_str!("../page/everywhere.js")),
    ("/page/inbox.js", SCRIPT, include_str!("../page/inbox.js")),
    ("/page/live.js", SCRIPT, include_str!("../page/live.js")),
    ("/page/parts.js", SCRIPT, include_str!("../page/parts.js")),
    ("/page/viewer.js", SCRIPT, include_str!("../page/viewer.js")),
    ("/page/worklist.js", SCRIPT, include_str!("../page/worklist.js")),
];

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
    let page = Router::new().route("/", get(html::<E>));
    FILES.into_iter().fold(page, |page, (path, kind, content)| {
        page.route(path, get(async move || text(kind, content)))
    })
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

fn text(kind: &'static str, body: impl IntoResponse) -> Response {
    ([(CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever stands between quotes in `text` and looks like an address.
    fn addresses(text: &str) -> impl Iterator<Item = &str> {
        let quoted = text.split(['"', '\'', '`']);
        quoted.filter(|it| it.starts_with("/page") || it.contains("://"))
    }

    fn file(path: &str) -> &'static str {
        FILES.iter().find(|it| it.0 == path).unwrap().2
    }

    /// domain.md §6.7; GDS 26: what has lost its source is red, with its limit, wherever the page shows it: to the company, in the
    /// inbox and on the worklist of whoever is to lift it.
    #[test]
    fn what_lost_its_source_is_red_with_its_limit() {
        let parts = file("/page/parts.js");
        let (_, shown) = parts.split_once("export function unfounded(label, limits)").unwrap();
        let (shown, _) = shown.split_once("\n}").unwrap();
        assert!(shown.contains("class: \"seal bad\"") && shown.contains("due(limit)"), "{shown}");
        let red = file("/page.css").lines().find(|it| it.starts_with(".seal.bad")).unwrap();
        assert!(red.contains("var(--red)"), "{red}");
        for (path, asked, used) in [
            (
                "/page/credit.js",
                "unfounded { standingLabel deadlines {",
                "lost(standingLabel, deadlines)",
            ),
            (
                "/page/inbox.js",
                "standing standingLabel deadlines {",
                "unfounded(restriction.standingLabel",
            ),
            ("/page/worklist.js", "party kind kindLabel", "unfounded(\"待解除\""),
        ] {
            let text = file(path);
            assert!(text.contains(asked) && text.contains(used), "{path}");
        }
    }

    #[test]
    fn the_page_is_made_of_its_own_files_and_asks_no_other_host() {
        let page = Page::of(&[]).html;
        let texts = FILES.iter().map(|(.., text)| *text).chain([page.as_str()]);
        let asked: Vec<_> = texts.flat_map(addresses).collect();
        assert!(asked.len() > 6, "{asked:?}");
        for address in asked {
            assert!(FILES.iter().any(|(path, ..)| *path == address), "nothing is at {address}");
        }
    }
}
