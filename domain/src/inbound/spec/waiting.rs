//! A time to check that reaches into a year whose schedule nobody has published yet (domain.md §7.1).

use super::*;
use crate::{
    clock::DeadlineFixed,
    spec::{law_with_2027, moment},
};

/// The tax bureau pushed a penalty on 1 December 2026, and was told on the 28th that something seems wrong.
fn doubted_in_december() -> Given<Inbound> {
    let said = Said { decided_on: date(2026, 11, 16), ..said() };
    let number = "川税稽罚〔2026〕12号".parse().unwrap();
    let pushed = push(Push { number, said, ..penalty() });
    let pushed = nothing().at("2026-12-01T09:00:00+08:00").after(&pusher(TAX), &pushed);
    pushed.at("2026-12-28T09:00:00+08:00").after(&credit_unit(), &object())
}

/// The schedule of 2027 is loaded.
fn loaded(given: Given<Inbound>) -> Given<Inbound> {
    given.at("2027-01-05T09:00:00+08:00").under(law_with_2027())
}

/// GDS 26: ten working days from 28 December end on a day that nobody knows, and then on 12 January.
#[test]
fn the_time_to_check_is_fixed_once_the_calendar_is_loaded() {
    let waiting = doubted_in_december();
    assert_eq!(due(&waiting, Timer::ShareCorrect), None);
    waiting.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    let asked = refused(&waiting, &credit_unit(), &Command::FixDeadlines);
    assert_eq!(asked, only(Code::NotPermitted, ""));
    let loaded = loaded(waiting);
    let events = loaded.when(&Actor::Clock, &Command::FixDeadlines).events().unwrap();
    let [Event::DeadlineFixed(DeadlineFixed { deadlines })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(deadlines[0].due_date(), Some(date(2027, 1, 12)));
    assert_eq!(events[0].basis(), [cite("GDS", "26")]);
    assert_eq!(
        events[0].sentence(),
        "放假安排已经公布，相关期限确定：政务数据校核期限至2027年1月12日届满"
    );
    let fixed = loaded.after(&Actor::Clock, &Command::FixDeadlines);
    assert_eq!(due(&fixed, Timer::ShareCorrect), Some(date(2027, 1, 12)));
    assert!(fixed.state.is_objected_to, "its agency owes an answer still");
    fixed.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
}

/// What was answered before the end was known was answered.
#[test]
fn what_is_fixed_keeps_what_has_become_of_it() {
    let answered =
        doubted_in_december().at("2026-12-30T09:00:00+08:00").after(&pusher(TAX), &confirm());
    let fixed = loaded(answered).after(&Actor::Clock, &Command::FixDeadlines);
    let timed = &fixed.state.timers[&Timer::ShareCorrect];
    let answered = moment("2026-12-30T09:00:00+08:00");
    assert_eq!((timed.deadline.due_date(), timed.met), (Some(date(2027, 1, 12)), Some(answered)));
    assert!(!fixed.state.is_objected_to);
}

/// No act of either side rests on when the clock saw that a calendar was loaded.
#[test]
fn what_was_done_before_it_was_fixed_is_entered_after_it() {
    let fixed = loaded(doubted_in_december()).after(&Actor::Clock, &Command::FixDeadlines);
    let entered = fixed.at("2027-01-04T17:00:00+08:00").entered("2027-01-05T10:00:00+08:00", None);
    let confirmed = entered.clone().after(&pusher(TAX), &confirm());
    assert!(!confirmed.state.is_objected_to);
    let shown = entered.after(&credit_unit(), &publish());
    assert!(shown.state.is_shown_as_it_is());
}
