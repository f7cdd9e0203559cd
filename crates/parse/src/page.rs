//! A page as a tree, as browsers have it, within limits: parsers of HTML take quadratic time for what is
//! nested deeply, for many attributes and for `&`, so a page is measured before one sees it.

use std::collections::HashMap;

use scraper::{ElementRef, Html};

use crate::tags::{is_void, tags};

/// The most bytes of a page that are read.
pub(crate) const MAX_PAGE: usize = 4 << 20;
/// The most tags of a page that is read.
const MAX_TAGS: usize = 100_000;
/// The deepest nesting of a page that is read.
const MAX_DEPTH: usize = 500;
/// The most pairs of attributes of one tag, over all tags of a page that is read: each is compared with all before it.
const MAX_PAIRS: usize = 100_000_000;
/// The most `&` of a page that is read.
const MAX_AMPERSANDS: usize = 200_000;
/// Elements whose end tag may be left out, and that do not nest without others between them.
const LEFT_OPEN: [&str; 14] =
    ["body", "dd", "dt", "head", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// The tree of a page; `None` for one that is beyond the limits.
pub(crate) fn parse(text: &str) -> Option<Html> {
    let text = &text[..text.floor_char_boundary(MAX_PAGE)];
    is_within_limits(text).then(|| Html::parse_document(text))
}

fn is_within_limits(text: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut count, mut depth, mut pairs) = (0, 0, 0);
    for tag in tags(text) {
        count += 1;
        pairs += most_attributes(tag.inside).pow(2);
        let name = tag.name();
        // In drawings every element may nest, and ends with a slash or an end tag.
        let is_drawing =
            ["svg", "math"].iter().any(|drawing| open.get(*drawing).is_some_and(|open| *open > 0));
        let is_flat = if is_drawing { tag.inside.ends_with('/') } else { is_left_open(&name) };
        if !is_flat {
            // An end tag is counted only against its own name, because parsers ignore one that ends nothing.
            let open = open.entry(name).or_default();
            match tag.is_end() {
                true if *open > 0 => (*open, depth) = (*open - 1, depth - 1),
                true => {}
                false => (*open, depth) = (*open + 1, depth + 1),
            }
        }
        if count > MAX_TAGS || depth > MAX_DEPTH || pairs > MAX_PAIRS {
            return false;
        }
    }
    text.bytes().filter(|byte| *byte == b'&').count() <= MAX_AMPERSANDS
}

/// The most attributes that a tag may have: one behind each byte that can part them.
fn most_attributes(tag: &str) -> usize {
    tag.bytes().filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')).count()
}

/// Whether an element has no end tag, or may go without.
fn is_left_open(name: &str) -> bool {
    LEFT_OPEN.contains(&name) || is_void(name)
}

/// The wanted elements inside another, without those inside of them, in the order of the page.
pub(crate) fn outermost<'p>(
    around: ElementRef<'p>,
    is_wanted: impl Fn(ElementRef<'p>) -> bool,
) -> Vec<ElementRef<'p>> {
    let mut found = Vec::new();
    walk(around, |element| {
        let is_wanted = is_wanted(element);
        if is_wanted {
            found.push(element);
        }
        !is_wanted
    });
    found
}

/// Visits the elements inside another in the order of the page; the visitor says whether to go into one.
pub(crate) fn walk<'p>(around: ElementRef<'p>, mut visit: impl FnMut(ElementRef<'p>) -> bool) {
    // No recursion, because pages may nest deeper than the stack.
    let inside = |element: ElementRef<'p>| element.children().rev().filter_map(ElementRef::wrap);
    let mut waiting: Vec<ElementRef<'p>> = inside(around).collect();
    while let Some(element) = waiting.pop() {
        if visit(element) {
            waiting.extend(inside(element));
        }
    }
}

/// The words of an attribute such as `class` or `rel`.
pub(crate) fn words<'p>(element: ElementRef<'p>, attribute: &str) -> impl Iterator<Item = &'p str> {
    element.value().attr(attribute).unwrap_or_default().split_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::is_within_limits;

    #[test]
    fn what_would_take_a_parser_long_is_not_read() {
        let attributes: String = (0..20_000).map(|number| format!("a{number} ")).collect();
        assert!(!is_within_limits(&format!("<p {attributes}>")));
        assert!(!is_within_limits(&format!("<p =\"{attributes}>")));
        assert!(is_within_limits(&"<p title='one attribute of many words' class=b>".repeat(1_000)));
        for (piece, is_read) in [
            ("<div></div>", true),
            ("<p>x<br><li>", true),
            ("<table><tr><td>x</table>", true),
            ("<svg><path d='x'/><g></g></svg>", true),
            ("<div>", false),
            ("<div></x>", false),
            ("<p><b a=x></p>", false),
            ("<div><script></script>", false),
            ("<svg><td>", false),
            ("<DIV></div ><DIV>", false),
        ] {
            assert_eq!(is_within_limits(&piece.repeat(1_000)), is_read, "{piece}");
        }
    }
}
