//! What holds of an entry whatever is asked of it, by whom, and in whatever order.

use std::collections::BTreeSet;

use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use proptest::prelude::*;

use super::{
    Command, Event, Listing, Standing,
    ending::{FellBy, Verdict},
    spec::{restoring::*, serious::*, *},
};
use crate::{
    Actor, Context, Decider, Facts, Moment, Role, Rulebook, clock::DeadlineFixed,
    document::DocumentType, spec,
};

/// Bodies that coordinate, represent or trade: none of them is an agency.
const BODIES: [&str; 3] =
    ["JOINT_COUNCIL_ONLINE", "EXTERNAL_PARTY_INDUSTRY_ASSOCIATION", "EXTERNAL_PARTY_PLATFORM"];

/// Somebody, of some agency, under some item; or time itself.
fn any_actor() -> impl Strategy<Value = Actor> {
    let agencies = [BUREAU, "COUNTY_510107_AMR", "CITY_5101_AMR"].into_iter().chain(BODIES);
    let items = [ABNORMAL, "SCJG-QT-002", "SCJG-CF-001", ""];
    let roles = [Role::CreditUnit, Role::AgencyLeader, Role::Handler];
    let officer = (
        prop::sample::select(roles.to_vec()),
        prop::sample::select(agencies.collect::<Vec<_>>()),
        prop::sample::select(items.to_vec()),
    );
    let officer = officer.prop_map(|(role, agency, item)| who(role, agency, item));
    // Most come from where the entry is kept: otherwise nearly all would be refused.
    let at_home = prop::sample::select(vec![keeper(), leader(), desk(), chief()]);
    prop_oneof![6 => at_home, 2 => officer, 4 => Just(Actor::Clock)]
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
        enter_serious(),
        publish(),
        end_publicity(),
        Command::Expire,
        Command::FixDeadlines,
        suspend(date(2024, 5, 6)),
        remove_early(date(2024, 7, 1)),
        reinstate(date(2025, 2, 10), false),
        reinstate(date(2025, 3, 3), true),
        fall(7, FellBy::Revoked, "2024-09-20T15:00:00+08:00"),
        alter(8, "ORDINARY", date(2023, 9, 20)),
        re_examine(Verdict::Upheld),
        re_examine(Verdict::Revoked),
    ])
}

type Step = (Actor, Command, i64);

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any_actor(), any_command(), 1..1_200_i64), 0..40)
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
        let law = law(command);
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

/// The clock fixes what waited for a calendar once that is loaded.
fn law(command: &Command) -> &'static Rulebook {
    let loaded = matches!(command, Command::FixDeadlines);
    if loaded { spec::law_with_2027() } else { spec::law() }
}

fn folded<'a>(events: impl IntoIterator<Item = &'a (Actor, Event, Moment)>) -> Listing {
    let evolve =
        |listing: Listing, (_, event, at): &(Actor, Event, Moment)| listing.evolve(event, *at);
    events.into_iter().fold(Listing::default(), evolve)
}

fn days(history: &[(Actor, Event, Moment)]) -> Vec<Date> {
    let days = history.iter().flat_map(|it| [it.2.day(), counts_since(it)]);
    let around = days.flat_map(|it| [it.yesterday().unwrap(), it, it.tomorrow().unwrap()]);
    around.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Since which day an event counts: of what happened elsewhere, since it happened.
fn counts_since((_, event, at): &(Actor, Event, Moment)) -> Date {
    match event {
        Event::SeriousEntered(it) => it.decided_on,
        Event::FoundationFell(it) => it.fell_on,
        Event::RemovedEarly(it) => it.on.unwrap_or(at.day()),
        Event::Suspended(it) => it.on,
        Event::Reinstated(it) => it.on,
        Event::ReExaminationOpened(it) => it.altered_on,
        Event::AlterationNoted(it) => it.altered_on,
        _ => at.day(),
    }
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
                Event::Entered(_)
                | Event::Left(_)
                | Event::ReExamined(_)
                | Event::Corrected(_) => true,
                Event::GroundVerified(_)
                | Event::ExitApplied(_)
                | Event::CureVerified(_)
                | Event::SeriousEntered(_)
                | Event::Published(_)
                | Event::PublicityEnded(_)
                | Event::Expired(_)
                | Event::FoundationFell(_)
                | Event::RemovedEarly(_)
                | Event::Suspended(_)
                | Event::Reinstated(_)
                | Event::ReExaminationOpened(_)
                | Event::AlterationNoted(_)
                | Event::PartyCorrected(_)
                | Event::DeadlineFixed(_) => false,
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

    /// App. B 14: no joint council, association or platform ever acts on an entry, nor anybody but time and agencies that
    /// decide in their own name.
    #[test]
    fn no_council_association_or_platform_acts(steps in any_steps()) {
        for (actor, event, at) in played(&steps) {
            let Some(acting) = actor.officer() else { continue };
            prop_assert!(!BODIES.contains(&acting.agency.as_str()), "{event:?}");
            let own = spec::law().agencies().principal(&acting.agency, at.day());
            prop_assert!(own.is_some(), "{actor:?}: {event:?}");
        }
    }

    /// Once ended, an entry never counts again, unless the restoration that ended it counts no more; once its foundation
    /// fell or it was revoked otherwise, it stays revoked.
    #[test]
    fn what_has_ended_never_comes_back(steps in any_steps()) {
        let history = played(&steps);
        let listing = folded(&history);
        let again = history.iter().filter_map(|(_, it, _)| match it {
            Event::Reinstated(it) => Some(it.on),
            _ => None,
        });
        let again: Vec<_> = again.collect();
        let (mut ended, mut revoked) = (false, false);
        for day in days(&history) {
            let Some(standing) = listing.standing(day) else { continue };
            let back = again.contains(&day);
            prop_assert!(!(ended && standing.counts()) || back, "{day}: {standing:?}");
            prop_assert!(!revoked || standing == Standing::Revoked, "{day}: {standing:?}");
            ended = !standing.counts() && standing != Standing::Suspended;
            revoked = standing == Standing::Revoked;
        }
        let fell = history.iter().any(|(_, it, _)| matches!(it, Event::FoundationFell(_)));
        prop_assert!(!fell || listing.standing(date(2050, 1, 1)) == Some(Standing::Revoked));
    }

    /// App. B 16; SDL: that its years are over, the days tell alone; the clock's own event says the same day, once.
    #[test]
    fn an_entry_expires_whether_or_not_that_was_recorded(steps in any_steps()) {
        let history = played(&steps);
        let unsaid = history.iter().filter(|(_, it, _)| !matches!(it, Event::Expired(_)));
        let (said, unsaid) = (folded(&history), folded(unsaid));
        for day in days(&history) {
            prop_assert_eq!(said.standing(day), unsaid.standing(day));
        }
        let expired = |it: &Event| match it {
            Event::Expired(it) => Some(it.last_day),
            _ => None,
        };
        let last_days: Vec<_> = history.iter().filter_map(|(_, it, _)| expired(it)).collect();
        let each: BTreeSet<_> = last_days.iter().collect();
        prop_assert_eq!(each.len(), last_days.len());
        prop_assert!(each.into_iter().all(|it| [date(2026, 6, 20), date(2028, 3, 3)].contains(it)));
    }

    /// App. B 12: how it stood on a day, as far as was known then, is what the events until then say: a later event
    /// changes no day before the one since which it counts.
    #[test]
    fn a_later_event_changes_no_earlier_day(steps in any_steps()) {
        let history = played(&steps);
        for n in 0..history.len() {
            let (known, later) = (folded(&history[..n]), folded(&history[..=n]));
            let from = counts_since(&history[n]);
            let earlier = days(&history).into_iter().filter(|it| *it < from);
            for day in earlier {
                prop_assert_eq!(known.standing(day), later.standing(day));
            }
        }
    }

    /// domain.md §7.1: a deadline that is fixed is the same one. Whatever became of it stays, no act rests on when that
    /// was seen, and the entry stands as it did.
    #[test]
    fn what_is_fixed_is_all_that_changes(steps in any_steps()) {
        let listing = folded(&played(&steps));
        let deadlines = listing.timers.values().map(|it| it.deadline.clone()).collect();
        let fixed = Event::DeadlineFixed(DeadlineFixed { deadlines });
        let later = spec::moment("2040-01-01T00:00:00+08:00");
        prop_assert_eq!(listing.clone().evolve(&fixed, later), listing);
    }
}
