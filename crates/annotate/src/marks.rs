//! Passages in quotation marks.

use std::{cmp::Reverse, ops::Range};

use crate::{reading::Reading, unpaired};

/// Bytes of the longest passage: a mark without a partner must not swallow the article.
pub const LONGEST: usize = 6_000;

/// Bytes of the longest passage that may run to the end of its paragraph when neither a closing mark nor
/// anything but its place shows that it is one.
const LONGEST_OPEN: usize = 600;

/// Marks without a partner after which a paragraph, or the whole text, is given up.
pub const MOST_UNPAIRED: usize = 40;

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
    for line in lines(reading.text) {
        in_paragraph(reading, line, &mut found);
    }
    outermost([found.clone(), unpaired::mended(reading, &found)].concat())
}

/// Where the lines of a text stand, without the spaces at their ends.
pub fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        start += line.len();
        trimmed(text, start - line.len()..start)
    })
}

/// Passages in order, without those that another one holds.
pub fn outermost(mut passages: Vec<Quoted>) -> Vec<Quoted> {
    passages.sort_by_key(|passage| (passage.outer.start, Reverse(passage.outer.end)));
    passages.dedup_by(|next, kept| next.outer.start < kept.outer.end);
    passages
}

fn in_paragraph(reading: &Reading<'_>, paragraph: Range<usize>, found: &mut Vec<Quoted>) {
    let (mut at, mut unpaired) = (paragraph.start, 0);
    while let Some((start, mark)) =
        next_opening(reading, at..paragraph.end).filter(|_| unpaired < MOST_UNPAIRED)
    {
        let inside = start + mark.len_utf8();
        let limit = floor(reading.text, paragraph.end.min(inside + LONGEST));
        let end = closing(reading, mark, inside..limit)
            .or_else(|| unclosed(reading, mark, start..limit, paragraph.end));
        if let Some(close) = end {
            found.push(Quoted { outer: start..close.end, inner: trimmed(reading.text, inside..close.start) });
            at = close.end;
        } else {
            at = inside;
            unpaired += 1;
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
pub fn opens(reading: &Reading<'_>, at: usize, mark: char) -> bool {
    if !may_be_mark(mark) || partners(reading, mark).next().is_none() {
        return false;
    }
    let is_also_closing = reading.lexicon.words.quotes.iter().any(|pair| pair.chars().nth(1) == Some(mark));
    let before = reading.text[..at].chars().next_back();
    let after = reading.text[at + mark.len_utf8()..].chars().next();
    !is_also_closing
        || before.is_none_or(|c| !c.is_alphanumeric() || text::script::is_unspaced(c))
            && after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ')' | ',' | ';' | ':'))
}

/// Where the mark stands that closes a passage, nested ones of the same kind left out.
fn closing(reading: &Reading<'_>, open: char, range: Range<usize>) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (offset, c) in reading.text[range.clone()].char_indices() {
        let at = range.start + offset;
        let is_partner = partners(reading, open).any(|partner| partner == c);
        if is_partner && !is_apostrophe(reading, at, c) {
            if depth == 0 {
                return Some(at..at + c.len_utf8());
            }
            depth -= 1;
        } else if c == open && !is_partner {
            depth += 1;
        }
    }
    None
}

/// Where a passage ends whose mark has no partner, if it is one: with a mark of another kind, or with its item.
fn unclosed(
    reading: &Reading<'_>,
    mark: char,
    passage: Range<usize>,
    paragraph_end: usize,
) -> Option<Range<usize>> {
    let item = passage.start + mark.len_utf8()..item_end(reading.text, passage.clone());
    if !is_continued(reading, mark, paragraph_end) && !is_open_ended(reading, passage.start, item.end) {
        return None;
    }
    let other = unpaired::closing(reading, mark, item.clone());
    // A straight mark by itself may as well be one that closes, a line too late.
    let is_straight = partners(reading, mark).any(|partner| partner == mark);
    let is_announced =
        || is_behind_colon(reading, passage.start) || is_continued(reading, mark, paragraph_end);
    let end = trimmed(reading.text, item).end;
    other.or_else(|| (!is_straight || is_announced()).then_some(end..end))
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

/// Whether the partner of an opening mark was forgotten: letters follow, and a colon stands before it, or it opens
/// a sentence that is not far from the end.
fn is_open_ended(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let before = reading.text[..at].trim_end_matches([' ', '\u{a0}']);
    let opens_sentence = before.is_empty() || before.ends_with(['.', '!', '?', '\n', '。']);
    (is_behind_colon(reading, at) || opens_sentence && end - at <= LONGEST_OPEN)
        && reading.text[at..].chars().nth(1).is_some_and(char::is_alphabetic)
}

fn is_behind_colon(reading: &Reading<'_>, at: usize) -> bool {
    reading.text[..at].trim_end().ends_with([':', '：'])
}

/// Where the first item of a paragraph ends: where paragraphs were joined, a dash or a bracket behind a full stop
/// parts them.
pub fn item_end(text: &str, range: Range<usize>) -> usize {
    let words = &text[range.clone()];
    let end = words.match_indices(['.', '!', '?']).find(|(at, _)| is_parted(words, *at));
    range.start + end.map_or(words.len(), |(at, _)| at + 1)
}

/// Where the last item of the last paragraph of a range begins.
pub fn item_start(text: &str, range: Range<usize>) -> usize {
    let words = &text[range.clone()];
    let start =
        words.rmatch_indices(['.', '!', '?', '\n']).find(|(at, mark)| *mark == "\n" || is_parted(words, *at));
    range.start + start.map_or(0, |(at, _)| at + 1)
}

/// Whether a dash or a bracket follows a full stop.
fn is_parted(words: &str, stop: usize) -> bool {
    let rest = &words[stop + 1..];
    let next = rest.trim_start();
    next.len() < rest.len() && next.starts_with(['—', '–', '-', '('])
}

/// Whether words, and no mark, follow a colon.
pub fn opens_unmarked(reading: &Reading<'_>, at: usize) -> bool {
    let rest = &reading.text[at..];
    let words = rest.trim_start();
    let next = words.chars().next();
    (words.len() < rest.len() || reading.text[..at].ends_with('：'))
        && next.is_some_and(char::is_alphanumeric)
}

/// Whether a character may be a quotation mark in any language, told quickly.
pub fn may_be_mark(mark: char) -> bool {
    matches!(mark, '"' | '\'') || !mark.is_ascii() && !mark.is_alphanumeric()
}

/// The marks that close what a mark opens.
pub fn partners<'r>(reading: &'r Reading<'_>, open: char) -> impl Iterator<Item = char> + 'r {
    reading.lexicon.words.quotes.iter().filter_map(move |pair| {
        let mut marks = pair.chars();
        (marks.next() == Some(open)).then(|| marks.next()).flatten()
    })
}

/// The range without the spaces at its ends.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
