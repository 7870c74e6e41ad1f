//! Mutations: Discussion, decision, exits, service (PR 60–62, 81; PUB 8).

use async_graphql::{Context, InputObject, Object, Result};
use domain::{
    Narrative,
    case::{Command, decision, discussion, exit, service},
};

use super::super::{
    input::{ActInput, DocumentInput, SanctionInput, ServiceInput},
    party::{AgeOn, PartyInput},
    payload::{CasePayload, digest, execute},
    scalars::{CaseId, Date, PartId, PersonId},
    vocabulary::NoPenaltyReason,
};
use super::{identification::age_on, serious_list::DecideSeriousListInput};
use crate::App;

/// Records that the leaders discussed the penalty together (集体讨论). They discuss it when everything
/// that the decision rests on is before them; a later notice, hearing or review calls for another one.
#[derive(InputObject)]
pub struct HoldDiscussionInput {
    /// Who was there; as many leaders at least as `LEADERS_MIN` says.
    attendees: Vec<PersonId>,
    /// What they agreed on: what the party was told, or less.
    sanctions: Vec<SanctionInput>,
    /// In words.
    conclusion: String,
    /// Who of them thought otherwise, and what.
    #[graphql(default)]
    dissent: Vec<DissentInput>,
    /// 集体讨论记录.
    document: DocumentInput,
}

/// A leader who thought otherwise.
#[derive(InputObject)]
pub struct DissentInput {
    /// Who.
    leader: PersonId,
    /// What.
    opinion: String,
}

impl From<HoldDiscussionInput> for discussion::Hold {
    fn from(it: HoldDiscussionInput) -> Self {
        let otherwise = |it: DissentInput| (it.leader.into(), Narrative::noted(it.opinion));
        Self {
            attendees: it.attendees.into_iter().map(Into::into).collect(),
            sanctions: it.sanctions.into_iter().map(Into::into).collect(),
            conclusion: Narrative::noted(it.conclusion),
            dissent: it.dissent.into_iter().map(otherwise).collect(),
            document: it.document.into(),
        }
    }
}

/// Decides the penalty (作出行政处罚决定). After the ninety days it is valid still; its deadline shows
/// that it came late.
#[derive(InputObject)]
pub struct DecidePenaltyInput {
    /// (1) The party as of this day, where it has changed since filing: a new name or address. Who it was found to be
    /// is recorded before, by `identifyParty`.
    party: Option<PartyInput>,
    /// (2) The facts.
    facts: String,
    /// (2) The evidence.
    evidence: Vec<PartId>,
    /// (2) The provisions that were violated.
    violated: Vec<String>,
    /// (3) Whether statements were adopted, and why; or that there were none.
    statements: String,
    /// (4) The penalty: what the party was told, or less.
    sanctions: Vec<SanctionInput>,
    /// Whether the party is entered in the list of serious violations, as it was told (SDL 13).
    serious_list: Option<DecideSeriousListInput>,
    /// Why it is lighter, mitigated or heavier than an ordinary one.
    discretion: Option<String>,
    /// Why a fine lies outside the benchmark in force, where one does: the refusal names the row (APL 34).
    deviation_reasons: Option<String>,
    /// (5) How it is to be performed, and by when.
    performance: String,
    /// (5) The decision says that late payment costs a surcharge.
    surcharge_stated: bool,
    /// (6) Where to ask for reconsideration, where to sue.
    remedies: RemediesInput,
    /// (7) It bears the agency's seal.
    sealed: bool,
    /// 行政处罚决定书.
    document: DocumentInput,
}

/// What the decision says about remedies (PR 62(6)).
#[derive(InputObject)]
pub struct RemediesInput {
    /// The reconsideration organ, and by when to ask it.
    reconsideration: String,
    /// The court, and by when to sue.
    court: String,
}

impl From<RemediesInput> for decision::Remedies {
    fn from(it: RemediesInput) -> Self {
        Self { reconsideration: it.reconsideration, court: it.court }
    }
}

impl DecidePenaltyInput {
    /// The command, its party digested.
    fn command(self, app: &App, on: AgeOn) -> Result<decision::Decide> {
        Ok(decision::Decide {
            serious_list: self.serious_list.map(|it| Box::new(it.into())),
            party: self.party.map(|it| it.party(app, on)).transpose()?,
            facts: Narrative::noted(self.facts),
            evidence: self.evidence.into_iter().map(Into::into).collect(),
            violated: self.violated,
            statements: Narrative::noted(self.statements),
            sanctions: self.sanctions.into_iter().map(Into::into).collect(),
            discretion: self.discretion.map(Narrative::noted),
            deviation_reasons: self.deviation_reasons.map(Narrative::noted),
            performance: Narrative::noted(self.performance),
            surcharge_stated: self.surcharge_stated,
            remedies: self.remedies.into(),
            sealed: self.sealed,
            document: self.document.into(),
        })
    }
}

/// Decides not to penalise (不予行政处罚).
#[derive(InputObject)]
pub struct DecideNoPenaltyInput {
    /// Why.
    reason: NoPenaltyReason,
    /// In words.
    explanation: String,
    /// How the party was educated, or its guardian told to keep watch.
    education: String,
    /// What proves the reason; asked for where it lies in the party: its age (a paper), its state of mind (an
    /// expert's opinion, or a paper such as a court's finding), its lack of fault (what it brought forward).
    #[graphql(default)]
    evidence: Vec<PartId>,
    /// The day of the violation, or the last one where it went on, as it was found; asked for where the period in
    /// which it may be penalised had run out (APL 36).
    violation_ended_on: Option<Date>,
    /// 不予行政处罚决定书.
    document: DocumentInput,
}

impl From<DecideNoPenaltyInput> for exit::DecideNoPenalty {
    fn from(it: DecideNoPenaltyInput) -> Self {
        Self {
            reason: it.reason.into(),
            explanation: Narrative::noted(it.explanation),
            education: Narrative::noted(it.education),
            evidence: it.evidence.into_iter().map(Into::into).collect(),
            violation_ended_on: it.violation_ended_on.map(Into::into),
            document: it.document.into(),
        }
    }
}

/// Decides that the violation can't be established (违法事实不能成立).
#[derive(InputObject)]
pub struct DecideNotEstablishedInput {
    /// Why not.
    explanation: String,
    /// 不予行政处罚决定书.
    document: DocumentInput,
}

impl From<DecideNotEstablishedInput> for exit::DecideNotEstablished {
    fn from(it: DecideNotEstablishedInput) -> Self {
        Self { explanation: Narrative::noted(it.explanation), document: it.document.into() }
    }
}

/// Records that the decision was served (送达决定书).
#[derive(InputObject)]
pub struct ServeDecisionInput {
    /// Which decision.
    decision: PartId,
    /// How.
    service: ServiceInput,
    /// 告知公示: the notice that the penalty will be made public (PUB 8).
    publicity_notice: Option<DocumentInput>,
    /// 互联网复议渠道: where the party may ask for reconsideration online; asked for where the decision is served
    /// electronically (ARL 22).
    reconsideration_channel: Option<String>,
}

impl From<ServeDecisionInput> for service::ServeDecision {
    fn from(it: ServeDecisionInput) -> Self {
        Self {
            decision: it.decision.into(),
            service: it.service.into(),
            publicity_notice: it.publicity_notice.map(Into::into),
            reconsideration_channel: it.reconsideration_channel,
        }
    }
}

acts! {
    /// Discussion, decision, exits, service (PR 60–62, 81; PUB 8).
    DecisionMutation {
        /// Records that the leaders discussed the penalty together (集体讨论), everything that the decision rests
        /// on before them (PR 60).
        hold_discussion(HoldDiscussionInput) => HoldDiscussion;
        /// Decides not to penalise (不予行政处罚), and records how the party was educated (PR 60, 61; APL 30–33).
        decide_no_penalty(DecideNoPenaltyInput) => DecideNoPenalty;
        /// Decides that the violation can't be established, and so not to penalise (违法事实不能成立, PR 60).
        decide_not_established(DecideNotEstablishedInput) => DecideNotEstablished;
        /// Records that the decision, with a penalty or without, was served (送达决定书); the party's time to pay
        /// and to seek a remedy runs from then on (PR 72, 81, 82).
        serve_decision(ServeDecisionInput) => ServeDecision;
    }
}

/// The decision to penalise.
#[derive(Default)]
pub struct PenaltyMutation;

#[Object]
impl PenaltyMutation {
    /// Decides the penalty (作出行政处罚决定). After the ninety days it is valid still; its deadline
    /// shows that it came late.
    async fn decide_penalty(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case.")] case_id: CaseId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
        #[graphql(desc = "What was done.")] input: DecidePenaltyInput,
    ) -> Result<CasePayload> {
        let on = age_on(ctx, (&case_id, &act)).await?;
        let sent = digest("decidePenalty", &input);
        let decide = input.command(ctx.data::<App>()?, on)?;
        execute(ctx, case_id.into(), act, (sent, Command::DecidePenalty(decide))).await
    }
}
