//! The names in elements that say that they hold some.

use ego_tree::{NodeRef, iter::Edge};
use scraper::Node;
use text::squeeze_space;

use super::attributes::has_word;
use crate::dom;

/// How far into an element of microdata the name is looked for, in nodes.
const DESCENDANTS: usize = 20;

/// The name in an element of microdata, which may hold more of a person; all its words where it has no name.
pub(super) fn of_item(node: NodeRef<'_, Node>) -> String {
    let is_name = |inner: &NodeRef<'_, Node>| {
        dom::attribute(*inner, "itemprop").is_some_and(|property| has_word(property, "name"))
    };
    dom::line(node.descendants().take(DESCENDANTS).find(is_name).unwrap_or(node))
}

/// The words of an element on one line, with commas between names of elements that stand side by side.
pub(super) fn parted(node: NodeRef<'_, Node>) -> String {
    let mut line = String::new();
    let mut last = String::new();
    for edge in node.traverse() {
        let Edge::Open(inner) = edge else { continue };
        let words = inner.value().as_text().filter(|_| !inner.parent().is_some_and(is_unread));
        let words = words.map(|words| squeeze_space(words)).unwrap_or_default();
        if words.is_empty() {
            continue;
        }
        let are_names = last.contains(' ') && words.contains(' ') && last.ends_with(char::is_alphabetic);
        line.push_str(if are_names { ", " } else { " " });
        line.push_str(&words);
        last = words;
    }
    line.trim_start().to_owned()
}

fn is_unread(node: NodeRef<'_, Node>) -> bool {
    dom::name(node).is_some_and(super::is_unread)
}
