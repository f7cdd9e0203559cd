//! How well pages are read: text, facts, "is it an article", and the safety of what is shown.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs::File,
    io::Read as _,
    path::Path,
    sync::LazyLock,
    time::{Duration, Instant},
};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use extract::{Page, Read};
use flate2::read::GzDecoder;
use jiff::{
    Timestamp,
    civil::Date,
    tz::{self, TimeZone},
};
use regex::Regex;
use serde::Deserialize;

use super::sets;

/// Pages whose text is worse than this are listed.
const BAD_F1: f64 = 0.85;
/// How many of the worst pages of a set are listed.
const WORST: usize = 12;

pub fn run() -> anyhow::Result<()> {
    let mut clock = Clock::default();
    fundus(&mut clock)?;
    segments(&mut clock)?;
    wcxb(&mut clock)?;
    readability(&mut clock)?;
    dates(&mut clock)?;
    sanitiser()?;
    clock.print();
    Ok(())
}

#[derive(Deserialize)]
struct FundusRow {
    id: String,
    lang: String,
    url: String,
    html: String,
    expected: FundusExpected,
}

#[derive(Deserialize)]
struct FundusExpected {
    title: Option<String>,
    authors: Option<Vec<String>>,
    publishing_date: Option<String>,
    text: Option<String>,
}

fn fundus(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_fundus/dev") else { return Ok(()) };
    let (mut f1, mut headlines, mut authors, mut days) =
        (Mean::default(), Mean::default(), Mean::default(), Mean::default());
    let mut languages: BTreeMap<String, Mean> = BTreeMap::new();
    let mut worst = Worst::default();
    for row in sets::rows::<FundusRow>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, &row.url)?;
        let score = token_f1(&read.article.text, row.expected.text.as_deref().unwrap_or(""));
        f1.add(score);
        languages.entry(row.lang.clone()).or_default().add(score);
        worst.add(score, &row.id);
        if let Some(title) = &row.expected.title {
            headlines
                .add(f64::from(squeezed(title) == squeezed(read.article.headline.as_deref().unwrap_or(""))));
        }
        authors.add(set_f1(&read.article.byline, row.expected.authors.as_deref().unwrap_or(&[])));
        if let Some(date) = row.expected.publishing_date.as_deref().and_then(gold_time) {
            days.add(f64::from(read.article.published_at.is_some_and(|found| is_same_day(found, date))));
        }
    }
    let several = languages.iter().filter(|(_, mean)| mean.count >= 2);
    let (language, least) =
        several.min_by(|a, b| a.1.value().total_cmp(&b.1.value())).context("no language")?;
    println!(
        "fundus          token F1 {f1}  worst language {language} {least}  headline {headlines}  author F1 {authors}  same day {days}"
    );
    worst.print();
    Ok(())
}

#[derive(Deserialize)]
struct SegmentsRow {
    id: String,
    url: String,
    html: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

fn segments(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_trafilatura/dev") else { return Ok(()) };
    let (mut hits, mut misses, mut faults) = (0, 0, 0);
    let mut worst = Worst::default();
    for row in sets::rows::<SegmentsRow>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, &row.url)?;
        let text = squeezed(&read.article.text);
        let found =
            |segments: &[String]| segments.iter().filter(|segment| text.contains(&squeezed(segment))).count();
        let (hit, fault) = (found(&row.with), found(&row.without));
        (hits, misses, faults) = (hits + hit, misses + row.with.len() - hit, faults + fault);
        worst.add(
            1.0 - (row.with.len() - hit + fault) as f64 / (row.with.len() + row.without.len()).max(1) as f64,
            &row.id,
        );
    }
    let (precision, recall) = (share(hits, hits + faults), share(hits, hits + misses));
    println!(
        "trafilatura     segments F1 {:.3}  precision {precision:.3}  recall {recall:.3}",
        harmonic(precision, recall)
    );
    worst.print();
    Ok(())
}

#[derive(Deserialize)]
struct WcxbRow {
    id: String,
    url: Option<String>,
    html: String,
    page_type: String,
    main_content: Option<String>,
}

fn wcxb(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_wcxb/dev") else { return Ok(()) };
    let mut f1 = Mean::default();
    let (mut hits, mut misses, mut faults) = (0, 0, 0);
    let mut worst = Worst::default();
    let mut misjudged = Vec::new();
    for row in sets::rows::<WcxbRow>(&set.join("expected.jsonl.gz"))? {
        let is_article = row.page_type == "article";
        if !is_article && !["listing", "collection", "product"].contains(&row.page_type.as_str()) {
            continue;
        }
        let read = clock.read(&set, &row.html, row.url.as_deref().unwrap_or(""))?;
        if is_article {
            let score = token_f1(&read.article.text, row.main_content.as_deref().unwrap_or(""));
            f1.add(score);
            worst.add(score, &row.id);
        }
        match (is_article, read.is_article) {
            (true, true) => hits += 1,
            (true, false) => misses += 1,
            (false, true) => faults += 1,
            (false, false) => {}
        }
        if is_article != read.is_article {
            misjudged.push(format!("{}:{}", row.page_type, row.id));
        }
    }
    let (precision, recall) = (share(hits, hits + faults), share(hits, hits + misses));
    println!(
        "wcxb            article F1 {f1}  article or not F1 {:.3} (P {precision:.3} R {recall:.3})",
        harmonic(precision, recall)
    );
    worst.print();
    println!("                misjudged: {}", misjudged.join(" "));
    Ok(())
}

#[derive(Deserialize)]
struct ReadabilityRow {
    id: String,
    html: String,
    metadata: ReadabilityFacts,
    expected_html: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReadabilityFacts {
    title: Option<String>,
    site_name: Option<String>,
}

fn readability(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_readability/dev") else { return Ok(()) };
    let (mut f1, mut headlines, mut publishers) = (Mean::default(), Mean::default(), Mean::default());
    let mut worst = Worst::default();
    for row in sets::rows::<ReadabilityRow>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read(&set, &row.html, "http://fakehost/test/page.html")?;
        let expected = extract::plain(&extract::sanitise(&row.expected_html, None));
        let score = token_f1(&read.article.text, &expected);
        f1.add(score);
        worst.add(score, &row.id);
        let is_same = |found: &Option<String>, expected: &str| {
            f64::from(squeezed(found.as_deref().unwrap_or("")) == squeezed(expected))
        };
        row.metadata.title.iter().for_each(|title| headlines.add(is_same(&read.article.headline, title)));
        row.metadata.site_name.iter().for_each(|name| publishers.add(is_same(&read.article.publisher, name)));
    }
    println!("readability     token F1 {f1}  headline {headlines}  publisher {publishers}");
    worst.print();
    Ok(())
}

#[derive(Deserialize)]
struct DateRow {
    id: String,
    url: Option<String>,
    html: String,
    date: Option<String>,
}

fn dates(clock: &mut Clock) -> anyhow::Result<()> {
    let Some(set) = sets::find("dates_htmldate/dev") else { return Ok(()) };
    let (mut right, mut somewhere, mut wrong, mut total) = (0, 0, 0, 0);
    let mut off = Vec::new();
    for row in sets::rows::<DateRow>(&set.join("expected.jsonl.gz"))? {
        let Some(expected) = row.date else { continue };
        let read = clock.read(&set, &row.html, row.url.as_deref().unwrap_or(""))?;
        let day = read.article.published_at.map(|time| time.to_zoned(TimeZone::UTC).date().to_string());
        total += 1;
        somewhere +=
            usize::from(read.article.published_at.is_some_and(|time| is_that_day_somewhere(time, &expected)));
        match day {
            Some(day) if day == expected => right += 1,
            Some(day) => {
                wrong += 1;
                off.push(format!("{}:{expected}≠{day}", row.id));
            }
            None => off.push(format!("{}:{expected}≠none", row.id)),
        }
    }
    println!(
        "htmldate        same day {:.3} (in UTC; in some zone {:.3})  wrong among answers {:.3}  answered {:.3}",
        share(right, total),
        share(somewhere, total),
        share(wrong, right + wrong),
        share(right + wrong, total)
    );
    println!("                off: {}", off.join(" "));
    Ok(())
}

#[derive(Deserialize)]
struct SanitiserCase {
    input: String,
}

#[derive(Deserialize)]
struct FeedCase {
    id: String,
    group: String,
    xml_b64: String,
}

/// Every input must come out safe, and unchanged when it is sanitised again.
fn sanitiser() -> anyhow::Result<()> {
    let mut inputs: Vec<String> = Vec::new();
    if let Some(path) = sets::find("feeds/sanitizer_cases.json") {
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        inputs.extend(
            serde_json::from_reader::<_, Vec<SanitiserCase>>(file)?.into_iter().map(|case| case.input),
        );
    }
    if let Some(path) = sets::find("feed_parsing/dev/feedparser.jsonl.gz") {
        for case in sets::rows::<FeedCase>(&path)?.into_iter().filter(|case| case.group.ends_with("sanitize"))
        {
            let feed = BASE64.decode(&case.xml_b64).with_context(|| format!("{} is not base64", case.id))?;
            inputs.push(unescaped(&String::from_utf8_lossy(&feed)));
        }
    }
    let safe = inputs.iter().filter(|input| is_safe(input)).count();
    println!("sanitiser       safe and stable {safe} of {}", inputs.len());
    for input in inputs.iter().filter(|input| !is_safe(input)).take(WORST) {
        println!("                {input:?} → {:?}", extract::sanitise(input, None).as_str());
    }
    Ok(())
}

fn is_safe(input: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        "html a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del dfn div dl dt em \
         figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp \
         section small source span strong sub sup table tbody td tfoot th thead time tr u ul var wbr"
            .split_whitespace()
            .collect()
    });
    let is_address_safe =
        |address: &str| ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    let is_attribute_safe = |(name, value): (&str, &str)| match name {
        "href" | "src" | "cite" => is_address_safe(value),
        "srcset" => value.split(", ").all(is_address_safe),
        _ => {
            !name.starts_with("on")
                && !["style", "class", "id", "action", "background", "poster"].contains(&name)
        }
    };
    let safe = extract::sanitise(input, None);
    let again = extract::sanitise(safe.as_str(), None);
    let tree = scraper::Html::parse_fragment(safe.as_str());
    let mut elements = tree.root_element().descendent_elements().map(|element| element.value());
    again == safe
        && elements.all(|element| NAMES.contains(element.name()) && element.attrs().all(is_attribute_safe))
}

/// The HTML inside a feed's text, whose markup is escaped once.
fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Reads pages, and keeps the time.
#[derive(Default)]
struct Clock {
    times: Vec<Duration>,
}

impl Clock {
    fn read(&mut self, set: &Path, page: &str, url: &str) -> anyhow::Result<Read> {
        let path = set.join(page);
        let mut body = Vec::new();
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        GzDecoder::new(file)
            .read_to_end(&mut body)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let start = Instant::now();
        let read = extract::page(&Page { body: &body, content_type: Some("text/html"), url: Some(url) });
        self.times.push(start.elapsed());
        Ok(read)
    }

    fn print(mut self) {
        self.times.sort();
        let total: Duration = self.times.iter().sum();
        let at = |share: usize| {
            self.times.get(self.times.len() * share / 100).copied().unwrap_or_default().as_millis()
        };
        let (median, p99) = (at(50), at(99));
        let rate = self.times.len() as f64 / total.as_secs_f64();
        println!(
            "speed           {rate:.0} pages a second on one thread, median {median} ms, p99 {p99} ms, {} pages",
            self.times.len()
        );
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn value(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }
}

impl std::fmt::Display for Mean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}

/// The pages that went worst.
#[derive(Default)]
struct Worst(Vec<(f64, String)>);

impl Worst {
    fn add(&mut self, score: f64, id: &str) {
        if score < BAD_F1 {
            self.0.push((score, id.to_owned()));
        }
    }

    fn print(mut self) {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        let list: Vec<String> =
            self.0.iter().take(WORST).map(|(score, id)| format!("{id} {score:.2}")).collect();
        println!("                {} below {BAD_F1}: {}", self.0.len(), list.join(", "));
    }
}

/// Words, and single characters of scripts without spaces (as `tools/score.py` of the data counts them).
fn tokens(text: &str) -> HashMap<String, usize> {
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        let unspaced = r"\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{ac00}-\x{d7af}\x{0e00}-\x{0e7f}\x{1000}-\x{109f}\x{1780}-\x{17ff}\x{0e80}-\x{0eff}";
        Regex::new(&format!(r"[{unspaced}]|[\p{{Alphabetic}}\p{{N}}]+")).expect("a valid pattern")
    });
    let mut counts = HashMap::new();
    for token in TOKEN.find_iter(&text.to_lowercase()) {
        *counts.entry(token.as_str().to_owned()).or_insert(0) += 1;
    }
    counts
}

fn token_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    if expected.is_empty() {
        return f64::from(found.is_empty());
    }
    let shared: usize =
        found.iter().map(|(token, count)| expected.get(token).copied().unwrap_or(0).min(*count)).sum();
    harmonic(share(shared, found.values().sum()), share(shared, expected.values().sum()))
}

fn set_f1(found: &[String], expected: &[String]) -> f64 {
    let set =
        |names: &[String]| names.iter().map(|name| squeezed(name).to_lowercase()).collect::<HashSet<_>>();
    let (found, expected) = (set(found), set(expected));
    if found.is_empty() && expected.is_empty() {
        return 1.0;
    }
    let shared = found.intersection(&expected).count();
    harmonic(share(shared, found.len()), share(shared, expected.len()))
}

fn gold_time(written: &str) -> Option<(Timestamp, Date)> {
    let time: Timestamp = written.parse().ok()?;
    Some((time, written.get(..10)?.parse().ok()?))
}

/// Whether a time falls on the expected day, in the zone of whoever wrote it or in UTC.
fn is_same_day(found: Timestamp, (time, day): (Timestamp, Date)) -> bool {
    let day_of = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    day_of(found) == day_of(time) || day_of(found) == day
}

/// Whether it is that day somewhere on earth: the expected days are those of the publishers' clocks.
fn is_that_day_somewhere(time: Timestamp, expected: &str) -> bool {
    (-11..=14).map(tz::offset).any(|offset| offset.to_datetime(time).date().to_string() == expected)
}

fn squeezed(text: &str) -> String {
    text::squeeze_space(text)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) }
}
