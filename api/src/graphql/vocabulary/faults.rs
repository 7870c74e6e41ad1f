//! Words for errors.

use async_graphql::Enum;

/// What `extensions.code` of an error says: why a request, or a field of it, came to nothing. What a rule
/// refuses is no error; `userErrors` of the payload say it, with an `ErrorCode`.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "crate::fault::Fault", name = "FaultCode")]
pub enum FaultCode {
    /// No token, or one that doesn't hold.
    Unauthenticated,
    /// Another method than GET and POST, or a mutation by GET.
    MethodNotAllowed,
    /// None of our forms of answers is accepted.
    NotAcceptable,
    /// The body is something else than JSON.
    UnsupportedMediaType,
    /// The body is too long; the message says how long it may be.
    TooLarge,
    /// The body or the parameters are no GraphQL request.
    BadRequest,
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document doesn't fit the schema.
    GraphqlValidationFailed,
    /// A value is malformed: `extensions.path` says which one, `extensions.expected` what it should be.
    BadUserInput,
    /// A subscription to nothing that exists or may be seen; queries answer null.
    NotFound,
    /// A party's token reads its own record alone, and acts on nothing.
    Forbidden,
    /// The bytes of a document that names who reported, before `readSealed` has recorded today what they are
    /// read for.
    ReadingUnrecorded,
    /// The operation is larger than a limit allows; the message names the limit.
    TooComplex,
    /// A subscription where only one answer can be given.
    WrongTransport,
    /// More operations on one connection than it may run at once; the message says how many.
    TooManySubscriptions,
    /// This node has not read the log as far as `consistency` wants, and did not within two seconds;
    /// `extensions.position` says how far it is, `extensions.retryAfter` in how many seconds to try again.
    NotYet,
    /// It can't be done at present, for want of room, or because the tables or the database stand still;
    /// `extensions.retryAfter` says in how many seconds to try again.
    Unavailable,
    /// The server failed; its log says why.
    Internal,
}
