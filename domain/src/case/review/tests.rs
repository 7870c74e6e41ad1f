//! Who may review what, when, and with which result.

use jiff::civil::date;

use super::{
    Check, CheckPoint, Give, LegalReviewGround, Opinion, Request, ReviewKind, ReviewPhase,
};
use crate::{
    Code, Role,
    case::{
        Command, Event, Main,
        spec::{
            CASE_REVIEWER, HANDLER_LI, HOST, History, LEADER, LEGAL_REVIEWER, UNIT_HEAD, Who, at,
            case,
            facts::{conclude, concluded, document, in_review},
            given,
            hearings::{asked, notified, offered, recused, reported},
        },
    },
    document::DocumentType,
    id::PartId,
};

fn request() -> Request {
    Request {
        kind: ReviewKind::CaseReview,
        phase: ReviewPhase::BeforeNotice,
        grounds: vec![],
        explanation: None,
        received_on: date(2022, 12, 5),
        documents: vec![document(DocumentType::ConclusionReport)],
    }
}

fn legal() -> Request {
    Request {
        kind: ReviewKind::LegalReview,
        grounds: vec![LegalReviewGround::Complex],
        ..request()
    }
}

fn after_hearing() -> Request {
    Request {
        phase: ReviewPhase::AfterHearing,
        grounds: vec![LegalReviewGround::HearingHeld],
        received_on: date(2023, 1, 4),
        documents: vec![
            document(DocumentType::ConclusionReport),
            document(DocumentType::HearingReport),
        ],
        ..legal()
    }
}

fn checks() -> Vec<Check> {
    let passed = |point| Check { point, passed: true, finding: None };
    CheckPoint::ALL.into_iter().map(passed).collect()
}

fn failing(point: CheckPoint) -> Vec<Check> {
    let mut checks = checks();
    let failed = checks.iter_mut().find(|it| it.point == point).unwrap();
    (failed.passed, failed.finding) = (false, Some("证据不足".into()));
    checks
}

fn give() -> Give {
    Give {
        review: PartId::nth('V', 1),
        kind: ReviewKind::CaseReview,
        checks: checks(),
        conclusion: Opinion::Agree,
        opinion: "同意办案机构的处理意见".into(),
        document: document(DocumentType::ReviewOpinion),
    }
}

fn in_legal_review() -> History {
    given(concluded()).and(UNIT_HEAD, Command::RequestReview(legal()))
}

fn give_legal() -> Give {
    Give { kind: ReviewKind::LegalReview, ..give() }
}

fn asks(request: Request) -> Command {
    Command::RequestReview(request)
}

fn gives(opinion: Give) -> Command {
    Command::GiveOpinion(opinion)
}

/// PR 50, 52.
#[test]
fn a_ground_of_article_50_makes_it_a_legal_review_and_none_a_case_review() {
    for right in [request(), legal()] {
        let events = given(concluded()).when(UNIT_HEAD, asks(right)).events();
        assert_eq!(events.len(), 1);
    }
    let ungrounded = Request { grounds: vec![], ..legal() };
    let mistaken = Request { kind: ReviewKind::CaseReview, ..legal() };
    for wrong in [ungrounded, mistaken] {
        given(concluded()).when(UNIT_HEAD, asks(wrong)).then_to_be_mended(&["kind"]);
    }
}

fn returned_by_the_legal_reviewer() -> History {
    let opinion = Give {
        checks: failing(CheckPoint::FactsAndEvidence),
        conclusion: Opinion::Supplement,
        ..give_legal()
    };
    given(in_legal_review()).and(LEGAL_REVIEWER, gives(opinion))
}

/// APL 58; PR 50.1: whoever didn't get past the legal review doesn't get round it.
#[test]
fn what_legal_review_returned_comes_back_to_legal_review() {
    let explained = Some("已补充询问笔录".into());
    let light = Request { explanation: explained.clone(), ..request() };
    given(returned_by_the_legal_reviewer())
        .when(UNIT_HEAD, asks(light))
        .then_to_be_mended(&["grounds"]);
    let other = Request {
        grounds: vec![LegalReviewGround::PublicInterest],
        explanation: explained.clone(),
        ..legal()
    };
    given(returned_by_the_legal_reviewer())
        .when(UNIT_HEAD, asks(other))
        .then_to_be_mended(&["grounds"]);
    let again = Request { explanation: explained, ..legal() };
    let events = given(returned_by_the_legal_reviewer()).when(UNIT_HEAD, asks(again)).events();
    assert!(matches!(&events[..], [Event::ReviewRequested(_)]));
}

/// APL 58(2); PR 50.1(2): so does a new report in a case that was heard.
#[test]
fn a_new_report_after_a_hearing_goes_to_legal_review() {
    let anew = given(reported())
        .at("2023-01-04T10:00:00+08:00")
        .and(UNIT_HEAD, Command::ConcludeInvestigation(conclude()));
    let light = Request { received_on: date(2023, 1, 4), ..request() };
    given(anew.clone()).when(UNIT_HEAD, asks(light.clone())).then_to_be_mended(&["grounds"]);
    let grounds = vec![LegalReviewGround::HearingHeld];
    let heavy = Request { kind: ReviewKind::LegalReview, grounds, ..light };
    assert_eq!(given(anew).when(UNIT_HEAD, asks(heavy)).events().len(), 1);
}

/// PR 50.2.
#[test]
fn a_case_is_not_reviewed_as_heard_before_it_was_heard() {
    let heard = Request { grounds: vec![LegalReviewGround::HearingHeld], ..legal() };
    given(concluded()).when(UNIT_HEAD, asks(heard)).then_to_be_mended(&["grounds"]);
}

/// PR 49, 55.
#[test]
fn the_report_goes_with_what_is_sent_and_it_is_received_by_then() {
    let wrong = Request { received_on: date(2022, 12, 30), documents: vec![], ..request() };
    given(concluded()).when(UNIT_HEAD, asks(wrong)).then_to_be_mended(&["receivedOn", "documents"]);
}

/// PR 48, 49.
#[test]
fn nothing_is_reviewed_before_the_investigation_is_concluded() {
    let early = Request { received_on: date(2022, 11, 22), ..request() };
    given(crate::case::spec::facts::with_evidence())
        .when(UNIT_HEAD, asks(early))
        .then_refused(&[Code::StepMissing]);
}

/// PR 49.3.
#[test]
fn whoever_ever_handled_a_case_does_not_review_it() {
    let promoted = |it: &mut crate::Officer| it.roles[0].role = Role::CaseReviewer;
    given(in_review())
        .when_registered(HANDLER_LI, promoted)
        .when(Who { role: Role::CaseReviewer, ..HANDLER_LI }, gives(give()))
        .then_refused(&[Code::ConflictOfDuties]);
}

/// PR 4.
#[test]
fn whoever_is_recused_does_not_review_it() {
    given(recused(in_review(), CASE_REVIEWER))
        .when(CASE_REVIEWER, gives(give()))
        .then_refused(&[Code::Recused]);
}

/// PR 51.2; APL 58.
#[test]
fn legality_is_reviewed_by_somebody_qualified() {
    given(in_legal_review())
        .when_registered(LEGAL_REVIEWER, |it| it.qualified_since = None)
        .when(LEGAL_REVIEWER, gives(give_legal()))
        .then_refused(&[Code::NotQualified]);
    let events = given(in_legal_review()).when(LEGAL_REVIEWER, gives(give_legal())).events();
    assert!(matches!(&events[..], [Event::ReviewPassed(_)]));
}

/// APL 58.2; PR 51.2: the qualification is asked of who takes legal review up since 2018.
#[test]
fn whoever_reviewed_legality_before_2018_goes_on_without_a_qualification() {
    let since = |from| {
        move |it: &mut crate::Officer| {
            it.qualified_since = None;
            it.roles[0].from = from;
        }
    };
    let first = since(date(2018, 1, 1));
    given(in_legal_review())
        .when_registered(LEGAL_REVIEWER, first)
        .when(LEGAL_REVIEWER, gives(give_legal()))
        .then_refused(&[Code::NotQualified]);
    let veteran = since(date(2017, 12, 31));
    let events = given(in_legal_review())
        .when_registered(LEGAL_REVIEWER, veteran)
        .when(LEGAL_REVIEWER, gives(give_legal()))
        .events();
    assert!(matches!(&events[..], [Event::ReviewPassed(_)]));
}

/// PR 49.2.
#[test]
fn a_case_review_does_not_stand_in_for_a_legal_one() {
    given(in_legal_review()).when(CASE_REVIEWER, gives(give())).then_to_be_mended(&["kind"]);
}

/// PR 53.
#[test]
fn all_seven_points_are_checked_each_once_with_what_was_found() {
    let mut wrong = failing(CheckPoint::Party);
    wrong[1].finding = None;
    wrong[6] = wrong[0].clone();
    let opinion = Give { checks: wrong, conclusion: Opinion::Other, ..give() };
    given(in_review()).when(CASE_REVIEWER, gives(opinion)).then_to_be_mended(&[
        "checks",
        "checks",
        "checks.1.finding",
    ]);
}

/// PR 54(1).
#[test]
fn nobody_agrees_to_a_case_in_which_a_point_fails() {
    let opinion = Give { checks: failing(CheckPoint::Basis), ..give() };
    given(in_review()).when(CASE_REVIEWER, gives(opinion)).then_to_be_mended(&["conclusion"]);
}

/// PR 54(2), (3).
#[test]
fn whoever_returns_a_case_says_which_point_fails() {
    let opinion = Give { conclusion: Opinion::Supplement, ..give() };
    given(in_review()).when(CASE_REVIEWER, gives(opinion)).then_to_be_mended(&["conclusion"]);
}

fn returned() -> History {
    let opinion = Give {
        checks: failing(CheckPoint::FactsAndEvidence),
        conclusion: Opinion::Supplement,
        ..give()
    };
    given(in_review()).at("2022-12-08T09:00:00+08:00").and(CASE_REVIEWER, gives(opinion))
}

/// PR 54.
#[test]
fn a_returned_case_comes_back_with_an_explanation_or_a_new_report() {
    assert_eq!(case(&returned()).main, Main::Supplementing);
    let again = Request { received_on: date(2022, 12, 8), ..request() };
    given(returned()).when(UNIT_HEAD, asks(again.clone())).then_to_be_mended(&["explanation"]);
    let explained = Request { explanation: Some("已补充询问笔录".into()), ..again.clone() };
    assert!(!given(returned()).when(UNIT_HEAD, asks(explained)).events().is_empty());
    let mut concluded_anew = returned();
    let report = concluded().pop().unwrap().1;
    concluded_anew.push(at("2022-12-08T09:30:00+08:00", report));
    let events = given(concluded_anew).when(UNIT_HEAD, asks(again)).events();
    let [Event::ReviewRequested(requested)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(requested.id, PartId::nth('V', 2));
}

/// PR 50.2.
#[test]
fn the_review_after_a_hearing_waits_for_its_end() {
    let day = |n| Request { received_on: date(2022, 12, n), ..after_hearing() };
    given(offered()).when(UNIT_HEAD, asks(day(12))).then_refused(&[Code::StepMissing]);
    given(asked()).when(UNIT_HEAD, asks(day(13))).then_refused(&[Code::Unfinished]);
    given(notified()).when(UNIT_HEAD, asks(day(15))).then_refused(&[Code::Unfinished]);
    let passed =
        given(reported()).at("2023-01-04T10:00:00+08:00").and(UNIT_HEAD, asks(after_hearing()));
    assert_eq!(case(&passed).main, Main::Noticed);
    given(passed).when(UNIT_HEAD, asks(after_hearing())).then_refused(&[Code::AlreadyDone]);
}

/// PR 54: what a review returned comes back after that, also after a hearing.
#[test]
fn what_is_sent_again_was_returned_before() {
    let sent = given(reported()).at("2023-01-04T10:00:00+08:00");
    let sent = sent.and(UNIT_HEAD, asks(after_hearing()));
    let returned = Give {
        checks: failing(CheckPoint::Procedure),
        conclusion: Opinion::Supplement,
        review: case(&sent).record.reviews.last().unwrap().request.id.clone(),
        ..give_legal()
    };
    let returned = given(sent).at("2023-01-04T14:00:00+08:00").and(LEGAL_REVIEWER, gives(returned));
    let explanation = Some("已补充听证笔录".into());
    given(returned)
        .at("2023-01-04T11:00:00+08:00")
        .entered("2023-01-04T17:00:00+08:00")
        .when(UNIT_HEAD, asks(Request { explanation, ..after_hearing() }))
        .then_refused(&[Code::BeforeItsBasis]);
}

/// PR 50.1(2): that a hearing was held is a ground once it was over.
#[test]
fn a_hearing_is_named_as_a_ground_after_it_was_over() {
    let concluded_anew = given(offered()).at("2022-12-12T17:00:00+08:00");
    let mut heard = concluded_anew.and(UNIT_HEAD, Command::ConcludeInvestigation(conclude()));
    heard.extend(reported().split_off(offered().len()));
    let grounds = vec![LegalReviewGround::HearingHeld];
    let named = Request { grounds, received_on: date(2023, 1, 3), ..legal() };
    let sent = |time| {
        let history = given(heard.clone()).at(time).entered("2023-01-03T17:00:00+08:00");
        history.when(UNIT_HEAD, asks(named.clone()))
    };
    sent("2023-01-03T09:00:00+08:00").then_refused(&[Code::BeforeItsBasis]);
    assert_eq!(sent("2023-01-03T11:00:00+08:00").events().len(), 1);
}

/// PR 50.1(2).
#[test]
fn the_review_after_a_hearing_is_a_legal_one() {
    let wrong = Request { kind: ReviewKind::CaseReview, grounds: vec![], ..after_hearing() };
    given(reported())
        .at("2023-01-04T10:00:00+08:00")
        .when(UNIT_HEAD, asks(wrong))
        .then_to_be_mended(&["grounds"]);
}

#[test]
fn whoever_hosts_the_hearing_does_not_review_the_case() {
    let history =
        given(reported()).at("2023-01-04T10:00:00+08:00").and(UNIT_HEAD, asks(after_hearing()));
    let qualified = |it: &mut crate::Officer| {
        it.qualified_since = Some(date(2012, 3, 1));
        it.roles[0].role = Role::LegalReviewer;
    };
    let opinion = Give { review: PartId::nth('V', 1), ..give_legal() };
    let review = case(&history).record.reviews.last().unwrap().request.id.clone();
    given(history)
        .when_registered(HOST, qualified)
        .when(Who { role: Role::LegalReviewer, ..HOST }, gives(Give { review, ..opinion }))
        .then_refused(&[Code::ConflictOfDuties]);
}

fn extend() -> super::Extend {
    super::Extend {
        review: PartId::nth('V', 1),
        days: 30,
        reason: "案情复杂".into(),
        document: document(DocumentType::ExtensionApproval),
    }
}

/// PR 55.
#[test]
fn a_leader_gives_a_review_as_many_days_as_it_needs() {
    let extended = given(in_review()).when(LEADER, Command::ExtendReview(extend())).events();
    assert!(matches!(&extended[..], [Event::ReviewExtended(it)] if it.days == 30));
    let nothing = super::Extend { days: 0, reason: "".into(), ..extend() };
    given(in_review())
        .when(LEADER, Command::ExtendReview(nothing))
        .then_to_be_mended(&["days", "reason"]);
}

/// PR 55.
#[test]
fn a_completed_review_is_neither_extended_nor_repeated() {
    given(crate::case::spec::facts::reviewed())
        .when(LEADER, Command::ExtendReview(extend()))
        .then_refused(&[Code::AlreadyDone]);
    given(crate::case::spec::facts::reviewed())
        .when(CASE_REVIEWER, gives(give()))
        .then_refused(&[Code::AlreadyDone]);
}
