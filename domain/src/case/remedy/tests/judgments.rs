//! From when on a judgment counts: appeals, retrials.

use super::*;
use crate::{case::correction::tests::alter as alter_own, publicity::withdrawing::Withdrawal};

/// ALL 85: a judgment of the first instance counts once the fifteen days are over and nobody appealed.
#[test]
fn a_judgment_counts_once_the_time_to_appeal_is_over() {
    let history = judged();
    assert_eq!(due(&history, Timer::SuitAppeal, &j(1)), Some(date(2023, 5, 25)));
    assert_eq!(fine_on(&history, date(2023, 5, 25)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&history, date(2023, 5, 26)), None);
    let take = || Command::TakeEffect(TakeEffect { remedy: j(1) });
    given(history.clone())
        .at("2023-05-26T10:00:00+08:00")
        .when_clock(take())
        .then_refused(&[Code::PeriodRunning]);
    let events = given(history).at("2023-05-27T10:00:00+08:00").when_clock(take()).events();
    let [Event::JudgmentTookEffect(effect)] = events.as_slice() else { panic!("{events:?}") };
    assert!(effect.begins_redo);
    assert_eq!(effect.due, date(2023, 5, 25));
    let since = effect.settled.iter().map(|it| (it.since.day(), it.met));
    assert_eq!(since.collect::<Vec<_>>(), [(date(2023, 5, 26), false); 2], "as of when it counts");
}

fn in_force() -> History {
    let events = given(judged())
        .at("2023-05-27T10:00:00+08:00")
        .when_clock(Command::TakeEffect(TakeEffect { remedy: j(1) }))
        .events();
    let at: Moment = "2023-05-27T10:00:00+08:00".parse().unwrap();
    judged().into_iter().chain(events.into_iter().map(|it| (at, it))).collect()
}

/// ALL 85, 89: an appeal holds the judgment up; where it is upheld both count from the second service on.
#[test]
fn an_appeal_holds_the_judgment_up() {
    let appealed = given(judged())
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(appeal(j(1), Applicant::Agency)));
    assert_eq!(fine_on(&appealed, date(2023, 7, 1)), Some(Fen::yuan(50_000)));
    let upheld = conclude(j(2), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = concluded(appealed.clone(), "2023-08-01T10:00:00+08:00", upheld);
    assert_eq!(fine_on(&upheld, date(2023, 7, 31)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&upheld, date(2023, 8, 1)), None);
    assert_eq!(case(&upheld).main, Main::Investigating, "the redo of the first judgment begins");
    let lawful = conclude(j(2), Outcome::Dismissed, Ground::Lawful, date(2023, 8, 1));
    let changed = concluded(appealed, "2023-08-01T10:00:00+08:00", lawful);
    assert_eq!(fine_on(&changed, date(2023, 8, 1)), Some(Fen::yuan(50_000)), "改判");
    assert_eq!(case(&changed).main, Main::PenaltyDecided);
}

/// An appeal of the last day that is entered afterwards shows that the judgment did not take effect.
#[test]
fn an_appeal_entered_late_corrects_what_the_clock_recorded() {
    let late = Open { received_on: date(2023, 5, 29), ..appeal(j(1), Applicant::ThirdParty) };
    let events = given(in_force())
        .at("2023-05-29T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(late))
        .events();
    let at: Moment = "2023-05-29T10:00:00+08:00".parse().unwrap();
    let effect = in_force().pop().unwrap().1;
    assert!(Case::contradicts((&events[0], at), &effect));
}

/// ALL 74.1: what the organ made of the fine counts on, though a court finds the decision unlawful (APL 48.2).
#[test]
fn what_is_confirmed_illegal_counts_as_it_was_altered() {
    let altered =
        concluded(answered(), "2023-02-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 2, 10)));
    let sued = given(altered)
        .at("2023-02-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit(Some(j(1)))));
    let unlawful = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::ConfirmedIllegal };
    let judged = concluded(
        sued,
        "2023-05-10T10:00:00+08:00",
        Conclude {
            touched: vec![unlawful(1), unlawful(2)],
            ..conclude(j(2), Outcome::ConfirmedIllegal, Ground::SlightProcedure, date(2023, 5, 10))
        },
    );
    assert_eq!(fine_on(&judged, date(2023, 5, 26)), Some(Fen::yuan(40_000)));
    let case = case(&judged);
    let standing = case.standing(date(2023, 5, 26));
    assert!(standing[0].sanctions.iter().all(StandingSanction::is_unlawful));
}

/// ALL 90–93: a retrial puts another judgment in the place of the one before.
#[test]
fn a_retrial_replaces_the_judgment() {
    let retrial = Open {
        kind: RemedyKind::Retrial,
        by: Applicant::Procuratorate,
        applied_on: date(2023, 9, 4),
        received_on: date(2023, 9, 8),
        ..appeal(j(1), Applicant::Agency)
    };
    let history =
        given(in_force()).at("2023-09-08T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(retrial));
    assert_eq!(fine_on(&history, date(2023, 9, 8)), None, "the judgment counts meanwhile (ALL 90)");
    let lawful = conclude(j(2), Outcome::Dismissed, Ground::Lawful, date(2023, 12, 1));
    let history = concluded(history, "2023-12-01T10:00:00+08:00", lawful);
    assert_eq!(fine_on(&history, date(2023, 11, 30)), None);
    assert_eq!(fine_on(&history, date(2023, 12, 1)), Some(Fen::yuan(50_000)));
    let fact = history.last().unwrap().1.fact();
    let withdraws = fact.facets().withdraws.expect("what counts again is shown in its place");
    let told = (withdraws.ground, withdraws.since);
    assert_eq!(told, (Withdrawal::DecisionAltered, Some(date(2023, 12, 1))));
}

/// ALL 74.2(2); APL 48.2: a court finds on the decision as it had been made; what the agency has put in its place since is
/// lawful, counts, and stays shown.
#[test]
fn what_was_changed_meanwhile_is_not_unlawful() {
    let altered = Command::AlterDecision(alter_own(20_000));
    let altered = given(sued()).at("2023-03-01T10:00:00+08:00").and(LEADER, altered);
    let unlawful = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::ConfirmedIllegal };
    let judgment = Conclude {
        touched: vec![unlawful(1), unlawful(2)],
        ..conclude(j(1), Outcome::ConfirmedIllegal, Ground::ChangedMeanwhile, date(2023, 5, 10))
    };
    let judged = concluded(altered, "2023-05-10T10:00:00+08:00", judgment);
    let take = Command::TakeEffect(TakeEffect { remedy: j(1) });
    let events = given(judged.clone()).at("2023-05-27T10:00:00+08:00").when_clock(take).events();
    let [Event::JudgmentTookEffect(effect)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(effect.withdraws, None);
    assert_eq!(fine_on(&judged, date(2023, 5, 27)), Some(Fen::yuan(20_000)));
    let case = case(&judged);
    let standing = case.standing_of(&p1(), date(2023, 5, 27)).unwrap();
    assert!(!standing.sanctions.iter().any(StandingSanction::is_unlawful));
    let paper = case.paper_that_counts(&p1(), date(2023, 5, 27)).unwrap();
    assert_eq!(paper.document_type, DocumentType::CorrectionDecision);
}

/// ALL 77.2, 92: what is too heavy is measured by the decision, not by the judgment that the retrial drops.
#[test]
fn a_retrial_may_be_heavier_than_the_judgment_and_not_than_the_decision() {
    let milder = alter(j(1), 20_000, date(2023, 5, 10));
    let judged = concluded(sued(), "2023-05-10T10:00:00+08:00", milder);
    let retrial = Open {
        kind: RemedyKind::Retrial,
        applied_on: date(2023, 9, 4),
        received_on: date(2023, 9, 8),
        ..appeal(j(1), Applicant::Agency)
    };
    let history =
        given(judged).at("2023-09-08T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(retrial));
    let heavier = |yuan| {
        let it = Command::ConcludeRemedy(alter(j(2), yuan, date(2023, 12, 1)));
        given(history.clone()).at("2023-12-01T10:00:00+08:00").when(HANDLER_LI, it)
    };
    assert_eq!(heavier(40_000).events().len(), 1);
    heavier(60_000).then_refused(&[Code::WorseForApplicant]);
}

/// ALL 77; APL 48.2; PUB 11: what reconsideration had altered and a court gives back is shown as it was decided.
#[test]
fn what_a_court_gives_back_is_shown_again() {
    let altered =
        concluded(answered(), "2023-02-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 2, 10)));
    let sued = given(altered)
        .at("2023-02-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit(Some(j(1)))));
    let upheld = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Upheld };
    let judged = concluded(
        sued,
        "2023-05-10T10:00:00+08:00",
        Conclude {
            touched: vec![upheld(2)],
            ..conclude(j(2), Outcome::Revoked, Ground::WrongBasis, date(2023, 5, 10))
        },
    );
    let case = case(&judged);
    let since = case.takes_effect(case.remedy(&j(2)).unwrap()).unwrap();
    assert_eq!(fine_on(&judged, since), Some(Fen::yuan(50_000)));
    let shown = case.counts_otherwise(&p1(), since).unwrap();
    assert_eq!((shown.ground, shown.since), (Withdrawal::DecisionAltered, Some(since)));
    assert_eq!(case.counts_otherwise(&p1(), since.tomorrow().unwrap()), None);
}
