//! What holds of restrictions after any history: of several sources, measures and agencies, with acts that are late,
//! backdated, out of place, and of whoever may not (Appendix B 6, 7, 12, 14).

mod walk;

use std::collections::BTreeSet;

use proptest::prelude::*;

use self::walk::{CALLED, LAW, SOURCES, World, after, histories, source};
use super::{Event, Restriction, Standing, falling::Fall, id_of, pairs::applied};
use crate::{Actor, Decider, clock::DeadlineFixed, id::RestrictionId};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Appendix B 6: whatever is active has a source that counts, a basis in force, an item of its agency's that
    /// holds on its first day, and what ends it.
    #[test]
    fn whatever_is_active_has_a_source_a_basis_a_power_and_an_end(steps in histories()) {
        let world = after(&steps);
        for day in world.days() {
            for ((n, m), (state, recorded)) in &world.pairs {
                if state.standing(day) != Some(Standing::Active) {
                    continue;
                }
                let (told, agency) = (state.pair().unwrap(), CALLED[*m].2.parse().unwrap());
                let imposed = told.imposed().unwrap();
                // What has a time of its own runs on though its source is listed no longer, or restored, or rests.
                let fell = told.fallen.as_ref().is_some_and(|it| it.told.on <= day);
                let runs_on = told.notified.measure.end.runs_on() && !fell;
                prop_assert!(runs_on || world.counts(*n, day));
                let at = recorded.iter().find(|it| matches!(it.3, Event::Imposed(_))).unwrap().2;
                prop_assert!(!imposed.basis.is_empty());
                prop_assert!(imposed.basis.iter().all(|it| LAW.in_force(it, at.day())));
                let item = LAW.power(&imposed.power_item, imposed.start).unwrap();
                prop_assert!(item.covers(LAW.agencies().on(&agency, imposed.start).unwrap()));
                let term = matches!(imposed.ends, super::EndRule::Term { .. });
                prop_assert_eq!(imposed.until.is_some(), term);
                prop_assert!(imposed.until.is_none_or(|last| day <= last));
            }
        }
    }

    /// Appendix B 7: what falls takes its own pairs, and no other one; of these, what has a time of its own runs on where
    /// the source is only listed no longer, or its credit restored (SDL).
    #[test]
    fn a_source_that_falls_takes_exactly_its_own_pairs(
        steps in histories(), n in 0..SOURCES, how in prop::sample::select(&Fall::ALL[..])
    ) {
        let mut world = after(&steps);
        let before = world.standings(world.today);
        world.step += 1;
        world.fall(n, how);
        let standings = world.standings(world.today);
        let only_hidden = matches!(how, Fall::Delisted | Fall::Restored);
        let fallen = |state: &Restriction| state.pair().is_some_and(|it| it.fallen.is_some());
        let runs_on = |state: &Restriction| {
            let pair = state.pair().filter(|it| it.fallen.is_none());
            pair.is_some_and(|it| only_hidden && it.notified.measure.end.runs_on())
        };
        for (place, standing) in &standings {
            let (state, _) = &world.pairs[place];
            if place.0 == n && !runs_on(state) {
                prop_assert!(fallen(state));
                prop_assert_ne!(*standing, Some(Standing::Active));
                prop_assert_ne!(*standing, Some(Standing::Suspended));
                prop_assert_ne!(*standing, Some(Standing::Notified));
                prop_assert_ne!(*standing, Some(Standing::Scheduled));
            } else {
                prop_assert_eq!(*standing, before[place]);
            }
        }
        let states = |n: usize| world.pairs.iter().filter(move |(place, _)| place.0 == n);
        let of = |n| states(n).filter_map(|((n, m), (state, _))| Some((id(*n, *m), state.pair()?)));
        let gone = states(n).filter(|(_, (state, _))| !runs_on(state));
        let gone = gone.filter_map(|((n, m), (state, _))| Some((id(*n, *m), state.pair()?)));
        prop_assert!(applied(gone, world.today).values().all(|it| !it.is_active()));
        let other = 1 - n;
        let alone: Vec<_> = applied(of(other), world.today).into_iter()
            .filter(|(_, it)| it.is_active()).map(|(key, _)| key).collect();
        let left: BTreeSet<_> = applied(of(n), world.today).into_iter()
            .filter(|(_, it)| it.is_active()).map(|(key, _)| key).collect();
        let together = applied(of(n).chain(of(other)), world.today);
        let active = together.into_iter().filter(|(_, it)| it.is_active()).map(|(key, _)| key);
        prop_assert_eq!(active.collect::<BTreeSet<_>>(), alone.into_iter().chain(left).collect());
    }

    /// Appendix B 12: what was known at any step never changes by what comes later.
    #[test]
    fn what_was_known_stays_known(steps in histories()) {
        let mut world = World::new();
        let mut known = vec![];
        for step in &steps {
            world.take(step);
            known.push((world.step, world.today, world.standings(world.today)));
        }
        for (step, day, standings) in known {
            for (place, (_, recorded)) in &world.pairs {
                let by_then = recorded.iter().filter(|(at, ..)| *at <= step);
                let state = by_then.fold(Restriction::default(), |state, (_, _, at, event)| {
                    state.evolve(event, *at)
                });
                prop_assert_eq!(state.standing(day), standings[place]);
            }
        }
    }

    /// Appendix B 14: no council, association or platform ever acts; and but for the clock, only who was told.
    #[test]
    fn nobody_acts_but_the_agency_that_was_told(steps in histories()) {
        let world = after(&steps);
        for ((_, m), (_, recorded)) in &world.pairs {
            for (_, actor, at, event) in recorded {
                let clock = matches!(
                    event,
                    Event::Notified(_)
                        | Event::SourceFell(_)
                        | Event::SourceSuspended(_)
                        | Event::SourceResumed(_)
                        | Event::Kept(_)
                        | Event::Expired(_)
                        | Event::DeadlineFixed(_)
                );
                prop_assert_eq!(clock, *actor == Actor::Clock);
                let Some(acting) = actor.officer() else { continue };
                prop_assert_eq!(acting.agency.as_str(), CALLED[*m].2);
                prop_assert!(LAW.agencies().principal(&acting.agency, at.day()).is_some());
            }
        }
    }

    /// domain.md §7.1: a limit that is fixed is the same one. Whatever became of it stays, and the pair stands as it did.
    #[test]
    fn what_is_fixed_is_all_that_changes(steps in histories()) {
        let world = after(&steps);
        for (state, _) in world.pairs.values() {
            let pair = state.pair().unwrap();
            let deadlines = pair.limit.iter().cloned().collect();
            let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines });
            let later = crate::spec::moment("2050-01-01T00:00:00+08:00");
            let told = state.clone().evolve(&fixed, later);
            prop_assert_eq!(told.pair().unwrap().correction(), pair.correction());
            for day in world.days() {
                prop_assert_eq!(told.standing(day), state.standing(day));
            }
        }
    }

    /// A source falls once, a measure is imposed and ended once each way, whatever is asked again.
    #[test]
    fn nothing_happens_twice(steps in histories()) {
        let world = after(&steps);
        for (_, recorded) in world.pairs.values() {
            let count = |is: fn(&Event) -> bool| recorded.iter().filter(|it| is(&it.3)).count();
            prop_assert!(count(|it| matches!(it, Event::SourceFell(_))) <= 1);
            prop_assert!(count(|it| matches!(it, Event::Imposed(_))) <= 1);
            prop_assert!(count(|it| matches!(it, Event::Lifted(_))) <= 1);
            prop_assert!(count(|it| matches!(it, Event::Expired(_))) <= 1);
        }
    }
}

fn id(n: usize, m: usize) -> RestrictionId {
    let (_, measure, agency, ..) = CALLED[m];
    id_of(source(n), &measure.parse().unwrap(), &agency.parse().unwrap(), None)
}

/// The histories reach what the properties speak of.
#[test]
fn histories_impose_fall_and_end() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut active, mut unfounded, mut lifted, mut expired, mut rested, mut fixed) =
        (0, 0, 0, 0, 0, 0);
    for _ in 0..96 {
        let steps = histories().new_tree(&mut runner).unwrap().current();
        let world = after(&steps);
        let now = world.standings(world.today);
        active += now.values().filter(|it| **it == Some(Standing::Active)).count();
        unfounded += now.values().filter(|it| **it == Some(Standing::Unfounded)).count();
        let events = || world.pairs.values().flat_map(|(_, recorded)| recorded);
        lifted += events().filter(|it| matches!(it.3, Event::Lifted(_))).count();
        expired += events().filter(|it| matches!(it.3, Event::Expired(_))).count();
        rested += events().filter(|it| matches!(it.3, Event::SourceResumed(_))).count();
        fixed += events().filter(|it| matches!(it.3, Event::DeadlineFixed(_))).count();
    }
    let counts = [active, unfounded, lifted, expired, rested];
    assert!(counts.into_iter().all(|it| it > 10), "{counts:?}");
    assert!(fixed > 0);
}
