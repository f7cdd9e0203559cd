//! From bytes to characters, in the order of trust that browsers follow: byte-order mark, HTTP
//! header, `meta` in the first kilobyte, and what the bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page browsers look for a declaration, in bytes; a little more than their 1,024.
const DECLARATION_BYTES: usize = 4_096;
/// How much of a page the guess is made on, in bytes.
const GUESS_BYTES: usize = 64 << 10;

/// The characters of a page.
pub(crate) fn decode<'b>(body: &'b [u8], content_type: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(body) {
        return encoding.decode_without_bom_handling(&body[mark..]).0;
    }
    let declared = content_type.and_then(in_header).or_else(|| in_meta(body));
    // UTF-8 is so strict that text which happens to be valid is UTF-8, whatever was declared.
    let encoding = match (std::str::from_utf8(body), declared) {
        (Ok(text), _) if !text.is_ascii() => return Cow::Borrowed(text),
        (_, Some(declared)) if declared != UTF_8 => declared,
        _ => guess(body),
    };
    encoding.decode_without_bom_handling(body).0
}

fn in_header(content_type: &str) -> Option<&'static Encoding> {
    after_charset(content_type.as_bytes())
}

fn in_meta(body: &[u8]) -> Option<&'static Encoding> {
    let head = &body[..body.len().min(DECLARATION_BYTES)];
    let declared = after_charset(head)?;
    // Bytes that spell "charset" in ASCII are no UTF-16, so the declaration is a mistake for UTF-8.
    Some(if [UTF_16BE, UTF_16LE].contains(&declared) { UTF_8 } else { declared })
}

fn after_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let at = bytes.windows(7).position(|window| window.eq_ignore_ascii_case(b"charset"))? + 7;
    let is_padding = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'');
    let start = at + bytes[at..].iter().take_while(is_padding).count();
    let is_label = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
    let end = start + bytes[start..].iter().take_while(is_label).count();
    Encoding::for_label(&bytes[start..end])
}

fn guess(body: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&body[..body.len().min(GUESS_BYTES)], true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings_are_found_in_order_of_trust() {
        let german = encoding_rs::WINDOWS_1252.encode("<p>Grüße aus Köln").0;
        let cyrillic = encoding_rs::WINDOWS_1251.encode("<meta charset=windows-1251><p>Привет").0;
        assert_eq!(decode(&german, Some("text/html; charset=\"iso-8859-1\"")), "<p>Grüße aus Köln");
        assert!(decode(&cyrillic, None).ends_with("Привет"));
        assert_eq!(decode(b"\xEF\xBB\xBFa", Some("text/html; charset=koi8-r")), "a");
        assert_eq!(decode("<meta charset=latin1>ß".as_bytes(), None), "<meta charset=latin1>ß");
        assert_eq!(decode(b"", None), "");
    }
}
