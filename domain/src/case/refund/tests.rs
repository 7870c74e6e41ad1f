//! Refunds come after the party was heard, and stop the clock.

use jiff::civil::date;

use super::{End, Order};
use crate::{
    Code, Fen,
    case::{
        Command, Event,
        benchmark::Measured,
        notice,
        spec::{
            HANDLER_LI, History, LEADER, When, case,
            endings::{decide, serve},
            facts::{approved, document, handed_over, sanctions},
            given,
            hearings::{asked, offered, reject, state},
            law,
        },
        statement::{self, Adoption},
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

/// The report says that so many yuan were gained unlawfully.
fn gaining(yuan: u32, mut history: History) -> History {
    for (_, event) in &mut history {
        if let Event::InvestigationConcluded(it) = event {
            let unlawful_income = Some(Fen::yuan(yuan));
            it.measured = Some(Measured { unlawful_income, goods_value: None });
        }
    }
    history
}

/// So many yuan were refunded in the end, and 2,000 are confiscated.
fn decided(gained: u32, refunded: u32) -> When {
    let over = given(gaining(gained, ordered()))
        .at("2023-01-11T10:00:00+08:00")
        .and(HANDLER_LI, end(refunded));
    given(over).when(LEADER, Command::DecidePenalty(decide()))
}

/// APL 28.2: what went back is not confiscated, and what was not given back may be.
#[test]
fn what_was_refunded_is_not_confiscated_besides() {
    assert_eq!(decided(10_000, 8_000).events().len(), 1);
    decided(9_999, 8_000).then_to_be_mended(&["sanctions.0.amount"]);
    assert_eq!(decided(9_999, 7_999).events().len(), 1);
    assert_eq!(decided(8_000, 0).events().len(), 1);
    let both = given(gaining(8_000, ordered()))
        .at("2022-12-28T10:00:00+08:00")
        .and(HANDLER_LI, end(8_000));
    let missing = case(&both).missing(date(2022, 12, 29), law());
    let told = missing.iter().find(|it| it.citation.to_string() == "APL 28.2").unwrap();
    let text =
        "违法所得8000元，扣除依法退还的8000元，可以没收0元，作出处罚决定时应当低于告知的2000元";
    assert_eq!(told.text, text);
    let quiet = case(&gaining(10_000, ordered())).missing(date(2022, 12, 29), law());
    assert!(quiet.iter().all(|it| it.citation.to_string() != "APL 28.2"));
}

/// APL 28.2; PR 48(3): how much was gained is known before the party is told of both.
#[test]
fn a_notice_of_refund_and_confiscation_rests_on_what_was_gained() {
    let tell = |history, sanctions| {
        let refund = Some(Fen::yuan(8_000));
        let notice = Command::ServePriorNotice(notice::Serve { sanctions, refund, ..serve() });
        given(history).at("2022-12-12T15:00:00+08:00").when(HANDLER_LI, notice)
    };
    tell(approved(), sanctions()).then_refused(&[Code::StepMissing]);
    assert_eq!(tell(approved(), sanctions().split_off(1)).events().len(), 1);
    assert_eq!(tell(gaining(8_000, approved()), sanctions()).events().len(), 1);
    tell(gaining(7_999, approved()), sanctions()).then_refused(&[Code::WrongAmount]);
}

/// PR 58, 59: the rest is ordered too, unless the party was found right in something.
#[test]
fn a_part_that_was_never_ordered_is_missing() {
    let half = Command::OrderRefund(Order { amount: Fen::yuan(4_000), ..order() });
    let halved = |history: History| {
        let first = given(history).at(AFTER).and(LEADER, half.clone());
        given(first).at("2022-12-28T10:00:00+08:00").and(HANDLER_LI, end(4_000))
    };
    let decide = || Command::DecidePenalty(decide());
    given(halved(offered())).when(LEADER, decide()).then_refused(&[Code::Unfinished]);
    let missing = case(&halved(offered())).missing(date(2022, 12, 29), law());
    let text = "告知拟责令退还8000元，尚有4000元未责令退还，请先责令退款并记录结果";
    assert!(missing.iter().any(|it| it.text == text), "{missing:?}");
    let stated = given(offered())
        .at("2022-12-13T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordStatement(state()));
    let checked = |adoption| {
        let review = Command::ReviewStatement(statement::Review { adoption, ..reject() });
        halved(given(stated.clone()).and(HANDLER_LI, review))
    };
    given(checked(Adoption::NotAdopted)).when(LEADER, decide()).then_refused(&[Code::Unfinished]);
    assert_eq!(given(checked(Adoption::PartlyAdopted)).when(LEADER, decide()).events().len(), 1);
}
