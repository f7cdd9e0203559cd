//! Subscriptions and polls.

use news::FeedId;
use store::{FeedReading, FullText, NewSubscription, Poll, PollResult, TaskKind};

use crate::archive::{
    Archive, at, capture, entry, feed_reading, fresh_store, poll_result, read, subscription,
};

const URL: &str = "https://example.org/feed";

fn only(archive: &Archive) -> store::Subscription {
    let mut all = archive.subscriptions().expect("feeds");
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn a_feed_is_subscribed_to_once() {
    let archive = fresh_store();
    let new = NewSubscription { folder: Some("World".into()), ..subscription(URL) };
    let (feed, is_new) = archive.subscribe(&new, at(0)).expect("subscribed");
    assert!(is_new);
    let again = NewSubscription { title: Some("Mine".into()), ..subscription(URL) };
    assert_eq!(archive.subscribe(&again, at(5)).expect("subscribed"), (feed, false));

    let found = only(&archive);
    assert_eq!(found, archive.subscription(feed).expect("an answer").expect("a feed"));
    assert_eq!((found.title.as_deref(), found.folder.as_deref()), (Some("Mine"), Some("World")));
    assert_eq!((found.added_at, found.health.next_poll_at), (at(0), Some(at(0))));
    assert_eq!(found.full_text, FullText::Auto);
    archive.set_full_text(feed, FullText::Always, at(6)).expect("set");
    assert_eq!(only(&archive).full_text, FullText::Always);
}

#[test]
fn a_feed_left_keeps_its_articles_and_may_come_back() {
    let archive = fresh_store();
    let feed = archive.save_by_feed(URL, &[("https://example.org/1", "One", "text")], at(0));
    assert!(archive.unsubscribe(feed).expect("unsubscribed"));
    assert!(!archive.unsubscribe(feed).expect("unsubscribed"));
    assert_eq!(archive.subscription(feed).expect("an answer"), None);
    assert_eq!(archive.due(at(100_000)).expect("feeds"), []);
    assert_eq!(archive.latest(crate::archive::ALL).expect("articles").len(), 1);

    // A poll that was on its way when the reader left.
    archive.poll(feed, "late", at(1));
    assert!(archive.claim_all(TaskKind::ReadFeed, at(2)).is_empty());

    assert_eq!(archive.subscribe(&subscription(URL), at(3)).expect("subscribed"), (feed, true));
    assert_eq!(archive.due(at(3)).expect("feeds").len(), 1);
    assert!(!archive.unsubscribe(FeedId(99)).expect("an answer"));
}

#[test]
fn polls_tell_how_a_feed_fares() {
    let archive = fresh_store();
    let (feed, _) = archive.subscribe(&subscription(URL), at(0)).expect("subscribed");
    let failed = Poll::Failed { error: "no answer".into(), not_before: Some(at(20)) };
    archive.save_poll(feed, &failed, at(10), at(1)).expect("saved");
    archive.save_poll(feed, &failed, at(30), at(10)).expect("saved");
    let health = only(&archive).health;
    assert_eq!((health.failures, health.error.as_deref()), (2, Some("no answer")));
    assert_eq!(
        (health.polled_at, health.succeeded_at, health.next_poll_at),
        (Some(at(10)), None, Some(at(30)))
    );
    assert_eq!(health.not_before, Some(at(20)));
    assert_eq!([at(19), at(20)].map(|now| health.may_be_asked(now)), [false, true]);
    assert_eq!(archive.due(at(29)).expect("feeds"), []);
    assert_eq!(archive.due(at(30)).expect("feeds").len(), 1);

    let unchanged = Poll::Unchanged { etag: Some("\"2\"".into()), last_modified: None };
    archive.save_poll(feed, &unchanged, at(60), at(31)).expect("saved");
    let found = only(&archive);
    assert_eq!((found.health.failures, found.health.error.clone(), found.health.not_before), (0, None, None));
    assert_eq!((found.health.succeeded_at, found.etag.as_deref()), (Some(at(31)), Some("\"2\"")));

    archive.save_poll(feed, &Poll::Gone { error: "gone".into() }, at(70), at(60)).expect("saved");
    assert_eq!(only(&archive).health.next_poll_at, None);
    assert_eq!(archive.due(at(100_000)).expect("feeds"), []);
    archive.subscribe(&subscription(URL), at(80)).expect("subscribed");
    assert_eq!(archive.due(at(80)).expect("feeds").len(), 1, "the reader wants it tried again");
}

#[test]
fn a_changed_body_is_captured_once_and_read_once() {
    let archive = fresh_store();
    let (feed, _) = archive.subscribe(&subscription(URL), at(0)).expect("subscribed");
    for (body, minute, readings) in [("one", 1, 1), ("one", 2, 0), ("two", 3, 1), ("one", 4, 1)] {
        archive.poll(feed, body, at(minute));
        let jobs = archive.claim_all(TaskKind::ReadFeed, at(minute));
        assert_eq!(jobs.len(), readings, "at {minute}");
        for job in jobs {
            archive.save_feed(job.id, feed, &FeedReading::default(), at(minute)).expect("saved");
        }
    }
    let found = only(&archive);
    assert_eq!((found.etag.as_deref(), found.last_modified), (Some("\"3\""), None));
}

#[test]
fn validators_that_a_new_body_lacks_are_forgotten() {
    let archive = fresh_store();
    let (feed, _) = archive.subscribe(&subscription(URL), at(0)).expect("subscribed");
    archive.poll(feed, "one", at(1));
    let mut plain = capture(URL, "two", at(2));
    plain.headers.clear();
    archive.save_poll(feed, &Poll::Changed { capture: plain }, at(9), at(2)).expect("saved");
    assert_eq!(only(&archive).etag, None);
}

const NEW_URL: &str = "https://new.example.org/feed";

/// Polls a feed so many times that says where it has moved to for good, or nothing of the kind.
fn says_moved(archive: &Archive, feed: FeedId, to: Option<&str>, times: u32) {
    for _ in 0..times {
        let unchanged = Poll::Unchanged { etag: Some("\"1\"".into()), last_modified: None };
        let moved_to = to.map(str::to_owned);
        let result = PollResult { moved_to, ..poll_result(feed, &unchanged, at(9)) };
        archive.save_polls(&[result], at(1)).expect("saved");
    }
}

#[test]
fn a_feed_is_followed_after_repeated_proof_and_keeps_its_entries() {
    let archive = fresh_store();
    let (feed, job, _) = archive.polled_feed(URL, at(0));
    let meta = news::Feed { title: Some("Example".into()), ..news::Feed::default() };
    let readings = [read(entry("1"), store::NextStep::Nothing)];
    archive.save_feed(job, feed, &feed_reading(meta, &readings), at(0)).expect("saved");

    // It was a mistake, and then it is of two minds.
    for to in [None, Some("https://other.example.org/feed")] {
        says_moved(&archive, feed, Some(NEW_URL), 4);
        assert_eq!(only(&archive).moved_to.as_deref(), Some(NEW_URL));
        says_moved(&archive, feed, to, 1);
        assert_eq!((only(&archive).url.as_str(), only(&archive).moved_to.as_deref()), (URL, to));
    }
    let failed = Poll::Failed { error: "no feed there".into(), not_before: None };
    says_moved(&archive, feed, Some(NEW_URL), 4);
    archive.save_poll(feed, &failed, at(9), at(1)).expect("saved");
    assert_eq!(only(&archive).url, URL, "what fails there proves nothing");
    says_moved(&archive, feed, Some(NEW_URL), 1);
    let found = only(&archive);
    assert_eq!((found.id, found.url.as_str()), (feed, NEW_URL));
    assert_eq!((found.title.as_deref(), found.health.entries), (Some("Example"), 1));
    assert_eq!((found.etag, found.moved_to), (None, None), "validators belong to an address");
    assert_eq!(
        archive.subscribe(&subscription(URL), at(9)).expect("known"),
        (feed, false),
        "by its old address"
    );
    for url in [URL, NEW_URL] {
        let found = archive.subscription_of(url).expect("an answer");
        assert_eq!(found.map(|found| found.id), Some(feed), "{url}");
    }
    assert_eq!(archive.subscription_of("https://example.org/other").expect("an answer"), None);
}

#[test]
fn a_feed_that_moves_there_and_back_is_one() {
    let archive = fresh_store();
    let (feed, _) = archive.subscribe(&subscription(URL), at(0)).expect("subscribed");
    says_moved(&archive, feed, Some(NEW_URL), 5);
    says_moved(&archive, feed, Some(URL), 5);
    assert_eq!(only(&archive).url, URL);
    for url in [URL, NEW_URL] {
        assert_eq!(archive.subscribe(&subscription(url), at(9)).expect("known"), (feed, false));
    }
}

#[test]
fn a_feed_that_moves_to_another_becomes_it() {
    let archive = fresh_store();
    let titled = NewSubscription { title: Some("Mine".into()), ..subscription(URL) };
    let (moved, _) = archive.subscribe(&titled, at(0)).expect("subscribed");
    let (other, _) = archive.subscribe(&subscription(NEW_URL), at(0)).expect("subscribed");
    says_moved(&archive, moved, Some(NEW_URL), 5);
    let found = only(&archive);
    assert_eq!((found.id, found.title.as_deref()), (other, Some("Mine")));
    assert_eq!(archive.subscribe(&subscription(URL), at(9)).expect("known"), (other, false));
}

#[test]
fn the_newest_entries_tell_the_pace_of_a_feed() {
    let archive = fresh_store();
    let (feed, job, _) = archive.polled_feed(URL, at(0));
    assert_eq!(only(&archive).health.entries_per_day(at(0)), None);
    let dated = |number: i64, minute: Option<i64>| {
        let published_at = minute.map(at);
        read(news::Entry { published_at, ..entry(&number.to_string()) }, store::NextStep::Nothing)
    };
    // One a quarter of an hour of late, one before that a minute, and one of which nothing is known.
    let old = (0..100).map(|number| dated(number, Some(-2000 + number)));
    let late = (100..150).map(|number| dated(number, Some(-720 + 15 * (number - 100))));
    let readings: Vec<_> = old.chain(late).chain([dated(200, None)]).collect();
    let reading = feed_reading(news::Feed::default(), &readings);
    archive.save_feed(job, feed, &reading, at(0)).expect("saved");
    let pace = only(&archive).health.entries_per_day(at(0)).expect("a pace");
    assert!((pace - 100.0).abs() < 1.0, "{pace}");
    assert!(only(&archive).health.entries_per_day(at(100 * 24 * 60)).expect("a pace") < 1.0, "it has ceased");
}

#[test]
fn an_index_leads_to_its_sitemaps_as_they_come_and_go() {
    let archive = fresh_store();
    let titled = NewSubscription { folder: Some("World".into()), ..subscription(URL) };
    let (index, _) = archive.subscribe(&titled, at(0)).expect("subscribed");
    let urls = |found: Vec<store::Subscription>| found.into_iter().map(|feed| feed.url).collect::<Vec<_>>();
    for (minute, sitemaps) in (0..).zip([&["a", "b"][..], &["b", "c"], &["a"]]) {
        archive.poll(index, &format!("index {minute}"), at(minute));
        let job = archive.claim_one(TaskKind::ReadFeed, at(minute)).id;
        let sitemaps: Vec<_> =
            sitemaps.iter().map(|name| format!("https://example.org/{name}.xml")).collect();
        let reading = FeedReading { sitemaps: sitemaps.clone(), ..FeedReading::default() };
        archive.save_feed(job, index, &reading, at(minute)).expect("saved");
        assert_eq!(urls(archive.unpolled_sitemaps().expect("feeds")), sitemaps);
        let found = archive.subscriptions().expect("feeds");
        let of_index: Vec<_> = found.into_iter().filter(|feed| feed.index == Some(index)).collect();
        assert!(of_index.iter().all(|feed| feed.folder.as_deref() == Some("World")), "{of_index:?}");
        assert_eq!(urls(of_index), sitemaps);
    }
    archive.unsubscribe(index).expect("unsubscribed");
    assert_eq!(archive.subscriptions().expect("feeds"), []);
}
