//! What is said of the program itself: whether it can do its work, and what it has done, without a word about
//! anybody.

use std::io::{Seek as _, SeekFrom, Write as _};

use api::{App, clockwork::Clockwork, health::Health, http::metrics};
use projections::{Progress, Waiting};
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
    let (reason, since) = ("the disk is full".to_owned(), tokio::time::Instant::now());
    let waiting = Some(Waiting { reason, since });
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

/// Be it an error that no waiting mends, or a bug: whoever routes requests sees that answers grow old.
#[tokio::test]
async fn a_follower_that_has_ended_turns_health_red() {
    let casework = Casework::open().await;
    let (sender, progress) = watch::channel(casework.app.progress.borrow().clone());
    drop(sender);
    let ended = health(App { progress, ..casework.app.clone() }).readiness();
    assert_eq!((ended.ready, &ended.report["followed"]), (false, &json!(false)));
}

/// Whoever sends a command is told that trying again won't help; whoever asks is answered as before.
#[tokio::test]
async fn damage_that_a_command_meets_turns_writes_off_for_everybody_and_health_red() {
    let mut casework = Casework::open().await;
    let damaged = casework.lead().await;
    let mut cases = vec![];
    for _ in 0..8 {
        cases.push(casework.lead().await);
    }
    let folder = casework.close().await;
    let mut casework = Casework::open_in(folder, "2022-11-15T10:00:00+08:00");
    change_a_byte_of(&casework, "00000000-0000-0000-0000-c00000000001");
    let input = json!({ "verifiers": ["P-0001", "P-0002"] });
    casework.done("P-0003", "assignLead", (&cases[0], input.clone())).await;
    let mut told = vec![];
    for case in [&damaged, &damaged, &cases[1]] {
        told.push(casework.refused("P-0003", "assignLead", (case, input.clone())).await);
    }
    insta::assert_debug_snapshot!(told, @r#"
    [
        [
            "WRITES_OFF 案卷记录受损或者存储故障，系统已停止写入，本次提交未被记录，请联系系统管理员",
        ],
        [
            "WRITES_OFF 案卷记录受损或者存储故障，系统已停止写入，本次提交未被记录，请联系系统管理员",
        ],
        [
            "WRITES_OFF 案卷记录受损或者存储故障，系统已停止写入，本次提交未被记录，请联系系统管理员",
        ],
    ]
    "#);
    let answer = casework.ask("P-0003", "{ cases { totalCount { value } } }", json!({})).await;
    assert_eq!(answer["cases"]["totalCount"]["value"], 9);
    let red = health(casework.app.clone()).readiness();
    let why = red.report["log"]["writesOff"].as_str().unwrap();
    assert!(!red.ready && why.contains(&format!("case-{damaged}@0")), "{why}");
}

/// The same where it is met in another record, which the decision reads: the register of whoever acts.
#[tokio::test]
async fn damage_that_is_met_while_facts_are_gathered_is_told_like_any_other() {
    let mut casework = Casework::open().await;
    let case = casework.lead().await;
    let folder = casework.close().await;
    let mut casework = Casework::open_in(folder, "2022-11-15T10:00:00+08:00");
    casework.app.caught_up().await;
    change_a_byte_of(&casework, "A-P-0001\"");
    let input = json!({ "verifiers": ["P-0001", "P-0002"] });
    for _ in 0..2 {
        let refused = casework.refused("P-0003", "assignLead", (&case, input.clone())).await;
        assert!(refused[0].starts_with("WRITES_OFF"), "{refused:?}");
    }
    let why = casework.app.store.writes_off().unwrap();
    assert!(why.contains("officer-P-0001@"), "{why}");
}

/// Changes what the files of a running log say, wherever that lies in them.
fn change_a_byte_of(casework: &Casework, text: &str) {
    let mut changed = 0;
    for name in ["log.db", "log.db-wal"] {
        let path = casework.folder.path().join(name);
        let bytes = std::fs::read(&path).unwrap_or_default();
        for at in 0..bytes.len().saturating_sub(text.len()) {
            if bytes[at..].starts_with(text.as_bytes()) {
                let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
                file.seek(SeekFrom::Start(at as u64)).unwrap();
                file.write_all(b"7").unwrap();
                changed += 1;
            }
        }
    }
    assert!(changed > 0);
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
