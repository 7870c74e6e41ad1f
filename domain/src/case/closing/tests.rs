//! When a case may be closed, and what its archived file holds.

use jiff::civil::date;

use super::{Archive, ArchiveEntry, Archived, Close, ClosingGround};
use crate::{
    Code, Moment, Role,
    case::{
        Command, Event, Fact, Main,
        spec::{
            HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, History, LEADER, UNIT_HEAD, Who, case,
            endings::{archive, close, closed, handed, paid, pay, penalised, serve_decision},
            facts::document,
            given,
            hearings::recused,
        },
    },
    clock::Timer,
    document::{DocumentType, Volume},
};

fn closes(closing: Close) -> Command {
    Command::CloseCase(closing)
}

/// PR 77.1(1).
#[test]
fn a_case_is_closed_once_its_penalty_is_performed() {
    let form = case(&paid()).open_deadline(Timer::CloseForm, None).is_some();
    assert!(form);
    let case = case(&closed());
    assert_eq!(case.main, Main::Closed);
    assert!(case.open_deadline(Timer::CloseForm, None).is_none());
}

/// PR 77.1(1): every sanction that is open is named.
#[test]
fn a_case_is_not_closed_while_anything_is_open() {
    given(handed())
        .when(LEADER, closes(close()))
        .then_refused(&[Code::Unfinished, Code::Unfinished]);
    let half = given(handed()).and(HANDLER_LI, Command::RecordPayment(pay(2_000, 49_999)));
    given(half).when(LEADER, closes(close())).then_refused(&[Code::Unfinished]);
}

/// PR 77.1(1): the last payment lies before the closing also on the same day.
#[test]
fn a_case_is_not_closed_before_it_was_paid() {
    given(paid())
        .at("2023-01-05T09:00:00+08:00")
        .entered("2023-01-05T17:00:00+08:00")
        .when(LEADER, closes(close()))
        .then_refused(&[Code::BeforeItsBasis]);
}

/// PR 78: what came in after the closing lies in the file.
#[test]
fn a_file_is_archived_after_what_lies_in_it() {
    let explanation = Some("当事人下落不明，申请法院强制执行后结案".into());
    let other = Close { ground: ClosingGround::Other, explanation, ..close() };
    let open = given(handed()).at("2023-01-10T10:00:00+08:00").and(LEADER, closes(other));
    let paid = given(open)
        .at("2023-01-12T15:00:00+08:00")
        .and(HANDLER_LI, Command::RecordPayment(pay(2_000, 50_000)));
    given(paid)
        .at("2023-01-12T10:00:00+08:00")
        .entered("2023-01-12T17:00:00+08:00")
        .when(HANDLER_LI, Command::ArchiveCase(archive()))
        .then_refused(&[Code::BeforeItsBasis]);
}

/// PR 81.
#[test]
fn a_case_is_not_closed_before_its_decision_was_served() {
    let refused = given(penalised()).when(LEADER, closes(close())).refusals();
    assert!(refused.iter().any(|it| it.code == Code::StepMissing));
}

/// PR 77.
#[test]
fn the_ground_is_how_the_case_ended() {
    let wrong = Close { ground: ClosingGround::NotPenalised, ..close() };
    given(paid()).when(LEADER, closes(wrong)).then_to_be_mended(&["ground"]);
}

/// PR 75, 77: the surcharge may be levied; a case that is closed without it says why not.
#[test]
fn a_surcharge_that_is_open_is_not_passed_over_in_silence() {
    let late = given(handed())
        .at("2023-01-19T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordPayment(pay(2_000, 50_000)));
    given(late.clone()).when(LEADER, closes(close())).then_to_be_mended(&["explanation"]);
    let explanation = Some("当事人已主动改正并缴清罚款，决定不予加处".into());
    let said = Close { explanation, ..close() };
    assert_eq!(given(late).when(LEADER, closes(said)).events().len(), 1);
}

/// PR 77.1(5): another ground is said, and needs no performance.
#[test]
fn a_case_is_closed_on_another_ground_only_with_its_reason() {
    let other = Close { ground: ClosingGround::Other, ..close() };
    given(handed()).when(LEADER, closes(other.clone())).then_to_be_mended(&["explanation"]);
    let explanation = Some("当事人已经注销，无财产可供执行".into());
    let said = Close { explanation, ..other };
    assert_eq!(given(handed()).when(LEADER, closes(said)).events().len(), 1);
}

/// PR 77.1(5), 81; APL 61: nobody is done with a decision that the party was never told.
#[test]
fn a_case_is_closed_on_no_ground_while_its_decision_is_to_be_served() {
    let explanation = Some("其他".into());
    let other = Close { ground: ClosingGround::Other, explanation, ..close() };
    let refused = given(penalised()).when(LEADER, closes(other)).refusals();
    let unserved: Vec<_> = refused.iter().map(|it| (it.code, it.message.as_str())).collect();
    assert_eq!(unserved, [(Code::StepMissing, "决定书尚未送达当事人")]);
}

/// PR 77: the handling unit fills in the form, a leader approves it.
#[test]
fn whoever_approves_the_form_did_not_fill_it_in() {
    let own = Close { prepared_by: LEADER.person(), ..close() };
    given(paid()).when(LEADER, closes(own)).then_refused(&[Code::ConflictOfDuties]);
    given(paid()).when(HANDLER_LI, closes(close())).then_refused(&[Code::NotPermitted]);
    let unformed = Close { form: document(DocumentType::Other), ..close() };
    given(paid()).when(LEADER, closes(unformed)).then_to_be_mended(&["form"]);
}

/// PR 4, 77: nobody who withdrew, and nobody who had nothing to do with the case, fills in its form.
#[test]
fn the_form_is_filled_in_at_the_handling_unit_by_nobody_who_withdrew() {
    let by = |who: Who| closes(Close { prepared_by: who.person(), ..close() });
    assert_eq!(given(paid()).when(LEADER, by(HANDLER_LI)).events().len(), 1);
    given(paid()).when(LEADER, by(HANDLER_WEI)).then_to_be_mended(&["preparedBy"]);
    let withdrawn = recused(handed(), HANDLER_LI);
    let paid_since = given(withdrawn)
        .at("2023-01-05T10:00:00+08:00")
        .and(HANDLER_ZHANG, Command::RecordPayment(pay(2_000, 50_000)));
    let refused = given(paid_since).when(LEADER, by(HANDLER_LI)).refusals();
    let refused: Vec<_> = refused.iter().map(|it| (it.code, it.field.join("."))).collect();
    assert_eq!(refused, [(Code::Recused, "preparedBy".to_owned())]);
}

/// PR 77: filled in between the end of the case and the approval.
#[test]
fn the_approval_does_not_precede_the_form() {
    let on = |day| closes(Close { prepared_on: Some(day), ..close() });
    let approving = || given(paid()).at("2023-01-10T10:00:00+08:00");
    approving().when(LEADER, on(date(2023, 1, 11))).then_refused(&[Code::Contradictory]);
    approving().when(LEADER, on(date(2023, 1, 4))).then_refused(&[Code::BeforeItsBasis]);
    let [Event::CaseClosed(closed)] = &approving().when(LEADER, on(date(2023, 1, 5))).events()[..]
    else {
        panic!("it closes the case");
    };
    assert_eq!(closed.prepared_on, Some(date(2023, 1, 5)));
    assert!(closed.sentence().contains("结案审批表填写于2023年1月5日"), "{}", closed.sentence());
    let history = approving().and(LEADER, on(date(2023, 1, 5)));
    let timed = &case(&history).record.timers[&(Timer::CloseForm, None)];
    assert_eq!(
        timed.settled.map(Moment::day),
        Some(date(2023, 1, 5)),
        "fifteen days to fill it in"
    );
}

/// A history in which no act has filed a document of this type.
fn without(mut history: History, kind: DocumentType) -> History {
    for (_, event) in &mut history {
        if let Event::ReviewPassed(it) = event
            && kind == DocumentType::ReviewOpinion
        {
            it.0.document = document(DocumentType::Other);
        }
    }
    history
}

/// PR 77, 78: what the file lacks comes with the form, or the case stays open.
#[test]
fn the_file_is_complete_when_the_case_is_closed() {
    let lacking = without(paid(), DocumentType::ReviewOpinion);
    given(lacking.clone()).when(LEADER, closes(close())).then_to_be_mended(&["documents"]);
    let opinion = vec![document(DocumentType::ReviewOpinion)];
    let completed = Close { documents: opinion, ..close() };
    assert_eq!(given(lacking).when(LEADER, closes(completed)).events().len(), 1);
}

/// PR 77: closing happens once.
#[test]
fn a_closed_case_is_closed() {
    given(closed()).when(LEADER, closes(close())).then_refused(&[Code::Closed]);
    given(closed()).when(HANDLER_LI, Command::ServeDecision(serve_decision())).then_refused(&[
        Code::Closed,
        Code::BeforeItsBasis,
        Code::LateEntryReasonMissing,
    ]);
}

fn archives(archive: Archive) -> Command {
    Command::ArchiveCase(archive)
}

fn archived() -> Archived {
    let events = given(closed()).when(HANDLER_LI, archives(archive())).events();
    let [Event::CaseArchived(archived)] = &events[..] else { panic!("{events:?}") };
    archived.clone()
}

/// PR 78: 正卷 in its order, then 副卷 in its own.
#[test]
fn the_file_is_archived_in_the_order_of_the_law() {
    let entries = archived().entries;
    let types = |volume| -> Vec<_> {
        let of = |it: &&ArchiveEntry| it.volume == volume;
        entries.iter().filter(of).map(|it| (it.heading, it.document.document_type)).collect()
    };
    assert_eq!(
        types(Volume::MainFile),
        [
            (1, DocumentType::FilingApproval),
            (2, DocumentType::PenaltyDecision),
            (2, DocumentType::ServiceReceipt),
            (3, DocumentType::PriorNotice),
            (3, DocumentType::PublicityNotice),
            (4, DocumentType::InterviewRecord),
            (4, DocumentType::Recording),
            (4, DocumentType::Evidence),
            (7, DocumentType::PaymentReceipt),
        ]
    );
    assert_eq!(
        types(Volume::InternalFile),
        [
            (1, DocumentType::SourceForm),
            (2, DocumentType::ConclusionReport),
            (3, DocumentType::ReviewOpinion),
            (5, DocumentType::ClosingForm),
            (6, DocumentType::ProposalApproval),
        ]
    );
}

/// PR 78: one file for one case, each paper once.
#[test]
fn every_document_lies_in_the_file_once() {
    let mut entries: Vec<_> = archived().entries.iter().map(|it| it.document.sha256).collect();
    let all = entries.len();
    entries.sort_unstable();
    entries.dedup();
    assert_eq!(entries.len(), all);
}

/// PR 78.1: the handlers archive; the head of the unit stands in for them.
#[test]
fn the_handlers_of_the_case_archive_it() {
    given(closed()).when(HANDLER_WEI, archives(archive())).then_refused(&[Code::NotPermitted]);
    let head = Who { role: Role::UnitHead, ..UNIT_HEAD };
    assert_eq!(given(closed()).when(head, archives(archive())).events().len(), 1);
    let nowhere = Archive { place: " ".into(), retention: String::new() };
    given(closed()).when(HANDLER_LI, archives(nowhere)).then_to_be_mended(&["place", "retention"]);
}

/// PR 77, 78.
#[test]
fn only_a_closed_case_is_archived_and_once() {
    given(paid()).when(HANDLER_LI, archives(archive())).then_refused(&[Code::StepMissing]);
    let archived = given(closed()).and(HANDLER_LI, archives(archive()));
    given(archived).when(HANDLER_LI, archives(archive())).then_refused(&[Code::Closed]);
}
