//! 追责时效: whether the violation may still be penalised (APL 36).

use super::File;
use crate::{
    Code, Context, Rejection,
    case::Case,
    clock::{Deadline, Timer},
};

impl File {
    /// The period in which the violation was discovered, two years or five (APL 36). Discovered is the day
    /// on which the agency got the lead.
    pub(super) fn within_limitation(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        let timer = if self.long_limitation { Timer::LimitationLong } else { Timer::Limitation };
        let (ended, today) = (self.violation_ended_on, context.occurred.day());
        let discovered = case.record.lead.as_ref().map(|it| it.received_on);
        let period = context.law.limitation(timer, ended, today, case.division(context));
        let last = period.as_ref().and_then(|it| Some((it.raw_date()?, it.confidence)));
        match (discovered, last) {
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
