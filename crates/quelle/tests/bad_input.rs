//! Whatever goes wrong ends in one clear sentence, and loses nothing.

mod support;

use std::{collections::HashMap, fs, net::TcpListener};

use support::{SmallWeb, run};

fn refused(folder: &std::path::Path, arguments: &[&str], says: &str) {
    let output = run(folder, arguments);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?} succeeds");
    assert!(error.contains(says), "{arguments:?} says: {error}");
    assert!(!error.contains("panicked"), "{error}");
}

#[test]
fn an_address_that_is_no_feed() {
    let page = "<html><body><p>Nothing to see here.</p></body></html>".to_owned();
    let web = SmallWeb::serve(HashMap::from([("/".to_owned(), ("text/html", page))]));
    let folder = tempfile::tempdir().expect("a folder");
    refused(folder.path(), &["add", &format!("{}/", web.address)], "is no feed");
    refused(folder.path(), &["add", &format!("{}/missing", web.address)], "404");
    refused(folder.path(), &["add", "ftp://a.example/feed"], "http");
}

#[test]
fn a_page_leads_to_its_feed() {
    let page =
        "<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>".to_owned();
    let feed = "<rss version='2.0'><channel><title>The Arlen Herald</title></channel></rss>".to_owned();
    let web = SmallWeb::serve(HashMap::from([
        ("/".to_owned(), ("text/html", page)),
        ("/rss".to_owned(), ("application/rss+xml", feed)),
    ]));
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["add", &format!("{}/", web.address)]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("/rss"), "{output:?}");
}

#[test]
fn a_private_address_without_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_quelle"))
        .args(["--data", &folder.path().to_string_lossy(), "add", "http://127.0.0.1:8080/feed"])
        .output()
        .expect("quelle runs");
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("only public addresses"), "{output:?}");
}

#[test]
fn a_broken_list_of_feeds() {
    let folder = tempfile::tempdir().expect("a folder");
    let opml = folder.path().join("feeds.opml");
    for content in ["", "not an OPML file", "<opml><body></body></opml>"] {
        fs::write(&opml, content).expect("a file");
        refused(folder.path(), &["import", &opml.to_string_lossy()], "names no feed");
    }
    refused(folder.path(), &["import", "missing.opml"], "missing.opml");
}

#[test]
fn a_foreign_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quelle.db");
    let foreign = b"this is somebody's diary, not a database".repeat(100);
    fs::write(&path, &foreign).expect("a file");
    refused(folder.path(), &["poll"], "not an archive of Quelle");
    assert_eq!(fs::read(&path).expect("it is still there"), foreign);
}

#[test]
fn an_archive_in_use() {
    let folder = tempfile::tempdir().expect("a folder");
    let _in_use = store::Store::open(folder.path()).expect("an archive");
    refused(folder.path(), &["poll"], "in use by another process");
}

#[test]
fn a_port_in_use() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    refused(folder.path(), &["serve", "--listen", &address], "in use by another program");
}

#[test]
fn no_archive_to_look_at() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("none"), &["stats"], "archive");
}
