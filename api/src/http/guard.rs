//! The door of `/graphql`: method, accepted forms, content type, size, shape, and no mutation by
//! GET. async-graphql-axum decodes what passes; everything else is refused here.

use async_graphql::{ParseRequestError, Request, parser::types::OperationType};
use async_graphql_axum::GraphQLRequest;
use axum::{
    body::{Body, Bytes},
    extract::FromRequest as _,
    http::{
        self, HeaderMap, HeaderValue, Method,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};

use super::{media::Media, parsed::Parsed, refusal::Refusal};
use crate::graphql::operations::selected;

/// An operation that may be executed.
pub(super) struct Admitted {
    pub(super) request: Request,
    /// `None` where the document or the choice of an operation is wrong; executing it says so.
    pub(super) kind: Option<OperationType>,
}

/// Admits the operation in `request`, whose body the route limits to `bytes_max`.
pub(super) async fn admit(
    request: http::Request<Body>,
    bytes_max: usize,
    parsed: &Parsed,
) -> Result<Admitted, Refusal> {
    let by_get = *request.method() == Method::GET;
    let json = if by_get {
        from_query(request.uri().query().unwrap_or_default())?
    } else {
        check_content_type(request.headers())?;
        read_body(request, bytes_max).await?
    };
    let mut request = decode(json).await?;
    let kind = operation_type(&mut request, parsed);
    if by_get && kind == Some(OperationType::Mutation) {
        return Err(Refusal::MutationByGet);
    }
    Ok(Admitted { request, kind })
}

/// The form of the answer, by method and `Accept`.
pub(super) fn media(method: &Method, headers: &HeaderMap) -> Result<Media, (Refusal, Media)> {
    let media = Media::accepted(headers);
    if *method != Method::GET && *method != Method::POST {
        return Err((Refusal::Method, media.unwrap_or(Media::Json)));
    }
    media.ok_or((Refusal::NotAcceptable, Media::Json))
}

/// What kind of operation `request` selects. Parses its document, which stays parsed.
pub(super) fn operation_type(request: &mut Request, parsed: &Parsed) -> Option<OperationType> {
    let name = request.operation_name.clone();
    let document = parsed.of(request).ok()?;
    selected(document, name.as_deref()).map(|it| it.ty)
}

/// The body says that it is JSON.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let given = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let given: Option<mime::Mime> = given.and_then(|it| it.parse().ok());
    let fits = given.is_some_and(|it| {
        it.essence_str() == "application/json"
            && it.get_param("charset").is_none_or(|it| it == "utf-8")
    });
    if fits { Ok(()) } else { Err(Refusal::ContentType) }
}

async fn read_body(request: http::Request<Body>, bytes_max: usize) -> Result<Bytes, Refusal> {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|it| it.to_str().ok());
    if announced.and_then(|it| it.parse().ok()).is_some_and(|it: u64| it > bytes_max as u64) {
        return Err(Refusal::TooLarge { bytes_max });
    }
    let read = Bytes::from_request(request, &()).await;
    read.map_err(|rejection| Refusal::of_body(&rejection, bytes_max))
}

/// The parameters of a GET as the JSON object that a POST carries: one door for both.
fn from_query(query: &str) -> Result<Bytes, Refusal> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query)
        .map_err(|_| Refusal::Malformed("the query string is not form-encoded".to_owned()))?;
    let mut object = Map::new();
    for (key, value) in pairs {
        let parsed = match key.as_str() {
            "query" | "operationName" => Value::String(value),
            "variables" | "extensions" if !value.is_empty() => serde_json::from_str(&value)
                .map_err(|_| Refusal::Malformed(format!("`{key}` must be JSON")))?,
            _ => continue,
        };
        object.insert(key, parsed);
    }
    Ok(Value::Object(object).to_string().into())
}

async fn decode(json: Bytes) -> Result<Request, Refusal> {
    let first = json.iter().find(|it| !it.is_ascii_whitespace());
    if first == Some(&b'[') {
        return Err(Refusal::Malformed("batches are not executed: send one operation".to_owned()));
    }
    let mut carrier = http::Request::new(Body::from(json.clone()));
    *carrier.method_mut() = Method::POST;
    carrier.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    match GraphQLRequest::<Undecoded>::from_request(carrier, &()).await {
        Ok(decoded) if !decoded.0.query.is_empty() => Ok(decoded.into_inner()),
        Ok(_) | Err(_) => Err(Refusal::Malformed(fault_of(&json))),
    }
}

/// What is wrong with a request that can't be decoded.
fn fault_of(json: &[u8]) -> String {
    let object = match serde_json::from_slice(json) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return "the request must be one JSON object".to_owned(),
        Err(error) => return format!("the request is not JSON: {error}"),
    };
    let text = |key: &str| object.get(key).is_none_or(|it| it.is_string() || it.is_null());
    let map = |key: &str| object.get(key).is_none_or(|it| it.is_object() || it.is_null());
    let fault = match object.get("query").map(Value::as_str) {
        None => "`query` is missing",
        Some(None) => "`query` must be a string",
        Some(Some("")) => "`query` is empty",
        Some(Some(_)) if !text("operationName") => "`operationName` must be a string",
        Some(Some(_)) if !map("variables") => "`variables` must be an object",
        Some(Some(_)) if !map("extensions") => "`extensions` must be an object",
        Some(Some(_)) => "the request can't be decoded",
    };
    fault.to_owned()
}

/// That the library could not decode the body; [`fault_of`] says why, in our words.
struct Undecoded;

impl From<ParseRequestError> for Undecoded {
    fn from(_: ParseRequestError) -> Self {
        Self
    }
}

impl IntoResponse for Undecoded {
    fn into_response(self) -> Response {
        Refusal::Malformed("the request can't be decoded".to_owned()).into_response()
    }
}
