//! What a late entry can do and what it can't (design of the two times; Appendix B 16).

use jiff::ToSpan;
use proptest::prelude::*;

use super::{
    acts, diligence,
    walk::{Act, Walk, any_walk, later},
};
use crate::{
    Decider, Moment,
    case::{
        Case, Command, Event,
        spec::{HANDLER_LI, law},
        statement::{Lapsed, Right},
    },
    clock::{Bound, Done, Outcome},
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 96, ..super::config() }
}

/// A case whose first notice was served a moment ago.
fn noticed(walk: &Walk) -> Option<Walk> {
    let (before, _) = walk.until(|it| matches!(it, Event::PriorNoticeServed(_)))?;
    walk.cut(before.len())
}

/// So many days after the last day of what ran out, in the morning.
fn around(lapse: &Lapsed, days: i64) -> Moment {
    later(Moment::midnight(lapse.due.saturating_add(days.days())), 10)
}

/// How the party may use its rights, or give them up.
fn uses(walk: &Walk, pick: usize) -> Command {
    let notice = walk.case.record.notices.last().map(|(_, it)| it.id.clone()).unwrap();
    match pick {
        0 => acts::state(&walk.case),
        1 => acts::ask_for_hearing(&notice),
        _ => acts::waive(&walk.case),
    }
}

/// The clock records what ran out, where it is time to.
fn lapsed(walk: &mut Walk) -> Option<Lapsed> {
    let now = walk.now;
    let recorded = walk.attempt(None, &acts::lapse(&walk.case), now).ok()?;
    let last = walk.acts.last().filter(|_| recorded == 1)?;
    match &last.event {
        Event::RightsLapsed(it) => Some(it.clone()),
        _ => None,
    }
}

fn rights(event: &Event) -> Vec<Right> {
    match event {
        Event::StatementReceived(_) => vec![Right::State],
        Event::HearingRequested(_) => vec![Right::Hearing],
        Event::RightsWaived(it) => it.rights.clone(),
        _ => vec![],
    }
}

proptest! {
    #![proptest_config(config())]

    /// Guards compare dates and never ask whether the clock has recorded anything: what it recorded
    /// changes no answer.
    #[test]
    fn what_the_clock_recorded_changes_no_answer(
        walk in any_walk(), hours in 200..900i64, days in -7..8i64, pick in 0..3usize
    ) {
        let Some(mut walk) = noticed(&walk) else { return Ok(()) };
        walk.now = later(walk.now, hours);
        let mut silent = walk.clone();
        let Some(lapse) = lapsed(&mut walk) else { return Ok(()) };
        let (command, occurred) = (uses(&walk, pick), around(&lapse, days));
        prop_assert_eq!(
            walk.attempt(Some(HANDLER_LI), &command, occurred),
            silent.attempt(Some(HANDLER_LI), &command, occurred)
        );
    }

    /// An act contradicts what the clock recorded exactly where it used, or gave up, such a right by its
    /// last day. It is then what met the deadline; and it was entered late.
    #[test]
    fn an_act_corrects_a_lapse_exactly_where_it_lay_within_the_period(
        walk in any_walk(), hours in 200..900i64, days in -7..8i64, pick in 0..3usize
    ) {
        let Some(mut walk) = noticed(&walk) else { return Ok(()) };
        walk.now = later(walk.now, hours);
        let Some(lapse) = lapsed(&mut walk) else { return Ok(()) };
        let (command, occurred) = (uses(&walk, pick), around(&lapse, days));
        let before = walk.case.clone();
        let settled = |case: &Case, right: Right| {
            let key = (right.timer(), Some(lapse.notice.clone()));
            case.record.timers.get(&key).and_then(|it| it.settled)
        };
        if walk.attempt(Some(HANDLER_LI), &command, occurred) != Ok(1) {
            return Ok(());
        }
        let act = walk.acts.last().unwrap();
        let named = rights(&act.event).into_iter().any(|it| lapse.rights.contains(&it));
        let corrects =
            Case::contradicts((&act.event, act.occurred), &Event::RightsLapsed(lapse.clone()));
        prop_assert_eq!(corrects, named && occurred.day() <= lapse.due);
        prop_assert!(!corrects || act.is_late());
        for right in rights(&act.event).into_iter().filter(|it| lapse.rights.contains(it)) {
            let met_by = if corrects { Some(occurred) } else { settled(&before, right) };
            prop_assert_eq!(settled(&walk.case, right), met_by);
        }
    }

    /// A deadline that was once shown as overdue is never kept by what is entered late: that says so, and
    /// reads as stated.
    #[test]
    fn no_late_entry_meets_a_deadline_that_was_shown_as_overdue(
        walk in any_walk(), cut in 0..40usize, days in 1..40i64, back in 0..12i64, explained in any::<bool>()
    ) {
        let Some(mut walk) = walk.cut(cut) else { return Ok(()) };
        let open = walk.case.record.timers.values().filter(|it| it.settled.is_none());
        let duty = open.map(|it| &it.deadline).find(|it| it.bound == Bound::Agency);
        let Some((duty, last)) = duty.and_then(|it| Some((it.clone(), it.due_date()?))) else {
            return Ok(());
        };
        walk.now = later(Moment::midnight(last), 24 * days + 9).max(walk.now);
        let today = walk.now.day();
        let shown = duty.outcome(None, today);
        prop_assert!(matches!(shown, Outcome::Overdue { .. }), "{shown:?}");
        let occurred = later(Moment::midnight(last), 10 - 24 * back).max(walk.case.since.unwrap_or(walk.now));
        let (who, command) = diligence::next(&walk);
        let reason = explained.then_some("系统停机");
        let entered = walk.attempt_because(who, &command, (occurred, reason));
        let timed = &walk.case.record.timers[&duty.key()];
        if entered.is_err() || timed.settled.is_none() {
            return Ok(());
        }
        let done = Done { occurred, recorded: walk.now, late_entry: explained, replaced: false, rests_on: None };
        let met = matches!(timed.deadline.outcome(Some(&done), today), Outcome::Met { .. });
        prop_assert!(!met || !walk.acts.last().is_some_and(Act::is_late), "{timed:?}");
    }

    /// Appendix B 16: whoever asks again, or on another day, records no lapse twice.
    #[test]
    fn a_lapse_is_recorded_once_however_often_the_clock_asks(
        walk in any_walk(), asked in prop::collection::vec(0..200i64, 1..12)
    ) {
        let Some(mut walk) = noticed(&walk) else { return Ok(()) };
        for hours in asked {
            walk.now = later(walk.now, hours);
            let now = walk.now;
            let _refused = walk.attempt(None, &acts::lapse(&walk.case), now);
        }
        let all = walk.acts.iter().filter_map(|act| match &act.event {
            Event::RightsLapsed(it) => Some((act.entered, it)),
            _ => None,
        });
        let all: Vec<(Moment, &Lapsed)> = all.collect();
        for right in Right::ALL {
            prop_assert!(all.iter().filter(|(_, it)| it.rights.contains(&right)).count() <= 1);
        }
        for (entered, lapse) in all {
            let window = law().late_after(Moment::midnight(lapse.due)).unwrap();
            prop_assert!(window < entered.day());
        }
    }
}
