//! An answer as GraphQL has it: its fields in the order in which they were asked for (§7.2.2), and one that failed is
//! null, as is whatever holds it where its type is never null (§6.4.4). The library puts fields in the order in which
//! they were done, and leaves out those that failed.

use std::collections::HashMap;

use async_graphql::{
    Name, PathSegment, Value,
    indexmap::IndexMap,
    parser::{
        parse_schema,
        types::{
            BaseType, ExecutableDocument, FieldDefinition, OperationType, SchemaDefinition,
            Selection, SelectionSet, Type, TypeKind, TypeSystemDefinition,
        },
    },
};

use super::super::limits;

/// What was asked for of an object, by the names that it has in the answer.
#[derive(Debug, Default)]
pub(super) struct Selected(IndexMap<Name, Field>);

/// A field that was asked for.
#[derive(Debug)]
struct Field {
    name: Name,
    /// The type that a fragment has it of; otherwise that of the object.
    on: Option<Name>,
    selected: Selected,
}

impl Selected {
    /// What an operation asks for, in a document that is within the limits.
    pub(super) fn of(document: &ExecutableDocument, set: &SelectionSet) -> Self {
        let mut selected = Self::default();
        selected.add(document, set, None);
        selected
    }

    fn add(&mut self, document: &ExecutableDocument, set: &SelectionSet, on: Option<&Name>) {
        for selection in &set.items {
            let Some(inside) = limits::inside(document, &selection.node) else { continue };
            let condition = match &selection.node {
                Selection::Field(it) => {
                    let field = Field {
                        name: it.node.name.node.clone(),
                        on: on.cloned(),
                        selected: Self::default(),
                    };
                    let key = it.node.response_key().node.clone();
                    self.0.entry(key).or_insert(field).selected.add(document, inside, None);
                    continue;
                }
                Selection::InlineFragment(it) => it.node.type_condition.as_ref(),
                Selection::FragmentSpread(it) => {
                    let fragment = document.fragments.get(&it.node.fragment_name.node);
                    fragment.map(|it| &it.node.type_condition)
                }
            };
            self.add(document, inside, condition.map(|it| &it.node.on.node).or(on));
        }
    }

    /// The names of the fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|it| it.name.as_str())
    }

    /// Puts what was answered in the order in which it was asked for.
    pub(super) fn order(&self, answered: &mut Value) {
        match answered {
            Value::Object(fields) => {
                let place = |it: &Name| self.0.get_index_of(it);
                if !fields.keys().map(place).is_sorted() {
                    fields.sort_by_cached_key(|it, _| place(it));
                }
                for (name, value) in fields {
                    match self.0.get(name) {
                        Some(it) if !it.selected.0.is_empty() => it.selected.order(value),
                        _ => {}
                    }
                }
            }
            Value::List(items) => items.iter_mut().for_each(|it| self.order(it)),
            _ => {}
        }
    }

    /// Puts null where something failed at these paths, and where what failed leaves nothing else.
    pub(super) fn put_nulls(
        &self,
        answered: &mut Value,
        failed: &[&[PathSegment]],
        (kind, outputs): (OperationType, &Outputs),
    ) {
        for path in failed {
            self.fill(answered, path);
        }
        let root = outputs.roots.iter().find(|it| it.0 == kind);
        let Some((_, root)) = root else { return };
        for path in failed {
            self.settle(answered, path, root, outputs);
        }
    }

    /// The library has null for an object of which all failed.
    fn fill(&self, answered: &mut Value, path: &[PathSegment]) {
        match path {
            [PathSegment::Field(key), rest @ ..] => {
                let Some((name, field)) = self.0.get_key_value(key.as_str()) else { return };
                if rest.is_empty() && *answered == Value::Null {
                    *answered = Value::Object(IndexMap::new());
                }
                let Value::Object(fields) = answered else { return };
                match fields.get_mut(name) {
                    Some(value) => field.selected.fill(value, rest),
                    None => drop(fields.insert(name.clone(), Value::Null)),
                }
            }
            [PathSegment::Index(n), rest @ ..] => {
                let Value::List(items) = answered else { return };
                if let Some(item) = items.get_mut(*n) {
                    self.fill(item, rest);
                }
            }
            [] => {}
        }
    }

    /// An object of that type is null where one of its fields is that never is.
    fn settle(&self, object: &mut Value, path: &[PathSegment], of: &str, outputs: &Outputs) {
        let ([PathSegment::Field(key), rest @ ..], Value::Object(fields)) = (path, &mut *object)
        else {
            return;
        };
        let (Some(field), Some(value)) = (self.0.get(key.as_str()), fields.get_mut(key.as_str()))
        else {
            return;
        };
        let on = field.on.as_deref().unwrap_or(of);
        let Some(of) = outputs.fields.get(on).and_then(|it| it.get(&field.name)) else { return };
        if field.selected.leaves_null(value, rest, of, outputs) {
            *object = Value::Null;
        }
    }

    /// Whether a value of that type is null after all, and never may be.
    fn leaves_null(
        &self,
        value: &mut Value,
        path: &[PathSegment],
        of: &Type,
        outputs: &Outputs,
    ) -> bool {
        match (&of.base, path, &mut *value) {
            (BaseType::List(of), [PathSegment::Index(n), rest @ ..], Value::List(items)) => {
                let item = items.get_mut(*n);
                if item.is_some_and(|it| self.leaves_null(it, rest, of, outputs)) {
                    *value = Value::Null;
                }
            }
            (BaseType::Named(of), _, value) => self.settle(value, path, of, outputs),
            (BaseType::List(_), _, _) => {}
        }
        *value == Value::Null && !of.nullable
    }
}

/// Of which types the fields of a schema are.
#[derive(Debug, Default)]
pub(super) struct Outputs {
    roots: Vec<(OperationType, Name)>,
    fields: HashMap<Name, HashMap<Name, Type>>,
}

impl Outputs {
    /// Those that the text of a schema names.
    pub(super) fn of(sdl: &str) -> Self {
        let document = parse_schema(sdl).map(|it| it.definitions).unwrap_or_default();
        let mut outputs = Self::default();
        for told in document {
            match told {
                TypeSystemDefinition::Schema(it) => outputs.roots = roots(it.node),
                TypeSystemDefinition::Type(it) => {
                    let fields = match it.node.kind {
                        TypeKind::Object(object) => object.fields,
                        TypeKind::Interface(interface) => interface.fields,
                        _ => continue,
                    };
                    let of = |it: FieldDefinition| (it.name.node, it.ty.node);
                    let fields = fields.into_iter().map(|it| of(it.node)).collect();
                    outputs.fields.insert(it.node.name.node, fields);
                }
                TypeSystemDefinition::Directive(_) => {}
            }
        }
        outputs
    }
}

fn roots(told: SchemaDefinition) -> Vec<(OperationType, Name)> {
    let SchemaDefinition { query, mutation, subscription, .. } = told;
    let all = [
        (OperationType::Query, query),
        (OperationType::Mutation, mutation),
        (OperationType::Subscription, subscription),
    ];
    all.into_iter().filter_map(|(kind, name)| Some((kind, name?.node))).collect()
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    const SDL: &str = "
        schema { query: Query }
        type Query { must: Thing! may: Thing all: [Thing!] some: [Thing] }
        interface Named { name: String! }
        type Thing implements Named { name: String! note: String inner: Named part: Thing! }";

    /// What an answer becomes where those paths failed.
    fn completed(query: &str, answer: serde_json::Value, failed: &[&str]) -> String {
        let document = parse_query(query).unwrap();
        let (_, operation) = document.operations.iter().next().unwrap();
        let selected = Selected::of(&document, &operation.node.selection_set.node);
        let segment = |it: &str| match it.parse() {
            Ok(n) => PathSegment::Index(n),
            Err(_) => PathSegment::Field(it.to_owned()),
        };
        let failed: Vec<Vec<_>> =
            failed.iter().map(|it| it.split('.').map(segment).collect()).collect();
        let failed: Vec<_> = failed.iter().map(Vec::as_slice).collect();
        let mut answered = Value::from_json(answer).unwrap();
        let of = (OperationType::Query, &Outputs::of(SDL));
        selected.put_nulls(&mut answered, &failed, of);
        selected.order(&mut answered);
        serde_json::to_string(&answered).unwrap()
    }

    /// GraphQL §7.2.2.
    #[test]
    fn fields_come_in_the_order_in_which_they_were_asked_for() {
        let query = "{ b: may { note ...named note name } all { ... on Thing { note } name } } \
                     fragment named on Named { name }";
        let answer = json!({
            "all": [{ "name": "1", "note": "2" }, null], "b": { "name": "3", "note": "4" }
        });
        let ordered = r#"{"b":{"note":"4","name":"3"},"all":[{"note":"2","name":"1"},null]}"#;
        assert_eq!(completed(query, answer, &[]), ordered);
    }

    /// GraphQL §6.4.4.
    #[test]
    fn what_failed_is_null_and_what_may_never_be_null_takes_with_it_what_holds_it() {
        let query =
            "{ may { note name inner { name } part { note } } all { name note } some { name } }";
        let thing = json!({ "name": "1", "inner": { "name": "2" }, "part": { "note": "3" } });
        let whole = json!({
            "may": thing, "all": [{ "name": "4", "note": "5" }], "some": [{ "name": "6" }]
        });
        let without = |path: &str| {
            let mut answer = whole.clone();
            let (above, key) = path.rsplit_once('/').unwrap();
            answer.pointer_mut(above).unwrap().as_object_mut().unwrap().remove(key);
            answer
        };
        let all = r#""all":[{"name":"4","note":"5"}]"#;
        let may = r#""may":{"note":null,"name":"1","inner":{"name":"2"},"part":{"note":"3"}}"#;
        let some = r#""some":[{"name":"6"}]"#;
        for (path, then) in [
            ("/may/note", format!("{{{may},{all},{some}}}")),
            ("/may", format!("{{\"may\":null,{all},{some}}}")),
            ("/may/name", format!("{{\"may\":null,{all},{some}}}")),
            ("/may/part", format!("{{\"may\":null,{all},{some}}}")),
            ("/all/0/name", format!("{{{may},\"all\":null,{some}}}")),
            ("/some/0/name", format!("{{{may},{all},\"some\":[null]}}")),
        ] {
            let failed = path.trim_start_matches('/').replace('/', ".");
            let failed = ["may.note", failed.as_str()];
            let told = completed(query, without(path), &failed);
            assert_eq!(told, then, "{path}");
        }
    }

    /// The library has null for an object of which nothing is left.
    #[test]
    fn an_object_of_which_all_failed_is_null_only_where_a_field_never_may_be() {
        let failed = |query, failed: &[&str]| completed(query, json!(null), failed);
        assert_eq!(failed("{ may { note } }", &["may"]), r#"{"may":null}"#);
        assert_eq!(failed("{ must { note } may { note } }", &["must", "may"]), "null");
        let query = "{ may { note inner { name } } }";
        let told = completed(query, json!({ "may": null }), &["may.note", "may.inner"]);
        assert_eq!(told, r#"{"may":{"note":null,"inner":null}}"#);
        let told = completed(query, json!({ "may": { "note": "1" } }), &["may.inner.name"]);
        assert_eq!(told, r#"{"may":{"note":"1","inner":null}}"#);
    }
}
