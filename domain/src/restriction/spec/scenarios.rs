//! What the scenarios of domain.md §10 say of restrictions.

use jiff::civil::{Date, date};

use super::{answers::declining, facts::*, leader, officer};
use crate::{
    Actor, Role,
    id::{EventId, RestrictionId},
    restriction::{
        Cause, Command, Restriction, Source,
        Standing::{self, Active, Declined, Ended, Unfounded},
        Trigger,
        ending::LiftCause,
        falling::Fall,
        id_of,
        imposing::Impose,
        notifying::Notify,
        pairs::applied,
    },
    spec::Given,
};

const FELL_ON: Date = date(2023, 9, 1);

fn revoked(given: Given<Restriction>) -> Given<Restriction> {
    let command = Command::TakeBack(take_back(Fall::Revoked, FELL_ON));
    given.at(FELL).after(&Actor::Clock, &command)
}

fn id(given: &Given<Restriction>) -> RestrictionId {
    let told = &given.state.pair().unwrap().notified;
    id_of(told.source.event, &told.measure.code, &told.agency, None)
}

/// The five agencies of scenario 9 answer: one weighs, one limits, one takes up, one declines, one inspects more.
fn five() -> [Given<Restriction>; 5] {
    let bureau = leader("CITY_5101_AMR", "SCJG-XK-001");
    let branch = leader("PBOC_CHENGDU", "RH-GL-001");
    let customs = leader("CHENGDU_CUSTOMS", "HG-JC-001");
    let own_ground = Some("进出口信用等级为失信企业。".into());
    let inspected = Impose { own_ground, ..impose("CUSTOMS_INSPECTION", &[("CUSC", "0")]) };
    [
        imposed(
            notify("LICENCE_WEIGHTING", "CITY_5101_AMR"),
            &bureau,
            impose("LICENCE_WEIGHTING", &[("SDL", "15")]),
        ),
        finance_imposed(),
        imposed(
            notify("CREDIT_INFORMATION", "PBOC_CHENGDU"),
            &branch,
            impose("CREDIT_INFORMATION", &[("CIR", "44")]),
        ),
        told(notify("INVOICE_SUPPLY", "SC_TAX"))
            .at(IMPOSED)
            .after(&officer("SC_TAX", Role::CreditUnit, None), &declining()),
        imposed(notify("CUSTOMS_INSPECTION", "CHENGDU_CUSTOMS"), &customs, inspected),
    ]
}

/// Scenario 9: none is active from the source that fell; each agency that imposed owes a lift of its own, the bank
/// nothing, and whoever declined has declined.
#[test]
fn a_revocation_reaches_five_agencies() {
    let standing = |all: &[Given<Restriction>], on| {
        all.iter().map(|it| it.state.standing(on).unwrap()).collect::<Vec<_>>()
    };
    let before = five();
    let at_work = [Active, Active, Active, Declined, Active];
    assert_eq!(standing(&before, date(2023, 8, 31)), at_work);
    let after = before.map(revoked);
    assert_eq!(standing(&after, date(2023, 8, 31)), at_work, "as it was");
    let fell = Ended(Cause::SourceFell);
    assert_eq!(standing(&after, FELL_ON), [Unfounded, Unfounded, fell, Declined, Unfounded]);
    let [_, finance_measure, ..] = after;
    let lifting = Command::Lift(lift(LiftCause::SourceFell, Some(2)));
    let lifted = finance_measure.at("2023-09-06T09:00:00+08:00").after(&finance(), &lifting);
    assert_eq!(lifted.state.standing(date(2023, 9, 6)), Some(fell));
}

/// Scenario 9: a limit of procurement that rests on another source besides stays.
#[test]
fn a_measure_with_another_source_stays() {
    let other = EventId::new(uuid::Uuid::from_u128(10));
    let second = Notify {
        source: Source {
            event: other, number: "成市监严列〔2023〕2号".to_owned(), ..source()
        },
        ..notify("PROCUREMENT_LIMIT", "SC_FINANCE")
    };
    let second = told(second).knowing(|it| it.source.as_mut().unwrap().event = other);
    let second = second.at(IMPOSED).after(&finance(), &Command::Impose(finance_imposes()));
    let (first, on) = (revoked(finance_imposed()), date(2023, 9, 4));
    let pair = |given: &Given<Restriction>| (id(given), given.state.pair().unwrap().clone());
    let both = [pair(&first), pair(&second)];
    let all = || both.iter().map(|(id, pair)| (*id, pair));
    let after = applied(all(), on);
    let (_, procurement) = after.iter().next().unwrap();
    assert_eq!((after.len(), procurement.pairs.len()), (1, 2));
    assert!(procurement.is_active());
    assert_eq!(procurement.borne_by(), [other].into());
    let before = applied(all(), date(2023, 8, 31));
    assert_eq!(before.values().next().unwrap().borne_by(), [SOURCE, other].into());
}

/// Scenario 10: a fine that falls below the heavier grade takes what answers it along.
#[test]
fn an_alteration_takes_along_what_it_no_longer_holds() {
    let heavy = Trigger::HeavyFine;
    let branch = leader("PBOC_CHENGDU", "RH-GL-001");
    let told = notify_of_penalty("CREDIT_INFORMATION", "PBOC_CHENGDU", heavy, subject());
    let information = impose("CREDIT_INFORMATION", &[("CIR", "44")]);
    let given = imposed(told, &branch, information).at(FELL);
    let command = Command::TakeBack(take_back(Fall::Altered, FELL_ON));
    let state = given.after(&Actor::Clock, &command).state;
    assert_eq!(state.standing(FELL_ON), Some(Standing::Ended(Cause::SourceFell)));
}

/// Scenario 11: a restoration takes the source away; what is reinstated after a fraud is another source, and its
/// measures begin anew.
#[test]
fn what_comes_back_after_a_revoked_restoration_begins_anew() {
    let restored = Command::TakeBack(take_back(Fall::Restored, FELL_ON));
    let lifting = Command::Lift(lift(LiftCause::Restored, Some(2)));
    let first = finance_imposed().at(FELL).after(&Actor::Clock, &restored);
    let first = first.after(&finance(), &lifting);
    assert_eq!(first.state.standing(date(2023, 9, 4)), Some(Standing::Ended(Cause::Restored)));
    let reinstated = EventId::new(uuid::Uuid::from_u128(11));
    let told_again = Notify {
        source: Source { event: reinstated, revision: 8, ..source() },
        ..notify("PROCUREMENT_LIMIT", "SC_FINANCE")
    };
    let again = told(told_again);
    assert_ne!(id(&first), id(&again), "another source, another pair");
    assert_eq!(again.state.standing(date(2023, 5, 8)), Some(Standing::Notified));
}
