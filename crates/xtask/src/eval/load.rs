//! `cargo xtask eval load`: five thousand feeds on loopback, of which some are slow and some broken,
//! polled twice.
//!
//! Each feed has a few entries with their full text: sentences of the small world's articles in a new
//! order, and now and then one of the articles as it is, as an agency's customers print it. On the second
//! poll nothing has changed: half of the feeds say so (304), the others send the same bytes again.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    net::Ipv4Addr,
    time::{Duration, Instant},
};

use anyhow::ensure;
use serde::Deserialize;

use super::{
    program::Program,
    sets,
    web::{Asked, Step, Web, whole},
};

const FEEDS: usize = 5000;
/// How many feeds a host has.
const FEEDS_PER_HOST: usize = 5;
const ENTRIES: usize = 3;
/// How many feeds answer late or byte by byte, and how many do not answer as they should.
const SLOW: usize = 20;
const BROKEN: usize = 20;
/// How late the slow ones of one half answer; the others send byte by byte until they are given up.
const LATE: Duration = Duration::from_secs(10);
/// Of so many entries, one is an article that others print too.
const COPY_EVERY: usize = 4;
/// Shorter ones, in bytes, would be taken for teasers, and the page be asked for.
const SHORTEST_TEXT: usize = 600;
/// Languages with fewer articles would say the same sentences over and over.
const FEWEST_ARTICLES: usize = 80;

pub fn run() -> anyhow::Result<()> {
    let Some(articles) = sets::find("../world/dev/articles.jsonl.gz") else { return Ok(()) };
    let texts = Texts::of(sets::rows(&articles)?);
    let program = Program::build("load")?;
    let hosts = (0..FEEDS / FEEDS_PER_HOST).map(host);
    let web = Web::start(hosts, move |asked| answer(asked, &texts))?;
    let feeds: Vec<String> =
        (0..FEEDS).map(|feed| web.url(host(feed / FEEDS_PER_HOST), &path(feed))).collect();
    program.subscribe(feeds.iter().map(String::as_str))?;
    println!("{FEEDS} feeds on {} hosts, {SLOW} slow, {BROKEN} broken", FEEDS / FEEDS_PER_HOST);
    for poll in ["first poll", "second poll, nothing new"] {
        let started = Instant::now();
        let cost = program.measure(&["poll", "--all"])?;
        println!(
            "\n{poll}: {:.1} s, {:.1} s of processors, peak memory {:.0} MB",
            cost.seconds,
            cost.computed,
            cost.peak as f64 / 1024.0
        );
        println!("  {}", cost.output.lines().next().unwrap_or_default());
        print_requests(&web, started);
    }
    let articles = program.run(&["export", "articles"])?.lines().count();
    let expected = (FEEDS - SLOW / 2 - BROKEN) * ENTRIES;
    println!("\n{articles} articles, {expected} of feeds that can be read");
    ensure!(articles >= expected, "articles are missing");
    Ok(())
}

/// When the last feed, robots file and icon were asked for, in seconds, and how many.
fn print_requests(web: &Web, started: Instant) {
    let mut last: BTreeMap<&str, (usize, f64)> = BTreeMap::new();
    for (at, asked) in web.asked() {
        let kind = if asked.path.starts_with("/feed") { "feeds" } else { "robots files, icons" };
        let (count, seconds) = last.entry(kind).or_default();
        *count += 1;
        *seconds = at.duration_since(started).as_secs_f64();
    }
    for (kind, (count, seconds)) in last {
        println!("  {count} {kind} asked for, the last after {seconds:.1} s");
    }
}

fn host(number: usize) -> Ipv4Addr {
    let byte = |number: usize| u8::try_from(number % 250 + 1).expect("it is 1 to 250");
    Ipv4Addr::new(127, 80, byte(number / 250), byte(number))
}

fn path(feed: usize) -> String {
    format!("/feed/{feed}.xml")
}

fn answer(asked: &Asked, texts: &Texts) -> Vec<Step> {
    let feed = asked.path.strip_prefix("/feed/").and_then(|path| path.strip_suffix(".xml"));
    let Some(feed) = feed.and_then(|number| number.parse::<usize>().ok()) else {
        return whole("404 Not Found", "", b"not here");
    };
    // The odd ones are spread among the others.
    match feed % (FEEDS / SLOW) {
        7 if (feed / (FEEDS / SLOW)).is_multiple_of(2) => drip(),
        7 => late(well(asked, feed, texts)),
        70 => broken(feed),
        _ => well(asked, feed, texts),
    }
}

fn well(asked: &Asked, feed: usize, texts: &Texts) -> Vec<Step> {
    let (tag, site) = (format!("\"{feed}\""), asked.header("host").unwrap_or_default());
    let has_tag = feed.is_multiple_of(2);
    if has_tag && asked.header("if-none-match") == Some(&tag) {
        return vec![Step::Send(format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n").into_bytes())];
    }
    let etag = if has_tag { format!("ETag: {tag}\r\n") } else { String::new() };
    whole(
        "200 OK",
        &format!("Content-Type: application/rss+xml\r\n{etag}"),
        texts.feed(feed, site).as_bytes(),
    )
}

fn late(mut answer: Vec<Step>) -> Vec<Step> {
    answer.insert(0, Step::Wait(LATE));
    answer
}

fn drip() -> Vec<Step> {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel><title>";
    vec![Step::Send(head.to_vec()), Step::Repeat(b"a".to_vec(), Duration::from_millis(200))]
}

fn broken(feed: usize) -> Vec<Step> {
    match feed / (FEEDS / BROKEN) % 4 {
        0 => whole("500 Internal Server Error", "", b"oops"),
        1 => whole("200 OK", "Content-Type: text/html\r\n", b"<!DOCTYPE html><p>Back soon."),
        2 => vec![Step::Send(b"this is no HTTP\r\n\r\n".to_vec()), Step::Close],
        _ => vec![Step::Close],
    }
}

#[derive(Deserialize)]
struct Article {
    lang: String,
    title: String,
    text: String,
}

/// What the feeds are made of, by language.
struct Texts(Vec<Language>);

struct Language {
    articles: Vec<Article>,
    sentences: Vec<String>,
}

impl Texts {
    fn of(articles: Vec<Article>) -> Self {
        let mut by_language: BTreeMap<String, Vec<Article>> = BTreeMap::new();
        for article in articles.into_iter().filter(|article| article.text.len() >= SHORTEST_TEXT) {
            by_language.entry(article.lang.clone()).or_default().push(article);
        }
        by_language.retain(|_, articles| articles.len() >= FEWEST_ARTICLES);
        let language = |articles: Vec<Article>| {
            let sentences = |article: &Article| {
                let ranges = text::sentences(&article.text);
                ranges.into_iter().map(|range| article.text[range].to_owned()).collect::<Vec<_>>()
            };
            let sentences = articles.iter().flat_map(sentences).collect();
            Language { articles, sentences }
        };
        Self(by_language.into_values().map(language).collect())
    }

    /// A feed, always the same for the same number.
    fn feed(&self, feed: usize, site: &str) -> String {
        let language = choose(&self.0, (feed, "language"));
        let entries: String = (0..ENTRIES).map(|entry| language.entry(feed, entry, site)).collect();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Outlet {feed}</title>\
             <link>http://{site}/</link><description>News</description>{entries}</channel></rss>"
        )
    }
}

impl Language {
    fn entry(&self, feed: usize, entry: usize, site: &str) -> String {
        let like = choose(&self.articles, (feed, entry));
        let (title, text) = if (feed + entry).is_multiple_of(COPY_EVERY) {
            (like.title.clone(), like.text.clone())
        } else {
            (
                choose(&self.sentences, (feed, entry, "title")).clone(),
                self.text(like.text.len(), (feed, entry)),
            )
        };
        let paragraphs: String = text.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        format!(
            "<item><title>{}</title><link>http://{site}/{feed}/{entry}.html</link><guid>{feed}-{entry}</guid>\
             <pubDate>Sat, 21 Nov 2026 {:02}:{:02}:00 GMT</pubDate>\
             <content:encoded>{}</content:encoded></item>",
            escaped(&title),
            feed % 24,
            feed % 60,
            escaped(&paragraphs),
        )
    }

    /// Sentences of many articles, about so many bytes.
    fn text(&self, length: usize, seed: impl Hash + Copy) -> String {
        let mut text = String::new();
        for number in 0.. {
            if text.len() >= length {
                break;
            }
            let sentence: &String = choose(&self.sentences, (seed, number));
            text.push_str(sentence);
            text.push(if number % 4 == 3 { '\n' } else { ' ' });
        }
        text
    }
}

/// One of several, always the same for the same seed.
fn choose<T>(from: &[T], seed: impl Hash) -> &T {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    let number = usize::try_from(hasher.finish() >> 33).expect("31 bits fit");
    &from[number % from.len()]
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
