//! The schema. `schema.graphql` at the root is printed from it, and a test holds the two together.

mod agency;
mod case;
mod connection;
mod consistency;
mod counts;
mod credit;
mod deadline;
mod dual;
mod eligibility;
mod inbound;
mod inbox;
mod input;
mod limits;
mod listing;
mod money;
mod mutation;
mod officer;
pub mod operations;
mod party;
mod payload;
pub mod public;
mod publicity;
mod query;
mod record_act;
mod refusals;
mod restoration;
mod restriction;
mod rules;
mod scalars;
mod subscription;
mod times;
mod vocabulary;
mod warning;

use async_graphql::{
    Error, ErrorExtensions, ID, ObjectType, SDLExportOptions, Schema, SchemaBuilder,
    SubscriptionType, Value,
};

use self::{
    mutation::Mutation, operations::Guarded, query::Query, subscription::Changes,
    vocabulary::FaultCode,
};
use projections::Viewer;

use crate::{App, fault::Fault};

/// The whole schema.
pub type CaseworkSchema = Guarded<Query, Mutation, Changes>;

/// Sent with a request: the keeper of the data folder asks, and reads as somebody whom no register needs
/// to know.
#[derive(Debug, Clone)]
pub struct Keeper(pub Viewer);

/// The schema over the program's parts.
#[must_use]
pub fn schema(app: App) -> CaseworkSchema {
    Guarded::new(|| built().data(app.clone()))
}

/// The schema as text.
#[must_use]
pub fn sdl() -> String {
    printed(built())
}

fn printed<Q, M, S>(schema: SchemaBuilder<Q, M, S>) -> String
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    let options = SDLExportOptions::new().sorted_fields().sorted_enum_items().use_space_ident();
    schema.finish().sdl_with_options(options)
}

fn built() -> SchemaBuilder<Query, Mutation, Changes> {
    Schema::build(Query::default(), Mutation::default(), Changes)
        .register_output_type::<FaultCode>()
        .override_output_type_description::<ID>("An id that no other thing has; `node` takes it.")
}

/// The argument at `path` is malformed; `expected` says what it should be.
fn malformed(path: &str, expected: impl std::fmt::Display) -> Error {
    let (message, parts) = (format!("`{path}` is malformed: {expected}"), path.split('.'));
    let parts = parts.map(Value::from).collect();
    Fault::BadUserInput.error(message).extend_with(|_, extensions| {
        extensions.set("path", Value::List(parts));
        extensions.set("expected", expected.to_string());
    })
}
