//! From a page of the web to the article in it.

use news::Article;
use scraper::Html;
use url::Url;

use crate::{
    Kind, Read, body, charset, dom, facts,
    judge::Judge,
    kind::{self, Shape},
    limits, reading, tags, text, tree,
};

/// The fewest bytes of a text that a page tells machines and that is taken for an article's.
const TOLD: usize = 500;
/// How many times as long as what the page shows it is then.
const FAR_LONGER: usize = 2;

/// A page, as it was received.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// The bytes of the body.
    pub body: &'a [u8],
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The address that it was read from.
    pub url: Option<&'a str>,
    /// The other headers that it came with, by their lower-case names.
    pub headers: &'a [(String, String)],
}

/// Reads the article of a page: what could be read, and what was odd.
///
/// Never fails and never panics. A page that is no article gives what facts it has. Pages beyond the
/// [`limits`] are cut, or read as text without markup, as is what its server calls `text/plain`.
pub fn page(page: &Page<'_>) -> Read {
    judged(page, Judge::shipped())
}

/// Reads the article of a page as [`page()`] does, but by a judge other than the one that ships.
pub fn judged(page: &Page<'_>, judge: &Judge) -> Read {
    let mut warnings = Vec::new();
    if page.body.len() > limits::PAGE_BYTES {
        warnings.push(format!("the page was cut after {} bytes", limits::PAGE_BYTES));
    }
    let bytes = &page.body[..page.body.len().min(limits::PAGE_BYTES)];
    let html = charset::decode(bytes, page.content_type);
    let url = page.url.and_then(|url| Url::parse(url).ok()).filter(|url| !url.cannot_be_a_base());
    let mut read = if is_plain_text(page.content_type) {
        text(&html)
    } else if let Some(html) = tree::document(&html) {
        read_html(&html, url.as_ref(), page.headers, judge)
    } else {
        warnings
            .push("the page has too many tags or entities, or nests them too deep: read as text".to_owned());
        read_text(&html, url.as_ref(), page.headers)
    };
    read.article.url = page.url.map(ToOwned::to_owned);
    read.warnings.splice(0..0, warnings);
    read
}

fn is_plain_text(content_type: Option<&str>) -> bool {
    let kind = content_type.and_then(|content_type| content_type.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("text/plain")
}

fn read_html(html: &Html, url: Option<&Url>, headers: &[(String, String)], judge: &Judge) -> Read {
    let mut warnings = Vec::new();
    let mut facts = facts::read(html, url, headers);
    let shape = Shape::of(html, url);
    let mut reading = reading::of_page(html, &facts, judge);
    let mut article = std::mem::take(&mut facts.article);
    let cut = limits::head(&reading.html, limits::SAFE_BYTES).len();
    if cut < reading.html.len() {
        reading.html.truncate(cut);
        warnings.push(format!("the text was cut after {} bytes", limits::SAFE_BYTES));
    }
    body::fill(&mut article, reading, base_of(html, url).as_ref());
    if let Some(told) = facts.told_text.as_deref().filter(|told| is_far_longer(told, &article.text)) {
        article = with_body_of(text(told).article, article);
        warnings.push("the text was taken from the page's data: little of it is shown".to_owned());
    }
    if article.text.is_empty() {
        warnings.push("no text was found".to_owned());
    }
    let (kind, signs) = kind::judge(&facts, &article, &shape);
    warnings.extend(kind.warning());
    Read { article, kind, signs, warnings }
}

/// The text of a page whose tags nobody can read, with the facts of its head.
fn read_text(source: &str, url: Option<&Url>, headers: &[(String, String)]) -> Read {
    let read = text(&tags::without_tags(source));
    let head = limits::head(source, limits::HEAD_BYTES);
    let head = head.find("</head").map_or(head, |end| &head[..end]);
    let Some(head) = tree::document(head) else { return Read { kind: Kind::Other, ..read } };
    let facts = facts::read(&head, url, headers).article;
    Read { article: with_body_of(read.article, facts), kind: Kind::Other, ..read }
}

/// The body of one article with the facts of another.
fn with_body_of(body: Article, facts: Article) -> Article {
    let Article { text, html, links, credit, dateline, .. } = body;
    Article { text, html, links, credit, dateline, ..facts }
}

/// Whether a text that a page tells machines is that of an article, and what it shows only a little of it.
fn is_far_longer(told: &str, shown: &str) -> bool {
    told.len() > TOLD && told.len() > FAR_LONGER * shown.len()
}

/// The address that relative links are resolved against.
fn base_of(html: &Html, url: Option<&Url>) -> Option<Url> {
    let declared = dom::named(html, &["base"]).find_map(|base| base.attr("href"));
    let declared = declared.and_then(|href| Url::options().base_url(url).parse(href).ok());
    declared.filter(|base: &Url| matches!(base.scheme(), "http" | "https")).or_else(|| url.cloned())
}
