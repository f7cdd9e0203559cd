//! The body of an article: its HTML made safe, and what is read from it.

use news::{Article, Link};
use scraper::{ElementRef, Html};
use url::Url;

use crate::{credit, dom, limits, reading::Reading, render, sanitise, tree};

/// Fills text, HTML, links, credit and dateline of an article from the text that was found for it,
/// whose links are relative to `base`. Hashtags below the text become keywords.
pub(crate) fn fill(article: &mut Article, reading: Reading, base: Option<&Url>) {
    article.credit = reading.credit;
    let is_new = |tag: &String| !article.keywords.iter().any(|known| known.eq_ignore_ascii_case(tag));
    let tags: Vec<String> = reading.hashtags.into_iter().filter(is_new).collect();
    article.keywords.extend(tags);
    article.keywords.truncate(limits::KEYWORDS);
    article.html = sanitise(&reading.html, base);
    let html = tree::fragment(article.html.as_str());
    article.text = render::plain_of(&html);
    article.links = links(&html);
    article.dateline = credit::dateline(&article.text);
}

fn links(html: &Html) -> Vec<Link> {
    let link = |element: ElementRef<'_>| {
        let href = dom::attribute(*element, "href")?.to_owned();
        let words = Some(dom::line(*element)).filter(|words| !words.is_empty());
        Some(Link { href, text: words, ..Link::default() })
    };
    dom::named(html, &["a"]).filter_map(link).take(limits::LINKS).collect()
}
