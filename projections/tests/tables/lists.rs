//! What lists find, in which order, and that pages read both ways give the whole.

use domain::{Role, case::Main};
use jiff::civil::{Date, date};
use projections::{
    Unit, Viewer,
    cases::{CaseFilter, CaseRow},
    deadlines::{DeadlineFilter, DeadlineKey, Listing},
    page::{Asked, Page},
};

use super::{
    Office,
    history::{AGENCIES, Step, case, number},
};

pub fn viewer(role: Role) -> Viewer {
    Viewer {
        person: "P-0001".parse().unwrap(),
        agency: AGENCIES[0].parse().unwrap(),
        unit: Unit::Unposted,
        reads_for: AGENCIES[0].parse().unwrap(),
        heir_of: vec![],
        roles: vec![role],
    }
}

/// Twelve cases, each with all that can happen; nine of them are the bureau's.
async fn twelve_cases() -> Office {
    let mut office = Office::open();
    for n in (0..12).rev() {
        office.log.happens(n, &[Step::Lead, Step::Assigned, Step::Filed]).await;
        office.log.happens(n, &[Step::Evidence, Step::Noticed]).await;
    }
    office.follow().await;
    office
}

/// Every row, read by pages of `limit`.
fn pages<T, K: Clone>(
    (limit, backwards): (usize, bool),
    read: impl Fn(&Asked<K>) -> Page<T>,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let (mut all, mut beyond) = (vec![], None);
    loop {
        let page = read(&Asked { limit, backwards, beyond, counted: true });
        let more = if backwards { page.has_previous } else { page.has_next };
        let last = if backwards { page.rows.first() } else { page.rows.last() };
        beyond = last.map(&key);
        let mut rows = page.rows;
        if backwards {
            rows.append(&mut all);
            all = rows;
        } else {
            all.append(&mut rows);
        }
        if !more {
            return all;
        }
    }
}

#[tokio::test]
async fn cases_read_by_pages_in_both_directions_are_the_same_list() {
    let office = twelve_cases().await;
    let viewer = viewer(Role::Handler);
    let read =
        |asked: &Asked<_>| office.read_model.cases(&viewer, &CaseFilter::default(), asked).unwrap();
    let whole: Vec<_> = pages((100, false), read, CaseRow::key);
    let ids: Vec<_> = whole.iter().map(|it| it.id).collect();
    // The newest act first: the histories were written from the last case to the first.
    assert_eq!(ids, [0, 1, 2, 4, 5, 6, 8, 9, 10].map(case));
    for limit in [1, 2, 4, 9] {
        assert_eq!(pages((limit, false), read, CaseRow::key), whole, "{limit} forwards");
        assert_eq!(pages((limit, true), read, CaseRow::key), whole, "{limit} backwards");
    }
}

#[tokio::test]
async fn each_filter_of_cases_finds_its_own_and_nothing_of_another_agency() {
    let office = twelve_cases().await;
    let found = |filter: CaseFilter| {
        let asked = Asked { limit: 100, backwards: false, beyond: None, counted: true };
        let page = office.read_model.cases(&viewer(Role::Handler), &filter, &asked).unwrap();
        let numbers: Vec<u32> =
            (0..12).filter(|n| page.rows.iter().any(|it| it.id == case(*n))).collect();
        assert_eq!(numbers.len(), page.rows.len());
        numbers
    };
    let none = CaseFilter::default;
    assert_eq!(found(CaseFilter { agency: AGENCIES[1].parse().ok(), ..none() }), [0_u32; 0]);
    assert_eq!(found(CaseFilter { stages: vec![Main::Lead], ..none() }), [0_u32; 0]);
    assert_eq!(found(CaseFilter { stages: vec![Main::Investigating], ..none() }).len(), 9);
    assert_eq!(found(CaseFilter { handler: "P-0001".parse().ok(), ..none() }), [0, 5, 10]);
    assert_eq!(found(CaseFilter { number: Some(number(4).to_string()), ..none() }), [4]);
    assert_eq!(found(CaseFilter { number: Some(number(3).to_string()), ..none() }), [0_u32; 0]);
    let named = |part: &str| found(CaseFilter { party_name: Some(part.to_owned()), ..none() });
    assert_eq!(named("第1分店"), [1]);
    assert_eq!(named("王小"), [0_u32; 0]);
    let digest = |it: &str| found(CaseFilter { name_digest: Some(it.to_owned()), ..none() });
    assert_eq!(digest("digest-5"), [5]);
    assert_eq!(digest("digest"), [0_u32; 0]);
    let person = format!("p-{:064x}", 8).parse().ok();
    assert_eq!(found(CaseFilter { subject: person, ..none() }), [8]);
    let uscc = "92510104MA6T0X1D7T".parse().ok();
    assert_eq!(found(CaseFilter { subject: uscc, ..none() }), [0, 1, 4, 6, 9, 10]);
    let on = |from: Date, to: Date| {
        found(CaseFilter { filed_from: Some(from), filed_to: Some(to), ..none() }).len()
    };
    assert_eq!(on(date(2022, 3, 1), date(2022, 3, 1)), 9);
    assert_eq!(on(date(2022, 3, 2), date(2022, 3, 31)), 0);
    let nobody = Viewer { roles: vec![Role::Registrar], ..viewer(Role::Handler) };
    let asked = Asked { limit: 100, backwards: false, beyond: None, counted: true };
    assert_eq!(office.read_model.cases(&nobody, &none(), &asked).unwrap().rows, [] as [CaseRow; 0]);
}

/// Whose agency has taken over from another finds the cases of both, each as it finds it alone; in one order, with all that
/// is due of them.
#[tokio::test]
async fn whoever_has_taken_over_finds_the_cases_of_both() {
    let office = twelve_cases().await;
    let heir = Viewer { heir_of: vec![AGENCIES[1].parse().unwrap()], ..viewer(Role::AgencyLeader) };
    let read =
        |asked: &Asked<_>| office.read_model.cases(&heir, &CaseFilter::default(), asked).unwrap();
    let whole: Vec<_> = pages((100, false), read, CaseRow::key);
    assert_eq!(
        whole.iter().map(|it| it.id).collect::<Vec<_>>(),
        (0..12).map(case).collect::<Vec<_>>()
    );
    for limit in [1, 5] {
        assert_eq!(pages((limit, false), read, CaseRow::key), whole, "{limit} forwards");
        assert_eq!(pages((limit, true), read, CaseRow::key), whole, "{limit} backwards");
    }
    let alone = |it: &CaseRow| office.read_model.case(&heir, it.id).unwrap();
    assert!(whole.iter().all(|it| alone(it).as_ref() == Some(it)));
    let theirs = CaseFilter { agency: AGENCIES[1].parse().ok(), ..CaseFilter::default() };
    let asked = Asked { limit: 100, backwards: false, beyond: None, counted: true };
    let found = office.read_model.cases(&heir, &theirs, &asked).unwrap();
    let found: Vec<_> = found.rows.iter().map(|it| it.id).collect();
    assert_eq!(found, [3, 7, 11].map(case));
    assert_eq!(office.read_model.case(&viewer(Role::AgencyLeader), case(3)).unwrap(), None);
    let today = date(2022, 7, 1);
    let due = |it: &Viewer| worklist(&office, it, today).len();
    let other = AGENCIES[1].parse().unwrap();
    let before = Viewer { reads_for: other, ..viewer(Role::AgencyLeader) };
    assert_eq!(due(&heir), due(&viewer(Role::AgencyLeader)) + due(&before));
    // Both have cases against this one.
    let subject = "92510104MA6T0X1D7T".parse().unwrap();
    let against = |it: &Viewer| office.read_model.party(it, &subject).unwrap().unwrap().cases.len();
    assert_eq!(against(&heir), against(&viewer(Role::AgencyLeader)) + against(&before));
}

fn worklist(office: &Office, viewer: &Viewer, today: Date) -> Vec<DeadlineKey> {
    let filter = DeadlineFilter::Worklist { today };
    let read = |asked: &Asked<_>| office.read_model.deadlines(viewer, &filter, asked).unwrap();
    let whole: Vec<_> = pages((100, false), read, |(key, _)| key.clone());
    for limit in [1, 2, 5] {
        assert_eq!(pages((limit, false), read, |(key, _)| key.clone()), whole);
        assert_eq!(pages((limit, true), read, |(key, _)| key.clone()), whole);
    }
    whole.into_iter().map(|(key, _)| key).collect()
}

#[tokio::test]
async fn the_worklist_shows_overdue_duties_first_then_by_day_then_by_case_number() {
    let office = twelve_cases().await;
    let leader = viewer(Role::AgencyLeader);
    // The five working days of the notices are over, and nobody has recorded the waiver; the cases
    // themselves are to be decided by the end of May.
    let running = worklist(&office, &leader, date(2022, 3, 15));
    assert!(running.iter().all(|it| it.rank == 1));
    let days: Vec<_> = running.iter().map(|it| it.day.as_str()).collect();
    assert!(days.is_sorted(), "{days:?}");
    assert_eq!(days.iter().filter(|it| **it < "2022-03-15").count(), 18);
    // Numbered 1 to 11 of the bureau: counted, not spelt.
    let numbers: Vec<_> = running.iter().rev().take(9).map(|it| it.number.as_str()).collect();
    assert!(numbers.iter().rev().is_sorted(), "{numbers:?}");
    let overdue = worklist(&office, &leader, date(2022, 7, 1));
    let ranks: Vec<_> = overdue.iter().map(|it| it.rank).collect();
    assert_eq!(ranks, [[0; 9].as_slice(), [1; 18].as_slice()].concat());
    let mine = worklist(&office, &viewer(Role::Handler), date(2022, 7, 1));
    assert_eq!(mine.iter().filter(|it| it.rank == 0).count(), 3);
    let theirs = [0, 5, 10].map(|it| case(it).uuid());
    assert!(mine.iter().all(|it| theirs.contains(&it.of)));
}

#[tokio::test]
async fn deadlines_are_listed_by_case_and_by_time_whether_met_or_not() {
    let mut office = twelve_cases().await;
    office.log.happens(1, &[Step::Stated]).await;
    office.follow().await;
    let leader = viewer(Role::AgencyLeader);
    let listed = |filter: &DeadlineFilter| {
        let asked = Asked { limit: 100, backwards: false, beyond: None, counted: true };
        let page = office.read_model.deadlines(&leader, filter, &asked).unwrap();
        assert_eq!(page.total.unwrap().value as usize, page.rows.len());
        page.rows.iter().map(|(_, row)| (row.deadline.timer.id(), row.settled.is_some())).collect()
    };
    let of = |n, open| {
        DeadlineFilter::Listed(Listing { case: Some(case(n)), open, ..Listing::default() })
    };
    let all: Vec<_> = listed(&of(1, None));
    assert_eq!(
        all,
        [
            ("NOTICE.STATE", true),
            ("HEARING.REQUEST", false),
            ("LEAD.VERIFY", true),
            ("CASE.DECIDE", false)
        ]
    );
    let on = |it| listed(&of(1, Some(it)));
    assert_eq!(on(date(2022, 3, 1)), [("HEARING.REQUEST", false), ("CASE.DECIDE", false)]);
    assert_eq!(listed(&of(3, None)), [], "of another agency");
    let may = DeadlineFilter::Listed(Listing {
        case: None,
        from: Some(date(2022, 5, 1)),
        to: Some(date(2022, 5, 31)),
        open: Some(date(2022, 5, 31)),
    });
    assert_eq!(listed(&may), [("CASE.DECIDE", false); 9]);
}
