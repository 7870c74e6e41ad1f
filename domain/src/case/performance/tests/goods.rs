//! Goods that were confiscated are handed over.

use super::*;

/// The fine is a confiscation of goods instead.
fn with_goods() -> History {
    let mut history = handed();
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.sanctions[1].kind = SanctionKind::ConfiscateGoods;
        }
    }
    history
}

/// PR 71, 78: and against no decision.
#[test]
fn confiscated_goods_are_handed_over_against_a_receipt() {
    given(with_goods()).when(HANDLER_LI, hand_over(vec![])).then_to_be_mended(&["documents"]);
    let receipt = vec![document(DocumentType::PropertyReceipt)];
    let mut stray = receipt.clone();
    stray.push(document(DocumentType::PenaltyDecision));
    given(with_goods()).when(HANDLER_LI, hand_over(stray)).then_to_be_mended(&["documents.1"]);
    let done = given(with_goods()).and(HANDLER_LI, hand_over(receipt.clone()));
    assert_eq!(case(&done).unperformed(date(2023, 3, 1)).len(), 1);
    assert_eq!(given(done).when(HANDLER_LI, hand_over(receipt)).events(), []);
}
