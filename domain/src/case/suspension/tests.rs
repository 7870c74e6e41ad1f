//! What a suspension stops, and what it leaves as it was.

use jiff::civil::date;

use crate::{
    Code, Moment,
    case::{
        Command, Main, evidence, notice,
        review::{self, CheckPoint, Opinion},
        spec::{
            CASE_REVIEWER, HANDLER_LI, History, LEADER, UNIT_HEAD,
            appraisals::commission,
            case,
            endings::{serve, told},
            facts::{
                approved, collect, concluded, document, handed_over, in_review, with_evidence,
            },
            given,
            hearings::state,
            interruption::{resume, suspend, terminate},
        },
        suspension::TerminationGround,
    },
    clock::{Done, Outcome, Timer},
    document::DocumentType,
    id::PartId,
};

/// Suspended on 13 December at ten, resumed on the 15th at eleven.
fn interrupted(history: History) -> History {
    let suspended = given(history).at("2022-12-13T10:00:00+08:00").and(LEADER, suspend());
    given(suspended).at("2022-12-15T11:00:00+08:00").and(LEADER, resume())
}

fn serves(day: i8) -> Command {
    let service = handed_over(date(2022, 12, day));
    Command::ServePriorNotice(notice::Serve { service, ..serve() })
}

fn opine() -> Command {
    let check = |point| review::Check { point, passed: true, finding: None };
    Command::GiveOpinion(review::Give {
        review: PartId::nth('V', 1),
        kind: review::ReviewKind::CaseReview,
        checks: CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion: Opinion::Agree,
        opinion: "同意办案机构的处理意见".into(),
        document: document(DocumentType::ReviewOpinion),
    })
}

/// PR 46: the case goes on where it stood, and has stood there since it came to it.
#[test]
fn a_resumption_goes_back_to_when_the_stage_was_reached() {
    let before = case(&approved());
    let after = case(&interrupted(approved()));
    assert_eq!((after.main, after.since), (Main::ApprovedForNotice, before.since));
    let twice = given(interrupted(approved())).and(LEADER, suspend());
    let suspended = case(&twice);
    assert_eq!((suspended.main, suspended.since), (Main::Suspended, suspended.record.last));
    let twice = case(&given(twice).and(LEADER, resume()));
    assert_eq!((twice.main, twice.since), (Main::ApprovedForNotice, before.since));
}

/// PR 46, 54, 57: what was done before the suspension was done then, though it is entered after the resumption.
#[test]
fn what_was_done_before_a_suspension_is_entered_after_it() {
    let entered = "2022-12-15T12:00:00+08:00";
    let before =
        |history, time| given(interrupted(history)).at(time).entered(entered).because("系统停机");
    let service = before(approved(), "2022-12-13T09:40:00+08:00").and(HANDLER_LI, serves(13));
    assert_eq!(case(&service).main, Main::Noticed);
    let opinion = before(in_review(), "2022-12-13T09:50:00+08:00").and(CASE_REVIEWER, opine());
    assert_eq!(case(&opinion).main, Main::Reviewed);
}

/// PR 46: what was done before the suspension is entered while it lasts too, and leaves the case suspended; what was
/// done in it, and what leads the case on, waits for the resumption.
#[test]
fn what_was_done_before_a_suspension_is_entered_during_it() {
    let suspended = given(approved()).at("2022-12-13T10:00:00+08:00").and(LEADER, suspend());
    let entered = |time| given(suspended.clone()).at(time).entered("2022-12-14T09:00:00+08:00");
    let evidence = |origin: &str| {
        Command::CollectEvidence(evidence::Collect { origin: origin.into(), ..collect() })
    };
    let before = "2022-12-13T09:00:00+08:00";
    let stood = case(&suspended);
    for command in [evidence("当事人提供"), Command::CommissionAppraisal(commission())] {
        let appraised = matches!(command, Command::CommissionAppraisal(_));
        let history = if appraised { with_evidence() } else { approved() };
        let history = given(history).at("2022-12-13T10:00:00+08:00").and(LEADER, suspend());
        let late = given(history).at(before).entered("2022-12-14T09:00:00+08:00");
        let after = case(&late.and(HANDLER_LI, command));
        assert_eq!((after.main, after.since), (Main::Suspended, stood.since));
    }
    entered(before).when(HANDLER_LI, evidence(" ")).then_to_be_mended(&["origin"]);
    entered("2022-12-13T11:00:00+08:00")
        .when(HANDLER_LI, evidence("当事人提供"))
        .then_refused(&[Code::StepMissing]);
    entered("2022-12-13T09:40:00+08:00")
        .when(HANDLER_LI, serves(13))
        .then_refused(&[Code::StepMissing, Code::BeforeItsBasis]);
}

/// PR 46: what a suspension stops can't have been done during it, whenever that is entered; what the party does
/// goes on.
#[test]
fn what_a_suspension_stops_did_not_take_place_during_it() {
    let entered = "2022-12-15T12:00:00+08:00";
    let during =
        |history, time| given(interrupted(history)).at(time).entered(entered).because("系统停机");
    let evidence = Command::CollectEvidence(collect());
    for (who, history, command) in [
        (HANDLER_LI, approved(), serves(13)),
        (HANDLER_LI, approved(), evidence),
        (CASE_REVIEWER, in_review(), opine()),
    ] {
        let refused = during(history, "2022-12-13T15:00:00+08:00").when(who, command).refusals();
        let told: Vec<_> = refused.iter().map(|it| (it.code, it.citation.as_ref())).collect();
        let [(Code::BeforeItsBasis, Some(article))] = told[..] else { panic!("{refused:#?}") };
        assert_eq!(article.to_string(), "PR 46.2");
        assert!(
            refused[0].message.contains("2022年12月13日10时至2022年12月15日11时中止调查（U1）")
        );
    }
    given(interrupted(approved()))
        .when(HANDLER_LI, serves(14))
        .then_refused(&[Code::BeforeItsBasis]);
    let statement = Command::RecordStatement(state());
    let stated = during(told(), "2022-12-14T15:00:00+08:00").when(HANDLER_LI, statement);
    assert_eq!(stated.events().len(), 1);
}

/// PR 46, 47: a case that was decided or terminated is not resumed: neither lies before the resumption.
#[test]
fn nothing_ends_the_handling_before_the_resumption() {
    let entered = "2022-12-15T12:00:00+08:00";
    for time in ["2022-12-13T09:50:00+08:00", "2022-12-13T15:00:00+08:00"] {
        let ended = given(interrupted(approved())).at(time).entered(entered).because("系统停机");
        let ended = ended.when(LEADER, terminate(TerminationGround::EntityEnded));
        ended.then_refused(&[Code::BeforeItsBasis]);
    }
    let resumed = case(&interrupted(told()));
    assert_eq!(resumed.ripe(), resumed.last_resumed());
}

/// PR 46: the order of entries decides nothing: what a suspension stops was not done during one that is entered
/// later.
#[test]
fn no_suspension_that_is_entered_late_lies_over_what_it_would_have_stopped() {
    let evidence = Command::CollectEvidence(collect());
    let worked = given(approved()).at("2022-12-13T10:00:00+08:00").and(HANDLER_LI, evidence);
    let suspends = |time| {
        let late = given(worked.clone()).at(time).entered("2022-12-20T09:00:00+08:00");
        late.because("系统停机").when(LEADER, suspend())
    };
    suspends("2022-12-13T09:00:00+08:00").then_refused(&[Code::BeforeItsBasis]);
    assert_eq!(suspends("2022-12-13T11:00:00+08:00").events().len(), 1);
    let statement = Command::RecordStatement(state());
    let stated = given(told()).at("2022-12-14T15:00:00+08:00").and(HANDLER_LI, statement);
    let late = given(stated).at("2022-12-14T10:00:00+08:00").entered("2022-12-20T09:00:00+08:00");
    assert_eq!(late.because("系统停机").when(LEADER, suspend()).events().len(), 1);
}

/// PR 46: no resumption before its suspension, and no suspension within another one or before it.
#[test]
fn suspensions_lie_one_after_the_other() {
    let suspended = given(approved()).at("2022-12-13T10:00:00+08:00").and(LEADER, suspend());
    given(suspended)
        .at("2022-12-13T09:00:00+08:00")
        .entered("2022-12-13T11:00:00+08:00")
        .when(LEADER, resume())
        .then_refused(&[Code::BeforeItsBasis]);
    for time in ["2022-12-13T09:00:00+08:00", "2022-12-14T09:00:00+08:00"] {
        let refused = given(interrupted(approved()))
            .at(time)
            .entered("2022-12-15T12:00:00+08:00")
            .because("系统停机")
            .when(LEADER, suspend())
            .refusals();
        assert!(refused.iter().all(|it| it.code == Code::BeforeItsBasis), "{refused:#?}");
    }
}

/// PR 47, 54: a review that nobody owes any more was late by so much when it ended.
#[test]
fn a_review_that_ends_with_the_investigation_was_overdue_all_the_same() {
    let request = review::Request {
        kind: review::ReviewKind::CaseReview,
        phase: review::ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on: date(2022, 12, 6),
        documents: vec![document(DocumentType::ConclusionReport)],
    };
    let asked = given(concluded())
        .at("2022-12-06T09:00:00+08:00")
        .and(UNIT_HEAD, Command::RequestReview(request));
    let ended = "2023-01-10T09:00:00+08:00";
    let ended: Moment = ended.parse().unwrap();
    let history =
        given(asked).at(&ended.to_string()).and(LEADER, terminate(TerminationGround::EntityEnded));
    let timed = case(&history).record.timers[&(Timer::ReviewDo, Some(PartId::nth('V', 1)))].clone();
    let done = Done {
        occurred: ended,
        recorded: ended,
        late_entry: false,
        replaced: timed.replaced,
        rests_on: None,
    };
    let due = timed.deadline.raw_date().unwrap();
    assert_eq!(due, date(2022, 12, 20));
    assert_eq!(
        timed.deadline.outcome(Some(&done), ended.day()),
        Outcome::Ended { overdue: 21, stated: None }
    );
}
