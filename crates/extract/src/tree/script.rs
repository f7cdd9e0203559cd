//! Where a script ends. What looks like its end does not end it within a script that it writes in a comment.

use memchr::memchr2_iter;

/// What stands round a place of a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Script,
    Comment,
    ScriptInComment,
}

/// How many bytes stand before the end tag of a script, or all.
pub(super) fn end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut round = Round::Script;
    for at in memchr2_iter(b'<', b'-', bytes) {
        let rest = &bytes[at..];
        let closes = rest.strip_prefix(b"</").is_some_and(|name| is_named(name, b"script"));
        let opens = || rest.strip_prefix(b"<").is_some_and(|name| is_named(name, b"script"));
        round = match round {
            Round::Script | Round::Comment if closes => return at,
            Round::Script if rest.starts_with(b"<!--") => Round::Comment,
            Round::Comment if opens() => Round::ScriptInComment,
            Round::ScriptInComment if closes => Round::Comment,
            // The dashes that open a comment may end it as well.
            Round::Comment | Round::ScriptInComment if rest.starts_with(b"-->") => Round::Script,
            _ => round,
        };
    }
    bytes.len()
}

/// Whether a tag has this name.
pub(super) fn is_named(tag: &[u8], name: &[u8]) -> bool {
    let begins = tag.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    begins && matches!(tag.get(name.len()), Some(b' ' | b'\n' | b'\t' | b'\x0c' | b'/' | b'>'))
}
