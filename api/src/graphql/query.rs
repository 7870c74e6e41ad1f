//! What can be asked, one file per question. Each goes through the read door: what the viewer may not
//! see is not found.

pub mod agencies;
mod blacklist;
mod case;
mod cases;
pub mod credit;
mod deadlines;
mod document;
mod dual;
mod freshness;
mod inbound;
mod inbox;
mod listing;
mod node;
mod officer;
mod party;
mod publicity;
mod remedies;
mod restoration;
mod restriction;
mod review;
mod rules;
mod viewer;
mod vocabulary;
pub mod worklist;

use async_graphql::MergedObject;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    viewer::ViewerQuery,
    freshness::FreshnessQuery,
    agencies::AgenciesQuery,
    case::CaseQuery,
    cases::CasesQuery,
    worklist::WorklistQuery,
    deadlines::DeadlinesQuery,
    publicity::PublicityQuery,
    listing::ListingQuery,
    blacklist::BlacklistQuery,
    dual::DualQuery,
    restriction::RestrictionQuery,
    credit::CreditQuery,
    inbound::InboundQuery,
    inbox::InboxQuery,
    document::DocumentQuery,
    party::PartyQuery,
    officer::OfficerQuery,
    node::NodeQuery,
    rules::RulesQuery,
    vocabulary::VocabularyQuery,
    review::ReviewQuery,
    remedies::RemedyQuery,
    restoration::RestorationQuery,
);
