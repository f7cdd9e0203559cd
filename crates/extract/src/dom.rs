//! Small questions to an HTML tree.

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node, node::Element};
use text::squeeze_space;

/// Whether an element of this name stands in a line of text and does not part paragraphs.
pub(crate) fn is_inline(name: &str) -> bool {
    // A match and no list, because it is asked of every element many times.
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "amp-img"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Whether an element of this name is a picture.
pub(crate) fn is_image(name: &str) -> bool {
    matches!(name, "img" | "amp-img")
}

/// The words of an element on one line, scripts and styles left out.
pub(crate) fn line(node: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    push_text(node, &mut text);
    squeeze_space(&text)
}

/// The characters of an element that are letters or digits, and those of them inside links.
pub(crate) fn letters(node: NodeRef<'_, Node>) -> (usize, usize) {
    let (mut all, mut linked) = (0, 0);
    // Each with whether it stands in a link.
    let mut open = vec![(node, false)];
    while let Some((node, is_linked)) = open.pop() {
        if let Node::Text(words) = node.value() {
            let count = letters_of(words);
            all += count;
            linked += if is_linked { count } else { 0 };
        } else if !name(node).is_some_and(is_unread) {
            let is_linked = is_linked || name(node) == Some("a");
            open.extend(node.children().map(|child| (child, is_linked)));
        }
    }
    (all, linked)
}

/// How many of its characters are letters or digits.
fn letters_of(words: &str) -> usize {
    let others = || words.chars().filter(|c| !c.is_ascii() && c.is_alphanumeric()).count();
    ascii_letters(words) + if words.is_ascii() { 0 } else { others() }
}

/// How many of its bytes are letters or digits of ASCII.
pub(crate) fn ascii_letters(words: &str) -> usize {
    count_bytes(words.as_bytes(), |b| ((b | 32).wrapping_sub(b'a') < 26) | (b.wrapping_sub(b'0') < 10))
}

/// How many bytes are of a kind, counted in small numbers, of which a processor sums many at once.
pub(crate) fn count_bytes(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().map(|b| u8::from(is_counted(*b))).sum::<u8>());
    bytes.chunks(usize::from(u8::MAX)).map(in_chunk).sum()
}

/// The name of a node when it is an element.
pub(crate) fn name(node: NodeRef<'_, Node>) -> Option<&str> {
    node.value().as_element().map(Element::name)
}

/// An attribute of a node when it is an element and the attribute says anything.
pub(crate) fn attribute<'t>(node: NodeRef<'t, Node>, key: &str) -> Option<&'t str> {
    value(node.value().as_element()?, key).map(str::trim).filter(|value| !value.is_empty())
}

/// An attribute of an element, which has few: they are gone through, where the tree's library would make a name of the key.
pub(crate) fn value<'t>(element: &'t Element, key: &str) -> Option<&'t str> {
    element.attrs().find(|(name, _)| *name == key).map(|(_, value)| value)
}

/// All elements of these names, in the order of the page.
pub(crate) fn named<'t>(
    html: &'t Html,
    names: &'static [&'static str],
) -> impl Iterator<Item = ElementRef<'t>> {
    html.tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .filter(move |element| names.contains(&element.value().name()))
}

/// Writes words as text of HTML.
pub(crate) fn push_escaped_text(words: &str, html: &mut String) {
    push_escaped(words, &[('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")], html);
}

/// Writes an attribute into a tag.
pub(crate) fn push_attribute(key: &str, value: &str, html: &mut String) {
    html.push(' ');
    html.push_str(key);
    html.push_str("=\"");
    push_escaped_value(value, html);
    html.push('"');
}

/// Writes a value as an attribute's, without the quotation marks.
pub(crate) fn push_escaped_value(value: &str, html: &mut String) {
    push_escaped(value, &[('&', "&amp;"), ('"', "&quot;")], html);
}

fn push_escaped(text: &str, escapes: &[(char, &str)], html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| escapes.iter().any(|(escaped, _)| *escaped == c)) {
        html.push_str(&rest[..at]);
        let escaped = rest[at..].chars().next().and_then(|c| escapes.iter().find(|(known, _)| *known == c));
        html.push_str(escaped.map_or("", |(_, escape)| escape));
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Whether the text of an element of this name is not for readers.
pub(crate) fn is_unread(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe")
}

fn push_text(node: NodeRef<'_, Node>, text: &mut String) {
    // Iterative, because pages may nest deeper than the stack.
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if is_unread(element.name()) => {}
            Node::Element(element) => {
                if !is_inline(element.name()) {
                    text.push(' ');
                }
                open.extend(node.children().rev());
            }
            _ => open.extend(node.children().rev()),
        }
    }
}
