//! What the bank took is recorded as it was, also where it is more than was owed.

use super::{kinds::alters, *};
use crate::case::{performance::Refund, spec::facts::sanction};

/// PR 72; APL 74.3: what was paid in excess is a fact, is told by how much, and is given back.
#[test]
fn what_was_paid_in_excess_is_recorded_and_given_back() {
    let pays = |said: Option<u32>| {
        let excess = said.map(Fen::yuan);
        Command::RecordPayment(Pay { excess, ..pay(2_000, 50_001) })
    };
    let at = || given(handed()).at("2023-01-05T10:00:00+08:00");
    at().when(HANDLER_LI, pays(None)).then_to_be_mended(&["parts.1.amount"]);
    at().when(HANDLER_LI, pays(Some(2))).then_to_be_mended(&["excess"]);
    let exact = Command::RecordPayment(Pay { excess: Some(Fen::yuan(1)), ..pay(2_000, 50_000) });
    at().when(HANDLER_LI, exact).then_to_be_mended(&["excess"]);
    let paid = at().and(HANDLER_LI, pays(Some(1)));
    let on = date(2023, 1, 5);
    let owed = fine(&paid, on);
    assert_eq!((owed.open, owed.refundable), (Fen::ZERO, Fen::yuan(1)));
    assert!(case(&paid).record.timers[&(Timer::PayFine, Some(s2()))].settled.is_some());
    let missing = |history: &History| {
        case(history).missing(on, law()).iter().any(|it| it.citation.to_string() == "APL 74.3")
    };
    assert!(missing(&paid));
    let part = PaidPart { sanction: s2(), towards: Towards::Principal, amount: Fen::yuan(1) };
    let back = Refund { parts: vec![part], receipt: document(DocumentType::RefundReceipt) };
    let back = given(paid).and(HANDLER_LI, Command::RecordRefund(back));
    assert_eq!(fine(&back, on).refundable, Fen::ZERO);
    assert!(!missing(&back));
}

/// APL 74.3: what was paid in excess as surcharge is to be given back as well, and said to be.
#[test]
fn a_surcharge_that_was_paid_in_excess_is_said_to_be_owed_back() {
    let part = |towards, yuan| PaidPart { sanction: s2(), towards, amount: Fen::yuan(yuan) };
    let payment = Pay {
        parts: vec![part(Towards::Principal, 50_000), part(Towards::Surcharge, 15_000)],
        ..pay(0, 0)
    };
    // To be paid by 9 January: ten days late.
    let paid = given(handed()).at("2023-01-19T10:00:00+08:00").and(HANDLER_LI, pays(payment));
    let on = date(2023, 2, 10);
    let altered = given(paid)
        .at("2023-02-10T10:00:00+08:00")
        .and(LEADER, alters(sanction(2, SanctionKind::Fine, 30_000), on));
    let said = |history: &History| {
        let missing = case(history).missing(on, law()).into_iter();
        let mut back = missing.filter(|it| it.citation.to_string() == "APL 74.3");
        back.next().map(|it| it.text)
    };
    let both = "处罚S2多收26000元（其中加处罚款6000元），尚未退还";
    assert_eq!(said(&altered).as_deref(), Some(both));
    let refund = |parts| {
        let receipt = document(DocumentType::RefundReceipt);
        Command::RecordRefund(Refund { parts, receipt })
    };
    let half = given(altered).and(HANDLER_LI, refund(vec![part(Towards::Principal, 20_000)]));
    let left = "处罚S2多收6000元（其中加处罚款6000元），尚未退还";
    assert_eq!(said(&half).as_deref(), Some(left));
    let whole = given(half).and(HANDLER_LI, refund(vec![part(Towards::Surcharge, 6_000)]));
    assert_eq!(said(&whole), None);
}
