//! Which rules apply on a day, how long is waited, and what each condition says (domain.md §6.6; Appendix C, Q3, Q4).

use super::*;
use crate::{
    citation::cite,
    listing::Register,
    restoration::{
        Asked, ConditionKind as Kind, Eligibility, Regime, Statutory, Waiting, applicable, assess,
        eligibility::{Application, Correction, Entry, Penalised},
    },
    rulebook::Confidence,
    spec::law,
};

pub(super) fn assessed(of: &Restorable, window: Window, on: Date) -> Eligibility {
    assess(Asked { of, window, plan: None, on }, law()).unwrap()
}

fn waits_until(of: &Restorable, window: Window, on: Date) -> Option<Date> {
    let found = assessed(of, window, on);
    found.conditions.iter().find(|it| it.kind == Kind::Waited).and_then(|it| it.from)
}

pub(super) fn unmet(of: &Restorable, window: Window, on: Date) -> Vec<Kind> {
    assessed(of, window, on).unmet().map(|it| it.kind).collect()
}

#[test]
fn a_regime_is_chosen_by_window_and_day() {
    let regime = |window, on| applicable(&penalty(), window, on, law()).map(|it| it.row.key.regime);
    assert_eq!(regime(Window::Gsxt, date(2021, 8, 31)), None);
    assert_eq!(regime(Window::Gsxt, date(2025, 12, 24)), Some(Regime::Cr21));
    assert_eq!(regime(Window::Gsxt, date(2025, 12, 25)), Some(Regime::Cr25));
    assert_eq!(regime(Window::CreditChina, date(2025, 6, 21)), None);
    assert_eq!(regime(Window::CreditChina, date(2025, 6, 22)), Some(Regime::Ndrc36));
    let authority = |on| {
        let rules = applicable(&penalty(), Window::CreditChina, on, law()).unwrap();
        rules.row.authority.clone()
    };
    assert_eq!(authority(date(2026, 3, 31)), cite("SC22", "0"));
    assert_eq!(authority(date(2026, 4, 1)), cite("NDRC36", "0"));
}

/// PUB 13; NDRC36; domain.md §0.1, §6.2: what is weighed by a figure that was made up says so, and is no surer than that.
#[test]
fn a_grade_that_rests_on_a_figure_of_the_demonstration_says_so() {
    let overlay = include_str!("../../../../fixtures/rulebook-demo/thresholds.toml");
    let law = crate::Rulebook::load(&[("thresholds.toml".to_owned(), overlay.to_owned())]).unwrap();
    let waited = |of: &Restorable, window| {
        let asked = Asked { of, window, plan: None, on: date(2026, 4, 2) };
        let found = assess(asked, &law).unwrap();
        let waited = found.conditions.iter().find(|it| it.kind == Kind::Waited).unwrap();
        let (_, told) = found.reason.rsplit_once('；').unwrap_or_default();
        (waited.confidence.is_demonstration(), told.to_owned())
    };
    let minor = Restorable { gravity: Gravity::Minor, ..penalty() };
    for fined in [penalty(), minor] {
        let low = "“较低数额罚款”标准5000元为演示数据".to_owned();
        assert_eq!(waited(&fined, Window::Gsxt), (true, low));
        let huge = "“巨额罚款”标准1000000元为演示数据".to_owned();
        assert_eq!(waited(&fined, Window::CreditChina), (true, huge));
    }
    for kind in [SanctionKind::ConfiscateIncome, SanctionKind::Criticism] {
        let other = Restorable { sanctions: vec![kind], ..penalty() };
        for window in Window::ALL {
            assert_eq!(waited(&other, window), (false, String::new()), "{kind:?}");
        }
    }
}

/// CR21 6: six months from publication; a year for food, drugs and special equipment.
#[test]
fn under_the_rules_of_2021_a_penalty_waits_six_months_and_one_in_food_a_year() {
    let on = date(2025, 12, 1);
    assert_eq!(waits_until(&penalty(), Window::Gsxt, on), Some(date(2026, 1, 2)));
    let food = Restorable { concerns_safety: true, ..penalty() };
    assert_eq!(waits_until(&food, Window::Gsxt, on), Some(date(2026, 7, 2)));
    let found = assessed(&penalty(), Window::Gsxt, on);
    let waited = found.conditions.iter().find(|it| it.kind == Kind::Waited).unwrap();
    assert_eq!(waited.authority, cite("CR21", "6"));
    assert_eq!(waited.says, "最短公示期6个月尚未届满，自2026年1月2日起可以申请");
    assert_eq!(found.from(), Some(date(2026, 1, 2)));
}

/// CR25: who had waited three months before the rules that ask no more than that are eligible since these apply.
#[test]
fn nobody_is_eligible_before_the_rules_that_say_so_apply() {
    let of = Restorable { shown: on(Channel::Gsxt, Some(date(2025, 8, 1))), ..penalty() };
    let found = assessed(&of, Window::Gsxt, date(2026, 1, 10));
    assert!(found.is_met(), "{found:#?}");
    let waited = found.conditions.iter().find(|it| it.kind == Kind::Waited).unwrap();
    assert_eq!(waited.from, Some(date(2025, 11, 2)));
    assert_eq!(found.from(), Some(date(2025, 12, 25)));
}

/// PUB 14.1; CR21 6: through GSXT the publicity of GSXT is ended, which is counted from its own first day, whatever is
/// shown elsewhere since when.
#[test]
fn the_wait_is_counted_from_the_publicity_of_the_windows_own_channel() {
    let shown = |gsxt| Restorable {
        shown: [on(Channel::CreditChina, Some(date(2025, 6, 24))), on(Channel::Gsxt, gsxt)]
            .concat(),
        ..penalty()
    };
    let day = date(2025, 12, 1);
    let later = shown(Some(date(2025, 7, 7)));
    assert_eq!(waits_until(&later, Window::Gsxt, day), Some(date(2026, 1, 8)));
    let never = shown(None);
    assert_eq!(waits_until(&never, Window::Gsxt, day), None);
    assert_eq!(unmet(&never, Window::Gsxt, day), [Kind::StillShown, Kind::Waited]);
}

/// §6.6: whoever obtained the restoration by deceit waits anew, through either window; who deceived about another decision
/// does not.
#[test]
fn the_wait_is_counted_anew_once_deceit_was_found() {
    let deceived = |source| Application {
        id: crate::id::RestorationId::new(Uuid::from_u128(3)),
        source,
        stands: false,
        revoked_on: Some(date(2026, 3, 2)),
        barred_until: None,
    };
    let of = |source| Restorable { applications: vec![deceived(source)], ..penalty() };
    let again = of(SOURCE);
    assert_eq!(waits_until(&again, Window::Gsxt, date(2026, 3, 3)), Some(date(2026, 6, 3)));
    assert_eq!(waits_until(&again, Window::CreditChina, date(2026, 3, 3)), Some(date(2026, 6, 3)));
    assert_eq!(waits_until(&again, Window::Gsxt, date(2026, 3, 1)), Some(date(2025, 10, 2)));
    let other = of(EventId::new(Uuid::from_u128(8)));
    assert_eq!(waits_until(&other, Window::Gsxt, date(2026, 3, 3)), Some(date(2025, 10, 2)));
}

/// PUB 14.1; NDRC36: what a window's own channel shows no longer, or never has, is not restored through it, though
/// others show it.
#[test]
fn what_a_windows_own_channel_does_not_show_is_not_restored_through_it() {
    let day = date(2026, 3, 2);
    let says = |of: &Restorable, window| {
        let found = assessed(of, window, day);
        let shown = found.conditions.into_iter().find(|it| it.kind == Kind::StillShown).unwrap();
        (shown.met, shown.says)
    };
    let over = ended(&penalty(), Channel::Gsxt, date(2026, 2, 1));
    let told = "自2026年2月1日起已不再公示，无须修复".to_owned();
    assert_eq!(says(&over, Window::Gsxt), (false, told));
    assert_eq!(says(&over, Window::CreditChina), (true, "仍在公示".to_owned()));
    let portal = Restorable { shown: on(Channel::Portal, Some(date(2025, 7, 1))), ..penalty() };
    let told = "尚未在国家企业信用信息公示系统公示".to_owned();
    assert_eq!(says(&portal, Window::Gsxt), (false, told));
    let fallen = Restorable { fallen_on: Some(day), ..penalty() };
    let told = "该决定自2026年3月2日起已失去效力，无须修复".to_owned();
    assert_eq!(says(&fallen, Window::CreditChina), (false, told));
}

/// APL 75.2; PUB 14.1: of a decision that has fallen nothing is left to restore: neither its gravity nor what it ordered is
/// asked about any more.
#[test]
fn of_a_decision_that_has_fallen_there_is_nothing_to_restore() {
    let day = date(2026, 3, 2);
    let fallen = Restorable { fallen_on: Some(day), performed_on: None, ..penalty() };
    for window in [Window::Gsxt, Window::CreditChina] {
        let found = assessed(&fallen, window, day);
        assert_eq!(found.reason, "该决定自2026年3月2日起已失去效力，无须修复");
        let conditions: Vec<_> = found.conditions.iter().map(|it| (it.kind, it.met)).collect();
        assert_eq!((conditions, found.wait), (vec![(Kind::StillShown, false)], Waiting::None));
        let before = assessed(&fallen, window, day.yesterday().unwrap());
        assert!(before.conditions.len() > 1);
    }
}

/// PUB 14.1(4): whoever is in several registers is told of each.
#[test]
fn every_register_that_stands_against_it_is_named() {
    let entry = |register| Entry { register, since: date(2026, 1, 5), ended_on: None };
    let entries = vec![entry(Register::AbnormalOperations), entry(Register::SeriousViolation)];
    let found = assessed(&Restorable { entries, ..penalty() }, Window::Gsxt, date(2026, 3, 2));
    let says = found.conditions.into_iter().find(|it| it.kind == Kind::Unlisted).unwrap().says;
    for register in [Register::AbnormalOperations, Register::SeriousViolation] {
        assert!(says.contains(&format!("2026年1月5日起在{}中", register.label())), "{says}");
    }
}

/// CR25: moderate three months, serious a year, minor none; its start was not seen.
#[test]
fn since_2025_it_waits_by_its_gravity() {
    let since = |gravity| Restorable {
        source: Source { decided_on: date(2026, 1, 5), ..penalty().source },
        shown: everywhere(date(2026, 1, 12)),
        gravity,
        ..penalty()
    };
    let on = date(2026, 2, 2);
    let waits = |gravity, window| waits_until(&since(gravity), window, on);
    assert_eq!(waits(Gravity::Minor, Window::Gsxt), None);
    assert!(!unmet(&since(Gravity::Minor), Window::Gsxt, on).contains(&Kind::Waited));
    assert_eq!(waits(Gravity::Moderate, Window::Gsxt), Some(date(2026, 4, 13)));
    assert_eq!(waits(Gravity::Serious, Window::Gsxt), Some(date(2027, 1, 13)));
    // NDRC36, SC22: from the day of the document.
    assert_eq!(waits(Gravity::Moderate, Window::CreditChina), Some(date(2026, 4, 6)));
    let found = assessed(&since(Gravity::Moderate), Window::Gsxt, on);
    assert_eq!(found.wait.confidence(), Some(Confidence::Uncertain));
}

/// Neither law says which wait counts for what was decided before: the one that is over first.
#[test]
fn a_transitional_case_waits_by_what_favours_the_party_and_says_so() {
    let on = date(2026, 1, 6);
    // The newer three months are over sooner than the older six.
    let moderate = applicable(&penalty(), Window::Gsxt, on, law()).unwrap();
    assert_eq!(moderate.wait.over_from(), Some(date(2025, 10, 2)));
    assert!(!moderate.reason.contains("有利"), "{}", moderate.reason);
    // The older six months are over sooner than the newer year.
    let serious = Restorable { gravity: Gravity::Serious, ..penalty() };
    let found = applicable(&serious, Window::Gsxt, on, law()).unwrap();
    assert_eq!(found.wait.over_from(), Some(date(2026, 1, 2)));
    assert_eq!(
        found.reason,
        "通过国家企业信用信息公示系统申请，2026年1月6日适用《市场监督管理信用修复管理办法（2025年）》，属于严重失信信息；\
         作出决定时适用的《市场监督管理信用修复管理办法（2021年）》规定的最短公示期届满较早，新旧规定不一致，适用对当事人有利的规定"
    );
    // What the older rules left closed gains nothing by their wait.
    let closed = Restorable { sanctions: vec![SanctionKind::StopBusiness], ..serious };
    let found = applicable(&closed, Window::Gsxt, on, law()).unwrap();
    assert_eq!(found.wait.over_from(), Some(date(2026, 7, 2)));
}

/// PUB 14.3: closed under the rules of 2021; those since open it after a time, and nobody has read of what not.
#[test]
fn closing_a_business_is_never_restored_early_under_the_rules_of_2021() {
    let of = Restorable {
        sanctions: vec![SanctionKind::Fine, SanctionKind::RevokeLicence],
        gravity: Gravity::Serious,
        ..penalty()
    };
    let open = |on| {
        let found = assessed(&of, Window::Gsxt, on);
        let open = found.conditions.into_iter().find(|it| it.kind == Kind::Open).unwrap();
        (open.met, open.authority, open.confidence)
    };
    let article = cite("PUB", "14.3");
    assert_eq!(open(date(2025, 12, 24)), (false, article.clone(), Confidence::Verified));
    assert_eq!(open(date(2026, 8, 3)), (true, article, Confidence::Uncertain));
    assert_eq!(assessed(&of, Window::Gsxt, date(2025, 12, 24)).from(), None);
}

/// NDRC36: Credit China wants a public credit commitment, which is handed in with the application; where one stands without it,
/// that stands against it.
#[test]
fn credit_china_wants_a_credit_commitment() {
    let on = date(2026, 8, 3);
    let told = |committed| {
        let of = Restorable { committed, ..penalty() };
        let found = assessed(&of, Window::CreditChina, on);
        let found = found.conditions.into_iter().find(|it| it.kind == Kind::Committed).unwrap();
        assert_eq!(found.authority, cite("NDRC36", "0"));
        (found.met, found.upon_application)
    };
    assert_eq!(told(None), (false, true));
    assert_eq!(told(Some(false)), (false, false));
    assert_eq!(told(Some(true)), (true, false));
    let before = assessed(&penalty(), Window::Gsxt, date(2025, 8, 4));
    assert!(before.conditions.iter().all(|it| it.kind != Kind::Committed));
}

/// PUB 14.1: each condition is told, with its article.
#[test]
fn each_condition_is_told_as_met_or_not_under_its_article() {
    let again = Penalised {
        number: "锦市监处罚〔2025〕9号".into(),
        decided_on: date(2025, 9, 1),
        same_type: true,
        heavy: false,
    };
    let listed =
        Entry { register: Register::AbnormalOperations, since: date(2025, 7, 14), ended_on: None };
    let of = Restorable {
        performed_on: None,
        corrected: Correction::Unverified,
        penalties: vec![again],
        entries: vec![listed],
        ..penalty()
    };
    let on = date(2026, 3, 2);
    let found = assessed(&of, Window::Gsxt, on);
    let told: Vec<_> =
        found.conditions.iter().map(|it| (it.met, it.authority.to_string(), &*it.says)).collect();
    let told: Vec<_> =
        told.iter().map(|(met, cited, says)| (*met, cited.as_str(), *says)).collect();
    let expected = [
        (true, "PUB 14.1", "仍在公示"),
        (true, "CR25", "最短公示期3个月已经届满"),
        (true, "PUB 14.3", "不属于不得提前停止公示的处罚"),
        (false, "PUB 14.1(1)", "尚未履行决定规定的义务"),
        (false, "PUB 14.1(2)", "尚未核实已经纠正违法行为、消除危害后果和不良影响"),
        (
            false,
            "PUB 14.1(3)",
            "2025年9月1日因同一类违法行为再次受到行政处罚（锦市监处罚〔2025〕9号）",
        ),
        (
            false,
            "PUB 14.1(4)",
            "2025年7月14日起在经营异常名录中，消除列入原因后申请移出经营异常名录",
        ),
        (true, "CR25", "没有不得申请的期限"),
    ];
    assert_eq!(told, expected);
    // NDRC36 wants neither of the last two.
    let there = unmet(&of, Window::CreditChina, on);
    assert_eq!(there, [Kind::Performed, Kind::Corrected]);
}

/// §6.6: what nobody has verified is verified upon application, and stands against nobody who has not applied; once an
/// application waits for it, it does.
#[test]
fn what_is_verified_upon_application_stands_against_nobody_who_has_not_applied() {
    let day = date(2026, 3, 2);
    for of in [penalty(), entry()] {
        let at =
            |corrected, on| assessed(&Restorable { corrected, ..of.clone() }, Window::Gsxt, on);
        let on = if of.source.kind == SourceKind::Penalty { day } else { date(2026, 7, 2) };
        let told = |found: &Eligibility| {
            let kind = Kind::Corrected;
            let it = found.conditions.iter().find(|it| it.kind == kind).unwrap();
            (found.is_met(), it.met, it.upon_application)
        };
        assert_eq!(told(&at(Correction::UponApplication, on)), (true, false, true));
        assert_eq!(told(&at(Correction::Unverified, on)), (false, false, false));
        assert_eq!(told(&at(Correction::On(on), on)), (true, true, false));
        let later = Correction::On(on.tomorrow().unwrap());
        assert_eq!(told(&at(later, on)), (false, false, false));
    }
}

/// SDL: a year, no heavy penalty since, no ban of a statute.
#[test]
fn the_serious_list_is_left_after_a_year_without_a_heavy_penalty_or_a_ban() {
    let heavy = Penalised {
        number: "锦市监处罚〔2026〕2号".into(),
        decided_on: date(2026, 2, 2),
        same_type: false,
        heavy: true,
    };
    let of = Restorable { statutory_until: Some(date(2026, 9, 30)), ..entry() };
    let there = unmet(&of, Window::Gsxt, date(2026, 6, 20));
    assert_eq!(there, [Kind::Waited, Kind::NoStatutoryMeasure]);
    let found = assessed(&of, Window::Gsxt, date(2026, 6, 20));
    assert_eq!(found.from(), Some(date(2026, 10, 1)));
    assert!(assessed(&of, Window::Gsxt, date(2026, 10, 1)).is_met());
    let of = Restorable { penalties: vec![heavy], ..of };
    assert_eq!(unmet(&of, Window::Gsxt, date(2026, 10, 1)), [Kind::NoHeavyPenaltyAgain]);
    // As known before it was decided, it stood against nothing.
    assert!(!unmet(&of, Window::Gsxt, date(2026, 2, 1)).contains(&Kind::NoHeavyPenaltyAgain));
}

/// SDL; FSL 135: nor while a measure runs that its agency imposed for a time that a statute sets, or for life.
#[test]
fn the_serious_list_is_not_left_while_a_measure_of_a_statute_runs() {
    let measure = |until| Statutory {
        measure: "FOOD_LICENCE_BAN".parse().unwrap(),
        agency: agency(BUREAU),
        until,
    };
    let until = |last| Restorable { measures: vec![measure(last)], ..entry() };
    let on = date(2026, 10, 1);
    assert!(assessed(&Restorable { measures: vec![], ..entry() }, Window::Gsxt, on).is_met());
    let ban = until(Some(date(2030, 6, 20)));
    assert_eq!(unmet(&ban, Window::Gsxt, on), [Kind::NoStatutoryMeasure]);
    assert_eq!(assessed(&ban, Window::Gsxt, on).from(), Some(date(2030, 6, 21)));
    let shorter = Restorable { statutory_until: Some(date(2026, 11, 1)), ..ban };
    assert_eq!(assessed(&shorter, Window::Gsxt, on).from(), Some(date(2030, 6, 21)), "the last");
    let for_life = assessed(&until(None), Window::Gsxt, date(2040, 1, 1));
    assert_eq!(for_life.from(), None);
    assert_eq!(for_life.unmet().map(|it| it.kind).collect::<Vec<_>>(), [Kind::NoStatutoryMeasure]);
}

/// EIP 17.2: no wait; the ground is gone.
#[test]
fn the_list_of_abnormal_operations_is_left_once_its_ground_is_gone() {
    let listed = Source { kind: SourceKind::AbnormalList, ..penalty().source };
    let of = Restorable { source: listed, ..penalty() };
    let on = date(2025, 9, 1);
    assert_eq!(unmet(&of, Window::Gsxt, on), [Kind::GroundGone]);
    let wanted = assessed(&of, Window::Gsxt, on).conditions;
    let wanted: Vec<_> = wanted.iter().map(|it| (it.kind, it.authority.to_string())).collect();
    let article = "EIP 17.2".to_owned();
    assert_eq!(wanted, [(Kind::StillShown, article.clone()), (Kind::GroundGone, article)]);
    let cured = Restorable { cured_on: Some(date(2025, 8, 29)), ..of };
    assert!(assessed(&cured, Window::Gsxt, on).is_met());
    assert_eq!(assessed(&cured, Window::Gsxt, on).wait, Waiting::None);
    let over = ended(&cured, Channel::Gsxt, on);
    assert_eq!(unmet(&over, Window::Gsxt, on), [Kind::StillShown]);
}
