//! How much is read of anything. HTML parsers are quadratic in depth and the sanitiser in `&`, so
//! input is measured in one linear pass before they see it.

use crate::{
    nesting::{Nesting, is_within},
    tags::RawText,
};

/// The longest page that is read, in bytes; the rest is cut off.
pub const PAGE_BYTES: usize = 10 << 20;
/// The most tags of a page that is read as HTML.
pub const PAGE_TAGS: usize = 100_000;
/// The most `<` of a page that is read as HTML, those in scripts and those that open no tag too.
pub const PAGE_LESS_THANS: usize = 500_000;
/// The most `&` of a page that is read as HTML.
pub const PAGE_AMPERSANDS: usize = 200_000;
/// The deepest nesting of a page that is read as HTML.
pub const PAGE_DEPTH: usize = 1_000;
/// The most elements that are open at the tags of a page that is read as HTML, summed up over all tags.
pub const PAGE_DEPTH_SUM: usize = 5_000_000;
/// The most elements that a parser may open again in a page that is read as HTML, because formats were left open.
pub const PAGE_REOPENED: usize = 200_000;

/// The most pairs of attributes of one tag, over all tags of a page that is read as HTML: some pages keep long
/// JSON in an attribute, which is counted as if it were many.
pub const PAGE_ATTRIBUTE_PAIRS: usize = 4_000_000_000;

/// How much of a page is read for its facts when the whole is not read as HTML, in bytes.
pub const HEAD_BYTES: usize = 256 << 10;

/// The longest HTML that is sanitised as HTML, in bytes.
pub const SAFE_BYTES: usize = 1 << 20;
/// The most tags of HTML that is sanitised as HTML.
pub const SAFE_TAGS: usize = 20_000;
/// The deepest nesting of HTML that is sanitised as HTML.
pub const SAFE_DEPTH: usize = 256;
/// The most elements that are open at the tags of HTML that is sanitised as HTML, summed up over all tags.
pub const SAFE_DEPTH_SUM: usize = 1_000_000;
/// The most elements that a parser may open again in HTML that is sanitised as HTML.
pub const SAFE_REOPENED: usize = 50_000;
/// The most pairs of attributes of one tag, over all tags of HTML that is sanitised as HTML: a parser compares
/// each with all before it.
pub const SAFE_ATTRIBUTE_PAIRS: usize = 100_000_000;
/// The most `&` of HTML that is sanitised as HTML.
pub const SAFE_AMPERSANDS: usize = 20_000;

/// The most attributes of one tag that are read.
pub const TAG_ATTRIBUTES: usize = 10_000;

/// The most bytes of JSON-LD that are read from one page.
pub const JSON_LD_BYTES: usize = 1 << 20;
/// The most objects that are looked at in the JSON-LD of one page.
pub const JSON_LD_OBJECTS: usize = 2_000;
/// The most bytes of other scripts that are read for their data.
pub const SCRIPT_BYTES: usize = 4 << 20;
/// The most values that are looked at in the data of one script.
pub const SCRIPT_VALUES: usize = 100_000;
/// The most lines, and the most elements made for dates, that are kept of one page for its facts.
pub const FACT_LINES: usize = 2_000;
/// The most authors of an article.
pub const AUTHORS: usize = 20;
/// The most keywords of an article.
pub const KEYWORDS: usize = 50;
/// The most links of an article.
pub const LINKS: usize = 500;
/// The longest headline, name or other short fact, in characters.
pub const FACT_CHARS: usize = 500;

/// How a page nests at most that is read as HTML.
pub(crate) const PAGE_NESTING: Nesting = Nesting {
    tags: PAGE_TAGS,
    depth: PAGE_DEPTH,
    depth_sum: PAGE_DEPTH_SUM,
    reopened: PAGE_REOPENED,
    attribute_pairs: PAGE_ATTRIBUTE_PAIRS,
};
const SAFE_NESTING: Nesting = Nesting {
    tags: SAFE_TAGS,
    depth: SAFE_DEPTH,
    depth_sum: SAFE_DEPTH_SUM,
    reopened: SAFE_REOPENED,
    attribute_pairs: SAFE_ATTRIBUTE_PAIRS,
};

/// Whether a page may be given to an HTML parser that stops at [`PAGE_NESTING`].
pub(crate) fn is_page_readable(html: &str) -> bool {
    count(html, b'<') <= PAGE_LESS_THANS && count(html, b'&') <= PAGE_AMPERSANDS
}

/// Whether HTML may be given to the sanitiser.
pub(crate) fn is_sanitisable(html: &str) -> bool {
    // Most of what feeds hold is too short to exceed anything.
    let is_short = html.len().pow(2) <= SAFE_ATTRIBUTE_PAIRS && count(html, b'<') <= SAFE_DEPTH;
    is_short
        || html.len() <= SAFE_BYTES
            && count(html, b'&') <= SAFE_AMPERSANDS
            && is_within(html, RawText::Read, SAFE_NESTING)
}

/// The beginning of a text that has at most so many bytes, cut between characters.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How often a byte is there, counted in small numbers of which a processor sums many at once.
fn count(html: &str, byte: u8) -> usize {
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().map(|found| u8::from(*found == byte)).sum::<u8>());
    html.as_bytes().chunks(usize::from(u8::MAX)).map(in_chunk).sum()
}
