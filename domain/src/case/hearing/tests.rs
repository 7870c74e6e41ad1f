//! Who may ask for a hearing and by when, who hosts it, and how it goes.

use jiff::civil::date;

use super::{Abort, AbortGround, AppointHost, Hold, Notify, Report};
use crate::{
    Code, Personal, Role,
    case::{
        Command,
        notice::HearingScope,
        spec::{
            CASE_REVIEWER, HANDLER_LI, HANDLER_WEI, HOST, LEADER, Who, case,
            facts::{document, handed_over},
            given,
            hearings::{
                appoint, ask, asked, h1, held, hold, hosted, noticed_with, notified, notify,
                offered, recused, report, reported,
            },
        },
    },
    clock::Timer,
    document::DocumentType,
};

fn asks() -> Command {
    Command::RequestHearing(ask())
}

/// APL 64(1), 85; PR 57.2.
#[test]
fn a_hearing_is_asked_for_until_midnight_of_the_fifth_working_day() {
    let in_time = given(offered()).at("2022-12-19T23:50:00+08:00").when(HANDLER_LI, asks());
    assert_eq!(in_time.events().len(), 1);
    given(offered())
        .at("2022-12-20T00:00:00+08:00")
        .when(HANDLER_LI, asks())
        .then_refused(&[Code::TooLate]);
}

/// APL 64(1): the day on which it was asked for decides, not the day of its entry.
#[test]
fn a_request_entered_later_was_still_made_in_time() {
    let late = given(offered())
        .at("2022-12-19T23:50:00+08:00")
        .entered("2022-12-21T09:00:00+08:00")
        .because("当日为夜间收到");
    assert_eq!(late.when(HANDLER_LI, asks()).events().len(), 1);
}

/// APL 63.
#[test]
fn where_no_hearing_is_open_and_none_was_offered_none_is_held() {
    given(noticed_with(HearingScope::None))
        .when(HANDLER_LI, asks())
        .then_refused(&[Code::NotProvidedFor]);
}

/// APL 63: what the agency forgot to tell is no reason to refuse.
#[test]
fn a_right_that_the_law_gives_needs_no_telling() {
    let mut untold = noticed_with(HearingScope::BySanction);
    if let Some((_, crate::case::Event::PriorNoticeServed(it))) = untold.last_mut() {
        it.hearing.told = false;
    }
    assert_eq!(given(untold).when(HANDLER_LI, asks()).events().len(), 1);
}

#[test]
fn a_hearing_is_asked_for_once() {
    given(asked()).when(HANDLER_LI, asks()).then_refused(&[Code::AlreadyDone]);
}

/// PR 64.2.
#[test]
fn the_clock_stands_still_from_request_to_report() {
    let pauses = case(&reported()).record.pauses;
    assert_eq!((pauses[0].from, pauses[0].to), (date(2022, 12, 13), Some(date(2023, 1, 3))));
}

fn appoints(who: Who) -> Command {
    Command::AppointHost(AppointHost { host: who.person(), ..appoint() })
}

/// APL 64(4).
#[test]
fn whoever_investigated_or_reviewed_the_case_does_not_host_its_hearing() {
    let host = |it: &mut crate::Officer| it.roles[0].role = Role::HearingHost;
    for who in [HANDLER_LI, CASE_REVIEWER] {
        given(asked())
            .when_registered(who, host)
            .when(LEADER, appoints(who))
            .then_refused(&[Code::ConflictOfDuties]);
    }
}

/// APL 64(4).
#[test]
fn the_host_is_one_by_role_and_without_interest_in_the_case() {
    given(asked()).when(LEADER, appoints(HANDLER_WEI)).then_refused(&[Code::NotPermitted]);
    given(recused(asked(), HOST)).when(LEADER, appoints(HOST)).then_refused(&[Code::Recused]);
    assert_eq!(given(hosted()).when(LEADER, appoints(HOST)).events(), []);
}

/// APL 64(2), (3), (4).
#[test]
fn the_party_is_told_when_where_and_why_not_in_public() {
    let vague = Notify { place: "".into(), closed_because: Some(" ".into()), ..notify() };
    given(hosted())
        .at("2022-12-15T10:00:00+08:00")
        .when(HOST, Command::NotifyHearing(vague))
        .then_to_be_mended(&["place", "closedBecause"]);
    given(asked())
        .at("2022-12-15T10:00:00+08:00")
        .when(HOST, Command::NotifyHearing(notify()))
        .then_refused(&[Code::StepMissing]);
}

/// APL 64(2).
#[test]
fn no_hearing_opens_before_its_hour_or_without_notice() {
    given(notified())
        .at("2022-12-30T08:59:00+08:00")
        .when(HOST, Command::HoldHearing(hold()))
        .then_refused(&[Code::TooEarly]);
    given(hosted())
        .at("2022-12-30T11:00:00+08:00")
        .when(HOST, Command::HoldHearing(hold()))
        .then_refused(&[Code::StepMissing]);
}

/// APL 64(2): on another day it is held once the party was told of that day, in time again.
#[test]
fn a_hearing_is_held_on_the_day_of_which_the_party_was_told() {
    let holds = |history| {
        let at = given(history).at("2023-01-04T09:30:00+08:00");
        at.when(HOST, Command::HoldHearing(hold()))
    };
    let refused = holds(notified()).refusals();
    assert_eq!((refused.len(), refused[0].code), (1, Code::StepMissing), "{refused:#?}");
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "APL 64(2)");
    let anew = Notify {
        opens_at: "2023-01-04T09:00:00+08:00".parse().unwrap(),
        service: handed_over(date(2022, 12, 22)),
        ..notify()
    };
    let anew = Command::NotifyHearing(anew);
    let told = given(notified()).at("2022-12-22T10:00:00+08:00").and(HOST, anew);
    assert_eq!(holds(told).events().len(), 1);
}

/// APL 64(4).
#[test]
fn only_its_host_holds_a_hearing_and_reports_on_it() {
    let other = Who { role: Role::HearingHost, ..HANDLER_WEI };
    let host = |it: &mut crate::Officer| it.roles[0].role = Role::HearingHost;
    given(notified())
        .at("2022-12-30T11:00:00+08:00")
        .when_registered(HANDLER_WEI, host)
        .when(other, Command::HoldHearing(hold()))
        .then_refused(&[Code::NotPermitted]);
    given(held())
        .when_registered(HANDLER_WEI, host)
        .when(other, Command::ReportHearing(report()))
        .then_refused(&[Code::NotPermitted]);
}

/// APL 64(5).
#[test]
fn the_party_sends_two_agents_at_most_who_have_names() {
    let agents = ["甲", "乙", "丙"].map(|it| Personal::noted(it.to_owned())).to_vec();
    given(notified())
        .at("2022-12-30T11:00:00+08:00")
        .when(HOST, Command::HoldHearing(Hold { agents, ..hold() }))
        .then_to_be_mended(&["agents"]);
    let agents = ["甲", " "].map(|it| Personal::noted(it.to_owned())).to_vec();
    given(notified())
        .at("2022-12-30T11:00:00+08:00")
        .when(HOST, Command::HoldHearing(Hold { agents, ..hold() }))
        .then_to_be_mended(&["agents"]);
}

fn aborts(ground: AbortGround) -> Command {
    Command::AbortHearing(Abort {
        hearing: h1(),
        ground,
        reason: "当事人未到场，也未说明理由".into(),
        document: document(DocumentType::HearingRecord),
    })
}

/// APL 64(6).
#[test]
fn nobody_is_absent_before_the_hearing_opens() {
    given(notified())
        .at("2022-12-29T09:00:00+08:00")
        .when(HOST, aborts(AbortGround::Absent))
        .then_refused(&[Code::TooEarly]);
    let absent =
        given(notified()).at("2022-12-30T09:30:00+08:00").and(HOST, aborts(AbortGround::Absent));
    assert!(case(&absent).record.hearings[0].is_over());
    given(absent).when(HOST, Command::HoldHearing(hold())).then_refused(&[Code::AlreadyDone]);
}

/// APL 64(6).
#[test]
fn the_party_may_withdraw_before_anybody_hosts() {
    let withdrawn = given(asked()).and(HANDLER_LI, aborts(AbortGround::Withdrawn));
    assert!(case(&withdrawn).record.hearings[0].is_over());
    given(held())
        .when(HANDLER_LI, aborts(AbortGround::Withdrawn))
        .then_refused(&[Code::AlreadyDone]);
}

/// APL 64(1): what was taken back may be asked for again while the five working days last.
#[test]
fn a_withdrawn_request_may_be_renewed_in_time() {
    let withdrawn = given(asked()).and(HANDLER_LI, aborts(AbortGround::Withdrawn));
    let event = &withdrawn[withdrawn.len() - 1].1;
    assert_eq!(event.fact().facets().basis, [("APL", "64(1)")]);
    let again = given(withdrawn.clone()).at("2022-12-19T23:50:00+08:00").when(HANDLER_LI, asks());
    assert_eq!(again.events().len(), 1);
    given(withdrawn)
        .at("2022-12-20T09:00:00+08:00")
        .when(HANDLER_LI, asks())
        .then_refused(&[Code::TooLate]);
}

/// APL 64(1), (2), (6): where the party takes its request back, nothing was notified in time that never was opened;
/// where it stays away from a hearing that was, it was.
#[test]
fn the_notice_of_a_hearing_is_kept_by_opening_it_alone() {
    let notice = (Timer::HearingNotify, Some(h1()));
    let timed = |history: &[_]| case(history).record.timers[&notice].clone();
    assert!(!timed(&held()).replaced);
    let withdrawn = given(notified()).and(HANDLER_LI, aborts(AbortGround::Withdrawn));
    assert!(timed(&withdrawn).settled.is_some() && timed(&withdrawn).replaced);
    for ground in [AbortGround::Absent, AbortGround::Left] {
        let opened = given(notified()).at("2022-12-30T09:30:00+08:00").and(HOST, aborts(ground));
        assert!(timed(&opened).settled.is_some() && !timed(&opened).replaced);
    }
}

/// PR 47; APL 64: nobody is heard any more in a case that was terminated.
#[test]
fn no_hearing_is_held_in_a_case_that_has_ended() {
    let terminate = crate::case::suspension::Terminate {
        ground: crate::case::suspension::TerminationGround::EntityEnded,
        reason: "公司已注销，无权利义务承受人".into(),
        document: document(DocumentType::SuspensionApproval),
    };
    let ended = given(notified()).and(LEADER, Command::TerminateInvestigation(terminate));
    given(ended)
        .at("2022-12-30T11:00:00+08:00")
        .when(HOST, Command::HoldHearing(hold()))
        .then_refused(&[Code::WrongStage]);
}

/// APL 64(4): the notice is its host's, not any host's.
#[test]
fn only_its_host_tells_the_party_when_and_where() {
    let other = Who { role: Role::HearingHost, ..HANDLER_WEI };
    given(hosted())
        .at("2022-12-15T10:00:00+08:00")
        .when_registered(HANDLER_WEI, |it| it.roles[0].role = Role::HearingHost)
        .when(other, Command::NotifyHearing(notify()))
        .then_refused(&[Code::NotPermitted]);
}

/// APL 65.
#[test]
fn the_host_reports_once_after_it_was_held() {
    given(notified())
        .when(HOST, Command::ReportHearing(report()))
        .then_refused(&[Code::StepMissing]);
    let wordless = Report { opinion: "".into(), ..report() };
    given(held()).when(HOST, Command::ReportHearing(wordless)).then_to_be_mended(&["opinion"]);
    given(reported())
        .when(HOST, Command::ReportHearing(report()))
        .then_refused(&[Code::AlreadyDone]);
}

/// APL 64(2), 85: notified on Thursday the 15th, it opens on Monday the 26th at the earliest.
#[test]
fn a_hearing_opens_seven_working_days_after_its_notice() {
    let on = |opens: &str| Notify { opens_at: opens.parse().unwrap(), ..notify() };
    let notifying = given(hosted()).at("2022-12-15T10:00:00+08:00");
    let early = Command::NotifyHearing(on("2022-12-23T15:00:00+08:00"));
    notifying.when(HOST, early).then_to_be_mended(&["opensAt"]);
    let notifying = given(hosted()).at("2022-12-15T10:00:00+08:00");
    let in_time = Command::NotifyHearing(on("2022-12-26T09:00:00+08:00"));
    assert_eq!(notifying.when(HOST, in_time).events().len(), 1);
}
