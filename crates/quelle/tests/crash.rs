//! A `kill -9` at any moment of a poll loses nothing and doubles nothing.

mod support;

use std::{
    collections::{BTreeSet, HashMap},
    net::Ipv4Addr,
    path::Path,
    thread,
    time::Duration,
};

use serde_json::Value;
use support::{SmallWeb, quelle, rows, run};

const OUTLETS: usize = 8;
const ARTICLES: usize = 6;
/// When the poll is killed, in milliseconds after its start: early and late, in no order.
const MOMENTS: [u64; 10] = [30, 700, 120, 1500, 60, 300, 1000, 200, 500, 2200];

#[test]
fn ten_kills_end_as_none() {
    let web: Vec<SmallWeb> = (0..OUTLETS)
        .map(|outlet| SmallWeb::serve_at(Ipv4Addr::new(127, 0, 0, 2 + outlet as u8), outlet_pages(outlet)))
        .collect();
    let undisturbed = tempfile::tempdir().expect("a folder");
    subscribe(undisturbed.path(), &web);
    assert!(run(undisturbed.path(), &["poll", "--all"]).status.success());
    let expected = state(undisturbed.path());
    assert_eq!(expected.articles.len(), OUTLETS * ARTICLES);
    assert!(expected.stories > 1, "one story alone could not be folded otherwise");

    let disturbed = tempfile::tempdir().expect("a folder");
    subscribe(disturbed.path(), &web);
    for moment in MOMENTS {
        let mut poll = quelle(disturbed.path()).args(["poll", "--all"]).spawn().expect("quelle runs");
        thread::sleep(Duration::from_millis(moment));
        poll.kill().expect("it is killed");
        poll.wait().expect("it ends");
    }
    let last = run(disturbed.path(), &["poll", "--all"]);
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(state(disturbed.path()), expected);
}

/// What an archive holds, but for the numbers and times that differ from run to run.
#[derive(Debug, PartialEq)]
struct State {
    articles: BTreeSet<String>,
    stories: usize,
}

fn state(data: &Path) -> State {
    let articles = rows(&run(data, &["export", "articles"]));
    let url_of: HashMap<i64, String> =
        articles.iter().map(|row| (row["id"].as_i64().expect("a number"), row["url"].to_string())).collect();
    let named = |value: &Value| value.as_i64().map(|id| url_of[&id].clone());
    let line = |row: &Value| {
        let told = ["url", "publisher", "headline", "relation", "roots"].map(|field| row[field].to_string());
        format!("{} in {:?} of {:?}", told.join(" "), named(&row["story"]), named(&row["of"]))
    };
    let stories: BTreeSet<Option<String>> = articles.iter().map(|row| named(&row["story"])).collect();
    State { articles: articles.iter().map(line).collect(), stories: stories.len() }
}

fn subscribe(data: &Path, web: &[SmallWeb]) {
    let opml = data.join("feeds.opml");
    let outlines: String =
        web.iter().map(|outlet| format!("<outline xmlUrl=\"{}/feed\"/>", outlet.address)).collect();
    std::fs::write(&opml, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>")).expect("a file");
    assert!(run(data, &["import", &opml.to_string_lossy()]).status.success());
}

/// An outlet: every second one copies the one before it, and every fourth gives teasers only.
fn outlet_pages(outlet: usize) -> HashMap<String, (&'static str, String)> {
    let mut pages = HashMap::new();
    let items: String = (0..ARTICLES).map(|article| item(outlet, article)).collect();
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Outlet {outlet}</title><link>{{address}}/</link>{items}</channel></rss>"
    );
    pages.insert("/feed".to_owned(), ("application/rss+xml", feed));
    for article in 0..ARTICLES {
        let headline = headline(outlet, article);
        let body: String = paragraphs(outlet, article).iter().map(|text| format!("<p>{text}</p>")).collect();
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>{headline}</title></head>\
             <body><article><h1>{headline}</h1>{body}</article></body></html>"
        );
        pages.insert(format!("/{article}.html"), ("text/html; charset=utf-8", page));
    }
    pages
}

fn item(outlet: usize, article: usize) -> String {
    let paragraphs = paragraphs(outlet, article);
    let (teaser, full) = (&paragraphs[0], paragraphs.join("&lt;/p&gt;&lt;p&gt;"));
    let description =
        if outlet.is_multiple_of(4) { format!("{teaser} …") } else { format!("&lt;p&gt;{full}&lt;/p&gt;") };
    format!(
        "<item><title>{}</title><link>{{address}}/{article}.html</link><guid isPermaLink=\"false\">{outlet}-{article}</guid>\
         <pubDate>Mon, 09 Nov 2026 {:02}:{:02}:00 GMT</pubDate><description>{description}</description></item>",
        headline(outlet, article),
        6 + article,
        outlet
    )
}

fn headline(outlet: usize, article: usize) -> String {
    let event = event(outlet, article);
    format!("{} {} {}, says outlet {outlet}", word(event, 1), word(event, 2), word(event, 3))
}

/// The text of an article in words of its event's own: outlets 0 and 1 share theirs, as do 2 and 3, and so on.
fn paragraphs(outlet: usize, article: usize) -> Vec<String> {
    let event = event(outlet, article);
    let paragraph = |part: usize| {
        let words: Vec<String> = (0..30).map(|place| word(event, part * 30 + place)).collect();
        format!("{} {}.", words.join(" "), 1000 * event + part)
    };
    (1..=6).map(paragraph).collect()
}

fn event(outlet: usize, article: usize) -> usize {
    outlet / 2 * ARTICLES + article
}

/// A word that no other event has: three syllables, which number the event and the place.
fn word(event: usize, place: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"];
    let number = event * 256 + place;
    (0..3).map(|digit| SYLLABLES[number / 16_usize.pow(digit) % 16]).collect()
}
