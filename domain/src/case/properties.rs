//! What holds of every case, whatever was asked of it, by whom, and in which order (domain.md,
//! Appendix B). Each property reads the recorded acts themselves, not what the case made of them.

mod acts;
mod bodies;
mod course;
mod diligence;
mod lateness;
mod offers;
mod order;
mod overdue;
mod penalty;
mod walk;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use self::walk::{Act, any_walk};
use super::Event;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() }
}

/// As it is stored once every key is destroyed.
fn erase(stored: Value) -> Value {
    match stored {
        Value::Object(fields) if fields.contains_key("$personal") => {
            json!({"$sealed": {"k": "erased", "n": "AA", "c": "AA"}})
        }
        Value::Object(fields) => fields.into_iter().map(|(key, it)| (key, erase(it))).collect(),
        Value::Array(items) => items.into_iter().map(erase).collect(),
        other => other,
    }
}

/// Of an act.
type Is = fn(&Event) -> bool;

/// A property that no walk comes near holds of nothing: of so many walks, at least so many per cent get
/// to each of these.
#[test]
fn walks_reach_every_end_of_the_procedure() {
    let mut runner = TestRunner::deterministic();
    let walks: Vec<_> =
        (0..300).map(|_| any_walk().new_tree(&mut runner).unwrap().current()).collect();
    let wanted: [(usize, Is); 15] = [
        (25, |it| matches!(it, Event::PenaltyDecided(_))),
        (8, |it| matches!(it, Event::NoPenaltyDecided(_))),
        (8, |it| matches!(it, Event::ViolationNotEstablished(_))),
        (1, |it| matches!(it, Event::InvestigationTerminated(_))),
        (1, |it| matches!(it, Event::CaseNotFiled(_))),
        (40, |it| matches!(it, Event::CaseClosed(_))),
        (4, |it| matches!(it, Event::HearingReported(_))),
        (3, |it| matches!(it, Event::PriorNoticeServed(notice) if notice.supersedes.is_some())),
        (10, |it| matches!(it, Event::CollectiveDiscussionHeld(_))),
        (3, |it| matches!(it, Event::RefundEnded(_))),
        (4, |it| matches!(it, Event::DeferralApproved(_))),
        (1, |it| matches!(it, Event::RightsWaived(_))),
        (10, |it| matches!(it, Event::StatementReviewed(_))),
        (10, |it| matches!(it, Event::AppraisalResultTold(_))),
        (2, |it| matches!(it, Event::PriorNoticeServed(it) if it.service.announcement.is_some())),
    ];
    for (n, (least, is)) in wanted.into_iter().enumerate() {
        let reached = walks.iter().filter(|walk| walk.until(is).is_some()).count();
        assert!(reached * 100 >= least * walks.len(), "{n}: {reached} of {}", walks.len());
    }
}
