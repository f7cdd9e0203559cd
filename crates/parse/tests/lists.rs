//! Lists of feeds, and pages that point to feeds.

use parse::OpmlFeed;
use url::Url;

#[test]
fn a_list_is_read_with_its_folders() {
    let list = parse::opml(
        br#"<?xml version="1.0"?><opml version="1.0"><head><title>Mine &amp; yours</title></head><body>
        <outline text="News"><outline text="World">
            <outline text="Q & A > news" xmlUrl="http://a.example/?x=1&y=2" htmlUrl="http://a.example/"/>
        </outline></outline>
        <outline title="B" xmlURL='http://b.example/rss'>
        </body></opml>"#,
    );
    assert_eq!(list.title.as_deref(), Some("Mine & yours"));
    let first = OpmlFeed {
        url: "http://a.example/?x=1&y=2".to_owned(),
        title: Some("Q & A > news".to_owned()),
        site: Some("http://a.example/".to_owned()),
        folder: Some("News/World".to_owned()),
    };
    let second = OpmlFeed {
        url: "http://b.example/rss".to_owned(),
        title: Some("B".to_owned()),
        ..OpmlFeed::default()
    };
    assert_eq!(list.feeds, [first, second]);
}

#[test]
fn what_is_no_list_gives_a_warning() {
    let list = parse::opml(b"<html><body>Not found</body></html>");
    assert!(list.feeds.is_empty() && !list.warnings.is_empty());
}

#[test]
fn feeds_of_a_page_are_found_the_likeliest_first() {
    let page = br##"<html><head><base href="/blog/"><!-- <link rel="alternate" type="application/rss+xml" href="no"> -->
        <link rel="alternate" type="application/rss+xml" href="/comments/feed/" title="Comments">
        <link rel="stylesheet" href="feed.css">
        <LINK TYPE='application/atom+xml' REL=alternate HREF='atom.xml' title='News &amp; views'>
        <link rel="alternate" hreflang="de" href="/de/">
        <script>var a = '<a href="/script.rss">';</script></head>
        <body><a href="http://feeds.example.net/x">Our feed</a> <a href="/rss">RSS</a> <a href="atom.xml">again</a>
        <a href="/feedback">Feedback</a> <a href="javascript:rss">no</a></body></html>"##;
    let found =
        parse::discover(page, None, &Url::parse("http://example.org/index.html").expect("an address"));
    let found: Vec<_> =
        found.iter().map(|feed| (feed.url.as_str(), feed.title.as_deref().unwrap_or(""))).collect();
    assert_eq!(
        found,
        [
            ("http://example.org/blog/atom.xml", "News & views"),
            ("http://example.org/comments/feed/", "Comments"),
            ("http://feeds.example.net/x", "Our feed"),
            ("http://example.org/rss", "RSS"),
        ]
    );
}
