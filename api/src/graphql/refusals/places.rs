//! Where in the arguments of a field input objects stand, as the schema has it: of what is no input object at all the
//! library says the type alone.

use std::collections::HashMap;

use async_graphql::{
    Positioned, Value,
    parser::types::{BaseType, InputValueDefinition, Type, TypeDefinition, TypeKind},
};

use super::sent::Argument;

/// What a field takes, or an input object has, by its name: a type, in so many lists.
struct Slot {
    name: String,
    of: String,
    lists: usize,
}

/// The arguments of fields, and the fields of input objects.
#[derive(Default)]
pub(super) struct Places {
    fields: HashMap<String, Vec<Slot>>,
    inputs: HashMap<String, Vec<Slot>>,
}

impl Places {
    /// Takes in a type of the schema.
    pub(super) fn note(&mut self, told: &TypeDefinition) {
        match &told.kind {
            TypeKind::Object(it) => {
                for field in &it.fields {
                    let taken = slots(&field.node.arguments);
                    self.fields.entry(field.node.name.node.to_string()).or_default().extend(taken);
                }
            }
            TypeKind::InputObject(it) => {
                self.inputs.insert(told.name.node.to_string(), slots(&it.fields).collect());
            }
            TypeKind::Scalar | TypeKind::Interface(_) | TypeKind::Union(_) | TypeKind::Enum(_) => {}
        }
    }

    /// The way in an argument to the first place where an input object is expected and something else stands, with the
    /// type of that object. What is left out, or null, is no such place.
    pub(super) fn misplaced(&self, argument: &Argument) -> Option<(Vec<String>, &str)> {
        let taken = self.fields.get(&argument.field)?;
        let mut taken = taken.iter().filter(|it| it.name == argument.name);
        taken.find_map(|it| self.search(&argument.value, &it.of, it.lists))
    }

    fn search<'a>(
        &'a self,
        value: &Value,
        of: &'a str,
        lists: usize,
    ) -> Option<(Vec<String>, &'a str)> {
        let has = self.inputs.get(of)?;
        match value {
            Value::Null => None,
            // One alone stands for a list of it.
            Value::List(all) if lists > 0 => all
                .iter()
                .enumerate()
                .find_map(|(n, it)| below(n.to_string(), self.search(it, of, lists - 1))),
            Value::Object(fields) => has.iter().find_map(|slot| {
                let found = self.search(fields.get(slot.name.as_str())?, &slot.of, slot.lists);
                below(slot.name.clone(), found)
            }),
            Value::List(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Boolean(_)
            | Value::Binary(_)
            | Value::Enum(_) => Some((vec![], of)),
        }
    }
}

/// What was found, seen from above the name or index that it stands under.
fn below(step: String, found: Option<(Vec<String>, &str)>) -> Option<(Vec<String>, &str)> {
    found.map(|(way, of)| ([vec![step], way].concat(), of))
}

fn slots(told: &[Positioned<InputValueDefinition>]) -> impl Iterator<Item = Slot> + use<'_> {
    told.iter().map(|it| {
        let (of, lists) = named(&it.node.ty.node);
        Slot { name: it.node.name.node.to_string(), of, lists }
    })
}

/// The type itself, and in how many lists it stands.
fn named(told: &Type) -> (String, usize) {
    match &told.base {
        BaseType::Named(name) => (name.to_string(), 0),
        BaseType::List(of) => {
            let (of, lists) = named(of);
            (of, lists + 1)
        }
    }
}
