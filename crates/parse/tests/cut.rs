//! Feeds that end in the middle: what was complete is read, what was cut is not believed.

use news::{ParsedFeed, SafeHtml};
use parse::Source;

fn read(body: &str) -> ParsedFeed {
    let source = Source { body: body.as_bytes(), content_type: None, url: Some("http://example.org/feed") };
    parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()))
}

/// Id, title, link and summary of each entry, and whether something is said to be left out.
fn seen(body: &str) -> (Vec<String>, bool) {
    let parsed = read(body);
    let entries = parsed.entries.iter().map(|entry| {
        let summary = entry.summary.as_ref().map(SafeHtml::as_str);
        let told = [Some(entry.id.as_str()), entry.title.as_deref(), entry.link.as_deref(), summary];
        told.map(Option::unwrap_or_default).join(" ")
    });
    (entries.collect(), parsed.warnings.iter().any(|warning| warning.contains("left out")))
}

#[test]
fn what_stands_in_an_element_that_never_ends_is_not_believed() {
    for (item, entry) in [
        ("<title>T</title><link>http://a.example/2", None),
        ("<title>T</title><link>http://a.example/2</lin", None),
        ("<title>T", None),
        ("<tit", None),
        ("<title>T</title><link><![CDATA[http://a.example/2", None),
        ("<title>T</title><guid isPermaLink='false'>20", None),
        ("<title>T</title><author><name>A</name><link>/b", None),
        ("<title>T</title><source url='http://b.example/'><link>http://b.example/</link>", None),
        ("<guid isPermaLink='false'>2</guid><link>http://a.ex", None),
        (
            "<link>/2</link><guid isPermaLink='false'>tag:a,2",
            Some("http://example.org/2  http://example.org/2 "),
        ),
        ("<link>/2</link><title>T", Some("http://example.org/2  http://example.org/2 ")),
        (
            "<link>/2</link><title>T</title><description>&lt;p>x &am",
            Some("http://example.org/2 T http://example.org/2 "),
        ),
        ("<link>/2</link><description><p>x</p><p>y", Some("http://example.org/2  http://example.org/2 ")),
    ] {
        let body = format!(
            "<rss><channel><title>F</title><item><guid>http://a.example/1</guid><title>S</title></item><item>{item}"
        );
        let first = "http://a.example/1 S http://a.example/1 ".to_owned();
        let expected: Vec<String> = std::iter::once(first).chain(entry.map(str::to_owned)).collect();
        assert_eq!(seen(&body), (expected, true), "{item}");
    }
}

#[test]
fn what_ends_between_its_elements_is_believed() {
    for end in ["", "</item>", "</item></channel>", "</item></cha", "</ite"] {
        let body = format!("<rss><channel><title>F</title><item><link>/1</link><title>T</title>{end}");
        let whole = vec!["http://example.org/1 T http://example.org/1 ".to_owned()];
        assert_eq!(seen(&body), (whole, false), "{end}");
    }
    let unclosed_title = "<rss><channel><title>F<item><link>/1</link></item><item><link>/2</link></item>";
    assert_eq!(read(unclosed_title).entries.len(), 2);
}

#[test]
fn a_cut_attribute_is_no_address() {
    let body = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link href='/1'/></entry><entry><title>T</title><link href='http://a.exa";
    assert_eq!(seen(body), (vec!["1  http://example.org/1 ".to_owned()], true));
    let body = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><link rel=\"alternate\" href=\"http://a.exa";
    assert!(seen(body).0.is_empty());
    let list = parse::opml(b"<opml><body><outline text='A'><outline xmlUrl='http://a.example/rss'/><outline xmlUrl='http://b.exa");
    assert_eq!(list.feeds.len(), 1);
}

#[test]
fn a_feed_cut_before_its_entries_does_not_believe_its_last_word() {
    let parsed = read("<rss><channel><title>F</title><link>http://a.exa");
    assert_eq!((parsed.feed.title.as_deref(), parsed.feed.link), (Some("F"), None));
    assert!(parsed.warnings.iter().any(|warning| warning.contains("left out")));
}

/// Whole feeds, whose every beginning is read.
const FEEDS: [&str; 3] = [
    "<rss version='2.0'><channel><title>F</title><link>/</link><item><title>A &amp; b</title><link>/1</link><guid isPermaLink='false'>no. 1</guid>\
     <description>x</description></item><item><guid>http://a.example/2</guid><title><![CDATA[C <b>d</b>]]></title><link>http://a.example/zwei</link></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/base/'><title>F</title><entry><title type='html'>A &amp;amp; b</title><link rel='enclosure' href='no.mp3'/>\
     <link rel='alternate' type=\"text/html\" href=\"1\"/><id>tag:a.example,2</id><content type='xhtml'><div>x<br/>y</div></content></entry></feed>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel rdf:about='/'><title>F</title></channel><item rdf:about='http://a.example/1'>\
     <title>A</title><link>http://a.example/1?x=1&amp;y=2</link></item></rdf:RDF>",
];

#[test]
fn no_beginning_of_a_feed_gives_a_fragment() {
    for feed in FEEDS {
        let whole = read(feed);
        for end in 0..feed.len() {
            let parsed = read(&feed[..end]);
            let is_whole = |part: &Option<String>, whole: &Option<String>| part.is_none() || part == whole;
            assert!(is_whole(&parsed.feed.title, &whole.feed.title), "{}", &feed[..end]);
            assert!(is_whole(&parsed.feed.link, &whole.feed.link), "{}", &feed[..end]);
            for (part, whole) in parsed.entries.iter().zip(&whole.entries) {
                let is_known = part.id == whole.id || Some(&part.id) == whole.link.as_ref();
                assert!(is_known, "{}: {}", &feed[..end], part.id);
                assert!(is_whole(&part.title, &whole.title), "{}: {:?}", &feed[..end], part.title);
                let is_address = is_whole(&part.link, &whole.link) || part.link.as_ref() == Some(&whole.id);
                assert!(is_address, "{}: {:?}", &feed[..end], part.link);
            }
        }
    }
}

#[test]
fn a_cut_character_says_nothing_of_the_encoding() {
    // "新聞一" in Big5, and the first half of another character.
    let body = b"<?xml version='1.0' encoding='big5'?><rss><channel><title>\xb7\x73\xbb\x44\xa4\x40</title><description>\xb7";
    let source = Source { body, content_type: None, url: None };
    let parsed = parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()));
    assert_eq!((parsed.feed.title.as_deref(), parsed.encoding.as_str()), (Some("新聞一"), "Big5"));
}

#[test]
fn the_complete_entries_of_a_cut_json_feed_are_read() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"F","authors":[{"name":"A"}],"items":[{"id":"1","url":"/1","tags":["x","y"]},{"id":"2","url":"http://a.example/2\"]}","title":"T"}]}"#;
    let whole = read(feed);
    for end in (0..feed.len()).filter(|end| feed.is_char_boundary(*end)) {
        let parsed = read(&feed[..end]);
        let complete = [r#""y"]}"#, r#""T"}"#].iter().filter(|last| feed[..end].contains(*last)).count();
        assert_eq!(parsed.entries, whole.entries[..complete], "{}", &feed[..end]);
        assert!(!parsed.warnings.is_empty(), "{}", &feed[..end]);
        if complete > 0 {
            assert_eq!(parsed.feed, whole.feed, "{}", &feed[..end]);
        }
    }
}

#[test]
fn json_is_read_up_to_what_is_none() {
    for (rest, entries) in [
        (",]}", 1),
        (",\n{\"id\":\"2\",\"title\":\"a\nb\"},{\"id\":\"3\"}]}", 1),
        (",{\"id\":\"2\"}, oops {\"id\":\"3\"}]}", 2),
        ("}}}", 1),
    ] {
        let parsed = read(&format!("{{\"title\":\"F\",\"items\":[{{\"id\":\"1\"}}{rest}"));
        assert_eq!((parsed.feed.title.as_deref(), parsed.entries.len()), (Some("F"), entries), "{rest}");
        assert!(!parsed.warnings.is_empty(), "{rest}");
    }
    let deep = "[".repeat(10_000);
    assert_eq!(read(&format!("{{\"items\":[{{\"id\":\"1\"}},{deep}")).entries.len(), 1);
}
