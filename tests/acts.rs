//! Every act, whatever it is: what its envelope says.

use crate::casework::Casework;
use domain::Reading;
use serde_json::json;

/// Whoever reads an event needs no other record to know who acted, in the register's words of that day.
#[tokio::test]
async fn an_event_names_who_acted_as_the_register_did_on_the_day() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let input = casework.filing(&case);
    let filed = casework.act("P-0004", "fileCase", (&case, input)).await;
    assert_eq!(filed["userErrors"], json!([]));
    let history = casework.app.store.read(&format!("case-{case}")).await.unwrap();
    let facts = &history.last().unwrap().metadata.facts;
    let named: Vec<_> = facts
        .iter()
        .map(|it| {
            let Reading::Officer(officer) = &it.read;
            let certificate = officer.certificate.as_deref().unwrap();
            format!("{}@{} {} {certificate}", it.stream, it.revision, officer.shown)
        })
        .collect();
    assert_eq!(
        named,
        [
            "officer-P-0001@3 李某 川A-P-0001",
            "officer-P-0002@2 张某 川A-P-0002",
            "officer-P-0004@2 王某 川A-P-0004",
        ]
    );
}
