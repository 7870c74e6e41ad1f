//! Where in the arguments of a field an input stands, as the schema has it: of what is no input object at all the library
//! says the type alone.

use std::collections::{HashMap, HashSet, VecDeque};

use async_graphql::Positioned;
use async_graphql::parser::types::{
    BaseType, InputValueDefinition, Type, TypeDefinition, TypeKind,
};

/// What a field takes, or an input object has: each by its name, with its type.
type Slots = Vec<(String, String)>;

/// The arguments of fields, and the fields of input objects.
#[derive(Default)]
pub(super) struct Places {
    fields: HashMap<String, Vec<Slots>>,
    inputs: HashMap<String, Slots>,
}

impl Places {
    /// Takes in a type of the schema.
    pub(super) fn note(&mut self, told: &TypeDefinition) {
        match &told.kind {
            TypeKind::Object(it) => {
                for field in &it.fields {
                    let taken = slots(&field.node.arguments);
                    self.fields.entry(field.node.name.node.to_string()).or_default().push(taken);
                }
            }
            TypeKind::InputObject(it) => {
                self.inputs.insert(told.name.node.to_string(), slots(&it.fields));
            }
            TypeKind::Scalar | TypeKind::Interface(_) | TypeKind::Union(_) | TypeKind::Enum(_) => {}
        }
    }

    /// The way from the arguments of a field to an input of that type; empty where it takes none.
    pub(super) fn way(&self, field: &str, wanted: &str) -> Vec<String> {
        let mut taken = self.fields.get(field).into_iter().flatten();
        taken.find_map(|it| self.search(it, wanted)).unwrap_or_default()
    }

    /// Breadth first, so that the shortest way is found.
    fn search(&self, taken: &Slots, wanted: &str) -> Option<Vec<String>> {
        let mut seen = HashSet::new();
        let mut ways: VecDeque<_> =
            taken.iter().map(|(name, of)| (vec![name.clone()], of)).collect();
        while let Some((way, of)) = ways.pop_front() {
            if of == wanted {
                return Some(way);
            }
            if !seen.insert(of) {
                continue;
            }
            for (name, below) in self.inputs.get(of).into_iter().flatten() {
                ways.push_back(([&way[..], std::slice::from_ref(name)].concat(), below));
            }
        }
        None
    }
}

fn slots(told: &[Positioned<InputValueDefinition>]) -> Slots {
    told.iter().map(|it| (it.node.name.node.to_string(), named(&it.node.ty.node))).collect()
}

/// The type itself, whatever lists it stands in.
fn named(told: &Type) -> String {
    match &told.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(of) => named(of),
    }
}
