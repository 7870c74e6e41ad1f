//! A time to correct that reaches into a year whose schedule nobody has published yet (domain.md §7.1).

use jiff::civil::{Date, date};

use super::facts::*;
use crate::{
    Actor, Code,
    citation::cite,
    clock::{Deadline, DeadlineFixed},
    restriction::{Cause, Command, Event, Restriction, Standing, ending::LiftCause, falling::Fall},
    spec::{Given, law_with_2027},
};

/// The source of the finance department's measure was revoked, of which it was told on 28 December 2026.
fn fell_in_december() -> Given<Restriction> {
    let fell = Command::TakeBack(take_back(Fall::Revoked, date(2026, 12, 25)));
    finance_imposed().at("2026-12-28T09:00:00+08:00").after(&Actor::Clock, &fell)
}

/// The schedule of 2027 is loaded.
fn loaded(given: Given<Restriction>) -> Given<Restriction> {
    given.at("2027-01-05T09:00:00+08:00").under(law_with_2027())
}

fn lifting() -> Command {
    Command::Lift(lift(LiftCause::SourceFell, Some(2)))
}

/// By when it is owed still.
fn due(given: &Given<Restriction>) -> Option<Date> {
    given.state.pair()?.correction().and_then(Deadline::due_date)
}

/// GDS 26: ten working days from 28 December end on a day that nobody knows, and then on 12 January.
#[test]
fn the_time_to_correct_is_fixed_once_the_calendar_is_loaded() {
    let waiting = fell_in_december();
    assert_eq!(due(&waiting), None);
    waiting.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    let refused = waiting.when(&finance(), &Command::FixDeadlines);
    refused.then_refused(&[Code::NotPermitted]);
    let loaded = loaded(waiting);
    let events = loaded.when(&Actor::Clock, &Command::FixDeadlines).events().unwrap();
    let [Event::DeadlineFixed(DeadlineFixed { deadlines })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(deadlines[0].due_date(), Some(date(2027, 1, 12)));
    assert_eq!(events[0].basis(), [cite("GDS", "26")]);
    assert_eq!(
        events[0].sentence(law_with_2027()),
        "放假安排已经公布，相关期限确定：政务数据校核期限至2027年1月12日届满"
    );
    let fixed = loaded.after(&Actor::Clock, &Command::FixDeadlines);
    assert_eq!(due(&fixed), Some(date(2027, 1, 12)));
    assert_eq!(fixed.state.standing(date(2027, 1, 5)), Some(Standing::Unfounded));
    let told = &fixed.state.pair().unwrap().prospects(date(2027, 1, 5), None)[0];
    assert_eq!(told.how, "来源被撤销，实施机关应于2027年1月12日前解除");
    fixed.when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    let lifted = fixed.after(&finance(), &lifting());
    assert_eq!(lifted.state.standing(date(2027, 1, 5)), Some(Standing::Ended(Cause::SourceFell)));
}

/// A measure that was lifted before the end was known is owed no more; whether in time, the end still tells.
#[test]
fn what_was_lifted_is_fixed_and_stays_lifted() {
    let lifted = fell_in_december().at("2026-12-30T09:00:00+08:00").after(&finance(), &lifting());
    let fixed = loaded(lifted).after(&Actor::Clock, &Command::FixDeadlines);
    let pair = fixed.state.pair().unwrap();
    assert_eq!(pair.limit.as_ref().and_then(Deadline::due_date), Some(date(2027, 1, 12)));
    assert_eq!(pair.correction(), None);
    let ended = Some(Standing::Ended(Cause::SourceFell));
    assert_eq!(fixed.state.standing(date(2026, 12, 30)), ended);
}

/// What has no such limit has nothing to be fixed; and of a pair of which nobody was told there is nothing at all.
#[test]
fn where_no_limit_waits_nothing_is_fixed() {
    loaded(finance_imposed()).when(&Actor::Clock, &Command::FixDeadlines).then_nothing();
    let nobody = crate::spec::given::<Restriction>([]);
    nobody.when(&Actor::Clock, &Command::FixDeadlines).then_refused(&[Code::NotFound]);
}
