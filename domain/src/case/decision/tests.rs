//! What a penalty rests on, and what the decision says.

use jiff::civil::date;

use super::{Decide, Remedies};
use crate::{
    Code, Fen, Moment,
    case::{
        Command, Event, Main, hearing,
        review::{self, ReviewKind},
        sanction::Grade,
        spec::{
            HANDLER_LI, LEADER, UNIT_HEAD, case,
            endings::{DECISION_DAY, decide, discuss, major, p1, penalised, serve, told},
            facts::{approved, document, handed_over, with_evidence},
            given,
            hearings::{ask, h1, n1, offered, state, waive},
            law,
        },
        statement::{self, Right},
    },
    clock::{Deadline, Due, Timer, Unit},
    document::DocumentType,
    id::PartId,
};

fn decides(decision: Decide) -> Command {
    Command::DecidePenalty(decision)
}

/// PR 60.1(1), 62, 81: service is due from the day of the decision; publicity is no deadline of the case.
#[test]
fn a_decision_starts_its_service() {
    let case = case(&penalised());
    assert_eq!(case.main, Main::PenaltyDecided);
    let due = |timer| case.record.timers[&(timer, Some(p1()))].deadline.due_date();
    assert_eq!(due(Timer::DecisionServe), Some(date(2022, 12, 30)));
    assert_eq!(case.record.decisions[0].1.deadlines.len(), 1);
    assert!(case.open_deadline(Timer::CaseDecide, None).is_none());
}

/// PR 62.1(6); ARL 20; ALL 46: where to turn, and how long; and the document bears its number.
#[test]
fn a_decision_carries_the_limits_of_its_remedies_and_its_number() {
    let case = case(&penalised());
    let (_, decided) = &case.record.decisions[0];
    let periods: Vec<_> =
        decided.remedy_periods.iter().map(|it| (it.timer, it.length, it.unit)).collect();
    assert_eq!(
        periods,
        [(Timer::ReconApply, 60, Unit::CalendarDays), (Timer::SuitDirect, 6, Unit::Months)]
    );
    let registered = case.record.documents.iter().find(|it| it.sha256 == decided.document.sha256);
    assert_eq!(registered.and_then(|it| it.number.as_ref()), Some(&decided.number));
}

/// domain.md §8.4: the agency's own numbers are allotted, other organs' are stated.
#[test]
fn nobody_brings_along_a_number_of_the_own_agency() {
    let mut decision = decide();
    decision.document.number = Some("川市监处罚〔2022〕77号".parse().unwrap());
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, decides(decision.clone()))
        .then_refused(&[Code::Contradictory]);
    decision.document.number = Some("锦市监处罚〔2022〕77号".parse().unwrap());
    assert_eq!(given(told()).at(DECISION_DAY).when(LEADER, decides(decision)).events().len(), 1);
}

/// PR 57.2: the last of the five working days is the party's until midnight.
#[test]
fn nothing_is_decided_before_the_five_days_are_over() {
    for time in ["2022-12-12T16:00:00+08:00", "2022-12-19T23:59:59+08:00"] {
        given(told()).at(time).when(LEADER, decides(decide())).then_refused(&[Code::PeriodRunning]);
    }
    let next = given(told()).at("2022-12-20T00:00:00+08:00").when(LEADER, decides(decide()));
    assert_eq!(next.events().len(), 1);
}

/// PR 57.2: where the schedule of the new year is not known, the five working days are over once they are
/// in any: the officer is not blocked for good.
#[test]
fn a_missing_calendar_holds_up_no_decision_for_good() {
    let mut history = told();
    if let Some((_, Event::PriorNoticeServed(it))) = history.last_mut() {
        let start = Moment::midnight(date(2026, 12, 28));
        let five_days = law().deadline(Timer::NoticeState, start, "", &[]);
        it.deadlines =
            five_days.map(|due| Deadline { of: Some(n1()), ..due }).into_iter().collect();
    }
    let on = |time| given(history.clone()).at(time).when(LEADER, decides(decide()));
    on("2027-01-12T10:00:00+08:00").then_refused(&[Code::PeriodRunning]);
    assert_eq!(on("2027-03-01T10:00:00+08:00").events().len(), 1);
}

/// PR 57.2, 58: using the right does not end it.
#[test]
fn a_statement_on_the_first_day_does_not_end_the_five_days() {
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    let review = statement::Review {
        statement: PartId::nth('D', 1),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无证据支持".into(),
        document: None,
    };
    let reviewed = given(stated).and(HANDLER_LI, Command::ReviewStatement(review));
    given(reviewed.clone())
        .at("2022-12-15T09:00:00+08:00")
        .when(LEADER, decides(decide()))
        .then_refused(&[Code::PeriodRunning]);
    assert_eq!(given(reviewed).at(DECISION_DAY).when(LEADER, decides(decide())).events().len(), 1);
}

/// APL 62.
#[test]
fn a_party_that_gave_up_its_rights_in_writing_is_penalised_at_once() {
    let waived = given(told()).and(HANDLER_LI, Command::WaiveRights(waive(&[Right::State])));
    let next_day = given(waived).at("2022-12-13T09:00:00+08:00").when(LEADER, decides(decide()));
    assert_eq!(next_day.events().len(), 1);
}

/// APL 45; PR 58.
#[test]
fn nothing_is_decided_over_an_unchecked_statement() {
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    given(stated)
        .at(DECISION_DAY)
        .when(LEADER, decides(decide()))
        .then_refused(&[Code::Unfinished]);
}

/// APL 45.2; PR 58.
#[test]
fn a_penalty_is_no_heavier_than_what_the_party_was_told() {
    let mut heavier = decide();
    heavier.sanctions[1].amount = Some(Fen::yuan(50_001));
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, decides(heavier))
        .then_refused(&[Code::HeavierThanNoticed]);
    let mut milder = decide();
    milder.sanctions[1].amount = Some(Fen::yuan(20_000));
    assert_eq!(given(told()).at(DECISION_DAY).when(LEADER, decides(milder)).events().len(), 1);
}

/// PR 62.1: all that the document lacks is said at once.
#[test]
fn a_decision_says_everything_that_the_law_wants() {
    let empty = Decide {
        facts: "".into(),
        evidence: vec![],
        violated: vec![" ".into()],
        statements: "".into(),
        sanctions: vec![],
        performance: "".into(),
        remedies: Remedies { reconsideration: String::new(), court: " ".into() },
        sealed: false,
        document: document(DocumentType::Other),
        ..decide()
    };
    given(told()).at(DECISION_DAY).when(LEADER, decides(empty)).then_to_be_mended(&[
        "facts",
        "evidence",
        "violated",
        "statements",
        "sanctions",
        "performance",
        "remedies.reconsideration",
        "remedies.court",
        "sealed",
        "document",
    ]);
}

/// PR 62.1(2).
#[test]
fn a_decision_rests_on_evidence_that_is_on_file() {
    let invented = Decide { evidence: vec![PartId::nth('E', 7)], ..decide() };
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, decides(invented))
        .then_to_be_mended(&["evidence.0"]);
}

/// APL 32; PR 62.
#[test]
fn a_lighter_penalty_says_why() {
    let mut lighter = decide();
    lighter.sanctions[1].grade = Some(Grade::Mitigated);
    let refused = given(told()).at(DECISION_DAY).when(LEADER, decides(lighter.clone()));
    refused.then_to_be_mended(&["discretion"]);
    lighter.discretion = Some("主动消除危害后果".into());
    assert_eq!(given(told()).at(DECISION_DAY).when(LEADER, decides(lighter)).events().len(), 1);
}

/// PR 60: the leader decides, not who handled the case.
#[test]
fn a_handler_does_not_decide() {
    given(told())
        .at(DECISION_DAY)
        .when(HANDLER_LI, decides(decide()))
        .then_refused(&[Code::NotPermitted]);
}

/// PR 60: a case ends once.
#[test]
fn a_decided_case_is_not_decided_again() {
    given(penalised()).when(LEADER, decides(decide())).then_refused(&[Code::WrongStage]);
}

/// PR 64: ninety days are the agency's duty; a decision that comes later stands, and shows as late.
#[test]
fn a_decision_after_the_ninety_days_is_valid() {
    let late = given(told()).at("2023-04-03T09:00:00+08:00").and(LEADER, decides(decide()));
    let case = case(&late);
    assert_eq!(case.main, Main::PenaltyDecided);
    let timed = &case.record.timers[&(Timer::CaseDecide, None)];
    let settled = timed.settled.unwrap().day();
    assert!(matches!(timed.deadline.due, Due::Fixed { due_date, .. } if due_date < settled));
}

/// PR 50.1, 60.2; APL 57.2.
#[test]
fn a_major_case_is_discussed_by_the_leaders_before_it_is_decided() {
    given(major())
        .at(DECISION_DAY)
        .when(LEADER, decides(decide()))
        .then_refused(&[Code::StepMissing]);
    let discussed = given(major())
        .at("2022-12-20T10:00:00+08:00")
        .and(LEADER, Command::HoldDiscussion(discuss()));
    assert_eq!(given(discussed).at(DECISION_DAY).when(LEADER, decides(decide())).events().len(), 1);
}

/// PR 60.2.
#[test]
fn nobody_decides_otherwise_than_the_leaders_agreed() {
    let discussed = |yuan| {
        let mut agreed = discuss();
        agreed.sanctions[1].amount = Some(Fen::yuan(yuan));
        let at = given(major()).at("2022-12-20T10:00:00+08:00");
        given(at.and(LEADER, Command::HoldDiscussion(agreed))).at(DECISION_DAY)
    };
    discussed(30_000).when(LEADER, decides(decide())).then_to_be_mended(&["sanctions.1"]);
    let mut milder = decide();
    milder.sanctions[1].amount = Some(Fen::yuan(30_000));
    let agreed = discuss().sanctions[1].amount;
    assert!(agreed > milder.sanctions[1].amount);
    let at = given(major()).at("2022-12-20T10:00:00+08:00");
    let discussed = given(at.and(LEADER, Command::HoldDiscussion(discuss()))).at(DECISION_DAY);
    discussed.when(LEADER, decides(milder)).then_to_be_mended(&["sanctions"]);
}

/// APL 64(6); PR 50.1(2): whoever gives the hearing up was not heard, and there is nothing to review after it; the ground
/// may not be named either.
#[test]
fn a_hearing_that_was_given_up_is_followed_by_no_review() {
    let mut told = offered();
    let Some((_, Event::PriorNoticeServed(notice))) = told.last_mut() else { unreachable!() };
    notice.refund = None;
    let asked = given(told).at("2022-12-13T10:00:00+08:00");
    let asked = asked.and(HANDLER_LI, Command::RequestHearing(ask()));
    let given_up = Command::AbortHearing(hearing::Abort {
        hearing: h1(),
        ground: hearing::AbortGround::Withdrawn,
        reason: "当事人撤回听证申请".into(),
        document: document(DocumentType::HearingRecord),
    });
    let given_up = given(asked).and(HANDLER_LI, given_up);
    let request = Command::RequestReview(review::Request {
        kind: ReviewKind::LegalReview,
        phase: review::ReviewPhase::AfterHearing,
        grounds: vec![review::LegalReviewGround::HearingHeld],
        explanation: None,
        received_on: date(2022, 12, 20),
        documents: [DocumentType::ConclusionReport, DocumentType::HearingReport]
            .map(document)
            .to_vec(),
    });
    given(given_up)
        .at("2022-12-20T09:00:00+08:00")
        .when(UNIT_HEAD, request)
        .then_to_be_mended(&["phase"]);
}

/// PR 58: new facts after the notice take the case through report, review and approval to a new notice,
/// with five working days of its own.
#[test]
fn a_heavier_penalty_takes_a_new_report_a_new_review_and_a_new_notice() {
    let dearer = |mut sanctions: Vec<crate::case::sanction::Sanction>| {
        sanctions[1].amount = Some(Fen::yuan(80_000));
        sanctions
    };
    let mut report = crate::case::spec::facts::conclude();
    report.sanctions = dearer(report.sanctions);
    let concluded = given(told())
        .at("2022-12-22T09:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(report));
    assert_eq!(case(&concluded).main, Main::Concluded);
    let request = crate::case::review::Request {
        kind: ReviewKind::CaseReview,
        phase: crate::case::review::ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on: date(2022, 12, 22),
        documents: vec![document(DocumentType::ConclusionReport)],
    };
    let sent = given(concluded).and(UNIT_HEAD, Command::RequestReview(request));
    let check = |point| crate::case::review::Check { point, passed: true, finding: None };
    let opinion = crate::case::review::Give {
        review: PartId::nth('V', 2),
        kind: ReviewKind::CaseReview,
        checks: crate::case::review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion: crate::case::review::Opinion::Agree,
        opinion: "同意".into(),
        document: document(DocumentType::ReviewOpinion),
    };
    let agreed = given(sent).and(crate::case::spec::CASE_REVIEWER, Command::GiveOpinion(opinion));
    let approve = crate::case::conclusion::Approve {
        serious_list: None,
        sanctions: dearer(decide().sanctions),
        document: document(DocumentType::ProposalApproval),
    };
    let approved = given(agreed).and(LEADER, Command::ApproveProposal(approve));
    let mut notice = serve();
    notice.sanctions = dearer(notice.sanctions);
    notice.supersedes = Some(n1());
    notice.new_ground = Some("另查明12家无证店铺".into());
    notice.service = handed_over(date(2022, 12, 23));
    let told_anew = given(approved)
        .at("2022-12-23T10:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(notice));
    let mut decision = decide();
    decision.sanctions = dearer(decision.sanctions);
    given(told_anew.clone())
        .at("2022-12-30T09:00:00+08:00")
        .when(LEADER, decides(decision.clone()))
        .then_refused(&[Code::PeriodRunning]);
    let decided = given(told_anew).at("2023-01-03T09:00:00+08:00").when(LEADER, decides(decision));
    assert_eq!(decided.events().len(), 1);
}

/// PR 48–57: each stage of the main line comes before the decision.
#[test]
fn nothing_is_decided_before_the_party_was_told() {
    for history in [with_evidence(), approved()] {
        given(history)
            .at(DECISION_DAY)
            .when(LEADER, decides(decide()))
            .then_refused(&[Code::StepMissing]);
    }
}
