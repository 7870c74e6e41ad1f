//! What stands against a restoration since: another penalty, or that somebody deceived (domain.md §6.6).

use super::{
    regimes::{assessed, unmet},
    *,
};
use crate::restoration::{
    ConditionKind as Kind,
    eligibility::{Application, Penalised},
};

/// PUB 14.1(3); SDL: of two penalties of one day neither is one again, and one of the next day is.
#[test]
fn only_what_was_decided_later_is_a_penalty_again() {
    let on = date(2026, 8, 3);
    for (of, kind) in [(penalty(), Kind::NoSameTypeAgain), (entry(), Kind::NoHeavyPenaltyAgain)] {
        let again = |decided_on| {
            let number = "锦市监处罚〔2025〕2号".into();
            let other = Penalised { number, decided_on, same_type: true, heavy: true };
            let of = Restorable { penalties: vec![other], ..of.clone() };
            unmet(&of, Window::Gsxt, on).contains(&kind)
        };
        let day = of.source.decided_on;
        assert!(!again(day.yesterday().unwrap()), "{kind:?}");
        assert!(!again(day), "{kind:?}");
        assert!(again(day.tomorrow().unwrap()), "{kind:?}");
        assert!(!again(on.tomorrow().unwrap()), "{kind:?}");
    }
}

/// NDRC36; §6.6: whoever deceived through one window is barred at the other by its own rules, as far as they set a bar.
#[test]
fn whoever_deceived_is_barred_by_the_rules_of_the_window_that_is_asked() {
    let deceived = |on| Application {
        id: crate::id::RestorationId::new(Uuid::from_u128(3)),
        source: SOURCE,
        stands: false,
        revoked_on: Some(on),
        barred_until: None,
    };
    let of = |on| Restorable { applications: vec![deceived(on)], ..penalty() };
    let found_out = |on, (window, asked)| {
        let mut found = assessed(&of(on), window, asked).conditions.into_iter();
        let it = found.find(|it| it.kind == Kind::NotBarred).unwrap();
        (it.met, it.from, it.authority.to_string())
    };
    let barred = |window, on| found_out(date(2026, 5, 4), (window, on));
    let over = Some(date(2029, 5, 5));
    let rule = || "NDRC36".to_owned();
    assert_eq!(barred(Window::CreditChina, date(2026, 5, 11)), (false, over, rule()));
    assert_eq!(barred(Window::CreditChina, date(2029, 5, 5)), (true, over, rule()));
    assert_eq!(barred(Window::CreditChina, date(2026, 4, 2)), (true, None, rule()));
    assert_eq!(barred(Window::Gsxt, date(2026, 5, 11)), (true, None, "CR25".to_owned()));
    let before_them = found_out(date(2024, 5, 6), (Window::CreditChina, date(2026, 5, 11)));
    assert_eq!(before_them, (true, None, rule()), "no rule of then barred anybody");
}
