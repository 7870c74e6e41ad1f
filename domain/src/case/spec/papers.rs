//! Papers that the law wants are what they are called (domain.md §3.10).

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_LI, HOST, History, INTAKE, LEADER, UNIT_HEAD, Who, case,
    endings::{close, paid, serve, serve_decision},
    facts::{
        approved, collect, conclude, decided, document, file, handed_over, in_review,
        inform_rights, investigating, noticed, recorded, register, reviewed, sanctions, verifying,
        with_evidence,
    },
    given,
    hearings::{ask, h1, held, hold, hosted, notified, notify, offered, reject, report, state},
};
use crate::{
    case::{
        Command, closing::Close, conclusion, evidence, extension, filing, hearing, lead, review,
        rights, service::Service, statement, suspension,
    },
    document::{DocumentRef, DocumentType},
};

fn other() -> DocumentRef {
    document(DocumentType::Other)
}

/// The act with a paper of another type, and where that is said.
type Mistaken = (History, Who, Command, &'static str);

fn before_the_notice() -> Vec<Mistaken> {
    let file = filing::File { approval: other(), ..file() };
    let decline = filing::Decline {
        reason: filing::NotFiledReason::MinorCorrected,
        conditions: vec![],
        party: None,
        violation_ended_on: None,
        long_limitation: false,
        explanation: "违法行为轻微并及时改正".into(),
        approval: other(),
    };
    let suspend = suspension::Suspend {
        ground: suspension::SuspensionGround::ForceMajeure,
        reason: "地震".into(),
        document: other(),
    };
    let extend = extension::Extend { reason: "案情复杂".into(), document: other() };
    let conclude = conclusion::Conclude { report: other(), ..conclude() };
    let check = |point| review::Check { point, passed: true, finding: None };
    let opinion = review::Give {
        review: crate::id::PartId::nth('V', 1),
        kind: review::ReviewKind::CaseReview,
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion: review::Opinion::Agree,
        opinion: "同意".into(),
        document: other(),
    };
    let approve =
        conclusion::Approve { serious_list: None, sanctions: sanctions(), document: other() };
    vec![
        (verifying(), LEADER, Command::FileCase(file), "approval"),
        (verifying(), LEADER, Command::DeclineToFile(decline), "approval"),
        (investigating(), LEADER, Command::SuspendInvestigation(suspend), "document"),
        (investigating(), LEADER, Command::ExtendDecisionTime(extend), "document"),
        (with_evidence(), UNIT_HEAD, Command::ConcludeInvestigation(conclude), "report"),
        (in_review(), CASE_REVIEWER, Command::GiveOpinion(opinion), "document"),
        (reviewed(), LEADER, Command::ApproveProposal(approve), "document"),
    ]
}

fn from_the_notice_on() -> Vec<Mistaken> {
    let mut serve = serve();
    serve.document = other();
    serve.service = handed_over(date(2022, 12, 9));
    let mut unproven = serve_decision();
    unproven.service = Service { receipt: Some(other()), ..handed_over(date(2022, 12, 21)) };
    let (mut state, mut ask, mut notify, mut hold, mut report) =
        (state(), ask(), notify(), hold(), report());
    (state.document, ask.document, notify.document) = (other(), other(), other());
    (hold.record, report.document) = (other(), other());
    vec![
        (approved(), HANDLER_LI, Command::ServePriorNotice(serve), "document"),
        (noticed(), HANDLER_LI, Command::RecordStatement(state), "document"),
        (offered(), HANDLER_LI, Command::RequestHearing(ask), "document"),
        (hosted(), HOST, Command::NotifyHearing(notify), "document"),
        (notified(), HOST, Command::HoldHearing(hold), "record"),
        (held(), HOST, Command::ReportHearing(report), "document"),
        (decided(), HANDLER_LI, Command::ServeDecision(unproven), "service.receipt"),
    ]
}

/// PR 19, 20, 46, 48, 54, 56, 57, 64, 82; APL 64, 65.
#[test]
fn a_paper_of_another_type_is_not_what_the_law_wants() {
    for (history, who, command, field) in
        before_the_notice().into_iter().chain(from_the_notice_on())
    {
        let act = format!("{command:?}");
        let given = given(history);
        let given = match &command {
            Command::NotifyHearing(_) => given.at("2022-12-15T10:00:00+08:00"),
            Command::HoldHearing(_) => given.at("2022-12-30T11:00:00+08:00"),
            _ => given,
        };
        let refused = given.when(who, command).refusals();
        let fields: Vec<_> = refused.iter().map(|it| it.field.join(".")).collect();
        assert_eq!(fields, [field], "{act}: {refused:?}");
    }
}

/// PR 18, 21, 23: what the agency decides, approves or tells the party in the case is no evidence and no lead.
#[test]
fn no_paper_of_another_act_is_evidence_a_lead_or_the_telling_of_rights() {
    for wrong in [DocumentType::PenaltyDecision, DocumentType::ConclusionReport] {
        let collect = evidence::Collect {
            documents: vec![document(DocumentType::Evidence), document(wrong)],
            ..collect()
        };
        let inform = rights::Inform { document: document(wrong), ..inform_rights() };
        let register = lead::Register { documents: vec![document(wrong)], ..register() };
        let mistaken: [Mistaken; 3] = [
            (with_evidence(), HANDLER_LI, Command::CollectEvidence(collect), "documents.1"),
            (verifying(), HANDLER_LI, Command::InformRights(inform), "document"),
            (vec![], INTAKE, Command::RegisterLead(register), "documents.0"),
        ];
        for (history, who, command, field) in mistaken {
            given(history).when(who, command).then_to_be_mended(&[field]);
        }
    }
    let unsorted = evidence::Collect { documents: vec![other()], ..collect() };
    given(with_evidence())
        .when(HANDLER_LI, Command::CollectEvidence(unsorted))
        .then_to_be_mended(&["documents.0"]);
}

/// PR 21, 28, 29, 44: what somebody said and where an inspection was is told by the record of it, under whatever
/// kind it is filed; and whoever is asked but is no witness is the party.
#[test]
fn a_record_made_on_the_spot_is_asked_for_the_same_under_every_kind() {
    let filed = |kind, paper| evidence::Collect {
        kind,
        from_party: false,
        documents: vec![document(DocumentType::Evidence), document(paper)],
        ..collect()
    };
    let wanted: [(DocumentType, &[&str]); 3] = [
        (DocumentType::InterviewRecord, &["provider", "recording"]),
        (DocumentType::SceneRecord, &["place", "recording"]),
        (DocumentType::SamplingRecord, &["recording"]),
    ];
    for kind in
        [evidence::EvidenceKind::DocumentaryEvidence, evidence::EvidenceKind::PhysicalEvidence]
    {
        for (paper, missing) in wanted {
            let bare = Command::CollectEvidence(filed(kind, paper));
            given(with_evidence()).when(HANDLER_LI, bare).then_to_be_mended(missing);
            let whole = evidence::Collect {
                provider: Some(crate::Personal::noted("刘某某".into())),
                place: Some(crate::Personal::noted("成都市锦江区三圣街道仓库".into())),
                recording: Some(recorded()),
                ..filed(kind, paper)
            };
            let told = paper == DocumentType::InterviewRecord;
            let untold =
                given(investigating()).when(HANDLER_LI, Command::CollectEvidence(whole.clone()));
            assert_eq!(untold.0.is_err(), told, "{kind:?} {paper:?}");
            let known = given(with_evidence()).when(HANDLER_LI, Command::CollectEvidence(whole));
            assert_eq!(known.events().len(), 1);
        }
    }
}

/// PR 25: what is heard in a recording is written down as evidence is.
#[test]
fn the_words_of_a_recording_are_no_paper_of_another_act() {
    let sound = evidence::Collect {
        kind: evidence::EvidenceKind::AudioVisual,
        sound: Some(evidence::Sound::Transcript(document(DocumentType::ReviewOpinion))),
        ..collect()
    };
    given(with_evidence())
        .when(HANDLER_LI, Command::CollectEvidence(sound))
        .then_to_be_mended(&["sound.transcript"]);
}

/// PR 49: what is reviewed is the report that stands, not one that it replaced.
#[test]
fn the_last_report_is_sent_to_review() {
    let mut anew = conclude();
    anew.report.sha256 = crate::document::Sha256::new([200; 32]);
    let former = document(DocumentType::ConclusionReport);
    let send = |report: DocumentRef| {
        Command::RequestReview(review::Request {
            kind: review::ReviewKind::CaseReview,
            phase: review::ReviewPhase::BeforeNotice,
            grounds: vec![],
            explanation: None,
            received_on: date(2022, 12, 9),
            documents: vec![report],
        })
    };
    let again = given(reviewed())
        .at("2022-12-09T09:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(anew.clone()));
    given(again.clone()).when(UNIT_HEAD, send(former)).then_to_be_mended(&["documents"]);
    assert_eq!(given(again).when(UNIT_HEAD, send(anew.report)).events().len(), 1);
}

/// APL 64(5), (6): who stayed away or left is told by the record of the hearing, who took the request back also by what
/// they wrote.
#[test]
fn a_hearing_ends_early_by_its_record_or_what_the_party_wrote() {
    use hearing::AbortGround::{Absent, Left, Withdrawn};

    let ends = |ground, paper| {
        let host = ground != Withdrawn;
        let abort = Command::AbortHearing(hearing::Abort {
            hearing: h1(),
            ground,
            reason: "当事人未到场".into(),
            document: document(paper),
        });
        let who = if host { HOST } else { HANDLER_LI };
        given(notified()).at("2022-12-30T09:30:00+08:00").when(who, abort)
    };
    for ground in [Absent, Left, Withdrawn] {
        ends(ground, DocumentType::PenaltyDecision).then_to_be_mended(&["document"]);
        assert_eq!(ends(ground, DocumentType::HearingRecord).events().len(), 1);
    }
    ends(Absent, DocumentType::HearingRequest).then_to_be_mended(&["document"]);
    assert_eq!(ends(Withdrawn, DocumentType::HearingRequest).events().len(), 1);
}

/// PR 78: a decision or a notice comes on file by being made; what is sent to review, checked or closed with names one
/// only as it is on file.
#[test]
fn what_is_issued_comes_on_file_with_its_own_act_alone() {
    let stray = document(DocumentType::PenaltyDecision);
    let mut anew = conclude();
    anew.report.sha256 = crate::document::Sha256::new([200; 32]);
    let send = Command::RequestReview(review::Request {
        kind: review::ReviewKind::CaseReview,
        phase: review::ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on: date(2022, 12, 9),
        documents: vec![anew.report.clone(), stray.clone()],
    });
    let again = given(reviewed())
        .at("2022-12-09T09:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(anew));
    given(again).when(UNIT_HEAD, send).then_to_be_mended(&["documents.1"]);

    let stated = given(offered())
        .at("2022-12-13T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordStatement(state()));
    let check = |paper: DocumentRef| {
        let review = statement::Review { document: Some(paper), ..reject() };
        given(stated.clone()).when(HANDLER_LI, Command::ReviewStatement(review))
    };
    check(stray.clone()).then_to_be_mended(&["document"]);
    let on_file = |history: &History, kind| {
        let documents = case(history).record.documents;
        documents.into_iter().find(|it| it.document_type == kind).unwrap()
    };
    assert_eq!(check(on_file(&stated, DocumentType::PriorNotice)).events().len(), 1);

    let closes = |paper: DocumentRef| {
        let close = Command::CloseCase(Close { documents: vec![paper], ..close() });
        given(paid()).when(LEADER, close)
    };
    closes(stray).then_to_be_mended(&["documents.0"]);
    assert_eq!(closes(on_file(&paid(), DocumentType::PenaltyDecision)).events().len(), 1);
}
