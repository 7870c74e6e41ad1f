//! Numbers that were allotted to acts of a case and that nothing bears: what is missing from a series is explained.

use async_graphql::SimpleObject;
use domain::{case::timekeeping::ClaimAbandoned, claim::Thing};

use super::{
    super::scalars::{DateTime, DocumentNumber},
    entered::Entered,
    entry::FileEntry,
};

/// A number of a document that is voided: it was allotted to an act that never came, and is never used again.
#[derive(SimpleObject)]
pub struct VoidedNumber {
    /// Which.
    number: DocumentNumber,
    /// Why.
    reason: String,
    /// When.
    voided_at: DateTime,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

impl VoidedNumber {
    /// Nothing where it was no number that was given up.
    pub(super) fn of(entered: &Entered<'_, &ClaimAbandoned>) -> Option<Self> {
        let Thing::Number(number) = &entered.fact.claim else { return None };
        Some(Self {
            number: number.clone().into(),
            reason: entered.fact.reason.shown().to_owned(),
            voided_at: entered.at(),
            acts: entered.acts(),
        })
    }
}
