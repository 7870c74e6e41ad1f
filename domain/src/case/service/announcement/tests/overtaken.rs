//! A document has one day of service, whichever way reached the party first (PR 82).

use jiff::civil::{Date, date};

use super::{
    announcing,
    stale::{announced, notice, notifying, order, serving},
    tested,
};
use crate::{
    Fen, Moment,
    case::{
        Command, Event,
        performance::{Defer, Portion},
        service::{ServeDecision, Service},
        spec::{
            HANDLER_LI, HOST, History, LEADER, Who,
            appraisals::{receive, tell},
            case,
            endings::{handed, penalised, s2, serve_decision},
            facts::{approved, document, handed_over, investigating},
            given,
            hearings::{hosted, offered},
        },
        state::Timed,
    },
    clock::{Done, Outcome, Timer},
    document::DocumentType,
    id::PartId,
};

fn noon(on: Date) -> String {
    format!("{on}T12:00:00+08:00")
}

/// What becomes of the period of the n-th announcement.
fn timed(history: &History, n: usize) -> Timed {
    case(history).record.timers[&(Timer::ServiceAnnounce, Some(PartId::nth('Y', n)))].clone()
}

fn outcome(timed: &Timed, on: Date) -> Outcome {
    let done = timed.settled.map(|at| Done {
        occurred: at,
        recorded: at,
        late_entry: false,
        replaced: timed.replaced,
        rests_on: None,
    });
    timed.deadline.outcome(done.as_ref(), on)
}

/// Handed over at noon of that day, whatever was announced.
fn handing(history: History, on: Date, (who, command): (Who, Command)) -> History {
    given(history).at(&noon(on)).and(who, command)
}

fn decision(service: Service) -> Command {
    Command::ServeDecision(ServeDecision { service, ..serve_decision() })
}

fn deferral(service: Service) -> Command {
    Command::ApproveDeferral(Defer {
        sanction: s2(),
        instalments: vec![Portion { until: date(2023, 3, 10), amount: Fen::yuan(50_000) }],
        hardship: "流动资金不足".into(),
        applied_on: date(2023, 1, 3),
        application: document(DocumentType::DeferralApplication),
        document: document(DocumentType::DeferralNotice),
        service,
    })
}

/// PR 64, 82: the party turns up and is handed what was announced. That is its day of service; no second one comes when
/// the thirty days are over.
#[test]
fn what_is_handed_over_has_no_second_day_of_service_by_its_announcement() {
    type Of<'a> = (History, &'a str, DocumentType, (Who, &'a dyn Fn(Service) -> Command), Date);
    let all: [Of<'_>; 5] = [
        (
            approved(),
            "2022-12-12T12:00:00+08:00",
            DocumentType::PriorNotice,
            (HANDLER_LI, &notice),
            date(2022, 12, 20),
        ),
        (
            hosted(),
            "2022-12-14T11:00:00+08:00",
            DocumentType::HearingNotice,
            (HOST, &notifying(1)),
            date(2022, 12, 15),
        ),
        (
            offered(),
            "2022-12-20T10:00:00+08:00",
            DocumentType::RefundOrder,
            (LEADER, &order),
            date(2022, 12, 22),
        ),
        (
            penalised(),
            "2022-12-22T10:00:00+08:00",
            DocumentType::PenaltyDecision,
            (HANDLER_LI, &decision),
            date(2022, 12, 23),
        ),
        (
            handed(),
            "2023-01-04T10:00:00+08:00",
            DocumentType::DeferralNotice,
            (LEADER, &deferral),
            date(2023, 1, 6),
        ),
    ];
    for (history, published, serves, (who, command), on) in all {
        let history = announced(history, published, serves);
        let history = handing(history, on, (who, command(handed_over(on))));
        let at: Moment = noon(on).parse().unwrap();
        let ended = timed(&history, 1);
        assert_eq!((ended.settled, ended.replaced), (Some(at), true), "{serves:?}");
        let later = outcome(&ended, date(2023, 6, 1));
        assert_eq!(later, Outcome::Ended { overdue: 0, stated: None }, "{serves:?}");
    }
}

/// PR 82.1(5): an announcement that is service itself took effect; and so did one that had before somebody handed
/// the document over as well.
#[test]
fn an_announcement_that_took_effect_is_not_ended() {
    let history = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    let effective = timed(&history, 1).deadline.due_date().unwrap();
    let served = serving(&history, 1, (HANDLER_LI, notice)).events();
    let [Event::PriorNoticeServed(it)] = &served[..] else { panic!("{served:?}") };
    assert_eq!(it.service.overtakes, []);
    let next = effective.tomorrow().unwrap();
    let late = handing(history, next, (HANDLER_LI, notice(handed_over(next))));
    assert_eq!(outcome(&timed(&late, 1), next), Outcome::Expired { days: 1 });
}

/// PR 32, 82: the same of a result that the party is told; the announcement of another one runs on.
#[test]
fn a_result_that_is_told_has_its_own_announcement_ended() {
    let results = || announcing(DocumentType::AppraisalResultNotice);
    let two = given(super::testing(tested(investigating()))).and(HANDLER_LI, receive(2));
    let both = given(given(two).and(HANDLER_LI, results())).and(HANDLER_LI, results());
    let one = given(both).and(HANDLER_LI, tell(2));
    let ended = |n| (timed(&one, n).settled.is_some(), timed(&one, n).replaced);
    assert_eq!((ended(1), ended(2)), ((false, false), (true, true)));
}
