//! Rights, recusal and evidence.

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_HE, HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, History, LEADER,
    OTHER_LEADER, PRINCIPAL_HEAD, UNIT_HEAD, Who,
    facts::{
        approved, collect, concluded, decided, document, in_review, inform_rights, investigating,
        lead, noticed, recorded, reviewed, verifying, with_evidence,
    },
    given,
};
use crate::{
    Code, Personal,
    case::{
        Command, Event,
        evidence::{self, EvidenceForm, EvidenceKind, Sound},
        handlers,
        recusal::{self, Requester},
        rights,
    },
    document::{DocumentType, Recording, Sha256},
    id::PartId,
};

fn evidence(change: impl FnOnce(&mut evidence::Collect)) -> Command {
    let mut collect = collect();
    change(&mut collect);
    Command::CollectEvidence(collect)
}

fn interview(kind: EvidenceKind) -> evidence::Collect {
    evidence::Collect {
        kind,
        from_party: false,
        provider: Some(Personal::noted("刘某某".into())),
        documents: vec![document(DocumentType::InterviewRecord)],
        recording: Some(recorded()),
        ..collect()
    }
}

fn fixed(method: &str, made_at: &str) -> EvidenceForm {
    EvidenceForm::Fixed {
        method: method.into(),
        made_at: made_at.parse().unwrap(),
        maker: Personal::noted("张某".into()),
        sha256: Sha256::new([7; 32]),
    }
}

fn request(officer: Who) -> Command {
    Command::RequestRecusal(recusal::Request {
        officer: officer.person(),
        by: Requester::Party,
        reason: "与当事人有亲属关系".into(),
        document: document(DocumentType::RecusalPaper),
    })
}

fn decide(person: Who, attendees: &[Who]) -> recusal::Decide {
    recusal::Decide {
        request: PartId::nth('R', 1),
        person: person.person(),
        granted: true,
        reason: "情况属实".into(),
        attendees: attendees.iter().map(|it| it.person()).collect(),
        document: document(DocumentType::RecusalPaper),
    }
}

fn requested(officer: Who) -> History {
    given(investigating()).and(HANDLER_LI, request(officer))
}

fn recused(officer: Who) -> History {
    given(requested(officer)).and(LEADER, Command::DecideRecusal(decide(officer, &[])))
}

/// PR 21.
#[test]
fn the_party_is_told_its_rights_once() {
    let inform = inform_rights();
    given(verifying()).when(HANDLER_LI, Command::InformRights(inform.clone())).then(&[
        Event::RightsInformed(rights::Informed {
            officers: vec![HANDLER_LI.handler(), HANDLER_ZHANG.handler()],
            document: inform.document.clone(),
            recording: inform.recording.clone(),
        }),
    ]);
    given(with_evidence()).when(HANDLER_LI, Command::InformRights(inform)).then(&[]);
}

/// APL 47: whatever is said of how an act was recorded says something, asked for or not.
#[test]
fn a_recording_is_one_or_has_a_reason_for_not_being_there() {
    let at = "2022-11-29T10:00:00+08:00";
    let informing = |recording| {
        let inform = rights::Inform { recording: Some(recording), ..inform_rights() };
        given(investigating()).at(at).when(HANDLER_LI, Command::InformRights(inform))
    };
    let wrong = Recording::Recorded(vec![document(DocumentType::Evidence)]);
    informing(wrong).then_to_be_mended(&["recording.recorded.0"]);
    for silent in [Recording::Recorded(vec![]), Recording::Exempt(" ".into())] {
        informing(silent).then_to_be_mended(&["recording"]);
    }
    let shown = Recording::Recorded(vec![document(DocumentType::Recording)]);
    assert_eq!(informing(shown).events().len(), 1);
}

/// PR 22.
#[test]
fn one_officer_alone_tells_nobody_their_rights() {
    let alone = rights::Inform { officers: vec![HANDLER_LI.person()], ..inform_rights() };
    given(verifying())
        .when(HANDLER_LI, Command::InformRights(alone))
        .then_refused(&[Code::TooFewOfficers]);
}

/// PR 21.
#[test]
fn nothing_is_collected_from_a_party_that_does_not_know_its_rights() {
    given(investigating()).when(HANDLER_LI, evidence(|_| ())).then_refused(&[Code::StepMissing]);
    let statement = interview(EvidenceKind::PartyStatement);
    given(investigating())
        .when(HANDLER_LI, Command::CollectEvidence(statement))
        .then_refused(&[Code::StepMissing]);
    let bought = given(investigating()).when(HANDLER_LI, evidence(|it| it.from_party = false));
    assert_eq!(bought.events().len(), 1);
}

/// PR 21: told afterwards is not told before.
#[test]
fn rights_told_later_do_not_cover_what_was_collected_earlier() {
    given(with_evidence())
        .at("2022-11-22T09:59:59+08:00")
        .entered("2022-11-22T12:00:00+08:00")
        .when(HANDLER_LI, evidence(|_| ()))
        .then_refused(&[Code::StepMissing]);
}

/// PR 23.2: verification collects evidence, and so does every stage until the decision, which a new report may take
/// up (PR 54, 58); a lead that nobody verifies doesn't, nor a case that is decided.
#[test]
fn evidence_is_collected_from_verification_until_the_decision() {
    let elsewhere = || evidence(|it| it.from_party = false);
    let open =
        [verifying(), investigating(), concluded(), in_review(), reviewed(), approved(), noticed()];
    for history in open {
        let stage = super::case(&history).main;
        assert_eq!(given(history).when(HANDLER_LI, elsewhere()).events().len(), 1, "{stage:?}");
    }
    given(lead()).when(HANDLER_LI, elsewhere()).then_refused(&[Code::StepMissing]);
    given(decided()).when(HANDLER_LI, elsewhere()).then_refused(&[Code::WrongStage]);
}

/// PR 19, 22: two certified officers who were named for the case.
#[test]
fn only_those_who_were_named_for_the_case_collect_evidence() {
    let by = |officers: &[Who]| {
        let officers = officers.iter().map(|it| it.person()).collect();
        evidence(|it| it.officers = officers)
    };
    given(with_evidence())
        .when(HANDLER_LI, by(&[HANDLER_LI]))
        .then_refused(&[Code::TooFewOfficers]);
    given(with_evidence())
        .when(HANDLER_LI, by(&[HANDLER_LI, HANDLER_WEI]))
        .then_refused(&[Code::NotPermitted]);
    given(with_evidence())
        .when(HANDLER_LI, by(&[HANDLER_LI, HANDLER_HE]))
        .then_refused(&[Code::NotPermitted, Code::NotCertified]);
}

/// PR 24.
#[test]
fn a_copy_of_a_document_is_confirmed_by_whoever_provided_it() {
    let copy = |reason: &str, provided_on| {
        let form = EvidenceForm::ConfirmedCopy { reason: reason.into(), provided_on };
        evidence(|it| it.form = form)
    };
    given(with_evidence()).when(HANDLER_LI, copy("", None)).then_to_be_mended(&[
        "form.reason",
        "form.providedOn",
        "provider",
    ]);
    given(with_evidence())
        .when(HANDLER_LI, copy("原件由当事人保管", Some(date(2022, 11, 23))))
        .then_to_be_mended(&["form.providedOn", "provider"]);
    given(with_evidence())
        .when(HANDLER_LI, evidence(|it| it.form = fixed("截屏", "2022-11-22T10:30:00+08:00")))
        .then_to_be_mended(&["form"]);
}

/// PR 25, 26.
#[test]
fn data_is_fixed_with_method_time_and_maker() {
    let data = |form| {
        evidence(|it| {
            it.kind = EvidenceKind::ElectronicData;
            it.form = form;
        })
    };
    let good = fixed("网页截屏固定", "2022-11-22T11:30:00+08:00");
    assert_eq!(given(with_evidence()).when(HANDLER_LI, data(good)).events().len(), 1);
    given(with_evidence())
        .when(HANDLER_LI, data(fixed(" ", "2022-11-22T13:00:00+08:00")))
        .then_to_be_mended(&["form.method", "form.madeAt"]);
    let provided_on = Some(date(2022, 11, 22));
    let copy =
        EvidenceForm::ConfirmedCopy { reason: "原件由当事人保管".into(), provided_on };
    given(with_evidence()).when(HANDLER_LI, data(copy)).then_to_be_mended(&["form", "provider"]);
}

/// PR 29, 44.
#[test]
fn an_interview_names_who_was_heard_and_is_recorded() {
    let bare = evidence::Collect {
        provider: None,
        recording: None,
        ..interview(EvidenceKind::WitnessTestimony)
    };
    given(with_evidence())
        .when(HANDLER_LI, Command::CollectEvidence(bare))
        .then_to_be_mended(&["provider", "recording"]);
    let excused = evidence::Collect {
        recording: Some(Recording::Exempt("设备故障".into())),
        ..interview(EvidenceKind::WitnessTestimony)
    };
    let excused = given(with_evidence()).when(HANDLER_LI, Command::CollectEvidence(excused));
    assert_eq!(excused.events().len(), 1);
}

/// PR 43: that the party was not there, or refused to sign, is noted and recorded.
#[test]
fn an_absence_and_a_refusal_to_sign_are_noted_and_recorded() {
    let irregular = [
        (false, true, "；拒绝签名，笔录注明：负责人在场"),
        (true, false, "；当事人未到场，笔录注明：负责人在场"),
        (true, true, "；当事人未到场，且有人拒绝签名，笔录注明：负责人在场"),
    ];
    for (absent, unsigned, noted) in irregular {
        let change = |it: &mut evidence::Collect| {
            (it.party_absent, it.signature_refused) = (absent, unsigned);
        };
        given(with_evidence())
            .when(HANDLER_LI, evidence(change))
            .then_to_be_mended(&["situation", "recording"]);
        let whole = evidence(|it| {
            change(it);
            it.situation = Some("负责人在场，拒绝签名，未说明理由".into());
            it.witness = Some(Personal::noted("社区工作人员钱某".into()));
            it.recording = Some(recorded());
        });
        let events = given(with_evidence()).when(HANDLER_LI, whole).events();
        let said = events[0].fact().sentence();
        assert!(said.contains(noted), "{said}");
    }
}

/// PR 25, 28: what is heard is written down, and an inspection took place somewhere.
#[test]
fn a_recording_has_its_transcript_and_an_inspection_its_place() {
    let sound = |change: fn(&mut evidence::Collect)| {
        let mut sound = evidence::Collect { kind: EvidenceKind::AudioVisual, ..collect() };
        change(&mut sound);
        given(with_evidence()).when(HANDLER_LI, Command::CollectEvidence(sound))
    };
    sound(|_| ()).then_to_be_mended(&["sound"]);
    assert_eq!(sound(|it| it.sound = Some(Sound::Silent)).events().len(), 1);
    let written =
        sound(|it| it.sound = Some(Sound::Transcript(document(DocumentType::Evidence)))).events();
    assert_eq!(written[0].fact().facets().documents.len(), 2, "it is on file");
    let scene = |place: Option<&str>| evidence::Collect {
        place: place.map(|it| Personal::noted(it.to_owned())),
        ..interview(EvidenceKind::SceneRecord)
    };
    let inspect = |it| given(with_evidence()).when(HANDLER_LI, Command::CollectEvidence(it));
    inspect(scene(None)).then_to_be_mended(&["place"]);
    assert_eq!(inspect(scene(Some("成都市锦江区三圣街道仓库"))).events().len(), 1);
}

/// PR 23, 24.
#[test]
fn evidence_says_what_it_is_and_where_it_comes_from_and_is_on_file() {
    let empty = evidence(|it| {
        it.description = "".into();
        it.origin = "".into();
        it.documents.clear();
    });
    given(with_evidence()).when(HANDLER_LI, empty).then_to_be_mended(&[
        "description",
        "origin",
        "documents",
    ]);
}

/// PR 4: one of the staff by a leader.
#[test]
fn a_handler_who_withdraws_acts_no_more() {
    let history = recused(HANDLER_ZHANG);
    given(history.clone()).when(HANDLER_ZHANG, evidence(|_| ())).then_refused(&[
        Code::Recused,
        Code::Recused,
        Code::StepMissing,
    ]);
    let back = handlers::Replace {
        handlers: vec![HANDLER_LI.person(), HANDLER_ZHANG.person()],
        reason: "人手不足".into(),
    };
    given(history).when(LEADER, Command::ReplaceHandlers(back)).then_refused(&[Code::Recused]);
}

/// PR 4, APL 43: the investigation isn't stopped before the decision.
#[test]
fn a_request_alone_stops_nothing() {
    let asked = given(with_evidence()).and(HANDLER_LI, request(HANDLER_ZHANG));
    assert_eq!(given(asked).when(HANDLER_ZHANG, evidence(|_| ())).events().len(), 1);
    given(requested(HANDLER_ZHANG)).when(HANDLER_LI, request(HANDLER_ZHANG)).then(&[]);
}

/// PR 4: about a leader only the principal head.
#[test]
fn a_leaders_recusal_is_for_the_principal_head() {
    let decide = || Command::DecideRecusal(decide(OTHER_LEADER, &[]));
    given(requested(OTHER_LEADER)).when(LEADER, decide()).then_refused(&[Code::NotPermitted]);
    assert_eq!(given(requested(OTHER_LEADER)).when(PRINCIPAL_HEAD, decide()).events().len(), 1);
}

/// PR 4: about the principal head only the leaders together.
#[test]
fn the_principal_heads_recusal_is_for_the_leaders_together() {
    let decide = |attendees: &[Who]| Command::DecideRecusal(decide(PRINCIPAL_HEAD, attendees));
    let history = requested(PRINCIPAL_HEAD);
    given(history.clone()).when(LEADER, decide(&[LEADER])).then_refused(&[Code::TooFewOfficers]);
    given(history.clone())
        .when(LEADER, decide(&[LEADER, UNIT_HEAD]))
        .then_refused(&[Code::NotPermitted]);
    given(history.clone())
        .when(PRINCIPAL_HEAD, decide(&[LEADER, PRINCIPAL_HEAD]))
        .then_refused(&[Code::ConflictOfDuties, Code::ConflictOfDuties]);
    given(history).when(LEADER, decide(&[LEADER, OTHER_LEADER])).then(&[Event::RecusalDecided(
        recusal::Decided {
            request: PartId::nth('R', 1),
            person: PRINCIPAL_HEAD.person(),
            granted: true,
            reason: "情况属实".into(),
            attendees: vec![LEADER.handler(), OTHER_LEADER.handler()],
            document: document(DocumentType::RecusalPaper),
        },
    )]);
}

/// PR 4.
#[test]
fn nobody_decides_on_their_own_recusal() {
    given(requested(LEADER))
        .when(LEADER, Command::DecideRecusal(decide(LEADER, &[])))
        .then_refused(&[Code::ConflictOfDuties, Code::NotPermitted]);
}

/// PR 4.
#[test]
fn a_recusal_is_decided_once_about_whom_it_was_asked() {
    let again = Command::DecideRecusal(decide(HANDLER_ZHANG, &[]));
    given(recused(HANDLER_ZHANG)).when(LEADER, again).then_refused(&[Code::AlreadyDone]);
    let other = Command::DecideRecusal(decide(CASE_REVIEWER, &[]));
    given(requested(HANDLER_ZHANG)).when(LEADER, other).then_refused(&[Code::Contradictory]);
    let unasked = Command::DecideRecusal(decide(HANDLER_ZHANG, &[]));
    given(investigating()).when(LEADER, unasked).then_refused(&[Code::UnknownPart]);
}
