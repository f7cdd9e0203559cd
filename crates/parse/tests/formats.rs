//! Every version of every format, and the namespaces that feeds use, declared or not.

use news::{Entry, FeedFormat, ParsedFeed, SafeHtml};
use parse::Source;

fn read(body: &str) -> ParsedFeed {
    let source = Source { body: body.as_bytes(), content_type: None, url: Some("http://a.example/feed") };
    parse::feed(&source, &|html, _| SafeHtml::trust(html.to_owned()))
}

const ITEM: &str =
    "<item><title>One</title><link>http://a.example/1</link><description>Text</description></item>";

fn rss(attributes: &str) -> String {
    format!("<rss {attributes}><channel><title>F</title><link>http://a.example/</link>{ITEM}</channel></rss>")
}

fn rdf(namespace: &str) -> String {
    format!(
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='{namespace}'>
         <channel rdf:about='http://a.example/feed'><title>F</title><link>http://a.example/</link></channel>
         <image><title>No title of the feed</title></image>{ITEM}</rdf:RDF>"
    )
}

fn atom(namespace: &str, text: &str) -> String {
    format!(
        "<feed xmlns='{namespace}'><title>F</title><link rel='alternate' type='text/html' href='http://a.example/'/>
         <entry><title>One</title><link rel='alternate' type='text/html' href='http://a.example/1'/><id>http://a.example/1</id>
         <{text}>Text</{text}></entry></feed>"
    )
}

#[test]
fn every_version_is_read() {
    let json = |version: &str| {
        format!(
            r#"{{"version":"https://jsonfeed.org/version/{version}","title":"F","home_page_url":"http://a.example/",
            "items":[{{"id":"1","url":"http://a.example/1","title":"One","summary":"Text"}}]}}"#
        )
    };
    let cdf = "<?XML VERSION='1.0'?><CHANNEL HREF='http://a.example/'><TITLE>F</TITLE>
               <ITEM HREF='http://a.example/1'><TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>";
    let netscape = "<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'>";
    let rss11 = format!(
        "<Channel xmlns='http://purl.org/net/rss1.1#'><title>F</title><link>http://a.example/</link><items>{ITEM}</items></Channel>"
    );
    let mut cases = vec![
        (FeedFormat::Rdf, rdf("http://my.netscape.com/rdf/simple/0.9/")),
        (FeedFormat::Rdf, rdf("http://channel.netscape.com/rdf/simple/0.9/")),
        (FeedFormat::Rdf, rdf("http://purl.org/rss/1.0/")),
        (FeedFormat::Rss, rss11),
        (FeedFormat::Rss, format!("{netscape}{}", rss("version='0.91'"))),
        (FeedFormat::Rss, rss("version='2.0' xmlns='http://backend.userland.com/rss2'")),
        (FeedFormat::Rss, rss("version='2.0' xmlns='http://blogs.law.harvard.edu/tech/rss'")),
        (FeedFormat::Rss, rss("")),
        (FeedFormat::Atom, atom("http://purl.org/atom/ns#", "summary")),
        (FeedFormat::Atom, atom("http://www.w3.org/2005/Atom", "summary")),
        (FeedFormat::Rss, cdf.to_owned()),
        (FeedFormat::JsonFeed, json("1")),
        (FeedFormat::JsonFeed, json("1.1")),
    ];
    let versions = ["0.90", "0.91", "0.92", "0.93", "0.94", "1.0", "2.0", "2.0.11"];
    cases.extend(versions.map(|version| (FeedFormat::Rss, rss(&format!("version='{version}'")))));
    for (format, body) in cases {
        let parsed = read(&body);
        assert_eq!(parsed.format, Some(format), "{body}");
        assert_eq!(parsed.feed.title.as_deref(), Some("F"), "{body}");
        assert_eq!(parsed.feed.link.as_deref(), Some("http://a.example/"), "{body}");
        let [Entry { title, link, summary, .. }] = parsed.entries.as_slice() else { panic!("{body}") };
        assert_eq!((title.as_deref(), link.as_deref()), (Some("One"), Some("http://a.example/1")), "{body}");
        assert_eq!(summary.as_ref().map(SafeHtml::as_str), Some("Text"), "{body}");
    }
}

#[test]
fn namespaces_are_known_by_address_and_by_prefix() {
    for (prefix, address, inside, seen) in [
        ("content", "http://purl.org/rss/1.0/modules/content/", "<P:encoded>C</P:encoded>", "content C"),
        (
            "dc",
            "http://purl.org/dc/elements/1.1/",
            "<P:creator>Ann</P:creator><P:subject>S</P:subject>",
            "Ann, S",
        ),
        ("dcterms", "http://purl.org/dc/terms/", "<P:issued>2026-11-20</P:issued>", "2026-11-20T00:00:00Z"),
        (
            "media",
            "http://search.yahoo.com/mrss/",
            "<P:thumbnail url='/t.jpg'/>",
            "image http://a.example/t.jpg",
        ),
        (
            "itunes",
            "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "<P:author>Ann</P:author><P:image href='/i.jpg'/>",
            "Ann, image http://a.example/i.jpg",
        ),
        (
            "podcast",
            "https://podcastindex.org/namespace/1.0",
            "<P:person role='guest'>Bo</P:person>",
            "with Bo",
        ),
        (
            "atom",
            "http://www.w3.org/2005/Atom",
            "<P:link rel='enclosure' href='/a.mp3'/><P:updated>2026-11-20T00:00:00Z</P:updated>",
            "file http://a.example/a.mp3, 2026-11-20T00:00:00Z",
        ),
        // Nothing of these is kept, and nothing of them disturbs.
        (
            "slash",
            "http://purl.org/rss/1.0/modules/slash/",
            "<P:comments>5</P:comments><P:section>x</P:section>",
            "",
        ),
        (
            "georss",
            "http://www.georss.org/georss",
            "<P:point>1 2</P:point><P:where><title>x</title></P:where>",
            "",
        ),
        (
            "source",
            "http://source.scripting.com/",
            "<P:account service='x'>y</P:account><P:localTime>z</P:localTime>",
            "",
        ),
        ("wfw", "http://wellformedweb.org/CommentAPI/", "<P:commentRss>http://x.example/</P:commentRss>", ""),
    ] {
        let declared = |prefix: &str| {
            format!(
                "<rss xmlns:{prefix}='{address}'><channel>{}</channel></rss>",
                item(&inside.replace('P', prefix))
            )
        };
        let usual = format!("<rss><channel>{}</channel></rss>", item(&inside.replace('P', prefix)));
        for body in [declared(prefix), declared("x1"), usual] {
            assert_eq!(told(&body), seen, "{body}");
        }
    }
}

fn item(inside: &str) -> String {
    format!("<item><title>One</title>{inside}<guid isPermaLink='false'>1</guid></item>")
}

/// What the one entry of a feed says beside its title.
fn told(body: &str) -> String {
    let parsed = read(body);
    let [entry] = parsed.entries.as_slice() else { panic!("{body}") };
    assert_eq!((entry.title.as_deref(), entry.id.as_str()), (Some("One"), "1"), "{body}");
    let names = entry.authors.iter().filter_map(|author| author.name.clone());
    let others =
        entry.contributors.iter().filter_map(|person| Some(format!("with {}", person.name.as_ref()?)));
    let parts = names
        .chain(others)
        .chain(entry.categories.iter().cloned())
        .chain(entry.content.iter().map(|content| format!("content {}", content.as_str())))
        .chain(entry.summary.iter().map(|summary| format!("summary {}", summary.as_str())))
        .chain(entry.enclosures.iter().map(|file| format!("file {}", file.href)))
        .chain(entry.image.iter().map(|image| format!("image {image}")))
        .chain(entry.published_at.or(entry.updated_at).map(|time| time.to_string()))
        .chain(entry.source.iter().map(|source| format!("from {source:?}")))
        .chain(entry.comments.iter().map(|comments| format!("comments {comments}")));
    parts.collect::<Vec<_>>().join(", ")
}

#[test]
fn an_unclosed_element_swallows_no_entry() {
    for unclosed in [
        "<media:content url='/a.jpg' medium='image'>",
        "<media:content url='/a.jpg'><media:title>x</media:title>",
        "<media:group><media:content url='/a.jpg'>",
        "<enclosure url='/a.mp3'>",
        "<atom:link href='/self' rel='self'>",
        "<description><p>x<br></description>",
        "<dc:creator>Ann",
        "<category>A",
    ] {
        let item = |number: u8| {
            format!(
                "<item><title>T{number}</title>{unclosed}<link>/{number}</link><pubDate>2026-11-2{number}</pubDate></item>"
            )
        };
        let parsed =
            read(&format!("<rss><channel><title>F</title>{}{}{}</channel></rss>", item(1), item(2), item(3)));
        let titles: Vec<_> = parsed.entries.iter().filter_map(|entry| entry.title.as_deref()).collect();
        assert_eq!(titles, ["T1", "T2", "T3"], "{unclosed}");
        for (number, entry) in (1..).zip(&parsed.entries) {
            assert_eq!(entry.link, Some(format!("http://a.example/{number}")), "{unclosed}");
            assert!(entry.published_at.is_some(), "{unclosed}");
        }
    }
}

#[test]
fn the_output_has_its_fields_by_name() {
    let body = "<rss><channel><title>F</title><managingEditor>a@a.example (Ann)</managingEditor>
        <atom:link rel='self' href='/feed' type='application/rss+xml'/><item><guid>1</guid><author>b@a.example</author>
        <source url='http://b.example/'>B</source><enclosure url='/e.mp3' type='audio/mpeg' length='7'/></item></channel></rss>";
    let printed = serde_json::to_value(read(body)).expect("values can be printed");
    let keys = |value: &serde_json::Value| {
        value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys(&printed), "feed entries format encoding warnings");
    assert_eq!(
        keys(&printed["feed"]),
        "title subtitle link links language authors rights generator image updated_at hub self ttl_minutes skip_hours skip_days update_period_minutes"
    );
    let entry = &printed["entries"][0];
    assert_eq!(
        keys(entry),
        "id title link links published_at updated_at date_raw authors contributors summary content content_type language categories \
         source enclosures image comments rights base"
    );
    assert_eq!(keys(&entry["authors"][0]), "name email uri");
    assert_eq!(keys(&entry["source"]), "title link");
    assert_eq!(keys(&entry["enclosures"][0]), "href type length");
    assert_eq!(keys(&printed["feed"]["links"][0]), "href rel type");
    assert_eq!(printed["format"], "rss");
}
