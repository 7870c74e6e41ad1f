//! 追责时效: whether the violation may still be penalised (APL 36).

use jiff::civil::Date;

use super::File;
use crate::{
    Code, Context, Refusals, Rejection,
    case::{Case, guard::filled, violation},
    clock::{Deadline, Timer},
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

impl Committed {
    fn period(self, case: &Case, context: &Context<'_>) -> Option<Deadline> {
        let timer = if self.long { Timer::LimitationLong } else { Timer::Limitation };
        let today = context.occurred.day();
        context.law.limitation(timer, self.last_on, today, case.division(context))
    }
}

impl Case {
    /// Discovered is the day on which the agency got the lead.
    fn lead_received(&self) -> Option<Date> {
        self.record.lead.as_ref().map(|it| it.received_on)
    }

    /// The period that had run out when the violation was discovered, where that is why nobody is penalised:
    /// the officer states the last day of the violation, and the day of the discovery lies after the period
    /// (APL 36).
    pub(in crate::case) fn ran_out(
        &self,
        last_on: Option<Date>,
        long: bool,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let what = "违法行为发生之日，有连续或者继续状态的为行为终了之日";
        filled(&mut refusals, last_on.is_none(), "violationEndedOn", what, ("APL", "36.2"));
        refusals.verdict()?;
        let Some(last_on) = last_on else { return Ok(None) };
        violation::ended(last_on, context)?;
        let period = Committed { last_on, long }.period(self, context);
        let last = period.as_ref().and_then(|it| Some((it.raw_date()?, it.confidence)));
        match (self.lead_received(), last) {
            (Some(discovered), Some((last, confidence))) if discovered <= last => Err(vec![
                Code::Contradictory
                    .refuse(
                        format!("违法行为终了于{last_on}，追究时效至{last}届满，线索已于{discovered}发现，未超过追究时效"),
                        format!("the limitation period ended on {last}; the violation had been discovered by then, on {discovered}"),
                    )
                    .under("APL", "36.1")
                    .resting_on(confidence)
                    .at("violationEndedOn"),
            ]),
            _ => Ok(period),
        }
    }
}

/// `（违法行为终了于…，追究时效至…届满）`.
pub(in crate::case) fn told(last_on: Option<Date>, period: Option<&Deadline>) -> String {
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
        let ended = self.violation_ended_on;
        let committed = Committed { last_on: ended, long: self.long_limitation };
        let period = committed.period(case, context);
        let last = period.as_ref().and_then(|it| Some((it.raw_date()?, it.confidence)));
        match (case.lead_received(), last) {
            (Some(discovered), Some((last, confidence))) if discovered > last => Err(vec![
                Code::LimitationExpired
                    .refuse(
                        format!(
                            "违法行为终了于{ended}，追究时效至{last}届满，线索于{discovered}发现"
                        ),
                        format!(
                            "the limitation period ended on {last}; the violation was discovered on {discovered}"
                        ),
                    )
                    .under("APL", "36.1")
                    .resting_on(confidence)
                    .at("violationEndedOn"),
            ]),
            _ => Ok(period),
        }
    }
}
