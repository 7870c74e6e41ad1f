//! 双公示: what is to be made public, in the fields in which a channel takes it.

use async_graphql::SimpleObject;
use domain::publicity::dual::{Entry, Field, Lacking};
use projections::{publicity::PublicityRow, versions::Times};

use super::publicity::Publicity;

/// A decision that is to be made public, in the fields of 双公示.
#[derive(SimpleObject)]
pub struct DualPublicityEntry {
    /// Its publicity on the channel.
    publicity: Publicity,
    /// Each field in the order of the layout; none at all while no copy of what counts is approved. No value of a natural
    /// person but the masked name is among them.
    fields: Vec<DualPublicityField>,
    /// What the layout wants and can't be filled from here.
    lacking: Vec<DualPublicityLack>,
}

/// A field of 双公示.
#[derive(SimpleObject)]
pub struct DualPublicityField {
    /// Its code: `CF_WSH`.
    code: &'static str,
    /// Its name in Chinese.
    label: &'static str,
    /// What stands there; absent where nothing does.
    value: Option<String>,
}

/// What an entry of 双公示 lacks.
#[derive(SimpleObject)]
pub struct DualPublicityLack {
    /// Which field, by its code; absent where no copy is approved, so that nothing may be shown yet.
    code: Option<&'static str>,
    /// Its name in Chinese.
    label: Option<&'static str>,
    /// Why, in Chinese.
    why: &'static str,
    /// What is expected of whoever fills it, in Chinese.
    expected: &'static str,
}

impl DualPublicityEntry {
    /// One that the viewer may see.
    #[must_use]
    pub fn new((row, times): (PublicityRow, Times), entry: Entry) -> Self {
        Self {
            publicity: Publicity::new(row, times),
            fields: entry.fields.into_iter().map(Into::into).collect(),
            lacking: entry.lacking.iter().map(Into::into).collect(),
        }
    }
}

impl From<(Field, String)> for DualPublicityField {
    fn from((field, value): (Field, String)) -> Self {
        let value = Some(value).filter(|it| !it.is_empty());
        Self { code: field.code(), label: field.label(), value }
    }
}

impl From<&Lacking> for DualPublicityLack {
    fn from(it: &Lacking) -> Self {
        Self {
            code: it.field.map(Field::code),
            label: it.field.map(Field::label),
            why: it.why,
            expected: it.expected,
        }
    }
}
