//! What is shown anew, and what is owed of what was shown before.

use super::*;
use crate::{
    case::{
        Event as InCase,
        redaction::tests::altered::{altered, copied_anew},
    },
    clock::Deadline,
    rulebook::Confidence,
};

/// PUB 13: what is shown anew of a decision that was altered weighs as it counts, not as it was made.
#[test]
fn what_is_shown_anew_lasts_as_what_counts_weighs() {
    let of = |kind| {
        let mut on_file = on_file();
        on_file.matter.penalties = vec![super::super::Penalty { kind, amount: None, months: None }];
        on_file
    };
    let altered = Some(of(SanctionKind::Criticism));
    let shown = due(of(SanctionKind::StopBusiness), Channel::Gsxt)
        .knowing(|it| it.decision = altered)
        .after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
    let terms = shown.state.terms.iter();
    let cr25: Vec<_> = terms.filter(|it| it.regime == Regime::Cr25).map(|it| it.grade).collect();
    assert_eq!(cr25, [Grade::Minor]);
}

/// PUB 11: each time something is withdrawn from where it is shown the channel has its own time to take that down; a receipt is
/// of all that was withdrawn by then, and of nothing that was withdrawn after it, whichever is entered first.
#[test]
fn what_was_withdrawn_is_owed_until_a_receipt_of_afterwards() {
    let credit = CREDIT_UNIT.actor();
    let take_down = |n: usize| {
        let reference = format!("撤下回执{n}");
        asked(Channel::Portal, Step::TakeDown(withdrawing::TakeDown { reference }))
    };
    let altered = withdraw(Channel::Portal, Withdrawal::DecisionAltered);
    let twice = published(Channel::Portal)
        .after(&Actor::Clock, &altered)
        .after(&credit, &publish(Channel::Portal))
        .at("2023-01-05T10:00:00+08:00")
        .after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionRevoked));
    let owed = |given: &Given<Publicity>| {
        let owed = given.state.takedowns_owed();
        owed.map(|it| (it.of.clone().unwrap(), it.due_date().unwrap())).collect::<Vec<_>>()
    };
    let (first, second) = ((w(1), date(2022, 12, 29)), (w(2), date(2023, 1, 10)));
    assert_eq!(owed(&twice), [first, second.clone()]);
    let early = twice.clone().at("2022-12-27T10:00:00+08:00");
    let early = early.entered("2023-01-06T09:00:00+08:00", Some("回执迟到"));
    let early = early.after(&credit, &take_down(1));
    assert_eq!(owed(&early), [second], "what was revoked is on the channel still");
    let none = early.clone().at("2022-12-28T10:00:00+08:00");
    let none = none.entered("2023-01-06T09:00:00+08:00", Some("回执迟到"));
    none.when(&credit, &take_down(2)).then_refused(&[Code::BeforeItsBasis]);
    let noon = "2023-01-06T12:00:00+08:00";
    let late = early.at(noon).entered(noon, None).after(&credit, &take_down(2));
    assert_eq!(owed(&late), []);
    late.when(&credit, &take_down(2)).then_nothing();
    late.when(&credit, &take_down(3)).then_refused(&[Code::StepMissing]);
    let both = twice.at(noon).after(&credit, &take_down(1));
    assert_eq!(owed(&both), []);
}

/// PUB 5: what was altered before it was shown, or shown in error, may still be kept back for secrecy.
#[test]
fn what_was_withdrawn_may_be_withheld_before_it_is_shown_anew() {
    let altered = withdraw(Channel::Portal, Withdrawal::DecisionAltered);
    let in_error = withdraw(Channel::Portal, Withdrawal::PublishedInError);
    let withhold = withholding::Withhold { reason: "经保密审查不宜公开".into() };
    let withhold = asked(Channel::Portal, Step::Withhold(withhold));
    let unshown = due(on_file(), Channel::Portal).after(&Actor::Clock, &altered);
    let shown = published(Channel::Portal).after(&CREDIT_UNIT.actor(), &in_error);
    for (withdrawn, owed) in [(unshown, 0), (shown, 1)] {
        let kept_back = withdrawn.after(&LEADER.actor(), &withhold);
        assert_eq!(kept_back.state.state, State::NotPublishable);
        let runs = kept_back.state.timers.values().filter(|it| it.settled.is_none());
        assert_eq!(runs.count(), owed, "what is on the channel is to be taken down");
    }
    let revoked = withdraw(Channel::Portal, Withdrawal::DecisionRevoked);
    let over = published(Channel::Portal).after(&Actor::Clock, &revoked);
    over.when(&LEADER.actor(), &withhold).then_refused(&[Code::WrongStage]);
}

/// PUB 9, 11: what was shown before the decision was altered met its limit, though that is entered only afterwards; it is on the
/// channel, and is to be taken down.
#[test]
fn what_was_shown_before_it_was_withdrawn_is_recorded_afterwards() {
    let altered = withdraw(Channel::Portal, Withdrawal::DecisionAltered);
    let credit = CREDIT_UNIT.actor();
    let withdrawn = due(on_file(), Channel::Portal)
        .at("2022-12-26T10:00:00+08:00")
        .after(&Actor::Clock, &altered);
    let before = withdrawn.clone().at("2022-12-24T10:00:00+08:00");
    let before = before.entered("2022-12-26T15:00:00+08:00", None);
    let entered = before.after(&credit, &publish(Channel::Portal));
    let portal = &entered.state.timers[&(Timer::PubPortal, Some(p1()))];
    assert_eq!(portal.settled, Some(moment("2022-12-24T10:00:00+08:00")));
    assert_eq!(entered.state.state, State::Withdrawn);
    let owed: Vec<_> = entered.state.takedowns_owed().map(|it| it.start).collect();
    assert_eq!(owed, [moment("2022-12-26T10:00:00+08:00")]);
    let again = entered.when(&credit, &publish(Channel::Portal));
    again.then_refused(&[Code::BeforeItsBasis]);
    let later = "2022-12-27T10:00:00+08:00";
    let anew = entered.at(later).entered(later, None).after(&credit, &publish(Channel::Portal));
    assert!(anew.state.is_shown());
}

/// domain.md §0; PUB 9, 11: of the days before the withdrawal counts, what is entered after it tells that it was shown, or
/// sent to be, and asks for nothing to be taken down; from the withdrawal on it is withdrawn, and shown no more.
#[test]
fn of_the_days_before_its_withdrawal_it_is_told_that_it_was_shown() {
    let altered = |channel| withdraw(channel, Withdrawal::DecisionAltered);
    let credit = CREDIT_UNIT.actor();
    let done = moment("2022-12-26T10:00:00+08:00");
    let late = |due: &Given<Publicity>, command: &Command, channel| {
        let withdrawn = due.clone().at("2022-12-29T10:00:00+08:00");
        let before = withdrawn.after(&Actor::Clock, &altered(channel)).at(DAY);
        let before = before.entered("2022-12-29T15:00:00+08:00", Some("渠道回执后到"));
        let events = before.when(&credit, command).events().unwrap();
        let now = before.after(&credit, command).state;
        // As it stood before the withdrawal, as it is known now.
        let then = events.iter().fold(due.state.clone(), |it, event| it.evolve(event, done));
        (then, now)
    };
    let at_home = due(on_file(), Channel::Portal);
    let (then, now) = late(&at_home, &publish(Channel::Portal), Channel::Portal);
    assert_eq!((then.state, then.shown_since), (State::Published, Some(done)));
    assert_eq!(then, at_home.at(DAY).after(&credit, &publish(Channel::Portal)).state);
    assert_eq!((now.state, now.shown_since), (State::Withdrawn, None));
    let elsewhere = due(of_zhejiang(), Channel::Gsxt);
    let (then, now) = late(&elsewhere, &asked(Channel::Gsxt, push()), Channel::Gsxt);
    assert_eq!((then.state, then.pushed), (State::Due, Some(done)));
    assert_eq!((now.state, now.pushed), (State::Withdrawn, None));
    let sent = elsewhere.at(DAY).after(&credit, &asked(Channel::Gsxt, push()));
    let reference = "浙江公示1".to_owned();
    let host = asked(Channel::Gsxt, Step::HostPublish(publishing::HostPublish { reference }));
    let (then, now) = late(&sent, &host, Channel::Gsxt);
    assert_eq!((then.state, then.hosted), (State::Published, true));
    assert!(then.takedowns_owed().next().is_none() && now.takedowns_owed().next().is_some());
    assert_eq!((now.state, now.hosted), (State::Withdrawn, false));
}

/// PUB 11; APL 48.2: what was shown between two alterations is the content of neither the decision nor the last of them: it was
/// taken back by that one, though it is entered only afterwards.
#[test]
fn what_was_shown_between_two_alterations_is_to_be_taken_down() {
    let altered = withdraw(Channel::Portal, Withdrawal::DecisionAltered);
    let twice = due(on_file(), Channel::Portal)
        .at("2022-12-27T10:00:00+08:00")
        .after(&Actor::Clock, &altered)
        .at("2022-12-30T10:00:00+08:00")
        .after(&Actor::Clock, &altered);
    let between = twice.at("2022-12-28T10:00:00+08:00");
    let between = between.entered("2022-12-30T15:00:00+08:00", Some("渠道回执后到"));
    let entered = between.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    assert_eq!(entered.state.state, State::Withdrawn);
    let owed: Vec<_> = entered.state.takedowns_owed().map(|it| (it.of.clone(), it.start)).collect();
    assert_eq!(owed, [(Some(w(2)), moment("2022-12-30T10:00:00+08:00"))]);
}

/// PUB 12: a receipt is of all that was withdrawn by then, also of what is entered to have been after the receipt was.
#[test]
fn a_receipt_is_recorded_again_for_what_was_withdrawn_before_it() {
    let credit = CREDIT_UNIT.actor();
    let in_error = withdraw(Channel::Portal, Withdrawal::PublishedInError);
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let receipt = asked(Channel::Portal, Step::TakeDown(receipt));
    let taken = published(Channel::Portal)
        .at("2022-12-27T10:00:00+08:00")
        .after(&credit, &in_error)
        .at("2022-12-27T12:00:00+08:00")
        .after(&credit, &publish(Channel::Portal))
        .at("2022-12-30T10:00:00+08:00")
        .after(&credit, &receipt);
    let withdrawn = taken.at("2022-12-28T10:00:00+08:00");
    let withdrawn = withdrawn.entered("2022-12-30T15:00:00+08:00", Some("漏录"));
    let withdrawn = withdrawn.after(&credit, &in_error);
    assert_eq!(withdrawn.state.takedowns_owed().count(), 1);
    let then = "2022-12-30T10:00:00+08:00";
    let again = withdrawn.at(then).entered("2022-12-30T16:00:00+08:00", None);
    let again = again.after(&credit, &receipt);
    let second = &again.state.timers[&(Timer::PubWithdraw, Some(w(2)))];
    assert_eq!(second.settled, Some(moment(then)));
    again.when(&credit, &receipt).then_nothing();
}

/// PUB 11, 12: each withdrawal has its own limit, so that one that was met late stays so whatever comes after it; what was
/// shown in error is put right under an article that names no day.
#[test]
fn each_withdrawal_has_a_limit_of_its_own() {
    let in_error = withdraw(Channel::Portal, Withdrawal::PublishedInError);
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let receipt = asked(Channel::Portal, Step::TakeDown(receipt));
    let credit = CREDIT_UNIT.actor();
    let late = published(Channel::Portal)
        .after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionAltered))
        .at("2023-01-05T10:00:00+08:00")
        .after(&credit, &receipt);
    let again = late.after(&credit, &publish(Channel::Portal)).after(&credit, &in_error);
    let limit = |given: &Given<Publicity>, n| {
        let it = &given.state.timers[&(Timer::PubWithdraw, Some(w(n)))];
        let Deadline { authority, confidence, .. } = &it.deadline;
        (it.deadline.due_date().unwrap(), it.settled, authority.to_string(), *confidence)
    };
    let met = Some(moment("2023-01-05T10:00:00+08:00"));
    let first = (date(2022, 12, 29), met, "APL 48.2".to_owned(), Confidence::Verified);
    assert_eq!(limit(&again, 1), first);
    let second = (date(2023, 1, 10), None, "PUB 12".to_owned(), Confidence::Design);
    assert_eq!(limit(&again, 2), second);
    let down = again.at("2023-01-06T10:00:00+08:00").after(&credit, &receipt);
    assert_eq!((limit(&down, 1), limit(&down, 2).1.is_some()), (first, true));
}

/// PUB 11, 12: a receipt is of the withdrawal that it takes down, whatever was withdrawn since.
#[test]
fn a_receipt_cites_the_withdrawal_that_it_takes_down() {
    let credit = CREDIT_UNIT.actor();
    let in_error = withdraw(Channel::Portal, Withdrawal::PublishedInError);
    let twice = published(Channel::Portal)
        .after(&credit, &in_error)
        .at("2023-01-05T10:00:00+08:00")
        .after(&credit, &publish(Channel::Portal))
        .after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionRevoked));
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let receipt = asked(Channel::Portal, Step::TakeDown(receipt));
    let events = twice.when(&credit, &receipt).events().unwrap();
    let told = events.iter().map(|it| match it {
        Event::TakenDown(it) => (it.withdrawal.clone().unwrap(), it.ground.unwrap()),
        other => panic!("{other:?}"),
    });
    let each = [(w(1), Withdrawal::PublishedInError), (w(2), Withdrawal::DecisionRevoked)];
    assert_eq!(told.collect::<Vec<_>>(), each);
}

/// PUB 11: what a log says of the time when the limit was the decision's still reads.
#[test]
fn a_limit_of_the_decision_itself_is_met_still() {
    let revoked = withdraw(Channel::Portal, Withdrawal::DecisionRevoked);
    let withdrawn = published(Channel::Portal).when(&Actor::Clock, &revoked).events().unwrap();
    let [Event::Withdrawn(it)] = &withdrawn[..] else { panic!("{withdrawn:?}") };
    let deadlines = it.deadlines.iter().map(|it| Deadline { of: Some(p1()), ..it.clone() });
    let before =
        Event::Withdrawn(withdrawing::Withdrawn { deadlines: deadlines.collect(), ..it.clone() });
    let mut given = published(Channel::Portal);
    given.state = given.state.evolve(&before, moment(DAY));
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let receipt = asked(Channel::Portal, Step::TakeDown(receipt));
    let events = given.when(&CREDIT_UNIT.actor(), &receipt).events().unwrap();
    let [Event::TakenDown(it)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(it.withdrawal, None);
    let down = given.after(&CREDIT_UNIT.actor(), &receipt);
    assert!(down.state.timers[&(Timer::PubWithdraw, Some(p1()))].settled.is_some());
}

/// PUB 4, 7, 11; domain.md §10, 10: what takes the place of what was withdrawn is what counts, so that nothing is shown
/// anew until a copy of the paper that altered the decision is approved.
#[test]
fn what_was_altered_is_shown_anew_by_a_copy_of_what_counts_alone() {
    let altered = altered();
    let known = |history: &[(Moment, InCase)], at: &str| {
        case(history).decision_on_file(CASE, (&p1(), moment(at))).unwrap()
    };
    let before = known(&altered, "2023-02-28T10:00:00+08:00");
    assert_eq!(before.copy.as_ref().map(|it| it.id.to_string()), Some("C1".into()));
    let shown = due(before, Channel::Portal).after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    let withdrawn = shown
        .at("2023-03-01T11:00:00+08:00")
        .after(&Actor::Clock, &withdraw(Channel::Portal, Withdrawal::DecisionAltered));
    let stale = known(&altered, "2023-03-01T11:00:00+08:00");
    assert_eq!(stale.copy, None);
    let withdrawn = withdrawn.knowing(|it| it.decision = Some(stale));
    let anew = publish(Channel::Portal);
    withdrawn.when(&CREDIT_UNIT.actor(), &anew).then_refused(&[Code::StepMissing]);
    let right = known(&copied_anew(altered), "2023-03-02T11:00:00+08:00");
    let again = withdrawn.knowing(|it| it.decision = Some(right));
    let again = again.at("2023-03-02T11:00:00+08:00").after(&CREDIT_UNIT.actor(), &anew);
    assert_eq!(again.state.copy.unwrap().id.to_string(), "C2");
}

/// PUB 13.1: what is shown anew, altered or put right, is shown for as long as from the day on which it was shown first.
#[test]
fn what_is_shown_anew_counts_from_when_it_was_shown_first() {
    for ground in [Withdrawal::DecisionAltered, Withdrawal::PublishedInError] {
        let shown = published(Channel::Gsxt);
        let before = shown.state.terms.clone();
        let by =
            if ground == Withdrawal::DecisionAltered { Actor::Clock } else { CREDIT_UNIT.actor() };
        let withdrawn = shown.at("2023-06-01T10:00:00+08:00");
        let withdrawn = withdrawn.after(&by, &withdraw(Channel::Gsxt, ground));
        let again = withdrawn.at("2023-06-05T10:00:00+08:00");
        let again = again.after(&CREDIT_UNIT.actor(), &publish(Channel::Gsxt));
        assert_eq!(again.state.terms, before, "{ground:?}");
        assert_eq!(again.state.shown_since, Some(moment("2023-06-05T10:00:00+08:00")));
    }
}

/// APL 48.2; PUB 11: what a judgment made of the decision counts since the day on which it took effect, whenever the
/// clock recorded that: from then on nothing is to be shown, and the channel has its three working days.
#[test]
fn what_is_withdrawn_counts_since_the_decision_counted_no_more() {
    let Step::Withdraw(it) = withdraw(Channel::Portal, Withdrawal::DecisionRevoked).step else {
        panic!("no withdrawal")
    };
    let since = Some(date(2023, 1, 3));
    let fell = asked(Channel::Portal, Step::Withdraw(withdrawing::Withdraw { since, ..it }));
    let shown = published(Channel::Portal).at("2023-01-04T00:00:00+08:00");
    let events = shown.when(&Actor::Clock, &fell).events().unwrap();
    let at = moment("2023-01-04T00:00:00+08:00");
    assert_eq!(events[0].counts_since(at), date(2023, 1, 3));
    let fallen = shown.after(&Actor::Clock, &fell);
    assert_eq!(fallen.state.hidden_on, since);
    let limit = &fallen.state.timers[&(Timer::PubWithdraw, Some(w(1)))].deadline;
    assert_eq!(limit.start, Moment::midnight(date(2023, 1, 3)));
    assert_eq!(limit.due_date(), Some(date(2023, 1, 6)));
}
