//! What the party is told, and when it is told again.

use jiff::civil::date;

use super::{HearingScope, Serve};
use crate::{
    Code, Decider, Fen,
    case::{
        Case, Command, Event, Main,
        sanction::{Sanction, SanctionKind},
        service::{Service, ServiceMode},
        spec::{
            HANDLER_LI, case,
            facts::{approved, document, handed_over, reviewed, sanctions},
            given,
            hearings::{asked, n1, offered, state},
        },
    },
    clock::Timer,
    document::DocumentType,
    id::PartId,
};

fn serve() -> Serve {
    Serve {
        serious_list: None,
        sanctions: sanctions(),
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        reasons: "违反《中华人民共和国食品安全法》第六十二条".into(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        tells_statement: true,
        tells_hearing: true,
        refund: None,
        supersedes: None,
        new_ground: None,
        service: handed_over(date(2022, 12, 12)),
        document: document(DocumentType::PriorNotice),
    }
}

const AFTERNOON: &str = "2022-12-12T15:00:00+08:00";

fn serves(notice: Serve) -> Command {
    Command::ServePriorNotice(notice)
}

fn served(history: crate::case::spec::History, notice: Serve) -> super::Served {
    let events = given(history).at(AFTERNOON).when(HANDLER_LI, serves(notice)).events();
    let [Event::PriorNoticeServed(served)] = &events[..] else { panic!("{events:?}") };
    served.clone()
}

/// PR 57; APL 44, 62.
#[test]
fn whatever_the_notice_leaves_out_is_named_at_once() {
    let empty = Serve {
        sanctions: vec![],
        facts: "".into(),
        reasons: " ".into(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into(), " ".into()],
        tells_statement: false,
        ..serve()
    };
    given(approved()).at(AFTERNOON).when(HANDLER_LI, serves(empty)).then_to_be_mended(&[
        "sanctions",
        "facts",
        "reasons",
        "provisions",
        "tellsStatement",
    ]);
}

/// PR 56.
#[test]
fn nobody_is_told_before_a_leader_approved_it() {
    given(reviewed())
        .at(AFTERNOON)
        .when(HANDLER_LI, serves(serve()))
        .then_refused(&[Code::StepMissing]);
}

/// PR 56.
#[test]
fn the_party_is_told_of_no_more_than_was_approved() {
    let mut heavier = sanctions();
    heavier[1].amount = Some(Fen::yuan(50_001));
    given(approved())
        .at(AFTERNOON)
        .when(HANDLER_LI, serves(Serve { sanctions: heavier, ..serve() }))
        .then_to_be_mended(&["sanctions.1"]);
    let milder = Serve { sanctions: sanctions()[..1].to_vec(), ..serve() };
    assert_eq!(served(approved(), milder).sanctions.len(), 1);
}

/// The approval covers a revocation too.
fn revoking() -> (crate::case::spec::History, Vec<Sanction>) {
    let (mut history, mut sanctions) = (approved(), sanctions());
    let provision = sanctions[0].provision.clone();
    sanctions.push(Sanction {
        id: PartId::nth('S', 3),
        kind: SanctionKind::RevokeLicence,
        amount: None,
        months: None,
        object: Some("食品经营许可证".into()),
        provision,
        grade: None,
    });
    if let Some((_, Event::PenaltyProposalApproved(it))) = history.last_mut() {
        it.sanctions = sanctions.clone();
    }
    (history, sanctions)
}

/// APL 63(3).
#[test]
fn revoking_a_licence_opens_a_hearing_and_the_notice_must_say_so() {
    let (history, sanctions) = revoking();
    let silent = Serve { sanctions: sanctions.clone(), tells_hearing: false, ..serve() };
    given(history.clone())
        .at(AFTERNOON)
        .when(HANDLER_LI, serves(silent))
        .then_to_be_mended(&["tellsHearing"]);
    let hearing = served(history, Serve { sanctions, ..serve() }).hearing;
    assert_eq!((hearing.told, hearing.because), (true, HearingScope::BySanction));
}

fn warning() -> (crate::case::spec::History, Vec<Sanction>) {
    let (mut history, mut sanctions) = (approved(), sanctions());
    sanctions.truncate(1);
    (sanctions[0].kind, sanctions[0].amount) = (SanctionKind::Warning, None);
    if let Some((_, Event::PenaltyProposalApproved(it))) = history.last_mut() {
        it.sanctions = sanctions.clone();
    }
    (history, sanctions)
}

/// APL 63.
#[test]
fn a_warning_opens_no_hearing_but_one_may_be_offered() {
    let (history, sanctions) = warning();
    let silent = Serve { sanctions: sanctions.clone(), tells_hearing: false, ..serve() };
    let hearing = served(history.clone(), silent).hearing;
    assert_eq!((hearing.told, hearing.because), (false, HearingScope::None));
    let hearing = served(history, Serve { sanctions, ..serve() }).hearing;
    assert_eq!((hearing.told, hearing.because), (true, HearingScope::Offered));
}

/// PR 81, 82.
#[test]
fn a_notice_is_served_with_proof_and_not_announced_like_a_decision() {
    let service = Service { mode: ServiceMode::OnTheSpot, ..handed_over(date(2022, 12, 12)) };
    given(approved())
        .at(AFTERNOON)
        .when(HANDLER_LI, serves(Serve { service, ..serve() }))
        .then_to_be_mended(&["service.mode"]);
}

/// PR 58.
#[test]
fn a_second_notice_names_the_first_and_what_is_new() {
    given(offered())
        .at("2022-12-14T15:00:00+08:00")
        .when(HANDLER_LI, serves(Serve { service: handed_over(date(2022, 12, 14)), ..serve() }))
        .then_to_be_mended(&["supersedes", "newGround"]);
    let again = Serve {
        supersedes: Some(n1()),
        new_ground: Some("发现新的违法事实".into()),
        service: handed_over(date(2022, 12, 14)),
        ..serve()
    };
    let history = given(offered()).at("2022-12-14T15:00:00+08:00").and(HANDLER_LI, serves(again));
    let case = case(&history);
    assert_eq!(case.main, Main::Noticed);
    assert_eq!(case.record.notices.last().unwrap().1.id, PartId::nth('N', 2));
    assert!(case.open_deadline(Timer::NoticeState, Some(&n1())).is_none());
    assert!(
        case.record.timers[&(Timer::NoticeState, Some(n1()))].replaced,
        "the party said nothing"
    );
}

/// PR 57, 58; APL 45: what the party said before the second notice it said in time, whenever that is entered.
#[test]
fn a_statement_on_the_first_notice_is_one_though_it_is_entered_after_the_second() {
    let again = Serve {
        supersedes: Some(n1()),
        new_ground: Some("发现新的违法事实".into()),
        service: handed_over(date(2022, 12, 14)),
        ..serve()
    };
    let renewed = given(offered()).at("2022-12-14T15:00:00+08:00").and(HANDLER_LI, serves(again));
    let entered = |time: &str| {
        let statement = Command::RecordStatement(state());
        let stated = given(renewed.clone()).at(time).entered("2022-12-14T17:00:00+08:00");
        let stated = case(&stated.and(HANDLER_LI, statement)).record;
        let first = stated.timers[&(Timer::NoticeState, Some(n1()))].clone();
        (first.settled.map(|it| it.to_string()), first.replaced)
    };
    let before = "2022-12-14T10:00:00+08:00";
    assert_eq!(entered(before), (Some(before.to_owned()), false));
    let replaced = "2022-12-14T15:00:00+08:00";
    assert_eq!(entered("2022-12-14T16:00:00+08:00"), (Some(replaced.to_owned()), true));
}

/// PR 57, 79: the five days run from service, so that a service that is entered days later says why it comes
/// late, though the act of entering it is said to take place today.
#[test]
fn a_service_of_days_ago_is_a_late_entry() {
    let days_later = "2022-12-16T15:00:00+08:00";
    let notice = || serves(Serve { service: handed_over(date(2022, 12, 12)), ..serve() });
    let silent = given(approved()).at(days_later).when(HANDLER_LI, notice());
    silent.then_refused(&[Code::LateEntryReasonMissing]);
    let explained = given(approved()).at(days_later).because("送达回证退回较晚");
    let events = explained.when(HANDLER_LI, notice()).events();
    let [served] = &events[..] else { panic!("{events:?}") };
    assert_eq!(Case::took_place(served), Some(date(2022, 12, 12)));
    let next_day = given(approved()).at("2022-12-13T15:00:00+08:00").when(HANDLER_LI, notice());
    assert_eq!(next_day.events().len(), 1);
}

/// PR 58.
#[test]
fn a_first_notice_replaces_none() {
    given(approved())
        .at(AFTERNOON)
        .when(HANDLER_LI, serves(Serve { supersedes: Some(n1()), ..serve() }))
        .then_to_be_mended(&["supersedes"]);
}

/// APL 65.
#[test]
fn no_new_notice_while_a_hearing_is_under_way() {
    let again = Serve {
        supersedes: Some(n1()),
        new_ground: Some("发现新的违法事实".into()),
        service: handed_over(date(2022, 12, 14)),
        ..serve()
    };
    given(asked())
        .at("2022-12-14T15:00:00+08:00")
        .when(HANDLER_LI, serves(again))
        .then_refused(&[Code::Unfinished]);
}

/// APL 63(1); HR 5: the figure for organisations, and how sure it is, stands in the notice.
#[test]
fn the_threshold_of_the_day_decides_and_is_kept() {
    let hearing = served(approved(), Serve { tells_hearing: false, ..serve() }).hearing;
    assert_eq!((hearing.told, hearing.because), (false, HearingScope::None));
    assert_eq!(hearing.threshold.map(|it| it.amount), Some(Fen::yuan(100_000)));
}

/// PR 57.2, 80; APL 64(1): served on Monday the 12th, the party has until Monday the 19th.
#[test]
fn the_partys_periods_run_from_the_day_of_service() {
    let deadlines = served(approved(), serve()).deadlines;
    let due: Vec<_> = deadlines.iter().map(|it| (it.timer, it.due_date())).collect();
    let last = Some(date(2022, 12, 19));
    assert_eq!(due, [(Timer::NoticeState, last), (Timer::HearingRequest, last)]);
}
