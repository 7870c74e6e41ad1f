//! A new node begins with a copy of another's tables, and takes from the log only what came after.

use std::time::Duration;

use api::{
    config::{Place, Shared},
    parts::{self, StartError},
};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    casework::Casework,
    child::run_apart,
    histories::rebuilt_is_live,
    nodes::{Province, level, told},
};

/// A copy of a running node's tables.
async fn copy_of(casework: &Casework) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    let (data, to) = (casework.folder.path().display(), copy.path().display());
    run_apart(format!("anjuan backup --data {data} --to {to}")).await;
    copy
}

/// Puts a copy into a node's folder; `shared` is its log, where it is known.
async fn put(
    copy: &TempDir,
    (data, shared): (&TempDir, Option<Shared>),
    replaces: bool,
) -> Result<(), StartError> {
    let place = Place { shared, ..Place::embedded(data.path().to_owned()) };
    parts::restore(&place, (copy.path(), replaces), |_, _| ()).await.map(drop)
}

/// Why it is not put there.
async fn refused(copy: &TempDir, node: (&TempDir, Option<Shared>)) -> String {
    put(copy, node, false).await.unwrap_err().to_string()
}

/// Waits until nobody holds a folder any more: a subscription's thread does so a moment longer.
async fn freed(folder: &TempDir) {
    for _ in 0..1_000 {
        if store::hold(folder.path()).is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the folder is still held");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_node_begins_with_anothers_tables_and_takes_only_what_came_after() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let case = one.filed().await;
    level(&[&one, &other]).await;
    let reached = one.app.progress.borrow().position;
    let copy = copy_of(&one).await;
    let lead = one.lead().await;
    let since = one.app.store.read_all(reached, usize::MAX).await.unwrap().len() as u64;
    let folder = tempfile::tempdir().unwrap();
    let (data, from) = (folder.path().display(), copy.path().display());
    let restore = format!("anjuan restore --from {from} --data {data} {}", province.flags());
    run_apart(restore).await;
    let new = Casework::on_node_in(folder, province.given(), 2_000).await.unwrap();
    new.on(&one.app.clock.now().to_string());
    level(&[&one, &new]).await;
    let applied = new.app.progress.borrow().applied;
    assert!(applied == since && since > 0, "{applied} events were applied, {since} came after");
    for case in [&case, &lead] {
        assert_eq!(told(&new, case).await, told(&one, case).await);
    }
    assert_eq!(new.app.read_model.dump().unwrap(), one.app.read_model.dump().unwrap());
    rebuilt_is_live(&new.app).await;
}

/// Each copy is of one moment, wherever in the log its node was then.
#[tokio::test(flavor = "multi_thread")]
async fn copies_that_are_taken_while_the_node_writes_come_to_the_same() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let tables = parts::tables(one.folder.path());
    let copies = tokio::task::spawn_blocking(move || {
        let copies = (0..6).map(|_| tempfile::tempdir().unwrap()).collect::<Vec<_>>();
        for copy in &copies {
            projections::back_up(&tables, copy.path(), |_, _| ()).unwrap();
        }
        copies
    });
    for _ in 0..20 {
        one.lead().await;
    }
    for copy in copies.await.unwrap() {
        let folder = tempfile::tempdir().unwrap();
        put(&copy, (&folder, None), false).await.unwrap();
        let new = Casework::on_node_in(folder, province.given(), 0).await.unwrap();
        level(&[&one, &other, &new]).await;
        assert_eq!(new.app.read_model.dump().unwrap(), one.app.read_model.dump().unwrap());
    }
}

/// At once where the log is named, at the start of the node at the latest.
#[tokio::test(flavor = "multi_thread")]
async fn the_tables_of_another_log_are_refused() {
    let (here, elsewhere) = (Province::open(), Province::open());
    let (one, stranger) = (here.node(0).await, elsewhere.node(0).await);
    one.staff().await;
    let copy = copy_of(&one).await;
    let [ours, theirs] = [&one, &stranger].map(|it| it.app.store.id());
    let folder = tempfile::tempdir().unwrap();
    let said = refused(&copy, (&folder, Some(elsewhere.given()))).await;
    let both = format!("the backup is of the log {ours}, and the node's log is {theirs}: take one");
    assert!(said.starts_with(&both), "{said}");
    put(&copy, (&folder, None), false).await.unwrap();
    let started = Casework::on_node_in(folder, elsewhere.given(), 0).await;
    let said = started.err().unwrap().to_string();
    let both = format!("are of the log {ours}, and the node's log is {theirs}: they were restored");
    assert!(said.contains(&both) && said.contains("delete that folder"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_served_or_has_tables_keeps_them_until_somebody_says_otherwise() {
    let province = Province::open();
    let (mut one, other) = province.nodes().await;
    let copy = copy_of(&one).await;
    let case = one.lead().await;
    level(&[&one, &other]).await;
    let has = one.app.progress.borrow().position.unwrap();
    let said = refused(&copy, (&one.folder, None)).await;
    assert!(said.contains("is held by another process, such as a server: stop that one"), "{said}");
    let (told_before, folder) = (told(&one, &case).await, one.close().await);
    freed(&folder).await;
    let said = refused(&copy, (&folder, Some(province.given()))).await;
    assert!(said.contains(&format!("has tables already, up to {has}; the backup's")), "{said}");
    assert!(said.contains("`--replace` puts it in their place: nothing is lost"), "{said}");
    put(&copy, (&folder, Some(province.given())), true).await.unwrap();
    let again = Casework::on_node_in(folder, province.given(), 0).await.unwrap();
    again.on(&other.app.clock.now().to_string());
    level(&[&again, &other]).await;
    assert_eq!(told(&again, &case).await, told_before);
    assert!(again.app.progress.borrow().applied > 0);
}

/// Nothing of it would be read: it is said which tables differ, and that they are made anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_another_version_made_is_refused_by_the_tables_that_differ() {
    let casework = Casework::open().await;
    let copy = copy_of(&casework).await;
    let cases = projections::projections().find(|it| it.starts_with("cases/")).unwrap();
    let file = Connection::open(copy.path().join("tables.db")).unwrap();
    let older = format!(
        "UPDATE origin SET digest = '000000000000';
         UPDATE made_by SET projection = 'cases/0' WHERE projection = '{cases}';
         UPDATE made_by SET projection = 'heads/1' WHERE projection LIKE 'known/%';"
    );
    file.execute_batch(&older).unwrap();
    file.close().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let said = refused(&copy, (&folder, None)).await;
    let differ = format!("cases/0 there, {cases} here; heads/1 there alone)");
    assert!(said.contains("another version of the program (known/"), "{said}");
    assert!(said.contains(&differ), "{said}");
    assert!(said.contains("make all tables anew from the log all the same"), "{said}");
    assert!(!parts::tables(folder.path()).exists());
}

#[tokio::test]
async fn what_is_no_copy_and_what_is_one_already_is_named() {
    let casework = Casework::open().await;
    let (folder, nothing) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let said = refused(&nothing, (&folder, None)).await;
    assert!(said.contains("tables.db is no backup of a node's tables"), "{said}");
    let copy = copy_of(&casework).await;
    let tables = parts::tables(casework.folder.path());
    let again = projections::back_up(&tables, copy.path(), |_, _| ()).unwrap_err().to_string();
    assert!(again.contains("is there already, and a backup takes no other's place"), "{again}");
    let none = projections::back_up(nothing.path(), copy.path(), |_, _| ()).unwrap_err();
    assert!(none.to_string().contains("holds no tables of this version"), "{none}");
    let file = copy.path().join("tables.db");
    let whole = std::fs::read(&file).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2..][..4_096].fill(7);
    for damaged in [&whole[..whole.len() / 2], &changed] {
        std::fs::write(&file, damaged).unwrap();
        let said = refused(&copy, (&folder, None)).await;
        assert!(said.contains("tables.db is damaged: "), "{said}");
    }
    std::fs::write(&file, &whole).unwrap();
    put(&copy, (&folder, None), false).await.unwrap();
}

/// A log in the folder itself tells as well whose tables may come to it.
#[tokio::test]
async fn an_embedded_log_takes_back_its_own_tables_alone() {
    let (one, stranger) = (Casework::open().await, Casework::open().await);
    let copy = copy_of(&one).await;
    let (mine, theirs) = (one.close().await, stranger.close().await);
    let said = refused(&copy, (&theirs, None)).await;
    assert!(said.starts_with("the backup is of the log "), "{said}");
    std::fs::remove_dir_all(parts::tables(mine.path())).unwrap();
    put(&copy, (&mine, None), false).await.unwrap();
    let again = Casework::open_in(mine, "2022-11-14T10:00:00+08:00");
    let query = "{ officers(first: 1) { totalCount { value } } }";
    let counted = again.ask("P-0011", query, json!({})).await;
    assert_eq!(counted["officers"]["totalCount"]["value"], 12);
    assert_eq!(again.app.progress.borrow().applied, 0);
}
