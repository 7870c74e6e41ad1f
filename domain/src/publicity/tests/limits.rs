//! What is owed by when, whatever is done after it.

use jiff::civil::Date;

use super::*;
use crate::clock::Deadline;

fn host() -> Command {
    let reference = "浙江公示1".to_owned();
    asked(Channel::Gsxt, Step::HostPublish(publishing::HostPublish { reference }))
}

fn received(on: Date) -> Command {
    let Step::Push(it) = push() else { panic!("no push") };
    asked(Channel::Gsxt, Step::Push(publishing::Push { received_on: on, ..it }))
}

/// What became of the limit of the nth push, and when.
fn pushed(given: &Given<Publicity>, n: usize) -> (Option<Date>, Option<Moment>, bool) {
    let it = &given.state.timers[&(Timer::PubGsxtHost, Some(PartId::nth('H', n)))];
    (it.deadline.due_date(), it.settled, it.replaced)
}

/// PUB 10, 12: each push has a limit of its own, so that a publication elsewhere that was late stays so when it is pushed
/// anew, also on the day on which it had been published there.
#[test]
fn each_push_has_a_limit_of_its_own() {
    let credit = CREDIT_UNIT.actor();
    let first = due(of_zhejiang(), Channel::Gsxt).after(&credit, &asked(Channel::Gsxt, push()));
    let late = first.at("2023-01-12T10:00:00+08:00").after(&credit, &host());
    let withdrawn = late.after(&credit, &withdraw(Channel::Gsxt, Withdrawal::PublishedInError));
    let anew = withdrawn.after(&credit, &received(date(2023, 1, 12)));
    let (was, met) = (date(2023, 1, 10), moment("2023-01-12T10:00:00+08:00"));
    assert_eq!(pushed(&anew, 1), (Some(was), Some(met), false));
    assert_eq!(pushed(&anew, 2), (Some(date(2023, 1, 31)), None, false));
    let again = anew.at("2023-01-16T10:00:00+08:00").after(&credit, &host());
    assert_eq!(pushed(&again, 1), (Some(was), Some(met), false));
    assert_eq!(pushed(&again, 2).1, Some(moment("2023-01-16T10:00:00+08:00")));
}

/// PUB 11: what is withdrawn before the other province has published it is owed by that no more, and is to be sent back; what was pushed before
/// each push had a limit of its own is told by the decision.
#[test]
fn a_push_that_was_withdrawn_is_owed_no_more() {
    let sent = due(of_zhejiang(), Channel::Gsxt);
    let sent = sent.after(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push()));
    let revoked = withdraw(Channel::Gsxt, Withdrawal::DecisionRevoked);
    let fallen = sent.after(&Actor::Clock, &revoked);
    assert!(pushed(&fallen, 1).2);
    let owed: Vec<_> = fallen.state.takedowns_owed().map(|it| it.of.clone()).collect();
    assert_eq!(owed, [Some(w(1))]);
    let back = withdrawing::TakeDown { reference: "浙市监退〔2022〕1号".into() };
    let back = fallen.after(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, Step::TakeDown(back)));
    assert_eq!(back.state.takedowns_owed().count(), 0);
    let mut before = due(of_zhejiang(), Channel::Gsxt);
    let events = before.when(&CREDIT_UNIT.actor(), &asked(Channel::Gsxt, push())).events().unwrap();
    let [Event::Pushed(it)] = &events[..] else { panic!("{events:?}") };
    let of_decision = it.deadlines.iter().map(|it| Deadline { of: Some(p1()), ..it.clone() });
    let old = Event::Pushed(publishing::Pushed { deadlines: of_decision.collect(), ..it.clone() });
    before.state = before.state.evolve(&old, moment(DAY));
    let hosted = before.after(&CREDIT_UNIT.actor(), &host());
    assert!(hosted.state.timers[&(Timer::PubGsxtHost, Some(p1()))].settled.is_some());
}

/// PUB 9–11: what the other province showed before the decision was altered met its limit, though that is entered only
/// afterwards; it is on the channel there, and is to be taken down.
#[test]
fn what_was_shown_there_before_it_was_withdrawn_is_recorded_afterwards() {
    let credit = CREDIT_UNIT.actor();
    let sent = due(of_zhejiang(), Channel::Gsxt).after(&credit, &asked(Channel::Gsxt, push()));
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    let withdrawn = sent.at("2022-12-30T10:00:00+08:00").after(&Actor::Clock, &altered);
    let on = |given: &Given<Publicity>, then: &str| {
        given.clone().at(then).entered("2022-12-30T15:00:00+08:00", Some("登记地回执后到"))
    };
    let early = on(&withdrawn, "2022-12-26T09:00:00+08:00").when(&credit, &host());
    early.then_refused(&[Code::BeforeItsBasis]);
    let then = "2022-12-28T10:00:00+08:00";
    let entered = on(&withdrawn, then).after(&credit, &host());
    assert_eq!(entered.state.state, State::Withdrawn);
    assert_eq!(pushed(&entered, 1), (Some(date(2023, 1, 10)), Some(moment(then)), false));
    let owed: Vec<_> = entered.state.takedowns_owed().map(|it| (it.of.clone(), it.start)).collect();
    assert_eq!(owed, [(Some(w(1)), moment("2022-12-30T10:00:00+08:00"))]);
    let again = "2023-01-03T10:00:00+08:00";
    let anew = entered.at(again).entered(again, None);
    let anew = anew.after(&credit, &received(date(2023, 1, 3))).after(&credit, &host());
    assert!(anew.state.is_shown());
}

/// PUB 10: the same of what was pushed before that, and is entered with it; it was pushed once.
#[test]
fn what_was_pushed_and_shown_there_before_it_was_withdrawn_is_recorded_afterwards() {
    let credit = CREDIT_UNIT.actor();
    let altered = withdraw(Channel::Gsxt, Withdrawal::DecisionAltered);
    let unsent = due(of_zhejiang(), Channel::Gsxt).at("2022-12-30T10:00:00+08:00");
    let withdrawn = unsent.after(&Actor::Clock, &altered);
    let on = |given: &Given<Publicity>, then: &str| {
        given.clone().at(then).entered("2022-12-30T15:00:00+08:00", Some("登记地回执后到"))
    };
    let unpushed = on(&withdrawn, "2022-12-28T10:00:00+08:00");
    unpushed.when(&credit, &host()).then_refused(&[Code::StepMissing]);
    let sent = on(&withdrawn, "2022-12-27T10:00:00+08:00");
    let sent = sent.after(&credit, &asked(Channel::Gsxt, push()));
    let owed: Vec<_> = sent.state.takedowns_owed().map(|it| it.of.clone()).collect();
    assert_eq!(owed, [Some(w(1))], "whoever was sent it sends it back");
    let twice = on(&sent, "2022-12-27T12:00:00+08:00");
    twice.when(&credit, &asked(Channel::Gsxt, push())).then_refused(&[Code::AlreadyDone]);
    let early = on(&sent, "2022-12-26T12:00:00+08:00").when(&credit, &host());
    early.then_refused(&[Code::BeforeItsBasis]);
    let entered = on(&sent, "2022-12-28T10:00:00+08:00").after(&credit, &host());
    assert_eq!(
        (entered.state.state, entered.state.takedowns_owed().count()),
        (State::Withdrawn, 1)
    );
}

/// PUB 9, 11: what counts of a decision that was altered before it was shown is owed by the same day; of one that was
/// revoked nothing is.
#[test]
fn what_was_altered_before_it_was_shown_is_owed_by_the_same_day() {
    let waiting = || due(on_file(), Channel::Portal);
    let altered =
        waiting().after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionAltered));
    let limit = |given: &Given<Publicity>| {
        let it = &given.state.timers[&(Timer::PubPortal, Some(p1()))];
        (it.settled.is_some(), it.replaced)
    };
    assert_eq!(limit(&altered), (false, false));
    let shown = altered.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    assert_eq!(limit(&shown), (true, false));
    let revoked =
        waiting().after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionRevoked));
    assert_eq!(limit(&revoked), (true, true));
}

/// PUB 11: a receipt rests on the withdrawal that it answers, and nothing rests on it: it is entered late for its own day,
/// whatever was shown since, and what was shown before it is entered after it.
#[test]
fn a_receipt_rests_on_its_withdrawal_alone() {
    let credit = CREDIT_UNIT.actor();
    let altered = withdraw(Channel::Portal, Withdrawal::DecisionAltered);
    let withdrawn = || published(Channel::Portal).after(&Actor::Clock, &altered);
    let shown =
        withdrawn().at("2023-01-05T10:00:00+08:00").after(&credit, &publish(Channel::Portal));
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let receipt = asked(Channel::Portal, Step::TakeDown(receipt));
    let late = "渠道的回执后到";
    let taken = shown
        .at("2022-12-28T10:00:00+08:00")
        .entered("2023-01-06T10:00:00+08:00", Some(late))
        .after(&credit, &receipt);
    let settled = taken.state.timers[&(Timer::PubWithdraw, Some(w(1)))].settled;
    assert_eq!(settled, Some(moment("2022-12-28T10:00:00+08:00")));
    let before = withdrawn().at("2022-12-25T10:00:00+08:00");
    let before = before.entered("2022-12-28T10:00:00+08:00", Some(late));
    before.when(&credit, &receipt).then_refused(&[Code::BeforeItsBasis]);
    let down = withdrawn().at("2022-12-29T10:00:00+08:00").after(&credit, &receipt);
    let shown = down.at("2022-12-28T10:00:00+08:00");
    let shown = shown.entered("2022-12-29T11:00:00+08:00", None);
    assert!(shown.after(&credit, &publish(Channel::Portal)).state.is_shown());
}
