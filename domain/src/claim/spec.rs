//! Claim, act, confirm; and what happens when the act never comes.

use proptest::prelude::*;
use uuid::Uuid;

use super::{Claim, Claimed, Command, Confirmed, Event, GivenUp, Holder, Kind, number, stream_of};
use crate::{
    Actor, Code, Decider,
    document::NumberKind,
    id::{CommandId, EventId},
    spec::given,
};

const NOON: &str = "2022-11-28T12:00:00+08:00";
const ACT: EventId = EventId::new(Uuid::from_u128(7));

fn holder(n: u128) -> Holder {
    Holder { stream: format!("case-{n}"), command: CommandId::new(Uuid::from_u128(n)) }
}
fn claim(n: u128, kind: Kind) -> Command {
    Command::Claim { holder: holder(n), kind }
}
fn confirm(n: u128) -> Command {
    Command::Confirm { holder: holder(n), event: ACT }
}
fn abandon(n: u128) -> Command {
    Command::Abandon { holder: holder(n), reason: "行为未作出".into() }
}
fn claimed(n: u128, kind: Kind) -> (&'static str, Event) {
    (NOON, Event::Claimed(Claimed { holder: holder(n), kind }))
}
fn confirmed(n: u128) -> (&'static str, Event) {
    (NOON, Event::Confirmed(Confirmed { holder: holder(n), event: ACT }))
}
fn given_up(n: u128) -> GivenUp {
    GivenUp { holder: holder(n), reason: "行为未作出".into() }
}

#[test]
fn one_act_has_it_and_may_ask_again() {
    given::<Claim>([]).when(&Actor::Clock, &claim(1, Kind::Exclusive)).then([claimed(
        1,
        Kind::Exclusive,
    )
    .1]);
    let held = given::<Claim>([claimed(1, Kind::Exclusive)]);
    held.when(&Actor::Clock, &claim(1, Kind::Exclusive)).then_nothing();
    held.when(&Actor::Clock, &claim(2, Kind::Exclusive)).then_refused(&[Code::AlreadyDone]);
    held.when(&Actor::Clock, &confirm(1)).then([confirmed(1).1]);
    held.when(&Actor::Clock, &confirm(2)).then_refused(&[Code::ClaimLost]);
}

/// EIP 17: a ground is whose the last entry on it is; whoever saw that one end takes it from them, one of two alone.
#[test]
fn what_a_record_tells_the_end_of_is_taken_from_it_once() {
    let take_over = |n, from| Command::TakeOver { holder: holder(n), from: holder(from) };
    let held = given::<Claim>([claimed(1, Kind::Standing)]);
    let again = Holder { command: CommandId::new(Uuid::from_u128(9)), ..holder(1) };
    let again = Command::Claim { holder: again, kind: Kind::Standing };
    held.when(&Actor::Clock, &again).then_nothing();
    held.when(&Actor::Clock, &claim(2, Kind::Standing)).then_refused(&[Code::AlreadyDone]);
    held.when(&Actor::Clock, &take_over(2, 1)).then([claimed(2, Kind::Standing).1]);
    let taken = held.after(&Actor::Clock, &take_over(2, 1));
    taken.when(&Actor::Clock, &take_over(2, 1)).then_nothing();
    taken.when(&Actor::Clock, &take_over(3, 1)).then_refused(&[Code::ClaimLost]);
    let fined = given::<Claim>([claimed(1, Kind::Exclusive)]);
    fined.when(&Actor::Clock, &take_over(2, 1)).then_refused(&[Code::ClaimLost]);
}

#[test]
fn what_an_act_bears_stays_its_own() {
    let done = given::<Claim>([claimed(1, Kind::Number), confirmed(1)]);
    done.when(&Actor::Clock, &confirm(1)).then_nothing();
    done.when(&Actor::Clock, &abandon(1)).then_refused(&[Code::AlreadyDone]);
    done.when(&Actor::Clock, &claim(2, Kind::Number)).then_refused(&[Code::AlreadyDone]);
}

#[test]
fn an_exclusive_claim_is_freed_and_a_number_is_voided() {
    let held = given::<Claim>([claimed(1, Kind::Exclusive)]);
    held.when(&Actor::Clock, &abandon(2)).then_nothing();
    held.when(&Actor::Clock, &abandon(1)).then([Event::Released(given_up(1))]);
    held.after(&Actor::Clock, &abandon(1))
        .when(&Actor::Clock, &claim(2, Kind::Exclusive))
        .then([claimed(2, Kind::Exclusive).1]);

    let number = given::<Claim>([claimed(1, Kind::Number)]);
    number.when(&Actor::Clock, &abandon(1)).then([Event::Voided(given_up(1))]);
    let voided = number.after(&Actor::Clock, &abandon(1));
    voided.when(&Actor::Clock, &claim(2, Kind::Number)).then_refused(&[Code::ClaimLost]);
    voided.when(&Actor::Clock, &claim(1, Kind::Number)).then_refused(&[Code::ClaimLost]);
    voided.when(&Actor::Clock, &confirm(1)).then_refused(&[Code::ClaimLost]);
    voided.when(&Actor::Clock, &abandon(1)).then_nothing();
}

/// domain.md §8.4: a series per organ, kind and year; a number is never used again.
#[test]
fn numbers_follow_one_another_and_are_never_used_again() {
    let allot = |n, instead_of| number::Command::Allot { holder: holder(n), instead_of };
    let series = given::<number::Series>([])
        .after(&Actor::Clock, &allot(1, None))
        .after(&Actor::Clock, &allot(2, None));
    series.when(&Actor::Clock, &allot(1, None)).then_nothing();
    let name =
        number::SeriesName { organ: "川市监".to_owned(), kind: NumberKind::Penalty, year: 2022 };
    let second = name.nth(series.state.sequence_of(&holder(2)).unwrap());
    assert_eq!(second.to_string(), "川市监处罚〔2022〕2号");
    assert_eq!(stream_of(&second), "claim-川市监处罚〔2022〕2号");
    assert_eq!(series.state.holder_of(2), Some(&holder(2)));
    assert_eq!(name.stream(), "number-川市监-处罚-2022");
    assert_eq!(number::SeriesName::of_stream(&name.stream()), Some(name));

    let series = series.after(&Actor::Clock, &allot(1, Some(1)));
    assert_eq!(series.state.sequence_of(&holder(1)), Some(3));
    series.when(&Actor::Clock, &allot(1, Some(1))).then_nothing();
}

#[test]
fn what_is_stored_reads_back() {
    let stored = serde_json::json!({
        "type": "voided",
        "data": {
            "holder": {"stream": "case-1", "command": Uuid::from_u128(1)},
            "reason": {"$personal": {"value": "行为未作出"}},
        },
    });
    let event: Event = serde_json::from_value(stored.clone()).unwrap();
    assert_eq!(event, Event::Voided(given_up(1)));
    assert_eq!(serde_json::to_value(&event).unwrap(), stored);
    assert_eq!(event.sentence(), "文号作废，理由：行为未作出");
    let allotted = serde_json::to_value(number::Event::Allotted(holder(1))).unwrap();
    assert_eq!(allotted["type"], "allotted");
}

fn any_command() -> impl Strategy<Value = Command> {
    let holders = 1_u128..4;
    prop_oneof![
        holders.clone().prop_map(|n| claim(n, Kind::Exclusive)),
        holders.clone().prop_map(|n| claim(n, Kind::Number)),
        holders.clone().prop_map(confirm),
        holders.prop_map(abandon),
    ]
}

proptest! {
    /// Whatever is asked in whatever order: what is confirmed or voided stays so, and asking again
    /// records nothing more.
    #[test]
    fn a_claim_takes_effect_once(commands in prop::collection::vec(any_command(), 0..30)) {
        let mut claim = given::<Claim>([]);
        for command in commands {
            let settled = matches!(claim.state, Claim::Confirmed { .. } | Claim::Voided);
            let before = claim.state.clone();
            let Ok(events) = claim.when(&Actor::Clock, &command).events() else { continue };
            for event in &events {
                claim.state = claim.state.evolve(event, crate::spec::moment(NOON));
            }
            prop_assert!(!settled || claim.state == before);
            if !matches!(command, Command::Abandon { .. }) {
                claim.when(&Actor::Clock, &command).then_nothing();
            }
        }
    }
}
