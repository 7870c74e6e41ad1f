//! What is done around each operation: no error leaves without a code, and each field that is asked of the
//! schema as a whole is timed.

use std::{sync::Arc, time::Instant};

use async_graphql::{
    Request, Response, ServerResult, Value, async_trait,
    extensions::{
        Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest, NextRequest,
        NextResolve, NextSubscribe, ResolveInfo,
    },
};
use futures::{StreamExt as _, stream::BoxStream};

use super::refusals::coded;
use crate::{counted, fault::Fault};

/// Stands around each operation.
pub struct Operations;

impl ExtensionFactory for Operations {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Operations {
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

    /// The document fits the schema by now, so that the name of a field is one of ours.
    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        let operation = match (info.path_node.parent, info.parent_type) {
            (None, "Query") => "query",
            (None, "Mutation") => "mutation",
            (None, "Subscription") => "subscription",
            _ => return next.run(ctx, info).await,
        };
        let (field, begun) = (info.name, Instant::now());
        let answer = next.run(ctx, info).await;
        counted::answered((operation, field), begun.elapsed());
        answer
    }
}
