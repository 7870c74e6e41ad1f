//! How large an operation may be, on every transport. What is refused says which limit, and where it
//! is counted here, how far it went beyond: of the complexity the library tells its extensions alone, and a
//! schema with extensions sends every field through each of them.

use async_graphql::{
    ServerError, ServerResult,
    parser::types::{ExecutableDocument, Selection, SelectionSet},
};

use crate::fault::Fault;

/// How large an operation of a schema may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How deep fields nest. The introspection query of graphql-js is 15 deep.
    depth: usize,
    /// How much work an operation may ask for, as the schema weighs its fields.
    pub(super) complexity: usize,
    /// How many fields stand at the top of an operation.
    root_fields: usize,
    /// How many fields are renamed.
    aliases: usize,
    /// How many selections a document has once its fragments are spread; introspection has 230.
    selections: usize,
}

/// What those may ask who bring a token.
pub(super) const CASEWORK: Limits =
    Limits { depth: 16, complexity: 4_000, root_fields: 20, aliases: 50, selections: 2_000 };

/// What anybody may ask.
pub(super) const PUBLIC: Limits =
    Limits { depth: 16, complexity: 2_000, root_fields: 5, aliases: 10, selections: 400 };

/// How many directives one field carries.
pub(super) const DIRECTIVES_MAX: usize = 8;

/// How deep selections nest, fragments included.
pub(super) const NESTING_MAX: usize = 32;

/// Counts before the library walks the document: fragments that spread each other twice would keep it busy
/// for ever.
pub(super) fn check(limits: Limits, document: &ExecutableDocument) -> ServerResult<()> {
    let mut total = Count { limits, document, selections: 0, roots: 0, aliases: 0 };
    for (_, operation) in document.operations.iter() {
        (total.roots, total.aliases) = (0, 0);
        total.add(&operation.node.selection_set.node, 1, 1)?;
        within("number of root fields", total.roots, limits.root_fields)?;
        within("number of aliases", total.aliases, limits.aliases)?;
    }
    for fragment in document.fragments.values() {
        total.add(&fragment.node.selection_set.node, 1, 1)?;
    }
    Ok(())
}

struct Count<'a> {
    limits: Limits,
    document: &'a ExecutableDocument,
    selections: usize,
    roots: usize,
    aliases: usize,
}

impl<'a> Count<'a> {
    /// Adds `set`, whose fields stand `depth` deep, in `nesting` selection sets.
    fn add(&mut self, set: &'a SelectionSet, depth: usize, nesting: usize) -> ServerResult<()> {
        within("nesting of selections", nesting, NESTING_MAX)?;
        for selection in &set.items {
            self.selections += 1;
            within("number of selections", self.selections, self.limits.selections)?;
            if let Selection::Field(field) = &selection.node {
                within("depth", depth, self.limits.depth)?;
                self.roots += usize::from(depth == 1);
                self.aliases += usize::from(field.node.alias.is_some());
            }
            let deeper = depth + usize::from(matches!(selection.node, Selection::Field(_)));
            if let Some(inner) = inside(self.document, &selection.node) {
                self.add(inner, deeper, nesting + 1)?;
            }
        }
        Ok(())
    }
}

/// What a selection selects in turn. A fragment that isn't there selects nothing; validation names it.
pub(super) fn inside<'a>(
    document: &'a ExecutableDocument,
    selection: &'a Selection,
) -> Option<&'a SelectionSet> {
    match selection {
        Selection::Field(field) => Some(&field.node.selection_set.node),
        Selection::InlineFragment(inline) => Some(&inline.node.selection_set.node),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node)?;
            Some(&fragment.node.selection_set.node)
        }
    }
}

/// The schema has refused an operation as more complex than it allows.
pub(super) fn too_complex(limits: Limits) -> ServerError {
    beyond("complexity", None, limits.complexity)
}

fn within(what: &str, found: usize, max: usize) -> ServerResult<()> {
    if found <= max { Ok(()) } else { Err(beyond(what, Some(found), max)) }
}

fn beyond(what: &str, found: Option<usize>, max: usize) -> ServerError {
    let reaches = found.map(|it| format!("; this one reaches {it}")).unwrap_or_default();
    Fault::TooComplex.refuse(format!("the {what} of an operation is at most {max}{reaches}"))
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn refused(query: &str) -> String {
        check(CASEWORK, &parse_query(query).unwrap()).unwrap_err().message
    }

    #[test]
    fn each_limit_is_named_with_its_figure() {
        let deep = format!("{{{}a{}}}", "a{".repeat(16), "}".repeat(16));
        assert_eq!(refused(&deep), "the depth of an operation is at most 16; this one reaches 17");
        let wide = "a ".repeat(21);
        assert!(refused(&format!("{{{wide}}}")).starts_with("the number of root fields"));
        let renamed = (0..51).map(|it| format!("b{it}: b")).collect::<Vec<_>>().join(" ");
        assert!(refused(&format!("{{a {{{renamed}}}}}")).starts_with("the number of aliases"));
        let many = "b ".repeat(2000);
        assert!(refused(&format!("{{a {{{many}}}}}")).starts_with("the number of selections"));
    }

    #[test]
    fn fragments_that_double_each_other_are_stopped_early() {
        let mut query = "{ a { ...f0 } }".to_owned();
        for n in 0..20 {
            query += &format!(" fragment f{n} on A {{ ...f{} ...f{} }}", n + 1, n + 1);
        }
        query += " fragment f20 on A { a }";
        let said = refused(&query);
        assert!(said.starts_with("the number of selections"), "{said}");
    }

    #[test]
    fn fragments_that_go_in_circles_are_stopped() {
        assert!(!refused("{ ...f } fragment f on A { ...f }").is_empty());
        assert!(
            !refused("{ a { ...f } } fragment f on A { ...g } fragment g on A { ...f }").is_empty()
        );
    }

    #[test]
    fn an_ordinary_operation_passes() {
        let document = parse_query("{ a { b c { ...f } } } fragment f on C { d e }").unwrap();
        assert!(check(PUBLIC, &document).is_ok());
    }
}
