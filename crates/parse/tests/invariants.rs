//! What holds of any input: nothing panics, and what was found is within bounds.

use std::collections::HashSet;

use news::SafeHtml;
use parse::{MAX_ENTRIES, Source};
use proptest::prelude::*;
use url::Url;

/// Pieces that feeds, and broken feeds, are made of.
const PIECES: &[&str] = &[
    "<rss>",
    "<channel>",
    "</channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<title",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0'",
    "?>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "</entry>",
    "<link href=\"",
    "\"",
    "'",
    ">",
    "<",
    "/",
    "&",
    "&amp;",
    "&#",
    "&#x110000;",
    "<br>",
    "</p>",
    "é",
    "世界",
    " ",
    "<pubDate>",
    "2006-01-02",
    "<!DOCTYPE rss [<!ENTITY a '",
    "]>",
    "<content type='xhtml'>",
    "<div>",
    "xml:base='",
    "http://a.example/",
    "{\"items\":[",
    "}",
    "<outline xmlUrl='x'",
    "<guid>",
    "<media:group>",
    "<urlset>",
    "<sitemapindex>",
    "<url>",
    "<loc>",
    "<news:news>",
    "<div class='h-feed'>",
    "<p class=h-entry>",
    "<a class='u-url p-name' href=/1>",
    "<i class='value'>",
    "</i>",
    "=",
];

fn feed(body: &[u8]) -> news::ParsedFeed {
    let source = Source { body, content_type: None, url: Some("http://example.org/feed") };
    parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()))
}

proptest! {
    #[test]
    fn any_bytes_are_read(body in prop::collection::vec(any::<u8>(), 0..400)) {
        feed(&body);
        parse::opml(&body);
    }

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let body = pieces.concat();
        let parsed = feed(body.as_bytes());
        let ids: HashSet<_> = parsed.entries.iter().map(|entry| entry.id.as_str()).collect();
        prop_assert!(ids.len() == parsed.entries.len() && !ids.contains(""));
        parse::opml(body.as_bytes());
        parse::discover(body.as_bytes(), None, &Url::parse("http://example.org/").expect("an address"));
    }

    #[test]
    fn any_text_is_asked_for_its_date(text in "\\PC{0,60}") {
        parse::date(&text);
    }

    #[test]
    fn times_are_read_as_they_are_printed(second in -60_000_000_000_i64..250_000_000_000) {
        let time = news::Timestamp::from_second(second).expect("within range");
        prop_assert_eq!(parse::date(&time.to_string()), Some(time));
    }
}

#[test]
fn what_is_huge_is_cut_and_takes_no_time() {
    let items: String =
        (0..MAX_ENTRIES + 5).map(|number| format!("<item><title>{number}</title></item>")).collect();
    let parsed = feed(format!("<rss><channel>{items}</channel></rss>").as_bytes());
    assert_eq!(parsed.entries.len(), MAX_ENTRIES);
    assert_eq!(parsed.warnings.len(), 1);
    let repeated = |piece: &str| piece.repeat(30_000);
    for hostile in [
        "<a>",
        "<!--",
        "<![CDATA[",
        "<a b=\"",
        "<a b='x>",
        "&",
        "<",
        "</a>",
        "<?",
        "<b",
        "<item>",
        "<!DOCTYPE [",
    ] {
        feed(format!("<rss><channel><item><description>{}", repeated(hostile)).as_bytes());
        feed(format!("<rss><channel><item><title><![CDATA[{}]]>", repeated(hostile)).as_bytes());
        feed(format!("<rss><channel><item><category>{}", repeated("<category>x")).as_bytes());
        parse::opml(format!("<opml>{}", repeated(hostile)).as_bytes());
        feed(format!("<urlset><url><loc>{}", repeated(hostile)).as_bytes());
        feed(format!("<p class='h-feed h-entry'>{}", repeated(hostile)).as_bytes());
        let page = format!("{}<a href='/rss'>", repeated(hostile));
        parse::discover(page.as_bytes(), None, &Url::parse("http://example.org/").expect("an address"));
    }
}
