//! What becomes of instalments once the fine is another one.

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::*;
use crate::case::{
    correction::Alter,
    performance::Refund,
    remedy::{Ground, Outcome},
    spec::{
        INTAKE, When, Who,
        remedies::{altered_to, conclude, j, reconsideration},
    },
};

pub(super) fn deferred() -> History {
    given(handed()).at(APPROVED).and(LEADER, defers(defer()))
}

pub(super) fn alter(yuan: u32, on: Date) -> Command {
    Command::AlterDecision(Alter {
        decision: PartId::nth('P', 1),
        touched: vec![altered_to(yuan)],
        reason: "罚款数额计算错误".into(),
        deviation_reasons: None,
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
    let conclude = conclude(j(1), Outcome::Altered, Ground::ManifestlyUnfit, date(2023, 2, 1));
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

/// The fine of 50,000 yuan, lowered at half past ten on the day on which it could have been deferred.
fn lowered() -> History {
    given(handed()).at("2023-01-06T10:30:00+08:00").and(LEADER, alter(30_000, date(2023, 1, 6)))
}

/// Of that day, and entered after the alteration.
fn that_day(time: &str, who: Who, command: Command) -> When {
    given(lowered()).at(time).entered("2023-01-06T17:00:00+08:00").when(who, command)
}

/// PR 74; APL 75.2: the instalments make up what was open when they were approved: before the fine was lowered, all of
/// it, whenever that is entered; after that, what is left.
#[test]
fn a_deferral_goes_by_what_was_open_when_it_was_approved() {
    let whole = |yuan| Portion { until: date(2023, 2, 10), amount: Fen::yuan(yuan) };
    let until = |yuan| defers(Defer { instalments: vec![whole(yuan)], ..defer() });
    let (before, after) = ("2023-01-06T09:58:00+08:00", "2023-01-06T11:00:00+08:00");
    that_day(before, LEADER, until(30_000)).then_refused(&[Code::WrongAmount]);
    assert_eq!(that_day(before, LEADER, until(50_000)).events().len(), 1);
    that_day(after, LEADER, until(50_000)).then_refused(&[Code::WrongAmount]);
    assert_eq!(that_day(after, LEADER, until(30_000)).events().len(), 1);
}

/// PR 72; APL 74.3: what was paid before the fine was lowered was owed then, and is too much since.
#[test]
fn a_payment_and_a_refund_go_by_what_counted_when_they_were_made() {
    let (before, after) = ("2023-01-06T09:00:00+08:00", "2023-01-06T11:00:00+08:00");
    let payment = |yuan| pays(pay(0, yuan));
    assert_eq!(that_day(before, HANDLER_LI, payment(50_000)).events().len(), 1);
    that_day(after, HANDLER_LI, payment(50_000)).then_refused(&[Code::WrongAmount]);
    let paid = given(handed()).at("2023-01-05T09:00:00+08:00").and(HANDLER_LI, payment(50_000));
    let altered =
        given(paid).at("2023-01-06T10:30:00+08:00").and(LEADER, alter(30_000, date(2023, 1, 6)));
    let refund = |time| {
        let receipt = document(DocumentType::RefundReceipt);
        let refund = Refund { parts: pay(0, 20_000).parts, receipt };
        let entered = given(altered.clone()).at(time).entered("2023-01-06T17:00:00+08:00");
        entered.when(HANDLER_LI, Command::RecordRefund(refund))
    };
    refund(before).then_refused(&[Code::WrongAmount]);
    assert_eq!(refund(after).events().len(), 1);
}

/// PR 74; APL 75.2: a deferral of before the alteration that is entered after it: the first instalment, of which the
/// alteration left nothing, is owed no more, and is never overdue; the last one is what is left.
#[test]
fn a_deferral_that_is_entered_after_the_alteration_runs_as_far_as_it_left_something() {
    let on = date(2023, 1, 10);
    let altered = given(handed()).at("2023-01-10T10:00:00+08:00").and(LEADER, alter(25_000, on));
    let late = given(altered).at(APPROVED).entered("2023-01-11T10:00:00+08:00");
    let late = late.because("审批表漏录").and(LEADER, defers(defer()));
    assert_eq!(to_pay(&late), [i(2), PartId::nth('S', 1)]);
    let paid =
        given(late).at("2023-03-10T10:00:00+08:00").and(HANDLER_LI, pays(pay(2_000, 25_000)));
    assert_eq!((to_pay(&paid), grown(&fine(&paid, date(2023, 6, 30)))), (vec![], Fen::ZERO));
}

/// Something that changes what is to be paid, so many days after the last, and dated so many days before.
fn any_step() -> impl Strategy<Value = ((i64, i64), u8, u32)> {
    ((1..20i64, prop_oneof![Just(0), 1..30i64]), 0..3u8, 1..50u32)
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

/// What is to be paid, when that was settled, and whether it was ended without being met.
type Settled = (PartId, Option<Moment>, bool);

/// Each of them, and the last day to close.
fn settled(history: &History) -> (Vec<Settled>, Option<Date>) {
    let case = case(history);
    let to_close = case.open_deadline(Timer::CloseForm, None).and_then(Deadline::due_date);
    let timers = case.record.timers.into_iter().filter(|((timer, _), _)| *timer == Timer::PayFine);
    let settled = timers.filter_map(|((_, part), it)| Some((part?, it.settled, it.replaced)));
    (settled.collect(), to_close)
}

/// The two acts in this order, both entered on the day of the later one.
fn entered(history: &History, acts: [(&str, (Who, Command)); 2], on: Date) -> History {
    let at = format!("{on}T17:00:00+08:00");
    acts.into_iter().fold(history.clone(), |history, (time, (who, command))| {
        given(history).at(time).entered(&at).because("漏录").and(who, command)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// PR 72, 74; APL 75.2: what a payment of before the alteration has met, and what the alteration has ended, is the
    /// same whichever is entered first.
    #[test]
    fn a_payment_and_a_later_alteration_settle_the_same_in_either_order(
        split in any::<bool>(), (paid_after, days) in (1..10i64, 0..10i64), (paid, left) in (1..=50u32, 1..50u32)
    ) {
        let history = if split { deferred() } else { handed() };
        let (paid_on, on) = (date(2023, 1, 6) + paid_after.days(), date(2023, 1, 6) + (paid_after + days).days());
        let (at, altered_at) = (format!("{paid_on}T09:00:00+08:00"), format!("{on}T10:00:00+08:00"));
        let payment = (&*at, (HANDLER_LI, pays(pay(2_000, paid * 1_000))));
        let altered = (&*altered_at, (LEADER, alter(left * 1_000, on)));
        let in_order = entered(&history, [payment.clone(), altered.clone()], on);
        let reversed = entered(&history, [altered, payment], on);
        prop_assert_eq!(settled(&in_order), settled(&reversed));
    }

    /// PR 72, 74: where nothing of a fine is owed, nobody is told to pay it or a part of it; and where something is,
    /// somebody is.
    #[test]
    fn where_nothing_is_owed_nothing_is_to_be_paid(steps in prop::collection::vec(any_step(), 1..9)) {
        let (mut history, mut today) = (deferred(), date(2023, 1, 6));
        for ((days, back), what, thousands) in steps {
            today += days.days();
            let day = today - back.days();
            let (at, entered) = (format!("{day}T10:00:00+08:00"), format!("{today}T10:00:00+08:00"));
            let (who, command) = step(&history, day, (what, thousands));
            let tried = given(history.clone()).at(&at).entered(&entered).because("漏录").decided_by(who, &command);
            history.extend(tried.unwrap_or_default().into_iter().map(|it| (at.parse().unwrap(), it)));
            let parts = to_pay(&history).into_iter().filter(|it| *it != PartId::nth('S', 1));
            prop_assert_eq!(fine(&history, today).open > Fen::ZERO, parts.count() > 0, "{:?}", history);
        }
    }
}
