//! The same case decided anew, each act decided by the rules: the report of 1 June, another notice on 10 July, the
//! decision `P2` on the 20th.

use jiff::civil::{Date, date};

use super::{
    CASE_REVIEWER, HANDLER_LI, History, LEADER, UNIT_HEAD, endings,
    facts::{self, document},
    given,
};
use crate::{
    Fen,
    case::{Command, conclusion, decision, notice, review, sanction::Sanction},
    document::DocumentType,
    id::PartId,
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

/// The sanctions of the first decision under ids of their own: `S3`, `S4`.
pub fn renamed() -> Vec<Sanction> {
    let mut sanctions = facts::sanctions();
    for (n, sanction) in sanctions.iter_mut().enumerate() {
        sanction.id = PartId::nth('S', n + 3);
    }
    sanctions
}

/// Report, review, approval and notice once more (PR 48–57), in a case in which the agency decides anew.
pub fn told_anew(revoked: History) -> History {
    let report = conclusion::Conclude { sanctions: renamed(), ..facts::conclude() };
    let mut history = given(revoked)
        .at("2023-06-01T10:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(report));
    history = given(history)
        .at("2023-06-02T10:00:00+08:00")
        .and(UNIT_HEAD, Command::RequestReview(request_review(date(2023, 6, 2))));
    history = given(history)
        .at("2023-06-05T10:00:00+08:00")
        .and(CASE_REVIEWER, Command::GiveOpinion(agree(PartId::nth('V', 2))));
    let approve = conclusion::Approve {
        serious_list: None,
        sanctions: renamed(),
        document: document(DocumentType::ProposalApproval),
    };
    history = given(history)
        .at("2023-07-03T10:00:00+08:00")
        .and(LEADER, Command::ApproveProposal(approve));
    let notice = notice::Serve {
        sanctions: renamed(),
        service: facts::handed_over(date(2023, 7, 10)),
        ..endings::serve()
    };
    given(history)
        .at("2023-07-10T10:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(notice))
}

/// The same again.
pub fn decide_anew() -> decision::Decide {
    decision::Decide { sanctions: renamed(), ..endings::decide() }
}

/// With a fine of 20,000 yuan.
pub fn decided_anew(revoked: History) -> History {
    let mut milder = decide_anew();
    milder.sanctions[1].amount = Some(Fen::yuan(20_000));
    given(told_anew(revoked))
        .at("2023-07-20T10:00:00+08:00")
        .and(LEADER, Command::DecidePenalty(milder))
}
