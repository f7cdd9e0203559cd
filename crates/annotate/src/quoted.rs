//! Names in quotation marks beside a cue: "со ссылкой на «Вестник»", "《晚报》报道".

use std::ops::Range;

use crate::{
    names,
    reading::{Reading, Writing},
};

/// Words of the longest such name, and of what stands between it and its cue.
const LONGEST: usize = 5;
const BETWEEN: usize = 2;
/// Characters of the longest such name in scripts without spaces.
const LONGEST_UNSPACED: usize = 14;
/// Bytes behind a cue in which a name is looked for.
const REACH: usize = 160;

/// A name in quotation marks behind a cue, with words that are no name between them at most.
pub fn after(reading: &Reading<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let end = end.min(reading.floor_of(from + REACH));
    let rest = reading.text.get(from..end)?;
    let (at, open) = rest.char_indices().find(|(_, c)| closing_mark(reading, *c).is_some())?;
    let start = from + at + open.len_utf8();
    let length = reading.text.get(start..end)?.find(closing_mark(reading, open)?)?;
    is_lead(reading, &rest[..at]).then_some(start..start + length).filter(|range| is_name(reading, range))
}

/// A name in quotation marks right before a cue.
pub fn before(reading: &Reading<'_>, start: usize, to: usize) -> Option<Range<usize>> {
    let before = reading.text.get(start..to)?.trim_end();
    let close = before.chars().next_back()?;
    let end = start + before.len() - close.len_utf8();
    let opens = |c: char| closing_mark(reading, c) == Some(close);
    let at = reading.text.get(start..end)?.rfind(opens)?;
    let first = start + at + reading.text[start + at..].chars().next()?.len_utf8();
    Some(first..end).filter(|range| is_name(reading, range))
}

/// The mark that closes what another opens, those around titles of works included.
fn closing_mark(reading: &Reading<'_>, open: char) -> Option<char> {
    let pairs = reading.lexicon.words.quotes.iter().map(String::as_str).chain(["《》"]);
    pairs.filter_map(|pair| pair.strip_prefix(open)).find_map(|rest| rest.chars().next())
}

fn is_lead(reading: &Reading<'_>, gap: &str) -> bool {
    let words = text::words(gap);
    !names::is_parted(gap)
        && words.len() <= BETWEEN
        && words.iter().all(|word| reading.lexicon.skipped.contains(&word.folded))
}

fn is_name(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let name = reading.between(range.clone());
    let opens_large = name.chars().next().is_some_and(|c| c.is_uppercase() || text::script::is_unspaced(c));
    let length = if reading.writing == Writing::Unspaced { LONGEST_UNSPACED } else { LONGEST };
    let count =
        if reading.writing == Writing::Unspaced { name.chars().count() } else { text::words(name).len() };
    opens_large && (1..=length).contains(&count) && !names::is_parted(name) && !name.ends_with(['.', '。'])
}
