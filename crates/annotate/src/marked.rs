//! Subjects that a particle marks: "浜口ツネさん（71）は", "अन्ना ने".

use std::ops::Range;

use crate::{
    names,
    reading::{Reading, Writing},
    voice::{self, Subject},
};

/// The subject before a particle that marks it, in languages that have one: the first with a title, for what else is
/// marked may be a thing.
pub fn subject(reading: &Reading<'_>, window: &Range<usize>) -> Option<Subject> {
    let text = reading.between(window.clone());
    let marks = &reading.lexicon.words.subjects;
    let mut ends: Vec<usize> = marks
        .iter()
        .flat_map(|mark| text.match_indices(mark.as_str()).map(|(at, _)| (at, mark.len())))
        .filter(|(at, length)| is_particle(reading.writing, text, *at, at + length))
        .map(|(at, _)| window.start + at)
        .collect();
    ends.sort_unstable();
    let mut subjects = ends.into_iter().filter_map(|end| {
        let start = reading.sentence_start(end).max(window.start);
        let end = without_brackets(reading, start, end);
        names::before(reading, start, end).and_then(|range| voice::named(reading, range))
    });
    let first = subjects.next()?;
    let is_titled = |subject: &Subject| subject.name.is_some() && names::has_title(reading, &subject.range);
    if is_titled(&first) {
        return Some(first);
    }
    Some(subjects.find(is_titled).unwrap_or(first))
}

/// Somebody with a title whom the last sentences of a range that say of whom they are name as that, in languages that mark
/// subjects: who goes on speaking where no subject is said.
pub fn topic(reading: &Reading<'_>, range: Range<usize>) -> Option<Subject> {
    let mut end = range.end;
    while end > range.start {
        let start = reading.sentence_start(reading.floor_of(end - 1)).max(range.start);
        let found = subject(reading, &(start..end));
        if found.as_ref().is_some_and(|found| names::has_title(reading, &found.range)) {
            return found;
        }
        end = start;
    }
    None
}

/// Where the brackets begin that close at a place: "浜口ツネさん（71）は".
fn without_brackets(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    let before = reading.between(start..end);
    if before.ends_with([')', '）']) { before.rfind(['(', '（']).map_or(end, |at| start + at) } else { end }
}

/// Whether a subject particle is one: glued to the name, or parted from it, and followed by an end of word.
fn is_particle(writing: Writing, text: &str, at: usize, end: usize) -> bool {
    let next = text[end..].chars().next();
    let is_at_end = next.is_none_or(|c| !c.is_alphanumeric());
    at > 0 && (writing == Writing::Unspaced || is_at_end)
}
