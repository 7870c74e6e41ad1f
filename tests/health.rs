//! What is said of the program itself: whether it can do its work, and what it has done, without a word about
//! anybody.

use api::{App, clockwork::Clockwork, health::Health, http::metrics};
use projections::Progress;
use serde_json::json;
use tokio::sync::watch;

use crate::casework::Casework;

fn health(app: App) -> Health {
    let clockwork = Clockwork::new(app.clone()).state();
    Health { app, clockwork }
}

/// Readers see what the tables held before, so that requests may still be sent here.
#[tokio::test]
async fn what_the_tables_wait_for_is_told_and_turns_nobody_away() {
    let casework = Casework::open().await;
    let well = health(casework.app.clone()).readiness();
    assert_eq!((well.ready, &well.report["waiting"]), (true, &json!(null)));
    let waiting = Some("the disk is full".to_owned());
    let told = Progress { waiting, ..casework.app.progress.borrow().clone() };
    let (_follower, progress) = watch::channel(told);
    let waits = health(App { progress, ..casework.app.clone() }).readiness();
    assert!(waits.ready);
    assert_eq!(waits.report["waiting"], "the disk is full");
    insta::assert_json_snapshot!(waits.report["warnings"], @r#"
    [
      {
        "code": "TABLES_WAIT",
        "message": "数据表暂时无法更新，查询结果停留在较早的位置；可以写入时自动继续",
        "messageEn": "the tables can't take up events at present: the disk is full"
      }
    ]
    "#);
}

/// What was counted, line by line, times left out.
fn counts(text: &str) -> Vec<&str> {
    let told = |it: &&str| !it.starts_with('#') && !it.contains("_bucket") && !it.contains("_sum");
    let mut lines: Vec<_> = text.lines().filter(|it| !it.is_empty()).filter(told).collect();
    lines.sort_unstable();
    lines
}

/// Fields are counted by our names for them, whatever a client calls them; what fits no field of ours is
/// counted as an error alone.
#[tokio::test]
async fn operations_refusals_errors_and_events_are_counted_by_names_of_our_own() {
    let recorder = metrics::recorder().unwrap().build_recorder();
    let counted = recorder.handle();
    let _counting = ::metrics::set_default_local_recorder(&recorder);
    let mut casework = Casework::open().await;
    let case = casework.lead().await;
    casework.refused("P-0001", "assignLead", (&case, json!({ "verifiers": ["P-0002"] }))).await;
    let both = "query Mine($id: CaseId!) { mine: case(id: $id) { id } cases { nodes { id } } }";
    casework.ask("P-0001", both, json!({ "id": case })).await;
    for document in ["{ salaries { of } }", "{ case(id: \"17\") { id } }"] {
        casework.told("P-0001", document, json!({})).await;
    }
    insta::assert_debug_snapshot!(counts(&counted.render()), @r#"
    [
        "events_appended_total{type=\"case.lead-registered\"} 1",
        "events_appended_total{type=\"officer.certificate-issued\"} 12",
        "events_appended_total{type=\"officer.qualification-recorded\"} 2",
        "events_appended_total{type=\"officer.registered\"} 12",
        "events_appended_total{type=\"officer.role-granted\"} 14",
        "faults_total{code=\"BAD_USER_INPUT\"} 1",
        "faults_total{code=\"GRAPHQL_VALIDATION_FAILED\"} 1",
        "graphql_seconds_count{operation=\"mutation\",field=\"assignLead\"} 1",
        "graphql_seconds_count{operation=\"mutation\",field=\"registerLead\"} 1",
        "graphql_seconds_count{operation=\"query\",field=\"case\"} 1",
        "graphql_seconds_count{operation=\"query\",field=\"cases\"} 1",
        "refusals_total{code=\"NOT_PERMITTED\"} 1",
        "refusals_total{code=\"TOO_FEW_OFFICERS\"} 1",
    ]
    "#);
}
