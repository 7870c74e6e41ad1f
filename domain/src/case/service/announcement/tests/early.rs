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
            hearings::{ask, n1, reject, state, waive},
        },
        statement::{Lapse, Record, Right},
    },
    clock::DeadlineFixed,
    document::DocumentType,
    id::PartId,
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

/// Whom the announcement of 12 December told what it reads.
fn reader(time: &str, command: Command) -> crate::case::spec::When {
    let running = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    given(running).at(time).when(HANDLER_LI, command)
}

fn says(notice: PartId) -> Command {
    Command::RecordStatement(Record { notice, ..state() })
}

/// PR 58; APL 44, 45: whoever has read the announcement is heard at once, and has used its right when the notice counts
/// as served.
#[test]
fn what_the_party_says_while_an_announcement_runs_is_taken_in() {
    let (y1, on) = (PartId::nth('Y', 1), "2022-12-20T10:00:00+08:00");
    let said = reader(on, says(y1.clone())).events();
    let [Event::StatementReceived(received)] = &said[..] else { panic!("{said:?}") };
    assert_eq!(received.notice, n1());
    reader("2022-12-12T11:00:00+08:00", says(y1)).then_refused(&[Code::BeforeItsBasis]);
    reader(on, says(PartId::nth('Y', 2))).then_refused(&[Code::StepMissing, Code::UnknownPart]);
    let mut history = announced(approved(), "2022-12-12T12:00:00+08:00", DocumentType::PriorNotice);
    history.extend(said.into_iter().map(|it| (on.parse().unwrap(), it)));
    let checked = given(history).and(HANDLER_LI, Command::ReviewStatement(reject()));
    let served = serving(&checked, 1, (HANDLER_LI, offering)).events();
    let [Event::PriorNoticeServed(it)] = &served[..] else { panic!("{served:?}") };
    assert_eq!(it.settled.len(), 1);
    let day = it.service.served_on;
    let at = format!("{day}T12:00:00+08:00").parse().unwrap();
    let told: History = checked.into_iter().chain(served.into_iter().map(|it| (at, it))).collect();
    let timers = case(&told).record.timers;
    let used = |right: Right| timers[&(right.timer(), Some(n1()))].settled;
    assert_eq!((used(Right::State), used(Right::Hearing)), (on.parse().ok(), None));
    let lapse = Command::LapseRights(Lapse { notice: n1() });
    let lapsed = given(told.clone()).at("2023-03-01T00:00:00+08:00").when_clock(lapse).events();
    let [Event::RightsLapsed(lapsed)] = &lapsed[..] else { panic!("{lapsed:?}") };
    assert_eq!(lapsed.rights, [Right::Hearing]);
    let again = given(told).when(HANDLER_LI, says(PartId::nth('Y', 1))).events();
    assert!(matches!(&again[..], [Event::StatementReceived(it)] if it.notice == n1()));
}
