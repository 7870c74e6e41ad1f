//! An application of December, whose periods reach into a year whose schedule nobody has published yet (domain.md §7.1).

use super::*;
use crate::{
    Code,
    citation::cite,
    clock::{Deadline, DeadlineFixed, Timer},
    restoration::Status,
    spec::{law_with_2027, moment},
};

/// Received through GSXT on 30 December 2026.
fn applied_in_december() -> Given<Restoration> {
    applied(penalty(), Window::Gsxt, "2026-12-30T09:00:00+08:00")
}

/// Accepted on the day after.
fn accepted_in_december() -> Given<Restoration> {
    applied_in_december().at("2026-12-31T09:00:00+08:00").after(&desk(), &Command::Accept)
}

/// The schedule of 2027 is loaded.
fn loaded(given: Given<Restoration>) -> Given<Restoration> {
    given.at("2027-01-05T09:00:00+08:00").under(law_with_2027())
}

fn due(given: &Given<Restoration>, timer: Timer) -> Option<Date> {
    given.state.open_deadline(timer, None).and_then(Deadline::due_date)
}

/// CR25: two working days from 30 December end on a day that nobody knows, and then on 4 January.
#[test]
fn the_time_to_accept_is_fixed_once_the_calendar_is_loaded() {
    let waiting = applied_in_december();
    assert_eq!(due(&waiting, Timer::RestoreAccept), None);
    waiting.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    waiting.when(&desk(), &Command::FixDeadlines).then_refused(&[Code::NotPermitted]);
    let loaded = loaded(waiting);
    let events = recorded(&loaded, &Actor::Clock, &Command::FixDeadlines);
    let [Event::DeadlineFixed(DeadlineFixed { deadlines })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(deadlines[0].due_date(), Some(date(2027, 1, 4)));
    assert_eq!(events[0].basis(), [cite("CR25", "0")]);
    assert_eq!(
        events[0].sentence(),
        "放假安排已经公布，相关期限确定：信用修复受理期限至2027年1月4日届满"
    );
    let fixed = loaded.after(&Actor::Clock, &Command::FixDeadlines);
    assert_eq!(due(&fixed, Timer::RestoreAccept), Some(date(2027, 1, 4)));
    assert_eq!(fixed.state.status(), Some(Status::Applied));
    fixed.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
}

/// What was met before its end was known stays met, beside what waits still.
#[test]
fn what_is_fixed_keeps_what_has_become_of_it() {
    let fixed = loaded(accepted_in_december()).after(&Actor::Clock, &Command::FixDeadlines);
    let accept = &fixed.state.timers[&(Timer::RestoreAccept, None)];
    let accepted = moment("2026-12-31T09:00:00+08:00");
    let told = (accept.deadline.due_date(), accept.met);
    assert_eq!(told, (Some(date(2027, 1, 4)), Some(accepted)));
    assert_eq!(due(&fixed, Timer::RestoreAccept), None);
    assert_eq!(due(&fixed, Timer::RestoreDecide), Some(date(2027, 1, 12)));
    assert_eq!(fixed.state.steps.len(), 2, "it stands as it did");
}

/// No act rests on when the clock saw that a calendar was loaded.
#[test]
fn what_was_done_before_it_was_fixed_is_entered_after_it() {
    let fixed = loaded(accepted_in_december()).after(&Actor::Clock, &Command::FixDeadlines);
    let entered = fixed.at("2027-01-04T17:00:00+08:00").entered("2027-01-05T10:00:00+08:00", None);
    let verified = entered.after(&desk(), &verify());
    assert_eq!(verified.state.status(), Some(Status::Verifying));
}
