//! Variables that may be left out and were: what would take their value is as if it had not been written, so that a
//! default stands, and what is required is missed by its name (GraphQL §3.10, §6.4.1). The library puts null there.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, ServerError, Variables,
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::Value;

/// The document without what variables of its operation would fill that were left out; nothing where none was, or where
/// other operations stand beside it, whose variables may have the same names.
///
/// # Errors
///
/// Where one has to have a value.
pub(super) fn without_left_out(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    sent: &Variables,
) -> Result<Option<ExecutableDocument>, ServerError> {
    let declared = operation.variable_definitions.iter().map(|it| &it.node);
    let mut left_out = HashSet::new();
    for it in declared.filter(|it| it.default_value.is_none()) {
        let name = &it.name.node;
        if sent.contains_key(name) {
            continue;
        }
        if !it.var_type.node.nullable {
            let says = format!("Variable {name} is not defined.");
            return Err(ServerError::new(says, Some(it.name.pos)));
        }
        left_out.insert(name.clone());
    }
    let alone = match &document.operations {
        DocumentOperations::Single(_) => true,
        DocumentOperations::Multiple(all) => all.len() == 1,
    };
    Ok((alone && !left_out.is_empty()).then(|| without(document.clone(), &left_out)))
}

fn without(mut document: ExecutableDocument, left_out: &HashSet<Name>) -> ExecutableDocument {
    let operations: Vec<_> = match &mut document.operations {
        DocumentOperations::Single(only) => vec![&mut only.node],
        DocumentOperations::Multiple(all) => all.values_mut().map(|it| &mut it.node).collect(),
    };
    for operation in operations {
        operation.variable_definitions.retain(|it| !left_out.contains(&it.node.name.node));
        prune(&mut operation.selection_set.node, left_out);
    }
    for fragment in document.fragments.values_mut() {
        prune(&mut fragment.node.selection_set.node, left_out);
    }
    document
}

fn prune(set: &mut SelectionSet, left_out: &HashSet<Name>) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let arguments = &mut field.node.arguments;
                arguments.retain_mut(|(_, Positioned { node, .. })| stays(node, left_out));
                prune(&mut field.node.selection_set.node, left_out);
            }
            Selection::InlineFragment(it) => prune(&mut it.node.selection_set.node, left_out),
            Selection::FragmentSpread(_) => {}
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

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::{super::selected, *};

    fn left(query: &str) -> Option<ExecutableDocument> {
        let document = parse_query(query).unwrap();
        let operation = selected(&document, Some("One")).unwrap();
        without_left_out(&document, operation, &Variables::default()).unwrap()
    }

    /// GraphQL §5.8: each operation has variables of its own.
    #[test]
    fn what_stands_beside_another_operation_is_left_as_it_came() {
        let one = "query One($n: Int) { a(n: $n) { b } }";
        assert!(left(one).is_some());
        assert!(left(&format!("{one} query Two($n: Int!) {{ a(n: $n) {{ b }} }}")).is_none());
    }
}
