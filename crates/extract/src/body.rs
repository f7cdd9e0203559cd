//! The body of an article: the HTML that was found for it, held to the lines that are text, and made
//! safe.

use std::collections::HashSet;

use ego_tree::NodeId;
use news::{Article, Link};
use scraper::Html;
use url::Url;

use crate::{
    credit, dom, limits,
    lines::{Furniture, Known, furniture, repeats},
    plain, prune, sanitise,
    seen::Seen,
};

/// How many blocks above the text may repeat headline, byline and date.
const BLOCKS_ABOVE: usize = 6;
/// How many blocks below the text may name author and date.
const BLOCKS_BELOW: usize = 2;
/// How many blocks in a row that are nothing but links make a menu or a list of other articles.
const LINKS_IN_A_LIST: usize = 3;

/// Fills text, HTML, links, credit and dateline of an article from the HTML of its body, as it was
/// read from a page where this and that is seen.
pub(crate) fn fill(article: &mut Article, body: &str, seen: &Seen<'_>, base: Option<&Url>) {
    let mut html = Html::parse_fragment(body);
    prune::split_at_breaks(&mut html);
    prune::wrap_bare_text(&mut html);
    let known = Known { headline: article.headline.as_deref(), byline: &article.byline };
    let unwanted = unwanted_blocks(&html, &known, seen);
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
fn unwanted_blocks(html: &Html, known: &Known<'_>, seen: &Seen<'_>) -> Vec<NodeId> {
    let blocks: Vec<Block> = blocks_of(html);
    let below = blocks.len().saturating_sub(BLOCKS_BELOW);
    let lists = link_lists(&blocks);
    let mut is_related_box = false;
    let mut above = "";
    let mut unwanted = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let kind = furniture(&block.line).or_else(|| furniture(&block.unlinked).filter(|_| block.has_link));
        is_related_box = kind == Some(Furniture::Related) || (is_related_box && block.is_link);
        // Some readings give a paragraph twice that stands on the page but once.
        let is_said_before = above == block.line && !seen.is_repeated(above);
        let is_at_edge = number < BLOCKS_ABOVE || number >= below;
        let is_furniture =
            kind.is_some() || is_related_box || lists.contains(&number) || seen.is_caption(&block.line);
        if is_furniture || is_said_before || (is_at_edge && repeats(&block.line, known)) {
            unwanted.push(block.id);
        } else {
            above = &block.line;
        }
    }
    unwanted
}

/// The numbers of the blocks that make up lists of links, with the headings that stand over them.
fn link_lists(blocks: &[Block]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut start = 0_usize;
    for run in blocks.chunk_by(|one, other| one.is_link == other.is_link) {
        if run[0].is_link && run.len() >= LINKS_IN_A_LIST {
            let heading = start.checked_sub(1).filter(|above| blocks[*above].is_heading);
            found.extend(heading.unwrap_or(start)..start + run.len());
        }
        start += run.len();
    }
    found
}

/// The first or last block of several when it is a credit line.
fn credit_block(html: &Html) -> Option<(NodeId, String)> {
    let blocks = blocks_of(html);
    let edges = if blocks.len() > 1 { [blocks.last(), blocks.first()] } else { [None, None] };
    edges
        .into_iter()
        .flatten()
        .find(|block| credit::is_credit(&block.line))
        .map(|block| (block.id, block.line.clone()))
}

/// A block of text that holds no other block.
struct Block {
    id: NodeId,
    line: String,
    /// The line without the words of its links: "Read also:".
    unlinked: String,
    has_link: bool,
    /// Whether it is a link and little else.
    is_link: bool,
    is_heading: bool,
}

fn blocks_of(html: &Html) -> Vec<Block> {
    let block = |id: NodeId| {
        let node = html.tree.get(id)?;
        let line = Some(dom::line(node)).filter(|line| !line.is_empty())?;
        let mut links = node.descendants().filter(|inner| dom::name(*inner) == Some("a")).map(dom::line);
        let unlinked =
            links.by_ref().take(limits::LINKS).fold(line.clone(), |line, link| line.replacen(&link, "", 1));
        let (all, linked) = dom::letters(node);
        Some(Block {
            id,
            unlinked,
            has_link: linked > 0,
            is_link: linked > 0 && linked * 10 >= all * 9,
            is_heading: matches!(dom::name(node), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")),
            line,
        })
    };
    dom::leaf_blocks(html).into_iter().filter_map(block).collect()
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
