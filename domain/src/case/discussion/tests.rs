//! Who discusses a penalty together, when, and on what.

use super::Hold;
use crate::{
    Code, Fen,
    case::{
        Command, Event,
        spec::{
            HANDLER_LI, LEADER, OTHER_LEADER, PRINCIPAL_HEAD,
            endings::{DECISION_DAY, decide, discuss, major, told},
            facts::approved,
            given,
            hearings::{asked, recused, reported, state},
        },
        statement,
    },
    id::PartId,
};

fn checked() -> statement::Review {
    statement::Review {
        statement: PartId::nth('D', 1),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无证据支持".into(),
        document: None,
    }
}

fn hold(discussion: Hold) -> Command {
    Command::HoldDiscussion(discussion)
}

/// PR 60.2; APL 57.2.
#[test]
fn two_leaders_at_least_discuss_together_and_none_is_listed_who_is_no_leader() {
    let alone = Hold { attendees: vec![LEADER.person(), LEADER.person()], ..discuss() };
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(alone))
        .then_refused(&[Code::TooFewOfficers, Code::Contradictory]);
    let mixed = Hold { attendees: vec![LEADER.person(), HANDLER_LI.person()], ..discuss() };
    given(told()).at(DECISION_DAY).when(LEADER, hold(mixed)).then_to_be_mended(&["attendees.1"]);
    let held = given(told()).at(DECISION_DAY).when(PRINCIPAL_HEAD, hold(discuss())).events();
    assert!(matches!(&held[..], [Event::CollectiveDiscussionHeld(it)] if it.attendees.len() == 2));
}

/// PR 4: whoever withdrew from the case has no voice in it.
#[test]
fn a_recused_leader_has_no_seat_in_the_discussion() {
    given(recused(told(), OTHER_LEADER))
        .at(DECISION_DAY)
        .when(LEADER, hold(discuss()))
        .then_to_be_mended(&["attendees.1"]);
    let others = vec![LEADER.person(), PRINCIPAL_HEAD.person()];
    let without = Hold { attendees: others, ..discuss() };
    let held = given(recused(told(), OTHER_LEADER)).at(DECISION_DAY).when(LEADER, hold(without));
    assert_eq!(held.events().len(), 1);
}

/// PR 60.2: what the decision rests on is before them.
#[test]
fn nothing_is_discussed_before_the_party_was_heard() {
    given(approved()).when(LEADER, hold(discuss())).then_refused(&[Code::StepMissing]);
    given(told())
        .at("2022-12-19T17:00:00+08:00")
        .when(LEADER, hold(discuss()))
        .then_refused(&[Code::PeriodRunning]);
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    given(stated).at(DECISION_DAY).when(LEADER, hold(discuss())).then_refused(&[Code::Unfinished]);
}

/// PR 58, 60.2: what the party said after the discussion was not before the leaders.
#[test]
fn a_statement_after_the_discussion_calls_for_another() {
    let discussed = given(major()).at(DECISION_DAY).and(LEADER, hold(discuss()));
    let decide = || Command::DecidePenalty(decide());
    assert_eq!(given(discussed.clone()).when(LEADER, decide()).events().len(), 1);
    let stated = given(discussed).and(HANDLER_LI, Command::RecordStatement(state()));
    let checked = given(stated).and(HANDLER_LI, Command::ReviewStatement(checked()));
    given(checked.clone()).when(LEADER, decide()).then_refused(&[Code::StepMissing]);
    let again = given(checked).and(LEADER, hold(discuss()));
    assert_eq!(given(again).when(LEADER, decide()).events().len(), 1);
}

/// PR 50.2, 60.2: a hearing under way, or its review, comes first.
#[test]
fn nothing_is_discussed_before_the_hearing_and_its_review_are_over() {
    for history in [asked(), reported()] {
        let refused = given(history).at("2023-01-04T10:00:00+08:00").when(LEADER, hold(discuss()));
        let codes: Vec<_> = refused.refusals().iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::Unfinished) || codes.contains(&Code::StepMissing));
    }
}

/// PR 58.
#[test]
fn the_leaders_agree_on_no_more_than_the_party_was_told() {
    let mut dearer = discuss();
    dearer.sanctions[1].amount = Some(Fen::yuan(50_001));
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(dearer))
        .then_refused(&[Code::HeavierThanNoticed]);
}

/// PR 60.2.
#[test]
fn whoever_thinks_otherwise_was_there_and_says_what() {
    let silent = Hold { dissent: vec![(OTHER_LEADER.person(), " ".into())], ..discuss() };
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(silent))
        .then_to_be_mended(&["dissent.0.opinion"]);
    let absent = Hold { dissent: vec![(PRINCIPAL_HEAD.person(), "过重".into())], ..discuss() };
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(absent))
        .then_to_be_mended(&["dissent.0.leader"]);
    let opinions = ["过重", "应当从轻"].map(|it| (OTHER_LEADER.person(), it.into()));
    let twice = Hold { dissent: opinions.into(), ..discuss() };
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(twice))
        .then_to_be_mended(&["dissent.1.leader"]);
}

/// PR 60.2, 78.
#[test]
fn what_they_said_is_in_the_minutes() {
    let mut unminuted = Hold { conclusion: "".into(), ..discuss() };
    unminuted.document.document_type = crate::document::DocumentType::Other;
    given(told())
        .at(DECISION_DAY)
        .when(LEADER, hold(unminuted))
        .then_to_be_mended(&["conclusion", "document"]);
}
