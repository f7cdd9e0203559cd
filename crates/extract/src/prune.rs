//! Takes out of a page what no article holds, and gives it the paragraphs that it only shows.

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, node::Element};

use crate::{
    dom,
    lines::{Furniture, Known, furniture, repeats},
    menus,
};

/// Elements that hold no text of an article.
const FURNITURE: &[&str] = &[
    "script", "style", "nav", "iframe", "svg", "select", "button", "dialog", "template", "object", "canvas",
    "menu",
];

/// Elements that are never furniture, whatever they are marked as.
const KEPT: &[&str] =
    &["html", "body", "main", "article", "head", "h1", "p", "a", "img", "picture", "figure"];

/// What elements are for, when they are not for the article.
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "complementary",
];

/// Words of class names and ids that mark furniture, as whole words.
const MARKS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "adslot",
    "adsbox",
    "anzeige",
    "werbung",
    "sponsored",
    "promo",
    "share",
    "sharing",
    "sharebar",
    "shares",
    "social",
    "related",
    "relateds",
    "recommended",
    "recommendations",
    "newsletter",
    "subscribe",
    "subscription",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "breadcrumb",
    "breadcrumbs",
    "outbrain",
    "taboola",
    "mostread",
    "popular",
    "trending",
    "sidebar",
    "comments",
    "disqus",
    "toolbar",
    "pagination",
    "noprint",
    "teasers",
    "readmore",
];

/// The largest share of a page's letters that an element may hold and still be furniture.
const LARGEST_SHARE: f64 = 0.3;

/// Prunes a page: furniture goes, runs of line breaks become paragraphs.
pub(crate) fn prune(html: &mut Html) {
    let (letters, _) = dom::letters(*html.root_element());
    let found: Vec<NodeId> = html
        .root_element()
        .descendants()
        .filter(|node| is_furniture(*node, letters))
        .map(|node| node.id())
        .collect();
    dom::detach(html, found);
    let may_go =
        |menu: &NodeId| html.tree.get(*menu).and_then(dom::name).is_some_and(|name| !KEPT.contains(&name));
    let mut menus = menus::menus(html, (LARGEST_SHARE * letters as f64) as usize);
    menus.retain(may_go);
    dom::detach(html, menus);
    let boxes = related_boxes(html);
    dom::detach(html, boxes);
    split_at_breaks(html);
}

/// Takes away the lines above a text that repeat headline, byline and date, where single `br` part
/// them from the text.
pub(crate) fn drop_repeated_lines(html: &mut Html, known: &Known<'_>) {
    let mut unwanted = Vec::new();
    for id in dom::leaf_blocks(html) {
        let Some(block) = html.tree.get(id) else { continue };
        let mut line: Vec<NodeId> = Vec::new();
        for child in block.children() {
            line.push(child.id());
            if dom::name(child) != Some("br") {
                continue;
            }
            let words: Vec<String> = line.iter().filter_map(|id| html.tree.get(*id)).map(dom::line).collect();
            let words = text::squeeze_space(&words.join(" "));
            if !words.is_empty() && !repeats(&words, known) {
                break;
            }
            unwanted.append(&mut line);
        }
    }
    dom::detach(html, unwanted);
}

/// Turns runs of two or more `br` into paragraphs.
pub(crate) fn split_at_breaks(html: &mut Html) {
    split_where(html, |node| breaks(node).any(|run| run.len() > 1));
}

/// Turns text that stands bare beside blocks into paragraphs.
pub(crate) fn wrap_bare_text(html: &mut Html) {
    let has_words = |node: &NodeRef<'_, Node>| is_in_line(*node) && !dom::line(*node).is_empty();
    split_where(html, |node| {
        node.children().any(|child| !is_in_line(child)) && node.children().any(|child| has_words(&child))
    });
}

fn split_where(html: &mut Html, is_wanted: impl Fn(NodeRef<'_, Node>) -> bool) {
    let nodes = html.root_element().descendants().filter(|node| node.value().is_element());
    let parents: Vec<NodeId> = nodes.filter(|node| is_wanted(*node)).map(|node| node.id()).collect();
    for parent in parents {
        split_children(html, parent);
    }
}

fn is_furniture(node: NodeRef<'_, Node>, letters_of_page: usize) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    let name = element.name();
    if FURNITURE.contains(&name) {
        return true;
    }
    if KEPT.contains(&name) {
        return false;
    }
    let is_marked = name == "aside"
        || matches!(name, "footer") && !node.ancestors().any(|above| dom::name(above) == Some("article"))
        || element.attr("role").is_some_and(|role| ROLES.contains(&role))
        || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"))
        || ["class", "id"].iter().any(|key| element.attr(key).is_some_and(has_mark));
    is_marked && (dom::letters(node).0 as f64) < LARGEST_SHARE * letters_of_page as f64
}

/// Whether a class list or id has a word that marks furniture. Prefixes before `__` and `--` name
/// the whole component (BEM), and words stand between `-`, `_` and capitals.
fn has_mark(names: &str) -> bool {
    let is_mark = |word: &str| MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word));
    names.split_whitespace().any(|name| {
        let name = name.rsplit("__").next().unwrap_or(name);
        name.split(['-', '_', ':']).any(|part| {
            let part = part.trim_matches(|c: char| !c.is_alphanumeric());
            let opens = part
                .char_indices()
                .zip(part.chars().skip(1))
                .filter(|((_, c), next)| c.is_lowercase() && next.is_uppercase());
            let mut start = 0;
            let is_any = opens.map(|((at, c), _)| at + c.len_utf8()).any(|end| {
                let word = &part[start..end];
                start = end;
                is_mark(word)
            });
            is_any || is_mark(&part[start..])
        })
    })
}

/// Boxes that open with a heading such as "Related articles" and hold links: the smallest element
/// round the heading that holds more than it, when most of its letters are links.
fn related_boxes(html: &Html) -> Vec<NodeId> {
    let mut boxes = Vec::new();
    for id in dom::leaf_blocks(html) {
        let Some(heading) = html.tree.get(id) else { continue };
        let line = dom::line(heading);
        if furniture(&line) != Some(Furniture::Related) {
            continue;
        }
        let round =
            heading.ancestors().find(|above| dom::line(*above).chars().count() > line.chars().count() + 10);
        let is_of_links = |node: &NodeRef<'_, Node>| {
            let (all, linked) = dom::letters(*node);
            linked * 2 > all.saturating_sub(line.chars().count())
        };
        match round.filter(is_of_links) {
            Some(round) if !matches!(dom::name(round), Some("body" | "html" | "article" | "main")) => {
                boxes.push(round.id());
            }
            _ => boxes.push(id),
        }
    }
    boxes
}

/// The runs of `br` among the children of a node, with white space between them.
fn breaks(node: NodeRef<'_, Node>) -> impl Iterator<Item = Vec<NodeId>> {
    let mut runs: Vec<Vec<NodeId>> = vec![Vec::new()];
    for child in node.children() {
        let run = runs.last_mut().expect("there is always a last run");
        match child.value() {
            Node::Element(element) if element.name() == "br" => run.push(child.id()),
            Node::Text(text) if text.trim().is_empty() => {}
            _ if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.into_iter().filter(|run| !run.is_empty())
}

fn split_children(html: &mut Html, parent: NodeId) {
    let Some(node) = html.tree.get(parent) else { return };
    let parting: Vec<NodeId> = breaks(node).filter(|run| run.len() > 1).flatten().collect();
    let children: Vec<(NodeId, bool)> =
        node.children().map(|child| (child.id(), is_in_line(child))).collect();
    let Some(paragraph) = paragraph_like(node) else { return };
    let mut open: Option<NodeId> = None;
    for (child, is_in_line) in children {
        if parting.contains(&child) {
            open = None;
            dom::detach(html, [child]);
            continue;
        }
        let target = match open {
            _ if !is_in_line => parent,
            Some(open) => open,
            None => {
                let Some(mut parent) = html.tree.get_mut(parent) else { return };
                parent.append(Node::Element(paragraph.clone())).id()
            }
        };
        open = is_in_line.then_some(target);
        if let Some(mut target) = html.tree.get_mut(target) {
            target.append_id(child);
        }
    }
}

fn is_in_line(node: NodeRef<'_, Node>) -> bool {
    match node.value() {
        Node::Element(element) => {
            let is_simple = dom::is_inline(element.name()) || element.name() == "br";
            is_simple
                && node
                    .descendants()
                    .skip(1)
                    .all(|inner| dom::name(inner).is_none_or(|name| dom::is_inline(name) || name == "br"))
        }
        _ => true,
    }
}

/// A `p` without attributes, in the namespace of an element that is there.
fn paragraph_like(node: NodeRef<'_, Node>) -> Option<Element> {
    let mut name = node.value().as_element()?.name.clone();
    name.local = "p".into();
    Some(Element::new(name, Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_goes_and_paragraphs_appear() {
        let text = "Words that make up the article and outweigh all round them. ".repeat(3);
        for (given, kept) in [
            (
                format!("<nav>Home</nav><p>{text}</p><div class='td-share-bar'>Share</div>"),
                format!("<p>{text}</p>"),
            ),
            (
                format!("<div>{text}<br><br>\n{text}<br>x</div>"),
                format!("<div><p>{text}</p><p>\n{text}<br>x</p></div>"),
            ),
            (
                format!("<p>{text}</p><div class='loading'>L</div>"),
                format!("<p>{text}</p><div class=\"loading\">L</div>"),
            ),
        ] {
            let mut html = Html::parse_fragment(&given);
            prune(&mut html);
            assert_eq!(html.root_element().inner_html(), kept);
        }
    }
}
