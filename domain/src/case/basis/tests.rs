//! No act lies before what it rests on, although it opened no stage.

use jiff::civil::date;

use crate::{
    Code,
    case::{
        Command, extension, hearing,
        hearing::Notify,
        spec::{
            HANDLER_LI, HOST, History, LEADER, OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, Who,
            endings::{DECISION_DAY, decide, discuss, told},
            facts::{conclude, document, handed_over, with_evidence},
            given,
            hearings::{asked, h1, hosted, notify, state, waive},
        },
        statement::{self, Right},
    },
    document::DocumentType,
    id::PartId,
};

fn checked() -> Command {
    Command::ReviewStatement(statement::Review {
        statement: PartId::nth('D', 1),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无证据支持".into(),
        document: None,
    })
}

/// Refused at a time that lies between the stage's beginning and the basis, and only for that.
#[track_caller]
fn too_early(history: History, time: &str, (who, command): (Who, Command)) {
    given(history)
        .at(time)
        .entered(DECISION_DAY)
        .because("系统停机")
        .when(who, command)
        .then_refused(&[Code::BeforeItsBasis]);
}

/// PR 58: what the party said is checked after it was said.
#[test]
fn a_statement_is_not_checked_before_it_was_received() {
    let received = given(told())
        .at("2022-12-15T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordStatement(state()));
    too_early(received, "2022-12-15T09:00:00+08:00", (HANDLER_LI, checked()));
}

/// PR 57.2, 58; APL 45: the party is heard before anything is decided.
#[test]
fn nothing_is_decided_before_a_statement_was_checked_or_a_right_given_up() {
    let received = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    let stated = given(received).at("2022-12-20T15:00:00+08:00").and(HANDLER_LI, checked());
    let penalty = || (LEADER, Command::DecidePenalty(decide()));
    too_early(stated, "2022-12-20T14:00:00+08:00", penalty());
    let waived = given(told())
        .at("2022-12-14T10:00:00+08:00")
        .and(HANDLER_LI, Command::WaiveRights(waive(&[Right::State])));
    too_early(waived.clone(), "2022-12-13T10:00:00+08:00", penalty());
    let discussion = Command::HoldDiscussion(discuss());
    too_early(waived, "2022-12-13T10:00:00+08:00", (LEADER, discussion));
}

/// APL 64(6); PR 60: nor before a hearing ended that was not held through.
#[test]
fn nothing_is_decided_before_a_hearing_was_ended() {
    let ended = given(asked()).at("2022-12-20T16:00:00+08:00").and(
        HANDLER_LI,
        Command::AbortHearing(hearing::Abort {
            hearing: h1(),
            ground: hearing::AbortGround::Withdrawn,
            reason: "当事人书面撤回".into(),
            document: document(DocumentType::HearingRequest),
        }),
    );
    let early = given(ended).at("2022-12-20T15:00:00+08:00");
    let refused = early.when(LEADER, Command::DecidePenalty(decide())).refusals();
    assert!(refused.iter().any(|it| it.code == Code::BeforeItsBasis), "{refused:#?}");
}

/// PR 48(3): a report names evidence that was there.
#[test]
fn nothing_is_concluded_before_the_evidence_that_it_names() {
    let concludes = (UNIT_HEAD, Command::ConcludeInvestigation(conclude()));
    too_early(with_evidence(), "2022-11-22T10:30:00+08:00", concludes);
}

/// PR 64.1: the leaders together extend what a leader has extended before.
#[test]
fn more_time_follows_the_first_extension() {
    let reason = || "案情复杂".into();
    let approval = document(DocumentType::ExtensionApproval);
    let first = extension::Extend { reason: reason(), document: approval };
    let extended = given(with_evidence())
        .at("2022-12-01T10:00:00+08:00")
        .and(LEADER, Command::ExtendDecisionTime(first));
    let further = extension::ExtendFurther {
        days: 20,
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        reason: reason(),
        document: document(DocumentType::DiscussionMinutes),
    };
    let further = Command::ExtendDecisionTimeFurther(further);
    too_early(extended, "2022-12-01T09:00:00+08:00", (PRINCIPAL_HEAD, further));
}

/// APL 64(2): the party isn't told of a hearing before it asked for one.
#[test]
fn a_document_is_not_served_before_what_it_makes_known() {
    let early = Notify { service: handed_over(date(2022, 12, 13)), ..notify() };
    given(hosted())
        .at("2022-12-15T10:00:00+08:00")
        .because("送达回证退回较晚")
        .when(HOST, Command::NotifyHearing(early))
        .then_to_be_mended(&["service.servedOn"]);
}
