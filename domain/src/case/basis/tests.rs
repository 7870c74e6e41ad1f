//! No act lies before what it rests on, although it opened no stage.

use jiff::civil::date;

use crate::{
    Code,
    case::{
        Command, conclusion, exit, extension, hearing,
        hearing::Notify,
        notice,
        spec::{
            HANDLER_LI, HOST, History, LEADER, OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, Who,
            appraisals::{commission, receive, tell},
            endings::{DECISION_DAY, decide, discuss, serve, told},
            facts::{collect, conclude, document, handed_over, reviewed, sanctions, with_evidence},
            given,
            hearings::{ask, asked, h1, hosted, notify, state, waive},
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

/// Told on 12 December; what was commissioned then was found, and the party told of it, on the 20th.
fn tested() -> History {
    let asked = Command::CommissionAppraisal(commission());
    let testing = given(told()).at("2022-12-13T10:00:00+08:00").and(HANDLER_LI, asked);
    let found = given(testing).at("2022-12-20T14:00:00+08:00").and(HANDLER_LI, receive(1));
    given(found).at("2022-12-20T15:00:00+08:00").and(HANDLER_LI, tell(1))
}

fn not_established() -> Command {
    Command::DecideNotEstablished(exit::DecideNotEstablished {
        explanation: "检测合格，违法事实不能成立".into(),
        document: document(DocumentType::NoPenaltyDecision),
    })
}

/// PR 32, 60: a result that was awaited lies before whatever is decided on it; before a penalty and its
/// discussion, that the party was told it as well.
#[test]
fn nothing_is_decided_before_the_result_that_was_awaited() {
    let discussion = || (LEADER, Command::HoldDiscussion(discuss()));
    let penalty = || (LEADER, Command::DecidePenalty(decide()));
    for time in ["2022-12-20T13:00:00+08:00", "2022-12-20T14:30:00+08:00"] {
        too_early(tested(), time, discussion());
        too_early(tested(), time, penalty());
    }
    too_early(tested(), "2022-12-20T13:00:00+08:00", (LEADER, not_established()));
    let found = given(tested())
        .at("2022-12-20T14:30:00+08:00")
        .entered(DECISION_DAY)
        .when(LEADER, not_established());
    assert_eq!(found.events().len(), 1);
}

/// PR 32, 56, 57: so does it before the proposal is approved anew, and the party told anew.
#[test]
fn nothing_is_proposed_anew_before_the_result_that_was_awaited() {
    let approve = Command::ApproveProposal(conclusion::Approve {
        serious_list: None,
        sanctions: sanctions(),
        document: document(DocumentType::ProposalApproval),
    });
    too_early(tested(), "2022-12-20T13:00:00+08:00", (LEADER, approve));
    let notice = notice::Serve {
        supersedes: Some(PartId::nth('N', 1)),
        new_ground: Some("检测结果".into()),
        service: handed_over(date(2022, 12, 20)),
        ..serve()
    };
    let notice = (HANDLER_LI, Command::ServePriorNotice(notice));
    too_early(tested(), "2022-12-20T13:00:00+08:00", notice);
}

/// APL 33.2, 40: whoever decides not to penalise names evidence that was there.
#[test]
fn nothing_is_spared_before_the_evidence_that_proves_it() {
    let brought = given(reviewed())
        .at("2022-12-08T11:00:00+08:00")
        .and(HANDLER_LI, Command::CollectEvidence(collect()));
    let spare = Command::DecideNoPenalty(exit::DecideNoPenalty {
        reason: exit::NoPenaltyReason::NoFault,
        explanation: "进货时查验了许可证".into(),
        education: "已对当事人进行教育".into(),
        evidence: vec![PartId::nth('E', 2)],
        violation_ended_on: None,
        document: document(DocumentType::NoPenaltyDecision),
    });
    too_early(brought, "2022-12-08T10:00:00+08:00", (LEADER, spare));
}

fn withdrawn() -> hearing::Abort {
    hearing::Abort {
        hearing: h1(),
        ground: hearing::AbortGround::Withdrawn,
        reason: "当事人书面撤回".into(),
        document: document(DocumentType::HearingRequest),
    }
}

/// APL 64(6); PR 60: nor before a hearing ended that was not held through.
#[test]
fn nothing_is_decided_before_a_hearing_was_ended() {
    let ended = given(asked())
        .at("2022-12-20T16:00:00+08:00")
        .and(HANDLER_LI, Command::AbortHearing(withdrawn()));
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

/// APL 64(1): who took the request for a hearing back asks anew after that.
#[test]
fn a_hearing_is_asked_for_anew_only_after_the_request_was_taken_back() {
    let taken_back = given(asked())
        .at("2022-12-13T14:00:00+08:00")
        .and(HANDLER_LI, Command::AbortHearing(withdrawn()));
    let again = Command::RequestHearing(ask());
    too_early(taken_back, "2022-12-13T11:00:00+08:00", (HANDLER_LI, again));
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
