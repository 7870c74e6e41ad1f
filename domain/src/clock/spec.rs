//! Periods at the edge of what is known: schedules that were made up or never loaded, hours, ends beyond all time.

use jiff::{ToSpan, civil::date};

use super::{
    tests::{law, law_with_2027_as, pause, started},
    *,
};
use crate::spec::law_with_2027;

/// A schedule that was made up for a demonstration is told as one wherever a day was counted by it.
#[test]
fn a_deadline_says_that_its_schedule_was_made_up() {
    let waiting = started(Timer::LeadVerify, date(2026, 12, 28));
    let invented = waiting.fixed(&law_with_2027_as("DEMONSTRATION")).unwrap();
    assert_eq!(invented.calendar.as_deref(), Some("NATIONAL 2026.1 2027.1（演示数据）"));
    let told = |it: &Deadline| it.confidences().any(Confidence::is_demonstration);
    assert!(told(&invented) && !told(&waiting));
    assert!(!told(&waiting.fixed(law_with_2027()).unwrap()));
}

/// The schedules of 2020 are not loaded and never will be: fifteen working days of May 2020 are over all the
/// same.
#[test]
fn what_is_over_whatever_the_schedule_was_is_overdue() {
    let old = started(Timer::LeadVerify, date(2020, 5, 18));
    let latest = old.latest().unwrap();
    assert!(matches!(old.due, Due::Undetermined { missing_year: 2020, .. }));
    assert_eq!(old.outcome(None, latest), Outcome::Undetermined);
    assert_eq!(old.outcome(None, latest.tomorrow().unwrap()), Outcome::Overdue { days: 1 });
}

/// PR 18, 72, 80: fifteen working days from 28 December 2026 are over between 12 January, if every day is worked,
/// and 12 February 2027; what was done by the one was in time, and after the other too late, whatever the schedule
/// of 2027 will say.
#[test]
fn what_was_certainly_in_time_or_too_late_is_told_before_the_schedule_is_known() {
    let outcome = |deadline: &Deadline, on| {
        let occurred = Moment::midnight(on);
        deadline.outcome(
            Some(&Done {
                occurred,
                recorded: occurred,
                late_entry: false,
                replaced: false,
                rests_on: None,
            }),
            on,
        )
    };
    let verify = started(Timer::LeadVerify, date(2026, 12, 28));
    assert_eq!(outcome(&verify, date(2026, 12, 29)), Outcome::Met { days_before: 14 });
    assert_eq!(outcome(&verify, date(2027, 1, 12)), Outcome::Met { days_before: 0 });
    assert_eq!(outcome(&verify, date(2027, 1, 13)), Outcome::Undetermined);
    assert_eq!(outcome(&verify, date(2027, 2, 12)), Outcome::Undetermined);
    assert_eq!(outcome(&verify, date(2027, 3, 10)), Outcome::MetLate { days: 26 });
    let weekend = started(Timer::LeadVerify, date(2026, 12, 25));
    assert_eq!(outcome(&weekend, date(2027, 1, 11)), Outcome::Met { days_before: 0 });
    assert_eq!(outcome(&weekend, date(2027, 1, 12)), Outcome::Undetermined);
    let payment = started(Timer::PayFine, date(2026, 12, 28));
    let late = payment.latest().unwrap().tomorrow().unwrap();
    assert_eq!(payment.outcome(None, late), Outcome::Overdue { days: 1 });
    assert_eq!(outcome(&payment, late), Outcome::MetLate { days: 1 });
}

/// PR 64: an extension that was entered late keeps no act in time, in no calendar.
#[test]
fn what_is_in_time_by_a_late_entry_alone_is_stated_before_the_schedule_is_known() {
    let occurred = Moment::midnight(date(2026, 12, 30));
    let recorded = Moment::midnight(date(2027, 1, 25));
    let entered_late = Some(EnteredLate { occurred, recorded });
    let verify = started(Timer::LeadVerify, date(2026, 12, 28));
    let longer = verify.extended(&law(), None, entered_late);
    let outcome = |on| {
        let occurred = Moment::midnight(on);
        longer.outcome(
            Some(&Done {
                occurred,
                recorded: occurred,
                late_entry: false,
                replaced: false,
                rests_on: None,
            }),
            on,
        )
    };
    assert_eq!(outcome(date(2027, 1, 12)), Outcome::Met { days_before: 15 });
    assert_eq!(outcome(date(2027, 1, 27)), Outcome::StatedInTime { occurred, recorded });
}

/// PR 18: an act that puts an end to what was owed hides no delay, and makes none of a day that was not over.
#[test]
fn what_is_ended_says_by_how_much_it_was_overdue() {
    let verify = started(Timer::LeadVerify, date(2026, 3, 2));
    let last = verify.raw_date().unwrap();
    let after = |days: i64| Moment::midnight(last.saturating_add(days.days()));
    let ended = |days, entered: Option<i64>| {
        let (occurred, recorded) = (after(days), after(entered.unwrap_or(days)));
        let done = Done {
            occurred,
            recorded,
            late_entry: entered.is_some(),
            replaced: true,
            rests_on: None,
        };
        verify.outcome(Some(&done), date(2026, 12, 31))
    };
    let told = |it: Outcome| (it.days(), it.label().into_owned(), it.entered_late().is_some());
    assert_eq!(told(ended(0, None)), (None, "终止计算".to_owned(), false));
    assert_eq!(told(ended(14, None)), (Some(14), "逾期14日后终止计算".to_owned(), false));
    assert_eq!(told(ended(-9, Some(-3))), (None, "终止计算".to_owned(), false));
    assert_eq!(told(ended(-1, Some(5))), (None, "补录称终止计算".to_owned(), true));
    assert_eq!(told(ended(2, Some(5))), (Some(2), "补录称逾期2日后终止计算".to_owned(), true));
}

/// APL 64(2): the hearing is held on the first day that its notice allows, or on a later one.
#[test]
fn what_may_take_place_from_a_day_on_is_in_time_from_then_on() {
    let notified = started(Timer::HearingNotify, date(2026, 3, 2));
    let first = notified.due_date().unwrap();
    let held = |days: i64, late_entry| {
        let occurred = Moment::midnight(first.saturating_add(days.days()));
        let done =
            Done { occurred, recorded: occurred, late_entry, replaced: false, rests_on: None };
        notified.outcome(Some(&done), date(2026, 12, 31))
    };
    assert_eq!(held(0, false), Outcome::Met { days_before: 0 });
    assert_eq!(held(3, false), Outcome::Met { days_before: 3 });
    assert!(matches!(held(3, true), Outcome::StatedInTime { .. }));
}

/// PR 80, TRF 5: the hour that starts it is not counted.
#[test]
fn a_period_in_hours_is_explained_in_hours() {
    let approved = "2026-05-01T15:30:00+08:00".parse().unwrap();
    let send = law().deadline(Timer::PoliceSend, approved, "", &[]).unwrap();
    let told = send.explain();
    assert_eq!(told[0], "起算：2026年5月1日15时30分，当时不计入");
    assert_eq!(told.last().unwrap(), "届满：2026年5月2日16时");
}

/// What was stored before extensions had a bound is counted in a moment, not day by day to the end of time.
#[test]
fn a_period_without_end_is_counted_at_once() {
    for timer in [Timer::CaseDecide, Timer::ReviewDo, Timer::SuitDirect] {
        let endless = Deadline { length: u32::MAX, ..started(timer, date(2026, 3, 2)) };
        for _ in 0..50 {
            let counted = endless.clone().counted(law().calendar());
            assert_eq!(counted.latest(), Some(Date::MAX), "{timer}");
        }
    }
}

/// domain.md §7.1: what came before it began stopped nothing of it, and is not told as if it had.
#[test]
fn a_pause_is_told_as_far_as_the_period_ran() {
    let before = pause(PauseKind::Appraisal, 1, date(2025, 12, 1), Some(date(2025, 12, 15)));
    let into = pause(PauseKind::Appraisal, 2, date(2025, 12, 1), Some(date(2025, 12, 19)));
    let decide = started(Timer::CaseDecide, date(2025, 12, 15)).recounted(&law(), &[before, into]);
    let told: Vec<_> =
        decide.explain().into_iter().filter(|it| it.starts_with("停止计算")).collect();
    assert_eq!(told, ["停止计算：2025年12月15日至2025年12月18日，检测、检验、检疫、鉴定（E2）"]);
}
