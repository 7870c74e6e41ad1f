//! Faults: why a request, or a field of it, came to an error. What a rule refuses is no fault; that is a
//! [`domain::Code`] in an ordinary answer.

use async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, ServerError};

use crate::app::Failure;

macro_rules! faults {
    ($($(#[$doc:meta])* $fault:ident = $code:literal, $label:literal;)*) => {
        /// Why a request, or a field of it, came to an error.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Fault {$($(#[$doc])* $fault,)*}

        impl Fault {
            /// As programs read it, in `extensions.code`; it never changes its meaning.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {$(Self::$fault => $code,)*}
            }

            /// In Chinese, in a few words.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {$(Self::$fault => $label,)*}
            }
        }
    };
}

faults! {
    /// No token, or one that doesn't hold.
    Unauthenticated = "UNAUTHENTICATED", "未登录或者令牌无效";
    /// Another method than GET and POST, or a mutation by GET.
    MethodNotAllowed = "METHOD_NOT_ALLOWED", "请求方法不被接受";
    /// None of our forms of answers is accepted.
    NotAcceptable = "NOT_ACCEPTABLE", "没有可接受的应答格式";
    /// The body is something else than JSON.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE", "请求体格式不被支持";
    /// The body is too long.
    TooLarge = "TOO_LARGE", "请求体过大";
    /// The body or the parameters are no GraphQL request.
    BadRequest = "BAD_REQUEST", "不是有效的请求";
    /// The document is not GraphQL.
    GraphqlParseFailed = "GRAPHQL_PARSE_FAILED", "查询语句无法解析";
    /// The document doesn't fit the schema.
    GraphqlValidationFailed = "GRAPHQL_VALIDATION_FAILED", "查询语句与接口定义不符";
    /// A value is malformed.
    BadUserInput = "BAD_USER_INPUT", "输入值格式不正确";
    /// Nothing with this id, or nothing that may be seen.
    NotFound = "NOT_FOUND", "不存在或者无权查看";
    /// A party asks what officers alone may.
    Forbidden = "FORBIDDEN", "无权进行此项查询";
    /// Sealed content that nobody has recorded a reading of: see `readSealed`.
    ReadingUnrecorded = "READING_UNRECORDED", "须先登记查阅目的";
    /// The operation is larger than a limit allows.
    TooComplex = "TOO_COMPLEX", "查询超出限额";
    /// A subscription where only one answer can be given.
    WrongTransport = "WRONG_TRANSPORT", "订阅须使用流式连接";
    /// More operations on one connection than it may run at once.
    TooManySubscriptions = "TOO_MANY_SUBSCRIPTIONS", "同一连接的订阅过多";
    /// What is asked here has not got as far as the question wants.
    NotYet = "NOT_YET", "本节点尚未读到所要求的位置，请稍后重试";
    /// Nothing is wrong but that it can't be done at present: no room, or the tables stand still.
    Unavailable = "UNAVAILABLE", "暂时无法处理，请稍后重试";
    /// The server failed; its log says why.
    Internal = "INTERNAL", "服务器内部错误";
}

/// In how many seconds what can't be done at present is worth another try.
pub const RETRY_AFTER: u32 = 1;

impl Fault {
    /// The error of a field.
    #[must_use]
    pub fn error(self, message: impl Into<String>) -> Error {
        Error::new(message).extend_with(|_, extensions| self.extend(extensions))
    }

    fn extend(self, extensions: &mut ErrorExtensionValues) {
        extensions.set("code", self.code());
        if matches!(self, Self::Unavailable | Self::NotYet) {
            extensions.set("retryAfter", RETRY_AFTER);
        }
    }

    /// What a failure of ours is told as: logged here, with all that lies behind it, and told without
    /// detail.
    #[must_use]
    pub fn of(failure: &Failure) -> (Self, &'static str) {
        if failure.is_passing() {
            tracing::warn!(error = store::in_full(failure), "a request can't be done at present");
            return (Self::Unavailable, "this can't be done at present; try again in a moment");
        }
        tracing::error!(error = store::in_full(failure), "a request failed");
        (Self::Internal, "the request failed; the log of the server says why")
    }

    /// The error of a request.
    #[must_use]
    pub fn refuse(self, message: impl Into<String>) -> ServerError {
        let mut error = ServerError::new(message, None);
        self.mark(&mut error);
        error
    }

    /// Says in an error that it is this fault.
    pub fn mark(self, error: &mut ServerError) {
        self.extend(error.extensions.get_or_insert_with(ErrorExtensionValues::default));
    }
}
