//! Whatever is entered first: the times to pay and to close are told as the acts took place.

use jiff::civil::date;

use super::{
    kinds::{alters, carries_out, finds, forms, in_force, judged_anew, revokes, s, time_to_pay},
    *,
};
use crate::case::spec::{
    INTAKE, Who,
    endings::{close, penalised_by, served},
    facts::sanction,
    remedies::reconsideration,
};
use SanctionKind::{ConfiscateGoods, Fine, SuspendLicence, Warning};

/// These acts in this order, all of them entered on that day.
fn entered(history: History, acts: &[(&str, Who, Command)], on: &str) -> History {
    acts.iter().fold(history, |history, (at, who, command)| {
        given(history).at(at).entered(on).because("漏录").and(*who, command.clone())
    })
}

/// PR 77; APL 75.2: where something was left between two acts of which the later one was entered first, what had been to be
/// closed is not, and what is left of it is closed from the later one on.
#[test]
fn what_was_left_between_two_acts_is_closed_from_the_later_one_on() {
    let part = PaidPart { sanction: s(1), towards: Towards::Principal, amount: Fen::yuan(4_000) };
    let paid = given(served(penalised_by(&[sanction(1, Fine, 4_000), sanction(2, Warning, 0)])))
        .and(HANDLER_LI, pays(Pay { parts: vec![part], ..pay(0, 0) }));
    let opened = given(paid)
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let (found, on) = (date(2023, 2, 10), date(2023, 2, 13));
    let outcome = finds(sanction(1, ConfiscateGoods, 1_000), found);
    let outcome = ("2023-02-10T10:00:00+08:00", HANDLER_LI, outcome);
    let fallen = ("2023-02-13T10:00:00+08:00", LEADER, revokes(s(1), on));
    let milder = ("2023-02-13T10:00:00+08:00", LEADER, alters(sanction(1, Warning, 0), on));
    let begun = date(2022, 12, 23);
    let again = (Some(PartId::nth('B', 2)), on, None, false);
    let told = [(None, begun, Some(found), true), again];
    for later in [fallen, milder] {
        for order in [[outcome.clone(), later.clone()], [later, outcome.clone()]] {
            let history = entered(opened.clone(), &order, "2023-02-14T17:00:00+08:00");
            assert_eq!(forms(&history), told);
        }
    }
}

/// PR 72, 77; ALL 85: what is paid once a judgment counts is paid on what it restored, whether or not the clock has
/// recorded that it does.
#[test]
fn what_is_paid_before_a_judgment_is_recorded_to_count_is_paid_on_what_it_restored() {
    let payment = ("2023-05-26T15:00:00+08:00", HANDLER_LI, pays(pay(0, 20_000)));
    let paid =
        |history| entered(history, std::slice::from_ref(&payment), "2023-05-29T12:00:00+08:00");
    let (before, on, day) = (date(2023, 3, 20), date(2023, 5, 26), date(2023, 5, 29));
    let again = (Some(PartId::nth('B', 2)), on, None, false);
    for history in [in_force(paid(judged_anew())), paid(in_force(judged_anew()))] {
        assert_eq!(time_to_pay(&history, &s2()), Some((Some(on), false)));
        assert_eq!(forms(&history), [(None, before, Some(day), true), again.clone()]);
    }
}

/// PR 72; APL 75.2: a part that is paid once the sanction counts no more meets nothing, though that is entered later.
#[test]
fn what_is_paid_after_a_sanction_has_fallen_meets_nothing() {
    let paid =
        given(handed()).at("2023-01-07T10:00:00+08:00").and(HANDLER_LI, pays(pay(0, 20_000)));
    let fell = date(2023, 1, 5);
    let revoked = given(paid).at("2023-01-10T10:00:00+08:00").because("漏录");
    let revoked = revoked.and(LEADER, revokes(s2(), fell));
    assert_eq!(time_to_pay(&revoked, &s2()), Some((Some(fell), true)));
    let owed = fine(&revoked, date(2023, 1, 10));
    assert_eq!((owed.open, owed.refundable), (Fen::ZERO, Fen::yuan(20_000)));
}

/// PR 71; ARL 63: what an organ makes of a warning once the case is closed is to be carried out, is said to be left until it
/// was, and may be recorded to have been.
#[test]
fn what_is_to_be_carried_out_once_the_case_is_closed_is_said_to_be_left() {
    let closed = given(served(penalised_by(&[sanction(1, Warning, 0)])))
        .at("2022-12-26T10:00:00+08:00")
        .and(LEADER, Command::CloseCase(close()));
    let opened = given(closed)
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let left = |history: &History| {
        let missing = case(history).missing(date(2023, 3, 20), law()).into_iter();
        missing.filter(|it| it.citation.to_string() == "PR 71").count()
    };
    assert_eq!(left(&opened), 0);
    let licence = finds(sanction(1, SuspendLicence, 0), date(2023, 3, 10));
    let found = given(opened).at("2023-03-10T10:00:00+08:00").and(HANDLER_LI, licence);
    assert_eq!(left(&found), 1);
    let done = given(found).at("2023-04-03T10:00:00+08:00").and(HANDLER_LI, carries_out(s(1)));
    assert_eq!(left(&done), 0);
}
