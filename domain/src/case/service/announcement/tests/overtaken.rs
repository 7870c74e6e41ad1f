//! A document has one day of service, whichever way reached the party first (PR 82).

use jiff::civil::{Date, date};

use super::{
    announcing,
    stale::{announced, notice, notifying, order, serving},
    tested,
};
use crate::{
    Code, Fen, Moment,
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
    document::{DocumentNumber, DocumentType},
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
        approved_on: None,
        application: document(DocumentType::DeferralApplication),
        document: document(DocumentType::DeferralNotice),
        service,
    })
}

/// What is announced when, who would serve it instead, and on which day.
struct Announced {
    history: History,
    published: &'static str,
    serves: DocumentType,
    who: Who,
    serving: fn(Service) -> Command,
    on: Date,
}

impl Announced {
    fn published(&self) -> History {
        announced(self.history.clone(), self.published, self.serves)
    }

    fn handed_on(&self, on: Date) -> (Who, Command) {
        (self.who, (self.serving)(handed_over(on)))
    }
}

fn notifying_of_the_first(service: Service) -> Command {
    notifying(1)(service)
}

fn all() -> [Announced; 5] {
    let it = |history, published, serves, (who, serving): (Who, fn(Service) -> Command), on| {
        Announced { history, published, serves, who, serving, on }
    };
    [
        it(
            approved(),
            "2022-12-12T12:00:00+08:00",
            DocumentType::PriorNotice,
            (HANDLER_LI, notice),
            date(2022, 12, 20),
        ),
        it(
            hosted(),
            "2022-12-14T11:00:00+08:00",
            DocumentType::HearingNotice,
            (HOST, notifying_of_the_first),
            date(2022, 12, 15),
        ),
        it(
            offered(),
            "2022-12-20T10:00:00+08:00",
            DocumentType::RefundOrder,
            (LEADER, order),
            date(2022, 12, 22),
        ),
        it(
            penalised(),
            "2022-12-22T10:00:00+08:00",
            DocumentType::PenaltyDecision,
            (HANDLER_LI, decision),
            date(2022, 12, 23),
        ),
        it(
            handed(),
            "2023-01-04T10:00:00+08:00",
            DocumentType::DeferralNotice,
            (LEADER, deferral),
            date(2023, 1, 6),
        ),
    ]
}

/// PR 64, 82: the party turns up and is handed what was announced. That is its day of service; no second one comes when
/// the thirty days are over.
#[test]
fn what_is_handed_over_has_no_second_day_of_service_by_its_announcement() {
    for it in all() {
        let serves = it.serves;
        let history = handing(it.published(), it.on, it.handed_on(it.on));
        let at: Moment = noon(it.on).parse().unwrap();
        let ended = timed(&history, 1);
        assert_eq!((ended.settled, ended.replaced), (Some(at), true), "{serves:?}");
        let later = outcome(&ended, date(2023, 6, 1));
        assert_eq!(later, Outcome::Ended { overdue: 0, stated: None }, "{serves:?}");
    }
}

/// The same, where what was announced last is the seventh of its kind and year.
fn renumbered(mut history: History) -> (History, Option<DocumentNumber>) {
    let Some((_, Event::DocumentAnnounced(it))) = history.last_mut() else { unreachable!() };
    let seventh = it.number.as_ref().map(|it| it.to_string().replace("〕1号", "〕7号"));
    it.number = seventh.map(|it| it.parse().unwrap());
    let number = it.number.clone();
    (history, number)
}

/// The number of what was served last, as the event and the document have it.
fn numbers(history: &History) -> [Option<String>; 2] {
    let served = serde_json::to_value(&history.last().unwrap().1).unwrap();
    let number = |of: &serde_json::Value| of["number"].as_str().map(str::to_owned);
    [number(&served["data"]), number(&served["data"]["document"])]
}

/// domain.md §8.4: a document is numbered when it is signed, once. What was signed with its announcement has that number
/// however it reaches the party, and the announcement bears it, too.
#[test]
fn what_is_handed_over_keeps_the_number_that_it_was_announced_with() {
    for it in all() {
        let published = it.published();
        let announced = serde_json::to_value(&published.last().unwrap().1).unwrap();
        let [number, document] = ["/data/number", "/data/document/number"];
        assert_eq!(announced.pointer(number), announced.pointer(document), "{:?}", it.serves);
        let (history, Some(number)) = renumbered(published) else { continue };
        let served = handing(history, it.on, it.handed_on(it.on));
        let number = Some(number.to_string());
        assert_eq!(numbers(&served), [number.clone(), number], "{:?}", it.serves);
    }
}

/// PR 56, 82.1(5); domain.md §8.4: what was approved after the announcement is another document, with a number of its own.
#[test]
fn what_was_not_announced_has_no_number_of_an_announcement() {
    let first = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    let (mut history, announced) = renumbered(first);
    let (_, again) = approved().pop().unwrap();
    history.push(("2022-12-13T12:00:00+08:00".parse().unwrap(), again));
    let on = date(2022, 12, 20);
    let served = handing(history, on, (HANDLER_LI, notice(handed_over(on))));
    let number = announced.map(|it| it.to_string().replace("〕7号", "〕1号"));
    assert_eq!(numbers(&served), [number.clone(), number]);
}

/// PR 82.1(5): an announcement that is service itself took effect.
#[test]
fn an_announcement_that_took_effect_is_not_ended() {
    let history = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    let effective = timed(&history, 1).deadline.due_date().unwrap();
    let served = serving(&history, 1, (HANDLER_LI, notice)).events();
    let [Event::PriorNoticeServed(it)] = &served[..] else { panic!("{served:?}") };
    assert_eq!(it.service.overtakes, []);
    let next = effective.tomorrow().unwrap();
    assert_eq!(outcome(&timed(&history, 1), next), Outcome::Expired { days: 1 });
}

/// PR 82.1(5): after the thirty days the document counts as served. Whoever hands it over then serves nothing a second
/// time; what was handed over before, and is entered later, is the earlier service.
#[test]
fn what_is_handed_over_once_its_announcement_took_effect_is_no_second_service() {
    for it in all() {
        let (history, serves) = (it.published(), it.serves);
        let effective = timed(&history, 1).deadline.due_date().unwrap();
        let next = effective.tomorrow().unwrap();
        for on in [effective, next] {
            let (who, command) = it.handed_on(on);
            let refused = given(history.clone()).at(&noon(on)).when(who, command).refusals();
            let codes: Vec<_> = refused.iter().map(|it| it.code).collect();
            assert_eq!(codes, [Code::AlreadyDone], "{serves:?} on {on}: {refused:#?}");
            assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PR 82.1(5)");
            assert!(refused[0].message.contains("Y1"), "{}", refused[0].message);
        }
        let (who, command) = it.handed_on(effective.yesterday().unwrap());
        let entered = given(history).at(&noon(next)).because("送达回证退回较晚");
        let handed = entered.and(who, command);
        assert!(timed(&handed, 1).replaced, "{serves:?}");
    }
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
