//! The bytes of documents, up and down: `/cases/{id}/documents/{sha256}`. The digest is checked both
//! ways.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    document::Sha256,
    id::{CaseId, Malformed},
};
use projections::Viewer;
use store::DocumentError;

use crate::{App, app::stream_of, auth::Verified};

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

async fn upload(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    Path((case, sha256)): Place,
    bytes: Bytes,
) -> Response {
    let (case, sha256) = match parsed(&case, &sha256) {
        Ok(place) => place,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    // The first documents come before the lead that names them; their case has no row yet.
    let viewer = viewer(&verified);
    if !viewer.reads_cases() {
        return StatusCode::NOT_FOUND.into_response();
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

async fn download(
    State(app): State<App>,
    Extension(verified): Extension<Arc<Verified>>,
    Path((case, sha256)): Place,
) -> Response {
    let (case, sha256) = match parsed(&case, &sha256) {
        Ok(place) => place,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let named = match app.read_model.document(&viewer(&verified), &sha256) {
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

fn viewer(verified: &Verified) -> Viewer {
    let it = &verified.viewer;
    Viewer { person: it.person.clone(), agency: it.agency.clone(), roles: it.roles.clone() }
}

fn failed(error: &dyn std::error::Error) -> Response {
    tracing::error!(error = %error, "a document failed: {error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
