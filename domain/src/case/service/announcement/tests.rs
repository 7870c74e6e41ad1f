//! Nothing is announced but what the party is to be served with, and that once.

use super::Announce;
use crate::{
    Code,
    case::{
        Command,
        service::tests::announce,
        spec::{
            HANDLER_LI, History,
            appraisals::{commission, receive, tell},
            endings::{handed, paid, penalised, told},
            facts::{approved, investigating, verifying},
            given,
            hearings::{held, hosted, offered},
        },
    },
    document::DocumentType,
};

fn announcing(serves: DocumentType) -> Command {
    Command::Announce(Announce { serves, ..announce() })
}

fn testing(history: History) -> History {
    given(history).and(HANDLER_LI, Command::CommissionAppraisal(commission()))
}

fn tested(history: History) -> History {
    given(testing(history)).and(HANDLER_LI, receive(1))
}

/// PR 82.1(5), 64.2: a paper that can't exist is not announced, and stops no clock.
#[test]
fn nothing_is_announced_that_is_not_there() {
    let absent = [
        (told(), DocumentType::HearingNotice),
        (held(), DocumentType::HearingNotice),
        (investigating(), DocumentType::AppraisalPeriodNotice),
        (tested(investigating()), DocumentType::AppraisalPeriodNotice),
        (testing(investigating()), DocumentType::AppraisalResultNotice),
        (handed(), DocumentType::PenaltyDecision),
        (penalised(), DocumentType::DeferralNotice),
        (paid(), DocumentType::DeferralNotice),
    ];
    for (history, serves) in absent {
        let refused = given(history).when(HANDLER_LI, announcing(serves)).refusals();
        let codes: Vec<_> = refused.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::StepMissing], "{serves:?}: {refused:#?}");
    }
    given(told())
        .at("2022-12-20T10:00:00+08:00")
        .when(HANDLER_LI, announcing(DocumentType::RefundOrder))
        .then_refused(&[Code::StepMissing]);
}

/// PR 56, 58: whoever was told is told anew, by announcement too, after a new approval.
#[test]
fn a_notice_is_announced_once_it_is_approved() {
    given(told())
        .when(HANDLER_LI, announcing(DocumentType::PriorNotice))
        .then_refused(&[Code::WrongStage]);
    let once = given(approved()).and(HANDLER_LI, announcing(DocumentType::PriorNotice));
    given(once)
        .when(HANDLER_LI, announcing(DocumentType::PriorNotice))
        .then_refused(&[Code::AlreadyDone]);
}

/// PR 18, 32, 59, 74; APL 64(2): what the party is to be served with is announced where that may be, also while a
/// lead is verified and after the notice.
#[test]
fn what_the_party_is_to_be_served_with_is_announced() {
    let there = [
        (hosted(), DocumentType::HearingNotice),
        (testing(verifying()), DocumentType::AppraisalPeriodNotice),
        (tested(verifying()), DocumentType::AppraisalResultNotice),
        (testing(told()), DocumentType::AppraisalPeriodNotice),
        (tested(told()), DocumentType::AppraisalResultNotice),
        (penalised(), DocumentType::PenaltyDecision),
        (handed(), DocumentType::DeferralNotice),
    ];
    for (history, serves) in there {
        let announced = given(history).when(HANDLER_LI, announcing(serves)).events();
        assert_eq!(announced.len(), 1, "{serves:?}");
    }
}

/// PR 59: an order to refund is signed with its announcement, and so after the party was heard.
#[test]
fn no_refund_order_is_announced_before_the_party_was_heard() {
    let on =
        |time| given(offered()).at(time).when(HANDLER_LI, announcing(DocumentType::RefundOrder));
    on("2022-12-19T10:00:00+08:00").then_refused(&[Code::PeriodRunning, Code::PeriodRunning]);
    assert_eq!(on("2022-12-20T10:00:00+08:00").events().len(), 1);
}

/// PR 32: each result is told, by an announcement of its own.
#[test]
fn each_result_is_announced_once() {
    let announced =
        |history| given(history).and(HANDLER_LI, announcing(DocumentType::AppraisalResultNotice));
    let first = announced(tested(investigating()));
    given(first.clone())
        .when(HANDLER_LI, announcing(DocumentType::AppraisalResultNotice))
        .then_refused(&[Code::AlreadyDone]);
    let told = given(first).and(HANDLER_LI, tell(1));
    let again = given(testing(told)).and(HANDLER_LI, receive(2));
    given(announced(again))
        .when(HANDLER_LI, announcing(DocumentType::AppraisalResultNotice))
        .then_refused(&[Code::AlreadyDone]);
}

/// PR 32: and after it came.
#[test]
fn a_result_is_not_announced_before_it_came() {
    let came = given(testing(investigating())).at("2022-11-28T14:00:00+08:00");
    given(came.and(HANDLER_LI, receive(1)))
        .at("2022-11-28T11:00:00+08:00")
        .entered("2022-11-28T17:00:00+08:00")
        .when(HANDLER_LI, announcing(DocumentType::AppraisalResultNotice))
        .then_refused(&[Code::BeforeItsBasis]);
}
