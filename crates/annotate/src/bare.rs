//! A name alone, out of the run of words that it was found in.

use std::ops::Range;

use text::{Word, fold_case};

use crate::{
    names,
    reading::{Reading, Writing},
};

/// The name as it is written down: without titles, articles, possessive endings and line breaks.
pub fn name(reading: &Reading<'_>, range: &Range<usize>) -> Option<String> {
    range_of(reading, range).map(|range| text::squeeze_space(reading.between(range)))
}

/// Where the name alone stands; `None` when only titles are left.
pub fn range_of(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    if reading.writing == Writing::Unspaced { unspaced(reading, range) } else { spaced(reading, range) }
}

fn spaced(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (reading.word_at(range.start), reading.word_at(range.end.saturating_sub(1)));
    let mut words = reading.words.get(first..=last)?;
    // An ending glued to the last word lies outside the range.
    let inside = |word: &Word| {
        fold_case(reading.between(word.range.start.max(range.start)..word.range.end.min(range.end)))
    };
    let is_title = |word: &Word| reading.lexicon.titles.contains(&inside(word));
    if words.iter().all(is_title) {
        return None;
    }
    if let Some(title) = words.iter().rposition(is_title).filter(|title| title + 1 < words.len()) {
        words = &words[title + 1..];
    }
    while words.len() > 1 && (names::is_skipped(reading, &words[0]) || names::is_particle(reading, &words[0]))
    {
        words = &words[1..];
    }
    while let [front @ .., last] = words
        && !front.is_empty()
        && is_title(last)
    {
        words = front;
    }
    let (start, end) = (words.first()?.range.start.max(range.start), words.last()?.range.end.min(range.end));
    let name = without_ending(reading.between(start..end));
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(start..start + name.len())
}

fn unspaced(reading: &Reading<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let name = reading.between(range.clone()).trim();
    let titles = &reading.lexicon.words.titles;
    let name = titles.iter().find_map(|title| name.strip_suffix(title.as_str())).unwrap_or(name);
    let after_title = |title: &String| name.rfind(title.as_str()).map(|at| &name[at + title.len()..]);
    let name = titles
        .iter()
        .filter_map(after_title)
        .filter(|rest| !rest.is_empty())
        .min_by_key(|rest| rest.len())
        .unwrap_or(name)
        .trim();
    let start = name.as_ptr() as usize - reading.text.as_ptr() as usize;
    (name.chars().count() >= 2).then(|| start..start + name.len())
}

/// Without the ending that an apostrophe parts from a name: "Reuters’", "Erdoğan'ın".
fn without_ending(name: &str) -> &str {
    let Some(at) = name.rfind(['\'', '’']) else { return name };
    let ending = &name[at..];
    let is_ending = ending.chars().skip(1).all(char::is_lowercase) && ending.chars().count() <= 5;
    let is_latin = name.is_ascii() || fold_case(ending).chars().all(|c| !('а'..='я').contains(&c));
    if is_ending && is_latin && at > 0 { &name[..at] } else { name }
}
