//! What is shown anew, and what is owed of what was shown before.

use super::*;

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
