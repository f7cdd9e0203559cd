//! The life of a feed: it moves, changes its mind, keeps its pace, and leads to sitemaps and pages.

mod support;

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use support::{hub::Publisher, rows, run};
use tempfile::TempDir;

const RSS: &str = "200 OK\r\nContent-Type: application/rss+xml";
const XML: &str = "200 OK\r\nContent-Type: application/xml";
const PAGE: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";

/// Subscribes to the feed at a path.
fn subscribed(publisher: &Publisher, path: &str) -> TempDir {
    let data = tempfile::tempdir().expect("a folder");
    done(data.path(), &["add", &format!("{}{path}", publisher.address)]);
    data
}

/// Runs a command that must succeed; gives what it says.
fn done(data: &Path, arguments: &[&str]) -> String {
    let output = run(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Polls what is due so many minutes from now.
fn poll_in(data: &Path, minutes: i64) {
    let at = Timestamp::now() + SignedDuration::from_mins(minutes);
    done(data, &["poll", "--at", &at.to_string()]);
}

fn headlines(data: &Path) -> Vec<String> {
    let articles = rows(&run(data, &["export", "articles"]));
    let mut headlines: Vec<_> =
        articles.iter().map(|row| row["headline"].as_str().expect("a headline").to_owned()).collect();
    headlines.sort();
    headlines
}

fn rss(channel: &str, items: &[String]) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>Harbour News</title>{channel}{}</channel></rss>",
        items.concat()
    )
}

fn item(id: &str, path: &str, headline: &str, text: &str) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">{id}</guid><link>{{address}}{path}</link><title>{headline}</title>\
         <pubDate>Sat, 21 Nov 2026 09:12:00 GMT</pubDate><description>{text}</description></item>"
    )
}

/// A text that is nobody's beginning, and tells itself from others.
fn long_text(of: &str) -> String {
    format!("The {of} was seen by many people on the quay this morning, the harbour master said. ").repeat(12)
}

fn page(headline: &str, text: &str) -> String {
    format!(
        "<html><head><title>{headline}</title><meta property=\"og:type\" content=\"article\">\
         <meta property=\"article:published_time\" content=\"2026-11-21T09:12:00Z\"></head>\
         <body><article><h1>{headline}</h1><p>{text}</p></article></body></html>"
    )
}

#[test]
fn it_is_followed_when_it_moves_for_good() {
    let publisher = Publisher::open();
    publisher.put("/old", "301 Moved Permanently\r\nLocation: /feed", "");
    let data = subscribed(&publisher, "/old");
    for poll in 1..=5 {
        assert!(done(data.path(), &["feeds"]).contains("/old\t"), "before poll {poll}");
        done(data.path(), &["poll", "--all"]);
    }
    assert!(done(data.path(), &["feeds"]).contains("/feed\t"));
    assert!(
        done(data.path(), &["add", &format!("{}/old", publisher.address)]).contains("Already subscribed")
    );
    assert_eq!(headlines(data.path()).len(), 1);
}

#[test]
fn it_changes_ids_addresses_and_headlines_and_no_article_comes_twice() {
    let publisher = Publisher::open();
    let (ferry, mill) = (long_text("ferry"), long_text("mill"));
    let kept = item("2", "/mill", "Mill burns down", &mill);
    let first = rss("", &[item("1", "/ferry", "Ferry aground", &ferry), kept.clone()]);
    publisher.put("/rss", RSS, &first);
    let data = subscribed(&publisher, "/rss");
    poll_in(data.path(), 0);
    for changed in [
        item("1", "/ferry", "Ferry aground, all safe", &ferry),
        item("1b", "/ferry", "Ferry aground, all safe", &ferry),
        item("1b", "/2026/ferry-all-safe", "Ferry aground, all safe", &ferry),
        item("1c", "/2026/ferry-afloat", "Ferry afloat again", &ferry),
    ] {
        publisher.put("/rss", RSS, &rss("", &[changed, kept.clone()]));
        done(data.path(), &["poll", "--all"]);
        assert_eq!(headlines(data.path()).len(), 2, "{:?}", headlines(data.path()));
    }
    assert_eq!(headlines(data.path()), ["Ferry afloat again", "Mill burns down"]);
}

#[test]
fn entries_that_all_lead_to_the_site_are_articles_of_their_own() {
    let publisher = Publisher::open();
    let items = ["ferry", "mill", "bridge"].map(|of| item(of, "/", of, &long_text(of)));
    publisher.put("/rss", RSS, &rss("", &items));
    let data = subscribed(&publisher, "/rss");
    done(data.path(), &["poll"]);
    assert_eq!(headlines(data.path()), ["bridge", "ferry", "mill"]);
}

#[test]
fn it_is_asked_no_sooner_than_it_says() {
    let publisher = Publisher::open();
    let text = long_text("ferry");
    publisher.put("/feed", RSS, &rss("<ttl>180</ttl>", &[item("1", "/ferry", "Ferry aground", &text)]));
    let data = subscribed(&publisher, "/feed");
    let polls_after = |minutes| {
        poll_in(data.path(), minutes);
        publisher.polls()
    };
    let added = publisher.polls();
    let asked = [0, 0, 170, 230, 240].map(polls_after).map(|polls| polls - added);
    assert_eq!(asked, [1, 1, 1, 2, 2]);
}

#[test]
fn an_index_leads_to_sitemaps_and_they_to_pages() {
    let publisher = Publisher::open();
    let now = Timestamp::now();
    let news = |path: &str, headline: &str, at: Timestamp| {
        format!(
            "<url><loc>{{address}}{path}</loc><news:news><news:publication><news:name>Harbour News</news:name>\
             <news:language>en</news:language></news:publication><news:publication_date>{at}</news:publication_date>\
             <news:title>{headline}</news:title></news:news></url>"
        )
    };
    let old = now - SignedDuration::from_hours(24 * 30);
    publisher.put("/sitemap.xml", XML, "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>{address}/news.xml</loc></sitemap></sitemapindex>");
    publisher.put(
        "/news.xml",
        XML,
        &format!(
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{}{}</urlset>",
            news("/ferry", "Ferry aground", now - SignedDuration::from_hours(2)),
            news("/long-ago", "Long ago", old)
        ),
    );
    publisher.put("/ferry", PAGE, &page("Ferry aground", &long_text("ferry")));
    let data = subscribed(&publisher, "/sitemap.xml");
    done(data.path(), &["poll"]);
    assert_eq!(headlines(data.path()), ["Ferry aground"], "what is old is not news");
    assert!(done(data.path(), &["search", "harbour", "master"]).contains("Ferry aground"));
    assert!(done(data.path(), &["export", "articles"]).contains(r#""publisher":"Harbour News""#));
    assert!(done(data.path(), &["feeds"]).contains("/news.xml\t2 entries"));
    done(data.path(), &["remove", &format!("{}/sitemap.xml", publisher.address)]);
    assert!(done(data.path(), &["feeds"]).contains("No feeds yet"), "the sitemaps go with their index");
}

#[test]
fn pages_that_give_no_more_are_asked_for_no_more() {
    let publisher = Publisher::open();
    let short = |number: usize| {
        (format!("/entry-{number}"), format!("Headline {number}"), format!("All of it, {number}."))
    };
    let items = |numbers: std::ops::Range<usize>| -> Vec<String> {
        let item = |number| {
            let (path, headline, text) = short(number);
            publisher.put(&path, PAGE, &page(&headline, &text));
            item(&path, &path, &headline, &text)
        };
        numbers.map(item).collect()
    };
    publisher.put("/rss", RSS, &rss("", &items(0..6)));
    let data = subscribed(&publisher, "/rss");
    done(data.path(), &["poll"]);
    assert_eq!(headlines(data.path()).len(), 6);
    let feed = items(6..8);
    for number in 6..8 {
        publisher.put(&short(number).0, PAGE, &page("Headline", &long_text("page of the entry")));
    }
    publisher.put("/rss", RSS, &rss("", &feed));
    done(data.path(), &["poll", "--all"]);
    let were_read = |data: &Path| done(data, &["search", "quay"]).contains("Headline 7");
    assert_eq!(headlines(data.path()).len(), 8);
    assert!(!were_read(data.path()), "their pages were asked for");
    done(data.path(), &["edit", &format!("{}/rss", publisher.address), "--full-text", "always"]);
    done(data.path(), &["poll"]);
    assert!(were_read(data.path()), "their pages were not asked for");
}

#[test]
fn what_it_reserves_is_kept() {
    let publisher = Publisher::open();
    let head = format!(
        "{PAGE}\r\nX-Robots-Tag: noindex\r\nTDM-Reservation: 1\r\nTDM-Policy: https://example.org/tdm"
    );
    publisher.put("/ferry", &head, &page("Ferry aground", &long_text("ferry")));
    let data = tempfile::tempdir().expect("a folder");
    let url = format!("{}/ferry", publisher.address);
    let read: Value =
        serde_json::from_str(&done(data.path(), &["read", "--format", "json", &url])).expect("JSON");
    let kinds: Vec<_> =
        read["reservations"].as_array().expect("a list").iter().map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, [Some("no_index"), Some("text_and_data_mining")]);
}
