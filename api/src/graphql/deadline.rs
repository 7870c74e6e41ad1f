//! Deadlines that explain themselves.

use async_graphql::{Enum, SimpleObject};
use domain::{
    clock::{self, Done, Due},
    publicity, rulebook,
};
use jiff::civil;

use super::{
    scalars::{Date, DateTime, PartId},
    vocabulary::{Confidence, DeadlineBound, PauseKind, PeriodUnit, PublicityChannel, Timer},
};
use crate::App;

/// A period of a case: how long, until when, why, and whether it was kept.
#[derive(SimpleObject)]
pub struct Deadline {
    /// Under which rule.
    rule: Timer,
    /// What it is for, in Chinese.
    rule_label: &'static str,
    /// Of which part of the case, where there may be several.
    part: Option<PartId>,
    /// Of a publicity, told as its own or among the overdue ones of its case: on which channel. In a list of deadlines
    /// and on a worklist the publicity beside it says so.
    channel: Option<PublicityChannel>,
    /// On which channel, in Chinese.
    channel_label: Option<&'static str>,
    /// Whose it is.
    bound: DeadlineBound,
    /// Whose it is, in Chinese.
    bound_label: &'static str,
    /// What starts it; the day itself is not counted.
    starts_at: DateTime,
    /// As counted; absent while nobody knows when it runs again.
    raw_date: Option<Date>,
    /// As it binds; absent while nobody knows when it runs again, or the calendar is missing.
    due_date: Option<Date>,
    /// Why the two differ.
    rolled_because: Option<String>,
    /// Where it ends: `届满：2022年12月5日`, or why nobody knows: `期限待定：2027年放假安排未加载`.
    text: String,
    /// Whether it was kept.
    outcome: DeadlineOutcome,
    /// Whether it was kept, in Chinese; of one that was overdue when it was ended, by how much: `逾期21日后终止计算`,
    /// and `补录称` before it where the act that ended it was entered late, and later than it was missed.
    outcome_label: String,
    /// By how many days it was kept or missed, are left or over, or was overdue when it was ended; while nobody knows
    /// the end, by the first or the last day that it can have.
    days: Option<u32>,
    /// When the act that it waits for took place, or the one that ended it; of a right that ran out unused, when
    /// that was recorded.
    done_at: Option<DateTime>,
    /// When that act was entered.
    done_recorded_at: Option<DateTime>,
    /// Where it was kept, or ended before it was missed, only by a late entry: when what was entered late, the act
    /// itself or an extension or a pause, is said to have taken place.
    stated_at: Option<DateTime>,
    /// When that was entered.
    stated_recorded_at: Option<DateTime>,
    /// How it was counted, line by line, with its article.
    explanation: Vec<String>,
    /// How long it is, extensions apart.
    length: u32,
    /// In which unit.
    unit: PeriodUnit,
    /// The unit in Chinese, as it follows the number: `个工作日`.
    unit_label: &'static str,
    /// When it stands or stood still.
    pauses: Vec<PeriodPause>,
    /// The days between start and end that did not count.
    skipped: Vec<SkippedDays>,
    /// What has made it longer.
    extensions: Vec<PeriodExtension>,
    /// The calendar that was used: `NATIONAL 2025.1 2026.1`; absent where none was needed.
    calendar: Option<String>,
    /// The year whose calendar is not loaded, so that nobody knows where it ends.
    missing_year: Option<i16>,
    /// How many units are left, days where the unit is months or years, while it stands still.
    remaining: Option<u32>,
    /// The day by which it is listed and alerted: the raw one for an agency's duty, the one that binds for a
    /// party's right.
    alert_on: Option<Date>,
    /// The article that sets it.
    citation: String,
    /// How sure the rulebook was of the figure.
    confidence: Confidence,
    /// How sure, in Chinese: 经办人陈述, 演示数据.
    confidence_label: &'static str,
    /// 出处, where the officer stated the figure.
    source: Option<String>,
    /// 演示数据: the figure was made up for a demonstration.
    demonstration: bool,
}

/// An interval in which a period stands still.
#[derive(SimpleObject)]
pub struct PeriodPause {
    /// Why.
    kind: PauseKind,
    /// Why, in Chinese.
    kind_label: &'static str,
    /// The part of the case that it comes of: the appraisal, the hearing.
    part: PartId,
    /// Its first day.
    from: Date,
    /// The first day that counts again; absent while nobody knows it.
    to: Option<Date>,
}

/// A run of days that did not count.
#[derive(SimpleObject)]
pub struct SkippedDays {
    /// The first.
    from: Date,
    /// The last.
    to: Date,
    /// Of which kind they are.
    kind: SkipKind,
    /// The kind in Chinese.
    kind_label: &'static str,
    /// Which: `国庆节`, `周末`, `听证`.
    because: String,
}

/// What kind of days did not count.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "domain::clock::SkipKind", name = "SkipKind")]
pub enum SkipKind {
    /// 周末: a weekend that was not worked.
    Weekend,
    /// 放假: days off by the State Council's schedule.
    Holiday,
    /// 停止计算: the period stood still.
    Pause,
}

/// What has made a period longer.
#[derive(SimpleObject)]
pub struct PeriodExtension {
    /// By how many units.
    by: u32,
    /// Under which article.
    citation: String,
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
    /// 终止计算: no act met it before another one took its place, or before nobody owed it any more; `days` says by how
    /// many days it was overdue then.
    Ended,
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
        let (rolled_because, remaining, missing_year) = match &it.due {
            Due::Fixed { rolled_because, .. } => (rolled_because.clone(), None, None),
            Due::Paused { remaining, .. } => (None, Some(*remaining), None),
            Due::Undetermined { missing_year, .. } => (None, None, Some(*missing_year)),
        };
        let longer = |it: &clock::Extension| PeriodExtension {
            by: it.by,
            citation: app.law.cite(&it.authority),
        };
        Self {
            rule: it.timer.into(),
            rule_label: it.timer.label(),
            part: it.of.clone().map(Into::into),
            channel: None,
            channel_label: None,
            bound: it.bound.into(),
            bound_label: it.bound.label(),
            starts_at: it.start.into(),
            raw_date: it.raw_date().map(Date::from),
            due_date: it.due_date().map(Date::from),
            rolled_because,
            text: it.ends(),
            outcome: became.kind().into(),
            outcome_label: became.label().into_owned(),
            days: became.days(),
            done_at: done.as_ref().map(|it| it.occurred.into()),
            done_recorded_at: done.as_ref().map(|it| it.recorded.into()),
            stated_at: became.entered_late().map(|it| it.occurred.into()),
            stated_recorded_at: became.entered_late().map(|it| it.recorded.into()),
            explanation: it.explain_citing(|it| app.law.cite(it)),
            length: it.length,
            unit: it.unit.into(),
            unit_label: it.unit.label(),
            pauses: it.pauses.iter().map(Into::into).collect(),
            skipped: it.skipped.iter().map(Into::into).collect(),
            extensions: it.extensions.iter().map(longer).collect(),
            calendar: it.calendar.clone(),
            missing_year,
            remaining,
            alert_on: it.alert_date().map(Date::from),
            citation: app.law.cite(&it.authority),
            confidence: it.confidence.into(),
            confidence_label: it.confidence.label(),
            source: it.source.clone(),
            demonstration: it.confidences().any(rulebook::Confidence::is_demonstration),
        }
    }
}

impl Deadline {
    /// The same as that of a publicity on this channel.
    #[must_use]
    pub fn on_channel(self, channel: publicity::Channel) -> Self {
        Self { channel: Some(channel.into()), channel_label: Some(channel.label()), ..self }
    }
}

impl From<&clock::Pause> for PeriodPause {
    fn from(it: &clock::Pause) -> Self {
        Self {
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            part: it.of.clone().into(),
            from: it.from.into(),
            to: it.to.map(Into::into),
        }
    }
}

impl From<&clock::Skipped> for SkippedDays {
    fn from(it: &clock::Skipped) -> Self {
        let kind = it.kind();
        Self {
            from: it.from.into(),
            to: it.to.into(),
            kind: kind.into(),
            kind_label: kind.label(),
            because: it.because.clone(),
        }
    }
}
