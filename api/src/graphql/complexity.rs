//! How complex an operation is that the schema refused for it. The library tells it to its extensions alone, and
//! a schema with extensions sends every field through each of them: a schema of its own has one, and executes
//! nothing.

use std::sync::Arc;

use async_graphql::{
    ObjectType, Request, Schema, ServerError, SubscriptionType, ValidationMode, ValidationResult,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation},
};
use futures::FutureExt as _;

/// Ends every operation once it is measured, with its complexity as the error.
struct Measured;

/// A schema that measures what it is asked.
pub(super) fn measuring<Q, M, S>() -> Schema<Q, M, S>
where
    Q: Default + ObjectType + 'static,
    M: Default + ObjectType + 'static,
    S: Default + SubscriptionType + 'static,
{
    Schema::build(Q::default(), M::default(), S::default())
        .validation_mode(ValidationMode::Fast)
        .extension(Measured)
        .finish()
}

/// The complexity of an operation; nothing where it can't be told.
pub(super) fn complexity<Q, M, S>(schema: &Schema<Q, M, S>, request: Request) -> Option<usize>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    // Nothing in it waits.
    let answer = schema.execute(request).now_or_never()?;
    answer.errors.first()?.message.parse().ok()
}

impl ExtensionFactory for Measured {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Measured {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(ctx).await?;
        Err(vec![ServerError::new(found.complexity.to_string(), None)])
    }
}
