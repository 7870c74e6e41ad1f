//! What a case that is decided anew tells of how its first decision was closed.

use super::*;
use crate::{
    case::{
        performance::{PaidPart, Pay, Towards},
        service::ServeDecision,
        spec::{
            endings::{close, paid, pay, serve_decision},
            redo::decided_anew,
        },
    },
    clock::Timer::CloseForm,
};

/// The closing form of a decision: when it was met or ended, and whether it was ended.
type Form = (Option<PartId>, Option<Moment>, bool);

fn forms(history: &History) -> Vec<Form> {
    let timers = case(history).record.timers.into_iter();
    let forms = timers.filter(|((timer, _), _)| *timer == CloseForm);
    forms.map(|((_, of), it)| (of, it.settled, it.replaced)).collect()
}

fn b2() -> PartId {
    PartId::nth('B', 2)
}

fn moment(time: &str) -> Moment {
    time.parse().unwrap()
}

/// Paid on 5 January, and so to be closed by the 31st.
fn closed_on(time: &str) -> History {
    given(paid()).at(time).and(LEADER, Command::CloseCase(close()))
}

/// Revoked on 1 March, decided and served anew, and paid on 1 August.
fn paid_anew(before: History) -> History {
    let revoke = Command::RevokeDecision(Revoke { anew: true, ..revoke(vec![]) });
    pays_anew(decided_anew(given(before).at(DAY).and(LEADER, revoke)))
}

fn pays_anew(decided: History) -> History {
    let serve = ServeDecision {
        decision: PartId::nth('P', 2),
        service: handed_over(date(2023, 7, 24)),
        ..serve_decision()
    };
    let served = given(decided)
        .at("2023-07-24T10:00:00+08:00")
        .and(HANDLER_LI, Command::ServeDecision(serve));
    let part = |n, yuan| PaidPart {
        sanction: PartId::nth('S', n),
        towards: Towards::Principal,
        amount: Fen::yuan(yuan),
    };
    let pay = Pay { parts: vec![part(3, 2_000), part(4, 20_000)], ..pay(0, 0) };
    given(served).at("2023-08-01T10:00:00+08:00").and(HANDLER_LI, Command::RecordPayment(pay))
}

/// PR 77: the second decision has a time to close of its own; that the first was closed late stays told.
#[test]
fn a_late_closing_stays_late_once_the_case_is_decided_anew() {
    let history = paid_anew(closed_on("2023-02-10T10:00:00+08:00"));
    let late = (None, Some(moment("2023-02-10T10:00:00+08:00")), false);
    assert_eq!(forms(&history), [late.clone(), (Some(b2()), None, false)]);
    let due = case(&history).open_deadline(CloseForm, Some(&b2())).unwrap().due_date();
    assert_eq!(due, Some(date(2023, 8, 22)));
    let again =
        given(history).at("2023-08-10T10:00:00+08:00").and(LEADER, Command::CloseCase(close()));
    let met = (Some(b2()), Some(moment("2023-08-10T10:00:00+08:00")), false);
    assert_eq!(forms(&again), [late, met]);
}

/// PR 77: a closing form that was overdue when the decision was revoked was, whatever comes after.
#[test]
fn a_closing_that_was_overdue_when_the_decision_fell_stays_so() {
    let history = paid_anew(paid());
    assert_eq!(forms(&history), [(None, Some(moment(DAY)), true), (Some(b2()), None, false)]);
}

/// PR 77: also where a revocation of before the closing is entered after it.
#[test]
fn a_revocation_of_before_the_closing_leaves_time_to_close_what_comes_after() {
    let closed = closed_on("2023-03-03T10:00:00+08:00");
    let revoke = Command::RevokeDecision(Revoke { anew: true, ..revoke(vec![]) });
    let revoked = given(closed)
        .at(DAY)
        .entered("2023-03-06T10:00:00+08:00")
        .because("撤销决定漏录")
        .and(LEADER, revoke);
    let history = pays_anew(decided_anew(revoked));
    let met = (None, Some(moment("2023-03-03T10:00:00+08:00")), false);
    assert_eq!(forms(&history), [met, (Some(b2()), None, false)]);
}
