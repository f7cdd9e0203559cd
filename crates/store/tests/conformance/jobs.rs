//! The queue: nothing is lost, nothing is done twice.

use jiff::SignedDuration;
use news::JobId;
use store::{FeedReading, NextStep, Task, TaskKind};

use crate::archive::{at, entry, feed_reading, fresh_store, read, subscription};

const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// Three feeds polled, the last first.
fn three_readings() -> crate::archive::Archive {
    let archive = fresh_store();
    for minute in [3, 2, 1] {
        let url = format!("https://example.org/{minute}");
        let (feed, _) = archive.subscribe(&subscription(&url), at(0)).expect("subscribed");
        archive.poll(feed, &url, at(minute));
    }
    archive
}

#[test]
fn jobs_come_oldest_first_when_they_are_due() {
    let archive = three_readings();
    assert_eq!(archive.claim_all(TaskKind::ReadFeed, at(0)), []);
    assert_eq!(archive.claim_all(TaskKind::FetchPage, at(9)), []);
    let feeds: Vec<_> = archive
        .claim_all(TaskKind::ReadFeed, at(2))
        .into_iter()
        .map(|job| match job.task {
            Task::ReadFeed { feed, .. } => feed.0,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(feeds, [3, 2]);
}

#[test]
fn what_one_feed_brings_is_read_in_its_order() {
    let archive = fresh_store();
    let (feed, _) = archive.subscribe(&subscription("https://example.org/feed"), at(0)).expect("subscribed");
    for minute in 1..=2 {
        archive.poll(feed, &minute.to_string(), at(minute));
    }
    let first = archive.claim_one(TaskKind::ReadFeed, at(3));
    assert_eq!(archive.claim_all(TaskKind::ReadFeed, at(3)), []);
    archive.save_feed(first.id, feed, &FeedReading::default(), at(3)).expect("saved");
    assert!(archive.claim_one(TaskKind::ReadFeed, at(3)).id > first.id);
}

#[test]
fn a_job_is_taken_by_one_until_its_lease_ends() {
    let archive = three_readings();
    let first = archive.claim_jobs(TaskKind::ReadFeed, 1, at(5), LEASE).expect("a job");
    let others = archive.claim_jobs(TaskKind::ReadFeed, 9, at(5), LEASE).expect("jobs");
    assert_eq!((first.len(), others.len(), first[0].attempts), (1, 2, 0));
    assert!(archive.claim_all(TaskKind::ReadFeed, at(9)).is_empty());
    let again = archive.claim_all(TaskKind::ReadFeed, at(10));
    assert_eq!((again.len(), again[0].id, again[0].attempts), (3, first[0].id, 1));
    assert_eq!(archive.release_claims().expect("released"), 3);
    assert_eq!(archive.claim_all(TaskKind::ReadFeed, at(10)).len(), 3);
}

#[test]
fn a_job_whose_turn_has_not_come_has_not_been_tried() {
    let archive = fresh_store();
    let (_, job) = archive.entry_to_fetch(at(0));
    archive.postpone_job(job, at(20)).expect("postponed");
    assert!(archive.claim_all(TaskKind::FetchPage, at(19)).is_empty());
    let again = archive.claim_one(TaskKind::FetchPage, at(20));
    assert_eq!((again.id, again.attempts), (job, 0));
}

#[test]
fn a_job_that_fails_is_tried_again_or_given_up() {
    let archive = fresh_store();
    let (_, job) = archive.entry_to_fetch(at(0));
    archive.fail_job(job, "no answer", Some(at(20))).expect("failed");
    assert!(archive.claim_all(TaskKind::FetchPage, at(19)).is_empty());
    let again = archive.claim_one(TaskKind::FetchPage, at(20));
    assert_eq!((again.id, again.attempts), (job, 1));

    archive.fail_job(job, "no such page", None).expect("failed");
    assert!(archive.claim_all(TaskKind::FetchPage, at(100_000)).is_empty());
    let stats = archive.stats(at(0)).expect("numbers");
    assert_eq!((stats.jobs_waiting, stats.jobs_failed), (1, 1), "the icon waits, the page is given up");
    archive.fail_job(JobId(999), "no such job", None).expect("nothing to do");
}

#[test]
fn an_entry_that_changes_is_fetched_again_even_when_it_was_given_up() {
    let archive = fresh_store();
    let (stored, job) = archive.entry_to_fetch(at(0));
    archive.fail_job(job, "no such page", None).expect("failed");
    let feed = archive.entry(stored).expect("an answer").expect("an entry").feed;
    let mut changed = entry("https://example.org/1");
    for (title, minute, jobs) in
        [("Entry https://example.org/1", 1, 0), ("New title", 2, 1), ("New title", 3, 0)]
    {
        changed.title = Some(title.into());
        archive.poll(feed, &format!("{title} at {minute}"), at(minute));
        let reading = archive.claim_one(TaskKind::ReadFeed, at(minute)).id;
        let readings = [read(changed.clone(), NextStep::FetchPage)];
        archive
            .save_feed(reading, feed, &feed_reading(news::Feed::default(), &readings), at(minute))
            .expect("saved");
        assert_eq!(archive.claim_all(TaskKind::FetchPage, at(minute)).len(), jobs, "{title} at {minute}");
    }
}

#[test]
fn pages_wanted_later_are_fetched_for_what_the_feed_has() {
    let archive = fresh_store();
    let feed =
        archive.save_by_feed("https://example.org/feed", &[("https://example.org/1", "One", "text")], at(0));
    archive.set_full_text(feed, store::FullText::Always, at(1)).expect("set");
    assert!(archive.known_entries(feed).expect("entries").is_empty());
    let reading = archive.claim_one(TaskKind::ReadFeed, at(1)).id;
    let readings = [read(entry("https://example.org/1"), NextStep::FetchPage)];
    archive.save_feed(reading, feed, &feed_reading(news::Feed::default(), &readings), at(1)).expect("saved");
    archive.claim_one(TaskKind::FetchPage, at(1));
}

#[test]
fn numbers_of_jobs_are_never_given_twice() {
    let archive = fresh_store();
    let (feed, first, _) = archive.polled_feed("https://example.org/feed", at(0));
    archive.save_feed(first, feed, &feed_reading(news::Feed::default(), &[]), at(0)).expect("saved");
    let icon = archive.claim_one(TaskKind::FetchIcon, at(0));
    archive.save_icon(icon.id, news::PublisherId(1), None).expect("saved");
    archive.poll(feed, "again", at(1));
    assert!(archive.claim_one(TaskKind::ReadFeed, at(1)).id > icon.id);
}
