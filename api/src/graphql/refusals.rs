//! What the library itself refuses leaves with our codes: a document that doesn't parse or doesn't fit the
//! schema, a value that is malformed. A malformed value is named by its path from the argument down, with
//! what is expected there.

use std::sync::Arc;

use async_graphql::{
    Request, Response, SchemaEnv, ServerError, ServerResult, Value, async_trait,
    extensions::{
        Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest, NextRequest,
        NextSubscribe,
    },
    registry::MetaType,
};
use futures::{StreamExt as _, stream::BoxStream};

use crate::fault::Fault;

/// Scalars that everybody knows.
const BUILT_IN: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

/// Sees to it that no error leaves without a code.
pub struct Refusals;

impl ExtensionFactory for Refusals {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Refusals {
    async fn request(&self, ctx: &ExtensionContext<'_>, next: NextRequest<'_>) -> Response {
        coded(next.run(ctx).await, ctx.schema_env)
    }

    fn subscribe<'s>(
        &self,
        ctx: &ExtensionContext<'_>,
        stream: BoxStream<'s, Response>,
        next: NextSubscribe<'_>,
    ) -> BoxStream<'s, Response> {
        let schema = ctx.schema_env.clone();
        next.run(ctx, stream).map(move |it| coded(it, &schema)).boxed()
    }

    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        mut request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        if let Err(mut error) = request.parsed_query() {
            Fault::GraphqlParseFailed.mark(&mut error);
            return Err(error);
        }
        next.run(ctx, request).await
    }
}

fn coded(mut response: Response, schema: &SchemaEnv) -> Response {
    for error in &mut response.errors {
        let code = error.extensions.as_ref().and_then(|it| it.get("code"));
        if code.is_none() {
            classify(error, schema);
        }
    }
    response
}

/// What the library's own words say. Its version is pinned, and a story holds each kind.
fn classify(error: &mut ServerError, schema: &SchemaEnv) {
    let argument = error.message.strip_prefix("Invalid value for argument ");
    let default = error.message.strip_prefix("Invalid default value for argument: ");
    if let Some((path, reason)) = argument.or(default).and_then(path_and_reason) {
        *error = malformed(error, &path, &expected(&reason, schema));
        return;
    }
    let says = |words: &str| error.message.starts_with(words);
    let refused_value = says("Failed to parse ") || says("Expected input type ");
    let fault = match (refused_value, error.path.is_empty()) {
        (true, _) => Fault::BadUserInput,
        (false, true) => Fault::GraphqlValidationFailed,
        (false, false) if says("Variable ") => Fault::BadUserInput,
        (false, false) => Fault::Internal,
    };
    fault.mark(error);
}

fn malformed(error: &ServerError, path: &[String], expected: &str) -> ServerError {
    let message = format!("`{}` is malformed: {expected}", path.join("."));
    let mut told = Fault::BadUserInput.refuse(message);
    told.locations.clone_from(&error.locations);
    let extensions = told.extensions.get_or_insert_default();
    extensions.set("path", Value::List(path.iter().map(|it| it.as_str().into()).collect()));
    extensions.set("expected", expected);
    told
}

/// `"input.receivedOn", expected type "Date"` in its two parts.
fn path_and_reason(said: &str) -> Option<(Vec<String>, String)> {
    let (path, reason) = said.strip_prefix('"')?.split_once("\", ")?;
    Some((path.split('.').map(str::to_owned).collect(), reason.to_owned()))
}

/// What is expected: with what the schema says of a scalar, with the values of an enum.
fn expected(reason: &str, schema: &SchemaEnv) -> String {
    let named = |before: &str| reason.strip_prefix(before)?.split('"').next();
    let name = named("expected type \"").or_else(|| named("enumeration type \""));
    let Some(name) = name else { return reason.to_owned() };
    match schema.registry.types.get(name) {
        Some(MetaType::Scalar { description: Some(says), .. }) if !BUILT_IN.contains(&name) => {
            format!("expected {name}: {}", says.replace('\n', " "))
        }
        Some(MetaType::Enum { enum_values, .. }) => {
            let values: Vec<_> = enum_values.keys().map(String::as_str).collect();
            format!("expected {name}: {}", values.join(", "))
        }
        _ => format!("expected {name}"),
    }
}
