//! What holds of an entry whatever is asked of it, by whom, and in whatever order.

use std::collections::BTreeSet;

use jiff::{SignedDuration, civil::Date};
use proptest::prelude::*;

use super::{Command, Event, Listing, Standing, spec::*};
use crate::{Actor, Context, Decider, Facts, Moment, Role, document::DocumentType, spec};

/// Somebody, of some agency, under some item; or time itself.
fn any_actor() -> impl Strategy<Value = Actor> {
    let agencies = [BUREAU, "COUNTY_510107_AMR", "CITY_5101_AMR", "JOINT_COUNCIL_ONLINE"];
    let items = [ABNORMAL, "SCJG-QT-002", "SCJG-CF-001", ""];
    let roles = [Role::CreditUnit, Role::AgencyLeader, Role::Handler];
    let officer = (
        prop::sample::select(roles.to_vec()),
        prop::sample::select(agencies.to_vec()),
        prop::sample::select(items.to_vec()),
    );
    let officer = officer.prop_map(|(role, agency, item)| who(role, agency, item));
    // Most come from where the entry is kept: otherwise nearly all would be refused.
    let at_home = prop::sample::select(vec![keeper(), leader(), desk()]);
    prop_oneof![6 => at_home, 2 => officer, 1 => Just(Actor::Clock)]
}

fn any_command() -> impl Strategy<Value = Command> {
    prop::sample::select(vec![
        verify(company(), report_of(2022)),
        verify(individual(), report_of(2022)),
        enter(),
        apply(),
        verify_cure(),
        leave(),
        correct(),
    ])
}

type Step = (Actor, Command, i64);

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any_actor(), any_command(), 1..400_i64), 0..40)
}

/// Everybody everywhere is known, and every document is here.
fn known(actor: &Actor) -> Facts {
    let mut facts = Facts::default();
    facts.documents.extend(DocumentType::ALL.map(|it| document(it).sha256));
    if let Some(acting) = actor.officer() {
        let staff = staff(acting.agency.as_str());
        facts.officers.extend(staff.into_iter().filter_map(|it| Some((it.person.clone()?, it))));
    }
    facts
}

/// What came of it: who did what, when.
fn played(steps: &[Step]) -> Vec<(Actor, Event, Moment)> {
    let (mut at, mut listing, mut history) =
        (spec::moment("2023-07-01T09:00:00+08:00"), Listing::default(), vec![]);
    for (actor, command, hours) in steps {
        at = Moment::new(at.timestamp() + SignedDuration::from_hours(*hours));
        let facts = known(actor);
        let law = spec::law();
        let (stated, late_entry_reason) = (&[], None);
        let context =
            Context { actor, occurred: at, at, late_entry_reason, stated, law, facts: &facts };
        for event in listing.decide(command, &context).unwrap_or_default() {
            listing = listing.evolve(&event, at);
            history.push((actor.clone(), event, at));
        }
    }
    history
}

fn folded<'a>(events: impl IntoIterator<Item = &'a (Actor, Event, Moment)>) -> Listing {
    let evolve =
        |listing: Listing, (_, event, at): &(Actor, Event, Moment)| listing.evolve(event, *at);
    events.into_iter().fold(Listing::default(), evolve)
}

fn days(history: &[(Actor, Event, Moment)]) -> Vec<Date> {
    let days = history.iter().map(|(_, _, at)| at.day());
    let around = days.flat_map(|it| [it.yesterday().unwrap(), it, it.tomorrow().unwrap()]);
    around.collect::<BTreeSet<_>>().into_iter().collect()
}

proptest! {
    /// App. B 14; APL 17: entry and exit are decisions of the agency that keeps the entry, of a leader, under an item
    /// of that register that is valid on the day.
    #[test]
    fn entry_and_exit_are_decisions_of_an_agency_with_the_power(steps in any_steps()) {
        let history = played(&steps);
        let listing = folded(&history);
        for (actor, event, at) in &history {
            let decides = match event {
                Event::Entered(_) | Event::Left(_) | Event::Corrected(_) => true,
                Event::GroundVerified(_) | Event::ExitApplied(_) | Event::CureVerified(_) => false,
            };
            let Some(opened) = listing.opened.as_ref().filter(|_| decides) else { continue };
            let acting = actor.officer();
            prop_assert!(acting.is_some(), "{event:?}");
            let Some(acting) = acting else { continue };
            prop_assert_eq!(&acting.agency, &opened.agency);
            prop_assert_eq!(acting.role, Role::AgencyLeader);
            let item = acting.power_item.as_ref().and_then(|it| spec::law().power(it, at.day()));
            let agency = spec::law().agencies().on(&acting.agency, at.day());
            let covered = item.zip(agency).is_some_and(|(item, agency)| {
                item.covers(agency) && item.value.kind == opened.register.power()
            });
            prop_assert!(covered, "{actor:?}");
        }
    }

    /// Once ended, an entry never comes back; once revoked, it stays revoked on every later day.
    #[test]
    fn what_has_ended_never_comes_back(steps in any_steps()) {
        let history = played(&steps);
        let listing = folded(&history);
        let mut ended = None;
        for day in days(&history) {
            let standing = listing.standing(day);
            if let Some(ended) = ended {
                prop_assert_eq!(standing, Some(ended));
            }
            ended = standing.filter(|it| *it != Standing::InForce);
        }
    }

    /// App. B 12: how it stood on a day, as far as was known then, is what the events until then say; and folding them
    /// twice is folding them once.
    #[test]
    fn a_later_event_changes_no_earlier_day(steps in any_steps()) {
        let history = played(&steps);
        for n in 0..history.len() {
            let (known, later) = (folded(&history[..n]), folded(&history[..=n]));
            let from = history[n].2.day();
            let earlier = days(&history).into_iter().filter(|it| *it < from);
            for day in earlier {
                prop_assert_eq!(known.standing(day), later.standing(day));
            }
        }
    }
}
