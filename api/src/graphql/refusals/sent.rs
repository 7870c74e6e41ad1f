//! What was sent with an operation, kept until it is answered: the library says of what is no input object where its
//! argument stands in the document, and not where in that argument it is.

use std::convert::Infallible;

use async_graphql::{
    Name, Pos, Request, Value, Variables,
    parser::{
        parse_query,
        types::{ExecutableDocument, Field, OperationDefinition, Selection},
    },
};

use super::super::{limits, operations};

/// The text of a document, which of its operations, and the variables.
pub(in crate::graphql) struct Sent {
    query: String,
    operation: Option<String>,
    variables: Variables,
}

/// An argument as it came: of which field, under which name, with variables put in.
pub(super) struct Argument {
    pub(super) field: String,
    pub(super) name: String,
    pub(super) value: Value,
}

impl Sent {
    /// What a request sends.
    pub(in crate::graphql) fn with(request: &Request) -> Self {
        Self {
            query: request.query.clone(),
            operation: request.operation_name.clone(),
            variables: request.variables.clone(),
        }
    }

    /// The operation that it names.
    pub(in crate::graphql) fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// The variables that came with it.
    pub(in crate::graphql) fn variables(&self) -> &Variables {
        &self.variables
    }

    /// The argument whose value stands there in the document.
    pub(super) fn argument(&self, at: Pos) -> Option<Argument> {
        let document = parse_query(&self.query).ok()?;
        let operation = operations::selected(&document, self.operation())?;
        let field = field_with(&document, operation, at)?;
        let (name, value) = field.arguments.iter().find(|(_, value)| value.pos == at)?;
        let value = value.node.clone().into_const_with(|it| Ok(self.variable(operation, &it)));
        let Ok::<_, Infallible>(value) = value;
        Some(Argument { field: field.name.node.to_string(), name: name.node.to_string(), value })
    }

    /// What a variable stands for; null where nothing was sent and nothing declared.
    fn variable(&self, operation: &OperationDefinition, name: &Name) -> Value {
        let declared = || {
            let mut all = operation.variable_definitions.iter().map(|it| &it.node);
            all.find(|it| it.name.node == *name)?.default_value()
        };
        self.variables.get(name).or_else(declared).cloned().unwrap_or_default()
    }
}

/// The field of an operation with an argument whose value stands there.
fn field_with<'a>(
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    at: Pos,
) -> Option<&'a Field> {
    let mut waiting = vec![&operation.selection_set.node];
    while let Some(set) = waiting.pop() {
        for selection in &set.items {
            if let Selection::Field(field) = &selection.node
                && field.node.arguments.iter().any(|(_, value)| value.pos == at)
            {
                return Some(&field.node);
            }
            waiting.extend(limits::inside(document, &selection.node));
        }
    }
    None
}
