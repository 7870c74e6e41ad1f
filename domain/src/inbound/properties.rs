//! What holds of a record whatever is asked of it, by whom, and in whatever order.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::{
    Command, Event, Inbound, Kind,
    changing::Ground,
    event::By,
    pushing::Push,
    spec::{
        AMR, TAX, acknowledge, confirm, correct, credit_unit, object, penalty, publish, push,
        pusher, staff, who, withdraw,
    },
};
use crate::{Actor, Context, Decider, Facts, Moment, Role, Rulebook, clock::DeadlineFixed, spec};

fn any_actor() -> impl Strategy<Value = Actor> {
    let others = vec![
        pusher("SC_MPA"),
        pusher("CITY_5101_AMR"),
        pusher("JOINT_COUNCIL_ONLINE"),
        pusher("EXTERNAL_PARTY_PLATFORM"),
        who(AMR, Role::Handler),
        Actor::Clock,
    ];
    let sides = prop_oneof![Just(pusher(TAX)), Just(credit_unit())];
    prop_oneof![6 => sides, 1 => prop::sample::select(others)]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop::sample::select(vec![
        push(penalty()),
        push(Push { kind: Kind::Licence, ..penalty() }),
        publish(),
        publish(),
        Command::TakeDown,
        correct(),
        correct(),
        withdraw(Ground::PushedInError),
        object(),
        confirm(),
        Command::FixDeadlines,
        acknowledge(1),
        acknowledge(2),
        acknowledge(3),
    ])
}

/// Each act some hours after the one before, or some before it and entered late.
type Step = (Actor, Command, i64, i64);

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any_actor(), any_command(), 1..400_i64, 0..900_i64), 0..40)
}

/// What came of it: who did what, when.
fn played(steps: &[Step]) -> Vec<(Actor, Event, Moment)> {
    let later = |it: Moment, hours| Moment::new(it.timestamp() + SignedDuration::from_hours(hours));
    let (mut at, mut inbound) = (spec::moment("2023-08-10T09:00:00+08:00"), Inbound::default());
    let mut facts = Facts::default();
    facts.officers.extend(staff().into_iter().filter_map(|it| Some((it.person.clone()?, it))));
    let mut history = vec![];
    for (actor, command, hours, before) in steps {
        at = later(at, *hours);
        let occurred = later(at, -before);
        let (stated, law) = (&[], law(command));
        let late_entry_reason = Some("系统停机");
        let facts = &facts;
        let context = Context { actor, occurred, at, late_entry_reason, stated, law, facts };
        for event in inbound.decide(command, &context).unwrap_or_default() {
            inbound = inbound.evolve(&event, occurred);
            history.push((actor.clone(), event, occurred));
        }
    }
    history
}

/// The clock fixes what waited for a calendar once that is loaded.
fn law(command: &Command) -> &'static Rulebook {
    let loaded = matches!(command, Command::FixDeadlines);
    if loaded { spec::law_with_2027() } else { spec::law() }
}

fn folded<'a>(events: impl IntoIterator<Item = &'a (Actor, Event, Moment)>) -> Inbound {
    let evolve =
        |inbound: Inbound, (_, event, at): &(Actor, Event, Moment)| inbound.evolve(event, *at);
    events.into_iter().fold(Inbound::default(), evolve)
}

proptest! {
    /// EIP 11: what it says is the pushing agency's word, and what is shown the credit unit's act. Bodies that are no
    /// agency do neither (Appendix B 14).
    #[test]
    fn each_side_does_its_own_alone(steps in any_steps()) {
        let history = played(&steps);
        let record = folded(&history).opened;
        for (actor, event, _) in &history {
            let side = record.as_ref().and_then(|it| match event.by() {
                By::ItsAgency => Some(&it.agency),
                By::ItsHost => Some(&it.host),
                By::Clock => None,
            });
            prop_assert_eq!(actor.officer().map(|it| &it.agency), side);
            let acting = spec::law().agencies().acting().any(|it| Some(it) == side);
            prop_assert!(acting || *actor == Actor::Clock);
        }
    }

    /// What was withdrawn counts for nothing and never comes back, whatever was entered afterwards.
    #[test]
    fn what_is_withdrawn_stays_so(steps in any_steps()) {
        let history = played(&steps);
        let withdrawn = history.iter().position(|(_, it, _)| matches!(it, Event::Withdrawn(_)));
        if let Some(n) = withdrawn {
            let since = history[n].2.day();
            for end in n + 1..=history.len() {
                let inbound = folded(&history[..end]);
                prop_assert_eq!(inbound.withdrawn.map(|(day, _)| day), Some(since));
            }
            let after = history[n + 1..].iter().map(|(_, it, _)| it.by() == By::ItsAgency);
            prop_assert!(!after.into_iter().any(|theirs| theirs));
        }
    }

    /// Nothing waits to be shown once it was withdrawn, and nothing to be taken down that isn't public.
    #[test]
    fn what_is_owed_is_what_stands(steps in any_steps()) {
        use crate::clock::Timer;
        let history = played(&steps);
        for end in 0..=history.len() {
            let inbound = folded(&history[..end]);
            let open = |timer| {
                let it = inbound.timers.get(&timer);
                it.is_some_and(|it| it.met.is_none() && it.ended.is_none())
            };
            let stands = inbound.opened.is_some() && inbound.withdrawn.is_none();
            prop_assert_eq!(open(Timer::InboundPublish), stands && !inbound.is_shown_as_it_is());
            let public = inbound.withdrawn.is_some() && inbound.shown_since.is_some();
            prop_assert_eq!(open(Timer::InboundWithdraw), public);
        }
    }

    /// domain.md §7.1: a deadline that is fixed is the same one. Whatever became of it stays, no act rests on when that
    /// was seen, and the record stands as it did.
    #[test]
    fn what_is_fixed_is_all_that_changes(steps in any_steps()) {
        let inbound = folded(&played(&steps));
        let deadlines = inbound.timers.values().map(|it| it.deadline.clone()).collect();
        let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines });
        let later = spec::moment("2040-01-01T00:00:00+08:00");
        let events = inbound.events + 1;
        prop_assert_eq!(inbound.clone().evolve(&fixed, later), Inbound { events, ..inbound });
    }
}
