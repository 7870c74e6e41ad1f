//! What the agency changes itself beside a remedy.

use super::*;
use crate::case::{
    remedy::Ground,
    spec::remedies::{self, answered, handed_in},
};

fn altered_on(day: Date, yuan: u32) -> Alter {
    Alter { service: handed_over(day), ..alter(yuan) }
}

/// ARL 63, 64; APL 75.2: what the agency and the organ make of a decision on one day counts by its hour, and what the organ has
/// revoked the agency does not bring back, whatever it altered meanwhile.
#[test]
fn what_the_agency_alters_gives_way_to_what_the_organ_finds_after_it() {
    let own = |yuan| {
        given(answered())
            .at("2023-02-10T09:00:00+08:00")
            .and(LEADER, Command::AlterDecision(altered_on(date(2023, 2, 10), yuan)))
    };
    let day = date(2023, 2, 10);
    let at = "2023-02-10T15:00:00+08:00";
    let finds = |it| given(own(45_000)).at(at).and(HANDLER_LI, Command::ConcludeRemedy(it));
    let later = finds(remedies::alter(j(1), 30_000, day));
    assert_eq!(fine_on(&later, day), Some(Fen::yuan(30_000)));
    let history = finds(remedies::revoke(j(1), Ground::FactsUnproven, date(2023, 2, 9)));
    assert_eq!(fine_on(&history, day), None);
    assert!(case(&history).standing(day)[0].has_fallen());
}

/// ARL 32.2: whoever changes the decision has nothing to forward.
#[test]
fn a_request_is_forwarded_only_where_the_decision_is_upheld() {
    let history = handed_in();
    let lacks = |history: &[(Moment, Event)]| {
        let missing = case(history).missing(date(2024, 2, 1), law());
        missing.iter().any(|it| it.citation.to_string() == "ARL 32.2")
    };
    assert!(lacks(&history));
    let history = given(history)
        .at("2024-01-09T10:00:00+08:00")
        .and(LEADER, Command::AlterDecision(altered_on(date(2024, 1, 9), 30_000)));
    assert!(!lacks(&history));
    let q1 = PartId::nth('Q', 1);
    assert!(case(&history).open_deadline(Timer::ReconForward, Some(&q1)).is_none());
}
