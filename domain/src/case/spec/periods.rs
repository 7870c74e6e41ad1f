//! The periods of verification and investigation, under the rulebook as it is built in.

use jiff::civil::{Date, date};

use super::{
    HANDLER_LI, History, INTAKE, LEADER, OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD,
    appraisals::{commission, receive},
    case,
    facts::{assign, document, file, investigating, lead, register, verifying},
    given,
};
use crate::{
    Code, Moment,
    case::{
        Command, extension, filing, lead as leads,
        suspension::{self, SuspensionGround},
    },
    citation::cite,
    clock::{Done, Due, Outcome, Timer},
    document::DocumentType,
};

fn due(history: &History, timer: Timer) -> Due {
    case(history).record.timers[&(timer, None)].deadline.due.clone()
}

fn raw(history: &History, timer: Timer) -> Option<Date> {
    case(history).record.timers[&(timer, None)].deadline.raw_date()
}

fn extend_verification() -> Command {
    Command::ExtendVerification(leads::Extend {
        reason: "需要向外省市场监督管理部门核实".into(),
        document: document(DocumentType::ExtensionApproval),
    })
}

fn extend() -> Command {
    Command::ExtendDecisionTime(extension::Extend {
        reason: "案情复杂".into(),
        document: document(DocumentType::ExtensionApproval),
    })
}

fn further(days: u32) -> Command {
    Command::ExtendDecisionTimeFurther(extension::ExtendFurther {
        days,
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        reason: "案情特别复杂".into(),
        document: document(DocumentType::DiscussionMinutes),
    })
}

/// PR 64.1: a definite time, and a year at once is the most that the rulebook lets one extension be.
#[test]
fn an_extension_is_definite() {
    let extended = given(investigating()).at("2023-02-10T10:00:00+08:00").and(LEADER, extend());
    let at = "2023-02-13T10:00:00+08:00";
    for days in [366, u32::MAX] {
        let endless = given(extended.clone()).at(at).when(LEADER, further(days));
        endless.then_refused(&[Code::NotProvidedFor]);
    }
    given(extended.clone()).at(at).when(LEADER, further(0)).then_to_be_mended(&["days"]);
    assert!(!given(extended).at(at).and(LEADER, further(365)).is_empty());
}

/// PR 18: the day of receipt, 14 November 2022, isn't counted.
#[test]
fn verification_takes_fifteen_working_days_and_fifteen_more() {
    assert_eq!(raw(&lead(), Timer::LeadVerify), Some(date(2022, 12, 5)));
    let longer =
        given(verifying()).at("2022-12-05T17:00:00+08:00").and(LEADER, extend_verification());
    assert_eq!(raw(&longer, Timer::LeadVerify), Some(date(2022, 12, 26)));
    given(longer).when(LEADER, extend_verification()).then_refused(&[Code::AlreadyDone]);
}

/// PR 18: what has ended isn't made longer.
#[test]
fn verification_is_not_extended_after_its_last_day() {
    given(verifying())
        .at("2022-12-06T09:00:00+08:00")
        .when(LEADER, extend_verification())
        .then_refused(&[Code::TooLate]);
}

/// PR 18: the fifteen working days end with 2026, of whose next year no schedule is loaded. What is entered weeks
/// later wants its reason all the same, and only states that the decision to file was made in time.
#[test]
fn an_entry_of_the_next_year_is_late_before_its_schedule_is_known() {
    let register = leads::Register { received_on: date(2026, 12, 10), ..register() };
    let assigned = |register: leads::Register| {
        let registered =
            given([]).at("2026-12-10T09:00:00+08:00").and(INTAKE, Command::RegisterLead(register));
        given(registered).and(UNIT_HEAD, Command::AssignLead(assign()))
    };
    let history = assigned(register);
    let case = case(&history);
    let verify = case.open_deadline(Timer::LeadVerify, None).unwrap();
    assert_eq!(verify.due_date(), Some(date(2026, 12, 31)));
    let file = filing::File { violation_ended_on: date(2026, 11, 10), ..file() };
    let filed = |entered| {
        given(history.clone())
            .at("2026-12-31T16:00:00+08:00")
            .entered(entered)
            .when(LEADER, Command::FileCase(file.clone()))
    };
    filed("2027-01-20T17:30:00+08:00").then_refused(&[Code::LateEntryReasonMissing]);
    filed("2027-01-04T09:00:00+08:00").then_refused(&[Code::LateEntryReasonMissing]);
    assert_eq!(filed("2027-01-01T09:00:00+08:00").events().len(), 1);
}

/// PR 64, 80: the ninety days end on Sunday the 19th of February 2023 and run to Monday; until then they can
/// be made longer.
#[test]
fn a_period_that_ends_on_a_day_off_is_extended_on_the_day_after() {
    let on = |time: &'static str| given(investigating()).at(time).when(LEADER, extend());
    assert_eq!(on("2023-02-20T17:00:00+08:00").events().len(), 1);
    let refused = on("2023-02-21T09:00:00+08:00").refusals();
    assert_eq!(refused[0].citation, Some(cite("PR", "64")));
}

/// PR 18, 79: extended in time, entered too late to be believed.
#[test]
fn an_extension_that_is_entered_late_says_so_in_the_deadline() {
    let late = given(verifying())
        .at("2022-12-05T17:00:00+08:00")
        .entered("2022-12-20T09:00:00+08:00")
        .because("系统停机")
        .and(LEADER, extend_verification());
    let case = case(&late);
    let verify = case.open_deadline(Timer::LeadVerify, None).unwrap();
    let filed = Moment::midnight(date(2022, 12, 21));
    let done = Done {
        occurred: filed,
        recorded: filed,
        late_entry: false,
        replaced: false,
        rests_on: None,
    };
    let outcome = verify.outcome(Some(&done), filed.day());
    let (occurred, recorded) = (
        "2022-12-05T17:00:00+08:00".parse().unwrap(),
        "2022-12-20T09:00:00+08:00".parse().unwrap(),
    );
    assert_eq!(outcome, Outcome::StatedInTime { occurred, recorded });
}

/// APL 36: a violation that lies ahead is nobody's.
#[test]
fn what_is_filed_has_happened() {
    let ended = |on| {
        let file = filing::File { violation_ended_on: on, ..file() };
        given(verifying()).at("2022-11-21T10:00:00+08:00").when(LEADER, Command::FileCase(file))
    };
    assert_eq!(ended(date(2022, 11, 21)).events().len(), 1);
    ended(date(2022, 11, 22)).then_to_be_mended(&["violationEndedOn"]);
}

/// APL 37: what ended before the revision of 2021 keeps the two years of the old law, which are lighter
/// than the five of the new one.
#[test]
fn a_violation_under_the_old_law_is_not_pursued_for_the_five_years_of_the_new() {
    let ended = |on| {
        let file = filing::File { violation_ended_on: on, long_limitation: true, ..file() };
        given(verifying()).when(LEADER, Command::FileCase(file))
    };
    assert_eq!(ended(date(2020, 11, 14)).events().len(), 1);
    ended(date(2020, 11, 13)).then_refused(&[Code::LimitationExpired]);
}

/// APL 36: two years to the day of discovery, or five.
#[test]
fn what_was_discovered_after_two_years_is_not_filed() {
    let ended = |on, long_limitation| {
        let file = filing::File { violation_ended_on: on, long_limitation, ..file() };
        given(verifying()).when(LEADER, Command::FileCase(file))
    };
    assert_eq!(ended(date(2020, 11, 14), false).events().len(), 1);
    ended(date(2020, 11, 13), false).then_refused(&[Code::LimitationExpired]);
    assert_eq!(ended(date(2021, 7, 15), true).events().len(), 1);
}

/// PR 64: ninety days from filing on 21 November 2022, thirty more by a leader once, then a definite time
/// by the leaders together.
#[test]
fn deciding_takes_ninety_days_thirty_more_and_then_a_definite_time() {
    assert_eq!(raw(&investigating(), Timer::CaseDecide), Some(date(2023, 2, 19)));
    let longer = given(investigating()).at("2023-02-17T09:00:00+08:00").and(LEADER, extend());
    assert_eq!(raw(&longer, Timer::CaseDecide), Some(date(2023, 3, 21)));
    assert_eq!(case(&longer).record.extensions[0].days, 30);
    given(longer.clone()).when(LEADER, extend()).then_refused(&[Code::AlreadyDone]);
    let longest = given(longer).at("2023-03-20T09:00:00+08:00").and(PRINCIPAL_HEAD, further(20));
    assert_eq!(raw(&longest, Timer::CaseDecide), Some(date(2023, 4, 10)));
}

/// PR 64.2: ten days of testing are ten days more.
#[test]
fn an_appraisal_does_not_count() {
    let testing = given(investigating())
        .at("2022-12-01T09:00:00+08:00")
        .and(HANDLER_LI, Command::CommissionAppraisal(commission()));
    assert!(matches!(due(&testing, Timer::CaseDecide), Due::Paused { .. }));
    let tested = given(testing).at("2022-12-11T09:00:00+08:00").and(HANDLER_LI, receive(1));
    assert_eq!(raw(&tested, Timer::CaseDecide), Some(date(2023, 3, 1)));
}

/// PR 46, 64.2.
#[test]
fn a_suspension_does_not_count() {
    let suspend = suspension::Suspend {
        ground: SuspensionGround::ForceMajeure,
        reason: "地震".into(),
        document: document(DocumentType::SuspensionApproval),
    };
    let suspended = given(investigating())
        .at("2022-12-01T09:00:00+08:00")
        .and(LEADER, Command::SuspendInvestigation(suspend));
    assert!(matches!(due(&suspended, Timer::CaseDecide), Due::Paused { .. }));
    let resume = suspension::Resume {
        reason: "交通恢复".into(),
        document: document(DocumentType::SuspensionApproval),
    };
    let resumed = given(suspended)
        .at("2022-12-31T09:00:00+08:00")
        .and(LEADER, Command::ResumeInvestigation(resume));
    assert_eq!(raw(&resumed, Timer::CaseDecide), Some(date(2023, 3, 21)));
}

/// PR 18, 19, 64: who decides. Roles stand in the rulebook.
#[test]

fn a_handler_neither_files_nor_extends() {
    given(verifying())
        .when(HANDLER_LI, Command::FileCase(file()))
        .then_refused(&[Code::NotPermitted]);
    given(investigating()).when(HANDLER_LI, extend()).then_refused(&[Code::NotPermitted]);
    given(investigating())
        .when(HANDLER_LI, further(20))
        .then_refused(&[Code::NotPermitted, Code::StepMissing]);
}

/// What is entered after the end of the next working day says why; Friday's act isn't late on Monday.
#[test]

fn what_is_entered_late_says_why() {
    let assigned = |entered: &str| given(lead()).at("2022-11-18T09:00:00+08:00").entered(entered);
    let assign = || Command::AssignLead(super::facts::assign());
    let in_time = assigned("2022-11-21T18:00:00+08:00").when(UNIT_HEAD, assign());
    assert_eq!(in_time.events().len(), 1);
    let late = "2022-11-22T09:00:00+08:00";
    assigned(late).when(UNIT_HEAD, assign()).then_refused(&[Code::LateEntryReasonMissing]);
    let explained = assigned(late).because("系统停机").when(UNIT_HEAD, assign());
    assert_eq!(explained.events().len(), 1);
}
