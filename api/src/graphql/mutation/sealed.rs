//! Reading what is sealed (domain.md §9). Queries never hold it.

use async_graphql::{Context, InputObject, Object, OneofObject, Result, SimpleObject};
use domain::access::{Content, Target};

use super::super::{
    payload::{Answer, UserError, answer, viewer},
    scalars::{CaseId, Citation, CommandId, PartId, Position},
};
use crate::{
    App,
    app::{Sent, Sought},
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
    fn parts(self) -> (domain::id::CaseId, Target) {
        match self {
            Self::Reporter(case) => (case.into(), Target::Reporter),
            Self::Party(case) => (case.into(), Target::Party),
            Self::Provider(it) => (it.case_id.into(), Target::Provider { part: it.part.into() }),
            Self::Recipient(it) => (it.case_id.into(), Target::Recipient { part: it.part.into() }),
            Self::Agents(it) => (it.case_id.into(), Target::Agents { part: it.part.into() }),
            Self::Answerable(it) => {
                (it.case_id.into(), Target::Answerable { part: it.part.into() })
            }
        }
    }
}

/// A reading as it was sent, now. It may be sent again on the same day alone: by the next, rights may
/// have changed.
fn sent(app: &App, command_id: &CommandId, sought: &Sought) -> Sent {
    let occurred = app.clock.now();
    let Sought { case, target, purpose, basis } = sought;
    let all = format!("readSealed\n{case}\n{target:?}\n{purpose}\n{basis}\n{}", occurred.day());
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
        let (case, target) = target.parts();
        let sought = Sought { case, target, purpose, basis: basis.into() };
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
