//! Nothing is announced but what the party is to be served with, and that once.

mod early;
mod overtaken;
mod stale;

use super::Announce;
use crate::{
    Code,
    case::{
        Command,
        service::tests::announce,
        spec::{
            HANDLER_LI, History, LEADER, Who,
            appraisals::{commission, receive, tell},
            case,
            endings::{handed, paid, penalised, told},
            facts::{approved, file, investigating, verifying},
            given,
            hearings::{held, hosted, offered},
        },
    },
    clock::{Deadline, Timer},
    document::DocumentType,
};

/// Who publishes it: what a leader orders or approves, a leader.
fn publisher(serves: DocumentType) -> Who {
    match serves {
        DocumentType::RefundOrder | DocumentType::DeferralNotice => LEADER,
        _ => HANDLER_LI,
    }
}

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
        (testing(investigating()), DocumentType::AppraisalResultNotice),
        (handed(), DocumentType::PenaltyDecision),
        (penalised(), DocumentType::DeferralNotice),
        (paid(), DocumentType::DeferralNotice),
    ];
    for (history, serves) in absent {
        let refused = given(history).when(publisher(serves), announcing(serves)).refusals();
        let codes: Vec<_> = refused.iter().map(|it| it.code).collect();
        assert_eq!(codes, [Code::StepMissing], "{serves:?}: {refused:#?}");
    }
    given(told())
        .at("2022-12-20T10:00:00+08:00")
        .when(LEADER, announcing(DocumentType::RefundOrder))
        .then_refused(&[Code::StepMissing]);
}

/// PR 38.3: the party is told a period by the day of the commission, which records it.
#[test]
fn no_period_of_an_appraisal_is_announced_after_its_commission() {
    for history in [investigating(), testing(verifying()), testing(told())] {
        given(history)
            .when(HANDLER_LI, announcing(DocumentType::AppraisalPeriodNotice))
            .then_refused(&[Code::NotProvidedFor]);
    }
}

/// PR 59, 74: a handler signs no order and no approval of a leader by announcing it.
#[test]
fn what_a_leader_orders_or_approves_is_announced_by_a_leader() {
    let there = [(offered(), DocumentType::RefundOrder), (handed(), DocumentType::DeferralNotice)];
    for (history, serves) in there {
        let announced = given(history).at("2022-12-24T10:00:00+08:00");
        announced.when(HANDLER_LI, announcing(serves)).then_refused(&[Code::NotPermitted]);
    }
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
        (tested(verifying()), DocumentType::AppraisalResultNotice),
        (tested(told()), DocumentType::AppraisalResultNotice),
        (penalised(), DocumentType::PenaltyDecision),
        (handed(), DocumentType::DeferralNotice),
    ];
    for (history, serves) in there {
        let announced = given(history).when(publisher(serves), announcing(serves)).events();
        assert_eq!(announced.len(), 1, "{serves:?}");
    }
}

/// PR 59: an order to refund is signed with its announcement, and so after the party was heard.
#[test]
fn no_refund_order_is_announced_before_the_party_was_heard() {
    let on = |time| given(offered()).at(time).when(LEADER, announcing(DocumentType::RefundOrder));
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

/// PR 32, 64.2: whoever was told the result needs no announcement of it: nothing stands still for one any more.
/// That of another result runs on.
#[test]
fn telling_a_result_ends_the_time_of_its_announcement_alone() {
    let raw = |history: &History| {
        case(history).open_deadline(Timer::CaseDecide, None).and_then(Deadline::raw_date)
    };
    let ends = |history: &History| {
        let pauses = case(history).record.pauses;
        let announced = pauses.iter().filter(|it| it.of.as_str().starts_with('Y'));
        announced.map(|it| it.to).collect::<Vec<_>>()
    };
    let two = tested(investigating());
    let two = given(testing(two)).and(HANDLER_LI, receive(2));
    let undisturbed = raw(&two);
    let results = || announcing(DocumentType::AppraisalResultNotice);
    let both = given(given(two).and(HANDLER_LI, results())).and(HANDLER_LI, results());
    assert_ne!(raw(&both), undisturbed);
    let (day, _) = *both.last().unwrap();
    let one = given(both.clone()).and(HANDLER_LI, tell(2));
    let due = ends(&both)[0];
    assert_eq!((ends(&one), raw(&one)), (vec![due, Some(day.day())], raw(&both)));
    let told = given(one).and(HANDLER_LI, tell(1));
    assert_eq!((ends(&told), raw(&told)), (vec![Some(day.day()); 2], undisturbed));
}

/// PR 18, 64.2: one whose result was told while the lead was verified takes nothing from the ninety days either.
#[test]
fn what_was_told_before_filing_stops_no_clock_after_it() {
    let filed = |history| {
        let filed = given(history).and(LEADER, Command::FileCase(file()));
        case(&filed).open_deadline(Timer::CaseDecide, None).and_then(Deadline::raw_date)
    };
    let results = announcing(DocumentType::AppraisalResultNotice);
    let told = given(given(tested(verifying())).and(HANDLER_LI, results)).and(HANDLER_LI, tell(1));
    let undisturbed = filed(tested(verifying()));
    assert!(undisturbed.is_some());
    assert_eq!(filed(told), undisturbed);
}

/// PR 64.2: an announcement rests on it where the ninety days stand still for it.
#[test]
fn an_announcement_cites_the_time_that_does_not_count_where_it_stops_the_clock() {
    let cited = |history, serves| {
        let events = given(history).when(publisher(serves), announcing(serves)).events();
        events[0].fact().facets().basis.to_vec()
    };
    let paused = cited(approved(), DocumentType::PriorNotice);
    assert_eq!(paused, [("PR", "82.1(5)"), ("PR", "64.2")]);
    assert_eq!(cited(handed(), DocumentType::DeferralNotice), [("PR", "82.1(5)")]);
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
