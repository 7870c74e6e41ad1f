//! An operation by itself: without those that stand beside it in its document, and without what variables of its own
//! would fill that may be left out and were. What would take their value is as if it had not been written, so that a
//! default stands, and what is required is missed by its name (GraphQL §3.10, §6.4.1). The library puts null there, and
//! misses the variables of every operation of a document in what was sent with one.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, ServerError, Variables,
    parser::types::{
        DocumentOperations, ExecutableDocument, FragmentDefinition, OperationDefinition, Selection,
        SelectionSet,
    },
};
use async_graphql_value::Value;

/// The variables of an operation that have no value.
#[derive(Default)]
pub(super) struct Missing {
    /// Those that may be left out.
    left_out: HashSet<Name>,
    /// The first one that may not.
    required: Option<Positioned<Name>>,
}

impl Missing {
    /// What an operation declares and was not sent.
    pub(super) fn of(operation: &OperationDefinition, sent: &Variables) -> Self {
        let mut missing = Self::default();
        let declared = operation.variable_definitions.iter().map(|it| &it.node);
        for it in declared.filter(|it| it.default_value.is_none()) {
            if sent.contains_key(&it.name.node) {
                continue;
            }
            if it.var_type.node.nullable {
                missing.left_out.insert(it.name.node.clone());
            } else if missing.required.is_none() {
                missing.required = Some(it.name.clone());
            }
        }
        missing
    }

    /// Whether an operation can be executed as its document has it: it is the only one, and nothing is missing.
    pub(super) fn nothing_in(&self, document: &ExecutableDocument) -> bool {
        let only = document.operations.iter().count() == 1;
        only && self.left_out.is_empty() && self.required.is_none()
    }
}

/// The operation of that name, or the only one, alone in its document.
///
/// # Errors
///
/// Where a variable has to have a value.
pub(super) fn alone(
    mut document: ExecutableDocument,
    name: Option<&str>,
    missing: &Missing,
) -> Result<ExecutableDocument, ServerError> {
    if let Some(Positioned { node: name, pos }) = &missing.required {
        return Err(ServerError::new(not_defined(name), Some(*pos)));
    }
    if let (DocumentOperations::Multiple(all), Some(name)) = (&mut document.operations, name) {
        all.retain(|it, _| it == name);
    }
    let mut spread = vec![];
    let operations: Vec<_> = match &mut document.operations {
        DocumentOperations::Single(only) => vec![&mut only.node],
        DocumentOperations::Multiple(all) => all.values_mut().map(|it| &mut it.node).collect(),
    };
    for operation in operations {
        operation.variable_definitions.retain(|it| !missing.left_out.contains(&it.node.name.node));
        prune(&mut operation.selection_set.node, &missing.left_out, &mut spread);
    }
    let mut reached = HashSet::new();
    while let Some(name) = spread.pop() {
        let Some(fragment) = document.fragments.get_mut(&name) else { continue };
        if reached.insert(name) {
            let FragmentDefinition { selection_set, .. } = &mut fragment.node;
            prune(&mut selection_set.node, &missing.left_out, &mut spread);
        }
    }
    document.fragments.retain(|name, _| reached.contains(name));
    Ok(document)
}

/// How the library says that a variable has no value.
fn not_defined(name: &str) -> String {
    format!("Variable {name} is not defined.")
}

/// Whether the library says so of a variable of any operation of a document: as often as it weighs a page by one.
pub(super) fn misses_a_variable(error: &ServerError, document: &ExecutableDocument) -> bool {
    let mut operations = document.operations.iter().map(|(_, it)| &it.node);
    operations.any(|it| {
        let mut declared = it.variable_definitions.iter().map(|it| &it.node.name.node);
        declared.any(|name| error.message == not_defined(name))
    })
}

/// Leaves out what those variables would fill, and adds the fragments that are spread.
fn prune(set: &mut SelectionSet, left_out: &HashSet<Name>, spread: &mut Vec<Name>) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let arguments = &mut field.node.arguments;
                arguments.retain_mut(|(_, Positioned { node, .. })| stays(node, left_out));
                prune(&mut field.node.selection_set.node, left_out, spread);
            }
            Selection::InlineFragment(it) => {
                prune(&mut it.node.selection_set.node, left_out, spread);
            }
            Selection::FragmentSpread(it) => spread.push(it.node.fragment_name.node.clone()),
        }
    }
}

/// Whether anything was written there; in a list null stands for what was left out.
fn stays(value: &mut Value, left_out: &HashSet<Name>) -> bool {
    match value {
        Value::Variable(name) => !left_out.contains(name),
        Value::Object(fields) => {
            fields.retain(|_, it| stays(it, left_out));
            true
        }
        Value::List(items) => {
            for item in items {
                if !stays(item, left_out) {
                    *item = Value::Null;
                }
            }
            true
        }
        Value::Null
        | Value::Number(_)
        | Value::String(_)
        | Value::Boolean(_)
        | Value::Binary(_)
        | Value::Enum(_) => true,
    }
}
