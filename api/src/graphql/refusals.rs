//! What the library itself refuses leaves with our codes: a document that doesn't parse or doesn't fit the
//! schema, a value that is malformed. A malformed value is named by its path from the argument down, with
//! what is expected there.

use async_graphql::{Response, SchemaEnv, ServerError, Value, registry::MetaType};

use crate::{counted, fault::Fault};

/// Scalars that everybody knows.
const BUILT_IN: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

/// The same answer, with a code in each of its errors.
pub(super) fn coded(mut response: Response, schema: &SchemaEnv) -> Response {
    for error in &mut response.errors {
        if code(error).is_none() {
            classify(error, schema);
        }
        counted::failed(code(error).unwrap_or_default());
    }
    response
}

fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        _ => None,
    }
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
