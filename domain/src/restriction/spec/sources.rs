//! What becomes of a source that lasts: it ends of itself, or rests while a plan of reorganisation is carried out
//! (domain.md §6.4, §6.6, §6.7).

use jiff::civil::{Date, date};

use super::{facts::*, officer};
use crate::{
    Actor, Code, Role,
    case::{
        sanction::{Sanction, SanctionKind},
        spec::facts::sanctions,
        violation::ViolationType,
    },
    restriction::{
        Cause, Command, Event, Fall, Restriction, Standing, Trigger,
        answering::Acknowledge,
        notifying::{Entry, Notify},
        resting::{ResumeSource, SourceResumed, SourceSuspended, SuspendSource},
    },
    spec::Given,
};

const LAST: Date = date(2026, 5, 6);

/// The entry on which it rests ends after three years.
fn of_an_entry(measure: &str, agency: &str) -> Notify {
    Notify { source_until: Some(LAST), ..notify(measure, agency) }
}

fn on(given: &Given<Restriction>, day: Date) -> Option<Standing> {
    given.state.standing(day)
}

/// SDL; domain.md §6.4: three years from the entry on nothing rests on it any more, from the first day, whether or not
/// the clock has recorded that.
#[test]
fn nothing_counts_after_the_last_day_of_its_entry() {
    let notice = of_an_entry("PROCUREMENT_LIMIT", "SC_FINANCE");
    let given = imposed(notice.clone(), &finance(), finance_imposes());
    let next = LAST.tomorrow().unwrap();
    assert_eq!(on(&given, LAST), Some(Standing::Active));
    assert_eq!(on(&given, next), Some(Standing::Unfounded));
    let owed = given.state.pair().unwrap().prospects(next, Some(next));
    assert_eq!(owed[0].cause, Cause::Delisted);
    let delisted = Command::TakeBack(take_back(Fall::Delisted, next));
    let recorded = given.clone().at("2026-05-12T02:00:00+08:00").after(&Actor::Clock, &delisted);
    for day in [LAST, next, date(2026, 5, 12)] {
        assert_eq!(on(&recorded, day), on(&given, day));
    }
    assert_eq!(
        [LAST, next].map(|day| on(&told(notice.clone()), day)),
        [Some(Standing::Notified), Some(Standing::Withdrawn)]
    );
    let bank = of_an_entry("CREDIT_INFORMATION", "PBOC_CHENGDU");
    let branch = super::leader("PBOC_CHENGDU", "RH-GL-001");
    let given = imposed(bank, &branch, impose("CREDIT_INFORMATION", &[("CIR", "44")]));
    assert_eq!(on(&given, next), Some(Standing::Ended(Cause::Delisted)));
    let revoked = Command::TakeBack(take_back(Fall::Revoked, date(2026, 5, 2)));
    let revoked = recorded_before(&revoked);
    assert_eq!(on(&revoked, date(2026, 5, 1)), Some(Standing::Active));
    assert_eq!(on(&revoked, date(2026, 5, 2)), Some(Standing::Unfounded));
}

/// The finance department's measure, whose entry fell before its years were over.
fn recorded_before(fall: &Command) -> Given<Restriction> {
    let notice = of_an_entry("PROCUREMENT_LIMIT", "SC_FINANCE");
    let given = imposed(notice, &finance(), finance_imposes());
    given.at("2026-05-04T09:00:00+08:00").after(&Actor::Clock, fall)
}

/// SDL; FSL 135: what a statute bars for a time of its own asks for no last day of its source.
#[test]
fn a_term_of_its_own_runs_on_after_the_last_day_of_its_entry() {
    let found = [Trigger::FoodLicenceRevoked].into();
    let notice = Notify { found, ..of_an_entry("FOOD_LICENCE_BAN", "CITY_5101_AMR") };
    let city = super::leader("CITY_5101_AMR", "SCJG-XK-001");
    let barred = imposed(notice, &city, impose("FOOD_LICENCE_BAN", &[("FSL", "135.1")]));
    assert_eq!(on(&barred, LAST.tomorrow().unwrap()), Some(Standing::Active));
}

const PLAN: &str = "2025-07-01T09:00:00+08:00";
const FAILED: &str = "2025-12-01T09:00:00+08:00";

fn rest() -> Command {
    let take = take_back(Fall::Restored, date(2025, 7, 1));
    Command::SuspendSource(SuspendSource {
        by: take.by,
        stream: "restoration-1".into(),
        on: take.on,
    })
}

fn resume(source_until: Option<Date>) -> Command {
    let take = take_back(Fall::Restored, date(2025, 12, 1));
    let stream = "restoration-1".to_owned();
    Command::ResumeSource(ResumeSource { by: take.by, stream, on: take.on, source_until })
}

/// SC22; domain.md §6.6, §6.7: while an approved plan is carried out the measure counts for nothing, and its agency is
/// told; where the plan fails it counts again, for as long as its entry does.
#[test]
fn a_measure_rests_with_its_source_and_its_agency_is_told() {
    let notice = of_an_entry("PROCUREMENT_LIMIT", "SC_FINANCE");
    let given = imposed(notice, &finance(), finance_imposes()).at(PLAN);
    given.when(&finance(), &rest()).then_refused(&[Code::NotPermitted]);
    given.when(&Actor::Clock, &resume(None)).then_nothing();
    let told = SourceSuspended {
        by: take_back(Fall::Restored, DECIDED).by,
        stream: "restoration-1".into(),
        on: date(2025, 7, 1),
        imposed: true,
    };
    given.when(&Actor::Clock, &rest()).then([Event::SourceSuspended(told.clone())]);
    let resting = given.after(&Actor::Clock, &rest());
    resting.when(&Actor::Clock, &rest()).then_nothing();
    assert_eq!(on(&resting, date(2025, 6, 30)), Some(Standing::Active));
    assert_eq!(on(&resting, date(2025, 7, 1)), Some(Standing::Suspended));
    let clerk = officer("SC_FINANCE", Role::CreditUnit, None);
    let entry = Entry { revision: 2, ..entry() };
    let acknowledge = Command::Acknowledge(Acknowledge { entry });
    assert_eq!(resting.when(&clerk, &acknowledge).events().unwrap().len(), 1);
    let longer = date(2028, 12, 1);
    let failed = resting.at(FAILED);
    let SourceSuspended { by, stream, imposed, .. } = told;
    let again =
        SourceResumed { by, stream, on: date(2025, 12, 1), imposed, source_until: Some(longer) };
    failed.when(&Actor::Clock, &resume(Some(longer))).then([Event::SourceResumed(again)]);
    let failed = failed.after(&Actor::Clock, &resume(Some(longer)));
    failed.when(&Actor::Clock, &resume(None)).then_nothing();
    assert_eq!(on(&failed, date(2025, 11, 30)), Some(Standing::Suspended));
    assert_eq!(on(&failed, date(2025, 12, 1)), Some(Standing::Active));
    assert_eq!(on(&failed, longer), Some(Standing::Active));
    assert_eq!(on(&failed, longer.tomorrow().unwrap()), Some(Standing::Unfounded));
}

/// Where nothing was imposed nothing rests; a statute's own time runs on; and what fell rests no more.
#[test]
fn what_no_plan_lets_rest_stays_as_it_was() {
    let untold = told(of_an_entry("PROCUREMENT_LIMIT", "SC_FINANCE")).at(PLAN);
    let events = untold.when(&Actor::Clock, &rest()).events().unwrap();
    assert!(matches!(&events[..], [Event::SourceSuspended(it)] if !it.imposed), "{events:?}");
    let after = untold.after(&Actor::Clock, &rest());
    assert_eq!(on(&after, date(2025, 7, 1)), Some(Standing::Notified));
    let ban = notify_of_penalty(
        "FOOD_LICENCE_BAN",
        "CITY_5101_AMR",
        Trigger::FoodLicenceRevoked,
        subject(),
    );
    let city = super::leader("CITY_5101_AMR", "SCJG-XK-001");
    let barred = imposed(ban, &city, impose("FOOD_LICENCE_BAN", &[("FSL", "135.1")])).at(PLAN);
    let events = barred.when(&Actor::Clock, &rest()).events().unwrap();
    assert!(matches!(events[..], [Event::Kept(_)]), "{events:?}");
    let barred = barred.after(&Actor::Clock, &rest());
    assert_eq!(on(&barred, date(2025, 7, 1)), Some(Standing::Active));
    let fell = Command::TakeBack(take_back(Fall::Revoked, date(2025, 6, 30)));
    let fallen = finance_imposed().at(PLAN).after(&Actor::Clock, &fell);
    fallen.when(&Actor::Clock, &rest()).then_nothing();
}

/// CO23 178; FSL 135: a business licence that is revoked ends the company and bars whoever led it, a licence for food those who
/// managed that business, whatever the violation was.
#[test]
fn what_a_revoked_licence_calls_for_goes_by_the_licence() {
    let revoked = |object: Option<&str>, violation| {
        let sanction = Sanction {
            kind: SanctionKind::RevokeLicence,
            object: object.map(Into::into),
            amount: None,
            ..sanctions().remove(1)
        };
        let found = Trigger::of_penalty(violation, &[sanction]).into_iter();
        found.map(|(it, _)| it).collect::<Vec<_>>()
    };
    let food = ViolationType::UnlicensedFoodBusiness;
    let company = [Trigger::LicenceRevoked, Trigger::CompanyClosed];
    assert_eq!(revoked(Some("营业执照"), ViolationType::FalseRegistration), company);
    assert_eq!(revoked(Some("营业执照"), food), company);
    let licence = [Trigger::LicenceRevoked, Trigger::FoodLicenceRevoked];
    assert_eq!(revoked(None, food), licence);
    assert_eq!(revoked(Some("食品经营许可证"), ViolationType::FalseAdvertising), licence);
    let both = revoked(Some("食品经营许可证、营业执照"), food);
    assert_eq!(both, [company[0], licence[1], company[1]]);
    let other = revoked(Some("广告发布登记"), ViolationType::FalseAdvertising);
    assert_eq!(other, [Trigger::LicenceRevoked]);
}
