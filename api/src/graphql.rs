//! The schema. `schema.graphql` at the root is printed from it, and a test holds the two together.

mod case;
mod connection;
mod deadline;
mod input;
mod money;
mod mutation;
mod officer;
mod party;
mod payload;
mod query;
mod scalars;
mod subscription;
mod vocabulary;

use async_graphql::{Error, ErrorExtensions, SDLExportOptions, Schema};

use self::{mutation::Mutation, query::Query, subscription::Changes};
use crate::{App, http::limits};

/// The whole schema.
pub type CaseworkSchema = Schema<Query, Mutation, Changes>;

/// The schema over the program's parts.
#[must_use]
pub fn schema(app: App) -> CaseworkSchema {
    bounded().data(app).finish()
}

/// The schema as text.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().sorted_fields().sorted_enum_items().use_space_ident();
    bounded().finish().sdl_with_options(options)
}

fn bounded() -> async_graphql::SchemaBuilder<Query, Mutation, Changes> {
    limits::bound(Schema::build(Query::default(), Mutation::default(), Changes))
}

/// Input that is malformed.
fn bad_input(message: &str) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", "BAD_USER_INPUT"))
}
