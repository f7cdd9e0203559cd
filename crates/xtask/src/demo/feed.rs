//! The feeds of the demo, in the four formats that outlets serve, and the list of them.

use std::collections::BTreeMap;

use jiff::fmt::rfc2822;
use quick_xml::escape::escape;
use serde_json::json;

use super::{
    page::body,
    source::{Article, Bundle, Format, Outlet},
};

const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

/// The feed of an outlet, newest article first.
pub fn feed(bundle: &Bundle, outlet: &Outlet) -> anyhow::Result<String> {
    match outlet.format {
        Format::Rss => rss(bundle, outlet),
        Format::Rdf => Ok(rdf(bundle, outlet)),
        Format::Atom => Ok(atom(bundle, outlet)),
        Format::Json => json_feed(bundle, outlet),
    }
}

/// The list of all feeds, in a folder for each region.
pub fn opml(bundle: &Bundle) -> String {
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for outlet in bundle.outlets.values() {
        *folders.entry(&outlet.region).or_default() += &format!(
            "      <outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{feed}\" htmlUrl=\"{home}\" \
             language=\"{language}\"/>\n",
            name = escape(&outlet.name),
            feed = outlet.feed_url(),
            home = outlet.home(),
            language = outlet.language,
        );
    }
    let folders: String = folders
        .iter()
        .map(|(region, outlines)| {
            let region = escape(*region);
            format!("    <outline text=\"{region}\" title=\"{region}\">\n{outlines}    </outline>\n")
        })
        .collect();
    format!(
        "{XML}\n<opml version=\"2.0\">\n  <head>\n    <title>Quelle demo</title>\n  </head>\n  \
         <body>\n{folders}  </body>\n</opml>\n"
    )
}

fn rss(bundle: &Bundle, outlet: &Outlet) -> anyhow::Result<String> {
    let items: Result<String, _> =
        bundle.of(outlet).iter().map(|article| rss_item(bundle, article)).collect();
    Ok(format!(
        "{XML}\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n\
         <title>{name}</title>\n<link>{home}</link>\n<description>{about}</description>\n\
         <language>{language}</language>\n\
         <atom:link href=\"{feed}\" rel=\"self\" type=\"application/rss+xml\"/>\n\
         {items}</channel>\n</rss>\n",
        name = escape(&outlet.name),
        home = outlet.home(),
        about = escape(&outlet.about),
        language = outlet.language,
        feed = outlet.feed_url(),
        items = items?,
    ))
}

fn rss_item(bundle: &Bundle, article: &Article) -> anyhow::Result<String> {
    let url = bundle.url(article);
    let creator = element("dc:creator", article.author.as_deref());
    let source = article.source.as_ref().map(|id| rss_source(&bundle.outlets[id])).unwrap_or_default();
    let content = full_text(bundle, article)
        .map(|html| format!("<content:encoded><![CDATA[{html}]]></content:encoded>\n"))
        .unwrap_or_default();
    Ok(format!(
        "<item>\n<title>{headline}</title>\n<link>{url}</link>\n<guid isPermaLink=\"true\">{url}</guid>\n\
         <pubDate>{date}</pubDate>\n{creator}{source}<description>{teaser}</description>\n{content}</item>\n",
        headline = escape(&article.headline),
        date = rfc2822::to_string(&article.published)?,
        teaser = escape(&*article.teaser()),
    ))
}

fn rss_source(outlet: &Outlet) -> String {
    format!("<source url=\"{}\">{}</source>\n", outlet.feed_url(), escape(&outlet.name))
}

fn rdf(bundle: &Bundle, outlet: &Outlet) -> String {
    let articles = bundle.of(outlet);
    let order: String = articles
        .iter()
        .map(|article| format!("<rdf:li rdf:resource=\"{}\"/>\n", bundle.url(article)))
        .collect();
    let items: String = articles.iter().map(|article| rdf_item(bundle, article)).collect();
    format!(
        "{XML}\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns=\"http://purl.org/rss/1.0/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xml:lang=\"{language}\">\n\
         <channel rdf:about=\"{feed}\">\n<title>{name}</title>\n<link>{home}</link>\n\
         <description>{about}</description>\n<dc:language>{language}</dc:language>\n\
         <items>\n<rdf:Seq>\n{order}</rdf:Seq>\n</items>\n</channel>\n{items}</rdf:RDF>\n",
        language = outlet.language,
        feed = outlet.feed_url(),
        name = escape(&outlet.name),
        home = outlet.home(),
        about = escape(&outlet.about),
    )
}

fn rdf_item(bundle: &Bundle, article: &Article) -> String {
    let content = element("content:encoded", full_text(bundle, article).as_deref());
    format!(
        "<item rdf:about=\"{url}\">\n<title>{headline}</title>\n<link>{url}</link>\n\
         <dc:date>{date}</dc:date>\n{creator}<description>{teaser}</description>\n{content}</item>\n",
        url = bundle.url(article),
        headline = escape(&article.headline),
        date = article.iso_time(),
        creator = element("dc:creator", article.author.as_deref()),
        teaser = escape(&*article.teaser()),
    )
}

fn atom(bundle: &Bundle, outlet: &Outlet) -> String {
    let articles = bundle.of(outlet);
    let updated = articles.first().map(|newest| newest.iso_time()).unwrap_or_default();
    let entries: String = articles.iter().map(|article| atom_entry(bundle, article)).collect();
    format!(
        "{XML}\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n<id>{home}</id>\n\
         <title>{name}</title>\n<subtitle>{about}</subtitle>\n<updated>{updated}</updated>\n\
         <author><name>{name}</name></author>\n<icon>{icon}</icon>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{feed}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n{entries}</feed>\n",
        language = outlet.language,
        home = outlet.home(),
        name = escape(&outlet.name),
        about = escape(&outlet.about),
        icon = outlet.icon_url(),
        feed = outlet.feed_url(),
    )
}

fn atom_entry(bundle: &Bundle, article: &Article) -> String {
    let author = element("name", article.author.as_deref());
    let author = if author.is_empty() { author } else { format!("<author>{}</author>\n", author.trim_end()) };
    let content = full_text(bundle, article)
        .map(|html| format!("<content type=\"html\">{}</content>\n", escape(&*html)))
        .unwrap_or_default();
    format!(
        "<entry>\n<id>{url}</id>\n<title>{headline}</title>\n<link href=\"{url}\"/>\n\
         <published>{date}</published>\n<updated>{date}</updated>\n{author}\
         <summary>{teaser}</summary>\n{content}</entry>\n",
        url = bundle.url(article),
        headline = escape(&article.headline),
        date = article.iso_time(),
        teaser = escape(&*article.teaser()),
    )
}

fn json_feed(bundle: &Bundle, outlet: &Outlet) -> anyhow::Result<String> {
    let items: Vec<_> = bundle.of(outlet).iter().map(|article| json_item(bundle, article)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.about,
        "home_page_url": outlet.home(),
        "feed_url": outlet.feed_url(),
        "favicon": outlet.icon_url(),
        "language": outlet.language,
        "items": items,
    });
    Ok(serde_json::to_string_pretty(&feed)? + "\n")
}

fn json_item(bundle: &Bundle, article: &Article) -> serde_json::Value {
    let url = bundle.url(article);
    let mut item = json!({
        "id": url,
        "url": url,
        "title": article.headline,
        "summary": article.teaser(),
        "content_html": full_text(bundle, article),
        "date_published": article.iso_time(),
    });
    if let Some(author) = &article.author {
        item["authors"] = json!([{ "name": author }]);
    }
    item
}

/// The article as HTML, from an outlet that gives it in its feed.
fn full_text(bundle: &Bundle, article: &Article) -> Option<String> {
    bundle.outlet(article).furniture.is_none().then(|| body(bundle, article))
}

/// An element on a line of its own; nothing when there is no text for it.
fn element(name: &str, text: Option<&str>) -> String {
    text.map(|text| format!("<{name}>{}</{name}>\n", escape(text))).unwrap_or_default()
}
