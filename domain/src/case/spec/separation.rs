//! Who may have to do with a case: by person, never by role, as things stood on the day of the act.

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, History, LEADER, UNIT_HEAD,
    UNIT_HEAD_REVIEWING, XU, XU_HOSTING, XU_OF_LAW, XU_REVIEWING, appraisals, at,
    endings::{DECISION_DAY, decide, discuss, handed, penalised, serve, told},
    facts::{
        approved, collect, conclude, document, handed_over, in_review, inform_rights, reviewed,
        verifying, with_evidence,
    },
    given,
    hearings::{self, asked, hosted, recused, state},
};
use crate::{
    Capability, Code, Officer,
    case::{
        Command, Event, Needs, closing, evidence, handlers, hearing, lead, recusal, review, rights,
        service, statement,
    },
    document::{DocumentRef, DocumentType, Sha256},
    id::{PartId, PersonId},
};

fn collected_by(officers: &[super::Who]) -> Command {
    let officers = officers.iter().map(|it| it.person()).collect();
    Command::CollectEvidence(evidence::Collect { officers, ..collect() })
}

fn handled_by(handlers: &[super::Who]) -> Command {
    let handlers = handlers.iter().map(|it| it.person()).collect();
    Command::ReplaceHandlers(handlers::Replace { handlers, reason: "工作调整".into() })
}

fn opinion() -> Command {
    let check = |point| review::Check { point, passed: true, finding: None };
    Command::GiveOpinion(review::Give {
        review: PartId::nth('V', 1),
        kind: review::ReviewKind::CaseReview,
        checks: review::CheckPoint::ALL.into_iter().map(check).collect(),
        conclusion: review::Opinion::Agree,
        opinion: "同意办案机构的处理意见".into(),
        document: document(DocumentType::ReviewOpinion),
    })
}

/// The case that Xu reviewed, at its notice.
fn reviewed_by_xu(history: History) -> History {
    let by_xu = |(time, event)| match event {
        Event::ReviewPassed(mut it) => {
            it.0.reviewer = XU_REVIEWING.handler();
            (time, Event::ReviewPassed(it))
        }
        other => (time, other),
    };
    history.into_iter().map(by_xu).collect()
}

/// 权责清单: whoever tells the party a result, or hears it, exercises the agency's power towards it; taking in that
/// it withdrew its request, or reporting on the hearing, exercises none.
#[test]
fn telling_and_hearing_exercise_the_power_of_the_list() {
    let abort = |ground| {
        Command::AbortHearing(hearing::Abort {
            hearing: hearings::h1(),
            ground,
            reason: "当事人无正当理由未到场".into(),
            document: document(DocumentType::HearingRecord),
        })
    };
    let host = Needs::penalty(Capability::HostHearing);
    let exercised = [
        (appraisals::tell(1), Needs::penalty(Capability::Investigate)),
        (Command::HoldHearing(hearings::hold()), host),
        (abort(hearing::AbortGround::Absent), host),
        (abort(hearing::AbortGround::Left), host),
        (abort(hearing::AbortGround::Withdrawn), Needs::Role(Capability::Investigate)),
        (Command::ReportHearing(hearings::report()), Needs::Role(Capability::HostHearing)),
    ];
    for (command, needs) in exercised {
        assert_eq!(command.act().needs(), needs, "{command:?}");
    }
}

/// PR 44: rights are told in the record of an interview or an inspection, which is recorded in sound or picture.
#[test]
fn rights_that_are_told_in_an_interview_are_recorded_with_it() {
    let told = |paper| {
        let inform =
            rights::Inform { document: document(paper), recording: None, ..inform_rights() };
        given(verifying()).when(HANDLER_LI, Command::InformRights(inform))
    };
    for paper in [DocumentType::InterviewRecord, DocumentType::SceneRecord] {
        told(paper).then_refused(&[Code::RecordingMissing]);
    }
    assert_eq!(told(DocumentType::Other).events().len(), 1);
}

/// PR 4: another paper is another request, which is decided too; the same one says nothing new.
#[test]
fn a_recusal_that_is_asked_for_again_on_another_paper_is_another_request() {
    let on = |paper: DocumentRef| {
        Command::RequestRecusal(recusal::Request {
            officer: HANDLER_ZHANG.person(),
            by: recusal::Requester::Party,
            reason: "与当事人有亲属关系".into(),
            document: paper,
        })
    };
    let paper = document(DocumentType::RecusalPaper);
    let other = DocumentRef { sha256: Sha256::new([77; 32]), ..paper.clone() };
    let asked = given(with_evidence()).and(HANDLER_LI, on(paper.clone()));
    given(asked.clone()).when(HANDLER_LI, on(paper)).then(&[]);
    let again = given(asked).and(HANDLER_LI, on(other));
    let ids = super::case(&again).record.recusals;
    let ids: Vec<_> = ids.iter().map(|it| it.request.id.to_string()).collect();
    assert_eq!(ids, ["R1", "R2"]);
}

fn record_statement() -> Command {
    Command::RecordStatement(state())
}

fn review_statement() -> Command {
    Command::ReviewStatement(statement::Review {
        statement: PartId::nth('D', 1),
        adoption: statement::Adoption::NotAdopted,
        reasons: "无证据支持".into(),
        document: None,
    })
}

/// PR 19.2, 22, 48, 57, 58: in the role of a handler an officer acts in a case of their own alone.
#[test]
fn a_handler_of_other_cases_takes_no_step_in_this_one() {
    let steps: [(History, Command); 5] = [
        (with_evidence(), collected_by(&[HANDLER_LI, HANDLER_ZHANG])),
        (with_evidence(), Command::ConcludeInvestigation(conclude())),
        (approved(), Command::ServePriorNotice(serve())),
        (told(), record_statement()),
        (given(told()).and(HANDLER_LI, record_statement()), review_statement()),
    ];
    for (history, step) in steps {
        let day = "2022-12-12T16:30:00+08:00";
        given(history.clone()).at(day).when(XU, step.clone()).then_refused(&[Code::NotPermitted]);
        assert!(!given(history).at(day).when(HANDLER_ZHANG, step).events().is_empty());
    }
}

/// PR 19.2: before the filing the verifiers are those who act.
#[test]
fn before_the_filing_the_verifiers_act() {
    let informed = Command::InformRights(super::facts::inform_rights());
    given(verifying()).when(HANDLER_WEI, informed.clone()).then_refused(&[Code::NotPermitted]);
    assert_eq!(given(verifying()).when(HANDLER_LI, informed).events().len(), 1);
}

/// PR 4, 22: verification goes on with others where one of the two withdrew, and says why.
#[test]
fn a_lead_is_given_to_others_where_a_verifier_withdrew() {
    let others = |reason: Option<&str>| {
        Command::AssignLead(lead::Assign {
            verifiers: vec![HANDLER_LI.person(), HANDLER_WEI.person()],
            reason: reason.map(Into::into),
        })
    };
    let withdrawn = || recused(verifying(), HANDLER_ZHANG);
    given(withdrawn())
        .when(HANDLER_LI, Command::InformRights(super::facts::inform_rights()))
        .then_refused(&[Code::Recused]);
    given(withdrawn()).when(UNIT_HEAD, others(None)).then_to_be_mended(&["reason"]);
    let assigned = given(withdrawn()).and(UNIT_HEAD, others(Some("张某回避")));
    let informed = rights::Inform {
        officers: vec![HANDLER_LI.person(), HANDLER_WEI.person()],
        ..super::facts::inform_rights()
    };
    let inform = || Command::InformRights(informed.clone());
    assert_eq!(given(assigned.clone()).when(HANDLER_WEI, inform()).events().len(), 1);
    given(assigned.clone())
        .when(HANDLER_ZHANG, inform())
        .then_refused(&[Code::Recused, Code::NotPermitted]);
    given(assigned).when(UNIT_HEAD, others(None)).then(&[]);
    let filed = given(super::facts::investigating()).when(UNIT_HEAD, others(Some("张某回避")));
    filed.then_refused(&[Code::WrongStage]);
}

/// PR 49.3: the head who answered for the report doesn't review it.
#[test]
fn whoever_answers_for_the_report_does_not_review_it() {
    given(in_review()).when(UNIT_HEAD_REVIEWING, opinion()).then_refused(&[Code::ConflictOfDuties]);
    assert_eq!(given(in_review()).when(XU_REVIEWING, opinion()).events().len(), 1);
}

/// PR 49.3: neither does who reviewed it answer for a new one, or take any step of its handlers.
#[test]
fn whoever_reviewed_a_case_takes_no_step_of_its_handlers() {
    let history = || reviewed_by_xu(told());
    given(history())
        .when(XU, record_statement())
        .then_refused(&[Code::ConflictOfDuties, Code::NotPermitted]);
    given(history())
        .when(LEADER, handled_by(&[HANDLER_LI, XU]))
        .then_refused(&[Code::ConflictOfDuties]);
    let reviewed_by_the_head = |(time, event)| match event {
        Event::ReviewPassed(mut it) => {
            it.0.reviewer = UNIT_HEAD.handler();
            (time, Event::ReviewPassed(it))
        }
        other => (time, other),
    };
    let history: History = reviewed().into_iter().map(reviewed_by_the_head).collect();
    given(history)
        .when(UNIT_HEAD, Command::ConcludeInvestigation(conclude()))
        .then_refused(&[Code::ConflictOfDuties]);
}

/// APL 64(4).
#[test]
fn whoever_hosts_the_hearing_takes_no_step_of_its_handlers() {
    let mut history = hosted();
    let Some((_, Event::HearingHostAppointed(appointed))) = history.last_mut() else {
        panic!("the last act appoints the host")
    };
    appointed.host = XU_HOSTING.handler();
    let refused = given(history).when(XU, record_statement()).refusals();
    let articles: Vec<_> = refused.iter().filter_map(|it| it.citation.clone()).collect();
    assert_eq!(
        articles.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["APL 64(4)", "PR 19.2"]
    );
}

/// APL 64(4): nor does a handler host it.
#[test]
fn a_handler_does_not_host_the_hearing() {
    let handled = given(super::facts::investigating())
        .and(LEADER, handled_by(&[HANDLER_LI, HANDLER_ZHANG, XU]));
    let named = handled.last().unwrap().1.clone();
    let mut history = asked();
    history.insert(3, at("2022-11-21T10:00:00+08:00", named));
    let appoint = hearing::AppointHost { hearing: PartId::nth('H', 1), host: XU.person() };
    given(history)
        .when(LEADER, Command::AppointHost(appoint))
        .then_refused(&[Code::ConflictOfDuties]);
}

/// PR 81, 82: whose duty it is to bring a decision to the party the law leaves to the agency.
#[test]
fn any_officer_with_a_certificate_brings_the_decision_but_who_reviewed_it() {
    let serve = || {
        Command::ServeDecision(service::ServeDecision {
            decision: PartId::nth('P', 1),
            service: handed_over(date(2022, 12, 23)),
            publicity_notice: Some(document(DocumentType::PublicityNotice)),
            reconsideration_channel: None,
        })
    };
    let day = "2022-12-23T15:00:00+08:00";
    assert!(!given(penalised()).at(day).when(XU, serve()).events().is_empty());
    given(penalised())
        .at(day)
        .when_registered(XU, |it| it.certificates.clear())
        .when(XU, serve())
        .then_refused(&[Code::NotCertified]);
    given(reviewed_by_xu(penalised()))
        .at(day)
        .when(XU, serve())
        .then_refused(&[Code::ConflictOfDuties]);
}

/// PR 78.1: the file is put away by its handlers, or the head of their unit.
#[test]
fn other_handlers_do_not_archive_the_file() {
    let archive = closing::Archive { place: "档案室".into(), retention: "10年".into() };
    given(super::endings::closed())
        .when(XU, Command::ArchiveCase(archive))
        .then_refused(&[Code::NotPermitted]);
    assert!(!handed().is_empty());
}

/// APL 42.1; PR 22: who takes a step of the investigation holds a certificate on that day.
#[test]
fn a_handler_whose_certificate_has_lapsed_takes_no_step() {
    let lapsed = |it: &mut Officer| it.certificates[0].to = date(2022, 12, 11);
    given(told())
        .when_registered(HANDLER_LI, lapsed)
        .when(HANDLER_LI, record_statement())
        .then_refused(&[Code::NotCertified]);
}

/// APL 42.1; PR 19.2: nothing is concluded, discussed or decided with fewer than two who could still act.
#[test]
fn two_handlers_hold_a_certificate_and_their_post_on_the_day_of_the_decision() {
    let lapsed = |it: &mut Officer| it.certificates[0].to = date(2022, 12, 1);
    let gone = |it: &mut Officer| it.postings[0].to = Some(date(2022, 12, 1));
    let steps = [
        (with_evidence(), UNIT_HEAD, Command::ConcludeInvestigation(conclude())),
        (told(), LEADER, Command::HoldDiscussion(discuss())),
        (told(), LEADER, Command::DecidePenalty(decide())),
    ];
    for (history, who, step) in steps {
        for changed in [lapsed as fn(&mut Officer), gone] {
            given(history.clone())
                .at(DECISION_DAY)
                .when_registered(HANDLER_ZHANG, changed)
                .when(who, step.clone())
                .then_refused(&[Code::TooFewOfficers]);
        }
        assert_eq!(given(history).at(DECISION_DAY).when(who, step).events().len(), 1);
    }
}

/// APL 42.1; PR 4, 57: nor is the party told what is proposed with fewer.
#[test]
fn two_handlers_are_left_when_the_party_is_told() {
    let tells = |history| {
        let at = given(history).at("2022-12-12T15:00:00+08:00");
        at.when(HANDLER_LI, Command::ServePriorNotice(serve()))
    };
    let withdrawn = recused(approved(), HANDLER_ZHANG);
    tells(withdrawn.clone()).then_refused(&[Code::TooFewOfficers]);
    let replaced = given(withdrawn)
        .at("2022-12-12T10:00:00+08:00")
        .and(LEADER, handled_by(&[HANDLER_LI, HANDLER_WEI]));
    assert_eq!(tells(replaced).events().len(), 1);
}

/// PR 4.2, 19.2, 23: what those who handled the case then did is entered whoever handles it now.
#[test]
fn evidence_is_taken_by_those_who_handled_the_case_on_that_day() {
    let replaced = given(with_evidence())
        .at("2022-11-24T09:00:00+08:00")
        .and(LEADER, handled_by(&[HANDLER_LI, HANDLER_WEI]));
    let late = |officers: &[super::Who]| {
        given(replaced.clone())
            .at("2022-11-23T10:00:00+08:00")
            .entered("2022-11-28T10:00:00+08:00")
            .because("现场无网络")
            .when(HANDLER_LI, collected_by(officers))
    };
    assert_eq!(late(&[HANDLER_LI, HANDLER_ZHANG]).events().len(), 1);
    late(&[HANDLER_LI, HANDLER_WEI]).then_to_be_mended(&["officers.1"]);
}

/// PR 4.2: the investigation goes on until the decision; what was done by then stands.
#[test]
fn what_was_done_before_a_recusal_is_entered_after_it() {
    let withdrawn = recused(with_evidence(), HANDLER_ZHANG);
    let entered = |occurred| {
        given(withdrawn.clone())
            .at(occurred)
            .entered("2022-11-25T10:00:00+08:00")
            .because("现场无网络")
            .when(HANDLER_LI, collected_by(&[HANDLER_LI, HANDLER_ZHANG]))
    };
    assert_eq!(entered("2022-11-22T10:30:00+08:00").events().len(), 1);
    entered("2022-11-22T11:30:00+08:00").then_refused(&[Code::Recused]);
}

/// PR 4: whoever withdrew enters nothing any more, not even what they did before.
#[test]
fn whoever_withdrew_enters_nothing() {
    given(recused(with_evidence(), HANDLER_ZHANG))
        .at("2022-11-22T10:30:00+08:00")
        .entered("2022-11-22T13:00:00+08:00")
        .when(HANDLER_ZHANG, collected_by(&[HANDLER_LI, HANDLER_ZHANG]))
        .then_refused(&[Code::Recused]);
}

/// APL 58; PR 51.2: two roles of one person are one person.
#[test]
fn all_roles_of_a_person_are_that_person() {
    let persons: Vec<PersonId> =
        [XU, XU_REVIEWING, XU_OF_LAW, XU_HOSTING].map(super::Who::person).into();
    assert!(persons.iter().all(|it| *it == persons[0]) && persons[0] != CASE_REVIEWER.person());
}
