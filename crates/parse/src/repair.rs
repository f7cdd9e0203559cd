//! Makes of what was written something that a lenient XML reader gets through: what comes before the
//! document goes, as do control characters, comments and declarations; a `<` that opens nothing is
//! escaped; tags, quotes and CDATA sections that were never closed are closed, but not the tag that the document ends in.

use std::borrow::Cow;

use crate::entity::windows_1252;

/// What a feed may begin with.
const BEGINNINGS: [&str; 9] =
    ["<?xml", "<!doctype", "<rss", "<feed", "<rdf", "<channel", "<opml", "<urlset", "<sitemapindex"];

/// The document in a text, repaired. Linear in the text's length.
pub(crate) fn repair(text: &str) -> String {
    let text = without_controls(without_junk(text));
    let mut missing = Missing::default();
    let mut repaired = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|offset| at + offset) {
        repaired.push_str(&text[at..start]);
        let (length, markup) = markup(&text[start..], &mut missing);
        repaired.push_str(&markup);
        at = start + length;
    }
    repaired.push_str(&text[at..]);
    repaired
}

/// Cuts what stands before the document: blank lines, a warning of a script, a second byte-order mark.
fn without_junk(text: &str) -> &str {
    let begins =
        |rest: &str, name: &str| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let start = text
        .match_indices('<')
        .map(|(at, _)| at)
        .find(|at| BEGINNINGS.iter().any(|name| begins(&text[*at..], name)));
    &text[start.unwrap_or(0)..]
}

/// Drops control characters; those above 127 are Windows-1252 that somebody took for Latin-1.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_low =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let is_high = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if !text.contains(|c| is_low(c) || is_high(c)) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter(|c| !is_low(*c));
    Cow::Owned(kept.map(|c| if is_high(c) { windows_1252(c as u32 as u8) } else { c }).collect())
}

/// Which ends were looked for in vain, so that nobody looks for them again.
#[derive(Default)]
struct Missing {
    comment: bool,
    section: bool,
    instruction: bool,
}

/// The length of what begins a text, up to and with its end; `None` where there is none.
fn length_to(end: &str, rest: &str, is_missing: &mut bool) -> Option<usize> {
    let length = if *is_missing { None } else { rest.find(end).map(|at| at + end.len()) };
    *is_missing |= length.is_none();
    length
}

/// What to write for the `<` that a text starts with, and how much of the text that stands for.
fn markup<'t>(rest: &'t str, missing: &mut Missing) -> (usize, Cow<'t, str>) {
    const LITERAL: (usize, Cow<'static, str>) = (1, Cow::Borrowed("&lt;"));
    let skip = |length: Option<usize>| length.map_or(LITERAL, |length| (length, Cow::Borrowed("")));
    if rest.starts_with("<!--") {
        return skip(length_to("-->", rest, &mut missing.comment));
    }
    if rest.starts_with("<![CDATA[") {
        return match length_to("]]>", rest, &mut missing.section) {
            Some(length) => (length, Cow::Borrowed(&rest[..length])),
            None => (rest.len(), Cow::Owned(format!("{rest}]]>"))),
        };
    }
    if rest.starts_with("<?") {
        return skip(length_to("?>", rest, &mut missing.instruction));
    }
    if rest.get(..9).is_some_and(|begin| begin.eq_ignore_ascii_case("<!doctype")) {
        return (doctype_length(rest), Cow::Borrowed(""));
    }
    let name = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    if name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':')) { tag(rest) } else { LITERAL }
}

/// The length of a document type declaration, with the declarations inside it.
pub(crate) fn doctype_length(rest: &str) -> usize {
    let end = rest.find('>').map_or(rest.len(), |end| end + 1);
    match rest[..end].find('[') {
        Some(open) => match rest[open..].find(']') {
            Some(close) => rest[open + close..].find('>').map_or(rest.len(), |end| open + close + end + 1),
            None => end,
        },
        None => end,
    }
}

/// A tag with its quotes in pairs and its `>` in place.
fn tag(rest: &str) -> (usize, Cow<'_, str>) {
    let bytes = rest.as_bytes();
    let mut written = String::new();
    let (mut at, mut copied) = (1, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' if copied == 0 => return (at + 1, Cow::Borrowed(&rest[..=at])),
            b'>' => return (at + 1, Cow::Owned(written + &rest[copied..=at])),
            b'<' => return (at, Cow::Owned(written + &rest[copied..at] + ">")),
            b'"' | b'\'' if rest[..at].trim_end().ends_with('=') => match value_end(rest, at) {
                Some(end) => at = end,
                None => {
                    let Some(end) = rest[at..].find('>').map(|end| at + end) else { break };
                    let closed = format!("{written}{}{}>", &rest[copied..end], char::from(*byte));
                    return (end + 1, Cow::Owned(closed));
                }
            },
            b'"' | b'\'' => {
                written.push_str(&rest[copied..at]);
                written.push(' ');
                copied = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    // The document ends in the tag, whose last attribute may be a fragment.
    (rest.len(), Cow::Borrowed(""))
}

/// Where the quote that ends an attribute's value is; `None` when it is lost, and the next such quote
/// belongs to another tag.
fn value_end(rest: &str, open: usize) -> Option<usize> {
    let quote = char::from(rest.as_bytes()[open]);
    let end = open + 1 + rest[open + 1..].find(quote)?;
    let is_followed_well =
        rest[end + 1..].starts_with(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '?'));
    (is_followed_well || !rest[open..end].contains('<')).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::repair;

    #[test]
    fn markup_is_closed() {
        for (written, repaired) in [
            ("junk\n<rss>a < b</rss>", "<rss>a &lt; b</rss>"),
            ("<rss><a t=\"1 > 2\"/><!-- <b> --></rss>", "<rss><a t=\"1 > 2\"/></rss>"),
            ("<rss><a t='x>y</a><b t='z'/></rss>", "<rss><a t='x'>y</a><b t='z'/></rss>"),
            ("<rss><a <b>x</b</rss>", "<rss><a ><b>x</b></rss>"),
            ("<rss><![CDATA[x < y", "<rss><![CDATA[x < y]]>"),
            ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>\u{1}3<4<!x", "<rss>3&lt;4&lt;!x"),
            ("<rss><a b=it's>", "<rss><a b=it s>"),
            ("<rss><a b='c' d='e", "<rss>"),
        ] {
            assert_eq!(repair(written), repaired, "{written}");
        }
    }
}
