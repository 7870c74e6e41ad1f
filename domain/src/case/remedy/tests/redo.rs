//! Deciding anew.

use super::*;
use crate::case::{
    conclusion, decision, review,
    spec::{CASE_REVIEWER, UNIT_HEAD, endings},
};

fn request_review(received_on: Date) -> review::Request {
    review::Request {
        kind: review::ReviewKind::CaseReview,
        phase: review::ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on,
        documents: vec![document(DocumentType::ConclusionReport)],
    }
}

fn agree(review: PartId) -> review::Give {
    let check = |point| review::Check { point, passed: true, finding: None };
    review::Give {
        review,
        kind: review::ReviewKind::CaseReview,
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion: review::Opinion::Agree,
        opinion: "同意".into(),
        document: document(DocumentType::ReviewOpinion),
    }
}

fn renamed() -> Vec<crate::case::sanction::Sanction> {
    let mut sanctions = facts::sanctions();
    for (n, sanction) in sanctions.iter_mut().enumerate() {
        sanction.id = PartId::nth('S', n + 3);
    }
    sanctions
}

/// Report, review, approval and notice once more (PR 48–57); the party was told on 10 July.
fn told_anew(revoked: Conclude) -> History {
    let history = given(answered()).at("2023-03-10T10:00:00+08:00").and(
        HANDLER_LI,
        Command::ConcludeRemedy(Conclude { redo: Some(Redo { until: None }), ..revoked }),
    );
    let report = conclusion::Conclude { sanctions: renamed(), ..facts::conclude() };
    let history = given(history)
        .at("2023-06-01T10:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(report));
    let mut walk = history;
    walk = given(walk)
        .at("2023-06-02T10:00:00+08:00")
        .and(UNIT_HEAD, Command::RequestReview(request_review(date(2023, 6, 2))));
    walk = given(walk)
        .at("2023-06-05T10:00:00+08:00")
        .and(CASE_REVIEWER, Command::GiveOpinion(agree(PartId::nth('V', 2))));
    let approve = conclusion::Approve {
        serious_list: None,
        sanctions: renamed(),
        document: document(DocumentType::ProposalApproval),
    };
    walk =
        given(walk).at("2023-07-03T10:00:00+08:00").and(LEADER, Command::ApproveProposal(approve));
    let notice = crate::case::notice::Serve {
        sanctions: renamed(),
        service: facts::handed_over(date(2023, 7, 10)),
        ..endings::serve()
    };
    given(walk).at("2023-07-10T10:00:00+08:00").and(HANDLER_LI, Command::ServePriorNotice(notice))
}

fn decide_anew() -> decision::Decide {
    decision::Decide { sanctions: renamed(), ..endings::decide() }
}

/// ARL 64.2; ALL 71: not the same again on the same facts and reasons.
#[test]
fn what_was_revoked_is_not_decided_again_on_the_same_facts() {
    let day = date(2023, 3, 10);
    let at = "2023-07-20T10:00:00+08:00";
    let told = told_anew(revoke(j(1), Ground::FactsUnproven, day));
    given(told.clone())
        .at(at)
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::SameAsRevoked]);
    let mut milder = decide_anew();
    milder.sanctions[1].amount = Some(Fen::yuan(20_000));
    let history = given(told).at(at).and(LEADER, Command::DecidePenalty(milder));
    let case = case(&history);
    assert_eq!(case.record.decisions[1].1.id, PartId::nth('P', 2));
    let counting = case.counting_decision(date(2023, 7, 20)).unwrap();
    assert_eq!(counting.decided.id, PartId::nth('P', 2));
}

/// The exception: revoked for its procedure alone.
#[test]
fn the_same_may_be_decided_again_where_only_the_procedure_was_wrong() {
    let told = told_anew(revoke(j(1), Ground::Procedure, date(2023, 3, 10)));
    let events = given(told)
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .events();
    assert_eq!(events.len(), 1);
}

/// Everything that PR 48–57 want is done again, and sanctions get new ids.
#[test]
fn a_redo_begins_with_the_report_and_uses_ids_of_its_own() {
    let day = date(2023, 3, 10);
    let revoked =
        Conclude { redo: Some(Redo { until: None }), ..revoke(j(1), Ground::Procedure, day) };
    let history = concluded(answered(), "2023-03-10T10:00:00+08:00", revoked);
    given(history.clone())
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::StepMissing]);
    given(history)
        .at("2023-06-01T10:00:00+08:00")
        .when(UNIT_HEAD, Command::ConcludeInvestigation(facts::conclude()))
        .then_refused(&[Code::Contradictory, Code::Contradictory]);
}
