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

/// PR 74: asked for, approved, told, in this order; from the approval on nothing grows, whenever a letter arrives.
#[test]
fn a_deferral_counts_from_the_day_of_its_approval() {
    let told_on = date(2023, 1, 17);
    let told = || given(handed()).at("2023-01-17T10:00:00+08:00").because("邮寄在途");
    let by_post = |applied_on, approved_on| {
        let service = handed_over(told_on);
        let asked = Defer { applied_on, approved_on, service, ..defer() };
        told().when(LEADER, defers(asked))
    };
    let (asked, approved) = (date(2023, 1, 12), date(2023, 1, 13));
    for (approved_on, days) in [(Some(approved), 3), (None, 7)] {
        let asked =
            Defer { applied_on: asked, approved_on, service: handed_over(told_on), ..defer() };
        let deferred = told().and(LEADER, defers(asked));
        assert_eq!(grown(&fine(&deferred, date(2023, 2, 10))), Fen::yuan(1_500 * days));
    }
    by_post(date(2023, 1, 14), Some(approved)).then_to_be_mended(&["appliedOn"]);
    by_post(asked, Some(date(2023, 1, 18))).then_to_be_mended(&["approvedOn"]);
    by_post(date(1990, 1, 1), Some(approved)).then_to_be_mended(&["appliedOn"]);
    by_post(date(2023, 1, 18), None).then_to_be_mended(&["appliedOn"]);
}

/// PR 74, 75: an approval that is entered days after its day stops what grew since, and says why it comes late; what is
/// paid in time by it alone is said to be.
#[test]
fn an_approval_of_an_earlier_day_is_entered_late() {
    let told_on = date(2023, 1, 17);
    let told = || given(handed()).at("2023-01-17T10:00:00+08:00");
    let approved = |day| {
        let service = handed_over(told_on);
        let approved_on = Some(date(2023, 1, day));
        defers(Defer { approved_on, service, ..defer() })
    };
    told().when(LEADER, approved(13)).then_refused(&[Code::LateEntryReasonMissing]);
    assert_eq!(told().when(LEADER, approved(16)).events().len(), 1);
    let late = told().because("邮寄在途").when(LEADER, approved(13)).events();
    let [Event::DeferralApproved(it)] = &late[..] else { panic!("{late:?}") };
    let rests = |it: &Deadline| it.extensions.iter().any(|it| it.entered_late.is_some());
    assert!(it.deadlines.iter().all(rests), "{:?}", it.deadlines);
}
