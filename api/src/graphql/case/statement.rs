//! What the party stated on a notice, and how that was checked.

use async_graphql::SimpleObject;
use domain::case::statement;

use super::{
    super::{
        scalars::{DateTime, PartId},
        vocabulary::Adoption,
    },
    entered::{Entered, recorded},
    entry::FileEntry,
    register::Document,
};

/// What the party stated, and what became of it (PR 57, 58).
#[derive(SimpleObject)]
pub struct Statement {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// On which notice.
    notice: PartId,
    /// When it was received.
    received_at: DateTime,
    /// What the party said.
    content: String,
    /// The paper, or the record of what was said.
    document: Document,
    /// How it was checked; absent while it is not.
    check: Option<StatementCheck>,
    /// The acts on it, oldest first: by whom, in which role.
    acts: Vec<FileEntry>,
}

/// How a statement of the party was checked (复核, PR 58).
#[derive(SimpleObject)]
pub struct StatementCheck {
    /// When.
    checked_at: DateTime,
    /// Whether it was adopted.
    adoption: Adoption,
    /// Whether it was adopted, in Chinese.
    adoption_label: &'static str,
    /// Why it was adopted or not.
    reasons: String,
    /// The record of the check, where there is one that you may see.
    document: Option<Document>,
}

impl<'a> From<Entered<'a, &'a statement::Received>> for Statement {
    fn from(entered: Entered<'a, &'a statement::Received>) -> Self {
        let it = entered.fact;
        Self {
            id: it.id.clone().into(),
            notice: it.notice.clone().into(),
            received_at: entered.at(),
            content: it.content.shown().to_owned(),
            document: (&it.document).into(),
            check: entered.last_of(recorded!(StatementReviewed)).map(Into::into),
            acts: entered.acts(),
        }
    }
}

impl From<Entered<'_, &statement::Reviewed>> for StatementCheck {
    fn from(entered: Entered<'_, &statement::Reviewed>) -> Self {
        let it = entered.fact;
        Self {
            checked_at: entered.at(),
            adoption: it.adoption.into(),
            adoption_label: it.adoption.label(),
            reasons: it.reasons.shown().to_owned(),
            document: it.document.as_ref().and_then(|it| entered.paper(it)),
        }
    }
}
