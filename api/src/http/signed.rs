//! Lets nobody in without a token that holds.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header::AUTHORIZATION},
    middleware::Next,
    response::Response,
};

use super::{media::Media, refusal::Refusal};
use crate::auth::Authenticator;

/// Nothing has this address; whoever brings no token that holds learns no more than that they bring none.
pub(super) async fn nothing(
    State(tokens): State<Arc<Authenticator>>,
    headers: HeaderMap,
) -> Refusal {
    let header = headers.get(AUTHORIZATION).and_then(|it| it.to_str().ok());
    tokens.verify_header(header).map_or_else(Refusal::Unauthenticated, |_| Refusal::NotFound)
}

/// Puts the [`Verified`](crate::auth::Verified) token into the request, or answers 401.
pub(super) async fn in_only(
    State(tokens): State<Arc<Authenticator>>,
    mut request: Request,
    next: Next,
) -> Response {
    let header = request.headers().get(AUTHORIZATION).and_then(|it| it.to_str().ok());
    match tokens.verify_header(header) {
        Ok(verified) => {
            request.extensions_mut().insert(verified);
            next.run(request).await
        }
        Err(why) => {
            let media = Media::accepted(request.headers()).unwrap_or(Media::Json);
            Refusal::from(why).answer(media)
        }
    }
}
