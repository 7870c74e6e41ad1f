//! Refunds come after the party was heard, and stop the clock.

use jiff::civil::date;

use super::{End, Order};
use crate::{
    Code, Fen,
    case::{
        Command, Event,
        spec::{
            HANDLER_LI, History, LEADER, case,
            facts::{document, handed_over},
            given,
            hearings::{asked, offered, reject, state},
        },
    },
    document::DocumentType,
    id::PartId,
};

fn order() -> Order {
    Order {
        amount: Fen::yuan(8_000),
        until: date(2023, 1, 10),
        by_announcement: false,
        service: handed_over(date(2022, 12, 20)),
        document: document(DocumentType::RefundOrder),
    }
}

const AFTER: &str = "2022-12-20T10:00:00+08:00";

fn ordered() -> History {
    given(offered()).at(AFTER).and(LEADER, Command::OrderRefund(order()))
}

/// PR 59, 64.2.
#[test]
fn a_refund_is_ordered_after_the_period_and_stops_the_clock() {
    let pauses = case(&ordered()).record.pauses;
    assert_eq!((&pauses[0].of, pauses[0].from), (&PartId::nth('F', 1), date(2022, 12, 20)));
    // Until the day after the last one to refund, though nobody records the end.
    assert_eq!(pauses[0].to, Some(date(2023, 1, 11)));
    let late = given(ordered()).at("2023-03-01T10:00:00+08:00").and(HANDLER_LI, end(0));
    assert_eq!(case(&late).record.pauses[0].to, Some(date(2023, 1, 11)));
}

/// PR 59, 64.2: within a definite time, since until its end the ninety days stand still.
#[test]
fn a_refund_is_ordered_within_a_year() {
    let until = |until| {
        given(offered()).at(AFTER).when(LEADER, Command::OrderRefund(Order { until, ..order() }))
    };
    for endless in [date(2023, 12, 21), jiff::civil::Date::MAX] {
        until(endless).then_refused(&[Code::NotProvidedFor]);
    }
    assert_eq!(until(date(2023, 12, 20)).events().len(), 1);
    until(date(2022, 12, 20)).then_to_be_mended(&["until"]);
}

/// PR 59.
#[test]
fn no_refund_is_ordered_before_the_party_was_heard() {
    let service = handed_over(date(2022, 12, 13));
    let early = Order { service, ..order() };
    given(offered())
        .at("2022-12-13T10:00:00+08:00")
        .when(LEADER, Command::OrderRefund(early))
        .then_refused(&[Code::PeriodRunning, Code::PeriodRunning]);
}

/// PR 58, 59.
#[test]
fn what_the_party_said_is_checked_first() {
    let time = "2022-12-13T10:00:00+08:00";
    let stated = given(offered()).at(time).and(HANDLER_LI, Command::RecordStatement(state()));
    let command = Command::OrderRefund(order());
    given(stated.clone()).at(AFTER).when(LEADER, command.clone()).then_refused(&[Code::Unfinished]);
    let reviewed = given(stated).and(HANDLER_LI, Command::ReviewStatement(reject()));
    given(reviewed.clone())
        .at("2022-12-19T10:00:00+08:00")
        .when(
            LEADER,
            Command::OrderRefund(Order { service: handed_over(date(2022, 12, 19)), ..order() }),
        )
        .then_refused(&[Code::PeriodRunning, Code::PeriodRunning]);
    assert_eq!(given(reviewed).at(AFTER).when(LEADER, command).events().len(), 1);
}

/// PR 59; APL 64, 65: a party that asked for a hearing is heard in it.
#[test]
fn no_refund_is_ordered_while_a_hearing_is_open() {
    given(asked())
        .at(AFTER)
        .when(LEADER, Command::OrderRefund(order()))
        .then_refused(&[Code::Unfinished]);
}

/// PR 57, 59: what was ordered counts, whether or not it was refunded; each order names its notice.
#[test]
fn orders_make_up_what_the_notice_named_and_no_more() {
    let half = Order { amount: Fen::yuan(4_000), ..order() };
    let first = given(offered()).at(AFTER).and(LEADER, Command::OrderRefund(half.clone()));
    assert_eq!(case(&first).record.refunds[0].ordered.notice, PartId::nth('N', 1));
    let ended = given(first).at("2023-01-11T10:00:00+08:00").and(HANDLER_LI, end(0));
    let again = |yuan| Order {
        amount: Fen::yuan(yuan),
        until: date(2023, 1, 30),
        service: handed_over(date(2023, 1, 12)),
        ..half.clone()
    };
    let next = |order| {
        given(ended.clone())
            .at("2023-01-12T10:00:00+08:00")
            .when(LEADER, Command::OrderRefund(order))
    };
    next(again(4_001)).then_refused(&[Code::WrongAmount]);
    assert_eq!(next(again(4_000)).events().len(), 1);
}

/// PR 57.1.
#[test]
fn no_more_is_refunded_than_the_notice_named() {
    let more = Order { amount: Fen::yuan(8_001), ..order() };
    given(offered())
        .at(AFTER)
        .when(LEADER, Command::OrderRefund(more))
        .then_refused(&[Code::WrongAmount]);
    let mut untold = offered();
    if let Some((_, Event::PriorNoticeServed(it))) = untold.last_mut() {
        it.refund = None;
    }
    given(untold)
        .at(AFTER)
        .when(LEADER, Command::OrderRefund(order()))
        .then_refused(&[Code::StepMissing]);
}

fn end(yuan: u32) -> Command {
    Command::EndRefund(End {
        refund: PartId::nth('F', 1),
        refunded: Fen::yuan(yuan),
        account: "已全部退还".into(),
        documents: vec![document(DocumentType::PaymentReceipt)],
    })
}

/// PR 59.
#[test]
fn a_refund_ends_when_it_is_done_or_its_time_has_passed() {
    let on = |time: &'static str| given(ordered()).at(time);
    on("2023-01-10T10:00:00+08:00")
        .when(HANDLER_LI, end(7_999))
        .then_refused(&[Code::PeriodRunning]);
    assert_eq!(on("2023-01-11T10:00:00+08:00").when(HANDLER_LI, end(0)).events().len(), 1);
    let ended = on("2022-12-28T10:00:00+08:00").and(HANDLER_LI, end(8_000));
    assert_eq!(case(&ended).record.pauses[0].to, Some(date(2022, 12, 28)));
    given(ended).when(HANDLER_LI, end(8_000)).then_refused(&[Code::AlreadyDone]);
}

/// PR 59, 78: what was refunded is shown by papers of that, and by no decision.
#[test]
fn no_decision_shows_what_was_refunded() {
    let documents = [DocumentType::PaymentReceipt, DocumentType::PenaltyDecision].map(document);
    let Command::EndRefund(end) = end(8_000) else { unreachable!() };
    let ends = Command::EndRefund(End { documents: documents.to_vec(), ..end });
    given(ordered())
        .at("2022-12-28T10:00:00+08:00")
        .when(HANDLER_LI, ends)
        .then_to_be_mended(&["documents.1"]);
}

/// PR 59.
#[test]
fn one_refund_is_ordered_at_a_time() {
    given(ordered())
        .when(LEADER, Command::OrderRefund(order()))
        .then_refused(&[Code::AlreadyDone, Code::WrongAmount]);
}
