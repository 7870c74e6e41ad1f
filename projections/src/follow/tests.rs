//! What stops the follower, what it waits for, and what a restart finds.

use super::*;
use crate::{
    officers::OfficerFilter,
    page::Asked,
    spec::{Registry, viewer},
};

#[tokio::test]
async fn without_room_nothing_is_applied_reads_go_on_and_it_goes_on_when_there_is_room() {
    let mut registry = Registry::open();
    registry.register("P-0001", "2026-01-05T09:00:00+08:00").await;
    registry.follow().await;
    let pages = |follower: &Follower, pages: u32| {
        let bound = follower.tables.connection.pragma_update_and_check(
            None,
            "max_page_count",
            pages,
            |row| row.get::<_, u32>(0),
        );
        bound.unwrap()
    };
    let present = pages(&registry.follower, 1);
    for n in 2..200 {
        registry.register(&format!("P-{n:04}"), "2026-01-05T09:00:00+08:00").await;
    }
    let refused = registry.follower.catch_up().await.unwrap_err();
    assert_eq!(refused.passing(), Some("the disk is full"), "{refused}");
    let asked = Asked { limit: 9, backwards: false, beyond: None, counted: true };
    let listed = |read_model: &ReadModel| {
        let filter = OfficerFilter::default();
        read_model.officers(&viewer(), &filter, &asked).unwrap().total.unwrap().value
    };
    assert_eq!(listed(&registry.read_model), 1);
    pages(&registry.follower, present + 1_000);
    while registry.follower.catch_up().await.unwrap() {}
    assert_eq!(listed(&registry.read_model), 199);
}

#[tokio::test]
async fn what_no_waiting_mends_stops_it_and_is_told_and_a_file_that_cannot_be_opened_is_waited_for()
{
    let registry = Registry::open();
    let (file, reason) = ("log.db".to_owned(), "unable to open database file".to_owned());
    let undone =
        FollowError::Store(StoreError::Undone { file: file.clone(), reason: reason.clone() });
    assert_eq!(undone.passing(), Some(reason.as_str()));
    let failed = FollowError::Store(StoreError::Failed { file, reason });
    assert_eq!(failed.passing(), None);
    registry.follower.stop(&failed);
    let stopped = registry.follower.progress().borrow().stopped.clone().unwrap();
    assert_eq!(stopped.reason, "log.db can't be used: unable to open database file");
}

/// Whoever rebuilt is told why it came to nothing, and nobody who reads notices.
#[tokio::test]
async fn tables_that_cannot_be_taken_over_leave_the_old_ones_which_go_on() {
    let mut registry = Registry::open();
    registry.register("P-0001", "2026-01-05T09:00:00+08:00").await;
    registry.follow().await;
    let path = registry.read_model.next_path();
    // It has no tables.
    let built = Built { path: path.clone(), events: 0 };
    let refused = registry.follower.take_over(&built).await.unwrap_err();
    assert!(store::in_full(&refused).contains("no such table"), "{refused:?}");
    assert!(!path.exists());
    registry.register("P-0002", "2026-01-05T09:00:00+08:00").await;
    registry.follow().await;
    let asked = Asked { limit: 9, backwards: false, beyond: None, counted: true };
    let listed = registry.read_model.officers(&viewer(), &OfficerFilter::default(), &asked);
    assert_eq!(listed.unwrap().total.unwrap().value, 2);
    let progress = registry.follower.progress().borrow().clone();
    assert_eq!((progress.position, progress.stopped), (registry.store.end(), None));
}

/// Tables and checkpoint are committed together: whatever fails, a restart goes on where the tables are.
#[tokio::test]
async fn a_batch_whose_place_cannot_be_kept_leaves_nothing_and_a_restart_applies_it_once() {
    let mut registry = Registry::open();
    registry.register("P-0001", "2026-01-05T09:00:00+08:00").await;
    registry.follow().await;
    let before = registry.read_model.dump().unwrap();
    for n in 2..6 {
        registry.register(&format!("P-{n:04}"), "2026-01-05T09:00:00+08:00").await;
    }
    let refuse = "CREATE TEMP TRIGGER no_place BEFORE INSERT ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'no place is kept'); END";
    registry.follower.tables.connection.execute_batch(refuse).unwrap();
    let stopped = registry.follower.catch_up().await.unwrap_err();
    assert!(stopped.to_string().contains("no place is kept"), "{stopped}");
    assert_eq!(registry.read_model.dump().unwrap(), before);
    let mut follower = Follower::open(registry.store.clone(), &registry.read_model).unwrap();
    while follower.catch_up().await.unwrap() {}
    let live = registry.read_model.dump().unwrap();
    let (store, read_model) = (registry.store.clone(), registry.read_model.clone());
    let following = tokio::spawn(follower.run());
    read_model.rebuild(&store, |_| ()).await.unwrap();
    following.abort();
    assert_eq!(registry.read_model.dump().unwrap(), live);
}
