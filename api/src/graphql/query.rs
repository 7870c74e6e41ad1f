//! What can be asked, one file per question. Each goes through the read door: what the viewer may not
//! see is not found.

mod case;
mod cases;
mod review;
pub mod worklist;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(case::CaseQuery, cases::CasesQuery, review::ReviewQuery, worklist::WorklistQuery);
