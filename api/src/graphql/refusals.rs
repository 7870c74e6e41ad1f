//! What the library itself refuses leaves with our codes: a document that doesn't parse or doesn't fit the
//! schema, a value that is malformed. A malformed value is named by its path from the argument down, with
//! what is expected there.

mod places;
mod sent;

use std::{collections::HashMap, sync::OnceLock};

use async_graphql::{
    ServerError, Value,
    parser::{
        parse_schema,
        types::{TypeDefinition, TypeKind, TypeSystemDefinition},
    },
};

pub(super) use self::sent::Sent;
use self::{places::Places, sent::Argument};
use super::limits::{self, Limits};
use crate::fault::Fault;

/// How the library begins to tell of a field that an input object lacks.
const LACKS: &str = "field \"";

/// And of one that it has and should not.
const UNKNOWN: &str = "unknown field \"";

/// How it names a malformed value with its path, and how without.
const INVALID: &str = "Invalid value for argument ";
const REFUSED: [&str; 2] = ["Failed to parse ", "Expected input type "];

/// What the library says once more, without path, of a value that it has named: it weighs a page by `first`, and
/// meets the value there again.
pub(super) fn say_once(errors: &mut Vec<ServerError>) {
    if errors.iter().any(|it| it.message.starts_with(INVALID)) {
        errors.retain(|it| !it.path.is_empty() || !refuses_a_value(it));
    }
}

fn refuses_a_value(error: &ServerError) -> bool {
    REFUSED.iter().any(|it| error.message.starts_with(it))
}

/// What is expected of a value, by the name of its type, once a malformed one has come.
pub(super) struct Refusals {
    limits: Limits,
    said: OnceLock<Expectations>,
}

/// What the text of a schema says.
#[derive(Default)]
struct Expectations {
    /// Of scalars, enums and input objects: what is expected of a value.
    values: HashMap<String, String>,
    /// Where inputs stand.
    places: Places,
}

impl Refusals {
    /// Those of a schema whose operations are within these limits.
    pub(super) fn within(limits: Limits) -> Self {
        Self { limits, said: OnceLock::new() }
    }

    /// The code of an error, which has it from now on: of what was sent, under a schema of that text.
    pub(super) fn coded<'a>(
        &self,
        error: &'a mut ServerError,
        sent: Option<&Sent>,
        sdl: impl FnOnce() -> String,
    ) -> &'a str {
        if error.message == "Query is too complex." {
            *error = limits::too_complex(self.limits);
        } else if code(error).is_none() {
            self.classify(error, sent, sdl);
        }
        code(error).unwrap_or_default()
    }

    /// What the library's own words say. Its version is pinned, and a story holds each kind.
    fn classify(&self, error: &mut ServerError, sent: Option<&Sent>, sdl: impl FnOnce() -> String) {
        let argument = error.message.strip_prefix(INVALID);
        let default = error.message.strip_prefix("Invalid default value for argument: ");
        if let Some((mut path, reason)) = argument.or(default).and_then(path_and_reason) {
            let expected = self.expected(&reason, sdl);
            path.extend(field_of(&reason));
            *error = malformed(error, &path, &expected);
            return;
        }
        if let Some(name) = unsent(&error.message) {
            let expected = "expected a value: the operation declares this variable as required";
            *error = malformed(error, &[name.to_owned()], expected);
            return;
        }
        let at = error.locations.first().copied();
        if let Some(wanted) = other_type(&error.message)
            && let Some(argument) = at.and_then(|at| sent?.argument(at))
        {
            let (path, expected) = self.misplaced(argument, wanted, sdl);
            *error = malformed(error, &path, &expected);
            return;
        }
        let says = |words: &str| error.message.starts_with(words);
        let fault = match (refuses_a_value(error), error.path.is_empty()) {
            (true, _) => Fault::BadUserInput,
            (false, true) => Fault::GraphqlValidationFailed,
            (false, false) if says("Variable ") => Fault::BadUserInput,
            (false, false) => Fault::Internal,
        };
        fault.mark(error);
    }

    /// Where in an argument something else stands than an input object, and what is expected there; the argument alone
    /// where every object is one.
    fn misplaced(
        &self,
        argument: Argument,
        wanted: &str,
        sdl: impl FnOnce() -> String,
    ) -> (Vec<String>, String) {
        let said = self.said.get_or_init(|| expectations(&sdl()));
        let (way, of) = said.places.misplaced(&argument).unwrap_or((vec![], wanted));
        let expected = said.values.get(of).map_or(of, String::as_str);
        ([vec![argument.name], way].concat(), format!("expected {expected}"))
    }

    /// What is expected: with what the schema says of a scalar, with the values of an enum.
    fn expected(&self, reason: &str, sdl: impl FnOnce() -> String) -> String {
        let named = |before: &str| reason.strip_prefix(before)?.split('"').next();
        if reason.starts_with(UNKNOWN) {
            return format!("{} has no such field", reason.split('"').nth(3).unwrap_or_default());
        }
        if reason.starts_with("Oneof ") {
            return "expected exactly one of its fields".to_owned();
        }
        let name = named("expected type \"").or_else(|| named("enumeration type \""));
        let Some(name) = name.or_else(|| missing(reason)) else { return reason.to_owned() };
        let expected = self.said.get_or_init(|| expectations(&sdl()));
        match expected.values.get(name) {
            Some(says) => format!("expected {name}: {says}"),
            None => format!("expected {name}"),
        }
    }
}

/// A variable that has to have a value and was not sent: `Variable id is not defined.`
fn unsent(said: &str) -> Option<&str> {
    said.strip_prefix("Variable ")?.strip_suffix(" is not defined.")
}

/// The type that was expected where something else came: `Expected input type "PartyFilterInput", found "…".`
fn other_type(said: &str) -> Option<&str> {
    said.strip_prefix(REFUSED[1])?.strip_prefix('"')?.split('"').next()
}

/// The type of a field that an input object lacks: `field "clue" of type "String!" is required but not provided`.
fn missing(reason: &str) -> Option<&str> {
    let (told, _) = reason.strip_prefix(LACKS)?.split_once("\" is required")?;
    told.rsplit('"').next().map(|it| it.trim_end_matches('!'))
}

/// The field below the path that a reason names: one that is lacking, or one that there isn't.
fn field_of(reason: &str) -> Option<String> {
    let told = reason.strip_prefix(LACKS).or_else(|| reason.strip_prefix(UNKNOWN))?;
    told.split('"').next().map(str::to_owned)
}

/// What the text of a schema says of its scalars, enums and input objects.
fn expectations(sdl: &str) -> Expectations {
    let document = parse_schema(sdl).map(|it| it.definitions).unwrap_or_default();
    let mut said = Expectations::default();
    for told in &document {
        let TypeSystemDefinition::Type(told) = told else { continue };
        said.places.note(&told.node);
        if let Some(expected) = expectation(&told.node) {
            said.values.insert(told.node.name.node.to_string(), expected);
        }
    }
    said
}

fn expectation(told: &TypeDefinition) -> Option<String> {
    match &told.kind {
        TypeKind::Scalar => told.description.as_ref().map(|it| it.node.replace('\n', " ")),
        TypeKind::Enum(it) => {
            let values: Vec<_> = it.values.iter().map(|it| it.node.value.node.as_str()).collect();
            Some(values.join(", "))
        }
        TypeKind::InputObject(it) => {
            let fields: Vec<_> = it.fields.iter().map(|it| it.node.name.node.as_str()).collect();
            let one_of = told.directives.iter().any(|it| it.node.name.node == "oneOf");
            let which = if one_of { "exactly one of" } else { "an object of" };
            Some(format!("{which} {}", fields.join(", ")))
        }
        TypeKind::Object(_) | TypeKind::Interface(_) | TypeKind::Union(_) => None,
    }
}

fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        _ => None,
    }
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
