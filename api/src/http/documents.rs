//! The bytes of documents, up and down: `/cases/{id}/documents/{sha256}`, and `/listings/{id}/…` and
//! `/restorations/{id}/…` likewise. The digest is checked both ways.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Bytes,
    extract::{
        DefaultBodyLimit, Path, Query, State,
        rejection::{BytesRejection, QueryRejection},
    },
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    case::parts::FilePart,
    document::Sha256,
    id::{CaseId, ListingId, Malformed, RestorationId},
    listing, restoration,
};
use projections::Viewer;
use serde::Deserialize;
use store::DocumentError;
use uuid::Uuid;

use super::Refusal;
use crate::{
    App,
    app::{Failure, new_record, stream_of},
    auth::{self, Verified},
    blocking::blocking,
    viewer::claimed,
};

/// Where documents are put and found.
#[derive(Debug, Clone)]
struct Shelf {
    app: App,
    /// The longest document, in bytes.
    bytes_max: usize,
}

/// Upload, of documents of so many bytes at most, and download; both want a token.
pub fn routes(app: App, bytes_max: usize) -> Router {
    Router::new()
        .route("/{records}/{id}/documents/{sha256}", get(download).put(upload).fallback(other))
        .layer(DefaultBodyLimit::max(bytes_max))
        .with_state(Shelf { app, bytes_max })
}

type Place = Path<(String, String, String)>;

/// A record that documents lie in.
#[derive(Debug, Clone, Copy)]
enum Record {
    Case(CaseId),
    Listing(ListingId),
    Restoration(RestorationId),
}

impl Record {
    fn uuid(self) -> Uuid {
        match self {
            Self::Case(id) => id.uuid(),
            Self::Listing(id) => id.uuid(),
            Self::Restoration(id) => id.uuid(),
        }
    }

    fn stream(self) -> String {
        match self {
            Self::Case(id) => stream_of(id),
            Self::Listing(id) => listing::stream_of(id),
            Self::Restoration(id) => restoration::stream_of(id),
        }
    }
}

/// Of a record that does not exist yet: the command that is going to open it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Opening {
    command_id: Option<Uuid>,
}

/// A party reads no files: what it may have of its own, its agency gives it.
pub(super) fn officer(verified: &Verified) -> Result<&auth::Viewer, Refusal> {
    verified.bearer.officer().ok_or(Refusal::NotFound)
}

/// Documents are neither posted nor removed.
async fn other() -> Refusal {
    Refusal::DocumentMethod
}

async fn upload(
    State(Shelf { app, bytes_max }): State<Shelf>,
    Extension(verified): Extension<Arc<Verified>>,
    Path(place): Place,
    opening: Result<Query<Opening>, QueryRejection>,
    bytes: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, Refusal> {
    let (record, sha256) = parsed(&place)?;
    let malformed = |_| Refusal::Malformed("`commandId` is malformed: expected a UUID".to_owned());
    let Query(opening) = opening.map_err(malformed)?;
    let bytes = bytes.map_err(|rejection| Refusal::of_body(&rejection, bytes_max))?;
    let viewer = claimed(officer(&verified)?);
    if !admits(&app, &viewer, (record, &opening)).await? {
        return Err(Refusal::NotFound);
    }
    let documents = app.documents.clone();
    match blocking(move || documents.put(&record.stream(), sha256, &bytes)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error @ DocumentError::OtherBytes { .. }) => {
            Err(Refusal::Unprocessable(error.to_string()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The viewer may see the record and so act on it; or is about to open it, and says by which command: the
/// documents of a lead or of an application come before what names them.
async fn admits(
    app: &App,
    viewer: &Viewer,
    (record, opening): (Record, &Opening),
) -> Result<bool, Failure> {
    let opens = opening.command_id.is_some_and(|it| new_record(viewer, it) == record.uuid());
    let part = match record {
        Record::Case(_) => FilePart::Main,
        Record::Listing(_) | Record::Restoration(_) => FilePart::Decision,
    };
    if opens && app.borne_out(viewer)?.sees_everywhere(part) {
        return Ok(true);
    }
    match record {
        // Whoever sees the decision alone may be the one who masks it (PUB 6).
        Record::Case(id) => app.sees(viewer, (id, FilePart::Decision)).await,
        Record::Listing(id) => app.keeps_listing(viewer, id).await,
        Record::Restoration(id) => app.sees_restoration(viewer, id).await,
    }
}

async fn download(
    State(Shelf { app, .. }): State<Shelf>,
    Extension(verified): Extension<Arc<Verified>>,
    Path(place): Place,
) -> Result<Response, Refusal> {
    let (record, sha256) = parsed(&place)?;
    let viewer = app.borne_out(&claimed(officer(&verified)?))?;
    match record {
        Record::Case(case) => readable(&app, &viewer, (case, &sha256)).await?,
        Record::Listing(id) => {
            if !app.listing_names(&viewer, (id, &sha256)).await? {
                return Err(Refusal::NotFound);
            }
        }
        Record::Restoration(id) => {
            if !app.restoration_names(&viewer, (id, &sha256)).await? {
                return Err(Refusal::NotFound);
            }
        }
    }
    bytes_of(&app, (record.stream(), sha256)).await
}

/// The bytes of a record's document.
pub(super) async fn bytes_of(
    app: &App,
    (stream, sha256): (String, Sha256),
) -> Result<Response, Refusal> {
    let documents = app.documents.clone();
    let bytes = blocking(move || documents.get(&stream, &sha256)).await?;
    let bytes = bytes.ok_or(Refusal::NotFound)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// The viewer may read that document of a case.
async fn readable(
    app: &App,
    viewer: &Viewer,
    (case, sha256): (CaseId, &Sha256),
) -> Result<(), Refusal> {
    let rows = app.read_model.document(viewer, sha256)?;
    let mut here = rows.into_iter().filter(|it| it.case == case).peekable();
    if here.peek().is_none() {
        return Err(Refusal::NotFound);
    }
    let names_reporter = here.any(|it| it.document.document_type.names_reporter());
    if names_reporter && !app.may_see_reporter(viewer, case).await? {
        return Err(Refusal::Unrecorded);
    }
    Ok(())
}

fn parsed((records, id, sha256): &(String, String, String)) -> Result<(Record, Sha256), Refusal> {
    let malformed = |error: Malformed| Refusal::Malformed(error.to_string());
    let record = match records.as_str() {
        "cases" => Record::Case(id.parse().map_err(malformed)?),
        "listings" => Record::Listing(id.parse().map_err(malformed)?),
        "restorations" => Record::Restoration(id.parse().map_err(malformed)?),
        _ => return Err(Refusal::NotFound),
    };
    Ok((record, sha256.parse().map_err(malformed)?))
}
