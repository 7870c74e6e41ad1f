//! Whoever reads an announcement before its thirtieth day may answer at once (PR 57, 58, 82.1(5)).

use jiff::civil::date;

use super::stale::{announced, notice, serving};
use crate::{
    Code,
    case::{
        Command, Event,
        notice::Serve,
        service::Service,
        spec::{
            HANDLER_LI, History, case,
            endings::serve,
            facts::{approved, handed_over},
            given,
            hearings::{ask, n1, state, waive},
        },
        statement::Right,
    },
    clock::DeadlineFixed,
    document::DocumentType,
};

fn offering(service: Service) -> Command {
    Command::ServePriorNotice(Serve { service, tells_hearing: true, ..serve() })
}

/// The notice was announced on 12 December, and counts as served since 11 January.
fn announced_notice() -> History {
    let history = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    let served = serving(&history, 1, (HANDLER_LI, offering)).events();
    let day = case(&history).record.announcements[0].1.takes_effect().unwrap();
    let at = format!("{day}T12:00:00+08:00").parse().unwrap();
    history.into_iter().chain(served.into_iter().map(|it| (at, it))).collect()
}

/// What the party did at that time, entered in the middle of January.
fn early(history: &History, time: &str, command: Command) -> crate::case::spec::When {
    given(history.clone())
        .at(time)
        .entered("2023-01-16T09:00:00+08:00")
        .because("公告期间收到，告知书送达后登记")
        .when(HANDLER_LI, command)
}

#[test]
fn whoever_read_an_announcement_may_answer_before_its_thirtieth_day() {
    let answers = || {
        let waives = Command::WaiveRights(waive(&Right::ALL));
        [Command::RecordStatement(state()), Command::RequestHearing(ask()), waives]
    };
    for command in answers() {
        let events = early(&announced_notice(), "2022-12-20T10:00:00+08:00", command).events();
        assert_eq!(events.len(), 1);
    }
    for command in answers() {
        let before = early(&announced_notice(), "2022-12-12T11:00:00+08:00", command);
        before.then_refused(&[Code::BeforeItsBasis]);
    }
}

/// PR 82: the same of what reached the party otherwise in the end.
#[test]
fn whoever_answered_an_announcement_may_be_handed_the_notice_later() {
    let history = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    let handed = given(history)
        .at("2022-12-22T10:00:00+08:00")
        .and(HANDLER_LI, notice(handed_over(date(2022, 12, 22))));
    let said = Command::RecordStatement(state());
    assert_eq!(early(&handed, "2022-12-20T10:00:00+08:00", said.clone()).events().len(), 1);
    early(&handed, "2022-12-12T11:00:00+08:00", said).then_refused(&[Code::BeforeItsBasis]);
}

/// PR 57, 80: a right that was used before its period begins stays used, however often the period is told anew.
#[test]
fn what_was_said_early_meets_the_period_for_good() {
    let history = announced_notice();
    let said = early(&history, "2022-12-20T10:00:00+08:00", Command::RecordStatement(state()));
    let at = "2022-12-20T10:00:00+08:00".parse().unwrap();
    let mut stated: History =
        history.into_iter().chain(said.events().into_iter().map(|it| (at, it))).collect();
    let key = (Right::State.timer(), Some(n1()));
    let timed = case(&stated).record.timers[&key].clone();
    assert_eq!((timed.settled, timed.replaced), (Some(at), false));
    let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines: vec![timed.deadline] });
    stated.push(("2023-01-17T00:00:00+08:00".parse().unwrap(), fixed));
    assert_eq!(case(&stated).record.timers[&key].settled, Some(at));
}
