//! Deadlines that explain themselves.

use async_graphql::{Enum, SimpleObject};
use domain::clock::{self, Done, Due};
use jiff::civil;

use super::{
    scalars::{Date, DateTime},
    vocabulary::{DeadlineBound, Timer},
};
use crate::App;

/// A period of a case: how long, until when, why, and whether it was kept.
#[derive(SimpleObject)]
pub struct Deadline {
    /// Under which rule.
    rule: Timer,
    /// What it is for, in Chinese.
    rule_label: String,
    /// Of which part of the case, where there may be several.
    part: Option<String>,
    /// Whose it is.
    bound: DeadlineBound,
    /// Whose it is, in Chinese.
    bound_label: String,
    /// What starts it; the day itself is not counted.
    starts_at: DateTime,
    /// As counted; absent while it stands still.
    raw_date: Option<Date>,
    /// As it binds; absent while it stands still or the calendar is missing.
    due_date: Option<Date>,
    /// Why the two differ.
    rolled_because: Option<String>,
    /// Where it ends: `届满：2022年12月5日`, or why nobody knows: `期限待定：2027年放假安排未加载`.
    text: String,
    /// Whether it was kept.
    outcome: DeadlineOutcome,
    /// Whether it was kept, in Chinese.
    outcome_label: String,
    /// By how many days it was kept or missed, are left or over.
    days: Option<u32>,
    /// When the act that it waits for took place.
    done_at: Option<DateTime>,
    /// When that act was entered.
    done_recorded_at: Option<DateTime>,
    /// Where it was kept only by a late entry: when what was entered late, the act itself or an extension
    /// or a pause, is said to have taken place.
    stated_at: Option<DateTime>,
    /// When that was entered.
    stated_recorded_at: Option<DateTime>,
    /// How it was counted, line by line, with its article.
    explanation: Vec<String>,
    /// The article that sets it.
    citation: String,
    /// 演示数据: the figure was made up for a demonstration.
    demonstration: bool,
}

/// Whether a deadline was kept.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::OutcomeKind", name = "DeadlineOutcome")]
pub enum DeadlineOutcome {
    /// 进行中.
    Open,
    /// 已逾期.
    Overdue,
    /// 已届满: a right that lapsed, or a period that took effect.
    Expired,
    /// 按期完成.
    Met,
    /// 逾期完成.
    MetLate,
    /// 补录称按期: kept only by an entry that was late itself; both times are shown.
    StatedInTime,
    /// 中止计算.
    Paused,
    /// 期限待定: the calendar of a year is not loaded.
    Undetermined,
}

impl Deadline {
    /// A deadline as it stands today.
    #[must_use]
    pub fn new(
        app: &App,
        it: &clock::Deadline,
        (done, today): (Option<Done>, civil::Date),
    ) -> Self {
        let became = it.outcome(done.as_ref(), today);
        let rolled_because = match &it.due {
            Due::Fixed { rolled_because, .. } => rolled_because.clone(),
            Due::Paused { .. } | Due::Undetermined { .. } => None,
        };
        Self {
            rule: it.timer.into(),
            rule_label: it.timer.label().to_owned(),
            part: it.of.as_ref().map(ToString::to_string),
            bound: it.bound.into(),
            bound_label: it.bound.label().to_owned(),
            starts_at: it.start.into(),
            raw_date: it.raw_date().map(Date),
            due_date: it.due_date().map(Date),
            rolled_because,
            text: it.ends(),
            outcome: became.kind().into(),
            outcome_label: became.label().to_owned(),
            days: became.days(),
            done_at: done.as_ref().map(|it| it.occurred.into()),
            done_recorded_at: done.as_ref().map(|it| it.recorded.into()),
            stated_at: became.stated().map(|it| it.occurred.into()),
            stated_recorded_at: became.stated().map(|it| it.recorded.into()),
            explanation: it.explain_citing(|it| app.law.cite(it)),
            citation: app.law.cite(&it.authority),
            demonstration: it.confidence == domain::rulebook::Confidence::Demonstration,
        }
    }
}
