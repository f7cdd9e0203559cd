//! Makes of JSON that breaks off something that can be read: all that was complete by then.

use serde_json::Error;

/// How deep the lists and objects lie whose parts are kept or left out whole: the feed, the list of its entries.
const DEPTH: usize = 2;

/// The beginning of a document that could be read only up to an error, closed after the last entry or
/// field that is complete. Linear in the text's length.
pub(crate) fn repair(text: &str, error: &Error) -> String {
    let mut open = Vec::new();
    let (mut end, mut closing) = (0, Vec::new());
    let (mut is_string, mut is_escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate().take(error_offset(text, error)) {
        if is_string {
            is_string = byte != b'"' || is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            continue;
        }
        match byte {
            b'"' => is_string = true,
            b'{' => open.push('}'),
            b'[' => open.push(']'),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        if open.len() <= DEPTH && matches!(byte, b'{' | b'[' | b'}' | b']' | b',') {
            // What stands before a comma is complete, but nothing may stand after it any more.
            end = if byte == b',' { at } else { at + 1 };
            closing.clone_from(&open);
        }
    }
    text[..end].chars().chain(closing.into_iter().rev()).collect()
}

/// How many bytes stand before an error.
fn error_offset(text: &str, error: &Error) -> usize {
    if error.is_eof() {
        return text.len();
    }
    let lines_before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    lines_before.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}
