//! What the party may say, when, and what its silence means.

use jiff::civil::date;

use super::{Adoption, Lapse, Review, Right, Waive};
use crate::{
    Code, Decider,
    case::{
        Case, Command, Event,
        hearing::{Abort, AbortGround},
        notice::HearingScope,
        spec::{
            HANDLER_LI, History, LEADER, at, case,
            endings::{DECISION_DAY, closed, decide, told},
            facts::{approved, decided, document},
            given,
            hearings::{ask, asked, h1, n1, noticed_with, offered, state, waive},
            law,
        },
    },
    document::DocumentType,
    id::PartId,
};

/// PR 58: what the party says after the decision was signed is weighed by nobody, whichever is entered first; what it said
/// before is.
#[test]
fn a_decision_weighs_what_was_said_by_then() {
    let said = |time| given(told()).at(time).and(HANDLER_LI, Command::RecordStatement(state()));
    let decides = |history| {
        given(history)
            .at(DECISION_DAY)
            .entered("2022-12-22T09:00:00+08:00")
            .when(LEADER, Command::DecidePenalty(decide()))
    };
    let afterwards = said("2022-12-22T08:30:00+08:00");
    assert_eq!(decides(afterwards.clone()).events().len(), 1);
    let signed = given(afterwards)
        .at(DECISION_DAY)
        .entered("2022-12-22T09:00:00+08:00")
        .and(LEADER, Command::DecidePenalty(decide()));
    let unheard = case(&signed).decided_unheard(date(2022, 12, 22));
    assert!(unheard.is_empty(), "{unheard:?}");
    decides(said("2022-12-20T15:00:00+08:00")).then_refused(&[Code::Unfinished]);
}

fn review() -> Review {
    Review {
        statement: PartId::nth('D', 1),
        adoption: Adoption::PartlyAdopted,
        reasons: "当事人主动整改的事实成立".into(),
        document: None,
    }
}

fn stated() -> History {
    let said = Command::RecordStatement(state());
    given(offered()).at("2022-12-13T10:00:00+08:00").and(HANDLER_LI, said)
}

/// APL 45; PR 58.
#[test]
fn the_party_is_heard_any_time_before_the_decision() {
    for time in ["2022-12-12T16:00:00+08:00", "2023-02-01T09:00:00+08:00"] {
        let events =
            given(offered()).at(time).when(HANDLER_LI, Command::RecordStatement(state())).events();
        assert!(
            matches!(&events[..], [Event::StatementReceived(it)] if it.id == PartId::nth('D', 1))
        );
    }
    let late = given(decided()).when(HANDLER_LI, Command::RecordStatement(state()));
    late.then_refused(&[Code::WrongStage]);
}

/// PR 57.
#[test]
fn nothing_is_stated_on_a_notice_that_was_not_served() {
    given(approved())
        .when(HANDLER_LI, Command::RecordStatement(state()))
        .then_refused(&[Code::StepMissing, Code::UnknownPart]);
}

/// PR 57: before the notice there is nothing to answer.
#[test]
fn nothing_is_stated_before_the_notice_reached_the_party() {
    given(offered())
        .at("2022-12-11T23:00:00+08:00")
        .when(HANDLER_LI, Command::RecordStatement(state()))
        .then_refused(&[Code::BeforeItsBasis]);
}

/// PR 58.
#[test]
fn every_statement_is_checked_once_with_reasons() {
    let unreasoned = Review { reasons: "".into(), ..review() };
    given(stated())
        .when(HANDLER_LI, Command::ReviewStatement(unreasoned))
        .then_to_be_mended(&["reasons"]);
    let reviewed = given(stated()).and(HANDLER_LI, Command::ReviewStatement(review()));
    given(reviewed)
        .when(HANDLER_LI, Command::ReviewStatement(review()))
        .then_refused(&[Code::AlreadyDone]);
    given(offered())
        .when(HANDLER_LI, Command::ReviewStatement(review()))
        .then_refused(&[Code::UnknownPart]);
}

/// APL 62.
#[test]
fn rights_are_given_up_expressly_and_in_writing() {
    let spoken = Waive { document: document(DocumentType::Statement), ..waive(&[]) };
    given(offered())
        .when(HANDLER_LI, Command::WaiveRights(spoken))
        .then_to_be_mended(&["rights", "document"]);
    let both = Command::WaiveRights(waive(&Right::ALL));
    let given_up = given(offered()).and(HANDLER_LI, both.clone());
    assert_eq!(given(given_up).when(HANDLER_LI, both).events(), []);
}

/// APL 63.
#[test]
fn nobody_gives_up_a_right_that_they_were_not_told_of() {
    given(noticed_with(HearingScope::None))
        .when(HANDLER_LI, Command::WaiveRights(waive(&[Right::Hearing])))
        .then_to_be_mended(&["rights"]);
}

fn lapse() -> Command {
    Command::LapseRights(Lapse { notice: n1() })
}

fn lapsed(history: History) -> Vec<Right> {
    let events = given(history).at("2022-12-21T00:00:00+08:00").when_clock(lapse()).events();
    events
        .iter()
        .flat_map(|it| match it {
            Event::RightsLapsed(it) => it.rights.clone(),
            _ => panic!("{it:?}"),
        })
        .collect()
}

/// PR 57.2.
#[test]
fn silence_counts_as_giving_up_what_was_neither_used_nor_given_up() {
    assert_eq!(lapsed(offered()), Right::ALL);
    assert_eq!(lapsed(stated()), [Right::Hearing]);
    assert_eq!(lapsed(asked()), [Right::State]);
    assert_eq!(lapsed(noticed_with(HearingScope::None)), [Right::State]);
    let waived = Command::WaiveRights(waive(&[Right::State]));
    assert_eq!(lapsed(given(offered()).and(HANDLER_LI, waived)), [Right::Hearing]);
    let both = Command::WaiveRights(waive(&Right::ALL));
    assert_eq!(lapsed(given(offered()).and(HANDLER_LI, both)), []);
}

/// PR 57.2: Monday the 19th is the last day, and what the party did on it may still be entered on Tuesday.
#[test]
fn nothing_lapses_before_what_was_done_on_the_last_day_can_be_entered() {
    for running in ["2022-12-19T23:59:00+08:00", "2022-12-20T23:59:00+08:00"] {
        given(offered()).at(running).when_clock(lapse()).then_refused(&[Code::PeriodRunning]);
    }
    assert_eq!(lapsed(offered()), Right::ALL);
}

/// With the lapse of both rights on record.
fn silent() -> History {
    let lapsed = given(offered()).at("2022-12-21T00:00:00+08:00").when_clock(lapse()).events();
    let recorded = lapsed.into_iter().map(|it| at("2022-12-21T00:00:00+08:00", it));
    offered().into_iter().chain(recorded).collect()
}

/// Appendix B 16: the clock records a lapse once.
#[test]
fn a_lapse_is_recorded_once() {
    assert_eq!(given(silent()).when_clock(lapse()).events(), []);
}

/// What the party said on that day is entered on the 23rd.
fn said(on: &str) -> History {
    given(silent())
        .at(on)
        .entered("2022-12-23T09:00:00+08:00")
        .because("邮件误投，12月22日收到")
        .and(HANDLER_LI, Command::RecordStatement(state()))
}

fn corrects(history: &History) -> bool {
    let (at, act) = history.last().unwrap();
    history.iter().any(|(_, earlier)| Case::contradicts((act, *at), earlier))
}

/// PR 57.2: whether the party spoke in time, its day tells, whatever the clock has recorded.
#[test]
fn what_was_said_within_the_five_days_corrects_that_they_passed_in_silence() {
    let stated = said("2022-12-19T16:00:00+08:00");
    assert!(corrects(&stated));
    let timers = case(&stated).record.timers;
    let settled = |right: Right| timers[&(right.timer(), Some(n1()))].settled;
    assert_eq!(settled(Right::State), stated.last().map(|(at, _)| *at));
    assert_eq!(settled(Right::Hearing), silent().last().map(|(at, _)| *at));
}

/// PR 57.2, 58: heard it is all the same; its time had run out.
#[test]
fn what_was_said_after_the_five_days_corrects_nothing() {
    let stated = said("2022-12-20T09:00:00+08:00");
    assert!(!corrects(&stated));
    assert_eq!(
        case(&stated).record.timers[&(Right::State.timer(), Some(n1()))].settled,
        silent().last().map(|(at, _)| *at)
    );
}

/// What took place at that time in a decided case, entered five days after the decision.
fn late(history: &History, time: &str, command: Command) -> crate::case::spec::When {
    given(history.clone())
        .at(time)
        .entered("2022-12-26T09:00:00+08:00")
        .because("邮件误投")
        .when(HANDLER_LI, command)
}

/// The same, where it is taken in.
fn entered(history: &History, time: &str, command: Command) -> History {
    let events = late(history, time, command).events();
    let at = time.parse().unwrap();
    history.iter().cloned().chain(events.into_iter().map(|it| (at, it))).collect()
}

/// Under which articles something is missing in the middle of January.
fn missing(history: &History) -> Vec<String> {
    let missing = case(history).missing(jiff::civil::date(2023, 1, 16), law());
    missing.iter().map(|it| it.citation.to_string()).collect()
}

/// PR 58, 79; APL 45, 62: what was said before the decision is on file whenever it is entered, and that nobody weighed it
/// is told; a check that took place before the decision may be entered too, and none after it.
#[test]
fn what_was_said_before_the_decision_is_entered_after_it() {
    for history in [decided(), closed()] {
        let stage = case(&history).main;
        let stated =
            entered(&history, "2022-12-20T10:00:00+08:00", Command::RecordStatement(state()));
        assert_eq!(case(&stated).main, stage);
        assert!(!missing(&history).contains(&"PR 58".to_owned()));
        assert!(missing(&stated).contains(&"PR 58".to_owned()), "{stage:?}");
        let check = || Command::ReviewStatement(review());
        late(&stated, "2022-12-23T10:00:00+08:00", check()).then_refused(&[Code::WrongStage]);
        let reviewed = entered(&stated, "2022-12-20T15:00:00+08:00", check());
        assert!(!missing(&reviewed).contains(&"PR 58".to_owned()));
        let after = late(&history, "2022-12-23T10:00:00+08:00", Command::RecordStatement(state()));
        after.then_refused(&[Code::WrongStage]);
    }
}

/// APL 63, 64(1); PR 79: the same of a hearing that was asked for in time; one that was taken back in time is not missed.
#[test]
fn a_hearing_that_was_asked_for_before_the_decision_is_entered_after_it() {
    let mut history = offered();
    history.extend(decided().pop());
    let ask = || Command::RequestHearing(ask());
    let asked = entered(&history, "2022-12-19T10:00:00+08:00", ask());
    assert!(missing(&asked).contains(&"APL 63.1".to_owned()), "{:?}", missing(&asked));
    late(&history, "2022-12-20T10:00:00+08:00", ask()).then_refused(&[Code::TooLate]);
    let withdraw = Command::AbortHearing(Abort {
        hearing: h1(),
        ground: AbortGround::Withdrawn,
        reason: "当事人撤回听证申请".into(),
        document: document(DocumentType::HearingRequest),
    });
    let withdrawn = entered(&asked, "2022-12-20T10:00:00+08:00", withdraw);
    assert!(!missing(&withdrawn).contains(&"APL 63.1".to_owned()));
}

/// APL 62; PR 79: what was given up before the decision, too.
#[test]
fn what_was_given_up_before_the_decision_is_entered_after_it() {
    let waive = || Command::WaiveRights(waive(&[Right::State]));
    assert_eq!(late(&decided(), "2022-12-13T10:00:00+08:00", waive()).events().len(), 1);
    late(&decided(), "2022-12-22T10:00:00+08:00", waive()).then_refused(&[Code::WrongStage]);
}
