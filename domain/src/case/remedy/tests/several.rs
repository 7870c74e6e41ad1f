//! Remedies of several persons: whoever a decision or a judgment concerns has their own.

use super::*;

/// By the agency, of 15 May, ten days before the time to appeal is over.
fn early() -> Open {
    let day = date(2023, 5, 15);
    Open { applied_on: day, received_on: day, ..appeal(j(1), Applicant::Agency) }
}

/// By somebody else whom the decision concerns, of the last day but one.
fn by_another() -> Open {
    let received_on = date(2023, 5, 24);
    let file_number = "（2023）川71行终61号".into();
    Open { file_number, received_on, ..appeal(j(1), Applicant::ThirdParty) }
}

fn opened(history: History, at: &str, it: Open) -> History {
    given(history).at(at).and(INTAKE, Command::OpenRemedy(it))
}

fn withdrawn(history: History, (n, at): (usize, &str)) -> History {
    let served_on = at[..10].parse().unwrap();
    concluded(history, at, conclude(j(n), Outcome::Withdrawn, Ground::ByApplicant, served_on))
}

/// The appeal was withdrawn on 18 May.
fn given_up() -> History {
    let appealed = opened(judged(), "2023-05-15T10:00:00+08:00", early());
    withdrawn(appealed, (2, "2023-05-18T10:00:00+08:00"))
}

fn take() -> Command {
    Command::TakeEffect(TakeEffect { remedy: j(1) })
}

/// ALL 85: whoever withdraws an appeal leaves the time to appeal to the others, and the judgment waits for its end.
#[test]
fn a_judgment_waits_for_the_end_of_the_time_though_an_appeal_was_withdrawn() {
    let history = given_up();
    assert_eq!(case(&history).main, Main::PenaltyDecided);
    assert_eq!(fine_on(&history, date(2023, 5, 25)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&history, date(2023, 5, 26)), None);
    let waits = case(&history).open_deadline(Timer::SuitAppeal, Some(&j(1))).is_some();
    assert!(waits, "the clock has to record what comes of it");
    let Some((_, Event::RemedyConcluded(it))) = history.last() else { panic!("{history:?}") };
    assert_eq!(it.may_be_appealed(), Some(&j(1)));
    let falls = it.will_withdraw.as_ref().and_then(|it| it.since);
    assert_eq!((it.withdraws.as_ref(), falls), (None, Some(date(2023, 5, 26))));
    let events = given(history).at("2023-05-27T10:00:00+08:00").when_clock(take()).events();
    let [Event::JudgmentTookEffect(effect)] = events.as_slice() else { panic!("{events:?}") };
    assert!(effect.begins_redo && effect.withdraws.is_some());
}

/// ALL 85: another's appeal holds the judgment up all the same, until it is withdrawn as well.
#[test]
fn another_may_appeal_within_the_time_of_which_one_made_nothing() {
    let appealed = opened(given_up(), "2023-05-24T10:00:00+08:00", by_another());
    let pending = case(&appealed);
    assert_eq!(pending.takes_effect(pending.remedy(&j(1)).unwrap()), None);
    assert_eq!(fine_on(&appealed, date(2023, 7, 1)), Some(Fen::yuan(50_000)));
    assert!(pending.pending_on(&p1(), date(2023, 7, 1)).next().is_some());
    let over = withdrawn(appealed, (3, "2023-08-01T10:00:00+08:00"));
    assert_eq!(fine_on(&over, date(2023, 7, 31)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&over, date(2023, 8, 1)), None);
    assert_eq!(case(&over).main, Main::Investigating, "the redo of the judgment begins");
    given(over).at("2023-08-02T10:00:00+08:00").when_clock(take()).then(&[]);
}

/// ALL 85, 89: two may appeal at once; what both asked for is over once the court has found on both.
#[test]
fn a_judgment_waits_for_every_appeal() {
    let one = opened(judged(), "2023-05-15T10:00:00+08:00", early());
    let both = opened(one, "2023-05-24T10:00:00+08:00", by_another());
    let again = given(both.clone()).at("2023-05-24T11:00:00+08:00");
    again.when(INTAKE, Command::OpenRemedy(by_another())).then_refused(&[Code::AlreadyDone]);
    let left = withdrawn(both, (2, "2023-06-01T10:00:00+08:00"));
    assert_eq!(fine_on(&left, date(2023, 7, 31)), Some(Fen::yuan(50_000)));
    let upheld = conclude(j(3), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = concluded(left, "2023-08-01T10:00:00+08:00", upheld);
    assert_eq!(fine_on(&upheld, date(2023, 7, 31)), Some(Fen::yuan(50_000)));
    assert_eq!(fine_on(&upheld, date(2023, 8, 1)), None);
    let late = Open { file_number: "（2023）川71行终62号".into(), ..by_another() };
    given(upheld)
        .at("2023-08-02T10:00:00+08:00")
        .because("上诉状副本迟到")
        .when(INTAKE, Command::OpenRemedy(late))
        .then_refused(&[Code::Contradictory]);
}

/// ALL 85: a judgment that is entered once the time to appeal is over counts at once, and an appeal of that time which is
/// entered after it undoes that like any other.
#[test]
fn an_appeal_undoes_a_judgment_that_was_entered_after_its_time() {
    let judgment = Conclude {
        redo: Some(Redo { until: Some(date(2023, 10, 31)) }),
        ..revoke(j(1), Ground::Procedure, date(2023, 5, 10))
    };
    let history = given(sued())
        .at("2023-05-29T10:00:00+08:00")
        .because("判决书送达后未及时移交")
        .and(HANDLER_LI, Command::ConcludeRemedy(judgment));
    let taken = case(&history);
    assert_eq!(taken.main, Main::Investigating);
    let events = given(history.clone()).at("2023-05-29T10:05:00+08:00").when_clock(take()).events();
    let [Event::JudgmentTookEffect(effect)] = events.as_slice() else { panic!("{events:?}") };
    assert!(!effect.begins_redo && effect.withdraws.is_none(), "all of it has followed already");
    let at: Moment = "2023-05-29T10:05:00+08:00".parse().unwrap();
    let recorded: History =
        history.clone().into_iter().chain(events.into_iter().map(|it| (at, it))).collect();
    for history in [history, recorded] {
        let appealed =
            opened(history, "2023-05-29T10:10:00+08:00", appeal(j(1), Applicant::Agency));
        let pending = case(&appealed);
        assert_eq!(pending.main, Main::PenaltyDecided);
        assert_eq!(pending.record.redone_since, None);
        assert_eq!(fine_on(&appealed, date(2023, 7, 1)), Some(Fen::yuan(50_000)));
        let Some((_, event)) = appealed.last() else { panic!("nothing was recorded") };
        assert!(event.fact().facets().withdraws.is_some(), "it is shown as it counts");
    }
}

/// ARL 29, 30.1(7): what one person asked for bars another neither from reconsideration nor from a suit, meanwhile or
/// afterwards.
#[test]
fn another_person_has_remedies_of_their_own() {
    let of = |it: Open, n: u32| Open {
        by: Applicant::ThirdParty,
        file_number: format!("川府复〔2023〕{n}号"),
        received_on: date(2023, 1, 30),
        ..it
    };
    let at = "2023-01-30T10:00:00+08:00";
    let beside = opened(reconsidered(), at, of(reconsideration(), 40));
    assert_eq!(case(&beside).open_remedies().count(), 2);
    opened(beside, "2023-01-30T11:00:00+08:00", of(reconsideration(), 41));
    let applied_on = date(2023, 1, 30);
    opened(reconsidered(), at, Open { applied_on, admitted_on: None, ..of(suit(None), 42) });
    let found = alter(j(1), 40_000, date(2023, 2, 10));
    let found = concluded(answered(), "2023-02-10T10:00:00+08:00", found);
    let received_on = date(2023, 2, 13);
    let after = Open { received_on, ..of(reconsideration(), 43) };
    let afterwards = opened(found, "2023-02-13T10:00:00+08:00", after);
    assert_eq!(case(&afterwards).open_remedies().count(), 1);
    assert_eq!(fine_on(&afterwards, received_on), Some(Fen::yuan(40_000)));
}

/// ARL 20; ALL 46: the times that run since the decision was served are the party's.
#[test]
fn what_another_asks_for_uses_no_time_of_the_party() {
    let of_another = Open { by: Applicant::ThirdParty, ..reconsideration() };
    let history = opened(handed(), "2023-01-20T10:00:00+08:00", of_another.clone());
    assert!(case(&history).open_deadline(Timer::ReconApply, Some(&p1())).is_some());
    let day = date(2023, 4, 3);
    let late = Open { applied_on: day, admitted_on: None, received_on: day, ..of_another };
    let events = given(handed())
        .at("2023-04-03T10:00:00+08:00")
        .when(INTAKE, Command::OpenRemedy(late))
        .events();
    let [Event::RemedyOpened(it)] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!(it.out_of_time, None, "when they knew of it the organ finds");
}
