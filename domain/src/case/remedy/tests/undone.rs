//! An appeal that was made in time and is entered late: what followed from the judgment, which the clock had recorded as in
//! force, is undone until the appeal is decided.

use super::*;
use crate::{
    case::{
        closing::{Close, ClosingGround},
        hearing, notice,
        sanction::SanctionKind,
        spec::{endings::close, hearings},
        statement,
    },
    publicity::withdrawing::Withdrawal,
};

const TAKEN: &str = "2023-05-27T10:00:00+08:00";

fn in_force(judged: History) -> History {
    let take = Command::TakeEffect(TakeEffect { remedy: j(1) });
    let events = given(judged.clone()).at(TAKEN).when_clock(take).events();
    let at: Moment = TAKEN.parse().unwrap();
    judged.into_iter().chain(events.into_iter().map(|it| (at, it))).collect()
}

/// Both sanctions fell, and nothing is decided anew; the suit was over the decision that `before` made.
fn fallen(before: History) -> History {
    let sued =
        given(before).at("2023-02-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit(None)));
    let judgment = revoke(j(1), Ground::FactsUnproven, date(2023, 5, 10));
    in_force(concluded(sued, "2023-05-10T10:00:00+08:00", judgment))
}

fn appealed(history: History) -> History {
    given(history)
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(appeal(j(1), Applicant::Agency)))
}

fn paying(case: &crate::case::Case) -> (Option<Moment>, bool) {
    let timed = &case.record.timers[&(Timer::PayFine, Some(s2()))];
    (timed.settled, timed.replaced)
}

/// ALL 85: nobody decides anew upon a judgment that never took effect; the fine is owed as before, until the appeal is
/// decided.
#[test]
fn a_late_appeal_ends_the_deciding_anew() {
    let taken = in_force(judged());
    let redone = case(&taken);
    assert_eq!(redone.main, Main::Investigating);
    assert!(paying(&redone).0.is_some());
    let history = appealed(taken);
    let pending = case(&history);
    assert_eq!(pending.main, Main::PenaltyDecided);
    assert_eq!(pending.since, case(&judged()).since, "since when it stood there before");
    assert_eq!(pending.record.redone_since, None);
    assert_eq!(paying(&pending), (None, false), "it waits again");
    assert!(
        pending.open_deadline(Timer::Redo, None).is_none(),
        "nobody waits for another decision"
    );
    assert!(pending.record.timers[&(Timer::Redo, None)].replaced);
    let upheld = conclude(j(2), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = case(&concluded(history, "2023-08-01T10:00:00+08:00", upheld));
    assert_eq!(upheld.main, Main::Investigating, "the redo of the first judgment begins");
    let since = upheld.record.redone_since.map(Moment::day);
    assert_eq!(since, Some(date(2023, 8, 1)));
    assert!(paying(&upheld).0.is_some());
}

/// PR 77: what was closed as nothing of its decision counted is open again where something is to be performed, and closed
/// anew once the judgment counts.
#[test]
fn a_late_appeal_opens_what_was_closed_upon_the_judgment() {
    let explanation = Some("人民法院判决撤销行政处罚决定".into());
    let other = Close { ground: ClosingGround::Other, explanation, ..close() };
    let taken = fallen(handed());
    assert!(case(&taken).open_deadline(Timer::CloseForm, None).is_some());
    let done = given(taken).at("2023-05-28T10:00:00+08:00").and(LEADER, Command::CloseCase(other));
    assert_eq!(case(&done).main, Main::Closed);
    let history = appealed(done);
    let pending = case(&history);
    assert_eq!(pending.main, Main::PenaltyDecided);
    assert_eq!(paying(&pending), (None, false));
    let upheld = conclude(j(2), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = case(&concluded(history, "2023-08-01T10:00:00+08:00", upheld));
    assert_eq!(upheld.main, Main::PenaltyDecided);
    let second = Some(PartId::nth('B', 2));
    assert!(upheld.open_deadline(Timer::CloseForm, second.as_ref()).is_some(), "closed anew");
}

/// The time to close that began with the judgment is over, where what fell is to be paid.
#[test]
fn a_late_appeal_ends_the_time_to_close() {
    let pending = case(&appealed(fallen(handed())));
    assert!(pending.open_deadline(Timer::CloseForm, None).is_none());
    assert!(pending.record.timers[&(Timer::CloseForm, None)].replaced);
}

/// ALL 77.2, 85: a fine that a judgment had made of a warning is owed by nobody while the appeal is heard, and again
/// once it is upheld.
#[test]
fn a_late_appeal_ends_the_time_to_pay_what_was_a_warning_before() {
    let mut warned = handed();
    for (_, event) in &mut warned {
        match event {
            Event::PenaltyDecided(it) => {
                (it.sanctions[1].kind, it.sanctions[1].amount) = (SanctionKind::Warning, None);
            }
            Event::DecisionServed(it) => {
                it.deadlines.retain(|it| it.of != Some(s2()));
            }
            _ => {}
        }
    }
    let sued =
        given(warned).at("2023-02-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit(None)));
    let fined = Conclude { opposite_request: true, ..alter(j(1), 30_000, date(2023, 5, 10)) };
    let taken = in_force(concluded(sued, "2023-05-10T10:00:00+08:00", fined));
    assert_eq!(paying(&case(&taken)), (None, false));
    let history = appealed(taken);
    let (settled, _) = paying(&case(&history));
    assert_eq!(settled.map(Moment::day), Some(date(2023, 5, 29)), "nothing is owed meanwhile");
    let upheld = conclude(j(2), Outcome::JudgmentUpheld, Ground::JudgmentRight, date(2023, 8, 1));
    let upheld = concluded(history, "2023-08-01T10:00:00+08:00", upheld);
    assert_eq!(paying(&case(&upheld)), (None, false));
}

/// PR 77: what was paid and closed before the judgment is closed as before.
#[test]
fn a_late_appeal_leaves_closed_what_was_closed_before_the_judgment() {
    let sued = given(closed())
        .at("2023-02-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit(None)));
    let redo = Some(Redo { until: Some(date(2023, 10, 31)) });
    let judgment = Conclude { redo, ..revoke(j(1), Ground::Procedure, date(2023, 5, 10)) };
    let taken = in_force(concluded(sued, "2023-05-10T10:00:00+08:00", judgment));
    assert_eq!(case(&taken).main, Main::Investigating);
    let pending = case(&appealed(taken));
    assert_eq!(pending.main, Main::Closed);
    assert!(paying(&pending).0.is_some_and(|at| at.day() < date(2023, 2, 1)), "paid as before");
}

/// PR 58: what the party is told and says on the way to another decision came after the one that counts again, which was
/// not made without hearing it.
#[test]
fn what_was_said_of_another_decision_is_not_held_against_the_one_before() {
    let mut history = in_force(judged());
    let n2 = PartId::nth('N', 2);
    let Some((_, Event::PriorNoticeServed(told))) = hearings::offered().pop() else {
        panic!("the last act is the notice")
    };
    let timers = [Timer::NoticeState, Timer::HearingRequest];
    let deadlines = timers.map(|it| hearings::deadline(it, &n2, date(2023, 6, 5))).to_vec();
    let again = notice::Served { id: n2.clone(), deadlines, ..told };
    let at = "2023-05-28T09:00:00+08:00".parse().unwrap();
    history.push((at, Event::PriorNoticeServed(again)));
    let said = statement::Record { notice: n2.clone(), ..hearings::state() };
    let asks = hearing::Request { notice: n2, ..hearings::ask() };
    let said = given(history)
        .at("2023-05-28T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordStatement(said));
    let asked =
        given(said).at("2023-05-28T11:00:00+08:00").and(HANDLER_LI, Command::RequestHearing(asks));
    let pending = case(&appealed(asked));
    assert_eq!(pending.main, Main::PenaltyDecided);
    let unheard = pending.decided_unheard(date(2023, 5, 29));
    assert!(unheard.is_empty(), "{unheard:?}");
}

/// ALL 85: an appeal that was made after its time undoes nothing; whether it is heard, the court decides.
#[test]
fn an_appeal_out_of_time_undoes_nothing() {
    let late = Open { applied_on: date(2023, 5, 26), ..appeal(j(1), Applicant::ThirdParty) };
    let history = given(in_force(judged()))
        .at("2023-05-29T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(late));
    assert_eq!(case(&history).main, Main::Investigating);
}

/// APL 48.2; PUB 11: what counts again is shown anew, in the place of what was withdrawn upon the judgment.
#[test]
fn a_late_appeal_has_what_counts_again_shown_anew() {
    let history = appealed(fallen(handed()));
    let fact = history.last().unwrap().1.fact();
    let facets = fact.facets();
    let withdraws = facets.withdraws.expect("the publicity of the decision hears of it");
    assert_eq!((&withdraws.decision, withdraws.ground), (&p1(), Withdrawal::DecisionAltered));
    let lawful = given(judged()).at("2023-05-24T10:00:00+08:00").when(
        INTAKE,
        Command::OpenRemedy(Open {
            received_on: date(2023, 5, 24),
            ..appeal(j(1), Applicant::Agency)
        }),
    );
    assert!(
        lawful.events()[0].fact().facets().withdraws.is_none(),
        "in time, nothing had followed"
    );
}
