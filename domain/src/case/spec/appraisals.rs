//! An appraisal of what the platform's merchants sold: commissioned, its result received and told; and what waits
//! for its result.

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_LI, History, LEADER, UNIT_HEAD, at, case,
    endings::{serve, told},
    facts::{conclude, document, handed_over, in_review, sanctions, verifying},
    given,
    hearings::offered,
    interruption::{suspend, terminate, under_appraisal},
    law,
};
use crate::{
    Code, Fen,
    case::{
        Command, Main, appraisal, conclusion, filing, notice, refund,
        review::{self, Opinion, ReviewKind, ReviewPhase},
        suspension::TerminationGround,
    },
    document::DocumentType,
    id::PartId,
};

pub fn commission() -> appraisal::Commission {
    appraisal::Commission {
        kind: appraisal::AppraisalKind::Testing,
        institution: "四川省食品检验研究院".into(),
        qualified: true,
        fitness: None,
        question: "菌落总数是否符合食品安全标准".into(),
        until: None,
        party_told_on: None,
        documents: vec![document(DocumentType::AppraisalCommission)],
        recording: None,
    }
}

pub fn receive(n: usize) -> Command {
    Command::ReceiveAppraisalResult(appraisal::ReceiveResult {
        appraisal: PartId::nth('A', n),
        finding: "不符合GB 31607—2021".into(),
        document: document(DocumentType::AppraisalReport),
    })
}

pub fn tell(n: usize) -> Command {
    Command::TellAppraisalResult(appraisal::TellResult {
        appraisal: PartId::nth('A', n),
        document: document(DocumentType::AppraisalResultNotice),
    })
}

/// Of the first review, on all seven points.
pub fn opine(conclusion: Opinion) -> Command {
    let passed = conclusion == Opinion::Agree;
    let finding = (!passed).then(|| "事实不清".into());
    let check = |point| review::Check { point, passed, finding: finding.clone() };
    Command::GiveOpinion(review::Give {
        review: PartId::nth('V', 1),
        kind: ReviewKind::CaseReview,
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion,
        opinion: "见审核意见书".into(),
        document: document(DocumentType::ReviewOpinion),
    })
}

/// What was commissioned the day after the party was told is awaited still.
fn told_under_appraisal() -> History {
    given(told())
        .at("2022-12-13T10:00:00+08:00")
        .and(HANDLER_LI, Command::CommissionAppraisal(commission()))
}

/// PR 32, 54: a returned case is not sent to review again, and no review agrees, while a result is awaited.
#[test]
fn nothing_is_reviewed_while_a_result_is_awaited() {
    let asked = || Command::CommissionAppraisal(commission());
    let returned = given(in_review())
        .at("2022-12-08T09:00:00+08:00")
        .and(CASE_REVIEWER, opine(Opinion::Supplement));
    let returned = given(returned).at("2022-12-08T10:00:00+08:00").and(HANDLER_LI, asked());
    let again = || {
        Command::RequestReview(review::Request {
            kind: ReviewKind::CaseReview,
            phase: ReviewPhase::BeforeNotice,
            grounds: vec![],
            explanation: Some("已补充询问笔录".into()),
            received_on: date(2022, 12, 8),
            documents: vec![document(DocumentType::ConclusionReport)],
        })
    };
    given(returned.clone()).when(UNIT_HEAD, again()).then_refused(&[Code::Unfinished]);
    let found = given(returned).at("2022-12-08T14:00:00+08:00").and(HANDLER_LI, receive(1));
    given(found.clone())
        .at("2022-12-08T11:00:00+08:00")
        .entered("2022-12-08T17:00:00+08:00")
        .when(UNIT_HEAD, again())
        .then_refused(&[Code::BeforeItsBasis]);
    assert_eq!(given(found).when(UNIT_HEAD, again()).events().len(), 1);
    let mut sent = in_review();
    // As an older log may have it.
    sent.push(at("2022-12-06T10:00:00+08:00", under_appraisal().pop().unwrap().1));
    let agrees = given(sent.clone()).when(CASE_REVIEWER, opine(Opinion::Agree));
    agrees.then_refused(&[Code::Unfinished]);
    assert_eq!(given(sent).when(CASE_REVIEWER, opine(Opinion::Supplement)).events().len(), 1);
}

/// PR 32, 56, 57, 59: nothing new is proposed to the party, and no refund ordered, while a result is awaited.
#[test]
fn nothing_is_asked_of_the_party_while_a_result_is_awaited() {
    let approve = Command::ApproveProposal(conclusion::Approve {
        serious_list: None,
        sanctions: sanctions(),
        document: document(DocumentType::ProposalApproval),
    });
    given(told_under_appraisal()).when(LEADER, approve).then_refused(&[Code::Unfinished]);
    let notice = notice::Serve {
        supersedes: Some(PartId::nth('N', 1)),
        new_ground: Some("更正告知书的笔误".into()),
        service: handed_over(date(2022, 12, 13)),
        ..serve()
    };
    given(told_under_appraisal())
        .when(HANDLER_LI, Command::ServePriorNotice(notice))
        .then_refused(&[Code::Unfinished]);
    let order = Command::OrderRefund(refund::Order {
        amount: Fen::yuan(8_000),
        until: date(2023, 1, 10),
        by_announcement: false,
        service: handed_over(date(2022, 12, 20)),
        document: document(DocumentType::RefundOrder),
    });
    let to_refund = given(offered()).and(HANDLER_LI, Command::CommissionAppraisal(commission()));
    given(to_refund)
        .at("2022-12-20T10:00:00+08:00")
        .when(LEADER, order)
        .then_refused(&[Code::Unfinished]);
}

/// PR 32, 48: the report waits for the result, and not for the party to be told of it: that is owed whenever it is
/// done, and the penalty waits for it.
#[test]
fn the_report_waits_for_no_result_to_be_told() {
    let articles = |history: &History| -> Vec<_> {
        let missing = case(history).missing(date(2022, 12, 5), law());
        missing.iter().map(|it| it.citation.to_string()).collect()
    };
    assert_eq!(articles(&under_appraisal()), ["PR 32", "PR 48"]);
    let found = given(under_appraisal()).and(HANDLER_LI, receive(1));
    assert_eq!(articles(&found), ["PR 48", "PR 32"], "the report, and beside it what is owed");
    let report = given(found).at("2022-12-05T09:00:00+08:00");
    let concluded = report.and(UNIT_HEAD, Command::ConcludeInvestigation(conclude()));
    assert_eq!(articles(&concluded), ["PR 49.1", "PR 32"]);
}

/// PR 20, 46, 47: what lies elsewhere than in the facts waits for no result.
#[test]
fn a_case_is_suspended_or_ended_although_a_result_is_awaited() {
    let suspended = given(told_under_appraisal()).and(LEADER, suspend());
    assert_eq!(case(&suspended).main, Main::Suspended);
    let ended =
        given(told_under_appraisal()).and(LEADER, terminate(TerminationGround::EntityEnded));
    assert_eq!(case(&ended).main, Main::Terminated);
    let verified = given(verifying()).and(HANDLER_LI, Command::CommissionAppraisal(commission()));
    let declined = Command::DeclineToFile(filing::Decline {
        reason: filing::NotFiledReason::ConditionNotMet,
        conditions: vec![filing::FilingCondition::Competence],
        party: None,
        violation_ended_on: None,
        long_limitation: false,
        explanation: "不属于本机关管辖".into(),
        approval: document(DocumentType::NonFilingApproval),
    });
    assert_eq!(case(&given(verified).and(LEADER, declined)).main, Main::NotFiled);
}
