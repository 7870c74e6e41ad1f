//! What took place before a revocation is entered after it, whatever the case has come to since.

use super::*;
use crate::case::{
    performance::{CarryOut, Refund, Towards},
    service::ServeDecision,
    spec::{
        endings::{pay, penalised, serve_decision},
        redo::decided_anew,
    },
};

const PAID: &str = "2023-02-20T10:00:00+08:00";

/// The whole of it revoked on 1 March, to be decided anew.
fn revoked(before: History) -> History {
    let revoke = Revoke { anew: true, ..revoke(vec![]) };
    given(before).at(DAY).and(LEADER, Command::RevokeDecision(revoke))
}

/// While it is decided anew, and once it was.
fn since(before: History) -> [History; 2] {
    [revoked(before.clone()), decided_anew(revoked(before))]
}

/// PR 72; APL 74.3, 75: a payment rests on the decision that it is on, and what was received is given back.
#[test]
fn a_payment_of_before_the_revocation_is_entered_and_given_back() {
    for history in since(handed()) {
        let payment = pay(0, 50_000);
        let parts = payment.parts.clone();
        let paid = given(history)
            .at(PAID)
            .entered("2023-08-01T10:00:00+08:00")
            .because("银行回单迟到")
            .and(HANDLER_LI, Command::RecordPayment(payment));
        assert!(case(&paid).open_deadline(Timer::CloseForm, None).is_none());
        let owed = case(&paid).owed(date(2023, 8, 1), crate::case::spec::law());
        let of_it = owed.iter().find(|it| it.sanction == s2()).unwrap();
        assert_eq!((of_it.paid, of_it.refundable), (Fen::yuan(50_000), Fen::yuan(50_000)));
        assert_eq!(parts[0].towards, Towards::Principal);
        let receipt = document(DocumentType::RefundReceipt);
        let refund = Command::RecordRefund(Refund { parts, receipt });
        let given_back = given(paid).at("2023-08-02T10:00:00+08:00").when(HANDLER_LI, refund);
        assert_eq!(given_back.events().len(), 1);
    }
}

/// PR 72: nobody has paid what was not imposed yet, nor what has fallen.
#[test]
fn a_payment_lies_between_its_decision_and_the_fall_of_it() {
    let [_, decided] = since(handed());
    let on = |time: &'static str, n: usize| {
        let mut payment = pay(0, 20_000);
        payment.parts[0].sanction = PartId::nth('S', n);
        given(decided.clone())
            .at(time)
            .entered("2023-08-01T10:00:00+08:00")
            .because("银行回单迟到")
            .when(HANDLER_LI, Command::RecordPayment(payment))
    };
    on(PAID, 4).then_refused(&[Code::BeforeItsBasis]);
    on("2023-03-02T10:00:00+08:00", 2).then_refused(&[Code::UnknownPart]);
    on("2022-12-21T08:00:00+08:00", 2).then_refused(&[Code::BeforeItsBasis]);
}

/// PR 71: the same of what is carried out otherwise, from the service of its own decision on.
#[test]
fn what_was_carried_out_before_the_revocation_is_entered() {
    let mut goods = handed();
    for (_, event) in &mut goods {
        if let Event::PenaltyDecided(it) = event {
            it.sanctions[1].kind = SanctionKind::ConfiscateGoods;
        }
    }
    let carry_out = Command::RecordCarriedOut(CarryOut {
        sanction: s2(),
        account: "涉案食品已全部上缴".into(),
        documents: vec![document(DocumentType::PropertyReceipt)],
    });
    for history in since(goods) {
        let on = |time: &'static str| {
            let entered = given(history.clone()).at(time).entered("2023-08-01T10:00:00+08:00");
            entered.because("漏录").when(HANDLER_LI, carry_out.clone())
        };
        assert_eq!(on(PAID).events().len(), 1);
        on("2022-12-22T10:00:00+08:00").then_refused(&[Code::BeforeItsBasis]);
        on("2023-03-02T10:00:00+08:00").then_refused(&[Code::UnknownPart]);
    }
}

/// PR 81: a service of before the revocation meets what it was owed by, whatever has become of the decision since; the
/// time to pay that it started ended when that fell.
#[test]
fn a_service_of_before_the_revocation_is_entered() {
    let serve = |day| ServeDecision { service: handed_over(day), ..serve_decision() };
    let serve = |day| Command::ServeDecision(serve(day));
    for history in since(penalised()) {
        let entered = given(history.clone()).at("2022-12-23T15:00:00+08:00");
        let entered = entered.entered("2023-08-01T10:00:00+08:00").because("送达回证迟到");
        let served = entered.and(HANDLER_LI, serve(date(2022, 12, 23)));
        let timers = case(&served).record.timers;
        assert!(!timers[&(Timer::DecisionServe, Some(p1()))].replaced, "it is met");
        let mut to_pay = timers.iter().filter(|((timer, _), _)| *timer == Timer::PayFine);
        assert!(to_pay.all(|(_, it)| it.replaced), "what fell is not to be paid any more");
        assert_eq!(case(&served).main, case(&history).main);
        given(history)
            .at("2023-08-01T10:00:00+08:00")
            .because("送达回证迟到")
            .when(HANDLER_LI, serve(date(2023, 3, 1)))
            .then_refused(&[Code::AlreadyDone]);
    }
}

/// PR 77, 81: what rests on the service of the decision that counts rests on no earlier one that is entered after it.
#[test]
fn a_late_service_of_what_fell_moves_nothing_that_rests_on_the_other() {
    let [_, decided] = since(penalised());
    let p2 = ServeDecision {
        decision: PartId::nth('P', 2),
        service: handed_over(date(2023, 7, 24)),
        ..serve_decision()
    };
    let served =
        given(decided).at("2023-07-24T10:00:00+08:00").and(HANDLER_LI, Command::ServeDecision(p2));
    let both = given(served.clone())
        .at("2022-12-23T15:00:00+08:00")
        .entered("2023-08-01T10:00:00+08:00")
        .because("送达回证迟到")
        .and(HANDLER_LI, Command::ServeDecision(serve_decision()));
    assert_eq!(case(&both).record.services.len(), 2);
    assert_eq!(case(&both).decision_reached(), case(&served).decision_reached());
}
