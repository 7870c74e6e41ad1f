//! A rebuild gives what was there before it, beside readers and a follower that go on.

use projections::{Follower, ReadModel};
use proptest::{prelude::*, sample::select};
use store::{EventStore, LogKind, Options};

use super::{
    Office,
    history::{Log, Step},
};

/// A little of everything, in any order that a case could be in, and in some that it couldn't.
fn histories() -> impl Strategy<Value = Vec<(u32, Vec<Step>)>> {
    let steps = prop::collection::vec(select(Step::ALL.to_vec()), 1..5);
    prop::collection::vec((0_u32..6, steps), 1..12)
}

/// A case begins with its lead, once.
fn begun(histories: Vec<(u32, Vec<Step>)>) -> Vec<(u32, Vec<Step>)> {
    let mut seen = vec![];
    let mut begun = vec![];
    for (n, steps) in histories {
        let mut steps: Vec<_> = steps.into_iter().filter(|it| !matches!(it, Step::Lead)).collect();
        if !seen.contains(&n) {
            seen.push(n);
            steps.insert(0, Step::Lead);
        }
        if !steps.is_empty() {
            begun.push((n, steps));
        }
    }
    begun
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn rebuilt_tables_equal_those_that_followed_live(histories in histories()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut office = Office::open();
            for (n, steps) in begun(histories) {
                office.log.happens(n, &steps).await;
                office.follow().await;
            }
            let live = office.read_model.dump().unwrap();
            let following = tokio::spawn(office.follower.run());
            let rebuilt = office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap();
            prop_assert_eq!(rebuilt.path, office.read_model.path());
            prop_assert_eq!(live, office.read_model.dump().unwrap());
            following.abort();
            Ok(())
        })?;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happens_during_a_rebuild_is_in_the_new_tables_too() {
    let mut office = Office::open();
    office.log.fill(40, &Step::ALL).await;
    office.follow().await;
    let old = office.read_model.path();
    let mut progress = office.follower.progress();
    tokio::spawn(office.follower.run());
    let (read_model, store) = (office.read_model.clone(), office.log.store.clone());
    let rebuilding = tokio::spawn(async move { read_model.rebuild(&store, |_| ()).await });
    for n in 40..60 {
        office.log.happens(n, &Step::ALL).await;
        assert!(office.read_model.dump().is_ok());
    }
    let rebuilt = rebuilding.await.unwrap().unwrap();
    let end = office.log.store.end();
    progress.wait_for(|it| it.position == end).await.unwrap();
    assert_eq!(office.read_model.path(), rebuilt.path);
    assert!(!old.exists());
    assert_eq!(office.read_model.dump().unwrap()["cases"].len(), 60);
}

#[tokio::test]
async fn tables_of_another_version_are_made_anew_before_anybody_reads() {
    let mut office = Office::open();
    for n in 0..5 {
        office.log.happens(n, &Step::ALL).await;
    }
    office.follow().await;
    let live = office.read_model.dump().unwrap();
    let Office { folder, log: Log { store, .. }, read_model, follower } = office;
    let path = read_model.path();
    drop((read_model, follower));
    std::fs::rename(&path, path.with_file_name("read-000000000000.db")).unwrap();
    let read_model = ReadModel::open(&folder.path().join("read"), store.id()).unwrap();
    let mut follower = Follower::open(store, &read_model).unwrap();
    let mut told = vec![];
    follower.catch_up_whole(|it| told.push((it.position, it.end))).await.unwrap();
    let end = follower.progress().borrow().position.unwrap();
    assert_eq!(told, [(end, end)]);
    assert_eq!(read_model.dump().unwrap(), live);
    let files = std::fs::read_dir(folder.path().join("read")).unwrap();
    assert!(files.into_iter().all(|it| !it.unwrap().path().ends_with("read-000000000000.db")));
}

/// As where the log's file was put back from a copy that is older than the tables.
#[tokio::test]
async fn tables_that_hold_what_the_log_does_not_are_made_anew_before_anybody_reads() {
    let mut office = Office::open();
    office.log.fill(3, &Step::ALL).await;
    office.follow().await;
    let Office { folder, log, read_model, follower } = office;
    let id = log.store.id();
    drop((log, read_model, follower));
    let [here, copy] = ["log.db", "log.copy"].map(|it| folder.path().join(it));
    std::fs::copy(&here, &copy).unwrap();
    let open = || {
        let store = EventStore::open(folder.path(), &Options::of(LogKind::Real)).unwrap();
        let read_model = ReadModel::open(&folder.path().join("read"), id).unwrap();
        let follower = Follower::open(store.clone(), &read_model).unwrap();
        (store, read_model, follower)
    };
    let (store, read_model, mut follower) = open();
    let mut log = Log::new(store);
    log.happens(7, &Step::ALL).await;
    while follower.catch_up().await.unwrap() {}
    drop((log, read_model, follower));
    std::fs::rename(copy, here).unwrap();
    let (store, read_model, mut follower) = open();
    follower.catch_up_whole(|_| ()).await.unwrap();
    assert_eq!(follower.progress().borrow().position, store.end());
    assert_eq!(read_model.dump().unwrap()["cases"].len(), 3);
    // What comes to lie where the lost events lay is not missed, in this log or with a later start.
    let mut log = Log::new(store);
    log.happens(8, &Step::ALL).await;
    while follower.catch_up().await.unwrap() {}
    assert_eq!(read_model.dump().unwrap()["cases"].len(), 4);
    let live = read_model.dump().unwrap();
    drop((log, read_model, follower));
    let (_, read_model, mut follower) = open();
    follower.catch_up_whole(|_| ()).await.unwrap();
    assert_eq!((follower.progress().borrow().applied, read_model.dump().unwrap()), (0, live));
}

/// SQLite would lay it over the new tables.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_rebuild_that_failed_has_left_behind_is_no_part_of_the_next_one() {
    let mut office = Office::open();
    office.log.fill(40, &Step::ALL).await;
    office.follow().await;
    let (live, path) = (office.read_model.dump().unwrap(), office.read_model.path());
    let next =
        path.with_file_name(path.file_name().unwrap().to_str().unwrap().replace(".db", "-1.db"));
    // A file of that name that was written and not closed.
    let left = rusqlite::Connection::open(&next).unwrap();
    left.pragma_update(None, "journal_mode", "WAL").unwrap();
    let rows = "CREATE TABLE cases (a); INSERT INTO cases
        SELECT value FROM json_each('[' || substr(replace(hex(zeroblob(20000)), '00', ',1'), 2) || ']')";
    left.execute_batch(rows).unwrap();
    let beside =
        next.with_file_name(format!("{}-wal", next.file_name().unwrap().to_str().unwrap()));
    let wal = std::fs::read(&beside).unwrap();
    drop(left);
    std::fs::write(&beside, wal).unwrap();
    tokio::spawn(office.follower.run());
    let rebuilt = office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap();
    assert_eq!((&rebuilt.path, office.read_model.dump().unwrap()), (&next, live));
    let read = rusqlite::Connection::open(next).unwrap();
    let sound: String = read.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

/// What it took would be missing for everybody who writes until the next start.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rebuild_that_fails_leaves_no_file_behind() {
    let mut office = Office::open();
    office.log.fill(40, &Step::ALL).await;
    office.follow().await;
    let (live, path) = (office.read_model.dump().unwrap(), office.read_model.path());
    let files = || {
        let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let mut names: Vec<_> = files.map(|it| it.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let next =
        path.with_file_name(path.file_name().unwrap().to_str().unwrap().replace(".db", "-1.db"));
    std::fs::create_dir(&next).unwrap();
    std::fs::write(next.join("note"), "").unwrap();
    let before = files();
    let (mut began, unfinished) = (false, next.with_extension("unfinished"));
    let refused = office.read_model.rebuild(&office.log.store, |_| began = unfinished.exists());
    let refused = refused.await.unwrap_err();
    assert!(matches!(refused, projections::RebuildError::Follow(_)), "{refused}");
    assert_eq!((began, files()), (true, before));
    assert_eq!(office.read_model.dump().unwrap(), live);
}

/// Whoever looks after the folder by hand may have put something there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_removed_is_in_nobodys_way() {
    let mut office = Office::open();
    office.log.fill(3, &Step::ALL).await;
    office.follow().await;
    let live = office.read_model.dump().unwrap();
    let folder = office.read_model.path().with_file_name("read-copy");
    std::fs::create_dir(&folder).unwrap();
    tokio::spawn(office.follower.run());
    office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap();
    assert_eq!(office.read_model.dump().unwrap(), live);
    assert!(folder.exists());
}

#[tokio::test]
async fn nobody_takes_over_where_nobody_follows() {
    let mut office = Office::open();
    office.log.happens(0, &[Step::Lead]).await;
    office.follow().await;
    let path = office.read_model.path();
    drop(office.follower);
    let refused = office.read_model.rebuild(&office.log.store, |_| ()).await.unwrap_err();
    assert!(matches!(refused, projections::RebuildError::Unfollowed), "{refused}");
    assert_eq!(office.read_model.path(), path);
}
