//! The same case to its end, each act decided by the rules themselves: told on 12 December, decided on
//! the 21st, served on the 23rd, paid in the new year, closed, archived.

use jiff::civil::date;

use super::{
    Given, HANDLER_LI, History, LEADER, OTHER_LEADER, UNIT_HEAD,
    facts::{approved, document, handed_over, sanctions},
    given,
};
use crate::{
    Fen,
    case::{
        Command, Event, closing, decision, discussion, notice, performance, redaction,
        review::{LegalReviewGround, ReviewKind},
        sanction::Sanction,
        service,
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
};

pub fn serve() -> notice::Serve {
    notice::Serve {
        sanctions: sanctions(),
        serious_list: None,
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        reasons: "违反《中华人民共和国食品安全法》第六十二条".into(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        tells_statement: true,
        tells_hearing: false,
        refund: None,
        supersedes: None,
        new_ground: None,
        service: handed_over(date(2022, 12, 12)),
        document: document(DocumentType::PriorNotice),
    }
}

/// Told on Monday 12 December: the five working days last to Monday the 19th.
pub fn told() -> History {
    given(approved())
        .at("2022-12-12T15:00:00+08:00")
        .and(HANDLER_LI, Command::ServePriorNotice(serve()))
}

pub fn discuss() -> discussion::Hold {
    discussion::Hold {
        attendees: vec![LEADER.person(), OTHER_LEADER.person()],
        sanctions: sanctions(),
        conclusion: "事实清楚，同意办案机构意见".into(),
        dissent: vec![],
        document: document(DocumentType::DiscussionMinutes),
    }
}

pub fn decide() -> decision::Decide {
    decision::Decide {
        deviation_reasons: None,
        party: None,
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        evidence: vec![PartId::nth('E', 1)],
        violated: vec!["《中华人民共和国食品安全法》第六十二条第一款".into()],
        statements: "当事人未提出陈述、申辩意见".into(),
        sanctions: sanctions(),
        serious_list: None,
        discretion: None,
        performance: "自收到本决定书之日起十五日内缴至指定银行".into(),
        surcharge_stated: true,
        remedies: decision::Remedies {
            reconsideration: "国家市场监督管理总局或者四川省人民政府，六十日内".into(),
            court: "成都铁路运输第一法院，六个月内".into(),
        },
        sealed: true,
        document: document(DocumentType::PenaltyDecision),
    }
}

pub const DECISION_DAY: &str = "2022-12-21T09:00:00+08:00";

pub fn penalised() -> History {
    given(told()).at(DECISION_DAY).and(LEADER, Command::DecidePenalty(decide()))
}

/// The same day, with other sanctions.
pub fn penalised_by(sanctions: &[Sanction]) -> History {
    let mut history = penalised();
    for (_, event) in &mut history {
        if let Event::PenaltyDecided(it) = event {
            it.sanctions = sanctions.to_vec();
        }
    }
    history
}

pub fn p1() -> PartId {
    PartId::nth('P', 1)
}

/// The fine of 50,000 yuan.
pub fn s2() -> PartId {
    PartId::nth('S', 2)
}

pub fn serve_decision() -> service::ServeDecision {
    service::ServeDecision {
        decision: p1(),
        service: handed_over(date(2022, 12, 23)),
        publicity_notice: Some(document(DocumentType::PublicityNotice)),
        reconsideration_channel: None,
    }
}

/// Served on 23 December: to be paid by 7 January, a Saturday, and so by Monday the 9th.
pub fn handed() -> History {
    served(penalised())
}

/// The decision of 21 December is handed over on the 23rd.
pub fn served(decided: History) -> History {
    given(decided)
        .at("2022-12-23T15:00:00+08:00")
        .and(HANDLER_LI, Command::ServeDecision(serve_decision()))
}

/// Nothing is masked: the copy is the decision.
pub fn prepare_copy() -> redaction::Prepare {
    let served = document(DocumentType::PenaltyDecision);
    let document = DocumentRef { document_type: DocumentType::RedactedCopy, ..served };
    redaction::Prepare { decision: p1(), document, masked: vec![], representative: None }
}

/// What is shown to the public is there: a handler prepared it, the head of the unit approved it.
pub fn approved_copy(decided: Given) -> History {
    let prepared = decided.and(HANDLER_LI, Command::PrepareCopy(prepare_copy()));
    let approve = redaction::Approve { copy: PartId::nth('C', 1) };
    given(prepared).and(UNIT_HEAD, Command::ApproveCopy(approve))
}

/// So much on the confiscated income, so much on the fine.
pub fn pay(confiscated: u32, fine: u32) -> performance::Pay {
    let part = |n, yuan| performance::PaidPart {
        sanction: PartId::nth('S', n),
        towards: performance::Towards::Principal,
        amount: Fen::yuan(yuan),
    };
    let parts = [part(1, confiscated), part(2, fine)];
    performance::Pay {
        parts: parts.into_iter().filter(|it| it.amount > Fen::ZERO).collect(),
        excess: None,
        channel: performance::PaymentChannel::Bank,
        receipt: document(DocumentType::PaymentReceipt),
    }
}

/// All of it paid on 5 January.
pub fn paid() -> History {
    given(handed())
        .at("2023-01-05T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordPayment(pay(2_000, 50_000)))
}

pub fn close() -> closing::Close {
    closing::Close {
        ground: closing::ClosingGround::Performed,
        explanation: None,
        prepared_by: UNIT_HEAD.person(),
        prepared_on: None,
        form: document(DocumentType::ClosingForm),
        documents: vec![],
    }
}

pub fn closed() -> History {
    given(paid()).at("2023-01-10T10:00:00+08:00").and(LEADER, Command::CloseCase(close()))
}

pub fn archive() -> closing::Archive {
    closing::Archive { place: "综合档案室3柜2层".into(), retention: "30年".into() }
}

/// The case went to legal review before the party was told.
pub fn major() -> History {
    let mut history = told();
    for (_, event) in &mut history {
        match event {
            Event::ReviewRequested(it) => {
                it.kind = ReviewKind::LegalReview;
                it.grounds = vec![LegalReviewGround::Complex];
            }
            Event::ReviewPassed(it) => it.0.kind = ReviewKind::LegalReview,
            _ => {}
        }
    }
    history
}
