//! Deciding anew.

use super::*;
use crate::case::spec::{
    UNIT_HEAD,
    redo::{decide_anew, decided_anew, told_anew},
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
