//! The program against a hub (WebSub): what the suite websub.rocks asks of subscribers, and what hubs and
//! publishers do besides.

mod support;

use std::{collections::BTreeSet, path::Path};

use jiff::{SignedDuration, Timestamp};
use news::FeedId;
use store::{Poll, PollResult, Push, Store};
use support::{
    hub::{PUBLIC, Publisher, Serving, signature, until},
    run,
};
use tempfile::TempDir;

const FEED: FeedId = FeedId(1);

/// A feed whose hub was asked to push it.
struct Asked {
    data: TempDir,
    publisher: Publisher,
    serving: Option<Serving>,
    callback: String,
    secret: String,
    topic: String,
}

impl Asked {
    fn start() -> Self {
        let (data, publisher) = (tempfile::tempdir().expect("a folder"), Publisher::open());
        let topic = format!("{}/feed", publisher.address);
        assert!(run(data.path(), &["add", &topic]).status.success());
        let serving = Some(Serving::start(data.path()));
        let mut request = publisher.asked(1).remove(0);
        let [callback, secret] = ["hub.callback", "hub.secret"].map(|name| request.remove(name).expect(name));
        Self { data, publisher, serving, callback, secret, topic }
    }

    /// The same, after the hub has called to begin.
    fn pushed() -> Self {
        let asked = Self::start();
        assert_eq!(asked.ask("subscribe", &asked.topic), (200, "xyz".to_owned()));
        asked
    }

    fn serving(&self) -> &Serving {
        self.serving.as_ref().expect("it is open")
    }

    /// What the program answers to a hub's call.
    fn ask(&self, mode: &str, topic: &str) -> (u16, String) {
        let parameters = [
            ("hub.mode", mode),
            ("hub.topic", topic),
            ("hub.challenge", "xyz"),
            ("hub.lease_seconds", "86400"),
        ];
        self.serving().ask(&self.callback, &parameters)
    }

    /// What the program answers to a push of a feed with this headline.
    fn push(&self, headline: &str) -> u16 {
        let feed = self.publisher.feed(&[headline]);
        self.serving().push(&self.callback, &signature(&self.secret, &feed), &feed)
    }

    fn wait_for(&self, headline: &str) {
        until(headline, || self.serving().page("/latest").contains(headline));
    }

    /// Stops the program, does something to its archive, and starts it again.
    fn while_closed<T>(&mut self, work: impl FnOnce(&Store) -> store::Result<T>) -> T {
        self.serving = None;
        let done = work(&Store::open(self.data.path()).expect("an archive")).expect("done");
        self.serving = Some(Serving::start(self.data.path()));
        done
    }

    fn state(&self) -> Push {
        let store = Store::open_reader(self.data.path()).expect("an archive");
        store.push(FEED).expect("an answer").expect("a push")
    }
}

fn hours(hours: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(hours)
}

fn hours_to_next_poll(data: &Path) -> f64 {
    let store = Store::open_reader(data).expect("an archive");
    let feed = store.subscription(FEED).expect("an answer").expect("a feed");
    let next = feed.health.next_poll_at.expect("a time");
    next.duration_since(Timestamp::now()).as_secs_f64() / 3600.0
}

/// Has the feed polled at the next start.
fn make_due(store: &Store) -> store::Result<()> {
    let poll = Poll::Unchanged { etag: None, last_modified: None };
    let result = PollResult { feed: FEED, poll, moved_to: None, next_poll_at: hours(-1) };
    store.save_polls(&[result], hours(-2))
}

#[test]
fn a_hub_is_found_asked_and_answered() {
    // websub.rocks 100, 104 (the feed names another hub and topic) and 204 (the hub sends on for good)
    let asked = Asked::start();
    let request = asked.publisher.asked(1).remove(0);
    assert_eq!((request["hub.mode"].as_str(), &request["hub.topic"]), ("subscribe", &asked.topic));
    assert!(request["hub.lease_seconds"].parse::<u32>().is_ok_and(|seconds| seconds >= 86400));
    assert!(asked.secret.len() >= 32 && asked.secret.len() < 200);
    let token = asked.callback.strip_prefix(&format!("{PUBLIC}/websub/")).expect("a callback");
    assert!(token.len() >= 32 && token != asked.secret);

    // websub.rocks 205
    assert_eq!(asked.ask("subscribe", "https://elsewhere.example/").0, 404);
    assert_eq!(asked.ask("unsubscribe", &asked.topic).0, 404);
    assert_eq!(asked.serving().ask(&format!("{PUBLIC}/websub/guess"), &[("hub.mode", "subscribe")]).0, 404);
    assert_eq!(asked.serving().ask(&format!("{PUBLIC}/feeds"), &[]).0, 403);
    assert!(asked.state().lease_until.is_none());

    assert_eq!(asked.ask("subscribe", &asked.topic), (200, "xyz".to_owned()));
    let lease = asked.state().lease_until.expect("a lease").duration_since(Timestamp::now());
    assert!((23..=24).contains(&lease.as_hours()), "{lease}");
    assert!(asked.serving().page("/feeds").contains("by its hub until"));
    let listed = run(asked.data.path(), &["feeds"]).stdout;
    assert!(String::from_utf8_lossy(&listed).contains("pushed by its hub until"));
    // Hubs may ask again.
    assert_eq!(asked.ask("subscribe", &asked.topic).0, 200);
}

#[test]
fn hubs_are_found_wherever_feeds_name_them() {
    let (data, publisher) = (tempfile::tempdir().expect("a folder"), Publisher::open());
    let atom = |links: &str| {
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Atom</title>{links}</feed>")
    };
    let named =
        atom("<link rel=\"hub\" href=\"{address}/hub\"/><link rel=\"self\" href=\"{address}/atom\"/>");
    let rss = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>RSS</title>\
               <atom:link rel=\"hub\" href=\"{address}/hub\"/>\
               <atom:link rel=\"self\" href=\"{address}/rss\"/></channel></rss>";
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"JSON\", \"items\": [], \
                \"feed_url\": \"{address}/json\", \"hubs\": [{\"type\": \"WebSub\", \"url\": \"{address}/hub\"}]}";
    let entry =
        |path: &str| format!("<p class=\"h-entry\"><a class=\"u-url p-name\" href=\"{path}\">{path}</a></p>");
    let html = format!(
        "<!DOCTYPE html><html><head><title>Page</title><link rel=\"hub\" href=\"/hub\">\
         <link rel=\"self\" href=\"/html\"></head><body class=\"h-feed\">{}{}</body></html>",
        entry("/one"),
        entry("/two")
    );
    let links =
        |own: &str, hub: &str| format!("200 OK\r\nLink: <{own}>; rel=\"self\"\r\nLink: <{hub}>; rel=\"hub\"");
    let pages = [
        ("/html", "200 OK\r\nContent-Type: text/html".to_owned(), html.as_str()), // websub.rocks 101
        ("/atom", "200 OK".to_owned(), named.as_str()),                           // 102
        ("/rss", "200 OK".to_owned(), rss),                                       // 103
        ("/json", "200 OK".to_owned(), json),
        ("/200", links("/200?self=other", "/hub"), &atom("")),
        ("/201", "302 Found\r\nLocation: /201/new".to_owned(), ""),
        ("/201/new", links("/201/new", "/hub"), &atom("")),
        ("/202", "301 Moved Permanently\r\nLocation: /202/new".to_owned(), ""),
        ("/202/new", links("/202/new", "/hub"), &atom("")),
        ("/203", links("/203", "/sent"), &atom("")),
    ];
    pages.iter().for_each(|(path, head, body)| publisher.put(path, head, body));
    for path in ["/html", "/atom", "/rss", "/json", "/200", "/201", "/202", "/203"] {
        assert!(
            run(data.path(), &["add", &format!("{}{path}", publisher.address)]).status.success(),
            "{path}"
        );
    }
    let _serving = Serving::start(data.path());
    let asked = publisher.asked(8);
    let topics: BTreeSet<&str> =
        asked.iter().filter_map(|request| request["hub.topic"].strip_prefix(&publisher.address)).collect();
    let expected = ["/html", "/atom", "/rss", "/json", "/200?self=other", "/201/new", "/202/new", "/203"];
    assert_eq!(topics, expected.into());
}

#[test]
fn what_the_hub_signs_is_an_article_within_seconds() {
    let mut asked = Asked::pushed();
    let feed = |headline: &str| asked.publisher.feed(&[headline]);
    // websub.rocks 301 and 302: left aside, and not told so
    let (forged, unsigned, other) = (feed("Forged"), feed("Unsigned"), feed("Of another secret"));
    let push = |headers: &str, body: &str| asked.serving().push(&asked.callback, headers, body);
    assert_eq!(push(&signature(&asked.secret, "something else"), &forged), 202);
    assert_eq!(push("X-Hub-Signature: sha256=00\r\n", &forged), 202);
    assert_eq!(push("", &unsigned), 202);
    assert_eq!(push(&signature("guessed", &other), &other), 202);
    assert_eq!(push(&signature(&asked.secret, "no feed"), "no feed"), 202);
    // websub.rocks 300
    assert_eq!(asked.push("Lighthouse lamp is lit again"), 202);
    asked.wait_for("Lighthouse lamp is lit again");
    let stranger = format!("{PUBLIC}/websub/guess");
    assert_eq!(asked.serving().push(&stranger, &signature(&asked.secret, &forged), &forged), 410);

    asked.while_closed(|_| Ok(()));
    assert_eq!(asked.push("Ferry sails after the storm"), 202);
    asked.wait_for("Ferry sails after the storm");
    let latest = asked.serving().page("/latest");
    assert!(
        latest.contains("Lighthouse lamp is lit again") && latest.contains("First light over the harbour")
    );
    for headline in ["Forged", "Unsigned", "Of another secret"] {
        assert!(!latest.contains(headline), "{headline}");
    }
    asked.publisher.asked(1);
}

#[test]
fn a_lease_is_renewed_before_it_ends_and_asked_for_again_after() {
    let mut asked = Asked::pushed();
    // Eight of ten days are gone.
    asked.while_closed(|store| store.begin_lease(FEED, hours(48), hours(0), hours(-192)));
    let renewal = asked.publisher.asked(2).remove(1);
    assert_eq!((&renewal["hub.callback"], &renewal["hub.secret"]), (&asked.callback, &asked.secret));
    assert_eq!(asked.push("Still brought while it is renewed"), 202);
    asked.wait_for("Still brought while it is renewed");
    assert_eq!(asked.ask("subscribe", &asked.topic).0, 200);

    let polls = asked.publisher.polls();
    asked.while_closed(|store| store.begin_lease(FEED, hours(-1), hours(-1), hours(-240)));
    assert_eq!(asked.publisher.asked(3)[2]["hub.callback"], asked.callback);
    assert!(!asked.state().is_active(Timestamp::now()));
    asked.while_closed(|_| Ok(()));
    until("the feed is polled again", || asked.publisher.polls() > polls);
}

#[test]
fn a_hub_may_refuse_at_any_time() {
    let asked = Asked::pushed();
    let refusal = |topic: &str| {
        let parameters = [("hub.mode", "denied"), ("hub.topic", topic), ("hub.reason", "harbour closed")];
        asked.serving().ask(&asked.callback, &parameters).0
    };
    assert_eq!(refusal("https://elsewhere.example/"), 404);
    assert!(asked.state().is_active(Timestamp::now()));
    assert_eq!(refusal(&asked.topic), 200);
    let state = asked.state();
    assert!(
        !state.is_active(Timestamp::now())
            && state.error.is_some_and(|error| error.contains("harbour closed"))
    );
    assert!(asked.serving().page("/feeds/1").contains("harbour closed"));
    assert_eq!(asked.push("Nobody takes this"), 410);
    assert_eq!(asked.ask("subscribe", &asked.topic).0, 404);
    asked.publisher.asked(1);
}

#[test]
fn a_hub_is_told_when_a_feed_is_removed() {
    let asked = Asked::pushed();
    assert_eq!(asked.serving().submit("/feeds/1/remove", ""), 303);
    let goodbye = asked.publisher.asked(2).remove(1);
    assert_eq!((goodbye["hub.mode"].as_str(), &goodbye["hub.topic"]), ("unsubscribe", &asked.topic));
    assert_eq!(goodbye["hub.callback"], asked.callback);
    assert_eq!(asked.push("Nobody takes this"), 410);
    assert_eq!(asked.ask("subscribe", &asked.topic).0, 404);
    assert_eq!(asked.ask("unsubscribe", &asked.topic), (200, "xyz".to_owned()));
    assert_eq!(asked.ask("unsubscribe", &asked.topic).0, 404, "it is done");
}

#[test]
fn a_feed_that_is_pushed_is_polled_more_seldom_while_its_hub_keeps_up() {
    let mut asked = Asked::start();
    // Pushed since yesterday.
    asked.while_closed(|store| {
        make_due(store)?;
        store.begin_lease(FEED, hours(200), hours(150), hours(-24))
    });
    until("it is polled", || hours_to_next_poll(asked.data.path()) > 0.0);
    assert!(hours_to_next_poll(asked.data.path()) > 5.0);
    assert_eq!(asked.state().missed, 0, "nothing new");

    for (headlines, missed) in [(&["Missed"][..], 1), (&["Missed", "Missed again"], 2)] {
        asked.publisher.publish(&asked.publisher.feed(headlines));
        asked.while_closed(make_due);
        until("the poll is read", || asked.state().missed == missed);
    }
    asked.while_closed(make_due);
    until("it is polled", || hours_to_next_poll(asked.data.path()) > 0.0);
    assert!(hours_to_next_poll(asked.data.path()) < 5.0);
    assert!(asked.serving().page("/feeds").contains("missed 2"));
    assert_eq!(asked.push("Here again"), 202);
    until("it is relied on again", || asked.state().missed == 0);
}

#[test]
fn without_a_public_address_no_hub_is_asked() {
    let (data, publisher) = (tempfile::tempdir().expect("a folder"), Publisher::open());
    assert!(run(data.path(), &["add", &format!("{}/feed", publisher.address)]).status.success());
    assert!(run(data.path(), &["poll"]).status.success());
    let store = Store::open_reader(data.path()).expect("an archive");
    assert!(!store.push(FEED).expect("an answer").expect("an offer").is_wanted());
    publisher.asked(0);
}
