//! The body of the article in a page: found by the crate `trafilatura`, held to the lines that are
//! text, and made safe.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ego_tree::NodeId;
use news::{Article, Link};
use scraper::Html;
use trafilatura::{ExtractionFocus, Options};
use url::Url;

use crate::{
    credit, dom, limits,
    lines::{Furniture, Known, furniture, repeats},
    plain, sanitise,
};

/// How many blocks above the text may repeat headline, byline and date.
const BLOCKS_ABOVE: usize = 6;
/// How many blocks below the text may name author and date.
const BLOCKS_BELOW: usize = 2;

/// Finds the body in the HTML of a pruned page, as HTML that is not yet safe. Says in a warning what failed.
pub(crate) fn find(page: &str, url: Option<&Url>, warnings: &mut Vec<String>) -> Option<String> {
    let mut options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_links(true)
        .with_images(true);
    options.original_url = url.cloned();
    let by_trafilatura = guarded("trafilatura", warnings, || trafilatura::extract(page, &options).ok());
    by_trafilatura.map(|found| found.content_html).filter(|html| has_letters(html)).or_else(|| {
        let found =
            guarded("libreadability", warnings, || libreadability::Parser::new().parse(page, url).ok());
        found.map(|found| found.content).filter(|html| has_letters(html))
    })
}

/// Fills text, HTML, links, credit and dateline of an article from the HTML of its body.
pub(crate) fn fill(article: &mut Article, body: &str, base: Option<&Url>) {
    let mut html = Html::parse_fragment(body);
    crate::prune::split_at_breaks(&mut html);
    let known = Known { headline: article.headline.as_deref(), byline: &article.byline };
    let unwanted = unwanted_blocks(&html, &known);
    dom::detach(&mut html, unwanted);
    if let Some((block, line)) = credit_block(&html) {
        dom::detach(&mut html, [block]);
        article.credit = Some(line);
    }
    article.html = sanitise(&html.root_element().inner_html(), base);
    article.text = plain(&article.html);
    article.links = links(article.html.as_str());
    article.dateline = credit::dateline(&article.text);
}

/// The blocks that are furniture, or that repeat what stands above or below a text.
fn unwanted_blocks(html: &Html, known: &Known<'_>) -> Vec<NodeId> {
    let blocks: Vec<(NodeId, String)> = lines_of(html);
    let below = blocks.len().saturating_sub(BLOCKS_BELOW);
    let mut unwanted = Vec::new();
    let mut is_related_box = false;
    for (number, (id, line)) in blocks.iter().enumerate() {
        let kind = furniture(line);
        is_related_box = kind == Some(Furniture::Related) || (is_related_box && is_of_links(html, *id));
        let is_at_edge = number < BLOCKS_ABOVE || number >= below;
        if kind.is_some() || is_related_box || (is_at_edge && repeats(line, known)) {
            unwanted.push(*id);
        }
    }
    unwanted
}

/// The first or last block when it is a credit line.
fn credit_block(html: &Html) -> Option<(NodeId, String)> {
    let blocks = lines_of(html);
    let edges = [blocks.last(), blocks.first()];
    edges.into_iter().flatten().find(|(_, line)| credit::is_credit(line)).cloned()
}

fn lines_of(html: &Html) -> Vec<(NodeId, String)> {
    let lines = dom::leaf_blocks(html).into_iter().filter_map(|id| Some((id, dom::line(html.tree.get(id)?))));
    lines.filter(|(_, line)| !line.is_empty()).collect()
}

fn is_of_links(html: &Html, id: NodeId) -> bool {
    html.tree.get(id).is_some_and(|node| {
        let (all, linked) = dom::letters(node);
        linked * 2 > all
    })
}

fn links(html: &str) -> Vec<Link> {
    let html = Html::parse_fragment(html);
    let link = |element: scraper::ElementRef<'_>| {
        let href = dom::attribute(*element, "href")?.to_owned();
        let words = Some(dom::line(*element)).filter(|words| !words.is_empty());
        Some(Link { href, text: words, ..Link::default() })
    };
    dom::named(&html, &["a"]).filter_map(link).take(limits::LINKS).collect()
}

fn has_letters(html: &str) -> bool {
    let (letters, _) = dom::letters(*Html::parse_fragment(html).root_element());
    letters > 0
}

/// Calls code of others; a panic there becomes a warning here.
fn guarded<T>(name: &str, warnings: &mut Vec<String>, call: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        warnings.push(format!("{name} panicked on this page"));
        None
    })
}
