//! Pushes by hubs, from the offer to the end.

use jiff::SignedDuration;
use news::{FeedId, PushOffer};
use store::{FeedReading, NextStep, Push, PushKey, PushState, Task, TaskKind};

use crate::archive::{Archive, at, capture, entry, feed_reading, fresh_store, read, subscription};

const URL: &str = "https://example.org/feed";

fn offer(hubs: &[&str]) -> PushOffer {
    PushOffer { hubs: hubs.iter().map(|hub| (*hub).into()).collect(), topic: URL.into() }
}

fn key(token: &str) -> PushKey {
    PushKey { token: token.into(), secret: format!("secret of {token}") }
}

/// Ten minutes for each attempt so far.
fn wait(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(10 * i64::from(attempts))
}

impl Archive {
    /// A feed that names two hubs.
    fn offering(&self) -> FeedId {
        let (feed, _) = self.subscribe(&subscription(URL), at(0)).expect("subscribed");
        self.poll(feed, "one", at(0));
        self.save_offer(feed, Some(&offer(&["https://a", "https://b"])), &key("1"), at(0)).expect("saved");
        feed
    }

    /// A feed that is pushed from minute 1 to minute 100, and is to be renewed at minute 80.
    fn pushed(&self) -> FeedId {
        let feed = self.offering();
        assert_eq!(self.taken(1).len(), 1);
        self.begin_lease(feed, at(100), at(80), at(1)).expect("begun");
        feed
    }

    /// The hubs that are asked at a minute.
    fn taken(&self, minute: i64) -> Vec<String> {
        let pushes = self.take_pushes(10, at(minute), wait).expect("pushes");
        pushes.iter().map(|push| push.hub().to_owned()).collect()
    }

    fn only_push(&self) -> Push {
        let mut all = self.pushes().expect("pushes");
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }
}

#[test]
fn what_a_feed_offers_is_asked_for_and_verified() {
    let archive = fresh_store();
    let feed = archive.offering();
    let offered = archive.only_push();
    assert_eq!(
        (offered.state, offered.hub(), offered.offer.topic.as_str()),
        (PushState::Offered, "https://a", URL)
    );
    assert!(!offered.is_wanted());
    assert_eq!(archive.push(feed).expect("an answer"), Some(offered.clone()));
    assert_eq!(archive.push_of("1").expect("an answer"), Some(offered));
    assert_eq!(archive.push_of("2").expect("an answer"), None);

    assert_eq!(archive.taken(1), ["https://a"]);
    assert!(archive.taken(2).is_empty());
    assert_eq!(archive.only_push().state, PushState::Asked);
    archive.begin_lease(feed, at(100), at(80), at(3)).expect("begun");
    let active = archive.only_push();
    assert_eq!((active.state, active.attempts, active.active_at), (PushState::Active, 0, Some(at(3))));
    assert_eq!([2, 99, 100].map(|minute| active.is_active(at(minute))), [true, true, false]);
    assert!(active.is_wanted());
}

#[test]
fn the_secrets_of_a_push_are_not_printed() {
    let archive = fresh_store();
    archive.offering();
    let printed = format!("{:?}", archive.only_push());
    assert!(!printed.contains("secret of"), "{printed}");
}

#[test]
fn a_hub_that_does_not_call_is_followed_by_the_next() {
    let archive = fresh_store();
    let feed = archive.offering();
    assert_eq!(archive.taken(0), ["https://a"]);
    assert!(archive.taken(9).is_empty());
    assert_eq!(archive.taken(10), ["https://b"]);
    archive.fail_push(feed, "no connection", at(50)).expect("saved");
    assert_eq!(archive.only_push().error.as_deref(), Some("no connection"));
    assert!(archive.taken(49).is_empty());
    assert_eq!(archive.taken(50), ["https://a"]);
    assert_eq!(archive.only_push().attempts, 3);
    // The hub called while it was asked, and then the answer broke off.
    archive.begin_lease(feed, at(900), at(800), at(51)).expect("begun");
    archive.fail_push(feed, "broken off", at(52)).expect("saved");
    assert_eq!(archive.only_push().error, None);
    assert!(archive.taken(799).is_empty());
}

#[test]
fn a_lease_is_renewed_at_the_same_hub_or_ends() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.save_poll(feed, &unchanged(), at(5000), at(2)).expect("saved");
    assert!(archive.taken(79).is_empty());
    assert_eq!(archive.taken(80), ["https://a"]);
    assert_eq!(archive.only_push().state, PushState::Active);
    archive.begin_lease(feed, at(200), at(180), at(81)).expect("begun");
    assert_eq!(archive.only_push().active_at, Some(at(1)));
    assert!(archive.taken(150).is_empty());

    assert_eq!(archive.taken(195), ["https://a"]);
    assert!(archive.due(at(199)).expect("feeds").is_empty());
    assert!(archive.taken(200).is_empty());
    let ended = archive.only_push();
    assert_eq!((ended.state, ended.lease_until), (PushState::Offered, None));
    assert_eq!(archive.due(at(200)).expect("feeds").len(), 1, "polled again");
    assert_eq!(archive.taken(205), ["https://b"]);
}

#[test]
fn a_refusal_ends_a_push_for_a_while() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.save_poll(feed, &unchanged(), at(5000), at(2)).expect("saved");
    archive.refuse_push(feed, "no more", at(500), at(20)).expect("refused");
    let refused = archive.only_push();
    assert_eq!((refused.state, refused.error.as_deref()), (PushState::Refused, Some("no more")));
    assert!(!refused.is_wanted() && !refused.is_active(at(21)));
    assert_eq!(archive.due(at(20)).expect("feeds").len(), 1, "polled again");
    archive.begin_lease(feed, at(600), at(550), at(21)).expect("too late");
    assert_eq!(archive.only_push().state, PushState::Refused);
    assert!(archive.taken(499).is_empty());
    assert_eq!(archive.taken(500), ["https://b"]);
}

#[test]
fn a_server_that_wants_to_be_left_alone_is() {
    let archive = fresh_store();
    let feed = archive.pushed();
    let busy = store::Poll::Failed { error: "busy".into(), not_before: Some(at(60)) };
    archive.save_poll(feed, &busy, at(5000), at(2)).expect("saved");
    archive.refuse_push(feed, "no more", at(500), at(20)).expect("refused");
    assert!(archive.due(at(59)).expect("feeds").is_empty());
    assert_eq!(archive.due(at(60)).expect("feeds").len(), 1);
}

#[test]
fn a_feed_that_is_left_is_pushed_no_more_until_it_is_back() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.unsubscribe(feed).expect("unsubscribed");
    assert_eq!(archive.taken(2), ["https://a"]);
    assert_eq!(archive.only_push().state, PushState::Ending);
    assert!(!archive.only_push().is_wanted());
    archive.end_push(feed, at(3)).expect("ended");
    assert!(archive.taken(4).is_empty());

    archive.subscribe(&subscription(URL), at(5)).expect("subscribed");
    assert_eq!(archive.taken(5), ["https://a"]);
    assert_eq!(archive.only_push().state, PushState::Asked);
    archive.unsubscribe(feed).expect("unsubscribed");
    assert_eq!(archive.taken(6), ["https://a"]);
    archive.subscribe(&subscription(URL), at(7)).expect("subscribed");
    archive.end_push(FeedId(99), at(7)).expect("nothing to end");
    assert_eq!(archive.taken(8).len(), 1, "the reader came back before the hub called");
    assert_eq!(archive.only_push().state, PushState::Asked);
}

#[test]
fn a_hub_that_does_not_end_is_left_to_itself() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.unsubscribe(feed).expect("unsubscribed");
    let asked: Vec<usize> = [2, 12, 32, 61, 62, 9000].map(|minute| archive.taken(minute).len()).into();
    assert_eq!(asked, [1, 1, 1, 0, 0, 0]);
    assert_eq!(archive.only_push().state, PushState::Offered);
}

#[test]
fn a_feed_that_is_gone_is_pushed_no_more() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.save_poll(feed, &store::Poll::Gone { error: "gone".into() }, at(50), at(2)).expect("saved");
    assert_eq!(archive.taken(3), ["https://a"]);
    assert_eq!(archive.only_push().state, PushState::Ending);
}

#[test]
fn another_offer_takes_the_place_of_the_first() {
    let archive = fresh_store();
    let feed = archive.pushed();
    let other = offer(&["https://c"]);
    archive.save_offer(feed, Some(&offer(&["https://a", "https://b"])), &key("2"), at(10)).expect("saved");
    assert_eq!(archive.only_push().key, key("1"), "the same as before");
    archive.save_offer(feed, Some(&other), &key("3"), at(9)).expect("saved");
    assert_eq!(archive.only_push().key, key("1"), "older than what is known");
    archive.save_offer(feed, Some(&other), &key("3"), at(11)).expect("saved");
    assert_eq!((archive.only_push().state, archive.only_push().key), (PushState::Offered, key("3")));
    assert_eq!(archive.push_of("1").expect("an answer"), None);
    assert_eq!(archive.taken(11), ["https://c"]);
}

#[test]
fn an_offer_that_is_withdrawn_is_not_renewed() {
    let archive = fresh_store();
    let feed = archive.pushed();
    archive.save_offer(feed, None, &key("2"), at(10)).expect("saved");
    assert!(archive.only_push().is_active(at(99)));
    assert!(archive.taken(500).is_empty());
    assert_eq!(archive.only_push().state, PushState::Offered);
    archive.save_offer(feed, Some(&offer(&["https://a", "https://b"])), &key("2"), at(510)).expect("saved");
    assert_eq!(archive.taken(510), ["https://a"]);
    archive.save_offer(FeedId(2), None, &key("2"), at(10)).expect("nothing to save");
}

#[test]
fn what_a_hub_brings_is_read_and_leaves_the_validators() {
    let archive = fresh_store();
    let feed = archive.pushed();
    let first = archive.claim_one(TaskKind::ReadFeed, at(1));
    archive.save_feed(first.id, feed, &FeedReading::default(), at(1)).expect("saved");
    let etag = archive.subscription(feed).expect("an answer").expect("a feed").etag;
    let mut brought = capture(URL, "two", at(3));
    brought.headers =
        vec![("x-hub-signature".into(), "sha256=00".into()), ("etag".into(), "\"wrong\"".into())];
    archive.save_push(feed, &brought, at(3)).expect("saved");
    archive.save_push(feed, &brought, at(4)).expect("the same again");
    let job = archive.claim_one(TaskKind::ReadFeed, at(4));
    let Task::ReadFeed { feed: read, capture } = job.task else { panic!("{job:?}") };
    assert_eq!((read, archive.capture(capture).expect("an answer")), (feed, Some(brought)));
    assert_eq!(archive.only_push().pushed_at, Some(at(4)));
    assert_eq!(archive.subscription(feed).expect("an answer").expect("a feed").etag, etag);
}

#[test]
fn a_hub_that_comes_too_often_is_to_come_again() {
    let archive = fresh_store();
    let feed = archive.pushed();
    let push = |number: i64, minute| {
        archive.save_push(feed, &capture(URL, &format!("{number}"), at(minute)), at(minute)).expect("saved")
    };
    let taken = (0..500).filter(|number| push(*number, number / 100)).count();
    assert!((100..500).contains(&taken), "{taken}");
    assert!(!push(500, 59));
    assert!(push(501, 60), "the next hour");
}

#[test]
fn a_hub_that_brings_nothing_is_not_relied_on() {
    let archive = fresh_store();
    let feed = archive.pushed();
    let job = archive.claim_one(TaskKind::ReadFeed, at(1)).id;
    let old = [read(entry("old"), NextStep::Nothing)];
    archive.save_feed(job, feed, &feed_reading(news::Feed::default(), &old), at(1)).expect("saved");
    let reliable = || archive.only_push().keeps_up();
    archive.count_miss(feed, &["new"]).expect("counted");
    assert!(reliable(), "once may be chance");
    archive.count_miss(feed, &[]).expect("nothing to count");
    archive.count_miss(feed, &["old"]).expect("nothing to count");
    assert!(reliable(), "what the archive has was brought");
    archive.count_miss(feed, &["old", "new"]).expect("counted");
    assert!(!reliable());
    archive.begin_lease(feed, at(300), at(280), at(80)).expect("renewed");
    assert!(!reliable(), "a renewal brings nothing either");
    archive.save_push(feed, &capture(URL, "two", at(9)), at(9)).expect("saved");
    assert!(reliable());
}

fn unchanged() -> store::Poll {
    store::Poll::Unchanged { etag: None, last_modified: None }
}
