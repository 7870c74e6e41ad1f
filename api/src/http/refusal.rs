//! What is refused before any operation runs, with the status and the code that say why.

use axum::{
    extract::rejection::BytesRejection,
    http::{
        HeaderValue, StatusCode,
        header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::media::Media;
use crate::{
    app::Failure,
    auth::TokenError,
    counted,
    fault::{self, Fault},
};

/// Why a request is not executed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No token, or one that doesn't hold.
    #[error(transparent)]
    Unauthenticated(#[from] TokenError),
    /// Another method than GET and POST.
    #[error("operations are sent with GET or POST")]
    Method,
    /// A document that is neither put nor read.
    #[error("documents are sent with PUT and read with GET")]
    DocumentMethod,
    /// A mutation by GET.
    #[error("mutations are sent with POST")]
    MutationByGet,
    /// None of our forms is accepted.
    #[error(
        "answers are application/graphql-response+json, application/json or text/event-stream, in UTF-8"
    )]
    NotAcceptable,
    /// The body is something else than JSON.
    #[error("the body must be application/json in UTF-8")]
    ContentType,
    /// The body is too long.
    #[error("the body is longer than {bytes_max} bytes")]
    TooLarge {
        /// How long it may be.
        bytes_max: usize,
    },
    /// The body or the parameters are no GraphQL request, or the address is malformed.
    #[error("{0}")]
    Malformed(String),
    /// Nothing is there, or nothing that may be seen.
    #[error("nothing with this address, or nothing that you may see")]
    NotFound,
    /// The token is a party's, and what is asked for is no reading of its own record.
    #[error("a party's token reads its own record alone")]
    OwnRecordAlone,
    /// The log is real: nobody sets its clock.
    #[error(
        "this log is real and its clock follows the machine; only that of a demonstration (`serve --demo`) \
         is set"
    )]
    NoDemonstration,
    /// It names whoever reported, and nobody has recorded today why they read that (CMP 33).
    #[error(
        "this document names who reported: record with `readSealed(target: {{ reporter }})` today what it \
         is read for, then ask again (CMP 33)"
    )]
    Unrecorded,
    /// What was sent is not what it says.
    #[error("{0}")]
    Unprocessable(String),
    /// A failure of ours, with what is told of it.
    #[error("{1}")]
    Failed(Fault, &'static str),
}

impl Refusal {
    /// Why a body of at most `bytes_max` bytes could not be read.
    pub(super) fn of_body(rejection: &BytesRejection, bytes_max: usize) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge { bytes_max },
            _ => Self::Malformed("the body broke off".to_owned()),
        }
    }

    /// The status that goes with it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
            Self::Method | Self::DocumentMethod | Self::MutationByGet => {
                StatusCode::METHOD_NOT_ALLOWED
            }
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::NoDemonstration => StatusCode::NOT_FOUND,
            Self::Unrecorded | Self::OwnRecordAlone => StatusCode::FORBIDDEN,
            Self::Unprocessable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed(Fault::Unavailable, _) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(..) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Which fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::Unauthenticated(_) => Fault::Unauthenticated,
            Self::Method | Self::DocumentMethod | Self::MutationByGet => Fault::MethodNotAllowed,
            Self::NotAcceptable => Fault::NotAcceptable,
            Self::ContentType => Fault::UnsupportedMediaType,
            Self::TooLarge { .. } => Fault::TooLarge,
            Self::Malformed(_) => Fault::BadRequest,
            Self::NotFound | Self::NoDemonstration => Fault::NotFound,
            Self::Unrecorded => Fault::ReadingUnrecorded,
            Self::OwnRecordAlone => Fault::Forbidden,
            Self::Unprocessable(_) => Fault::BadUserInput,
            Self::Failed(fault, _) => *fault,
        }
    }

    pub(super) fn answer(&self, media: Media) -> Response {
        let code = self.fault().code();
        counted::failed(code);
        let error = json!({ "message": self.to_string(), "extensions": { "code": code } });
        let kind = media.of_refusal().content_type();
        let body = json!({ "errors": [error] }).to_string();
        let mut answer = (self.status(), [(CONTENT_TYPE, kind)], body).into_response();
        match self {
            Self::Unauthenticated(why) => {
                answer.headers_mut().insert(WWW_AUTHENTICATE, challenge(why));
            }
            Self::Method => {
                answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, POST"));
            }
            Self::DocumentMethod => {
                answer.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD, PUT"));
            }
            Self::MutationByGet => {
                answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
            }
            Self::Failed(Fault::Unavailable, _) => {
                answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(fault::RETRY_AFTER));
            }
            Self::NotAcceptable
            | Self::ContentType
            | Self::TooLarge { .. }
            | Self::Malformed(_)
            | Self::NotFound
            | Self::OwnRecordAlone
            | Self::NoDemonstration
            | Self::Unrecorded
            | Self::Unprocessable(_)
            | Self::Failed(..) => {}
        }
        answer
    }
}

impl<F: Into<Failure>> From<F> for Refusal {
    fn from(failure: F) -> Self {
        let (fault, message) = Fault::of(&failure.into());
        Self::Failed(fault, message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.answer(Media::Json)
    }
}

/// RFC 6750 §3: without a token no error is named.
fn challenge(why: &TokenError) -> HeaderValue {
    HeaderValue::from_static(match why {
        TokenError::Missing | TokenError::Unsaid => "Bearer realm=\"anjuan\"",
        TokenError::Expired => {
            "Bearer realm=\"anjuan\", error=\"invalid_token\", error_description=\"expired\""
        }
        TokenError::Malformed(_)
        | TokenError::Algorithm(_)
        | TokenError::Signature
        | TokenError::TooEarly
        | TokenError::Claim(_) => "Bearer realm=\"anjuan\", error=\"invalid_token\"",
    })
}
