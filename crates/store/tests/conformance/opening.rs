//! Which files are opened, and by whom.

use std::path::Path;

use rusqlite::Connection;
use store::{Error, Store};

use crate::archive::{at, fresh_store, subscription};

fn database(folder: &Path) -> std::path::PathBuf {
    folder.join("quelle.db")
}

#[test]
fn an_archive_is_made_and_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("not").join("yet").join("there");
    let store = Store::open(&data).expect("an archive");
    store.subscribe(&subscription("https://example.org/feed"), at(0)).expect("subscribed");
    drop(store);
    let store = Store::open(&data).expect("the archive");
    assert_eq!(store.subscriptions().expect("feeds").len(), 1);
}

#[test]
fn one_process_writes_and_others_read() {
    let archive = fresh_store();
    assert!(matches!(Store::open(archive.folder.path()), Err(Error::Locked)));

    let reader = Store::open_reader(archive.folder.path()).expect("a reader");
    archive.subscribe(&subscription("https://example.org/feed"), at(0)).expect("subscribed");
    assert_eq!(reader.subscriptions().expect("feeds").len(), 1);
    assert!(reader.subscribe(&subscription("https://example.org/other"), at(0)).is_err());
    assert_eq!(archive.subscriptions().expect("feeds").len(), 1);
}

#[test]
fn threads_read_while_others_write() {
    let archive = fresh_store();
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let archive = &archive.store;
            scope.spawn(move || {
                for number in 0..20 {
                    let url = format!("https://example.org/{writer}/{number}");
                    archive.subscribe(&subscription(&url), at(0)).expect("subscribed");
                }
            });
        }
        for _ in 0..8 {
            scope.spawn(|| {
                let mut last = 0;
                while last < 60 {
                    let seen = archive.subscriptions().expect("feeds").len();
                    assert!(seen >= last, "what was saved stays");
                    last = seen;
                }
            });
        }
    });
}

#[test]
fn a_reader_does_not_make_an_archive() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = Store::open_reader(folder.path()).expect_err("nothing is there");
    assert!(matches!(error, Error::Missing { .. }));
    assert!(error.to_string().contains("quelle add"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn what_is_not_ours_is_refused_and_left_alone() {
    let make_database = |path: &Path| {
        let other = Connection::open(path).expect("a database");
        other.execute_batch("create table bookmarks (url text)").expect("a table");
    };
    let make_text = |path: &Path| std::fs::write(path, "Dear diary, ".repeat(100)).expect("a file");
    for make in [&make_database as &dyn Fn(&Path), &make_text] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = database(folder.path());
        make(&path);
        let before = std::fs::read(&path).expect("a file");
        for open in [Store::open, Store::open_reader] {
            assert!(matches!(open(folder.path()), Err(Error::Foreign { .. })));
        }
        assert_eq!(std::fs::read(&path).expect("a file"), before);
    }
}

#[test]
fn a_newer_schema_is_refused() {
    let archive = fresh_store();
    let other = Connection::open(database(archive.folder.path())).expect("a database");
    other
        .execute("insert into migrations (number, name, hash) values (99, 'tomorrow', 0)", [])
        .expect("a migration");
    let error = Store::open_reader(archive.folder.path()).expect_err("it is newer");
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
}

#[test]
fn a_migration_that_is_not_the_one_released_is_refused() {
    let archive = fresh_store();
    let other = Connection::open(database(archive.folder.path())).expect("a database");
    other.execute("update migrations set hash = 0", []).expect("another hash");
    assert!(matches!(
        Store::open_reader(archive.folder.path()),
        Err(Error::Damaged { what: "migration", .. })
    ));
}
