//! Reading what is sealed (domain.md §9). Queries never hold it.

use async_graphql::{Context, InputObject, Object, OneofObject, Result, SimpleObject};
use domain::access::{Content, Target};

use super::super::{
    payload::{Answer, UserError, answer, viewer},
    scalars::{CaseId, Citation, CommandId, PartId, Position, RestrictionId},
};
use crate::{
    App,
    app::{Sent, Sought, SoughtOf},
};

/// Which sealed content.
#[derive(OneofObject)]
pub enum SealedTarget {
    /// Who reported the violation, and how to reach them. For handlers of the case and leaders (CMP 33).
    Reporter(CaseId),
    /// Who the party is: the natural person, or the people of the organisation; also those whom the decision
    /// names anew.
    Party(CaseId),
    /// Who provided a piece of evidence, or fixed it.
    Provider(SealedPart),
    /// Who signed for what was served: a notice, an order, a hearing's notification, a decision.
    Recipient(SealedPart),
    /// Who spoke for the party at a hearing.
    Agents(SealedPart),
    /// Who was named as answerable for a decision: `L1`.
    Answerable(SealedPart),
    /// Which natural person a measure bars, the party too, for the leaders of the agency that was told of it.
    Restriction(RestrictionId),
}

/// A part of a case.
#[derive(InputObject)]
pub struct SealedPart {
    /// Which case.
    case_id: CaseId,
    /// Which part: `E1`.
    part: PartId,
}

/// What sealed content says.
#[derive(SimpleObject)]
pub struct SealedPayload {
    /// What it says; absent where the reading was refused.
    content: Option<Vec<SealedValue>>,
    /// Where the reading was recorded.
    position: Option<Position>,
    /// Every rule that stands in the way.
    user_errors: Vec<UserError>,
}

/// One sealed value.
#[derive(SimpleObject)]
pub struct SealedValue {
    /// What it is: `姓名`; `经营者（处罚决定书）` where the decision says otherwise than the filing.
    label: String,
    /// What it says; absent where its key was destroyed.
    value: Option<String>,
}

impl From<Content> for SealedValue {
    fn from(it: Content) -> Self {
        Self { label: it.label, value: it.value }
    }
}

impl SealedTarget {
    fn sought(self) -> SoughtOf {
        match self {
            Self::Reporter(case) => SoughtOf::Case(case.into(), Target::Reporter),
            Self::Party(case) => SoughtOf::Case(case.into(), Target::Party),
            Self::Provider(it) => it.of(|part| Target::Provider { part }),
            Self::Recipient(it) => it.of(|part| Target::Recipient { part }),
            Self::Agents(it) => it.of(|part| Target::Agents { part }),
            Self::Answerable(it) => it.of(|part| Target::Answerable { part }),
            Self::Restriction(id) => SoughtOf::Restriction(id.into()),
        }
    }
}

impl SealedPart {
    fn of(self, target: fn(domain::id::PartId) -> Target) -> SoughtOf {
        SoughtOf::Case(self.case_id.into(), target(self.part.into()))
    }
}

/// A reading as it was sent, now. It may be sent again on the same day alone: by the next, rights may
/// have changed.
fn sent(app: &App, command_id: &CommandId, sought: &Sought) -> Sent {
    let occurred = app.clock.now();
    let Sought { of, purpose, basis } = sought;
    let of = match of {
        SoughtOf::Case(case, target) => format!("{case}\n{target:?}"),
        SoughtOf::Restriction(id) => id.to_string(),
    };
    let all = format!("readSealed\n{of}\n{purpose}\n{basis}\n{}", occurred.day());
    Sent {
        command_id: command_id.0.uuid(),
        command_hash: app.store.keys().digest("command", &all),
        occurred,
        expected_revision: None,
        power_item: None,
        late_entry_reason: None,
        stated: vec![],
    }
}

/// Reading what is sealed.
#[derive(Default)]
pub struct SealedMutation;

#[expect(clippy::too_many_arguments, reason = "they are the arguments of the schema")]
#[Object]
impl SealedMutation {
    /// Reads what is sealed of a case: who reported it, who its people are. Each reading is recorded, with
    /// who, when, for what and on which basis, before it is answered.
    async fn read_sealed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Minted by the client; sending it again records nothing more.")]
        command_id: CommandId,
        #[graphql(desc = "Which content.")] target: SealedTarget,
        #[graphql(desc = "What it is needed for.")] purpose: String,
        #[graphql(desc = "The article that allows it.")] basis: Citation,
    ) -> Result<SealedPayload> {
        let (app, viewer) = (ctx.data::<App>()?, viewer(ctx)?);
        let sought = Sought { of: target.sought(), purpose, basis: basis.into() };
        let sent = sent(app, &command_id, &sought);
        let (done, content) = match app.read_sealed(&viewer, &sent, &sought).await {
            Ok((receipt, content)) => (Ok(receipt), Some(content)),
            Err(failure) => (Err(failure), None),
        };
        let Answer { position, user_errors, .. } = answer(app, done).await?;
        let content = content.map(|all| all.into_iter().map(Into::into).collect());
        Ok(SealedPayload { content, position, user_errors })
    }
}
