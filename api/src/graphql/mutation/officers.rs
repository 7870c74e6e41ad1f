//! Mutations: the officers' register, kept by registrars (APL 42, 55, 58; PR 19, 51). Nothing is entered
//! backwards, and nobody keeps their own entry.

mod input;

use async_graphql::{Context, Object, Result};
use domain::{
    id,
    officer::{Command, stream_of},
};

use self::input::{
    AppointActingHeadInput, EndRoleInput, EnrolOfficerInput, GrantRoleInput, IssueCertificateInput,
    LeaveInput, RecordQualificationInput, TransferOfficerInput, WithdrawCertificateInput,
};
use super::super::{
    input::ActInput,
    officer::Officer,
    payload::{OfficerPayload, answer, digest, fault, officer, sent, viewer},
    scalars::PersonId,
};
use crate::{App, viewer::claimed};

/// The officers' register (APL 42, 55, 58; PR 19, 51).
#[derive(Default)]
pub struct OfficerMutation;

#[Object]
impl OfficerMutation {
    /// Takes a person up in the register (入册).
    async fn enrol_officer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: EnrolOfficerInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("enrolOfficer", &input);
        let command = input.command(person.0.clone());
        keep(ctx, person, act, (digest, command)).await
    }

    /// Enters a new post (调任); the roles of the former one end with it.
    async fn transfer_officer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: TransferOfficerInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("transferOfficer", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Enters an enforcement certificate (行政执法证).
    async fn issue_certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: IssueCertificateInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("issueCertificate", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Ends a certificate before its time (收回执法证件).
    async fn withdraw_certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: WithdrawCertificateInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("withdrawCertificate", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Grants a role in the present post (授予岗位).
    async fn grant_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: GrantRoleInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("grantRole", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Ends a role (免去岗位).
    async fn end_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: EndRoleInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("endRole", &input);
        let command = Command::EndRole(input.into());
        keep(ctx, person, act, (digest, command)).await
    }

    /// Enters that a person holds the national legal-profession qualification (PR 51).
    async fn record_qualification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: RecordQualificationInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("recordQualification", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Has a person act as head (主持工作) while the post is vacant or its holder away.
    async fn appoint_acting_head(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: AppointActingHeadInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("appointActingHead", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }

    /// Ends acting as head (不再主持工作).
    async fn end_acting_head(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: EndRoleInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("endActingHead", &input);
        let command = Command::EndActingHead(input.into());
        keep(ctx, person, act, (digest, command)).await
    }

    /// Enters that a person leaves the service (离任): post, roles and certificates end.
    async fn leave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose entry.")] person: PersonId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What is entered.")] input: LeaveInput,
    ) -> Result<OfficerPayload> {
        let digest = digest("leave", &input);
        let command = input.into();
        keep(ctx, person, act, (digest, command)).await
    }
}

/// Enters something about a person.
async fn keep(
    ctx: &Context<'_>,
    person: PersonId,
    act: ActInput,
    (input, command): (String, Command),
) -> Result<OfficerPayload> {
    let (app, person) = (ctx.data::<App>()?, id::PersonId::from(person));
    let stream = stream_of(&person);
    let claimed = claimed(officer(ctx)?);
    let sent = sent(app, (&claimed, act), (&stream, &input));
    let done = app.execute::<domain::Officer>(&claimed, &sent, &stream, &command).await;
    let kept = answer(app, done).await?;
    let viewer = viewer(ctx)?;
    let row =
        if kept.visible { app.read_model.officer(&viewer, &person).map_err(fault)? } else { None };
    Ok(OfficerPayload {
        officer: row.map(Officer),
        position: kept.position,
        user_errors: kept.user_errors,
    })
}
