//! No late entry turns a deadline that was shown as overdue into one that was met: not the entry of the act
//! itself, and not that of an extension or a pause, whatever comes between (design of the two times).

use std::collections::BTreeMap;

use jiff::civil::Date;
use proptest::prelude::*;

use super::{
    acts,
    offers::movers,
    walk::{Step, Walk, any_step, any_walk, later},
};
use crate::{
    Decider, Moment,
    case::{
        Case, Main,
        spec::{HANDLER_LI, LEADER, law},
    },
    clock::{Bound, Deadline, Done, Outcome, Timer},
    id::PartId,
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 256, ..super::config() }
}

/// What tells a deadline from the others of its case.
type Key = (Timer, Option<PartId>);

/// What was shown as overdue on that day, by more than the time that an entry may take.
fn overdue(case: &Case, today: Date) -> impl Iterator<Item = Key> {
    let open = case.record.timers.values().filter(|it| it.settled.is_none());
    let over = move |it: &&Deadline| {
        let entered = it.latest().and_then(|last| law().late_after(Moment::midnight(last)));
        let shown = matches!(it.outcome(None, today), Outcome::Overdue { .. });
        shown && entered.is_some_and(|last| last < today)
    };
    open.map(|it| &it.deadline).filter(over).map(Deadline::key)
}

/// How a deadline came to be shown as overdue.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Itself,
    InPlaceOfAnother,
}

/// The deadlines that were shown as overdue whenever something was entered, or that an act entered late has put in
/// the place of such a one; and the act by which any was met or ended afterwards.
fn shown_overdue(walk: &Walk) -> (BTreeMap<Key, Shown>, BTreeMap<Key, Done>) {
    let (mut shown, mut settled, mut case) = (BTreeMap::new(), BTreeMap::new(), Case::default());
    for act in &walk.acts {
        shown.extend(overdue(&case, act.entered.day()).map(|it| (it, Shown::Itself)));
        let open = |it: &Key| case.open_deadline(it.0, it.1.as_ref()).is_some();
        let facets = act.event.fact().facets();
        let waiting: Vec<_> = facets.settles.iter().filter(|it| open(it)).cloned().collect();
        let ending: Vec<_> = facets.replaces.iter().filter(|it| open(it)).cloned().collect();
        if act.is_late() && facets.replaces.iter().any(|it| shown.contains_key(it)) {
            shown.extend(facets.deadlines.iter().map(|it| (it.key(), Shown::InPlaceOfAnother)));
        }
        case = case.evolve(&act.event, act.occurred);
        let (occurred, recorded, late_entry) = (act.occurred, act.entered, act.is_late());
        let done = |replaced| {
            move |it| (it, Done { occurred, recorded, late_entry, replaced, rests_on: None })
        };
        settled.extend(waiting.into_iter().map(done(false)));
        settled.extend(ending.into_iter().map(done(true)));
        settled.extend(facets.settled.iter().map(|it| {
            let (occurred, rests_on, replaced) = (it.since, it.rests_on, !it.met);
            let key = (Timer::PayFine, Some(it.part.clone()));
            (key, Done { occurred, recorded, late_entry: false, replaced, rests_on })
        }));
    }
    (shown, settled)
}

/// No deadline that was shown as overdue is told as one that was met, nor as one that was ended before it was
/// missed.
fn none_is_met(walk: &Walk) -> Result<(), TestCaseError> {
    let (shown, settled) = shown_overdue(walk);
    for (key, how) in shown {
        let Some(done) = settled.get(&key) else { continue };
        let deadline = &walk.case.record.timers[&key].deadline;
        let outcome = deadline.outcome(Some(done), done.recorded.day());
        let hidden = match outcome {
            Outcome::Met { .. } => true,
            Outcome::Ended { overdue: 0, stated: None } => how == Shown::Itself,
            _ => false,
        };
        prop_assert!(!hidden, "{outcome:?} {:?}: {deadline:?}", walk);
    }
    Ok(())
}

/// The last day of a duty of the agency's that is open.
fn duty(walk: &Walk) -> Option<Date> {
    let open = walk.case.record.timers.values().filter(|it| it.settled.is_none());
    let mut duties = open.filter(|it| it.deadline.bound == Bound::Agency);
    duties.find_map(|it| it.deadline.due_date())
}

proptest! {
    #![proptest_config(config())]

    /// PR 49, 54: no review is owed that nobody may give any more.
    #[test]
    fn an_open_review_is_of_a_case_that_waits_for_it(walk in any_walk(), cut in any::<prop::sample::Index>()) {
        let Some(walk) = walk.cut(cut.index(walk.acts.len().max(1))) else { return Ok(()) };
        let owed = walk.case.record.timers.iter().any(|((timer, _), timed)| {
            *timer == Timer::ReviewDo && timed.settled.is_none()
        });
        let waits = [Main::InReview, Main::Noticed, Main::Suspended];
        prop_assert!(!owed || waits.contains(&walk.case.main), "{:?}", walk.case.main);
    }

    /// Somewhere on its way a duty is missed; an act that moves an end is entered late, for a day before
    /// it; then the agency goes on, at first as it should.
    #[test]
    fn nothing_entered_late_meets_what_was_shown_as_overdue(
        walk in any_walk(), cut in any::<prop::sample::Index>(), days in 3..25i64, back in 0..20i64,
        pick in 0..99usize, steps in prop::collection::vec(any_step(), 0..10)
    ) {
        let Some(mut walk) = walk.cut(cut.index(walk.acts.len().max(1))) else { return Ok(()) };
        let Some(last) = duty(&walk) else { return Ok(()) };
        walk.now = later(Moment::midnight(last), 24 * days + 9).max(walk.now);
        let said = later(Moment::midnight(last), 10 - 24 * back);
        let mut movers = movers(&walk);
        let first = pick % movers.len();
        movers.rotate_left(first);
        let moved = movers.iter().any(|(who, it)| walk.attempt(*who, it, said).is_ok());
        let diligent = Step { hours: 3, pick: None, stranger: None, back: 0 };
        let diligent = std::iter::repeat_n(&diligent, if moved { 6 } else { 0 });
        for step in diligent.chain(&steps) {
            walk.step(step);
        }
        none_is_met(&walk)?;
    }

    /// PR 72, 74: a fine that was shown as overdue is deferred by an entry that is late; then it is paid.
    #[test]
    fn no_deferral_entered_late_meets_what_was_shown_as_overdue(
        walk in any_walk(), late in 3..40i64, back in 0..30i64, again in any::<bool>(), waits in 0..40i64
    ) {
        let fine = PartId::nth('S', 2);
        let served = |n: &usize| {
            let Some(cut) = walk.cut(*n) else { return false };
            cut.case.open_deadline(Timer::PayFine, Some(&fine)).is_some()
        };
        let Some(mut walk) = (0..=walk.acts.len()).find(served).and_then(|n| walk.cut(n)) else { return Ok(()) };
        let due = walk.case.record.timers[&(Timer::PayFine, Some(fine.clone()))].deadline.latest();
        let Some(due) = due else { return Ok(()) };
        let said = later(Moment::midnight(due), 10 - 24 * back).max(walk.case.record.last.unwrap());
        // Approved, and the party told, on that day.
        let before = std::mem::replace(&mut walk.now, said);
        let deferral = acts::defer(&walk);
        walk.now = later(Moment::midnight(due), 24 * late + 9).max(before).max(said);
        let deferred = walk.attempt(Some(LEADER), &deferral, said);
        prop_assert!(deferred.is_ok() || walk.plan.unreachable, "{:?}", deferred);
        if again {
            let _refused = walk.attempt(Some(LEADER), &acts::defer(&walk), walk.now);
        }
        walk.now = later(walk.now, 24 * waits);
        let paid = walk.attempt(Some(HANDLER_LI), &acts::pay(&walk.case, &fine), walk.now);
        prop_assert!(paid.is_ok(), "{:?}", paid);
        none_is_met(&walk)?;
    }
}
