//! What is shown anew, and what is owed of what was shown before.

use super::*;
use crate::case::{
    Event as InCase,
    redaction::tests::altered::{altered, copied_anew},
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

/// PUB 11: the channel owes what it was to take down since the first time, also where what is right is shown already.
#[test]
fn a_takedown_is_owed_until_it_is_recorded_whatever_is_shown_since() {
    let withdrawn = published(Channel::Portal)
        .after(&CREDIT_UNIT.actor(), &withdraw(Channel::Portal, Withdrawal::PublishedInError));
    let due = |given: &Given<Publicity>| {
        given.state.timers[&Timer::PubWithdraw].deadline.due_date().unwrap()
    };
    let first = due(&withdrawn);
    let anew = withdrawn.at("2023-01-05T10:00:00+08:00");
    let anew = anew.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    let again =
        anew.after(&CREDIT_UNIT.actor(), &withdraw(Channel::Portal, Withdrawal::PublishedInError));
    assert_eq!(due(&again), first);
    let shown = again.after(&CREDIT_UNIT.actor(), &publish(Channel::Portal));
    let receipt = withdrawing::TakeDown { reference: "撤下回执1".to_owned() };
    let taken =
        shown.after(&CREDIT_UNIT.actor(), &asked(Channel::Portal, Step::TakeDown(receipt.clone())));
    assert!(taken.state.timers[&Timer::PubWithdraw].settled.is_some() && taken.state.is_shown());
    let command = asked(Channel::Portal, Step::TakeDown(receipt));
    taken.when(&CREDIT_UNIT.actor(), &command).then_refused(&[Code::StepMissing]);
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
