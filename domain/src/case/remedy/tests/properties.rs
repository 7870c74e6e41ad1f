//! Appendix B 10, over random courses of remedies.

use jiff::ToSpan;
use proptest::prelude::*;

use super::*;
use crate::case::{
    performance::Owed,
    spec::{endings::pay, law, remedies::altered_to},
};

/// One attempt, so many days after the last.
#[derive(Debug, Clone)]
struct Attempt {
    days: i64,
    what: u8,
    yuan: u32,
}

fn any_attempt() -> impl Strategy<Value = Attempt> {
    (1..50i64, 0..9u8, 1..60u32).prop_map(|(days, what, thousands)| Attempt {
        days,
        what,
        yuan: thousands * 1_000,
    })
}

/// What somebody would do next, as far as the rules admit it.
fn command(history: &History, it: &Attempt, today: Date) -> Command {
    let case = case(history);
    let last = case.record.remedies.last();
    let open = last.map_or_else(|| j(1), |it| it.opened.id.clone());
    let kind = last.map_or(RemedyKind::Reconsideration, |it| it.opened.kind);
    let ended = last.filter(|it| !it.is_open()).map(|it| it.opened.id.clone());
    let asked = today.saturating_sub(3.days()).max(date(2022, 12, 24));
    let opened = |of: Open| Open { applied_on: asked, admitted_on: None, received_on: today, ..of };
    let court = kind.is_in_court();
    match it.what {
        0 => Command::OpenRemedy(opened(reconsideration())),
        1 => Command::OpenRemedy(opened(suit(ended))),
        2 | 3 => Command::OpenRemedy(opened(appeal(open, Applicant::Party))),
        4 => Command::RecordPayment(pay(0, it.yuan)),
        5 => {
            let before = court || today < date(2024, 1, 1);
            let ground = if before { Ground::ManifestlyUnfit } else { Ground::UnfitContent };
            Command::ConcludeRemedy(Conclude {
                touched: vec![altered_to(it.yuan)],
                ..conclude(open, Outcome::Altered, ground, today)
            })
        }
        6 => Command::ConcludeRemedy(revoke(open, Ground::Procedure, today)),
        7 => Command::ConcludeRemedy(conclude(
            open,
            Outcome::JudgmentUpheld,
            Ground::JudgmentRight,
            today,
        )),
        _ => {
            let outcome = if court { Outcome::Dismissed } else { Outcome::Upheld };
            Command::ConcludeRemedy(conclude(open, outcome, Ground::Lawful, today))
        }
    }
}

fn course(attempts: &[Attempt]) -> (History, Date) {
    let (mut history, mut today) = (handed(), date(2022, 12, 26));
    for attempt in attempts {
        today = today.saturating_add(attempt.days.days());
        let command = command(&history, attempt, today);
        let tried = given(history.clone())
            .at(&format!("{today}T10:00:00+08:00"))
            .decided_by(HANDLER_LI, &command);
        let at =
            Moment::new(Moment::midnight(today).timestamp() + jiff::SignedDuration::from_hours(10));
        history.extend(tried.unwrap_or_default().into_iter().map(|event| (at, event)));
    }
    (history, today)
}

fn fine(case: &Case, on: Date) -> Option<Owed> {
    case.owed(on, law()).into_iter().find(|it| it.sanction == s2())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Appendix B 10; APL 72, 73.3: the surcharge never exceeds the fine that counts, and no day is counted on which
    /// a remedy is pending.
    #[test]
    fn no_day_of_a_remedy_is_counted_and_no_surcharge_exceeds_its_fine(
        attempts in prop::collection::vec(any_attempt(), 1..12)
    ) {
        let (history, last) = course(&attempts);
        let case = case(&history);
        let mut day = date(2022, 12, 24);
        while day <= last {
            let (before, after) = (fine(&case, day.yesterday().unwrap()), fine(&case, day));
            let counted = |it: &Option<Owed>| it.as_ref().and_then(|it| it.surcharge.clone());
            if let (Some(owed), Some(grown)) = (&after, counted(&after)) {
                prop_assert!(grown.amount <= owed.amount, "{day}");
            }
            let same = before.as_ref().map(|it| it.amount) == after.as_ref().map(|it| it.amount);
            let days = |it| counted(it).map_or(0, |it| it.days);
            if same && case.pending_on(&p1(), day).next().is_some() {
                prop_assert_eq!(days(&before), days(&after), "{}", day);
            }
            day = day.tomorrow().unwrap();
        }
    }
}

/// A property that no course comes near holds of nothing.
#[test]
fn courses_come_to_suits_appeals_and_alterations() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let strategy = prop::collection::vec(any_attempt(), 1..12);
    let mut reached = [0; 4];
    for _ in 0..200 {
        let attempts = strategy.new_tree(&mut runner).unwrap().current();
        let (history, _) = course(&attempts);
        let has = |is: fn(&Event) -> bool| history.iter().any(|(_, it)| is(it));
        let kinds: [fn(&Event) -> bool; 4] = [
            |it| matches!(it, Event::RemedyOpened(it) if it.kind == RemedyKind::Reconsideration),
            |it| matches!(it, Event::RemedyOpened(it) if it.kind == RemedyKind::FirstInstance),
            |it| matches!(it, Event::RemedyOpened(it) if it.kind == RemedyKind::SecondInstance),
            |it| matches!(it, Event::RemedyConcluded(it) if it.outcome == Outcome::Altered),
        ];
        for (n, is) in kinds.into_iter().enumerate() {
            reached[n] += usize::from(has(is));
        }
    }
    let least = [60, 40, 6, 20];
    assert!(reached.iter().zip(least).all(|(it, least)| *it >= least), "{reached:?}");
}
