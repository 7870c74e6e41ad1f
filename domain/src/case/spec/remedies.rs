//! Remedies against the decision of 21 December: commands, and histories in which each act was decided by the rules.

use jiff::civil::{Date, date};

use super::{
    HANDLER_LI, History, INTAKE, LEADER, case,
    endings::{handed, p1, s2},
    facts::document,
    given,
};
use crate::{
    Fen,
    case::{
        Command,
        remedy::{
            self, Applicant, Conclude, Effect, Ground, Outcome, Procedure, Redo, RemedyKind,
            Touched,
        },
        sanction::Sanction,
    },
    document::DocumentType,
    id::PartId,
};

pub fn j(n: usize) -> PartId {
    PartId::nth('J', n)
}

/// Asked for on 16 January; the copy came on the 20th.
pub fn reconsideration() -> remedy::Open {
    remedy::Open {
        kind: RemedyKind::Reconsideration,
        decision: p1(),
        by: Applicant::Party,
        body: "国家市场监督管理总局".into(),
        file_number: "国市监复议〔2023〕12号".into(),
        applied_on: date(2023, 1, 16),
        admitted_on: Some(date(2023, 1, 18)),
        received_on: date(2023, 1, 20),
        procedure: Procedure::Ordinary,
        after: None,
        document: document(DocumentType::RemedyApplication),
    }
}

/// A suit of 13 February; the copy came on the 20th.
pub fn suit(after: Option<PartId>) -> remedy::Open {
    remedy::Open {
        kind: RemedyKind::FirstInstance,
        body: "成都铁路运输第一法院".into(),
        file_number: "（2023）川7101行初88号".into(),
        applied_on: date(2023, 2, 13),
        admitted_on: None,
        received_on: date(2023, 2, 20),
        after,
        ..reconsideration()
    }
}

/// An appeal of 24 May; the copy came on the 29th.
pub fn appeal(after: PartId, by: Applicant) -> remedy::Open {
    remedy::Open {
        kind: RemedyKind::SecondInstance,
        by,
        body: "成都铁路运输中级法院".into(),
        file_number: "（2023）川71行终60号".into(),
        applied_on: date(2023, 5, 24),
        received_on: date(2023, 5, 29),
        ..suit(Some(after))
    }
}

pub fn reply(of: PartId) -> remedy::Submit {
    remedy::Submit {
        remedy: of,
        prepared_by: HANDLER_LI.person(),
        evidence: vec![PartId::nth('E', 1)],
        bases: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        document: document(DocumentType::RemedyReply),
        documents: vec![],
    }
}

pub fn conclude(of: PartId, outcome: Outcome, ground: Ground, served_on: Date) -> Conclude {
    Conclude {
        remedy: of,
        outcome,
        grounds: vec![ground],
        touched: vec![],
        redo: None,
        opposite_request: false,
        compensation: None,
        refund_ordered: false,
        order: None,
        served_on,
        last_served_on: None,
        document: document(DocumentType::RemedyDecision),
    }
}

/// Both sanctions fall, on that ground.
pub fn revoke(of: PartId, ground: Ground, served_on: Date) -> Conclude {
    let fallen = |n| Touched { sanction: PartId::nth('S', n), effect: Effect::Revoked };
    Conclude {
        touched: vec![fallen(1), fallen(2)],
        ..conclude(of, Outcome::Revoked, ground, served_on)
    }
}

/// The fine of 50,000 yuan becomes one of so many.
pub fn altered_to(yuan: u32) -> Touched {
    let fine = super::facts::sanctions().remove(1);
    let to = Sanction { amount: Some(Fen::yuan(yuan)), ..fine };
    Touched { sanction: s2(), effect: Effect::Altered { to } }
}

pub fn alter(of: PartId, yuan: u32, served_on: Date) -> Conclude {
    Conclude {
        touched: vec![altered_to(yuan)],
        ..conclude(of, Outcome::Altered, Ground::ManifestlyUnfit, served_on)
    }
}

/// What of the fine counts on a day.
pub fn fine_on(history: &History, on: Date) -> Option<Fen> {
    let case = case(history);
    let mut counting = case.sanctions_in_force(on).into_iter().map(|(_, it)| it);
    counting.find(|it| it.id == s2()).and_then(|it| it.amount)
}

/// Served on 23 December, to be paid by 9 January; reconsideration asked for on the 16th.
pub fn reconsidered() -> History {
    given(handed())
        .at("2023-01-20T10:00:00+08:00")
        .and(INTAKE, Command::OpenRemedy(reconsideration()))
}

/// The party handed its request to the agency itself, which received it on 8 January 2024.
pub fn handed_in() -> History {
    let hand_in = remedy::HandIn {
        decision: p1(),
        ground: remedy::HandedInGround::ElectronicMonitoring,
        received_on: date(2024, 1, 8),
        document: document(DocumentType::RemedyApplication),
    };
    given(handed())
        .at("2024-01-08T10:00:00+08:00")
        .and(INTAKE, Command::ReceiveReconsiderationRequest(hand_in))
}

/// The same party sues instead.
pub fn sued() -> History {
    given(handed()).at("2023-02-20T10:00:00+08:00").and(INTAKE, Command::OpenRemedy(suit(None)))
}

/// Answered in time.
pub fn answered() -> History {
    given(reconsidered())
        .at("2023-01-28T10:00:00+08:00")
        .and(LEADER, Command::SubmitReply(reply(j(1))))
}

/// The court revokes for procedure, with a redo by 31 October; served on both on 10 May: 15 days last to the 25th.
pub fn judged() -> History {
    let judgment = Conclude {
        redo: Some(Redo { until: Some(date(2023, 10, 31)) }),
        ..revoke(j(1), Ground::Procedure, date(2023, 5, 10))
    };
    given(sued()).at("2023-05-10T10:00:00+08:00").and(HANDLER_LI, Command::ConcludeRemedy(judgment))
}
