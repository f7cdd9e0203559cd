//! Sitemaps of news, plain ones, and lists of them.

use news::{Entry, FeedFormat, ParsedFeed, SafeHtml};
use parse::Source;

const NEWS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url>
    <loc>https://tagblatt.example/politik/1</loc>
    <lastmod>2026-11-20T10:30:00+01:00</lastmod>
    <xhtml:link rel="alternate" hreflang="fr" href="https://tagblatt.example/fr/politique/1"/>
    <news:news>
      <news:publication><news:name>Das Tagblatt</news:name><news:language>de</news:language></news:publication>
      <news:genres>Opinion, Satire</news:genres>
      <news:publication_date>2026-11-20T08:00:00+01:00</news:publication_date>
      <news:title>Rat &amp;amp; Tat: der <![CDATA[<b>Haushalt</b>]]></news:title>
      <news:keywords>Haushalt, Rat، Haushalt</news:keywords>
    </news:news>
    <image:image><image:loc>/bilder/1.jpg</image:loc><image:caption>Der Rat</image:caption></image:image>
    <image:image><image:loc>/bilder/2.jpg</image:loc></image:image>
  </url>
  <url><loc>/politik/2</loc><news:news><news:publication_date>gestern</news:publication_date></news:news></url>
</urlset>"#;

fn read(body: &str) -> ParsedFeed {
    let url = Some("https://tagblatt.example/news-sitemap.xml");
    parse::feed(&Source { body: body.as_bytes(), content_type: None, url }, &|_, _| SafeHtml::default())
}

fn links(parsed: &ParsedFeed) -> Vec<&str> {
    parsed.entries.iter().filter_map(|entry| entry.link.as_deref()).collect()
}

#[test]
fn a_news_sitemap_is_a_feed() {
    let parsed = read(NEWS);
    assert_eq!((parsed.format, parsed.warnings.as_slice()), (Some(FeedFormat::Sitemap), [].as_slice()));
    assert_eq!(parsed.feed.title.as_deref(), Some("Das Tagblatt"));
    assert_eq!(parsed.feed.language.as_ref().map(news::Language::tag), Some("de"));
    let [first, second] = parsed.entries.as_slice() else { panic!("{:?}", parsed.entries) };
    assert_eq!(first.id, "https://tagblatt.example/politik/1");
    assert_eq!(first.title.as_deref(), Some("Rat & Tat: der Haushalt"));
    assert_eq!(first.published_at, parse::date("2026-11-20T07:00:00Z"));
    assert_eq!(first.updated_at, parse::date("2026-11-20T09:30:00Z"));
    assert_eq!(first.categories, ["Haushalt", "Rat", "Opinion", "Satire"]);
    assert_eq!(first.image.as_deref(), Some("https://tagblatt.example/bilder/1.jpg"));
    assert_eq!(first.links.len(), 1);
    assert_eq!(second.link.as_deref(), Some("https://tagblatt.example/politik/2"));
    assert_eq!((second.published_at, second.date_raw.as_deref()), (None, Some("gestern")));
}

#[test]
fn a_plain_sitemap_gives_addresses_and_times() {
    let body = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/1</loc>\
                <lastmod>2026-11-20</lastmod><changefreq>daily</changefreq></url><url><loc> https://a.example/2\n</loc></url>\
                <url><lastmod>2026-11-20</lastmod></url></urlset>";
    let parsed = read(body);
    assert_eq!(links(&parsed), ["https://a.example/1", "https://a.example/2"]);
    let first = Entry { links: Vec::new(), base: None, ..parsed.entries[0].clone() };
    let expected = Entry {
        id: "https://a.example/1".to_owned(),
        link: Some("https://a.example/1".to_owned()),
        updated_at: parse::date("2026-11-20"),
        date_raw: Some("2026-11-20".to_owned()),
        ..Entry::default()
    };
    assert_eq!(first, expected);
    assert_eq!(parsed.feed.title, None);
}

#[test]
fn sitemaps_are_read_past_their_faults() {
    for (body, expected) in [
        // No namespace, or another; a prefix; other letters.
        ("<urlset><url><loc>/1</loc></url><url><loc>/2</loc></url></urlset>", 2),
        ("<urlset xmlns='sitemap'><url><loc>/1</loc></url><url><loc>/2</loc></url></urlset>", 2),
        (
            "<sm:urlset xmlns:sm='https://www.sitemaps.org/schemas/sitemap/0.9/'><sm:url><sm:loc>/1</sm:loc></sm:url></sm:urlset>",
            1,
        ),
        ("<URLSET><URL><LOC>/1</LOC></URL></URLSET>", 1),
        // Unclosed elements, a bare ampersand, junk before.
        ("<urlset><url><loc>/1</loc><url><loc>/2</loc></urlset>", 2),
        (
            "<urlset><url><loc>/1</loc><news:news><news:title>A</url><url><loc>/2?a=1&b=2</loc></url></urlset>",
            2,
        ),
        ("Warning: x\n<urlset><url><loc>/1</loc></url></urlset>", 1),
        // Cut in an address, and after one.
        ("<urlset><url><loc>/1</loc></url><url><loc>/2", 1),
        ("<urlset><url><loc>/1</loc></url><url><loc>/2</loc><lastmod>20", 2),
        ("<urlset/>", 0),
    ] {
        let parsed = read(body);
        assert_eq!(parsed.format, Some(FeedFormat::Sitemap), "{body}");
        assert_eq!(parsed.entries.len(), expected, "{body}: {:?}", links(&parsed));
    }
}

#[test]
fn an_index_lists_its_sitemaps_the_newest_first() {
    let parsed = read(
        "<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>
         <sitemap><loc>https://a.example/pages.xml</loc></sitemap>
         <sitemap><loc>/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>
         <sitemap><loc>/News.xml</loc></sitemap>
         <sitemap><loc>/2026.xml</loc><lastmod>2026-11-20T00:00:00Z</lastmod></sitemap>
         <sitemap><lastmod>2026-11-21</lastmod></sitemap></sitemapindex>",
    );
    assert_eq!((parsed.format, parsed.entries.len()), (Some(FeedFormat::SitemapIndex), 0));
    let links: Vec<_> =
        parsed.feed.links.iter().map(|link| (link.rel.as_deref(), link.href.as_str())).collect();
    let hosts = [
        "tagblatt.example/2026.xml",
        "tagblatt.example/2025.xml",
        "tagblatt.example/News.xml",
        "a.example/pages.xml",
    ];
    let expected = hosts.map(|host| format!("https://{host}"));
    assert_eq!(links, expected.each_ref().map(|href| (Some("sitemap"), href.as_str())));
}

#[test]
fn of_too_many_pages_the_newest_are_kept() {
    let pages: String = (0..parse::MAX_ENTRIES + 2)
        .map(|number| format!("<url><loc>/{number}</loc><lastmod>{}</lastmod></url>", 1_000_000_000 + number))
        .collect();
    let parsed = read(&format!("<urlset>{pages}</urlset>"));
    assert_eq!(parsed.entries.len(), parse::MAX_ENTRIES);
    assert_eq!(links(&parsed)[0], format!("https://tagblatt.example/{}", parse::MAX_ENTRIES + 1));
    assert_eq!(parsed.warnings.len(), 1);
}
