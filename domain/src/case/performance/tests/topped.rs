//! What came on top of a fine, or was restored after it had been given back, has a time to pay of its own.

use super::{
    kinds::{finds, time_to_pay},
    *,
};
use crate::{
    case::{
        performance::Refund,
        remedy::{self, Applicant, Ground, Outcome, RemedyKind},
        spec::{
            INTAKE,
            facts::sanction,
            remedies::{appeal, conclude, j, reconsidered, revoke, suit},
        },
    },
    clock::Timer::PayFine,
};

fn raised(history: History) -> History {
    let finds = finds(sanction(2, SanctionKind::Fine, 60_000), date(2023, 3, 10));
    given(history).at("2023-03-10T10:00:00+08:00").and(HANDLER_LI, finds)
}

fn paid_in_time(history: History) -> History {
    given(history).at("2023-01-05T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 50_000)))
}

/// APL 72, 73; ARL 63.2: a fine of 50,000 yuan that was paid in time is raised to 60,000: what came on top is due fifteen
/// days after the service of what raised it, and grows from its own last day on, by itself.
#[test]
fn what_raises_a_fine_gives_a_time_to_pay_what_came_on_top() {
    let opened = given(paid_in_time(handed()))
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(crate::case::spec::remedies::reconsideration()));
    let history = raised(opened);
    let last = date(2023, 3, 27);
    let owed = fine(&history, last);
    assert_eq!((owed.open, owed.due), (Fen::yuan(10_000), Some(last)));
    assert_eq!(grown(&owed), Fen::ZERO);
    assert_eq!(grown(&fine(&history, date(2023, 3, 28))), Fen::yuan(300));
    assert_eq!(grown(&fine(&history, date(2025, 3, 28))), Fen::yuan(10_000));
    let case = case(&history);
    let open = case.open_deadline(PayFine, Some(&s2())).and_then(Deadline::due_date);
    assert_eq!(open, Some(last));
    let part = given(history).at("2023-03-20T10:00:00+08:00");
    let paid = part.and(HANDLER_LI, pays(pay(0, 10_000)));
    assert_eq!(time_to_pay(&paid, &s2()), Some((Some(date(2023, 3, 20)), false)));
    assert_eq!(grown(&fine(&paid, date(2023, 6, 30))), Fen::ZERO);
}

/// APL 72; ARL 63.2: what was owed before keeps its last day, and what came on top is to be paid once that is paid.
#[test]
fn what_was_owed_before_a_fine_was_raised_keeps_its_day() {
    let history = raised(reconsidered());
    let (last, next) = (date(2023, 3, 27), date(2023, 3, 28));
    assert_eq!(fine(&history, last).due, Some(date(2023, 1, 9)));
    // Six days before reconsideration was asked for, seventeen since its outcome counts.
    assert_eq!(grown(&fine(&history, last)), Fen::yuan(34_500));
    assert_eq!(grown(&fine(&history, next)), Fen::yuan(36_300));
    let part = given(history).at("2023-03-20T10:00:00+08:00");
    let paid = part.and(HANDLER_LI, pays(pay(2_000, 50_000)));
    assert_eq!(time_to_pay(&paid, &s2()), Some((None, false)));
    assert_eq!(fine(&paid, last).due, Some(last));
    let open = case(&paid).open_deadline(PayFine, Some(&s2())).and_then(Deadline::due_date);
    assert_eq!(open, Some(last));
    // Ten of those days: it was paid on 20 March.
    assert_eq!(grown(&fine(&paid, last)), Fen::yuan(24_000));
}

fn refunds(yuan: u32) -> Command {
    let receipt = document(DocumentType::RefundReceipt);
    Command::RecordRefund(Refund { parts: pay(2_000, yuan).parts, receipt })
}

/// ARL 72.2; ALL 90–93: a fine that was paid, fell with a judgment and was given back is owed once more when a retrial
/// restores it, fifteen days from then on; nothing of it has grown before.
#[test]
fn what_was_given_back_and_is_restored_is_owed_again() {
    let sued = given(paid_in_time(handed()))
        .at("2023-02-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(suit(None)));
    let fell = revoke(j(1), Ground::FactsUnproven, date(2023, 5, 10));
    let mut history =
        given(sued).at("2023-05-10T10:00:00+08:00").and(HANDLER_LI, Command::ConcludeRemedy(fell));
    let at = "2023-05-29T10:00:00+08:00";
    let effect = Command::TakeEffect(remedy::TakeEffect { remedy: j(1) });
    let effect = given(history.clone()).at(at).when_clock(effect).events();
    history.extend(effect.into_iter().map(|it| (at.parse().unwrap(), it)));
    let back = given(history).at("2023-06-05T10:00:00+08:00").and(HANDLER_LI, refunds(50_000));
    let retrial = remedy::Open {
        kind: RemedyKind::Retrial,
        by: Applicant::Procuratorate,
        applied_on: date(2023, 9, 4),
        received_on: date(2023, 9, 8),
        ..appeal(j(1), Applicant::Agency)
    };
    let retried =
        given(back).at("2023-09-08T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(retrial));
    let lawful = conclude(j(2), Outcome::Dismissed, Ground::Lawful, date(2023, 12, 1));
    let history = given(retried)
        .at("2023-12-01T10:00:00+08:00")
        .and(HANDLER_LI, Command::ConcludeRemedy(lawful));
    let last = date(2023, 12, 18);
    let owed = fine(&history, last);
    assert_eq!((owed.amount, owed.open, owed.due), (Fen::yuan(50_000), owed.amount, Some(last)));
    assert_eq!((owed.refundable, grown(&owed)), (Fen::ZERO, Fen::ZERO));
    assert_eq!(grown(&fine(&history, date(2023, 12, 19))), Fen::yuan(1_500));
    assert_eq!(time_to_pay(&history, &s2()), Some((None, false)));
    let part = given(history).at("2023-12-11T10:00:00+08:00");
    let paid = part.and(HANDLER_LI, pays(pay(2_000, 50_000)));
    let on = date(2023, 12, 11);
    assert_eq!(time_to_pay(&paid, &s2()), Some((Some(on), false)));
    assert_eq!((fine(&paid, on).open, fine(&paid, on).refundable), (Fen::ZERO, Fen::ZERO));
}
