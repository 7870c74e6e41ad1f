//! One mutation per command, named with the verb of the act: parse the input, execute, answer.

mod closing;
mod course;
mod decision;
mod hearing;
mod intake;
mod investigation;
mod notice;
mod officers;
mod review;
mod sealed;

use async_graphql::MergedObject;

/// What can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    intake::IntakeMutation,
    investigation::InvestigationMutation,
    course::CourseMutation,
    review::ReviewMutation,
    notice::NoticeMutation,
    hearing::HearingMutation,
    decision::DecisionMutation,
    closing::ClosingMutation,
    officers::OfficerMutation,
    sealed::SealedMutation,
);
