//! What is read from feeds, right and wrong ones: one small feed for each rule.

use news::{FeedFormat, ParsedFeed, SafeHtml};
use parse::Source;

fn read(body: &str) -> ParsedFeed {
    let source =
        Source { body: body.as_bytes(), content_type: None, url: Some("http://example.org/feed.xml") };
    // Stands in for the sanitiser: shows which base it was given.
    parse::feed(&source, &|html, base| {
        SafeHtml::trust(format!("{html} @{}", base.map_or("", url::Url::as_str)))
    })
}

fn item(inside: &str) -> news::Entry {
    let parsed =
        read(&format!("<rss version='2.0'><channel><title>F</title><item>{inside}</item></channel></rss>"));
    parsed.entries.into_iter().next().expect("an entry")
}

#[test]
fn the_id_is_guid_else_link_else_a_hash() {
    assert_eq!(item("<guid isPermaLink='false'>7</guid><link>/a</link>").id, "7");
    assert_eq!(item("<link>/a</link>").id, "http://example.org/a");
    assert_eq!(item("<title>T</title>").id, item("<title>T</title>").id);
    assert_ne!(item("<title>T</title>").id, item("<title>U</title>").id);
}

#[test]
fn a_guid_is_the_link_where_there_is_no_other() {
    assert_eq!(item("<guid>http://a.example/1</guid>").link.as_deref(), Some("http://a.example/1"));
    assert_eq!(item("<guid isPermaLink='false'>http://a.example/1</guid>").link, None);
    assert_eq!(
        item("<guid>http://a.example/1</guid><link>/2</link>").link.as_deref(),
        Some("http://example.org/2")
    );
    assert_eq!(item("<link>javascript:alert(1)</link>").link, None);
    assert_eq!(item("<link>/1</link><link>/2</link>").link.as_deref(), Some("http://example.org/2"));
    assert_eq!(
        item("<link>/1</link><atom:link rel='alternate' type='text/html' hreflang='fr' href='/fr/1'/><atom:link href='/feed'/>")
            .link
            .as_deref(),
        Some("http://example.org/1")
    );
}

#[test]
fn an_unreadable_date_is_kept_as_written() {
    let entry = item("<pubDate>one fine day</pubDate>");
    assert_eq!((entry.published_at, entry.date_raw.as_deref()), (None, Some("one fine day")));
}

#[test]
fn prefixes_need_no_declaration() {
    let entry = item(
        "<dc:creator>Ann</dc:creator><content:encoded><![CDATA[<p>x</p>]]></content:encoded><dc:date>2006-01-02</dc:date>\
         <media:group><media:thumbnail url='/t.png'/><media:content url='/v.mp4' type='video/mp4'/></media:group>",
    );
    assert_eq!(entry.authors[0].name.as_deref(), Some("Ann"));
    assert_eq!(entry.content.as_ref().map(SafeHtml::as_str), Some("<p>x</p> @http://example.org/feed.xml"));
    assert_eq!(entry.image.as_deref(), Some("http://example.org/t.png"));
    assert_eq!(entry.enclosures[0].href, "http://example.org/v.mp4");
    assert!(entry.published_at.is_some());
}

#[test]
fn tags_that_do_not_match_lose_nothing() {
    for inside in [
        "<media:content url='/v.mp4'><title>T</title><link>/a</link>",
        "<title>T</titel><link>/a</link>",
        "<title>T<link>/a</link>",
        "<description><p>x<br>y</description><title>T</title><link>/a</link>",
        "<description>x</p></div></description><title>T</title><link>/a</link>",
        "<title>T</title><link>/a</link></description>",
        "<dc:subject/><title>T</title><link>/a</link></item><item><title>U",
        "<title>T</title><link>/a</link><item><title>U</title>",
    ] {
        let entry = item(inside);
        assert_eq!(entry.title.as_deref(), Some("T"), "{inside}");
        assert_eq!(entry.link.as_deref(), Some("http://example.org/a"), "{inside}");
    }
}

#[test]
fn titles_are_plain_text() {
    for (written, plain) in [
        ("A &amp;amp; B", "A & B"),
        ("<![CDATA[<b>A</b> &eacute;]]>", "A é"),
        ("a < b", "a < b"),
        ("AT&T&nbsp;x", "AT&T x"),
        ("&lt;i&gt;A&lt;/i&gt;\n  B", "A B"),
    ] {
        assert_eq!(item(&format!("<title>{written}</title>")).title.as_deref(), Some(plain), "{written}");
    }
    let atom = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title type='text'>&lt;b&gt; &amp;amp;</title></feed>",
    );
    assert_eq!(atom.feed.title.as_deref(), Some("<b> &amp;"));
}

#[test]
fn bases_and_languages_are_inherited() {
    let parsed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/blog/' xml:lang='de-at'><title>F</title>
         <entry><id>1</id><link href='a.html'/><content type='html' xml:base='img/'>&lt;img src=b&gt;</content></entry></feed>",
    );
    let entry = &parsed.entries[0];
    assert_eq!(parsed.format, Some(FeedFormat::Atom));
    assert_eq!(entry.link.as_deref(), Some("http://example.org/blog/a.html"));
    assert_eq!(
        entry.content.as_ref().map(SafeHtml::as_str),
        Some("<img src=b> @http://example.org/blog/img/")
    );
    assert_eq!(entry.language.as_ref().map(news::Language::tag), Some("de-AT"));
    let unknown =
        read("<feed xml:lang='de'><entry xml:lang=''><id>1</id></entry><entry><id>2</id></entry></feed>");
    assert_eq!((unknown.entries[0].language.as_ref(), unknown.entries[1].language.is_some()), (None, true));
}

#[test]
fn a_feed_tells_of_its_polling() {
    let feed = read(
        "<rss version='2.0'><channel><title>F</title><ttl>30</ttl><skipHours><hour>24</hour><hour>7</hour></skipHours>
         <skipDays><day>Sunday</day></skipDays><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
         <atom:link rel='hub' href='http://hub.example/'/><atom:link rel='self' href='/feed.xml'/><link>/</link></channel></rss>",
    )
    .feed;
    assert_eq!((feed.ttl_minutes, feed.update_period_minutes), (Some(30), Some(360)));
    assert_eq!(
        (feed.skip_hours.as_slice(), feed.skip_days.as_slice()),
        ([0, 7].as_slice(), ["Sunday".to_owned()].as_slice())
    );
    assert_eq!(
        (feed.hub.as_deref(), feed.self_url.as_deref()),
        (Some("http://hub.example/"), Some("http://example.org/feed.xml"))
    );
    assert_eq!(feed.link.as_deref(), Some("http://example.org/"));
}

#[test]
fn an_attached_file_is_a_link_too() {
    let of_rss = item("<link>/1</link><enclosure url='/a.mp3' type='audio/mpeg' length='7'/>");
    let of_atom = item("<link>/1</link><atom:link rel='enclosure' href='/a.mp3' type='audio/mpeg'/>");
    assert_eq!(of_rss.links, of_atom.links);
    assert_eq!(of_rss.enclosures[0].length, Some(7));
}

#[test]
fn a_source_is_named_with_its_address() {
    let source = item("<source url='http://wire.example/rss'>The Wire</source>").source.expect("a source");
    assert_eq!(
        (source.title.as_deref(), source.link.as_deref()),
        (Some("The Wire"), Some("http://wire.example/rss"))
    );
}

#[test]
fn utf8_is_known_whatever_is_claimed() {
    let body = "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Überfälle, Öl, Äpfel, Maß</title></channel></rss>";
    let source =
        Source { body: body.as_bytes(), content_type: Some("text/xml; charset=ISO-8859-1"), url: None };
    let parsed = parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()));
    assert_eq!(
        (parsed.feed.title.as_deref(), parsed.encoding.as_str()),
        (Some("Überfälle, Öl, Äpfel, Maß"), "UTF-8")
    );
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    for (body, said) in [
        ("", "empty"),
        ("<!DOCTYPE html><html><head><title>Not found</title></head></html>", "page"),
        ("<opml version='2.0'><body/></opml>", "list of feeds"),
        ("{\"error\": 404}", "JSON"),
        ("{\"error\"", "JSON"),
        ("Service unavailable", "no markup"),
    ] {
        let parsed = read(body);
        assert_eq!(parsed.format, None, "{body}");
        assert!(
            parsed.warnings.iter().any(|warning| warning.contains(said)),
            "{body}: {:?}",
            parsed.warnings
        );
    }
}
