//! How a deadline explains itself, in sentences an officer can check.

use jiff::civil::Date;

use super::{Deadline, Due, EnteredLate, Pause, SkipKind, Unit};
use crate::{citation::Citation, rulebook::Confidence, time::hour_in_chinese};

impl Deadline {
    /// Start, rule, extensions, pauses, skipped days, calendar and end, a line each; articles by
    /// their ids: `PR 18`.
    #[must_use]
    pub fn explain(&self) -> Vec<String> {
        self.explain_citing(ToString::to_string)
    }

    /// The same with articles as `cite` writes them: `|it| law.cite(it)`.
    #[must_use]
    pub fn explain_citing(&self, cite: impl Fn(&Citation) -> String) -> Vec<String> {
        self.explained(cite, |it| format!("{}（{}）", it.kind.label(), it.of))
    }

    /// The same of a period in no case: no part of one is why it stands still.
    #[must_use]
    pub fn explain_alone(&self, cite: impl Fn(&Citation) -> String) -> Vec<String> {
        self.explained(cite, |it| it.kind.label().to_owned())
    }

    fn explained(
        &self,
        cite: impl Fn(&Citation) -> String,
        why: impl Fn(&Pause) -> String,
    ) -> Vec<String> {
        let mut lines = vec![self.starts(), self.lasts(&cite(&self.authority))];
        let unit = self.unit.label();
        lines.extend(self.extensions.iter().map(|it| {
            let (cited, late) = (cite(&it.authority), entered_late(it.entered_late));
            format!("延长：{}{unit}（依据：{cited}）{late}", it.by)
        }));
        lines.extend(self.stands_still(why));
        lines.extend(self.leaves_out());
        lines.extend(self.calendar.iter().map(|it| format!("所用放假安排：{it}")));
        lines.push(self.ends());
        lines
    }

    fn starts(&self) -> String {
        match self.unit {
            Unit::Hours => format!("起算：{}，当时不计入", hour_in_chinese(self.start)),
            Unit::WorkingDays | Unit::CalendarDays | Unit::Months | Unit::Years => {
                format!("起算：{}，当日不计入", day(self.start.day()))
            }
        }
    }

    fn lasts(&self, authority: &str) -> String {
        let Self { timer, length, confidence, .. } = self;
        let (label, unit) = (timer.label(), self.unit.label());
        let doubt = match confidence {
            Confidence::Verified => String::new(),
            other => format!("；{}", other.label()),
        };
        let source = self.source.as_ref().map(|it| format!("：{it}")).unwrap_or_default();
        format!("{label}：{length}{unit}（依据：{authority}{doubt}{source}）")
    }

    /// What stopped it, as far as it ran by then: what came before it began stopped nothing of it.
    fn stands_still(&self, why: impl Fn(&Pause) -> String) -> impl Iterator<Item = String> {
        let began = self.start.day();
        let counted = began.tomorrow().unwrap_or(began);
        let stopped = self.pauses.iter().filter(move |it| it.to.is_none_or(|to| counted < to));
        stopped.map(move |pause| {
            let (from, why) = (day(pause.from.max(began)), why(pause));
            let late = entered_late(pause.entered_late);
            match pause.to.and_then(|to| to.yesterday().ok()) {
                Some(last) => format!("停止计算：{from}至{}，{why}{late}", day(last)),
                None => format!("停止计算：自{from}起，{why}，尚未恢复{late}"),
            }
        })
    }

    /// The days off; those of a pause are told with it.
    fn leaves_out(&self) -> impl Iterator<Item = String> {
        let off = self.skipped.iter().filter(|run| run.kind() != SkipKind::Pause);
        off.map(|run| match (run.from, run.to) {
            (from, to) if from == to => format!("不计入：{}，{}", day(from), run.because),
            (from, to) => format!("不计入：{}至{}，{}", day(from), day(to), run.because),
        })
    }

    /// Where it ends: `届满：2022年12月5日`; from when on something may take place: `最早：2022年12月5日`; or why nobody knows:
    /// `期限待定：2027年放假安排未加载`.
    #[must_use]
    pub fn ends(&self) -> String {
        let end = if self.is_a_wait() { "最早" } else { "届满" };
        match &self.due {
            Due::Fixed { at: Some(at), raw_date, .. } if at.day() != *raw_date => {
                format!("{end}：{}24时", day(*raw_date))
            }
            Due::Fixed { at: Some(at), .. } => format!("{end}：{}", hour_in_chinese(*at)),
            Due::Fixed { raw_date, due_date, rolled_because: Some(because), .. } => {
                let (raw, due) = (day(*raw_date), day(*due_date));
                format!("{end}：{raw}，适逢{because}，顺延至{due}")
            }
            Due::Fixed { due_date, .. } => format!("{end}：{}", day(*due_date)),
            Due::Paused { since, remaining } => {
                let since = (*since).max(self.start.day());
                format!("期限自{}起停止计算，剩余{remaining}{}", day(since), self.left_in())
            }
            Due::Undetermined { missing_year, raw_date, .. } => {
                let raw = raw_date.map(|it| format!("；按日计算至{}", day(it)));
                waits_for(*missing_year) + &raw.unwrap_or_default()
            }
        }
    }

    /// That a day which is told is the last that there can be, where the calendar of a year is missing:
    /// `（2027年放假安排未加载，按可能的最晚日期计算）`.
    #[must_use]
    pub fn as_it_may_be(&self) -> String {
        let told = |year| format!("（{year}年放假安排未加载，按可能的最晚日期计算）");
        self.missing_year().map(told).unwrap_or_default()
    }

    /// In what the rest of a paused period is counted.
    fn left_in(&self) -> &'static str {
        match self.unit {
            Unit::WorkingDays => "个工作日",
            _ => "日",
        }
    }
}

/// `期限待定：2027年放假安排未加载`: the calendar of that year is missing.
#[must_use]
pub fn waits_for(missing_year: i16) -> String {
    format!("期限待定：{missing_year}年放假安排未加载")
}

/// `，2023年1月5日补录`: what moved the end was entered late.
fn entered_late(it: Option<EnteredLate>) -> String {
    it.map_or_else(String::new, |it| format!("，{}补录", day(it.recorded.day())))
}

fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
