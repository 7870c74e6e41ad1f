//! Deciding anew.

use super::*;
use crate::case::{
    extension,
    spec::{
        OTHER_LEADER, UNIT_HEAD,
        redo::{decide_anew, decided_anew, told_anew},
    },
};

/// Reconsideration revoked it on 10 March, and the agency has to decide anew.
fn revoked(for_what: Ground) -> History {
    let redo = Some(Redo { until: None });
    let revoked = Conclude { redo, ..revoke(j(1), for_what, date(2023, 3, 10)) };
    concluded(answered(), "2023-03-10T10:00:00+08:00", revoked)
}

/// ARL 64.2; ALL 71: not the same again on the same facts and reasons.
#[test]
fn what_was_revoked_is_not_decided_again_on_the_same_facts() {
    let revoked = revoked(Ground::FactsUnproven);
    given(told_anew(revoked.clone()))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::SameAsRevoked]);
    let case = case(&decided_anew(revoked));
    assert_eq!(case.record.decisions[1].1.id, PartId::nth('P', 2));
    let counting = case.counting_decision(date(2023, 7, 20)).unwrap();
    assert_eq!(counting.decided.id, PartId::nth('P', 2));
}

/// The exception: revoked for its procedure alone.
#[test]
fn the_same_may_be_decided_again_where_only_the_procedure_was_wrong() {
    let events = given(told_anew(revoked(Ground::Procedure)))
        .at("2023-07-20T10:00:00+08:00")
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .events();
    assert_eq!(events.len(), 1);
}

/// Everything that PR 48–57 want is done again, and sanctions get new ids.
#[test]
fn a_redo_begins_with_the_report_and_uses_ids_of_its_own() {
    let history = revoked(Ground::Procedure);
    given(history.clone())
        .when(LEADER, Command::DecidePenalty(decide_anew()))
        .then_refused(&[Code::StepMissing]);
    given(history)
        .at("2023-06-01T10:00:00+08:00")
        .when(UNIT_HEAD, Command::ConcludeInvestigation(facts::conclude()))
        .then_refused(&[Code::Contradictory, Code::Contradictory]);
}

/// PR 64: the ninety days ended with the first decision; none run for deciding anew, and none are made longer.
#[test]
fn no_time_for_deciding_is_extended_while_the_case_is_decided_anew() {
    let history = revoked(Ground::Procedure);
    assert!(case(&history).open_deadline(Timer::CaseDecide, None).is_none());
    let (reason, paper) = ("案情复杂".into(), document(DocumentType::ExtensionApproval));
    let extend = extension::Extend { reason, document: paper };
    let refused =
        given(history.clone()).when(LEADER, Command::ExtendDecisionTime(extend)).refusals();
    assert_eq!(refused.len(), 1, "{refused:#?}");
    assert_eq!(refused[0].code, Code::WrongStage);
    assert_eq!(refused[0].citation.as_ref().unwrap().to_string(), "PR 64.1");
    let further = extension::ExtendFurther {
        days: 30,
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        reason: "案情复杂".into(),
        document: document(DocumentType::DiscussionMinutes),
    };
    given(history)
        .when(LEADER, Command::ExtendDecisionTimeFurther(further))
        .then_refused(&[Code::StepMissing, Code::WrongStage]);
}
