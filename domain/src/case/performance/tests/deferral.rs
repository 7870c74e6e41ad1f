//! More time to pay is more than the law gives, and never less.

use jiff::civil::Date;

use super::*;

/// Approved and told on 3 January, for instalments on these days; the fine is to be paid by the 9th.
fn approved_for(days: &[Date]) -> Command {
    let each = 50_000 / u32::try_from(days.len()).unwrap();
    let portion = |until: &Date| Portion { until: *until, amount: Fen::yuan(each) };
    defers(Defer {
        instalments: days.iter().map(portion).collect(),
        applied_on: date(2023, 1, 3),
        service: handed_over(date(2023, 1, 3)),
        ..defer()
    })
}

/// APL 66, 67; PR 72, 74: whoever is in hardship has no less time than the fifteen days, for the whole or a part.
#[test]
fn nothing_of_a_fine_falls_due_before_the_time_to_pay() {
    let asked = || given(handed()).at("2023-01-03T10:00:00+08:00");
    let early = date(2023, 1, 6);
    for days in [&[early][..], &[early, date(2023, 2, 10)]] {
        let refused = asked().when(LEADER, approved_for(days));
        refused.then_to_be_mended(&["instalments.0.until"]);
    }
    let last = date(2023, 1, 9);
    for days in [&[last][..], &[last, date(2023, 2, 10)]] {
        assert_eq!(asked().when(LEADER, approved_for(days)).events().len(), 1);
    }
}
