//! What can be asked, one file per question. Each goes through the read door: what the viewer may not
//! see is not found.

mod case;
mod cases;
mod deadlines;
mod node;
mod officer;
mod party;
mod rules;
mod vocabulary;
mod worklist;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    case::CaseQuery,
    cases::CasesQuery,
    worklist::WorklistQuery,
    deadlines::DeadlinesQuery,
    party::PartyQuery,
    officer::OfficerQuery,
    node::NodeQuery,
    rules::RulesQuery,
    vocabulary::VocabularyQuery,
);
