//! What would end a measure.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::facts::*;
use crate::{
    Actor,
    citation::cite,
    restriction::{
        Cause, Command, Pair, Source, SourceKind, Trigger, falling::Fall, notifying::Notify,
    },
    spec::Given,
};

fn causes(pair: &Pair, on: jiff::civil::Date) -> Vec<(Cause, Option<jiff::civil::Date>)> {
    let entry_ends = Some(date(2026, 5, 7));
    pair.prospects(on, entry_ends).into_iter().map(|it| (it.cause, it.on)).collect()
}

fn pair(given: &Given<crate::restriction::Restriction>) -> &Pair {
    given.state.pair().unwrap()
}

/// domain.md §6.7: what rests on an entry ends with it, sooner where that falls or is restored; once the source fell
/// only its agency's lift is left.
#[test]
fn what_would_end_a_measure_is_told_while_it_is_on() {
    let imposed = finance_imposed();
    assert_eq!(
        causes(pair(&imposed), date(2023, 6, 1)),
        [
            (Cause::Delisted, Some(date(2026, 5, 7))),
            (Cause::SourceFell, None),
            (Cause::Restored, None),
            (Cause::BasisRepealed, None),
            (Cause::WrongSubject, None),
            (Cause::OwnDecision, None),
            (Cause::SubjectEnded, None),
        ]
    );
    assert_eq!(causes(pair(&finance_told()), date(2023, 6, 1)), []);
    let fallen = Command::TakeBack(take_back(Fall::Revoked, date(2023, 9, 1)));
    let fallen = imposed.at(FELL).after(&Actor::Clock, &fallen);
    let owed = pair(&fallen).prospects(date(2023, 9, 4), None);
    assert_eq!(owed.len(), 1);
    assert_eq!(
        (owed[0].cause, owed[0].how.as_str()),
        (Cause::SourceFell, "来源被撤销，实施机关应当解除")
    );
}

/// FSL 135.1: a ban on a person ends after its term, whatever becomes of the company.
#[test]
fn a_ban_on_a_person_ends_by_its_term_and_not_with_the_company() {
    let told = told(notify_of_penalty(
        "FOOD_MANAGEMENT_BAN",
        "CITY_5101_AMR",
        Trigger::FoodLicenceRevoked,
        representative(),
    ));
    let city = super::leader("CITY_5101_AMR", "SCJG-XK-001");
    let impose = Command::Impose(impose("FOOD_MANAGEMENT_BAN", &[("FSL", "135.1")]));
    let barred = told.at(IMPOSED).after(&city, &impose);
    let all = causes(pair(&barred), date(2023, 6, 1));
    assert_eq!(all[0], (Cause::Expired, Some(date(2028, 5, 7))));
    let runs_on = [Cause::SubjectEnded, Cause::Restored];
    assert!(all.iter().all(|(cause, _)| !runs_on.contains(cause)));
}

/// EIP 17.2: the list of abnormal operations is left by removing the ground and applying to leave; nobody restores it.
#[test]
fn what_rests_on_the_list_of_abnormal_operations_ends_by_leaving_it() {
    let abnormal = Source { kind: SourceKind::AbnormalList, ..source() };
    let found = BTreeSet::from([Trigger::AbnormalList]);
    let notice = Notify { source: abnormal, found, ..notify("PROCUREMENT_LIMIT", "SC_FINANCE") };
    let given = imposed(notice, &finance(), finance_imposes());
    let all = pair(&given).prospects(date(2023, 6, 1), None);
    assert!(all.iter().all(|it| it.cause != Cause::Restored), "{all:#?}");
    let ways: Vec<_> = all.iter().filter(|it| it.cause == Cause::Delisted).collect();
    assert_eq!(ways.len(), 1, "{all:#?}");
    assert_eq!(
        (ways[0].how.as_str(), &ways[0].authority),
        ("消除列入经营异常名录的原因后申请移出，移出之日起措施终止", &cite("EIP", "17.2"))
    );
}
