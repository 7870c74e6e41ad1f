//! The words of the schema, with their Chinese labels.

use async_graphql::{Object, SimpleObject};

use super::super::vocabulary::{Term, VocabularyType};

#[derive(Default)]
pub struct VocabularyQuery;

/// A list of words.
#[derive(SimpleObject)]
pub struct Vocabulary {
    /// Which enum.
    #[graphql(name = "type")]
    kind: VocabularyType,
    /// What the list is called.
    type_label: &'static str,
    /// Every value, in the order of the procedure.
    terms: Vec<Term>,
}

#[Object]
impl VocabularyQuery {
    /// Every value of an enum with its Chinese label, for menus and legends.
    async fn vocabulary(
        &self,
        #[graphql(name = "type", desc = "Which enum.")] kind: VocabularyType,
    ) -> Vocabulary {
        Vocabulary { kind, type_label: kind.label(), terms: kind.terms() }
    }
}
