//! Passages whose opening mark is missing: it was forgotten behind a colon, swallowed by an ornate first
//! letter, cut off with what stood before the text, or stands paragraphs earlier.

use std::ops::Range;

use crate::{
    marks::{
        LONGEST, MOST_UNPAIRED, Quoted, item_start, may_be_mark, opens, opens_unmarked, partners, trimmed,
    },
    reading::Reading,
};

/// The passages that end in a mark without a partner, beside those that are found. They may hold some of these.
pub fn mended(reading: &Reading<'_>, found: &[Quoted]) -> Vec<Quoted> {
    let starts = std::iter::once(0).chain(found.iter().map(|passage| passage.outer.end));
    let ends = found.iter().map(|passage| passage.outer.start).chain([reading.text.len()]);
    let unpaired = starts.zip(ends).enumerate().flat_map(|(index, (start, end))| {
        let before = index.checked_sub(1).map(|index| &found[index]);
        closings(reading, start..end).map(move |mark| (mark, before))
    });
    let mut mended: Vec<Quoted> = Vec::new();
    for (mark, before) in unpaired.take(MOST_UNPAIRED) {
        let floor = mended.last().map_or(0, |passage| passage.outer.end);
        let open = before.filter(|passage| floor <= passage.outer.end && is_open(reading, passage, &mark));
        let start = open
            .map(|passage| passage.outer.end)
            .or_else(|| opening(reading, found, floor.max(mark.start.saturating_sub(LONGEST))..mark.start));
        mended.extend(start.map_or_else(Vec::new, |start| by_paragraph(reading.text, start..mark.end)));
    }
    mended
}

/// Where the mark stands that closes what a mark of another kind opened, with pairs of other marks between left out.
pub fn closing(reading: &Reading<'_>, open: char, range: Range<usize>) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    for (offset, c) in reading.text[range.clone()].char_indices() {
        let at = range.start + offset;
        if c != open && opens(reading, at, c) {
            depth += 1;
        } else if depth == 0 && closes(reading, at, c) {
            return Some(at..at + c.len_utf8());
        } else if is_closing(reading, c) {
            depth = depth.saturating_sub(1);
        }
    }
    None
}

/// Where marks stand in a range that close something said, and do not open anything.
fn closings<'r>(
    reading: &'r Reading<'_>,
    range: Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'r> {
    let marks = reading.text[range.clone()].char_indices();
    let marks = marks.map(move |(offset, c)| (range.start + offset, c));
    marks.filter(|(at, c)| closes(reading, *at, *c)).map(|(at, c)| at..at + c.len_utf8())
}

/// Whether a mark closes a sentence that was said.
fn closes(reading: &Reading<'_>, at: usize, mark: char) -> bool {
    if !is_closing(reading, mark) || opens(reading, at, mark) {
        return false;
    }
    let before = reading.text[..at].trim_end_matches([' ', '\u{a0}']);
    let after = &reading.text[at + mark.len_utf8()..];
    before.ends_with(['.', '!', '?', '…', ',', '。', '！', '？'])
        || after.starts_with([',', '.', '，', '。']) && before.ends_with(char::is_alphabetic)
}

/// Whether a mark may close a passage. Single ones are apostrophes too often.
fn is_closing(reading: &Reading<'_>, mark: char) -> bool {
    let is_double = may_be_mark(mark) && !matches!(mark, '\'' | '’' | '‘');
    is_double && reading.lexicon.words.quotes.iter().any(|pair| pair.ends_with(mark))
}

/// Whether a passage ran to the end of its paragraph, for want of the mark that closes it here.
fn is_open(reading: &Reading<'_>, passage: &Quoted, close: &Range<usize>) -> bool {
    let open = reading.text[passage.outer.clone()].chars().next();
    passage.outer.end == passage.inner.end
        && close.start - passage.outer.end <= LONGEST
        && open.is_some_and(|open| {
            partners(reading, open).any(|mark| reading.text[close.clone()].contains(mark))
        })
}

/// Where a passage begins that ends with a range: behind the last colon of its item that no mark follows, or with
/// the text.
fn opening(reading: &Reading<'_>, found: &[Quoted], range: Range<usize>) -> Option<usize> {
    let range = reading.floor_of(range.start)..range.end;
    let start = item_start(reading.text, range.clone());
    let line = reading.between(start..range.end);
    let colon = line.rmatch_indices([':', '：']).map(|(at, colon)| start + at + colon.len());
    let is_outside = |at: &usize| {
        let next = found.partition_point(|passage| passage.outer.end <= *at);
        found.get(next).is_none_or(|passage| passage.outer.start >= *at)
    };
    let unmarked = colon.filter(|at| opens_unmarked(reading, *at)).find(is_outside);
    unmarked.or_else(|| (start == 0).then_some(0))
}

/// A passage for each paragraph of a range.
fn by_paragraph(text: &str, range: Range<usize>) -> Vec<Quoted> {
    let mut start = range.start;
    let lines = text[range.clone()].split_inclusive('\n').map(|line| {
        start += line.len();
        // "»" opens a paragraph in Spanish where a quotation goes on.
        let lead =
            line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '”')).len();
        trimmed(text, start - line.len() + lead..start)
    });
    let mut passages: Vec<Quoted> =
        lines.filter(|outer| !outer.is_empty()).map(|outer| Quoted { inner: outer.clone(), outer }).collect();
    if let Some(last) = passages.last_mut() {
        let mark = text[last.outer.clone()].chars().next_back().map_or(0, char::len_utf8);
        last.inner = trimmed(text, last.inner.start..last.outer.end - mark);
    }
    passages
}
