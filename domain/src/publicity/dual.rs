//! 双公示: a decision as it counts, in the fields in which it is handed in to be made public (domain.md §8.5). They are
//! made of what may be shown alone: the copy that was approved with its summary, and of the decision only what that copy
//! shows as it is. What can't be filled is told, never guessed, and nothing that is a person's is among it but the name of
//! who represents an organisation, which is shown with it.

mod field;
mod filling;
#[cfg(test)]
mod tests;

pub use self::field::Field;

use self::filling::Filling;
use super::Key;
use crate::{Moment, Rulebook, case::Case};

/// A decision in the fields of the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Each field in the order of the layout, empty where it has no value; none at all where nothing may be shown yet.
    pub fields: Vec<(Field, String)>,
    /// What the layout wants and nobody can fill from here.
    pub lacking: Vec<Lacking>,
}

/// What an entry lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// Which field; none where the whole entry is wanting.
    pub field: Option<Field>,
    /// Why.
    pub why: &'static str,
    /// What is expected of whoever fills it.
    pub expected: &'static str,
}

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    /// It has this value.
    Filled(String),
    /// The layout wants nothing there.
    Blank,
    /// The layout wants something: why it isn't there, and what is expected.
    Lacking(&'static str, &'static str),
}

impl Entry {
    /// A decision of a case as it is to be made public at that time.
    #[must_use]
    pub fn of(case: &Case, key: &Key, (law, at): (&Rulebook, Moment)) -> Self {
        let Some(filling) = Filling::of(case, key, (law, at)) else { return Self::unready() };
        let mut entry = Self { fields: vec![], lacking: vec![] };
        for field in Field::ALL {
            let value = match filling.cell(field) {
                Cell::Filled(value) => value,
                Cell::Blank => String::new(),
                Cell::Lacking(why, expected) => {
                    entry.lacking.push(Lacking { field: Some(field), why, expected });
                    String::new()
                }
            };
            entry.fields.push((field, value));
        }
        entry
    }

    /// Nothing may be shown yet (PUB 4, 6, 7).
    #[must_use]
    pub fn unready() -> Self {
        let lacking = Lacking {
            field: None,
            why: "尚无经复核批准的公示文本",
            expected: "请先制作公示文本，并由他人复核批准",
        };
        Self { fields: vec![], lacking: vec![lacking] }
    }

    /// What stands in a field.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&str> {
        let mut filled = self.fields.iter().filter(|(_, value)| !value.is_empty());
        filled.find(|(it, _)| *it == field).map(|(_, value)| value.as_str())
    }
}

impl Cell {
    fn filled_or_blank(value: Option<String>) -> Self {
        value.map_or(Self::Blank, Self::Filled)
    }
}
