//! References such as `&amp;`, `&eacute;` and `&#146;`, as they are really written.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The longest name that is looked up.
const LONGEST_NAME: usize = 32;
/// Names that are understood without their semicolon.
const WITHOUT_SEMICOLON: [&str; 8] = ["amp", "lt", "gt", "quot", "apos", "nbsp", "copy", "reg"];

/// Replaces the references of a text, once. What is no reference stays as it is: `AT&T`, `&foo;`.
///
/// HTML's names work everywhere, and code points 128 to 159 are read as Windows-1252, which is what
/// their writers mean.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    decode_with(text, &|_| None)
}

/// The same, with a look-up for names that a document declares itself.
pub(crate) fn decode_with<'t>(text: &'t str, declared: &dyn Fn(&str) -> Option<String>) -> Cow<'t, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let (meaning, length) = reference(after, declared).unwrap_or(("&".to_owned(), 0));
        decoded.push_str(&meaning);
        let tail = &after[length..];
        let next = tail.find('&').unwrap_or(tail.len());
        decoded.push_str(&tail[..next]);
        rest = &tail[next..];
    }
    Cow::Owned(decoded)
}

/// What the reference after an ampersand means, and its length; `None` when it is none.
fn reference(text: &str, declared: &dyn Fn(&str) -> Option<String>) -> Option<(String, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        return numeric(number)
            .map(|(character, length)| (character.map(String::from).unwrap_or_default(), length + 1));
    }
    let length =
        text.bytes().take(LONGEST_NAME).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let name = &text[..length];
    if text[length..].starts_with(';') {
        let meaning = named(name).or_else(|| declared(name))?;
        return Some((meaning, length + 1));
    }
    let may_end = !text[length..].starts_with('=');
    let meaning = WITHOUT_SEMICOLON.contains(&name).then(|| named(name)).flatten()?;
    may_end.then_some((meaning, length))
}

/// What HTML means by a name.
fn named(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    match html_escape::decode_html_entities(&reference) {
        Cow::Owned(meaning) => Some(meaning),
        Cow::Borrowed(_) => None,
    }
}

/// The character of `#` and a number, `None` for a control character, and the length with semicolon.
fn numeric(text: &str) -> Option<(Option<char>, usize)> {
    let (digits, radix, skip) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let semicolon = usize::from(digits[length..].starts_with(';'));
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    Some((character(code), skip + length + semicolon))
}

fn character(code: u32) -> Option<char> {
    match code {
        0x80..=0x9f => Some(windows_1252(code as u8)),
        9 | 10 | 13 | 0x20.. => Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
        _ => None,
    }
}

/// What a byte means in Windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
    WINDOWS_1252.decode(&[byte]).0.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_mean_what_their_writers_meant() {
        for (written, meant) in [
            ("A&nbsp;B", "A\u{a0}B"),
            ("AT&T &foo; R&D &", "AT&T &foo; R&D &"),
            ("don&#146;t &#x4E16;&#30028;", "don’t 世界"),
            ("a &lt b ?x=1&copy=2", "a < b ?x=1&copy=2"),
            ("&#9999999999; &#1;.", "\u{fffd} ."),
            ("&amp;amp;", "&amp;"),
        ] {
            assert_eq!(decode(written), meant, "{written}");
        }
    }
}
