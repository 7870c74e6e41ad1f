//! One ordinary case, as facts and commands: a trading platform in Chengdu that didn't check its
//! merchants' licences, from the report on 14 November 2022 to the service of the decision.

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_LI, HANDLER_ZHANG, History, INTAKE, LEADER, UNIT_HEAD, at, given,
};
use crate::{
    Fen,
    case::{
        Command, Event,
        conclusion::{self, Outcome},
        decision, evidence, filing, lead, notice, review, rights,
        sanction::{Sanction, SanctionKind},
        service::{self, Service, ServiceMode},
        violation::ViolationType,
    },
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind, Recording, Sha256},
    id::{AgencyCode, PartId, PowerItem},
    party::Party,
};

pub fn agency() -> AgencyCode {
    "SC_AMR".parse().unwrap()
}

pub fn power_item() -> PowerItem {
    "SCJG-CF-001".parse().unwrap()
}

/// A platform: a legal person.
pub fn party() -> Party {
    serde_json::from_value(serde_json::json!({
        "type": "ORGANISATION",
        "kind": "LEGAL_PERSON",
        "name": "成都某信息技术有限公司",
        "registration": {"uscc": "91510100MA6CCCC11H"},
        "address": "成都市锦江区东大街1号",
        "representative": {"$personal": {"value": "刘某某"}},
    }))
    .unwrap()
}

/// A document of this type; there is one of each.
pub fn document(document_type: DocumentType) -> DocumentRef {
    let n = DocumentType::ALL.iter().position(|it| *it == document_type).unwrap();
    let sha256 = Sha256::new([u8::try_from(n).unwrap(); 32]);
    DocumentRef { sha256, document_type, number: None, pages: 2, place: None }
}

pub fn recorded() -> Recording {
    Recording::Recorded(vec![document(DocumentType::Recording)])
}

pub fn number(kind: NumberKind) -> DocumentNumber {
    DocumentNumber::new("川市监", kind, 2022, 1)
}

// the commands

pub fn register() -> lead::Register {
    lead::Register {
        source: lead::LeadSource::SupervisionCheck,
        reference: None,
        received_on: date(2022, 11, 14),
        clue: "平台内多家餐饮店铺未公示食品经营许可证".into(),
        suspect: "成都某信息技术有限公司".into(),
        reporter: None,
        violation: Some(ViolationType::PlatformLicenceCheck),
        documents: vec![document(DocumentType::SourceForm)],
    }
}

pub fn assign() -> lead::Assign {
    lead::Assign { verifiers: vec![HANDLER_LI.person(), HANDLER_ZHANG.person()], reason: None }
}

pub fn file() -> filing::File {
    filing::File {
        party: party(),
        violation: ViolationType::PlatformLicenceCheck,
        grounds: filing::Grounds {
            evidence: "现场检查发现平台内37家店铺无食品经营许可证".into(),
            provision: "《中华人民共和国食品安全法》第一百三十一条第一款".into(),
            jurisdiction: "当事人住所地在成都市，属本机关管辖".into(),
        },
        violation_ended_on: date(2022, 11, 10),
        long_limitation: false,
        act_id: None,
        handlers: vec![HANDLER_LI.person(), HANDLER_ZHANG.person()],
        approval: document(DocumentType::FilingApproval),
    }
}

pub fn inform_rights() -> rights::Inform {
    rights::Inform {
        officers: vec![HANDLER_LI.person(), HANDLER_ZHANG.person()],
        document: document(DocumentType::InterviewRecord),
        recording: Some(recorded()),
    }
}

/// An original that the party handed over.
pub fn collect() -> evidence::Collect {
    evidence::Collect {
        kind: evidence::EvidenceKind::DocumentaryEvidence,
        description: "平台入驻商家资质档案".into(),
        origin: "当事人提供".into(),
        from_party: true,
        provider: None,
        form: evidence::EvidenceForm::Original,
        officers: vec![HANDLER_LI.person(), HANDLER_ZHANG.person()],
        documents: vec![document(DocumentType::Evidence)],
        recording: None,
        signature_refused: false,
        place: None,
        party_absent: false,
        situation: None,
        witness: None,
        sound: None,
    }
}

pub fn conclude() -> conclusion::Conclude {
    conclusion::Conclude {
        measured: None,
        course: "2022年11月14日监督检查发现，未采取行政强制措施".into(),
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        evidence: vec![PartId::nth('E', 1)],
        nature: "网络食品交易第三方平台提供者未履行审查许可证义务".into(),
        opinion: Outcome::Penalty,
        sanctions: sanctions(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        discretion: "积极配合调查并主动下架无证店铺，予以一般处罚".into(),
        report: document(DocumentType::ConclusionReport),
    }
}

pub fn sanctions() -> Vec<Sanction> {
    vec![
        sanction(1, SanctionKind::ConfiscateIncome, 2_000),
        sanction(2, SanctionKind::Fine, 50_000),
    ]
}

/// Of so many yuan, or for three months, where the kind is for either.
pub fn sanction(n: usize, kind: SanctionKind, yuan: u32) -> Sanction {
    Sanction {
        id: PartId::nth('S', n),
        kind,
        amount: kind.has_amount().then(|| Fen::yuan(yuan)),
        months: kind.may_end_by_itself().then_some(3),
        object: kind.has_an_object().then(|| "涉案财物、证照清单所列".into()),
        provision: "《中华人民共和国食品安全法》第一百三十一条第一款".into(),
        grade: None,
    }
}

/// A document handed over on this day.
pub fn handed_over(on: jiff::civil::Date) -> Service {
    Service {
        mode: ServiceMode::Direct,
        served_on: on,
        recipient: Some(crate::Personal::noted("刘某某".into())),
        receipt: Some(document(DocumentType::ServiceReceipt)),
        confirmation: None,
        announcement: None,
        recording: None,
        course: None,
        overtakes: vec![],
    }
}

// the histories, each with the one before it

pub fn lead() -> History {
    given([]).at("2022-11-14T09:00:00+08:00").and(INTAKE, Command::RegisterLead(register()))
}

pub fn verifying() -> History {
    given(lead()).at("2022-11-15T09:00:00+08:00").and(UNIT_HEAD, Command::AssignLead(assign()))
}

pub fn investigating() -> History {
    given(verifying()).at("2022-11-21T09:00:00+08:00").and(LEADER, Command::FileCase(file()))
}

/// Filed; the party knows its rights, and there is a first piece of evidence, `E1`.
pub fn with_evidence() -> History {
    let informed = given(investigating())
        .at("2022-11-22T10:00:00+08:00")
        .and(HANDLER_LI, Command::InformRights(inform_rights()));
    given(informed)
        .at("2022-11-22T11:00:00+08:00")
        .and(HANDLER_LI, Command::CollectEvidence(collect()))
}

pub fn concluded() -> History {
    given(with_evidence())
        .at("2022-12-05T09:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(conclude()))
}

pub fn in_review() -> History {
    let requested = Event::ReviewRequested(review::Requested {
        id: PartId::nth('V', 1),
        kind: review::ReviewKind::CaseReview,
        phase: review::ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on: date(2022, 12, 6),
        documents: vec![],
        deadlines: vec![],
    });
    let mut history = concluded();
    history.push(at("2022-12-06T09:00:00+08:00", requested));
    history
}

pub fn reviewed() -> History {
    let check = |point| review::Check { point, passed: true, finding: None };
    let passed = Event::ReviewPassed(review::Passed(review::Opined {
        review: PartId::nth('V', 1),
        kind: review::ReviewKind::CaseReview,
        phase: review::ReviewPhase::BeforeNotice,
        reviewer: CASE_REVIEWER.handler(),
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        opinion: "同意办案机构的处理意见".into(),
        document: document(DocumentType::ReviewOpinion),
    }));
    let mut history = in_review();
    history.push(at("2022-12-08T09:00:00+08:00", passed));
    history
}

pub fn approved() -> History {
    let approved = Event::PenaltyProposalApproved(conclusion::ProposalApproved {
        sanctions: sanctions(),
        serious_list: None,
        deviations: vec![],
        document: document(DocumentType::ProposalApproval),
    });
    let mut history = reviewed();
    history.push(at("2022-12-09T09:00:00+08:00", approved));
    history
}

/// The notice `N1` was handed over on 12 December; the five working days last to the 19th.
pub fn noticed() -> History {
    let served = Event::PriorNoticeServed(notice::Served {
        id: PartId::nth('N', 1),
        number: number(NumberKind::PriorNotice),
        sanctions: sanctions(),
        serious_list: None,
        deviations: vec![],
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        reasons: "违反《中华人民共和国食品安全法》第六十二条".into(),
        provisions: vec!["《中华人民共和国食品安全法》第一百三十一条第一款".into()],
        hearing: notice::HearingRight {
            told: false,
            because: notice::HearingScope::None,
            threshold: None,
        },
        refund: None,
        supersedes: None,
        new_ground: None,
        service: handed_over(date(2022, 12, 12)),
        document: document(DocumentType::PriorNotice),
        settled: vec![],
        deadlines: vec![],
    });
    let mut history = approved();
    history.push(at("2022-12-12T15:00:00+08:00", served));
    history
}

/// The penalty `P1` was decided on 21 December.
pub fn decided() -> History {
    let decided = Event::PenaltyDecided(decision::Decided {
        id: PartId::nth('P', 1),
        number: number(NumberKind::Penalty),
        party: party(),
        facts: "当事人未对37家入网食品经营者的许可证进行审查".into(),
        evidence: vec![PartId::nth('E', 1)],
        violated: vec!["《中华人民共和国食品安全法》第六十二条第一款".into()],
        statements: "当事人未提出陈述、申辩意见".into(),
        sanctions: sanctions(),
        serious_list: None,
        discretion: None,
        deviations: vec![],
        deviation_reasons: None,
        performance: "自收到本决定书之日起十五日内缴至指定银行".into(),
        surcharge_stated: true,
        remedies: decision::Remedies {
            reconsideration: "国家市场监督管理总局或者四川省人民政府".into(),
            court: "成都铁路运输第一法院".into(),
        },
        remedy_periods: vec![],
        agency: agency(),
        document: document(DocumentType::PenaltyDecision),
        calls: vec![],
        deadlines: vec![],
    });
    let mut history = noticed();
    history.push(at("2022-12-21T09:00:00+08:00", decided));
    history
}

/// The decision was handed over on 23 December.
pub fn served() -> History {
    let served = Event::DecisionServed(service::DecisionServed {
        decision: PartId::nth('P', 1),
        number: Some(number(NumberKind::Penalty)),
        service: handed_over(date(2022, 12, 23)),
        publicity_notice: Some(document(DocumentType::PublicityNotice)),
        reconsideration_channel: None,
        settled: vec![],
        deadlines: vec![],
    });
    let mut history = decided();
    history.push(at("2022-12-23T15:00:00+08:00", served));
    history
}
