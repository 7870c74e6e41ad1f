//! The demonstration's folder: with a clock set elsewhere it has officers and no case, it goes on where its
//! clock was set, and it never mixes with a real log. The keeper of a folder asks its server.

use std::{path::Path, sync::Arc};

use api::{
    App,
    auth::{Authenticator, Bearer, DevelopmentKey, OwnRecord, Verified},
    control,
    demo::{Desk, scene},
    http::{self, Closing},
    parts,
};
use axum::Extension;
use domain::{Moment, Role};
use projections::CatchingUp;
use reqwest::StatusCode;
use serde_json::{Value, json};
use store::{EventStore, LogKind, Options};

use crate::casework::{Casework, viewer};

const BEGUN: &str = "2022-11-14T09:00:00+08:00";

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn open(folder: &Path, kind: LogKind) -> Result<App, parts::StartError> {
    let clock = scene::clock(folder, Some(moment(BEGUN))).unwrap();
    let law = parts::law(None).unwrap();
    let (app, follower) = parts::open(folder, &Options::of(kind), (law, clock))?;
    tokio::spawn(follower.run());
    Ok(app)
}

/// Lets working days pass as the button of the page does; status and answer.
async fn pass(app: &App, folder: &Path, days: u16) -> (StatusCode, Value) {
    post(app, folder, &json!({ "workingDays": days }).to_string()).await
}

/// An officer asks something of the clock; status and answer.
async fn post(app: &App, folder: &Path, body: &str) -> (StatusCode, Value) {
    post_as(Bearer::Officer(viewer("P-0001")), (app, folder), body).await
}

async fn post_as(bearer: Bearer, (app, folder): (&App, &Path), body: &str) -> (StatusCode, Value) {
    let verified = Arc::new(Verified { bearer, until_seconds: u64::MAX });
    let router = http::demo::routes(app.clone(), folder, Closing::new());
    let router = router.layer(Extension(verified));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(axum::serve(listener, router).into_future());
    let request = reqwest::Client::new().post(format!("http://{address}/demo/clock"));
    let request = request.header("Content-Type", "application/json").body(body.to_owned());
    let answer = request.send().await.unwrap();
    serving.abort();
    (answer.status(), answer.json().await.unwrap())
}

async fn events(app: &App) -> usize {
    app.store.read_all(None, 10_000).await.unwrap().len()
}

#[tokio::test]
async fn a_clock_set_elsewhere_begins_with_officers_and_no_case_and_goes_on_where_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
    assert_eq!(app.clock.now(), moment(BEGUN));
    let all = app.store.read_all(None, 10_000).await.unwrap();
    assert!(all.len() > 100);
    assert!(all.iter().all(|it| it.stream.starts_with("officer-")));
    scene::set(&app, None, |_| ()).await.unwrap();
    assert_eq!((events(&app).await, app.clock.now()), (all.len(), moment(BEGUN)));
    let earlier = scene::set(&app, Some(moment("2022-11-13T09:00:00+08:00")), |_| ()).await;
    assert!(earlier.unwrap_err().to_string().contains("can't go back"));
}

#[tokio::test]
async fn a_demonstration_refuses_a_real_log() {
    let folder = tempfile::tempdir().unwrap();
    drop(EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap());
    let refused = open(folder.path(), LogKind::Demo).unwrap_err().to_string();
    assert!(refused.contains("holds a real log, where no demonstration goes"), "{refused}");
}

/// What a restart would take back is not set: the same days pass once there is room.
#[tokio::test]
async fn a_clock_that_cannot_be_kept_stands_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
    let in_the_way = folder.path().join("demo-clock.unfinished");
    std::fs::create_dir(&in_the_way).unwrap();
    let (status, said) = pass(&app, folder.path(), 5).await;
    assert_eq!((status, app.clock.now()), (StatusCode::SERVICE_UNAVAILABLE, moment(BEGUN)));
    insta::assert_json_snapshot!(said["errors"][0]["message"], @r#""the clock can't be kept, and stands where it stood""#);
    std::fs::remove_dir(in_the_way).unwrap();
    let (status, said) = pass(&app, folder.path(), 5).await;
    let set = "2022-11-21T09:00:00+08:00";
    assert_eq!((status, said["now"].as_str()), (StatusCode::OK, Some(set)));
}

/// A party reads its own record alone (domain.md §9).
#[tokio::test]
async fn a_party_does_not_set_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
    let party = Bearer::Party(OwnRecord { uscc: "92510104MA6T0X1D7T".parse().unwrap() });
    let (status, said) = post_as(party, (&app, folder.path()), r#"{"workingDays":5}"#).await;
    assert_eq!((status, app.clock.now()), (StatusCode::FORBIDDEN, moment(BEGUN)));
    assert_eq!(said["errors"][0]["extensions"]["code"], "FORBIDDEN");
}

#[test]
fn started_again_it_goes_on_where_its_clock_was_set_and_tokens_open_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let set = moment("2022-11-21T09:00:00+08:00");
    let (token, recorded) = while_it_runs(async {
        let app = open(folder.path(), LogKind::Demo).unwrap();
        scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
        let passed = pass(&app, folder.path(), 5).await;
        assert_eq!(passed, (StatusCode::OK, json!({ "now": set })));
        let desks = Desk::all(&DevelopmentKey::open(folder.path()).unwrap()).unwrap();
        (desks[0].token.clone(), events(&app).await)
    });
    while_it_runs(async {
        let app = open(folder.path(), LogKind::Demo).unwrap();
        scene::set(&app, None, |_| ()).await.unwrap();
        assert_eq!((app.clock.now(), events(&app).await), (set, recorded));
        let earlier = scene::set(&app, Some(moment(BEGUN)), |_| ()).await;
        assert!(earlier.unwrap_err().to_string().contains("can't go back"));
    });
    let trusted = DevelopmentKey::open(folder.path()).unwrap().trusted();
    let verified = Authenticator::new(vec![trusted]).verify(&token).unwrap();
    assert_eq!(verified.bearer.officer().unwrap().person.as_str(), "P-0001");
}

/// What happens between a start and a stop; afterwards the folder is let go.
fn while_it_runs<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(story)
}

#[tokio::test]
async fn days_that_cannot_be_counted_do_not_pass() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    let last = "2026-12-31T09:00:00+08:00";
    scene::set(&app, Some(moment(last)), |_| ()).await.unwrap();
    let (status, answer) = pass(&app, folder.path(), 1).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let error = &answer["errors"][0];
    assert!(
        error["message"].as_str().unwrap().starts_with("the calendar of 2027 is not loaded"),
        "{answer}"
    );
    assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
    assert_eq!(app.clock.now(), moment(last));
}

/// Malformed, of another shape, backwards or too far: each says what is wrong, and what is expected.
#[tokio::test]
async fn a_clock_that_is_asked_for_something_else_says_what_it_expects() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
    let long = format!(r#"{{ "to": "{}" }}"#, "2".repeat(1_000));
    let bodies = [
        "",
        r#"{ "workingDays": 5"#,
        "5",
        "{}",
        r#"{ "days": 5 }"#,
        r#"{ "workingDays": -5 }"#,
        r#"{ "workingDays": 251 }"#,
        r#"{ "workingDays": 5, "to": "2022-11-21T09:00:00+08:00" }"#,
        r#"{ "to": "2022-11-21T09:00:00" }"#,
        r#"{ "to": "2022-11-14T08:59:59+08:00" }"#,
        r#"{ "to": "2999-12-31T09:00:00+08:00" }"#,
        &long,
    ];
    let mut told = vec![];
    for body in bodies {
        let (status, answer) = post(&app, folder.path(), body).await;
        let [error] = &answer["errors"].as_array().unwrap()[..] else { panic!("{answer}") };
        let (code, message) = (&error["extensions"]["code"], error["message"].as_str().unwrap());
        told.push(format!("{} {} {message}", status.as_u16(), code.as_str().unwrap()));
    }
    assert_eq!(app.clock.now(), moment(BEGUN));
    insta::assert_snapshot!(told.join("\n"), @r#"
    400 BAD_REQUEST the body is no JSON: EOF while parsing a value at line 1 column 0; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    400 BAD_REQUEST the body is no JSON: EOF while parsing an object at line 1 column 18; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: invalid type: integer `5`, expected string or map; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: invalid value: map, expected map with a single key; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: unknown variant `days`, expected `workingDays` or `to`; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: invalid value: integer `-5`, expected u16; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT `workingDays` is too many: 251; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: invalid value: map, expected map with a single key; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the body says nothing of the clock: `2022-11-21T09:00:00` is not a date and time with an offset, like 2022-11-28T09:00:00+08:00; expected {"workingDays": 5}, 250 at most, or {"to": "2026-07-01T09:00:00+08:00"}
    422 BAD_USER_INPUT the clock doesn't go back to 2022-11-14T08:59:59+08:00; expected 2022-11-14T09:00:00+08:00 or later
    422 BAD_USER_INPUT the clock doesn't go as far as 2999-12-31T09:00:00+08:00 at once; expected at most 400 days after 2022-11-14T09:00:00+08:00
    413 TOO_LARGE the body is longer than 1000 bytes
    "#);
}

#[tokio::test]
async fn the_clock_of_a_real_log_is_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Real).unwrap();
    let before = app.clock.now();
    for body in [r#"{ "workingDays": 1 }"#, "{"] {
        let (status, answer) = post(&app, folder.path(), body).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with("this log is real"), "{message}");
    }
    assert_eq!(app.clock.now(), before);
}

#[tokio::test]
async fn a_server_rebuilds_the_tables_for_the_keeper_of_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path(), LogKind::Demo).unwrap();
    scene::set(&app, Some(moment(BEGUN)), |_| ()).await.unwrap();
    let before = app.read_model.path();
    let closing = Closing::new();
    let listening = control::listen(app.clone(), folder.path(), closing.clone()).unwrap();
    let listening = tokio::spawn(listening);
    let mut reached = vec![];
    let told = |it: CatchingUp| reached.push((it.position, it.end));
    let rebuilt = control::ask_to_rebuild(folder.path(), told).await.unwrap();
    let end = app.store.end().unwrap();
    assert_eq!(reached.last(), Some(&(end, end)));
    assert_eq!(usize::try_from(rebuilt).unwrap(), events(&app).await);
    assert_ne!(app.read_model.path(), before);
    closing.begin();
    listening.await.unwrap();
    assert!(control::ask_to_rebuild(folder.path(), |_| ()).await.is_err());
}

#[tokio::test]
async fn a_server_tells_the_keeper_of_its_folder_a_case_as_somebody_of_a_role_sees_it() {
    let mut casework = Casework::open().await;
    let case = casework.verifying().await;
    casework.on("2022-11-28T09:00:00+08:00");
    let input = casework.filing(&case);
    casework.done("P-0004", "fileCase", (&case, input)).await;
    let (folder, closing) = (casework.folder.path(), Closing::new());
    let listening = control::listen(casework.app.clone(), folder, closing.clone()).unwrap();
    let listening = tokio::spawn(listening);
    let told = async |named: &str, role| {
        control::ask_to_tell(folder, &named.parse().unwrap(), role).await.unwrap()
    };
    // Whoever connects and asks nothing keeps nobody waiting, now or at the end.
    let _silent = tokio::net::UnixStream::connect(folder.join("control.sock")).await.unwrap();
    let by_number = told("锦市监立〔2022〕1号", Role::Handler).await.unwrap();
    assert_eq!(by_number["stageLabel"], "调查中");
    assert_eq!(
        by_number["caseFile"].as_array().unwrap().len(),
        casework.sentences(&case).await.len()
    );
    assert_eq!(told(&case, Role::Handler).await.unwrap(), by_number);
    assert_eq!(told("锦市监立〔2022〕2号", Role::Handler).await, None);
    assert_eq!(told(&case, Role::Registrar).await, None);
    closing.begin();
    listening.await.unwrap();
}
