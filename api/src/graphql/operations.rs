//! What is done around each operation, on every transport: nothing larger than the limits is executed, no
//! error leaves without a code, and how long it took is counted under each field that it begins with.
//!
//! It stands around the library's schema and is no extension of it: a schema with extensions sends every
//! field through each of them.

mod alone;
mod completed;

use std::{
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use async_graphql::{
    Data, Executor, ObjectType, Request, Response, Schema, SchemaBuilder, ServerError,
    SubscriptionType, Value,
    async_trait::async_trait,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
};
use futures::{
    StreamExt as _,
    stream::{self, BoxStream},
};

use self::{
    alone::{Missing, alone, misses_a_variable},
    completed::{Outputs, Selected},
};
use super::{
    limits::{self, Limits},
    refusals::{self, Refusals, Sent},
};
use crate::{counted, fault::Fault};

/// A schema as every transport asks it.
pub struct Guarded<Q, M, S> {
    schema: Schema<Q, M, S>,
    /// The same one, which checks what is asked and executes nothing.
    checking: Schema<Q, M, S>,
    limits: Limits,
    refusals: Arc<Refusals>,
    /// Read once something fails.
    outputs: Arc<OnceLock<Outputs>>,
}

/// What was asked: the kind of operation, what it selects, and all of it as it was sent.
struct Asked {
    kind: OperationType,
    selected: Selected,
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
    pub fn new(built: impl Fn() -> SchemaBuilder<Q, M, S>) -> Self {
        Self::within(limits::CASEWORK, built)
    }

    /// The schema, guarded for whoever asks.
    #[must_use]
    pub fn public(built: impl Fn() -> SchemaBuilder<Q, M, S>) -> Self {
        Self::within(limits::PUBLIC, built)
    }

    fn within(limits: Limits, built: impl Fn() -> SchemaBuilder<Q, M, S>) -> Self {
        let bounded = || {
            let nested = built().limit_recursive_depth(limits::NESTING_MAX);
            nested.limit_directives(limits::DIRECTIVES_MAX)
        };
        let schema = bounded().limit_complexity(limits.complexity).finish();
        let checking = bounded().extension(Unexecuted).finish();
        let refusals = Arc::new(Refusals::within(limits));
        Self { schema, checking, limits, refusals, outputs: Arc::default() }
    }

    /// What an operation asks, where it is one and within the limits; from then on it stands alone. What else is wrong
    /// with it the schema says itself.
    async fn admit(&self, request: &mut Request) -> Result<Asked, Vec<ServerError>> {
        let sent = Sent::with(request);
        let document = request.parsed_query().map_err(|mut error| {
            Fault::GraphqlParseFailed.mark(&mut error);
            vec![error]
        })?;
        limits::check(self.limits, document).map_err(|it| vec![it])?;
        let Some(operation) = selected(document, sent.operation()) else {
            self.check(&document.clone(), &sent).await?;
            return Err(vec![not_there(sent.operation())]);
        };
        let fields = Selected::of(document, &operation.selection_set.node);
        let kind = operation.ty;
        if kind == OperationType::Subscription && fields.fields().count() > 1 {
            return Err(vec![several_at_once()]);
        }
        let missing = Missing::of(operation, sent.variables());
        if !missing.nothing_in(document) {
            let whole = document.clone();
            self.check(&whole, &sent).await?;
            let only = alone(whole, sent.operation(), &missing).map_err(|it| vec![it])?;
            request.set_parsed_query(only);
        }
        Ok(Asked { kind, selected: fields, sent })
    }

    /// Whether a document fits the schema as it came, with all of its operations (GraphQL §5).
    async fn check(
        &self,
        document: &ExecutableDocument,
        sent: &Sent,
    ) -> Result<(), Vec<ServerError>> {
        let mut request = Request::new("").variables(sent.variables().clone());
        request.operation_name = sent.operation().map(str::to_owned);
        request.set_parsed_query(document.clone());
        // In a box, as it is seldom asked for: what every operation waits for stays small.
        let mut errors = Box::pin(self.checking.execute(request)).await.errors;
        errors.retain(|it| !misses_a_variable(it, document));
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn complete(&self, asked: &Asked, answer: &mut Response) {
        let failed: Vec<_> = answer.errors.iter().map(|it| it.path.as_slice()).collect();
        if !failed.is_empty() {
            let outputs = self.outputs.get_or_init(|| Outputs::of(&self.schema.sdl()));
            asked.selected.put_nulls(&mut answer.data, &failed, (asked.kind, outputs));
        }
        asked.selected.order(&mut answer.data);
    }

    /// The answer as GraphQL has it, with a code in each of its errors, counted.
    fn completed_and_counted(
        &self,
        asked: Option<&Asked>,
        took: Duration,
        mut answer: Response,
    ) -> Response {
        if let Some(asked) = asked.filter(|_| !nothing_executed(&answer)) {
            asked.count(took);
            self.complete(asked, &mut answer);
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
        let (schema, checking) = (self.schema.clone(), self.checking.clone());
        let (refusals, outputs) = (Arc::clone(&self.refusals), Arc::clone(&self.outputs));
        Self { schema, checking, limits: self.limits, refusals, outputs }
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
        let (asked, answer) = match self.admit(&mut request).await {
            Ok(asked) => (Some(asked), self.schema.execute(request).await),
            Err(refused) => (None, Response::from_errors(refused)),
        };
        self.completed_and_counted(asked.as_ref(), begun.elapsed(), answer)
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        let (begun, guarded) = (Instant::now(), self.clone());
        let answers = async move {
            let (asked, answers) = match guarded.admit(&mut request).await {
                Ok(asked) => {
                    (Some(asked), Executor::execute_stream(&guarded.schema, request, session))
                }
                Err(refused) => {
                    let answer = Response::from_errors(refused);
                    (None, stream::once(async { answer }).boxed())
                }
            };
            answers
                .map(move |it| guarded.completed_and_counted(asked.as_ref(), begun.elapsed(), it))
        };
        stream::once(answers).flatten().boxed()
    }
}

/// Executes nothing.
struct Unexecuted;

impl ExtensionFactory for Unexecuted {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for Unexecuted {
    async fn execute(
        &self,
        _context: &ExtensionContext<'_>,
        _operation: Option<&str>,
        _next: NextExecute<'_>,
    ) -> Response {
        Response::default()
    }
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

/// What the library says of a document without the operation that is named, or with several of which none is.
fn not_there(name: Option<&str>) -> ServerError {
    let says = match name {
        Some(name) => format!("Unknown operation named \"{name}\""),
        None => "Operation name required in request.".to_owned(),
    };
    ServerError::new(says, None)
}

/// A subscription is one stream (GraphQL §5.2.4.1).
fn several_at_once() -> ServerError {
    ServerError::new("A subscription selects one field: subscribe once for each stream", None)
}

impl Asked {
    /// Counts an answer. What a subscription sends has been waited for, and took no time that says anything.
    fn count(&self, took: Duration) {
        for field in self.selected.fields() {
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
