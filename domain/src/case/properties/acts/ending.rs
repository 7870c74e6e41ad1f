//! Acts from the refund on: discussion, decision, exits, service, payment, closing.

use jiff::ToSpan;

use super::{served, today};
use crate::{
    Fen,
    case::{
        Case, Command, Main, closing, decision, discussion, exit, performance,
        properties::walk::Walk,
        redaction, refund,
        sanction::SanctionKind,
        service,
        spec::{
            UNIT_HEAD, Who,
            endings::p1,
            facts::{self, document, recorded},
        },
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
};

pub fn order_refund(walk: &Walk) -> Command {
    Command::OrderRefund(refund::Order {
        amount: Fen::yuan(8_000),
        until: today(walk).saturating_add(10.days()),
        by_announcement: false,
        service: served(walk, DocumentType::RefundOrder),
        document: document(DocumentType::RefundOrder),
    })
}

pub fn end_refund(ordered: &refund::Ordered) -> Command {
    Command::EndRefund(refund::End {
        refund: ordered.id.clone(),
        refunded: ordered.amount,
        account: "已经全部退还".into(),
        documents: vec![],
    })
}

pub fn discuss(case: &Case, attendees: [Who; 2]) -> Command {
    let noticed = case.record.notices.last();
    Command::HoldDiscussion(discussion::Hold {
        attendees: attendees.map(Who::person).to_vec(),
        sanctions: noticed.map_or_else(facts::sanctions, |(_, it)| it.sanctions.clone()),
        conclusion: "同意办案机构意见".into(),
        dissent: vec![],
        document: document(DocumentType::DiscussionMinutes),
    })
}

/// What the party was told, or dearer.
pub fn decide_penalty(case: &Case, dearer_by: Fen) -> Command {
    let noticed = case.record.notices.last();
    let mut sanctions = noticed.map_or_else(facts::sanctions, |(_, it)| it.sanctions.clone());
    sanctions[1].amount = sanctions[1].amount.map(|it| it.plus(dearer_by));
    Command::DecidePenalty(decision::Decide {
        deviation_reasons: None,
        serious_list: None,
        party: None,
        facts: "未对入网食品经营者的许可证进行审查".into(),
        evidence: vec![PartId::nth('E', 1)],
        violated: vec!["《中华人民共和国食品安全法》第六十二条第一款".into()],
        statements: "当事人的陈述、申辩意见不予采纳".into(),
        sanctions,
        discretion: None,
        performance: "自收到本决定书之日起十五日内缴至指定银行".into(),
        surcharge_stated: true,
        remedies: decision::Remedies {
            reconsideration: "四川省人民政府".into(),
            court: "成都铁路运输第一法院".into(),
        },
        sealed: true,
        document: document(DocumentType::PenaltyDecision),
    })
}

/// On all the evidence that there is.
pub fn no_penalty(case: &Case) -> Command {
    Command::DecideNoPenalty(exit::DecideNoPenalty {
        reason: exit::NoPenaltyReason::MinorNoHarm,
        explanation: "违法行为轻微并及时改正".into(),
        education: "已对当事人进行教育".into(),
        evidence: case.record.evidence.iter().map(|it| it.id.clone()).collect(),
        violation_ended_on: None,
        document: document(DocumentType::NoPenaltyDecision),
    })
}

pub fn not_established() -> Command {
    Command::DecideNotEstablished(exit::DecideNotEstablished {
        explanation: "证据不足以证明违法事实".into(),
        document: document(DocumentType::NoPenaltyDecision),
    })
}

pub fn serve_decision(walk: &Walk) -> Command {
    Command::ServeDecision(service::ServeDecision {
        decision: p1(),
        service: served(walk, walk.case.decision_document(&p1())),
        publicity_notice: Some(document(DocumentType::PublicityNotice)),
        reconsideration_channel: None,
    })
}

/// What is shown to the public: nothing of it is masked.
pub fn prepare_copy(case: &Case) -> Command {
    let decided = case.record.decisions.last().map(|(_, it)| it);
    let served = decided.map(|it| it.document.sha256);
    let paper = document(DocumentType::RedactedCopy);
    Command::PrepareCopy(redaction::Prepare {
        decision: decided.map_or_else(|| PartId::nth('P', 1), |it| it.id.clone()),
        document: DocumentRef { sha256: served.unwrap_or(paper.sha256), ..paper },
        masked: vec![],
        representative: None,
    })
}

/// Whoever prepared the last copy has somebody else approve it.
pub fn approve_copy(case: &Case) -> Command {
    let copy = case.record.copies.last().map(|it| it.prepared.id.clone());
    let copy = copy.unwrap_or_else(|| PartId::nth('C', 1));
    Command::ApproveCopy(redaction::Approve { copy })
}

/// All that is open of a sanction.
pub fn pay(case: &Case, sanction: &PartId) -> Command {
    let decided = case.record.decisions.last().and_then(|(_, it)| it.sanction(sanction));
    pay_part(sanction, decided.map_or(Fen::ZERO, |it| case.open_principal(it)))
}

pub fn pay_part(sanction: &PartId, amount: Fen) -> Command {
    let towards = performance::Towards::Principal;
    Command::RecordPayment(performance::Pay {
        excess: None,
        parts: vec![performance::PaidPart { sanction: sanction.clone(), towards, amount }],
        channel: performance::PaymentChannel::Bank,
        receipt: document(DocumentType::PaymentReceipt),
    })
}

/// What is open of the fine, in two parts.
pub fn defer(walk: &Walk) -> Command {
    let decided = walk.case.record.decisions.last().map(|(_, it)| it);
    let fine = decided.and_then(|it| it.sanctions.iter().find(|it| it.kind == SanctionKind::Fine));
    let open = fine.map_or(Fen::ZERO, |it| walk.case.open_principal(it));
    let until = |days: i64| today(walk).saturating_add(days.days());
    let portion = |days, amount| performance::Portion { until: until(days), amount };
    Command::ApproveDeferral(performance::Defer {
        sanction: PartId::nth('S', 2),
        instalments: vec![
            portion(30, Fen::yuan(10_000)),
            portion(60, open.less(Fen::yuan(10_000))),
        ],
        hardship: "经营困难".into(),
        applied_on: today(walk),
        approved_on: None,
        application: document(DocumentType::DeferralApplication),
        document: document(DocumentType::DeferralNotice),
        service: served(walk, DocumentType::DeferralNotice),
    })
}

pub fn close(case: &Case) -> Command {
    use closing::ClosingGround::{NotEstablished, NotPenalised, Performed, Terminated};
    let ground = match case.main {
        Main::Terminated => Terminated,
        Main::NoPenaltyDecided => NotPenalised,
        Main::NotEstablished => NotEstablished,
        _ => Performed,
    };
    Command::CloseCase(closing::Close {
        ground,
        explanation: Some("当事人已主动改正，不再收取加处罚款".into()),
        prepared_by: UNIT_HEAD.person(),
        prepared_on: None,
        form: document(DocumentType::ClosingForm),
        documents: case.missing_documents().into_iter().map(document).collect(),
    })
}

pub fn archive() -> Command {
    let (place, retention) = ("档案室3柜2层".into(), "30年".into());
    Command::ArchiveCase(closing::Archive { place, retention })
}

pub fn announce(serves: DocumentType) -> Command {
    Command::Announce(service::Announce {
        serves,
        places: vec!["本机关公告栏".into()],
        reason: "当事人下落不明".into(),
        document: document(DocumentType::Announcement),
        recording: Some(recorded()),
    })
}
