//! Passages in quotation marks.

use std::ops::Range;

use crate::reading::Reading;

/// Bytes of the longest passage: a mark without a partner must not swallow the article.
const LONGEST: usize = 6_000;

/// Bytes of the longest passage that may run to the end of its paragraph without a closing mark.
const LONGEST_OPEN: usize = 600;

/// Opening marks without a partner after which a paragraph is given up.
const MOST_UNCLOSED: usize = 40;

/// A passage in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// With the marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// The passages in quotation marks of a text, in order, the outermost of nested ones. A passage ends
/// with its paragraph at the latest; one that runs over several paragraphs gives one for each.
pub fn quoted(reading: &Reading<'_>) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in reading.text.split_inclusive('\n') {
        in_paragraph(reading, start..start + paragraph.len(), &mut found);
        start += paragraph.len();
    }
    found
}

fn in_paragraph(reading: &Reading<'_>, paragraph: Range<usize>, found: &mut Vec<Quoted>) {
    let (mut at, mut unclosed) = (paragraph.start, 0);
    while let Some((start, mark)) =
        next_opening(reading, at..paragraph.end).filter(|_| unclosed < MOST_UNCLOSED)
    {
        let inside = start + mark.len_utf8();
        let limit = floor(reading.text, paragraph.end.min(inside + LONGEST));
        if let Some((end, close)) = closing(reading, mark, inside..limit) {
            found.push(Quoted {
                outer: start..end + close.len_utf8(),
                inner: trimmed(reading.text, inside..end),
            });
            at = end + close.len_utf8();
        } else if is_continued(reading, mark, paragraph.end) || is_announced(reading, start, paragraph.end) {
            let inner = trimmed(reading.text, inside..paragraph.end);
            found.push(Quoted { outer: start..inner.end, inner });
            return;
        } else {
            at = inside;
            unclosed += 1;
        }
    }
}

fn next_opening(reading: &Reading<'_>, range: Range<usize>) -> Option<(usize, char)> {
    reading.text[range.clone()]
        .char_indices()
        .map(|(offset, c)| (range.start + offset, c))
        .find(|(at, c)| opens(reading, *at, *c))
}

/// Whether a character opens a passage: it is an opening mark and, where it may also close one or be an
/// apostrophe, stands at the front of a word.
fn opens(reading: &Reading<'_>, at: usize, mark: char) -> bool {
    if partners(reading, mark).next().is_none() {
        return false;
    }
    let is_also_closing = reading.lexicon.words.quotes.iter().any(|pair| pair.chars().nth(1) == Some(mark));
    let before = reading.text[..at].chars().next_back();
    let after = reading.text[at + mark.len_utf8()..].chars().next();
    !is_also_closing
        || before.is_none_or(|c| !c.is_alphanumeric() || text::script::is_unspaced(c))
            && after.is_some_and(|c| !c.is_whitespace())
}

/// The mark that closes a passage, nested ones of the same kind left out.
fn closing(reading: &Reading<'_>, open: char, range: Range<usize>) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    for (offset, c) in reading.text[range.clone()].char_indices() {
        let at = range.start + offset;
        let is_partner = partners(reading, open).any(|partner| partner == c);
        if is_partner && !is_apostrophe(reading, at, c) {
            if depth == 0 {
                return Some((at, c));
            }
            depth -= 1;
        } else if c == open && !is_partner {
            depth += 1;
        }
    }
    None
}

fn is_apostrophe(reading: &Reading<'_>, at: usize, mark: char) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    matches!(mark, '’' | '\'')
        && is_letter(reading.text[..at].chars().next_back())
        && is_letter(reading.text[at + mark.len_utf8()..].chars().next())
}

/// Whether the next paragraph opens with the same mark: so long quotations go on.
fn is_continued(reading: &Reading<'_>, open: char, paragraph_end: usize) -> bool {
    reading.text[paragraph_end..].trim_start().starts_with(open)
}

/// Whether a colon stands before an opening mark and little after it: then its partner was forgotten.
fn is_announced(reading: &Reading<'_>, at: usize, paragraph_end: usize) -> bool {
    paragraph_end - at <= LONGEST_OPEN && reading.text[..at].trim_end().ends_with([':', '：'])
}

fn partners<'r>(reading: &'r Reading<'_>, open: char) -> impl Iterator<Item = char> + 'r {
    reading.lexicon.words.quotes.iter().filter_map(move |pair| {
        let mut marks = pair.chars();
        (marks.next() == Some(open)).then(|| marks.next()).flatten()
    })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
