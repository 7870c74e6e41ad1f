//! What holds of every deadline, whenever it starts and however often it stands still.

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{calendar, spec::law_with_2027};

static LAW: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::builtin().unwrap());

fn any_day() -> impl Strategy<Value = Date> {
    (0..1700i32).prop_map(|n| date(2022, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap())
}

fn any_timer() -> impl Strategy<Value = Timer> {
    prop::sample::select(Timer::ALL)
}

fn any_pause() -> impl Strategy<Value = Pause> {
    let kind = prop::sample::select(&PauseKind::ALL[..]);
    (kind, 1..9usize, any_day(), prop::option::weighted(0.9, 0..60i32)).prop_map(
        |(kind, n, from, days)| {
            let to = days.map(|it| from.checked_add(jiff::Span::new().days(it)).unwrap());
            Pause { kind, of: PartId::nth('E', n), from, to, entered_late: None }
        },
    )
}

fn any_pauses() -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec(any_pause(), 0..5)
}

fn started(timer: Timer, on: Date, pauses: &[Pause]) -> Option<Deadline> {
    LAW.deadline(timer, Moment::midnight(on), "510104", pauses)
}

/// How far away the end is: an open pause is farther than any day.
fn distance(deadline: &Deadline) -> Option<Date> {
    match deadline.due {
        Due::Undetermined { raw_date, .. } => raw_date,
        Due::Fixed { raw_date, .. } => Some(raw_date),
        Due::Paused { .. } => Some(Date::MAX),
    }
}

proptest! {
    #[test]
    fn what_rolls_never_ends_on_a_day_off(
        timer in any_timer(), on in any_day(), pauses in any_pauses()
    ) {
        let Some(deadline) = started(timer, on, &pauses) else { return Ok(()) };
        if let (Some(due), true) = (deadline.due_date(), deadline.rolls) {
            prop_assert_eq!(LAW.calendar().off(due), Ok(None));
            prop_assert!(deadline.raw_date() <= Some(due));
        }
    }

    #[test]
    fn a_day_that_two_pauses_cover_counts_once(
        on in any_day(), mut pauses in prop::collection::vec(any_pause(), 1..5)
    ) {
        let once = started(Timer::CaseDecide, on, &pauses).unwrap().due;
        let stopping = pauses.clone().into_iter();
        let stopping = stopping.filter(|it| it.kind != PauseKind::ReconsiderationSuspended);
        pauses.extend(stopping.map(|it| Pause { kind: PauseKind::Refund, ..it }));
        let twice = started(Timer::CaseDecide, on, &pauses).unwrap().due;
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn another_pause_never_makes_it_earlier(
        timer in any_timer(), on in any_day(), pauses in any_pauses(), more in any_pause()
    ) {
        let Some(before) = started(timer, on, &pauses) else { return Ok(()) };
        let all: Vec<_> = pauses.into_iter().chain([more]).collect();
        let after = before.recounted(&LAW, &all);
        if let (Some(before), Some(after)) = (distance(&before), distance(&after)) {
            prop_assert!(before <= after);
        }
    }

    #[test]
    fn a_deadline_that_is_fixed_later_is_the_one_counted_with_the_calendar(
        timer in any_timer(), n in 0..90i32, pauses in any_pauses()
    ) {
        let on = date(2026, 10, 3).checked_add(jiff::Span::new().days(n)).unwrap();
        let Some(waiting) = started(timer, on, &pauses) else { return Ok(()) };
        let direct = law_with_2027().deadline(timer, Moment::midnight(on), "510104", &pauses);
        match waiting.due {
            Due::Undetermined { .. } if direct.as_ref().unwrap().fixable() => {
                prop_assert_eq!(waiting.fixed(law_with_2027()), direct);
            }
            _ => prop_assert_eq!(waiting.fixed(law_with_2027()), None),
        }
    }

    #[test]
    fn counting_again_changes_nothing(
        timer in any_timer(), on in any_day(), pauses in any_pauses()
    ) {
        let Some(deadline) = started(timer, on, &pauses) else { return Ok(()) };
        prop_assert_eq!(deadline.recounted(&LAW, &deadline.pauses), deadline.clone());
        prop_assert_eq!(deadline.recounted(&LAW, &pauses), deadline);
    }

    /// Whatever a schedule that isn't known yet turns out to be, no period ends after the last day that
    /// is given for it; and it has one wherever it doesn't stand still.
    #[test]
    fn no_schedule_ends_a_period_after_its_latest_day(
        timer in any_timer(), on in any_day(), year in 2023..2027i16, pauses in any_pauses()
    ) {
        let Some(known) = started(timer, on, &pauses) else { return Ok(()) };
        let waiting = known.clone().counted(&LAW.calendar().before(year));
        let Due::Undetermined { latest, .. } = waiting.due else { return Ok(()) };
        match known.due {
            Due::Fixed { due_date, .. } => prop_assert!(Some(due_date) <= latest, "{latest:?}"),
            Due::Paused { .. } => prop_assert_eq!(latest, None),
            Due::Undetermined { .. } => {}
        }
        prop_assert!(latest.is_none() || waiting.raw_date() <= latest);
    }

    /// Whatever a schedule that isn't known yet turns out to be, an entry that is late by it needed its reason from
    /// the first; but that a weekend is worked instead is nobody's to foresee.
    #[test]
    fn no_entry_is_late_only_once_the_schedule_is_known(on in any_day(), year in 2023..2027i16) {
        let Some(known) = started(Timer::EntryLate, on, &[]) else { return Ok(()) };
        let Some(last) = known.due_date() else { return Ok(()) };
        let foreseen = calendar::weekend(last).is_none();
        let earliest = known.earliest(&LAW.calendar().before(year)).unwrap();
        prop_assert!(earliest <= last || !foreseen, "{earliest} {last}");
        prop_assert!(on.year() >= year || last.year() >= year || earliest == last);
    }

    /// What is told of an act before the schedule is known is not taken back once it is.
    #[test]
    fn what_is_certain_without_the_schedule_is_so_with_it(
        timer in any_timer(), on in any_day(), days in 0..400i32, year in 2023..2027i16,
        pauses in any_pauses()
    ) {
        let Some(known) = started(timer, on, &pauses) else { return Ok(()) };
        let waiting = known.clone().counted(&LAW.calendar().before(year));
        let act = on.checked_add(jiff::Span::new().days(days)).unwrap();
        let occurred = Moment::midnight(act);
        let done = Done { occurred, recorded: occurred, late_entry: false, replaced: false, rests_on: None };
        let told = |it: &Deadline| it.outcome(Some(&done), act).kind();
        let undecided = [OutcomeKind::Undetermined, told(&known)];
        let fixed = !matches!(known.due, Due::Undetermined { .. });
        prop_assert!(!fixed || undecided.contains(&told(&waiting)), "{waiting:?} {known:?}");
    }

    /// What was entered late can make an end later, and the same act only ever less certain.
    #[test]
    fn a_late_entry_never_turns_an_act_out_of_time_into_one_that_met(
        on in any_day(), act in any_day(), by in 0..40u32, pauses in any_pauses()
    ) {
        let entered_late = Some(EnteredLate { occurred: Moment::midnight(on), recorded: Moment::midnight(act) });
        let late: Vec<_> = pauses.into_iter().map(|it| Pause { entered_late, ..it }).collect();
        let plain = started(Timer::CaseDecide, on, &[]).unwrap();
        let moved = plain.extended(&LAW, Some(by), entered_late).recounted(&LAW, &late);
        let occurred = Moment::midnight(act);
        let done = Done { occurred, recorded: occurred, late_entry: false, replaced: false, rests_on: None };
        let kind = |it: &Deadline| it.outcome(Some(&done), act).kind();
        prop_assert!(kind(&moved) != OutcomeKind::Met || kind(&plain) == OutcomeKind::Met);
    }

    #[test]
    fn no_late_entry_meets_a_deadline(
        timer in any_timer(), on in any_day(), act in any_day(), today in any_day()
    ) {
        let Some(deadline) = started(timer, on, &[]) else { return Ok(()) };
        let occurred = Moment::midnight(act);
        let done = Done { occurred, recorded: Moment::midnight(today), late_entry: true, replaced: false, rests_on: None };
        let met = matches!(deadline.outcome(Some(&done), today), Outcome::Met { .. });
        prop_assert!(!met);
    }
}

impl Deadline {
    /// It is known with the calendar that it was counted with.
    fn fixable(&self) -> bool {
        !matches!(self.due, Due::Undetermined { .. })
    }
}
