//! What holds of an application whatever is asked of it, by whom, and in whatever order.

use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::{
    Channel, Command, Event, Restorable, Restoration, Status, Window, accepting::RejectIncomplete,
    deciding::Extend, eligibility::Penalised, spec::*,
};
use crate::{
    Actor, Context, Decider, Facts, Moment, Role, Rulebook, clock::DeadlineFixed,
    document::DocumentType, listing::spec as listing, rulebook::PowerKind, spec,
};

fn any_actor() -> impl Strategy<Value = Actor> {
    let elsewhere = listing::who(Role::AgencyLeader, "COUNTY_510107_AMR", ITEM);
    let wrong = listing::who(Role::AgencyLeader, BUREAU, "SCJG-CF-001");
    prop_oneof![
        4 => prop::sample::select(vec![desk(), leader()]),
        1 => prop::sample::select(vec![elsewhere, wrong, Actor::Clock]),
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    let received = |window| Command::Apply(Box::new(apply(window, date(2025, 10, 9))));
    let mut commands = vec![
        received(Window::Gsxt),
        received(Window::CreditChina),
        Command::Accept,
        Command::Accept,
        verify(),
        verify(),
        grant(),
        grant(),
        deny(),
        revoke(),
        not_accept(),
        Command::RejectIncomplete(RejectIncomplete { missing: vec!["申请书".into()] }),
        Command::Extend(Extend { by: 5, reason: "情况复杂".into() }),
        Command::FixDeadlines,
    ];
    commands.extend(Channel::ALL.map(stop));
    commands.extend(Channel::ALL.map(reinstate));
    prop::sample::select(commands)
}

/// What is gathered varies: paid or not, shown still or not, penalised again or not.
fn any_restorable() -> impl Strategy<Value = Restorable> {
    let chance = || prop::bool::weighted(0.85);
    (chance(), chance(), chance(), chance()).prop_map(|(paid, shown, alone, public)| {
        let again = Penalised {
            number: "锦市监处罚〔2025〕9号".into(),
            decided_on: date(2025, 9, 1),
            same_type: true,
            heavy: true,
        };
        let mut of = penalty();
        for it in of.shown.iter_mut().filter(|it| it.channel == Channel::Gsxt) {
            it.since = it.since.filter(|_| public);
            it.ended_on = (!shown).then_some(date(2025, 11, 3));
        }
        Restorable {
            performed_on: of.performed_on.filter(|_| paid),
            penalties: if alone { vec![] } else { vec![again] },
            ..of
        }
    })
}

type Step = (Actor, Command, Restorable, i64);

/// What anybody asks, after some of the steps by which an application comes to a grant.
fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (any_actor(), any_command(), any_restorable(), 1..240_i64);
    let window = prop::sample::select(Window::ALL.to_vec());
    let begun = (window, 0..=4_usize).prop_map(|(window, n)| {
        let received = Command::Apply(Box::new(apply(window, date(2025, 10, 9))));
        let later = if window == Window::Gsxt { 2_160 } else { 24 };
        let path = [
            (desk(), received, 24),
            (desk(), Command::Accept, later),
            (desk(), verify(), 24),
            (leader(), grant(), 24),
        ];
        let path = path.into_iter().take(n);
        path.map(|(who, it, hours)| (who, it, penalty(), hours)).collect::<Vec<_>>()
    });
    let after = prop::collection::vec(step, 0..30);
    (begun, after).prop_map(|(begun, after)| begun.into_iter().chain(after).collect())
}

struct Played {
    actor: Actor,
    event: Event,
    at: Moment,
    of: Restorable,
}

fn known(actor: &Actor, of: &Restorable) -> Facts {
    let mut facts = Facts { restorable: Some(Box::new(of.clone())), ..Facts::default() };
    facts.documents.extend(DocumentType::ALL.map(|it| document(it).sha256));
    if let Some(acting) = actor.officer() {
        let staff = listing::staff(acting.agency.as_str());
        facts.officers.extend(staff.into_iter().filter_map(|it| Some((it.person.clone()?, it))));
    }
    facts
}

fn played(steps: &[Step]) -> Vec<Played> {
    let (mut at, mut state, mut history) =
        (spec::moment("2025-10-09T09:00:00+08:00"), Restoration::default(), vec![]);
    for (actor, command, of, hours) in steps {
        at = Moment::new(at.timestamp() + SignedDuration::from_hours(*hours));
        let facts = known(actor, of);
        let (law, stated, late_entry_reason) = (law(command), &[], Some("补录"));
        let context =
            Context { actor, occurred: at, at, late_entry_reason, stated, law, facts: &facts };
        for event in state.decide(command, &context).unwrap_or_default() {
            state = state.evolve(&event, at);
            history.push(Played { actor: actor.clone(), event, at, of: of.clone() });
        }
    }
    history
}

/// The clock fixes what waited for a calendar once that is loaded.
fn law(command: &Command) -> &'static Rulebook {
    let loaded = matches!(command, Command::FixDeadlines);
    if loaded { spec::law_with_2027() } else { spec::law() }
}

fn folded<'a>(history: impl IntoIterator<Item = &'a Played>) -> Restoration {
    history.into_iter().fold(Restoration::default(), |it, act| it.evolve(&act.event, act.at))
}

fn days(history: &[Played]) -> Vec<Date> {
    let around = |it: &Played| [it.at.day().yesterday().unwrap(), it.at.day()];
    history.iter().flat_map(around).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// PUB 14.1; §6.6: nothing is granted without every condition, nor by whoever verified it, nor elsewhere.
    #[test]
    fn nothing_is_granted_without_every_condition(steps in any_steps()) {
        let history = played(&steps);
        for (n, act) in history.iter().enumerate() {
            let Event::Granted(granted) = &act.event else { continue };
            prop_assert!(!granted.conditions.is_empty());
            prop_assert!(granted.conditions.iter().all(|it| it.met), "{:?}", granted.conditions);
            let (of, day) = (&act.of, act.at.day());
            prop_assert!(of.performed_on.is_some_and(|it| it <= day));
            let window = granted.regime.window();
            prop_assert!(of.ended_on(window).is_none_or(|it| day < it));
            prop_assert!(of.published_on(window).is_some_and(|it| it <= day));
            prop_assert!(window != Window::Gsxt || of.penalties.is_empty());
            let before = folded(&history[..n]);
            let acting = act.actor.officer().unwrap();
            prop_assert!(!before.verified_by.is_empty());
            prop_assert!(!before.verified_by.contains(&acting.person));
            prop_assert_eq!(&acting.agency, &of.source.agency);
            let item = acting.power_item.as_ref().and_then(|it| spec::law().power(it, day));
            prop_assert_eq!(item.map(|it| it.value.kind), Some(PowerKind::Management));
        }
    }

    /// §6.6; scenario 11: fraud brings back what was there before, with a count from that day on.
    #[test]
    fn fraud_leaves_it_as_it_was_with_a_new_count(steps in any_steps()) {
        let history = played(&steps);
        for (n, act) in history.iter().enumerate() {
            let Event::Reinstated(back) = &act.event else { continue };
            let (before, after) = (folded(&history[..n - 1]), folded(&history[..=n]));
            let granted = history.iter().find_map(|it| match &it.event {
                Event::Granted(granted) => Some(granted.channels.clone()),
                _ => None,
            });
            prop_assert_eq!(Some(&back.channels), granted.as_ref());
            prop_assert_eq!(back.counted_from, act.at.day());
            prop_assert_eq!(after.counted_from, Some(act.at.day()));
            prop_assert_eq!(before.counted_from, None);
            prop_assert!(before.status().is_some_and(Status::restores));
            for later in n + 1..=history.len() {
                let state = folded(&history[..later]);
                prop_assert!(!state.restores_on(act.at.day()));
                prop_assert!(!state.status().is_some_and(Status::restores));
            }
        }
    }

    /// App. B 12: how it stood on a day, as known then, no later event changes.
    #[test]
    fn a_later_event_changes_no_earlier_day(steps in any_steps()) {
        let history = played(&steps);
        for n in 0..history.len() {
            let (known, later) = (folded(&history[..n]), folded(&history[..=n]));
            let from = history[n].at.day();
            for day in days(&history).into_iter().filter(|it| *it < from) {
                prop_assert_eq!(known.status_on(day), later.status_on(day));
                prop_assert_eq!(known.restores_on(day), later.restores_on(day));
            }
        }
    }

    /// domain.md §7.1: a deadline that is fixed is the same one. Whatever became of it stays, no act rests on when that
    /// was seen, and the application stands as it did.
    #[test]
    fn what_is_fixed_is_all_that_changes(steps in any_steps()) {
        let state = folded(&played(&steps));
        let deadlines = state.timers.values().map(|it| it.deadline.clone()).collect();
        let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines });
        let later = spec::moment("2040-01-01T00:00:00+08:00");
        prop_assert_eq!(state.clone().evolve(&fixed, later), state);
    }
}

/// The histories that the properties are about do come up.
#[test]
fn histories_reach_a_grant_and_its_revocation() {
    let of = penalty();
    let commands = [
        (desk(), Command::Apply(Box::new(apply(Window::CreditChina, date(2025, 10, 9))))),
        (desk(), Command::Accept),
        (desk(), verify()),
        (leader(), grant()),
        (desk(), stop(Channel::Gsxt)),
        (leader(), revoke()),
    ];
    let steps: Vec<_> = commands.into_iter().map(|(who, it)| (who, it, of.clone(), 24)).collect();
    let history = played(&steps);
    assert!(history.iter().any(|it| matches!(it.event, Event::Granted(_))));
    assert!(matches!(history.last().unwrap().event, Event::Reinstated(_)));
}
