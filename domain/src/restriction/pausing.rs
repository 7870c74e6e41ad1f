//! 暂停、恢复: while a reorganisation plan that a court approved is carried out, measures rest (SC22).

use serde::{Deserialize, Serialize};

use super::{Event, Pair, ending::ends};
use crate::{
    Code, Context, Moment, Narrative, Rejection,
    case::phrase::{because, text},
    citation::{Citation, cite},
    time::in_chinese,
};

/// The measure rests from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suspended {
    /// The plan and the ruling that approved it.
    pub plan: Narrative,
}

/// The measure goes on from this day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resumed {
    /// Why: the plan was not carried out.
    pub reason: Narrative,
}

/// Lets the measure rest.
#[derive(Debug, Clone)]
pub struct Suspend {
    /// The plan and the ruling that approved it.
    pub plan: Narrative,
}

/// Lets the measure go on.
#[derive(Debug, Clone)]
pub struct Resume {
    /// Why.
    pub reason: Narrative,
}

pub(super) fn basis() -> Citation {
    cite("SC22", "0")
}

impl Suspend {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let again = pair.pauses.last().is_some_and(|it| it.to.is_none());
        let since = (last_change(pair), false);
        let mut refusals = ends(pair, since, (&self.plan, "plan"), context);
        let day = context.occurred.day();
        refusals.require(context.law.in_force(&basis(), day), || {
            Code::NotProvidedFor
                .refuse(
                    format!("{}没有规则允许在重整期间暂停措施", in_chinese(day)),
                    format!("on {day} no rule lets a measure rest during a reorganisation"),
                )
                .under("SC22", "0")
        });
        refusals.check(rests_with_a_plan(pair));
        refusals.require(pair.fallen.is_none(), || {
            Code::WrongStage.refuse("来源已经失效，须解除该措施", "the source has fallen: lift it")
        });
        refusals.verdict()?;
        let suspended = Event::Suspended(Suspended { plan: self.plan.clone() });
        Ok((!again).then_some(suspended).into_iter().collect())
    }
}

impl Resume {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let since = (last_change(pair), false);
        let mut refusals = ends(pair, since, (&self.reason, "reason"), context);
        let open = pair.pauses.last().is_some_and(|it| it.to.is_none());
        refusals.require(open, || {
            Code::StepMissing.refuse("该措施没有暂停", "the measure doesn't rest")
        });
        refusals.verdict()?;
        Ok(vec![Event::Resumed(Resumed { reason: self.reason.clone() })])
    }
}

/// It is of those that a plan of reorganisation lets go.
fn rests_with_a_plan(pair: &Pair) -> Result<(), Vec<Rejection>> {
    let measure = &pair.notified.measure;
    if !measure.outlasts_a_plan() {
        return Ok(());
    }
    let refusal = Code::NotProvidedFor.refuse(
        "该措施由法律规定期限或者针对个人，不因企业重整而暂停",
        "a statute sets the measure's own time, or it bars a person: it runs on during a reorganisation",
    );
    Err(vec![Rejection { citation: measure.basis.first().cloned(), ..refusal }])
}

/// What a change of the pause rests on: the last one, or that the measure was imposed.
fn last_change(pair: &Pair) -> Moment {
    let day = pair.pauses.last().map(|it| it.to.unwrap_or(it.from));
    day.map_or(pair.imposed_at(), |it| Moment::midnight(it).max(pair.imposed_at()))
}

impl Suspended {
    pub(super) fn sentence(&self) -> String {
        format!("因重整计划获得批准，暂停该措施：{}", text(&self.plan))
    }
}

impl Resumed {
    pub(super) fn sentence(&self) -> String {
        format!("恢复该措施{}", because(&self.reason))
    }
}
