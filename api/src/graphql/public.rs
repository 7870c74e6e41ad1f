//! The public view: a schema of its own that anybody may ask without a token, with what the law shows to everybody and
//! nothing else (domain.md §9, Public). `public.graphql` at the root is printed from it.
//!
//! A type of the main schema is used here where all of its fields are public; otherwise there is one of its own.

mod beforehand;
mod inbound;
mod listed;
mod penalties;
mod statistics;

use async_graphql::{EmptyMutation, EmptySubscription, ID, MergedObject, Schema, SchemaBuilder};
use projections::Public;

use super::{operations::Guarded, printed, query::agencies::AgenciesQuery, vocabulary::FaultCode};
use crate::App;

/// What anybody may ask.
#[derive(MergedObject, Default)]
#[graphql(name = "Query")]
pub struct PublicQuery(
    penalties::PenaltiesQuery,
    listed::ListedQuery,
    inbound::InboundQuery,
    beforehand::BeforehandQuery,
    statistics::StatisticsQuery,
    AgenciesQuery,
);

/// The public schema.
pub type PublicSchema = Guarded<PublicQuery, EmptyMutation, EmptySubscription>;

/// The public schema over the program's parts.
#[must_use]
pub fn schema(app: App) -> PublicSchema {
    Guarded::public(|| built().data(app.clone()))
}

/// The public schema as text.
#[must_use]
pub fn sdl() -> String {
    printed(built())
}

fn built() -> SchemaBuilder<PublicQuery, EmptyMutation, EmptySubscription> {
    Schema::build(PublicQuery::default(), EmptyMutation, EmptySubscription)
        .register_output_type::<FaultCode>()
        .override_output_type_description::<ID>("An id that no other thing has.")
}

/// Whoever asks, today.
pub(crate) fn public(app: &App) -> Public {
    Public { on: app.clock.now().day() }
}
