//! The demonstration's folder: with a clock set elsewhere it has officers and no case, it goes on where it
//! ended, and it never mixes with a real log. The keeper of a folder has its server rebuild the tables.

use std::path::Path;

use api::{App, clock::Clock, control, demo::scene, http::Closing, parts};
use domain::Moment;
use store::{EventStore, LogKind, Options};

const BEGUN: &str = "2022-11-14T09:00:00+08:00";

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn open(folder: &Path, kind: LogKind) -> Result<App, parts::StartError> {
    let clock = Clock::standing(scene::before(Some(moment(BEGUN))));
    let law = parts::law(None).unwrap();
    let (app, follower) = parts::open(folder, &Options::of(kind), (law, clock))?;
    tokio::spawn(follower.run());
    Ok(app)
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
    assert!(refused.ends_with("holds a Real log, not a Demo one"), "{refused}");
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
    let rebuilt = control::ask_to_rebuild(folder.path()).await.unwrap();
    assert_eq!(usize::try_from(rebuilt).unwrap(), events(&app).await);
    assert_ne!(app.read_model.path(), before);
    closing.begin();
    listening.await.unwrap();
    assert!(control::ask_to_rebuild(folder.path()).await.is_err());
}
