//! Whether a source counts, as its own record has it.

use jiff::civil::{Date, date};

use super::facts::{notify_of_penalty, subject, told};
use crate::{
    Actor,
    case::{
        Command,
        remedy::{Ground, Outcome},
        spec::{
            HANDLER_LI, History, case,
            endings::{handed, s2},
            given,
            remedies::{alter, answered, conclude, j, revoke},
        },
    },
    clock::Unit,
    inbound::{
        Inbound,
        changing::Ground as Why,
        spec::{TAX, nothing, pusher, shown, withdraw},
    },
    listing::{
        Listing,
        ending::FellBy,
        spec::{
            restoring::remove_early,
            serious::{fall, listed},
        },
    },
    restriction::{EndRule, Pair, Since, SourceStanding, Trigger},
    spec::Given,
};

/// Somebody was told of the fine of 21 December 2022, which the measure answers as one on the heavier grade.
fn pair() -> Pair {
    let told = told(notify_of_penalty(
        "CREDIT_INFORMATION",
        "PBOC_CHENGDU",
        Trigger::HeavyFine,
        subject(),
    ));
    let mut pair = told.state.pair().unwrap().clone();
    pair.notified.source.sanctions = vec![s2()];
    pair
}

fn fallen_on(history: &History, on: Date) -> Option<Date> {
    pair().source_in_case(&case(history), on).unwrap().fallen_on
}

fn concluded(it: crate::case::remedy::Conclude) -> History {
    let decided = given(answered()).at("2023-03-17T10:00:00+08:00");
    decided.and(HANDLER_LI, Command::ConcludeRemedy(it))
}

/// APL 48.2; scenarios 9, 10: a penalty counts until an outcome takes what the measure answers, from the day on which
/// that one counts.
#[test]
fn a_penalty_counts_until_what_the_measure_answers_has_fallen() {
    let served = date(2023, 3, 17);
    assert_eq!(fallen_on(&handed(), served), None);
    let revoked = concluded(revoke(j(1), Ground::FactsUnproven, served));
    assert_eq!(fallen_on(&revoked, date(2023, 3, 16)), None);
    assert_eq!(fallen_on(&revoked, date(2023, 9, 1)), Some(served));
    let altered = concluded(alter(j(1), 20_000, served));
    assert_eq!(fallen_on(&altered, served), Some(served), "it is on the heavier grade no more");
    let upheld = concluded(conclude(j(1), Outcome::Upheld, Ground::Lawful, served));
    assert_eq!(fallen_on(&upheld, served), None);
    let mut elsewhere = pair();
    elsewhere.notified.source.sanctions = vec!["S9".parse().unwrap()];
    assert_eq!(elsewhere.source_in_case(&case(&handed()), served), None);
}

/// EIP 11: what another department states counts until it says otherwise, or withdraws it.
#[test]
fn what_another_department_states_counts_until_it_takes_it_back() {
    let mut pair = pair();
    pair.notified.measure.end = EndRule::WithSource {};
    let fallen_on = |given: &Given<Inbound>, on| {
        let standing = pair.source_in_record(&given.state, on);
        standing.map(|it| (it.event == pair.notified.source.event, it.fallen_on))
    };
    let mut pushed = shown();
    assert_eq!(fallen_on(&nothing(), date(2023, 9, 1)), None, "nobody has pushed it");
    assert_eq!(fallen_on(&pushed, date(2023, 9, 1)), Some((true, None)));
    pushed = pushed.at("2023-08-21T10:00:00+08:00").after(&pusher(TAX), &withdraw(Why::Ended));
    assert_eq!(fallen_on(&pushed, date(2023, 8, 20)), Some((true, None)));
    assert_eq!(fallen_on(&pushed, date(2023, 9, 1)), Some((true, Some(date(2023, 8, 21)))));
}

/// GPL 77; BID 53: a ban for years from the decision outlasts the entry that is over; what was stated wrongly bears nothing.
#[test]
fn a_term_of_its_own_outlasts_what_ended() {
    let mut pair = pair();
    let (unit, since) = (Unit::Years, Since::SourceDecided);
    pair.notified.measure.end = EndRule::Term { least: 1, most: 3, unit, since };
    let after = |ground| {
        let withdrawn = shown().at("2023-08-21T10:00:00+08:00");
        let withdrawn = withdrawn.after(&pusher(TAX), &withdraw(ground));
        pair.source_in_record(&withdrawn.state, date(2023, 9, 1)).unwrap().fallen_on
    };
    assert_eq!(after(Why::Ended), None);
    assert_eq!(after(Why::DecisionFell), Some(date(2023, 8, 21)));
}

/// SDL: an entry counts from its first day until it is revoked, removed or over.
#[test]
fn an_entry_counts_until_it_ends() {
    let standing = |given: &Given<Listing>, on| pair().source_in_register(&given.state, on);
    let event = pair().notified.source.event;
    let counts = Some(SourceStanding { event, fallen_on: None });
    assert_eq!(standing(&listed(), date(2023, 6, 19)), None, "it is not there yet");
    assert_eq!(standing(&listed(), date(2026, 6, 20)), counts);
    let over = SourceStanding { event, fallen_on: Some(date(2026, 6, 21)) };
    assert_eq!(standing(&listed(), date(2027, 1, 1)), Some(over));
    let fell = listed().at("2023-09-04T10:00:00+08:00");
    let fell = fell.after(&Actor::Clock, &fall(2, FellBy::Revoked, "2023-09-01T10:00:00+08:00"));
    let revoked = SourceStanding { event, fallen_on: Some(date(2023, 9, 1)) };
    assert_eq!(standing(&fell, date(2023, 9, 1)), Some(revoked));
    assert_eq!(standing(&fell, date(2023, 8, 31)), counts);
    let removed = remove_early(date(2024, 7, 1));
    let removed = listed().at("2024-07-01T10:00:00+08:00").after(&Actor::Clock, &removed);
    assert_eq!(standing(&removed, date(2024, 6, 30)), counts);
    assert!(standing(&removed, date(2024, 7, 1)).unwrap().fallen_on.is_some());
}
