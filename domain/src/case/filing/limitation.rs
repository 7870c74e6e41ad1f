//! 追责时效: whether the violation may still be penalised (APL 36).

use jiff::civil::Date;

use super::File;
use crate::{
    Code, Context, Rejection,
    case::{Case, guard::unfilled, violation},
    clock::{Deadline, Timer},
    rulebook::Confidence,
    time::in_chinese,
};

/// What limitation is counted from (APL 36).
#[derive(Debug, Clone, Copy)]
pub(in crate::case) struct Committed {
    /// The day of the violation, or the last one where it went on.
    pub(in crate::case) last_on: Date,
    /// Life, health or financial safety with harm: five years instead of two.
    pub(in crate::case) long: bool,
}

/// A violation that was discovered, and the period in which it had to be.
struct Discovered {
    committed_on: Date,
    /// The last day of the period.
    until: Date,
    confidence: Confidence,
    /// The day on which the agency got the lead.
    on: Date,
}

/// The last day of the violation, which the officer states where its period is said to have run out.
pub(in crate::case) fn stated(last_on: Option<Date>) -> Result<Date, Vec<Rejection>> {
    let what = "违法行为发生之日，有连续或者继续状态的为行为终了之日";
    last_on.ok_or_else(|| vec![unfilled("violationEndedOn", what, ("APL", "36.2"))])
}

impl Committed {
    /// The period that had run out when the violation was discovered, where that is why nobody is penalised
    /// (APL 36).
    pub(in crate::case) fn ran_out(
        self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        violation::ended(self.last_on, context)?;
        let period = self.period(case, context);
        match self.discovered(case, period.as_ref()) {
            Some(it) if it.in_time() => Err(it.still_open()),
            _ => Ok(period),
        }
    }

    /// The period in which the violation was discovered, where that is why the case may be filed (APL 36).
    fn runs(self, case: &Case, context: &Context<'_>) -> Result<Option<Deadline>, Vec<Rejection>> {
        let period = self.period(case, context);
        match self.discovered(case, period.as_ref()) {
            Some(it) if !it.in_time() => Err(it.expired()),
            _ => Ok(period),
        }
    }

    fn period(self, case: &Case, context: &Context<'_>) -> Option<Deadline> {
        let timer = if self.long { Timer::LimitationLong } else { Timer::Limitation };
        let today = context.occurred.day();
        context.law.limitation(timer, self.last_on, today, case.division(context))
    }

    /// Nothing where the last day of the period or the day of the discovery is not known.
    fn discovered(self, case: &Case, period: Option<&Deadline>) -> Option<Discovered> {
        let (period, lead) = (period?, case.record.lead.as_ref()?);
        Some(Discovered {
            committed_on: self.last_on,
            until: period.raw_date()?,
            confidence: period.confidence,
            on: lead.received_on,
        })
    }
}

impl Discovered {
    fn in_time(&self) -> bool {
        self.on <= self.until
    }

    fn still_open(&self) -> Vec<Rejection> {
        let Self { committed_on, until, on, .. } = self;
        self.refused(Code::Contradictory.refuse(
            format!("违法行为终了于{committed_on}，追究时效至{until}届满，线索已于{on}发现，未超过追究时效"),
            format!("the limitation period ended on {until}; the violation had been discovered by then, on {on}"),
        ))
    }

    fn expired(&self) -> Vec<Rejection> {
        let Self { committed_on, until, on, .. } = self;
        self.refused(Code::LimitationExpired.refuse(
            format!("违法行为终了于{committed_on}，追究时效至{until}届满，线索于{on}发现"),
            format!("the limitation period ended on {until}; the violation was discovered on {on}"),
        ))
    }

    fn refused(&self, refusal: Rejection) -> Vec<Rejection> {
        vec![refusal.under("APL", "36.1").resting_on([self.confidence]).at("violationEndedOn")]
    }
}

/// `（违法行为终了于…，追究时效至…届满）`.
pub(in crate::case) fn expired_in_words(
    last_on: Option<Date>,
    period: Option<&Deadline>,
) -> String {
    let Some(last_on) = last_on.map(in_chinese) else { return String::new() };
    let last = period.and_then(Deadline::raw_date).map(in_chinese);
    let last = last.map(|it| format!("，追究时效至{it}届满")).unwrap_or_default();
    format!("（违法行为终了于{last_on}{last}）")
}

impl File {
    /// The period in which the violation was discovered, two years or five (APL 36).
    pub(super) fn within_limitation(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        let (last_on, long) = (self.violation_ended_on, self.long_limitation);
        Committed { last_on, long }.runs(case, context)
    }
}
