//! One mutation per command, named with the verb of the act: parse the input, execute, answer.

/// Mutations that record an act on a case: `name(Input) => the command that the input becomes`.
macro_rules! acts {
    ($(#[$about:meta])* $object:ident {
        $($(#[$doc:meta])* $name:ident($input:ty) => $command:ident;)*
    }) => {
        $(#[$about])*
        #[derive(Default)]
        pub struct $object;

        #[async_graphql::Object]
        impl $object {$(
            $(#[$doc])*
            async fn $name(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "Which case.")] case_id: $crate::graphql::scalars::CaseId,
                #[graphql(desc = "How the act stands in law, and the id that makes repeating it harmless.")]
                act: $crate::graphql::input::ActInput,
                #[graphql(desc = "What was done.")] input: $input,
            ) -> async_graphql::Result<$crate::graphql::payload::CasePayload> {
                use $crate::graphql::payload::{digest, execute};
                let sent = digest(stringify!($name), &input);
                let command = domain::case::Command::$command(input.into());
                execute(ctx, case_id.into(), act, (sent, command)).await
            }
        )*}
    };
}

/// Mutations that take a step in a record that is no case: `name(Input)`, which becomes the step. The record is named
/// by an argument, and a function of `payload` takes the step.
macro_rules! steps {
    ($(#[$about:meta])* $object:ident[$record:ident: $id:ident = $which:tt, $take:ident => $payload:ident] {
        $($(#[$doc:meta])* $name:ident($input:ty);)*
    }) => {
        $(#[$about])*
        #[derive(Default)]
        pub struct $object;

        #[async_graphql::Object]
        impl $object {$(
            $(#[$doc])*
            async fn $name(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = $which)] $record: $crate::graphql::scalars::$id,
                #[graphql(desc = "How the act stands in law, and the id that makes repeating it harmless.")]
                act: $crate::graphql::input::ActInput,
                #[graphql(desc = "What was done.")] input: $input,
            ) -> async_graphql::Result<$crate::graphql::payload::$payload> {
                use $crate::graphql::payload::{digest, $take};
                let sent = digest(stringify!($name), &input);
                $take(ctx, $record.into(), act, (sent, input.into())).await
            }
        )*}
    };
}

mod answerable;
mod closing;
mod correction;
mod course;
mod decision;
mod hearing;
mod identification;
mod inbound;
mod intake;
mod investigation;
mod listing;
mod notice;
mod officers;
pub mod publicity;
mod receipts;
mod remedy;
mod reply;
mod restoration;
mod restriction;
mod review;
mod sealed;
mod serious_list;

use async_graphql::MergedObject;

/// What can be done.
// In two halves, as each object that is merged goes deeper by one level.
#[derive(MergedObject, Default)]
pub struct Mutation(UpToTheDecision, SinceTheDecision);

/// What leads to a decision.
#[derive(MergedObject, Default)]
pub struct UpToTheDecision(
    intake::IntakeMutation,
    intake::FilingMutation,
    investigation::InvestigationMutation,
    identification::IdentificationMutation,
    course::CourseMutation,
    review::ReviewMutation,
    notice::NoticeMutation,
    hearing::HearingMutation,
    decision::DecisionMutation,
    decision::PenaltyMutation,
);

/// What follows from it, and what stands beside the cases.
#[derive(MergedObject, Default)]
pub struct SinceTheDecision(
    publicity::RedactionMutation,
    publicity::PublicityMutation,
    listing::GroundMutation,
    listing::ListingMutation,
    inbound::PushMutation,
    inbound::InboundMutation,
    receipts::ReceiptMutation,
    restriction::RestrictionMutation,
    restriction::InboxMutation,
    closing::ClosingMutation,
    remedy::RemedyMutation,
    reply::ReplyMutation,
    correction::CorrectionMutation,
    correction::ClericalMutation,
    answerable::AnswerableMutation,
    restoration::ApplicationMutation,
    restoration::RestorationMutation,
    officers::OfficerMutation,
    sealed::SealedMutation,
);
