//! What is done around each operation, on every transport: nothing larger than the limits is executed, no
//! error leaves without a code, and how long it took is counted under each field that it begins with.
//!
//! It stands around the library's schema and is no extension of it: a schema with extensions sends every
//! field through each of them.

mod left_out;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use async_graphql::{
    Data, Executor, ObjectType, Request, Response, Schema, SchemaBuilder, ServerError,
    SubscriptionType, Value,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use self::left_out::without_left_out;
use super::{
    limits::{self, Limits},
    refusals::{self, Refusals, Sent},
};
use crate::{counted, fault::Fault};

/// A schema as every transport asks it.
pub struct Guarded<Q, M, S> {
    schema: Schema<Q, M, S>,
    limits: Limits,
    refusals: Arc<Refusals>,
}

/// What was asked: the kind of operation, the fields that it begins with, and all of it as it was sent.
struct Asked {
    kind: OperationType,
    fields: Vec<String>,
    sent: Sent,
}

impl<Q, M, S> Guarded<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    /// The schema, guarded for those who bring a token.
    #[must_use]
    pub fn new(schema: SchemaBuilder<Q, M, S>) -> Self {
        Self::within(limits::CASEWORK, schema)
    }

    /// The schema, guarded for whoever asks.
    #[must_use]
    pub fn public(schema: SchemaBuilder<Q, M, S>) -> Self {
        Self::within(limits::PUBLIC, schema)
    }

    fn within(limits: Limits, schema: SchemaBuilder<Q, M, S>) -> Self {
        let schema = schema
            .limit_recursive_depth(limits::NESTING_MAX)
            .limit_directives(limits::DIRECTIVES_MAX)
            .limit_complexity(limits.complexity)
            .finish();
        Self { schema, limits, refusals: Arc::new(Refusals::within(limits)) }
    }

    /// The answer with a code in each of its errors, counted.
    fn coded_and_counted(
        &self,
        asked: Option<&Asked>,
        took: Duration,
        mut answer: Response,
    ) -> Response {
        if let Some(asked) = asked.filter(|_| !nothing_executed(&answer)) {
            asked.count(took);
        }
        refusals::say_once(&mut answer.errors);
        let sent = asked.map(|it| &it.sent);
        for error in &mut answer.errors {
            counted::failed(self.refusals.coded(error, sent, || self.schema.sdl()));
        }
        answer
    }
}

impl<Q, M, S> Clone for Guarded<Q, M, S> {
    fn clone(&self) -> Self {
        let (schema, refusals) = (self.schema.clone(), Arc::clone(&self.refusals));
        Self { schema, limits: self.limits, refusals }
    }
}

impl<Q, M, S> Executor for Guarded<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    async fn execute(&self, mut request: Request) -> Response {
        let begun = Instant::now();
        let (asked, answer) = match admit(self.limits, &mut request) {
            Ok(asked) => (asked, self.schema.execute(request).await),
            Err(refused) => (None, Response::from_errors(vec![refused])),
        };
        self.coded_and_counted(asked.as_ref(), begun.elapsed(), answer)
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let (begun, guarded) = (Instant::now(), self.clone());
        let (asked, answers) = match admit(self.limits, &mut request) {
            Ok(asked) => (asked, Executor::execute_stream(&self.schema, request, session)),
            Err(refused) => {
                let answer = Response::from_errors(vec![refused]);
                (None, stream::once(async { answer }).boxed())
            }
        };
        answers
            .map(move |it| guarded.coded_and_counted(asked.as_ref(), begun.elapsed(), it))
            .boxed()
    }
}

/// What an operation asks, where it is one and within the limits; what else is wrong with it the schema says
/// itself.
fn admit(limits: Limits, request: &mut Request) -> Result<Option<Asked>, ServerError> {
    let sent = Sent::with(request);
    let document = request.parsed_query().map_err(|mut error| {
        Fault::GraphqlParseFailed.mark(&mut error);
        error
    })?;
    limits::check(limits, document)?;
    let Some(operation) = selected(document, sent.operation()) else { return Ok(None) };
    let fields = limits::root_fields(document, operation);
    let fields = fields.into_iter().map(|it| it.name.node.to_string()).collect();
    let kind = operation.ty;
    if let Some(left) = without_left_out(document, operation, sent.variables())? {
        request.set_parsed_query(left);
    }
    Ok(Some(Asked { kind, fields, sent }))
}

/// The operation that a request names, or the only one of its document.
#[must_use]
pub fn selected<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(only), None) => Some(&only.node),
        (DocumentOperations::Multiple(all), Some(name)) => all.get(name).map(|it| &it.node),
        (DocumentOperations::Multiple(all), None) if all.len() == 1 => {
            all.values().next().map(|it| &it.node)
        }
        (DocumentOperations::Single(_), Some(_)) | (DocumentOperations::Multiple(_), None) => None,
    }
}

impl Asked {
    /// Counts an answer. What a subscription sends has been waited for, and took no time that says anything.
    fn count(&self, took: Duration) {
        for field in &self.fields {
            match self.kind {
                OperationType::Query => counted::answered(("query", field), took),
                OperationType::Mutation => counted::answered(("mutation", field), took),
                OperationType::Subscription => counted::sent(field),
            }
        }
    }
}

/// Whether an answer is a request error: it has errors, and none of them comes from a field.
#[must_use]
pub fn nothing_executed(answer: &Response) -> bool {
    !answer.errors.is_empty()
        && answer.data == Value::Null
        && answer.errors.iter().all(|it| it.path.is_empty())
}
