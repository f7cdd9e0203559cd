//! The tags of HTML, found without parsing it: one pass, no allocation, no surprises in cost.
//!
//! Good for measuring and for stripping tags off hostile input; not for understanding it.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use crate::dom;

/// One tag as it stands in the HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'h> {
    /// Its name as written.
    pub name: &'h str,
    /// Whether it is `</name>`.
    pub is_closing: bool,
    /// Where it stands, from `<` to after `>`.
    pub range: Range<usize>,
    /// How many of its bytes may part two attributes.
    pub breaks: usize,
}

/// What to do with the insides of `script` and `style`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RawText {
    /// Look for tags there too. Never finds less than a parser, whatever tricks the input plays.
    Read,
    /// Jump over them. Right for pages, whose scripts are full of `a<b`.
    Skip,
}

/// The tags of HTML in order. Comments, doctypes and processing instructions are passed over.
pub(crate) fn tags(html: &str, raw_text: RawText) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let tag = tag_from(html, at)?;
        at = match raw_text {
            RawText::Skip if !tag.is_closing => after_raw_text(html, &tag),
            _ => tag.range.end,
        };
        Some(tag)
    })
}

/// The first tag that begins at a place or after it.
pub(crate) fn tag_from(html: &str, mut at: usize) -> Option<Tag<'_>> {
    while let Some(found) = html.as_bytes().get(at..).and_then(|rest| memchr(b'<', rest)) {
        let start = at + found;
        if let Some(tag) = tag_at(html, start) {
            return Some(tag);
        }
        at = after_markup(html, start);
    }
    None
}

/// The text of HTML with its tags cut out, entities as they are, a space in the place of each tag
/// and a blank line in the place of each that parts blocks. Holds no `<`.
pub(crate) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut at = 0;
    for tag in tags(html, RawText::Skip) {
        if tag.range.start > at {
            push_text(&mut text, &html[at..tag.range.start]);
        }
        text.push_str(if parts_blocks(tag.name) { "\n\n" } else { " " });
        at = if tag.is_closing { tag.range.end } else { after_raw_text(html, &tag) };
    }
    push_text(&mut text, html.get(at..).unwrap_or(""));
    text
}

/// Whether an element never has an end tag.
pub(crate) fn is_void(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
            "wbr",
        ],
    )
}

/// Whether authors may leave the end tag out, so that its absence says nothing of depth.
pub(crate) fn is_left_open(name: &str) -> bool {
    is_one_of(
        name,
        &[
            "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "html", "body",
            "head",
        ],
    )
}

fn parts_blocks(name: &str) -> bool {
    is_left_open(name)
        || is_one_of(
            name,
            &["br", "div", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "section"],
        )
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn push_text(text: &mut String, html: &str) {
    text.extend(html.chars().filter(|c| !matches!(c, '<' | '>')));
}

fn tag_at(html: &str, start: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let is_closing = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(is_closing);
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let is_name = |b: &u8| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>');
    let name_end = name_start + bytes[name_start..].iter().take_while(|b| is_name(b)).count();
    let end = tag_end(bytes, name_end);
    let breaks = breaks(&bytes[name_end..end]);
    Some(Tag { name: &html[name_start..name_end], is_closing, range: start..end, breaks })
}

/// The place after the `>` that ends a tag, which a quoted attribute value may hold as well.
fn tag_end(bytes: &[u8], mut at: usize) -> usize {
    let mut is_value_next = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'"' | b'\'' if is_value_next => {
                let Some(end) = memchr(*byte, &bytes[at + 1..]) else { break };
                at += 1 + end;
            }
            byte => is_value_next = *byte == b'=' || (is_value_next && byte.is_ascii_whitespace()),
        }
        at += 1;
    }
    bytes.len()
}

/// How many of the bytes of a tag may part two attributes.
pub(crate) fn breaks(bytes: &[u8]) -> usize {
    // Without a branch, as a match would be.
    let is_break = |b: u8| {
        (b == b' ')
            | (b == b'"')
            | (b == b'/')
            | (b == b'\'')
            | (b == b'\n')
            | (b == b'\t')
            | (b == b'\r')
            | (b == 12)
    };
    dom::count_bytes(bytes, is_break)
}

fn after_markup(html: &str, start: usize) -> usize {
    let rest = &html[start..];
    let end = match rest.as_bytes() {
        [b'<', b'!', b'-', b'-', ..] => rest.find("-->").map(|end| end + 3),
        [b'<', b'!' | b'?' | b'/', ..] => rest.find('>').map(|end| end + 1),
        _ => Some(1),
    };
    start + end.unwrap_or(rest.len())
}

/// The place after a start tag and, where it opens a script or style, after what that holds.
pub(crate) fn after_raw_text(html: &str, tag: &Tag<'_>) -> usize {
    if !is_one_of(tag.name, &["script", "style"]) {
        return tag.range.end;
    }
    let rest = &html[tag.range.end..];
    let closes = |at: &usize| {
        let name = rest.as_bytes()[at + 1..].strip_prefix(b"/").and_then(|name| name.get(..tag.name.len()));
        name.is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
    };
    tag.range.end + memchr_iter(b'<', rest.as_bytes()).find(closes).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_as_a_browser_finds_them() {
        let names = |html: &'static str| tags(html, RawText::Skip).map(|t| t.name).collect::<Vec<_>>();
        assert_eq!(names("<p class='a>b'>1 < 2<br/></p>"), ["p", "br", "p"]);
        assert_eq!(names("<!-- <b> --><!DOCTYPE html><script>i<n</script><i"), ["script", "script", "i"]);
        assert_eq!(
            without_tags("<div>a<script>b</script><b>c</b>&amp;<"),
            "\n\na  c &amp;".replace("  c ", "   c ")
        );
    }
}
