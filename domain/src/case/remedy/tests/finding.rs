//! What an outcome says fits what it does.

use super::*;
use crate::{case::sanction::SanctionKind, publicity::withdrawing::Withdrawal};

fn finds(history: History, it: Conclude) -> crate::case::spec::When {
    given(history).at("2023-03-10T10:00:00+08:00").when(HANDLER_LI, Command::ConcludeRemedy(it))
}

fn touched(n: usize, effect: Effect) -> Touched {
    Touched { sanction: PartId::nth('S', n), effect }
}

/// ARL 64: what is revoked names what falls, and only what has fallen is decided anew.
#[test]
fn a_revocation_revokes_something_and_only_that_is_decided_anew() {
    let day = date(2023, 3, 10);
    let by = |touched| Conclude {
        touched,
        redo: Some(Redo { until: None }),
        ..conclude(j(1), Outcome::Revoked, Ground::FactsUnproven, day)
    };
    let upheld = |n| touched(n, Effect::Upheld);
    let nothing = finds(answered(), by(vec![upheld(1), upheld(2)]));
    nothing.then_refused(&[Code::Contradictory, Code::Contradictory]);
    let one = finds(answered(), by(vec![upheld(1), touched(2, Effect::Revoked)]));
    assert_eq!(one.events().len(), 1);
}

/// ARL17 28: what the law of 2023 alone has as a ground, or as an outcome, ends nothing before it, and is refused under the
/// article of the day that lists both.
#[test]
fn a_ground_of_the_law_of_2023_ends_no_reconsideration_before_it() {
    let day = date(2023, 3, 10);
    let altered = |ground| Conclude { grounds: vec![ground], ..alter(j(1), 40_000, day) };
    let void = |n| touched(n, Effect::Void);
    let void = Conclude {
        touched: vec![void(1), void(2)],
        ..conclude(j(1), Outcome::ConfirmedVoid, Ground::ManifestlyIllegal, day)
    };
    for (it, code) in [
        (altered(Ground::UnfitContent), Code::Contradictory),
        (revoke(j(1), Ground::SlightProcedure, day), Code::Contradictory),
        (void, Code::NotProvidedFor),
    ] {
        let refused = finds(answered(), it).refusals();
        assert_eq!(refused.iter().map(|it| it.code).collect::<Vec<_>>(), [code]);
        assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "ARL17 28");
    }
    for ground in [Ground::FactsUnproven, Ground::WrongBasis, Ground::ManifestlyUnfit] {
        let events = finds(answered(), altered(ground)).events();
        let [Event::RemedyConcluded(it)] = &events[..] else { panic!("{events:?}") };
        assert_eq!(it.authorities, [crate::citation::cite("ARL17", "28")]);
    }
}

/// ARL 70: only a decision that the agency did not answer for in time counts as having no evidence.
#[test]
fn only_without_an_answer_in_time_is_the_ground_that_there_was_none() {
    let unanswered = || revoke(j(1), Ground::NoReply, date(2023, 3, 10));
    let refused = finds(answered(), unanswered()).refusals();
    assert_eq!((refused.len(), refused[0].code), (1, Code::Contradictory));
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "ARL17 28");
    assert_eq!(finds(reconsidered(), unanswered()).events().len(), 1);
    let late = given(reconsidered())
        .at("2023-02-03T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))));
    assert_eq!(finds(late, unanswered()).events().len(), 1);
}

/// APL 48.2: where a sanction was confirmed illegal beside one that stands, the decision is shown anew with what is lawful;
/// where nothing lawful is left, it is shown no more.
#[test]
fn a_decision_of_which_something_lawful_is_left_is_shown_anew() {
    let by = |all: &[usize]| {
        let touched = all.iter().map(|n| touched(*n, Effect::ConfirmedIllegal)).collect();
        let ground = Ground::Procedure;
        let it = conclude(j(1), Outcome::ConfirmedIllegal, ground, date(2023, 3, 10));
        let events = finds(answered(), Conclude { touched, ..it }).events();
        let [Event::RemedyConcluded(it)] = &events[..] else { panic!("{events:?}") };
        it.withdraws.as_ref().unwrap().ground
    };
    assert_eq!(by(&[1]), Withdrawal::DecisionAltered);
    assert_eq!(by(&[1, 2]), Withdrawal::DecisionIllegal);
}

/// ALL 77.2: what a judgment that alters lets count as decided is no heavier than what counted before either;
/// revoking what the organ had made of it is no such judgment.
#[test]
fn what_an_alteration_upholds_is_no_heavier_than_what_counted() {
    let altered =
        concluded(answered(), "2023-02-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 2, 10)));
    let sued = given(altered)
        .at("2023-02-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit(Some(j(1)))));
    let upheld = |outcome, ground| {
        let mut touched = vec![Touched { sanction: s2(), effect: Effect::Upheld }];
        if outcome == Outcome::Altered {
            let less = facts::sanction(1, SanctionKind::ConfiscateIncome, 1_000);
            let sanction = less.id.clone();
            touched.push(Touched { sanction, effect: Effect::Altered { to: less } });
        }
        Conclude { touched, ..conclude(j(2), outcome, ground, date(2023, 5, 10)) }
    };
    let judged = |it: Conclude| {
        let at = given(sued.clone()).at("2023-05-10T10:00:00+08:00");
        at.when(HANDLER_LI, Command::ConcludeRemedy(it))
    };
    let worse = upheld(Outcome::Altered, Ground::ManifestlyUnfit);
    judged(worse.clone()).then_refused(&[Code::WorseForApplicant]);
    let asked_for = Conclude { opposite_request: true, ..worse };
    assert_eq!(judged(asked_for).events().len(), 1);
    assert_eq!(judged(upheld(Outcome::Revoked, Ground::WrongBasis)).events().len(), 1);
}
