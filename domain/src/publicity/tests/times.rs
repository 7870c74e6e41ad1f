//! When something was made public: not before what was shown had been approved, and whenever the clock recorded that it
//! was due.

use super::*;
use crate::case::{
    Command as InCase,
    redaction::Approve,
    spec::{UNIT_HEAD, endings::prepare_copy},
    timekeeping::DeadlineFixed,
};

/// PUB 4, 6: what was approved later can't have been shown before, nor sent; and of two copies the one counts that was
/// approved by then.
#[test]
fn nothing_is_made_public_before_its_copy_was_approved() {
    let history = approved_copy(given_case(handed()));
    let approved = history[history.len() - 1].0;
    let prepared = history[history.len() - 2].0;
    let by = |at| case(&history).decision_on_file(CASE, (&p1(), at)).unwrap();
    let waiting = due(by(prepared), Channel::Portal);
    waiting
        .when(&CREDIT_UNIT.actor(), &publish(Channel::Portal))
        .then_refused(&[Code::StepMissing]);
    let shown = due(by(approved), Channel::Portal);
    let shown = shown.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    assert_eq!(shown.state.copy, by(approved).copy);
    let early = OnFile { copy: by(prepared).copy, ..of_zhejiang() };
    due(early, Channel::Gsxt)
        .when(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()))
        .then_refused(&[Code::StepMissing]);
    let entered = moment("2022-12-28T09:00:00+08:00");
    let read = Publicity::wants(&asked(Channel::Gsxt, push())).read_as_of(entered);
    assert_eq!(read, moment("2022-12-27T00:00:00+08:00"), "by the end of the day of its receipt");
    let again = given_case(history).at(DAY).and(HANDLER_LI, InCase::PrepareCopy(prepare_copy()));
    let approve = Approve { copy: PartId::nth('C', 2) };
    let again = given_case(again).at(DAY).and(UNIT_HEAD, InCase::ApproveCopy(approve));
    let copy = |at| case(&again).approved_copy(&p1(), at).map(|it| it.prepared.id.to_string());
    assert_eq!(copy(prepared), None);
    assert_eq!([approved, moment(DAY)].map(copy), [Some("C1".into()), Some("C2".into())]);
}

/// PUB 9: what was published is entered with its own time, whenever the clock recorded that it was due, or fixed by when:
/// it rests on the decision, and lies before no other act.
#[test]
fn what_the_clock_recorded_is_nothing_that_a_publication_rests_on() {
    for channel in Channel::ALL {
        let facts = Some(on_file());
        let mut recorded = given::<Publicity>([])
            .at("2022-12-29T20:00:00+08:00")
            .officers([CREDIT_UNIT.registered()])
            .knowing(|it| it.decision = facts)
            .after(&Actor::Clock, &open(channel));
        let timers = recorded.state.timers.values();
        let fixed = DeadlineFixed { deadlines: timers.map(|it| it.deadline.clone()).collect() };
        let later = moment("2022-12-29T20:05:00+08:00");
        recorded.state = recorded.state.evolve(&Event::DeadlineFixed(fixed), later);
        let entered =
            |at| recorded.clone().at(at).entered("2022-12-29T21:00:00+08:00", Some("系统故障"));
        let published = entered(DAY).after(&CREDIT_UNIT.actor(), &publish(channel));
        assert_eq!(published.state.shown_since, Some(moment(DAY)));
        entered("2022-12-21T08:00:00+08:00")
            .when(&CREDIT_UNIT.actor(), &publish(channel))
            .then_refused(&[Code::BeforeItsBasis, Code::Incomplete]);
    }
}
