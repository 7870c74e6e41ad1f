//! How a remedy was concluded, what it makes of the decision, and what the agency has to do.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use domain::{Citation, case::remedy};

use crate::{
    App,
    graphql::{
        case::{
            entered::{Entered, recorded},
            register::Document,
            sanction::Sanction,
        },
        money::Money,
        scalars::{Date, DateTime, PartId},
        vocabulary::{RemedyGround, RemedyOutcome, SanctionEffect},
    },
};

/// What the agency has to perform (ARL 66; ALL 72, 73).
#[derive(SimpleObject)]
pub struct PerformanceOrder {
    /// What.
    duty: String,
    /// The sanctions of the decision that it is about.
    sanctions: Vec<PartId>,
    /// By when, where the organ or the court said so.
    until: Option<Date>,
}

/// How the agency performed what it was ordered to.
#[derive(SimpleObject)]
pub struct OrderPerformance {
    /// When.
    performed_at: DateTime,
    /// How.
    account: String,
    /// What proves it.
    document: Document,
}

/// How a remedy was concluded.
#[derive(SimpleObject)]
#[graphql(complex)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own in the answer")]
pub struct RemedyConclusion {
    /// How.
    outcome: RemedyOutcome,
    /// How, in Chinese.
    outcome_label: &'static str,
    /// On which grounds.
    grounds: Vec<Grounded>,
    /// The sanctions that it touches.
    touched: Vec<TouchedSanction>,
    /// The agency has to decide anew.
    redo_ordered: bool,
    /// By when, where the organ or the court said so.
    redo_until: Option<Date>,
    /// What the agency has to perform, where it was ordered to.
    order: Option<PerformanceOrder>,
    /// Somebody asked for the opposite.
    opposite_request: bool,
    /// The compensation that the agency has to pay.
    compensation: Option<Money>,
    /// The agency was told to give back what it took.
    refund_ordered: bool,
    /// The day on which the agency was served.
    served_on: Date,
    /// The day on which the last of the others was served, where that is another one.
    last_served_on: Option<Date>,
    /// What was served.
    document: Document,
    /// When that was recorded.
    recorded_at: DateTime,
    /// That the judgment took effect has been recorded.
    effect_recorded: bool,
    #[graphql(skip)]
    authorities: Vec<Citation>,
}

/// A ground.
#[derive(SimpleObject)]
pub struct Grounded {
    /// Which.
    ground: RemedyGround,
    /// As the statutes word it.
    ground_label: &'static str,
}

/// A sanction, and what an outcome makes of it.
#[derive(SimpleObject)]
pub struct TouchedSanction {
    /// Which.
    sanction: PartId,
    /// What becomes of it.
    effect: SanctionEffect,
    /// What, in Chinese.
    effect_label: &'static str,
    /// What counts instead, where it was altered.
    to: Option<Sanction>,
}

#[ComplexObject]
impl RemedyConclusion {
    /// The article of each ground.
    async fn citations(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.authorities.iter().map(|it| law.cite(it)).collect())
    }
}

impl From<&remedy::PerformanceOrder> for PerformanceOrder {
    fn from(it: &remedy::PerformanceOrder) -> Self {
        Self {
            duty: it.duty.shown().to_owned(),
            sanctions: it.sanctions.iter().cloned().map(Into::into).collect(),
            until: it.until.map(Into::into),
        }
    }
}

impl From<Entered<'_, &remedy::Performed>> for OrderPerformance {
    fn from(entered: Entered<'_, &remedy::Performed>) -> Self {
        Self {
            performed_at: entered.at(),
            account: entered.fact.account.shown().to_owned(),
            document: (&entered.fact.document).into(),
        }
    }
}

impl From<Entered<'_, &remedy::Concluded>> for RemedyConclusion {
    fn from(entered: Entered<'_, &remedy::Concluded>) -> Self {
        let it = entered.fact;
        let grounds = it.grounds.iter();
        Self {
            outcome: it.outcome.into(),
            outcome_label: it.outcome.label(),
            grounds: grounds
                .map(|it| Grounded { ground: (*it).into(), ground_label: it.label() })
                .collect(),
            touched: it.touched.iter().map(Into::into).collect(),
            redo_ordered: it.redo.is_some(),
            redo_until: it.redo.as_ref().and_then(|it| it.until).map(Into::into),
            order: it.order.as_ref().map(Into::into),
            opposite_request: it.opposite_request,
            compensation: it.compensation.map(Into::into),
            refund_ordered: it.refund_ordered,
            served_on: it.served_on.into(),
            last_served_on: it.last_served_on.map(Into::into),
            document: (&it.document).into(),
            recorded_at: entered.at(),
            effect_recorded: entered.last_of(recorded!(JudgmentTookEffect)).is_some(),
            authorities: it.authorities.clone(),
        }
    }
}

impl From<&remedy::Touched> for TouchedSanction {
    fn from(it: &remedy::Touched) -> Self {
        let to = match &it.effect {
            remedy::Effect::Altered { to } => Some(to.into()),
            remedy::Effect::Revoked
            | remedy::Effect::ConfirmedIllegal
            | remedy::Effect::Void
            | remedy::Effect::Upheld => None,
        };
        let effect = it.effect.kind();
        Self {
            sanction: it.sanction.clone().into(),
            effect: effect.into(),
            effect_label: effect.label(),
            to,
        }
    }
}
