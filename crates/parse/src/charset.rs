//! From bytes to text: byte-order mark, then HTTP header, then declaration, then what the bytes look like.
//!
//! Header and declaration are believed only if the bytes bear them out: servers send a default charset,
//! and programs declare one and write another. What is beyond doubt UTF-8 is UTF-8 whatever they say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Where a declaration is looked for.
const HEAD: usize = 1024;
/// So many characters beyond ASCII make good UTF-8 by chance in no other encoding.
const SURE: usize = 5;

/// Text, and how it was come by.
pub(crate) struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub warnings: Vec<String>,
}

/// Decodes a document whose encoding may be told by itself, by HTTP or by neither.
pub(crate) fn decode(body: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some((text, encoding)) = decode_utf32(body) {
        return Decoded { text, encoding, warnings: Vec::new() };
    }
    if let Some((encoding, length)) = Encoding::for_bom(body) {
        return decode_as(encoding, &body[length..]);
    }
    if is_surely_utf8(body) {
        return decode_as(UTF_8, body);
    }
    let told = content_type.and_then(http_charset);
    let declared = declared_charset(body);
    let mut warnings = Vec::new();
    for (teller, label) in [("HTTP header", &told), ("declaration", &declared)] {
        let Some(label) = label else { continue };
        match Encoding::for_label(label.as_bytes()) {
            // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {}
            Some(encoding) => match decode_strictly(encoding, body) {
                Some(text) => return Decoded { text, encoding: encoding.name(), warnings },
                None => warnings.push(format!("The {teller} says {label}, which the bytes are not.")),
            },
            None => warnings.push(format!("The {teller} names an unknown charset, {label}.")),
        }
    }
    let mut decoded = decode_as(detect(body), body);
    warnings.append(&mut decoded.warnings);
    Decoded { warnings, ..decoded }
}

fn is_surely_utf8(body: &[u8]) -> bool {
    let is_sure = |text: &str| text.chars().filter(|c| !c.is_ascii()).nth(SURE - 1).is_some();
    !body.is_ascii() && str::from_utf8(body).is_ok_and(is_sure)
}

/// The text of bytes that are in an encoding throughout, but for a character that they end in the middle of.
fn decode_strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len())?);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, false);
    matches!(result, DecoderResult::InputEmpty).then_some(text)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let warnings =
        if has_errors { vec![format!("Some bytes are not {}.", encoding.name())] } else { Vec::new() };
    Decoded { text: text.into_owned(), encoding: encoding.name(), warnings }
}

fn detect(body: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16_without_mark(body) {
        return encoding;
    }
    if body.is_ascii() || is_mostly_utf8(body) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(body, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// `<` and `<` with a zero byte beside them: no other encoding begins like this.
fn utf16_without_mark(body: &[u8]) -> Option<&'static Encoding> {
    match body {
        [0, b'<' | b'{', 0, ..] => Some(UTF_16BE),
        [b'<' | b'{', 0, _, 0, ..] => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether most that is not ASCII is good UTF-8: one bad byte should not turn a whole feed into another
/// encoding, and in other encodings hardly any byte makes good UTF-8.
fn is_mostly_utf8(body: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in body.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 4 <= good
}

/// The `charset` parameter of a `Content-Type`.
fn http_charset(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let value = lower.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        (name.trim() == "charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    })?;
    (!value.is_empty()).then_some(value)
}

/// The encoding of the XML declaration, or of a `meta` element.
fn declared_charset(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]).to_ascii_lowercase();
    let after = match head.find("<?xml") {
        Some(start) => {
            let declaration = &head[start..start + head[start..].find('>')?];
            declaration.split_once("encoding")?.1
        }
        None => head.split_once("<meta")?.1.split_once("charset")?.1,
    };
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ' ', '?', '>', '/']).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

/// UTF-32, which browsers and thus `encoding_rs` no longer know.
fn decode_utf32(body: &[u8]) -> Option<(String, &'static str)> {
    let (skip, read, name): (usize, fn([u8; 4]) -> u32, _) = match body {
        [0xff, 0xfe, 0, 0, ..] => (4, u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xfe, 0xff, ..] => (4, u32::from_be_bytes, "UTF-32BE"),
        [b'<', 0, 0, 0, ..] => (0, u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0, b'<', ..] => (0, u32::from_be_bytes, "UTF-32BE"),
        _ => return None,
    };
    let (units, _) = body[skip..].as_chunks::<4>();
    let character = |unit: &[u8; 4]| char::from_u32(read(*unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((units.iter().map(character).collect(), name))
}
