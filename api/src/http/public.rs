//! `/public/graphql`, `/public/schema.graphql` and `/public/documents/{sha256}`: what anybody may ask, without a token, and
//! the redacted copies of the decisions that are public. The same guard stands before it; an answer is not kept by anybody
//! on the way, since what is withdrawn is shown no longer at once (PUB 11).

use std::sync::Arc;

use async_graphql::Executor as _;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, State},
    http,
    response::Response,
    routing::{any, get},
};

use domain::{document::Sha256, id::Malformed};
use projections::{page::Asked, publicity::ShownFilter};

use super::{Parsed, Refusal, documents::bytes_of, guard, media::Media, operation::written};
use crate::{
    App,
    app::stream_of,
    graphql::public::{PublicSchema, public, schema, sdl},
};

/// The longest body that is read, in bytes.
const BODY_BYTES_MAX: usize = 16 << 10;

/// What answers.
struct Open {
    schema: PublicSchema,
    parsed: Parsed,
}

/// All three addresses.
pub fn routes(app: &App) -> Router {
    let open = Open { schema: schema(app.clone()), parsed: Parsed::default() };
    let text = sdl();
    Router::new()
        .route("/public/graphql", any(answer).layer(DefaultBodyLimit::max(BODY_BYTES_MAX)))
        .with_state(Arc::new(open))
        .route("/public/schema.graphql", get(async || text))
        .merge(Router::new().route("/public/documents/{sha256}", get(copy)).with_state(app.clone()))
}

/// The redacted copy of a decision, while it is the one that is public; nothing else has an address here, the decision as
/// it was served the least (PUB 4, 7, 11).
async fn copy(State(app): State<App>, Path(sha256): Path<String>) -> Result<Response, Refusal> {
    let sha256: Sha256 =
        sha256.parse().map_err(|it: Malformed| Refusal::Malformed(it.to_string()))?;
    let filter = ShownFilter { copy: Some(sha256), ..ShownFilter::default() };
    let asked = Asked::first(1);
    let found = app.read_model.shown_penalties(public(&app), &filter, &asked)?;
    let (_, shown) = found.rows.into_iter().next().ok_or(Refusal::NotFound)?;
    bytes_of(&app, (stream_of(shown.case), sha256)).await
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
