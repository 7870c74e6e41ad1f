//! What weighs in a class, for how long, and that the order of entry plays no part.

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

const COMPANY: &str = "91510100MA6A1B2C3Q";
const DAY: Date = date(2024, 6, 3);

fn law() -> &'static Rulebook {
    static LAW: LazyLock<Rulebook> = LazyLock::new(|| {
        let text = include_str!("../../../fixtures/rulebook-demo/risk.toml");
        Rulebook::load(&[("risk.toml".into(), text.into())]).unwrap()
    });
    &LAW
}

fn company() -> SubjectId {
    COMPANY.parse().unwrap()
}

fn event(n: u128) -> EventId {
    EventId::new(Uuid::from_u128(n))
}

fn began(n: u128, on: Date, of: Indicator) -> Input {
    Input { on, what: What::Began(of), event: event(n), source: event(n), nth: 0 }
}

fn later(n: u128, on: Date, what: What, of: u128) -> Input {
    Input { on, what, event: event(n), source: event(of), nth: 0 }
}

fn class(inputs: &[Input], on: Date) -> Result<RiskClass, Undetermined> {
    grade(&company(), inputs, (on, law())).class
}

/// CRC: neither the national indicators nor Sichuan's were read.
#[test]
fn without_rows_a_class_is_undetermined_and_says_why() {
    let law = Rulebook::builtin().unwrap();
    let graded = grade(&company(), &[began(1, DAY, Indicator::Penalty)], (DAY, &law));
    assert_eq!(graded.class, Err(Undetermined::NoClasses));
    assert!(graded.class.unwrap_err().label().contains("未收录"));
    assert_eq!((graded.points, graded.confidence), (None, None), "nothing weighs it");
    assert_eq!(graded.weighing.len(), 1, "what it would rest on is told all the same");
    let elsewhere: SubjectId = "91330106MA6R32J80W".parse().unwrap();
    let there = grade(&elsewhere, &[], (DAY, self::law()));
    assert_eq!(there.class, Err(Undetermined::NoClasses), "Zhejiang's are not known");
}

/// Domain.md §5: what weighs more makes a higher class, and each class names what it rests on.
#[test]
fn a_class_rises_with_what_weighs() {
    assert_eq!(class(&[], DAY), Ok(RiskClass::A));
    let by = grade(&company(), &[], (DAY, law())).confidence;
    assert_eq!(by, Some(Confidence::Demonstration), "made up, and told as such");
    let penalty = began(1, date(2024, 5, 6), Indicator::Penalty);
    assert_eq!(class(&[penalty], DAY), Ok(RiskClass::B));
    let abnormal = began(2, date(2024, 5, 7), Indicator::AbnormalList);
    assert_eq!(class(&[penalty, abnormal], DAY), Ok(RiskClass::C));
    let serious = began(3, date(2024, 5, 8), Indicator::SeriousList);
    let graded = grade(&company(), &[serious, penalty, abnormal], (DAY, law()));
    assert_eq!((graded.class, graded.points), (Ok(RiskClass::D), Some(140)));
    assert_eq!(graded.weighing, [penalty, abnormal, serious]);
    assert_eq!(class(&[penalty, abnormal, serious], date(2024, 5, 6)), Ok(RiskClass::B));
}

/// What fell, was left, paid or restored weighs no more; a restoration that was undone counts for nothing.
#[test]
fn what_ended_or_was_restored_weighs_no_more() {
    let given_back = [
        began(1, DAY, Indicator::HeavyPenalty),
        later(2, date(2024, 7, 1), What::Ended(Ending::Fell), 1),
        later(3, date(2024, 9, 2), What::Began(Indicator::HeavyPenalty), 1),
    ];
    let weighs = |on| !grade(&company(), &given_back, (on, law())).weighing.is_empty();
    assert!(weighs(DAY) && !weighs(date(2024, 7, 1)) && weighs(date(2024, 9, 2)));
    let entry = began(1, date(2024, 1, 8), Indicator::SeriousList);
    let restored = later(2, date(2024, 2, 5), What::Restored, 1);
    let undone = later(3, date(2024, 3, 4), What::Reinstated, 1);
    let fell = later(4, date(2024, 4, 1), What::Ended(Ending::Fell), 1);
    let all = [fell, undone, restored, entry];
    let on = |month, day| class(&all, date(2024, month, day));
    assert_eq!(on(2, 4), Ok(RiskClass::D));
    assert_eq!(on(2, 5), Ok(RiskClass::A));
    assert_eq!(on(3, 4), Ok(RiskClass::D));
    assert_eq!(on(4, 1), Ok(RiskClass::A));
    let history = history(&company(), &all, (DAY, law()));
    let classes: Vec<_> = history.iter().map(|(it, graded)| (it.event, graded.class)).collect();
    let (a, d) = (Ok(RiskClass::A), Ok(RiskClass::D));
    assert_eq!(classes, [(event(1), d), (event(2), a), (event(3), d), (event(4), a)]);
}

/// APL 75.2: what was altered weighs as it counts since, and what is said of the decision holds of that as well.
#[test]
fn what_weighs_otherwise_since_does_so_from_that_day_on() {
    let heavy = began(1, date(2024, 4, 1), Indicator::HeavyPenalty);
    let altered = later(2, date(2024, 5, 6), What::Began(Indicator::Penalty), 1);
    let all = [altered, heavy];
    let weighs = |on| grade(&company(), &all, (on, law())).weighing;
    assert_eq!(weighs(date(2024, 5, 5)), [heavy]);
    assert_eq!(weighs(date(2024, 5, 6)), [altered]);
    let fell = [altered, heavy, later(3, date(2024, 5, 7), What::Ended(Ending::Fell), 1)];
    assert_eq!(grade(&company(), &fell, (DAY, law())).weighing, []);
}

/// A weight counts for the months that its row says since the penalty, however that weighs since.
#[test]
fn a_penalty_weighs_for_the_months_of_its_row() {
    let penalty = [began(1, date(2022, 6, 4), Indicator::Penalty)];
    assert_eq!(class(&penalty, date(2024, 6, 3)), Ok(RiskClass::B));
    assert_eq!(class(&penalty, date(2024, 6, 4)), Ok(RiskClass::A));
    let heavy = began(1, date(2022, 6, 4), Indicator::HeavyPenalty);
    let lowered = [heavy, later(2, date(2022, 9, 1), What::Began(Indicator::Penalty), 1)];
    assert_eq!(class(&lowered, date(2024, 6, 3)), Ok(RiskClass::B));
    assert_eq!(class(&lowered, date(2024, 6, 4)), Ok(RiskClass::A));
}

/// CRC classes enterprises.
#[test]
fn a_natural_person_has_no_class() {
    let person: SubjectId = "P-0aF3".parse().unwrap();
    let graded = grade(&person, &[began(1, DAY, Indicator::Penalty)], (DAY, law()));
    assert_eq!(graded.class, Err(Undetermined::NoEnterprise));
    assert_eq!(division_of(&company()), Some("510100"));
}

fn any_input() -> impl Strategy<Value = Input> {
    let what = prop_oneof![
        prop::sample::select(Indicator::ALL.to_vec()).prop_map(What::Began),
        Just(What::Restored),
        Just(What::Reinstated),
        prop::sample::select(vec![Ending::Fell, Ending::Left, Ending::Settled])
            .prop_map(What::Ended),
    ];
    (1_u128..6, 1_i8..28, what, 1_u128..4).prop_map(|(n, day, what, of)| {
        let on = date(2024, 5, day);
        match what {
            What::Began(it) => began(of, on, it),
            other => later(n + 10, on, other, of),
        }
    })
}

proptest! {
    /// CRC; domain.md §5: the class hangs on the set of inputs, and not on the order in which they were entered.
    #[test]
    fn the_order_of_entry_plays_no_part(
        inputs in prop::collection::vec(any_input(), 0..12),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut shuffled = inputs.clone();
        if !shuffled.is_empty() {
            let by = seed.index(shuffled.len());
            shuffled.rotate_left(by);
            shuffled.reverse();
        }
        let of = |it: &[Input]| grade(&company(), it, (DAY, law()));
        prop_assert_eq!(of(&inputs), of(&shuffled));
        let days = |it: &[Input]| history(&company(), it, (DAY, law())).into_iter().map(|(it, class)| (*it, class)).collect::<Vec<_>>();
        prop_assert_eq!(days(&inputs), days(&shuffled));
    }
}
