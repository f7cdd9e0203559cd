//! The tags of a page, found without parsing it: one pass, whose cost no input can raise.

use crate::plain;

/// The most bytes of one tag in which quotes count: beyond them, one was never closed.
const MAX_TAG: usize = 4096;
/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// A tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'p> {
    /// What stands between `<` and `>`.
    pub inside: &'p str,
    /// The text after it, up to the next tag.
    pub words: &'p str,
}

impl Tag<'_> {
    /// Whether it begins an element of a name, which is in lower case.
    pub fn is_named(&self, name: &str) -> bool {
        is_named(self.inside, name)
    }

    /// The name of the element that it begins or ends, in lower case.
    pub fn name(&self) -> String {
        let name = self.inside.trim_start_matches('/');
        let end = name.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(name.len());
        name[..end].to_ascii_lowercase()
    }

    /// Whether it ends an element.
    pub fn is_end(&self) -> bool {
        self.inside.starts_with('/')
    }
}

/// Whether an element of HTML has no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// The tags of a page; what stands in comments, scripts and styles is passed over.
pub(crate) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let inside = &rest[rest.find('<')? + 1..];
            if let Some(end) = hidden_end(inside) {
                rest = &inside[end?..];
            } else if inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                let end = tag_end(inside)?;
                rest = &inside[end + 1..];
                let words = &rest[..rest.find('<').unwrap_or(rest.len())];
                return Some(Tag { inside: &inside[..end], words });
            } else {
                rest = inside;
            }
        }
    })
}

/// Where the text ends that nobody sees and that begins here, if one does; `None` in it if it has no end.
fn hidden_end(inside: &str) -> Option<Option<usize>> {
    if inside.starts_with("!--") {
        return Some(inside.find("-->"));
    }
    let hidden = ["script", "style"].into_iter().find(|name| is_named(inside, name))?;
    Some(plain::find_ignoring_case(inside, &format!("</{hidden}")).map(|end| end + 1))
}

/// Where a tag ends: at the first `>` that stands in no quoted value.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate().take(MAX_TAG) {
        match byte {
            b'>' if quote.is_none() => return Some(at),
            _ if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() && inside[..at].trim_end().ends_with('=') => quote = Some(byte),
            _ => {}
        }
    }
    inside.find('>')
}

/// Whether a tag's inside begins with a name.
fn is_named(inside: &str, name: &str) -> bool {
    inside.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && inside[name.len()..]
            .chars()
            .next()
            .is_none_or(|c| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_found_where_a_browser_sees_them() {
        for (page, found) in [
            ("<a href='x>y'>w</a> <<b>", vec!["a href='x>y'", "/a", "b"]),
            ("<!-- <b> --><script>if (a<b) '<i>'</script><p>x", vec!["p"]),
            ("a < b <br><ul><li>x<li>y", vec!["br", "ul", "li", "li"]),
            ("<a title=it's href=x><i", vec!["a title=it's href=x"]),
        ] {
            assert_eq!(tags(page).map(|tag| tag.inside).collect::<Vec<_>>(), found, "{page}");
        }
    }
}
