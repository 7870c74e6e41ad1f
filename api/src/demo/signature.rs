//! What each mutation takes, as the schema itself says, so that a step of any of them is sent in one way.

use std::collections::HashMap;

use async_graphql::{
    Positioned,
    parser::{
        parse_schema,
        types::{FieldDefinition, TypeKind, TypeSystemDefinition},
    },
};

use crate::graphql;

/// The arguments of every mutation, each with its type.
pub(super) struct Signatures(HashMap<String, Vec<Argument>>);

/// An argument.
pub(super) struct Argument {
    pub name: String,
    pub kind: String,
}

impl Signatures {
    /// Those of the schema.
    #[expect(clippy::expect_used, reason = "what the schema prints is one")]
    pub fn read() -> Self {
        let document = parse_schema(graphql::sdl()).expect("the schema reads back");
        let fields = document.definitions.into_iter().filter_map(mutations).flatten();
        let each = fields.map(|Positioned { node: field, .. }| {
            let arguments = field.arguments.iter().map(|Positioned { node: it, .. }| Argument {
                name: it.name.node.to_string(),
                kind: it.ty.node.to_string(),
            });
            (field.name.node.to_string(), arguments.collect())
        });
        Self(each.collect())
    }

    /// What `mutation` takes; nothing where there is no such one.
    pub fn of(&self, mutation: &str) -> &[Argument] {
        self.0.get(mutation).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The mutations, where that is the type that holds them.
fn mutations(it: TypeSystemDefinition) -> Option<Vec<Positioned<FieldDefinition>>> {
    match it {
        TypeSystemDefinition::Type(it) if it.node.name.node == "Mutation" => match it.node.kind {
            TypeKind::Object(object) => Some(object.fields),
            _ => None,
        },
        _ => None,
    }
}

/// A mutation as a client writes it, with a variable for each argument.
pub(super) fn document(mutation: &str, arguments: &[Argument]) -> String {
    let parameters: Vec<_> =
        arguments.iter().map(|it| format!("${}: {}", it.name, it.kind)).collect();
    let given: Vec<_> = arguments.iter().map(|it| format!("{0}: ${0}", it.name)).collect();
    format!(
        "mutation({}) {{
            {mutation}({}) {{
                userErrors {{ code message field citation }}
            }}
        }}",
        parameters.join(", "),
        given.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mutation_is_sent_with_whatever_it_takes() {
        let signatures = Signatures::read();
        let sent = document("acknowledge", signatures.of("acknowledge"));
        let sent: Vec<_> = sent.split_whitespace().collect();
        assert_eq!(
            sent.join(" "),
            "mutation($entry: EventId!, $act: ActInput!) { acknowledge(entry: $entry, act: $act) { \
             userErrors { code message field citation } } }"
        );
        assert!(signatures.of("acknowledged").is_empty());
    }
}
