//! A notice that no rule knows is learned, and leaves all articles of its publisher; a paragraph that a series repeats
//! stays; and a `kill -9` changes nothing of that.

mod support;

use std::{collections::HashMap, path::Path, thread, time::Duration};

use store::{Store, Window};
use support::{SmallWeb, quelle, run};

const NOTICE: &str = "The Meridian Mirror belongs to those who read it. Why not to you?";
const BACKGROUND: &str =
    "The ferry Marigold was launched in Corvale and has carried islanders to market ever since.";
/// How many articles each of the two feeds has, and how many of them tell of the ferry.
const ARTICLES: usize = 7;
const SERIES: usize = 3;
/// When the poll is killed, in milliseconds after its start.
const MOMENTS: [u64; 5] = [900, 150, 1500, 400, 2000];

#[test]
fn a_notice_leaves_all_articles_and_background_stays() {
    let web = SmallWeb::serve(pages());
    let data = tempfile::tempdir().expect("a folder");
    poll(data.path(), &web, "morning");
    assert_eq!(holders(data.path(), NOTICE), ARTICLES, "seven articles show nothing yet");
    poll(data.path(), &web, "evening");
    assert_eq!(holders(data.path(), ""), 2 * ARTICLES);
    assert_eq!(holders(data.path(), NOTICE), 0);
    assert_eq!(holders(data.path(), BACKGROUND), 2 * SERIES);

    let texts = texts(data.path());
    assert!(run(data.path(), &["rederive"]).status.success());
    assert_eq!(self::texts(data.path()), texts);
}

#[test]
fn kills_change_nothing_of_it() {
    let web = SmallWeb::serve(pages());
    let [undisturbed, disturbed] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    for data in [undisturbed.path(), disturbed.path()] {
        for feed in ["morning", "evening"] {
            assert!(run(data, &["add", &format!("{}/{feed}", web.address)]).status.success());
        }
    }
    assert!(run(undisturbed.path(), &["poll"]).status.success());
    for moment in MOMENTS {
        let mut poll = quelle(disturbed.path()).args(["poll", "--all"]).spawn().expect("quelle runs");
        thread::sleep(Duration::from_millis(moment));
        poll.kill().expect("it is killed");
        poll.wait().expect("it ends");
    }
    assert!(run(disturbed.path(), &["poll", "--all"]).status.success());
    assert_eq!(texts(disturbed.path()), texts(undisturbed.path()));
    assert_eq!(holders(disturbed.path(), NOTICE), 0);
}

fn poll(data: &Path, web: &SmallWeb, feed: &str) {
    for arguments in [&["add", &format!("{}/{feed}", web.address)][..], &["poll"]] {
        let output = run(data, arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The texts of all articles, in the order of their headlines.
fn texts(data: &Path) -> Vec<String> {
    let store = Store::open_reader(data).expect("an archive");
    let mut rows = store.latest(Window { offset: 0, limit: 100 }).expect("articles");
    rows.sort_by(|one, other| one.headline.cmp(&other.headline));
    let text = |id| store.article(id).expect("an answer").expect("an article").article.text;
    rows.into_iter().map(|row| text(row.id)).collect()
}

/// How many articles hold these words.
fn holders(data: &Path, words: &str) -> usize {
    texts(data).iter().filter(|text| text.contains(words)).count()
}

fn pages() -> HashMap<String, (&'static str, String)> {
    let feed = |first: usize| {
        let items: String =
            (first..first + ARTICLES).map(|number| item(number, number - first < SERIES)).collect();
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>Meridian Mirror</title><link>{{address}}/</link>{items}</channel></rss>"
        );
        ("application/rss+xml", feed)
    };
    HashMap::from([("/morning".to_owned(), feed(0)), ("/evening".to_owned(), feed(ARTICLES))])
}

/// An entry with its whole text: of the ferry, or of something that no other tells of.
fn item(number: usize, is_of_ferry: bool) -> String {
    let mut paragraphs: Vec<String> = (0..8).map(|part| paragraph(number, part, is_of_ferry)).collect();
    if is_of_ferry {
        paragraphs.insert(3 + number % 3, BACKGROUND.to_owned());
    }
    paragraphs.insert(2 + number % 5, NOTICE.to_owned());
    let text: String = paragraphs.iter().map(|text| format!("&lt;p&gt;{text}&lt;/p&gt;")).collect();
    format!(
        "<item><title>{}</title><link>{{address}}/{number}.html</link><guid isPermaLink=\"false\">{number}</guid>\
         <pubDate>Mon, 09 Nov 2026 {:02}:00:00 GMT</pubDate><description>{text}</description></item>",
        word(number, 0),
        6 + number
    )
}

fn paragraph(number: usize, part: usize, is_of_ferry: bool) -> String {
    let words: Vec<String> = (1..22).map(|place| word(number, part * 30 + place)).collect();
    let subject =
        if is_of_ferry { "the ferry Marigold with its islanders from Corvale" } else { "all of it" };
    format!("{} was told of {subject} by {}.", words[0], words[1..].join(" "))
}

/// A word that no other article has.
fn word(number: usize, place: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"];
    let number = number * 256 + place;
    (0..3).map(|digit| SYLLABLES[number / 16_usize.pow(digit) % 16]).collect()
}
