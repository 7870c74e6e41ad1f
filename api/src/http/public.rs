//! `/public/graphql` and `/public/schema.graphql`: what anybody may ask, without a token. The same guard stands before
//! it; an answer is not kept by anybody on the way, since what is withdrawn is shown no longer at once (PUB 11).

use std::sync::Arc;

use async_graphql::Executor as _;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, State},
    http,
    response::Response,
    routing::{any, get},
};

use super::{Parsed, Refusal, guard, media::Media, operation::written};
use crate::{
    App,
    graphql::public::{PublicSchema, schema, sdl},
};

/// The longest body that is read, in bytes.
const BODY_BYTES_MAX: usize = 16 << 10;

/// What answers.
struct Open {
    schema: PublicSchema,
    parsed: Parsed,
}

/// Both addresses.
pub fn routes(app: &App) -> Router {
    let open = Open { schema: schema(app.clone()), parsed: Parsed::default() };
    let text = sdl();
    Router::new()
        .route("/public/graphql", any(answer).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)))
        .with_state(Arc::new(open))
        .route("/public/schema.graphql", get(async || text))
}

async fn answer(State(open): State<Arc<Open>>, request: http::Request<Body>) -> Response {
    let media = match guard::media(request.method(), request.headers()) {
        Ok(Media::EventStream) => return Refusal::NotAcceptable.answer(Media::Json),
        Ok(media) => media,
        Err((refusal, media)) => return refusal.answer(media),
    };
    match guard::admit(request, BODY_BYTES_MAX, &open.parsed).await {
        Ok(admitted) => written(open.schema.execute(admitted.request).await, media),
        Err(refusal) => refusal.answer(media),
    }
}
