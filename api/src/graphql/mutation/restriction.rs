//! Mutations: what an agency that was told of a source does about it (SC49; domain.md §6.5, §6.7).

use async_graphql::{Context, InputObject, Object, OneofObject, Result};
use domain::{
    Narrative, inbound,
    restriction::{
        Command, Ground,
        answering::{Acknowledge, Decline},
        ending::{Close, Lift, Void},
        imposing::Impose,
        notifying::Entry,
        pausing::{Resume, Suspend},
    },
};
use projections::inbox::About;

use super::super::{
    counts::TermLength,
    input::ActInput,
    payload::{InboxPayload, digest, fault, hand_over, restrict, viewer},
    scalars::{Citation, Date, EventId, MeasureCode},
    vocabulary::{LiftCause, VoidReason},
};
use crate::App;

/// Imposes a measure (实施).
#[derive(InputObject)]
pub struct ImposeRestrictionInput {
    /// In answer to which entry of the agency's inbox: the notice.
    entry: EventId,
    /// Which measure: the one that the notice names.
    measure: MeasureCode,
    /// Its first day.
    start: Date,
    /// How long, in the unit of the catalogue's row, where the row leaves that to whoever imposes.
    term: Option<TermLength>,
    /// What it rests on: one of the articles that the catalogue names at least.
    basis: Vec<GroundInput>,
    /// 过罚相当: why it is in proportion.
    proportionality: String,
    /// The agency's own ground, where the measure wants one.
    own_ground: Option<String>,
    /// The number of the agency's decision, where it made one in writing.
    number: Option<String>,
}

/// What somebody names as the basis of a restriction, or of what another department decided.
#[derive(OneofObject)]
pub enum GroundInput {
    /// An article.
    Article(Citation),
    /// A rule or a decision of a platform, which is no basis.
    PlatformRule(String),
}

/// Declines to impose (不予实施).
#[derive(InputObject)]
pub struct DeclineRestrictionInput {
    /// In answer to which entry of the agency's inbox: the notice.
    entry: EventId,
    /// Why.
    reason: String,
    /// Under which article it need not, or must not.
    basis: Citation,
}

/// Lifts a measure (解除).
#[derive(InputObject)]
pub struct LiftRestrictionInput {
    /// In answer to which entry of the agency's inbox, where it was told that the source fell.
    entry: Option<EventId>,
    /// Why.
    cause: LiftCause,
    /// The same in words.
    reason: String,
}

/// Voids a measure (撤销).
#[derive(InputObject)]
pub struct VoidRestrictionInput {
    /// In answer to which entry of the agency's inbox, where it was told that the source was against somebody else.
    entry: Option<EventId>,
    /// Why.
    reason: VoidReason,
    /// The same in words.
    explanation: String,
}

/// Closes a measure, since its subject has ended (终结).
#[derive(InputObject)]
pub struct CloseRestrictionInput {
    /// On which day.
    ended_on: Date,
    /// By what: the deregistration, a court's ruling.
    proof: String,
}

/// Lets a measure rest (暂停).
#[derive(InputObject)]
pub struct SuspendRestrictionInput {
    /// The reorganisation plan, and the ruling that approved it.
    plan: String,
}

/// Lets a measure go on (恢复).
#[derive(InputObject)]
pub struct ResumeRestrictionInput {
    /// Why: the plan was not carried out.
    reason: String,
}

/// The entry as it is named; where it stands in the record, whoever reads that says.
fn entry(named: EventId) -> Entry {
    Entry { event: named.into(), revision: 0 }
}

impl From<GroundInput> for Ground {
    fn from(it: GroundInput) -> Self {
        match it {
            GroundInput::Article(article) => Self::Article(article.into()),
            GroundInput::PlatformRule(rule) => Self::PlatformRule(rule),
        }
    }
}

impl From<ImposeRestrictionInput> for Command {
    fn from(it: ImposeRestrictionInput) -> Self {
        Self::Impose(Impose {
            entry: entry(it.entry),
            measure: it.measure.into(),
            start: it.start.into(),
            term: it.term.map(Into::into),
            basis: it.basis.into_iter().map(Into::into).collect(),
            proportionality: Narrative::noted(it.proportionality),
            own_ground: it.own_ground.map(Narrative::noted),
            number: it.number,
        })
    }
}

impl From<DeclineRestrictionInput> for Command {
    fn from(it: DeclineRestrictionInput) -> Self {
        let (reason, basis) = (Narrative::noted(it.reason), it.basis.into());
        Self::Decline(Decline { entry: entry(it.entry), reason, basis })
    }
}

impl From<LiftRestrictionInput> for Command {
    fn from(it: LiftRestrictionInput) -> Self {
        let (cause, reason) = (it.cause.into(), Narrative::noted(it.reason));
        Self::Lift(Lift { entry: it.entry.map(entry), cause, reason })
    }
}

impl From<VoidRestrictionInput> for Command {
    fn from(it: VoidRestrictionInput) -> Self {
        let (reason, explanation) = (it.reason.into(), Narrative::noted(it.explanation));
        Self::Void(Void { entry: it.entry.map(entry), reason, explanation })
    }
}

impl From<CloseRestrictionInput> for Command {
    fn from(it: CloseRestrictionInput) -> Self {
        Self::Close(Close { ended_on: it.ended_on.into(), proof: Narrative::noted(it.proof) })
    }
}

impl From<SuspendRestrictionInput> for Command {
    fn from(it: SuspendRestrictionInput) -> Self {
        Self::Suspend(Suspend { plan: Narrative::noted(it.plan) })
    }
}

impl From<ResumeRestrictionInput> for Command {
    fn from(it: ResumeRestrictionInput) -> Self {
        Self::Resume(Resume { reason: Narrative::noted(it.reason) })
    }
}

steps! {
    /// What an agency that was told of a source does about it (SC49).
    RestrictionMutation[restriction_id: RestrictionId = "Which restriction.", restrict => RestrictionPayload] {
        /// Imposes the measure that the agency was told of (实施): by a leader, under an item of the agency's own, on an
        /// article in force that the catalogue names (SC49, LIST24; APL 17).
        impose_restriction(ImposeRestrictionInput);
        /// Declines to impose the measure that the agency was told of (不予实施), with the reason and its article.
        decline_restriction(DeclineRestrictionInput);
        /// Lifts the measure (解除): since its source fell, was restored or left the list, of which the agency was told,
        /// or by its own decision (APL 48; SC22; GDS 26).
        lift_restriction(LiftRestrictionInput);
        /// Voids the measure (撤销): it was imposed on somebody else, or its basis is in force no longer.
        void_restriction(VoidRestrictionInput);
        /// Closes the measure, since its subject has ended (终结, REG 31). What bars a person lasts.
        close_restriction(CloseRestrictionInput);
        /// Lets the measure rest while a reorganisation plan that a court approved is carried out (暂停, SC22).
        suspend_restriction(SuspendRestrictionInput);
        /// Lets the measure go on (恢复, SC22).
        resume_restriction(ResumeRestrictionInput);
    }
}

/// The inbox of an agency.
#[derive(Default)]
pub struct InboxMutation;

#[Object]
impl InboxMutation {
    /// Takes notice of an entry of the agency's inbox (签收): it is on nobody's worklist any more. An answer takes notice of
    /// it, too.
    async fn acknowledge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entry, by its `id`.")] entry: EventId,
        #[graphql(
            desc = "How the act stands in law, and the id that makes repeating it harmless."
        )]
        act: ActInput,
    ) -> Result<InboxPayload> {
        let app = ctx.data::<App>()?;
        let sent = digest("acknowledge", &entry);
        let about = app.entry_of(&viewer(ctx)?, entry.clone().into()).await.map_err(fault)?;
        let entry = self::entry(entry);
        // Of an entry that isn't there the nil restriction is no more.
        let nil = || About::Restriction(domain::id::RestrictionId::new(uuid::Uuid::nil()));
        Ok(match about.unwrap_or_else(nil) {
            About::Restriction(id) => {
                let command = Command::Acknowledge(Acknowledge { entry });
                restrict(ctx, id, act, (sent, command)).await?.into()
            }
            About::Inbound(id) => {
                let notice = inbound::objecting::Acknowledge { entry };
                let command = inbound::Command::Acknowledge(notice);
                hand_over(ctx, id, act, (sent, command)).await?.into()
            }
        })
    }
}
