//! What was to be decided anew and is given back, and what is taken away again.

use super::{redo::revoked, *};
use crate::case::{
    exit::{DecideNoPenalty, NoPenaltyReason},
    spec::{
        facts::reviewed,
        redo::{decide_anew, decided_anew, told_anew},
    },
};

/// Reconsideration revoked it and had it decided anew; a court gave it back, which nobody had appealed from by 27 May.
fn given_back() -> History {
    let redo = Some(Redo { until: Some(date(2023, 6, 30)) });
    let revoked = Conclude { redo, ..revoke(j(1), Ground::FactsUnproven, date(2023, 3, 10)) };
    let revoked = concluded(answered(), "2023-03-10T10:00:00+08:00", revoked);
    assert_eq!(case(&revoked).main, Main::Investigating);
    let suit =
        Open { applied_on: date(2023, 3, 15), received_on: date(2023, 3, 20), ..suit(Some(j(1))) };
    let sued =
        given(revoked).at("2023-03-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit));
    let upheld = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Upheld };
    let judgment = Conclude {
        touched: vec![upheld(1), upheld(2)],
        ..conclude(j(2), Outcome::Revoked, Ground::WrongBasis, date(2023, 5, 10))
    };
    let judged = concluded(sued, "2023-05-10T10:00:00+08:00", judgment);
    assert_eq!(case(&judged).main, Main::Investigating, "until nobody has appealed");
    let take = Command::TakeEffect(TakeEffect { remedy: j(2) });
    let taken: Moment = "2023-05-27T10:00:00+08:00".parse().unwrap();
    let events = given(judged.clone()).at("2023-05-27T10:00:00+08:00").when_clock(take).events();
    judged.into_iter().chain(events.into_iter().map(|it| (taken, it))).collect()
}

/// ALL 70, 79; PR 77: what a court gives back is not decided anew: the main line stands where it stood, nobody waits
/// for another decision, and the fine is owed again.
#[test]
fn what_a_court_gives_back_is_not_decided_anew() {
    let before = case(&answered());
    let back = case(&given_back());
    assert_eq!((back.main, back.since), (before.main, before.since));
    assert_eq!(back.record.redone_since, None);
    assert!(back.record.timers[&(Timer::Redo, None)].replaced);
    assert!(back.open_deadline(Timer::PayFine, Some(&s2())).is_some(), "it is owed again");
}

/// ALL 85; ARL 64.1: an appeal that shows that the judgment never took effect leaves what reconsideration wanted to be
/// decided anew; once the appeal is dismissed, the judgment gives it back after all.
#[test]
fn what_a_late_appeal_takes_back_is_decided_anew_again() {
    let history = given(given_back())
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(appeal(j(2), Applicant::ThirdParty)));
    let Some((at, Event::RemedyOpened(opened))) = history.last() else { panic!("{history:?}") };
    let undone = opened.undoes.as_ref().unwrap();
    assert_eq!((undone.begins_redo, undone.returns_to), (true, None));
    let again = case(&history);
    assert_eq!((again.main, again.since), (Main::Investigating, Some(*at)));
    assert_eq!(again.record.redone_since, Some(*at));
    let redo = again.open_deadline(Timer::Redo, None).unwrap();
    assert_eq!(redo.due_date(), Some(date(2023, 6, 30)), "as the organ set it");
    assert_eq!(again.open_deadline(Timer::PayFine, Some(&s2())), None);
    let upheld = conclude(j(3), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = case(&concluded(history, "2023-08-01T10:00:00+08:00", upheld));
    assert_eq!(upheld.main, Main::PenaltyDecided);
    assert_eq!(upheld.record.redone_since, None);
}

/// It was revoked on that ground, to be decided anew, and a third person sued.
fn sued_after(revocation: Ground) -> History {
    let suit = Open {
        by: Applicant::ThirdParty,
        applied_on: date(2023, 3, 15),
        received_on: date(2023, 3, 20),
        ..suit(Some(j(1)))
    };
    given(revoked(revocation))
        .at("2023-03-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit))
}

/// ALL 74.2(2); ARL 64.1: a court that finds what was revoked unlawful gives nothing back: it is decided anew all the same,
/// though another organ, or the agency itself, had revoked it.
#[test]
fn what_is_found_unlawful_once_it_fell_is_decided_anew_all_the_same() {
    let sued = sued_after(Ground::FactsUnproven);
    let touched = |effect: &Effect| {
        [1, 2].map(|n| Touched { sanction: PartId::nth('S', n), effect: effect.clone() }).to_vec()
    };
    for (outcome, ground, effect) in [
        (Outcome::ConfirmedIllegal, Ground::ChangedMeanwhile, Effect::ConfirmedIllegal),
        (Outcome::Revoked, Ground::FactsUnproven, Effect::Revoked),
    ] {
        let touched = touched(&effect);
        let judgment = Conclude { touched, ..conclude(j(2), outcome, ground, date(2023, 5, 10)) };
        let judged = concluded(sued.clone(), "2023-05-10T10:00:00+08:00", judgment);
        let take = Command::TakeEffect(TakeEffect { remedy: j(2) });
        let events = given(judged).at("2023-05-27T10:00:00+08:00").when_clock(take).events();
        let [Event::JudgmentTookEffect(effect)] = &events[..] else { panic!("{events:?}") };
        assert_eq!((effect.returns_to, effect.begins_redo), (None, false), "{outcome:?}");
        assert_eq!(effect.withdraws, None, "{outcome:?}");
    }
}

/// ALL 71; ARL 64.2: where one organ revoked it for its procedure and a court for its facts, both wanting another decision,
/// the same is not decided again.
#[test]
fn whoever_wants_another_decision_bars_the_same() {
    let sued = sued_after(Ground::Procedure);
    let redo = Some(Redo { until: Some(date(2023, 9, 30)) });
    let judgment = Conclude { redo, ..revoke(j(2), Ground::FactsUnproven, date(2023, 4, 10)) };
    let judged = concluded(sued, "2023-04-10T10:00:00+08:00", judgment);
    given(told_anew(judged))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::SameAsRevoked]);
}

/// ALL 90–93; ARL 64.1: a retrial that drops the judgment leaves what reconsideration wanted; the day that the organ
/// had set lies before that, and sets no time any more.
#[test]
fn what_a_retrial_takes_back_is_decided_anew_again() {
    let retrial = Open {
        kind: RemedyKind::Retrial,
        by: Applicant::Procuratorate,
        applied_on: date(2023, 9, 4),
        received_on: date(2023, 9, 8),
        ..appeal(j(2), Applicant::Agency)
    };
    let history = given(given_back())
        .at("2023-09-08T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(retrial));
    assert_eq!(case(&history).main, Main::PenaltyDecided);
    let dropped = conclude(j(3), Outcome::Dismissed, Ground::Lawful, date(2023, 12, 1));
    let again = case(&concluded(history, "2023-12-01T10:00:00+08:00", dropped));
    assert_eq!(again.main, Main::Investigating);
    assert_eq!(again.record.redone_since.map(Moment::day), Some(date(2023, 12, 1)));
    assert_eq!(again.open_deadline(Timer::Redo, None), None);
}

/// ARL 64.1: what spared the party is decided anew as well, and so is the penalty that came in its place; a court that
/// gives the first one back ends that.
#[test]
fn what_spared_the_party_is_decided_anew_and_the_penalty_in_its_place_as_well() {
    let spared = Command::DecideNoPenalty(DecideNoPenalty {
        reason: NoPenaltyReason::MinorNoHarm,
        explanation: "未造成危害后果".into(),
        education: "已对当事人进行法治教育".into(),
        evidence: vec![],
        violation_ended_on: None,
        document: document(DocumentType::NoPenaltyDecision),
    });
    let spared = given(reviewed()).and(LEADER, spared);
    let before = case(&spared).main;
    let asked = Open { by: Applicant::ThirdParty, ..reconsideration() };
    let opened =
        given(spared).at("2023-01-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(asked));
    let redo = Some(Redo { until: None });
    let revoked = |of, on| Conclude {
        redo: redo.clone(),
        ..conclude(of, Outcome::Revoked, Ground::FactsUnproven, on)
    };
    let first = revoked(j(1), date(2023, 3, 10));
    let first = concluded(opened, "2023-03-10T10:00:00+08:00", first);
    assert_eq!(case(&first).main, Main::Investigating);

    let suit =
        Open { applied_on: date(2023, 3, 15), received_on: date(2023, 3, 20), ..suit(Some(j(1))) };
    let sued =
        given(first.clone()).at("2023-03-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit));
    let back = conclude(j(2), Outcome::Revoked, Ground::WrongBasis, date(2023, 5, 10));
    let back = concluded(sued, "2023-05-10T10:00:00+08:00", back);
    let take = Command::TakeEffect(TakeEffect { remedy: j(2) });
    let events = given(back).at("2023-05-27T10:00:00+08:00").when_clock(take).events();
    let [Event::JudgmentTookEffect(effect)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(effect.returns_to, Some(before));

    let p2 = PartId::nth('P', 2);
    let asked = Open {
        decision: p2.clone(),
        applied_on: date(2023, 8, 8),
        admitted_on: Some(date(2023, 8, 9)),
        received_on: date(2023, 8, 10),
        ..reconsideration()
    };
    let opened = given(decided_anew(first))
        .at("2023-08-10T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(asked));
    let fallen = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Revoked };
    let second =
        Conclude { touched: vec![fallen(3), fallen(4)], ..revoked(j(2), date(2023, 9, 10)) };
    let again = case(&concluded(opened, "2023-09-10T10:00:00+08:00", second));
    assert_eq!(again.main, Main::Investigating);
    assert_eq!(again.record.redoing.map(|it| it.decision), Some(p2));
}
