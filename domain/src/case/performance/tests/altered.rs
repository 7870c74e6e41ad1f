//! What becomes of instalments once the fine is another one.

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::*;
use crate::case::{
    correction::Alter,
    remedy::{Ground, Outcome},
    spec::{
        INTAKE, Who,
        remedies::{altered_to, conclude, j, reconsideration},
    },
};

fn deferred() -> History {
    given(handed()).at(APPROVED).and(LEADER, defers(defer()))
}

fn alter(yuan: u32, on: Date) -> Command {
    Command::AlterDecision(Alter {
        decision: PartId::nth('P', 1),
        touched: vec![altered_to(yuan)],
        reason: "罚款数额计算错误".into(),
        service: handed_over(on),
        document: document(DocumentType::CorrectionDecision),
    })
}

fn i(n: usize) -> PartId {
    PartId::nth('I', n)
}

/// The instalments and sanctions that somebody has to pay still.
fn to_pay(history: &History) -> Vec<PartId> {
    let timers = case(history).record.timers;
    let open = timers
        .into_iter()
        .filter(|((timer, _), it)| *timer == Timer::PayFine && it.settled.is_none());
    open.filter_map(|((_, part), _)| part).collect()
}

/// PR 74; APL 75.2: what is left of a fine that was lowered is what its last instalments come to; the first one binds
/// nobody any more, and the payment of the rest leaves nothing to be paid.
#[test]
fn an_instalment_that_an_alteration_left_nothing_of_is_owed_no_more() {
    let on = date(2023, 1, 10);
    let altered = given(deferred()).at("2023-01-10T10:00:00+08:00").and(LEADER, alter(25_000, on));
    assert_eq!(to_pay(&altered), [i(2), PartId::nth('S', 1)]);
    assert!(case(&altered).record.timers[&(Timer::PayFine, Some(i(1)))].replaced);
    let paid = given(altered).and(HANDLER_LI, pays(pay(2_000, 25_000)));
    assert_eq!(to_pay(&paid), []);
    assert!(case(&paid).open_deadline(Timer::CloseForm, None).is_some());
    let more = given(deferred()).at("2023-01-10T10:00:00+08:00").and(LEADER, alter(30_000, on));
    assert_eq!(
        to_pay(&more),
        [i(1), i(2), PartId::nth('S', 1)],
        "of which 5000 yuan are due first"
    );
}

/// PR 74; ARL 63: the same where a remedy lowered it.
#[test]
fn an_instalment_that_an_outcome_left_nothing_of_is_owed_no_more() {
    let opened = given(deferred())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()));
    let conclude = conclude(j(1), Outcome::Altered, Ground::UnfitContent, date(2023, 2, 1));
    let conclude = crate::case::remedy::Conclude { touched: vec![altered_to(10_000)], ..conclude };
    let history = given(opened)
        .at("2023-02-01T10:00:00+08:00")
        .and(HANDLER_LI, Command::ConcludeRemedy(conclude));
    assert_eq!(to_pay(&history), [i(2), PartId::nth('S', 1)]);
    let paid = given(history).and(HANDLER_LI, pays(pay(2_000, 10_000)));
    assert_eq!(to_pay(&paid), []);
}

/// PR 72, 74: what was paid before the alteration and is entered after it has met what it was for.
#[test]
fn a_payment_of_before_the_alteration_meets_what_counts_since() {
    let altered = given(deferred())
        .at("2023-01-10T10:00:00+08:00")
        .and(LEADER, alter(25_000, date(2023, 1, 10)));
    let paid = given(altered)
        .at("2023-01-09T10:00:00+08:00")
        .entered("2023-01-12T10:00:00+08:00")
        .because("银行回单迟到")
        .and(HANDLER_LI, pays(pay(2_000, 25_000)));
    assert_eq!(to_pay(&paid), []);
    let met = case(&paid).record.timers[&(Timer::PayFine, Some(i(1)))].clone();
    assert_eq!(
        (met.replaced, met.settled),
        (false, Some("2023-01-09T10:00:00+08:00".parse().unwrap()))
    );
}

/// Something that changes what is to be paid, so many days after the last.
fn any_step() -> impl Strategy<Value = (i64, u8, u32)> {
    (1..20i64, 0..3u8, 1..50u32)
}

/// Some of it paid, the fine lowered, or the rest of it put off once more.
fn step(history: &History, today: Date, (what, thousands): (u8, u32)) -> (Who, Command) {
    let open = fine(history, today).open;
    let yuan = thousands * 1_000;
    match what {
        0 => (HANDLER_LI, pays(pay(0, yuan))),
        1 => (LEADER, alter(yuan, today)),
        _ => {
            let first = Fen::yuan(yuan);
            let portion = |days: i64, amount| Portion { until: today + days.days(), amount };
            let instalments = vec![portion(20, first), portion(40, open.less(first))];
            let service = handed_over(today);
            (LEADER, defers(Defer { instalments, applied_on: today, service, ..defer() }))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// PR 72, 74: where nothing of a fine is owed, nobody is told to pay it or a part of it; and where something is,
    /// somebody is.
    #[test]
    fn where_nothing_is_owed_nothing_is_to_be_paid(steps in prop::collection::vec(any_step(), 1..9)) {
        let (mut history, mut today) = (deferred(), date(2023, 1, 6));
        for (days, what, thousands) in steps {
            today += days.days();
            let at = format!("{today}T10:00:00+08:00");
            let (who, command) = step(&history, today, (what, thousands));
            let tried = given(history.clone()).at(&at).decided_by(who, &command);
            history.extend(tried.unwrap_or_default().into_iter().map(|it| (at.parse().unwrap(), it)));
            let parts = to_pay(&history).into_iter().filter(|it| *it != PartId::nth('S', 1));
            prop_assert_eq!(fine(&history, today).open > Fen::ZERO, parts.count() > 0, "{:?}", history);
        }
    }
}
