//! What a remedy does to what is owed.

use super::*;
use crate::case::{
    performance::{PaidPart, Refund, Towards},
    spec::{
        endings::{paid, pay},
        law,
    },
};

/// APL 73.3: nothing accrues from the application to the day on which what was found counts; on the altered amount.
#[test]
fn surcharge_stands_still_while_a_remedy_is_pending_and_is_counted_on_what_counts() {
    let grown = |history: &[(Moment, Event)], on| {
        let owed = case(history).owed(on, law());
        owed.into_iter().find(|it| it.sanction == s2()).unwrap().surcharge.unwrap()
    };
    let pending = reconsidered();
    // To be paid by 9 January: 10 to 15 January are six days.
    assert_eq!(grown(&pending, date(2023, 1, 15)).days, 6);
    assert_eq!(grown(&pending, date(2023, 3, 9)).days, 6);
    let history =
        concluded(answered(), "2023-03-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 3, 10)));
    let after = grown(&history, date(2023, 3, 11));
    assert_eq!((after.days, after.amount), (7, Fen::yuan(8_400)));
}

/// APL 72.1(1): on the days on which a fine had been revoked nobody owed it, and no surcharge accrues for them, though a court
/// gives it back afterwards (ALL 77).
#[test]
fn no_surcharge_accrues_for_days_on_which_a_fine_had_fallen() {
    let fallen = revoke(j(1), Ground::FactsUnproven, date(2023, 3, 10));
    let history = concluded(answered(), "2023-03-10T10:00:00+08:00", fallen);
    let day = date(2023, 3, 24);
    let by_another =
        Open { by: Applicant::ThirdParty, applied_on: day, received_on: day, ..suit(Some(j(1))) };
    let history =
        given(history).at("2023-03-24T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(by_another));
    let upheld = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Upheld };
    let judgment = Conclude {
        touched: vec![upheld(1), upheld(2)],
        ..conclude(j(2), Outcome::Revoked, Ground::WrongBasis, date(2023, 5, 10))
    };
    let history = concluded(history, "2023-05-10T10:00:00+08:00", judgment);
    let days = |on| {
        let owed = case(&history).owed(on, law());
        let fine = owed.into_iter().find(|it| it.sanction == s2());
        fine.map(|it| it.surcharge.map_or(0, |it| it.days))
    };
    assert_eq!(days(date(2023, 3, 15)), None, "nothing is owed");
    // To be paid by 9 January: 10 to 15 January are six days, and the judgment counts since 26 May.
    assert_eq!(days(date(2023, 5, 26)), Some(7));
    assert_eq!(days(date(2023, 5, 27)), Some(8));
}

/// ARL 72.2; APL 74.3: what was paid in excess is given back.
#[test]
fn what_was_paid_in_excess_is_owed_back() {
    let history = given(paid())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let history =
        concluded(history, "2023-03-10T10:00:00+08:00", alter(j(1), 40_000, date(2023, 3, 10)));
    let on = date(2023, 3, 10);
    let owed = case(&history).owed(on, law());
    let fine = owed.iter().find(|it| it.sanction == s2()).unwrap();
    assert_eq!(
        (fine.amount, fine.paid, fine.open, fine.refundable),
        (Fen::yuan(40_000), Fen::yuan(50_000), Fen::ZERO, Fen::yuan(10_000))
    );
    let back = |yuan| {
        let part =
            PaidPart { sanction: s2(), towards: Towards::Principal, amount: Fen::yuan(yuan) };
        Command::RecordRefund(Refund {
            parts: vec![part],
            receipt: document(DocumentType::RefundReceipt),
        })
    };
    assert!(
        case(&history).missing(on, law()).iter().any(|it| it.citation.to_string() == "APL 74.3")
    );
    given(history.clone()).when(HANDLER_LI, back(10_001)).then_refused(&[Code::WrongAmount]);
    let history = given(history).and(HANDLER_LI, back(10_000));
    let owed = case(&history).owed(on, law());
    let fine = owed.iter().find(|it| it.sanction == s2()).unwrap();
    assert_eq!((fine.refunded, fine.refundable), (Fen::yuan(10_000), Fen::ZERO));
    assert!(
        !case(&history).missing(on, law()).iter().any(|it| it.citation.to_string() == "APL 74.3")
    );
}

/// Nobody pays what was revoked, and the case has nothing left to be performed but to be closed (PR 77.1(5)).
#[test]
fn what_was_revoked_is_not_owed() {
    let revoked = revoke(j(1), Ground::FactsUnproven, date(2023, 3, 10));
    let history = concluded(answered(), "2023-03-10T10:00:00+08:00", revoked);
    let on = date(2023, 3, 10);
    assert_eq!(case(&history).owed(on, law()), []);
    assert!(case(&history).standing(on)[0].has_fallen());
    assert!(case(&history).counting_decision(on).is_none());
    given(history.clone())
        .when(HANDLER_LI, Command::RecordPayment(pay(0, 1_000)))
        .then_refused(&[Code::UnknownPart]);
    assert!(case(&history).record.timers[&(Timer::PayFine, Some(s2()))].replaced);
    assert!(case(&history).open_deadline(Timer::CloseForm, None).is_some());
}
