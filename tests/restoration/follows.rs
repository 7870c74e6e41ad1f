//! What follows from a restoration in other records, and on worklists.

use api::clockwork::settle;
use domain::{
    id::CaseId,
    publicity::{Channel, Key},
};
use serde_json::{Value, json};

use super::course::Applicant;
use crate::{casework::Casework, clockwork::part, histories::rebuilt_is_live};

async fn history(casework: &Casework, case: &str, channel: Channel) -> Vec<store::Recorded> {
    let case: CaseId = case.parse().unwrap();
    let key = Key { case, decision: part("P1"), channel };
    casework.app.store.read(&key.stream()).await.unwrap()
}

/// What a crash left over is stopped after a start, once; tables made anew start nothing anew. Each stop names the grant
/// that it follows from.
#[tokio::test]
async fn what_a_crash_left_over_is_stopped_once_and_a_rebuild_starts_nothing() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    casework.settled().await;
    let application = casework.verified(&case).await;
    assert_eq!(casework.grants("P-0004", &application).await["userErrors"], json!([]));
    let now = casework.app.clock.now().to_string();
    let casework = Casework::open_in(casework.close().await, &now);
    assert_eq!(settle(&casework.app).await.unwrap(), 3);
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    casework.app.read_model.rebuild(&casework.app.store, |_| ()).await.unwrap();
    assert_eq!(settle(&casework.app).await.unwrap(), 0);
    let stream = domain::restoration::stream_of(application.parse().unwrap());
    let restored = casework.app.store.read(&stream).await.unwrap();
    let granted = restored.iter().find(|it| it.event_type == "restoration.granted").unwrap();
    for channel in Channel::ALL {
        let history = history(&casework, &case, channel).await;
        let stops: Vec<_> =
            history.iter().filter(|it| it.event_type == "publicity.stopped").collect();
        let [stop] = stops[..] else { panic!("{channel:?}") };
        assert_eq!(stop.metadata.causation_id, Some(granted.id));
    }
}

/// A restoration that is revoked before the clock has seen the grant leaves nothing stopped.
#[tokio::test]
async fn what_was_revoked_before_it_took_effect_is_shown_in_the_end() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    assert_eq!(casework.grants("P-0004", &application).await["userErrors"], json!([]));
    casework.revoked(&application).await;
    for channel in Channel::ALL {
        let last = history(&casework, &case, channel).await.pop().unwrap();
        assert_eq!(last.event_type, "publicity.reinstated", "{channel:?}");
    }
}

/// The act keeps what it went by, record by record, with where it was read.
#[tokio::test]
async fn an_act_keeps_what_it_went_by() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.accepted(&case).await;
    let stream = domain::restoration::stream_of(application.parse().unwrap());
    let accepted = casework.app.store.read(&stream).await.unwrap().pop().unwrap();
    let kinds: Vec<_> = accepted
        .metadata
        .facts
        .iter()
        .map(|it| {
            let read = serde_json::to_value(&it.read).unwrap();
            let kind = read["restorable"].as_object().and_then(|it| it.keys().next().cloned());
            format!("{} {}", it.stream.split('-').next().unwrap(), kind.unwrap_or_default())
        })
        .collect();
    insta::assert_json_snapshot!(kinds, @r#"
    [
      "officer ",
      "case target",
      "publicity shown",
      "publicity shown",
      "publicity shown"
    ]
    "#);
}

/// What is to be accepted, decided and stopped is on the worklist of the credit unit, which acts on it.
#[tokio::test]
async fn what_is_due_of_an_application_is_on_the_worklist() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.applied(&case, Applicant::Complete).await;
    let query = "{ worklist { nodes { recordKindLabel recordId caseNumber
        deadline { ruleLabel dueDate outcomeLabel } } } }";
    let due = async |casework: &Casework, person: &str| -> Vec<Value> {
        let answer = casework.ask(person, query, json!({})).await;
        let nodes = answer["worklist"]["nodes"].as_array().unwrap().clone();
        let mine = nodes.into_iter().filter(|it| it["recordId"] == application.as_str());
        mine.map(|it| json!([it["deadline"], it["recordKindLabel"], it["caseNumber"]])).collect()
    };
    let received = due(&casework, "P-0008").await;
    assert!(due(&casework, "P-0010").await.is_empty());
    casework.restored("P-0008", "acceptRestoration", (&application, None)).await;
    casework.verifies(&application).await;
    casework.granted(&application).await;
    insta::assert_json_snapshot!((received, due(&casework, "P-0008").await));
}

/// PUB 14: a grant that is entered late hides what is shown since the day on which it was made; as known before, it was
/// shown.
#[tokio::test]
async fn a_grant_that_is_entered_late_counts_since_its_day() {
    let mut casework = Casework::open().await;
    let case = casework.shown().await;
    casework.on("2023-07-13T10:00:00+08:00");
    let application = casework.verified(&case).await;
    casework.on("2023-07-24T10:00:00+08:00");
    casework.behind = 6;
    casework.granted(&application).await;
    casework.behind = 0;
    let query = "query($filter: PublicityFilterInput!, $at: AsOf) {
        publicities(filter: $filter, asOf: $at) { nodes { stateLabel } }
    }";
    let state = async |at: Value| {
        let filter = json!({ "caseId": case, "channel": "GSXT" });
        let of = json!({ "filter": filter, "at": at });
        let told = casework.ask("P-0008", query, of).await;
        told["publicities"]["nodes"][0]["stateLabel"].clone()
    };
    for (on, label) in [
        ("2023-07-17", "已公示"),
        ("2023-07-18", "已停止公示（信用修复）"),
        ("2023-07-24", "已停止公示（信用修复）"),
    ] {
        assert_eq!(state(json!({ "effectiveOn": on })).await, label, "{on}");
    }
    let known = json!({ "effectiveOn": "2023-07-18", "recordedAt": "2023-07-23T10:00:00+08:00" });
    assert_eq!(state(known).await, "已公示");
    let hidden = casework.about(&application, "publicity { hiddenOn }").await;
    assert_eq!(hidden["publicity"][0]["hiddenOn"], "2023-07-18");
    rebuilt_is_live(&casework.app).await;
}
