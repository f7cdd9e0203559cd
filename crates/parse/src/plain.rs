//! Plain text from markup, for titles and names: tags go, references are resolved, space is squeezed.

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use text::squeeze_space;

use crate::entity;

/// Elements that do not part words.
static INLINE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a abbr acronym b bdi bdo big cite code dfn em font i ins kbd mark q ruby s samp small span strike strong sub \
     sup tt u var wbr"
        .split_ascii_whitespace()
        .collect()
});
/// Other elements that stand in titles and descriptions.
static BLOCK: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "article aside audio blockquote body br button canvas center dd del details dir div dl dt embed fieldset \
     figcaption figure footer form frame h1 h2 h3 h4 h5 h6 head header hr html iframe img input label legend li \
     link main map math menu meta nav noscript object ol optgroup option p param picture pre rp rt script section \
     select source style summary svg table tbody td textarea tfoot th thead time title tr track ul video"
        .split_ascii_whitespace()
        .collect()
});
/// Elements whose content is not text.
const UNREAD: [&str; 4] = ["script", "style", "iframe", "object"];

/// The text of markup. What only looks like a tag (`a < b`, `<3`, `List<T>`) stays.
pub(crate) fn text(markup: &str) -> String {
    squeeze_space(&entity::decode(&without_tags(markup)))
}

/// Whether there is a tag or a reference in a text that was declared to be plain.
pub(crate) fn looks_like_html(text: &str) -> bool {
    matches!(without_tags(text), Cow::Owned(_))
        || matches!(entity::decode(text), Cow::Owned(decoded) if decoded != text)
}

/// Turns plain text into markup.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn without_tags(markup: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut copied, mut from) = (0, 0);
    // Beyond the last `>` there is no tag to look for, which keeps this linear.
    let last = markup.rfind('>').unwrap_or(0);
    while let Some(start) = markup[from..].find('<').map(|offset| from + offset).filter(|start| *start < last)
    {
        let Some((end, is_inline)) = tag(markup, start) else {
            from = start + 1;
            continue;
        };
        kept.push_str(&markup[copied..start]);
        kept.push_str(if is_inline { "" } else { " " });
        (copied, from) = (end, end);
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    kept.push_str(&markup[copied..]);
    Cow::Owned(kept)
}

/// Where the tag or comment that starts here ends, and whether it leaves words together.
fn tag(markup: &str, start: usize) -> Option<(usize, bool)> {
    let inside = &markup[start + 1..];
    if inside.starts_with("!--") {
        let end = inside.find("-->").map_or(markup.len(), |end| start + 1 + end + 3);
        return Some((end, true));
    }
    let name_start = inside.strip_prefix('/').unwrap_or(inside);
    let length =
        name_start.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-')).count();
    let name = name_start[..length].to_ascii_lowercase();
    let is_inline = is_inline(&name);
    let is_known = is_html_name(&name) || name.contains([':', '-']);
    if length == 0 || !is_known || !name_start[length..].starts_with([' ', '\t', '\n', '\r', '/', '>']) {
        return None;
    }
    let end = start + 1 + inside.find('>')? + 1;
    if UNREAD.contains(&name.as_str())
        && !inside.starts_with('/')
        && !inside[..end - start - 2].ends_with('/')
    {
        let close = find_ignoring_case(&markup[end..], &format!("</{name}")).map(|offset| end + offset);
        return Some((close.unwrap_or(markup.len()), false));
    }
    Some((end, is_inline))
}

/// Whether HTML has an element of this name, in lower case.
pub(crate) fn is_html_name(name: &str) -> bool {
    is_inline(name) || BLOCK.contains(name)
}

/// Whether an element of this name, in lower case, leaves words together.
pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(name)
}

/// Where ASCII text first stands in another, in either case.
pub(crate) fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn tags_go_and_text_stays() {
        for (markup, plain) in [
            ("A <b>bold</b>, <a href='x'>linked</a> word", "A bold, linked word"),
            ("one<br/>two<p>three</p>", "one two three"),
            ("a < b, I <3 Vec<T> &amp; Co.", "a < b, I <3 Vec<T> & Co."),
            ("x<script>alert('<b>')</script>y<!-- z -->", "x y"),
            ("  Ein&nbsp;Titel\n ", "Ein Titel"),
        ] {
            assert_eq!(text(markup), plain, "{markup}");
        }
    }
}
