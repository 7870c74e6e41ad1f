//! `anjuan generate`: a small history of made-up subjects holds together as any log does, and its seed gives it again.

use std::collections::BTreeMap;

use api::{
    App,
    config::Place,
    demo::generated::{self, Size},
    parts,
};
use domain::Moment;
use store::{EventStore, LogKind, Options, Recorded, StoreError, verify::Report};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{
    child::{fails_apart, run_apart},
    histories::{open, rebuilt_is_live},
};

/// What happened in a record: of which kind, when, by which command.
type Course = Vec<(String, Moment, Uuid)>;

async fn generated(subjects: u32) -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let app = open(&folder, None);
    let size = Size { subjects, seed: 1 };
    generated::play(&app, size, |_, _| ()).await.unwrap_or_else(|error| panic!("{error}"));
    (folder, app)
}

/// The course of every record of the subjects. Numbers go to whoever comes first of those who act at one moment, and
/// people are entered in the register under ids of no command of theirs.
async fn courses(app: &App) -> BTreeMap<String, Course> {
    let all = app.store.read_all(None, usize::MAX >> 1).await.unwrap();
    let mut courses: BTreeMap<String, Course> = BTreeMap::new();
    let of_a_subject = |it: &&Recorded| {
        let (category, _) = it.stream.split_once('-').unwrap();
        !["claim", "number", "officer"].contains(&category)
    };
    for it in all.iter().filter(of_a_subject) {
        let told = (it.event_type.clone(), it.metadata.occurred_at, it.metadata.command_id);
        courses.entry(it.stream.clone()).or_default().push(told);
    }
    courses
}

async fn report(folder: &TempDir) -> Report {
    let place = Place::embedded(folder.path().to_owned());
    parts::verify(&place, &|_, _| ()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_generated_is_a_sound_log_and_the_same_seed_gives_the_same_histories() {
    let (folder, app) = generated(50).await;
    let told = courses(&app).await;
    for category in ["case", "listing", "publicity", "restriction"] {
        assert!(told.keys().any(|it| it.starts_with(category)), "no {category}");
    }
    rebuilt_is_live(&app).await;
    let report = report(&folder).await;
    assert!(report.is_sound() && report.documents > 50, "{report:?}");
    assert_eq!((report.unopened, report.orphans.len()), (0, 0));
    let (_again, other) = generated(50).await;
    assert_eq!(told, courses(&other).await);
}

/// A log that holds something is never mixed with what is made up, and what is made up is never taken for real.
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_holds_a_log_is_not_filled() {
    let folder = tempfile::tempdir().unwrap();
    let generate = format!("anjuan generate --subjects 3 --data {}", folder.path().display());
    run_apart(generate.clone()).await;
    let events = report(&folder).await.events;
    fails_apart(generate).await;
    assert_eq!(report(&folder).await.events, events);
    let real = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap_err();
    assert!(matches!(real, StoreError::WrongKind { found: LogKind::Demo, .. }), "{real}");
}
