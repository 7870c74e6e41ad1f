//! What each stage of the main line lacks, and which article wants it.

use jiff::civil::{Date, date};

use super::Missing;
use crate::{
    Code,
    case::{
        Command, Event,
        review::ReviewKind,
        spec::{
            HANDLER_LI, HANDLER_ZHANG, History, UNIT_HEAD, case,
            endings::{archive, closed, handed, paid, penalised, told},
            facts::{
                self, approved, concluded, document, in_review, investigating, lead, reviewed,
                verifying, with_evidence,
            },
            given,
            hearings::{asked, reported, state},
            law,
        },
    },
    document::DocumentType,
    id::PartId,
};

const LATER: Date = date(2023, 1, 10);

fn missing(history: &History, on: Date) -> Vec<Missing> {
    case(history).missing(on, law())
}

fn articles(history: &History, on: Date) -> Vec<String> {
    missing(history, on).iter().map(|it| it.citation.to_string()).collect()
}

/// PR 18–78: at each stage of the main line, the next step and the article that wants it.
#[test]
fn every_stage_says_what_comes_next() {
    let next: [(History, &[&str]); 10] = [
        (lead(), &["PR 22"]),
        (verifying(), &["PR 18"]),
        (investigating(), &["PR 48", "PR 48"]),
        (with_evidence(), &["PR 48"]),
        (concluded(), &["PR 49.1"]),
        (in_review(), &["PR 54"]),
        (reviewed(), &["PR 56"]),
        (approved(), &["PR 57.1"]),
        (paid(), &["PR 77.1", "PUB 6"]),
        (closed(), &["PR 78.1", "PUB 6"]),
    ];
    for (history, expected) in next {
        let stage = case(&history).main;
        assert_eq!(articles(&history, LATER), expected, "{stage:?}");
    }
}

/// PR 57.2: until the fifth working day the party's time is what is missing; then nothing is.
#[test]
fn a_told_party_is_waited_for() {
    assert_eq!(articles(&told(), date(2022, 12, 19)), ["PR 57.2"]);
    assert_eq!(articles(&told(), date(2022, 12, 20)), ["PR 60.1"]);
}

/// PR 50, 58, 60; APL 65.
#[test]
fn a_statement_and_a_hearing_are_finished_before_anything_is_decided() {
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    assert_eq!(articles(&stated, LATER), ["PR 58"]);
    assert!(articles(&asked(), LATER).contains(&"APL 65".to_owned()));
    let after = articles(&reported(), LATER);
    assert!(after.contains(&"PR 50.2".to_owned()) && after.contains(&"PR 60.2".to_owned()));
}

/// APL 58; PR 50.1: a case review that agreed where a legal one had returned the case, as an old log may
/// have it, carries no penalty.
#[test]
fn a_case_review_does_not_take_the_place_of_a_legal_one() {
    let of_kind = |id, kind| {
        let mut acts: Vec<_> = told().split_off(in_review().len() - 1);
        for (_, event) in &mut acts {
            match event {
                Event::ReviewRequested(it) => (it.id, it.kind) = (PartId::nth('V', id), kind),
                Event::ReviewPassed(it) => it.0.review = PartId::nth('V', id),
                _ => {}
            }
        }
        acts
    };
    let mut history = in_review();
    history.pop();
    history.extend(of_kind(1, ReviewKind::LegalReview).into_iter().take(1));
    history.extend(of_kind(2, ReviewKind::CaseReview));
    assert_eq!(articles(&history, LATER), ["PR 50.1", "PR 60.2"]);
}

/// PR 4, 58: what was begun is owed whatever the main line does meanwhile.
#[test]
fn what_was_begun_is_shown_until_it_is_finished() {
    let asked = given(with_evidence()).and(
        HANDLER_LI,
        Command::RequestRecusal(crate::case::recusal::Request {
            officer: HANDLER_ZHANG.person(),
            by: crate::case::recusal::Requester::Party,
            reason: "与当事人有亲属关系".into(),
            document: document(DocumentType::RecusalPaper),
        }),
    );
    assert_eq!(articles(&asked, LATER), ["PR 48", "PR 4"]);
    let stated = given(told()).and(HANDLER_LI, Command::RecordStatement(state()));
    let anew = given(stated).and(UNIT_HEAD, Command::ConcludeInvestigation(facts::conclude()));
    assert_eq!(articles(&anew, LATER), ["PR 49.1", "PR 58"]);
}

/// PR 77, 81.
#[test]
fn a_decided_case_wants_service_and_performance() {
    let unserved = articles(&penalised(), LATER);
    assert_eq!(unserved[..3], ["PR 81", "PR 77.1(1)", "PR 77.1(1)"]);
    let unpaid = missing(&handed(), LATER);
    assert!(unpaid[..2].iter().all(|it| it.code == Code::Unfinished));
}

/// PR 78; PUB 6: an archived case lacks nothing else; the words are Chinese and English, and name no
/// identifier of the program.
#[test]
fn an_archived_case_wants_only_what_is_shown_to_the_public() {
    let archived = given(closed()).and(HANDLER_LI, Command::ArchiveCase(archive()));
    let missing = missing(&archived, LATER);
    assert_eq!(missing.len(), 1);
    for it in missing {
        assert!(!it.text_en.is_empty() && it.text.chars().any(|c| c > '\u{3fff}'));
        assert!(!it.text.contains('_'), "{}", it.text);
    }
}
