//! What the restoration of credit does to an entry of the list of serious violations (SDL; CR21; SC22; scenario 11).

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{serious::*, *};
use crate::{
    Code,
    citation::cite,
    clock::Timer,
    id::RestorationId,
    listing::{
        Standing,
        restoring::{Reinstate, RemoveEarly, Suspend},
    },
};

pub const APPLICATION: RestorationId = RestorationId::new(Uuid::from_u128(41));

/// As an application was granted.
pub fn remove_early(on: Date) -> Command {
    Command::RemoveEarly(RemoveEarly {
        restoration: APPLICATION,
        on,
        finding: "准予信用修复".into(),
        number: "锦市监修复〔2024〕1号".parse().unwrap(),
        document: decision(DocumentType::RestorationDecision),
    })
}

/// As it was granted under a plan of reorganisation.
pub fn suspend(on: Date) -> Command {
    Command::Suspend(Suspend {
        basis: cite("SC22", "0"),
        restoration: APPLICATION,
        on,
        number: "锦市监修复〔2024〕1号".parse().unwrap(),
        document: decision(DocumentType::RestorationDecision),
    })
}

/// As the restoration counts no more; where it was obtained by fraud, the years count `anew`.
pub fn reinstate(on: Date, anew: bool) -> Command {
    Command::Reinstate(Reinstate { basis: cite("CR21", "0"), restoration: APPLICATION, on, anew })
}

/// SDL; CR21: an entry ends with the day of the grant, whenever that was seen; what nobody granted ends nothing.
#[test]
fn it_is_removed_early_as_its_restoration_was_granted() {
    let granted = date(2024, 6, 21);
    let removal = remove_early(granted);
    let shown = listed().at("2023-07-03T09:00:00+08:00").after(&desk(), &publish());
    let seen = shown.at("2024-06-22T09:00:00+08:00");
    assert_eq!(refused(&seen, &chief(), &removal)[0].0, Code::NotPermitted, "the clock's alone");
    let removed = seen.after(&Actor::Clock, &removal);
    let standing = |it: &Given<Listing>, day| it.state.standing(day);
    assert_eq!(standing(&removed, date(2024, 6, 20)), Some(Standing::InForce));
    assert_eq!(standing(&removed, granted), Some(Standing::RemovedEarly));
    assert_eq!(standing(&removed, date(2027, 1, 1)), Some(Standing::RemovedEarly));
    assert_eq!((removed.state.shown_since, due(&removed, Timer::ListExpire)), (None, None));
    removed.when(&Actor::Clock, &removal).then_nothing();
    let abnormal = entered().at("2024-08-01T09:00:00+08:00");
    assert_eq!(refused(&abnormal, &Actor::Clock, &removal), only(Code::NotProvidedFor, ""));
}

/// Domain.md §6.6; scenario 11: what was obtained by fraud is restored to what it was, and its years count anew.
#[test]
fn it_counts_again_and_anew_where_fraud_is_found() {
    let shown = listed().at("2023-07-03T09:00:00+08:00").after(&desk(), &publish());
    let removed = shown
        .at("2024-06-21T09:00:00+08:00")
        .after(&Actor::Clock, &remove_early(date(2024, 6, 21)))
        .at("2027-03-02T09:00:00+08:00");
    let again = reinstate(date(2027, 3, 2), true);
    let back = removed.after(&Actor::Clock, &again);
    let standing = |day| back.state.standing(day);
    assert_eq!(standing(date(2024, 6, 20)), Some(Standing::InForce));
    assert_eq!(standing(date(2027, 3, 1)), Some(Standing::RemovedEarly));
    assert_eq!(standing(date(2027, 3, 2)), Some(Standing::InForce), "past its first three years");
    assert_eq!(standing(date(2030, 3, 2)), Some(Standing::InForce));
    assert_eq!(standing(date(2030, 3, 3)), Some(Standing::Expired));
    assert_eq!(due(&back, Timer::ListEarly), Some(date(2028, 3, 2)));
    assert_eq!(back.state.shown_since, Some(date(2027, 3, 2)), "as it was shown before");
    assert_eq!(due(&back, Timer::ListPublish), None);
    back.when(&Actor::Clock, &again).then_nothing();
    let unshown = listed()
        .at("2024-06-21T09:00:00+08:00")
        .after(&Actor::Clock, &remove_early(date(2024, 6, 21)))
        .at("2024-07-01T09:00:00+08:00")
        .after(&Actor::Clock, &reinstate(date(2024, 7, 1), true));
    assert_eq!(due(&unshown, Timer::ListPublish), Some(date(2024, 7, 29)));
}

/// SC22: while a plan that a court approved is carried out the entry rests; carried out, it is removed for good; failed,
/// it counts on, and its years with it.
#[test]
fn it_rests_while_a_plan_is_carried_out() {
    let rests =
        listed().at("2025-07-01T09:00:00+08:00").after(&Actor::Clock, &suspend(date(2025, 7, 1)));
    let standing = |it: &Given<Listing>, day| it.state.standing(day);
    assert_eq!(standing(&rests, date(2025, 6, 30)), Some(Standing::InForce));
    assert_eq!(standing(&rests, date(2025, 7, 1)), Some(Standing::Suspended));
    assert_eq!(rests.state.ended_on(date(2025, 7, 1)), None);
    assert_eq!(standing(&rests, date(2026, 6, 21)), Some(Standing::Expired));
    let later = rests.at("2025-10-10T09:00:00+08:00");
    let done = later.clone().after(&Actor::Clock, &remove_early(date(2025, 10, 10)));
    assert_eq!(standing(&done, date(2025, 10, 9)), Some(Standing::Suspended));
    assert_eq!(standing(&done, date(2025, 10, 10)), Some(Standing::RemovedEarly));
    let failed = later.after(&Actor::Clock, &reinstate(date(2025, 10, 10), false));
    assert_eq!(standing(&failed, date(2025, 10, 9)), Some(Standing::Suspended));
    assert_eq!(standing(&failed, date(2025, 10, 10)), Some(Standing::InForce));
    assert_eq!(standing(&failed, date(2026, 6, 21)), Some(Standing::Expired));
}
