//! Characters that are written by name or number: `&amp;`, `&#38;`.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// References that are most of all, and no beginnings of others.
const COMMON: [(&str, char); 4] = [("amp;", '&'), ("quot;", '"'), ("lt;", '<'), ("gt;", '>')];

/// A text with its references resolved.
pub(super) fn resolved(text: &str, is_in_attribute: bool) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        resolved.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match reference(rest, is_in_attribute) {
            Some((chars, length)) => {
                resolved.extend(chars.into_iter().flatten());
                rest = &rest[length..];
            }
            None => resolved.push('&'),
        }
    }
    resolved.push_str(rest);
    resolved
}

type Chars = [Option<char>; 2];

/// The characters that a reference stands for, and how many bytes it has behind its `&`.
fn reference(rest: &str, is_in_attribute: bool) -> Option<(Chars, usize)> {
    if let Some((name, c)) = COMMON.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some(([Some(*c), None], name.len()));
    }
    match rest.as_bytes() {
        [b'#', b'x' | b'X', ..] => number(rest, 2, 16),
        [b'#', ..] => number(rest, 1, 10),
        [c, ..] if c.is_ascii_alphanumeric() => name(rest, is_in_attribute),
        _ => None,
    }
}

fn number(rest: &str, start: usize, base: u32) -> Option<(Chars, usize)> {
    let digits = rest[start..].chars().take_while(|c| c.is_digit(base)).count();
    let end = start + digits;
    if digits == 0 {
        return None;
    }
    let has_end = rest.as_bytes().get(end) == Some(&b';');
    // What is too long for a number is no character either.
    let number = u32::from_str_radix(&rest[start..end], base).unwrap_or(u32::MAX);
    let of_windows = number.checked_sub(0x80).and_then(|place| C1_REPLACEMENTS.get(place as usize)?.as_ref());
    let c = of_windows.copied().or_else(|| char::from_u32(number)).filter(|c| *c != '\0');
    Some(([Some(c.unwrap_or(char::REPLACEMENT_CHARACTER)), None], end + usize::from(has_end)))
}

/// The longest name that is known. Old ones may lack the `;`, but in addresses they are then what they look like:
/// `?a=1&copy=2`.
fn name(rest: &str, is_in_attribute: bool) -> Option<(Chars, usize)> {
    let mut best = None;
    // The map holds the beginnings of names too, with nothing.
    for end in 1..=rest.len() {
        match rest.get(..end).and_then(|name| NAMED_ENTITIES.get(name)) {
            Some((0, _)) => {}
            Some(found) => best = Some((*found, end)),
            None => break,
        }
    }
    let ((first, second), end) = best?;
    let next = rest.as_bytes().get(end);
    let has_end = rest.as_bytes()[end - 1] == b';';
    let goes_on = next.is_some_and(|c| *c == b'=' || c.is_ascii_alphanumeric());
    let is_itself = is_in_attribute && !has_end && goes_on;
    let second = char::from_u32(second).filter(|c| *c != '\0');
    (!is_itself).then_some(([char::from_u32(first), second], end))
}
