//! Payments and alterations in any order of entry: what they settle goes by when they took place, and what rests on a
//! late entry says so.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use proptest::prelude::*;

use super::{
    altered::{alter, deferred},
    *,
};
use crate::{
    Decider,
    case::{
        Case,
        spec::{Who, endings::serve_decision},
    },
    clock::OutcomeKind,
};

/// An act on the fine: so many days after it could be deferred, a payment or an alteration of so many thousand yuan,
/// entered so many days later.
type Drawn = (i64, bool, u32, i64);

/// When each part was settled and what became of it, the surcharge, and from when on the case is to be closed.
type Told = (Vec<(PartId, Option<Moment>, OutcomeKind)>, Fen, Option<Moment>);

/// What was entered, when that was, and when it is said to have taken place.
struct Entered {
    history: History,
    case: Case,
    done: BTreeMap<PartId, Done>,
}

fn day(days: i64) -> Date {
    date(2023, 1, 6) + days.days()
}

fn at(days: i64, hour: i8) -> Moment {
    format!("{}T{hour:02}:00:00+08:00", day(days)).parse().unwrap()
}

fn command((days, pays_it, thousands, _): Drawn) -> (Who, Command) {
    let yuan = thousands * 1_000;
    if pays_it { (HANDLER_LI, pays(pay(0, yuan))) } else { (LEADER, alter(yuan, day(days))) }
}

impl Entered {
    /// Everything but the fine is paid.
    fn begin(split: bool) -> Self {
        let history = if split { deferred() } else { handed() };
        let history = given(history).and(HANDLER_LI, pays(pay(2_000, 0)));
        Self { case: case(&history), history, done: BTreeMap::new() }
    }

    /// Enters an act, with what it settles; nothing where it is refused.
    fn enter(&mut self, act: Drawn, entered: Moment) -> Option<()> {
        let (who, command) = command(act);
        let hour = if act.1 { 9 } else { 10 };
        let (at, said) = (at(act.0, hour), entered.to_string());
        let asked = given(self.history.clone()).at(&at.to_string()).entered(&said);
        let [event] =
            <[Event; 1]>::try_from(asked.because("漏录").decided_by(who, &command).ok()?).ok()?;
        let before = self.case.clone();
        self.case = before.clone().evolve(&event, at);
        let late_entry = law().late_after(at).is_some_and(|last| last < entered.day());
        for ((timer, part), timed) in &self.case.record.timers {
            let as_before = before.record.timers.get(&(*timer, part.clone()));
            let Some((part, occurred)) = part.clone().zip(timed.settled) else { continue };
            if *timer != Timer::PayFine || as_before == Some(timed) {
                continue;
            }
            let facets = event.fact().facets();
            let told = facets.settled.iter().find(|it| it.part == part && it.since == occurred);
            let (rests_on, late_entry) =
                (told.and_then(|it| it.rests_on), told.is_none() && late_entry);
            let (recorded, replaced) = (entered, timed.replaced);
            self.done.insert(part, Done { occurred, recorded, late_entry, replaced, rests_on });
        }
        self.history.push((at, event));
        Some(())
    }

    fn pay_fine(&self) -> impl Iterator<Item = (&PartId, &Deadline)> {
        let timers = self.case.record.timers.iter();
        timers.filter_map(|((timer, part), it)| {
            (*timer == Timer::PayFine).then_some((part.as_ref()?, &it.deadline))
        })
    }

    fn outcome(&self, part: &PartId, deadline: &Deadline, today: Date) -> Outcome {
        deadline.outcome(self.done.get(part), today)
    }

    /// What is told in the end, but for whose entry was late.
    fn told(&self, today: Date) -> Told {
        let told = |(part, deadline): (&PartId, &Deadline)| {
            let timed = &self.case.record.timers[&(Timer::PayFine, Some(part.clone()))];
            let kind = match self.outcome(part, deadline, today).kind() {
                OutcomeKind::StatedInTime => OutcomeKind::Met,
                kind => kind,
            };
            (part.clone(), timed.settled, kind)
        };
        let form = self.case.open_deadline(Timer::CloseForm, None).map(|it| it.start);
        (self.pay_fine().map(told).collect(), grown(&fine(&self.history, today)), form)
    }
}

fn any_act() -> impl Strategy<Value = Drawn> {
    (
        0..14i64,
        prop_oneof![3 => Just(true), 1 => Just(false)],
        prop::sample::select(vec![10, 15, 20, 25, 30, 40, 50]),
        prop_oneof![Just(0), 0..60i64],
    )
}

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    /// PR 72, 74, 75, 77; APL 75.2: the same acts tell the same outcome, the same surcharge and the same time to close,
    /// whichever is entered first.
    #[test]
    fn acts_settle_the_same_in_any_order_of_entry(
        split in any::<bool>(), mut acts in prop::collection::vec(any_act(), 2..=3)
    ) {
        // Of one day it isn't said what came first: an alteration counts from its beginning.
        acts.sort_by_key(|it| it.0);
        acts.dedup_by_key(|it| it.0);
        let entered = |order: &[usize; 3]| {
            let mut entered = Entered::begin(split);
            let order = order.iter().filter_map(|it| acts.get(*it));
            order.map(|it| entered.enter(*it, at(15, 9))).collect::<Option<()>>()?;
            Some(entered.told(day(400)))
        };
        let mut told = ORDERS.iter().filter_map(entered);
        if let Some(first) = told.next() {
            for other in told {
                prop_assert_eq!(&first, &other);
            }
        }
    }

    /// Whatever is entered late, and whatever comes in time after it: what was shown as overdue is never met.
    #[test]
    fn no_late_entry_meets_a_fine_that_was_shown_as_overdue(
        split in any::<bool>(), acts in prop::collection::vec(any_act(), 1..=3)
    ) {
        let (mut entered, mut shown, mut now) = (Entered::begin(split), vec![], at(0, 8));
        for act in acts {
            now = now.max(at(act.0 + act.3, 17));
            shown.extend(entered.pay_fine().filter(|(part, it)| {
                let last = it.latest().and_then(|last| law().late_after(Moment::midnight(last)));
                let open = !entered.done.contains_key(part);
                open && last.is_some_and(|it| it < now.day()) && it.is_overdue(None, now.day())
            }).map(|(part, _)| part.clone()));
            let _refused = entered.enter(act, now);
        }
        for (part, deadline) in entered.pay_fine().filter(|(part, _)| shown.contains(part)) {
            let became = entered.outcome(part, deadline, now.day());
            prop_assert!(!matches!(became, Outcome::Met { .. }), "{:?} {:?}", became, entered.history);
            prop_assert!(!matches!(became, Outcome::Ended { overdue: 0, stated: None }), "{:?} {:?}", became, entered.history);
        }
    }
}

/// PR 72, 75: a fine that is paid in parts is met by the part that completed it, whichever was entered last.
#[test]
fn a_fine_is_met_by_the_payment_that_completed_it() {
    let mut entered = Entered::begin(false);
    entered.enter((4, true, 20, 0), at(4, 15)).unwrap();
    entered.enter((3, true, 30, 0), at(4, 16)).unwrap();
    let deadline = entered.case.record.timers[&(Timer::PayFine, Some(s2()))].deadline.clone();
    let became = entered.outcome(&s2(), &deadline, day(5));
    assert_eq!((became, entered.told(day(5)).2), (Outcome::MetLate { days: 1 }, Some(at(4, 9))));
}

/// What a late entry and one in time make up together is stated, with the day of the late one.
#[test]
fn what_rests_on_an_earlier_late_entry_says_so() {
    let mut entered = Entered::begin(false);
    entered.enter((1, true, 30, 0), at(6, 9)).unwrap();
    entered.enter((3, true, 20, 0), at(4, 9)).unwrap();
    let deadline = entered.case.record.timers[&(Timer::PayFine, Some(s2()))].deadline.clone();
    let stated = Outcome::StatedInTime { occurred: at(1, 9), recorded: at(6, 9) };
    assert_eq!(entered.outcome(&s2(), &deadline, day(6)), stated);
}

/// PR 72, 81: a payment of after the service that is entered before it settles what the service started.
#[test]
fn a_payment_that_is_entered_before_the_service_settles_the_time_to_pay() {
    let paid = given(penalised())
        .at("2023-01-20T10:00:00+08:00")
        .and(HANDLER_LI, pays(pay(2_000, 50_000)));
    let serve = Command::ServeDecision(serve_decision());
    let served = given(paid)
        .at("2022-12-23T15:00:00+08:00")
        .entered("2023-01-25T10:00:00+08:00")
        .because("漏录")
        .and(HANDLER_LI, serve);
    let case = case(&served);
    let timed = &case.record.timers[&(Timer::PayFine, Some(s2()))];
    assert_eq!(
        (timed.settled, timed.replaced),
        (Some("2023-01-20T10:00:00+08:00".parse().unwrap()), false)
    );
    let form = case.open_deadline(Timer::CloseForm, None).map(|it| it.start);
    assert_eq!(form, timed.settled);
    assert_eq!(grown(&fine(&served, date(2023, 6, 30))), Fen::yuan(15_000 + 1_500));
}
