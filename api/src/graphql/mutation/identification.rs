//! Mutations: Who the party is found to be (PR 48.1(1), 62.1(1)).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    case::{Command, identification},
};
use projections::dossier::AsOf;

use super::super::{
    case::folded,
    input::ActInput,
    party::{AgeOn, PartyInput},
    payload::{CasePayload, digest, execute},
    scalars::{CaseId, PartId},
};
use crate::App;

/// Records who the party is found to be.
#[derive(InputObject)]
pub struct IdentifyPartyInput {
    /// Who it is: with the number that was found, or as the register has it.
    party: PartyInput,
    /// The evidence that shows it.
    evidence: Vec<PartId>,
    /// How it was found out, and why it is the one that the case was filed against.
    reason: String,
}

impl IdentifyPartyInput {
    /// The command, its party digested.
    fn command(self, app: &App, on: AgeOn) -> Result<identification::Identify> {
        Ok(identification::Identify {
            party: self.party.party(app, on)?,
            evidence: self.evidence.into_iter().map(Into::into).collect(),
            reason: Narrative::noted(self.reason),
        })
    }
}

/// Who the party is.
#[derive(Default)]
pub struct IdentificationMutation;

#[Object]
impl IdentificationMutation {
    /// Records who the party is found to be (查明当事人身份): whoever was known by name and address with the number that
    /// was found, whoever trades behind a sign as the register has it, an organisation under its right number. The case
    /// is that subject's from then on, everywhere. It is possible from the filing to the decision; where it is another
    /// kind of party than was reported or told of, the investigation goes on from there, to a new report and notice
    /// (PR 48.1(1), 57, 62.1(1)). Somebody else is no party of the case, and a case of its own is filed.
    async fn identify_party(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: IdentifyPartyInput,
    ) -> Result<CasePayload> {
        let on = age_on(ctx, (&case_id, &act)).await?;
        let sent = digest("identifyParty", &input);
        let identify = input.command(ctx.data::<App>()?, on)?;
        execute(ctx, case_id.into(), act, (sent, Command::IdentifyParty(identify))).await
    }
}

/// As of when the party of a case is as old as an act tells: of the violation that it was filed for; of the act, where it
/// was not filed.
pub(super) async fn age_on(ctx: &Context<'_>, (case, act): (&CaseId, &ActInput)) -> Result<AgeOn> {
    let filed = folded(ctx, case.clone().into(), AsOf::Now).await?;
    let filed = filed.as_ref().and_then(|it| it.case.record.filed.as_ref());
    let act = act.occurred_at.0.day();
    Ok(AgeOn { act, violation: filed.map_or(act, |(_, it)| it.violation_ended_on) })
}
