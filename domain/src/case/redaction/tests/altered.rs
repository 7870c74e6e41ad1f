//! Of what was altered a copy is made anew, of what counts (PUB 4, 7, 11).

use super::*;
use crate::{
    case::{
        correction::tests::alter,
        spec::{
            History,
            remedies::{alter as lowered, answered, j},
        },
    },
    document::DocumentRef,
};

/// A copy of the decision was approved, and on 1 March 2023 the fine became one of 30,000 yuan.
pub fn altered() -> History {
    given(approved_copy(given(handed())))
        .at("2023-03-01T10:00:00+08:00")
        .and(LEADER, Command::AlterDecision(alter(30_000)))
}

/// A copy of that paper, in which nothing is masked.
fn copy_of(paper: DocumentType) -> Prepare {
    let document = DocumentRef { document_type: DocumentType::RedactedCopy, ..document(paper) };
    Prepare { document, ..prepare_copy() }
}

/// Of what altered it a copy was prepared and approved on the next day.
pub fn copied_anew(history: History) -> History {
    copied(history, copy_of(DocumentType::CorrectionDecision))
}

fn copied(history: History, copy: Prepare) -> History {
    let at = "2023-03-02T10:00:00+08:00";
    let prepared = given(history).at(at).and(HANDLER_LI, prepare(copy));
    let approve = Approve { copy: PartId::nth('C', 2) };
    given(prepared).and(UNIT_HEAD, Command::ApproveCopy(approve))
}

fn shown(history: &[(Moment, Event)], at: &str) -> Option<String> {
    let case = case(history);
    case.approved_copy(&p1(), at.parse().unwrap()).map(|it| it.prepared.id.to_string())
}

fn lacks(history: &[(Moment, Event)]) -> Vec<String> {
    let missing = case(history).missing_copy(date(2023, 3, 2));
    missing.into_iter().map(|it| it.text).collect()
}

/// Scenario 10: the copy of what was decided before is of the past, and a new one says what counts.
#[test]
fn the_copy_of_a_decision_that_was_altered_is_made_anew() {
    let history = altered();
    assert_eq!(shown(&history, "2023-02-28T09:00:00+08:00"), Some("C1".into()));
    assert_eq!(shown(&history, "2023-03-01T11:00:00+08:00"), None);
    assert_eq!(lacks(&history), ["决定已被变更，尚无变更后内容的经复核批准的公示文本"]);
    given(history.clone()).when(HANDLER_LI, prepare(prepare_copy())).then_to_be_mended(&["masked"]);
    let anew = copied_anew(history);
    let copy = &case(&anew).record.copies[1].prepared;
    assert_eq!(copy.summary.content, "没收违法所得2000元、罚款30000元");
    assert_eq!(copy.served, document(DocumentType::CorrectionDecision).sha256);
    assert_eq!(shown(&anew, "2023-03-02T11:00:00+08:00"), Some("C2".into()));
    assert_eq!(lacks(&anew), [""; 0]);
}

/// PUB 16: nobody approves what counts no more.
#[test]
fn a_copy_of_what_was_altered_since_is_not_approved() {
    let prepared = given(handed()).and(HANDLER_LI, prepare(prepare_copy()));
    let altered = given(prepared)
        .at("2023-03-01T10:00:00+08:00")
        .and(LEADER, Command::AlterDecision(alter(30_000)));
    given(altered).when(UNIT_HEAD, approve()).then_to_be_mended(&["copy"]);
}

/// PUB 11: whoever altered it: of what an organ altered on reconsideration, the organ's paper is copied.
#[test]
fn what_an_organ_altered_is_copied_from_its_paper() {
    let outcome = lowered(j(1), 40_000, date(2023, 3, 1));
    let at = "2023-03-01T10:00:00+08:00";
    let history = given(answered()).at(at).and(HANDLER_LI, Command::ConcludeRemedy(outcome));
    given(history.clone()).when(HANDLER_LI, prepare(prepare_copy())).then_to_be_mended(&["masked"]);
    let copy = prepare(copy_of(DocumentType::RemedyDecision));
    let prepared = given(history).and(HANDLER_LI, copy);
    let copy = &case(&prepared).record.copies[0].prepared;
    assert_eq!(copy.summary.content, "没收违法所得2000元、罚款40000元");
}
