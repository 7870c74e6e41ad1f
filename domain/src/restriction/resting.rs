//! 来源暂停、来源恢复: while a plan of reorganisation that a court approved is carried out, what a pair rests on counts
//! for nothing, and the measure rests with it; where the plan fails it counts again (SC22; domain.md §6.6, §6.7). That the
//! measure itself is suspended and goes on is its agency's own act, and this tells it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Fall, Pair, falling::kept};
use crate::{
    Context, Refusals, Rejection,
    id::EventId,
    permit::{Needs, permit},
    time::in_chinese,
    timely::timely,
};

/// The source rests (来源暂停). It is an entry of the inbox of the agency that was told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceSuspended {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// From which day on it counts for nothing.
    pub on: Date,
    /// The agency imposed the measure, and suspends it.
    pub imposed: bool,
}

/// The source counts again (来源恢复). It is an entry of the same inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SourceResumed {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// From which day on it counts.
    pub on: Date,
    /// The agency imposed the measure, and lets it go on.
    pub imposed: bool,
    /// The last day of the source, where that ends of itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source_until: Option<Date>,
}

/// Records that the source rests.
#[derive(Debug, Clone)]
pub struct SuspendSource {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// From which day on.
    pub on: Date,
}

/// Records that the source counts again.
#[derive(Debug, Clone)]
pub struct ResumeSource {
    /// By which event.
    pub by: EventId,
    /// In which stream.
    pub stream: String,
    /// From which day on.
    pub on: Date,
    /// The last day of the source, where that ends of itself.
    pub source_until: Option<Date>,
}

/// The clock says it; what was imposed and has not ended is its agency's to suspend, or to let go on.
fn imposed(pair: &Pair, context: &Context<'_>) -> Result<bool, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.check(permit(context, Needs::Clock));
    refusals.check(timely(context, Some(pair.since), None));
    refusals.verdict()?;
    Ok(pair.in_place(context).is_ok() && !pair.is_the_markets())
}

impl SuspendSource {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let imposed = imposed(pair, context)?;
        if pair.fallen.is_some() || pair.source_rests() {
            return Ok(vec![]);
        }
        let Self { by, stream, on } = self.clone();
        if pair.notified.measure.outlasts_a_plan() {
            return Ok(kept(pair, (by, stream), (Fall::Restored, on)).into_iter().collect());
        }
        Ok(vec![Event::SourceSuspended(SourceSuspended { by, stream, on, imposed })])
    }
}

impl ResumeSource {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let imposed = imposed(pair, context)?;
        if pair.fallen.is_some() || !pair.source_rests() {
            return Ok(vec![]);
        }
        let Self { by, stream, on, source_until } = self.clone();
        let resumed = SourceResumed { by, stream, on, imposed, source_until };
        Ok(vec![Event::SourceResumed(resumed)])
    }
}

impl SourceSuspended {
    pub(super) fn sentence(&self) -> String {
        let asks = self.imposed.then_some("实施机关应同步暂停该措施");
        let told = ("重整计划经人民法院裁定批准", "在计划执行期间暂停，不再计算");
        sentence(told, self.on, asks)
    }
}

impl SourceResumed {
    pub(super) fn sentence(&self) -> String {
        let asks = self.imposed.then_some("已暂停的措施由实施机关恢复");
        sentence(("重整期间的信用修复不再有效", "恢复"), self.on, asks)
    }
}

/// Why the source is so from a day on, and what that asks of whoever imposed the measure.
fn sentence((why, how): (&str, &str), on: Date, asks: Option<&str>) -> String {
    let (on, asks) = (in_chinese(on), asks.unwrap_or("仅供知悉"));
    format!("{why}，来源自{on}起{how}：{asks}")
}
