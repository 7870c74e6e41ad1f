//! A record that belongs to no case: its deadlines are its agency's, and name it.

use domain::{
    Decider, Role,
    id::{ListingId, RestorationId, RestrictionId},
    listing::Listing,
    restoration::Restoration,
    restriction::Restriction,
};
use projections::{
    Viewer,
    deadlines::{DeadlineFilter, DeadlineKey, DeadlineRow},
    page::Asked,
    records::{Record, RecordKind},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    Office,
    history::{Told, agency},
    lists::viewer,
};

/// The specimen of an event, as a record of its kind tells it.
async fn happens<D>(office: &mut Office, record: Record, event: &str)
where
    D: Decider<Event: Clone + Serialize + DeserializeOwned>,
{
    let path = format!("{}/../fixtures/events", env!("CARGO_MANIFEST_DIR"));
    let category = D::CATEGORY;
    let data = std::fs::read_to_string(format!("{path}/{category}.{event}.1.json")).unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let told = serde_json::json!({ "type": event, "data": data });
    let event: D::Event = serde_json::from_value(told).unwrap();
    let at = office.log.next();
    let agency = agency(0);
    office.log.records::<Told<D>>(&record.stream(), (agency, at), &vec![event]).await;
}

/// Which records a worklist names, against whom, and by when.
fn due(office: &Office, viewer: &Viewer) -> Vec<(RecordKind, Option<String>, String)> {
    let filter = DeadlineFilter::Worklist { today: "2022-04-01".parse().unwrap() };
    let asked = Asked { limit: 100, backwards: false, beyond: None, counted: true };
    let page = office.read_model.deadlines(viewer, &filter, &asked).unwrap();
    let told = |(key, row): (DeadlineKey, DeadlineRow)| {
        assert_eq!((row.case, key.of), (None, row.record.uuid()));
        assert_eq!(Record::of_stream(&row.record.stream()), Some(row.record));
        (row.record.kind(), row.party, key.day)
    };
    page.rows.into_iter().map(told).collect()
}

#[tokio::test]
async fn what_is_due_of_a_record_that_follows_from_no_case_is_its_agencys_and_names_it() {
    let mut office = Office::open();
    let id = Uuid::from_u128(7);
    let listing = Record::Listing(ListingId::new(id));
    happens::<Listing>(&mut office, listing, "ground-verified").await;
    let restriction = Record::Restriction(RestrictionId::new(id));
    for event in ["notified", "imposed", "source-fell"] {
        happens::<Restriction>(&mut office, restriction, event).await;
    }
    let restoration = Record::Restoration(RestorationId::new(id));
    happens::<Restoration>(&mut office, restoration, "applied").await;
    office.follow().await;
    let of = |code: &str| Viewer { reads_for: code.parse().unwrap(), ..viewer(Role::AgencyLeader) };
    let (bureau, city) = (of("COUNTY_510104_AMR"), of("CITY_5101_AMR"));
    let named = |kind, party: &str, day: &str| (kind, Some(party.to_owned()), day.to_owned());
    assert_eq!(
        due(&office, &bureau),
        [
            named(RecordKind::Listing, "成都春熙里餐饮管理有限公司", "2024-04-28"),
            named(RecordKind::Restoration, "成都某餐饮管理有限公司", "2026-03-05"),
        ]
    );
    assert_eq!(due(&office, &city), [named(RecordKind::Restriction, "王某", "2026-03-16")]);
    assert_eq!(due(&office, &of("SC_AMR")), []);
    // Whoever leads nobody sees to what they have acted on.
    assert_eq!(due(&office, &viewer(Role::Handler)), []);
    happens::<Listing>(&mut office, listing, "entered").await;
    office.follow().await;
    let left: Vec<_> = due(&office, &bureau).into_iter().map(|(kind, ..)| kind).collect();
    assert!(!left.contains(&RecordKind::Listing), "{left:?}");
    let live = office.read_model.dump().unwrap();
    let following = tokio::spawn(office.follower.run());
    office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap();
    assert_eq!(live, office.read_model.dump().unwrap());
    following.abort();
}
