//! A process that is killed at any moment loses nothing that it said was saved, and doubles nothing.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use store::{NextStep, Poll, Store, Task, TaskKind};

use crate::archive::{ALL, article, at, capture, entry, feed_reading, poll_result, read, subscription};

const DATA: &str = "QUELLE_TEST_SUDDEN_DEATH";

/// What the process to be killed does: saves feeds of three articles each and says which were saved.
fn work(data: &Path) {
    let store = Store::open(data).expect("the archive");
    store.release_claims().expect("released");
    for number in store.stats(at(0)).expect("numbers").feeds.. {
        let url = format!("https://paper{number}.example/feed");
        let (feed, _) = store.subscribe(&subscription(&url), at(0)).expect("subscribed");
        let poll = Poll::Changed { capture: capture(&url, &url, at(0)) };
        store.save_polls(&[poll_result(feed, &poll, at(9))], at(0)).expect("polled");
        let lease = jiff::SignedDuration::from_mins(5);
        for job in store.claim_jobs(TaskKind::ReadFeed, 9, at(0), lease).expect("jobs") {
            let Task::ReadFeed { feed, capture } = job.task else { panic!("{job:?}") };
            let readings = ["a", "b", "c"].map(|name| {
                let address = format!("https://paper{feed}.example/{name}");
                let new = article(&address, "Headline", &"text ".repeat(500), capture);
                read(entry(&address), NextStep::Article(Box::new(new)))
            });
            store
                .save_feed(job.id, feed, &feed_reading(news::Feed::default(), &readings), at(0))
                .expect("saved");
            println!("saved {feed}");
        }
    }
}

#[test]
fn a_killed_process_loses_nothing_and_doubles_nothing() {
    if let Ok(data) = std::env::var(DATA) {
        return work(Path::new(&data));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut saved = 0;
    for round in 0..4 {
        saved += killed_after(folder.path(), 5 + round);
        let store = Store::open(folder.path()).expect("nobody has it open");
        let stats = store.stats(at(0)).expect("numbers");
        assert_eq!(stats.articles % 3, 0, "feeds are saved whole");
        assert!(stats.articles >= saved * 3, "{saved} feeds were saved, there are {stats:?}");
        let addresses: std::collections::HashSet<_> =
            store.latest(ALL).expect("articles").into_iter().map(|row| row.url).collect();
        assert_eq!(addresses.len() as u64, stats.articles);
    }
}

/// Runs [`work`] in a process of its own and kills it soon after it has said so many times that it saved
/// something. Gives how often it did.
fn killed_after(data: &Path, saves: usize) -> u64 {
    let this = std::env::current_exe().expect("this test");
    let mut worker = Command::new(this)
        .args(["--exact", "sudden_death::a_killed_process_loses_nothing_and_doubles_nothing", "--nocapture"])
        .env(DATA, data)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut lines = BufReader::new(worker.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let seen = lines.by_ref().filter(|line| line.contains("saved ")).take(saves).count();
    let started = Instant::now();
    while started.elapsed() < Duration::from_millis(3) {
        std::hint::spin_loop(); // Somewhere in the middle of the next one.
    }
    worker.kill().expect("killed");
    worker.wait().expect("ended");
    (seen + lines.filter(|line| line.contains("saved ")).count()) as u64
}
