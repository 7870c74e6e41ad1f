//! A period that reaches into a year whose schedule nobody has published yet (domain.md §7.1).

use super::*;
use crate::{citation::cite, clock::DeadlineFixed, listing::Standing, spec::law_with_2027};

/// That the report is there was verified on 30 December 2026.
fn cured_in_december() -> Given<Listing> {
    entered().at("2026-12-30T09:00:00+08:00").after(&keeper(), &verify_cure())
}

/// The schedule of 2027 is loaded.
fn loaded(given: Given<Listing>) -> Given<Listing> {
    given.at("2027-01-05T09:00:00+08:00").under(law_with_2027())
}

/// EIP 17.2: five working days from 30 December end on a day that nobody knows, and then on 7 January.
#[test]
fn the_time_to_let_it_leave_is_fixed_once_the_calendar_is_loaded() {
    let waiting = cured_in_december();
    assert_eq!(due(&waiting, Timer::AbnExit), None);
    waiting.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    waiting.when(&keeper(), &Command::FixDeadlines).then_refused(&[Code::NotPermitted]);
    let loaded = loaded(waiting);
    let events = loaded.when(&Actor::Clock, &Command::FixDeadlines).events().unwrap();
    let [Event::DeadlineFixed(DeadlineFixed { deadlines })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(deadlines[0].due_date(), Some(date(2027, 1, 7)));
    assert_eq!(events[0].basis(), [cite("ABN", "0")]);
    assert_eq!(
        events[0].sentence(),
        "放假安排已经公布，相关期限确定：移出经营异常名录期限至2027年1月7日届满"
    );
    let fixed = loaded.after(&Actor::Clock, &Command::FixDeadlines);
    assert_eq!(due(&fixed, Timer::AbnExit), Some(date(2027, 1, 7)));
    fixed.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
}

/// What met it before its end was known has met it still, and the entry has left as it had.
#[test]
fn what_is_fixed_keeps_what_has_become_of_it() {
    let left = cured_in_december().at("2026-12-31T09:00:00+08:00").after(&leader(), &leave());
    let met = left.state.timers[&Timer::AbnExit].met;
    assert_eq!(met, Some(crate::spec::moment("2026-12-31T09:00:00+08:00")));
    let fixed = loaded(left).after(&Actor::Clock, &Command::FixDeadlines);
    let timed = &fixed.state.timers[&Timer::AbnExit];
    assert_eq!((timed.deadline.due_date(), timed.met), (Some(date(2027, 1, 7)), met));
    assert_eq!(fixed.state.standing(date(2026, 12, 30)), Some(Standing::InForce));
    assert_eq!(fixed.state.standing(date(2026, 12, 31)), Some(Standing::Left));
}

/// No act rests on when the clock saw that a calendar was loaded.
#[test]
fn what_was_done_before_it_was_fixed_is_entered_after_it() {
    let fixed = loaded(cured_in_december()).after(&Actor::Clock, &Command::FixDeadlines);
    let entered = fixed.at("2027-01-04T17:00:00+08:00").entered("2027-01-05T10:00:00+08:00", None);
    let left = entered.after(&leader(), &leave());
    assert_eq!(left.state.standing(date(2027, 1, 4)), Some(Standing::Left));
}
