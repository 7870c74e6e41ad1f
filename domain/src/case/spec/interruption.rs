//! Appraisals, suspension, and more time for deciding.

use super::{
    HANDLER_LI, History, LEADER, OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, Who,
    appraisals::{commission, receive, tell},
    case,
    endings::{DECISION_DAY, closed, decide, told},
    facts::{
        conclude, document, in_review, investigating, noticed, recorded, reviewed, verifying,
        with_evidence,
    },
    given,
};
use crate::{
    Code,
    case::{
        Command, Event, Main,
        appraisal::{self, AppraisalKind},
        extension, review,
        suspension::{self, SuspensionGround, TerminationGround},
    },
    clock::{Due, Timer},
    document::DocumentType,
    id::PartId,
};

pub fn under_appraisal() -> History {
    given(with_evidence())
        .at("2022-11-23T09:00:00+08:00")
        .and(HANDLER_LI, Command::CommissionAppraisal(commission()))
}

pub fn suspend() -> Command {
    Command::SuspendInvestigation(suspension::Suspend {
        ground: SuspensionGround::PartyMissing,
        reason: "当事人下落不明，无法调查".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

pub fn resume() -> Command {
    Command::ResumeInvestigation(suspension::Resume {
        reason: "当事人已找到".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

pub fn terminate(ground: TerminationGround) -> Command {
    Command::TerminateInvestigation(suspension::Terminate {
        ground,
        reason: "公司已注销，经查询登记档案，无权利义务承受人".into(),
        document: document(DocumentType::SuspensionApproval),
    })
}

fn suspended() -> History {
    given(with_evidence()).at("2022-11-24T09:00:00+08:00").and(LEADER, suspend())
}

fn further(days: u32, attendees: &[Who]) -> Command {
    Command::ExtendDecisionTimeFurther(extension::ExtendFurther {
        days,
        attendees: attendees.iter().map(|it| it.person()).collect(),
        reason: "案情特别复杂".into(),
        document: document(DocumentType::DiscussionMinutes),
    })
}

/// PR 18, 32.
#[test]
fn an_appraisal_is_commissioned_from_verification_on() {
    let asked = commission();
    given(verifying())
        .when(HANDLER_LI, Command::CommissionAppraisal(asked.clone()))
        .then_apart_from_deadlines(&[Event::AppraisalCommissioned(appraisal::Commissioned {
            id: PartId::nth('A', 1),
            kind: asked.kind,
            institution: asked.institution,
            qualified: true,
            fitness: None,
            question: asked.question,
            until: None,
            party_told_on: None,
            documents: asked.documents,
            recording: None,
            deadlines: vec![],
        })]);
}

/// PR 32; PR 30 for right holders.
#[test]
fn whoever_is_not_qualified_is_said_to_be_fit() {
    let unfit = || appraisal::Commission { qualified: false, ..commission() };
    given(with_evidence())
        .when(HANDLER_LI, Command::CommissionAppraisal(unfit()))
        .then_to_be_mended(&["fitness"]);
    let fit = appraisal::Commission { fitness: Some("具备同类检测条件".into()), ..unfit() };
    let kind = AppraisalKind::RightHolderIdentification;
    let owner = appraisal::Commission { kind, ..unfit() };
    for good in [fit, owner] {
        let asked = given(with_evidence()).when(HANDLER_LI, Command::CommissionAppraisal(good));
        assert_eq!(asked.events().len(), 1);
    }
}

/// PR 44: a sampling is recorded, also where its record comes with the commission.
#[test]
fn a_sampling_for_an_appraisal_is_shown_in_sound_or_picture() {
    let sampled = |recording| {
        let documents = [DocumentType::AppraisalCommission, DocumentType::SamplingRecord];
        let documents = documents.map(document).to_vec();
        let sampled = appraisal::Commission { documents, recording, ..commission() };
        given(with_evidence()).when(HANDLER_LI, Command::CommissionAppraisal(sampled))
    };
    sampled(None).then_to_be_mended(&["recording"]);
    let events = sampled(Some(recorded())).events();
    assert_eq!(events[0].fact().facets().documents.len(), 3, "it is on file");
}

/// PR 32, 38.
#[test]
fn all_that_a_commission_lacks_is_said_at_once() {
    let empty = appraisal::Commission {
        institution: " ".into(),
        question: "".into(),
        until: Some(jiff::civil::date(2022, 11, 1)),
        documents: vec![],
        ..commission()
    };
    given(with_evidence()).when(HANDLER_LI, Command::CommissionAppraisal(empty)).then_to_be_mended(
        &["institution", "question", "documents", "documents", "partyToldOn", "until"],
    );
}

/// PR 38.3: a period of which the party was told in writing comes with that notice. It bears on sealed and seized
/// goods alone, so that the ninety days stand still without one too (PR 64.2).
#[test]
fn a_period_that_the_party_was_told_comes_with_its_notice() {
    let told = appraisal::Commission {
        until: Some(jiff::civil::date(2022, 12, 30)),
        party_told_on: Some(jiff::civil::date(2022, 11, 22)),
        ..commission()
    };
    let unproven = Command::CommissionAppraisal(told.clone());
    let asked = given(with_evidence()).at("2022-11-30T10:00:00+08:00");
    asked.when(HANDLER_LI, unproven).then_to_be_mended(&["documents"]);
    let notice = document(DocumentType::AppraisalPeriodNotice);
    let documents = commission().documents.into_iter().chain([notice]).collect();
    for commission in [appraisal::Commission { documents, ..told }, commission()] {
        let asked = given(with_evidence())
            .at("2022-11-30T10:00:00+08:00")
            .and(HANDLER_LI, Command::CommissionAppraisal(commission));
        let decide = &case(&asked).record.timers[&(Timer::CaseDecide, None)].deadline;
        assert!(matches!(decide.due, Due::Paused { .. }), "{decide:?}");
    }
}

/// PR 32.
#[test]
fn a_result_arrives_once_and_is_told_once_it_is_here() {
    given(under_appraisal()).when(HANDLER_LI, receive(2)).then_refused(&[Code::UnknownPart]);
    given(under_appraisal()).when(HANDLER_LI, tell(1)).then_refused(&[Code::StepMissing]);
    let received = given(under_appraisal()).and(HANDLER_LI, receive(1));
    given(received.clone()).when(HANDLER_LI, receive(1)).then_refused(&[Code::AlreadyDone]);
    let told = given(received).and(HANDLER_LI, tell(1));
    given(told).when(HANDLER_LI, tell(1)).then(&[]);
}

/// PR 32, 58: what the party asks to have tested anew is commissioned after the notice too; no penalty
/// before the result is here and the party has been told.
#[test]
fn a_penalty_waits_for_the_result_and_for_telling_it() {
    let decides = || Command::DecidePenalty(decide());
    let commissioned = given(told()).and(HANDLER_LI, Command::CommissionAppraisal(commission()));
    given(commissioned.clone())
        .at(DECISION_DAY)
        .when(LEADER, decides())
        .then_refused(&[Code::Unfinished]);
    let received = given(commissioned).and(HANDLER_LI, receive(1));
    given(received.clone())
        .at(DECISION_DAY)
        .when(LEADER, decides())
        .then_refused(&[Code::Unfinished]);
    let told = given(received).and(HANDLER_LI, tell(1));
    assert_eq!(given(told).at(DECISION_DAY).when(LEADER, decides()).events().len(), 1);
}

/// PR 32: what right holders recognise need not be told.
#[test]
fn what_a_right_holder_recognised_is_not_among_the_results_that_are_told() {
    let kind = AppraisalKind::RightHolderIdentification;
    let commission = appraisal::Commission { kind, ..commission() };
    let commissioned = given(told()).and(HANDLER_LI, Command::CommissionAppraisal(commission));
    let received = given(commissioned).and(HANDLER_LI, receive(1));
    let decided = given(received).at(DECISION_DAY).when(LEADER, Command::DecidePenalty(decide()));
    assert_eq!(decided.events().len(), 1);
}

/// PR 77, 78: a closed file takes no more papers.
#[test]
fn nothing_is_told_in_a_closed_case() {
    let mut history = closed();
    let untold = given(under_appraisal()).and(HANDLER_LI, receive(1));
    let at = history[history.len() - 1].0;
    history.extend(untold.into_iter().rev().take(2).rev().map(|(_, event)| (at, event)));
    given(history).when(HANDLER_LI, tell(1)).then_refused(&[Code::Closed]);
}

/// PR 64.2: the pause begins and ends with the appraisal.
#[test]
fn an_appraisal_pauses_from_commission_to_result() {
    let received =
        given(under_appraisal()).at("2022-12-01T09:00:00+08:00").and(HANDLER_LI, receive(1));
    let pauses = case(&received).record.pauses;
    assert_eq!(pauses.len(), 1);
    assert_eq!(pauses[0].from, jiff::civil::date(2022, 11, 23));
    assert_eq!(pauses[0].to, Some(jiff::civil::date(2022, 12, 1)));
}

/// PR 48: the facts wait for the result.
#[test]
fn nothing_is_concluded_while_a_result_is_awaited() {
    given(under_appraisal())
        .when(UNIT_HEAD, Command::ConcludeInvestigation(conclude()))
        .then_refused(&[Code::Unfinished]);
}

/// PR 46.
#[test]
fn a_suspended_investigation_waits_until_it_is_resumed() {
    given(suspended()).when(LEADER, suspend()).then_refused(&[Code::AlreadyDone]);
    given(suspended())
        .when(UNIT_HEAD, Command::ConcludeInvestigation(conclude()))
        .then_refused(&[Code::StepMissing]);
    let resumed = given(suspended()).and(LEADER, resume());
    assert_eq!(case(&resumed).main, Main::Investigating);
    given(resumed).when(LEADER, resume()).then_refused(&[Code::WrongStage]);
}

/// PR 46, 64.2: whatever it waits for, a case goes on from where it stood.
#[test]
fn a_case_is_suspended_at_any_stage_and_goes_on_from_there() {
    for (history, main) in [(reviewed(), Main::Reviewed), (noticed(), Main::Noticed)] {
        let suspended = given(history).and(LEADER, suspend());
        assert_eq!(case(&suspended).main, Main::Suspended);
        given(suspended.clone())
            .when(LEADER, Command::DecidePenalty(decide()))
            .then_refused(&[Code::StepMissing]);
        let resumed = given(suspended).and(LEADER, resume());
        assert_eq!(case(&resumed).main, main);
    }
}

/// PR 46: suspended again is another suspension.
#[test]
fn each_suspension_ends_by_itself() {
    let resumed = given(suspended()).and(LEADER, resume());
    let again = given(resumed).and(LEADER, suspend());
    let ids: Vec<_> =
        case(&again).record.suspensions.iter().map(|it| it.suspended.id.to_string()).collect();
    assert_eq!(ids, ["U1", "U2"]);
    let open: Vec<_> = case(&again).record.pauses.iter().map(|it| it.to.is_none()).collect();
    assert_eq!(open, [false, true]);
}

/// PR 46: before filing there is no investigation to suspend.
#[test]
fn verification_is_not_suspended() {
    given(verifying()).when(LEADER, suspend()).then_refused(&[Code::StepMissing]);
}

/// PR 47.
#[test]
fn an_investigation_ends_when_nobody_is_left_to_answer() {
    let ended = given(suspended()).and(LEADER, terminate(TerminationGround::EntityEnded));
    assert_eq!(case(&ended).main, Main::Terminated);
    given(ended).when(LEADER, resume()).then_refused(&[Code::WrongStage]);
    let told = given(noticed()).and(LEADER, terminate(TerminationGround::EntityEnded));
    assert_eq!(case(&told).main, Main::Terminated);
    given(investigating())
        .when(LEADER, terminate(TerminationGround::PersonDied))
        .then_refused(&[Code::Contradictory]);
}

/// PR 47, 55: nobody reviews a case any more that was terminated.
#[test]
fn no_review_gets_more_time_once_the_investigation_is_terminated() {
    let reviewed = given(in_review()).and(LEADER, terminate(TerminationGround::EntityEnded));
    let more = review::Extend {
        review: PartId::nth('V', 1),
        days: 10,
        reason: "案情复杂".into(),
        document: document(DocumentType::ExtensionApproval),
    };
    given(reviewed).when(LEADER, Command::ExtendReview(more)).then_refused(&[Code::WrongStage]);
}

/// PR 64.1.
#[test]
fn the_leaders_together_extend_only_after_a_leader_has() {
    given(investigating()).when(PRINCIPAL_HEAD, further(0, &[LEADER])).then_refused(&[
        Code::StepMissing,
        Code::Incomplete,
        Code::TooFewOfficers,
    ]);
    given(investigating())
        .when(PRINCIPAL_HEAD, further(20, &[LEADER, OTHER_LEADER]))
        .then_refused(&[Code::StepMissing]);
}
