//! A log that several nodes share is looked through beside them: `verify-log --store`.

use api::{config::Place, parts};
use store::verify::Report;

use crate::{
    child::run_apart,
    nodes::{Province, level},
};

/// What is found from a folder that is nobody's.
async fn found(province: &Province) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let place =
        Place { shared: Some(province.given()), ..Place::embedded(folder.path().to_owned()) };
    let report = parts::verify(&place, &|_, _| ()).await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it leaves nothing behind");
    report
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_log_is_looked_through_beside_its_nodes_and_a_changed_decision_is_named() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let case = one.served().await;
    level(&[&one, &other]).await;
    run_apart(format!("anjuan verify-log {}", province.flags())).await;
    let sound = found(&province).await;
    assert!(sound.is_sound() && sound.documents > 0, "{sound:?}");
    assert_eq!((sound.unopened, sound.orphans.len()), (0, 0));
    let records = province.double.records();
    let decided = records.iter().find(|it| it.event.event_type == "case.penalty-decided").unwrap();
    let changed = province.double.tamper(&decided.stream, decided.revision, |it| {
        let said = String::from_utf8(it.data.clone()).unwrap();
        it.data = said.replacen("000", "00", 1).into_bytes();
    });
    assert!(changed && decided.stream == format!("case-{case}"));
    let (at, place) = (decided.revision, decided.place.commit);
    let report = found(&province).await;
    let what = "its bytes do not give its hash";
    assert_eq!(report.damage, [format!("case-{case}@{at}, position {place}: {what}")]);
    assert_eq!((report.events, report.documents), (sound.events, sound.documents));
}
