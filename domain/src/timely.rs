//! The two times of an act: when it took place in law, and when it is entered.

use jiff::civil::Date;

use crate::{
    Code, Context, Moment, Refusals, Rejection,
    clock::{Deadline, Timer, Unit},
    rejection::word,
    text::is_blank,
};

/// Not in the future, not before what it rests on, and entered late only with a reason. What moves a deadline may
/// have taken place on an earlier day than the act.
pub(crate) fn timely(
    context: &Context<'_>,
    rests_on: Option<Moment>,
    took_place: Option<Date>,
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.require(context.occurred <= context.at, || {
        Code::InTheFuture
            .refuse(
                format!("行为时间{}晚于当前时间", context.occurred),
                format!("the act would take place at {}, after now", context.occurred),
            )
            .at("occurredAt")
    });
    let basis = rests_on.filter(|basis| context.occurred < *basis);
    if let Some(basis) = basis {
        refusals.refuse(
            Code::BeforeItsBasis
                .refuse(
                    format!("行为时间{}早于其所依据的行为（{basis}）", context.occurred),
                    format!("{} lies before the act that it rests on ({basis})", context.occurred),
                )
                .at("occurredAt"),
        );
    }
    let explained = context.late_entry_reason.is_some_and(|reason| !is_blank(reason));
    refusals
        .require(!context.is_late(took_place) || explained, || unexplained(took_place, context));
    refusals.verdict()
}

fn unexplained(took_place: Option<Date>, context: &Context<'_>) -> Rejection {
    let day = took_place.filter(|it| *it < context.occurred.day());
    let from = day.map_or(context.occurred, Moment::midnight);
    let window = context.law.deadline(Timer::EntryLate, from, "", &[]);
    let (zh, en) = match window.as_ref().map(|it| (it.length, it.unit)) {
        None | Some((1, Unit::WorkingDays)) => {
            ("次一工作日".to_owned(), "the end of the next working day".to_owned())
        }
        Some((n, unit)) => (format!("{n}{}", unit.label()), format!("{n} {}", word(unit))),
    };
    let refusal = match day {
        None => Code::LateEntryReasonMissing.refuse(
            format!("行为发生后超过{zh}才录入，请说明补录原因"),
            format!("entered after {en}: say why"),
        ),
        Some(day) => Code::LateEntryReasonMissing.refuse(
            format!("所记事项发生于{day}，超过{zh}才录入，请说明补录原因"),
            format!("what it records took place on {day} and is entered after {en}: say why"),
        ),
    };
    let sure = window.iter().flat_map(Deadline::confidences);
    refusal.resting_on(sure).at("lateEntryReason")
}
