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
            ("http://feeds.example.net/x", "Our feed"),
            ("http://example.org/rss", "RSS"),
            ("http://example.org/comments/feed/", "Comments"),
        ]
    );
}

#[test]
fn front_pages_are_written_in_many_ways() {
    for (page, feeds) in [
        // Relative addresses.
        (
            r#"<link rel="alternate" type="application/rss+xml" href="feed"><link rel="alternate" type="application/rss+xml" href="../a?x=1&amp;y=2"><link rel="alternate" type="application/rss+xml" href="//b.example/rss">"#,
            &["http://example.org/news/feed", "http://example.org/a?x=1&y=2", "http://b.example/rss"][..],
        ),
        (
            r#"<base href="http://cdn.example/x/y"><link rel="alternate" type="application/atom+xml" href="z">"#,
            &["http://cdn.example/x/z"],
        ),
        (
            r#"<base target="_blank"><link rel=alternate type=application/feed+json href=/f.json />"#,
            &["http://example.org/f.json"],
        ),
        // Upper case, quotes of either kind, line breaks, any order.
        (
            "<LINK\n HREF='/F'\n TYPE='Application/RSS+XML; charset=utf-8'\n REL='ALTERNATE'>",
            &["http://example.org/F"],
        ),
        // A slash that belongs to the address, and one that ends the tag.
        (
            r#"<a href=/feed/>x</a><link rel=alternate type=application/rss+xml href="/1"/><link rel=alternate type=application/rss+xml href=/2/ />"#,
            &["http://example.org/1", "http://example.org/2/", "http://example.org/feed/"],
        ),
        // Quotes in pairs and alone.
        (
            r#"<link title="News > World's" rel="alternate" type="application/rss+xml" href="/1"><a title=it's href="/rss"><a title="x href="/a"><a href=/atom>"#,
            &["http://example.org/1", "http://example.org/rss", "http://example.org/atom"],
        ),
        // Several relations.
        (
            r#"<link rel="home alternate" type="application/rss+xml" href="/1"><link rel="feed" href="/2"><link rel="alternate stylesheet" type="text/css" href="/rss.css"><link rel="next" type="application/rss+xml" href="/3">"#,
            &["http://example.org/1", "http://example.org/2"],
        ),
        // Comments.
        (
            r#"<link rel="alternate" type="application/rss+xml" href="/?feed=comments-rss2"><link rel="alternate" type="application/rss+xml" href="/comments/feed/"><a href="/rss">RSS</a><link rel="alternate" type="application/rss+xml" href="/?feed=rss2">"#,
            &[
                "http://example.org/?feed=rss2",
                "http://example.org/rss",
                "http://example.org/?feed=comments-rss2",
                "http://example.org/comments/feed/",
            ],
        ),
        // Nothing declared.
        (
            r#"<p><a class=x href="/politik/index.rss">Politik</a> <a href="rssfeeds.html">All</a> <a href="atom.xml"><img src=rss.png></a></p>"#,
            &["http://example.org/politik/index.rss", "http://example.org/news/atom.xml"],
        ),
        (
            r#"<link rel="alternate" type="application/rss+xml"><link rel="alternate" type="application/rss+xml" href="mailto:a@b.example">"#,
            &[],
        ),
    ] {
        let url = Url::parse("http://example.org/news/").expect("an address");
        let found = parse::discover(page.as_bytes(), None, &url);
        let found: Vec<_> = found.iter().map(|feed| feed.url.as_str()).collect();
        assert_eq!(found, feeds, "{page}");
    }
}

#[test]
fn a_site_that_names_no_feed_is_asked_where_feeds_usually_are() {
    let site = Url::parse("https://tagblatt.example/politik/?seite=2#oben").expect("an address");
    let paths = |robots| parse::common_paths(&site, robots).into_iter().map(String::from).collect::<Vec<_>>();
    let usual = paths(None);
    assert_eq!(usual[0], "https://tagblatt.example/feed");
    assert!(usual.iter().all(|path| path.starts_with("https://tagblatt.example/")));
    assert!(usual.contains(&"https://tagblatt.example/news-sitemap.xml".to_owned()));
    let robots = "User-agent: *\nDisallow: /feed\nSitemap: https://tagblatt.example/sitemap.xml\n\
        SITEMAP : https://karten.example/google-News.xml # hourly\nSitemap:/news-sitemap.xml\nSitemap: ftp://x/news\nSitemap: http://[/news";
    let known = paths(Some(robots));
    assert_eq!(known.len(), usual.len() + 1);
    assert_eq!(
        &known[6..8],
        ["https://karten.example/google-News.xml", "https://tagblatt.example/news-sitemap.xml"]
    );
}
