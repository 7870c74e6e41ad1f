//! What the bank took is recorded as it was, also where it is more than was owed.

use super::*;
use crate::case::performance::Refund;

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
