//! The bytes of documents, up and down: `/cases/{id}/documents/{sha256}`. The digest is checked both
//! ways.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, Query, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    document::Sha256,
    id::{CaseId, Malformed},
};
use projections::Viewer;
use serde::Deserialize;
use store::DocumentError;
use uuid::Uuid;

use crate::{
    App,
    app::{Failure, new_case, stream_of},
    auth::Verified,
    viewer::claimed,
};

/// The longest document, in bytes.
const DOCUMENT_BYTES_MAX: usize = 32 << 20;

/// Upload and download; both want a token.
pub fn routes(app: App) -> Router {
    Router::new()
        .route("/cases/{case}/documents/{sha256}", get(download).put(upload))
        .layer(DefaultBodyLimit::max(DOCUMENT_BYTES_MAX))
        .with_state(app)
}

type Place = Path<(String, String)>;

/// Of a case that does not exist yet: the command that is going to open it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opening {
    command_id: Option<Uuid>,
}

async fn upload(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    Path((case, sha256)): Place,
    Query(opening): Query<Opening>,
    bytes: Bytes,
) -> Response {
    let (case, sha256) = match parsed(&case, &sha256) {
        Ok(place) => place,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    match admits(&app, &claimed(&verified.viewer), (case, &opening)).await {
        Ok(true) => {}
        Ok(false) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(&error),
    }
    let documents = app.documents.clone();
    let put = move || documents.put(&stream_of(case), sha256, &bytes);
    match tokio::task::spawn_blocking(put).await {
        Ok(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(error @ DocumentError::OtherBytes { .. })) => {
            (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).into_response()
        }
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

/// The viewer may see the case and so act on it; or is about to open it, and says by which command: the
/// documents of a lead come before the lead that names them.
async fn admits(
    app: &App,
    viewer: &Viewer,
    (case, opening): (CaseId, &Opening),
) -> Result<bool, Failure> {
    let opens = opening.command_id.is_some_and(|it| new_case(viewer, it) == case);
    if opens && app.borne_out(viewer)?.reads_cases() {
        return Ok(true);
    }
    app.sees(viewer, case).await
}

async fn download(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    Path((case, sha256)): Place,
) -> Response {
    let (case, sha256) = match parsed(&case, &sha256) {
        Ok(place) => place,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let viewer = app.borne_out(&claimed(&verified.viewer));
    let named = match viewer.and_then(|viewer| app.read_model.document(&viewer, &sha256)) {
        Ok(rows) => rows.into_iter().any(|it| it.case == case),
        Err(error) => return failed(&error),
    };
    if !named {
        return StatusCode::NOT_FOUND.into_response();
    }
    let documents = app.documents.clone();
    match tokio::task::spawn_blocking(move || documents.get(&stream_of(case), &sha256)).await {
        Ok(Ok(Some(bytes))) => {
            ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
        }
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn parsed(case: &str, sha256: &str) -> Result<(CaseId, Sha256), Malformed> {
    Ok((case.parse()?, sha256.parse()?))
}

fn failed(error: &dyn std::error::Error) -> Response {
    tracing::error!(error = %error, "a document failed: {error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
